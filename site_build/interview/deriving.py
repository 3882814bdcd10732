"""Derived facts: what a declaration of guide/knowledge/facts.yml makes of the answers.

A fact that comes from one question shares its fate: it does not apply, is not shared or is unknown with it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence

from site_build.content.conditions import KNOWN, NOT_APPLICABLE, UNKNOWN, Condition, Lookup, Tri, Value, evaluate
from site_build.content.documents import Json
from site_build.content.facts import LATER_KNOWN, OF_MUNICIPALITY, Fact
from site_build.content.model import DONT_KNOW, Content, Municipality
from site_build.interview.moment_days import usual_day
from site_build.interview.records import Answers
from site_build.interview.wording import dutch_number, in_sentence, shown_name

DROPPED = "vervalt"
_Entries = Sequence[Mapping[str, Json]]


def derive(fact: Fact, content: Content, answers: Answers, lookup: Lookup) -> Value:
    """Return the value of a fact. Pure: the day is the answers' own."""
    if fact.kind == "cases":
        return _cases(fact, lookup)
    if fact.kind in LATER_KNOWN:
        return Value()  # see tailoring.scores and tailoring.budget_facts
    if fact.kind == "one_of":
        return _one_of(fact, lookup)
    if fact.kind == "per_unit":
        return _per_unit(lookup(fact.lowest), lookup(fact.highest), lookup(fact.of))
    given = lookup(fact.of) if fact.of else Value()
    if fact.kind == "months_without":
        return _months_without(fact, given, content, answers, lookup)
    if fact.moment:
        return _until_moment(fact, given, content, answers)
    if not given.known and not (given.state == UNKNOWN and fact.otherwise):
        return _fate(given, fact.of)
    if fact.kind == "band":
        number = given if given.known else lookup(fact.otherwise)
        return _known(_band(fact, number.number) if number.known else None)
    if fact.kind in OF_MUNICIPALITY:
        return _known(_of_municipality(fact, content.municipality(given.text)))
    if fact.kind in _OF_DATE:
        return _known(_OF_DATE[fact.kind](fact, dt.date.fromisoformat(given.text), answers.today))
    if fact.kind == "absent":
        return _known(_absent(fact, content, given.entries))
    return _known(_OF_LIST[fact.kind](fact, given.entries))


def _known(value: Json) -> Value:
    return Value() if value is None else Value(KNOWN, value)


def _fate(given: Value, source: str) -> Value:
    return given if given.state != NOT_APPLICABLE else Value(NOT_APPLICABLE, hidden_by=(source, *given.hidden_by))


def _cases(fact: Fact, lookup: Lookup) -> Value:
    """The first value whose condition is yes; nothing is decided as long as none is and one is unknown."""
    if len(fact.questions) == 1 and not lookup(fact.questions[0]).known:
        return _fate(lookup(fact.questions[0]), fact.questions[0])
    open_ = False
    for value in (value for value in fact.values if not value.retired):
        tri = evaluate(value.when, lookup).tri
        if tri is Tri.YES and (value.when is not None or not open_):
            return Value(KNOWN, value.id)
        open_ = open_ or tri is Tri.UNKNOWN
    return Value()


def _one_of(fact: Fact, lookup: Lookup) -> Value:
    """What the fact of the first value that is decided says; nothing where none is."""
    taken = _cases(fact, lookup)
    chosen = fact.value(taken.value) if taken.known else None
    return lookup(chosen.fact) if chosen else taken


def _band(fact: Fact, number: float) -> str | None:
    return next((value.id for value in fact.values if not value.retired
                 and (value.low is None or number >= value.low) and (value.high is None or number <= value.high)), None)


def _of_municipality(fact: Fact, municipality: Municipality | None) -> str | int | None:
    found: str | int | None = getattr(municipality, fact.kind, None)
    if fact.kind == "name" and isinstance(found, str) and found:
        return shown_name(found)
    if fact.kind == "urbanity":
        return next((value.id for value in fact.values if value.code and value.code == found), None)
    return found or None


# --- of a date ----------------------------------------------------------------------------


def _until_moment(fact: Fact, given: Value, content: Content, answers: Answers) -> Value:
    """Months until a decision moment: on the day the municipality set, else the answer, else the usual day."""
    day = _moment_day(fact.moment, given, content, answers)
    return _known(months_between(answers.today, day) if day else None)


def _moment_day(id: str, given: Value, content: Content, answers: Answers) -> dt.date | None:
    moment = next((m for m in content.moments if m.id == id and not m.retired), None)
    moved = answers.moments.get(id, "")
    return (dt.date.fromisoformat(moved) if moved and moved != DROPPED else dt.date.fromisoformat(given.text) if given.known
            else usual_day(moment, answers.today, content.free_days) if moment else None)


def _months_without(fact: Fact, given: Value, content: Content, answers: Answers, lookup: Lookup) -> Value:
    """Months from the day after the end to 1 January of the first budget that the moment still leads to; 0 when there is none without money."""
    if not given.known:
        return _fate(given, fact.of)
    asked = next((m.answer for m in content.moments if m.id == fact.moment and m.answer), "")
    day = _moment_day(fact.moment, lookup(asked) if asked else Value(), content, answers)
    if day is None:
        return Value()
    year = max(day.year, answers.today.year + ((day.month, day.day) < (answers.today.month, answers.today.day)))
    needed = dt.date.fromisoformat(given.text) + dt.timedelta(days=1)
    return _known(gap_months(needed, dt.date(year + 1, 1, 1)))


