"""*Uw route*: what each role reads this quarter, in order, with how long it takes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from site_build.assembly.contexts import Route
from site_build.assembly.doc import Head, PageDoc
from site_build.assembly.outputs import page_output
from site_build.assembly.reading_time import WORDS_PER_MINUTE, minutes
from site_build.assembly.rows import ReadRow, RouteGroup, RouteView
from site_build.assembly.views import Views
from site_build.tailoring.handbook import Handbook
from site_build.tailoring.route import Stop, route

FILE = "uw-route.md"
MOST_MINUTES = 28  # for the pages of a route; home and plan take the rest of forty


def page(handbook: Handbook, views: Views, docs: Sequence[PageDoc]) -> Iterable[PageDoc]:
    """Yield the page; the complete edition, which is of nobody, has none. `docs` are the pages, for how long they take."""
    if handbook.complete:
        return
    phrases = views.content.phrases
    plan = handbook.plan
    there = [role for role in views.common.rollen if plan is None or plan.acting(role.id, plan.quarter_end) == role.id]  # who is not there reads nothing
    there = [role for role in there if role.id in handbook.readers] or there  # an edition for one role has the route of that role
    roles = sorted(there, key=lambda role: role.id != views.content.meaning("project_leader"))
    groups = tuple(RouteGroup(role.name, found) for role in roles if (found := of_role(handbook, views, docs, role.id)).now)
    yield views.page("route", FILE, Head(phrases("heads.route"), phrases("heads.route_about")), Route(groups=groups, speed=WORDS_PER_MINUTE))


def of_role(handbook: Handbook, views: Views, docs: Sequence[PageDoc], role: str) -> RouteView:
    """Return what a role reads: what fits in half an hour, with the total, and what comes after that."""
    by_file = {doc.file: doc for doc in docs}
    files = {chosen.thing.id: page_output(chosen.thing) for chosen in views.here.pages}
    rows = [_row(stop, by_file[files[stop.page]], handbook)
            for stop in route(handbook.content, handbook.selection, handbook.advice, handbook.plan, role) if files.get(stop.page) in by_file]
    count, total = 0, 0
    for row in rows:
        if count and total + row.minutes > MOST_MINUTES:
            break
        count, total = count + 1, total + row.minutes
    return RouteView(tuple(rows[:count]), tuple(rows[count:]), total)


def _row(stop: Stop, doc: PageDoc, handbook: Handbook) -> ReadRow:
    content = handbook.content
    why = next((piece.say for piece in content.advice if piece.id == stop.advice), "") or next((a.do for a in content.actions if a.id == stop.action), "")
    return ReadRow(doc.head.title, doc.file, minutes(doc), doc.head.summary, why, bool(stop.advice), stop.triage)
