"""The first question on screen against importing questionary alone (goal: at most 1.5 times). Prints, never fails on time."""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from pathlib import Path

import pexpect

ROOT = Path(__file__).resolve().parents[2]
RUNS = 7


def importing() -> float:
    """Return seconds from start to end of a process that only imports questionary."""
    begun = time.perf_counter()
    subprocess.run([sys.executable, "-c", "import questionary"], check=True)
    return time.perf_counter() - begun


def first_question(file: Path) -> float:
    """Return seconds from the start of the command to the first question on screen."""
    begun = time.perf_counter()
    terminal = pexpect.spawn(sys.executable, ["-m", "site_build.cli", "ask", str(file)], cwd=str(ROOT), encoding="utf-8",
                             dimensions=(24, 80), timeout=60)
    terminal.expect("Voor welke gemeente")
    seconds = time.perf_counter() - begun
    terminal.sendintr()
    terminal.expect(pexpect.EOF)
    return seconds


def test_first_question_against_importing_questionary(tmp_path: Path, capsys) -> None:
    pairs = [(importing(), first_question(tmp_path / "a.yml")) for _ in range(RUNS)]
    alone, ours = (statistics.median(column) for column in zip(*pairs, strict=True))
    with capsys.disabled():
        print(f"\nfirst question: {ours * 1000:.0f} ms; importing questionary: {alone * 1000:.0f} ms; "
              f"ratio {ours / alone:.2f} (goal at most 1.5)")
