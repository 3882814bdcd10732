"""Find what no answers can reach: an exact search over the answers that a condition needs.

The search gives questions an answer one by one and stops early: a name counts as known only when
everything that it depends on has an answer, so a *no* stays a *no* whatever comes after.
"""

from __future__ import annotations

import calendar
import datetime as dt
import itertools
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from enum import Enum
from typing import Any

from site_build.content.conditions import KNOWN, Condition, Constant, Junction, Lookup, Name, Node, Not, Tri, Value, parse
from site_build.content.model import NO, YES, Content, Question
from site_build.content.names import name_types
from site_build.content.walking import Use, uses_of
from site_build.desk.checking_conditions import comparisons, needed_by, sound
from site_build.errors import WARNING, Problem

LIMIT = 200_000  # combinations of answers that one search may look at
World = Callable[[Mapping[str, Any], Mapping[str, Value]], Lookup]
"""Answers by question, and values of names without a question -> what every name stands for."""


class Reach(Enum):
    """Whether some answers make it yes."""

    YES = "ja"
    NO = "nee"
    TOO_LARGE = "te groot"


_REMEDY = "Verander de voorwaarde, of haal dit weg."
_WORDS = {"block": "Dit blok", "page": "Deze bladzijde", "question": "Deze vraag", "item": "Dit punt", "checklist": "Deze lijst",
          "document": "Dit modelstuk", "action": "Deze actie", "risk": "Dit risico", "advice": "Dit advies"}


def check_reach(content: Content, world: World, today: dt.date, limit: int = LIMIT) -> list[Problem]:
    """Return a problem for every page, question, block, item, action … that no answers can reach."""
    searcher = Searcher(content, world, today, limit)
    problems = []
    known_bad = {text for text in {use.condition.text for use in uses_of(content)} if not sound(content, Condition(text))}
    for use in uses_of(content):
        conditions = (*use.given, use.condition)
        if use.field != "when" or known_bad.intersection(c.text for c in (*conditions, *([use.unless] if use.unless else []))):
            continue
        found = searcher.reach(conditions, use.unless)
        what = _WORDS.get(use.kind, "Dit")
        if found is Reach.NO:
            problems.append(Problem(use.condition.place, "onbereikbaar", f"{what} is met geen enkel antwoord te bereiken.", _why(use)))
        elif found is Reach.TOO_LARGE:
            problems.append(Problem(use.condition.place, "bereik-onbekend", f"{what} hangt van te veel antwoorden af om te doorzoeken.",
                                    "Maak de voorwaarde eenvoudiger.", WARNING))
    return problems


def _why(use: Use) -> str:
    around = " en ".join(f"'{condition.text}'" for condition in use.given)
    parts = [f"Dit staat binnen {around}." if around else "", f"De bladzijde vervalt bij '{use.unless.text}'." if use.unless else "", _REMEDY]
    return " ".join(part for part in parts if part)


class Searcher:
    """Searches answers; remembers what it found for the same conditions."""

    def __init__(self, content: Content, world: World, today: dt.date, limit: int = LIMIT) -> None:
        self.content, self.world, self.today, self.limit = content, world, today, limit
        self._found: dict[tuple[tuple[str, ...], str], Reach] = {}
        self.apart: dict[tuple[Any, ...], tuple[Any, ...]] = {}  # choices that differ for conditions, per question and what looks at it

    def reach(self, conditions: Sequence[Condition], unless: Condition | None = None) -> Reach:
        """Return whether some answers make all conditions yes, and `unless` no."""
        key = (tuple(sorted({condition.text for condition in conditions})), unless.text if unless else "")
        if key not in self._found:
            wanted = [(condition, Tri.YES) for condition in conditions] + ([(unless, Tri.NO)] if unless else [])
            try:
                self._found[key] = Reach.NO if _Search(self, wanted).run() is None else Reach.YES
            except _TooLarge:
                self._found[key] = Reach.TOO_LARGE
        return self._found[key]

    def never(self, condition: Condition, given: Sequence[Condition] = ()) -> bool:
        """Return whether no answers make a condition no while all of `given` are yes; False where that takes too long to know."""
        try:
            return _Search(self, [(condition, Tri.NO), *((each, Tri.YES) for each in given)]).run() is None
        except _TooLarge:
            return False

    def example(self, condition: Condition) -> dict[str, Any] | None:
        """Return answers that make a condition yes, or None where the search finds none."""
        return self.answers([(condition, Tri.YES)])

    def answers(self, wanted: list[tuple[Condition, Tri]]) -> dict[str, Any] | None:
        """Return answers that make each condition what is wanted of it, or None where the search finds none."""
        try:
            return _Search(self, wanted).run()
        except _TooLarge:
            return None


class _TooLarge(Exception):
    pass


