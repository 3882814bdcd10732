"""`handreiking export`: which files are made, where they go, and what is said meanwhile.

Each file is made in a folder of its own first and then put in place. A file that fails is named with
its page and the reason, and the others are still made; the exit status says that something failed.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from site_build.commands.report import Report
from site_build.content.model import Content
from site_build.disk import read_file
from site_build.errors import HandbookError, UsageError
from site_build.publishing.paper.book import Book, BookPage, find_page, first_layer, for_role, read_book, whole
from site_build.store.folders import check_apart
from site_build.store.manifest import read_manifest
from site_build.store.outputs import Outputs
from site_build.tailoring.handbook import INTERN, SHARED, Handbook, tailor

if TYPE_CHECKING:
    from site_build.publishing.paper.markup import Converter

KINDS = ("pdf", "word", "excel", "calendar", "zip")
SHORT, WHOLE = "handboek.pdf", "handboek-geheel.pdf"
_PAPER = ("pdf", "word")
Say = Callable[[str], None]


@dataclass(frozen=True)
class ExportWish:
    """What was asked of a handbook: which kinds, one page or role, the whole PDF, and where the edition to share goes."""

    folder: Path
    kinds: frozenset[str] = frozenset()
    page: str = ""
    role: str = ""
    whole: bool = False
    share: Path | None = None
    trust: bool = False  # mkdocs.yml may run code
    documents: tuple[str, ...] = ()  # the model documents, in these forms (paper.models.FORMS), and nothing else


def run(wish: ExportWish, content: Content, say: Say = lambda line: None) -> Report:
    """Make the files in DIR/export/ (or in the folder to share); `say` hears what is being made.

    Raises UsageError for a wish that cannot be. The report's status is 1 where a file was not made.
    """
    wish = _checked(wish)
    if wish.share is not None:
        check_apart(wish.folder, wish.share, "de uitgave om te delen")
        with _shared(wish.folder, content) as (project, handbook, lines):
            return _export(project, wish.share, wish, lambda: handbook, say, lines, content=content)
    edition = str(read_manifest(wish.folder).get("edition", INTERN))
    report = _export(wish.folder, wish.folder / "export", wish, (lambda: _opened(wish.folder, content)) if edition == INTERN else None, say, content=content)
    return Report((*report.lines, *_refreshed(wish.folder, content, trust=wish.trust)), report.status, report.files)


def _checked(wish: ExportWish) -> ExportWish:
    kinds = wish.kinds or (frozenset({"pdf"}) if wish.whole else wish.kinds)
    if wish.page and wish.role:
        raise UsageError("Kies --page of --role, niet allebei.")
    if wish.page or wish.role:
        if kinds - set(_PAPER) and kinds != frozenset(KINDS):
            raise UsageError("Bij --page en --role kunnen alleen --pdf en --word.")
        kinds = (kinds & set(_PAPER)) or frozenset(_PAPER if wish.page else ("pdf",))
    if wish.documents and not kinds:
        return wish
    if not kinds:
        raise UsageError("Kies wat u wilt maken: --pdf, --word, --excel, --calendar, --zip of --all.")
    return ExportWish(wish.folder, kinds, wish.page, wish.role, wish.whole, wish.share, wish.trust, wish.documents)


def _opened(folder: Path, content: Content) -> Handbook:
    from site_build.store.projects import open_handbook

    return open_handbook(folder, content)


def _refreshed(folder: Path, content: Content, *, trust: bool) -> Iterator[str]:
    """Make the page Downloads again, which names the files; yield what the maker should know about that."""
    from site_build.store import projects

    if not projects.can_rebuild(folder):
        return
    _, report = projects.rebuild(folder, content)
    yield from report.remarks()
    if (folder / "site").is_dir():
        from site_build.publishing.web.site import build_site

        build_site(folder, trust=trust)


@contextmanager
def _shared(folder: Path, content: Content) -> Iterator[tuple[Path, Handbook, tuple[str, ...]]]:
    """The edition to share, in a folder that goes again: only from it are files made."""
    from site_build.interview.files import ANSWERS, load_answers
    from site_build.store import projects

    if str(read_manifest(folder).get("edition", INTERN)) != INTERN:
        raise UsageError("Een uitgave om te delen maakt u vanuit uw eigen handboek, niet vanuit een andere uitgave.")
    answers = projects.without_confidential(load_answers(folder / ANSWERS, content), content)
    with tempfile.TemporaryDirectory() as place:
        project = Path(place) / "handboek"
        _, changed = projects.share(folder, project, content)
        lines = ["Deze bladzijden hebt u zelf veranderd. Uw tekst staat niet in de uitgave om te delen:", *(f"- {path}" for path in changed)]
        yield project, tailor(content, answers, edition=SHARED), tuple(lines if changed else ())


def _export(project: Path, target: Path, wish: ExportWish, handbook: Callable[[], Handbook] | None, say: Say, lines: tuple[str, ...] = (), *,
            content: Content) -> Report:
    book = read_book(project, content.phrases)
    exporter = _Exporter(book, content, _Output(target, Outputs(target, edition=book.edition), say, list(lines)), wish, handbook)
    exporter.run()
    return exporter.out.report()


class _Exporter:
    def __init__(self, book: Book, content: Content, out: _Output, wish: ExportWish, handbook: Callable[[], Handbook] | None) -> None:
        self.book, self.content, self.out, self.wish, self._handbook = book, content, out, wish, handbook
        self.subject = content.edition.subject
        self._converter: Converter | None = None

    def run(self) -> None:
        if self.wish.page:
            self._one(find_page(self.book, self.wish.page))
            return
        if self.wish.role:
            self._role(self.wish.role)
            return
        for form in self.wish.documents:
            self._documents(form)
        for kind, make in (("word", self._word), ("pdf", self._pdf), ("excel", self._excel), ("calendar", self._calendar), ("zip", self._zip)):
            if kind in self.wish.kinds:
                make()

    @property
    def converter(self) -> Converter:
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
        under = f"Uitgave voor de rol: {pages[0].title}"
        if "word" in self.wish.kinds:
            self.out.put(f"handboek-rol-{role}.docx", lambda p: word.write_book(self.converter, pages, p, subtitle=under))
        if "pdf" in self.wish.kinds:
            self.out.put(f"handboek-rol-{role}.pdf", lambda p: pdf.write_book_pdf(self.converter, pages, p, subtitle=under))

    def _documents(self, form: str) -> None:
        """The model documents in one form: as this handbook has them, blank, or finished by the invented municipality."""
        from site_build.publishing.paper import models, word
        from site_build.publishing.paper.markup import Converter

        if form == models.OWN:
            for page in self.book.pages:
                if page.kind == "document":
                    self.out.put(_document_name(page), partial(word.write_document, self.converter, page))
            return
        books = (models.blank_documents(self.book, self.content),) if form == models.BLANK else models.example_documents(self.book, self.content)
        for book in books:
            converter = Converter(book)
            for page in book.pages:
                self.out.put(f"modelstukken/{form}/{page.stem}.docx", partial(word.write_document, converter, page))

    def _word(self) -> None:
        from site_build.publishing.paper import models, word

        if models.OWN not in self.wish.documents:
            self._documents(models.OWN)
        self.out.put("handboek.docx", lambda p: word.write_book(self.converter, whole(self.book), p, subtitle=self.subject))

    def _pdf(self) -> None:
        from site_build.publishing.paper import pdf

        for page in self.book.pages:
            if page.kind == "glance":
                self._glance(page)
        first = first_layer(self.book)
        if first:
            self.out.put(SHORT, lambda p: pdf.write_book_pdf(self.converter, first, p, subtitle="Overzicht en plan"))
        if self.wish.whole or not first:
            self.out.put(WHOLE if first else SHORT, lambda p: pdf.write_book_pdf(self.converter, whole(self.book), p, subtitle=self.subject))
        elif len(first) < len(whole(self.book)):
            self.out.tell(f"In {SHORT} staan het overzicht en het plan. Het hele handboek als PDF maakt u met: --pdf --whole")

    def _glance(self, page: BookPage) -> None:
        from site_build.publishing.paper import pdf

        self.out.put("in-een-oogopslag.pdf", lambda p: pdf.write_sheet_pdf(self.converter, page, p))

    def _excel(self) -> None:
        if self._handbook is None:
            self.out.tell("Excel is overgeslagen: deze uitgave heeft geen antwoorden, dus ook geen eigen plan.")
            return
        from site_build.publishing.workbooks import spreadsheet

        handbook = self._handbook()
        self.out.put("plan.xlsx", lambda p: spreadsheet.write_workbook(handbook, p))
        self.out.put("plan.csv", lambda p: spreadsheet.write_csv(handbook, p))

    def _calendar(self) -> None:
        if self._handbook is None:
            self.out.tell("De agenda is overgeslagen: deze uitgave heeft geen antwoorden, dus ook geen eigen plan.")
            return
        from site_build.publishing.calendar import write_calendar

        handbook = self._handbook()
        earlier = self.out.folder / "plan.ics"
        before = read_file(earlier) if earlier.is_file() and not earlier.is_symlink() else b""
        self.out.put("plan.ics", lambda p: write_calendar(handbook, p, before))

    def _zip(self) -> None:
        from site_build.publishing.archives import pack_folder
        from site_build.publishing.web.site import build_site

        def make(target: Path) -> None:
            with tempfile.TemporaryDirectory() as place, _dated(self.book.timestamp):
                site = build_site(self.book.folder, site=Path(place) / "site", leave="website.zip", trust=self.wish.trust)
                target.write_bytes(pack_folder(site, self.book.date, inside=_folder_name(self.book)))

        self.out.put("website.zip", make)


@dataclass
class _Output:
    """Makes files one by one, and remembers what was made, left and refused."""

    folder: Path
    outputs: Outputs
    say: Say
    lines: list[str] = field(default_factory=list)
    files: list[Path] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)

    def put(self, name: str, make: Callable[[Path], object]) -> None:
        """Make one file and put it in place; `make` writes to the path it gets. What fails is named, and the rest goes on."""
        self.say(f"Ik maak {name} …")
        try:
            with tempfile.TemporaryDirectory() as place:
                fresh = Path(place) / Path(name).name
                make(fresh)
                if not fresh.is_file():  # nothing to write: a plan without dates has no calendar
                    self.tell(f"{name} is niet gemaakt: er staat niets in.")
                    return
                got, beside = self.outputs.put(name, read_file(fresh))
        except HandbookError as error:
            self.failed.append(f"{name} is niet gemaakt. {error}")
            return
        self.files.append(self.folder / got)
        if beside:
            self.tell(f"{name} hebt u zelf veranderd en is niet vervangen. Het nieuwe bestand is {Path(got).name}.")

    def tell(self, line: str) -> None:
        """Keep a line for the end."""
        self.lines.append(line)

    def report(self) -> Report:
        """Say what was left or skipped, what failed, and where everything is."""
        end = f"Klaar. De bestanden staan in {self.folder}" if not self.failed else \
            f"{len(self.failed)} {'bestand is' if len(self.failed) == 1 else 'bestanden zijn'} niet gemaakt; de rest staat in {self.folder}"
        return Report((*self.lines, *self.failed, end), 1 if self.failed else 0, tuple(self.files))


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
