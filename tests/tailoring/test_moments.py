"""The money's calendar. Dates are computed here by hand or by a rule of the test's own."""

from __future__ import annotations

import dataclasses
import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from site_build.content.loading import read_content
from site_build.interview.answers import Answers, read_answers
from site_build.interview.facts import Values
from site_build.tailoring.moments import DatedMoment, compute_moments, money_decision, months_before
from site_build.tailoring.money import MoneyWarning, money_warning
from tests.tailoring.advice_content import answers, content, values

CONTENT = content()
ROOT = Path(__file__).resolve().parents[2]


def dated(given: Answers) -> dict[str, DatedMoment]:
    return {m.id: m for m in compute_moments(CONTENT, values(given), given)}


def warning(given: Answers) -> MoneyWarning | None:
    return money_warning(CONTENT, values(given), given, compute_moments(CONTENT, values(given), given))


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


# --- each moment a date ---------------------------------------------------------------------


def test_a_moment_comes_the_first_time_that_its_day_comes() -> None:
    found = dated(answers())
    assert found["inbreng-kadernota"].date == day("2027-02-01")
    assert found["begroting"].date == day("2027-11-15")  # that of 2026 was nine days ago
    assert found["verkiezingen"].date == day("2030-03-01")
    assert dated(answers("2026-11-15"))["begroting"].date == day("2026-11-15")


def test_the_last_day_to_begin_is_so_many_weeks_before() -> None:
    assert dated(answers())["inbreng-kadernota"].latest_start == day("2026-11-09")


def test_a_moment_of_the_municipality_itself_is_no_estimate() -> None:
    found = dated(answers(moments={"inbreng-kadernota": "2027-01-15"}))["inbreng-kadernota"]
    assert (found.date, found.estimate, found.changed) == (day("2027-01-15"), False, True)


def test_a_dropped_moment_is_gone() -> None:
    assert "kadernota" not in dated(answers(moments={"kadernota": "vervalt"}))


def test_a_moment_that_does_not_apply_is_gone_and_an_unknown_one_says_so() -> None:
    assert "kadernota" not in dated(answers(kadernota="geen"))
    assert dated(answers(kadernota="perspectiefnota"))["kadernota"].certain
    assert not dated(answers())["kadernota"].certain


def test_moments_count_back_from_the_end_of_the_money() -> None:
    found = dated(answers(geld_tot="2027-08-31"))
    assert found["einde-geld"].date == day("2027-08-31")
    assert found["einde-contracten"].date == day("2027-02-26")  # the 28th is a Sunday


def test_without_an_end_there_is_no_date_and_it_comes_last() -> None:
    given = answers()
    found = compute_moments(CONTENT, values(given), given)
    assert [m.id for m in found][-2:] == ["einde-contracten", "einde-geld"]
    assert found[-1].date is None and found[-1].latest_start is None


def test_a_day_that_has_passed_is_marked() -> None:
    assert dated(answers(geld_tot="2026-10-31"))["einde-geld"].passed


def test_the_moments_of_the_money_stand_in_the_year_that_counts() -> None:
    found = dated(answers(geld_tot="2028-12-31"))
    assert (found["inbreng-kadernota"].date, found["inbreng-kadernota"].first_chance) == (day("2028-02-01"), day("2027-02-01"))
    assert found["begroting"].date == day("2028-11-15")


# --- the last date to start -----------------------------------------------------------------


@pytest.mark.parametrize(("end", "given", "last_start"), [
    ("2028-12-31", {}, "2027-11-09"),  # 1 February 2028 minus 84 days
    ("2028-12-30", {}, "2026-11-09"),  # one day short of the year: the begroting of 2028 itself
    ("2027-06-30", {}, "2025-11-07"),  # 1 February 2026 is a Sunday
    ("2028-12-31", {"kadernota": "geen"}, "2028-07-26"),  # 15 November 2028 minus 112 days
    ("2028-12-31", {"uitvoering": "regeling"}, "2028-01-21"),  # 15 April 2028 is a Saturday; minus 84 days
    ("2028-12-31", {"uitvoering": "regeling", "samenwerkingsvorm": "gastheer"}, "2027-11-09"),  # another municipality: an ordinary budget
])
def test_last_date_to_start(end: str, given: dict[str, str], last_start: str) -> None:
    asked = answers(geld_tot=end, **given)
    decision = money_decision(CONTENT, values(asked), asked)
    assert decision is not None and decision.last_start == day(last_start)


