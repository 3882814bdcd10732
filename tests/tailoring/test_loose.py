"""What a job would rather come after gives way to a day in the world, and to nothing else. Working days, counted by hand."""

from __future__ import annotations

import dataclasses

import pytest

from site_build.tailoring.planning_jobs import Job
from site_build.tailoring.planning_loose import loosen
from tests.tailoring.test_scheduling import job


def left(*jobs: Job, end: int = 99, **dates: int) -> dict[str, tuple[str, ...]]:
    """What each job still waits for; what follows it says the same."""
    found = {one.id: one for one in jobs}
    for one in jobs:
        for before in one.after:
            found[before].followers.append(one.id)
    loosen(found, dates, end)
    for one in jobs:
        assert sorted(one.followers) == sorted(other.id for other in jobs if one.id in other.after), one.id
    return {id: one.after for id, one in found.items()}


def rather(id: str, days: int, before: str, *also: str, **fields: object) -> Job:
    return job(id, days, before, *also, rather=(before,), **fields)  # type: ignore[arg-type]


@pytest.mark.parametrize(("day", "kept"), [(9, True), (8, False)])
def test_it_is_kept_as_long_as_the_day_is_met_with_it(day: int, kept: bool) -> None:
    # a takes days 0 to 4 and b five days after it: to day 9.
    assert left(job("a", 5), rather("b", 5, "a"), b=day)["b"] == (("a",) if kept else ())


@pytest.mark.parametrize(("day", "kept"), [(12, True), (11, False)])
def test_it_is_kept_as_long_as_what_follows_meets_its_day(day: int, kept: bool) -> None:
    # a, b and then c of three days: to day 12.
    assert left(job("a", 5), rather("b", 5, "a"), job("c", 3, "b"), c=day) == {"a": (), "b": ("a",) if kept else (), "c": ("b",)}


def test_what_comes_before_that_counts_too() -> None:
    assert left(job("eerst", 3), job("a", 5, "eerst"), rather("b", 5, "a"), b=12)["b"] == ("a",)
    assert left(job("eerst", 3), job("a", 5, "eerst"), rather("b", 5, "a"), b=11)["b"] == ()


@pytest.mark.parametrize(("dates", "kept"), [({}, True), ({"b": 99}, True), ({"b": 98}, False)])
def test_the_end_of_the_period_is_no_day_in_the_world(dates: dict[str, int], kept: bool) -> None:
    assert left(job("a", 200), rather("b", 5, "a"), **dates)["b"] == (("a",) if kept else ())


def test_what_must_come_first_is_never_given_up() -> None:
    assert left(job("a", 5), job("b", 5, "a"), b=3)["b"] == ("a",)
    assert left(job("a", 5), job("c", 5), rather("b", 5, "a", "c"), b=3)["b"] == ("c",)


@pytest.mark.parametrize(("opens", "day", "kept"), [("", 6, True), ("", 5, False), ("start", 9, True), ("start", 8, False)])
def test_waiting_for_a_decision_counts_only_for_what_opens_a_day(opens: str, day: int, kept: bool) -> None:
    # a is worked on for five days and decided three days later; b takes two days.
    b = rather("b", 2, "a")
    b.action = dataclasses.replace(b.action, opens=opens)
    assert left(job("a", 5, extra=3), b, b=day)["b"] == (("a",) if kept else ())


def test_what_need_not_be_given_up_after_all_is_kept() -> None:
    def chain(day: int) -> dict[str, tuple[str, ...]]:
        return left(job("a", 5), rather("b", 5, "a"), rather("c", 5, "b"), c=day)

    assert chain(14) == {"a": (), "b": ("a",), "c": ("b",)}
    assert chain(13) == chain(9) == {"a": (), "b": (), "c": ("b",)}  # b before c, without a
    assert chain(8) == {"a": (), "b": ("a",), "c": ()}  # c can do without b, so b has time for a again
