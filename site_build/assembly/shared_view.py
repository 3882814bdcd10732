"""What an edition to share says of the work: what the municipality has to do and who does it, and the days that are fixed in the world.

Its plan is made without what is confidential, so the days, the order and what fits are other than the municipality holds.
None of that is said here: only a day that somebody wrote down in the plan stands beside an action.
"""

from __future__ import annotations

from collections.abc import Iterable

from site_build.assembly.rows import TaskGroup, TaskRow
from site_build.assembly.views import Views
from site_build.content.conditions import Tri
from site_build.content.model import Action
from site_build.interview.answers import dutch_date
from site_build.tailoring.handbook import Handbook
from site_build.tailoring.moments import own_hours
from site_build.tailoring.money import money_days
from site_build.tailoring.selection import withheld


def tasks(handbook: Handbook, views: Views) -> tuple[TaskGroup, ...]:
    """Return what is to be done now, by the role that does it: in the order of the guide, which tells nothing about the plan."""
    found = handbook.to_do
    return tuple(TaskGroup(role.id, role.name, rows) for role in handbook.content.roles
                 if (rows := tuple(_row(action, handbook, views) for action, who in found if who == role.id)))


def of_role(groups: Iterable[TaskGroup], role: str) -> tuple[TaskRow, ...]:
    """Return what one role has to do."""
    return next((group.rows for group in groups if group.role == role), ())


def to_ask(handbook: Handbook, views: Views, role: str) -> tuple[TaskRow, ...]:
    """Return what may be asked of the reader: whether it is, hangs on an answer that does not leave, so that it stands here whatever that answer is."""
    lookup = handbook.values.lookup
    return tuple(_row(chosen.thing, handbook, views) for chosen in handbook.selection.actions
                 if chosen.thing.share and not chosen.later and chosen.thing.owner == role and not chosen.included and withheld(chosen.thing, lookup)
                 and chosen.outcome.tri is not Tri.NO)


def money(handbook: Handbook) -> tuple[str, ...]:
    """Return when the money stops and who decides when, as sentences; nothing where no end is known."""
    decision, today = handbook.money, handbook.answers.today
    return tuple(money_days(decision.level(today), decision, today, own_hours(handbook.values), handbook.content.phrases)) if decision else ()


def _row(action: Action, handbook: Handbook, views: Views) -> TaskRow:
    item = handbook.plan.item(action.id) if handbook.plan else None
    return TaskRow(action.id, action.do, dutch_date(item.end.isoformat()) if item and item.fixed else "", views.page_ref(action.page))
