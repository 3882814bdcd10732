"""Placing jobs on working days, counted from 0, to the day. UNIT is one half-day; a request of UNIT is one half-day a day.

Every place here is worked out by hand.
"""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest

from site_build.tailoring.planning_jobs import FIRST_MONEY, NEEDED, RESIDENTS, REST, UNIT, Job
from site_build.tailoring.scheduling import schedule, schedule_as_ranked, set_latest_starts, unlimited
from site_build.tailoring.scheduling_board import Board, Request, Spot
from tests.tailoring.advice_content import action


def job(id: str, days: int, *after: str, lead: float = 0, others: float = 0, extra: int = 0, tier: int = NEEDED, **fields: Any) -> Job:
    made = Job(action(id), int(lead * UNIT), int(others * UNIT), days, extra, after, tier=tier)
    for name, value in fields.items():
        setattr(made, name, value)
    return made


def placed(*jobs: Job, lead: float = 1, others: float = 1, limit: int = 99, total: int = 100, quarter: int = 65, deadlines: dict[str, int] | None = None,
           earliest: dict[str, int] | None = None, dates: dict[str, int] | None = None, pinned: dict[str, Spot] | None = None, search: bool = True) -> dict[str, Any]:
    """First day, last day of work and last day per job; the reason of what has no place."""
    found = {one.id: one for one in jobs}
    for one in jobs:
        for before in one.after:
            found[before].followers.append(one.id)
    request = Request(int(lead * UNIT), int(others * UNIT), limit, total, quarter, deadlines or {}, earliest or {}, dates or {})
    set_latest_starts(found, request.deadlines, limit)
    spots, missing = (schedule if search else schedule_as_ranked)(found, request, pinned)
    return {id: (spots[id].first, spots[id].worked, spots[id].last) for id in spots} | missing


# --- the time that people have ------------------------------------------------------------------


def test_a_day_that_is_full_is_not_used_and_a_day_with_just_enough_is() -> None:
    # half a half-day each: two of them fill a day
    assert placed(job("a", 4, lead=2), job("b", 4, lead=2), job("c", 4, lead=2)) == {"a": (0, 3, 3), "b": (0, 3, 3), "c": (4, 7, 7)}
    # 0.5 and 0.75 together are more than one half-day a day: one after the other
    assert placed(job("a", 4, lead=2), job("b", 4, lead=3)) == {"a": (0, 3, 3), "b": (4, 7, 7)}


def test_the_time_of_the_lead_and_that_of_the_others_are_two_things() -> None:
    assert placed(job("a", 4, lead=4), job("b", 4, others=4)) == {"a": (0, 3, 3), "b": (0, 3, 3)}
    assert placed(job("a", 4, others=4), job("b", 4, others=4)) == {"a": (0, 3, 3), "b": (4, 7, 7)}


def test_work_that_is_more_than_there_is_in_its_days_takes_longer() -> None:
    assert placed(job("a", 5, lead=7)) == {"a": (0, 6, 6)}  # seven half-days, one a day
    assert placed(job("a", 5, others=7.5)) == {"a": (0, 7, 7)}
    assert placed(job("a", 5, lead=5, others=9)) == {"a": (0, 8, 8)}


def test_what_needs_nobodys_time_fits_where_nobody_has_any_and_the_rest_does_not() -> None:
    assert placed(job("niets", 3), lead=0, others=0) == {"niets": (0, 2, 2)}
    assert placed(job("zij", 3, others=1), lead=0) == {"zij": (0, 2, 2)}
    assert placed(job("hij", 3, lead=1), lead=0) == {"hij": "dagdelen"}
    assert placed(job("zij", 3, others=1), others=0) == {"zij": "dagdelen"}


