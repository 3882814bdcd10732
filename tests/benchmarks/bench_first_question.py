"""The first question on screen against importing questionary alone (goal: at most 1.5 times). Prints, never fails on time."""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
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


def main() -> None:
    """Print the median of both, in turn."""
    with tempfile.TemporaryDirectory() as folder:
        pairs = [(importing(), first_question(Path(folder) / f"{number}.yml")) for number in range(RUNS)]
    alone, ours = (statistics.median(column) for column in zip(*pairs, strict=True))
    print(f"eerste vraag {ours * 1000:.0f} ms; questionary importeren {alone * 1000:.0f} ms; verhouding {ours / alone:.2f} (doel: hooguit 1,5)")


if __name__ == "__main__":
    main()
