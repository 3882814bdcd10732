"""What each name in a condition is: its type and values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from site_build.content.keeping import kept
from site_build.content.model import NO, YES, Content, Question
from site_build.content.needs import DIFFERENCE, SCORE, STATEMENT


@dataclass(frozen=True)
class NameType:
    """The type of a name: text, number, date, choice, code (a municipality) or records (a whole list).

    `many` says that the name is a list of such values; `values` are all values of a choice.
    """

    type: str
    values: tuple[str, ...] = ()
    many: bool = False


def name_types(content: Content) -> Mapping[str, NameType]:
    """Return the type of every name that a condition may use."""
    return kept(content, _name_types)


def _name_types(content: Content) -> dict[str, NameType]:
    types: dict[str, NameType] = {}
    for question in content.questions.values():
        types[question.id] = _of_question(question)
        for part in question.parts:
            if part.type not in ("choices", "list") and not part.retired:
                inner = _of_question(part)
                types[f"{question.id}.{part.id}"] = NameType(inner.type, inner.values, many=True)
    types.update({fact.id: NameType(fact.type, tuple(fact.labels)) for fact in content.known_facts.values()})
    labels = tuple(label.id for label in content.scoring.labels)
    types.update({f"{SCORE}{dimension.id}": NameType("choice", labels) for dimension in content.scoring.dimensions})
    types.update({statement_name(statement.id): NameType("number") for statement in content.statements if not statement.retired})
    return types


def statement_name(id: str) -> str:
    """Return how a condition names a statement: `statement.d3_1` for d3-1; its value is its points, 0 to 100."""
    return STATEMENT + id.replace("-", "_")


def from_statements(name: str) -> bool:
    """Return True for a name that only the filled-in statements decide."""
    return name.startswith((SCORE, STATEMENT)) or name == DIFFERENCE


def part_types(parts: Iterable[Question]) -> dict[str, NameType]:
    """Return the type of every name that the condition of a part may use: the parts before it."""
    return {part.id: _of_question(part) for part in parts if not part.retired}


def _of_question(question: Question) -> NameType:
    live = tuple(choice.id for choice in question.choices if not choice.retired)
    if question.type == "yes_no":
        return NameType("choice", (YES, NO))
    if question.type in ("choice", "choices"):
        return NameType("choice", live, many=question.type == "choices")
    return NameType({"scale": "number", "municipality": "code", "list": "records"}.get(question.type, question.type))


def earlier_names(content: Content) -> dict[str, str]:
    """Return earlier and retired question ids, each with what to use instead (an id, or nothing)."""
    earlier: dict[str, str] = {}
    for section in content.sections:
        for question in section.questions:
            earlier.update(dict.fromkeys(question.was, question.id))
            if question.retired:
                earlier[question.id] = question.instead if question.instead in content.questions else ""
    return earlier


def nearest(word: str, known: Iterable[str]) -> str:
    """Return the known word that looks most like this one, or nothing."""
    import difflib  # here: the first question does not wait for it

    close = difflib.get_close_matches(word, sorted(known), n=1, cutoff=0.6)
    return close[0] if close else ""