def gap_months(needed: dt.date, paid: dt.date) -> int:
    """Return in how many months there is no money, from the first day that it is needed to the first day that it is paid; of a part of a month, the whole."""
    return max(0, (paid.year - needed.year) * 12 + paid.month - needed.month)


def months_between(start: dt.date, end: dt.date) -> int:
    """Return whole months from start to end; negative when end lies before start."""
    if end < start:
        return -max(1, months_between(end, start))
    return (end.year - start.year) * 12 + end.month - start.month - (end.day < start.day)


def months_earlier(day: dt.date, months: int) -> dt.date:
    """Return the same day so many months before, or the last day of that month."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    last = (dt.date(year + (month == 11), (month + 1) % 12 + 1, 1) - dt.timedelta(days=1)).day
    return dt.date(year, month + 1, min(day.day, last))


def _months_before(fact: Fact, day: dt.date, today: dt.date) -> str | None:
    """So many months before the day; unknown when that has gone."""
    earlier = months_earlier(day, fact.months)
    return earlier.isoformat() if earlier > today else None


_OF_DATE: dict[str, Callable[[Fact, dt.date, dt.date], str | int | None]] = {
    "months_until": lambda fact, day, today: months_between(today, day),
    "months_since": lambda fact, day, today: months_between(day, today),
    "year_after": lambda fact, day, today: (day + dt.timedelta(days=1)).year,
    "months_before": _months_before,
}


# --- of a list ----------------------------------------------------------------------------


def _names(fact: Fact, entries: _Entries) -> str | None:
    taken = _taken(fact, entries)
    names = [str(entry[fact.part]) for entry in taken if entry.get(fact.part) and entry[fact.part] != DONT_KNOW]
    if entries and not taken:
        open_ = not fact.open and any(_holds(fact.where, entry) is Tri.UNKNOWN for entry in entries)
        return None if open_ else fact.none or None
    if not names or len(names) < len(taken):
        return None
    return " en ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def _holds(condition: Condition | None, entry: Mapping[str, Json]) -> Tri:
    def lookup(name: str) -> Value:
        value = entry.get(name)
        return Value() if value in (None, DONT_KNOW) else Value(KNOWN, value)

    return evaluate(condition, lookup).tri


def _taken(fact: Fact, entries: _Entries) -> _Entries:
    """The entries that are taken, or (`open`) those of which nobody knows it."""
    wanted = Tri.UNKNOWN if fact.open else Tri.YES
    return [entry for entry in entries if _holds(fact.where, entry) is wanted]


def _counted(fact: Fact, entries: _Entries) -> _Entries:
    """The entries that belong to it: all but those that certainly do not."""
    return [entry for entry in entries if _holds(fact.counted, entry) is not Tri.NO]


def _total(entries: _Entries, part: str) -> float | None:
    """The sum of one part; None when one of them is not known."""
    amounts = [entry.get(part) for entry in entries]
    numbers = [amount for amount in amounts if isinstance(amount, (int, float))]
    return sum(numbers) if len(numbers) == len(amounts) else None


def _sum(fact: Fact, entries: _Entries) -> float | None:
    counted = _counted(fact, entries)
    return _total(counted, fact.part) if counted else None


def _range(fact: Fact, entries: _Entries) -> str | None:
    """The range of the entries that are taken; unknown as long as it is not known of every entry whether it is."""
    counted = _counted(fact, entries)
    taken = [_holds(fact.where, entry) for entry in counted]
    if not counted or Tri.UNKNOWN in taken or not all(part in entry for entry in counted for part in (fact.low, fact.high)):
        return None
    chosen = [entry for entry, tri in zip(counted, taken, strict=True) if tri is Tri.YES]
    if not chosen:
        return fact.none or None
    low, high = _total(chosen, fact.low), _total(chosen, fact.high)
    if low is None or high is None:
        return None
    return f"€ {dutch_number(low)}" if low == high else f"€ {dutch_number(low)} tot € {dutch_number(high)}"


def _absent(fact: Fact, content: Content, entries: _Entries) -> str | None:
    """The choices of a part that no entry has, in words; unknown as long as one entry may still be any of them."""
    part = next((part for part in content.questions[fact.of].parts if part.id == fact.part), None)
    counted = _counted(fact, entries)
    if part is None or not counted or any(entry.get(fact.part) in (None, DONT_KNOW) for entry in counted):
        return None
    there = {entry[fact.part] for entry in counted}
    missing = [choice.label for choice in part.choices
               if not choice.retired and choice.id not in there and _holds(fact.where, {fact.part: choice.id}) is Tri.YES]
    return "; ".join(in_sentence(label) for label in missing) or fact.none or None


def _per_unit(low: Value, high: Value, units: Value) -> Value:
    """A range of euros for one unit, in hundreds of euros; unknown without both, or with no unit."""
    for value in (low, high, units):
        if not value.known:
            return value
    if not units.number:
        return Value()
    least, most = (f"€ {dutch_number(round(total / units.number, -2))}" for total in (low.number, high.number))
    return Value(KNOWN, f"ongeveer {least}" if least == most else f"ongeveer {least} tot {most}")


_OF_LIST: dict[str, Callable[[Fact, _Entries], str | float | None]] = {
    "count": lambda fact, entries: len(_taken(fact, entries)),
    "names": _names,
    "sum": _sum,
    "range": _range,
}
