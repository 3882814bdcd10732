"""Find answers that make conditions what is wanted of them: an exact search over the answers that the conditions need.

The search gives questions an answer one by one and stops early: a name counts as known only when
everything that it depends on has an answer, so a *no* stays a *no* whatever comes after.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from enum import Enum

from site_build.content.conditions import KNOWN, Compare, Condition, Junction, Lookup, Node, Not, Tri, Value, parse
from site_build.content.documents import Json, list_of
from site_build.content.model import Content, Question
from site_build.content.names import name_types
from site_build.desk.candidates import candidates, constants_of, free_candidates
from site_build.desk.checking_conditions import needed_by

LIMIT = 200_000  # combinations of answers that one search may look at
World = Callable[[Mapping[str, Json], Mapping[str, Value]], Lookup]
"""Answers by question, and values of names without a question -> what every name stands for."""


class Reach(Enum):
    """Whether some answers make it yes."""

    YES = "ja"
    NO = "nee"
    TOO_LARGE = "te groot"


class Searcher:
    """Searches answers; remembers what it found for the same conditions."""

    def __init__(self, content: Content, world: World, today: dt.date, limit: int = LIMIT) -> None:
        self.content, self.world, self.today, self.limit = content, world, today, limit
        self.types = name_types(content)
        self._found: dict[tuple[tuple[str, ...], str], Reach] = {}
        self.apart: dict[tuple[Json, ...], tuple[Json, ...]] = {}  # choices that differ for conditions, per question and what looks at it

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

    def example(self, condition: Condition) -> dict[str, Json] | None:
        """Return answers that make a condition yes, or None where the search finds none."""
        return self.answers([(condition, Tri.YES)])

    def answers(self, wanted: list[tuple[Condition, Tri]]) -> dict[str, Json] | None:
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
        self.dead: set[Hashable] = set()  # what was left to decide, with the answers that matter for it, where no answers will do

    def run(self) -> dict[str, Json] | None:
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

    def _visit(self, answers: dict[str, Json], extra: dict[str, Value], given: frozenset[str],
               open_: Sequence[tuple[Node, Tri]]) -> dict[str, Json] | None:
        """Go on from these answers; `open_` is what is not yet decided: what is decided stays so, whatever comes after."""
        self.steps += 1
        if self.steps > self.searcher.limit:
            raise _TooLarge
        world = self.searcher.world(answers, extra)

        def lookup(name: str) -> Value:
            return world(name) if self.needs.get(name, frozenset()) <= given else Value()

        goals: list[tuple[Node, Tri]] = []
        for node, wanted in open_:
            rest = _rest(node, lookup)
            if not isinstance(rest, Tri):
                goals.extend(_goals(rest, wanted))
            elif rest is not wanted:
                return None
        if not goals:
            return answers
        behind = [frozenset[str]().union(*(self.needs[name] for name in node.names())) for node, _ in goals]
        fewest = min((variables - given for variables in behind), key=len)
        if not fewest:
            return None  # everything that it depends on was tried, and it is still unknown
        state = (frozenset(goals), tuple((name, repr(answers.get(name)), extra.get(name)) for name in sorted(given.intersection(frozenset[str]().union(*behind)))))
        if state in self.dead:
            return None
        found = self._branch(next(name for name in self.variables if name in fewest), answers, extra, given, goals)
        if found is None:
            self.dead.add(state)
        return found

    def _branch(self, name: str, answers: dict[str, Json], extra: dict[str, Value], given: frozenset[str],
                goals: Sequence[tuple[Node, Tri]]) -> dict[str, Json] | None:
        """Go on with each answer to one question, or each value of a name without a question."""
        world, now = self.searcher.world(answers, extra), given | {name}
        question = self.content.questions.get(name)
        if question is None:
            free = free_candidates(self.searcher.types[name], name, self.constants)
            return _first(self._visit(answers, {**extra, name: Value(KNOWN, value)}, now, goals) for value in free)
        if question.when and question.when.evaluate(world).tri is Tri.NO:
            return self._visit(answers, extra, now, goals)
        return _first(self._visit({**answers, name: value}, extra, now, goals) for value in self._candidates(question, answers, extra))

    def _candidates(self, question: Question, answers: dict[str, Json], extra: dict[str, Value]) -> Iterable[Json]:
        """Answers to try. Of many combinations of choices, one for each way in which conditions and facts can tell them apart."""
        found = candidates(self.content, question, self.constants, self.searcher.today, self.needs)
        facts = sorted(name for name in self.needs if name in self.content.known_facts and question.id in self.content.known_facts[name].questions)
        if question.type != "choices" or any(len(self.content.known_facts[name].questions) > 1 for name in facts):
            return found
        named = sorted(self.constants.get(question.id, ()), key=str)
        key = (question.id, tuple(facts), tuple(named))
        if key not in self.searcher.apart:
            different: dict[tuple[Json, ...], Json] = {}
            for value in found:
                world = self.searcher.world({**answers, question.id: value}, extra)
                different.setdefault((*(world(fact).value for fact in facts), *(name in list_of(value) for name in named)), value)
            self.searcher.apart[key] = tuple(different.values())
        return self.searcher.apart[key]


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
    assert isinstance(node, Compare)
    tri = node.decide(lookup)
    return node if tri is Tri.UNKNOWN else tri


def _first(found: Iterable[dict[str, Json] | None]) -> dict[str, Json] | None:
    return next((answers for answers in found if answers is not None), None)
