"""The command `edit`: the editors' workbench, a local page that shows the guide while they write."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from site_build.commands.check import sorted_problems
from site_build.content.loading import find_root
from site_build.desk.workbench import Workbench
from site_build.desk.workbench_server import Server
from site_build.errors import UsageError


def open_workbench(root: Path | None, today: dt.date, port: int = 0) -> Server:
    """Return the server of the workbench on the guide under `root` (this checkout when None). Raises UsageError without a guide."""
    root = root or find_root()
    if root is None or not (root / "guide").is_dir():
        raise UsageError("Hier is geen inhoud om te bewerken: de map guide/ ontbreekt. Geef de map die guide/, templates/ en checklists/ bevat.")
    place = root
    return Server(Workbench(place, today, lambda: sorted_problems(place, today).said), port)


def run_edit(root: Path | None, today: dt.date, port: int) -> int:
    """Serve the workbench until Ctrl+C."""
    server = open_workbench(root, today, port)
    print(f"Open {server.address} in uw browser. Stop met Ctrl+C.", flush=True)
    server.serve_forever()
    return 0
