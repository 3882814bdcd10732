"""What cannot wait goes first: urgency of advice, the first moment of the money, latest starts, other orders."""

from __future__ import annotations

import dataclasses
import datetime as dt
import itertools
import random
from typing import Any

import pytest

from site_build.content.conditions import Outcome, Tri
from site_build.content.model import Action, Advice, Pause, Within
from site_build.tailoring.advice import AdviceList, GivenAdvice, advise
from site_build.tailoring.moments import compute_moments
from site_build.tailoring.planning import make_plan
from site_build.tailoring.planning_jobs import FIRST_MONEY, NEEDED, REST, UNIT, Job
from site_build.tailoring.planning_types import LATE, MISSING, OVER, Plan
from site_build.tailoring.scheduling import schedule, schedule_as_ranked, set_latest_starts
from site_build.tailoring.scheduling_board import Request, Spot
from tests.tailoring.advice_content import MOMENTS, START_TEAM, action, answers, content, values

TODAY = dt.date(2026, 11, 24)  # a Tuesday
ROOMY: dict[str, Any] = {"dagdelen_projectleider": 10, "dagdelen_anderen": 20, "fase": "voorbereiden", "inwoners": 60000}


def advice(action: str, urgency: str, days: int = 7, kind: str = "doen", triage: bool = False) -> GivenAdvice:
    piece = Advice(id=f"advies-{action}", subject=action, kind=kind, urgency=urgency, say="Zeg.", why="Waarom.", who="wethouder", within=Within(days=days),
                   action=action, triage=triage)
    return GivenAdvice(piece, Outcome(Tri.YES), (), 1, True, "", TODAY + dt.timedelta(days=days))


def plan(*actions: Action, given: tuple[GivenAdvice, ...] = (), **changes: Any) -> Plan:
    built, asked = content(actions, moments=(*MOMENTS, START_TEAM)), answers(**{**ROOMY, **changes})
    looked = values(asked, built)
    return make_plan(built, built.actions, looked, asked, None, compute_moments(built, looked, asked), AdviceList(given))


@pytest.mark.parametrize(("start", "by"), [("2026-12-21", "2026-12-18"), ("2027-03-01", "2027-02-16"), ("", "2027-02-16")])
def test_advice_about_what_a_start_needs_has_no_later_day_than_the_day_before_it(start: str, by: str) -> None:
    piece = dataclasses.replace(advice("kaart", "niemand_beslist").advice, within=Within(weeks=12))  # to 16 February; 20 December 2026 is a Sunday
    built, asked = content((action("kaart", needed_for=("start-team",)),), moments=(START_TEAM,), advice=(piece,)), answers(team_start=start or "onbekend")
    assert [given.by.isoformat() for given in advise(built, values(asked, built), asked).items] == [by]


def begins(made: Plan) -> list[str]:
    return [item.action.id for item in made.items]


# --- danger -------------------------------------------------------------------------------------


def test_danger_begins_on_the_first_day_whatever_the_time_of_people_and_takes_it_from_the_rest() -> None:
    made = plan(action("a", weeks=1, lead=2), action("gevaar", weeks=4, lead=8, others=8), given=(advice("gevaar", "gevaar"),), dagdelen_projectleider=2)
    danger, other = made.item("gevaar"), made.item("a")
    assert danger and other
    # Four weeks of work within the week of the advice: to 1 December, eight times what the project lead has.
    assert (danger.start, danger.end, danger.in_time) == (TODAY, dt.date(2026, 12, 1), True)
    assert other.start > danger.worked
    assert [(alarm.action.id, alarm.reason, alarm.lead, alarm.others) for alarm in made.alarms] == [("gevaar", OVER, 8, 8)]


def test_danger_waits_for_nothing_and_is_no_alarm_where_there_is_time() -> None:
    made = plan(action("eerst", weeks=8), action("gevaar", weeks=1, after=("eerst",)), given=(advice("gevaar", "gevaar"),))
    assert made.items[0].action.id == "gevaar" and made.items[0].start == TODAY and made.alarms == ()


