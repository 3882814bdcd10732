"""The interview in a terminal, driven through prompt_toolkit's pipe input."""

from __future__ import annotations

import dataclasses
import datetime as dt
import os
import termios
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from prompt_toolkit.application import create_app_session
from prompt_toolkit.input import PipeInput, create_pipe_input
from prompt_toolkit.output import DummyOutput

from site_build.content.model import Question
from site_build.interview.answers import Answers
from site_build.interview.files import Keeper, load_answers
from site_build.interview.flow import Progress
from site_build.interview.prompts import Menu, Prompt, Signal, prompt_for
from site_build.interview.session import Interrupted, run_interview
from site_build.interview.terminal import Terminal, _Head, _Municipalities
from tests.interview.forms import form

DOWN, ESCAPE, F1, F2, F4, CTRL_B, CTRL_C, CTRL_U = "\x1b[B", "\x1b", "\x1bOP", "\x1bOQ", "\x1bOS", "\x02", "\x03", "\x15"
KINDS = ["gemeente", "inwoners", "fase", "partner", "geld_tot", "steun", "doelgroep", "zorg"]


@pytest.fixture
def keys() -> Iterator[PipeInput]:
    with create_pipe_input() as source, create_app_session(input=source, output=DummyOutput()):
        yield source


def prompt(id: str, current: Any = None, **values: Any) -> Prompt:
    return prompt_for(form().questions[id], form(), Answers("hb-test0001", "2026-11-24", values), title="Deel",
                      progress=Progress(1, 2, 3, 9), current=current)


def reply(keys: PipeInput, typed: str, id: str, current: Any = None, **values: Any) -> Any:
    keys.send_text(typed)
    return Terminal().ask(prompt(id, current, **values))


@pytest.mark.parametrize(("id", "typed", "value"), [
    ("gemeente", "leeuw\r", "GM0080"), ("gemeente", "den haag\r", "GM0518"), ("gemeente", "sudwest\r", "GM1900"),
    ("gemeente", f"berg\r{CTRL_U}bergen (lim\r", "GM0893"),  # first refused: three municipalities
    ("inwoners", "31.850\r", 31850), ("inwoners", f"veel\r{CTRL_U}31850\r", 31850), ("inwoners", "weet ik niet\r", "onbekend"),
    ("partner", "Welzijn Stad\r", "Welzijn Stad"), ("geld_tot", "31-12-2027\r", "2027-12-31"),
    ("fase", "\r", "verkennen"), ("fase", f"{DOWN}\r", "voorbereiden"), ("fase", "3\r", "starten"), ("fase", "4\r", "onbekend"),
    ("steun", f"{DOWN}\r", "nee"), ("zorg", "4\r", 4),
    ("doelgroep", f" {DOWN} \r", ["schulden", "jeugd"]), ("doelgroep", f"{DOWN}{DOWN}{DOWN} \r", "onbekend"),
    ("doelgroep", f"\r{DOWN} \r", ["jeugd"]),  # first refused: nothing chosen
    ("doelgroep", f" {DOWN}{DOWN} \r \r", ["schulden"]),  # first refused: 'Niemand' with another
])
def test_every_kind_of_question_is_answered_with_keys(keys: PipeInput, id: str, typed: str, value: Any) -> None:
    assert reply(keys, typed, id) == value


@pytest.mark.parametrize("key", [ESCAPE, CTRL_B])
@pytest.mark.parametrize("id", KINDS)
def test_back_works_on_every_kind_of_question(keys: PipeInput, id: str, key: str) -> None:
    assert reply(keys, key, id) is Signal.BACK


@pytest.mark.parametrize("id", KINDS)
def test_the_review_opens_from_every_kind_of_question(keys: PipeInput, id: str) -> None:
    assert reply(keys, F2, id) is Signal.REVIEW


@pytest.mark.parametrize("id", KINDS[1:])
def test_one_key_says_i_do_not_know(keys: PipeInput, id: str) -> None:
    assert reply(keys, F4, id) == "onbekend"


def test_that_key_does_nothing_where_an_answer_is_needed(keys: PipeInput) -> None:
    assert reply(keys, f"{F4}leeuw\r", "gemeente") == "GM0080"


@pytest.mark.parametrize("id", KINDS)
def test_ctrl_c_is_not_swallowed(keys: PipeInput, id: str) -> None:
    with pytest.raises(KeyboardInterrupt):
        reply(keys, CTRL_C, id)


@pytest.mark.parametrize(("id", "current"), [
    ("gemeente", "GM0893"), ("inwoners", 31850), ("fase", "starten"), ("fase", "onbekend"), ("partner", "Welzijn"), ("geld_tot", "2027-12-31"),
    ("steun", "nee"), ("doelgroep", ["schulden", "jeugd"]), ("doelgroep", "onbekend"), ("zorg", 5),
])
def test_enter_keeps_the_answer_that_stands_there(keys: PipeInput, id: str, current: Any) -> None:
    assert reply(keys, "\r", id, current) == current


def test_enter_takes_over_a_known_figure(keys: PipeInput) -> None:
    assert reply(keys, "\r", "inwoners", gemeente="GM0080") == 125504


