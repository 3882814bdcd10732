"""The `when` language: parse, evaluate to yes, no or unknown, and explain.

A condition is a Python expression read by `ast` and nothing more: names, constants, lists,
`and or not`, comparisons and `in`. It never runs code.
"""

from __future__ import annotations

import abc
import ast
import functools
import operator
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import Enum

from site_build.content.documents import Json, list_of, number_of, text_of
from site_build.errors import ContentError, Place, Problem


class Tri(Enum):
    """The three answers of a condition."""

    YES = "ja"
    NO = "nee"
    UNKNOWN = "onbekend"


OPPOSITE = {Tri.YES: Tri.NO, Tri.NO: Tri.YES, Tri.UNKNOWN: Tri.UNKNOWN}
KNOWN, UNKNOWN, NOT_APPLICABLE, NOT_SHARED = "bekend", "onbekend", "nvt", "niet_gedeeld"


@dataclass(frozen=True)
class Value:
    """What a name stands for; `hidden_by` are the names that made it not apply.

    For a part of a list question `value` is a tuple in which None is an unknown part.
    """

    state: str = UNKNOWN
    value: Json = None
    hidden_by: tuple[str, ...] = ()

    @property
    def known(self) -> bool:
        """True when there is a value."""
        return self.state == KNOWN

    @property
    def text(self) -> str:
        """The value where it is a text, else an empty one."""
        return text_of(self.value)

    @property
    def number(self) -> float:
        """The value where it is a number, else nought."""
        return number_of(self.value)

    @property
    def entries(self) -> tuple[dict[str, Json], ...]:
        """The entries of a list, else none."""
        return tuple(entry for entry in list_of(self.value) if isinstance(entry, dict))


Lookup = Callable[[str], Value]


@dataclass(frozen=True)
class Outcome:
    """The answer of a condition and the names that decided it, in order of appearance."""

    tri: Tri
    because: tuple[str, ...] = ()


@dataclass(frozen=True)
class Condition:
    """A condition as the editor wrote it, with its place."""

    text: str
    place: Place = Place()

    def evaluate(self, lookup: Lookup) -> Outcome:
        """Return yes, no or unknown, with the names that decided; raises ContentError if malformed."""
        try:
            node = parse(self.text)
        except ConditionError as error:
            raise ContentError([Problem(self.place, "voorwaarde", error.message, "Voer handreiking check uit.")]) from error
        return node.evaluate(lookup)

    def names(self) -> tuple[str, ...]:
        """Return every name in it, in order of appearance, without repeats."""
        return tuple(dict.fromkeys(parse(self.text).names()))


ALWAYS = Outcome(Tri.YES)


def evaluate(condition: Condition | None, lookup: Lookup) -> Outcome:
    """Evaluate a condition that may be absent: absent is yes."""
    return condition.evaluate(lookup) if condition else ALWAYS


def first_yes(conditions: Iterable[Condition | None], lookup: Lookup) -> Outcome | None:
    """Return what the first condition that is known to be yes says; None where none is: not knowing is no reason."""
    return next((found for one in conditions if one is not None and (found := one.evaluate(lookup)).tri is Tri.YES), None)


