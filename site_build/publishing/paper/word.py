"""Word files: each model document, any page, and the whole handbook. By pandoc, finished by `word_finish`."""

from __future__ import annotations

import os
import subprocess
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

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
from site_build.publishing.paper.word_finish import Finish, finish
from site_build.publishing.paper.word_marks import DRAWN, mark_for_word, png_name

REFERENCE = Path(__file__).parent / "word" / "reference.docx"
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
    need("docx")
    root = need("lxml.html").fragment_fromstring(job.html.replace("epub:type=", "data-epub-type="), create_parent="div")
    notice = "" if job.document and not book.invented else book.notice  # a model document is sent: nothing in its head says otherwise
    mark_for_word(root, document=job.document)
    inner = "".join(need("lxml.html").tostring(child, encoding="unicode") for child in root).replace("data-epub-type=", "epub:type=")
    with tempfile.TemporaryDirectory() as folder:
        for name, picture in job.pictures.items():
            (Path(folder) / png_name(name)).write_bytes(_drawn(name, picture))
        raw = Path(folder) / "raw.docx"
        _pandoc(_page_of(job, inner), raw, folder, book.timestamp)
        wanted = Finish(
            title=job.title, municipality=municipality_line(book), notice=notice, date=book.date, date_text=dutch_date(book.date.isoformat()),
            colour=book.colour, contents=job.contents, hint=job.hint, letterhead=book.letterhead if job.document else (),
            logo=_logo(book) if job.document else b"", box=book.phrases("paper.box"), box_for_maker=book.phrases("paper.box_for_maker"),
        )
        data = finish(raw.read_bytes(), wanted)
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(repack(data, book.date))


def _logo(book: Book) -> bytes:
    """Return the logo for above a model document; nothing where there is none."""
    if book.logo is None or not book.logo.is_file():
        return b""
    data = book.logo.read_bytes()
    return _drawn(book.logo.name, data.decode("utf-8") if book.logo.suffix.lower() == ".svg" else data)


def _drawn(name: str, picture: str | bytes) -> bytes:
    ending = Path(name).suffix.lower()
    if isinstance(picture, bytes) and ending not in DRAWN:
        return picture
    try:
        return to_png(picture, ending)
    except RuntimeError:
        raise HandbookError(f"De afbeelding {name} is beschadigd. Sla haar opnieuw op als svg, png of jpg.") from None


def _page_of(job: _Job, inner: str) -> str:
    import html

    under = f'<div data-custom-style="Subtitle"><p>{html.escape(job.subtitle)}</p></div>' if job.subtitle else ""
    return f'<html lang="nl-NL"><head><title>{html.escape(job.title)}</title></head><body>{under}{inner}</body></html>'


def _pandoc(html: str, target: Path, folder: str, timestamp: int) -> None:
    """Run pandoc; nothing in the text can reach a file or address, as only our own pictures are named."""
    path: Any = need("pypandoc").get_pandoc_path()
    command = [path, "--quiet", "-f", "html+epub_html_exts", "-t", "docx", f"--reference-doc={REFERENCE}",
               "-M", "lang=nl-NL", "-o", str(target)]
    done = subprocess.run(command, input=html.encode(), cwd=folder, capture_output=True, check=False,
                          env={**os.environ, "SOURCE_DATE_EPOCH": str(timestamp)})
    if done.returncode:
        raise HandbookError(f"Het Word-bestand {target.name} kon niet worden gemaakt: {done.stderr.decode(errors='replace').strip()[:300]}")
