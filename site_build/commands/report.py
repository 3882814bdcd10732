"""What every command gives back: lines to show, an exit status, and the files that it made."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Report:
    """The outcome of a command; `status` is the exit status, 0 is done."""

    lines: tuple[str, ...] = ()
    status: int = 0
    files: tuple[Path, ...] = ()
