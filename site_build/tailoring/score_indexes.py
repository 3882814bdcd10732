"""Hard preconditions, and the two indexes: readiness and embedding."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from site_build.content.model import Content, Statement
from site_build.tailoring.score_types import (
    EMBEDDING,
    HALF,
    MIN_DIMENSIONS,
    MISSING_LOWERS,
    READINESS,
    DimensionScore,
    HardWarning,
    Index,
    label_of,
    mean_of,
    round_half_up,
)


def hard_warnings(statements: Sequence[Statement], dimensions: Sequence[DimensionScore]) -> Iterable[HardWarning]:
    """Yield a warning per hard precondition that is not met: first what is known to be low, then what somebody said not to know, and nobody knows."""
    scored = {s.id: (s, d) for d in dimensions for s in d.statements}
    found = []
    for statement in statements:
        score, dimension = scored.get(statement.id, (None, None))
        if not statement.hard or score is None or dimension is None or not score.applies or score.clashes:
            continue  # where people and answers clash, that is said instead
        if score.doubted or score.exact is not None and score.exact < HALF:
            found.append(HardWarning(statement.id, statement.code, dimension.id, statement.warning, statement.stop, score.points))
    return sorted(found, key=lambda w: (w.points is None, w.points or 0))


def index_of(kind: str, dimensions: Sequence[DimensionScore], warnings: Sequence[HardWarning], content: Content) -> Index:
    """Return readiness or embedding, with the reasons for a lower label."""
    labels, phrases = content.scoring.labels, content.phrases
    parts = [(d, d.readiness if kind == READINESS else d.embedding) for d in dimensions]
    known = [(d, part) for d, part in parts if part is not None]
    needed = min(MIN_DIMENSIONS, math.ceil(0.7 * len(parts)))  # a model with fewer dimensions: the same share of them
    if len(known) < needed:
        return Index(kind, None, None, None, len(known), None, (
            phrases("scores.too_few_known", known=len(known), all=len(parts), needed=needed),))
    exact = mean_of(part for _, part in known)
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
        reasons.append(phrases("scores.lower_one" if len(weak) == 1 else "scores.lower_many", floor=floor, named=named))
    if missing >= MISSING_LOWERS:
        reasons.append(phrases("scores.lower_missing", missing=missing, all=len(parts)))
    if reasons:
        lowered = max(0, level - 1)
        if lowered == level:
            reasons = []
    kinds = {s.id: s.kind for s in content.statements}
    blocking = [w.code for w in warnings if kind == EMBEDDING or kinds[w.statement] == "G"]
    if blocking and level == len(ids) - 1:
        reasons.append(phrases("scores.blocked", label=labels[-1].title, codes=", ".join(blocking)))
        lowered = min(lowered, len(ids) - 2)
    return Index(kind, points, ids[lowered] if ids else None, plain, len(known), exact, tuple(reasons))
