"""`handreiking undo`: back one build, or with --redo forward again."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from site_build.commands.report import Report
from site_build.store import undoing


@dataclass(frozen=True)
class UndoWish:
    """Which handbook, and whether an undo itself is undone."""

    folder: Path
    redo: bool = False


def run(wish: UndoWish) -> Report:
    """Go one step back or forward; raises UsageError when there is no step to go."""
    lines = undoing.redo(wish.folder) if wish.redo else undoing.undo(wish.folder)
    back = f"handreiking undo {wish.folder}" if wish.redo else f"handreiking undo {wish.folder} --redo"
    return Report((*lines, f"Toch niet? {back}", f"De website vernieuwt u met: handreiking serve {wish.folder}"))
