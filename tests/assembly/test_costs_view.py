"""The costs page: who pays until when and what comes after, what one household costs, and whether it can be by one's own figures."""

from __future__ import annotations

import dataclasses

from site_build.assembly.costs_view import view
from site_build.tailoring.handbook import tailor
from tests.handbooks import content, example


def test_where_another_pays_for_a_time_the_page_says_what_going_on_costs_the_municipality() -> None:
    handbook = tailor(content(), example("pilot-loopt-af"))
    costs = view(handbook)
    assert costs and costs.shared_paid and costs.until and handbook.costs and handbook.costs.cost
    amount = f"{handbook.costs.cost.values.high:,.0f}".replace(",", ".")  # also what more use of help costs
    assert any(costs.until in line and amount in line for line in costs.facts)


def test_where_the_municipality_pays_everything_nothing_is_said_of_others() -> None:
    costs = view(tailor(content(), example("klein-platteland")))
    assert costs and costs.payer_rows and not costs.shared_paid


def test_an_event_that_ones_own_figures_do_not_reach_says_so() -> None:
    handbook = tailor(content(), example("pilot-loopt-af"))
    costs = view(handbook)
    assert costs and handbook.costs
    possible = [(row, item) for row, item in zip(costs.even_rows, handbook.costs.break_even, strict=True) if not item.more_than_there_are]
    assert possible and all(row.best and int(row.best) < item.low for row, item in possible)


def test_what_one_household_costs_stands_in_the_first_line() -> None:
    handbook = tailor(content(), example("klein-platteland"))
    costs, value = view(handbook), handbook.values.meant("costs_per_unit")
    assert costs and value.known and str(value.value) in costs.line


def test_the_same_amount_does_not_stand_there_under_two_names() -> None:
    handbook = tailor(content(), example("pilot-loopt-af"))
    costs = view(handbook)
    assert costs and handbook.costs and handbook.costs.own and handbook.costs.own_cash and handbook.costs.own.values == handbook.costs.own_cash.values
    amounts = [dataclasses.replace(row, title="") for row in costs.sum_rows]
    assert len(set(amounts)) == len(amounts)