class _Search:
    def __init__(self, searcher: Searcher, wanted: list[tuple[Condition, Tri]]) -> None:
        self.searcher, self.content = searcher, searcher.content
        self.wanted = [(parse(condition.text), tri) for condition, tri in wanted]
        self.needs: dict[str, frozenset[str]] = {}
        self.variables: list[str] = []
        for node, _ in self.wanted:
            for name in node.names():
                self._closure(name)
        self.constants = constants_of(self.content, [*(c for c, _ in wanted), *self._hiding()])
        self.steps = 0

    def run(self) -> dict[str, Any] | None:
        """Search depth first; return the answers that were found. Raises _TooLarge at the limit."""
        return self._visit({}, {}, frozenset(), self.wanted)

    def _closure(self, name: str) -> frozenset[str]:
        """Return the variables (questions, and names without a question) that decide on a name."""
        if name not in self.needs:
            self.needs[name] = frozenset()  # a circle is reported elsewhere
            inner = [self._closure(other) for other in needed_by(self.content, name)]
            own = {name} if name in self.content.questions or not inner else set()
            self.needs[name] = frozenset(own).union(*inner)
            if own and name not in self.variables:
                self.variables.append(name)
        return self.needs[name]

    def _hiding(self) -> Iterator[Condition]:
        for name in self.variables:
            question = self.content.questions.get(name)
            if question and question.when:
                yield question.when
        for name in self.needs:
            fact = self.content.known_facts.get(name)
            yield from (value.when for value in fact.values if value.when) if fact else ()

    def _visit(self, answers: dict[str, Any], extra: dict[str, Value], given: frozenset[str],
               open_: Sequence[tuple[Node, Tri]]) -> dict[str, Any] | None:
        """Go on from these answers; `open_` is what is not yet decided: what is decided stays so, whatever comes after."""
        self.steps += 1
        if self.steps > self.searcher.limit:
            raise _TooLarge
        world = self.searcher.world(answers, extra)

        def lookup(name: str) -> Value:
            return world(name) if self.needs.get(name, frozenset()) <= given else Value()

        left: list[tuple[frozenset[str], Node, Tri]] = []
        for node, wanted in open_:
            rest = _rest(node, lookup)
            if not isinstance(rest, Tri):
                left.extend((self._undecided(goal, given), goal, tri) for goal, tri in _goals(rest, wanted))
            elif rest is not wanted:
                return None
        if not left:
            return answers
        fewest = min((variables for variables, _, _ in left), key=len)
        if not fewest:
            return None  # everything that it depends on was tried, and it is still unknown
        name = next(name for name in self.variables if name in fewest)
        goals, now = [(node, tri) for _, node, tri in left], given | {name}
        question = self.content.questions.get(name)
        if question is None:
            free = free_candidates(self.content, name, self.constants)
            return _first(self._visit(answers, {**extra, name: Value(KNOWN, value)}, now, goals) for value in free)
        if question.when and question.when.evaluate(world).tri is Tri.NO:
            return self._visit(answers, extra, now, goals)
        return _first(self._visit({**answers, name: value}, extra, now, goals) for value in self._candidates(question, answers, extra))

    def _candidates(self, question: Question, answers: dict[str, Any], extra: dict[str, Value]) -> Iterable[Any]:
        """Answers to try. Of many combinations of choices, one for each way in which conditions and facts can tell them apart."""
        found = candidates(self.content, question, self.constants, self.searcher.today, self.needs)
        facts = sorted(name for name in self.needs if name in self.content.known_facts and question.id in self.content.known_facts[name].questions)
        if question.type != "choices" or any(len(self.content.known_facts[name].questions) > 1 for name in facts):
            return found
        named = sorted(self.constants.get(question.id, set()))
        key = (question.id, tuple(facts), tuple(named))
        if key not in self.searcher.apart:
            different: dict[tuple[Any, ...], Any] = {}
            for value in found:
                world = self.searcher.world({**answers, question.id: value}, extra)
                different.setdefault((*(world(fact).value for fact in facts), *(name in value for name in named)), value)
            self.searcher.apart[key] = tuple(different.values())
        return self.searcher.apart[key]

    def _undecided(self, node: Node, given: frozenset[str]) -> frozenset[str]:
        return frozenset[str]().union(*(self.needs[name] for name in node.names())) - given


def _goals(node: Node, wanted: Tri) -> list[tuple[Node, Tri]]:
    """Split what must hold together, so that the search can begin with the part that depends on least."""
    if isinstance(node, Not):
        return _goals(node.operand, Tri.NO if wanted is Tri.YES else Tri.YES)
    if isinstance(node, Junction) and (node.op == "and") == (wanted is Tri.YES):
        return [goal for operand in node.operands for goal in _goals(operand, wanted)]
    return [(node, wanted)]


def _rest(node: Node, lookup: Lookup) -> Node | Tri:
    """Return yes or no where the answers so far decide it, else what is left to decide."""
    if isinstance(node, Not):
        rest = _rest(node.operand, lookup)
        return {Tri.YES: Tri.NO, Tri.NO: Tri.YES}[rest] if isinstance(rest, Tri) else Not(rest)
    if isinstance(node, Junction):
        settles = Tri.NO if node.op == "and" else Tri.YES
        left = []
        for operand in node.operands:
            rest = _rest(operand, lookup)
            if rest is settles:
                return settles
            if not isinstance(rest, Tri):
                left.append(rest)
        if not left:
            return Tri.YES if settles is Tri.NO else Tri.NO
        return left[0] if len(left) == 1 else Junction(node.op, tuple(left))
    tri = node.evaluate(lookup).tri
    return node if tri is Tri.UNKNOWN else tri


