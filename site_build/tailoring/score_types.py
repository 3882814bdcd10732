"""What the scores are made of: statements, dimensions, indexes, and the numbers of the model.

The model is the fact base's (implementatie 6.4-6.7).
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from site_build.content.model import ScoreLabel

READINESS, EMBEDDING = "gereedheid", "borging"
NOT_APPLICABLE = "nvt"
SPREAD = 30  # points between the highest and the lowest role: 'verschil van beeld'
TOO_UNKNOWN = Fraction(1, 4)
MIN_DIMENSIONS = 7  # dimensions with a sub-score before an index is shown
MISSING_LOWERS = 3  # so many dimensions without a sub-score lower the label
MIN_PEOPLE = 3  # a role with fewer is shown only where all of them agreed
REQUIRED = {3: 2, 2: 2}
POINTS = {1: 0, 2: 25, 3: 50, 4: 75, 5: 100}
HALF = Fraction(50)  # an answer of 3; a hard precondition below it is not met
CLASH = 50  # points between what people say and what the answers say
APART = 50  # points between two roles on one statement: two degrees
SOME_APART, MANY_APART = 2, 4  # statements on which roles are that far apart: they see it differently, on many points

@dataclass(frozen=True)
class StatementScore:
    """One statement; points 0 to 100, None when nobody knows; `unknown` is the share that does not know."""

    id: str
    code: str
    kind: str
    text: str
    show: str
    hard: bool
    applies: bool
    exact: Fraction | None
    low: Fraction
    high: Fraction
    unknown: Fraction
    by_role: tuple[tuple[str, Fraction | None], ...] = ()
    later: bool = False  # not asked in this stage, and nobody answered it
    known_from: tuple[str, ...] = ()  # the names of the answers that say it
    expected: Fraction | None = None  # the points that those answers say
    doubted: bool = False  # somebody answered not to know it, and nobody knows it; what was left blank is not that

    @property
    def from_answers(self) -> bool:
        """True when nobody knew it and the answers to the questions did."""
        return bool(self.known_from) and not any(mean is not None for _, mean in self.by_role)

    @property
    def clashes(self) -> bool:
        """True when people and answers say the opposite."""
        if self.expected is None or self.exact is None or self.from_answers:
            return False
        return (self.exact < HALF) != (self.expected < HALF) and abs(self.exact - self.expected) >= CLASH

    @property
    def differs(self) -> bool:
        """True when one role gives it two degrees more than another."""
        means = [mean for _, mean in self.by_role if mean is not None]
        return bool(means) and max(means) - min(means) >= APART

    @property
    def points(self) -> int | None:
        """Rounded points."""
        return None if self.exact is None else round_half_up(self.exact)


@dataclass(frozen=True)
class RoleScore:
    """What one group of roles scores on a dimension, where it may be shown."""

    role: str
    title: str
    people: int
    points: int | None


@dataclass(frozen=True)
class DimensionScore:
    """One dimension; points and label are None where the model says onbekend; band None when all is n.v.t."""

    id: str
    code: str
    title: str
    points: int | None
    label: str | None
    low: int | None
    high: int | None
    gap: Fraction
    applicable: int
    answered: int
    required: int | None
    statements: tuple[StatementScore, ...]
    readiness: Fraction | None
    embedding: Fraction | None
    roles: tuple[RoleScore, ...] = ()
    spread: int | None = None

    @property
    def differs(self) -> bool:
        """True for 'verschil van beeld'."""
        return self.spread is not None and self.spread >= SPREAD

    @property
    def gap_percent(self) -> int:
        """The knowledge gap in whole per cents."""
        return round_half_up(self.gap * 100)

    @property
    def to_find_out(self) -> tuple[StatementScore, ...]:
        """The statements of which somebody said not to know them, and that nobody knows."""
        return tuple(s for s in self.statements if s.doubted)


@dataclass(frozen=True)
class Index:
    """Readiness or embedding; `plain_label` is the label before the weakest-link rule, `reasons` say why it is lower."""

    kind: str
    points: int | None
    label: str | None
    plain_label: str | None
    dimensions: int
    exact: Fraction | None = None
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True)
class HardWarning:
    """A hard precondition that is not met, or that nobody knows (`points` None)."""

    statement: str
    code: str
    dimension: str
    warning: str
    stop: str
    points: int | None


@dataclass(frozen=True)
class Scores:
    """Everything that the statements say. `leading` is gereedheid, borging or beide."""

    phase: str | None
    filled: bool
    people: int
    dimensions: tuple[DimensionScore, ...]
    readiness: Index
    embedding: Index
    gap: Fraction
    warnings: tuple[HardWarning, ...]
    labels: tuple[ScoreLabel, ...]
    roles_hidden: tuple[str, ...] = ()
    leads: str = "both"  # of the stage: readiness, both or embedding

    @property
    def too_unknown(self) -> bool:
        """True above 25%: too much unknown for a final picture."""
        return self.filled and self.gap > TOO_UNKNOWN

    @property
    def clashes(self) -> tuple[StatementScore, ...]:
        """The statements on which people and answers say the opposite."""
        return tuple(s for d in self.dimensions for s in d.statements if s.clashes)

    @property
    def gap_percent(self) -> int:
        """The knowledge gap over all statements in whole per cents."""
        return round_half_up(self.gap * 100)

    @property
    def leading(self) -> str:
        """Which index leads in this stage (6.4, rule 7)."""
        return {"readiness": READINESS, "embedding": EMBEDDING}.get(self.leads, "beide")

    @property
    def shown(self) -> tuple[Index, ...]:
        """The indexes to show, the leading one first."""
        if self.leading == READINESS:
            return (self.readiness,)
        return (self.embedding, self.readiness) if self.leading == EMBEDDING else (self.readiness, self.embedding)

    def dimension(self, id_or_code: str) -> DimensionScore | None:
        """Return a dimension by id or code (D3)."""
        wanted = id_or_code.casefold()
        return next((d for d in self.dimensions if wanted in (d.id.casefold(), d.code.casefold())), None)

    def label_title(self, id: str | None) -> str:
        """Return the Dutch title of a label; None is Onbekend."""
        return next((label.title for label in self.labels if label.id == id), "Onbekend")


def round_half_up(value: Fraction) -> int:
    """Round to a whole number, half upwards (37.5 becomes 38)."""
    return math.floor(value + Fraction(1, 2))


def label_of(points: int | None, labels: Sequence[ScoreLabel]) -> str | None:
    """Return the id of the label for rounded points."""
    if points is None:
        return None
    return next((label.id for label in labels if label.low <= points <= label.high), None)


def mean_of(values: Iterable[Fraction]) -> Fraction | None:
    """Return the exact mean, or None of nothing."""
    listed = list(values)
    if len(listed) < 2:
        return listed[0] if listed else None
    if all(value.denominator == 1 for value in listed):
        return Fraction(sum(value.numerator for value in listed), len(listed))
    return sum(listed, Fraction(0)) / len(listed)
