"""A plan worked out by hand, to the day: what people set, what advice asks besides, what stands still, what is watched.

TODAY is Tuesday 24 November 2026; working day 0. Day 10 is 8 December; Christmas week is free.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import Any

import pytest

from site_build.content.conditions import Outcome, Tri
from site_build.content.model import Action, Advice, DefaultDate, Moment, Pause, Within
from site_build.interview.answers import PlanEntry
from site_build.tailoring.advice import AdviceList, GivenAdvice
from site_build.tailoring.moments import compute_moments
from site_build.tailoring.planning import make_plan
from site_build.tailoring.planning_types import Plan
from tests.tailoring.advice_content import MOMENTS, action, answers, content, moment, values

TODAY = dt.date(2026, 11, 24)
ROOMY: dict[str, Any] = {"dagdelen_projectleider": 10, "dagdelen_anderen": 20, "fase": "voorbereiden", "inwoners": 60000}
MONEY: dict[str, Any] = {"geld_tot": "2027-12-31", "kadernota": "kadernota"}  # first moment: 1 February 2027; the period ends on 15 November 2027


def advice(id: str, urgency: str = "leren", days: int = 7, names: str = "", first: bool = False, **fields: Any) -> GivenAdvice:
    """A piece of advice: with `names` about that action, else a step of its own."""
    piece = Advice(id=id, subject=id, say="Vraag het.", why="Omdat.", who="wethouder", within=Within(days=days), urgency=urgency, action=names, **{"kind": "doen", **fields})
    return GivenAdvice(piece, Outcome(Tri.YES), (), 1, first, "", TODAY + dt.timedelta(days=days))


def plan(*actions: Action, given: tuple[GivenAdvice, ...] = (), set: dict[str, PlanEntry] | None = None, moments: tuple[Moment, ...] = MOMENTS,
         dates: dict[str, str] | None = None, chosen: bool = False, of: dict[str, Any] | None = None, **changes: Any) -> Plan:
    built = content(actions, moments=moments, advice=tuple(one.advice for one in given), **(of or {}))
    asked = answers(plan=set, moments=dates, **{**ROOMY, **changes})
    looked = values(asked, built)
    return make_plan(built, built.actions, looked, asked, None, compute_moments(built, looked, asked), AdviceList(given, chosen))


def days(made: Plan) -> dict[str, tuple[str, str]]:
    return {item.action.id: (str(item.start), str(item.end)) for item in made.items}


# --- what advice asks besides the actions -----------------------------------------------------------


@pytest.mark.parametrize(("fields", "start"), [
    ({}, "2027-01-08"),  # four weeks before 5 February, the last of 73 days
    ({"first": True}, "2026-11-24"), ({"document": "brief"}, "2026-11-24"),
])
def test_a_question_that_can_wait_takes_the_last_four_weeks_of_its_term(fields: dict[str, Any], start: str) -> None:
    made = plan(given=(advice("vraag", days=73, **fields),))
    [item] = made.items
    assert (str(item.start), str(item.end), item.lead, item.others, item.step, item.urgent, item.fixed) == (start, "2027-02-05", 0, 0, True, True, False)
    assert (item.why, item.role, item.owner, item.term) == ("Nodig om te leren", "wethouder", "wethouder", dt.date(2027, 2, 5))


def test_a_term_shorter_than_four_weeks_begins_today_and_four_weeks_before_a_free_day_is_the_working_day_before() -> None:
    assert days(plan(given=(advice("vraag", days=20),)))["advies-vraag"] == ("2026-11-24", "2026-12-14")
    assert days(plan(given=(advice("vraag", days=62),)))["advies-vraag"] == ("2026-12-24", "2027-01-25")  # 28 December is recess


def test_the_day_and_the_owner_that_somebody_set_for_a_question() -> None:
    [item] = plan(given=(advice("vraag", days=73),), set={"advies-vraag": PlanEntry(date="2027-03-01", owner="Samira", status="bezig")}).items
    assert (str(item.start), str(item.end), item.fixed, item.owner, item.status) == ("2026-11-24", "2027-03-01", True, "Samira", "bezig")


def test_a_term_behind_the_period_ends_with_it() -> None:
    assert days(plan(given=(advice("vraag", days=700),)))["advies-vraag"][1] == "2027-11-24"


def test_advice_about_an_action_is_no_step() -> None:
    made = plan(action("a"), given=(advice("over-a", names="a"),))
    assert list(days(made)) == ["a"] and made.item("a").role == "wethouder"  # type: ignore[union-attr]


DANGER = advice("gevaar", "gevaar", 7, names="a", first=True, triage=True)


@pytest.mark.parametrize(("fields", "waits"), [
    ({}, True),
    ({"urgency": "voorwaarden"}, True),
    ({"urgency": "niemand_beslist"}, False),  # more urgent than preconditions
    ({"first": True}, False),
    ({"kind": "uitzoeken", "days": 14}, False),  # known when one chooses
    ({"kind": "uitzoeken", "days": 15}, True),
    ({"kind": "doen", "days": 14}, True),
])
def test_in_danger_what_can_wait_is_for_after_the_choice_but_not_what_is_known_by_then(fields: dict[str, Any], waits: bool) -> None:
    made = plan(action("a"), given=(DANGER, advice("vraag", **{"days": 60, **fields})))
    assert ("advies-vraag" in days(made), [a.id for a in made.later]) == (not waits, ["advies-vraag"] if waits else [])


def test_without_danger_or_after_the_choice_nothing_that_advice_asks_waits() -> None:
    calm = advice("gevaar", "gevaar", 7, names="a", first=True)
    assert [set(days(plan(action("a"), given=(one, advice("vraag", days=60)), chosen=chosen))) for one, chosen in ((calm, False), (DANGER, True))] == [{"a", "advies-vraag"}] * 2


@pytest.mark.parametrize(("urgency", "waits"), [("voorwaarden", False), ("leren", True), ("vasthouden", True)])
def test_in_danger_the_conditions_for_good_work_are_planned_and_learning_and_keeping_wait(urgency: str, waits: bool) -> None:
    made = plan(action("a"), action("b"), given=(DANGER, advice("over-b", urgency, names="b", days=60)))
    assert ("b" in days(made), [a.id for a in made.later]) == (not waits, ["b"] if waits else [])


# --- terms and alarms -----------------------------------------------------------------------------


@pytest.mark.parametrize(("term", "alarms"), [(8, []), (7, [("wet", "te_laat")]), (10, [])])
def test_what_takes_longer_than_its_term_is_late_when_it_ends_a_week_after_it_could(term: int, alarms: list[tuple[str, str]]) -> None:
    # 'eerst' takes all time to 7 December (day 9); 'wet' takes ten days too and ends on day 19. A term of 8 days is day 6:
    # begun on that day it ends on 15, and four days later is no news. With a term of 7 days (day 5) it is five days late.
    # A term of 10 days is day 8, one day short of what it takes: begun within it, it ends on day 17.
    made = plan(action("eerst", lead=20), action("wet", lead=20), given=(advice("een", "hulp_stopt", 60, names="eerst"), advice("twee", "wet", term, names="wet")))
    assert made.item("wet").begins and made.item("wet").end == dt.date(2026, 12, 21)  # type: ignore[union-attr]
    assert [(alarm.action.id, alarm.reason) for alarm in made.alarms] == alarms


# --- what people set ----------------------------------------------------------------------------------


def test_a_day_for_what_takes_longer_than_the_calendar_is_refused_without_naming_another() -> None:
    made = plan(action("a", weeks=300), set={"a": PlanEntry(date="2027-03-01")})
    assert [(p.code, p.message, p.remedy) for p in made.problems] == [
        ("datum-te-vroeg", "De actie 'Doe a' staat op 1 maart 2027, maar duurt minstens 300 weken.", "Haal de dag weg: zo ver vooruit plannen wij niet.")]


def test_the_first_day_that_can_be_is_named_and_can_be() -> None:
    def codes(day: str) -> list[str]:
        return [p.code for p in plan(action("a", weeks=2, extra_weeks=1), set={"a": PlanEntry(date=day)}).problems]

    assert codes("2026-12-11") == ["datum-te-vroeg"]  # fifteen working days: to Monday 14 December
    assert codes("2026-12-14") == []


def test_the_earliest_of_two_dates_gets_the_time() -> None:
    given = {"b": PlanEntry(date="2026-12-07"), "a": PlanEntry(date="2026-12-14")}
    made = plan(action("a", lead=4), action("b", lead=4), set=given, dagdelen_projectleider=2)
    assert [p.message for p in made.problems] == ["De actie 'Doe a' staat op 14 december 2026, maar daarvoor zijn dan te weinig dagdelen."]
    assert made.item("b").fixed and not made.item("a").fixed  # type: ignore[union-attr]


def test_a_date_while_it_is_going_on_is_the_day_on_which_it_is_done() -> None:
    assert days(plan(action("a"), set={"a": PlanEntry(date="2027-03-12", status="bezig")}))["a"] == ("2027-03-01", "2027-03-12")


def test_what_is_going_on_is_pinned_but_nobody_set_its_date() -> None:
    item = plan(action("a"), set={"a": PlanEntry(status="bezig")}).item("a")
    assert item and (item.start, item.fixed) == (TODAY, False)


def test_what_is_going_on_out_of_order_is_no_problem() -> None:
    assert plan(action("a"), action("b", after=("a",)), set={"b": PlanEntry(status="bezig")}).problems == ()


def test_begun_on_the_day_that_what_must_come_first_ends_is_a_problem_and_a_day_later_is_not() -> None:
    # a ends on 7 December. b takes a week: done on 11 December it begins on the 7th, done on the 14th on the 8th.
    def codes(day: str) -> list[str]:
        return [p.code for p in plan(action("a"), action("b", weeks=1, after=("a",)), set={"b": PlanEntry(date=day)}).problems]

    assert (codes("2026-12-11"), codes("2026-12-14")) == (["datum-volgorde"], [])


# --- what answers to a moment -------------------------------------------------------------------------


def held(day: str, **fields: Any) -> tuple[str, str]:
    """The days of an action of two weeks that waits for a moment that the municipality set on this day."""
    return days(plan(action("antwoord", not_before="kadernota", **fields), dates={"kadernota": day}, **MONEY))["antwoord"]


def test_what_answers_to_a_moment_begins_on_its_day_where_that_lies_ahead_and_before_the_moment_that_needs_it() -> None:
    assert held("2027-03-01") == ("2027-03-01", "2027-03-12")
    assert held("2026-11-24") == ("2026-11-24", "2026-12-07")
    assert held("2026-11-25") == ("2026-11-25", "2026-12-08")
    assert held("2027-11-12", weeks=0, needed_for=("begroting",))[0] == "2027-11-12"  # the budget is adopted on the 15th
    assert held("2027-11-15", needed_for=("begroting",))[0] == "2026-11-24"


def test_what_would_be_stale_before_the_moment_that_it_answers_to_waits_for_the_last_of_the_two_days() -> None:
    # Fresh for 30 weeks before 15 November 2027: from 19 April.
    assert held("2027-03-01", needed_for=("begroting",), fresh=30)[0] == "2027-04-19"
    assert held("2027-05-03", needed_for=("begroting",), fresh=30)[0] == "2027-05-03"


def test_a_moment_that_may_not_come_holds_nothing_back() -> None:
    made = plan(action("antwoord", not_before="kadernota"), dates={"kadernota": "2027-03-01"}, geld_tot="2027-12-31")  # whether there is a kadernota is not known
    assert days(made)["antwoord"][0] == "2026-11-24"


@pytest.mark.parametrize(("day", "later"), [("2027-11-15", False), ("2027-11-16", True)])
def test_what_answers_to_a_moment_behind_the_period_is_for_later(day: str, later: bool) -> None:
    other = moment("gesprek", "Het gesprek", DefaultDate(month=3, day=1))
    made = plan(action("antwoord", weeks=1, not_before="gesprek"), moments=(*MOMENTS, other), dates={"gesprek": day}, **MONEY)
    assert ([a.id for a in made.later], [left.action.id for left in made.not_fitting]) == (["antwoord"], []) if later else ([], ["antwoord"])


# --- what stands still --------------------------------------------------------------------------------


def stands_still(status: dict[str, str]) -> list[str]:
    stop = action("stop", pause=Pause(until="weer", say="staat het stil", meanwhile="Werk zo."))
    made = plan(stop, action("weer", after=("stop",)), action("los"), set={id: PlanEntry(status=one) for id, one in status.items()})
    return [pause.action.id for pause in made.pauses]


def test_it_stands_still_from_the_action_that_stops_it_to_the_one_that_ends_that() -> None:
    assert stands_still({}) == stands_still({"stop": "klaar"}) == stands_still({"weer": "bezig"}) == ["stop"]
    assert stands_still({"stop": "vervallen"}) == stands_still({"weer": "klaar"}) == stands_still({"weer": "vervallen"}) == []


# --- what page one watches ----------------------------------------------------------------------------


def watched(made: Plan) -> list[tuple[str, bool, bool]]:
    return [(reach.id, reach.estimate, reach.money) for reach in made.reaches]


FAIR = dataclasses.replace(moment("beurs", "De beurs", DefaultDate(month=3, day=1), missed="Sla de beurs over."))
TOLD = (*(dataclasses.replace(one, missed="Regel het.") if one.id in ("begroting", "einde-geld") else one for one in MOMENTS), FAIR)


def test_the_first_moment_of_the_money_and_those_for_which_editors_say_what_to_do_are_watched_by_date() -> None:
    needs = (action("stuk", needed_for=("inbreng-kadernota",)), action("nota", needed_for=("kadernota",)), action("begroten", needed_for=("begroting",)),
             action("kraam", needed_for=("beurs",)))
    assert watched(plan(*needs, moments=TOLD, **MONEY)) == [("inbreng-kadernota", True, True), ("beurs", True, False), ("begroting", True, False)]
    given = {"inbreng-kadernota": "2027-04-01", "beurs": "2027-03-02"}  # days of the municipality itself are no estimate
    assert watched(plan(*needs, moments=TOLD, dates=given, **MONEY)) == [("beurs", False, False), ("inbreng-kadernota", False, True), ("begroting", True, False)]


def test_of_the_money_the_first_moment_that_lies_ahead_is_watched_and_today_is_not_ahead() -> None:
    needs = (action("stuk", needed_for=("inbreng-kadernota",)), action("nota", needed_for=("kadernota",)), action("begroten", needed_for=("geldbesluit",)))
    for today, first in (("2027-02-01", "kadernota"), ("2027-01-29", "inbreng-kadernota")):
        assert [id for id, _, money in watched(plan(*needs, date=today, **MONEY)) if money] == [first]


def test_the_end_of_the_money_is_watched_by_its_own_day_also_where_the_municipality_has_no_such_moment() -> None:
    made = plan(action("af", needed_for=("einde-geld",)), moments=tuple(dataclasses.replace(one, means="money_ends") if one.id == "einde-geld" else one for one in TOLD),
                dates={"einde-geld": "vervalt"}, geld_tot="2027-06-30")
    assert watched(made) == [("einde-geld", False, False)]


# --- why, and what a week holds -----------------------------------------------------------------------


def test_why_says_whether_a_later_moment_is_still_met() -> None:
    """Sixteen weeks of work from 24 November end on 22 March: after 1 February, before the kadernota of 1 July."""
    made = plan(action("stuk", weeks=16, needed_for=("geldbesluit",)), action("hard", weeks=16, hard=True, needed_for=("inbreng-kadernota",)), **MONEY)
    assert [item.why for item in made.items] == [
        "Randvoorwaarde. Niet op tijd voor: Inbreng voor de kadernota; wel vóór: De raad bespreekt de kadernota",
        "Nodig. Niet op tijd voor: Inbreng voor de kadernota; wel vóór: De raad bespreekt de kadernota"]
    assert [item.in_time for item in made.items] == [False, False]


def test_done_on_the_very_day_of_its_moment_is_in_time() -> None:
    # Ten working days: to Monday 7 December.
    for day, in_time in (("2026-12-07", True), ("2026-12-04", False)):
        made = plan(action("stuk", needed_for=("beurs",)), moments=TOLD, dates={"beurs": day})
        item, [reach] = made.item("stuk"), made.reaches
        assert item and (str(item.end), item.in_time, reach.in_time) == ("2026-12-07", in_time, in_time)


def test_each_week_tells_what_is_planned_and_what_there_is() -> None:
    # Two weeks, 1 half-day of the lead and 3 of others, from Tuesday: 0.1 and 0.3 a day, in 4, 5 and 1 days of three weeks.
    made = plan(action("a", lead=1, others=3), dagdelen_projectleider=4, dagdelen_anderen=8)
    assert [(str(week.monday), week.days, week.lead, week.others, week.lead_capacity, week.others_capacity) for week in made.weeks[:4]] == [
        ("2026-11-23", 4, 0.4, 1.2, 3.2, 6.4), ("2026-11-30", 5, 0.5, 1.5, 4, 8), ("2026-12-07", 5, 0.1, 0.3, 4, 8), ("2026-12-14", 5, 0, 0, 4, 8)]


def test_hard_preconditions_aim_at_the_first_half_of_the_period() -> None:
    # The period to 15 November 2027 has 217 working days, half of it ends long before September. 'moment' must be done by 1 September (weeks of time):
    # its last day to start comes later than that of what is hard, which goes first; without that aim both would wait for the same day.
    fair = {"beurs": "2027-09-01"}
    made = plan(action("aan-moment", weeks=4, lead=8, needed_for=("beurs",)), action("hard", weeks=4, lead=8, hard=True), moments=TOLD, dates=fair, dagdelen_projectleider=2, **MONEY)
    assert list(days(made)) == ["hard", "aan-moment"]
