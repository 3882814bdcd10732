"""What an estimate of costs and benefits consists of: inputs, outcomes, and what each comes from."""

from __future__ import annotations

from dataclasses import dataclass

from site_build.said import Said

COST, START, COUNT, FALL, SHARE, PRICE = "kosten", "start", "aantal", "daling", "toeschrijving", "prijs"
CASH, SOCIAL, CASH_UNKNOWN = "geld", "maatschappelijk", "onbekend"


@dataclass(frozen=True)
class Range:
    """The two extremes and the middle between them; low <= mid <= high.

    An extreme holds only when everything goes against one, or everything goes well, at the same time.
    """

    low: float
    mid: float
    high: float

    def __add__(self, other: Range) -> Range:
        return Range(self.low + other.low, self.mid + other.mid, self.high + other.high)

    def __mul__(self, times: float) -> Range:
        return Range(self.low * times, self.mid * times, self.high * times)

    def minus(self, other: Range) -> Range:
        """Return the difference: at its lowest the low of this one without the high of the other."""
        return Range(self.low - other.high, self.mid - other.mid, self.high - other.low)


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
    """How many events are worth as much as the costs; whole events, rounded up. `count` is the own count.

    `more_than_there_are`: it cannot be reached. `covers`: what is saved comes back as money to the
    municipality, so that it really pays the costs; otherwise it is only worth as much.
    """

    event: str
    name: str
    figure: Figure
    low: int
    high: int
    count: float | None
    more_than_there_are: bool
    covers: bool
    price: Row


@dataclass(frozen=True)
class Benefit:
    """What one event yields per year, who has it, and whether it comes back as money; `own`: the municipality has it."""

    event: str
    name: str
    figure: Figure
    beneficiary: str
    kind: str
    own: bool


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
    """Everything that can be computed, and in Dutch why the rest is not.

    `cost` is per year and `start` once; `benefit` is all benefits per year, `own` those of the
    municipality, `own_cash` the part of these that comes back as money. `net` is all value less the
    costs, `net_cash` the money that comes back to the municipality less the costs. `span` holds the same
    over `years` years, with what is paid once. `extra` is True where more use of help was filled in,
    `without` is the answer about what happens without the approach; `called` says what other events
    are, `municipality` is how the municipality is called as the one who has a benefit. `begun`: the work goes on already,
    so what the start did cost has been spent and no decision changes that; it counts in nothing. `payer` is how it is called as the one who pays.
    """

    rows: tuple[Row, ...]
    cost: Figure | None
    start: Figure | None
    payers: tuple[Split, ...]
    break_even: tuple[BreakEven, ...]
    benefits: tuple[Benefit, ...]
    benefit: Figure | None
    own: Figure | None
    own_cash: Figure | None
    beneficiaries: tuple[Split, ...]
    net: Figure | None
    net_cash: Figure | None
    years: int
    years_given: bool
    span: tuple[Figure, ...]
    tornado: tuple[Assumption, ...]
    extra: bool
    without: str
    called: tuple[tuple[str, Said], ...]
    municipality: str
    reasons: tuple[str, ...]
    begun: bool = False
    payer: str = ""

    @property
    def empty(self) -> bool:
        """True when there is nothing to compute with."""
        return self.cost is None and not self.benefits
