"""Home, and the pages with a municipality's own situation, plan and costs; in the complete edition all actions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from site_build.assembly import advice, shared_view
from site_build.assembly.contexts import Actions, Beside, Costs, Glance, Home, HomeShared, Plan, PlanShared, Situation
from site_build.assembly.doc import Head, PageDoc
from site_build.assembly.find_out import find_out
from site_build.assembly.own_rows import MeaningRow, MomentRow, ReaderView
from site_build.assembly.pages import face, route
from site_build.assembly.reading_time import minutes
from site_build.assembly.rows import Group, ReadRow, TaskGroup
from site_build.assembly.views import BESIDE_PLAN, Views
from site_build.interview.sharing import COUNCIL
from site_build.tailoring.handbook import INTERN, Handbook


def pages(handbook: Handbook, views: Views, others: Sequence[PageDoc]) -> Iterable[PageDoc]:
    """Yield home, and then what only an edition with answers has; `others` are all other pages, for how long they take."""
    phrases = handbook.content.phrases
    yield _home_shared(handbook, views, others) if handbook.shared else _home(handbook, views, others)
    if handbook.complete:
        yield views.page("plan", "plan.md", Head(phrases("heads.actions"), phrases("heads.actions_about")), Actions(phases=advice.phase_groups(views, handbook)))
        return
    own = views.own
    yield from route.page(handbook, views, others)
    yield views.page("glance", "in-een-oogopslag.md", Head(phrases("heads.glance"), phrases("heads.glance_about")), Glance(
        urgent=own.urgent, warning=own.warning, triage=own.triage, money=shared_view.money(handbook) if handbook.shared else (), facts=own.facts,
        unknown=own.unknown, first=own.first,
        decisions=own.decisions, risks=() if handbook.shared else own.risks, costs_line=own.costs.line if own.costs else "",
        costs_facts=own.costs.facts if own.costs else ()))
    if not handbook.shared:
        yield views.page("situation", "uw-situatie.md", Head(phrases("heads.situation"), phrases("heads.situation_about")), Situation(
            triage=own.triage, first=own.first, rest=own.rest, scores=own.scores, pictures=own.pictures))
        yield views.page("findout", "eerst-uitzoeken.md", Head(phrases("heads.findout"), phrases("heads.findout_about")),
                         find_out(handbook, views, own.given, own.triage))
    if handbook.shared:
        groups = shared_view.tasks(handbook, views)
        yield views.page("plan", "plan.md", Head(phrases("heads.plan_shared"), phrases("heads.plan_about_shared")), PlanShared(
            reader=_reader(handbook, views, groups), groups=groups, moments=own.moments, money=shared_view.money(handbook), end_unknown=own.end_unknown))
    else:
        yield views.page("plan", "plan.md", Head(phrases("heads.plan"), phrases("heads.plan_about")), Plan(
            urgent=own.urgent, warning=own.warning, first=own.first, plan=own.plan, moments=own.moments, end_unknown=own.end_unknown, pictures=own.pictures))
    yield views.page("beside", BESIDE_PLAN, Head(phrases("heads.beside_shared" if handbook.shared else "heads.beside"), phrases("heads.beside_about")), Beside(
        plan=own.plan, triage=own.triage, meanings=_meanings(own.moments)))
    if handbook.sharing and not handbook.sharing.amounts:
        return  # a page with nothing to say but that
    yield views.page("costs", "kosten-en-baten.md", Head(phrases("heads.costs"), phrases("heads.costs_about")), Costs(
        costs=own.costs, note=views.writer.cited(views.content.edition.costs_note.strip()), pagina=views.page_ref(views.content.meaning("costs_page")), pictures=own.pictures))


def _meanings(moments: Iterable[MomentRow]) -> tuple[MeaningRow, ...]:
    """Return what each moment means, with all its days: what comes every year is explained once."""
    days: dict[tuple[str, str], list[str]] = {}
    for row in moments:
        days.setdefault((row.title, row.explain), []).append(row.date)
    return tuple(MeaningRow(title, explain, tuple(dates)) for (title, explain), dates in days.items())


def _home(handbook: Handbook, views: Views, others: Sequence[PageDoc]) -> PageDoc:
    everything = [views.chapter(chosen) for chosen in views.here.pages]
    phases = tuple(Group(name, id, pages=tuple(p for p in everything if id in p.phases)) for id, name in views.phase_titles.items())
    start = next((doc for doc in others if doc.kind == "chapter"), None)
    title = handbook.content.edition.title if handbook.complete else handbook.content.phrases("heads.home", municipality=handbook.municipality)
    return views.page("home", "index.md", Head(title, handbook.content.phrases("heads.home_about")), Home(
        urgent=views.own.urgent, warning=views.own.warning, first=views.own.first, phases=phases, sheets=tuple(p for p in everything if p.approach),
        begin=ReadRow(start.head.title, start.file, minutes(start)) if start else None,
        partner=views.page_ref(views.content.meaning("partner_page")), triage=views.own.triage,
        unknown=len(handbook.open_questions), changed=views.changes[0].count if views.changes and handbook.edition == INTERN else 0,
        face=None if handbook.complete else face.face(handbook, views, others)))


def _home_shared(handbook: Handbook, views: Views, others: Sequence[PageDoc]) -> PageDoc:
    """Home for a reader outside the municipality; what everybody may see comes with the route of the council, which asks no work of anyone."""
    own, phrases = views.own, handbook.content.phrases
    groups = shared_view.tasks(handbook, views)
    reader = _reader(handbook, views, groups)
    council = next((role.id for role in handbook.content.roles if role.audience == COUNCIL and not role.retired), "")
    return views.page("home", "index.md", Head(phrases("heads.home", municipality=handbook.municipality), phrases("heads.home_about")), HomeShared(
        reader=reader, facts=own.facts, costs_line=own.costs.line if own.costs else "", decisions=own.decisions, triage=own.triage,
        groups=groups, money=shared_view.money(handbook),
        route=route.of_role(handbook, views, others, reader.role.id if reader else council)))


def _reader(handbook: Handbook, views: Views, groups: Sequence[TaskGroup]) -> ReaderView | None:
    """Return for whom an edition to share is made, when that is one role."""
    role = next((role for role in views.common.rollen if role.id in handbook.readers), None)
    if role is None:
        return None
    return ReaderView(role, advice.for_role(views.own, role.id)[1], shared_view.of_role(groups, role.id),
                      shared_view.joined(handbook, views, role.id), shared_view.to_ask(handbook, views, role.id))
