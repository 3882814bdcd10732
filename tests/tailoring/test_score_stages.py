"""Scores are about what is asked in this stage; answers say a statement that nobody knows, and may clash with one that people gave."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from site_build.content.model import Content
from site_build.desk.checking import check_content
from site_build.desk.worlds import world_of
from site_build.interview import statements
from site_build.interview.answers import Answers, Sheet
from site_build.tailoring.handbook import tailor
from site_build.tailoring.score_advice import explain_score
from site_build.tailoring.scores import Scores
from tests.builders import DIMENSIONS, make_content

STATEMENTS = """\
- {id: d1-1, code: D1.1, dimension: ruimte, kind: G, text: Het mandaat staat op papier., hard: true, warning: Geen mandaat., stop: Stop.,
   known_when: [{when: mandaat == "vastgelegd", degree: 5}, {when: mandaat == "geen", degree: 1}]}
- {id: d1-2, code: D1.2, dimension: ruimte, kind: G, text: Uitvoerders weten het.}
- {id: d1-3, code: D1.3, dimension: ruimte, kind: B, text: Er is afgeweken.}
- {id: d1-4, code: D1.4, dimension: ruimte, kind: B, text: Wij motiveren.}
"""


@pytest.fixture
def content(tmp_path: Path) -> Content:
    return make_content(tmp_path, {"guide/knowledge/dimensions.yml": DIMENSIONS, "guide/knowledge/statements.yml": STATEMENTS})


def scored(content: Content, degrees: dict[str, int | str], **answers: Any) -> Scores:
    found = tailor(content, Answers("hb-test0001", "2026-11-24", answers, statements=(Sheet("projectleider", degrees),))).scores
    assert found is not None
    return found


def test_before_the_start_only_what_is_asked_counts_and_the_rest_is_not_yet_at_issue(content: Content) -> None:
    found = scored(content, {"d1-1": 5, "d1-2": 5}, fase="voorbereiden")
    dimension = found.dimensions[0]
    assert (dimension.points, dimension.applicable, found.gap_percent, found.too_unknown) == (100, 2, 0, False)
    assert [(s.id, s.later, s.applies) for s in dimension.statements] == [
        ("d1-1", False, True), ("d1-2", False, True), ("d1-3", True, False), ("d1-4", True, False)]
    assert "  D1.3 Er is afgeweken. nog niet aan de orde: telt niet mee" in explain_score(found, "D1")


def test_in_a_later_stage_the_same_sheet_has_a_gap(content: Content) -> None:
    found = scored(content, {"d1-1": 5, "d1-2": 5}, fase="uitvoeren")
    assert (found.dimensions[0].points, found.gap_percent, found.too_unknown) == (None, 50, True)


def test_what_somebody_did_answer_counts_in_every_stage(content: Content) -> None:
    found = scored(content, {"d1-1": 5, "d1-2": 5, "d1-3": 1}, fase="voorbereiden")
    assert (found.dimensions[0].applicable, found.dimensions[0].points) == (3, 67)


def test_an_answer_outranks_a_statement_that_nobody_knows_and_the_sum_says_so(content: Content) -> None:
    found = scored(content, {"d1-1": "onbekend", "d1-2": 3}, fase="voorbereiden", mandaat="vastgelegd")
    statement = found.dimensions[0].statements[0]
    assert (statement.points, statement.from_answers, statement.known_from) == (100, True, ("mandaat",))
    assert (found.dimensions[0].points, found.gap_percent, found.warnings) == (75, 0, ())
    assert "  D1.1 Het mandaat staat op papier. volgt uit uw antwoorden: 100 punten" in explain_score(found, "D1")


def test_an_unknown_answer_says_nothing_about_a_statement(content: Content) -> None:
    found = scored(content, {"d1-1": "onbekend", "d1-2": 3}, fase="voorbereiden", mandaat="onbekend")
    assert found.dimensions[0].statements[0].points is None


def test_the_opposite_of_the_answers_is_a_clash_and_not_a_warning_as_well(content: Content) -> None:
    found = scored(content, {"d1-1": 1, "d1-2": 3}, fase="voorbereiden", mandaat="vastgelegd")
    assert [s.id for s in found.clashes] == ["d1-1"]
    assert found.dimensions[0].statements[0].points == 0
    assert found.warnings == ()


@pytest.mark.parametrize(("degree", "answer"), [(3, "vastgelegd"), (4, "vastgelegd"), (1, "geen"), (1, "onbekend")])
def test_what_is_not_the_opposite_does_not_clash(content: Content, degree: int, answer: str) -> None:
    assert scored(content, {"d1-1": degree, "d1-2": 3}, fase="voorbereiden", mandaat=answer).clashes == ()


def test_the_interview_says_what_the_answers_say_and_asks_which_is_right(content: Content) -> None:
    def note(degrees: dict[str, int | str]) -> str:
        answers = Answers("hb-test0001", "2026-11-24", {"fase": "voorbereiden", "mandaat": "vastgelegd"}, statements=(Sheet("projectleider", degrees),))
        walk = statements.Statements(0, statements.flow.jump("d1-1"))
        return walk.screen(content, answers).note

    assert note({}) == "Uw antwoord bij ‘Is het mandaat vastgelegd?’ zegt: volledig."
    assert note({"d1-1": 2}) == ("Uw antwoord bij ‘Is het mandaat vastgelegd?’ zegt: volledig. Hier koos u 2 (een beetje). "
                                "Wat klopt? Verander het antwoord dat niet klopt.")


def test_a_rule_that_depends_on_a_score_is_refused(tmp_path: Path) -> None:
    bad = STATEMENTS.replace('mandaat == "geen"', 'score.ruimte == "kwetsbaar"')
    content = make_content(tmp_path, {"guide/knowledge/dimensions.yml": DIMENSIONS, "guide/knowledge/statements.yml": bad})
    today = dt.date(2026, 11, 24)
    messages = [p.message for p in check_content(content, tmp_path, today=today, world=world_of(content, today))]
    assert "Wat bij known_when staat mag niet van een score afhangen." in messages
