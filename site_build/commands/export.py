"""`handreiking export`: which files are made, where they go, and what is said meanwhile.

Everything is made in a folder of its own first and then put in place. A file that somebody filled in
after an earlier export (a model document, mostly) is left, and the new one is put beside it.
"""

from __future__ import annotations

import argparse
import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from site_build.content.model import Content
from site_build.errors import UsageError
from site_build.publishing.paper.book import Book, BookPage, find_page, for_role, read_book, whole
from site_build.store.folders import check_apart
from site_build.store.manifest import read_manifest
from site_build.store.outputs import Outputs
from site_build.tailoring.handbook import INTERN, SHARED, Handbook, tailor

_KINDS = ("pdf", "word", "excel", "calendar", "zip")


@dataclass(frozen=True)
class _Wish:
    """What was asked: which kinds, and one page or role if not everything."""

    kinds: frozenset[str]
    page: str = ""
    role: str = ""
    trust: bool = False  # mkdocs.yml may run code


def run_export(folder: Path, content: Content, arguments: argparse.Namespace) -> int:
    """Make the files that were asked for in DIR/export/ (or in the folder to share), and return the exit status."""
    wish = _wish(arguments)
    if arguments.share:
        check_apart(folder, Path(arguments.share), "de uitgave om te delen")
        with _shared(folder, content) as (project, handbook):
            _export(project, Path(arguments.share), wish, lambda: handbook)
        return 0
    edition = str(read_manifest(folder).get("edition", INTERN))
    _export(folder, folder / "export", wish, (lambda: _opened(folder, content)) if edition == INTERN else None)
    return 0


def _wish(arguments: argparse.Namespace) -> _Wish:
    kinds = {kind for kind in _KINDS if getattr(arguments, kind, False) or arguments.all}
    page, role = arguments.page or "", arguments.role or ""
    if page and role:
        raise UsageError("Kies --page of --role, niet allebei.")
    if page or role:
        if kinds - {"pdf", "word"} and not arguments.all:
            raise UsageError("Bij --page en --role kunnen alleen --pdf en --word.")
        kinds = (kinds & {"pdf", "word"}) or ({"pdf", "word"} if page else {"pdf"})
    if not kinds:
        raise UsageError("Kies wat u wilt maken: --pdf, --word, --excel, --calendar, --zip of --all.")
    return _Wish(frozenset(kinds), page, role, bool(getattr(arguments, "trust", False)))


def _opened(folder: Path, content: Content) -> Handbook:
    from site_build.store.projects import open_handbook

    return open_handbook(folder, content)


@contextmanager
def _shared(folder: Path, content: Content) -> Iterator[tuple[Path, Handbook]]:
    """The edition to share, in a folder that goes again: only from it are files made."""
    from site_build.interview.files import ANSWERS, load_answers
    from site_build.store import projects

    if str(read_manifest(folder).get("edition", INTERN)) != INTERN:
        raise UsageError("Een uitgave om te delen maakt u vanuit uw eigen handboek, niet vanuit een andere uitgave.")
    answers = projects.without_confidential(load_answers(folder / ANSWERS, content), content)
    with tempfile.TemporaryDirectory() as place:
        project = Path(place) / "handboek"
        _, changed = projects.share(folder, project, content)
        if changed:
            print("Deze bladzijden hebt u zelf veranderd. Uw tekst staat niet in de uitgave om te delen:")
            for path in changed:
                print(f"- {path}")
        yield project, tailor(content, answers, edition=SHARED)


def _export(project: Path, target: Path, wish: _Wish, handbook: Callable[[], Handbook] | None) -> None:
    book = read_book(project)
    out = _Output(target, book.edition)
    _Exporter(book, out, wish, handbook).run()
    out.say()