def test_a_job_is_stretched_to_twice_or_three_times_its_days_when_people_are_busy() -> None:
    # Half of every day is taken up to day 19. Four half-days in four days do not fit before day 20; spread over eight days they do.
    busy = {"bezig": Spot(0, 19, 19)}
    assert placed(job("bezig", 20, lead=10), job("a", 4, lead=4), deadlines={"a": 9}, pinned=busy)["a"] == (0, 7, 7)
    # With three quarters taken, four half-days do not fit in twelve days (a third a day is more than a quarter); three do.
    assert placed(job("bezig", 20, lead=15), job("a", 4, lead=4), deadlines={"a": 15}, pinned=busy)["a"] == (20, 23, 23)
    assert placed(job("bezig", 20, lead=15), job("a", 4, lead=3), deadlines={"a": 15}, pinned=busy)["a"] == (0, 11, 11)


def test_the_weeks_of_waiting_take_nobodys_time() -> None:
    assert placed(job("a", 2, lead=2, extra=5), job("b", 3, lead=3)) == {"a": (0, 1, 6), "b": (2, 4, 4)}


# --- how many at a time ------------------------------------------------------------------------


def test_three_at_a_time_in_the_first_quarter_and_six_after_it() -> None:
    made = placed(*(job(f"j{n}", 10) for n in range(10)), quarter=10)
    assert sorted(first for first, _, _ in made.values()) == [0] * 3 + [10] * 6 + [20]


def test_what_runs_over_the_end_of_the_quarter_counts_in_both() -> None:
    made = placed(*(job(f"j{n}", 10) for n in range(7)), quarter=5)
    assert sorted(first for first, _, _ in made.values()) == [0] * 3 + [5] * 3 + [10]  # six from day 5 on; the seventh when three are done


def test_the_last_day_of_the_quarter_belongs_to_it() -> None:
    made = placed(*(job(f"j{n}", 1) for n in range(8)), quarter=2)
    assert sorted(first for first, _, _ in made.values()) == [0, 0, 0, 1, 1, 1, 2, 2]


# --- order --------------------------------------------------------------------------------------


def test_what_follows_waits_for_the_work_and_is_decided_no_sooner_than_what_it_follows() -> None:
    assert placed(job("a", 3, extra=10), job("b", 2, "a"), job("c", 20, "a")) == {"a": (0, 2, 12), "b": (3, 4, 12), "c": (3, 22, 22)}


def test_the_last_of_two_decides() -> None:
    assert placed(job("a", 3), job("b", 6), job("c", 1, "a", "b")) == {"a": (0, 2, 2), "b": (0, 5, 5), "c": (6, 6, 6)}


def test_what_waits_for_something_that_has_no_place_has_none_either() -> None:
    assert placed(job("lang", 20), job("b", 1, "lang"), job("c", 1, "b"), job("los", 1), limit=9) == {
        "lang": "dagdelen", "b": "volgorde", "c": "volgorde", "los": (0, 0, 0)}


def test_what_would_be_stale_is_not_made_before_its_day() -> None:
    assert placed(job("a", 2), earliest={"a": 30}) == {"a": (30, 31, 31)}
    assert placed(job("eerst", 40), job("a", 2, "eerst"), earliest={"a": 30}) == {"eerst": (0, 39, 39), "a": (40, 41, 41)}


def test_what_is_for_later_has_no_place_and_no_reason() -> None:
    assert placed(job("a", 2, later=True), job("b", 2)) == {"b": (0, 1, 1)}


def test_what_stands_where_somebody_put_it_stays_there_and_takes_its_time() -> None:
    assert placed(job("vast", 4, lead=4), job("a", 3, lead=3), pinned={"vast": Spot(2, 5, 5)}) == {"vast": (2, 5, 5), "a": (6, 8, 8)}
    assert placed(job("vast", 4, lead=4), job("a", 2, lead=2), pinned={"vast": Spot(2, 5, 5)})["a"] == (0, 1, 1)
    assert placed(job("vast", 4), job("a", 2, "vast"), pinned={"vast": Spot(2, 5, 5)})["a"] == (6, 7, 7)