def test_a_changed_day_counts_in_every_year() -> None:
    asked = answers(geld_tot="2029-12-31", moments={"inbreng-kadernota": "2027-03-01"})
    decision = money_decision(CONTENT, values(asked), asked)
    assert decision is not None and decision.first.date == day("2029-03-01")


@settings(max_examples=150, deadline=None)
@given(st.dates(dt.date(2026, 12, 1), dt.date(2032, 12, 31)), st.dates(dt.date(2026, 1, 1), dt.date(2031, 1, 1)))
def test_rule_of_the_money(end: dt.date, today: dt.date) -> None:
    asked = answers(today.isoformat(), geld_tot=end.isoformat(), kadernota="kadernota")
    decision = money_decision(CONTENT, values(asked), asked)
    first_day_without = end + dt.timedelta(days=1)
    first = dt.date(first_day_without.year - 1, 2, 1)
    expected = first - dt.timedelta(days=84 + max(0, first.weekday() - 4))  # a Saturday or Sunday becomes the Friday before
    assert decision is not None and decision.last_start == expected
    found = warning(asked)
    if (expected - today).days > 366:
        assert found is None
    else:
        assert found is not None and bool(found.ways) == (today > expected)


# --- what page one says ---------------------------------------------------------------------


def test_no_warning_without_an_end() -> None:
    assert warning(answers()) is None
    assert warning(answers(geld_tot="onbekend")) is None


def test_no_warning_when_there_is_more_than_a_year() -> None:
    assert warning(answers("2026-11-07", geld_tot="2028-12-31")) is None
    assert warning(answers("2026-11-09", geld_tot="2028-12-31")) is not None


def test_in_time_it_names_the_last_date_to_start() -> None:
    found = warning(answers(geld_tot="2028-12-31"))
    assert found is not None and found.level == "op_tijd" and found.ways == ()
    assert found.title == "Begin uiterlijk op 9 november 2027 met het besluit over vast geld"
    assert found.text[0] == "Het geld stopt op 31 december 2028. Vanaf 1 januari 2029 is er ander geld nodig. Dat moet in de begroting van 2029 staan."


def test_just_too_late_it_asks_to_begin_today() -> None:
    found = warning(answers(geld_tot="2027-12-31"))
    assert found is not None and (found.level, found.gap_months) == ("krap", 0)
    assert "U hebt nog tot 1 februari 2027" in found.text[2]
    assert len(found.ways) == 5


def test_too_late_it_gives_the_gap_and_five_ways() -> None:
    found = warning(answers(geld_tot="2027-06-30"))
    assert found is not None and found.level == "te_laat"
    assert (found.next_from, found.gap_months) == (day("2028-01-01"), 6)
    assert found.text[-2] == "Zonder ander besluit is er dan 6 maanden geen geld. Er zijn nog vijf wegen."
    assert [(way.id, way.decides, way.by, way.start) for way in found.ways] == [
        ("begrotingswijziging", "raad", day("2027-06-30"), day("2027-04-07")),
        ("reserve", "raad", day("2027-06-30"), day("2027-04-07")),
        ("verlenging", "geldgever", day("2026-12-30"), day("2026-11-04")),
        ("krimpen", "college", day("2026-12-30"), day("2026-11-04")),
        ("stoppen", "college", day("2026-12-30"), day("2026-11-04")),
    ]


def test_after_the_next_kadernota_the_gap_is_a_year_longer() -> None:
    found = warning(answers("2027-02-02", geld_tot="2027-12-31"))
    assert found is not None and (found.level, found.next_from, found.gap_months) == ("te_laat", day("2029-01-01"), 12)


def test_when_the_money_has_ended_the_ways_are_marked_as_passed() -> None:
    found = warning(answers(geld_tot="2026-10-31"))
    assert found is not None and found.level == "voorbij" and all(way.passed for way in found.ways)
    assert found.title == "Het geld is op 31 oktober 2026 gestopt"


def test_in_a_region_its_board_decides() -> None:
    found = warning(answers(geld_tot="2027-06-30", uitvoering="regeling"))
    assert found is not None and found.ways[0].decides == "regeling"


def test_estimates_are_called_so_and_own_dates_are_not() -> None:
    own = {"inbreng-kadernota": "2027-02-01", "begroting": "2027-11-10"}
    asked, unsure = warning(answers(geld_tot="2027-12-31", moments=own)), warning(answers(geld_tot="2027-12-31"))
    assert asked is not None and unsure is not None
    assert not any("schatting" in line for line in asked.text)
    assert unsure.text[-1] == "Deze data zijn onze schatting. Vraag de controller vandaag om de echte data."


