"""The real command in a real (pseudo-)terminal, as a project lead uses it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pexpect
import pytest

from site_build.content.loading import load
from site_build.interview.files import load_answers

ROOT = Path(__file__).resolve().parents[1]
COMMAND = [sys.executable, "-m", "site_build.cli", "ask"]
ESCAPE, F2, F4, DOWN, UP = "\x1b", "\x1bOQ", "\x1bOS", "\x1b[B", "\x1b[A"
PATIENCE = 60  # seconds: a busy machine starts slowly


def begin(file: Path) -> pexpect.spawn[str]:
    return pexpect.spawn(COMMAND[0], [*COMMAND[1:], str(file)], cwd=str(ROOT), encoding="utf-8", dimensions=(24, 80), timeout=PATIENCE)


def finish(terminal: pexpect.spawn[str]) -> int | None:
    terminal.expect(pexpect.EOF)
    terminal.close()
    return terminal.exitstatus


def test_back_do_not_know_ctrl_c_and_continuing(tmp_path: Path) -> None:
    file = tmp_path / "antwoorden.yml"
    terminal = begin(file)
    terminal.expect("vraag 1 van")
    terminal.send("leeuwarden\r")
    terminal.expect("vraag 2 van")
    terminal.expect(r"Voorstel: 125\.504 inwoners \(CBS, 2022\)")
    terminal.send("\r")
    terminal.expect("In welke fase is uw aanpak")
    terminal.send(ESCAPE)  # back
    terminal.expect("vraag 2 van")
    terminal.send("\x15130.000\r")
    terminal.expect("In welke fase is uw aanpak")
    terminal.send(f"{DOWN}\r")
    terminal.expect("vraag 4 van")
    terminal.send(F4)  # weet ik niet
    terminal.expect("vraag 5 van")
    terminal.sendintr()
    terminal.expect("Uw antwoorden zijn bewaard in")
    terminal.expect("handreiking ask")
    assert finish(terminal) == 130
    saved = load_answers(file, load(ROOT))
    assert saved.values == {"gemeente": "GM0080", "inwoners": 130000, "fase": "voorbereiden", "samenwerkingsvorm": "onbekend"}

    terminal = begin(file)
    terminal.expect("U gaat verder waar u was gebleven")
    terminal.expect("vraag 5 van")
    terminal.send(F2)
    terminal.expect("Overzicht van uw antwoorden")
    terminal.send(f"{UP}\r")  # the last line: klaar voor nu
    assert finish(terminal) == 0
    assert load_answers(file, load(ROOT)) == saved


def test_without_a_terminal_one_line_and_nothing_written(tmp_path: Path) -> None:
    done = subprocess.run([*COMMAND, str(tmp_path / "a.yml")], cwd=ROOT, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert done.stderr == ("Hier is geen terminal om vragen in te stellen. Gebruik --plain voor vragen als gewone regels, "
                           "of geef een ingevuld bestand mee met --answers.\n")
    assert (done.stdout, list(tmp_path.iterdir())) == ("", [])


@pytest.mark.parametrize(("lines", "status"), [("leeuwarden\n\nstop\n", 0), ("leeuwarden\n\n", 1)])
def test_numbered_lines_through_a_pipe(tmp_path: Path, lines: str, status: int) -> None:
    file = tmp_path / "a.yml"
    done = subprocess.run([*COMMAND, str(file), "--plain"], cwd=ROOT, input=lines, capture_output=True, text=True, check=False)
    assert done.returncode == status
    assert done.stderr == f"Uw antwoorden zijn bewaard in {file}. Verdergaan:\nhandreiking ask {file} --plain\n"
    assert load_answers(file, load(ROOT)).values == {"gemeente": "GM0080", "inwoners": 125504}
