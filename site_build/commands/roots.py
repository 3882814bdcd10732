"""Where the guide stands that an editor's command works on."""

from __future__ import annotations

from pathlib import Path

from site_build.content.loading import find_root
from site_build.errors import UsageError

WHICH = "Geef de map die guide/, templates/ en checklists/ bevat."


def need_root(root: Path | None, purpose: str, remedy: str = "") -> Path:
    """Return the folder of the guide: `root`, else the one that comes with the program. Raises UsageError, with `purpose`, where there is none."""
    found = root or find_root()
    if found is None or not (found / "guide").is_dir():
        raise UsageError(" ".join(filter(None, (f"Hier is geen inhoud om te {purpose}: de map guide/ ontbreekt.", remedy))))
    return found