def test_what_must_stop_for_residents_or_the_law_begins_on_the_first_day_too() -> None:
    slow = tuple(action(f"a{n}", weeks=8) for n in range(3))
    made = plan(*slow, action("stop", weeks=1), given=(advice("stop", "wet", kind="stop"), *(advice(a.id, "hulp_stopt", 90) for a in slow)))
    assert made.item("stop").start == TODAY  # type: ignore[union-attr]
    later = plan(*slow, action("stop", weeks=1), given=(advice("stop", "leren", kind="stop"), *(advice(a.id, "hulp_stopt", 90) for a in slow)))
    assert later.item("stop").start > TODAY  # type: ignore[union-attr]


def test_urgency_decides_before_stage_and_order() -> None:
    order = ("vasthouden", "leren", "voorwaarden", "niemand_beslist", "geld_of_mensen", "wet", "hulp_stopt")
    actions = tuple(action(kind, weeks=2, lead=4, others=0, phase="borgen" if kind == "wet" else "voorbereiden") for kind in order)
    made = plan(*actions, given=tuple(advice(kind, kind, 300) for kind in order), dagdelen_projectleider=2)
    assert begins(made) == list(reversed(order))
    assert made.item("wet").why == "De wet kan worden overtreden"  # type: ignore[union-attr]
    assert made.item("wet").role == "wethouder"  # type: ignore[union-attr]


def test_in_danger_one_does_only_what_is_urgent_or_advised() -> None:
    actions = (action("gewoon"), action("hard", hard=True), action("gevaar"), action("straks", phase="borgen"))
    calm, danger = (plan(*actions, given=(advice("gevaar", "gevaar", triage=triage),)) for triage in (False, True))
    assert [a.id for a in calm.later] == ["straks"]
    assert [a.id for a in danger.later] == ["gewoon", "straks"] and set(begins(danger)) == {"gevaar", "hard"}


def test_what_takes_longer_than_its_term_begins_within_it_and_is_no_alarm() -> None:
    assert plan(action("lang", weeks=10), given=(advice("lang", "wet", 14),)).alarms == ()


@pytest.mark.parametrize(("weeks", "reason"), [(2, LATE), (60, MISSING)])
def test_what_is_urgent_and_does_not_fit_is_an_alarm(weeks: int, reason: str) -> None:
    made = plan(action("eerst", weeks=6, lead=12), action("wet", weeks=weeks, lead=1), given=(advice("eerst", "hulp_stopt", 60), advice("wet", "wet", 7)),
                dagdelen_projectleider=2)
    assert [(alarm.action.id, alarm.reason) for alarm in made.alarms] == [("wet", reason)]


# --- the first moment of the money -----------------------------------------------------------------

MONEY: dict[str, Any] = {"geld_tot": "2027-12-31", "kadernota": "kadernota"}  # first moment: 1 February 2027


def test_what_the_first_moment_of_the_money_needs_goes_before_other_preconditions_when_it_is_near() -> None:
    made = plan(*(action(f"hard{n}", weeks=6, lead=6, hard=True) for n in range(3)), action("stuk", weeks=4, lead=4, needed_for=("geldbesluit",)),
                dagdelen_projectleider=1, **MONEY)
    assert begins(made)[0] == "stuk" and made.item("stuk").in_time  # type: ignore[union-attr]
    assert made.reach is not None
    assert (made.reach.id, made.reach.in_time, made.reach.date, made.reach.lead, made.reach.late) == ("inbreng-kadernota", True, dt.date(2027, 2, 1), 4, ())


def test_the_half_days_that_are_there_are_those_until_that_day_after_what_is_more_urgent() -> None:
    # From 24 November to 1 February: 44 working days (Christmas week is free); 10 half-days a week is 2 a day.
    made = plan(action("stuk", needed_for=("geldbesluit",)), action("gevaar", lead=3), given=(advice("gevaar", "gevaar"),), **MONEY)
    days = len([n for n in range((dt.date(2027, 2, 1) - TODAY).days + 1) if (day := TODAY + dt.timedelta(n)).weekday() < 5
                and not dt.date(2026, 12, 25) <= day <= dt.date(2027, 1, 1)])
    assert made.reach is not None and made.reach.lead_there == pytest.approx(days * 2 - 3)


