"""Which jobs go first, one rule at a time; TODAY is Tuesday 24 November 2026 and there is little time, so that places are taken in order."""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import Any

import pytest

from site_build.content.conditions import Condition
from site_build.content.model import DefaultDate, Pause
from site_build.content.work import Pressing
from site_build.interview.answers import PlanEntry
from site_build.tailoring.planning_types import LATE, OVER, Plan
from tests.tailoring.advice_content import MOMENTS, START_TEAM, action, moment
from tests.tailoring.test_plan_by_hand import DANGER, TODAY, advice, days, plan

WITH_FAIR = (*MOMENTS, moment("beurs", "De beurs", DefaultDate(month=3, day=1)))
FEW: dict[str, Any] = {"dagdelen_projectleider": 1, "dagdelen_anderen": 20}


def order(made: Plan) -> list[str]:
    """Ids in the order in which their work is planned."""
    return [item.action.id for item in made.items]


def heavy(id: str, **fields: Any) -> Any:
    """An action that takes all the time of the project lead for four weeks."""
    return action(id, weeks=4, lead=4, others=0, **fields)


# --- what stands still --------------------------------------------------------------------------


def with_a_standstill(urgency: str, status: str = "") -> list[str]:
    stop = action("stop", weeks=1, lead=0, others=0, pause=Pause(until="weer", say="staat het stil", meanwhile="Werk zo."))
    made = plan(heavy("eerst", hard=True), heavy("advies"), action("weer", weeks=8, lead=8, others=0), stop, given=(advice("over", urgency, days=360, names="advies"),),
                set={"stop": PlanEntry(status=status)} if status else None, **FEW)
    return [id for id in order(made) if id != "stop"]


@pytest.mark.parametrize(("urgency", "first"), [("hulp_stopt", "advies"), ("geld_of_mensen", "weer")])
def test_what_ends_a_standstill_comes_with_the_law_after_residents_and_before_money(urgency: str, first: str) -> None:
    assert with_a_standstill(urgency)[0] == first
    assert with_a_standstill(urgency, "klaar")[0] == first


def test_where_nothing_stopped_there_is_no_standstill_to_end() -> None:
    assert with_a_standstill("geld_of_mensen", "vervallen") == ["advies", "eerst", "weer"]


# --- stops and preconditions ----------------------------------------------------------------------


def test_a_stop_for_the_law_is_forced_and_one_for_money_waits_for_people() -> None:
    for urgency, at_once in (("wet", True), ("geld_of_mensen", False)):
        made = plan(heavy("gevaar"), heavy("stop"), given=(advice("a", "hulp_stopt", 90, names="gevaar", first=True), advice("b", urgency, 90, names="stop", kind="stop")), **FEW)
        assert (made.item("stop").start == TODAY) is at_once  # type: ignore[union-attr]


@pytest.mark.parametrize(("shares", "first"), [({"uitvoering": "eigen"}, "toets"), ({"uitvoering": "regeling"}, "plicht"), ({"uitvoering": "onbekend"}, "plicht")])
def test_what_presses_by_an_answer_goes_before_preconditions_though_no_advice_names_it(shares: dict[str, Any], first: str) -> None:
    """And not where that answer is another one, or not known."""
    toets = heavy("toets", pressing=Pressing(urgency="wet", when=Condition('uitvoering == "eigen"')))
    assert order(plan(heavy("plicht", hard=True), toets, **shares, **FEW))[0] == first


def test_what_is_settled_does_not_press() -> None:
    loopt = Condition('uitvoering == "eigen"')
    made = plan(heavy("toets", pressing=Pressing(urgency="wet", when=loopt), settled=loopt), uitvoering="eigen", **FEW)
    assert [one.id for one in made.later] == ["toets"]


def test_what_presses_by_an_answer_can_have_a_moment_that_needs_it_then() -> None:
    toets = action("toets", pressing=Pressing(urgency="niemand_beslist", when=Condition('uitvoering == "eigen"'), by="kadernota"))
    for who, title in (("eigen", "De raad bespreekt de kadernota"), ("regeling", None)):
        found = plan(toets, kadernota="kadernota", uitvoering=who).item("toets")
        assert found and (found.deadline[0] if found.deadline else None) == title


def test_a_precondition_by_advice_counts_as_one_that_editors_wrote() -> None:
    made = plan(heavy("rest"), heavy("hard", hard=True), heavy("advies"), given=(advice("over", "voorwaarden", 300, names="advies"),), **FEW)
    assert order(made) == ["hard", "advies", "rest"]