def test_a_question_shows_heading_progress_why_and_help_on_a_key(keys: PipeInput) -> None:
    head = _Head(prompt("inwoners", gemeente="GM0080"))
    assert [text for _, text in head.lines() if text] == [
        "Deel · deel 1 van 2, vraag 3 van 9", "Hoeveel inwoners?", "Waarom: Voor het plan.",
        "Voorstel: 125.504 inwoners (CBS, 2022). Enter neemt dit over."]
    head.help = True
    assert "Uitleg: Neem het cijfer over. Voorbeeld: 31850." in [text for _, text in head.lines()]
    assert reply(keys, f"{F1}?3\r", "fase") == "starten"


def test_a_confidential_question_says_so() -> None:
    assert "Vertrouwelijk: staat alleen in uw interne handboek." in [text for _, text in _Head(prompt("steun")).lines()]


def test_municipalities_are_offered_while_typing() -> None:
    from prompt_toolkit.completion import CompleteEvent
    from prompt_toolkit.document import Document

    def offered(typed: str) -> list[str]:
        found = _Municipalities(prompt("gemeente").options).get_completions(Document(typed), CompleteEvent())
        return [completion.text for completion in found]

    assert offered("berg") == ["Bergen (Limburg)", "Bergen (Noord-Holland)", "Bergen op Zoom"]
    assert offered("hengelo") == ["Hengelo"]
    assert offered("FRYSLAN") == ["Súdwest-Fryslân"]
    assert offered("") == []


def test_a_menu_has_headings_that_cannot_be_chosen(keys: PipeInput) -> None:
    menu = Menu("Overzicht", (("klaar", "Klaar"), ("#a", "Deel"), ("fase", "Fase: starten"), ("#", ""), ("later", "Later")))
    keys.send_text(f"{DOWN}\r")
    assert Terminal().pick(menu) == "fase"
    keys.send_text(ESCAPE)
    assert Terminal().pick(menu) is Signal.BACK


def test_text_with_markup_is_shown_as_it_is(keys: PipeInput) -> None:
    question = Question(id="x", ask="<b>{{ 7*7 }}</b> %s", type="text")
    keys.send_text("{% raw %} <script>\r")
    made = prompt_for(question, form(), Answers("hb-test0001", "2026-11-24"), title="<i>", progress=None)
    assert Terminal().ask(made) == "{% raw %} <script>"


def test_an_interview_stops_goes_back_and_goes_on(keys: PipeInput, tmp_path: Path) -> None:
    file = tmp_path / "a.yml"
    keys.send_text(f"leeuw\r\r3\r{CTRL_B}{CTRL_B}{CTRL_U}130000\r\rStad\r{CTRL_C}")
    with pytest.raises(Interrupted):
        run_interview(file, form(), plain=False, quick=False, today=dt.date(2026, 11, 24), front=Terminal())
    assert load_answers(file, form()).values == {"gemeente": "GM0080", "inwoners": 130000, "fase": "starten", "partner": "Stad"}


def test_a_list_is_filled_in_part_by_part(keys: PipeInput, tmp_path: Path) -> None:
    file = tmp_path / "a.yml"
    values = {"gemeente": "GM0080", "inwoners": 1000, "fase": "starten", "partner": "Stad", "geld_tot": "onbekend", "steun": "ja",
              "doelgroep": ["jeugd"], "zorg": 1}
    Keeper(file, form()).save(Answers("hb-test0001", "2026-11-24", values))
    keys.send_text(f"\rNoord\r{CTRL_B}{CTRL_U}Zuid\r\r4,5\r\r\r")
    answers = run_interview(file, form(), plain=False, quick=False, today=dt.date(2026, 11, 24), front=Terminal())
    assert answers.values["partners"] == [{"naam": "Zuid", "soort": "ggz", "fte": 4.5}]


def test_the_line_of_keys_names_the_help_key_only_where_something_stands_behind_it() -> None:
    bare = dataclasses.replace(prompt("steun"), question=dataclasses.replace(form().questions["steun"], help="", example="", who=""))
    with_help, without = _Head(prompt("inwoners")), _Head(bare)
    assert "F1: hulp" in with_help.keys() and "F1: hulp" not in without.keys()  # noqa: SIM118  (no dictionaries)


def test_an_answer_that_stays_is_not_printed_again_and_a_changed_one_says_so(keys: PipeInput, capsys: pytest.CaptureFixture[str]) -> None:
    reply(keys, "\r", "fase", "starten")
    assert capsys.readouterr().out == ""
    reply(keys, "2\r", "fase", "starten")
    assert "(veranderd): " in capsys.readouterr().out


def test_keys_between_two_prompts_are_not_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    ours, theirs = os.openpty()
    with os.fdopen(theirs, "rb", buffering=0) as stdin:
        monkeypatch.setattr("sys.stdin", stdin)

        def echoes() -> bool:
            return bool(termios.tcgetattr(stdin.fileno())[3] & termios.ECHO)

        before = echoes()
        with Terminal().held():
            assert before and not echoes()
        assert echoes()
    os.close(ours)
