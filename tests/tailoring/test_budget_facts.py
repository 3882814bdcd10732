"""The first budget that can still hold the money, and the days on the way to it. Days are computed by hand."""

from __future__ import annotations

from typing import Any

import pytest

from site_build.tailoring.handbook import COMPLETE, tailor
from tests.handbooks import answers, content

DAYS = {"kadernota": "kadernota", "datum_inbreng": "2027-02-15", "datum_kadernota": "2027-06-24", "datum_begroting": "2027-11-04"}
NAMES = ("geld.begrotingsjaar", "geld.dag_inbreng", "geld.dag_kadernota", "geld.dag_begroting")


def told(edition: str = "intern", **given: Any) -> tuple[Any, ...]:
    values = tailor(content(), answers(**given), edition=edition).values
    return tuple(values[name].value if values[name].known else None for name in NAMES)


def test_the_days_that_were_given_are_those_of_the_year_before_the_money_is_needed() -> None:
    assert told(**DAYS, financiering=["fonds"], geld_tot="2027-12-31") == (2028, "15 februari 2027", "24 juni 2027", "4 november 2027")


def test_in_another_year_the_same_days_are_our_estimate_and_fall_on_working_days() -> None:
    found = told(**DAYS, financiering=["eigen_uren"], geld_tot="2028-12-31")
    assert found == (2029, "15 februari 2028 (schatting)", "23 juni 2028 (schatting)", "3 november 2028 (schatting)")


def test_a_budget_that_can_no_longer_be_reached_gives_way_to_the_next() -> None:
    assert told(**DAYS, financiering=["fonds"], geld_tot="2026-12-31")[:2] == (2028, "15 februari 2027")


def test_lasting_money_can_be_asked_for_in_the_next_budget() -> None:
    assert told(**DAYS, financiering=["begroting"])[:2] == (2028, "15 februari 2027")


def test_a_day_that_nobody_gave_is_not_guessed() -> None:
    assert told(financiering=["fonds"], geld_tot="2027-12-31") == (2028, None, None, None)
    assert told(kadernota="geen", datum_begroting="2027-11-04", financiering=["fonds"], geld_tot="2027-12-31") == (2028, None, None, "4 november 2027")


@pytest.mark.parametrize("given", [{}, {"geld_tot": "onbekend", "financiering": ["fonds"], **DAYS}])
def test_nothing_is_known_as_long_as_nobody_knows_when_the_money_ends(given: dict[str, Any]) -> None:
    assert told(**given) == (None, None, None, None)


def test_the_complete_edition_knows_no_year() -> None:
    assert told(COMPLETE, **DAYS, financiering=["fonds"], geld_tot="2027-12-31") == (None, None, None, None)
