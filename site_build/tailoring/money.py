"""What page one says about the money that ends: the warning, and the ways left when the normal route is too late."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from site_build.content.model import Content
from site_build.content.phrases import Phrases
from site_build.interview.answers import Answers, dutch_date
from site_build.interview.facts import Values
from site_build.interview.wording import in_sentence
from site_build.tailoring.moments import (
    ENDED,
    ON_TIME,
    TIGHT,
    DatedMoment,
    MoneyDecision,
    RouteMoment,
    money_decision,
    months_before,
    own_hours,
)
from site_build.tailoring.planning_types import QUARTER

PEOPLE_MONTHS = 6  # staff and partner must know this long before; moment einde-contracten
WARN_DAYS = 366  # further away than a year is not for page one


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
    calm: bool = False  # the work need not begin this quarter: a date to know, no alarm


def money_warning(content: Content, values: Values, answers: Answers, moments: Sequence[DatedMoment] = ()) -> MoneyWarning | None:
    """Return the warning for page one; None when no money ends, or the last date to start is over a year away.

    Once that date has passed the warning does not stop there: it names the ways left.
    """
    decision = money_decision(content, values, answers)
    today = answers.today
    if decision is None or (decision.last_start - today).days > WARN_DAYS:
        return None
    level = decision.level(today)
    reachable, gap = decision.next_from, decision.gap_months
    ways = () if level == ON_TIME else ways_left(content, decision, today, moments)
    own, phrases = own_hours(values), content.phrases
    return MoneyWarning(level, _title(level, decision, own, phrases), tuple(_text(level, decision, today, reachable, gap, own, phrases)), decision.end,
                        decision.last_start, decision, reachable, gap, ways, level == ON_TIME and (decision.last_start - today).days > QUARTER * 7)


def ways_left(content: Content, decision: MoneyDecision, today: dt.date, moments: Sequence[DatedMoment] = ()) -> tuple[WayLeft, ...]:
    """Return the ways left (ways-left.yml), with who decides and by when.

    A decision of the raad must be taken before the money ends and takes twelve weeks to prepare; what
    staff and partner must know is decided six months before the end (moment einde-contracten).
    """
    contracts = content.meaning("contracts_end")
    people = next((m.date for m in moments if m.id == contracts and m.date), None) or months_before(decision.end, PEOPLE_MONTHS)
    phrases = content.phrases
    board = {"bestuur": phrases("money.board_of_region" if decision.region else "money.board_of_municipality"),
             "begroting_van": phrases("money.budget_of_region" if decision.region else "money.budget_of_municipality")}
    found = []
    for way in (way for way in content.ways_left if not way.retired):
        by = decision.end if way.by == "board" else people
        decides = content.meaning("region_board") or way.decides if decision.region and way.by == "board" else way.decides
        found.append(WayLeft(way.id, way.title, way.text.format_map(board), decides, by, by - dt.timedelta(weeks=way.weeks_before), way.page, by < today))
    return tuple(found)


# --- words --------------------------------------------------------------------------------


def _title(level: str, decision: MoneyDecision, own: bool, phrases: Phrases) -> str:
    end = _day(decision.end)
    if level == ON_TIME:
        return phrases("money.title_on_time", day=_day(decision.last_start))
    if level == ENDED:
        return phrases("money.title_ended", day=end)
    stops = _stops(own, phrases)
    return phrases("money.title_tight", stops=stops, day=end) if level == TIGHT else phrases("money.title_too_late", stops=stops, day=end)


def _stops(own: bool, phrases: Phrases) -> str:
    """Hours that were promised are no money; the decision they need is the same."""
    return phrases("money.hours_stop" if own else "money.money_stops")


def money_days(level: str, decision: MoneyDecision, today: dt.date, own: bool, phrases: Phrases) -> Iterable[str]:
    """Yield when the money stops, from when other money is needed, and who decides on it when; `own`: people's time was promised, no money."""
    if level == ENDED:
        yield phrases("money.last_day", day=_day(decision.end))
        return
    yield phrases("money.hours_needed_from" if own else "money.needed_from", stops=_stops(own, phrases), end=_day(decision.end), day=_day(decision.needed_from),
                  year=decision.year)
    if not decision.following:  # of a budget that is gone nobody needs the days
        yield _dates(decision.first, decision.decision, today, phrases, region=decision.region)


def _text(level: str, decision: MoneyDecision, today: dt.date, reachable: dt.date, gap: int, own: bool, phrases: Phrases) -> Iterable[str]:
    first, last = decision.first, decision.decision
    yield from money_days(level, decision, today, own, phrases)
    if level == ON_TIME:
        yield phrases("money.on_time", weeks=first.weeks_before, day=_day(decision.last_start))
    elif level == TIGHT:
        yield phrases("money.tight", day=_day(decision.last_start), until=_day(first.date), weeks=first.weeks_before)
    elif decision.following:
        first, last = decision.coming(today)[0], decision.following[-1]
        yield phrases("money.next_budget", year=decision.year, next=reachable.year)
        yield phrases("money.first_step_is", day=_day(first.date), step=in_sentence(first.title))
    else:
        yield phrases("money.too_late", day=_day(decision.last_start), year=reachable.year)
    if level not in (ON_TIME, TIGHT):
        yield (phrases("money.gap_month", gap=gap) if gap == 1 else phrases("money.gap_months", gap=gap)) if gap else phrases("money.ways")
    if first.estimate and last.estimate:
        yield phrases("money.all_estimated")
    elif first.estimate or last.estimate:
        yield phrases("money.partly_estimated")


def _dates(first: RouteMoment, last: RouteMoment, today: dt.date, phrases: Phrases, *, region: bool) -> str:
    who = phrases("money.board_of_region" if region else "money.board_of_municipality")
    day, step = _day(last.date), f"{first.title[0].lower()}{first.title[1:]}"
    decided = phrases("money.should_have_decided" if last.date < today else "money.decides", who=who, day=day)
    if first.id == last.id:
        return decided
    return f"{decided} {phrases('money.first_step_was' if first.date < today else 'money.first_step_is', day=_day(first.date), step=step)}"


def _day(date: dt.date) -> str:
    return dutch_date(date.isoformat())