class _Exporter:
    def __init__(self, book: Book, out: _Output, wish: _Wish, handbook: Callable[[], Handbook] | None) -> None:
        self.book, self.out, self.wish, self._handbook = book, out, wish, handbook
        self._converter: Any = None

    def run(self) -> None:
        if self.wish.page:
            self._one(find_page(self.book, self.wish.page))
            return
        if self.wish.role:
            self._role(self.wish.role)
            return
        for kind, make in (("word", self._word), ("pdf", self._pdf), ("excel", self._excel), ("calendar", self._calendar), ("zip", self._zip)):
            if kind in self.wish.kinds:
                make()

    @property
    def converter(self) -> Any:
        """The Markdown parser and what it already read, shared by PDF and Word."""
        if self._converter is None:
            from site_build.publishing.paper.markup import Converter

            self._converter = Converter(self.book)
        return self._converter

    def _one(self, page: BookPage) -> None:
        from site_build.publishing.paper import pdf, word

        if "word" in self.wish.kinds:
            self.out.put(_document_name(page) if page.kind == "document" else f"{page.slug}.docx", lambda p: word.write_document(self.converter, page, p))
        if "pdf" in self.wish.kinds:
            if page.kind == "glance":
                self._glance(page)
            else:
                self.out.put(f"{page.slug}.pdf", lambda p: pdf.write_page_pdf(self.converter, page, p))

    def _role(self, role: str) -> None:
        from site_build.publishing.paper import pdf, word

        pages = for_role(self.book, role)
        subtitle = f"Voor de rol: {pages[0].title}"
        if "word" in self.wish.kinds:
            self.out.put(f"handboek-rol-{role}.docx", lambda p: word.write_book(self.converter, pages, p, subtitle=subtitle))
        if "pdf" in self.wish.kinds:
            self.out.put(f"handboek-rol-{role}.pdf", lambda p: pdf.write_book_pdf(self.converter, pages, p, subtitle=subtitle))

    def _word(self) -> None:
        from site_build.publishing.paper import word

        for page in self.book.pages:
            if page.kind == "document":
                self.out.put(_document_name(page), partial(word.write_document, self.converter, page))
        self.out.put("handboek.docx", lambda p: word.write_book(self.converter, whole(self.book), p))

    def _pdf(self) -> None:
        from site_build.publishing.paper import pdf

        for page in self.book.pages:
            if page.kind == "glance":
                self._glance(page)
        self.out.put("handboek.pdf", lambda p: pdf.write_book_pdf(self.converter, whole(self.book), p))

    def _glance(self, page: BookPage) -> None:
        from site_build.publishing.paper import pdf

        self.out.put("in-een-oogopslag.pdf", lambda p: pdf.write_sheet_pdf(self.converter, page, p))

    def _excel(self) -> None:
        if self._handbook is None:
            self.out.lines.append("Excel is overgeslagen: deze uitgave heeft geen antwoorden, dus ook geen eigen plan.")
            return
        from site_build.publishing.workbooks import spreadsheet

        handbook = self._handbook()
        self.out.put("plan.xlsx", lambda p: spreadsheet.write_workbook(handbook, p))
        write_csv = getattr(spreadsheet, "write_csv", None)
        if write_csv is not None:
            self.out.put("plan.csv", lambda p: write_csv(handbook, p))

    def _calendar(self) -> None:
        if self._handbook is None:
            self.out.lines.append("De agenda is overgeslagen: deze uitgave heeft geen antwoorden, dus ook geen eigen plan.")
            return
        from site_build.publishing.calendar import write_calendar

        handbook = self._handbook()
        self.out.put("plan.ics", lambda p: write_calendar(handbook, p))

    def _zip(self) -> None:
        from site_build.publishing.archives import pack_folder
        from site_build.publishing.web.site import build_site

        def make(target: Path) -> None:
            with tempfile.TemporaryDirectory() as place, _dated(self.book.timestamp):
                site = build_site(self.book.folder, site=Path(place) / "site", leave="website.zip", trust=self.wish.trust)
                target.write_bytes(pack_folder(site, self.book.date, inside=_folder_name(self.book)))

        self.out.put("website.zip", make)


class _Output:
    """The export folder: new files replace what we made, and stand beside what somebody changed."""

    def __init__(self, folder: Path, edition: str) -> None:
        self.folder = folder
        self.lines: list[str] = []
        self._outputs = Outputs(folder, edition=edition)

    def put(self, name: str, make: Callable[[Path], Any]) -> None:
        """Make one file and put it in place; `make` writes to the path it gets."""
        print(f"Ik maak {name} …", flush=True)
        with tempfile.TemporaryDirectory() as place:
            fresh = Path(place) / Path(name).name
            make(fresh)
            if not fresh.is_file():  # nothing to write: a plan without dates has no calendar
                self.lines.append(f"{name} is niet gemaakt: er staat niets in.")
                return
            data = fresh.read_bytes()
        got, beside = self._outputs.put(name, data)
        if beside:
            self.lines.append(f"{name} hebt u zelf veranderd en is niet vervangen. Het nieuwe bestand is {Path(got).name}.")

    def say(self) -> None:
        """Tell what was left or skipped, and where everything is."""
        for line in self.lines:
            print(line)
        print(f"Klaar. De bestanden staan in {self.folder}")


def _document_name(page: BookPage) -> str:
    return f"modelstukken/{page.stem}.docx"


def _folder_name(book: Book) -> str:
    from site_build.assembly.text import slug

    return slug(book.title) or "handboek"


@contextmanager
def _dated(timestamp: int) -> Iterator[None]:
    """MkDocs writes this day into the site map."""
    before = os.environ.get("SOURCE_DATE_EPOCH")
    os.environ["SOURCE_DATE_EPOCH"] = str(timestamp)
    try:
        yield
    finally:
        if before is None:
            del os.environ["SOURCE_DATE_EPOCH"]
        else:
            os.environ["SOURCE_DATE_EPOCH"] = before
