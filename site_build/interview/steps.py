"""The interview turned inside out: what is shown now, and what an answer makes of it. Values in, values out.

A *place* says where somebody is in a walk; with the answers it is all the state there is, and both can be
written down. `Questions` walks the questionnaire, `statements.Statements` the statements of one person. A front
(terminal, numbered lines, browser) shows `place.screen(content, answers)` and hands back what came: an answer, the
key of an option, or a Signal. It never waits inside a call.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import Protocol

from site_build.content.documents import Json
from site_build.content.model import Content, Question
from site_build.interview import entries, flow
from site_build.interview.clashing import clashes_at
from site_build.interview.flow import Trail
from site_build.interview.prompts import Menu, Prompt, Signal, as_said, prompt_for
from site_build.interview.records import Answers

KEEP_OPEN = "klaar"  # the key in a review: done, with or without open questions


@dataclass(frozen=True)
class Step:
    """What one answer made: the next place (None: the walk is over), the answers, and what to say."""

    place: Place | None
    answers: Answers
    said: tuple[str, ...] = ()


class Place(Protocol):
    """Where somebody is in a walk."""

    def screen(self, content: Content, answers: Answers) -> Prompt | Menu:
        """Return what to put to the person."""

    def give(self, content: Content, answers: Answers, outcome: Json | Signal) -> Step:
        """Take what came back; STOP and END are for the front and never come here, but END at a complete review."""


@dataclass(frozen=True)
class Questions:
    """The walk over the questionnaire; `entry` is where one is inside a question that is a list.

    With `who`, a role, only the questions that this role can answer: for a colleague.
    """

    trail: Trail
    quick: bool
    entry: entries.Cursor = entries.Cursor()
    who: str = ""

    def screen(self, content: Content, answers: Answers) -> Prompt | Menu:
        """Return the question, the list, the part of a list entry, or the review that is put now."""
        if self.trail.at is None:
            return _review(content, answers, self)
        question = content.questions[self.trail.at]
        prompt = _prompt(question, content, answers, self._order(content, answers))
        if clashes := clashes_at(question.id, content, answers):
            prompt = dataclasses.replace(prompt, note=" ".join((prompt.note, *clashes)).strip())
        return entries.screen(prompt, content, self.entry) if question.type == "list" else prompt

    def give(self, content: Content, answers: Answers, outcome: Json | Signal) -> Step:
        """Keep an answer and go on; BACK and REVIEW move."""
        if self.trail.at is None:
            return self._from_review(content, answers, outcome)
        question, said = content.questions[self.trail.at], tuple[str, ...]()
        if question.type == "list" and outcome is not Signal.REVIEW:
            value = answers.values.get(question.id)
            inside = entries.give(question, value, self.entry, outcome)
            changed = _keep(answers, question.id, inside.value)
            if inside.cursor is not None:
                return Step(dataclasses.replace(self, entry=inside.cursor), changed)
            answers, outcome = changed, inside.left
        elif not isinstance(outcome, Signal):
            answers = _keep(answers, question.id, as_said(question, outcome, content, answers))
            said = clashes_at(question.id, content, answers)
        return self._leave_question(content, answers, outcome, said)

    def _leave_question(self, content: Content, answers: Answers, outcome: Json | Signal, said: tuple[str, ...]) -> Step:
        order = self._order(content, answers)
        if outcome is Signal.BACK:
            before = flow.back(self.trail, order)
            return self._at(before, answers, *(("Dit is de eerste vraag.",) if before == self.trail else ()))
        if outcome is Signal.REVIEW:
            return self._at(flow.open_review(self.trail), answers)
        return self._at(flow.forward(self.trail, order, answers.values.__contains__), answers, *said)

    def _from_review(self, content: Content, answers: Answers, outcome: Json | Signal) -> Step:
        order = self._order(content, answers)
        if outcome is Signal.BACK:
            return self._at(flow.back(self.trail, order), answers)
        if outcome in (KEEP_OPEN, Signal.END):
            return Step(None, answers)
        if outcome == "verder":
            return self._at(flow.start(order, answers.values.__contains__), answers)
        if outcome == "alles":
            return Step(begin(content, answers, quick=False), answers)
        return self._at(flow.jump(str(outcome)), answers)

    def _at(self, trail: Trail, answers: Answers, *said: str) -> Step:
        return Step(Questions(trail, self.quick, who=self.who), answers, said)

    def _order(self, content: Content, answers: Answers) -> list[str]:
        return _order(content, answers, quick=self.quick, who=self.who)


def _order(content: Content, answers: Answers, *, quick: bool, who: str) -> list[str]:
    return [question.id for question in flow.asked(content, answers, quick=quick, who=who)]


def begin(content: Content, answers: Answers, *, quick: bool, who: str = "") -> Questions:
    """Return the place where the questionnaire begins or goes on: the first open question, or the review; `who` as in Questions."""
    return Questions(flow.start(_order(content, answers, quick=quick, who=who), answers.values.__contains__), quick, who=who)


def at_question(id: str, *, quick: bool = False) -> Questions:
    """Return the place at one question; back leads to the review."""
    return Questions(flow.jump(id), quick)


def _prompt(question: Question, content: Content, answers: Answers, order: list[str]) -> Prompt:
    section = flow.section_of(content, question.id)
    inside = question.id in order  # after an answer that hid it, it can still be on the screen of the browser
    return prompt_for(question, content, answers, title=section.title,
                      progress=flow.progress(content, order, question.id) if inside else None,
                      intro="\n".join(text for text in (section.intro if inside and flow.opens_section(content, order, question.id) else "", question.intro) if text),
                      current=answers.values.get(question.id))


def _keep(answers: Answers, id: str, value: Json) -> Answers:
    return answers if value is None and id not in answers.values else answers.with_value(id, value)


def _review(content: Content, answers: Answers, place: Questions) -> Menu:
    lines = flow.review(content, answers, quick=place.quick, who=place.who)
    missing = sum(line.open for line in lines)
    options = [("verder", f"Verder met de vragen die nog open zijn ({missing})") if missing else (KEEP_OPEN, "Klaar: alles klopt")]
    more = len(flow.asked(content, answers)) - len(lines)
    if place.quick and more:
        options.append(("alles", f"Verder met de andere vragen ({more})"))
    heading = ""
    for line in lines:
        if line.section != heading:
            heading = line.section
            options.append((f"#{heading}", heading))
        options.append((line.question.id, f"{_capital(line.question.label)}: {line.text}"))
    if missing:
        options += [("#", ""), (KEEP_OPEN, "Klaar voor nu: de rest blijft open")]
    return Menu("Overzicht van uw antwoorden", tuple(options), "Kies een antwoord om het te veranderen.", complete=not missing)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


