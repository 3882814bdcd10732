"""What answers are still possible: a search over answers passes by those with which a condition cannot be what is wanted of it.

Every question that has few candidates, and every name without a question, gets a set of values that it may have, a bit for
each. What must hold takes values away, until nothing changes. Nothing is found this way: it only says what need not be tried.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from site_build.content.conditions import (
    KNOWN,
    NOT_APPLICABLE,
    OPPOSITE,
    Compare,
    Condition,
    ConditionError,
    Constant,
    Junction,
    Name,
    Node,
    Not,
    Tri,
    Value,
    parse,
)
from site_build.content.documents import Json
from site_build.content.facts import Fact
from site_build.content.model import Content
from site_build.desk.worlds import World

Goals = Sequence[tuple[Node, Tri]]
Left = dict[str, int]
"""Per name the values that it may still have: a bit for each candidate, and one more for *does not apply*."""


class NothingLeft(Exception):
    """No value is left for one of the names."""


class Tried:
    """The values to try for one name; where a condition can hide it, *does not apply* is one more.

    Remembers per comparison which of them make it yes, and which no.
    """

    def __init__(self, values: Sequence[Json], hidden: Condition | None) -> None:
        self.values, self.hidden = values, hidden
        self.meant = tuple(Value(KNOWN, tuple(value) if isinstance(value, list) else value) for value in values)
        self.all = (1 << len(values) + (hidden is not None)) - 1
        self.tables: dict[Compare, tuple[int, int]] = {}


class Narrowing:
    """Narrows what names may stand for; `tried` are the values to try per question or name without one.

    `behind` is filled with the one name that decides each comparison, empty where there are more; it may be kept for the same content.
    """

    def __init__(self, content: Content, world: World, tried: Mapping[str, Tried], behind: dict[Compare, str]) -> None:
        self._content, self._world, self._tried, self._behind = content, world, tried, behind
        self._hidden = [(name, few.hidden) for name, few in tried.items() if few.hidden is not None]
        self._busy: set[str] = set()  # facts that are being worked out, should one come from itself
        self._held: dict[Compare, Tri] = {}  # what must hold of comparisons, as far as that was seen

    def start(self) -> Left:
        """Return every value of every name."""
        return {name: few.all for name, few in self._tried.items()}

    def narrowed(self, left: Left, goals: Goals) -> Left:
        """Return what is left where each goal must be what is wanted of it; raises NothingLeft where that cannot be."""
        now = dict(left)
        if not all(now.values()):
            raise NothingLeft
        self._held.clear()
        while True:
            before = dict(now)
            for name, when in self._hidden:
                self._hide(name, when, now)
            for node, wanted in goals:
                self._must(node, wanted, now)
            if now == before:
                return now

    def each(self, left: Left, name: str) -> Iterator[tuple[Json, Left]]:
        """Yield each candidate that is left for a name, with what is left when it is taken."""
        for number, value in enumerate(self._tried[name].values):
            if left[name] >> number & 1:
                yield value, {**left, name: 1 << number}

    def without(self, left: Left, name: str) -> Left:
        """Return what is left where a name does not apply."""
        return {**left, name: left[name] & 1 << len(self._tried[name].values)} if name in left else left

    def _hide(self, name: str, condition: Condition, left: Left) -> None:
        hidden, when = 1 << len(self._tried[name].values), _read(condition)
        if when is None:
            return
        tri = self.tri(when, left)
        if tri is not Tri.UNKNOWN:
            _keep(left, name, hidden if tri is Tri.NO else ~hidden)
        elif left[name] == hidden:
            self._must(when, Tri.NO, left)

    # --- what must hold -------------------------------------------------------------------

    def _must(self, node: Node, wanted: Tri, left: Left) -> None:
        """Take away the values with which a condition is not what is wanted of it."""
        if type(node) is Not:
            self._must(node.operand, OPPOSITE[wanted], left)
        elif type(node) is Junction:
            if (node.op == "and") == (wanted is Tri.YES):
                for operand in node.operands:
                    self._must(operand, wanted, left)
                return
            may = [operand for operand in node.operands if self.tri(operand, left) is not OPPOSITE[wanted]]
            if not may:
                raise NothingLeft
            if len(may) == 1:
                self._must(may[0], wanted, left)
        elif type(node) is Compare:
            self._compare(node, wanted, left)

    def _compare(self, node: Compare, wanted: Tri, left: Left) -> None:
        if self._held.setdefault(node, wanted) is not wanted:
            raise NothingLeft
        if table := self._table(node):
            name, yes, no = table
            _keep(left, name, yes if wanted is Tri.YES else no)
        elif fact := self._fact(node):
            may = [(value, condition) for value, condition in self._possible(fact, left) if _decided(node, value) is wanted]
            if not may:
                raise NothingLeft
            if len(may) == 1 and may[0][1] is not None:
                self._must(may[0][1], Tri.YES, left)

    # --- what is certain ------------------------------------------------------------------

    def tri(self, node: Node, left: Left) -> Tri:
        """Return yes or no where every value that is left says so."""
        if type(node) is Not:
            return OPPOSITE[self.tri(node.operand, left)]
        if type(node) is Junction:
            settles, all_ = (Tri.NO, Tri.YES) if node.op == "and" else (Tri.YES, Tri.NO)
            for operand in node.operands:
                tri = self.tri(operand, left)
                if tri is settles:
                    return settles
                if tri is Tri.UNKNOWN:
                    all_ = Tri.UNKNOWN
            return all_
        assert type(node) is Compare
        if node in self._held:
            return self._held[node]
        if table := self._table(node):
            name, yes, no = table
            return Tri.YES if not left[name] & ~yes else Tri.NO if not left[name] & ~no else Tri.UNKNOWN
        if fact := self._fact(node):
            outcomes = {_decided(node, value) for value, _ in self._possible(fact, left)}
            return outcomes.pop() if len(outcomes) == 1 else Tri.UNKNOWN
        return Tri.UNKNOWN

    def _fact(self, node: Compare) -> Fact | None:
        """Return the fact of cases that is compared with a constant, where it comes from more than one question."""
        fact = self._content.known_facts.get(_compared(node))
        return fact if fact and fact.kind == "cases" and len(fact.questions) > 1 else None

    def _possible(self, fact: Fact, left: Left) -> list[tuple[Value, Node | None]]:
        """Return the values that a fact may get, each with its condition; an unknown one among them where none may hold."""
        found: list[tuple[Value, Node | None]] = []
        open_ = False
        circle = fact.id in self._busy
        self._busy.add(fact.id)
        for value in fact.values:
            node = _read(value.when)
            tri = Tri.NO if value.retired else Tri.UNKNOWN if circle or value.when and not node else self.tri(node, left) if node else Tri.YES
            if tri is not Tri.NO:
                found.append((Value(KNOWN, value.id), node if not circle else None))
            if tri is Tri.YES and (node is not None or not open_):
                break
            open_ = open_ or tri is Tri.UNKNOWN
        else:
            found.append((Value(), None))
        if not circle:
            self._busy.discard(fact.id)
        return found

    # --- one comparison -------------------------------------------------------------------

    def _table(self, node: Compare) -> tuple[str, int, int] | None:
        """Return the one name that decides a comparison, with the values that make it yes and those that make it no."""
        name = self._behind.get(node)
        if name is None:
            name = self._behind[node] = self._one_behind(node)
        few = self._tried.get(name)
        if few is None:
            return None
        table = few.tables.get(node)
        if table is None:
            table = few.tables[node] = self._made(node, name, few)
        return (name, *table)

    def _made(self, node: Compare, name: str, few: Tried) -> tuple[int, int]:
        yes = no = 0
        for number, value in enumerate([*few.meant, *([Value(NOT_APPLICABLE)] if few.hidden is not None else [])]):
            tri = node.decide(self._world({}, {name: value}))
            yes |= (tri is Tri.YES) << number
            no |= (tri is Tri.NO) << number
        return yes, no

    def _one_behind(self, node: Compare) -> str:
        """Return the one variable that decides a comparison with a constant: its name, or the question of its fact; empty where there are more."""
        name = _compared(node)
        fact = self._content.known_facts.get(name)
        if fact is None:
            return name
        return fact.questions[0] if len(fact.questions) == 1 and not fact.moment else ""


def _read(condition: Condition | None) -> Node | None:
    """Return a condition as it was parsed; None where it is absent, or cannot be read (which is said elsewhere)."""
    try:
        return parse(condition.text) if condition else None
    except ConditionError:
        return None


def _compared(node: Compare) -> str:
    """Return the name that is compared with a constant; empty where two names, or two constants, are compared."""
    name, other = (node.left, node.right) if isinstance(node.left, Name) else (node.right, node.left)
    return name.id if isinstance(name, Name) and isinstance(other, Constant) else ""


def _decided(node: Compare, value: Value) -> Tri:
    return node.decide(lambda name: value)


def _keep(left: Left, name: str, values: int) -> None:
    left[name] &= values
    if not left[name]:
        raise NothingLeft
