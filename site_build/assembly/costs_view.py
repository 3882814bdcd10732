"""Costs and benefits as plain values for the page template."""

from __future__ import annotations

import math
from collections.abc import Iterator

from site_build.assembly.own_rows import AmountRow, CalledRow, CostsView, EvenRow, TornadoRow
from site_build.assembly.rendering import euro
from site_build.content.phrases import Phrases
from site_build.interview.answers import dutch_date, dutch_number
from site_build.said import escape
from site_build.tailoring.costs import between
from site_build.tailoring.costs_types import COST, COUNT, FALL, SHARE, START, BreakEven, Costs, Range, Row
from site_build.tailoring.handbook import Handbook
from site_build.tailoring.moments import own_hours


def view(handbook: Handbook) -> CostsView | None:
    """Return the values of the costs page, or None in an edition without costs."""
    costs, phrases = handbook.costs, handbook.content.phrases
    if costs is None:
        return None
    own = costs.own if costs.own and costs.own_cash and costs.own.values != costs.own_cash.values else None  # the same amount is said once
    sums = (costs.cost, costs.own_cash, costs.net_cash, own, costs.benefit, costs.net)
    return CostsView(
        line=f"{_line(costs, phrases, _per_unit(handbook))}{_left_out(handbook)}",
        facts=tuple(_facts(handbook, costs)), after=_after(handbook, costs) if costs.cost else "",
        called=tuple(CalledRow(name, said) for name, said in costs.called),
        without=costs.without, years=costs.years, years_given=costs.years_given, extra=costs.extra,
        cost_rows=tuple(_amounts(row.name, row.values) for row in costs.rows if row.role == COST),
        start_rows=tuple(_amounts(row.name, row.values) for row in costs.rows if row.role == START),
        span_rows=tuple(_amounts(figure.name, figure.values) for figure in costs.span),
        payer_rows=tuple(_amounts(part.party, part.values) for part in costs.payers),
        total_low=_money(costs.cost.values.low) if costs.cost else "",
        total_high=_money(costs.cost.values.high) if costs.cost else "",
        shared_paid=_others_pay(costs), until=_until(handbook),
        even_rows=tuple(_even(item, costs, phrases) for item in costs.break_even),
        benefit_rows=tuple(_amounts(item.name, item.figure.values) for item in costs.benefits),
        who_rows=tuple(_amounts(f"{part.party} ({phrases.one('benefit_kinds', part.kind)})", part.values) for part in costs.beneficiaries),
        sum_rows=tuple(_amounts(figure.name, figure.values) for figure in sums if figure is not None and costs.benefit is not None),
        reasons=tuple(escape(reason) for reason in costs.reasons),
        tornado_rows=tuple(TornadoRow(escape(item.row.name), _value(item.row, item.row.values.low), _value(item.row, item.row.values.high),
                                      _money(item.at_low), _money(item.at_high)) for item in costs.tornado),
        begun=costs.begun,
    )


def _line(costs: Costs, phrases: Phrases, per_unit: str) -> str:
    if not costs.cost:
        return ""
    line = f"{phrases('costs.line', amount=between(_money(costs.cost.values.low), _money(costs.cost.values.high)))}{per_unit}"
    if not costs.start or costs.begun:
        return line
    return f"{line} {phrases('costs.line_start', amount=between(_money(costs.start.values.low), _money(costs.start.values.high)))}"


def _facts(handbook: Handbook, costs: Costs) -> Iterator[str]:
    """Yield who pays and until when, what comes back at best, and that it does not weigh up where that is so even then."""
    phrases = handbook.content.phrases
    if not costs.cost:
        return
    if len(costs.payers) > 1:
        listed = "; ".join(f"{part.party[:1].lower()}{part.party[1:]} {between(_money(part.values.low), _money(part.values.high))}" for part in costs.payers)
        yield phrases("costs.payers", listed=listed)
    if after := _after(handbook, costs):
        yield after
    if own_hours(handbook.values):
        yield phrases("costs.own_hours")
    if costs.own_cash:
        high = costs.own_cash.values.high
        yield phrases("costs.back", amount=_money(high)) if high > 0 else phrases("costs.none_back")
    if costs.net and costs.net.values.high < 0:
        yield phrases("costs.never_even")


def _others_pay(costs: Costs) -> bool:
    """True where somebody else than the municipality pays a part."""
    return any(part.party != costs.payer for part in costs.payers)


def _after(handbook: Handbook, costs: Costs) -> str:
    """What going on costs the municipality at most once nobody else pays, also for more use of help, as a sentence; nothing where nobody does, or nobody knows until when."""
    until = _until(handbook)
    return handbook.content.phrases("costs.after", day=until, amount=_money(costs.cost.values.high)) if costs.cost and until and _others_pay(costs) else ""


def _until(handbook: Handbook) -> str:
    """The last day with the money that there is now, where that is known and still to come."""
    end = handbook.values.meant("money_end")
    return dutch_date(end.text) if end.known and end.text >= handbook.answers.date else ""


def _per_unit(handbook: Handbook) -> str:
    """What one household costs, as a sentence; nothing where that is not known."""
    value = handbook.values.meant("costs_per_unit")
    return f" {handbook.content.phrases('costs.per_unit', amount=value.value)}" if value.known and handbook.costs and handbook.costs.cost else ""


def _left_out(handbook: Handbook) -> str:
    """What is usually paid as well and is not in the costs, as a sentence; nothing where nothing is left out."""
    fact = handbook.content.known_facts.get(handbook.content.meaning("costs_left_out"))
    value = handbook.values.meant("costs_left_out")
    if fact is None or not value.known or value.value == fact.none or not handbook.costs or not handbook.costs.cost:
        return ""
    return f" {handbook.content.phrases('costs.left_out', names=value.value)}"


def _even(item: BreakEven, costs: Costs, phrases: Phrases) -> EvenRow:
    prices = between(_money(item.price.values.low), _money(item.price.values.high))
    best = _best(item, costs)
    return EvenRow(item.name, f"{prices} ({item.price.source})", _between(item.low, item.high, phrases), not item.more_than_there_are, item.covers,
                   "" if item.count is None else dutch_number(item.count), dutch_number(best) if best is not None and best < item.low else "")


def _best(item: BreakEven, costs: Costs) -> int | None:
    """How often the team prevents it at best by its own figures, in whole times; None where one of these is missing."""
    rows = {row.role: row for row in costs.rows if row.group == item.event}
    if not {COUNT, FALL, SHARE} <= rows.keys():
        return None
    return math.floor(rows[COUNT].values.high * rows[FALL].values.high * rows[SHARE].values.high / 10_000)


def _between(low: int, high: int, phrases: Phrases) -> str:
    return dutch_number(low) if low == high else phrases("costs.between", low=dutch_number(low), high=dutch_number(high))


def _amounts(title: str, values: Range) -> AmountRow:
    return AmountRow(title, _money(values.low), _money(values.high), _money(values.mid))


def _value(row: Row, value: float) -> str:
    if row.unit.startswith("euro"):
        return _money(value)
    return f"{dutch_number(value)}%" if row.unit == "procent" else dutch_number(value)


def _money(value: float) -> str:
    return euro(round(value)) if value >= 0 else f"min {euro(round(-value))}"
