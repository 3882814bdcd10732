"""Who does the work of a role that does not exist yet: editors say when it is missing, from when it is there, and who does it until then."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from site_build.content.conditions import Tri, evaluate, first_yes
from site_build.content.model import Content, Role
from site_build.interview.facts import Values
from site_build.tailoring.moments import DatedMoment


@dataclass(frozen=True)
class Absence:
    """A role that is not there today: who does its work until `day`, None where nobody knows from when it is there; `never`: not for this municipality."""

    role: str
    until_then: str
    day: dt.date | None
    never: bool = False


def absences(content: Content, values: Values, moments: Sequence[DatedMoment], ends: Mapping[str, dt.date], today: dt.date,
             begins: Mapping[str, dt.date | None] = MappingProxyType({})) -> tuple[Absence, ...]:
    """Return the roles that are known to be missing; `ends` is the last day of each planned action.

    `begins` is the day on which what opens at a moment begins in the plan, None where it does not: that day counts, where it is after the named one.
    """
    days = {moment.id: moment.date for moment in moments if moment.date and moment.date >= today}
    for id in days.keys() & begins.keys():
        day = begins[id]
        if day is None:
            del days[id]
        else:
            days[id] = max(days[id], day)

    def first_day(role: Role) -> dt.date | None:
        after = [ends[id] + dt.timedelta(days=1) for id in role.from_actions if id in ends]
        return min([*after, *(days[id] for id in (role.from_moment,) if id in days)], default=None)

    return tuple(Absence(role.id, role.until_then, first_day(role), evaluate(role.when, values.lookup).tri is Tri.NO)
                 for role in content.roles if role.until_then and _missing(role, values))


def acting(missing: Iterable[Absence], role: str, day: dt.date) -> str:
    """Return who does the work of a role on a day: the role itself, or who stands in for it."""
    by_role, seen = {absence.role: absence for absence in missing}, set[str]()
    while (absence := by_role.get(role)) is not None and role not in seen and (absence.day is None or day < absence.day):
        seen.add(role)
        role = absence.until_then
    return role


def _missing(role: Role, values: Values) -> bool:
    """True where the answers say so; a role that is not for this municipality is missing too. Not knowing is no reason."""
    return bool(first_yes((role.missing_when,), values.lookup)) or evaluate(role.when, values.lookup).tri is Tri.NO
