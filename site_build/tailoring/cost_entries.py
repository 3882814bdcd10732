"""The lists of costs and events by what their parts and choices mean (`means:`), whatever a guide calls them."""

from __future__ import annotations

from collections.abc import Mapping

from site_build.content.documents import Json
from site_build.content.model import Content, Question

_LISTS = ("costs", "events")


def own_entry(content: Content, meaning: str, entry: Mapping[str, Json]) -> dict[str, Json]:
    """Return an entry of the list that means `costs` or `events`, by the meaning of its parts and choices; without one, by their id."""
    question = content.questions.get(content.meaning(meaning))
    parts = {part.id: part for part in (question.parts if question else ())}
    return {parts[key].means or key if key in parts else key: own_choice(parts[key], value) if key in parts else value for key, value in entry.items()}


def labels(content: Content) -> dict[tuple[str, str], str]:
    """Return the Dutch label per choice of a part: ('costs.item', 'team')."""
    found = {}
    for meaning in _LISTS:
        question = content.questions.get(content.meaning(meaning))
        for part in question.parts if question else ():
            for choice in part.choices:
                found[(f"{meaning}.{part.means or part.id}", str(own_choice(part, choice.id)))] = choice.label
    return found


def content_question(content: Content, meaning: str, part: str) -> Question | None:
    """Return the part of a list by what the two mean."""
    question = content.questions.get(content.meaning(meaning))
    return next((one for one in question.parts if one.means == part and not one.retired), None) if question else None


def said_choice(question: Question, value: Json) -> str:
    """Return what a choice means, else how the guide says it."""
    choice = question.choice(value) if isinstance(value, str) else None
    return (choice.means or choice.label) if choice else str(value)


def own_choice(part: Question, value: Json) -> Json:
    """Return what a choice means, where it means something to the sums, else the value as it is."""
    choice = part.choice(value) if isinstance(value, str) else None
    return (choice.means or value) if choice else value
