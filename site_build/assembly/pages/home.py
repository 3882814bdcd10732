"""Home, and the pages with a municipality's own situation, plan and costs; in the complete edition all actions."""

from __future__ import annotations

from collections.abc import Iterable

from site_build.assembly import advice
from site_build.assembly.doc import Head, PageDoc
from site_build.assembly.views import PHASE_TITLES, Views
from site_build.tailoring.handbook import Handbook


def pages(handbook: Handbook, views: Views) -> Iterable[PageDoc]:
    """Yield home, and then what only an edition with answers has."""
    yield _home(handbook, views)
    if handbook.complete:
        yield views.page("plan", "plan.md", Head("Alle acties", "Wat u kunt doen, per fase."), "actions", phases=advice.phase_groups(views, handbook))
        return
    own = views.advice
    yield views.page("glance", "in-een-oogopslag.md", Head("In één oogopslag", "Eén bladzijde voor het bestuur."), "glance", **own)
    if not handbook.shared:
        yield views.page("situation", "uw-situatie.md", Head("Uw situatie", "Hoe u ervoor staat, en wat eerst komt."), "situation", **own)
        yield views.page("findout", "eerst-uitzoeken.md", Head("Eerst uitzoeken", "Wat u nog niet weet, aan wie u het vraagt, en de mail."), "find-out",
                         **own["find_out"])
    yield views.page("plan", "plan.md", Head("Uw plan", "Wat u wanneer doet, en wanneer het geld beslist."), "plan", **own)
    yield views.page("costs", "kosten-en-baten.md", Head("Kosten en baten: eerste schatting",
                     "Wat de aanpak kost, en wanneer dat opweegt tegen wat u voorkomt."), "costs", **own)


def _home(handbook: Handbook, views: Views) -> PageDoc:
    everything = [views.chapter(chosen) for chosen in views.here.pages]
    parts = [{"title": part.title, "summary": part.summary, "pages": [p for p in everything if p["part"] == part.id and not p["later"]]}
             for part in views.content.parts]
    phases = [{"id": id, "title": name, "pages": [p for p in everything if id in p["phases"]]} for id, name in PHASE_TITLES.items()]
    title = "Handboek brede uitvoeringskaders" if handbook.complete else f"Handboek van {handbook.municipality}"
    return views.page("home", "index.md", Head(title, "Waar u begint."), "home", parts=[p for p in parts if p["pages"]], phases=phases,
                      sheets=[p for p in everything if p["approach"]], **views.advice)
