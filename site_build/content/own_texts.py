"""*Anders, namelijk*: a choice with `own: true` asks, right behind its question, what it is then.

What it asks is an ordinary text question (`<id>_namelijk`) that the program makes: so it is kept, checked, escaped and asked at every
door (terminal, file, workbook, browser), and never leaves in an edition to share, like every text.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator

from site_build.content.conditions import Condition
from site_build.content.model import Choice, Question, Section

SUFFIX = "_namelijk"


def with_own_texts(sections: Iterable[Section]) -> tuple[Section, ...]:
    """Return the sections with a text question behind every question, or part of a list, that has a choice of one's own."""
    return tuple(dataclasses.replace(section, questions=tuple(_expanded(section.questions))) for section in sections)


def own_choice(question: Question) -> Choice | None:
    """Return the choice behind which somebody says what it is."""
    return next((choice for choice in question.choices if choice.own and not choice.retired), None)


def _expanded(questions: Iterable[Question]) -> Iterator[Question]:
    for question in questions:
        yield dataclasses.replace(question, parts=tuple(_expanded(question.parts))) if question.parts else question
        choice = own_choice(question)
        if choice is not None and question.type in ("choice", "choices") and not question.retired:
            yield _text(question, choice)


def _text(question: Question, choice: Choice) -> Question:
    chosen = f'"{choice.id}" in {question.id}' if question.type == "choices" else f'{question.id} == "{choice.id}"'
    return Question(
        id=f"{question.id}{SUFFIX}", place=choice.place, was=tuple(f"{old}{SUFFIX}" for old in question.was), short=f"{question.label}: {choice.label.lower()}",
        ask=f"{question.ask} {choice.label}:", why=question.why, type="text", who=question.who, when=Condition(chosen, choice.place),
        confidential=question.confidential, placeholder=choice.label.lower(), neutral=True)
