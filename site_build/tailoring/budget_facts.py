"""Facts about the first budget that can still hold the money: its year, and the days on the way to it. For pieces that go out.

They are known with the moments, as scores are with the statements. A day that the municipality gave in another year is the same day, as our
estimate. Where she gave none the fact is unknown: a proposal to a council holds no guess of ours.
"""

from __future__ import annotations

import datetime as dt

from site_build.content.conditions import KNOWN, NOT_APPLICABLE, Value
from site_build.content.facts import Fact
from site_build.content.model import Content
from site_build.interview.answers import Answers, dutch_date
from site_build.interview.facts import Values
from site_build.interview.moment_days import same_day, workday
from site_build.tailoring.moments import MomentDays, carried_out_by_region, first_reached, money_decision


def budget_values(content: Content, values: Values, answers: Answers) -> dict[str, Value]:
    """Return the values of these facts; unknown as long as nobody knows when the money ends. Money that does not end can be asked for in the next budget."""
    facts = [fact for fact in content.facts if fact.kind in ("budget_day", "budget_year") and not fact.retired]
    days = MomentDays(content, values, answers)
    year = _year(days, content, values, answers) if facts else None
    if year is None:
        return {}
    return {fact.id: Value(KNOWN, year + 1) if fact.kind == "budget_year" else _day(fact, days, year, content) for fact in facts}


def _year(days: MomentDays, content: Content, values: Values, answers: Answers) -> int | None:
    """The year in which that budget is adopted."""
    if decision := money_decision(content, values, answers):
        return decision.next_from.year - 1
    if values.meant("money_end").state != NOT_APPLICABLE:
        return None
    return first_reached(days.way(carried_out_by_region(values)), answers.today.year, answers.today)[0]


def _day(fact: Fact, days: MomentDays, year: int, content: Content) -> Value:
    moment = next((moment for moment, _ in days.applying() if moment.id == fact.moment), None)
    given: dt.date | None = days.date(moment) if moment and days.given(moment) else None
    if given is None:
        return Value()
    if given.year == year:
        return Value(KNOWN, dutch_date(given.isoformat()))
    day = workday(same_day(year, given.month, given.day), content.free_days)
    return Value(KNOWN, content.phrases("plan.estimated", day=dutch_date(day.isoformat())))
