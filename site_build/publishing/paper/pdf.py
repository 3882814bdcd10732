"""PDF of the whole handbook, one role's edition, one page, and the summary that is one sheet. PDF/UA-1, by Typst."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Sequence
from pathlib import Path

from site_build.errors import HandbookError
from site_build.interview.wording import dutch_date
from site_build.publishing.extras import need
from site_build.publishing.paper.book import SHARED, Book, BookPage
from site_build.publishing.paper.cleaning import Mode
from site_build.publishing.paper.fonts import FONTS, visible
from site_build.publishing.paper.images import Pictures
from site_build.publishing.paper.markup import Converter
from site_build.publishing.paper.pictures import standalone
from site_build.publishing.paper.tree import parse
from site_build.publishing.paper.typst_writer import literal, to_typst

_TEMPLATE = Path(__file__).parent / "typst" / "handboek.typ"
_SIZES = ((10.5, 18), (10, 16), (9.5, 14), (9, 13), (8.5, 12), (8, 11), (7.5, 10))  # points, mm


def write_book_pdf(converter: Converter, pages: Sequence[BookPage], target: Path, *, subtitle: str = "") -> int:
    """Write pages as one PDF with cover and contents; return the number of sheets."""
    head = _head(converter.book, converter.book.title)
    head |= {"onder": literal(subtitle), "uitgave": literal(_edition(converter.book))}
    body, pictures = _body(converter, pages, Mode(shift=1))
    try:
        return _compile(converter.book, "handboek", head, body, pictures, target)
    except _TypstError as error:
        raise HandbookError(_refused(converter, pages, error)) from error


def write_page_pdf(converter: Converter, page: BookPage, target: Path) -> int:
    """Write one page as a PDF without cover; return the number of sheets."""
    body, pictures = _body(converter, [page], Mode(groups=False))
    try:
        return _compile(converter.book, "blad", _head(converter.book, page.title), body, pictures, target)
    except _TypstError as error:
        raise HandbookError(f"Het ligt aan docs/{page.file}: {error}") from error


def write_sheet_pdf(converter: Converter, page: BookPage, target: Path) -> int:
    """Write one page on one sheet, in letters as large as fit; raises HandbookError when the smallest does not fit."""
    body, pictures = _body(converter, [page], Mode(groups=False))
    for points, margin in _SIZES:
        head = _head(converter.book, page.title) | {"corps": f"{points}pt", "marge": f"{margin}mm"}
        try:
            if _compile(converter.book, "blad", head, body, pictures, target) == 1:
                return 1
        except _TypstError as error:
            raise HandbookError(f"Het ligt aan docs/{page.file}: {error}") from error
    raise HandbookError(f"'{page.title}' past niet op één bladzijde. Maak docs/{page.file} korter.")


class _TypstError(Exception):
    """Typst refused; the message is its own first line, without a place in a temporary folder."""


def _refused(converter: Converter, pages: Sequence[BookPage], error: _TypstError) -> str:
    """Return which page made Typst refuse, found by halving."""
    found, reason = list(pages), error
    while len(found) > 1:
        half = found[: len(found) // 2]
        refused = _alone(converter, half)
        found, reason = (half, refused) if refused else (found[len(half):], reason)
    last = _alone(converter, found) if found else None
    return f"Het ligt aan docs/{found[0].file}: {last}" if last else f"De reden: {reason}"


def _alone(converter: Converter, pages: Sequence[BookPage]) -> _TypstError | None:
    body, pictures = _body(converter, pages, Mode(groups=False))
    try:
        with tempfile.TemporaryDirectory() as folder:
            _compile(converter.book, "blad", _head(converter.book, pages[0].title), body, pictures, Path(folder) / "proef.pdf")
    except _TypstError as error:
        return error
    return None


def _head(book: Book, title: str) -> dict[str, str]:
    date = f"datetime(year: {book.date.year}, month: {book.date.month}, day: {book.date.day})"
    return {"titel": literal(visible(title)), "gemeente": literal(visible(municipality_line(book))), "melding": literal(book.notice), "datum": date,
            "datumtekst": literal(dutch_date(book.date.isoformat())), "kleur": literal(book.colour)}


def municipality_line(book: Book) -> str:
    """Return 'Gemeente Leeuwarden', or 'uw gemeente'."""
    return book.municipality if book.municipality.startswith(("uw ", "Gemeente", "gemeente")) else f"Gemeente {book.municipality}"


def _edition(book: Book) -> str:
    if book.edition == SHARED:
        return book.phrases("paper.shared")
    return "" if book.notice else book.phrases("paper.complete")


def _body(converter: Converter, pages: Sequence[BookPage], mode: Mode) -> tuple[str, Pictures]:
    markup = converter.book_html(pages, mode)
    return to_typst(parse(markup.html), visible, book=mode.groups), markup.pictures


def _compile(book: Book, template: str, head: dict[str, str], body: str, pictures: Pictures, target: Path) -> int:
    typst = need("typst")
    arguments = ", ".join(f"{name}: {value}" for name, value in head.items())
    source = f'#import "handboek.typ": *\n{_running(template, head)}#show: {template}.with({arguments})\n\n{body}\n'
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        (root / "handboek.typ").write_bytes(_TEMPLATE.read_bytes())
        (root / "main.typ").write_text(source, encoding="utf-8")
        for name, picture in pictures.items():
            (root / name).write_bytes(picture if isinstance(picture, bytes) else standalone(picture).encode())
        fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)])
        try:
            compiler = typst.Compiler(str(root / "main.typ"), root=str(root), font_paths=fonts)
            data: bytes = compiler.compile(format="pdf", pdf_standards=["ua-1"], timestamp=book.timestamp)
        except RuntimeError as error:
            raise _TypstError(_first_line(error)) from error
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(data)
    return _sheets(data)


def _sheets(data: bytes) -> int:
    """Count the pages of a PDF that Typst wrote: the largest count in its page tree."""
    counts = [int(count) for count in re.findall(rb"/Type\s*/Pages\b.*?/Count (\d+)", data, re.S)]
    return max(counts, default=0)


def _running(template: str, head: dict[str, str]) -> str:
    """The words that the body's own headings use: the running head of a book; a sheet keeps its one head."""
    if template != "handboek":
        return ""
    return f'#let lopend(naam) = kopregel({head["titel"]}, {head["melding"]}, naam)\n'


def _first_line(error: Exception) -> str:
    """Return what Typst says, in words that name no place of its own."""
    line = (str(error).strip().splitlines() or ["onbekende fout"])[0].removeprefix("error: ")
    if "image" in line or "decode" in line or "SVG" in line:
        return "een afbeelding op deze bladzijde is beschadigd, of heeft een vorm die niet te drukken is. Sla haar opnieuw op als png of jpg."
    return f"Typst weigert ({line})."
