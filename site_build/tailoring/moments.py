"""The money's calendar: every decision moment with a date, and the last date to start.

A date is what the municipality filled in (`moments:` in antwoorden.yml), else the default of
moments.yml, which is our estimate where it says so.

**The rule for the money** (`money_decision`). The money ends on E, its last day. Vast geld is needed
from E+1; the year Y of E+1 says which begroting must hold it. The moments of that begroting lie in
the year before, Y-1, on their usual day: inbreng for the kadernota (1 February), the kadernota, and
the begroting (15 November). Each is prepared for `weeks_before` weeks (moments.yml); the earliest of
these starts is the last date to start: with a kadernota 1 February Y-1 minus 12 weeks, without one
15 November Y-1 minus 16 weeks. Where a gemeenschappelijke regeling carries out the work its own budget
decides: its draft budget of 15 April Y-1 minus 12 weeks, or its kaders if those come first. A date that
the municipality changed is used as it stands in its own year, and on the same day of the year in another.

A budget **can still be reached** (`can_be_reached`) while what must be prepared first is today or later, and the budget itself is
adopted after today. The first such budget pays from `next_from`; until then there is no money for `gap_months`.

Example: money until 31 December 2028 -> needed from 1 January 2029, Y = 2029, inbreng 1 February
2028, last date to start 9 November 2027.
"""

from __future__ import annotations

import calendar
import dataclasses
import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from site_build.content.conditions import Lookup, Tri, evaluate, first_yes
from site_build.content.model import YES, Content, Moment
from site_build.interview.answers import Answers
from site_build.interview.deriving import gap_months
from site_build.interview.facts import Values
from site_build.interview.moment_days import default_day, same_day, usual_day, workday

OWN, REGION = "own", "region"  # the two ways to lasting money: `route` of a moment
DROPPED = "vervalt"

ON_TIME, TIGHT, TOO_LATE, ENDED = "op_tijd", "krap", "te_laat", "voorbij"


@dataclass(frozen=True)
class DatedMoment:
    """A decision moment; `date` None: it depends on an answer that is not known.

    `estimate` is True for our own guess, `changed` where the municipality set the date, `certain` False
    where it depends on an answer that is not known. `first_chance` is an earlier, optional date. Where she gave the day of a year in
    which the money is not decided yet, the same moment stands there twice: on her day, and (id with the year) on the day that counts.
    """

    id: str
    title: str
    explain: str
    date: dt.date | None
    estimate: bool
    changed: bool
    decides: str
    who: str
    weeks_before: int
    law_check: bool
    sources: tuple[str, ...]
    passed: bool
    certain: bool
    first_chance: dt.date | None = None

    @property
    def latest_start(self) -> dt.date | None:
        """The last day to begin with what this moment needs, no Saturday or Sunday."""
        return workday(self.date - dt.timedelta(weeks=self.weeks_before)) if self.date else None


@dataclass(frozen=True)
class RouteMoment:
    """A moment on the way to structural money, in the year that counts."""

    id: str
    title: str
    date: dt.date
    weeks_before: int
    estimate: bool
    decides: str

    @property
    def latest_start(self) -> dt.date:
        """The last day to begin, no Saturday or Sunday."""
        return workday(self.date - dt.timedelta(weeks=self.weeks_before))


