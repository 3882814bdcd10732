"""What an edition to share says of the work: what the municipality has to do and who does it, and the days that are fixed in the world.

Its plan is made without what is confidential, so the days, the order and what fits are other than the municipality holds.
None of that is said here: only a day that somebody wrote down in the plan stands beside an action.
"""

from __future__ import annotations

from collections.abc import Iterable

from site_build.assembly.rows import TaskGroup, TaskRow
from site_build.assembly.views import Views
from site_build.content.conditions import Tri, first_yes
from site_build.content.model import Action
from site_build.interview.answers import dutch_date
from site_build.tailoring.handbook import Handbook
from site_build.tailoring.moments import own_hours
from site_build.tailoring.money import money_days
from site_build.tailoring.selection import Chosen, withheld


def tasks(handbook: Handbook, views: Views) -> tuple[TaskGroup, ...]:
    """Return what is to be done now, by the role that does it: in the order of the guide, which tells nothing about the plan."""
    found = handbook.to_do
    return tuple(TaskGroup(role.id, role.name, rows) for role in handbook.content.roles
                 if (rows := tuple(_row(action, handbook, views) for action, who in found if who == role.id)))


def of_role(groups: Iterable[TaskGroup], role: str) -> tuple[TaskRow, ...]:
    """Return what one role has to do."""
    return next((group.rows for group in groups if group.role == role), ())


def joined(handbook: Handbook, views: Views, role: str) -> tuple[TaskRow, ...]:
    """Return what others have to do in which a role takes part, with who does it."""
    part = _takes_part(handbook, role)
    return tuple(_row(action, handbook, views, who) for action, who in handbook.to_do if action.id in part and who != role)


def to_ask(handbook: Handbook, views: Views, role: str) -> tuple[TaskRow, ...]:
    """Return what may be asked of the reader, also to take part: of the work that is there by what is shared, when only what does not leave says if it is done.

    It stands here whatever that says. Work that is there only by an answer that does not leave is not named: its words would tell of it.
    """
    lookup, part = handbook.values.lookup, _takes_part(handbook, role)

    def due(chosen: Chosen[Action]) -> bool:
        pressing = chosen.thing.pressing
        return not chosen.later or pressing is not None and first_yes((pressing.when,), lookup) is not None

    return tuple(_row(chosen.thing, handbook, views, "" if chosen.thing.owner == role else handbook.acting(chosen.thing.owner))
                 for chosen in handbook.selection.actions
                 if chosen.thing.share and (chosen.thing.owner == role or chosen.thing.id in part) and due(chosen)
                 and not chosen.included and withheld(chosen.thing, lookup) and chosen.outcome.tri is Tri.YES)


def _takes_part(handbook: Handbook, role: str) -> frozenset[str]:
    return frozenset(id for one in handbook.content.roles if one.id == role for id in one.with_actions)


def money(handbook: Handbook) -> tuple[str, ...]:
    """Return when the money stops and who decides when, as sentences; nothing where no end is known."""
    decision, today = handbook.money, handbook.answers.today
    return tuple(money_days(decision.level(today), decision, today, own_hours(handbook.values), handbook.content.phrases)) if decision else ()


def _row(action: Action, handbook: Handbook, views: Views, who: str = "") -> TaskRow:
    item = handbook.plan.item(action.id) if handbook.plan else None
    return TaskRow(action.id, action.do, dutch_date(item.end.isoformat()) if item and item.fixed else "", views.page_ref(action.page),
                   handbook.content.called(who) if who else "")
