"""Word files: each model document, any page, and the whole handbook. `word_writer` writes the text, python-docx makes the file."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from site_build.errors import HandbookError
from site_build.interview.wording import dutch_date
from site_build.publishing.archives import repack
from site_build.publishing.extras import need
from site_build.publishing.paper.book import Book, BookPage
from site_build.publishing.paper.cleaning import Mode
from site_build.publishing.paper.images import Pictures
from site_build.publishing.paper.markup import Converter
from site_build.publishing.paper.pdf import municipality_line
from site_build.publishing.paper.pictures import to_png
from site_build.publishing.paper.tree import parse
from site_build.publishing.paper.word_finish import Finish, finish
from site_build.publishing.paper.word_writer import NUMBERS, Parts, to_word
from site_build.publishing.paper.word_xml import NAMES

if TYPE_CHECKING:
    from docx.document import Document

REFERENCE = Path(__file__).parent / "word" / "reference.docx"
_DRAWN = (".svg", ".webp")  # what Word cannot show and becomes a PNG
_FOOTNOTES = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_SEPARATORS = ('<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
               '<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>')
_LONG = 1800  # words; a shorter document needs no contents


@dataclass(frozen=True)
class _Job:
    title: str
    html: str
    pictures: Pictures
    contents: int = 0  # how many levels of headings; 0 is no table of contents
    subtitle: str = ""
    hint: str = ""
    document: bool = False


def write_document(converter: Converter, page: BookPage, target: Path) -> None:
    """Write one model document, or another page, as a Word file that stands on its own."""
    document = page.kind == "document"
    markup = converter.book_html([page], Mode(shift=-1, links=False, document=document, alone=True, groups=False))
    contents = 1 if len(markup.html.split()) > _LONG else 0
    _write(converter.book, _Job(page.title, markup.html, markup.pictures, contents, document=document), target)


def write_book(converter: Converter, pages: Sequence[BookPage], target: Path, *, subtitle: str = "") -> None:
    """Write pages as one Word file with a title and contents."""
    markup = converter.book_html(pages, Mode(shift=1))
    hint = converter.book.phrases("paper.contents_hint")
    _write(converter.book, _Job(converter.book.title, markup.html, markup.pictures, 2, subtitle, hint), target)


def write_html(book: Book, title: str, text: str, target: Path) -> None:
    """Write HTML of our own as a Word file in the style of a handbook."""
    _write(book, _Job(title, text, {}), target)


def _write(book: Book, job: _Job, target: Path) -> None:
    notice = "" if job.document and not book.invented else book.notice  # a model document is sent: nothing in its head says otherwise
    document = need("docx").Document(str(REFERENCE))
    _fill(document, job, book)
    finish(document, Finish(
        title=job.title, municipality=municipality_line(book), notice=notice, date=book.date, date_text=dutch_date(book.date.isoformat()),
        colour=book.colour, contents=job.contents, hint=job.hint, letterhead=book.letterhead if job.document else (), logo=_logo(book) if job.document else b"",
    ))
    out = io.BytesIO()
    document.save(out)
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(repack(out.getvalue(), book.date))


def _fill(document: Document, job: _Job, book: Book) -> None:
    """Put title and text in the document, with what they name outside the text: pictures, addresses, notes, lists."""
    opc, kinds = need("docx.opc.part"), need("docx.opc.constants").RELATIONSHIP_TYPE
    in_notes: dict[str, str] = {}  # address -> the key that python-docx is going to give it

    def address(url: str, in_note: bool) -> str:
        if in_note:
            return in_notes.setdefault(url, f"rId{len(in_notes) + 1}")
        return str(document.part.relate_to(url, kinds.HYPERLINK, is_external=True))

    def picture(name: str) -> tuple[str, int, int]:
        try:
            key, image = document.part.get_or_add_image(io.BytesIO(_drawn(name, job.pictures[name])))
        except (need("docx.image.exceptions").InvalidImageStreamError, need("docx.image.exceptions").UnexpectedEndOfFileError,
                need("docx.image.exceptions").UnrecognizedImageError):
            raise _damaged(name) from None
        return key, int(image.width), int(image.height)

    parts = Parts(address, picture, box=book.phrases("paper.box"), box_for_maker=book.phrases("paper.box_for_maker"))
    written = to_word(parse(job.html), parts, document=job.document)
    head = "".join(f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr><w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>'
                   for style, text in (("Title", job.title), ("Subtitle", job.subtitle)) if text)
    make = need("docx.oxml").parse_xml
    end = document.element.body.sectPr
    for element in list(make(f"<w:body {NAMES}>{head}{written.body}</w:body>")):
        end.addprevious(element)
    text = f"<w:footnotes {NAMES}>{_SEPARATORS}{written.notes}</w:footnotes>"
    notes = opc.Part(need("docx.opc.packuri").PackURI("/word/footnotes.xml"), _FOOTNOTES, text.encode(), document.part.package)
    for url in in_notes:
        notes.relate_to(url, kinds.HYPERLINK, is_external=True)
    document.part.relate_to(notes, kinds.FOOTNOTES)
    numbering = document.part.numbering_part.element
    for number, level, start in written.lists:
        numbering.append(make(f'<w:num {NAMES} w:numId="{number}"><w:abstractNumId w:val="{NUMBERS}"/>'
                              f'<w:lvlOverride w:ilvl="{level}"><w:startOverride w:val="{start}"/></w:lvlOverride></w:num>'))


def _logo(book: Book) -> bytes:
    """Return the logo for above a model document; nothing where there is none."""
    if book.logo is None or not book.logo.is_file():
        return b""
    data = book.logo.read_bytes()
    return _drawn(book.logo.name, data.decode("utf-8") if book.logo.suffix.lower() == ".svg" else data)


def _drawn(name: str, picture: str | bytes) -> bytes:
    ending = Path(name).suffix.lower()
    if isinstance(picture, bytes) and ending not in _DRAWN:
        return picture
    try:
        return to_png(picture, ending)
    except RuntimeError:
        raise _damaged(name) from None


def _damaged(name: str) -> HandbookError:
    return HandbookError(f"De afbeelding {name} is beschadigd. Sla haar opnieuw op als svg, png of jpg.")
