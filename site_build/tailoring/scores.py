"""Readiness and embedding: ten dimensions, exactly as the model says (fact base, implementatie 6.4-6.7).

Points are exact fractions; what is shown is rounded half up, and the label follows from the
rounded number, so that number and label always agree. Labels and thresholds are data.

Several people: per statement the mean of the people in a role, then the mean over the roles (not
over people). A statement is answered when at least one person answered it. With one person this is
the model's formula. The band takes every 'weet ik niet' as 1 and as 5, so its width is the
knowledge gap.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from site_build.content.conditions import KNOWN, NOT_SHARED, Value
from site_build.content.model import NO, YES, Content, Dimension, ScoreLabel, Statement
from site_build.content.names import DIFFERENCE, SCORE, statement_name
from site_build.interview.answers import Sheet

READINESS, EMBEDDING = "gereedheid", "borging"
NOT_APPLICABLE = "nvt"
SPREAD = 30  # points between the highest and the lowest role: 'verschil van beeld'
TOO_UNKNOWN = Fraction(1, 4)
MIN_DIMENSIONS = 7  # dimensions with a sub-score before an index is shown
MISSING_LOWERS = 3  # so many dimensions without a sub-score lower the label
MIN_PEOPLE = 3  # a role with fewer is shown only where all of them agreed
_REQUIRED = {4: 3, 3: 2, 2: 2}
_POINTS = {1: 0, 2: 25, 3: 50, 4: 75, 5: 100}
_HALF = Fraction(50)  # an answer of 3; a hard precondition below it is not met

ROLE_GROUPS: dict[str, tuple[str, str]] = {
    "wethouder": ("bestuur", "bestuur en opdracht"), "raadslid": ("bestuur", "bestuur en opdracht"),
    "opdrachtgever": ("bestuur", "bestuur en opdracht"), "projectleider": ("projectleiding", "projectleiding"),
    "teamleider": ("teamleiding", "teamleiding"), "professional": ("uitvoering", "uitvoering"),
    "partner": ("partner", "partner"), "ervaringsdeskundige": ("bewoner", "bewoner of ervaringsdeskundige"),
    "controller": ("staf", "controller en jurist"), "jurist": ("staf", "controller en jurist"),
}


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
        """The statements that apply and that nobody knows."""
        return tuple(s for s in self.statements if s.applies and s.exact is None)


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

    @property
    def too_unknown(self) -> bool:
        """True above 25%: too much unknown for a final picture."""
        return self.filled and self.gap > TOO_UNKNOWN

    @property
    def gap_percent(self) -> int:
        """The knowledge gap over all statements in whole per cents."""
        return round_half_up(self.gap * 100)

    @property
    def leading(self) -> str:
        """Which index leads in this stage (6.4, rule 7)."""
        if self.phase in ("verkennen", "voorbereiden"):
            return READINESS
        return EMBEDDING if self.phase in ("borgen", "opschalen") else "beide"

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


def compute_scores(content: Content, sheets: Sequence[Sheet], phase: str | None) -> Scores:
    """Return all scores for the sheets of one moment; `phase` is the municipality's fase, None when unknown."""
    people = _People(sheets)
    labels = content.scoring.labels
    shown, hidden = people.visible()
    dimensions = tuple(_dimension(d, content, people, shown) for d in content.scoring.dimensions)
    warnings = tuple(_warnings(content.statements, dimensions)) if sheets else ()
    applying = [s for d in dimensions for s in d.statements if s.applies]
    return Scores(
        phase, bool(sheets), len(sheets), dimensions,
        _index(READINESS, dimensions, warnings, content), _index(EMBEDDING, dimensions, warnings, content),
        _mean([s.unknown for s in applying]) or Fraction(0), warnings, labels, hidden,
    )


def score_values(scores: Scores) -> dict[str, Value]:
    """Return what conditions may know: `score.<dimension>`, `statement.<id>` and `beeld.verschil`."""
    values = {f"{SCORE}{d.id}": Value(KNOWN, d.label) if d.label else Value() for d in scores.dimensions}
    for statement in (s for d in scores.dimensions for s in d.statements):
        known = statement.applies and statement.exact is not None
        values[statement_name(statement.id)] = Value(KNOWN, statement.points) if known else Value()
    if scores.filled:
        values[DIFFERENCE] = Value(KNOWN, YES if any(d.differs for d in scores.dimensions) else NO)
    return values


