"""Find answers that make conditions what is wanted of them: an exact search over the answers that the conditions need.

The search gives questions an answer one by one and stops early: a name counts as known only when
everything that it depends on has an answer, so a *no* stays a *no* whatever comes after.
"""

from __future__ import annotations

import contextlib
import copy
import datetime as dt
import itertools
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from site_build.content.conditions import KNOWN, OPPOSITE, Compare, Condition, Junction, Lookup, Node, Not, Tri, Value, parse
from site_build.content.documents import Json, list_of
from site_build.content.facts import Fact
from site_build.content.model import Content, Question
from site_build.content.names import name_types
from site_build.desk.candidates import candidates, constants_of, free_candidates
from site_build.desk.checking_conditions import needed_by, question_names
from site_build.desk.memory import Memory
from site_build.desk.narrowing import Goals, Left, Narrowing, NothingLeft, Tried
from site_build.desk.worlds import World

_OPEN = Value()
LIMIT = 200_000  # combinations of answers that one search may look at


class Reach(Enum):
    """Whether some answers make it yes."""

    YES = "ja"
    NO = "nee"
    TOO_LARGE = "te groot"


@dataclass(frozen=True)
class About:
    """What a search must know of a name.

    `names` are those that decide on it, the inner ones first and itself last; `needs` are the variables among them (questions, and
    names without a question); `conditions` hide it or make its values; `circle` says that it decides on itself, which is reported elsewhere.
    """

    names: tuple[str, ...]
    needs: frozenset[str]
    is_variable: bool
    conditions: tuple[Condition, ...]
    circle: bool


class Searcher:
    """Searches answers; remembers what it found for the same conditions."""

    def __init__(self, content: Content, world: World, today: dt.date, limit: int = LIMIT, memory: Memory | None = None) -> None:
        self.content, self.world, self.today, self.limit, self.memory = content, world, today, limit, memory or Memory()
        self.types = name_types(content)
        self.tried: dict[Hashable, Tried | None] = {}  # the values to try, per variable and what looks at it
        self.behind: dict[Compare, str] = {}
        self._about: dict[str, About] = {}
        self._variables: dict[Node, frozenset[str]] = {}

    def about(self, name: str) -> About:
        """Return what is behind a name, and what hides or makes it; worked out once."""
        if name not in self._about:
            self._about[name] = About((name,), frozenset(), False, (), True)  # what is asked for again on the way is in a circle
            fact, question = self.content.known_facts.get(name), self.content.questions.get(name)
            whens = [value.when for value in fact.values] if fact else [question.when if question else None]
            conditions = tuple(condition for condition in whens if condition)
            # What the values of a fact name: other facts among them decide which answers are worth a try.
            others = (*needed_by(self.content, name), *(other for condition in conditions for other in question_names(condition) if fact))
            inner = [self.about(other) for other in others]
            variable = question is not None or not inner
            needs = frozenset([name] if variable else ()).union(*(each.needs for each in inner))
            names = (*dict.fromkeys(other for each in inner for other in each.names if other != name), name)
            self._about[name] = About(names, needs, variable, conditions, any(each.circle for each in inner))
        return self._about[name]

    def variables_of(self, node: Node) -> frozenset[str]:
        """Return the variables behind a part of a condition."""
        found = self._variables.get(node)
        if found is None:
            found = self._variables[node] = frozenset[str]().union(*(self.about(name).needs for name in node.names()))
        return found

    def within(self, limit: int) -> Searcher:
        """Return one that looks at fewer combinations, and shares what was found."""
        other = copy.copy(self)
        other.limit = limit
        return other

    def reach(self, conditions: Sequence[Condition], unless: Condition | None = None) -> Reach:
        """Return whether some answers make all conditions yes, and `unless` no."""
        wanted = [(condition, Tri.YES) for condition in conditions] + ([(unless, Tri.NO)] if unless else [])
        return self._remembered(wanted)

    def never(self, condition: Condition, given: Sequence[Condition] = ()) -> bool:
        """Return whether no answers make a condition no while all of `given` are yes; False where that takes too long to know."""
        return self._remembered([(condition, Tri.NO), *((each, Tri.YES) for each in given)]) is Reach.NO

    def _remembered(self, wanted: list[tuple[Condition, Tri]]) -> Reach:
        key = sorted({f"{tri.value} {condition.text}" for condition, tri in wanted})
        return Reach(self.memory.found(lambda: self._reach(wanted).value, "search", self.memory.searched, self.today.isoformat(), str(self.limit), *key))

    def _reach(self, wanted: list[tuple[Condition, Tri]]) -> Reach:
        try:
            return Reach.NO if _Search(self, wanted).run() is None else Reach.YES
        except _TooLarge:
            return Reach.TOO_LARGE

    def example(self, condition: Condition) -> dict[str, Json] | None:
        """Return answers that make a condition yes, or None where the search finds none."""
        return self.answers([(condition, Tri.YES)])

    def answers(self, wanted: list[tuple[Condition, Tri]]) -> dict[str, Json] | None:
        """Return answers that make each condition what is wanted of it, or None where the search finds none."""
        try:
            return _Search(self, wanted).run()
        except _TooLarge:
            return None