def test_the_period_and_the_calendar_end_on_their_last_day() -> None:
    assert placed(job("a", 10), limit=9) == {"a": (0, 9, 9)}
    assert placed(job("a", 11), limit=9) == {"a": "dagdelen"}
    assert placed(job("a", 8, extra=2), limit=9) == {"a": (0, 7, 9)}
    assert placed(job("a", 8, extra=3), limit=9) == {"a": "dagdelen"}


def test_a_deadline_that_cannot_be_met_gives_way_to_the_period_and_one_behind_it_does_not_make_it_longer() -> None:
    assert placed(job("a", 10), deadlines={"a": 4}) == {"a": (0, 9, 9)}
    assert placed(job("a", 10), deadlines={"a": 50}, limit=5) == {"a": "dagdelen"}


# --- what comes first ---------------------------------------------------------------------------


def test_tier_then_what_advice_puts_first_then_the_last_start_then_rank_then_name() -> None:
    def order(*jobs: Job, **deadlines: int) -> list[str]:
        made = placed(*jobs, deadlines=deadlines)
        return sorted(made, key=lambda id: made[id][0])

    assert order(job("a", 2, lead=2), job("b", 2, lead=2, tier=RESIDENTS)) == ["b", "a"]
    assert order(job("a", 2, lead=2), job("b", 2, lead=2, first=True)) == ["b", "a"]
    assert order(job("a", 2, lead=2), job("b", 2, lead=2), a=40, b=30) == ["b", "a"]
    assert order(job("a", 2, lead=2, rank=(2,)), job("b", 2, lead=2, rank=(1,))) == ["b", "a"]
    assert order(job("b", 2, lead=2), job("a", 2, lead=2)) == ["a", "b"]


def test_what_is_not_urgent_goes_by_rank_whatever_its_last_start_is() -> None:
    made = placed(job("kort", 2, lead=2, tier=REST, rank=(0,)), job("lang", 10, lead=10, tier=REST, rank=(1,)), deadlines={"lang": 20})
    assert made == {"kort": (0, 1, 1), "lang": (2, 11, 11)}


# --- what is forced -----------------------------------------------------------------------------


def test_what_is_forced_begins_on_the_first_day_within_its_term_whatever_the_time_of_people() -> None:
    assert placed(job("gevaar", 10, lead=30, forced=True), job("a", 5, lead=1), deadlines={"gevaar": 4}) == {"gevaar": (0, 4, 4), "a": (5, 9, 9)}
    assert placed(job("gevaar", 3, lead=1, forced=True), deadlines={"gevaar": 4}) == {"gevaar": (0, 2, 2)}  # not longer than it takes
    assert placed(job("gevaar", 10, extra=2, forced=True), deadlines={"gevaar": 4}) == {"gevaar": (0, 2, 4)}
    assert placed(job("gevaar", 20, forced=True), limit=9) == {"gevaar": (0, 9, 9)}


def test_what_is_forced_takes_at_least_a_day_and_never_goes_beyond_the_calendar() -> None:
    assert placed(job("gevaar", 5, extra=20, forced=True), deadlines={"gevaar": 9}) == {"gevaar": (0, 0, 20)}
    assert placed(job("gevaar", 5, extra=20, forced=True), deadlines={"gevaar": 9}, total=15, limit=14) == {"gevaar": (0, 0, 14)}


def test_what_is_forced_comes_one_after_the_other_where_one_cannot_do_without_the_other() -> None:
    # Appoint (2 days, decided 3 days later), then choose by day 12: 7 days are left for it, 10 are needed. 'b' may be forced on its own.
    made = placed(job("kies", 10, "wijs-aan", forced=True), job("wijs-aan", 2, extra=3, forced=True), job("b", 4, forced=True),
                  job("daarna", 2, "kies"), deadlines={"kies": 12})
    assert made == {"wijs-aan": (0, 1, 4), "kies": (5, 12, 12), "b": (0, 3, 3), "daarna": (13, 14, 14)}


