"""Which answers stand for all answers to a question, as far as conditions can tell them apart."""

from __future__ import annotations

import calendar
import datetime as dt
import functools
import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence

from site_build.content.conditions import Condition, Constant, parse
from site_build.content.documents import Json
from site_build.content.model import NO, YES, Content, Question
from site_build.content.names import NameType
from site_build.desk.checking_conditions import comparisons


def constants_of(conditions: Iterable[Condition]) -> dict[str, set[Json]]:
    """Return per name the values with which conditions compare it; numbers with their neighbours."""
    found: dict[str, set[Json]] = {}
    compared = [each for text in dict.fromkeys(condition.text for condition in conditions) for each in _compared(text)]
    for names, values in compared:
        for name in names:
            found.setdefault(name, set()).update(values)
    for names, _ in compared:
        if len(names) > 1:  # two names: each needs the other's values
            one, two = names
            found[one] = found[two] = {*found[one], *found[two]}
    return found


@functools.lru_cache(maxsize=4096)
def _compared(text: str) -> tuple[tuple[tuple[str, ...], frozenset[Json]], ...]:
    """Return of every comparison in a condition the names in it, and the values."""
    found = []
    for comparison in comparisons(parse(text)):
        sides = (comparison.left, comparison.right)
        values = (side.value if isinstance(side.value, tuple) else (side.value,) for side in sides if isinstance(side, Constant))
        found.append((tuple(comparison.names()), frozenset(value for some in values for value in some)))
    return tuple(found)


def free_candidates(kind: NameType, name: str, constants: Mapping[str, set[Json]]) -> list[Json]:
    """Return the values to try for a name of this type that no question decides."""
    if kind.values:
        return list(kind.values)
    return [*_numbers(_numeric(constants.get(name, ())), 1)] or [12]


def candidates(content: Content, question: Question, constants: Mapping[str, set[Json]], today: dt.date,
               used: Iterable[str]) -> Iterator[Json]:
    """Yield answers that stand for all answers to a question, as far as conditions tell them apart.

    `used` are the names that matter: facts among them ask for the answers that make a difference.
    """
    facts = [content.known_facts[name] for name in used if name in content.known_facts and question.id in content.known_facts[name].questions]
    named = constants.get(question.id, set())
    live = [choice.id for choice in question.choices if not choice.retired]
    if question.type == "yes_no":
        yield from (YES, NO)
    elif question.type == "choice":
        yield from live
    elif question.type == "choices":
        yield from _subsets(question, live if facts else _with_one_other(live, named))
    elif question.type == "scale":
        yield from (1, 2, 3, 4, 5)
    elif question.type == "number":
        limits = {*_numeric(named), *(limit for fact in facts for limit in fact.boundaries)}
        low, high = question.min if question.min is not None else -1e12, question.max if question.max is not None else 1e12
        numbers = [n for n in _numbers(limits, 10 ** -question.decimals) if low <= n <= high]
        yield from numbers or [question.min if question.min is not None else 1]
    elif question.type == "date":
        signs = {fact.name: -1 if fact.kind == "months_since" else 1 for fact in facts if fact.kind in ("months_until", "months_since")}
        months = {sign * n for name, sign in signs.items() for n in _numeric(constants.get(name, ()))}
        yield from (date_after(today, int(n)).isoformat() for n in _numbers(months, 1) or [12])
    elif question.type == "municipality":
        yield from _municipalities(content, [fact.name for fact in facts], constants, named)
    elif question.type == "list":
        yield from _lists(content, question, constants, used)
    else:
        yield from [*sorted(named, key=str), "iets anders"]


def _numeric(values: Iterable[Json]) -> list[int | float]:
    return sorted(value for value in values if isinstance(value, (int, float)))


def _numbers(limits: Iterable[float], step: float) -> list[float]:
    values = {round(limit + delta, 6) for limit in limits for delta in (-step, 0, step)}
    return sorted(int(value) if value == int(value) else value for value in values)


def date_after(day: dt.date, months: int) -> dt.date:
    """Return a day that lies this many whole months after `day` (negative: before)."""
    total = day.year * 12 + day.month - 1 + months
    year, month = divmod(total, 12)
    last = calendar.monthrange(year, month + 1)[1]
    moved = dt.date(year, month + 1, min(day.day, last))
    return moved + dt.timedelta(days=1) if months > 0 and moved.day < day.day else moved


def _with_one_other(live: Sequence[str], named: set[Json]) -> list[str]:
    other = next((id for id in live if id not in named), None)
    return [id for id in live if id in named or id == other]


def _subsets(question: Question, ids: Sequence[str]) -> Iterator[list[str]]:
    together = [id for id in ids if id != question.none]
    for size in range(1, len(together) + 1):
        yield from (list(chosen) for chosen in itertools.combinations(together, size))
    if question.none and question.none in {choice.id for choice in question.choices}:
        yield [question.none]


def _municipalities(content: Content, facts: Sequence[str], constants: Mapping[str, set[Json]], named: set[Json]) -> list[str]:
    """One municipality for each way in which the conditions can tell them apart."""
    known = content.known_facts
    found: dict[tuple[Json, ...], str] = {}
    for municipality in content.municipalities:
        signature: list[Json] = [municipality.code if municipality.code in named else ""]
        for fact in facts:
            value, limits = getattr(municipality, known[fact].kind, None), constants.get(fact, set())
            if known[fact].kind == "urbanity":
                value = next((each.id for each in known[fact].values if each.code == value), "")
            signature.append(tuple((value > n) - (value < n) for n in _numeric(limits)) if isinstance(value, int) else
                             value if value in limits else "")
        found.setdefault(tuple(signature), municipality.code)
    return list(found.values()) or ["GM0000"]


def _lists(content: Content, question: Question, constants: Mapping[str, set[Json]], used: Iterable[str]) -> Iterator[list[dict[str, Json]]]:
    """Lists whose entries combine the parts' values that conditions name, in every length that they name."""
    parts = [part for part in question.parts if f"{question.id}.{part.id}" in used]
    values = []
    for part in parts:
        named = constants.get(f"{question.id}.{part.id}", set())
        other = {"yes_no": [YES, NO], "choice": _with_one_other([c.id for c in part.choices if not c.retired], named)}.get(part.type)
        values.append(other if other is not None else [*sorted(named, key=str), max(_numeric(named), default=0) + 1 if part.type == "number" else "iets anders"])
    kinds = [dict(zip([part.id for part in parts], combination, strict=True)) for combination in itertools.product(*values)]
    limits = {n for fact in content.known_facts.values() if fact.kind == "count" and fact.of == question.id for n in _numeric(constants.get(fact.id, ()))}
    counts = [int(n) for n in _numbers(limits, 1) if n >= 0]
    for size in range(len(kinds) + 1):
        for chosen in itertools.combinations(kinds, size):
            yield list(chosen)
            for count in counts:
                if size and count > size:
                    yield [*chosen, *[chosen[-1]] * (count - size)]
