"""A page per role: what it must know, decide and do, and when."""

from __future__ import annotations

from collections.abc import Iterable

from site_build.assembly import advice, urgent_view
from site_build.assembly.contexts import Role, Roles
from site_build.assembly.doc import Block, Head, PageDoc, Section
from site_build.assembly.marks import BODY, LEAD
from site_build.assembly.views import Views
from site_build.interview.answers import dutch_date
from site_build.tailoring.handbook import Handbook


def pages(handbook: Handbook, views: Views) -> Iterable[PageDoc]:
    """Yield the index, then every role that is there."""
    phrases = views.content.phrases
    yield views.page("index", "rollen/index.md", Head(phrases("heads.roles"), phrases("heads.roles_about")), Roles())
    for role in views.common.rollen:
        advised, dates = advice.for_role(views.own, role.id)
        body = views.part(BODY, Role(rol=role, absent=_absent(role.id, handbook), pauses=urgent_view.pauses_for(handbook.plan, role.id), advised=advised, dates=dates))
        yield PageDoc(role.file, "role", Head(role.name, role.who, "rollen", roles=(role.id,)), (Section(LEAD, (Block(role.who),)), body))


def _absent(role: str, handbook: Handbook) -> str:
    """Say who does the work of a role as long as nobody has it; nothing where somebody does."""
    plan, content = handbook.plan, handbook.content
    found = next((absence for absence in plan.missing if absence.role == role), None) if plan else None
    if found is None or plan is None:
        return ""
    who = content.called(plan.acting(role, plan.start))
    if found.day is None:
        return content.phrases("plan.nobody_yet", who=who)
    return content.phrases("plan.nobody_until", who=who, day=dutch_date(found.day.isoformat()))