# --- other orders -------------------------------------------------------------------------------


def test_what_the_advice_puts_first_is_late_only_where_nothing_helps() -> None:
    """Plain: b, then what a waits for, then a, five days late. Other orders make b late, which is less."""
    def jobs() -> tuple[Job, ...]:
        return job("voor", 5, lead=5, rank=(2,)), job("a", 5, "voor", lead=5, first=True), job("b", 5, lead=5, rank=(1,))

    terms = {"a": 9, "b": 4}  # last starts: voor 0, b 0; so b first, by rank
    assert placed(*jobs(), deadlines=terms, search=False) == {"b": (0, 4, 4), "voor": (5, 9, 9), "a": (10, 14, 14)}
    assert placed(*jobs(), deadlines=terms) == {"voor": (0, 4, 4), "a": (5, 9, 9), "b": (10, 14, 14)}  # b ten days late instead


def test_one_late_by_more_days_is_better_than_two_that_are_late() -> None:
    # a, b, c: b and c are 2 days late each. b, a, c: a is 1 and c 2 days late. b, c, a: only a is late, 4 days.
    made = placed(job("a", 4, lead=4), job("b", 3, lead=3), job("c", 3, lead=3), deadlines={"a": 5, "b": 4, "c": 7})
    assert made == {"b": (0, 2, 2), "c": (3, 5, 5), "a": (6, 9, 9)}


def test_of_two_orders_with_one_late_the_one_with_fewer_days() -> None:
    # a, b: b ends on day 11, 3 late. b, a: a ends on day 11, 1 late.
    assert placed(job("a", 6, lead=6, rank=(1,)), job("b", 6, lead=6, rank=(2,)), deadlines={"a": 10, "b": 8}) == {"b": (0, 5, 5), "a": (6, 11, 11)}
    assert placed(job("a", 6, lead=6), job("b", 6, lead=6), deadlines={"a": 8, "b": 10}) == {"a": (0, 5, 5), "b": (6, 11, 11)}


def test_the_higher_class_is_in_time_before_the_lower_one() -> None:
    # The money cannot be in time after 'b', nor 'b' after the money: the money goes first.
    made = placed(job("geld", 6, lead=6, tier=FIRST_MONEY), job("b", 6, lead=6), deadlines={"geld": 8, "b": 6})
    assert made == {"geld": (0, 5, 5), "b": (6, 11, 11)}


def test_what_residents_need_keeps_its_day_whatever_is_late() -> None:
    # 'help' has time enough until day 60; letting it go later would make the money be in time. It does not.
    made = placed(job("help", 6, lead=6, tier=RESIDENTS), job("geld", 6, lead=6, tier=FIRST_MONEY), deadlines={"help": 60, "geld": 8})
    assert made == {"help": (0, 5, 5), "geld": (6, 11, 11)}


def test_what_comes_first_in_the_advice_may_go_later_for_a_day_in_the_world_as_long_as_it_is_in_time() -> None:
    def tried(last: int, **dates: int) -> dict[str, Any]:
        return placed(job("eerst", 6, lead=6, first=True), job("b", 6, lead=6), deadlines={"eerst": last, "b": 8}, dates=dates)

    first, later = {"eerst": (0, 5, 5), "b": (6, 11, 11)}, {"b": (0, 5, 5), "eerst": (6, 11, 11)}
    assert tried(12, b=8) == later
    assert tried(10, b=8) == first
    assert tried(12) == first  # a term of other advice is no reason


def test_of_more_than_five_one_is_put_before_the_rest_with_what_it_waits_for() -> None:
    # Five of one day each begin by day 20 at the latest; 'z' waits for 'voor' and ends on day 3 only where both go before all others.
    others = [job(f"j{n}", 4, lead=4, rank=(n,)) for n in range(5)]
    terms = {**{f"j{n}": 40 for n in range(5)}, "z": 3}
    made = placed(*others, job("voor", 2, lead=2, first=False), job("z", 2, "voor", lead=2), deadlines=terms)
    assert (made["voor"], made["z"]) == ((0, 1, 1), (2, 3, 3))


