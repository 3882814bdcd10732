"""What people look up: risks, game, glossary, all pages, answers, what was left out, sources, accessibility, downloads."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable

from site_build.assembly.doc import Head, PageDoc
from site_build.assembly.outputs import Download
from site_build.assembly.prepared import prepared
from site_build.assembly.reference_contexts import (
    Accessibility,
    AnswersPage,
    Changes,
    Downloads,
    GamePage,
    Glossary,
    Omitted,
    Overview,
    Risks,
    Sources,
)
from site_build.assembly.rendering import xml
from site_build.assembly.rows import FileRow, OmittedRow, OpenPointRow, SourceRow, TermRow
from site_build.assembly.views import Views
from site_build.content.conditions import Tri
from site_build.content.keeping import kept
from site_build.content.model import Content
from site_build.interview.sharing import outlook
from site_build.tailoring import risk_order
from site_build.tailoring.handbook import INTERN, Handbook
from site_build.tailoring.selection import ChosenChecklist, ChosenDocument, ChosenPage, is_hidden

_FILE_KINDS = {".pdf": "PDF", ".docx": "Word", ".xlsx": "Excel", ".csv": "tabel", ".ics": "agenda", ".zip": "zip"}


def pages(handbook: Handbook, views: Views) -> Iterable[PageDoc]:
    """Yield the pages in the order of the menu's last part, the risks first."""
    content, phrases = handbook.content, handbook.content.phrases
    town = handbook.values.meant("municipality")
    yield views.page("risks", "risicos.md", Head(phrases("heads.risks"), phrases("heads.risks_about")), Risks(
        risks=tuple(views.risk(chosen) for chosen in risk_order.ordered(handbook))))
    if content.game.cards:
        yield views.page("game", "reflectiespel.md", Head(phrases("heads.game"), phrases("heads.game_about")), GamePage(game=content.game))
    yield views.page("glossary", "begrippen.md", Head(phrases("heads.glossary"), phrases("heads.glossary_about")), Glossary(
        terms=tuple(TermRow(term, views.refs(term.see)) for term in sorted(content.terms, key=lambda t: t.term.casefold()))))
    yield views.page("overview", "overzicht.md", Head(phrases("heads.overview"), phrases("heads.overview_about")), Overview(
        pages=tuple(views.chapter(chosen) for chosen in views.here.pages), parts=content.parts))
    title = phrases("heads.questionnaire" if handbook.complete else "heads.answers_shared" if handbook.shared else "heads.answers")
    yield views.page("answers", "antwoorden.md", Head(title, phrases("heads.answers_about")), AnswersPage(
        sections=views.answers(), sharing=outlook(handbook.answers, content) if handbook.edition == INTERN else None))
    if not handbook.complete:
        title = phrases("heads.omitted_shared" if handbook.shared else "heads.omitted")
        yield views.page("omitted", "weggelaten.md", Head(title, phrases("heads.omitted_about")), _omitted(handbook, views))
    if views.changes and handbook.edition == INTERN:
        yield views.page("changes", "wat-is-veranderd.md", Head(phrases("heads.changes"), phrases("heads.changes_about")),
                         Changes(entries=views.changes))
    yield views.page("sources", "bronnen.md", Head(phrases("heads.sources"), phrases("heads.sources_about")), Sources(
        sources=kept(content, _source_rows),
        open_points=tuple(OpenPointRow(point, views.page_ref(point.page), own=bool(point.of) and town.known and town.value == point.of) for point in content.open_points)))
    yield views.page("accessibility", "toegankelijkheid.md", Head(phrases("heads.accessibility"), phrases("heads.accessibility_about")), Accessibility())
    if not handbook.complete:
        yield views.page("downloads", "downloads.md", Head(phrases("heads.downloads"), phrases("heads.downloads_about")), Downloads(
            bestanden=tuple(_download(file) for file in views.downloads)))


def _source_rows(content: Content) -> tuple[SourceRow, ...]:
    """Return every source as a line, by who wrote it."""
    in_order = sorted(content.sources, key=lambda source: (source.author.casefold(), source.title))
    return tuple(SourceRow(source.id, prepared(content).source_line(source)) for source in in_order)


def _omitted(handbook: Handbook, views: Views) -> Omitted:
    """What is not here: what is certainly not for this municipality, and apart from it what waits for an answer, if that is one that may leave."""
    def row(prefix: str, chosen: ChosenPage | ChosenChecklist | ChosenDocument) -> OmittedRow:
        return OmittedRow(f"{prefix}-{chosen.thing.id}", chosen.thing.title, views.reasons(chosen), waits=chosen.outcome.tri is Tri.UNKNOWN)

    def told(chosen: ChosenPage | ChosenChecklist | ChosenDocument) -> bool:
        return not is_hidden(chosen.outcome, handbook.values)

    selection = handbook.selection
    pages = tuple(row("pagina", c) for c in selection.pages if not c.included and told(c))
    lists = tuple(row("lijst", c) for c in selection.checklists if (not c.included or not c.live_items) and told(c))
    documents = tuple(row("document", c) for c in selection.documents if not c.included and told(c))
    return Omitted(
        waiting=tuple(one for one in (*pages, *lists, *documents) if one.waits), pages=tuple(one for one in pages if not one.waits),
        lists=tuple(one for one in lists if not one.waits), documents=tuple(one for one in documents if not one.waits))


def _download(file: Download) -> FileRow:
    stem, dot, ending = posixpath.basename(file.path).rpartition(".")
    size = f"{file.size / 1e6:.1f} MB".replace(".", ",") if file.size >= 1e5 else f"{max(1, round(file.size / 1000))} kB"
    return FileRow(xml(file.path), xml((stem or ending).replace("-", " ").capitalize()), _FILE_KINDS.get(dot + ending, ending), size)
