"""Start-up: `handreiking --help` against `python -c pass`. Goal: at most four times; prints, never fails on time."""

import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def _best(command: list[str], times: int = 9) -> float:
    results = []
    for _ in range(times):
        start = time.perf_counter()
        subprocess.run(command, cwd=ROOT, stdout=subprocess.DEVNULL, check=True)
        results.append(time.perf_counter() - start)
    return min(results)


def main() -> None:
    """Print the figures."""
    bare = _best([sys.executable, "-c", "pass"])
    help_ = _best([sys.executable, "-m", "site_build.cli", "--help"])
    print(f"python -c pass {bare * 1000:.0f} ms; handreiking --help {help_ * 1000:.0f} ms, verhouding {help_ / bare:.1f} (doel: hooguit 4)")


if __name__ == "__main__":
    main()
