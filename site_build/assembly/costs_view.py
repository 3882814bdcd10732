"""Costs and benefits as plain values for the page template."""

from __future__ import annotations

from site_build.assembly.own_rows import AmountRow, CostsView, EvenRow, TornadoRow
from site_build.assembly.rendering import euro
from site_build.interview.answers import dutch_number
from site_build.said import escape
from site_build.tailoring.costs import COST, PRICE, Costs, Range, Row
from site_build.tailoring.handbook import Handbook

_KINDS = {"geld": "komt terug als geld", "maatschappelijk": "maatschappelijke waarde, geen geld terug", "onbekend": "niet bekend of dit geld is"}


def view(handbook: Handbook) -> CostsView | None:
    """Return the values of the costs page, or None in an edition without costs."""
    costs = handbook.costs
    if costs is None:
        return None
    sums = [figure for figure in (costs.benefit, costs.cost, costs.net, costs.net_cash) if figure is not None and costs.benefit is not None]
    return CostsView(
        line=costs.intro if costs.cost else "",
        question=(costs.intro, *(item.text for item in costs.break_even)),
        cost_rows=tuple(_amounts(row.name, row.values) for row in costs.rows if row.role == COST),
        payer_rows=tuple(_amounts(part.party, part.values) for part in costs.payers),
        total_low=_money(costs.cost.values.low) if costs.cost else "",
        total_high=_money(costs.cost.values.high) if costs.cost else "",
        even_rows=tuple(EvenRow(item.name, _price(costs, item.event), _between(item.low, item.high)) for item in costs.break_even),
        benefit_rows=tuple(_amounts(item.name, item.figure.values) for item in costs.benefits),
        who_rows=tuple(_amounts(f"{part.party} ({_KINDS.get(part.kind, part.kind)})", part.values) for part in costs.beneficiaries),
        sum_rows=tuple(_amounts(figure.name, figure.values) for figure in sums),
        reasons=tuple(escape(reason) for reason in costs.reasons),
        tornado_rows=tuple(TornadoRow(escape(item.row.name), _value(item.row, item.row.values.low), _value(item.row, item.row.values.high),
                                      _money(item.at_low), _money(item.at_high)) for item in costs.tornado),
    )


def _price(costs: Costs, event: str) -> str:
    row = next((row for row in costs.rows if row.role == PRICE and row.group == event), None)
    if row is None:
        return ""
    between = f"{_money(row.values.low)} tot {_money(row.values.high)}" if row.values.low != row.values.high else _money(row.values.low)
    return f"{between} ({row.source})"


def _between(low: int, high: int) -> str:
    return dutch_number(low) if low == high else f"{dutch_number(low)} tot {dutch_number(high)}"


def _amounts(title: str, values: Range) -> AmountRow:
    return AmountRow(title, _money(values.low), _money(values.high), _money(values.mid))


def _value(row: Row, value: float) -> str:
    if row.unit.startswith("euro"):
        return _money(value)
    return f"{dutch_number(value)}%" if row.unit == "procent" else dutch_number(value)


def _money(value: float) -> str:
    return euro(round(value)) if value >= 0 else f"min {euro(round(-value))}"
