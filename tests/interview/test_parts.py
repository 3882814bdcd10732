"""Parts of an entry: skipped when an earlier part says so, and never lower than their lower bound."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from site_build.content.model import Content
from site_build.desk.checking_conditions import check_conditions
from site_build.errors import ContentError
from site_build.interview.answers import Answers, new_answers, read_answers, validate
from site_build.interview.facts import Values
from site_build.interview.parts import parts_asked
from site_build.interview.session import Interrupted, run_interview
from site_build.tailoring.moments import compute_moments
from tests.builders import make_content
from tests.interview.forms import Script

FORM = """\
section: geld
title: Geld
questions:
  - id: gebeurtenissen
    ask: Wat komt voor?
    why: Voor de baten.
    type: list
    item: gebeurtenis
    parts:
      - {id: soort, ask: Welke?, type: choice, choices: {ruimte: Ruimte, anders: Anders}}
      - {id: naam, ask: Hoe heet dit?, type: text, placeholder: iets, when: soort == "anders"}
      - {id: aantal, ask: Hoe vaak?, type: number, min: 0}
      - {id: laag, ask: Hoeveel laag?, type: number, when: aantal >= 10}
      - {id: hoog, ask: Hoeveel hoog?, type: number, when: aantal >= 10, not_below: laag}
