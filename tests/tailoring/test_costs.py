"""Costs and benefits: a first estimate, computed here by hand."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from site_build.tailoring.costs import compute_costs, euro
from site_build.tailoring.costs_types import Costs, Range
from tests.tailoring.advice_content import answers, content, values

CONTENT = content()
TEAM = {"post": "team", "laag": 320000, "hoog": 360000, "betaler": "gemeente"}
BUDGET = {"post": "werkbudget", "laag": 20000, "hoog": 20000, "betaler": "rijk"}
EVENT: dict[str, Any] = {"soort": "uithuiszetting", "aantal": 40, "daling_laag": 10, "daling_hoog": 30, "toeschrijving_laag": 20, "toeschrijving_hoog": 60,
                         "prijs_laag": 6000, "prijs_hoog": 10000, "prijs_bron": "controller, 2026", "baat": "corporatie", "in_kas": "nee"}


def costs(kosten: Any = (TEAM,), gebeurtenissen: Any = (EVENT,), **more: Any) -> Costs:
    asked = answers(kosten=list(kosten), gebeurtenissen=list(gebeurtenissen), **more)
    return compute_costs(CONTENT, values(asked, CONTENT))


def without(*keys: str, **changes: Any) -> dict[str, Any]:
    return {key: value for key, value in {**EVENT, **changes}.items() if key not in keys}


# --- what it costs --------------------------------------------------------------------------


def test_costs_add_up_per_payer() -> None:
    found = costs([TEAM, BUDGET, {**BUDGET, "betaler": "gemeente"}])
    assert found.cost is not None and found.cost.values == Range(360000, 380000, 400000)
    assert found.cost.formula == "kosten.1 + kosten.2 + kosten.3"
    assert [(split.party, split.values) for split in found.payers] == [("De gemeente", Range(340000, 360000, 380000)), ("Het Rijk", Range(20000, 20000, 20000))]


def test_one_amount_counts_for_both() -> None:
    found = costs([{"post": "team", "hoog": 300000}])
    assert found.cost is not None and found.cost.values == Range(300000, 300000, 300000)
    assert found.payers[0].party == "niet ingevuld"


def test_what_is_paid_once_is_no_cost_per_year_and_counts_once_over_the_years() -> None:
    once = {"post": "eenmalig", "laag": 10000, "hoog": 30000, "betaler": "gemeente"}
    found = costs([TEAM, once], jaren_vooruit=3)
    assert found.cost is not None and found.start is not None
    assert (found.cost.values, found.start.values) == (Range(320000, 340000, 360000), Range(10000, 20000, 30000))
    assert [split.values for split in found.payers] == [Range(320000, 340000, 360000)]
    spans = {figure.key: figure.values for figure in found.span}
    assert spans["kosten.jaren"] == Range(3 * 320000 + 10000, 3 * 340000 + 20000, 3 * 360000 + 30000)
    assert spans["saldo.jaren"] == Range(3 * 4800 - 3 * 360000 - 30000, 3 * 25600 - 3 * 340000 - 20000, 3 * 72000 - 3 * 320000 - 10000)
    assert spans["saldo.geld.jaren"] == Range(-3 * 360000 - 30000, -3 * 340000 - 20000, -3 * 320000 - 10000)
    assert (found.years, found.years_given) == (3, True)


def test_without_an_answer_the_horizon_is_one_term_of_the_council() -> None:
    assert (costs().years, costs().years_given) == (4, False)
    assert costs([TEAM]).span[0].values.low == 4 * 320000


def test_more_use_of_help_is_a_cost_like_any_other_and_is_missed_when_it_is_not_there() -> None:
    more = {"post": "meer_gebruik", "laag": 5000, "hoog": 15000}
    with_, without_ = costs([TEAM, more]), costs()
    assert with_.extra and not without_.extra
    assert with_.cost is not None and with_.cost.values == Range(325000, 350000, 375000)


def test_an_item_without_amount_is_named() -> None:
    assert "Bij 'Loonkosten van het team' staat geen bedrag. Deze post telt niet mee." in costs([{"post": "team", "laag": "onbekend"}]).reasons


def test_a_swapped_range_is_put_right_aloud() -> None:
    found = costs([{**TEAM, "laag": 360000, "hoog": 320000}])
    assert found.cost is not None and found.cost.values == Range(320000, 340000, 360000)
    assert "Bij 'Loonkosten van het team' was laag hoger dan hoog. Wij hebben die twee omgedraaid." in found.reasons


# --- how much must be prevented -------------------------------------------------------------


def test_break_even_needs_only_costs_and_a_price() -> None:
    found = costs(gebeurtenissen=[{"soort": "uithuiszetting", "prijs_laag": 6000, "prijs_hoog": 10000, "prijs_bron": "controller, 2026"}])
    even = found.break_even[0]
    assert (even.low, even.high) == (32, 60)  # 320.000 / 10.000 and 360.000 / 6.000
    assert even.figure.values.mid == pytest.approx(42.5)  # 340.000 / 8.000
    assert (even.count, even.more_than_there_are, even.covers) == (None, False, False)
    assert found.benefits == () and found.net is None


def test_break_even_rounds_up_to_whole_events() -> None:
    assert costs([{"post": "team", "laag": 10001}], [without(prijs_laag=10000)]).break_even[0].low == 2


def test_more_than_there_are_is_said() -> None:
    assert [costs(gebeurtenissen=[without(aantal=count)]).break_even[0].more_than_there_are for count in (31, 32)] == [True, False]


@pytest.mark.parametrize(("cash", "who", "covers"), [("ja", "gemeente", True), ("nee", "gemeente", False), ("ja", "corporatie", False), ("onbekend", "gemeente", False)])
def test_only_money_that_comes_back_to_the_municipality_covers(cash: str, who: str, covers: bool) -> None:
    assert costs(gebeurtenissen=[without(in_kas=cash, baat=who)]).break_even[0].covers is covers


@pytest.mark.parametrize("source", [{}, {"prijs_bron": "onbekend"}, {"prijs_bron": ""}])
def test_a_price_without_source_does_not_count(source: dict[str, Any]) -> None:
    found = costs(gebeurtenissen=[{**without("prijs_bron"), **source}])
    assert found.break_even == () and found.benefits == () and [row.role for row in found.rows if row.role == "prijs"] == []
    assert found.reasons == ("Bij 'Uithuiszetting' staat niet waar de prijs vandaan komt. Een prijs zonder bron telt niet mee.",)


def test_under_ten_nobody_is_asked_for_a_price() -> None:
    found = costs(gebeurtenissen=[{"soort": "uithuiszetting", "aantal": 3}])
    assert found.reasons == ("Baten van 'Uithuiszetting' rekenen wij niet uit: het komt 3 keer per jaar voor. Onder de 10 keer bepaalt toeval de uitkomst.",)


def test_another_event_has_a_number_and_what_people_call_it() -> None:
    found = costs(gebeurtenissen=[EVENT, without(soort="anders", naam="Een *brand*")])
    assert [(name, said.plain) for name, said in found.called] == [("Andere gebeurtenis 2", "Een *brand*")]
    assert [benefit.name for benefit in found.benefits] == ["Uithuiszetting", "Andere gebeurtenis 2"]


def test_without_price_there_is_no_break_even() -> None:
    found = costs(gebeurtenissen=[without("prijs_laag", "prijs_hoog")])
    assert found.break_even == ()
    assert "Bij 'Uithuiszetting' staat geen prijs. Vraag de controller wat één keer kost, met bron en jaar." in found.reasons


# --- what it may yield ----------------------------------------------------------------------


def test_benefits_by_hand() -> None:
    found = costs()
    assert found.benefit is not None and found.net is not None and found.net_cash is not None
    assert found.benefit.values == Range(4800, 25600, 72000)  # 40 x .1 x .2 x 6.000; 40 x .2 x .4 x 8.000; 40 x .3 x .6 x 10.000
    assert found.net.values == Range(4800 - 360000, 25600 - 340000, 72000 - 320000)
    assert found.net_cash.values == Range(-360000, -340000, -320000)  # nothing of it comes back as money
    assert [(b.beneficiary, b.kind) for b in found.benefits] == [("De woningcorporatie", "maatschappelijk")]


def test_money_and_social_value_stand_apart() -> None:
    found = costs(gebeurtenissen=[EVENT, without(in_kas="ja", baat="gemeente"), without("in_kas")])
    assert [(split.party, split.kind, split.values.mid) for split in found.beneficiaries] == [
        ("De woningcorporatie", "maatschappelijk", 25600), ("De gemeente", "geld", 25600), ("De woningcorporatie", "onbekend", 25600)]
    assert found.net_cash is not None and found.net_cash.values.mid == 25600 - 340000


def test_what_comes_back_to_another_party_is_not_the_municipalitys() -> None:
    found = costs(gebeurtenissen=[without(in_kas="ja"), without(in_kas="nee", baat="gemeente")])
    assert found.benefit and found.own and found.own_cash and found.net_cash
    assert (found.benefit.values.mid, found.own.values.mid, found.own_cash.values.mid) == (2 * 25600, 25600, 0)
    assert found.net_cash.values == Range(-360000, -340000, -320000)


@pytest.mark.parametrize(("event", "reason"), [
    (without(aantal=9), "Baten van 'Uithuiszetting' rekenen wij niet uit: het komt 9 keer per jaar voor. Onder de 10 keer bepaalt toeval de uitkomst."),
    (without("aantal"), "Baten van 'Uithuiszetting' rekenen wij niet uit: het aantal per jaar in uw gebied is niet ingevuld."),
    (without("toeschrijving_laag", "toeschrijving_hoog"), "Baten van 'Uithuiszetting' zijn onbekend: niemand heeft ingevuld welk deel door uw team komt. "
                                                          "Wij vullen daarvoor geen cijfer van elders in."),
    (without("toeschrijving_hoog", toeschrijving_laag="onbekend"), "Baten van 'Uithuiszetting' zijn onbekend: niemand heeft ingevuld welk deel door uw team "
                                                                   "komt. Wij vullen daarvoor geen cijfer van elders in."),
    (without("daling_laag", "daling_hoog"), "Baten van 'Uithuiszetting' rekenen wij niet uit: de verwachte daling is niet ingevuld."),
])
def test_why_benefits_are_not_computed(event: dict[str, Any], reason: str) -> None:
    found = costs(gebeurtenissen=[event])
    assert found.benefits == () and found.benefit is None and found.tornado == () and reason in found.reasons


def test_ten_a_year_is_enough() -> None:
    assert costs(gebeurtenissen=[without(aantal=10)]).benefits


def test_no_answers_give_reasons_and_no_figures() -> None:
    asked = answers()
    found = compute_costs(CONTENT, values(asked, CONTENT))
    assert found.empty and found.reasons == ("Er zijn nog geen kosten ingevuld.",
                                             "Er zijn nog geen gebeurtenissen ingevuld. Daarom rekenen wij geen baten uit.")


# --- what moves the result ------------------------------------------------------------------


def test_three_assumptions_one_at_a_time() -> None:
    found = costs()
    assert found.net is not None
    # middle: 40 x 20% x 40% x 8.000 - 340.000; costs move 40.000, attribution and fall 25.600 each, price 12.800
    assert [(a.row.key, a.at_low, a.at_high) for a in found.tornado] == [
        ("kosten.1", 25600 - 320000, 25600 - 360000), ("gebeurtenis.1.daling", 12800 - 340000, 38400 - 340000),
        ("gebeurtenis.1.toeschrijving", 12800 - 340000, 38400 - 340000)]


def test_a_range_of_nothing_moves_nothing() -> None:
    found = costs([BUDGET])
    assert "kosten.1" not in [a.row.key for a in found.tornado]


def test_a_workbook_can_compute_the_same() -> None:
    """Follow the formulas from the rows alone, as a workbook does."""
    found = costs([TEAM, BUDGET], [EVENT, without(soort="crisisopvang", aantal=12, in_kas="ja")])
    figures = [found.cost, *(b.figure for b in found.benefits), found.benefit, found.net]
    for level in ("low", "mid", "high"):
        cells = {row.key: getattr(row.values, level) for row in found.rows}
        other = {row.key: getattr(row.values, {"low": "high", "high": "low"}.get(level, level)) for row in found.rows}
        cells["kosten"] = sum(value for key, value in cells.items() if key.startswith("kosten."))
        turned = sum(value for key, value in other.items() if key.startswith("kosten."))
        for figure in figures:
            assert figure is not None
            terms = figure.formula.replace(" x ", " * ").split(" ")
            if figure.key == "saldo":
                cells["kosten"] = turned  # the lowest result has the highest costs
            expression = " ".join(repr(cells[term]) if term in cells else term for term in terms)
            assert getattr(figure.values, level) == pytest.approx(eval(expression))
            cells[figure.key] = getattr(figure.values, level)


def test_every_row_has_a_source() -> None:
    found = costs()
    assert {row.role: row.source for row in found.rows} == {"kosten": "eigen antwoord", "aantal": "eigen antwoord", "daling": "eigen antwoord",
                                                           "toeschrijving": "eigen antwoord", "prijs": "controller, 2026"}
    assert len({row.key for row in found.rows}) == len(found.rows)


@pytest.mark.parametrize(("amount", "text"), [(320000, "€ 320.000"), (0.5, "€ 1"), (-5000.4, "min € 5.000"), (0, "€ 0")])
def test_euro(amount: float, text: str) -> None:
    assert euro(amount) == text


# --- whatever the amounts are ---------------------------------------------------------------

_percent = st.integers(0, 100)
_price = st.integers(100, 50000)


@st.composite
def events(draw: st.DrawFn) -> dict[str, Any]:
    event: dict[str, Any] = {"soort": "uithuiszetting", "aantal": draw(st.integers(10, 500)), "prijs_bron": "controller, 2026"}
    for name, number in (("daling", _percent), ("toeschrijving", _percent), ("prijs", _price)):
        event[f"{name}_laag"], event[f"{name}_hoog"] = sorted((draw(number), draw(number)))
    return event


@st.composite
def amounts(draw: st.DrawFn) -> dict[str, Any]:
    low, high = sorted((draw(st.integers(0, 10**6)), draw(st.integers(0, 10**6))))
    return {"post": "team", "laag": low, "hoog": high}


@settings(max_examples=40, deadline=None)
@given(st.lists(amounts(), min_size=1, max_size=3), st.lists(events(), min_size=1, max_size=3), st.integers(2, 5))
def test_linear_in_costs_counts_and_prices(kosten: list[dict[str, Any]], gebeurtenissen: list[dict[str, Any]], times: int) -> None:
    def scaled(rows: list[dict[str, Any]], *keys: str) -> list[dict[str, Any]]:
        return [{**row, **{key: row[key] * times for key in keys}} for row in rows]

    before = costs(kosten, gebeurtenissen)
    more_costs, more_events = costs(scaled(kosten, "laag", "hoog"), gebeurtenissen), costs(kosten, scaled(gebeurtenissen, "aantal"))
    dearer = costs(kosten, scaled(gebeurtenissen, "prijs_laag", "prijs_hoog"))
    assert before.cost and before.benefit and more_costs.cost and more_events.benefit and dearer.benefit
    for level in ("low", "mid", "high"):
        assert getattr(more_costs.cost.values, level) == pytest.approx(times * getattr(before.cost.values, level))
        assert getattr(more_events.benefit.values, level) == pytest.approx(times * getattr(before.benefit.values, level))
        assert getattr(dearer.benefit.values, level) == pytest.approx(times * getattr(before.benefit.values, level))


@settings(max_examples=40, deadline=None)
@given(st.lists(amounts(), min_size=1, max_size=2), st.lists(events(), min_size=1, max_size=2), st.sampled_from(["daling", "toeschrijving", "prijs", "kosten"]))
def test_ranges_nest(kosten: list[dict[str, Any]], gebeurtenissen: list[dict[str, Any]], part: str) -> None:
    before = costs(kosten, gebeurtenissen)
    if part == "kosten":
        after = costs([{**row, "laag": row["laag"] // 2, "hoog": row["hoog"] * 2} for row in kosten], gebeurtenissen)
    else:
        wider = {f"{part}_laag": lambda n: n // 2, f"{part}_hoog": lambda n: n * 2 if part == "prijs" else min(100, n * 2)}
        after = costs(kosten, [{**event, **{key: change(event[key]) for key, change in wider.items()}} for event in gebeurtenissen])
    for old, new in ((before.cost, after.cost), (before.benefit, after.benefit), (before.net, after.net)):
        assert old is not None and new is not None
        assert old.values.low <= old.values.mid + 1e-6 and old.values.mid <= old.values.high + 1e-6
        assert new.values.low <= old.values.low + 1e-6 and new.values.high >= old.values.high - 1e-6
    for a in before.tornado:
        assert before.net is not None and before.net.values.low - 1e-6 <= min(a.at_low, a.at_high) <= max(a.at_low, a.at_high) <= before.net.values.high + 1e-6
