"""Home, and the pages with a municipality's own situation, plan and costs; in the complete edition all actions."""

from __future__ import annotations

from collections.abc import Iterable

from site_build.assembly import advice, advice_view
from site_build.assembly.contexts import Actions, Costs, Glance, Home, Plan, Situation
from site_build.assembly.doc import Head, PageDoc
from site_build.assembly.rows import Group
from site_build.assembly.views import PHASE_TITLES, Views
from site_build.tailoring.handbook import Handbook


def pages(handbook: Handbook, views: Views) -> Iterable[PageDoc]:
    """Yield home, and then what only an edition with answers has."""
    yield _home(handbook, views)
    if handbook.complete:
        yield views.page("plan", "plan.md", Head("Alle acties", "Wat u kunt doen, per fase."), Actions(phases=advice.phase_groups(views, handbook)))
        return
    own = views.own
    yield views.page("glance", "in-een-oogopslag.md", Head("In één oogopslag", "Eén bladzijde voor het bestuur."), Glance(
        warning=own.warning, facts=own.facts, first=own.first, decisions=own.decisions, risks=own.risks, costs_line=own.costs.line if own.costs else ""))
    if not handbook.shared:
        yield views.page("situation", "uw-situatie.md", Head("Uw situatie", "Hoe u ervoor staat, en wat eerst komt."), Situation(
            first=own.first, rest=own.rest, scores=own.scores, pictures=own.pictures))
        yield views.page("findout", "eerst-uitzoeken.md", Head("Eerst uitzoeken", "Wat u nog niet weet, aan wie u het vraagt, en de mail."),
                         advice_view.find_out(handbook, views, own.given))
    yield views.page("plan", "plan.md", Head("Uw plan", "Wat u wanneer doet, en wanneer het geld beslist."), Plan(
        warning=own.warning, plan=own.plan, moments=own.moments, end_unknown=own.end_unknown, pictures=own.pictures))
    yield views.page("costs", "kosten-en-baten.md", Head("Kosten en baten: eerste schatting",
                     "Wat de aanpak kost, en wanneer dat opweegt tegen wat u voorkomt."), Costs(
        costs=own.costs, pagina=views.page_ref("kosten-en-baten"), pictures=own.pictures))


def _home(handbook: Handbook, views: Views) -> PageDoc:
    everything = [views.chapter(chosen) for chosen in views.here.pages]
    parts = (Group(part.title, part.id, part.summary, tuple(p for p in everything if p.part == part.id and not p.later)) for part in views.content.parts)
    phases = tuple(Group(name, id, pages=tuple(p for p in everything if id in p.phases)) for id, name in PHASE_TITLES.items())
    title = "Handboek brede uitvoeringskaders" if handbook.complete else f"Handboek van {handbook.municipality}"
    return views.page("home", "index.md", Head(title, "Waar u begint."), Home(
        warning=views.own.warning, first=views.own.first, parts=tuple(part for part in parts if part.pages), phases=phases,
        sheets=tuple(p for p in everything if p.approach)))
