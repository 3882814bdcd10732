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

Example: money until 31 December 2028 -> needed from 1 January 2029, Y = 2029, inbreng 1 February
2028, last date to start 9 November 2027.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from site_build.content.conditions import Lookup, Tri, evaluate
from site_build.content.model import YES, Content, Moment
from site_build.interview.answers import Answers, dutch_date
from site_build.interview.facts import Values
from site_build.interview.moment_days import same_day, usual_day

OWN, REGION = "own", "region"  # the two ways to lasting money: `route` of a moment
DROPPED = "vervalt"
PEOPLE_MONTHS = 6  # staff and partner must know this long before; moment einde-contracten
WARN_DAYS = 366  # further away than a year is not for page one

ON_TIME, TIGHT, TOO_LATE, ENDED = "op_tijd", "krap", "te_laat", "voorbij"


@dataclass(frozen=True)
class DatedMoment:
    """A decision moment; `date` None: it depends on an answer that is not known.

    `estimate` is True for our own guess, `changed` where the municipality set the date, `certain` False
    where it depends on an answer that is not known. `first_chance` is an earlier, optional date.
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
    certain: bool = True
    first_chance: dt.date | None = None

    @property
    def latest_start(self) -> dt.date | None:
        """The last day to begin with what this moment needs."""
        return self.date - dt.timedelta(weeks=self.weeks_before) if self.date else None


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
        """The last day to begin."""
        return self.date - dt.timedelta(weeks=self.weeks_before)


@dataclass(frozen=True)
class MoneyDecision:
    """What must be decided before the money ends: see the module's rule. `route` is in order of date."""

    end: dt.date
    needed_from: dt.date
    year: int
    route: tuple[RouteMoment, ...]
    region: bool

    @property
    def first(self) -> RouteMoment:
        """The moment that must be prepared first."""
        return min(self.route, key=lambda moment: moment.latest_start)

    @property
    def last_start(self) -> dt.date:
        """The last date to start."""
        return self.first.latest_start

    @property
    def decision(self) -> RouteMoment:
        """The moment at which the budget itself is adopted."""
        return self.route[-1]

    def level(self, today: dt.date) -> str:
        """Return op_tijd, krap (the start has passed, the first moment has not), te_laat, or voorbij (no money)."""
        if today > self.end:
            return ENDED
        if today <= self.last_start:
            return ON_TIME
        return TIGHT if today <= self.first.date else TOO_LATE


@dataclass(frozen=True)
class WayLeft:
    """A way left when the normal route is too late. `by` is the last day to decide, `start` to begin preparing."""

    id: str
    title: str
    text: str
    decides: str
    by: dt.date
    start: dt.date
    page: str
    passed: bool


@dataclass(frozen=True)
class MoneyWarning:
    """What page one says about the money: `text` in full sentences; `ways` when the last date to start has passed.

    `gap_months` is how long there is no money when the next budget that can still be reached pays.
    """

    level: str
    title: str
    text: tuple[str, ...]
    end: dt.date
    last_start: dt.date
    decision: MoneyDecision
    next_from: dt.date
    gap_months: int
    ways: tuple[WayLeft, ...] = ()


def compute_moments(content: Content, values: Values, answers: Answers) -> tuple[DatedMoment, ...]:
    """Return the decision moments that apply, by date; those without a date come last.

    The moments on the way to the money stand in the year that counts for the money, unless that day
    has passed; `first_chance` is then an earlier year in which the same can be asked.
    """
    calendar = _Calendar(content, values, answers)
    decision = money_decision(content, values, answers)
    counted = {m.id: m.date for m in decision.route} if decision else {}
    today = answers.today
    dated = []
    for moment, certain in calendar.applying():
        date, first = calendar.date(moment), None
        changed = calendar.given(moment)
        if date and not changed and moment.id in counted and counted[moment.id] > date:
            date, first = counted[moment.id], date
        dated.append(DatedMoment(
            moment.id, moment.title, moment.explain, date, moment.estimate and not changed, changed, moment.decides, moment.who,
            moment.weeks_before, moment.law_check, moment.sources, bool(date and date < today), certain, first))
    order = {m.id: i for i, m in enumerate(content.moments)}
    return tuple(sorted(dated, key=lambda m: (m.date is None, m.date or today, order[m.id])))


