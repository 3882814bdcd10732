"""Reading answers through what editors renamed (`was`) and removed (`retired`, `instead`)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from site_build.content.documents import Json, text_of
from site_build.content.model import DONT_KNOW, Choice, Content, Question, Thing
from site_build.interview.records import Answers
from site_build.interview.validation import find_choice

_T = TypeVar("_T", bound=Thing)
_OTHER = ("plan", "statements", "moments")  # what `kept` holds besides answers


def all_questions(content: Content) -> dict[str, Question]:
    """Return every question by id, retired ones included."""
    return {q.id: q for section in content.sections for q in section.questions}


def by_any_id(things: Iterable[_T]) -> dict[str, _T]:
    """Return things by id and by every earlier id; a present id goes before an earlier one."""
    things = list(things)
    return {old: thing for thing in things for old in thing.was} | {thing.id: thing for thing in things}


def carry_over(question: Question, value: Json) -> tuple[Json, bool]:
    """Return what an answer has become, and whether anything of it could not be carried over.

    A retired choice becomes the choice that `instead` names; without one it falls out. None is: nothing left.
    """
    if value == DONT_KNOW:
        return value, False
    if question.type == "choice":
        return _choice(question, value)
    if question.type == "choices" and isinstance(value, list):
        carried = [_choice(question, item) for item in value]
        left = list(dict.fromkeys(text_of(item) for item, gone in carried if not gone))
        return (left if left or not value else None), any(gone for _, gone in carried)
    if question.type == "choices":
        live, gone = _choice(question, value)
        return (None if gone else live), gone
    if question.type == "list" and isinstance(value, list):
        entries = [_entry(question, entry) for entry in value]
        return [entry for entry, _ in entries], any(gone for _, gone in entries)
    return value, False


def _entry(question: Question, entry: Json) -> tuple[Json, bool]:
    if not isinstance(entry, dict):
        return entry, False
    parts, found, anything_gone = by_any_id(question.parts), {}, False
    for key, value in entry.items():
        part = parts.get(key)
        if part is None:
            found[key] = value  # validation names it
        elif part.retired:
            anything_gone = True
        else:
            live, gone = carry_over(part, value)
            anything_gone = anything_gone or gone
            if live is not None and (key == part.id or part.id not in entry):
                found[part.id] = live
    return found, anything_gone


def _choice(question: Question, raw: Json) -> tuple[Json, bool]:
    choice = find_choice(question, raw)
    if choice is None:
        return raw, False
    live = _living(question, choice)
    return (live.id, False) if live else (None, True)


def _living(question: Question, choice: Choice) -> Choice | None:
    """Follow `instead` from choice to choice until one still exists."""
    seen: set[str] = set()
    while choice.retired:
        following = find_choice(question, choice.instead)
        if following is None or choice.id in seen:
            return None
        seen.add(choice.id)
        choice = following
    return choice


def ask_again(answers: Answers, content: Content) -> list[str]:
    """Return Dutch lines on kept answers that could not be carried over, as long as they are open."""
    questions = by_any_id(all_questions(content).values())
    lines = []
    for id, kept in answers.kept.items():
        question = questions.get(id)
        if question is None or id in _OTHER:
            continue
        if question.retired:
            lines.extend(_on_retired(question, answers, questions))
        elif answers.values.get(question.id) == carry_over(question, kept)[0]:
            lines.append(f"Een antwoord op '{question.ask}' bestaat niet meer. Beantwoord deze vraag opnieuw.")
    return lines


def ask_again_report(answers: Answers, content: Content, place: str) -> list[str]:
    """Return `ask_again` with a heading and what to do; nothing where nothing must be answered again. `place` is the handbook's folder."""
    lines = ask_again(answers, content)
    return [f"Antwoorden die niet meer bestaan ({len(lines)}):", *(f"  {line}" for line in lines), f"  Opnieuw antwoorden kan met: handreiking ask {place}"] if lines else []


def _on_retired(question: Question, answers: Answers, questions: dict[str, Question]) -> list[str]:
    instead, seen = questions.get(question.instead), {question.id}
    while instead is not None and instead.retired and instead.id not in seen:
        seen.add(instead.id)
        instead = questions.get(instead.instead)
    if instead is None or instead.retired:
        return [f"De vraag '{question.ask}' is vervallen. {question.instead}".strip()]
    if instead.id in answers.values:
        return []
    return [f"De vraag '{question.ask}' is vervallen. Beantwoord in plaats daarvan: {instead.ask}"]
