"""The days on which somebody last compared our texts with a law: kept in one file, and printed by a mark in any text.

`{{ nagekeken.awb_mandaat }}` prints the day of the check with that id, `{{ nagekeken.laatst }}` the latest day of all. A text
is filled in where it is read, so that every format can use the mark.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from site_build.content.names import nearest
from site_build.errors import Place, Problem

if TYPE_CHECKING:
    from site_build.content.knowledge import LawCheck

FILE = "guide/knowledge/law-checks.yml"
MONTHS = ("januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november", "december")
MARK = re.compile(r"\{\{\s*nagekeken\.([^\s{}|]*)\s*\}\}")
LATEST = "laatst"


class LawDays:
    """Fills in the marks of one guide, and remembers where they stood."""

    def __init__(self, checks: Sequence[LawCheck]) -> None:
        self._checks = checks
        self._days = {id: _in_words(check.day) for check in checks if check.day and not check.retired for id in (check.id, *check.was)}
        if latest := max((check.day for check in checks if check.day and not check.retired), default=None):
            self._days[LATEST] = _in_words(latest)
        self._uses: dict[str, list[Place]] = defaultdict(list)

    def fill(self, text: str, file: str) -> tuple[str, list[Problem]]:
        """Return a text with its marks filled in, and a problem for each that means nothing."""
        problems = []

        def day(match: re.Match[str]) -> str:
            begin = text.rfind("\n", 0, match.start()) + 1
            if file.endswith(".yml") and text[begin:match.start()].lstrip().startswith("#"):  # a remark of an editor
                return match[0]
            place, id = Place(file, text.count("\n", 0, match.start()) + 1, match.start() - begin + 1), match[1]
            if id not in self._days:
                close = nearest(id, self._days)
                problems.append(Problem(place, "nagekeken-onbekend", f"'{id}' staat niet als controle van een wet in {FILE}.",
                                        f"Bedoelt u '{close}'?" if close else "Zet de controle daar, met what en checked."))
                return "op een onbekende dag"
            self._uses[id].append(place)
            return self._days[id]

        return (MARK.sub(day, text) if "nagekeken." in text else text), problems

    def with_uses(self) -> tuple[LawCheck, ...]:
        """Return the checks, each with the places that print its day."""
        return tuple(replace(check, uses=tuple(sorted({place for id in (check.id, *check.was) for place in self._uses[id]}))) for check in self._checks)


def _in_words(day: dt.date) -> str:
    """Return a day as '1 februari 2027'."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"
