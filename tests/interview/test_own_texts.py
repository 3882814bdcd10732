"""*Anders, namelijk*: a choice that asks what it is then; and words before several questions."""

from __future__ import annotations

import contextlib
import datetime as dt
import io
from pathlib import Path

import pytest

from site_build.assembly.project import Look, assemble
from site_build.cli import main
from site_build.content.loading import decode, encode
from site_build.content.model import Content
from site_build.interview.answers import read_answers, write_answers
from site_build.interview.session import run_interview
from site_build.interview.sharing import Sharing, leaving
from site_build.publishing.forms.form import read_filled
from site_build.publishing.forms.form_workbook import write_form
from site_build.tailoring.handbook import tailor
from tests.builders import make_answers, make_content, page

QUESTIONS = """\
section: plek
title: De plek
questions:
  - {id: gemeente, means: municipality, ask: Welke gemeente?, why: Voor de naam., type: municipality, unknown: false, placeholder: uw gemeente}
  - id: gebouw
    intro: De volgende vragen gaan over het gebouw.
    ask: Waar is het?
    why: Voor het adres.
    type: choice
    placeholder: een gebouw
    choices: {school: Een school, elders: {label: "Anders, namelijk", own: true}}
  - id: wie
    ask: Wie komt er?
    why: Voor de deur.
    type: choices
    placeholder: mensen
    choices: {kinderen: Kinderen, nog_iemand: {label: "Anders, namelijk", own: true}}
  - id: vrienden
    ask: Met wie?
    why: Voor de lijst.
    type: list
    item: vriend
    parts:
      - {id: soort, ask: Wat voor vriend?, type: choice, choices: {club: Een club, iets: {label: "Anders, namelijk", own: true}}}
"""
FILES = {"guide/questionnaire/10-aanpak.yml": QUESTIONS,
         "guide/chapters/10-doen/mandaat.md": page("Het is in {{ gebouw }}, voor {{ wie }}.\n\n{% when gebouw == \"elders\" %}\nElders.\n{% endwhen %}\n")}
HARM = "De <b>kelder</b> van *Jan* [x](http://x)"


@pytest.fixture
def content(tmp_path: Path) -> Content:
    return make_content(tmp_path / "inhoud", FILES)


def test_the_text_is_a_question_that_follows_and_only_where_it_was_chosen(content: Content) -> None:
    assert list(content.questions) == ["gemeente", "gebouw", "gebouw_namelijk", "wie", "wie_namelijk", "vrienden"]
    assert content.questions["gebouw_namelijk"].ask == "Waar is het? Anders, namelijk:"
    assert [part.id for part in content.questions["vrienden"].parts] == ["soort", "soort_namelijk"]
    assert decode(encode(content)).questions == content.questions


def test_it_is_printed_in_place_of_the_choice_and_safely(content: Content) -> None:
    given = make_answers(gemeente="GM0080", gebouw="elders", gebouw_namelijk=HARM, wie=["kinderen", "nog_iemand"], wie_namelijk="Opa's")
    files = assemble(tailor(content, given), Look("")).files
    text = str(files["docs/doen/mandaat.md"])
    assert "<b>" not in text and "http://x)" not in text and "kelder" in text
    assert "voor kinderen en Opa" in text
    assert "<b>" not in str(files["docs/antwoorden.md"]) and "kelder" in str(files["docs/antwoorden.md"])


def test_without_the_text_the_choice_itself_is_printed(content: Content) -> None:
    files = assemble(tailor(content, make_answers(gemeente="GM0080", gebouw="elders")), Look("")).files
    assert "Het is in anders, namelijk, voor mensen." in str(files["docs/doen/mandaat.md"])


def test_it_is_kept_in_the_file_of_answers_and_never_leaves(content: Content) -> None:
    given = make_answers(gemeente="GM0080", gebouw="elders", gebouw_namelijk="De kelder")
    again = read_answers(write_answers(given, content), "antwoorden.yml", content)
    assert again.values["gebouw_namelijk"] == "De kelder"
    goes, stays = leaving(again, content, Sharing())
    assert "Waar is het?: anders, namelijk" in stays and "Waar is het?" in goes


def test_the_interview_asks_it_after_the_choice_and_says_the_introduction(tmp_path: Path, content: Content, monkeypatch: pytest.MonkeyPatch,
                                                                        capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("GM0080\n2\nDe kelder\n1\n"))
    with contextlib.suppress(Exception):  # the input ends before the last question: what was given is kept
        run_interview(tmp_path / "a.yml", content, plain=True, quick=False, today=dt.date(2026, 11, 24))
    said = capsys.readouterr().out
    assert said.index("De volgende vragen gaan over het gebouw.") < said.index("Waar is het?") < said.index("Waar is het? Anders, namelijk:")
    assert "Wie komt er? Anders, namelijk:" not in said
    assert read_answers((tmp_path / "a.yml").read_text(encoding="utf-8"), "a.yml", content).values["gebouw_namelijk"] == "De kelder"


def test_the_workbook_asks_it_and_gives_it_back(tmp_path: Path, content: Content) -> None:
    import openpyxl

    path = tmp_path / "vragen.xlsx"
    write_form(content, make_answers(gemeente="GM0080"), path)
    book = openpyxl.load_workbook(path)
    sheet = book["Vragen"]
    rows = {sheet.cell(row, 1).value: row for row in range(1, sheet.max_row + 1)}
    assert "De volgende vragen gaan over het gebouw." in {cell.value for row in sheet.iter_rows() for cell in row}
    sheet.cell(rows["gemeente"], 4).value, sheet.cell(rows["gebouw"], 4).value = "Leeuwarden", "Anders, namelijk"
    sheet.cell(rows["gebouw_namelijk"], 4).value = "De kelder"
    book.save(path)
    filled = read_filled(path, content)
    assert filled.answers.values["gebouw"] == "elders" and filled.answers.values["gebouw_namelijk"] == "De kelder"
    assert not filled.notices


def test_check_knows_the_question(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    make_content(tmp_path / "inhoud", FILES)
    main(["check", str(tmp_path / "inhoud"), "--date", "2026-11-24"])
    assert "gebouw_namelijk" not in capsys.readouterr().out
