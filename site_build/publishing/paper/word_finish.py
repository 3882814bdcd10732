"""What stands around the text of a Word file: header and footer, contents, letterhead, dates and the municipality's colour."""

from __future__ import annotations

import datetime as dt
import io
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from site_build.publishing.extras import need
from site_build.publishing.paper.book import DEFAULT_COLOUR
from site_build.publishing.paper.tree import Element
from site_build.publishing.paper.word_xml import W

if TYPE_CHECKING:
    from docx.document import Document

_LOGO_HEIGHT = 540_000  # English metric units: 1,5 cm
_ROOM = 12_700 * 18  # 18 points


@dataclass(frozen=True)
class Finish:
    """What a Word file says about itself."""

    title: str
    municipality: str
    notice: str
    date: dt.date
    date_text: str
    colour: str = DEFAULT_COLOUR
    contents: int = 0
    hint: str = ""
    letterhead: tuple[str, ...] = ()
    logo: bytes = b""  # png or jpg


def finish(document: Document, wanted: Finish) -> None:
    """Change the document, which has its text, in place."""
    _letterhead(document, wanted)
    if wanted.contents:
        _contents(document.element.body, wanted)
    _margins(document, wanted)
    _properties(document, wanted)
    if wanted.colour != DEFAULT_COLOUR:
        _recolour(document.styles.element, wanted.colour)


# --- the head of a letter ---


def _letterhead(document: Document, wanted: Finish) -> None:
    """Put the municipality's logo and lines above the title."""
    first = document.paragraphs[0] if document.paragraphs else None
    if first is None or not (wanted.letterhead or wanted.logo):
        return
    if wanted.logo:
        first.insert_paragraph_before().add_run().add_picture(io.BytesIO(wanted.logo), height=_LOGO_HEIGHT)
    for number, line in enumerate(wanted.letterhead, start=1):
        first.insert_paragraph_before(line).paragraph_format.space_after = _ROOM if number == len(wanted.letterhead) else 0


# --- contents ---


def _contents(body: Element, wanted: Finish) -> None:
    """Put a table of contents, already filled, after the title; F9 in Word adds the page numbers."""
    entries = []
    for paragraph in body.iter(_q("p")):
        style = _style(paragraph)
        level = int(style[-1]) if re.fullmatch(r"Heading[1-9]", style) else 0
        if 0 < level <= wanted.contents:
            entries.append((level, _text(paragraph), _bookmark(paragraph)))
    if not entries:
        return
    start = f'<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> TOC \\o "1-{wanted.contents}" \\h \\z \\u </w:instrText></w:r>'
    start += '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    lines = ['<w:p><w:pPr><w:pStyle w:val="TOCHeading"/></w:pPr><w:r><w:t>Inhoud</w:t></w:r></w:p>']
    for index, (level, title, anchor) in enumerate(entries):
        text = f'<w:r><w:t xml:space="preserve">{_xml(title)}</w:t></w:r>'
        linked = f'<w:hyperlink w:anchor="{_xml(anchor)}" w:history="1">{text}</w:hyperlink>' if anchor else text
        lines.append(f'<w:p><w:pPr><w:pStyle w:val="TOC{level}"/></w:pPr>{start if index == 0 else ""}{linked}</w:p>')
    lines.append('<w:p><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>')
    hint = f'<w:p><w:pPr><w:pStyle w:val="Voordemaker"/></w:pPr><w:r><w:t>{_xml(wanted.hint)}</w:t></w:r></w:p>' if wanted.hint else ""
    block = _parse(f'<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/><w:docPartUnique/></w:docPartObj></w:sdtPr>'
                   f'<w:sdtContent>{"".join(lines)}</w:sdtContent></w:sdt>')
    place = [element for element in body if element.tag == _q("p") and _style(element) in ("Title", "Subtitle")]
    anchor_element = place[-1] if place else None
    for element in [block] + ([_parse(hint)] if hint else []):  # each goes right after the title, so the last one comes first
        if anchor_element is None:
            body.insert(0, element)
        else:
            anchor_element.addnext(element)
    if wanted.contents > 1:
        _new_pages(body)


def _new_pages(body: Element) -> None:
    """In a whole book every part starts on a new page."""
    for paragraph in body.iterchildren(_q("p")):
        style = paragraph.find(f"{_q('pPr')}/{_q('pStyle')}")
        if style is not None and style.get(_q("val")) == "Heading1":
            style.addnext(_parse("<w:pageBreakBefore/>"))


def _bookmark(paragraph: Element) -> str:
    mark = paragraph.find(_q("bookmarkStart"))
    return mark.get(_q("name"), "") if mark is not None else ""


# --- header, footer, properties, colour ---


def _margins(document: Document, wanted: Finish) -> None:
    words = {"GEMEENTE": wanted.municipality, "TITEL": wanted.title, "MELDING": wanted.notice, "DATUM": wanted.date_text}
    for section in document.sections:
        for part in (section.header, section.footer):
            for paragraph in list(part.paragraphs):
                for run in paragraph.runs:
                    run.text = re.sub("GEMEENTE|TITEL|MELDING|DATUM", lambda match: words[match[0]], run.text)
                if paragraph.style.name == "Melding" and not wanted.notice:
                    paragraph._p.getparent().remove(paragraph._p)


def _properties(document: Document, wanted: Finish) -> None:
    properties = document.core_properties
    moment = dt.datetime(wanted.date.year, wanted.date.month, wanted.date.day)
    properties.title, properties.author, properties.last_modified_by = wanted.title, wanted.municipality, wanted.municipality
    properties.language, properties.created, properties.modified = "nl-NL", moment, moment


def _recolour(styles: Element, colour: str) -> None:
    """Headings in the municipality's colour."""
    for element in styles.iter(_q("color")):
        if element.get(_q("val"), "").lower() == DEFAULT_COLOUR[1:]:
            element.set(_q("val"), colour[1:].upper())


# --- helpers ---


def _q(name: str) -> str:
    return f"{{{W}}}{name}"


def _text(element: Element) -> str:
    return "".join(text.text or "" for text in element.iter(_q("t")))


def _style(paragraph: Element) -> str:
    style = paragraph.find(f"{_q('pPr')}/{_q('pStyle')}")
    return style.get(_q("val"), "") if style is not None else ""


def _parse(xml: str) -> Element:
    element: Element = need("docx.oxml").parse_xml(re.sub(r"^<w:(\w+)", rf'<w:\1 xmlns:w="{W}"', xml, count=1))
    return element


def _xml(text: str) -> str:
    import html

    return html.escape(text, quote=True)
