"""The first question on screen against importing questionary alone (goal: at most 1.5 times). Prints, never fails on time.

Both as an installed program runs: with compiled modules, and after one run to warm up. Processor time beside elapsed time,
where the system tells it: on a busy machine that is the figure to compare.
"""

from __future__ import annotations

import contextlib
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pexpect

ROOT = Path(__file__).resolve().parents[2]
RUNS = 9
_ENV = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
_ASKED = "Voor welke gemeente"


def importing() -> tuple[float, float]:
    """Return elapsed and processor seconds of a process that only imports questionary."""
    before, begun = _busy(), time.perf_counter()
    subprocess.run([sys.executable, "-c", "import questionary"], check=True, env=_ENV, cwd=ROOT)
    return time.perf_counter() - begun, _busy() - before


def _busy() -> float:
    """Return the processor seconds of every process that ended; `os.times` counts hundredths."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def first_question(file: Path) -> tuple[float, float]:
    """Return elapsed and processor seconds from the start of the command to the first question on screen."""
    begun = time.perf_counter()
    terminal = pexpect.spawn(sys.executable, ["-m", "site_build.cli", "ask", str(file)], cwd=str(ROOT), encoding="utf-8",
                             dimensions=(24, 80), timeout=60, env=_ENV)
    terminal.expect(_ASKED)
    seconds, busy = time.perf_counter() - begun, 0.0
    with contextlib.suppress(OSError):
        busy = int(Path(f"/proc/{terminal.pid}/schedstat").read_text().split()[0]) / 1e9
    terminal.sendintr()
    terminal.expect(pexpect.EOF)
    return seconds, busy


def main() -> None:
    """Print the median of both, in turn."""
    with tempfile.TemporaryDirectory() as folder:
        importing(), first_question(Path(folder) / "warm.yml")
        pairs = [(importing(), first_question(Path(folder) / f"{number}.yml")) for number in range(RUNS)]
    for kind, place in (("verstreken tijd", 0), ("rekentijd", 1)):
        alone, ours = (statistics.median(times[place] for times in column) for column in zip(*pairs, strict=True))
        if ours:
            print(f"eerste vraag, {kind}: {ours * 1000:.0f} ms; questionary importeren {alone * 1000:.0f} ms; verhouding {ours / alone:.2f} (doel: hooguit 1,5)")


if __name__ == "__main__":
    main()
