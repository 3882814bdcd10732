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
from collections.abc import Sequence
from fractions import Fraction

from site_build.content.conditions import KNOWN, NOT_SHARED, Lookup, Value
from site_build.content.model import DONT_KNOW, NO, YES, Content, Dimension, Statement
from site_build.content.names import statement_name
from site_build.content.needs import DIFFERENCE, FAR_APART, SCORE
from site_build.interview.clashing import known_degree
from site_build.interview.records import Sheet
from site_build.interview.statements import is_asked
from site_build.tailoring.score_indexes import hard_warnings, index_of
from site_build.tailoring.score_types import (
    EMBEDDING,
    MANY_APART,
    MIN_DIMENSIONS,
    MIN_PEOPLE,
    NOT_APPLICABLE,
    POINTS,
    READINESS,
    REQUIRED,
    SOME_APART,
    SPREAD,
    DimensionScore,
    HardWarning,
    Index,
    RoleScore,
    Scores,
    StatementScore,
    label_of,
    mean_of,
    round_half_up,
)

__all__ = ["EMBEDDING", "MIN_DIMENSIONS", "READINESS", "SPREAD", "DimensionScore", "HardWarning", "Index", "RoleScore", "Scores", "StatementScore",
           "compute_scores", "label_of", "required_answers", "round_half_up", "score_values", "unshared_values"]


def compute_scores(content: Content, sheets: Sequence[Sheet], phase: str | None, lookup: Lookup | None = None) -> Scores:
    """Return all scores for the sheets of one moment; `phase` is the municipality's fase, None when unknown.

    Scores are about what is asked in this stage. `lookup` gives the answers that say a statement by
    themselves (`known_when`): they count where nobody knows it, and may clash with what people say.
    """
    people = _People(sheets, content, content.leads(phase), lookup)
    labels = content.scoring.labels
    shown, hidden = people.visible()
    dimensions = tuple(_dimension(d, content, people, shown) for d in content.scoring.dimensions)
    warnings = tuple(hard_warnings(content.statements, dimensions)) if sheets else ()
    applying = [s for d in dimensions for s in d.statements if s.applies]
    return Scores(
        phase, bool(sheets), len(sheets), dimensions,
        index_of(READINESS, dimensions, warnings, content), index_of(EMBEDDING, dimensions, warnings, content),
        mean_of([s.unknown for s in applying]) or Fraction(0), warnings, labels, hidden, content.leads(phase),
    )


def score_values(scores: Scores) -> dict[str, Value]:
    """Return what conditions may know: `score.<dimension>`, `statement.<id>` and `beeld.verschil`."""
    values = {f"{SCORE}{d.id}": Value(KNOWN, d.label) if d.label else Value() for d in scores.dimensions}
    for statement in (s for d in scores.dimensions for s in d.statements):
        known = statement.applies and statement.exact is not None
        values[statement_name(statement.id)] = Value(KNOWN, statement.points) if known else Value()
    if scores.filled:
        values[DIFFERENCE] = Value(KNOWN, _difference(scores))
    return values


def _difference(scores: Scores) -> str:
    """Return how far the roles are apart: on many statements, on a dimension or a few statements, or not."""
    apart = sum(s.differs for d in scores.dimensions for s in d.statements if s.applies)
    return FAR_APART if apart >= MANY_APART else YES if apart >= SOME_APART or any(d.differs for d in scores.dimensions) else NO


def unshared_values(content: Content) -> dict[str, Value]:
    """Return the same names for the shared edition, which never knows them."""
    names = [*(SCORE + d.id for d in content.scoring.dimensions), *(statement_name(s.id) for s in content.statements), DIFFERENCE]
    return dict.fromkeys(names, Value(NOT_SHARED))


# --- several people -----------------------------------------------------------------------


