"""The interview as numbered lines: what a screen reader reads out, and what a pipe feeds in."""

from __future__ import annotations

import datetime as dt
import io
from pathlib import Path
from typing import Any

import pytest

from site_build.interview.answers import Answers
from site_build.interview.files import Keeper, load_answers
from site_build.interview.plain import Plain
from site_build.interview.session import InputEnded, Interrupted, Stopped, run_interview
from tests.interview.forms import form

TODAY = dt.date(2026, 11, 24)
ANSWERED = {"gemeente": "GM0080", "inwoners": 125504, "fase": "starten", "partner": "Stad", "geld_tot": "2027-12-31",
            "steun": "ja", "doelgroep": ["jeugd"], "zorg": 3, "partners": []}


def feed(path: Path, *lines: str) -> tuple[str, Answers | None, Exception | None]:
    """Run the interview on these lines; return what was printed, the answers on disk, and how it stopped."""
    output, stopped = io.StringIO(), None
    front = Plain(io.StringIO("".join(f"{line}\n" for line in lines)), output)
    try:
        run_interview(path, form(), plain=True, quick=False, today=TODAY, front=front)
    except (InputEnded, Interrupted, Stopped) as error:
        stopped = error
    return output.getvalue(), load_answers(path, form()) if path.exists() else None, stopped


def begin(path: Path, **changes: Any) -> None:
    values = {**ANSWERED, **changes}
    Keeper(path, form()).save(Answers("hb-test0001", "2026-11-24", {id: value for id, value in values.items() if value is not None}))


def test_a_whole_interview_through_a_pipe(tmp_path: Path) -> None:
    output, answers, stopped = feed(
        tmp_path / "a.yml", "leeuw", "", "3", "Welzijn Stad", "31-12-2027", "ja", "1, 2", "4",
        "1", "GGZ Noord", "1", "4,5", "2", "1")
    assert stopped is None
    assert answers and answers.values == {
        "gemeente": "GM0080", "inwoners": 125504, "fase": "starten", "partner": "Welzijn Stad", "geld_tot": "2027-12-31", "steun": "ja",
        "doelgroep": ["schulden", "jeugd"], "zorg": 4, "partners": [{"naam": "GGZ Noord", "soort": "ggz", "fte": 4.5}]}
    assert "Overzicht van uw antwoorden" in output


def test_a_question_reads_as_lines(tmp_path: Path) -> None:
    output, _, _ = feed(tmp_path / "a.yml", "leeuw", "", "terug", "stop")
    assert output.split("Gekozen: Leeuwarden.\n")[0] == (
        "\nUw gemeente. Deel 1 van 2, vraag 1 van 9.\nVoor wie is dit?\nWelke gemeente?\nWaarom: Voor de naam.\nAntwoord: ")
    assert "Voorstel: 125.504 inwoners (CBS, 2022). Een lege regel neemt dit over.\n" in output
    assert ("\nDeel 1 van 2, vraag 3 van 9.\nWelke fase?\nWaarom: Voor de volgorde.\n"
            "1. Verkennen\n2. Voorbereiden\n3. Starten\n4. Weet ik niet\nNummer: ") in output
    assert "Uw antwoord nu: 125.504 inwoners. Een lege regel laat dit zo.\n" in output


def test_a_confidential_question_says_so(tmp_path: Path) -> None:
    begin(tmp_path / "a.yml", steun=None)
    output, _, _ = feed(tmp_path / "a.yml", "stop")
    assert "Steunt het college?\nWaarom: Voor de toon.\nVertrouwelijk: staat alleen in uw interne handboek.\n" in output


