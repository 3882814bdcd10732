"""What pandoc cannot: boxes, header, contents, repeated notes, dates and the municipality's colour in a Word file."""

from __future__ import annotations

import copy
import datetime as dt
import io
import re
from dataclasses import dataclass
from typing import Any

from site_build.assembly.marks import BOXES
from site_build.publishing.extras import need
from site_build.publishing.paper.book import DEFAULT_COLOUR
from site_build.publishing.paper.word_marks import CLOSE, FROM_ANSWERS, MARK, OPEN

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_LOGO_HEIGHT = 540_000  # English metric units: 1,5 cm
_ROOM = 12_700 * 18  # 18 points
_TEXT_WIDTH = 9070  # twentieths of a point: A4 less the margins of reference.docx

# Fill and edge of a box: those of the website, and two that only Word has.
_BOXES = {"maker": ("FFEFC2", "8A6D00"), "kaart": ("FFFFFF", "6D7D80"), **{kind: (fill.upper(), edge.upper()) for kind, (edge, fill) in BOXES.items()}}
_PLAIN_BOX = ("F3F6F5", "4A585C")


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
    box: str = ""  # what a box is called, for who does not see it
    box_for_maker: str = ""


def finish(data: bytes, wanted: Finish) -> bytes:
    """Return the finished .docx."""
    document = need("docx").Document(io.BytesIO(data))
    body = document.element.body
    _notes(body)
    _boxes(body, wanted)
    _tables(body)
    _letterhead(document, wanted)
    if wanted.contents:
        _contents(body, wanted)
    _margins(document, wanted)
    _properties(document, wanted)
    _from_answers(document.styles.element)
    if wanted.colour != DEFAULT_COLOUR:
        _recolour(document.styles.element, wanted.colour)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


# --- boxes ---


def _boxes(body: Any, wanted: Finish) -> None:
    """Turn what stands between two marks into a table of one cell: one click selects it, one key removes it."""
    begins: list[Any] = []
    for paragraph in list(body.iter(_q("p"))):
        mark = MARK.fullmatch(_text(paragraph))
        if mark and mark[1].startswith("begin"):
            begins.append(paragraph)
        elif mark and mark[1] == "eind" and begins:
            _close(begins.pop(), paragraph, wanted)


def _close(begin: Any, end: Any, wanted: Finish) -> None:
    inside = []
    element = begin.getnext()
    while element is not None and element is not end:
        inside.append(element)
        element = element.getnext()
    kind = _text(begin).strip(OPEN + CLOSE).removeprefix("begin ")
    begin.addprevious(_box(kind, inside, wanted))
    if end.getnext() is None or end.getnext().tag != _q("p"):
        end.addprevious(_gap())
    begin.getparent().remove(begin)
    end.getparent().remove(end)


