"""What does not fit, why, and the three ways to choose; worked out by hand.

The money ends on 30 June 2027: 150 working days from 24 November 2026 (day 0 to 149, 29.8 weeks after the first day). The last ten are 17 to 30 June.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import Any

import pytest

from site_build.content.model import Action, DefaultDate
from site_build.tailoring.planning_calendar import work_calendar
from site_build.tailoring.planning_left import half_up, weeks_of
from site_build.tailoring.planning_types import Choice, Plan
from tests.tailoring.advice_content import FREE, MOMENTS, action, content, moment
from tests.tailoring.test_plan_by_hand import plan

phrases = content().phrases
FAIR = moment("beurs", "De beurs", DefaultDate(month=3, day=1))


def left(*actions: Action, fair: str = "2027-06-17", **changes: Any) -> tuple[Plan, Choice]:
    made = plan(*actions, moments=(*MOMENTS, FAIR), dates={"beurs": fair}, **{"geld_tot": "2027-06-30", **changes})
    assert made.choice is not None
    return made, made.choice


def in_the_last_ten_days(id: str = "laat", **effort: float) -> Action:
    return action(id, weeks=1, not_before="beurs", **{"lead": 0, "others": 0, **effort})


LONG = action("lang", weeks=31)  # 155 days
LONGER = action("langer", weeks=290)  # 1,450 days: longer than three years


def test_why_something_does_not_fit() -> None:
    made, _ = left(action("na-laat", weeks=1, after=("los", "laat")), in_the_last_ten_days(lead=20), LONG, action("na-lang", after=("lang",)), action("los"), dagdelen_projectleider=8)
    assert [(one.action.id, one.reason, one.text) for one in made.not_fitting] == [
        ("na-laat", "volgorde", phrases("plan.only_after", do="Doe laat.")), ("laat", "dagdelen", phrases("plan.too_few")),
        ("lang", "doorlooptijd", phrases("plan.too_long", weeks="31 weken")), ("na-lang", "volgorde", phrases("plan.only_after", do="Doe lang."))]


def test_each_tells_its_half_days_whose_it_is_whether_it_is_urgent_and_when_it_would_be_done() -> None:
    # 'lang' goes on for five days behind the period: 1, 2, 5, 6 and 7 July. 'laat' needs twenty half-days at 1.6 a day: thirteen days from 17 June.
    hard = dataclasses.replace(LONG, hard=True)
    made, choice = left(in_the_last_ten_days(lead=20, others=2.5), hard, dagdelen_projectleider=8)
    assert [(one.action.id, one.urgent, one.lead, one.others, one.owner, str(one.later_end)) for one in made.not_fitting] == [
        ("lang", True, 1, 1, "projectleider", "2027-07-07"), ("laat", False, 20, 2.5, "projectleider", "2027-07-05")]
    assert str(choice.until) == "2027-07-07"


def test_what_is_equally_urgent_stands_in_the_order_of_the_list() -> None:
    made, _ = left(dataclasses.replace(LONG, id="z"), dataclasses.replace(LONG, id="a"))
    assert [one.action.id for one in made.not_fitting] == ["z", "a"]


@pytest.mark.parametrize(("has", "extra"), [(9, 1), (8.5, 1.5), (8, 2), (7, 3), (4.5, 5.5), (4, 11)])
@pytest.mark.parametrize("side", ["lead", "others"])
def test_more_half_days_for_one_side_are_tried_in_steps(has: float, extra: float | None, side: str) -> None:
    """Twenty half-days in ten days are ten a week. Twenty in 29.8 weeks are 0.67 a week: tried are 1, then 1.5, 2.5, 4, 8 times that and so on, up to a half."""
    capacity = {"dagdelen_projectleider" if side == "lead" else "dagdelen_anderen": has}
    other = "others" if side == "lead" else "lead"
    _, choice = left(in_the_last_ten_days(**{side: 20, other: 1}), **capacity)
    both = (choice.extra_lead, choice.extra_others)
    assert (both if side == "lead" else both[::-1]) == ((extra, 0) if extra is not None else (None, None))


def test_more_half_days_of_both_where_both_are_short() -> None:
    made, choice = left(in_the_last_ten_days(lead=20, others=20), dagdelen_projectleider=8, dagdelen_anderen=9)
    assert (choice.extra_lead, choice.extra_others, len(made.not_fitting)) == (2, 2, 1)  # two and a half times 0.67 on both sides
    parts = [phrases("plan.half_days", amount="2", who=phrases(who)) for who in ("plan.leader", "plan.others")]
    assert choice.text[1] == phrases("plan.more", what=" en ".join(parts), fits=phrases("plan.all_fits"))


@pytest.mark.parametrize(("has", "one", "amount"), [(9, "plan.half_day", "1"), (8.5, "plan.half_days", "1,5")])
def test_only_who_is_asked_for_more_is_named(has: float, one: str, amount: str) -> None:
    _, choice = left(in_the_last_ten_days(lead=20, others=1), dagdelen_projectleider=has)
    assert choice.text[1] == phrases("plan.more", what=phrases(one, amount=amount, who=phrases("plan.leader")), fits=phrases("plan.all_fits"))


def test_what_takes_too_long_does_not_count_in_what_more_half_days_help() -> None:
    _, choice = left(in_the_last_ten_days(lead=20), LONG, dagdelen_projectleider=8)
    assert (choice.fewer, choice.extra_lead) == (2, 2)
    assert choice.text[0] == phrases("plan.fewer", count=2)
    assert phrases("plan.some_fit", fitting=1, count=2) in choice.text[1]
    _, choice = left(LONG)
    assert (choice.fewer, choice.extra_lead, choice.extra_others) == (1, None, None)
    assert choice.text[:2] == (phrases("plan.fewer_one"), phrases("plan.more_helps_not", most=6))


def test_later_is_the_day_on_which_all_is_done_and_none_where_something_takes_more_than_three_years() -> None:
    _, choice = left(LONG)
    assert (str(choice.until), choice.text[2]) == ("2027-07-07", phrases("plan.later", day="7 juli 2027"))
    made, choice = left(LONG, LONGER)
    assert [str(one.later_end) for one in made.not_fitting] == ["2027-07-07", "None"]
    assert (choice.until, choice.text[2]) == (None, phrases("plan.never"))


def test_later_runs_to_the_last_day_of_the_calendar() -> None:
    days = work_calendar(dt.date(2026, 11, 24), dt.date(2027, 6, 30) + dt.timedelta(days=3 * 366), FREE).days
    weeks, over = divmod(len(days), 5)
    for begins, end in ((over, days[-1]), (over + 1, None)):
        made, _ = left(action("lang", weeks=weeks, not_before="beurs"), fair=days[begins].isoformat())
        assert [one.later_end for one in made.not_fitting] == [end]


@pytest.mark.parametrize(("half_days", "up"), [(0, 0), (0.1, 0.5), (0.5, 0.5), (0.6, 1), (1, 1), (2.3, 2.5)])
def test_half_days_up_to_a_half(half_days: float, up: float) -> None:
    assert half_up(half_days) == up


@pytest.mark.parametrize(("days", "words"), [(1, "1 week"), (5, "1 week"), (6, "2 weken"), (10, "2 weken")])
def test_days_in_weeks(days: int, words: str) -> None:
    assert weeks_of(days) == words
