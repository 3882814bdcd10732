"""What people look up: risks, game, glossary, all pages, answers, what was left out, sources, accessibility, downloads."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable
from typing import Any

from site_build.assembly import advice
from site_build.assembly.doc import Head, PageDoc
from site_build.assembly.outputs import Download
from site_build.assembly.rendering import xml
from site_build.assembly.views import PHASE_TITLES, Views
from site_build.tailoring.handbook import Handbook

_FILE_KINDS = {".pdf": "PDF", ".docx": "Word", ".xlsx": "Excel", ".csv": "tabel", ".ics": "agenda", ".zip": "zip"}


def pages(handbook: Handbook, views: Views) -> Iterable[PageDoc]:
    """Yield the pages in the order of the menu's last part, the risks first."""
    content = handbook.content
    yield views.page("risks", "risicos.md", Head("Risico's", "Wat er mis kan gaan, hoe u het merkt en wat u doet."), "risks",
                     risks=[views.risk(chosen) for chosen in advice.sorted_risks(handbook)])
    if content.game.cards:
        yield views.page("game", "reflectiespel.md", Head("Reflectiespel", "Samen nadenken over lastige situaties, in een uur."), "game", game=content.game)
    yield views.page("glossary", "begrippen.md", Head("Begrippen", "Wat een woord hier betekent."), "glossary",
                     terms=[{"term": term, "see": views.refs(term.see)} for term in sorted(content.terms, key=lambda t: t.term.casefold())])
    yield views.page("overview", "overzicht.md", Head("Alle bladzijden", "Zoek een bladzijde op fase, rol, aanpak of thema."), "overview",
                     pages=[views.chapter(chosen) for chosen in views.here.pages], parts=content.parts,
                     labels={"phases": PHASE_TITLES, "roles": views.role_names, "themes": {t.id: t.title for t in content.themes}})
    yield views.page("answers", "antwoorden.md", Head("De vragenlijst" if handbook.complete else "Uw antwoorden", "Waarop dit handboek is gebouwd."),
                     "answers", sections=views.answers())
    if not handbook.complete:
        yield views.page("omitted", "weggelaten.md", Head("Wat niet in uw handboek staat", "En waarom niet."), "omitted", **_omitted(handbook, views))
    yield views.page("sources", "bronnen.md", Head("Bronnen en open punten", "Waar dit handboek op steunt, en wat niemand kon vinden."), "sources",
                     sources=[{"id": s.id, "line": views.writer.source_line(s)} for s in sorted(content.sources, key=lambda s: (s.author.casefold(), s.title))],
                     open_points=[{"point": point, "page": views.page_ref(point.page)} for point in content.open_points])
    yield views.page("accessibility", "toegankelijkheid.md", Head("Toegankelijkheid", "Wat is getest, en wat niet."), "accessibility")
    if not handbook.complete:
        yield views.page("downloads", "downloads.md", Head("Downloads", "Word, PDF, Excel en agenda."), "downloads",
                         bestanden=[_download(file) for file in views.downloads])


def _omitted(handbook: Handbook, views: Views) -> dict[str, Any]:
    def rows(prefix: str, things: Iterable[Any]) -> list[dict[str, Any]]:
        return [{"id": f"{prefix}-{c.thing.id}", "title": c.thing.title, "reasons": views.reasons(c)} for c in things]

    selection = handbook.selection
    return {
        "pages": rows("pagina", (c for c in selection.pages if not c.included)),
        "lists": rows("lijst", (c for c in selection.checklists if not c.included or not c.live_items)),
        "documents": rows("document", (c for c in selection.documents if not c.included)),
    }


def _download(file: Download) -> dict[str, str]:
    stem, dot, ending = posixpath.basename(file.path).rpartition(".")
    size = f"{file.size / 1e6:.1f} MB".replace(".", ",") if file.size >= 1e5 else f"{max(1, round(file.size / 1000))} kB"
    return {"path": xml(file.path), "title": xml((stem or ending).replace("-", " ").capitalize()), "kind": _FILE_KINDS.get(dot + ending, ending), "size": size}