# --- what is in order already -------------------------------------------------------------------------


@pytest.mark.parametrize(("changes", "asked", "planned"), [
    ({"beslist_jeugd": "gemeente"}, {}, False),
    ({"beslist_jeugd": "regeling"}, {}, True),
    ({"beslist_jeugd": "onbekend"}, {}, True),  # not known to be in order
    ({"beslist_jeugd": "gemeente"}, {"given": (advice("over", names="kaart"),)}, True),
    ({"beslist_jeugd": "gemeente"}, {"set": {"kaart": PlanEntry(status="bezig")}}, True),
])
def test_what_is_in_order_is_planned_only_where_somebody_asks_for_it(changes: dict[str, Any], asked: dict[str, Any], planned: bool) -> None:
    made = plan(action("kaart", settled=Condition('beslist_jeugd == "gemeente"')), **changes, **asked)
    assert (made.item("kaart") is not None) is planned
    assert ([one.id for one in made.later] == ["kaart"]) is not planned


def test_what_a_moment_or_another_action_needs_is_planned_though_it_is_in_order() -> None:
    settled = Condition('beslist_jeugd == "gemeente"')
    made = plan(action("kaart", settled=settled, needed_for=("beurs",)), action("eerst", settled=settled), action("dan", after=("eerst",)),
                moments=WITH_FAIR, beslist_jeugd="gemeente", **FEW)
    assert sorted(order(made)) == ["dan", "eerst", "kaart"]


# --- what goes together in a small municipality ---------------------------------------------------------


def test_what_is_taken_along_brings_its_moment_with_it() -> None:
    made = plan(action("kaart"), action("format", merge_small="kaart", needed_for=("beurs",)), moments=WITH_FAIR, inwoners=20000, samenwerkingsvorm="geen", uitvoering="eigen")
    item = made.item("kaart")
    assert item is not None and [one.id for one in item.merged] == ["format"] and item.deadline == ("De beurs", dt.date(2027, 3, 1))


# --- in danger one chooses first ----------------------------------------------------------------------

def choosing(*more: Any, advised: tuple[Any, ...] = (), **fields: Any) -> Plan:
    return plan(action("a"), *more, action("benoem", weeks=1, lead=0, others=0), dataclasses.replace(action("kies", weeks=1, lead=0, others=0, after=("benoem",)), means="triage_choice"),
                given=(DANGER, *advised), **fields)


def test_the_choice_comes_after_who_must_be_appointed_for_it_and_within_four_weeks() -> None:
    made = days(choosing())
    assert made["benoem"] == ("2026-11-24", "2026-11-30") and made["kies"] == ("2026-12-01", "2026-12-07")
    slow = plan(action("a"), action("benoem", weeks=9), dataclasses.replace(action("kies", weeks=9, after=("benoem",)), means="triage_choice"), given=(DANGER,), dagdelen_projectleider=1)
    assert (days(slow)["benoem"], days(slow)["kies"]) == (("2026-11-24", "2026-12-22"), ("2026-12-23", "2026-12-23"))  # all of four weeks, and then at once


@pytest.mark.parametrize(("day", "waits"), [("2026-12-22", False), ("2026-12-23", True)])
def test_what_a_moment_within_four_weeks_needs_does_not_wait_for_the_choice(day: str, waits: bool) -> None:
    made = days(choosing(action("stuk", weeks=1, lead=0, others=0, hard=True, needed_for=("beurs",)), moments=WITH_FAIR, dates={"beurs": day}))
    assert (made["stuk"][0] > made["kies"][1]) is waits


@pytest.mark.parametrize(("entry", "planned"), [
    (PlanEntry(status="bezig"), True), (PlanEntry(date="2027-03-01"), True), (PlanEntry(owner="Samira"), False), (None, False)])
def test_in_danger_what_she_began_or_gave_a_date_goes_on_and_a_name_alone_is_no_date(entry: PlanEntry | None, planned: bool) -> None:
    made = plan(action("a"), action("gewoon"), given=(DANGER,), set={"gewoon": entry} if entry else None)
    assert ("gewoon" in days(made), [one.id for one in made.later]) == (planned, [] if planned else ["gewoon"])


# --- moments that count ---------------------------------------------------------------------------------


@pytest.mark.parametrize(("day", "counts"), [("2026-11-24", False), ("2026-11-25", True), ("2027-11-24", True), ("2027-11-25", False)])
def test_a_moment_counts_from_tomorrow_to_the_last_day_of_the_period(day: str, counts: bool) -> None:
    made = plan(action("stuk", needed_for=("beurs",)), moments=WITH_FAIR, dates={"beurs": day})
    item = made.item("stuk")
    assert item is not None and (item.deadline is not None) is counts


