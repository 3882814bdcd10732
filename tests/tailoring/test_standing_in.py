"""Who does what as long as a role does not exist: never somebody who is not there."""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import Any

import pytest

from site_build.content.conditions import Condition
from site_build.content.model import Content, DefaultDate, Role
from site_build.tailoring.planning_types import Plan
from tests.tailoring.advice_content import action, content, moment
from tests.tailoring.test_planning import items, plan

LEAD = Role(id="projectleider", name="Projectleider", who="Wie leidt.", know=())
ALDERMAN = Role(id="wethouder", name="Wethouder", who="Wie bestuurt.", know=())
START = moment("start-team", "Het team begint", DefaultDate(month=2, day=1), 0)


def team_leader(**fields: Any) -> Role:
    return Role(id="teamleider", name="Teamleider", who="Wie het team leidt.", know=(), until_then="projectleider", missing_when=Condition('uitvoering == "eigen"'), **fields)


def of(*roles: Role, **fields: Any) -> Content:
    mine = [dataclasses.replace(action(id, weeks=5, after=after), owner="teamleider") for id, after in (("a", ()), ("b", ("a",)), ("c", ("b",)))]
    return content((*mine, action("kies")), roles=(LEAD, ALDERMAN, *roles), moments=(START,), **fields)


def owners(made: Plan) -> dict[str, str]:
    return {id: str(item.owner) for id, item in items(made).items()}


def test_who_is_not_there_does_nothing_until_the_day_that_the_role_begins() -> None:
    made = plan(of=of(team_leader(from_moment="start-team")), uitvoering="eigen")
    assert {id: item.start < dt.date(2027, 2, 1) for id, item in items(made).items()} == {"a": True, "b": True, "c": False, "kies": True}
    assert owners(made) == {"a": "projectleider", "b": "projectleider", "c": "teamleider", "kies": "projectleider"}
    assert made.acting("teamleider", dt.date(2027, 1, 31)) == "projectleider"
    assert made.acting("teamleider", dt.date(2027, 2, 1)) == "teamleider"


def test_a_role_begins_when_what_makes_it_has_been_done() -> None:
    made = plan(of=of(team_leader(from_actions=("kies",))), uitvoering="eigen")
    done = items(made)["kies"].end
    assert [item.start > done for id, item in sorted(items(made).items()) if id != "kies"] == [False, True, True]
    assert owners(made)["a"] == "projectleider" and owners(made)["b"] == owners(made)["c"] == "teamleider"


@pytest.mark.parametrize("known", [{"uitvoering": "partner_inkoop"}, {}])
def test_who_is_there_or_may_be_there_does_the_work(known: dict[str, str]) -> None:
    assert owners(plan(of=of(team_leader()), **known))["a"] == "teamleider"


def test_where_nobody_knows_from_when_the_stand_in_does_all_of_it() -> None:
    assert set(owners(plan(of=of(team_leader()), uitvoering="eigen")).values()) == {"projectleider"}


def test_a_role_that_is_not_for_this_municipality_does_nothing_either() -> None:
    role = Role(id="teamleider", name="T", who="W", know=(), until_then="projectleider", when=Condition('uitvoering != "eigen"'))
    made = plan(of=of(role), uitvoering="eigen")
    assert set(owners(made).values()) == {"projectleider"}
    assert [absence.never for absence in made.missing] == [True]


def test_who_stands_in_may_be_missing_too() -> None:
    lead = dataclasses.replace(LEAD, until_then="wethouder", missing_when=Condition('uitvoering == "eigen"'))
    made = plan(of=content((action("kies"),), roles=(lead, ALDERMAN, team_leader())), uitvoering="eigen")
    assert made.acting("teamleider") == made.acting("projectleider") == "wethouder"


def test_a_role_is_there_from_the_day_after_what_makes_it_and_on_the_very_day_of_its_moment() -> None:
    made = plan(of=of(team_leader(from_actions=("kies",))), uitvoering="eigen")
    done = items(made)["kies"].end
    assert [made.acting("teamleider", done + dt.timedelta(days=days)) for days in (0, 1)] == ["projectleider", "teamleider"]
    today = dt.date(2026, 11, 24)
    begins = moment("start-team", "Het team begint", DefaultDate(month=11, day=24), 0)
    made = plan(of=content((action("kies"),), roles=(LEAD, team_leader(from_moment="start-team")), moments=(begins,)), uitvoering="eigen")
    assert made.acting("teamleider", today) == "teamleider"


def test_a_role_that_is_for_this_municipality_is_not_missing_because_it_has_a_condition() -> None:
    role = Role(id="teamleider", name="T", who="W", know=(), until_then="projectleider", when=Condition('uitvoering == "eigen"'))
    assert owners(plan(of=of(role), uitvoering="eigen"))["a"] == "teamleider"


@pytest.mark.parametrize(("weeks", "there"), [(30, True), (60, False)])
def test_a_day_that_the_plan_does_not_make_begins_no_role(weeks: int, there: bool) -> None:
    """What opens on that day begins later, or not at all in this plan: until then nobody is there."""
    begin = action("begin", opens="start-team")
    made = plan(of=content((action("lang", weeks=weeks, needed_for=("start-team",)), begin), roles=(LEAD, team_leader(from_moment="start-team")), moments=(START,)), uitvoering="eigen")
    assert made.acting("teamleider", dt.date(2027, 2, 1)) == "projectleider"
    item = made.item("begin")
    assert bool(item) is there and made.acting("teamleider", item.start if item else made.end) == ("teamleider" if there else "projectleider")