def test_too_much_for_the_first_moment_says_what_to_leave_out() -> None:
    made = plan(action("stuk", weeks=4, lead=2, needed_for=("inbreng-kadernota",)), action("lang", weeks=16, needed_for=("geldbesluit",)), **MONEY)
    assert made.reach is not None
    assert (made.reach.in_time, made.reach.possible) == (False, True)
    assert [a.id for a in made.reach.late] == [a.id for a in made.reach.skip] == ["lang"]


def test_when_the_piece_itself_takes_too_long_nothing_helps() -> None:
    made = plan(action("stuk", weeks=16, needed_for=("inbreng-kadernota",)), **MONEY)
    assert made.reach is not None and (made.reach.in_time, made.reach.possible, made.reach.skip) == (False, False, ())


def test_nothing_that_a_start_needs_is_left_out_to_be_in_time() -> None:
    made = plan(action("eerst", weeks=16), action("stuk", weeks=4, after=("eerst",), needed_for=("start-team",)), team_start="2027-02-01")
    start = next(reach for reach in made.reaches if reach.title == START_TEAM.title)
    assert (start.in_time, start.possible, start.skip) == (False, False, ())
    assert [action.id for action in start.late] == ["eerst", "stuk"]


def test_without_money_that_ends_there_is_no_moment_to_meet() -> None:
    assert plan(action("stuk", needed_for=("geldbesluit",))).reach is None


# --- latest starts, by hand ------------------------------------------------------------------------


def job(id: str, days: int, after: tuple[str, ...] = (), extra: int = 0, tier: int = NEEDED, lead: int = 0) -> Job:
    return Job(action(id), lead * UNIT, 0, days, extra, after, tier=tier)


def linked(*jobs: Job) -> dict[str, Job]:
    found = {one.id: one for one in jobs}
    for one in jobs:
        for before in one.after:
            found[before].followers.append(one.id)
    return found


def test_latest_starts_of_a_chain_by_hand() -> None:
    # d must be done on day 40 and takes 5 days: it starts on day 36 at the latest. c (3 days) before it: 33.
    # b (4 days, then 10 days of waiting) may be decided on day 40 and must end its work on day 30: it starts on 27;
    # that is before c's 33 - 1. a (2 days) goes before both: it ends on 26 and starts on 25. e stands alone: limit 99.
    jobs = linked(job("a", 2), job("b", 4, ("a",), extra=10), job("c", 3, ("a",)), job("d", 5, ("b", "c")), job("e", 10))
    set_latest_starts(jobs, {"d": 40}, 99)
    assert {id: found.latest_start for id, found in jobs.items()} == {"a": 25, "b": 27, "c": 33, "d": 36, "e": 90}


def test_a_deadline_of_its_own_counts_when_it_comes_before_that_of_a_follower() -> None:
    jobs = linked(job("a", 5), job("b", 5, ("a",)))
    set_latest_starts(jobs, {"a": 9, "b": 50}, 99)
    assert (jobs["a"].latest_start, jobs["b"].latest_start) == (5, 46)


def test_of_two_that_cannot_go_together_the_one_with_the_earliest_last_start_goes_first() -> None:
    jobs = linked(job("a", 10, lead=10), job("b", 10, lead=10))
    request = Request(UNIT, UNIT, 99, 100, 65, {"a": 60, "b": 12})
    set_latest_starts(jobs, request.deadlines, 99)
    spots, _ = schedule(jobs, request)
    assert spots["b"].first == 0 and spots["a"].first == 10


# --- if any order is in time, ours is --------------------------------------------------------------


def late(jobs: dict[str, Job], spots: dict[str, Spot], request: Request) -> int:
    return sum(id not in spots or spots[id].last > request.deadlines.get(id, request.limit) for id in jobs)


@pytest.mark.parametrize("seed", range(60))
def test_if_any_order_is_in_time_ours_is(seed: int) -> None:
    """Small cases, compared with every order of placing: each gets the ranks of that order and no search."""
    chance = random.Random(seed)
    made = []
    for n in range(chance.randint(3, 5)):
        before = tuple(f"j{i}" for i in range(n) if chance.random() < 0.25)
        made.append(job(f"j{n}", chance.randint(2, 9), before, chance.choice((0, 0, 5)), chance.choice((FIRST_MONEY, NEEDED)), chance.randint(1, 8)))
    jobs = linked(*made)
    deadlines = {id: chance.randint(8, 40) for id in jobs if chance.random() < 0.8}
    request = Request(UNIT, UNIT, 60, 61, 61, deadlines)
    set_latest_starts(jobs, deadlines, 60)
    ours = late(jobs, schedule(jobs, request)[0], request)
    best = len(jobs)
    for order in itertools.permutations(jobs):
        ranked = linked(*(Job(**{**vars(one), "followers": [], "tier": NEEDED, "latest_start": order.index(id)}) for id, one in jobs.items()))
        best = min(best, late(ranked, schedule_as_ranked(ranked, request)[0], request))
    assert ours > 0 or best == 0
    if best == 0:
        assert ours == 0