class _People:
    """The sheets by group of roles, in the order in which the groups first appear."""

    def __init__(self, sheets: Sequence[Sheet], content: Content, leads: str, lookup: Lookup | None) -> None:
        self.leads, self.lookup = leads, lookup
        groups = {role.id: role.group or role.name for role in content.roles}
        self.groups: dict[str, list[Sheet]] = {}
        self.titles: dict[str, str] = {}
        for sheet in sheets:
            group = groups.get(sheet.role, sheet.role)
            self.groups.setdefault(group, []).append(sheet)
            self.titles[group] = group

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
            known = [POINTS[answer] for answer in applying if isinstance(answer, int)]
            missing = len(applying) - len(known)
            means.append((group, Fraction(sum(known), len(known)) if known else None))
            lows.append(Fraction(sum(known), len(applying)))
            highs.append(Fraction(sum(known) + 100 * missing, len(applying)))
            unknowns.append(Fraction(missing, len(applying)))
        exact, low = mean_of([mean for _, mean in means if mean is not None]), mean_of(lows) or Fraction(0)
        high, unknown = _or(mean_of(highs), Fraction(100)), _or(mean_of(unknowns), Fraction(1))
        later = exact is None and not is_asked(statement, self.leads)
        said = known_degree(statement, self.lookup) if self.lookup and self.groups and not later else None
        expected = Fraction(POINTS[said.degree]) if said else None
        if expected is not None and exact is None:
            exact, low, high, unknown = expected, expected, expected, Fraction(0)
        applies = not later and (bool(means) or not self.groups)
        return StatementScore(
            statement.id, statement.code, statement.kind, statement.text, statement.show, statement.hard, applies, exact, low, high, unknown,
            tuple(means), later, said.because if said else (), expected,
            exact is None and applies and any(sheet.answers.get(statement.id) == DONT_KNOW for sheets in self.groups.values() for sheet in sheets),
        )


def _or(value: Fraction | None, otherwise: Fraction) -> Fraction:
    return otherwise if value is None else value


# --- one dimension ------------------------------------------------------------------------


def required_answers(applicable: int) -> int | None:
    """Return how many of the applicable statements must be answered for a score; None: never a score."""
    if applicable > 3:
        return math.ceil(applicable * 3 / 4)
    return REQUIRED.get(applicable)


def _dimension(dimension: Dimension, content: Content, people: _People, shown: tuple[str, ...]) -> DimensionScore:
    statements = tuple(people.statement(s) for s in content.statements if s.dimension == dimension.id and not s.retired)
    applying = [s for s in statements if s.applies]
    answered = [s.exact for s in applying if s.exact is not None]
    required = required_answers(len(applying))
    exact = _covered(answered, len(applying))
    points = None if exact is None else round_half_up(exact)
    per_role = {group: _role_points(applying, group) for group in people.groups}
    known = [p for p in per_role.values() if p is not None]
    low, high = mean_of(s.low for s in applying), mean_of(s.high for s in applying)
    return DimensionScore(
        dimension.id, dimension.code, dimension.title, points, label_of(points, content.scoring.labels),
        None if low is None else round_half_up(low), None if high is None else round_half_up(high),
        mean_of(s.unknown for s in applying) or Fraction(0), len(applying), len(answered), required, statements,
        _part(applying, "G"), _part(applying, "B"),
        tuple(RoleScore(g, people.titles[g], len(people.groups[g]), per_role[g]) for g in shown),
        max(known) - min(known) if len(known) > 1 else None,
    )


def _covered(answered: Sequence[Fraction], applicable: int) -> Fraction | None:
    """Return the mean when enough statements were answered, else None."""
    required = required_answers(applicable)
    return mean_of(answered) if required is not None and len(answered) >= required else None


def _role_points(applying: Sequence[StatementScore], group: str) -> int | None:
    means = [mean for s in applying for role, mean in s.by_role if role == group]
    exact = _covered([mean for mean in means if mean is not None], len(means))
    return None if exact is None else round_half_up(exact)


def _part(applying: Sequence[StatementScore], kind: str) -> Fraction | None:
    return mean_of(s.exact for s in applying if s.kind == kind and s.exact is not None)