# --- the example ----------------------------------------------------------------------------


def test_example_pilot_loopt_af() -> None:
    real, _ = read_content(ROOT)
    text = (ROOT / "examples" / "pilot-loopt-af.yml").read_text(encoding="utf-8")
    asked = read_answers(text, "pilot-loopt-af.yml", real)
    year = (day(asked.values["geld_tot"]) + dt.timedelta(days=1)).year
    month_day = asked.values["datum_inbreng"][4:]
    expected = day(f"{year - 1}{month_day}") - dt.timedelta(weeks=12)
    found = money_warning(real, Values(real, asked), asked)
    assert found is not None and found.last_start == expected and found.ways == ()

    late = Answers(asked.handbook, (expected + dt.timedelta(days=1)).isoformat(), asked.values, moments=asked.moments)
    found = money_warning(real, Values(real, late), late)
    assert found is not None and [way.id for way in found.ways] == ["begrotingswijziging", "reserve", "verlenging", "krimpen", "stoppen"]


# --- days of ours are working days, days of others stay -------------------------------------------


@pytest.mark.parametrize("today", [f"2026-{month:02}-{number:02}" for month in range(1, 13) for number in (1, 14, 28)])
def test_an_estimate_of_ours_is_a_working_day(today: str) -> None:
    for year in range(2027, 2033):
        given = answers(today, geld_tot=f"{year}-12-31", uitvoering="regeling")
        decision = money_decision(CONTENT, values(given), given)
        assert decision is not None
        free = {holiday.date for holiday in CONTENT.free_days.holidays}
        days = [m.date for m in dated(given).values() if m.date and m.estimate and m.id != "einde-geld"] + [m.date for m in decision.route] + [decision.last_start]
        assert all(found.weekday() < 5 and found.isoformat() not in free or found.isoformat() == today for found in days)


def test_a_day_that_she_gave_is_never_moved() -> None:
    saturday = dated(answers(moments={"begroting": "2027-11-06"}))["begroting"]
    assert (saturday.date, saturday.estimate) == (day("2027-11-06"), False)
    assert dated(answers(geld_tot="2027-10-31"))["einde-geld"].date == day("2027-10-31")  # a Sunday


def test_a_day_that_a_law_names_is_never_moved() -> None:
    law = dataclasses.replace(next(m for m in CONTENT.moments if m.id == "begroting"), estimate=False)
    with_law = dataclasses.replace(CONTENT, moments=tuple(law if m.id == law.id else m for m in CONTENT.moments))
    given = answers("2030-01-01")
    assert next(m for m in compute_moments(with_law, values(given, with_law), given) if m.id == "begroting").date == day("2030-11-15")  # a Friday
    given = answers("2031-01-01")
    assert next(m for m in compute_moments(with_law, values(given, with_law), given) if m.id == "begroting").date == day("2031-11-15")  # a Saturday
    assert next(m for m in compute_moments(CONTENT, values(given), given) if m.id == "begroting").date == day("2031-11-14")


def test_her_day_of_this_year_and_the_day_that_counts_for_the_money_both_stand_there() -> None:
    found = dated(answers(geld_tot="2028-12-31", moments={"begroting": "2027-11-04"}))
    assert (found["begroting"].date, found["begroting"].estimate) == (day("2027-11-04"), False)
    later = found["begroting-2028"]
    assert (later.date, later.estimate, later.changed, later.title) == (day("2028-11-03"), True, False, found["begroting"].title)  # the 4th is a Saturday
    assert "begroting-2027" not in dated(answers(geld_tot="2027-12-31", moments={"begroting": "2027-11-04"}))


def test_of_the_two_days_of_one_moment_only_hers_is_given_and_only_what_has_been_has_passed() -> None:
    found = dated(answers("2027-12-01", geld_tot="2028-12-31", moments={"begroting": "2027-11-04"}))
    assert [(found[id].changed, found[id].passed) for id in ("begroting", "begroting-2028")] == [(True, True), (False, False)]
    on_the_day = dated(answers("2027-11-04", moments={"begroting": "2027-11-04"}))["begroting"]
    assert not on_the_day.passed


def test_moments_stand_in_order_of_their_day_whatever_the_order_of_the_file() -> None:
    turned = dataclasses.replace(CONTENT, moments=tuple(reversed(CONTENT.moments)))
    given = answers(geld_tot="2027-12-31", kadernota="kadernota", uitvoering="eigen")
    days = [m.date for m in compute_moments(turned, values(given, turned), given)]
    assert days == sorted(day for day in days if day) and len(days) > 3