@pytest.mark.parametrize(("day", "later"), [("2027-11-24", []), ("2027-11-25", ["antwoord"])])
def test_what_waits_for_the_last_day_of_the_period_does_not_fit_and_what_waits_for_the_day_after_is_for_later(day: str, later: list[str]) -> None:
    made = plan(action("antwoord", weeks=2, not_before="beurs"), moments=WITH_FAIR, dates={"beurs": day})
    assert ([one.id for one in made.later], [left.action.id for left in made.not_fitting]) == (later, [] if later else ["antwoord"])


@pytest.mark.parametrize(("day", "later"), [("2027-12-08", []), ("2027-12-09", ["stuk"])])
def test_what_would_be_stale_before_a_day_behind_the_period_may_begin_on_its_last_day(day: str, later: list[str]) -> None:
    made = plan(action("stuk", weeks=3, fresh=2, needed_for=("beurs",)), moments=WITH_FAIR, dates={"beurs": day})
    assert [one.id for one in made.later] == later


@pytest.mark.parametrize(("opens", "dates"), [("", ("2026-12-15", "2026-12-21")), ("start-team", ("2026-11-24", "2026-11-30"))])
def test_where_something_happens_on_a_day_what_it_needs_is_ready_the_day_before(opens: str, dates: tuple[str, str]) -> None:
    """Three more urgent things take three weeks; one week after that ends on the day itself, which is a day too late for what happens then."""
    slow = tuple(action(f"a{n}", weeks=3, lead=0, others=0) for n in range(3))
    begin = (action("begin", weeks=1, lead=0, others=0, opens=opens),) if opens else ()
    made = plan(*slow, action("stuk", weeks=1, lead=0, others=0, needed_for=("start-team",)), *begin, given=tuple(advice(a.id, "hulp_stopt", 30, names=a.id) for a in slow),
                moments=(*MOMENTS, START_TEAM), team_start="2026-12-21")
    assert days(made)["stuk"] == dates


# --- what page one says -----------------------------------------------------------------------------------


def test_an_alarm_says_what_there_is_of_each_side_until_the_work_ends() -> None:
    [alarm] = plan(action("gevaar", weeks=4, lead=8, others=30), given=(advice("a", "gevaar", 7, names="gevaar"),), dagdelen_projectleider=2).alarms
    assert (alarm.reason, alarm.lead, alarm.others, alarm.lead_there, alarm.others_there) == (OVER, 8, 30, 2.4, 24)  # six days of 0.4 and of 4


@pytest.mark.parametrize(("urgency", "date", "alarms"), [
    ("gevaar", "2026-12-01", []), ("gevaar", "2026-12-02", [LATE]), ("hulp_stopt", "2026-12-07", []), ("hulp_stopt", "2026-12-08", [LATE]),
    ("geld_of_mensen", "2026-12-08", [LATE]), ("niemand_beslist", "2026-12-08", [])])
def test_one_day_late_is_news_where_people_are_in_danger_and_elsewhere_a_week_is(urgency: str, date: str, alarms: list[str]) -> None:
    made = plan(action("stuk", weeks=1), given=(advice("a", urgency, 7, names="stuk"),), set={"stuk": PlanEntry(date=date)})
    assert [alarm.reason for alarm in made.alarms] == alarms


MONEY: dict[str, Any] = {"geld_tot": "2027-12-31", "kadernota": "kadernota"}  # first moment: 1 February 2027


@pytest.mark.parametrize(("urgency", "skipped"), [("", ["lang"]), ("leren", ["lang"]), ("voorwaarden", ["lang"]), ("niemand_beslist", [])])
def test_what_is_left_out_for_the_money_comes_the_day_after_and_is_never_what_nobody_may_decide_about(urgency: str, skipped: list[str]) -> None:
    given = (advice("a", urgency, 300, names="lang"),) if urgency else ()
    made = plan(action("stuk", weeks=4, lead=2, needed_for=("inbreng-kadernota",)), action("lang", weeks=16, needed_for=("geldbesluit",)), given=given, **MONEY)
    assert made.reach is not None and [one.id for one in made.reach.skip] == skipped
    if skipped:
        assert days(made)["lang"][0] == "2027-02-02"