class ConditionError(ValueError):
    """A condition cannot be read; `suggestion` is the corrected text where we can tell."""

    def __init__(self, message: str, suggestion: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.suggestion = suggestion


# --- the tree -----------------------------------------------------------------------------


@dataclass(frozen=True)
class Node(abc.ABC):
    """A part of a parsed condition."""

    def names(self) -> Iterator[str]:
        """Yield the names in it."""
        yield from ()

    @abc.abstractmethod
    def evaluate(self, lookup: Lookup) -> Outcome:
        """Evaluate as yes, no or unknown."""

    @functools.cached_property
    def _hash(self) -> int:
        return hash(tuple(getattr(self, name) for name in self.__dataclass_fields__))

    def __hash__(self) -> int:
        return self._hash  # once: the checks keep what they found per condition and per part of it


@dataclass(frozen=True)
class Name:
    """A question, part or fact."""

    id: str

    def names(self) -> Iterator[str]:
        """Yield itself."""
        yield self.id


@dataclass(frozen=True)
class Constant:
    """A text, a number, or a list of them (a tuple)."""

    value: Json

    @functools.cached_property
    def meant(self) -> Value:
        """Itself, as what a name stands for."""
        return Value(KNOWN, self.value)

    def names(self) -> Iterator[str]:
        """Yield nothing."""
        yield from ()


_ORDERED: dict[str, Callable[[int, int], bool]] = {"<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge}


@dataclass(frozen=True)
class Compare(Node):
    """Two operands and a comparison."""

    left: Name | Constant
    op: str
    right: Name | Constant
    __hash__ = Node.__hash__

    def names(self) -> Iterator[str]:
        yield from self.left.names()
        yield from self.right.names()

    @functools.cached_property
    def _because(self) -> tuple[str, ...]:
        return tuple(self.names())  # asked for hundreds of thousands of times by the checks

    def decide(self, lookup: Lookup) -> Tri:
        """Return yes, no or unknown without what decided it: the checks ask for that hundreds of thousands of times."""
        return self._decided(_value(self.left, lookup), _value(self.right, lookup))

    def _decided(self, one: Value, other: Value) -> Tri:
        if NOT_APPLICABLE in (one.state, other.state):
            return Tri.YES if self.op in ("!=", "not in") else Tri.NO
        return self._compared(one, other) if one.known and other.known else Tri.UNKNOWN

    def _compared(self, one: Value, other: Value) -> Tri:
        left, right = one.value, other.value
        if self.op in ("in", "not in"):
            return _contains(left, right, negated=self.op == "not in")
        if self.op in ("==", "!="):
            return Tri.YES if (left == right) is (self.op == "==") else Tri.NO
        order = _order(left, right)
        return Tri.YES if order is not None and _ORDERED[self.op](order, 0) else Tri.NO

    def evaluate(self, lookup: Lookup) -> Outcome:
        because, one, other = self._because, _value(self.left, lookup), _value(self.right, lookup)
        hidden = one if one.state == NOT_APPLICABLE else other
        if hidden.state == NOT_APPLICABLE:
            because = tuple(dict.fromkeys(because + hidden.hidden_by))
        elif not (one.known and other.known):
            because = tuple(n for n in because if not lookup(n).known)
        return Outcome(self._decided(one, other), because)


@dataclass(frozen=True)
class Not(Node):
    """The opposite."""

    operand: Node
    __hash__ = Node.__hash__

    def names(self) -> Iterator[str]:
        yield from self.operand.names()

    def evaluate(self, lookup: Lookup) -> Outcome:
        outcome = self.operand.evaluate(lookup)
        return Outcome(OPPOSITE[outcome.tri], outcome.because)


@dataclass(frozen=True)
class Junction(Node):
    """`and` or `or` over several operands."""

    op: str
    operands: tuple[Node, ...]
    __hash__ = Node.__hash__

    def names(self) -> Iterator[str]:
        for operand in self.operands:
            yield from operand.names()

    def evaluate(self, lookup: Lookup) -> Outcome:
        settles = Tri.NO if self.op == "and" else Tri.YES
        outcomes = []
        for operand in self.operands:
            outcome = operand.evaluate(lookup)
            if outcome.tri is settles:
                return outcome
            outcomes.append(outcome)
        unknown = [outcome for outcome in outcomes if outcome.tri is Tri.UNKNOWN]
        deciding = unknown or outcomes
        tri = Tri.UNKNOWN if unknown else Tri.YES if self.op == "and" else Tri.NO
        return Outcome(tri, tuple(dict.fromkeys(name for outcome in deciding for name in outcome.because)))


def _value(side: Name | Constant, lookup: Lookup) -> Value:
    return lookup(side.id) if isinstance(side, Name) else side.meant


def _order(left: Json, right: Json) -> int | None:
    """Return -1, 0 or 1 for less, the same or more; None where two things have no order, as a text and a number."""
    if isinstance(left, str) and isinstance(right, str):
        return (left > right) - (left < right)
    if isinstance(left, (int, float)) and isinstance(right, (int, float)):
        return (left > right) - (left < right)
    return None


def _contains(needle: Json, haystack: Json, *, negated: bool) -> Tri:
    if not isinstance(haystack, (tuple, list)):
        return Tri.YES if negated else Tri.NO
    if needle in haystack:
        return Tri.NO if negated else Tri.YES
    if None in haystack:
        return Tri.UNKNOWN
    return Tri.YES if negated else Tri.NO


# --- parsing ------------------------------------------------------------------------------

_COMPARISONS: dict[type[ast.cmpop], str] = {
    ast.Eq: "==", ast.NotEq: "!=", ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">=", ast.In: "in", ast.NotIn: "not in"}
MAX_LENGTH = 2000  # signs in a condition


@functools.lru_cache(maxsize=None)
def parse(text: str) -> Node:
    """Parse a condition; raises ConditionError with a Dutch message."""
    if len(text) > MAX_LENGTH:
        raise ConditionError(f"De voorwaarde is te lang: {len(text)} tekens; hooguit {MAX_LENGTH}.")
    try:
        tree = ast.parse(text.strip(), mode="eval")
        if "#" in text:
            ast.parse(f"({text.strip()})", mode="eval")  # a remark hides the last bracket: nobody would read it
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        raise ConditionError("De voorwaarde is niet te lezen.") from error
    return _convert(tree.body)


def _convert(node: ast.expr) -> Node:
    if isinstance(node, ast.BoolOp):
        op = "and" if isinstance(node.op, ast.And) else "or"
        return Junction(op, tuple(_convert(value) for value in node.values))
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        return Not(_convert(node.operand))
    if isinstance(node, ast.Compare):
        if len(node.ops) != 1:
            raise ConditionError("Vergelijk steeds twee dingen; gebruik and voor meer.")
        sign = _COMPARISONS.get(type(node.ops[0]))
        if sign is None:
            raise ConditionError("Deze vergelijking is niet toegestaan.")
        return Compare(_operand(node.left), sign, _operand(node.comparators[0]))
    if isinstance(node, (ast.Name, ast.Attribute)):
        name = _dotted(node)
        raise ConditionError(f"'{name}' staat alleen; vergelijk het met een antwoord.", f'{name} == "ja"')
    raise ConditionError("Alleen namen, antwoorden, lijsten, vergelijkingen, and, or, not en in zijn toegestaan.")


def _operand(node: ast.expr) -> Name | Constant:
    if isinstance(node, (ast.Name, ast.Attribute)):
        return Name(_dotted(node))
    return Constant(_constant(node))


def _constant(node: ast.expr) -> Json:
    if isinstance(node, ast.Constant) and isinstance(node.value, (str, int, float)) and not isinstance(node.value, bool):
        return node.value
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        value = _constant(node.operand)
        if isinstance(value, (int, float)):
            return -value
    if isinstance(node, (ast.List, ast.Tuple)):
        return tuple(_constant(item) for item in node.elts)
    if isinstance(node, ast.Name):
        raise ConditionError(f"'{node.id}' moet tussen aanhalingstekens staan.", f'"{node.id}"')
    raise ConditionError("Alleen tekst tussen aanhalingstekens, getallen en lijsten daarvan zijn toegestaan.")


def _dotted(node: ast.expr) -> str:
    parts: list[str] = []
    while isinstance(node, ast.Attribute):
        parts.append(node.attr)
        node = node.value
    if not isinstance(node, ast.Name):
        raise ConditionError("Alleen namen met punten zijn toegestaan, zoals partners.soort.")
    name = ".".join((node.id, *reversed(parts)))
    if "__" in name:
        raise ConditionError(f"De naam '{name}' is niet toegestaan.")
    return name
