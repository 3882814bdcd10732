"""A page per role: what it must know, decide and do, and when."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable

from site_build.assembly import advice, shared_view, urgent_view
from site_build.assembly.contexts import Role, Roles
from site_build.assembly.doc import Block, Head, PageDoc, Section
from site_build.assembly.marks import BODY, LEAD
from site_build.assembly.own_rows import PauseView, RoleCount
from site_build.assembly.role_dates import starts_in_time
from site_build.assembly.rows import ListRef, PageRef, RoleView
from site_build.assembly.views import Views
from site_build.interview.answers import dutch_date
from site_build.tailoring.handbook import Handbook
from site_build.tailoring.route import route


def pages(handbook: Handbook, views: Views) -> Iterable[PageDoc]:
    """Yield the index, then every role that is there."""
    phrases = views.content.phrases
    groups = shared_view.tasks(handbook, views) if handbook.shared else ()
    found = [(role, *_reads(role, handbook, views), *_lists(role, handbook)) for role in views.common.rollen]
    yield views.page("index", "rollen/index.md", Head(phrases("heads.roles"), phrases("heads.roles_about")), Roles(
        rows=tuple(RoleCount(role, len(reads) + len(also), len(lists) + len(before), len(role.documents)) for role, reads, also, lists, before in found)))
    for role, reads, also, lists, before in found:
        advised, dates = advice.for_role(views.own, role.id)
        body = views.part(BODY, Role(
            rol=role, absent=_absent(role.id, handbook), pauses=_pauses(role.id, handbook), advised=() if handbook.shared else advised, dates=dates,
            tasks=shared_view.of_role(groups, role.id), joined=shared_view.joined(handbook, views, role.id) if handbook.shared else (),
            to_ask=shared_view.to_ask(handbook, views, role.id) if handbook.shared and role.id in handbook.readers else (),
            reads=reads, also=also, later=tuple(page for page in role.later_pages if page not in reads),
            lists=lists, before=before))
        yield PageDoc(role.file, "role", Head(role.name, role.who, "rollen", roles=(role.id,)), (Section(LEAD, (Block(role.who),)), body))


def _reads(role: RoleView, handbook: Handbook, views: Views) -> tuple[tuple[PageRef, ...], tuple[PageRef, ...]]:
    """Return what the role reads in the order of its route, and its other pages of now; the complete edition, which is of nobody, has no route."""
    if handbook.complete:
        return role.pages, ()
    stops = route(handbook.content, handbook.selection, handbook.advice, handbook.plan, role.id)
    reads = views.refs(stop.page for stop in stops)
    return reads, tuple(page for page in role.pages if page not in reads)


def _lists(role: RoleView, handbook: Handbook) -> tuple[tuple[ListRef, ...], tuple[ListRef, ...]]:
    """Return the lists of the role, and apart from them those of only the first stage, where one chooses, when that is past."""
    phase, content = handbook.values.meant("phase"), handbook.content
    choosing = next((one.title for one in content.live_phases.values() if content.phase_at(one.id) == 0), "")
    if not phase.known or content.phase_at(phase.text) == 0:
        return role.lists, ()
    past = tuple(one for one in role.lists if one.phases == (choosing,))
    return tuple(one for one in role.lists if one not in past), past


def _pauses(role: str, handbook: Handbook) -> tuple[PauseView, ...]:
    """What stands still for the work of a role; until when is a day of the plan, which does not leave the municipality."""
    found = urgent_view.pauses_for(handbook.plan, role)
    return tuple(dataclasses.replace(pause, date="") for pause in found) if handbook.shared else found


def _absent(role: str, handbook: Handbook) -> str:
    """Say who does the work of a role as long as nobody has it; nothing where somebody does."""
    plan, content = handbook.plan, handbook.content
    found = next((absence for absence in plan.missing if absence.role == role), None) if plan else None
    if found is None or plan is None:
        return ""
    who = content.called(plan.acting(role, plan.start))
    if handbook.shared:
        return content.phrases("plan.nobody_shared", who=who)
    if found.day is None or not all(starts_in_time(handbook, one) for one in content.roles if one.id == role):
        return content.phrases("plan.nobody_yet", who=who)
    return content.phrases("plan.nobody_until", who=who, day=dutch_date(found.day.isoformat()))
