"""Handbook -> the files of an ordinary MkDocs project. Pure: nothing is written here."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass, field

from site_build.assembly.config import config
from site_build.assembly.outputs import Download, Look, earlier_outputs
from site_build.assembly.pages import make_pages
from site_build.assembly.rendering import Templates
from site_build.assembly.search_words import SEARCH_WORDS_FILE, search_words_js
from site_build.assembly.serialise import write
from site_build.assembly.views import Views
from site_build.content.conditions import Tri
from site_build.content.model import Content
from site_build.tailoring.handbook import Handbook

__all__ = ["Download", "Look", "PageFile", "Project", "assemble", "templates_of"]


@dataclass(frozen=True)
class PageFile:
    """One page of the project, for the manifest: its file in docs/, and what its head says."""

    file: str
    title: str
    kind: str
    part: str = ""
    later: bool = False
    roles: tuple[str, ...] = ()
    was: tuple[str, ...] = ()  # files in docs/ where an earlier edition may have made this page


@dataclass(frozen=True)
class Project:
    """The files (path in the project -> content) and the pages in reading order.

    `copies` are pictures and attachments that belong to it: path in the project -> file of the guide. Whoever writes brings their bytes.
    """

    files: dict[str, str | bytes]
    pages: tuple[PageFile, ...]
    decisions: Mapping[str, Mapping[str, object]]
    copies: Mapping[str, str] = field(default_factory=dict)


def assemble(handbook: Handbook, look: Look) -> Project:
    """Return every generated file of the project, and which files of the guide are copied; antwoorden.yml is not one of them."""
    views = Views(handbook, templates_of(handbook.content), look.downloads, look.changes, {} if handbook.shared else look.texts)
    docs = make_pages(handbook, views)
    parts = {part.id: part.title for part in handbook.content.parts}
    texts, used = write(docs, parts, frozenset(views.here.copies.values()))
    files: dict[str, str | bytes] = {f"docs/{file}": text for file, text in texts.items()}
    files |= look.files
    files[SEARCH_WORDS_FILE] = search_words_js(handbook.content.terms, handbook.content.search_words, docs, parts)
    files["mkdocs.yml"] = config(handbook, views, docs, look)
    earlier = earlier_outputs(views.here, handbook.content.parts)
    pages = tuple(PageFile(doc.file, doc.head.title, doc.kind, doc.head.part, doc.head.later, doc.head.roles, earlier.get(doc.file, ())) for doc in docs)
    copies = {f"docs/{output}": path for path, output in sorted(views.here.copies.items()) if output in used}
    return Project(dict(sorted(files.items())), pages, _decisions(handbook), copies)


@functools.lru_cache(maxsize=4)
def _templates(key: tuple[tuple[str, str], ...]) -> Templates:
    return Templates(dict(key))


def templates_of(content: Content) -> Templates:
    """Return the compiled templates of this content."""
    return _templates(tuple(sorted(content.templates.items())))


def _decisions(handbook: Handbook) -> dict[str, dict[str, object]]:
    """Return what was decided, for the manifest."""
    selection = handbook.selection
    return {
        "pages": {c.thing.id: c.outcome.tri.value for c in selection.pages},
        "checklists": {c.thing.id: {i.thing.id: i.outcome.tri.value for i in c.items} for c in selection.checklists if c.included},
        "documents": {c.thing.id: c.outcome.tri.value for c in selection.documents},
        "actions": {c.thing.id: c.outcome.tri.value for c in selection.actions},
        "advice": {given.advice.id: Tri.YES.value for given in handbook.advice.items},
    }
