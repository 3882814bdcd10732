"""The plan as rows, one per action: the same for the workbook, the CSV file and reading back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace

from site_build.content.model import Action
from site_build.interview.answers import PlanEntry
from site_build.said import Said
from site_build.tailoring.handbook import Handbook

IN_PLAN, NOT_FITTING, LATER, DONE, DROPPED, WITHOUT_DATE = "In het plan", "Past niet", "Later", "Klaar", "Vervallen", "Zonder datum"


@dataclass(frozen=True)
class PlanRow:
    """One action; `end` is the day on which it is done (None: not planned), `lead` and `others` are half-days.

    `owner` is what a reader sees: a name, or the role's name.
    """

    id: str
    group: str
    do: str
    why: str
    owner: str
    start: dt.date | None
    end: dt.date | None
    status: str
    lead: float
    others: float
    needed: str
    phase: str
    priority: str = ""
    note: str = ""


def plan_rows(handbook: Handbook) -> tuple[PlanRow, ...]:
    """Return every action that applies, in the order of the plan; without dates in the complete edition."""
    entries = {} if handbook.shared else handbook.answers.plan
    return tuple(replace(row, priority=entries[row.id].priority, note=entries[row.id].note) if row.id in entries else row for row in _rows(handbook))


def owner_text(owner: str | Said, role: str, handbook: Handbook) -> str:
    """Return an owner for a reader: the role's name, or what somebody filled in; never a person's name in the shared edition."""
    shown = handbook.owner_name(owner if isinstance(owner, Said) else Said(owner), role)
    return shown.plain if isinstance(shown, Said) else shown


def role_of(action: Action, handbook: Handbook) -> str:
    """Return whose an action is where nobody was named: who has its role, or stands in for it."""
    plan = handbook.plan
    item = plan.item(action.id) if plan else None
    return item.role if item else plan.acting(action.owner) if plan else action.owner


def _rows(handbook: Handbook) -> Iterator[PlanRow]:
    plan = handbook.plan

    def bare(action: Action, group: str, why: str = "") -> PlanRow:
        entry = handbook.answers.plan.get(action.id, PlanEntry())
        end = dt.date.fromisoformat(entry.date) if entry.date else None
        return PlanRow(action.id, group, action.do, why or action.why, owner_text(entry.owner, role_of(action, handbook), handbook), None, end,
                       entry.status, action.effort.lead, action.effort.others, "", handbook.content.phase_title(action.phase))

    if plan is None:
        yield from (bare(chosen.thing, WITHOUT_DATE) for chosen in handbook.selection.actions if chosen.included)
        return
    if handbook.shared:  # without the days, the hours and the order of a plan that was made without what is confidential
        yield from (replace(bare(action, IN_PLAN), owner=owner_text("", role, handbook), lead=0, others=0) for action, role in handbook.to_do)
        yield from (replace(bare(action, group), lead=0, others=0) for actions, group in ((plan.later, LATER), (plan.done, DONE), (plan.dropped, DROPPED)) for action in actions)
        return
    for item in plan.items:
        needed = f"{item.deadline[0]}" if item.deadline else ""
        yield PlanRow(item.action.id, IN_PLAN, item.action.do, item.why, owner_text(item.owner, item.role, handbook), item.start, item.end,
                      item.status, item.lead, item.others, needed, handbook.content.phase_title(item.action.phase))
    for left in plan.not_fitting:
        row = bare(left.action, NOT_FITTING, left.text)
        yield PlanRow(**{**vars(row), "lead": left.lead, "others": left.others})
    shown = {left.action.id for left in plan.not_fitting}
    for actions, group in (((*plan.later, *plan.undecided), LATER), (plan.done, DONE), (plan.dropped, DROPPED)):
        yield from (bare(action, group) for action in actions if action.id not in shown)
