"""A day that somebody chooses, and that the plan does not make or that has gone, stays open in the pieces that go out."""

from __future__ import annotations

import dataclasses
import functools

from site_build.assembly.pages.documents import days_left_open
from site_build.assembly.project import Look, assemble
from site_build.tailoring.handbook import Handbook, tailor
from tests.handbooks import content, example

NAME = "team_start"


@functools.cache
def handbook(name: str, **changed: str) -> Handbook:
    given = example(name)
    return tailor(content(), dataclasses.replace(given, values={**given.values, **changed}))


def pieces(made: Handbook) -> str:
    return "\n".join(str(text) for file, text in assemble(made, Look("theme: {name: mkdocs}\n")).files.items() if file.startswith("docs/documenten/"))


def test_a_start_that_the_plan_does_not_make_is_a_gap_and_its_maker_hears_why() -> None:
    made = handbook("klein-platteland")
    (why,) = days_left_open(made).values()
    text = pieces(made)
    assert "1 september 2027" in why and text.count(why) >= 2
    assert "1 september 2027" not in text.replace(why, "")


def test_a_start_that_the_plan_makes_is_filled_in() -> None:
    made = handbook("klein-platteland", team_start="2032-09-01")
    assert days_left_open(made) == {}
    assert ">1 september 2032<" in pieces(made)


def test_a_start_that_has_gone_stays_open_only_as_long_as_nobody_works() -> None:
    assert list(days_left_open(handbook("klein-platteland", team_start="2026-09-01"))) == [NAME]
    assert list(days_left_open(handbook("klein-platteland", team_start="2024-09-01", team_status="gestopt"))) == [NAME]
    running = handbook("regionaal-samenwerkend")
    assert days_left_open(running) == {}
    assert ">1 september 2026<" in pieces(running)
