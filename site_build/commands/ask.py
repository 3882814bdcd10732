"""`handreiking ask` and `statements`: answer the questions, or fill in the statements, in a file or a handbook."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

from site_build.commands.report import Report
from site_build.content.model import Content
from site_build.interview.files import ANSWERS


@dataclass(frozen=True)
class AskWish:
    """A file with answers or a handbook's folder; `plain` asks in numbered lines, `quick` only what matters most."""

    place: Path
    today: dt.date
    plain: bool = False
    quick: bool = False

    @property
    def file(self) -> Path:
        """The file with answers."""
        return self.place / ANSWERS if self.place.is_dir() else self.place


@dataclass(frozen=True)
class StatementsWish(AskWish):
    """`role` is in which role somebody fills in the statements; empty: ask."""

    role: str = ""


def run(wish: AskWish, content: Content) -> Report:
    """Ask, from where one stopped. Raises as `run_interview` and `run_statements` do."""
    from site_build.interview.session import run_interview, run_statements

    if isinstance(wish, StatementsWish):
        run_statements(wish.file, content, plain=wish.plain, role=wish.role, today=wish.today)
        return Report()
    run_interview(wish.file, content, plain=wish.plain, quick=wish.quick, today=wish.today)
    return Report((f"Uw antwoorden staan in {wish.file}. Maak het handboek met: handreiking new MAP --answers {wish.file}",))