@dataclass(frozen=True)
class MoneyDecision:
    """What must be decided before the money ends: see the module's rule. `route` is in order of date."""

    end: dt.date
    needed_from: dt.date
    year: int
    route: tuple[RouteMoment, ...]
    region: bool
    next_from: dt.date  # from when the first budget that can still be reached pays: `needed_from` where that is the one that is needed
    following: tuple[RouteMoment, ...] = ()  # where all of `route` has passed: the way to the first budget that can still be reached

    @property
    def first(self) -> RouteMoment:
        """The moment that must be prepared first."""
        return first_of(self.route)

    @property
    def gap_months(self) -> int:
        """So many months there is no money when the first budget that can still be reached pays."""
        return gap_months(self.needed_from, self.next_from)

    @property
    def last_start(self) -> dt.date:
        """The last date to start."""
        return self.first.latest_start

    @property
    def decision(self) -> RouteMoment:
        """The moment at which the budget itself is adopted."""
        return self.route[-1]

    def coming(self, today: dt.date) -> tuple[RouteMoment, ...]:
        """Return what still lies ahead on the way to the money: of the year that is needed, else of the first budget that can be reached."""
        return tuple(m for m in self.route if m.date > today) or tuple(m for m in self.following if m.date > today)

    def level(self, today: dt.date) -> str:
        """Return op_tijd, krap (the start has passed, the first moment has not), te_laat, or voorbij (no money)."""
        if today > self.end:
            return ENDED
        if today <= self.last_start:
            return ON_TIME
        return TIGHT if can_be_reached(self.route, today) else TOO_LATE


def first_of(route: Sequence[RouteMoment]) -> RouteMoment:
    """Return what must be prepared first on the way to a budget."""
    return min(route, key=lambda moment: moment.latest_start)


def can_be_reached(route: Sequence[RouteMoment], today: dt.date) -> bool:
    """True where a budget can still be reached: what must be prepared first is today or later, and it is adopted after today."""
    return bool(route) and first_of(route).date >= today < route[-1].date


def first_reached(way: Callable[[int], Sequence[RouteMoment]], year: int, today: dt.date) -> tuple[int, tuple[RouteMoment, ...]]:
    """Return the first year from this one in which a budget can still be adopted for the next, and the way to it; nothing but a year where none is."""
    years = range(year, today.year + 3)  # a budget is adopted in the year before
    return next(((year, tuple(found)) for year in years if can_be_reached(found := way(year), today)), (max(year, today.year + 2), ()))


def compute_moments(content: Content, values: Values, answers: Answers) -> tuple[DatedMoment, ...]:
    """Return the decision moments that apply, by date; those without a date come last.

    The moments on the way to the money stand in the year that counts for the money, unless that day
    has passed; `first_chance` is then an earlier year in which the same can be asked.
    """
    days = MomentDays(content, values, answers)
    decision = money_decision(content, values, answers)
    counted = {m.id: m.date for m in decision.route} if decision else {}
    today = answers.today
    hours, ends = own_hours(values), content.meaning("money_ends")
    dated = []
    for moment, certain in days.applying():
        date, first = days.date(moment), None
        changed = days.given(moment)
        later = counted.get(moment.id)
        if date and later and later > date and not changed:
            date, first = later, date
        title = content.phrases("money.hours_stop") if hours and moment.id == ends else moment.title  # promised time is no money
        explain = moment.explain if changed or not moment.guess else f"{moment.explain} {moment.guess}"
        dated.append(DatedMoment(
            moment.id, title, explain, date, moment.estimate and not changed, changed, moment.decides, moment.who,
            moment.weeks_before, moment.law_check, moment.sources, bool(date and date < today), certain, first))
        if changed and date and later and later.year > date.year:  # she gave this year's day; what counts for the money is the same day of a later year
            dated.append(dataclasses.replace(dated[-1], id=f"{moment.id}-{later.year}", date=later, estimate=moment.estimate, changed=False, passed=False))
    return tuple(sorted(dated, key=lambda m: (m.date is None, m.date or today)))  # stable: on one day the order of the file


def money_decision(content: Content, values: Values, answers: Answers) -> MoneyDecision | None:
    """Return what must be decided before temporary money ends; None when nothing ends or the end is unknown."""
    end_answer = values.meant("money_end")
    if not end_answer.known:
        return None
    end = dt.date.fromisoformat(end_answer.text)
    days = MomentDays(content, values, answers)
    region, today = carried_out_by_region(values), answers.today
    needed = end + dt.timedelta(days=1)

    way = days.way(region)
    if not (route := way(needed.year - 1)):
        return None
    year, reached = first_reached(way, needed.year - 1, today)
    next_from = needed if year < needed.year else dt.date(year + 1, 1, 1)
    return MoneyDecision(end, needed, needed.year, route, region, next_from, () if route[-1].date > today else reached)


