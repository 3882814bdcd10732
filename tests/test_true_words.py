"""Words on our pages that must be true on the day of the handbook, and one and many of the same thing."""

from __future__ import annotations

import datetime as dt
import functools
import re
from pathlib import Path

import pytest

from site_build.assembly.pages import make_pages
from site_build.assembly.pages.face import face
from site_build.assembly.project import templates_of
from site_build.assembly.rows import FaceView
from site_build.assembly.views import Views
from site_build.interview.moment_days import same_week
from site_build.tailoring.handbook import Handbook
from tests.test_cases import case

ROOT = Path(__file__).resolve().parents[1]
EDITED = sorted(path for folder, ends in (("guide/knowledge", "*.yml"), ("guide/chapters", "*.md"), ("templates/pages", "*.j2"))
                for path in (ROOT / folder).rglob(ends))


@pytest.mark.parametrize(("day", "yes"), [("2026-11-26", True), ("2026-11-29", True), ("2026-11-30", False), ("2026-11-23", True), ("2026-11-22", False)])
def test_this_week_is_from_monday_to_sunday(day: str, yes: bool) -> None:
    assert same_week(dt.date.fromisoformat(day), dt.date(2026, 11, 26)) is yes


def test_this_week_over_the_turn_of_the_year() -> None:
    assert same_week(dt.date(2027, 1, 3), dt.date(2026, 12, 28))
    assert not same_week(dt.date(2027, 12, 28), dt.date(2026, 12, 28))


def test_editors_name_a_term_and_not_this_week_or_month() -> None:
    """On a Friday, or on the 28th, *deze week* and *deze maand* say another day than the date beside it."""
    assert len(EDITED) > 50
    found = [f"{path.relative_to(ROOT)}: {match[0]}" for path in EDITED
             for match in re.finditer(r"(?i).{0,30}\bdeze (?:week|maand)\b", path.read_text(encoding="utf-8"))]
    assert found == []


@functools.cache
def home(name: str) -> tuple[Handbook, FaceView]:
    """Return a case's handbook and what its first page shows."""
    made = case(name).handbook
    views = Views(made, templates_of(made.content))
    docs = {doc.file: doc for doc in make_pages(made, views)}
    return made, face(made, views, tuple(docs.values()))


@pytest.mark.parametrize("name", ["onbekend_uitvoeren", "onbekend_voorbereiden", "onbekend_verkennen", "onbekend_borgen", "eiland"])
def test_where_much_is_unknown_the_strip_still_shows_work(name: str) -> None:
    made, shown = home(name)
    assert made.plan is not None
    asks = {given.advice.step for given in made.advice.items if given.advice.kind == "uitzoeken" and not given.advice.action}
    in_quarter = [item.action.id for item in made.plan.quarter]
    in_strip = [bar.id for bar in shown.strip]
    assert sum(id in asks for id in in_strip) == min(3, sum(id in asks for id in in_quarter))
    assert in_strip == [id for id in in_quarter if id in in_strip]
    assert len(in_strip) + shown.more + shown.questions == len(in_quarter)
    assert shown.questions == max(0, sum(id in asks for id in in_quarter) - 3)