def test_when_the_work_has_ended_only_what_is_advised_or_what_somebody_began_is_planned() -> None:
    made = plan(action("advies"), action("begonnen"), action("hard", hard=True), action("rest"), given=(advice("a", "hulp_stopt", names="advies", ended=True),),
                set={"begonnen": PlanEntry(status="bezig")})
    assert (set(days(made)), [one.id for one in made.later]) == ({"advies", "begonnen"}, ["hard", "rest"])


@pytest.mark.parametrize(("lead", "extra"), [(12, (0.5, 0)), (92, (9.5, 0)), (96, (10, 0)), (97, None)])
def test_more_time_is_named_up_to_ten_half_days_a_week_which_is_all_that_a_person_has(lead: int, extra: tuple[float, float] | None) -> None:
    # 44 working days to 1 February. With 10 half-days a week more there are 2.2 a day: 96.8; with 9.5 there are 92.4.
    reach = plan(action("stuk", lead=lead, others=0, needed_for=("inbreng-kadernota",)), **FEW, **MONEY).reach
    assert reach is not None and (reach.in_time, reach.extra) == (False, extra)


def test_of_two_that_take_as_long_the_one_that_asks_most_of_all_people_together_is_left_out_for_the_money() -> None:
    # 8.8 half-days of the project lead to 1 February; ten are needed, seven without one of the two.
    made = plan(heavy("stuk", needed_for=("inbreng-kadernota",)), action("groot", weeks=4, lead=3, others=9, needed_for=("geldbesluit",)),
                action("klein", weeks=4, lead=3, others=1, needed_for=("geldbesluit",)), **FEW, **MONEY)
    assert made.reach is not None and [one.id for one in made.reach.skip] == ["groot"]


# --- what pulls, and how near ----------------------------------------------------------------------------


@pytest.mark.parametrize(("start", "first"), [("2027-05-25", "stuk"), ("2027-05-26", "beslis")])
def test_a_day_presses_from_half_a_year_before_it(start: str, first: str) -> None:
    made = plan(heavy("beslis"), heavy("stuk", needed_for=("start-team",)), given=(advice("over", "niemand_beslist", 300, names="beslis"),),
                moments=(*MOMENTS, START_TEAM), team_start=start, **FEW)
    assert order(made)[0] == first


@pytest.mark.parametrize(("comes_first", "order_"), [(True, ["eerst", "beslis"]), (False, ["beslis", "eerst"])])
def test_a_precondition_that_the_advice_puts_first_goes_before_nobody_who_decides(comes_first: bool, order_: list[str]) -> None:
    made = plan(heavy("beslis"), heavy("eerst"), given=(advice("a", "niemand_beslist", 300, names="beslis"), advice("b", "voorwaarden", 300, names="eerst", first=comes_first)), **FEW)
    assert order(made) == order_


def test_in_danger_a_precondition_that_comes_first_does_not_go_before_nobody_who_decides() -> None:
    made = plan(action("a", weeks=1, lead=0, others=0), heavy("beslis"), heavy("eerst"),
                given=(DANGER, advice("a", "niemand_beslist", 300, names="beslis"), advice("b", "voorwaarden", 300, names="eerst", first=True)), **FEW)
    assert order(made)[1:] == ["beslis", "eerst"]


def test_what_must_come_before_what_comes_first_goes_with_it_before_a_day_that_presses_more() -> None:
    """'stuk' has the earliest last day to start; what the advice puts first goes before it, with all that comes before that."""
    made = plan(heavy("stuk", needed_for=("start-team",)), heavy("diep"), heavy("voor", after=("diep",)), heavy("eerst", after=("voor",)),
                given=(advice("b", "voorwaarden", 300, names="eerst", first=True),), moments=(*MOMENTS, START_TEAM), team_start="2027-05-25", **FEW)
    assert order(made) == ["diep", "voor", "eerst", "stuk"]


def test_what_must_come_before_what_a_near_day_needs_is_hurried_too() -> None:
    """Twelve of four weeks before one of four: with three at a time that takes twenty weeks, with eight at most twelve."""
    before = tuple(action(f"a{n}", weeks=4, lead=0, others=0) for n in range(12))
    made = plan(*before, action("stuk", weeks=4, lead=0, others=0, after=tuple(one.id for one in before), needed_for=("start-team",)),
                moments=(*MOMENTS, START_TEAM), team_start="2027-03-01")
    assert made.at_a_time == 8
    assert all(item.in_time for item in made.items)


