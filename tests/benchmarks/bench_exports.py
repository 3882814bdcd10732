"""How long the exports of one whole handbook take. Prints figures and fails on nothing: python -m tests.benchmarks.bench_exports.

Goals: a whole handbook (50 pages or more) as PDF in 4 seconds, all exports in 20, on one core, under 400 MB.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from site_build.commands.export import KINDS, ExportWish, run
from site_build.store.projects import create
from tests import handbooks

_STEPS: tuple[tuple[str, dict[str, Any]], ...] = (
    ("PDF van het hele handboek", {"pdf": True}), ("Word: modelstukken en handboek", {"word": True}), ("Excel", {"excel": True}),
    ("agenda", {"calendar": True}), ("zip van de website", {"zip": True}), ("alles", {"all": True}),
)


def main() -> None:
    """Measure each kind in a process of its own, on one core."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    example = sys.argv[1] if len(sys.argv) > 1 else "leeuwarden"
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "hb"
        create(folder, handbooks.example(example), handbooks.content())
        for name, chosen in _STEPS:
            _apart(partial(_export, folder, chosen), name)
        pdf = folder / "export" / "handboek-geheel.pdf"
        print(f"handboek-geheel.pdf is {pdf.stat().st_size / 1e6:.1f} MB")


def _export(folder: Path, chosen: dict[str, Any]) -> None:
    kinds = frozenset(kind for kind in KINDS if chosen.get("all") or chosen.get(kind))
    run(ExportWish(folder, kinds, whole=True), handbooks.content())


def _apart(work: Callable[[], None], name: str) -> None:
    start = time.perf_counter()
    child = os.fork()
    if child == 0:
        work()
        os._exit(0)
    _, _, used = os.wait4(child, 0)
    own, mega = used.ru_utime + used.ru_stime, used.ru_maxrss / (1024 if sys.platform == "linux" else 1 << 20)
    print(f"{name:34} {time.perf_counter() - start:6.1f} s  waarvan rekentijd {own:5.1f} s  {mega:5.0f} MB")


if __name__ == "__main__":
    main()
