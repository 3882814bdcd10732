"""What is not known, and what hangs on each answer: the order in which to find it out.

*Weet ik niet* is unknown; a question that nobody was asked yet is not, and is kept apart.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from site_build.content.conditions import UNKNOWN, Outcome, Tri, evaluate
from site_build.content.documents import Json
from site_build.content.model import DONT_KNOW, URGENCIES, Content, Question
from site_build.interview.facts import Values
from site_build.interview.parts import parts_asked
from site_build.tailoring.explaining import underlying
from site_build.tailoring.selection import ChosenBlock, Selection


@dataclass(frozen=True)
class OpenPart:
    """A part of one entry of a list that nobody knows; its answer may stand in the plan or in the estimate."""

    question: Question
    entry: Mapping[str, Json]
    part: Question


@dataclass(frozen=True)
class OpenQuestion:
    """A question without an answer; the numbers say on how many things its answer decides."""

    question: Question
    asked: bool  # somebody said 'weet ik niet'; False: nobody was asked
    pages: int
    actions: int
    advice: int

    @property
    def weight(self) -> int:
        """Everything that hangs on it; a piece of advice decides more than a page."""
        return self.pages + self.actions + 3 * self.advice


def open_questions(content: Content, values: Values, selection: Selection) -> tuple[OpenQuestion, ...]:
    """Return every question that applies and has no answer, what decides most first."""
    pages, actions, advice = (_counted(pairs, content) for pairs in (
        ((page.thing.id, _open_in((page.outcome,), page.body)) for page in selection.pages if page.included),
        ((action.thing.id, (action.outcome, evaluate(action.thing.done_when, values.lookup))) for action in selection.actions if action.included),
        _undecided_advice(content, values),
    ))
    found = [
        OpenQuestion(question, id in values.answers.values, pages[id], actions[id], advice[id])
        for id, question in content.questions.items() if values[id].state == UNKNOWN
    ]
    return tuple(sorted(found, key=lambda open: (not open.asked, -open.weight)))


def of_danger(content: Content, values: Values) -> frozenset[str]:
    """Return the questions on which it hangs whether people are in danger, the first thing that somebody is asked: of more than one piece of advice.

    What only makes one of these pieces more exact can wait.
    """
    outcomes = {piece.id: evaluate(piece.when, values.lookup) for piece in content.advice if piece.urgency == URGENCIES[0] and not piece.retired}
    counted = _counted(((id, (outcome,)) for id, outcome in outcomes.items()), content)
    return frozenset(id for id, count in counted.items() if count > 1)


def open_parts(content: Content, values: Values) -> tuple[OpenPart, ...]:
    """Return every part of an entry of a list that is open: *weet ik niet*, or left empty while something in the handbook hangs on it."""
    found = ((question, entry, part) for id, question in content.questions.items() if question.type == "list" and values[id].known
             for entry in values[id].entries for part in parts_asked(question, entry))
    return tuple(OpenPart(question, entry, part) for question, entry, part in found
                 if entry.get(part.id) == DONT_KNOW or part.id not in entry and part.short)


def _undecided_advice(content: Content, values: Values) -> Iterator[tuple[str, tuple[Outcome, ...]]]:
    """Yield the advice that some answer could still give, with what is open about it."""
    for piece in content.advice:
        if piece.retired:
            continue
        outcome = evaluate(piece.when, values.lookup)
        if outcome.tri is Tri.UNKNOWN:
            yield piece.id, (outcome,)
        elif outcome.tri is Tri.YES and piece.find_out:
            yield piece.id, (Outcome(Tri.UNKNOWN, tuple(name for name in piece.find_out if values[name].state == UNKNOWN)),)


def _open_in(outcomes: Iterable[Outcome], body: Iterable[ChosenBlock]) -> tuple[Outcome, ...]:
    found = list(outcomes)
    for block in body:
        found.append(block.outcome)
        found.extend(_open_in((), block.body))
    return tuple(found)


def _counted(pairs: Iterable[tuple[str, Iterable[Outcome]]], content: Content) -> dict[str, int]:
    """Return per question on how many things it decides."""
    deciding: dict[str, set[str]] = defaultdict(set)
    for key, outcomes in pairs:
        for outcome in outcomes:
            if outcome.tri is Tri.UNKNOWN:
                for name in outcome.because:
                    for id in underlying(name, content):
                        deciding[id].add(key)
    return defaultdict(int, {id: len(keys) for id, keys in deciding.items()})