# --- counting back ------------------------------------------------------------------------------


def latest(*jobs: Job, limit: int = 99, **last_days: int) -> dict[str, int]:
    found = {one.id: one for one in jobs}
    for one in jobs:
        for before in one.after:
            found[before].followers.append(one.id)
    set_latest_starts(found, last_days, limit)
    return {id: one.latest_start for id, one in found.items()}


def test_what_is_for_later_does_not_hurry_what_comes_before_it() -> None:
    assert latest(job("a", 2), job("b", 50, "a", later=True)) == {"a": 98, "b": 50}
    assert latest(job("a", 2), job("b", 50, "a")) == {"a": 48, "b": 50}


def test_waiting_for_a_decision_overlaps_with_the_work_of_what_follows() -> None:
    # b must be decided on day 20 and takes 3 days: from 18. a waits 10 days: its work ends on 10, so it starts on 7.
    assert latest(job("a", 4, extra=10), job("b", 3, "a"), b=20) == {"a": 7, "b": 18}
    assert latest(job("a", 4, extra=1), job("b", 3, "a"), b=20) == {"a": 14, "b": 18}  # the work of b counts here


def test_without_a_limit_on_time_only_lead_time_is_left() -> None:
    request = unlimited(Request(0, 0, 9, 20, 5, {"a": 3}, {"a": 2}))
    assert (request.limit, request.total, request.quarter, request.deadlines, request.earliest) == (9, 20, 5, {"a": 3}, {"a": 2})
    assert schedule({"a": job("a", 2, lead=1000, others=1000)}, request)[0] == {"a": Spot(2, 3, 3)}


@pytest.mark.parametrize("tier", [NEEDED, REST])
def test_a_week_without_working_days_left_has_no_place_for_anything(tier: int) -> None:
    assert placed(job("a", 1, tier=tier), limit=-1) == {"a": "dagdelen"}


def test_what_presses_goes_beside_three_others_only_where_what_follows_would_be_too_late() -> None:
    def beside(busy: int, last: int) -> tuple[int, int, int]:
        three = [job(f"b{n}", busy, tier=RESIDENTS) for n in range(3)]
        made = placed(*three, job("p", 5, pressing=True), job("f", 5, "p", pressing=True), deadlines={**{f"b{n}": busy - 1 for n in range(3)}, "f": last})
        return tuple(made["p"])  # type: ignore[return-value]

    # f begins on day last - 4 at the latest, so p is done the day before: day 11 where f must be done on day 16.
    assert beside(7, 16) == (7, 11, 11)
    assert beside(8, 16) == (0, 4, 4)
    assert beside(8, 17) == (8, 12, 12)


def test_a_day_in_the_world_counts_also_where_another_one_is_missed_whatever_is_done() -> None:
    def tried(**dates: int) -> dict[str, Any]:
        return placed(job("eerst", 6, lead=6, first=True), job("b", 6, lead=6), job("c", 3), deadlines={"eerst": 12, "b": 8, "c": 0}, dates=dates)

    assert tried(b=8, c=0) == {"b": (0, 5, 5), "eerst": (6, 11, 11), "c": (0, 2, 2)}
    assert tried(c=0) == {"eerst": (0, 5, 5), "b": (6, 11, 11), "c": (0, 2, 2)}


def test_a_term_of_advice_about_money_is_no_day_in_the_world() -> None:
    made = placed(job("eerst", 6, lead=6, tier=FIRST_MONEY, first=True), job("b", 6, lead=6, tier=FIRST_MONEY), deadlines={"eerst": 12, "b": 8})
    assert made == {"eerst": (0, 5, 5), "b": (6, 11, 11)}


