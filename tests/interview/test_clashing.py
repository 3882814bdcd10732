"""In the interview itself: an answer that says the opposite of what people said about a statement is met with the question which is right."""

from __future__ import annotations

from pathlib import Path

import pytest

from site_build.content.model import Content
from site_build.interview import steps
from site_build.interview.answers import Answers, Sheet
from tests.builders import DIMENSIONS, make_content

STATEMENTS = """\
- {id: d1-1, code: D1.1, dimension: ruimte, kind: G, text: Het mandaat staat op papier.,
   known_when: [{when: mandaat == "vastgelegd", degree: 5}, {when: mandaat == "geen", degree: 1}]}
- {id: d1-2, code: D1.2, dimension: ruimte, kind: G, text: Uitvoerders weten het.}
"""
CLASH = "Dit botst met de stelling ‘Het mandaat staat op papier.’ Die kreeg 1 van 5 (helemaal niet). Wat klopt? Verander het antwoord of de stelling."


@pytest.fixture
def content(tmp_path: Path) -> Content:
    return make_content(tmp_path, {"guide/knowledge/dimensions.yml": DIMENSIONS, "guide/knowledge/statements.yml": STATEMENTS})


def answers(*degrees: int, **given: str) -> Answers:
    return Answers("hb-test0001", "2026-11-24", dict(given), statements=tuple(Sheet("projectleider", {"d1-1": degree, "d1-2": 1}) for degree in degrees))


def said(content: Content, before: Answers, answer: str) -> tuple[str, ...]:
    return steps.at_question("mandaat").give(content, before, answer).said


def test_an_answer_that_clashes_is_said_when_it_is_given_and_when_it_is_looked_at_again(content: Content) -> None:
    assert said(content, answers(1), "vastgelegd") == (CLASH,)
    screen = steps.at_question("mandaat").screen(content, answers(1, mandaat="vastgelegd"))
    assert isinstance(screen, steps.Prompt) and screen.note == CLASH


def test_what_agrees_or_is_half_is_no_clash_and_without_statements_there_is_none(content: Content) -> None:
    assert said(content, answers(1), "geen") == said(content, answers(3), "vastgelegd") == said(content, answers(), "vastgelegd") == ()


def test_several_people_count_together(content: Content) -> None:
    assert said(content, answers(1, 5, 5), "vastgelegd") == ()
    assert said(content, answers(1, 1, 5), "vastgelegd") == (CLASH,)


def test_a_clash_belongs_to_the_question_that_makes_it(content: Content) -> None:
    other = steps.at_question("fase").screen(content, answers(1, mandaat="vastgelegd", fase="starten"))
    assert isinstance(other, steps.Prompt) and other.note == ""
