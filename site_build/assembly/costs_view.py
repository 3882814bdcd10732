"""Costs and benefits as plain values for the page template."""

from __future__ import annotations

from typing import Any

from site_build.assembly.rendering import euro
from site_build.interview.answers import dutch_number
from site_build.said import escape
from site_build.tailoring.costs import COST, PRICE, Costs, Range, Row
from site_build.tailoring.handbook import Handbook

_KINDS = {"geld": "komt terug als geld", "maatschappelijk": "maatschappelijke waarde, geen geld terug", "onbekend": "niet bekend of dit geld is"}


def view(handbook: Handbook) -> dict[str, Any] | None:
    """Return the values of the costs page, or None in an edition without costs."""
    costs = handbook.costs
    if costs is None:
        return None
    cost_rows = [_cost_row(row, costs) for row in costs.rows if row.role == COST]
    return {
        "line": costs.intro if costs.cost else "",
        "question": [costs.intro, *(str(item.text) for item in costs.break_even)],
        "cost_rows": cost_rows,
        "payer_rows": [{"title": part.party, **_amounts(part.values)} for part in costs.payers],
        "total_low": _money(costs.cost.values.low) if costs.cost else "",
        "total_high": _money(costs.cost.values.high) if costs.cost else "",
        "even_rows": [{"title": item.name, "price": _price(costs, item.event), "count": _between(item.low, item.high)} for item in costs.break_even],
        "benefit_rows": [{"title": item.name, **_amounts(item.figure.values)} for item in costs.benefits],
        "who_rows": [{"title": f"{part.party} ({_KINDS.get(part.kind, part.kind)})", **_amounts(part.values)} for part in costs.beneficiaries],
        "sum_rows": [{"title": figure.name, **_amounts(figure.values)} for figure in (costs.benefit, costs.cost, costs.net, costs.net_cash)
                     if figure is not None and costs.benefit is not None],
        "reasons": [escape(reason) for reason in costs.reasons],
        "tornado_rows": [{"title": escape(item.row.name), "low": _value(item.row, item.row.values.low), "high": _value(item.row, item.row.values.high),
                          "result_low": _money(item.at_low), "result_high": _money(item.at_high)} for item in costs.tornado],
    }


def _cost_row(row: Row, costs: Costs) -> dict[str, str]:
    return {"title": row.name, "low": _money(row.values.low), "high": _money(row.values.high)}


def _price(costs: Costs, event: str) -> str:
    row = next((row for row in costs.rows if row.role == PRICE and row.group == event), None)
    if row is None:
        return ""
    between = f"{_money(row.values.low)} tot {_money(row.values.high)}" if row.values.low != row.values.high else _money(row.values.low)
    return f"{between} ({row.source})"


def _between(low: int, high: int) -> str:
    return dutch_number(low) if low == high else f"{dutch_number(low)} tot {dutch_number(high)}"


def _amounts(values: Range) -> dict[str, str]:
    return {"low": _money(values.low), "mid": _money(values.mid), "high": _money(values.high)}


def _value(row: Row, value: float) -> str:
    if row.unit.startswith("euro"):
        return _money(value)
    return f"{dutch_number(value)}%" if row.unit == "procent" else dutch_number(value)


def _money(value: float) -> str:
    return euro(round(value)) if value >= 0 else f"min {euro(round(-value))}"
