"""What is not decided stands together at the end of a chapter: what somebody does not know, and, folded, what nobody was asked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from site_build.assembly.doc import Block, Section
from site_build.assembly.marks import BODY, FOLDED
from site_build.assembly.serialise import section_text
from site_build.content.conditions import UNKNOWN, Outcome
from site_build.content.model import Content, Question
from site_build.content.names import from_statements
from site_build.content.phrases import Phrases
from site_build.interview.facts import Values
from site_build.tailoring.explaining import underlying


def unasked(outcome: Outcome, values: Values) -> tuple[str, ...]:
    """Return the questions that leave an outcome open, when nobody was asked any of them; else nothing."""
    found: dict[str, None] = {}
    for name in outcome.because:
        open_ = [id for id in underlying(name, values.content) if id in values.content.questions and values[id].state == UNKNOWN]
        if from_statements(name) or not open_ or any(values.was_asked(id) for id in open_):
            return ()
        found.update(dict.fromkeys(open_))
    return tuple(found)


def undecided_by(outcome: Outcome, values: Values) -> tuple[str, ...]:
    """Return the questions without an answer that leave an outcome open."""
    found = [id for name in outcome.because for id in underlying(name, values.content) if id in values.content.questions and values[id].state == UNKNOWN]
    return tuple(dict.fromkeys(found))


def fold(sections: Iterable[Section], content: Content) -> tuple[Section, ...]:
    """Return the sections with what is not decided together at the end; a heading that loses all its text keeps a line.

    First what somebody does not know, under one heading with the questions to ask; then, folded into one line, what nobody was
    asked yet.
    """
    given, phrases, questions = tuple(sections), content.phrases, content.questions
    open_ = _joined(section for section in given if section.unknown)
    folded = [section for section in given if section.asks]
    if not folded and not open_:
        return given
    kept: list[Section] = []
    removed = ""
    for section in given:
        if section.asks or section.unknown:
            removed = removed or (phrases("folding.left") if section.asks else phrases("folding.open_left"))
            continue
        if removed and section.text.lstrip().startswith("#"):
            kept = _with_line(kept, removed)
        kept.append(section)
        removed = ""
    if removed:
        kept = _with_line(kept, removed)
    if open_:
        kept += [_to_ask(open_, content), *open_]
    if folded:
        asks = tuple(dict.fromkeys(id for section in folded for id in section.asks))
        kept.append(Section(FOLDED, (_questions(asks, questions, phrases), *(Block(section_text(section)) for section in folded)), _title(len(asks), phrases)))
    return tuple(kept)


def _joined(sections: Iterable[Section]) -> tuple[Section, ...]:
    """Return one section per label, with the blocks of all that have it."""
    found: dict[str, Section] = {}
    for section in sections:
        before = found.get(section.title)
        found[section.title] = section if before is None else replace(before, blocks=(*before.blocks, *section.blocks))
    return tuple(found.values())


def _to_ask(sections: Iterable[Section], content: Content) -> Section:
    """Return the heading over what somebody does not know, with the questions that decide it and who may know the answer."""
    phrases, roles = content.phrases, {role.id: role.name.lower() for role in content.roles}
    ids = tuple(dict.fromkeys(id for section in sections for id in section.unknown))
    asked = [content.questions[id] for id in ids]
    leader = content.meaning("project_leader")
    lines = [f"- {phrases('folding.open_question', ask=question.ask, who=roles[question.who]) if question.who in roles and question.who != leader else question.ask}"
             for question in asked]
    text = "\n".join([phrases("folding.open_ask_one" if len(ids) == 1 else "folding.open_ask"), "", *lines])
    return Section(BODY, (Block(text),), phrases("folding.open_title"))


def _with_line(kept: Sequence[Section], line: str) -> list[Section]:
    """Say under a heading that has lost all its text where it went."""
    last = kept[-1].text.rstrip().rpartition("\n")[2] if kept else ""
    if not last.startswith("#"):
        return list(kept)
    return [*kept[:-1], replace(kept[-1], role=BODY, blocks=(*kept[-1].blocks, Block(line)))]


def _questions(asks: Sequence[str], questions: dict[str, Question], phrases: Phrases) -> Block:
    lines = [f"- {questions[id].ask}" for id in asks]
    return Block("\n".join([phrases("folding.answer"), "", *lines]))


def _title(count: int, phrases: Phrases) -> str:
    if count == 1:
        return phrases("folding.one")
    number = phrases.number(count)
    return phrases("folding.many", number=f"{number[:1].upper()}{number[1:]}")
