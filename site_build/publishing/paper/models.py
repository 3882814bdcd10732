"""The model documents that are not in a handbook's own folder: blank, and filled in by the invented municipality."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterator

from site_build.assembly.doc import PageDoc
from site_build.assembly.pages import documents, worked
from site_build.assembly.project import templates_of
from site_build.assembly.serialise import write
from site_build.assembly.views import Views
from site_build.content.model import Content
from site_build.interview.records import Answers
from site_build.publishing.paper.book import Book, BookPage
from site_build.store.resources import read_copy
from site_build.tailoring.handbook import COMPLETE, tailor
from site_build.tailoring.worked import decided_documents

BLANK, OWN, EXAMPLE = "leeg", "eigen", "voorbeeld"
FORMS = (BLANK, OWN, EXAMPLE)
"""A model document as the bare model, as this municipality's answers fill it in, and as the invented municipality finished it."""


def blank_documents(book: Book, content: Content) -> Book:
    """Return a book of every model document with nothing filled in: each variant is there, with when it applies."""
    handbook = tailor(content, Answers(book.handbook, book.date.isoformat(), {}), edition=COMPLETE)
    views = Views(handbook, templates_of(content))
    docs = [doc for doc in documents.pages(handbook, views) if doc.kind == "document"]
    return _book(book, docs, views, municipality="uw gemeente", notice="")


def example_documents(book: Book, content: Content) -> Iterator[Book]:
    """Yield a book per moment of the worked case, with the documents that were finished then; every file says that it is invented."""
    if content.worked is None:
        return
    handbook = tailor(content, Answers(book.handbook, book.date.isoformat(), {}), edition=COMPLETE)
    twins = {twin.id: twin.moment for twin in content.worked.twins}
    views = Views(handbook, templates_of(content))
    docs = [doc for doc in worked.pages(handbook, views) if doc.kind == "twin"]
    for moment, decided in decided_documents(content).items():
        answers = decided.handbook.answers
        of_then = [doc for doc in docs if twins[_stem(doc)] == moment]
        made = _book(book, of_then, views, municipality=content.worked.municipality.name, notice=content.worked.notice)
        yield dataclasses.replace(made, date=dt.date.fromisoformat(answers.date), handbook=answers.handbook, letterhead=())


def _book(book: Book, docs: list[PageDoc], views: Views, *, municipality: str, notice: str) -> Book:
    copies = views.here.copies
    texts, used = write(docs, {}, frozenset(copies.values()))
    shown = {output: read_copy(path, views.content) for path, output in copies.items() if output in used and views.content.asset_at[path].is_picture}
    pages = tuple(BookPage(doc.file, doc.head.title, "document", "Modelstukken", doc.head.roles, _body(texts[doc.file])) for doc in docs)
    return dataclasses.replace(book, municipality=municipality, notice=notice, invented=bool(notice), pages=pages, shown=shown)


def _body(text: str) -> str:
    """Return a page without its head."""
    return text.split("\n---\n", 1)[1]


def _stem(doc: PageDoc) -> str:
    return doc.file.rsplit("/", 1)[1].removesuffix(".md")