def money_decision(content: Content, values: Values, answers: Answers) -> MoneyDecision | None:
    """Return what must be decided before temporary money ends; None when nothing ends or the end is unknown."""
    end_answer = values.meant("money_end")
    if not end_answer.known:
        return None
    end = dt.date.fromisoformat(end_answer.value)
    calendar = _Calendar(content, values, answers)
    region = _carried_out_by_region(values)
    needed = end + dt.timedelta(days=1)
    route = calendar.route(REGION if region else OWN, needed.year - 1) or calendar.route(OWN, needed.year - 1)
    return MoneyDecision(end, needed, needed.year, route, region) if route else None


def money_warning(content: Content, values: Values, answers: Answers, moments: Sequence[DatedMoment] = ()) -> MoneyWarning | None:
    """Return the warning for page one; None when no money ends, or the last date to start is over a year away.

    Once that date has passed the warning does not stop there: it names the ways left.
    """
    decision = money_decision(content, values, answers)
    today = answers.today
    if decision is None or (decision.last_start - today).days > WARN_DAYS:
        return None
    level = decision.level(today)
    reachable = _next_reachable(content, values, answers, decision)
    gap = max(0, (reachable.year - decision.needed_from.year) * 12 + reachable.month - decision.needed_from.month)
    ways = () if level == ON_TIME else ways_left(content, decision, today, moments)
    # Hours that were promised are no money; the decision they need is the same.
    stops = "De toegezegde tijd stopt" if own_hours(values) else "Het geld stopt"
    return MoneyWarning(level, _title(level, decision, stops), tuple(_text(level, decision, today, reachable, gap, stops)), decision.end,
                        decision.last_start, decision, reachable, gap, ways)


def ways_left(content: Content, decision: MoneyDecision, today: dt.date, moments: Sequence[DatedMoment] = ()) -> tuple[WayLeft, ...]:
    """Return the ways left (ways-left.yml), with who decides and by when.

    A decision of the raad must be taken before the money ends and takes twelve weeks to prepare; what
    staff and partner must know is decided six months before the end (moment einde-contracten).
    """
    contracts = content.meaning("contracts_end")
    people = next((m.date for m in moments if m.id == contracts and m.date), None) or _months_before(decision.end, PEOPLE_MONTHS)
    board = {"bestuur": "Het bestuur van de regeling", "begroting_van": "de regeling"} if decision.region else {"bestuur": "De raad", "begroting_van": "de gemeente"}
    found = []
    for way in (way for way in content.ways_left if not way.retired):
        by = decision.end if way.by == "board" else people
        decides = "regeling" if decision.region and way.by == "board" else way.decides
        found.append(WayLeft(way.id, way.title, way.text.format_map(board), decides, by, by - dt.timedelta(weeks=way.weeks_before), way.page, by < today))
    return tuple(found)


def own_hours(values: Values) -> bool:
    """True where the approach is carried by promised hours, which are no money."""
    fact, kind = values.content.known_facts.get(values.content.meaning("money_kind")), values.meant("money_kind")
    found = fact.value(kind.value) if fact and kind.known else None
    return found is not None and found.own_hours


# --- dates --------------------------------------------------------------------------------


class _Calendar:
    """Dates of moments for one set of answers."""

    def __init__(self, content: Content, values: Values, answers: Answers) -> None:
        self.moments = {m.id: m for m in content.moments if not m.retired}
        self.values, self.answers = values, answers
        self.lookup: Lookup = values.lookup

    def applying(self) -> Iterable[tuple[Moment, bool]]:
        """Yield the moments that apply; False where that depends on an unknown answer."""
        for moment in self.moments.values():
            outcome = evaluate(moment.when, self.lookup)
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
                return dt.date.fromisoformat(answer.value)
        if moment.relative_to:
            base = self.moments.get(moment.relative_to)
            if base is None or moment.relative_to in seen:
                return None
            date = self.date(base, (*seen, moment.id))
            return _months_before(date, moment.months_before) if date else None
        return usual_day(moment, self.answers.today)

    def given(self, moment: Moment) -> bool:
        """True when the municipality gave the date: as an answer or beside the questions, and not just our own estimate."""
        if moment.id in self.answers.moments:
            return True
        answer = self.values[moment.answer] if moment.answer and moment.default else None
        usual = usual_day(moment, self.answers.today)
        return answer is not None and answer.known and (usual is None or answer.value != usual.isoformat())

    def route(self, way: str, year: int) -> tuple[RouteMoment, ...]:
        """Return the moments on this way (OWN or REGION) that apply, in the given year, by date."""
        found = []
        for moment, _ in self.applying():
            if moment.route != way:
                continue
            date = self.date(moment)
            if date is not None:
                changed = self.given(moment)
                found.append(RouteMoment(moment.id, moment.title, same_day(year, date.month, date.day), moment.weeks_before,
                                         moment.estimate and not changed, moment.decides))
        return tuple(sorted(found, key=lambda m: m.date))  # stable: on one day the order of the file


