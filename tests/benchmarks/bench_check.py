"""`handreiking check` of our own guide, against reading it as plainly as can be: YAML parsed, and each page through Markdown.

Three times: cold (nothing kept from before), warm (nothing changed since), and after an edit of a page and of an action.
Goal: 2 seconds elapsed. As a command, with compiled modules, in a copy that is a checkout of its own, so that nothing of yours
is touched. Processor time of all its processes beside elapsed time: on a busy machine that is the figure to compare, as a
ratio to the plain reading in the same run. Prints, never fails on time.
"""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import markdown
import yaml

ROOT = Path(__file__).resolve().parents[2]
RUNS = 3
GOAL = 2  # seconds
_PARTS = ("site_build", "guide", "templates", "checklists", "examples", "mkdocs.yml", "pyproject.toml")
_ACTIONS = "guide/knowledge/actions.yml"


def plain(root: Path) -> float:
    """Return the processor seconds of parsing every YAML file and rendering every page of the guide."""
    start = time.process_time()
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    for folder in ("guide", "checklists", "templates/documents"):
        for path in sorted((root / folder).rglob("*")):
            if path.suffix == ".yml":
                yaml.load(path.read_text(encoding="utf-8"), Loader=loader)  # noqa: S506 - the safe loader, in C where there is one
            elif path.suffix == ".md":
                markdown.markdown(path.read_text(encoding="utf-8").partition("\n---\n")[2], extensions=["tables"])
    return time.process_time() - start


def check(root: Path) -> tuple[float, float]:
    """Return elapsed and processor seconds of one check."""
    env = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"} | {"PYTHONPATH": str(root)}
    before, begun = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    done = subprocess.run([sys.executable, "-m", "site_build.cli", "check"], env=env, cwd=root, capture_output=True, text=True, check=False)
    seconds, after = time.perf_counter() - begun, resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode:
        raise SystemExit(done.stdout + done.stderr)
    return seconds, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def best(root: Path, prepare: Callable[[int], None]) -> tuple[float, float]:
    """Return the shortest of a few runs, each after what prepares it."""
    found = []
    for number in range(RUNS):
        prepare(number)
        found.append(check(root))
    return min(seconds for seconds, _ in found), min(busy for _, busy in found)


def main() -> None:
    """Print the figures."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "handreiking"
        root.mkdir()
        for part in _PARTS:
            copy: Callable[[Path, Path], object] = shutil.copytree if (ROOT / part).is_dir() else shutil.copy
            copy(ROOT / part, root / part)
        pages = sorted((root / "guide/chapters").rglob("*.md"))
        actions = root / _ACTIONS

        def edit(number: int) -> None:
            pages[number].write_text(pages[number].read_text(encoding="utf-8").rstrip("\n") + "\n\nVraag het ook aan de inwoners.\n", encoding="utf-8")
            actions.write_text(f"# Nagekeken {number}\n" + actions.read_text(encoding="utf-8"), encoding="utf-8")

        check(root)  # compiles the modules
        alone = min(plain(root) for _ in range(RUNS))
        print(f"gewoon lezen (YAML en Markdown): {alone * 1000:.0f} ms rekentijd")
        states: dict[str, Callable[[int], None]] = {
            "koud": lambda number: shutil.rmtree(root / "build", ignore_errors=True), "niets veranderd": lambda number: None, "na een wijziging": edit}
        for name, prepare in states.items():
            seconds, busy = best(root, prepare)
            print(f"check, {name}: {seconds:.2f} s verstreken (doel: hooguit {GOAL}), {busy:.2f} s rekentijd, {busy / alone:.1f} keer gewoon lezen")


if __name__ == "__main__":
    main()