def unshared_values(content: Content) -> dict[str, Value]:
    """Return the same names for the shared edition, which never knows them."""
    names = [*(SCORE + d.id for d in content.scoring.dimensions), *(statement_name(s.id) for s in content.statements), DIFFERENCE]
    return dict.fromkeys(names, Value(NOT_SHARED))


# --- several people -----------------------------------------------------------------------


class _People:
    """The sheets by group of roles, in the order in which the groups first appear."""

    def __init__(self, sheets: Sequence[Sheet]) -> None:
        self.groups: dict[str, list[Sheet]] = {}
        self.titles: dict[str, str] = {}
        for sheet in sheets:
            group, title = ROLE_GROUPS.get(sheet.role, (sheet.role, sheet.role))
            self.groups.setdefault(group, []).append(sheet)
            self.titles[group] = title

    def visible(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return the groups that may be shown, and the titles of those that may not.

        Where just one group would stay hidden it could be worked out from the total and the rest, so
        the smallest other group is hidden too.
        """
        shown = [g for g, sheets in self.groups.items() if len(sheets) >= MIN_PEOPLE or all(s.agreed for s in sheets)]
        if len(self.groups) - len(shown) == 1 and shown:
            shown.remove(min(shown, key=lambda g: len(self.groups[g])))
        return tuple(shown), tuple(self.titles[g] for g in self.groups if g not in shown)

    def statement(self, statement: Statement) -> StatementScore:
        """Return the score of a statement over all groups."""
        means: list[tuple[str, Fraction | None]] = []
        lows: list[Fraction] = []
        highs: list[Fraction] = []
        unknowns: list[Fraction] = []
        for group, sheets in self.groups.items():
            given = [sheet.answers.get(statement.id) for sheet in sheets]
            applying = [answer for answer in given if answer != NOT_APPLICABLE]
            if not applying:
                continue
            known = [_POINTS[answer] for answer in applying if isinstance(answer, int)]
            missing = len(applying) - len(known)
            means.append((group, Fraction(sum(known), len(known)) if known else None))
            lows.append(Fraction(sum(known), len(applying)))
            highs.append(Fraction(sum(known) + 100 * missing, len(applying)))
            unknowns.append(Fraction(missing, len(applying)))
        applies = bool(means) or not self.groups
        return StatementScore(
            statement.id, statement.code, statement.kind, statement.text, statement.show, statement.hard, applies,
            _mean([mean for _, mean in means if mean is not None]), _mean(lows) or Fraction(0),
            _or(_mean(highs), Fraction(100)), _or(_mean(unknowns), Fraction(1)), tuple(means),
        )


def _mean(values: Iterable[Fraction]) -> Fraction | None:
    listed = list(values)
    return sum(listed, Fraction(0)) / len(listed) if listed else None


def _or(value: Fraction | None, otherwise: Fraction) -> Fraction:
    return otherwise if value is None else value


# --- one dimension ------------------------------------------------------------------------


def required_answers(applicable: int) -> int | None:
    """Return how many of the applicable statements must be answered for a score; None: never a score."""
    if applicable > 4:
        return math.ceil(applicable * 3 / 4)
    return _REQUIRED.get(applicable)


def label_of(points: int | None, labels: Sequence[ScoreLabel]) -> str | None:
    """Return the id of the label for rounded points."""
    if points is None:
        return None
    return next((label.id for label in labels if label.low <= points <= label.high), None)


def _dimension(dimension: Dimension, content: Content, people: _People, shown: tuple[str, ...]) -> DimensionScore:
    statements = tuple(people.statement(s) for s in content.statements if s.dimension == dimension.id and not s.retired)
    applying = [s for s in statements if s.applies]
    answered = [s.exact for s in applying if s.exact is not None]
    required = required_answers(len(applying))
    exact = _covered(answered, len(applying))
    points = None if exact is None else round_half_up(exact)
    per_role = {group: _role_points(applying, group) for group in people.groups}
    known = [p for p in per_role.values() if p is not None]
    low, high = _mean(s.low for s in applying), _mean(s.high for s in applying)
    return DimensionScore(
        dimension.id, dimension.code, dimension.title, points, label_of(points, content.scoring.labels),
        None if low is None else round_half_up(low), None if high is None else round_half_up(high),
        _mean(s.unknown for s in applying) or Fraction(0), len(applying), len(answered), required, statements,
        _part(applying, "G"), _part(applying, "B"),
        tuple(RoleScore(g, people.titles[g], len(people.groups[g]), per_role[g]) for g in shown),
        max(known) - min(known) if len(known) > 1 else None,
    )


def _covered(answered: Sequence[Fraction], applicable: int) -> Fraction | None:
    """Return the mean when enough statements were answered, else None."""
    required = required_answers(applicable)
    return _mean(answered) if required is not None and len(answered) >= required else None


def _role_points(applying: Sequence[StatementScore], group: str) -> int | None:
    means = [mean for s in applying for role, mean in s.by_role if role == group]
    exact = _covered([mean for mean in means if mean is not None], len(means))
    return None if exact is None else round_half_up(exact)


def _part(applying: Sequence[StatementScore], kind: str) -> Fraction | None:
    return _mean(s.exact for s in applying if s.kind == kind and s.exact is not None)


# --- hard preconditions and the two indexes -----------------------------------------------


def _warnings(statements: Sequence[Statement], dimensions: Sequence[DimensionScore]) -> Iterable[HardWarning]:
    """Yield a warning per hard precondition that is not met: first what is known to be low, then what nobody knows."""
    scored = {s.id: (s, d) for d in dimensions for s in d.statements}
    found = []
    for statement in statements:
        score, dimension = scored.get(statement.id, (None, None))
        if not statement.hard or score is None or dimension is None or not score.applies:
            continue
        if score.exact is None or score.exact < _HALF:
            found.append(HardWarning(statement.id, statement.code, dimension.id, statement.warning, statement.stop, score.points))
    return sorted(found, key=lambda w: (w.points is None, w.points or 0))


def _index(kind: str, dimensions: Sequence[DimensionScore], warnings: Sequence[HardWarning], content: Content) -> Index:
    labels = content.scoring.labels
    parts = [(d, d.readiness if kind == READINESS else d.embedding) for d in dimensions]
    known = [(d, part) for d, part in parts if part is not None]
    if len(known) < MIN_DIMENSIONS:
        return Index(kind, None, None, None, len(known), None, (
            f"Onbekend: {len(known)} van de {len(parts)} onderdelen hebben genoeg antwoorden. Er zijn er {MIN_DIMENSIONS} nodig.",))
    exact = _mean(part for _, part in known)
    assert exact is not None
    points = round_half_up(exact)
    ids = [label.id for label in labels]
    plain = label_of(points, labels)
    level = ids.index(plain) if plain in ids else 0
    reasons = []
    floor = labels[1].low if len(labels) > 1 else 0
    weak = [(d, round_half_up(part)) for d, part in known if round_half_up(part) < floor]
    missing = len(parts) - len(known)
    lowered = level
    if weak:
        named = ", ".join(f"{d.title} ({p})" for d, p in weak)
        reasons.append(f"Een stap lager, want dit onderdeel scoort onder {floor}: {named}." if len(weak) == 1
                       else f"Een stap lager, want deze onderdelen scoren onder {floor}: {named}.")
    if missing >= MISSING_LOWERS:
        reasons.append(f"Een stap lager, want {missing} van de {len(parts)} onderdelen hebben te weinig antwoorden.")
    if reasons:
        lowered = max(0, level - 1)
        if lowered == level:
            reasons = []
    kinds = {s.id: s.kind for s in content.statements}
    blocking = [w.code for w in warnings if kind == EMBEDDING or kinds[w.statement] == "G"]
    if blocking and level == len(ids) - 1:
        reasons.append(f"Niet '{labels[-1].title}', want deze randvoorwaarde is niet geregeld of onbekend: {', '.join(blocking)}.")
        lowered = min(lowered, len(ids) - 2)
    return Index(kind, points, ids[lowered] if ids else None, plain, len(known), exact, tuple(reasons))