def test_what_can_start_latest_goes_last_even_without_a_search() -> None:
    jobs = linked(job("a", 10, lead=10), job("b", 10, lead=10))
    request = Request(UNIT, UNIT, 99, 100, 65, {"a": 60, "b": 12})
    set_latest_starts(jobs, request.deadlines, 99)
    assert schedule_as_ranked(jobs, request)[0]["b"].first == 0


def test_one_day_late_is_late() -> None:
    jobs = linked(job("geld", 10, lead=10, tier=FIRST_MONEY), job("b", 10, lead=10))
    request = Request(UNIT, UNIT, 99, 100, 65, {"geld": 60, "b": 18})  # after the money it would end on day 19
    set_latest_starts(jobs, request.deadlines, 99)
    assert schedule(jobs, request)[0]["b"].first == 0


def test_the_money_counts_before_other_preconditions_however_far_away_it_is() -> None:
    jobs = linked(job("m", 10, lead=10), job("x", 5, lead=5), job("y", 5, lead=5))
    jobs["m"].money = True
    request = Request(UNIT, UNIT, 99, 100, 65, dict.fromkeys(jobs, 9))
    set_latest_starts(jobs, request.deadlines, 99)
    assert schedule(jobs, request)[0]["m"].last == 9  # one in time and two late, not two in time and the money late


def test_a_follower_may_be_done_on_the_very_day_of_the_decision() -> None:
    jobs = linked(job("a", 2, extra=5), job("b", 2, ("a",)))
    spots, _ = schedule(jobs, Request(UNIT, UNIT, 99, 100, 65, {"b": 6}))
    assert (spots["a"].last, spots["b"].worked, spots["b"].last) == (6, 3, 6)
    assert schedule(jobs, Request(UNIT, UNIT, 6, 100))[0]["b"].last == 6  # also when that is the last day of the period
    assert schedule(jobs, Request(UNIT, UNIT, 5, 100)) == ({}, {"a": "dagdelen", "b": "volgorde"})


def test_the_work_for_danger_ends_before_the_wait_for_its_decision() -> None:
    item = plan(action("gevaar", weeks=4, extra_weeks=1), given=(advice("gevaar", "gevaar", 14),)).item("gevaar")
    assert item and (item.worked, item.end) == (dt.date(2026, 12, 1), dt.date(2026, 12, 8))


def test_the_plan_of_a_small_council_with_money_that_ends_day_by_day() -> None:
    """A golden plan: danger, the law, the money, a mandate with a long wait, and what is left."""
    made = plan(
        action("veilig", weeks=4, lead=1, others=3), action("delen-stoppen", weeks=1, lead=0.5, others=1), action("dpia", weeks=10, lead=2, others=3),
        action("opgave", weeks=3, lead=2, others=1, needed_for=("geldbesluit",)),
        action("inbreng", weeks=4, lead=2, others=1, after=("opgave",), needed_for=("inbreng-kadernota",)),
        action("mandaat", weeks=6, lead=2, others=2, hard=True, extra_weeks=12), action("contract", weeks=4, lead=1, others=1, after=("mandaat",)),
        action("raadsvoorstel", weeks=6, lead=3, others=2, needed_for=("begroting",), extra_weeks=12),
        action("verhalen", weeks=4, lead=1, others=1), action("spel", weeks=2, lead=1, others=2), action("straks", phase="borgen"),
        given=(advice("veilig", "gevaar"), advice("delen-stoppen", "wet", kind="stop"), advice("dpia", "wet", 28)),
        dagdelen_projectleider=2, dagdelen_anderen=3, **MONEY)
    assert [(item.action.id, str(item.start), str(item.worked), str(item.end)) for item in made.items] == GOLDEN