def test_the_choice_does_not_bring_what_it_would_only_rather_come_after() -> None:
    made = plan(action("a"), action("liever", weeks=1, lead=0, others=0), action("benoem", weeks=1, lead=0, others=0),
                dataclasses.replace(action("kies", weeks=1, lead=0, others=0, after=("benoem",), rather_after=("liever",)), means="triage_choice"), given=(DANGER,))
    assert made.item("kies").term == TODAY + dt.timedelta(weeks=4)  # type: ignore[union-attr]
    assert made.item("benoem").term == TODAY + dt.timedelta(weeks=4)  # type: ignore[union-attr]
    assert [one.id for one in made.later] == ["liever"]


def test_a_precondition_by_advice_waits_for_the_choice_and_what_nobody_decides_does_not() -> None:
    for urgency, waits in (("voorwaarden", True), ("niemand_beslist", False)):
        made = days(choosing(action("stuk", weeks=1, lead=0, others=0), advised=(advice("over", urgency, 300, names="stuk"),)))
        assert (made["stuk"][0] > made["kies"][1]) is waits


# --- what opens a day -----------------------------------------------------------------------------------

WITH_START = (*MOMENTS, START_TEAM, moment("beurs", "De beurs", DefaultDate(month=3, day=1)))


def opening(id: str = "begin", **fields: Any) -> Any:
    return heavy(id, opens="start-team", **fields)


def test_a_day_that_is_today_makes_no_hurry() -> None:
    made = plan(heavy("eerder", hard=True), opening(hard=True), moments=WITH_START, team_start="2026-11-24", **FEW)
    assert order(made) == ["eerder", "begin"]


@pytest.mark.parametrize(("day", "deadline"), [("2027-06-01", None), ("2027-06-02", ("De beurs", dt.date(2027, 6, 2)))])
def test_what_opens_a_day_is_not_late_for_what_comes_on_that_day_or_before(day: str, deadline: tuple[str, dt.date] | None) -> None:
    made = plan(opening(needed_for=("beurs",)), moments=WITH_START, team_start="2027-06-01", dates={"beurs": day})
    assert made.item("begin").deadline == deadline  # type: ignore[union-attr]


@pytest.mark.parametrize(("day", "later"), [("2027-11-24", []), ("2027-11-25", ["begin"])])
def test_what_opens_the_last_day_of_the_period_does_not_fit_and_the_day_after_is_for_later(day: str, later: list[str]) -> None:
    made = plan(opening(hard=True), moments=WITH_START, team_start=day)
    assert ([one.id for one in made.later], [left.action.id for left in made.not_fitting]) == (later, [] if later else ["begin"])


def test_what_a_day_needs_takes_the_place_of_what_comes_first_where_it_would_be_ready_on_the_day_itself() -> None:
    """Behind the other one it would end on 26 January, the day itself (day 39); the other has until March."""
    made = plan(heavy("eerst"), heavy("stuk", needed_for=("start-team",)), opening(), given=(advice("over", "voorwaarden", 100, names="eerst", first=True),),
                moments=WITH_START, team_start="2027-01-26", **FEW)
    assert days(made)["stuk"] == ("2026-11-24", "2026-12-21")


def test_what_opens_a_day_begins_on_it_though_something_in_the_way_is_more_urgent_and_can_wait() -> None:
    """The other one can begin on 26 November (day 2) and would end on 23 December (day 21); the day is 22 December (day 20)."""
    made = plan(heavy("anders", not_before="beurs"), opening(), given=(advice("over", "geld_of_mensen", 200, names="anders"),),
                moments=WITH_START, dates={"beurs": "2026-11-26"}, team_start="2026-12-22", **FEW)
    assert [days(made)[id][0] for id in ("begin", "anders")] == ["2026-12-22", "2027-01-27"]


# --- what comes out -------------------------------------------------------------------------------------


def test_only_what_cannot_wait_is_urgent() -> None:
    made = plan(action("moet", hard=True), action("kan"))
    assert {item.action.id: item.urgent for item in made.items} == {"moet": True, "kan": False}


def test_half_days_of_a_week_are_told_to_a_thousandth() -> None:
    assert [week.lead for week in plan(action("a", weeks=3, lead=1, others=0)).weeks[:4]] == [0.267, 0.333, 0.333, 0.067]  # 4, 5, 5 and 1 of 15 days


def test_what_is_going_on_and_takes_a_day_ends_today() -> None:
    made = plan(action("a", weeks=0, lead=0, others=0), set={"a": PlanEntry(status="bezig")})
    assert days(made)["a"] == ("2026-11-24", "2026-11-24")
