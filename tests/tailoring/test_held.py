"""What does not begin yet, and what is never left out; by hand, with tiny content. TODAY is Tuesday 24 November 2026."""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import Any

import pytest

from site_build.assembly import role_dates, urgent_view
from site_build.content.conditions import Condition
from site_build.content.model import DefaultDate, Role
from site_build.interview.answers import dutch_date
from site_build.tailoring.advice import AdviceList, GivenAdvice
from site_build.tailoring.handbook import tailor
from site_build.tailoring.moments import compute_moments
from site_build.tailoring.planning import make_plan
from site_build.tailoring.planning_types import Plan
from tests import handbooks
from tests.tailoring.advice_content import MOMENTS, START_TEAM, action, answers, content, moment, values
from tests.tailoring.test_plan_by_hand import ROOMY, advice, plan

LEAD = Role(id="projectleider", name="Projectleider", who="Wie leidt.", know=())
CLIENT = Role(id="opdrachtgever", name="Opdrachtgever", who="Wie beslist.", know=(), until_then="projectleider", missing_when=Condition('uitvoering == "eigen"'))
WHO = dataclasses.replace(advice("wie", "niemand_beslist", 14, kind="uitzoeken"), unknown=("uitvoering",))
STARTS: dict[str, Any] = {
    "fase": "voorbereiden", "inwoners": 14000, "samenwerkingsvorm": "geen", "vorm": "beide", "uitvoering": "eigen", "team_status": "nog_niet", "team_start": "2027-09-01",
    "veiligheid": "geen", "mandaat": "geen", "gegevensdeling": "geen", "registratie": "geen", "dpia": "nee", "opdrachtgever": "beide", "financiering": ["eigen_uren"],
    "geld_tot": "2028-12-31", "kadernota": "kadernota", "dagdelen_projectleider": 2}
THEIRS = dataclasses.replace(action("kiezen"), owner="opdrachtgever")


def start(made: Plan, id: str) -> dt.date:
    item = made.item(id)
    assert item
    return item.start


@pytest.mark.parametrize(("given", "known", "waits"), [
    ((WHO,), {}, True),
    ((), {}, False),  # nobody is asked
    ((dataclasses.replace(WHO, unknown=("mandaat",)),), {}, False),  # something else is asked
    ((advice("wie", "niemand_beslist", 14), dataclasses.replace(WHO, advice=dataclasses.replace(WHO.advice, id="doen", kind="doen"))), {}, False),  # nothing is to be found out
    ((WHO,), {"uitvoering": "partner_inkoop"}, False),
])
def test_the_work_of_a_role_of_which_nobody_knows_who_it_is_waits_for_the_answer(given: tuple[GivenAdvice, ...], known: dict[str, Any], waits: bool) -> None:
    made = plan(THEIRS, action("los"), given=given, of={"roles": (LEAD, CLIENT)}, **known)
    assert start(made, "los") == dt.date(2026, 11, 24)
    assert start(made, "kiezen") == (dt.date(2026, 12, 8) if waits else dt.date(2026, 11, 24))


@pytest.mark.parametrize(("urgency", "waits"), [("hulp_stopt", False), ("wet", False), ("geld_of_mensen", False), ("voorwaarden", True), ("leren", True)])
def test_but_not_what_people_the_law_or_the_money_cannot_wait_for(urgency: str, waits: bool) -> None:
    names = advice("nu", urgency, names="kiezen")
    names = dataclasses.replace(names, advice=dataclasses.replace(names.advice, who="opdrachtgever"))
    made = plan(THEIRS, given=(WHO, names), of={"roles": (LEAD, CLIENT)})
    assert start(made, "kiezen") == (dt.date(2026, 12, 8) if waits else dt.date(2026, 11, 24))


def test_nor_what_is_needed_before_the_answer_comes() -> None:
    soon = moment("beurs", "De beurs", DefaultDate(month=12, day=7))
    made = plan(dataclasses.replace(THEIRS, needed_for=("beurs",)), given=(WHO,), of={"roles": (LEAD, CLIENT)}, moments=(*MOMENTS, soon))
    assert start(made, "kiezen") == dt.date(2026, 11, 24)


def test_what_waits_for_something_of_after_the_period_comes_after_it_as_well_and_what_would_rather_does_not_wait() -> None:
    """Who begins in two years finds people then; the talk that would rather come after that is now, the practice is not."""
    made = start_plan(action("werven", fresh=26, needed_for=("start-team",)), action("oefenen", after=("werven",)), action("praten", rather_after=("werven",)), day="2028-12-01")
    assert {item.action.id for item in made.items} == {"praten"}
    assert {one.id for one in made.later} == {"werven", "oefenen"}


def start_plan(*actions: Any, day: str, **changes: Any) -> Plan:
    built = content(actions, moments=(*MOMENTS, START_TEAM))
    asked = answers(**{**ROOMY, "team_start": day, **changes})
    looked = values(asked, built)
    return make_plan(built, built.actions, looked, asked, None, compute_moments(built, looked, asked), AdviceList())


# --- what is never left out for want of half-days ---------------------------------------------------