GOLDEN = [
    ("veilig", "2026-11-24", "2026-12-01", "2026-12-01"),
    ("delen-stoppen", "2026-11-24", "2026-11-30", "2026-11-30"),
    ("dpia", "2026-12-01", "2027-02-16", "2027-02-16"),
    ("opgave", "2026-12-02", "2026-12-22", "2026-12-22"),
    ("mandaat", "2026-12-02", "2027-01-20", "2027-04-15"),
    ("inbreng", "2026-12-23", "2027-01-27", "2027-01-27"),
    ("raadsvoorstel", "2027-01-21", "2027-03-03", "2027-05-27"),
    ("contract", "2027-01-28", "2027-02-24", "2027-04-15"),
    ("verhalen", "2027-02-17", "2027-03-16", "2027-03-16"),
    ("spel", "2027-02-25", "2027-03-10", "2027-03-10"),
]


# --- an honest plan ----------------------------------------------------------------------------------

def test_what_is_written_for_a_moment_is_not_written_a_year_before_it() -> None:
    late: dict[str, Any] = {"geld_tot": "2028-12-31", "kadernota": "kadernota"}  # first moment: 1 February 2028
    fresh = plan(action("stuk", weeks=4, needed_for=("inbreng-kadernota",), fresh=26), **late).item("stuk")
    soon = plan(action("stuk", weeks=4, needed_for=("inbreng-kadernota",)), **late).item("stuk")
    assert fresh and soon and soon.start == TODAY
    assert dt.date(2027, 8, 3) <= fresh.start and fresh.end < dt.date(2028, 2, 1)
    advised = plan(action("stuk", weeks=4, needed_for=("inbreng-kadernota",), fresh=26), given=(advice("stuk", "geld_of_mensen", 60),), **late).item("stuk")
    assert advised and advised.start == TODAY  # who advises to begin now means now


def test_what_is_written_for_a_moment_behind_the_period_waits_for_another_plan() -> None:
    ends: dict[str, Any] = {"geld_tot": "2028-06-30", "kadernota": "kadernota"}  # the plan ends in November 2027, 'einde-contracten' is 30 December
    brief = action("brief", needed_for=("einde-contracten",), fresh=4)
    stale = plan(brief, **ends)
    assert [a.id for a in stale.later] == ["brief"] and not stale.items
    sooner = plan(dataclasses.replace(brief, fresh=13), **ends).item("brief")
    assert sooner and sooner.start >= dt.date(2027, 9, 30)
    for made in (plan(dataclasses.replace(brief, fresh=0), **ends), plan(brief, given=(advice("brief", "geld_of_mensen", 60),), **ends)):
        assert made.items[0].start == TODAY


@pytest.mark.parametrize(("urgency", "triage", "waits"), [("leren", False, True), ("niemand_beslist", False, False), ("leren", True, False)])
def test_what_is_urgent_does_not_wait_for_what_it_would_rather_come_after(urgency: str, triage: bool, waits: bool) -> None:
    made = plan(action("stuk", weeks=3), action("nu", weeks=1, rather_after=("stuk",)), given=(advice("nu", urgency, 90), advice("x", "leren", triage=triage)))
    now, paper = made.item("nu"), made.item("stuk")
    assert now
    assert (now.start > TODAY) is waits
    if waits:
        assert paper and now.start > paper.worked


def test_what_the_advice_puts_first_goes_before_the_rest_of_its_urgency() -> None:
    first, other = advice("b", "wet", 60), dataclasses.replace(advice("a", "wet", 50), first=False)
    made = plan(action("a", weeks=2, lead=4), action("b", weeks=2, lead=4), given=(first, other), dagdelen_projectleider=2)
    assert begins(made) == ["b", "a"]


def test_after_the_first_quarter_not_everything_begins_on_one_day() -> None:
    made = plan(*(action(f"a{n}", weeks=6) for n in range(30)))
    together = max(sum(other.start <= item.start <= other.worked for other in made.items) for item in made.items)
    assert together == 6


