"""What page one says about the plan, worked out by hand: what a day that came still misses, alarms, what to leave out, how many half-days would do.

TODAY is Tuesday 24 November 2026; the first moment of the money is 1 February 2027, 44 working days (Christmas week is free).
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import Any

import pytest

from site_build.content.model import DefaultDate
from site_build.errors import ContentError
from site_build.interview.answers import PlanEntry
from site_build.tailoring.planning_jobs import Job
from site_build.tailoring.planning_reasons import Reasons
from site_build.tailoring.planning_types import LATE, OVER, Plan, Reach
from tests.tailoring.advice_content import MOMENTS, START_TEAM, action, answers, content, moment, values
from tests.tailoring.test_plan_by_hand import advice, days, plan

FAIR = moment("beurs", "De beurs", DefaultDate(month=3, day=1))
WITH_FAIR = (*MOMENTS, FAIR)
MONEY: dict[str, Any] = {"geld_tot": "2027-12-31", "kadernota": "kadernota"}
PIECE = action("stuk", weeks=4, lead=2, needed_for=("inbreng-kadernota",))


def reach(made: Plan) -> Reach:
    assert made.reach is not None
    return made.reach


def test_a_day_that_has_come_names_only_what_it_still_needs() -> None:
    told = (*MOMENTS, dataclasses.replace(FAIR, overdue="Haal dit in."))
    made = plan(action("stuk", needed_for=("beurs",)), action("los"), action("klaar", needed_for=("beurs",)), moments=told, dates={"beurs": "2026-11-02"}, set={"klaar": PlanEntry(status="klaar")})
    assert [(one.title, one.date, [a.id for a in one.actions], one.text) for one in made.overdue] == [("De beurs", dt.date(2026, 11, 2), ["stuk"], "Haal dit in.")]
    assert plan(action("los"), moments=told, dates={"beurs": "2026-11-02"}).overdue == ()


@pytest.mark.parametrize(("day", "by"), [("2026-12-10", "2026-12-10"), ("2027-03-01", "2026-12-14")])
def test_an_alarm_names_the_first_of_the_term_and_the_day_that_needs_it(day: str, by: str) -> None:
    made = plan(action("eerst", weeks=6, lead=12), action("stuk", weeks=2, needed_for=("beurs",)), given=(advice("a", "hulp_stopt", 60, names="eerst"), advice("b", "wet", 20, names="stuk")),
                moments=WITH_FAIR, dates={"beurs": day}, dagdelen_projectleider=2)
    assert [(alarm.action.id, alarm.reason, str(alarm.by)) for alarm in made.alarms] == [("stuk", LATE, by)]


def test_where_all_is_in_time_the_half_days_that_are_there_are_what_the_rest_of_the_plan_leaves_until_that_day() -> None:
    other = action("ander", weeks=2, lead=3)
    assert reach(plan(PIECE, other, **MONEY)).lead_there == pytest.approx(44 * 2 - 3)
    # From 25 January, six of its ten days lie before the day of the money, which is its sixth.
    late = plan(PIECE, other, set={"ander": PlanEntry(date="2027-02-05")}, **MONEY)
    assert days(late)["ander"] == ("2027-01-25", "2027-02-05") and reach(late).lead_there == pytest.approx(44 * 2 - 3 * 6 / 10)


def test_where_it_is_too_late_only_what_is_more_urgent_than_the_money_takes_from_it() -> None:
    long = action("stuk", weeks=16, needed_for=("inbreng-kadernota",))
    equal, more = (plan(long, action("ander", lead=3), given=(advice("a", urgency, 14, names="ander"),), **MONEY) for urgency in ("geld_of_mensen", "wet"))
    assert (reach(equal).lead_there, reach(more).lead_there) == (pytest.approx(44 * 2), pytest.approx(44 * 2 - 3))


def test_as_little_as_possible_is_left_out_and_what_waited_for_it_waits_no_longer() -> None:
    long = tuple(action(f"lang{n}", weeks=16, needed_for=("geldbesluit",)) for n in (1, 2))
    made = plan(PIECE, *long, action("kort", weeks=1, needed_for=("geldbesluit",)), **MONEY)
    assert [a.id for a in reach(made).skip] == ["lang1", "lang2"]
    made = plan(action("lang", weeks=16), dataclasses.replace(PIECE, after=("lang",)), **MONEY)
    assert [a.id for a in reach(made).skip] == ["lang"] and days(made)["stuk"][0] == "2026-11-24" and days(made)["lang"][0] == "2027-02-02"


def test_what_is_going_on_is_not_left_out() -> None:
    made = plan(PIECE, action("lang", weeks=16, needed_for=("geldbesluit",)), action("gaande", weeks=2), set={"gaande": PlanEntry(status="bezig")}, **MONEY)
    assert [a.id for a in reach(made).skip] == ["lang"] and days(made)["gaande"][0] == "2026-11-24"
    held = plan(PIECE, action("lang", weeks=16, needed_for=("geldbesluit",)), set={"lang": PlanEntry(status="bezig")}, **MONEY)
    assert reach(held).skip == ()


@pytest.mark.parametrize(("time", "extra"), [((1, 10), (2.5, 0)), ((10, 1), (0, 2.5)), ((1, 1), (2.5, 2.5))])
def test_a_start_that_is_missed_says_how_many_half_days_of_whom_would_do(time: tuple[float, float], extra: tuple[float, float]) -> None:
    # 14 half-days in four weeks and a day, 24 November to 22 December (21 days): 3.5 a week do, 3 do not.
    made = plan(action("stuk", weeks=4, lead=14, others=14, needed_for=("start-team",)), moments=(*MOMENTS, START_TEAM), team_start="2026-12-22", dagdelen_projectleider=time[0],
                dagdelen_anderen=time[1])
    start = next(one for one in made.reaches if one.title == START_TEAM.title)
    assert (start.in_time, start.extra) == (False, extra)


def test_a_circle_is_found_wherever_one_comes_into_it() -> None:
    with pytest.raises(ContentError) as caught:
        plan(action("a", after=("b",)), action("b", after=("c",)), action("c", after=("d",)), action("d", after=("b",)))
    assert [problem.message for problem in caught.value.problems] == ["Deze acties wachten op elkaar: 'b' wacht op 'c' wacht op 'd' wacht op 'b'."]


def test_what_two_wait_for_is_no_circle() -> None:
    assert set(days(plan(action("a", after=("b", "c")), action("b", after=("c",)), action("c")))) == {"a", "b", "c"}


def test_nothing_goes_together_where_that_would_make_a_circle() -> None:
    small: dict[str, Any] = {"inwoners": 20000, "samenwerkingsvorm": "geen", "uitvoering": "eigen"}
    made = plan(action("kaart"), action("tussen", after=("kaart",)), action("ook", after=("kaart",)), action("format", after=("ook", "tussen"), merge_small="kaart"), **small)
    assert set(days(made)) == {"kaart", "tussen", "ook", "format"}
    made = plan(action("kaart"), action("los"), action("format", after=("los",), merge_small="kaart"), **small)
    assert set(days(made)) == {"kaart", "los"}


@pytest.mark.parametrize(("weeks", "first"), [(26, "stuk"), (27, "hard")])
def test_a_day_of_the_money_is_near_for_half_a_year(weeks: int, first: str) -> None:
    day = dt.date(2026, 11, 24) + dt.timedelta(weeks=weeks)
    made = plan(action("hard", weeks=4, lead=4, hard=True), action("stuk", weeks=4, lead=4, needed_for=("inbreng-kadernota",)), dates={"inbreng-kadernota": str(day)},
                dagdelen_projectleider=1, **MONEY)
    assert made.items[0].action.id == first


def test_ten_half_days_more_is_the_most_that_is_asked() -> None:
    # 21 days of 11 half-days a week are 46.2; of 11.5 they would be 48.3.
    def extra(lead: float) -> tuple[float, float] | None:
        made = plan(action("stuk", weeks=4, lead=lead, others=1, needed_for=("start-team",)), moments=(*MOMENTS, START_TEAM), team_start="2026-12-22", dagdelen_projectleider=1)
        return next(one for one in made.reaches if one.title == START_TEAM.title).extra

    assert (extra(46), extra(48)) == ((10, 0), None)


def test_today_is_not_ahead_for_the_money_either() -> None:
    made = plan(PIECE, date="2027-02-01", **MONEY)
    assert made.items[0].deadline is None
    assert plan(PIECE, date="2027-01-31", **MONEY).items[0].deadline == ("Inbreng voor de kadernota", dt.date(2027, 2, 1))
    assert plan(action("a"), geld_tot="2026-11-24").end == plan(action("a")).end  # money that stops today is no period


# --- alarms ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("effort", "alarms"), [((2.4, 0), []), ((2.5, 0), [OVER]), ((0, 24), []), ((0, 24.5), [OVER])])
def test_what_takes_all_time_that_there_is_and_no_more_is_no_alarm(effort: tuple[float, float], alarms: list[str]) -> None:
    """Until 1 December are six days: of 0.4 half-days of the lead and of 4 of the others."""
    made = plan(action("gevaar", weeks=4, lead=effort[0], others=effort[1]), given=(advice("a", "gevaar", 7, names="gevaar"),), dagdelen_projectleider=2)
    assert [alarm.reason for alarm in made.alarms] == alarms


def test_what_takes_longer_than_its_term_should_have_been_done_where_it_began_within_it() -> None:
    # The term is 1 December, day 5; of twenty days it can begin on that day and ends on day 24, 5 January.
    made = plan(action("stuk", weeks=4), given=(advice("a", "geld_of_mensen", 7, names="stuk"),), set={"stuk": PlanEntry(date="2027-02-01")})
    assert [(alarm.reason, alarm.by) for alarm in made.alarms] == [(LATE, dt.date(2027, 1, 5))]


def test_a_term_before_the_first_working_day_is_that_day() -> None:
    made = plan(action("stuk", weeks=0), given=(advice("a", "geld_of_mensen", 5, names="stuk"),), set={"stuk": PlanEntry(date="2026-12-14")}, date="2026-11-28")
    assert [(alarm.reason, alarm.by) for alarm in made.alarms] == [(LATE, dt.date(2026, 11, 30))]  # made on Saturday, with Sunday as its last day


# --- the moment of the money, to the day -------------------------------------------------------------------

TIGHT: dict[str, Any] = {**MONEY, "dagdelen_projectleider": 2}  # 44 days of 0.4: 17.6 half-days


def test_of_what_begins_on_the_day_itself_one_day_is_taken() -> None:
    made = plan(PIECE, action("ander", weeks=2, lead=3), set={"ander": PlanEntry(date="2027-02-12")}, **MONEY)
    assert days(made)["ander"][0] == "2027-02-01"
    assert reach(made).lead_there == pytest.approx(44 * 2 - 3 / 10)


def test_what_is_ready_on_the_day_itself_without_the_rest_is_in_time() -> None:
    rest = action("zwaar", weeks=4, lead=4, others=0, needed_for=("geldbesluit",))
    for lead, skip in ((17.6, ["zwaar"]), (18, [])):
        found = reach(plan(action("stuk", weeks=8, lead=lead, others=0, needed_for=("inbreng-kadernota",)), rest, **TIGHT))
        assert (found.in_time, [one.id for one in found.skip]) == (False, skip)


def test_where_leaving_out_helps_no_more_half_days_are_asked() -> None:
    found = reach(plan(PIECE, action("zwaar", weeks=4, lead=40, needed_for=("geldbesluit",)), **TIGHT))
    assert ([one.id for one in found.skip], found.possible, found.extra) == (["zwaar"], True, None)
    assert reach(plan(action("stuk", weeks=4, lead=20, others=0, needed_for=("inbreng-kadernota",)), **TIGHT)).extra == (0.5, 0)  # 44 days of 0.5 are 22


def test_leaving_out_does_not_help_where_what_is_going_on_takes_the_time() -> None:
    made = plan(action("stuk", weeks=4, lead=8, others=0, needed_for=("inbreng-kadernota",)), action("zwaar", weeks=4, lead=1, others=0, needed_for=("geldbesluit",)),
                action("gaande", weeks=8, lead=16, others=0), set={"gaande": PlanEntry(status="bezig")}, **TIGHT)
    assert (reach(made).in_time, reach(made).possible, reach(made).skip) == (False, False, ())


def test_what_waits_for_something_is_in_time_too_when_the_rest_is_left_out() -> None:
    made = plan(action("voor", weeks=2, lead=2, others=0), dataclasses.replace(PIECE, after=("voor",)), action("zwaar", weeks=4, lead=40, needed_for=("geldbesluit",)), **TIGHT)
    assert [one.id for one in reach(made).skip] == ["zwaar"]
    assert [id for id in days(made) if days(made)[id][1] <= "2027-02-01"] == ["voor", "stuk"]


def test_what_is_put_off_does_not_come_before_a_day_in_the_world_any_more() -> None:
    """Of both the work takes all time for twenty days, from 2 February; 'ander' must be ready on 1 March, the last of those twenty."""
    markt = moment("markt", "De markt", DefaultDate(month=2, day=2))
    made = plan(PIECE, action("zwaar", weeks=16, lead=32, others=0, needed_for=("geldbesluit",)), action("ander", weeks=4, lead=8, others=0, not_before="markt", needed_for=("beurs",)),
                given=(advice("a", "voorwaarden", 30, names="zwaar"),), moments=(*WITH_FAIR, markt), dates={"markt": "2027-02-02", "beurs": "2027-03-01"}, **TIGHT)
    assert [one.id for one in reach(made).skip] == ["zwaar"]
    assert days(made)["ander"] == ("2027-02-02", "2027-03-01")


# --- why, to the day ------------------------------------------------------------------------------------------


def why(start: str, end: str, deadline: str = "", **fields: Any) -> str:
    looked = values(answers())
    ahead = [("een", "Eerst", dt.date(2027, 2, 1)), ("twee", "Dan", dt.date(2027, 7, 1))]
    reasons = Reasons(content().phrases, looked, None, {"start-team": ("De start", dt.date(2027, 6, 1))}, ahead)
    job = Job(action("a", **fields), 0, 0, 5, 0, (), deadline=("Eerst", dt.date.fromisoformat(deadline)) if deadline else None)
    return reasons.why(job, dt.date.fromisoformat(start), dt.date.fromisoformat(end))


@pytest.mark.parametrize(("start", "key"), [("2027-06-01", "plan.opens_then"), ("2027-06-07", "plan.opens_then"), ("2027-06-08", "plan.opens_later")])
def test_within_a_week_of_the_day_is_on_the_day(start: str, key: str) -> None:
    assert why(start, "2027-06-30", opens="start-team") == content().phrases(key, **({"day": "1 juni 2027"} if key == "plan.opens_later" else {}))


@pytest.mark.parametrize(("end", "still"), [("2027-02-02", "Dan"), ("2027-07-01", "Dan"), ("2027-07-02", "")])
def test_too_late_for_one_moment_names_the_next_that_it_is_in_time_for(end: str, still: str) -> None:
    phrases = content().phrases
    then = phrases("plan.still_before", title=still) if still else ""
    assert why("2027-01-04", end, "2027-02-01") == phrases("plan.too_late", why=phrases("plan.needed"), title="Eerst", still=then)


def test_ready_on_the_day_itself_is_not_too_late() -> None:
    assert why("2027-01-04", "2027-02-01", "2027-02-01", hard=True) == content().phrases("plan.precondition")