def own_hours(values: Values) -> bool:
    """True where the approach is carried by promised hours, which are no money."""
    fact, kind = values.content.known_facts.get(values.content.meaning("money_kind")), values.meant("money_kind")
    found = fact.value(kind.value) if fact else None
    return found is not None and found.own_hours


# --- dates --------------------------------------------------------------------------------


class MomentDays:
    """Dates of moments for one set of answers."""

    def __init__(self, content: Content, values: Values, answers: Answers) -> None:
        self.moments = {m.id: m for m in content.moments if not m.retired}
        self.values, self.answers = values, answers
        self.lookup: Lookup = values.lookup
        self.free = content.free_days

    def applying(self) -> Iterable[tuple[Moment, bool]]:
        """Yield the moments that apply; False where that depends on an unknown answer."""
        for moment in self.moments.values():
            outcome = evaluate(moment.when, self.lookup)
            if first_yes((moment.unless,), self.lookup):
                continue
            if outcome.tri is not Tri.NO and self.answers.moments.get(moment.id) != DROPPED:
                yield moment, outcome.tri is Tri.YES

    def date(self, moment: Moment, seen: tuple[str, ...] = ()) -> dt.date | None:
        """Return the date of a moment, None when it is not known."""
        changed = self.answers.moments.get(moment.id)
        if changed and changed != DROPPED:
            return dt.date.fromisoformat(changed)
        if moment.answer:
            answer = self.values[moment.answer]
            if answer.known:
                return dt.date.fromisoformat(answer.text)
        if moment.relative_to:
            base = self.moments.get(moment.relative_to)
            if base is None or moment.relative_to in seen:
                return None
            date = self.date(base, (*seen, moment.id))
            counted = months_before(date, moment.months_before) if date else None
            return workday(counted, self.free) if counted and moment.estimate else counted
        return self.usual(moment)

    def usual(self, moment: Moment) -> dt.date | None:
        """Return the day that we assume as long as nobody gave the real one."""
        return usual_day(moment, self.answers.today, self.free)

    def given(self, moment: Moment) -> bool:
        """True when the municipality gave the date: as an answer or beside the questions. Who leaves our estimate as it is, answers that the day is not known."""
        return moment.id in self.answers.moments or bool(moment.answer and moment.default and self.values[moment.answer].known)

    def way(self, region: bool) -> Callable[[int], tuple[RouteMoment, ...]]:
        """Return the way to the budget that decides, by year: of a gemeenschappelijke regeling, or our own."""
        return lambda year: self.route(REGION if region else OWN, year) or self.route(OWN, year)

    def route(self, way: str, year: int) -> tuple[RouteMoment, ...]:
        """Return the moments on this way (OWN or REGION) that apply, in the given year, by date."""
        found = []
        for moment, _ in self.applying():
            if moment.route != way:
                continue
            date = self.date(moment) if self.given(moment) else default_day(moment, self.answers.today) or self.date(moment)
            if date is not None:
                changed = self.given(moment) and date.year == year  # the same day in another year is our estimate
                ours = moment.estimate and not changed
                day = same_day(year, date.month, date.day)
                found.append(RouteMoment(moment.id, moment.title, workday(day, self.free) if ours else day, moment.weeks_before, ours, moment.decides))
        return tuple(sorted(found, key=lambda m: m.date))  # stable: on one day the order of the file


def months_before(date: dt.date, months: int) -> dt.date:
    """Return the same day so many months earlier, or the last day of that month."""
    index = date.year * 12 + date.month - 1 - months
    year, month = divmod(index, 12)
    return dt.date(year, month + 1, min(date.day, calendar.monthrange(year, month + 1)[1]))


def carried_out_by_region(values: Values) -> bool:
    """True when the budget of a gemeenschappelijke regeling decides, and not that of another municipality."""
    return bool(values.meant("region_decides").value == YES)
