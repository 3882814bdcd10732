"""`handreiking free-days`: show or renew the days that planning keeps free."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from site_build.commands.report import Report
from site_build.content.loading import find_root, read_content
from site_build.desk.free_days import PATH, YEARS, compute_free_days, write_free_days
from site_build.disk import write_text
from site_build.errors import UsageError


@dataclass(frozen=True)
class FreeDaysWish:
    """From `year` on; with `write` into the file, else only shown. `root` is the folder with guide/."""

    year: int
    write: bool = False
    root: Path | None = None


def run(wish: FreeDaysWish) -> Report:
    """Make the days of a year and the five after it; raises UsageError where there is no guide/ to write in."""
    root = wish.root or find_root()
    if root is None:
        raise UsageError("Dit commando werkt alleen in de map met guide/, templates/ en checklists/.")
    content, _ = read_content(root)
    text = write_free_days(compute_free_days(wish.year, wish.year + YEARS, content.free_days))
    if not wish.write:
        return Report(tuple(text.splitlines()))
    write_text(root / PATH, text)
    return Report((f"{PATH} is vernieuwd, voor {wish.year} tot en met {wish.year + YEARS}.",), files=(root / PATH,))