def test_a_moment_that_the_plan_misses_is_told_with_the_day_on_which_all_is_ready() -> None:
    begin = {"team_start": "2027-01-11"}
    made = plan(action("werven", weeks=10, needed_for=("start-team",)), action("los", weeks=1), **begin)
    assert [(r.id, r.date, r.possible, [a.id for a in r.late]) for r in made.missed] == [("start-team", dt.date(2027, 1, 11), False, ["werven"])]
    assert made.missed[0].ready == made.item("werven").end and made.missed[0].missed == "Begin later."  # type: ignore[union-attr]
    assert plan(action("werven", weeks=3, needed_for=("start-team",)), **begin).missed == ()


# --- to the day ---------------------------------------------------------------------------------


def test_what_follows_begins_on_the_next_working_day() -> None:
    jobs = linked(job("a", 3), job("b", 2, ("a",)), job("c", 1, ("b",)))
    spots, missing = schedule(jobs, Request(UNIT, UNIT, 99, 100))
    assert not missing and {id: (spot.first, spot.last) for id, spot in spots.items()} == {"a": (0, 2), "b": (3, 4), "c": (5, 5)}


def test_a_day_on_which_all_time_is_taken_is_not_used_again() -> None:
    # Each takes a whole day of what there is (one unit), so there is one a day, from the first day on.
    jobs = linked(*(job(id, 1, lead=1) for id in "abc"))
    spots, missing = schedule(jobs, Request(UNIT, UNIT, 9, 10))
    assert not missing and sorted(spot.first for spot in spots.values()) == [0, 1, 2]


def test_a_job_may_end_on_the_last_day_of_the_calendar_and_not_one_day_later() -> None:
    assert schedule(linked(job("a", 10)), Request(UNIT, UNIT, 9, 10))[0]["a"].last == 9
    spots, missing = schedule(linked(job("a", 11)), Request(UNIT, UNIT, 9, 10))
    assert not spots and list(missing) == ["a"]


def test_three_at_a_time_in_the_first_quarter_and_more_after_it() -> None:
    jobs = linked(*(job(f"j{number}", 5) for number in range(8)))
    spots, _ = schedule(jobs, Request(UNIT, UNIT, 99, 100, quarter=5))
    starts = sorted(spot.first for spot in spots.values())
    assert starts[:3] == [0, 0, 0] and starts[3] == 5 and starts.count(5) > 3


def test_the_first_quarter_is_thirteen_weeks() -> None:
    jobs = linked(*(job(f"j{number}", 65) for number in range(4)))
    spots, _ = schedule(jobs, Request(UNIT, UNIT, 199, 200))
    assert sorted(spot.first for spot in spots.values()) == [0, 0, 0, 65]


@pytest.mark.parametrize(("days", "weeks", "begins", "end"), [
    (13, 2, False, "2026-12-07"),  # ten working days from 24 November: done on the very last day of the term, Monday 7 December
    (12, 2, True, "2026-12-07"),  # the term ends on Friday 4 December: it begins within it
    (13, 1, False, "2026-11-30"),
])
def test_what_fits_exactly_in_its_term_is_done_in_it(days: int, weeks: int, begins: bool, end: str) -> None:
    item = plan(action("wet", weeks=weeks), given=(advice("wet", "wet", days),)).item("wet")
    assert item is not None and (item.begins, str(item.end)) == (begins, end)


def test_an_action_that_fits_exactly_in_its_term_goes_before_one_that_has_longer() -> None:
    # Both take two weeks of all the time that there is: the first must be done on 7 December, the second begins by the 21st.
    made = plan(action("ruim", weeks=2, lead=20), action("precies", weeks=2, lead=20), given=(advice("ruim", "wet", 27), advice("precies", "wet", 13)))
    found = {item.action.id: str(item.end) for item in made.items}
    assert found["precies"] == "2026-12-07" and found["ruim"] > "2026-12-07"


def test_advice_to_learn_is_planned_as_what_it_is_and_not_as_urgent() -> None:
    why = [plan(action("a"), given=given).items[0].why for given in ((), (advice("a", "leren"),), (advice("a", "voorwaarden"),))]
    assert why[0] == why[1] != why[2]


