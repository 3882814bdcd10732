"""What is looked up: beside the plan each moment once, and what is left out apart from what waits for an answer."""

from __future__ import annotations

import re

import pytest

from site_build.assembly.project import assemble
from site_build.content.conditions import Tri
from site_build.store.resources import read_look
from site_build.tailoring.handbook import Handbook, tailor
from tests.handbooks import content, example


def page(name: str, file: str) -> tuple[Handbook, str]:
    handbook = tailor(content(), example(name))
    return handbook, str(assemble(handbook, read_look()).files[f"docs/{file}"])


@pytest.mark.parametrize("name", ["klein-platteland", "regionaal-samenwerkend"])
def test_what_a_moment_means_is_said_once_for_all_its_days(name: str) -> None:
    handbook, text = page(name, "bij-uw-plan.md")
    rows = re.findall(r"^- \*\*(.+?)\*\* \(.*?\d{4}[^)]*\)\. (.+)$", text.split("{ #data }")[1], re.M)
    assert rows and len(set(rows)) == len(rows) <= len([moment for moment in handbook.moments if moment.date])


def test_a_day_that_is_past_says_what_to_do_now() -> None:
    handbook, text = page("regionaal-samenwerkend", "bij-uw-plan.md")
    past = next(moment for moment in handbook.moments if moment.passed)
    late = next(one.overdue for one in content().moments if one.id == past.id)
    assert late and late in text and past.explain not in text


def test_what_waits_for_an_answer_is_not_said_to_be_for_somebody_else() -> None:
    handbook, text = page("rotterdam", "weggelaten.md")
    waiting = [chosen.thing.title for chosen in handbook.selection.pages if not chosen.included and chosen.outcome.tri is Tri.UNKNOWN]
    never = [chosen.thing.title for chosen in handbook.selection.pages if chosen.outcome.tri is Tri.NO]
    before, after = text.split("## Bladzijden")
    assert waiting and never and all(f"### {title} " in before for title in waiting) and all(f"### {title} " in after for title in never)


def test_an_open_point_about_ones_own_work_is_asked_at_home() -> None:
    own = [point for point in content().open_points if point.of]
    assert own
    for name, code in (("rotterdam", "GM0599"), ("leeuwarden", "GM0080"), ("klein-platteland", "GM0331")):
        _, text = page(name, "bronnen.md")
        assert text.count("Het gaat over werk van uw eigen gemeente") == len([point for point in own if point.of == code])