"""
TODAY = dt.date(2026, 11, 24)


def made(tmp_path: Path, text: str = FORM, **more: str) -> Content:
    return make_content(tmp_path, {"guide/questionnaire/10-aanpak.yml": text, **more})


def test_a_part_is_skipped_only_by_a_clear_no(tmp_path: Path) -> None:
    question = made(tmp_path).questions["gebeurtenissen"]

    def ids(**entry: Any) -> list[str]:
        return [part.id for part in parts_asked(question, entry)]

    assert ids() == ["soort", "naam", "aantal", "laag", "hoog"]
    assert ids(soort="ruimte", aantal=9) == ["soort", "aantal"]
    assert ids(soort="anders", aantal=10) == ["soort", "naam", "aantal", "laag", "hoog"]
    assert ids(soort="ruimte", aantal="onbekend") == ["soort", "aantal", "laag", "hoog"]


def test_the_interview_stops_an_entry_under_ten(tmp_path: Path) -> None:
    content = made(tmp_path / "inhoud")
    script = Script(["#erbij", "ruimte", "9", "#klaar", "klaar"])
    answers = run_interview(tmp_path / "a.yml", content, plain=False, quick=False, today=TODAY, front=script)
    assert answers.values["gebeurtenissen"] == [{"soort": "ruimte", "aantal": 9}]


def test_high_below_low_is_asked_again(tmp_path: Path) -> None:
    content = made(tmp_path / "inhoud")
    script = Script(["#erbij", "ruimte", "10", "5", "4"])
    with pytest.raises(AssertionError, match=r"^hoog: Dit is lager dan de lage schatting \(5\)\. "
                                            r"Vul 5 of meer in, of verander eerst de lage schatting\.$"):
        run_interview(tmp_path / "a.yml", content, plain=False, quick=False, today=TODAY, front=script)


@pytest.mark.parametrize("high", [5, 6, "onbekend", None])
def test_high_may_be_equal_higher_or_unknown(tmp_path: Path, high: Any) -> None:
    question = made(tmp_path).questions["gebeurtenissen"]
    entry = {"aantal": 12, "laag": 5, "hoog": high}
    assert validate(question, [entry], made(tmp_path)) == [{key: value for key, value in entry.items() if value is not None}]


def test_a_file_with_high_below_low_says_where(tmp_path: Path) -> None:
    text = "version: 1\nhandbook: hb-test0001\ndate: 2026-11-24\nanswers:\n  gebeurtenissen:\n    - {aantal: 20, laag: 8, hoog: 7}\n"
    with pytest.raises(ContentError) as caught:
        read_answers(text, "a.yml", made(tmp_path))
    assert [str(problem) for problem in caught.value.problems] == [
        "a.yml:6:5  antwoord  Wat komt voor? gebeurtenis 1, Hoeveel hoog? Dit is lager dan de lage schatting (8). "
        "Vul 8 of meer in, of verander eerst de lage schatting."]


@pytest.mark.parametrize(("part", "message"), [
    ('when: aantal >= 10', "De vraag of het feit 'aantal' bestaat niet."),  # a part sees only the parts before it
    ('when: soort == "weg"', "'soort' heeft geen keuze 'weg'."),
    ('when: fase == "borgen"', "De vraag of het feit 'fase' bestaat niet."),
])
def test_a_part_may_only_look_at_the_parts_before_it(tmp_path: Path, part: str, message: str) -> None:
    content = made(tmp_path, FORM.replace('when: soort == "anders"', part))
    assert [problem.message for problem in check_conditions(content)] == [message]


MOMENT = "- {id: raad, title: Raad, explain: E., default: {month: 2, day: 1, year: next}, estimate: true, who: leider, decides: raad}\n"
ASKED = ("section: geld\ntitle: Geld\nquestions:\n"
         "  - {id: dag, ask: Wanneer?, why: Voor het plan., type: date, suggest: moment.raad}\n")


def test_a_date_has_our_estimate_as_suggestion_and_says_so(tmp_path: Path) -> None:
    content = made(tmp_path / "inhoud", ASKED, **{"guide/knowledge/moments.yml": MOMENT})
    script = Script([KeyboardInterrupt])
    with pytest.raises(Interrupted):
        run_interview(tmp_path / "a.yml", content, plain=False, quick=False, today=TODAY, front=script)
    found = script.seen[0].suggestion  # type: ignore[union-attr]
    assert found and (found.value, found.text, found.source) == ("2027-02-01", "1 februari 2027", "onze schatting")
    assert script.seen[0].typed == "01-02-2027"  # type: ignore[union-attr]


@pytest.mark.parametrize(("typed", "kept"), [("01-02-2027", "onbekend"), ("02-02-2027", "2027-02-02")])
def test_our_estimate_left_as_it_is_is_no_answer(tmp_path: Path, typed: str, kept: str) -> None:
    content = made(tmp_path / "inhoud", ASKED, **{"guide/knowledge/moments.yml": MOMENT})
    run_interview(tmp_path / "a.yml", content, plain=False, quick=False, today=TODAY, front=Script([typed, "klaar"]))
    assert read_answers((tmp_path / "a.yml").read_text(encoding="utf-8"), "a.yml", content).values["dag"] == kept


def test_a_day_that_was_answered_is_an_answer_also_where_it_is_our_estimate(tmp_path: Path) -> None:
    content = made(tmp_path / "inhoud", ASKED, **{"guide/knowledge/moments.yml": MOMENT.replace("estimate: true", "answer: dag, estimate: true")})
    given = new_answers(TODAY, content).with_value("dag", "2027-02-01")
    (moment,) = compute_moments(content, Values(content, given), given)
    assert (str(moment.date), moment.estimate, moment.changed) == ("2027-02-01", False, True)
    (moment,) = compute_moments(content, Values(content, given.with_value("dag", "onbekend")), given.with_value("dag", "onbekend"))
    assert (str(moment.date), moment.estimate, moment.changed) == ("2027-02-01", True, False)


def test_the_resume_command_keeps_the_quick_route(tmp_path: Path) -> None:
    content = made(tmp_path / "inhoud", ASKED.replace("type: date", "quick: true, type: date"))
    with pytest.raises(Interrupted) as caught:
        run_interview(tmp_path / "a.yml", content, plain=True, quick=True, today=TODAY, front=Script([KeyboardInterrupt]))
    assert str(caught.value) == f"U hebt nog niets ingevuld. Beginnen:\nhandreiking ask {tmp_path / 'a.yml'} --quick --plain"


@pytest.mark.parametrize(("answers", "size"), [
    ({}, None), ({"gemeente": "GM0080"}, "groot"), ({"gemeente": "GM0080", "inwoners": "onbekend"}, "groot"),
    ({"gemeente": "GM0080", "inwoners": 29_999}, "klein"),
])
def test_the_size_follows_from_the_figure_of_cbs_until_somebody_says_otherwise(tmp_path: Path, answers: dict[str, Any], size: str | None) -> None:
    text = ("section: a\ntitle: A\nquestions:\n  - {id: gemeente, ask: G?, why: W., type: municipality}\n"
            "  - {id: inwoners, ask: I?, why: W., type: number}\n")
    found = Values(made(tmp_path, text), Answers("hb-test0001", "2026-11-24", answers))["gemeente.grootte"]
    assert (found.value if found.known else None) == size