@pytest.mark.parametrize(("open", "lines", "said"), [
    ("gemeente", ["berg"], "Er zijn 3 gemeenten met 'berg'. Kies er een, of typ de hele naam.\n"
                           "Bergen (Limburg)\nBergen (Noord-Holland)\nBergen op Zoom\n"),
    ("gemeente", ["bergen"], "Er zijn 2 gemeenten met 'bergen'. Kies er een, of typ de hele naam.\nBergen (Limburg)\n"),
    ("gemeente", ["Atlantis"], "Dat kan niet. De gemeente 'Atlantis' bestaat niet."),
    ("gemeente", ["weet ik niet"], "Dat kan niet. Deze vraag heeft een antwoord nodig; 'weet ik niet' kan hier niet.\n"),
    ("inwoners", ["veel"], "Dat kan niet. 'veel' is geen getal. Vul een getal in. Bijvoorbeeld: 31850.\n"),
    ("inwoners", ["?"], "Neem het cijfer over.\nTyp weet ik niet als u het niet weet.\nVoorbeeld: 31850.\nTyp terug"),
    ("geld_tot", ["?"], "Weet u dit niet? Vraag het de controller.\n"),
    ("fase", ["9"], "Dat kan niet. Typ een nummer van 1 tot en met 4.\n"),
    ("fase", ["hallo"], "Dat kan niet. Typ een nummer van 1 tot en met 4.\n"),
    ("doelgroep", ["1,4"], "Dat kan niet. 'Weet ik niet' gaat niet samen met een ander antwoord.\n"),
    ("doelgroep", ["1 3"], "Dat kan niet. 'Niemand' gaat niet samen met een ander antwoord.\n"),
    ("zorg", ["0"], "Dat kan niet. Kies een cijfer van 1 tot en met 5.\n"),
    ("partners", ["4"], "Dat kan niet. Typ een nummer van 1 tot en met 3.\n"),
])
def test_a_wrong_line_is_told_what_to_do_and_asked_again(tmp_path: Path, open: str, lines: list[str], said: str) -> None:
    begin(tmp_path / "a.yml", **{open: None})
    output, answers, _ = feed(tmp_path / "a.yml", *lines, "stop")
    assert said in output
    assert answers and open not in answers.values


@pytest.mark.parametrize(("open", "line", "value"), [
    ("inwoners", "weet ik niet", "onbekend"), ("fase", "Weet ik niet", "onbekend"), ("fase", "4", "onbekend"), ("fase", "starten", "starten"),
    ("doelgroep", "4", "onbekend"), ("doelgroep", "2 1", ["schulden", "jeugd"]), ("zorg", "6", "onbekend"), ("steun", "2", "nee"),
    ("partner", "12", "12"), ("partner", '"stop"', "stop"), ("partners", "3", "onbekend"), ("partners", "weet ik niet", "onbekend"),
    ("gemeente", "Bergen (Limburg)", "GM0893"), ("gemeente", "bergen op", "GM0748"),
])
def test_numbers_labels_and_words_are_understood(tmp_path: Path, open: str, line: str, value: Any) -> None:
    begin(tmp_path / "a.yml", **{open: None})
    _, answers, _ = feed(tmp_path / "a.yml", line, "stop")
    assert answers and answers.values[open] == value


@pytest.mark.parametrize("open", list(ANSWERED))
def test_back_works_on_every_kind_of_question(tmp_path: Path, open: str) -> None:
    begin(tmp_path / "a.yml", **{open: None})
    before = list(ANSWERED)[max(0, list(ANSWERED).index(open) - 1)]
    output, answers, _ = feed(tmp_path / "a.yml", "terug", "stop")
    assert output.count(f"\n{form().questions[before].ask}\n") == (2 if open == "gemeente" else 1)
    assert answers and open not in answers.values


def test_the_end_of_the_input_saves_and_says_how_to_go_on(tmp_path: Path) -> None:
    file = tmp_path / "a.yml"
    _, answers, stopped = feed(file, "leeuw", "")
    assert answers and answers.values == {"gemeente": "GM0080", "inwoners": 125504}
    assert isinstance(stopped, InputEnded)
    assert stopped.exit_status == 1
    assert str(stopped) == f"Uw antwoorden zijn bewaard in {file}. Verdergaan:\nhandreiking ask {file} --plain"


def test_the_end_of_the_input_at_the_review_is_the_end(tmp_path: Path) -> None:
    begin(tmp_path / "a.yml")
    assert feed(tmp_path / "a.yml")[2] is None


def test_stop_is_no_failure(tmp_path: Path) -> None:
    _, _, stopped = feed(tmp_path / "a.yml", "leeuw", "stop")
    assert isinstance(stopped, Stopped)
    assert stopped.exit_status == 0


def test_the_review_by_number(tmp_path: Path) -> None:
    begin(tmp_path / "a.yml")
    output, answers, _ = feed(tmp_path / "a.yml", "4", "1", "1")
    assert "Uw gemeente:\n2. Gemeente?" not in output
    assert "1. Klaar: alles klopt\nUw gemeente:\n2. Welke gemeente?" in output
    assert answers and answers.values["fase"] == "verkennen"
