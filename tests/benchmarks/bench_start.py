"""Start-up: `handreiking --help` against `python -c pass`, the first question against importing questionary."""

import os
import pty
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def _best(command: list[str], times: int = 7) -> float:
    results = []
    for _ in range(times):
        start = time.perf_counter()
        subprocess.run(command, cwd=ROOT, stdout=subprocess.DEVNULL, check=True)
        results.append(time.perf_counter() - start)
    return min(results)


def _first_question(folder: Path, number: int) -> float:
    """Seconds until the first question stands on a terminal's screen."""
    command = [sys.executable, "-m", "site_build.cli", "ask", str(folder / f"a{number}.yml")]
    start = time.perf_counter()
    pid, screen = pty.fork()
    if pid == 0:
        os.chdir(ROOT)
        os.execv(sys.executable, command)
    seen = b""
    while b"gemeente" not in seen.lower() and time.perf_counter() - start < 20:
        try:
            seen += os.read(screen, 4096)
        except OSError:
            break
    elapsed = time.perf_counter() - start
    os.close(screen)
    os.waitpid(pid, 0)
    return elapsed


def test_start_up(capsys, tmp_path: Path) -> None:
    bare = _best([sys.executable, "-c", "pass"])
    help_ = _best([sys.executable, "-m", "site_build.cli", "--help"])
    questionary = _best([sys.executable, "-c", "import questionary"])
    first = min(_first_question(tmp_path, number) for number in range(3))
    with capsys.disabled():
        print(f"\npython -c pass {bare * 1000:.0f} ms; handreiking --help {help_ * 1000:.0f} ms, verhouding {help_ / bare:.1f} (doel: hooguit 4)")
        print(f"import questionary {questionary * 1000:.0f} ms; eerste vraag {first * 1000:.0f} ms, verhouding {first / questionary:.2f} (doel: hooguit 1,5)")
