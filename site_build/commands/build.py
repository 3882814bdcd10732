"""`handreiking build`: make a handbook again from its answers, around what people changed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from site_build.commands.report import Report
from site_build.commands.site import website
from site_build.content.model import Content
from site_build.interview.migrating import ask_again_report
from site_build.store import projects


@dataclass(frozen=True)
class BuildWish:
    """Which handbook; `restore` are pages to bring back, `dry` writes nothing, `trust` lets mkdocs.yml run programs."""

    folder: Path
    date: dt.date | None = None
    restore: tuple[str, ...] = ()
    dry: bool = False
    site: bool = True
    trust: bool = False


def run(wish: BuildWish, content: Content, *, say: Callable[[str], None]) -> Report:
    """Make it again; `say` hears what changed before the website is built. A dry run ends with 1 when something would change.

    Raises as `projects.rebuild` and `build_site` do.
    """
    handbook, report = projects.rebuild(wish.folder, content, date=wish.date, restore=wish.restore, dry=wish.dry)
    for line in (*ask_again_report(handbook.answers, content, str(wish.folder)), *report.lines()):
        say(line)
    if wish.dry:
        return Report(("Er is niets geschreven." if report.changes else "Er zou niets veranderen.",), int(bool(report.changes)))
    say(website(wish.folder, build=wish.site, trust=wish.trust))
    return Report()