def _first(found: Iterable[dict[str, Any] | None]) -> dict[str, Any] | None:
    return next((answers for answers in found if answers is not None), None)


def constants_of(content: Content, conditions: Iterable[Condition]) -> dict[str, set[Any]]:
    """Return per name the values with which conditions compare it; numbers with their neighbours."""
    found: dict[str, set[Any]] = {}
    for condition in conditions:
        for comparison in comparisons(parse(condition.text)):
            sides = (comparison.left, comparison.right)
            values = {value for side in sides if isinstance(side, Constant)
                      for value in (side.value if isinstance(side.value, tuple) else (side.value,))}
            for side in sides:
                if isinstance(side, Name):
                    found.setdefault(side.id, set()).update(values)
    pairs = {c for condition in conditions for c in comparisons(parse(condition.text))
             if isinstance(c.left, Name) and isinstance(c.right, Name)}
    for pair in pairs:  # two names: each needs the other's values
        one, two = pair.names()
        found[one] = found[two] = found[one] | found[two]
    return found


def free_candidates(content: Content, name: str, constants: Mapping[str, set[Any]]) -> list[Any]:
    """Return the values to try for a name that no question decides."""
    if name_types(content)[name].values:
        return list(name_types(content)[name].values)
    return _numbers(constants.get(name, set()), 1) or [12]


def candidates(content: Content, question: Question, constants: Mapping[str, set[Any]], today: dt.date,
               used: Iterable[str]) -> Iterator[Any]:
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
        limits = named.union(*(fact.boundaries for fact in facts))
        low, high = question.min if question.min is not None else -1e12, question.max if question.max is not None else 1e12
        numbers = [n for n in _numbers(limits, 10 ** -question.decimals) if low <= n <= high]
        yield from numbers or [question.min if question.min is not None else 1]
    elif question.type == "date":
        signs = {fact.name: -1 if fact.kind == "months_since" else 1 for fact in facts if fact.kind in ("months_until", "months_since")}
        months = {sign * n for name, sign in signs.items() for n in constants.get(name, set())}
        yield from (date_after(today, int(n)).isoformat() for n in _numbers(months, 1) or [12])
    elif question.type == "municipality":
        yield from _municipalities(content, [fact.name for fact in facts], constants, named)
    elif question.type == "list":
        yield from _lists(content, question, constants, used)
    else:
        yield from [*sorted(named), "iets anders"]


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


def _with_one_other(live: Sequence[str], named: set[Any]) -> list[str]:
    other = next((id for id in live if id not in named), None)
    return [id for id in live if id in named or id == other]


def _subsets(question: Question, ids: Sequence[str]) -> Iterator[list[str]]:
    together = [id for id in ids if id != question.none]
    for size in range(1, len(together) + 1):
        yield from (list(chosen) for chosen in itertools.combinations(together, size))
    if question.none and question.none in {choice.id for choice in question.choices}:
        yield [question.none]


def _municipalities(content: Content, facts: Sequence[str], constants: Mapping[str, set[Any]], named: set[Any]) -> list[str]:
    """One municipality for each way in which the conditions can tell them apart."""
    known = content.known_facts
    found: dict[tuple[Any, ...], str] = {}
    for municipality in content.municipalities:
        signature: list[Any] = [municipality.code if municipality.code in named else ""]
        for fact in facts:
            value, limits = getattr(municipality, known[fact].kind, None), constants.get(fact, set())
            if known[fact].kind == "urbanity":
                value = next((each.id for each in known[fact].values if each.code == value), "")
            signature.append(tuple((value > n) - (value < n) for n in sorted(limits)) if isinstance(value, int) else
                             value if value in limits else "")
        found.setdefault(tuple(signature), municipality.code)
    return list(found.values()) or ["GM0000"]


def _lists(content: Content, question: Question, constants: Mapping[str, set[Any]], used: Iterable[str]) -> Iterator[list[dict[str, Any]]]:
    """Lists whose entries combine the parts' values that conditions name, in every length that they name."""
    parts = [part for part in question.parts if f"{question.id}.{part.id}" in used]
    values = []
    for part in parts:
        named = constants.get(f"{question.id}.{part.id}", set())
        other = {"yes_no": [YES, NO], "choice": _with_one_other([c.id for c in part.choices if not c.retired], named)}.get(part.type)
        values.append(other if other is not None else [*sorted(named), max(named, default=0) + 1 if part.type == "number" else "iets anders"])
    kinds = [dict(zip([part.id for part in parts], combination, strict=True)) for combination in itertools.product(*values)]
    limits = set().union(*(constants.get(fact.id, set()) for fact in content.known_facts.values() if fact.kind == "count" and fact.of == question.id))
    counts = [int(n) for n in _numbers(limits, 1) if n >= 0]
    for size in range(len(kinds) + 1):
        for chosen in itertools.combinations(kinds, size):
            yield list(chosen)
            for count in counts:
                if size and count > size:
                    yield [*chosen, *[chosen[-1]] * (count - size)]
