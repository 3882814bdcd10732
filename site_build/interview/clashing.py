"""Where an answer and a statement say the opposite: what the answers say about a statement, and what people said."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from site_build.content.conditions import Lookup, Tri
from site_build.content.model import Content
from site_build.interview.facts import Values
from site_build.interview.records import Answers

if TYPE_CHECKING:
    from site_build.content.model import Statement

SCALE = ("helemaal niet", "een beetje", "half", "grotendeels", "volledig")
_MIDDLE = 3


@dataclass(frozen=True)
class Known:
    """The degree (1 to 5) that answers give to a statement, and the names of those answers."""

    degree: int
    because: tuple[str, ...]


def known_degree(statement: Statement, lookup: Lookup) -> Known | None:
    """Return what the answers say about a statement (`known_when`), if they say it for certain."""
    for rule in statement.known_when:
        outcome = rule.when.evaluate(lookup)
        if outcome.tri is Tri.YES:
            return Known(rule.degree, outcome.because)
    return None


def clash_with(statement: Statement, degree: int | str | None, lookup: Lookup) -> Known | None:
    """Return what the answers say where it is the opposite of this degree."""
    known = known_degree(statement, lookup)
    if known is None or not isinstance(degree, int) or (degree < _MIDDLE) == (known.degree < _MIDDLE) or abs(degree - known.degree) < 2:
        return None
    return known


def clashes_at(question: str, content: Content, answers: Answers) -> tuple[str, ...]:
    """Return per statement that says the opposite of the answer to a question: both, and the question which is right, in Dutch.

    What people filled in about the statement is taken together: the degree in the middle of all sheets.
    """
    if not answers.statements or question not in answers.values:
        return ()
    return tuple(_found(question, content, answers))


def _found(question: str, content: Content, answers: Answers) -> Iterator[str]:
    lookup = Values(content, answers).lookup
    for statement in content.statements:
        given = sorted(degree for sheet in answers.statements if isinstance(degree := sheet.answers.get(statement.id), int))
        if statement.retired or not given:
            continue
        middle = given[(len(given) - 1) // 2]
        known = clash_with(statement, middle, lookup)
        if known and question in known.because:
            yield content.phrases("interview.clash", statement=statement.text, degree=SCALE[middle - 1], number=str(middle))