class _SoFar:
    """Some answers, and what follows from them.

    `given` are the variables that were tried, `needs` the variables behind each name. `known` holds what names stand for by now;
    it is filled as they are asked for. A name counts only when all that is behind it was given: it stays what it is, whatever comes after.
    """

    def __init__(self, world: World, needs: Mapping[str, frozenset[str]], answers: dict[str, Json], known: dict[str, Value], given: frozenset[str]) -> None:
        self.answers, self.known, self.given = answers, known, given
        self._world, self._needs = world, needs
        self._lookup: Lookup | None = None

    def lookup(self, name: str) -> Value:
        """Return what a name stands for, whatever comes after; unknown where that is not certain yet."""
        found = self.known.get(name)
        if found is None:
            if not self._needs.get(name, frozenset()) <= self.given:
                return _OPEN
            if self._lookup is None:
                self._lookup = self._world(self.answers, self.known)
            found = self.known[name] = self._lookup(name)
        return found

    def rest(self, node: Node) -> Node | Tri:
        """Return yes or no where the answers decide it, else what is left to decide."""
        if type(node) is Junction:
            settles = Tri.NO if node.op == "and" else Tri.YES
            left = []
            for operand in node.operands:
                rest = self.rest(operand)
                if rest is settles:
                    return settles
                if not isinstance(rest, Tri):
                    left.append(rest)
            if not left:
                return OPPOSITE[settles]
            return left[0] if len(left) == 1 else node if len(left) == len(node.operands) else Junction(node.op, tuple(left))
        if type(node) is Not:
            rest = self.rest(node.operand)
            return OPPOSITE[rest] if isinstance(rest, Tri) else Not(rest)
        assert type(node) is Compare
        tri = node.decide(self.lookup)
        return node if tri is Tri.UNKNOWN else tri


class _TooLarge(Exception):
    pass