def test_a_precondition_does_not_stay_out_for_what_is_only_needed() -> None:
    """The year has about 226 days with time: two long pieces for a day fill it, and the assessment would be left."""
    pieces = [action(f"stuk{number}", weeks=8, lead=20, others=0, needed_for=("start-team",)) for number in range(2)]
    made = start_plan(*pieces, action("toets", weeks=8, lead=12, others=0, hard=True), day="2027-06-01", dagdelen_projectleider=1)
    assert made.item("toets") and not [left for left in made.not_fitting if left.action.hard] and made.not_fitting


def test_nor_does_what_it_is_all_for() -> None:
    need = action("veilig", weeks=4, lead=8, others=0, needed_for=("start-team",))
    pieces = [action(f"stuk{number}", weeks=8, lead=18, others=0, hard=False, needed_for=("start-team",) if number else ()) for number in range(2)]
    made = start_plan(need, *pieces, action("begin", opens="start-team", lead=1, others=0), day="2027-06-01", dagdelen_projectleider=1)
    assert made.item("begin") and made.item("veilig")


# --- page one says whether and when it begins ------------------------------------------------------------


def test_a_missed_start_says_when_it_is_in_this_plan() -> None:
    made = start_plan(action("lang", weeks=12, needed_for=("start-team",)), action("begin", opens="start-team"), day="2027-01-15")
    [reach] = made.reaches
    begin = made.item("begin")
    assert begin and not reach.in_time and (reach.begins, reach.never, reach.with_more) == (begin.start, False, None)


def test_a_start_without_a_place_says_how_much_time_gives_it_one_and_when() -> None:
    """Forty half-days of half a day a week are more than a year; with half a day more it begins in this year."""
    made = start_plan(action("lang", weeks=4, lead=40, others=0, needed_for=("start-team",)), action("begin", opens="start-team", lead=1, others=0),
                      day="2027-06-01", dagdelen_projectleider=0.5)
    [reach] = made.reaches
    assert not reach.in_time and reach.begins is None and reach.never
    assert reach.with_more and reach.with_more[0] == (0.5, 0.0) and dt.date(2027, 6, 1) < reach.with_more[1] <= made.end


def test_a_start_that_no_time_gives_a_place_says_only_that() -> None:
    made = start_plan(action("lang", weeks=60, needed_for=("start-team",)), action("begin", opens="start-team"), day="2027-06-01")
    assert [(reach.never, reach.with_more) for reach in made.reaches] == [(True, None)]


def test_a_missed_start_does_not_name_what_would_only_rather_come_before_what_it_needs() -> None:
    made = start_plan(action("woorden", weeks=2), action("beeld", weeks=30, rather_after=("woorden",), needed_for=("start-team",)), action("begin", opens="start-team"), day="2027-01-15")
    [reach] = made.reaches
    assert [one.id for one in reach.late] == ["beeld"]


def test_every_action_that_makes_it_late_is_marked_in_the_plan() -> None:
    made = start_plan(action("eerst", weeks=8), action("dan", weeks=8, after=("eerst",), needed_for=("start-team",)), action("begin", opens="start-team"), day="2026-12-15")
    assert {item.action.id: (item.in_time, item.deadline) for item in made.items if item.action.id != "begin"} == dict.fromkeys(
        ("eerst", "dan"), (False, ("Het team begint", dt.date(2026, 12, 15))))


def test_page_one_says_when_money_is_asked_for_what_does_not_work_yet() -> None:
    handbook = tailor(handbooks.content(), handbooks.answers(**{**STARTS, "dagdelen_anderen": 0.5}))
    assert handbook.plan and handbook.plan.reach
    (shown,) = [reach for reach in urgent_view.view(handbook.plan, handbook.content.phrases).reaches if not reach.in_time and not reach.money]
    assert shown.asks == dutch_date(handbook.plan.reach.date.isoformat()) and (shown.begins or shown.never)
    assert shown.stops == ""  # more than half a year of work
    village = tailor(handbooks.content(), handbooks.example("klein-platteland"))
    (late,) = [reach for reach in urgent_view.view(village.plan, village.content.phrases).reaches if not reach.in_time and not reach.money]
    assert late.stops == dutch_date(village.answers.values["geld_tot"])
    in_time = tailor(handbooks.content(), handbooks.answers(**{**STARTS, "dagdelen_projectleider": 12, "dagdelen_anderen": 20}))
    assert not any(reach.asks for reach in urgent_view.view(in_time.plan, in_time.content.phrases).reaches)


def test_a_row_of_the_plan_tells_work_from_waiting() -> None:
    made = plan(action("werk", weeks=2), action("besluit", weeks=2, extra_weeks=12))
    phrases = content().phrases
    first, second = (role_dates.period(item, phrases) for item in made.items)
    assert first == "24 november tot 7 december 2026"
    work, decided = made.item("besluit").worked, made.item("besluit").end  # type: ignore[union-attr]
    assert dutch_date(work.isoformat()).split(" 20")[0] in second and second.endswith(dutch_date(decided.isoformat()))
