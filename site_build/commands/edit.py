"""The command `edit`: the editors' workbench, a local page that shows the guide while they write."""

from __future__ import annotations

import contextlib
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
    return Server(Workbench(place, today, CheckBeside(place, today)), port)


class CheckBeside:
    """Finds what `check` finds in a process of its own: it takes seconds, and the preview must not wait for it."""

    def __init__(self, root: Path, today: dt.date) -> None:
        self.root, self.today = root, today
        self._running: subprocess.Popen[str] | None = None
        self._stopped = False

    def run(self) -> tuple[Problem, ...] | None:
        """Return what `check` finds, or None when it was stopped."""
        command = [sys.executable, "-m", "site_build.cli", "check", str(self.root), "--json", "--date", self.today.isoformat()]
        self._stopped = False
        with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, encoding="utf-8",
                              env={**os.environ, "PYTHONIOENCODING": "utf-8"}) as self._running:
            _less_urgent(self._running)
            with contextlib.suppress(subprocess.TimeoutExpired):
                said, _ = self._running.communicate(timeout=_MOST)
                if self._stopped:
                    return None
                with contextlib.suppress(ValueError):
                    return tuple(Problem(Place(p["file"], p["line"], p["column"]), p["code"], p["message"], p["remedy"], p["grade"]) for p in json.loads(said))
            self._running.kill()
        return sorted_problems(self.root, self.today).said  # it said something else: then in this process, so that nothing is hidden

    def stop(self) -> None:
        """Stop what runs, because the files are others by now."""
        self._stopped = True
        if self._running is not None:
            self._running.terminate()


def _less_urgent(process: subprocess.Popen[str]) -> None:
    """Let the preview go first on a machine with few cores; where that cannot be asked it only takes a little longer."""
    if sys.platform != "win32":
        with contextlib.suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, process.pid, 10)


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