def _months_before(date: dt.date, months: int) -> dt.date:
    index = date.year * 12 + date.month - 1 - months
    year, month = divmod(index, 12)
    for day in range(date.day, 27, -1):
        try:
            return dt.date(year, month + 1, day)
        except ValueError:
            continue
    return dt.date(year, month + 1, min(date.day, 28))


def _carried_out_by_region(values: Values) -> bool:
    """True when the budget of a gemeenschappelijke regeling decides, and not that of another municipality."""
    return bool(values.meant("region_decides").value == YES)


def _next_reachable(content: Content, values: Values, answers: Answers, decision: MoneyDecision) -> dt.date:
    """Return 1 January of the first budget that can still be reached, never before the year that is needed."""
    calendar = _Calendar(content, values, answers)
    for year in range(decision.year, answers.today.year + 4):
        route = calendar.route(REGION if decision.region else OWN, year - 1)
        if route and answers.today <= min(route, key=lambda moment: moment.latest_start).date:
            return dt.date(year, 1, 1) if year > decision.year else decision.needed_from
    return dt.date(max(decision.year, answers.today.year + 3), 1, 1)


# --- words --------------------------------------------------------------------------------


def _title(level: str, decision: MoneyDecision, stops: str) -> str:
    end = dutch_date(decision.end.isoformat())
    return {
        ON_TIME: f"Begin uiterlijk op {dutch_date(decision.last_start.isoformat())} met het besluit over vast geld",
        TIGHT: f"{stops} op {end}. Begin vandaag met het besluit over vast geld",
        TOO_LATE: f"{stops} op {end}, voordat er een gewoon besluit over vast geld kan zijn",
        ENDED: f"Het geld is op {end} gestopt",
    }[level]


def _text(level: str, decision: MoneyDecision, today: dt.date, reachable: dt.date, gap: int, stops: str) -> Iterable[str]:
    def day(date: dt.date) -> str:
        return dutch_date(date.isoformat())

    first, last = decision.first, decision.decision
    if level == ENDED:
        yield f"De laatste dag met geld was {day(decision.end)}."
    else:
        yield (f"{stops} op {day(decision.end)}. Vanaf {day(decision.needed_from)} is er ander geld nodig. "
               f"Dat moet in de begroting van {decision.year} staan.")
        yield _dates(first, last, today, day)
    if level == ON_TIME:
        yield (f"De voorbereiding kost ongeveer {first.weeks_before} weken. "
               f"De laatste dag om te beginnen is {day(decision.last_start)}.")
    elif level == TIGHT:
        yield (f"De laatste dag om rustig te beginnen was {day(decision.last_start)}. U hebt nog tot {day(first.date)}, "
               f"dus minder dan {first.weeks_before} weken. Begin vandaag, en kies daarnaast een andere weg voor als dit niet lukt.")
    else:
        yield (f"De laatste dag om te beginnen was {day(decision.last_start)}. De gewone weg via de begroting is daarvoor nu te laat. "
               f"De eerste begroting die u nog kunt halen, is die van {reachable.year}.")
        if gap:
            yield f"Zonder ander besluit is er dan {gap} {'maand' if gap == 1 else 'maanden'} geen geld. Er zijn nog vijf wegen."
        else:
            yield "Er zijn nog vijf wegen."
    if first.estimate and last.estimate:
        yield "Deze data zijn onze schatting. Vraag de controller vandaag om de echte data."
    elif first.estimate or last.estimate:
        yield "Een deel van deze data is onze schatting. Vraag de controller vandaag om de echte data."


def _dates(first: RouteMoment, last: RouteMoment, today: dt.date, day: Callable[[dt.date], str]) -> str:
    who = "Het bestuur van de regeling" if last.decides == "regeling" else "De raad"
    past = last.date < today
    decided = f"{who} {'moest die begroting vaststellen' if past else 'stelt die begroting vast'}, uiterlijk op {day(last.date)}."
    if first.id == last.id:
        return decided
    step = f"{first.title[0].lower()}{first.title[1:]}"
    return f"{decided} De eerste stap daarvoor {'was' if first.date < today else 'is'} op {day(first.date)}: {step}."