class _Search:
    def __init__(self, searcher: Searcher, wanted: list[tuple[Condition, Tri]]) -> None:
        self.searcher, self.content = searcher, searcher.content
        self.wanted = [(parse(condition.text), tri) for condition, tri in wanted]
        names = dict.fromkeys(name for node, _ in self.wanted for outer in node.names() for name in searcher.about(outer).names)
        about = [searcher.about(name) for name in names]
        self.needs = {name: each.needs for name, each in zip(names, about, strict=True)}
        self.variables = [name for name, each in zip(names, about, strict=True) if each.is_variable]
        self.circle = any(each.circle for each in about)
        self.constants = constants_of([*(c for c, _ in wanted), *(condition for each in about for condition in each.conditions)])
        self.left_over = 0  # steps that may still be taken
        self.hard = False
        self.dead: set[Hashable] = set()  # what was left to decide, with the answers that matter for it, where no answers will do
        self.tried = {name: few for name in self.variables if (few := self._few(name)) is not None}
        self.narrowing = Narrowing(self.content, searcher.world, self.tried, searcher.behind)

    def run(self) -> dict[str, Json] | None:
        """Search depth first; return the answers that were found. Raises _TooLarge at the limit.

        Most answers are found in a few steps. Where they are not, the search begins again, narrows at every step, and remembers what did not do.
        """
        if self.searcher.limit > _EASY:
            with contextlib.suppress(_TooLarge):
                return self._from_nothing(_EASY)
            self.hard = True
        return self._from_nothing(self.searcher.limit)

    def _from_nothing(self, most: int) -> dict[str, Json] | None:
        self.left_over = most
        return self._visit({}, {}, frozenset(), self.wanted, self.narrowing.start())

    def _visit(self, answers: dict[str, Json], known: dict[str, Value], given: frozenset[str], open_: Goals, left: Left) -> dict[str, Json] | None:
        """Go on from these answers; `open_` is what is not yet decided: what is decided stays so, whatever comes after.

        `known` is what names stood for on the way here: that stays so as well, and is not worked out again. `left` is what they may still be.
        """
        self.left_over -= 1
        if self.left_over < 0:
            raise _TooLarge
        so_far = _SoFar(self.searcher.world, self.needs, answers, known, given)
        goals: list[tuple[Node, Tri]] = []
        for node, wanted in open_:
            rest = so_far.rest(node)
            if not isinstance(rest, Tri):
                goals.extend(_goals(rest, wanted))
            elif rest is not wanted:
                return None
        if not goals:
            return answers
        if self.hard and not self.circle:
            try:
                left = self.narrowing.narrowed(left, goals)
            except NothingLeft:
                return None
        behind = [self.searcher.variables_of(node) for node, _ in goals]
        fewest = min((variables - given for variables in behind), key=len)
        if not fewest:
            return None  # everything that it depends on was tried, and it is still unknown
        name = next(name for name in self.variables if name in fewest)
        if not self.hard:
            return self._branch(name, so_far, goals, left)
        state = (frozenset(goals), tuple((name, repr(answers.get(name)), known.get(name)) for name in sorted(given.intersection(frozenset[str]().union(*behind)))))
        if state in self.dead:
            return None
        found = self._branch(name, so_far, goals, left)
        if found is None:
            self.dead.add(state)
        return found

    def _branch(self, name: str, so_far: _SoFar, goals: Goals, left: Left) -> dict[str, Json] | None:
        """Go on with each answer to one question, or each value of a name without a question."""
        answers, known, now = so_far.answers, so_far.known, so_far.given | {name}
        question, few = self.content.questions.get(name), self.tried.get(name)
        if question is None:
            return _first(self._visit(answers, {**known, name: Value(KNOWN, value)}, now, goals, after) for value, after in self.narrowing.each(left, name))
        if question.when and so_far.rest(parse(question.when.text)) is Tri.NO:
            return self._visit(answers, dict(known), now, goals, self.narrowing.without(left, name))
        if few is None:
            many = candidates(self.content, question, self.constants, self.searcher.today, self.needs)
            return _first(self._visit({**answers, name: value}, dict(known), now, goals, left) for value in many)
        return _first(self._visit({**answers, name: value}, dict(known), now, goals, after) for value, after in self.narrowing.each(left, name))

    def _few(self, name: str) -> Tried | None:
        """Return the values to try for a variable; None where there may be very many.

        Of many combinations of choices: one for each way in which conditions and facts can tell them apart.
        """
        question = self.content.questions.get(name)
        if question is None:
            kind, free = self.searcher.types.get(name), (name, frozenset(self.constants.get(name, ())))
            if free not in self.searcher.tried:
                self.searcher.tried[free] = Tried(free_candidates(kind, name, self.constants), None) if kind else None
            return self.searcher.tried[free]
        if question.type == "list":
            return None
        facts = [fact for other in self.needs if (fact := self.content.known_facts.get(other)) and name in fact.questions]
        key = (name, frozenset(self.constants.get(name, ())), *((fact.name, frozenset(self.constants.get(fact.name, ()))) for fact in facts))
        if key not in self.searcher.tried:
            values = self._apart(question, facts)
            self.searcher.tried[key] = Tried(values, question.when) if values is not None else None
        return self.searcher.tried[key]

    def _apart(self, question: Question, facts: Sequence[Fact]) -> tuple[Json, ...] | None:
        found = candidates(self.content, question, self.constants, self.searcher.today, self.needs)
        if question.type != "choices":
            return tuple(found)
        if any(len(fact.questions) > 1 for fact in facts):
            few = tuple(itertools.islice(found, _FEW))
            return few if len(few) < _FEW else None
        named = self.constants.get(question.id, ())
        different: dict[tuple[Json, ...], Json] = {}
        for value in found:
            world = self.searcher.world({}, {question.id: Value(KNOWN, tuple(list_of(value)))})
            different.setdefault((*(world(fact.name).value for fact in facts), *(name in list_of(value) for name in named)), value)
        return tuple(different.values())


_EASY = 30  # steps in which most answers are found: narrowing takes longer than those
_FEW = 300  # combinations of choices that are kept at hand


def _goals(node: Node, wanted: Tri) -> list[tuple[Node, Tri]]:
    """Split what must hold together, so that the search can begin with the part that depends on least."""
    if isinstance(node, Not):
        return _goals(node.operand, OPPOSITE[wanted])
    if isinstance(node, Junction) and (node.op == "and") == (wanted is Tri.YES):
        return [goal for operand in node.operands for goal in _goals(operand, wanted)]
    return [(node, wanted)]


def _first(found: Iterable[dict[str, Json] | None]) -> dict[str, Json] | None:
    return next((answers for answers in found if answers is not None), None)