def test_what_is_not_urgent_goes_by_its_rank_and_not_by_its_last_start() -> None:
    jobs = linked(job("kort", 2, tier=REST, lead=2), job("lang", 10, tier=REST, lead=10))
    jobs["kort"].rank, jobs["lang"].rank = (0,), (1,)
    request = Request(UNIT, UNIT, 99, 100)
    set_latest_starts(jobs, {"lang": 20}, 99)
    assert {id: spot.first for id, spot in schedule(jobs, request)[0].items()} == {"kort": 0, "lang": 2}


def test_work_for_danger_of_which_the_decision_takes_longer_than_its_term_is_done_in_a_day() -> None:
    one = job("gevaar", 5, extra=20, lead=5)
    one.forced = True
    spot = schedule(linked(one), Request(UNIT, UNIT, 99, 100, deadlines={"gevaar": 9}))[0]["gevaar"]
    assert (spot.first, spot.worked, spot.last) == (0, 0, 20)


# --- what answers to a moment, and what stands still ---------------------------------------------


def test_what_answers_to_a_moment_begins_on_that_day_also_when_advice_names_it() -> None:
    answer = action("antwoord", weeks=2, not_before="kadernota", needed_for=("begroting",))
    for given in ((), (advice("antwoord", "niemand_beslist", 14),)):
        made = plan(action("nu"), answer, given=given, **MONEY)
        item = made.item("antwoord")
        assert item and item.start == dt.date(2027, 7, 1) and item.in_time
    assert begins(plan(action("nu"), answer, **MONEY)) == ["nu", "antwoord"]


def test_a_moment_that_comes_only_in_the_next_round_holds_nothing_back() -> None:
    made = plan(action("antwoord", not_before="verkiezingen", needed_for=("begroting",)), **MONEY)
    assert made.item("antwoord").start == TODAY  # type: ignore[union-attr]


def test_what_answers_to_a_moment_after_the_period_is_for_later() -> None:
    made = plan(action("antwoord", not_before="verkiezingen"), **MONEY)
    assert [a.id for a in made.later] == ["antwoord"] and not made.not_fitting


def test_what_stands_still_ends_with_the_action_that_ends_it() -> None:
    stop = action("stop", pause=Pause(until="weer", say="staat het stil", meanwhile="Werk zo."))
    made = plan(stop, action("weer", weeks=3, after=("stop",)))
    assert [(one.action.id, one.until.id, one.end, one.say) for one in made.pauses] == [("stop", "weer", made.item("weer").end, "staat het stil")]  # type: ignore[union-attr]
    assert [one.end for one in plan(stop, action("weer", weeks=60, after=("stop",))).pauses] == [None]
    assert plan(stop).pauses == ()


def test_what_the_law_needs_does_not_give_way_to_make_something_else_less_late() -> None:
    """The law has time enough for its own last day, and still goes first: nobody waits for it longer than they must."""
    lawful = action("wet", weeks=4, lead=8, others=0)
    slow = action("langzaam", weeks=4, lead=8, others=0)
    made = plan(lawful, slow, given=(advice("wet", "wet", 120), advice("langzaam", "leren", 30)), dagdelen_projectleider=2)
    assert begins(made) == ["wet", "langzaam"]


@pytest.mark.parametrize(("time", "extra"), [
    ({"dagdelen_projectleider": 10, "dagdelen_anderen": 0.5}, (0, 0.5)),  # 8 half-days of others in twelve weeks: one a week will do
    ({"dagdelen_projectleider": 0.5, "dagdelen_anderen": 10}, (0.5, 0)),
    ({"dagdelen_projectleider": 0.5, "dagdelen_anderen": 0.5}, (0.5, 0.5)),
    ({"dagdelen_projectleider": 10, "dagdelen_anderen": 10}, None),  # it is in time
])
def test_a_moment_that_is_missed_for_lack_of_people_says_how_many_half_days_would_do(time: dict[str, float], extra: tuple[float, float] | None) -> None:
    made = plan(action("werven", weeks=2, lead=8, others=8, needed_for=("start-team",)), team_start="2027-02-26", **time)
    (reach,) = made.reaches
    assert (reach.in_time, reach.extra) == (extra is None, extra)


def test_a_moment_that_is_missed_for_lack_of_weeks_is_not_helped_by_more_people() -> None:
    (reach,) = plan(action("werven", weeks=30, needed_for=("start-team",)), team_start="2027-02-26").reaches
    assert (reach.in_time, reach.extra) == (False, None)
