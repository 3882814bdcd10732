"""Run the checks on tiny content."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from site_build.content.loading import read_content
from site_build.desk.checking import check_content
from site_build.desk.worlds import world_of
from site_build.errors import ERROR, Problem
from tests.builders import page, write_content

TODAY = dt.date(2026, 11, 24)
PAGE = "guide/chapters/10-doen/mandaat.md"
SOURCES = "guide/knowledge/sources.yml"
SOURCE = "- {id: isd-mandaat, type: webpage, title: Mandaat, checked: 2026-11-01, certainty: read}\n"


def check(root: Path, files: dict[str, str] | None = None, today: dt.date = TODAY) -> list[Problem]:
    """Return every problem of tiny content with these files in it."""
    write_content(root, files)
    for template in (root / "templates/pages").glob("*.j2"):  # the real ones, which cite real sources
        if f"templates/pages/{template.name}" not in (files or {}):
            template.unlink()
    content, problems = read_content(root)
    return sorted({*problems, *check_content(content, root, today=today, world=world_of(content, today))})


def wrong(root: Path, files: dict[str, str]) -> list[str]:
    """Return what is wrong, as lines."""
    return [str(problem) for problem in check(root, files) if problem.grade == ERROR]


def wrong_body(root: Path, body: str, **head: str) -> list[str]:
    """Return what is wrong with a page with this body: `line:column  code  message  remedy`."""
    return [line.removeprefix(f"{PAGE}:") for line in wrong(root, {PAGE: page(body, **head), SOURCES: SOURCE})]


def remarks(root: Path, files: dict[str, str], code: str, today: dt.date = TODAY) -> list[str]:
    """Return the *let op* messages with this code."""
    return [problem.message for problem in check(root, files, today) if problem.code == code and problem.grade != ERROR]
