"""Costs and benefits: a first estimate in the spirit of an MKBA, not an MKBA.

The break-even question needs only costs and a price with a source: how many events are worth as much as
the costs. Benefits are computed only from the municipality's own counts (ten a year or more), its own
estimate of the fall, of the share that its team causes, and a price with a source; otherwise the
reason stands in their place. All amounts are euros per year, but for what is paid once at the start;
per cents are whole numbers (25 is 25%). Low and high are the extremes, not a range of what is likely.

    cost                = sum of the items that come back every year, more use of help among them
    break-even          = cost / price               (lowest: low cost / high price)
    benefit of an event = count x fall x attribution x price
    net                 = benefits - costs           (lowest: low benefits - high costs)
    in N years          = N x the same, with what is still to be paid once on the side of the costs; not discounted

Only what comes back as money to the municipality can cover costs; value for residents and benefits of
other parties stand apart. The middle is computed from the middle of every range. The three assumptions that move the net result
most are changed one at a time, with everything else at its middle. Each input is a `Row`, each
outcome a `Figure` with the keys that it comes from, so that a workbook computes the same with formulas.
No figure of another municipality is ever an input here.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence

from site_build.content.conditions import NOT_SHARED
from site_build.content.documents import Json
from site_build.content.model import DONT_KNOW, YES, Content
from site_build.content.phrases import Phrases
from site_build.interview.answers import dutch_number
from site_build.interview.facts import Values
from site_build.said import Said
from site_build.tailoring.cost_entries import content_question, labels, own_entry, said_choice
from site_build.tailoring.costs_types import (
    CASH,
    CASH_UNKNOWN,
    COST,
    COUNT,
    FALL,
    PRICE,
    SHARE,
    SOCIAL,
    START,
    Assumption,
    Benefit,
    BreakEven,
    Costs,
    Figure,
    Range,
    Row,
    Split,
)

MIN_EVENTS = 10  # a year; below this chance decides
MOST_MOVING = 3
YEARS = 4  # over which costs and benefits are looked at where nobody said: one term of the council
OTHER, EXTRA, ONE_OFF, MUNICIPALITY = "other", "extra_use", "once", "municipality"  # what a choice means that counts differently


def compute_costs(content: Content, values: Values) -> Costs:
    """Return costs, break-even, benefits and what moves them, from the lists that mean costs and events."""
    return _Sum(content, values).result()


class _Sum:
    def __init__(self, content: Content, values: Values) -> None:
        self.content, self.labels = content, labels(content)
        phrases = self.phrases = content.phrases
        self.ours, self.somebody = Said(phrases("costs.own_answer")), phrases("costs.not_filled_in")
        self.rows: list[Row] = []
        self.reasons: list[str] = []
        self.called: list[tuple[str, Said]] = []
        self.costs = self._entries(values, "costs", phrases("costs.no_costs"))
        self.events = self._entries(values, "events", phrases("costs.no_events"))
        years, without = values.meant("years_ahead"), values.meant("without")
        self.years, self.years_given = (int(years.number), True) if years.known else (YEARS, False)
        running = values.meant("running")
        self.begun = running.known and running.value == YES
        compared = content.questions.get(content.meaning("without"))
        self.without = said_choice(compared, without.value) if compared and without.known else ""

    def result(self) -> Costs:
        cost, start, payers = self._cost()
        phrases = self.phrases
        break_even: list[BreakEven] = []
        benefits: list[Benefit] = []
        for number, event in enumerate(self.events, start=1):
            group = f"gebeurtenis.{number}"
            name = self._event_name(event, group, number)
            rows = self._event_rows(event, group, name)
            if cost:
                break_even.extend(self._break_even(event, name, rows, cost))
            benefits.extend(self._benefit(event, name, rows))
        total = _total("baten", phrases("costs.all_value"), [b.figure for b in benefits])
        own = _total("baten.gemeente", phrases("costs.own_value"), [b.figure for b in benefits if b.own], empty=bool(benefits))
        cash = _total("baten.geld", phrases("costs.cash"),
                      [b.figure for b in benefits if b.own and b.kind == CASH], empty=bool(benefits))
        net = _net("saldo", phrases("costs.net"), total, cost)
        return Costs(
            tuple(self.rows), cost, start, payers, tuple(break_even), tuple(benefits), total, own, cash,
            _split((b.beneficiary, b.figure.values, b.kind) for b in benefits), net,
            _net("saldo.geld", phrases("costs.net_cash"), cash, cost),
            self.years, self.years_given, self._span(cost, start, total, cash), self._tornado(cost, benefits) if net else (),
            self._extra(), self.without, tuple(self.called),
            self._name("events.beneficiary", MUNICIPALITY, MUNICIPALITY), tuple(self.reasons), self.begun,
            self._name("costs.payer", MUNICIPALITY, MUNICIPALITY))

    def _extra(self) -> bool:
        """True where more use of help was filled in, or the guide does not ask for it."""
        asked = content_question(self.content, "costs", "item")
        return not asked or all(choice.means != EXTRA for choice in asked.choices) or any(item.get("item") == EXTRA for item in self.costs)

    # --- costs ------------------------------------------------------------------------------

    def _cost(self) -> tuple[Figure | None, Figure | None, tuple[Split, ...]]:
        phrases = self.phrases
        yearly, once, parts = [], [], []
        for number, item in enumerate(self.costs, start=1):
            name = self._name("costs.item", item.get("item"), phrases("costs.item", number=number))
            found = self._range(item, "low", "high", name)
            if found is None:
                self.reasons.append(phrases("costs.no_amount", name=name))
            elif item.get("item") == ONE_OFF:
                once.append(self._row(f"kosten.{number}", name, found, "euro, één keer", self.ours, START, f"kosten.{number}"))
            else:
                yearly.append(self._row(f"kosten.{number}", name, found, "euro per jaar", self.ours, COST, f"kosten.{number}"))
                parts.append((self._name("costs.payer", item.get("payer"), self.somebody), found, ""))
        return (_sum_of("kosten", phrases("costs.yearly"), yearly, "euro per jaar"), _sum_of("kosten.start", phrases("costs.start"), once, "euro, één keer"),
                _split(parts))

    def _span(self, cost: Figure | None, start: Figure | None, benefit: Figure | None, cash: Figure | None) -> tuple[Figure, ...]:
        """The same over the years, with what is paid once at the start."""
        if cost is None:
            return ()
        start = None if self.begun else start  # spent already
        phrases, unit = self.phrases, f"euro in {self.years} jaar"
        costs = Figure("kosten.jaren", phrases("costs.in_years", years=self.years), cost.values * self.years + (start.values if start else Range(0, 0, 0)), unit,
                       "kosten x jaren" + (" + kosten.start" if start else ""), ("kosten", *(["kosten.start"] if start else [])))
        found = [costs]
        for key, name, figure in (("saldo.jaren", phrases("costs.net_in_years", years=self.years), benefit),
                                  ("saldo.geld.jaren", phrases("costs.net_cash_in_years", years=self.years), cash)):
            if figure is not None:
                found.append(Figure(key, name, (figure.values * self.years).minus(costs.values), unit,
                                    f"{figure.key} x jaren - kosten.jaren", (figure.key, "kosten.jaren")))
        return tuple(found)

    # --- events -----------------------------------------------------------------------------

    def _event_name(self, event: Mapping[str, Json], group: str, number: int) -> str:
        if event.get("event") == OTHER:
            name = self.phrases("costs.other_event", number=number)
            if given := _text(event.get("called"), Said("")):
                self.called.append((name, given))
            return name
        return _bare(self._name("events.event", event.get("event"), self.phrases("costs.event", number=number)))

    def _event_rows(self, event: Mapping[str, Json], group: str, name: str) -> dict[str, Row]:
        rows, phrases = {}, self.phrases
        count = _number(event.get("count"))
        if count is not None:
            rows[COUNT] = self._row(f"{group}.aantal", phrases("costs.count", name=name), Range(count, count, count), "keer per jaar", self.ours, COUNT, group)
        for role, part, label, unit in ((FALL, "fall", phrases("costs.fall", name=name), "procent"), (SHARE, "share", phrases("costs.share", name=name), "procent"),
                                        (PRICE, "price", phrases("costs.price", name=name), "euro")):
            found = self._range(event, f"{part}_low", f"{part}_high", label)
            source = _text(event.get("price_source"), Said("")) if role == PRICE else self.ours
            if found is not None and not source:
                self.reasons.append(phrases("costs.no_source", name=name))
            elif found is not None:
                rows[role] = self._row(f"{group}.{role}", label, found, unit, source, role, group)
        return rows

    def _break_even(self, event: Mapping[str, Json], name: str, rows: Mapping[str, Row], cost: Figure) -> Iterable[BreakEven]:
        price = rows.get(PRICE)
        given = any(_number(event.get(part)) is not None for part in ("price_low", "price_high"))
        if price is None:
            if not given and not (COUNT in rows and rows[COUNT].values.mid < MIN_EVENTS):
                self.reasons.append(self.phrases("costs.no_price", name=name))
            return
        if price.values.low <= 0:
            self.reasons.append(self.phrases("costs.price_nought", name=name))
            return
        values = Range(cost.values.low / price.values.high, cost.values.mid / price.values.mid, cost.values.high / price.values.low)
        figure = Figure(f"omslag.{price.group}", self.phrases("costs.as_much_as", name=name), values, "keer per jaar", f"kosten / {price.key}",
                        ("kosten", price.key))
        low, high = math.ceil(round(values.low, 6)), math.ceil(round(values.high, 6))
        count = rows[COUNT].values.mid if COUNT in rows else None
        yield BreakEven(price.group, name, figure, low, high, count, count is not None and low > count,
                        event.get("cash") == YES and event.get("beneficiary") == MUNICIPALITY, price)

    def _benefit(self, event: Mapping[str, Json], name: str, rows: Mapping[str, Row]) -> Iterable[Benefit]:
        priced = any(_number(event.get(part)) is not None for part in ("price_low", "price_high"))
        reason = _why_not(name, rows, self.phrases, priced=priced)
        if reason:
            self.reasons.append(reason)
        if reason or PRICE not in rows:  # a price without a source has its own reason
            return
        group = rows[COUNT].group
        picked = [rows[role] for role in (COUNT, FALL, SHARE, PRICE)]
        keys = tuple(row.key for row in picked)
        figure = Figure(f"baat.{group}", self.phrases("costs.benefit", name=name), _per_level(lambda level: _yield(picked, level)), "euro per jaar",
                        f"{keys[0]} x {keys[1]} / 100 x {keys[2]} / 100 x {keys[3]}", keys)
        cash = event.get("cash")
        kind = CASH if cash == YES else CASH_UNKNOWN if cash in (None, DONT_KNOW) else SOCIAL
        yield Benefit(group, name, figure, self._name("events.beneficiary", event.get("beneficiary"), self.somebody), kind,
                      event.get("beneficiary") == MUNICIPALITY)

    def _tornado(self, cost: Figure | None, benefits: Sequence[Benefit]) -> tuple[Assumption, ...]:
        used = {key for figure in (*(b.figure for b in benefits), *([cost] if cost else [])) for key in figure.inputs}
        rows = [row for row in self.rows if row.key in used]
        middle = {row.key: row.values.mid for row in rows}

        def net(changed: Mapping[str, float]) -> float:
            at = {**middle, **changed}
            yielded = sum(_product(at[key] for key in b.figure.inputs) / 10_000 for b in benefits)
            return yielded - sum(at[key] for key in (cost.inputs if cost else ()))

        found = [Assumption(row, net({row.key: row.values.low}), net({row.key: row.values.high})) for row in rows]
        moving = sorted((a for a in found if a.swing > 1e-9), key=lambda a: -a.swing)  # stable: ties keep the order of the rows
        return tuple(moving[:MOST_MOVING])

    # --- reading ----------------------------------------------------------------------------

    def _entries(self, values: Values, meaning: str, missing: str) -> tuple[Mapping[str, Json], ...]:
        answer = values.meant(meaning)
        if answer.state == NOT_SHARED:
            self.reasons.append(self.phrases("costs.not_shared"))
        elif not answer.known or not answer.value:
            self.reasons.append(missing)
        else:
            return tuple(own_entry(self.content, meaning, entry) for entry in answer.entries)
        return ()

    def _range(self, entry: Mapping[str, Json], low: str, high: str, name: str) -> Range | None:
        """Return the range of two answers; one of them counts for both, and a swapped pair is put right, aloud."""
        numbers = [n for n in (_number(entry.get(low)), _number(entry.get(high))) if n is not None]
        if not numbers:
            return None
        if numbers[0] > numbers[-1]:
            self.reasons.append(self.phrases("costs.swapped", name=name))
        return Range(min(numbers), (numbers[0] + numbers[-1]) / 2, max(numbers))

    def _row(self, key: str, name: str, values: Range, unit: str, source: Said, role: str, group: str) -> Row:
        row = Row(key, name, values, unit, source, role, group)
        self.rows.append(row)
        return row

    def _name(self, part: str, given: Json, otherwise: str) -> str:
        return self.labels.get((part, str(given)), otherwise) if given not in (None, DONT_KNOW) else otherwise


def _bare(label: str) -> str:
    """A label without its article, for names of rows: 'Een uithuiszetting' is Uithuiszetting."""
    bare = label.removeprefix("Een ")
    return f"{bare[:1].upper()}{bare[1:]}"


def _number(value: Json) -> float | None:
    return value if isinstance(value, (int, float)) and not isinstance(value, bool) else None


def _text(value: Json, otherwise: Said) -> Said:
    return Said(str(value)) if value not in (None, "", DONT_KNOW) else otherwise


# --- sums ---------------------------------------------------------------------------------


def _add(ranges: Iterable[Range]) -> Range:
    return sum(ranges, Range(0, 0, 0))


def _product(numbers: Iterable[float]) -> float:
    return math.prod(numbers)


def _yield(rows: Sequence[Row], level: str) -> float:
    return _product(getattr(row.values, level) for row in rows) / 10_000  # two of the four are per cents


def _per_level(compute: Callable[[str], float]) -> Range:
    return Range(compute("low"), compute("mid"), compute("high"))


def _total(key: str, name: str, figures: Sequence[Figure], *, empty: bool = False) -> Figure | None:
    """Add figures; `empty` says that a sum of nothing is nought, and not unknown."""
    if not figures and not empty:
        return None
    keys = tuple(figure.key for figure in figures)
    return Figure(key, name, _add(figure.values for figure in figures), "euro per jaar", " + ".join(keys) or "0", keys)


def _sum_of(key: str, name: str, rows: Sequence[Row], unit: str) -> Figure | None:
    keys = tuple(row.key for row in rows)
    return Figure(key, name, _add(row.values for row in rows), unit, " + ".join(keys), keys) if rows else None


def _net(key: str, name: str, benefit: Figure | None, cost: Figure | None) -> Figure | None:
    if benefit is None or cost is None:
        return None
    return Figure(key, name, benefit.values.minus(cost.values), "euro per jaar", f"{benefit.key} - kosten",
                  (benefit.key, "kosten"))


def _split(parts: Iterable[tuple[str, Range, str]]) -> tuple[Split, ...]:
    found: dict[tuple[str, str], Range] = {}
    for party, values, kind in parts:
        found[party, kind] = found.get((party, kind), Range(0, 0, 0)) + values
    return tuple(Split(party, values, kind) for (party, kind), values in found.items())


# --- words --------------------------------------------------------------------------------


def euro(amount: float) -> str:
    """Return an amount in whole euros: € 320.000, or min € 5.000."""
    whole = math.floor(amount + 0.5)
    return f"€ {dutch_number(whole)}" if whole >= 0 else f"min € {dutch_number(-whole)}"


def between(low: str, high: str) -> str:
    """Return 'low tot high', or just the one when they are the same."""
    return low if low == high else f"{low} tot {high}"


def _why_not(name: str, rows: Mapping[str, Row], phrases: Phrases, *, priced: bool) -> str:
    if COUNT not in rows:
        return phrases("costs.no_count", name=name)
    count = rows[COUNT].values.mid
    if count < MIN_EVENTS:
        return phrases("costs.too_few", name=name, count=dutch_number(count), least=MIN_EVENTS)
    if SHARE not in rows:
        return phrases("costs.no_share", name=name)
    missing = {FALL: phrases("costs.the_fall"), PRICE: phrases("costs.the_price")}
    open_ = " en ".join(label for role, label in missing.items() if role not in rows and not (role == PRICE and priced))
    return phrases("costs.not_there", name=name, what=open_) if open_ else ""
