"""The command `edit`: the editors' workbench, a local page that shows the guide while they write."""

from __future__ import annotations

import datetime as dt
import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from site_build.commands.check import sorted_problems
from site_build.commands.report import Report
from site_build.commands.roots import WHICH, need_root
from site_build.content.loading import read_content
from site_build.desk.schemas import renew_ids
from site_build.desk.workbench import Workbench
from site_build.desk.workbench_server import Server
from site_build.errors import Place, Problem


def open_workbench(root: Path | None, today: dt.date, port: int = 0) -> Server:
    """Return the server of the workbench on the guide under `root` (this checkout when None). Raises UsageError without a guide."""
    place = need_root(root, "bewerken", WHICH)
    return Server(Workbench(place, today, lambda: check_beside(place, today)), port)


def check_beside(root: Path, today: dt.date) -> tuple[Problem, ...]:
    """Return what `check` finds, found by a process of its own: it takes seconds, and the preview must not wait for it."""
    command = [sys.executable, "-m", "site_build.cli", "check", str(root), "--json", "--date", today.isoformat()]
    made = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False, timeout=_MOST, env={**os.environ, "PYTHONIOENCODING": "utf-8"})
    try:
        return tuple(Problem(Place(p["file"], p["line"], p["column"]), p["code"], p["message"], p["remedy"], p["grade"]) for p in json.loads(made.stdout))
    except ValueError:  # it said something else: then in this process, so that nothing is hidden
        return sorted_problems(root, today).said


_MOST = 300  # seconds


@dataclass(frozen=True)
class EditWish:
    """The guide under `root` (this checkout when None); `port` 0 takes one that is free."""

    root: Path | None
    today: dt.date
    port: int = 0


def run(wish: EditWish, *, say: Callable[[str], None]) -> Report:
    """Serve the workbench until Ctrl+C; `say` hears its address. Raises UsageError without a guide."""
    server = open_workbench(wish.root, wish.today, wish.port)
    renew_ids(server.bench.root, read_content(server.bench.root)[0])  # for the completion in a text editor
    say(f"Open {server.address} in uw browser. Stop met Ctrl+C.")
    server.serve_forever()
    return Report()
