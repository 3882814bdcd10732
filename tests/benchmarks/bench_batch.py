"""`handreiking batch` over forty handbooks against a loop of `handreiking build` (goal: four times faster; 342 in 130 s on two cores)."""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
MANY, LOOP = 40, 6  # the loop is measured over fewer, and counted per handbook


def main() -> None:
    """Print seconds per handbook of both, and the memory of the largest process."""
    examples = sorted((ROOT / "examples").glob("*.yml"))
    with tempfile.TemporaryDirectory() as place:
        folders = [Path(place) / f"{number:03}" for number in range(MANY)]
        for number, folder in enumerate(folders):
            folder.mkdir()
            (folder / "antwoorden.yml").write_bytes(examples[number % len(examples)].read_bytes())
        command = [sys.executable, "-m", "site_build.cli"]
        begun = time.perf_counter()
        subprocess.run([*command, "batch", place], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
        together = (time.perf_counter() - begun) / MANY
        begun = time.perf_counter()
        for folder in folders[:LOOP]:
            subprocess.run([*command, "build", "--no-build", str(folder)], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
        alone = (time.perf_counter() - begun) / LOOP
        begun = time.perf_counter()
        subprocess.run([*command, "batch", place], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
        again = time.perf_counter() - begun
    memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"samen {together * 1000:.0f} ms per handboek ({342 * together:.0f} s voor 342); los {alone * 1000:.0f} ms; verhouding {alone / together:.1f} (doel: minstens 4); "
          f"opnieuw zonder verandering {again:.1f} s; geheugen hooguit {memory:.0f} MB")


if __name__ == "__main__":
    main()