def _box(kind: str, inside: list[Any], wanted: Finish) -> Any:
    fill, edge = _BOXES.get(kind, _PLAIN_BOX)
    thin = f'w:val="single" w:sz="4" w:space="0" w:color="{edge}"' if kind in ("maker", "kaart") else 'w:val="nil"'
    thick = thin if kind == "kaart" else f'w:val="single" w:sz="24" w:space="0" w:color="{edge}"'
    name = _xml(wanted.box_for_maker if kind == "maker" else wanted.box)
    table = _parse(
        f'<w:tbl><w:tblPr><w:tblW w:w="4950" w:type="pct"/><w:tblInd w:w="60" w:type="dxa"/><w:tblBorders><w:top {thin}/><w:left {thick}/><w:bottom {thin}/>'
        f'<w:right {thin}/></w:tblBorders>'
        f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/><w:tblLayout w:type="fixed"/><w:tblCellMar><w:top w:w="90" w:type="dxa"/>'
        f'<w:left w:w="160" w:type="dxa"/><w:bottom w:w="60" w:type="dxa"/><w:right w:w="160" w:type="dxa"/></w:tblCellMar><w:tblCaption w:val="{name}"/></w:tblPr>'
        f'<w:tblGrid><w:gridCol w:w="{_TEXT_WIDTH}"/></w:tblGrid><w:tr><w:tc><w:tcPr><w:tcW w:w="5000" w:type="pct"/>'
        f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/></w:tcPr></w:tc></w:tr></w:tbl>')
    cell = table.find(f".//{_q('tc')}")
    for element in inside:
        cell.append(element)
    if not len(cell) or cell[-1].tag != _q("p"):  # Word refuses a cell that does not end with a paragraph
        cell.append(_gap())
    return table


def _gap() -> Any:
    return _parse('<w:p><w:pPr><w:spacing w:before="0" w:after="0" w:line="120" w:lineRule="exact"/></w:pPr></w:p>')


def _tables(body: Any) -> None:
    """Rows stay whole; room under a table; nothing touches the table before it."""
    for table in list(body.iter(_q("tbl"))):
        for paragraph in table.xpath("./w:tr[w:trPr/w:tblHeader]//w:p"):  # a head does not stay alone at the end of a page
            properties = paragraph.get_or_add_pPr()
            if properties.find(_q("keepNext")) is None:
                properties.insert(1 if _style(paragraph) else 0, _parse("<w:keepNext/>"))
        for row in table.iterchildren(_q("tr")):
            if table.find(f"{_q('tblPr')}/{_q('tblCaption')}") is None or len(table) > 3:
                properties = row.find(_q("trPr"))
                if properties is None:
                    properties = _parse("<w:trPr/>")
                    row.insert(0, properties)
                properties.insert(0, _parse("<w:cantSplit/>"))
        after = table.getnext()
        if after is not None and after.tag in (_q("p"), _q("tbl")):
            gap = _gap()
            if after.tag == _q("tbl") or not _is_gap(after):
                table.addnext(gap)


def _is_gap(paragraph: Any) -> bool:
    return not _text(paragraph) and paragraph.find(f"{_q('pPr')}/{_q('spacing')}[@{_q('lineRule')}='exact']") is not None


# --- notes that are named again ---


def _notes(body: Any) -> None:
    numbers: dict[str, int] = {}
    waiting = ""
    count = 0
    for element in body.iter():
        if element.tag == _q("bookmarkStart") and re.fullmatch(r"noot\d+", element.get(_q("name"), "")):
            waiting = element.get(_q("name"))
        elif element.tag == _q("footnoteReference"):
            count += 1
            if waiting:
                numbers[waiting] = count
                waiting = ""
    for text in list(body.iter(_q("t"))):
        mark = re.search(f"{OPEN}noot (noot\\d+){CLOSE}", text.text or "")
        if mark:
            _refer(text, mark, numbers)


def _refer(text: Any, mark: re.Match[str], numbers: dict[str, int]) -> None:
    run = text.getparent()
    number = numbers.get(mark[1])
    before, after = text.text[: mark.start()], text.text[mark.end():]
    if after:
        rest = copy.deepcopy(run)
        rest.find(_q("t")).text = after
        run.addnext(rest)
    if number:
        look = '<w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr>'
        code = f'<w:instrText xml:space="preserve"> NOTEREF {mark[1]} \\h </w:instrText>'
        for part in (f'<w:r>{look}<w:fldChar w:fldCharType="end"/></w:r>', f"<w:r>{look}<w:t>{number}</w:t></w:r>",
                     f'<w:r>{look}<w:fldChar w:fldCharType="separate"/></w:r>', f"<w:r>{look}{code}</w:r>",
                     f'<w:r>{look}<w:fldChar w:fldCharType="begin"/></w:r>'):
            run.addnext(_parse(part))
    if before:
        text.text = before
        text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    else:
        run.getparent().remove(run)


# --- the head of a letter ---


def _letterhead(document: Any, wanted: Finish) -> None:
    """Put the municipality's logo and lines above the title."""
    first = document.paragraphs[0] if document.paragraphs else None
    if first is None or not (wanted.letterhead or wanted.logo):
        return
    if wanted.logo:
        first.insert_paragraph_before().add_run().add_picture(io.BytesIO(wanted.logo), height=_LOGO_HEIGHT)
    for number, line in enumerate(wanted.letterhead, start=1):
        first.insert_paragraph_before(line).paragraph_format.space_after = _ROOM if number == len(wanted.letterhead) else 0


# --- contents ---


def _contents(body: Any, wanted: Finish) -> None:
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


def _new_pages(body: Any) -> None:
    """In a whole book every part starts on a new page."""
    for paragraph in body.iterchildren(_q("p")):
        if _style(paragraph) == "Heading1":
            paragraph.find(_q("pPr")).find(_q("pStyle")).addnext(_parse("<w:pageBreakBefore/>"))


def _bookmark(paragraph: Any) -> str:
    for element in paragraph.iter(_q("bookmarkStart")):
        return str(element.get(_q("name")))
    before = paragraph.getprevious()
    return str(before.get(_q("name"))) if before is not None and before.tag == _q("bookmarkStart") else ""


# --- header, footer, properties, colour ---


def _margins(document: Any, wanted: Finish) -> None:
    words = {"GEMEENTE": wanted.municipality, "TITEL": wanted.title, "MELDING": wanted.notice, "DATUM": wanted.date_text}
    for section in document.sections:
        for part in (section.header, section.footer):
            for paragraph in list(part.paragraphs):
                for run in paragraph.runs:
                    run.text = re.sub("GEMEENTE|TITEL|MELDING|DATUM", lambda match: words[match[0]], run.text)
                if paragraph.style.name == "Melding" and not wanted.notice:
                    paragraph._p.getparent().remove(paragraph._p)


def _properties(document: Any, wanted: Finish) -> None:
    properties = document.core_properties
    moment = dt.datetime(wanted.date.year, wanted.date.month, wanted.date.day)
    properties.title, properties.author, properties.last_modified_by = wanted.title, wanted.municipality, wanted.municipality
    properties.language, properties.created, properties.modified = "nl-NL", moment, moment


def _from_answers(styles: Any) -> None:
    """Dots under what was filled in from answers: whoever takes the style away takes the dots away everywhere."""
    for style in styles.iterchildren(_q("style")):
        name = style.find(_q("name"))
        if name is not None and name.get(_q("val")) == FROM_ANSWERS and style.find(_q("rPr")) is None:
            style.append(_parse('<w:rPr><w:u w:val="dotted" w:color="17505F"/></w:rPr>'))


def _recolour(styles: Any, colour: str) -> None:
    """Headings in the municipality's colour."""
    for element in styles.iter(_q("color")):
        if element.get(_q("val"), "").lower() == DEFAULT_COLOUR[1:]:
            element.set(_q("val"), colour[1:].upper())


# --- helpers ---


def _q(name: str) -> str:
    return f"{{{_W}}}{name}"


def _text(element: Any) -> str:
    return "".join(text.text or "" for text in element.iter(_q("t")))


def _style(paragraph: Any) -> str:
    style = paragraph.find(f"{_q('pPr')}/{_q('pStyle')}")
    return style.get(_q("val"), "") if style is not None else ""


def _parse(xml: str) -> Any:
    return need("docx.oxml").parse_xml(re.sub(r"^<w:(\w+)", rf'<w:\1 xmlns:w="{_W}"', xml, count=1))


def _xml(text: str) -> str:
    import html

    return html.escape(text, quote=True)