def test_what_comes_before_what_opens_a_day_is_decided_the_day_before_it_begins() -> None:
    # b takes two days and must be done on day 20: from 19. a is decided on 18; it waits three days for that, so its work of five days begins on 11.
    opening = job("b", 2, "a")
    opening.action = dataclasses.replace(opening.action, opens="start")
    assert latest(job("a", 5, extra=3), opening, b=20) == {"a": 11, "b": 19}
    assert latest(job("a", 5, extra=3), job("b", 2, "a"), b=20) == {"a": 13, "b": 19}  # decided on 20, with b


@pytest.mark.parametrize(("opens", "begins"), [("", 16), ("start-team", 15)])
def test_what_opens_a_day_waits_for_the_decision_and_the_rest_only_for_the_work(opens: str, begins: int) -> None:
    """Five days of work and ten of waiting before something of one day on day 30: decided on that day, or the day before it opens."""
    first, then = job("a", 5, extra=10), job("o", 1, "a")
    then.action = action("o", opens=opens)
    first.followers.append("o")
    set_latest_starts({"a": first, "o": then}, {"o": 30}, 99)
    assert (then.latest_start, first.latest_start) == (30, begins)


def test_of_many_what_has_a_day_in_the_world_goes_by_that_day() -> None:
    # Each takes all time for five days. By class alone 'laatst' would go first and 'eerst' last.
    found = [job("laatst", 5, lead=5, tier=FIRST_MONEY), job("midden", 5, lead=5, tier=FIRST_MONEY + 1), job("eerst", 5, lead=5),
             *(job(id, 5, lead=5) for id in "xyz")]
    dates = {"eerst": 4, "midden": 9, "laatst": 14}
    assert placed(*found, deadlines=dates, dates=dates) == {
        "eerst": (0, 4, 4), "midden": (5, 9, 9), "laatst": (10, 14, 14), "x": (15, 19, 19), "y": (20, 24, 24), "z": (25, 29, 29)}


def test_of_many_one_that_is_late_goes_right_behind_what_residents_need_and_before_the_money() -> None:
    found = [job("bewoners", 5, lead=5, tier=RESIDENTS), *(job(id, 5, lead=5, tier=FIRST_MONEY) for id in "abcd"), job("laat", 5, lead=5)]
    assert placed(*found, deadlines={"laat": 9}) == {
        "bewoners": (0, 4, 4), "laat": (5, 9, 9), "a": (10, 14, 14), "b": (15, 19, 19), "c": (20, 24, 24), "d": (25, 29, 29)}


@pytest.mark.parametrize("full", range(5))
def test_it_begins_behind_the_last_day_that_is_full(full: int) -> None:
    assert placed(job("vol", 1, lead=1), job("a", 5, lead=5), pinned={"vol": Spot(full, full, full)})["a"] == (full + 1, full + 5, full + 5)


def test_what_ends_on_a_day_waits_for_its_decision_until_then() -> None:
    board = Board(Request(UNIT, UNIT, 99, 100))
    assert board.ending(job("a", 5, lead=1, extra=10), 20) == Spot(6, 10, 20)
    assert board.ending(job("a", 5, lead=1, extra=10), 14) == Spot(0, 4, 14)
    assert board.ending(job("a", 5, lead=1, extra=10), 13) is None


@pytest.mark.parametrize(("day", "first"), [(9, "a"), (8, "b")])
def test_ready_on_the_day_itself_makes_that_day_though_its_term_has_passed(day: int, first: str) -> None:
    """Both have a term on day 4, and only one can make it; 'b' has a day in the world besides."""
    then = {"a": "b", "b": "a"}[first]
    assert placed(job("a", 5, lead=5), job("b", 5, lead=5), deadlines={"a": 4, "b": 4}, dates={"b": day}) == {first: (0, 4, 4), then: (5, 9, 9)}
