"""Whatever comes in through answers, a workbook or the arguments, no command ends in an unexpected error.

The same kinds of breakage as tests/test_fuzz_disk.py, with a fixed seed, on the real content: a file of answers, the
questionnaire as a workbook, an edited plan, and the words on the command line.
"""

from __future__ import annotations

import random
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from site_build import cli
from site_build.interview.files import load_answers
from site_build.publishing.forms.form_workbook import write_form
from site_build.publishing.workbooks.spreadsheet import write_workbook
from site_build.store import projects
from site_build.tailoring.handbook import tailor
from tests.handbooks import ROOT, content
from tests.test_fuzz_disk import ENGLISH, UNEXPECTED, WORDS, run, spoil

NAME = "pilot-loopt-af"
ODD = ["voorbeelden: [[]]", "voorbeelden: [{}]", "date: 9998-12-31", "moments: {verkiezingen: 0001-01-01}", "partners: 3", "statements: 3", "plan: []", "fte: .inf",
       "fte: 1e400", "inwoners: 0x10", "answers: {a: {b: [c]}}", "own_actions: [1]", "kosten: [{soort: 3}]", "geld_tot: 2027-02-31", "handbook: [x]", "version: x"]


@pytest.fixture(scope="module", autouse=True)
def _one_content() -> Iterator[None]:
    before, cli._content = cli._content, lambda *_: content()
    yield
    cli._content = before


def wrong(output: str, status: int, place: Path) -> bool:
    told = output.replace(str(place), "")
    return UNEXPECTED in told or "Traceback" in told or (status != 0 and bool(ENGLISH.search(told))) or status not in (0, 1, 2)


ROUNDS = pytest.mark.parametrize(("seed", "rounds"), [(20261124, 60), pytest.param(1, 1000, marks=pytest.mark.audit)])


@ROUNDS
def test_no_file_of_answers_ends_in_an_unexpected_error(tmp_path: Path, seed: int, rounds: int) -> None:
    dice, found = random.Random(seed), []
    whole = (ROOT / "examples" / f"{NAME}.yml").read_bytes()
    for number in range(rounds):
        data = spoil(whole, dice)
        if dice.random() < 0.4:
            lines = data.split(b"\n")
            lines.insert(dice.randrange(len(lines) + 1), b"  " * dice.randint(0, 1) + dice.choice(ODD).encode())
            data = b"\n".join(lines)
        (tmp_path / "a.yml").write_bytes(data)
        status, output = run("new", str(tmp_path / "hb"), "--answers", str(tmp_path / "a.yml"), "--no-build")
        if wrong(output, status, tmp_path):
            found.append((number, output[-300:]))
        shutil.rmtree(tmp_path / "hb", ignore_errors=True)
    assert found == []


def broken_workbook(source: Path, target: Path, dice: random.Random) -> None:
    """Copy a workbook with one of its parts spoilt, or the whole file."""
    if dice.random() < 0.2:
        target.write_bytes(spoil(source.read_bytes(), dice))
        return
    with zipfile.ZipFile(source) as archive:
        names = archive.namelist()
        victim = dice.choice([name for name in names if name.endswith(".xml")])
        with zipfile.ZipFile(target, "w") as out:
            for name in names:
                data = archive.read(name)
                if name == victim and dice.random() < 0.15:
                    continue
                out.writestr(name, spoil(data, dice) if name == victim else data)


@ROUNDS
def test_no_workbook_ends_in_an_unexpected_error(tmp_path: Path, seed: int, rounds: int) -> None:
    dice, found = random.Random(seed), []
    answers = load_answers(ROOT / "examples" / f"{NAME}.yml", content())
    projects.create(tmp_path / "hb", answers, content())
    write_workbook(tailor(content(), answers), tmp_path / "plan.xlsx")
    write_form(content(), answers, tmp_path / "vragen.xlsx")
    for number in range(rounds // 2):
        form = number % 2 == 0
        broken_workbook(tmp_path / ("vragen.xlsx" if form else "plan.xlsx"), tmp_path / "stuk.xlsx", dice)
        status, output = (run("new", str(tmp_path / "nieuw"), "--answers", str(tmp_path / "stuk.xlsx"), "--no-build") if form
                          else run("plan", str(tmp_path / "hb"), "--from", str(tmp_path / "stuk.xlsx"), "--yes"))
        if wrong(output, status, tmp_path):
            found.append((number, output[-300:]))
        shutil.rmtree(tmp_path / "nieuw", ignore_errors=True)
    assert found == []


COMMANDS = ["new", "ask", "statements", "build", "choose", "undo", "share", "explain", "export", "form", "plan", "compare", "batch", "check"]
FLAGS = ["--date", "--answers", "--with", "--plain", "--quick", "--no-build", "--trust", "--page", "--role", "--share", "--from", "--since", "--score", "--uses", "--json",
         "--excel", "--pdf", "--port", "--voor", "--met", "--dry-run", "--restore", "--processes", "-h"]


@pytest.mark.parametrize(("seed", "rounds"), [(20261124, 300), pytest.param(1, 2000, marks=pytest.mark.audit)])
def test_no_arguments_end_in_an_unexpected_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int, rounds: int) -> None:
    dice, found = random.Random(seed), []
    (tmp_path / "werk").mkdir()
    monkeypatch.chdir(tmp_path / "werk")
    words = [*WORDS, "x", "..", ".", "niet-daar", "9998-12-31", "1-3-27", "x" * 300, str(tmp_path / "geen" / "map"), ""]
    for number in range(rounds):
        command = dice.choice(COMMANDS)
        arguments = [command] if command != "check" else ["check", "niet-daar"]
        for _ in range(dice.randint(0, 4)):
            arguments.append(dice.choice(FLAGS) if dice.random() < 0.4 else dice.choice(words))
        if command in ("new", "ask", "statements") and "--plain" not in arguments:
            arguments.append("--plain")
        status, output = run(*arguments)
        if wrong(output, status, tmp_path) and "usage" not in output:
            found.append((number, arguments, output[-300:]))
    assert found == []


def test_the_example_that_is_broken_is_whole_to_begin_with(tmp_path: Path) -> None:
    (tmp_path / "a.yml").write_bytes((ROOT / "examples" / f"{NAME}.yml").read_bytes())
    assert run("new", str(tmp_path / "hb"), "--answers", str(tmp_path / "a.yml"), "--no-build")[0] == 0
