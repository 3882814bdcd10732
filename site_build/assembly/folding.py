"""What hangs only on questions that nobody was asked yet folds into one line, with the questions: it is not *unknown*."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from site_build.assembly.doc import Block, Section
from site_build.assembly.marks import BODY, FOLDED
from site_build.assembly.serialise import section_text
from site_build.content.conditions import UNKNOWN, Outcome
from site_build.content.model import Question
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


def fold(sections: Iterable[Section], questions: dict[str, Question], phrases: Phrases) -> tuple[Section, ...]:
    """Return the sections with all that waits for a first answer folded into one, at the end; a heading keeps a line."""
    given = tuple(sections)
    folded = [section for section in given if section.asks]
    if not folded:
        return given
    kept: list[Section] = []
    removed = False
    for section in given:
        if section.asks:
            removed = True
            continue
        if removed and section.text.lstrip().startswith("#"):
            kept = _with_line(kept, phrases)
        kept.append(section)
        removed = False
    if removed:
        kept = _with_line(kept, phrases)
    asks = tuple(dict.fromkeys(id for section in folded for id in section.asks))
    return (*kept, Section(FOLDED, (_questions(asks, questions, phrases), *(Block(section_text(section)) for section in folded)), _title(len(asks), phrases)))


def _with_line(kept: Sequence[Section], phrases: Phrases) -> list[Section]:
    """Say under a heading that has lost all its text where it went."""
    last = kept[-1].text.rstrip().rpartition("\n")[2] if kept else ""
    if not last.startswith("#"):
        return list(kept)
    return [*kept[:-1], replace(kept[-1], role=BODY, blocks=(*kept[-1].blocks, Block(phrases("folding.left"))))]


def _questions(asks: Sequence[str], questions: dict[str, Question], phrases: Phrases) -> Block:
    lines = [f"- {questions[id].ask}" for id in asks]
    return Block("\n".join([phrases("folding.answer"), "", *lines]))


def _title(count: int, phrases: Phrases) -> str:
    if count == 1:
        return phrases("folding.one")
    number = phrases.number(count)
    return phrases("folding.many", number=f"{number[:1].upper()}{number[1:]}")