def test_a_moment_that_stands_in_its_own_year_had_no_earlier_chance() -> None:
    same, later = (dated(answers(geld_tot=end))["begroting"] for end in ("2027-12-31", "2028-12-31"))
    assert (same.date, same.first_chance) == (day("2027-11-15"), None)
    assert (later.date, later.first_chance) == (day("2028-11-15"), day("2027-11-15"))


@pytest.mark.parametrize(("today", "level"), [("2027-11-09", "op_tijd"), ("2027-11-10", "krap"), ("2028-02-01", "krap"), ("2028-02-02", "te_laat"),
                                              ("2028-12-31", "te_laat"), ("2029-01-01", "voorbij")])
def test_the_level_of_the_money_changes_the_day_after(today: str, level: str) -> None:
    given = answers(geld_tot="2028-12-31")
    decision = money_decision(CONTENT, values(given), given)
    assert decision is not None and decision.level(day(today)) == level


def test_where_the_way_of_a_region_has_no_moments_the_own_way_counts() -> None:
    only_own = dataclasses.replace(CONTENT, moments=tuple(m for m in CONTENT.moments if m.route != "region"))
    given = answers(geld_tot="2028-12-31", uitvoering="regeling")
    found = money_decision(only_own, values(given, only_own), given)
    assert found is not None and found.region and found.last_start == day("2027-11-09")


def test_a_moment_that_counts_back_from_what_is_gone_or_from_itself_has_no_day() -> None:
    def with_moments(*changed: tuple[str, str]) -> dt.date | None:
        moments = tuple(dataclasses.replace(m, relative_to=dict(changed).get(m.id, m.relative_to), answer="" if m.id in dict(changed) else m.answer) for m in CONTENT.moments)
        of = dataclasses.replace(CONTENT, moments=moments)
        given = answers(geld_tot="2027-08-31")
        return next(m.date for m in compute_moments(of, values(given, of), given) if m.id == "einde-contracten")

    assert with_moments(("einde-contracten", "is-er-niet")) is None
    assert with_moments(("einde-geld", "einde-contracten")) is None


@pytest.mark.parametrize(("end", "six_months_before"), [("2027-08-31", "2027-02-28"), ("2028-08-31", "2028-02-29"), ("2027-12-31", "2027-06-30"), ("2027-03-27", "2026-09-27")])
def test_months_before_is_the_same_day_or_the_last_of_that_month(end: str, six_months_before: str) -> None:
    assert months_before(day(end), 6) == day(six_months_before)


@pytest.mark.parametrize(("today", "years"), [("2026-11-12", []), ("2026-11-13", [2027]), ("2027-02-01", [2027]), ("2027-02-02", [2028])])
def test_once_the_budget_that_is_needed_has_been_adopted_the_way_goes_to_the_first_one_that_can_still_be_asked_for(today: str, years: list[int]) -> None:
    """Money until 31 August 2027: the begroting of Friday 13 November 2026 holds it. The next is asked for on 1 February 2027, the one after it a year later."""
    given = answers(today, geld_tot="2027-08-31")
    decision = money_decision(CONTENT, values(given), given)
    assert decision is not None and decision.decision.date == day("2026-11-13")
    assert [moment.id for moment in decision.following] == ["inbreng-kadernota", "kadernota", "begroting"] * len(years)
    assert {moment.date.year for moment in decision.following} == set(years)
    assert (decision.next_from.year, decision.gap_months) == ((years or [2027])[0] + 1, 4 + 12 * ((years or [2027])[0] - 2027))


@pytest.mark.parametrize(("note", "today", "level", "paid", "gap"), [
    (None, "2026-11-10", "krap", "2028-01-01", 0), (None, "2027-02-01", "krap", "2028-01-01", 0), (None, "2027-02-02", "te_laat", "2029-01-01", 12),
    ("geen", "2027-07-26", "op_tijd", "2028-01-01", 0), ("geen", "2027-11-14", "krap", "2028-01-01", 0), ("geen", "2027-11-15", "te_laat", "2029-01-01", 12)])
