"""Costs and benefits: a first estimate in the spirit of an MKBA, not an MKBA.

The break-even question needs only costs and a price: how many events must be prevented to cover the
costs. Benefits are computed only from the municipality's own counts (ten a year or more), its own
estimate of the fall, of the share that its team causes, and a price with a source; otherwise the
reason stands in their place. All amounts are euros per year; per cents are whole numbers (25 is 25%).

    cost                = sum of the items
    break-even          = cost / price               (lowest: low cost / high price)
    benefit of an event = count x fall x attribution x price
    net                 = benefits - costs           (lowest: low benefits - high costs)

The middle is computed from the middle of every range. The three assumptions that move the net result
most are changed one at a time, with everything else at its middle. Each input is a `Row`, each
outcome a `Figure` with the keys that it comes from, so that a workbook computes the same with formulas.
The Leeuwarden figures (bb-frontlijn-2012) are never an input here.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from site_build.content.conditions import NOT_SHARED
from site_build.content.model import DONT_KNOW, YES, Content
from site_build.interview.answers import dutch_number
from site_build.interview.facts import Values
from site_build.said import Said, say

MIN_EVENTS = 10  # a year; below this chance decides
MOST_MOVING = 3
COST, COUNT, FALL, SHARE, PRICE = "kosten", "aantal", "daling", "toeschrijving", "prijs"
CASH, SOCIAL, CASH_UNKNOWN = "geld", "maatschappelijk", "onbekend"
_NO_SOURCE = Said("bron niet ingevuld")
_OWN = Said("eigen antwoord")
_SOMEBODY = "niet ingevuld"


@dataclass(frozen=True)
class Range:
    """Low, middle and high; low <= middle <= high."""

    low: float
    mid: float
    high: float

    def __add__(self, other: Range) -> Range:
        return Range(self.low + other.low, self.mid + other.mid, self.high + other.high)


@dataclass(frozen=True)
class Row:
    """One input: `key` is unique, `group` is what it belongs to (a cost item or an event), `role` what it does."""

    key: str
    name: str
    values: Range
    unit: str
    source: Said
    role: str
    group: str


@dataclass(frozen=True)
class Figure:
    """One outcome; `formula` names the keys of the rows it comes from."""

    key: str
    name: str
    values: Range
    unit: str
    formula: str
    inputs: tuple[str, ...]


@dataclass(frozen=True)
class BreakEven:
    """How many events equal the costs; whole events, rounded up. `count` is the own count."""

    event: str
    name: str
    figure: Figure
    low: int
    high: int
    count: float | None
    more_than_there_are: bool
    text: Said


@dataclass(frozen=True)
class Benefit:
    """What one event yields per year, who has it, and whether it comes back as money."""

    event: str
    name: str
    figure: Figure
    beneficiary: str
    kind: str


@dataclass(frozen=True)
class Split:
    """A part of the costs or benefits per party."""

    party: str
    values: Range
    kind: str = ""


@dataclass(frozen=True)
class Assumption:
    """One input changed alone, with the net result at its low and its high value; `swing` is the distance."""

    row: Row
    at_low: float
    at_high: float

    @property
    def swing(self) -> float:
        """How far the net result moves."""
        return abs(self.at_high - self.at_low)


@dataclass(frozen=True)
class Costs:
    """Everything that can be computed, and in Dutch why the rest is not."""

    rows: tuple[Row, ...]
    cost: Figure | None
    payers: tuple[Split, ...]
    break_even: tuple[BreakEven, ...]
    benefits: tuple[Benefit, ...]
    benefit: Figure | None
    beneficiaries: tuple[Split, ...]
    net: Figure | None
    net_cash: Figure | None
    tornado: tuple[Assumption, ...]
    intro: str
    reasons: tuple[str, ...]

    @property
    def empty(self) -> bool:
        """True when there is nothing to compute with."""
        return self.cost is None and not self.benefits


def compute_costs(content: Content, values: Values) -> Costs:
    """Return costs, break-even, benefits and what moves them, from the answers kosten and gebeurtenissen."""
    return _Sum(content, values).result()


class _Sum:
    def __init__(self, content: Content, values: Values) -> None:
        self.labels = _labels(content)
        self.rows: list[Row] = []
        self.reasons: list[str] = []
        self.costs = self._entries(values, "kosten", "Er zijn nog geen kosten ingevuld.")
        self.events = self._entries(values, "gebeurtenissen", "Er zijn nog geen gebeurtenissen ingevuld. Daarom rekenen wij geen baten uit.")

    def result(self) -> Costs:
        cost, payers = self._cost()
        break_even: list[BreakEven] = []
        benefits: list[Benefit] = []
        for number, event in enumerate(self.events, start=1):
            rows = self._event_rows(event, f"gebeurtenis.{number}")
            name = _bare(self._name("gebeurtenissen.soort", event.get("soort"), f"Gebeurtenis {number}"))
            if cost:
                break_even.extend(self._break_even(event, name, rows, cost))
            benefits.extend(self._benefit(event, name, rows))
        total = _total("baten", "Baten per jaar", [b.figure for b in benefits])
        net = _net("saldo", "Baten min kosten per jaar", total, cost)
        cash = _total("baten.geld", "Baten die als geld terugkomen", [b.figure for b in benefits if b.kind == CASH], empty=bool(benefits))
        return Costs(
            tuple(self.rows), cost, payers, tuple(break_even), tuple(benefits), total,
            _split((b.beneficiary, b.figure.values, b.kind) for b in benefits), net,
            _net("saldo.geld", "Baten als geld min kosten per jaar", cash, cost),
            self._tornado(cost, benefits) if net else (), _intro(cost), tuple(self.reasons))

    # --- costs ------------------------------------------------------------------------------

    def _cost(self) -> tuple[Figure | None, tuple[Split, ...]]:
        rows, parts = [], []
        for number, item in enumerate(self.costs, start=1):
            name = self._name("kosten.post", item.get("post"), f"kostenpost {number}")
            found = self._range(item, "laag", "hoog", name)
            if found is None:
                self.reasons.append(f"Bij '{name}' staat geen bedrag. Deze post telt niet mee.")
                continue
            row = self._row(f"kosten.{number}", name, found, "euro per jaar", _OWN, COST, f"kosten.{number}")
            rows.append(row)
            parts.append((self._name("kosten.betaler", item.get("betaler"), _SOMEBODY), row.values, ""))
        if not rows:
            return None, ()
        keys = tuple(row.key for row in rows)
        figure = Figure("kosten", "Kosten per jaar", _add(row.values for row in rows), "euro per jaar", " + ".join(keys), keys)
        return figure, _split(parts)

    # --- events -----------------------------------------------------------------------------

    def _event_rows(self, event: Mapping[str, Any], group: str) -> dict[str, Row]:
        name = _bare(self._name("gebeurtenissen.soort", event.get("soort"), "Gebeurtenis"))
        rows = {}
        count = _number(event.get("aantal"))
        if count is not None:
            rows[COUNT] = self._row(f"{group}.aantal", f"{name}: aantal nu", Range(count, count, count), "keer per jaar", _OWN, COUNT, group)
        for role, label, unit in ((FALL, "daling", "procent"), (SHARE, "deel door het team", "procent"), (PRICE, "prijs per keer", "euro")):
            found = self._range(event, f"{role}_laag", f"{role}_hoog", f"{name}: {label}")
            if found is not None:
                source = _text(event.get("prijs_bron"), _NO_SOURCE) if role == PRICE else _OWN
                rows[role] = self._row(f"{group}.{role}", f"{name}: {label}", found, unit, source, role, group)
        return rows

    def _break_even(self, event: Mapping[str, Any], name: str, rows: Mapping[str, Row], cost: Figure) -> Iterable[BreakEven]:
        price = rows.get(PRICE)
        if price is None:
            self.reasons.append(f"Bij '{name}' staat geen prijs. Vraag de controller wat één keer kost, met bron en jaar.")
            return
        if price.values.low <= 0:
            self.reasons.append(f"Bij '{name}' is de prijs nul. Daarmee valt niet te rekenen.")
            return
        values = Range(cost.values.low / price.values.high, cost.values.mid / price.values.mid, cost.values.high / price.values.low)
        figure = Figure(f"omslag.{price.group}", f"Evenveel als zoveel keer: {name}", values, "keer per jaar", f"kosten / {price.key}",
                        ("kosten", price.key))
        low, high = math.ceil(round(values.low, 6)), math.ceil(round(values.high, 6))
        count = rows[COUNT].values.mid if COUNT in rows else None
        yield BreakEven(price.group, name, figure, low, high, count, count is not None and low > count,
                        _break_even_text(name, low, high, count, price))

    def _benefit(self, event: Mapping[str, Any], name: str, rows: Mapping[str, Row]) -> Iterable[Benefit]:
        reason = _why_not(name, rows)
        if reason:
            self.reasons.append(reason)
            return
        group = rows[COUNT].group
        picked = [rows[role] for role in (COUNT, FALL, SHARE, PRICE)]
        keys = tuple(row.key for row in picked)
        figure = Figure(f"baat.{group}", f"Baat: {name}", _per_level(lambda level: _yield(picked, level)), "euro per jaar",
                        f"{keys[0]} x {keys[1]} / 100 x {keys[2]} / 100 x {keys[3]}", keys)
        cash = event.get("in_kas")
        kind = CASH if cash == YES else CASH_UNKNOWN if cash in (None, DONT_KNOW) else SOCIAL
        yield Benefit(group, name, figure, self._name("gebeurtenissen.baat", event.get("baat"), _SOMEBODY), kind)

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

    def _entries(self, values: Values, question: str, missing: str) -> tuple[Mapping[str, Any], ...]:
        answer = values[question]
        if answer.state == NOT_SHARED:
            self.reasons.append("De gemeente deelt dit antwoord niet.")
        elif not answer.known or not answer.value:
            self.reasons.append(missing)
        else:
            return tuple(answer.value)
        return ()

    def _range(self, entry: Mapping[str, Any], low: str, high: str, name: str) -> Range | None:
        """Return the range of two answers; one of them counts for both, and a swapped pair is put right, aloud."""
        numbers = [n for n in (_number(entry.get(low)), _number(entry.get(high))) if n is not None]
        if not numbers:
            return None
        if numbers[0] > numbers[-1]:
            self.reasons.append(f"Bij '{name}' was laag hoger dan hoog. Wij hebben die twee omgedraaid.")
        return Range(min(numbers), (numbers[0] + numbers[-1]) / 2, max(numbers))

    def _row(self, key: str, name: str, values: Range, unit: str, source: Said, role: str, group: str) -> Row:
        row = Row(key, name, values, unit, source, role, group)
        self.rows.append(row)
        return row

    def _name(self, part: str, given: Any, otherwise: str) -> str:
        return self.labels.get((part, str(given)), otherwise) if given not in (None, DONT_KNOW) else otherwise


def _labels(content: Content) -> dict[tuple[str, str], str]:
    """Return the Dutch label per choice of a part."""
    return {(f"{question.id}.{part.id}", choice.id): choice.label
            for question in content.questions.values() for part in question.parts for choice in part.choices}


def _bare(label: str) -> str:
    """A label without its article, for names of rows: 'Een uithuiszetting' is Uithuiszetting."""
    bare = label.removeprefix("Een ")
    return f"{bare[:1].upper()}{bare[1:]}"


def _number(value: Any) -> float | None:
    return value if isinstance(value, (int, float)) and not isinstance(value, bool) else None


def _text(value: Any, otherwise: Said) -> Said:
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


def _net(key: str, name: str, benefit: Figure | None, cost: Figure | None) -> Figure | None:
    if benefit is None or cost is None:
        return None
    b, c = benefit.values, cost.values
    return Figure(key, name, Range(b.low - c.high, b.mid - c.mid, b.high - c.low), "euro per jaar", f"{benefit.key} - kosten",
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


def _intro(cost: Figure | None) -> str:
    return f"Uw team kost {between(euro(cost.values.low), euro(cost.values.high))} per jaar." if cost else ""


def _break_even_text(name: str, low: int, high: int, count: float | None, price: Row) -> Said:
    prices = between(euro(price.values.low), euro(price.values.high))
    text = f"Dat is evenveel als {between(dutch_number(low), dutch_number(high))} keer ‘{name.lower()}’ per jaar, bij {prices} per keer ({{source}})."
    if count is None:
        return say(f"{text} Is dat aannemelijk?", source=price.source)
    if low > count:
        return say(f"{text} Dat is meer dan er nu zijn ({dutch_number(count)}). Deze baat alleen kan de kosten niet dragen.", source=price.source)
    return say(f"{text} Nu zijn het er {dutch_number(count)} per jaar. Is dat aannemelijk?", source=price.source)


def _why_not(name: str, rows: Mapping[str, Row]) -> str:
    if COUNT not in rows:
        return f"Baten van '{name}' rekenen wij niet uit: het aantal per jaar in uw gebied is niet ingevuld."
    count = rows[COUNT].values.mid
    if count < MIN_EVENTS:
        return (f"Baten van '{name}' rekenen wij niet uit: het komt {dutch_number(count)} keer per jaar voor. "
                f"Onder de {MIN_EVENTS} keer bepaalt toeval de uitkomst.")
    if SHARE not in rows:
        return (f"Baten van '{name}' zijn onbekend: niemand heeft ingevuld welk deel door uw team komt. "
                "Wij vullen daarvoor geen cijfer van elders in.")
    missing = {FALL: "de verwachte daling", PRICE: "de prijs per keer"}
    open_ = " en ".join(label for role, label in missing.items() if role not in rows)
    return f"Baten van '{name}' rekenen wij niet uit: {open_} is niet ingevuld." if open_ else ""