def test_a_budget_can_be_reached_up_to_and_on_the_day_of_what_is_prepared_first_and_not_on_the_day_that_it_is_adopted(
        note: str | None, today: str, level: str, paid: str, gap: int) -> None:
    """One definition for the warning, the gap, and what lies ahead: money until 31 December 2027."""
    given = answers(today, geld_tot="2027-12-31", **({"kadernota": note} if note else {}))
    decision, found = money_decision(CONTENT, values(given), given), warning(given)
    assert decision is not None and found is not None
    assert (decision.level(given.today), decision.next_from, decision.gap_months) == (level, day(paid), gap)
    assert (found.level, found.next_from, found.gap_months) == (level, day(paid), gap)


def test_the_gap_follows_the_own_budget_where_no_moment_of_the_region_is_known() -> None:
    given = answers(geld_tot="2027-06-30", uitvoering="regeling")
    alone = dataclasses.replace(CONTENT, moments=tuple(m for m in CONTENT.moments if m.route != "region"))
    decision = money_decision(alone, values(given, alone), given)
    assert decision is not None and (decision.next_from, decision.gap_months) == (day("2028-01-01"), 6)


def test_long_after_the_money_the_way_goes_to_a_budget_of_now_also_where_a_region_decides() -> None:
    given = answers("2030-06-01", geld_tot="2027-08-31")
    own = money_decision(CONTENT, values(given), given)
    assert own is not None and own.following[0].date == day("2031-01-31")  # 1 February 2031 is a Saturday
    shared = answers("2030-06-01", geld_tot="2027-08-31", uitvoering="regeling")
    region = money_decision(CONTENT, values(shared), shared)
    assert region is not None and [moment.id for moment in region.following] == ["gr-ontwerpbegroting", "gr-kaders", "gr-begroting-provincie"]
    assert region.following[0].date == day("2031-04-15")
    alone = dataclasses.replace(CONTENT, moments=tuple(m for m in CONTENT.moments if m.route != "region"))
    without = money_decision(alone, values(shared, alone), shared)
    assert without is not None and without.following == own.following


def test_what_comes_today_does_not_lie_ahead_any_more() -> None:
    given = answers(geld_tot="2028-12-31")
    decision = money_decision(CONTENT, values(given), given)
    assert decision is not None
    for today, first in (("2028-01-31", "2028-02-01"), ("2028-02-01", "2028-06-30"), ("2028-06-30", "2028-11-15")):  # 1 July 2028 is a Saturday
        assert decision.coming(day(today))[0].date == day(first)
    past = answers(geld_tot="2027-08-31")
    late = money_decision(CONTENT, values(past), past)
    assert late is not None and [late.coming(day(today))[0].date for today in ("2027-01-31", "2027-02-01")] == [day("2027-02-01"), day("2027-07-01")]


def test_how_we_guess_a_day_is_said_until_the_municipality_gives_it() -> None:
    guessing = dataclasses.replace(CONTENT, moments=tuple(
        dataclasses.replace(m, explain="De raad beslist.", guess="Vaak in november." if m.id == "begroting" else "") for m in CONTENT.moments))
    for dates, begroting in (({}, "De raad beslist. Vaak in november."), ({"begroting": "2027-11-04"}, "De raad beslist.")):
        given = answers(moments=dates)
        found = {m.id: m.explain for m in compute_moments(guessing, values(given, guessing), given)}
        assert (found["begroting"], found["kadernota"]) == (begroting, "De raad beslist.")


@pytest.mark.parametrize(("kind", "title"), [(["uren"], CONTENT.phrases("money.hours_stop")), (["uren", "fonds"], "Het geld stopt"), ("onbekend", "Het geld stopt"), (None, "Het geld stopt")])
def test_promised_hours_are_no_money_and_not_knowing_what_it_is_makes_it_money(kind: list[str] | str | None, title: str) -> None:
    given = answers(geld_tot="2027-12-31", **({"financiering": kind} if kind else {}))
    assert dated(given)["einde-geld"].title == title


def test_what_hours_need_is_asked_of_the_management_and_only_new_money_of_the_budget() -> None:
    found = warning(answers(geld_tot="2028-12-31", financiering=["uren"]))
    assert found is not None and found.text[0] == CONTENT.phrases(
        "money.hours_needed_from", stops=CONTENT.phrases("money.hours_stop"), end="31 december 2028", day="1 januari 2029", year=2029)


def test_money_until_far_ahead_leaves_no_gap() -> None:
    """The first budget that can be reached is the one that is needed, also where that is adopted in five years."""
    given = answers("2026-11-24", geld_tot="2031-12-31")
    decision = money_decision(CONTENT, values(given), given)
    assert decision is not None and (decision.level(given.today), decision.next_from, decision.gap_months) == ("op_tijd", day("2032-01-01"), 0)
