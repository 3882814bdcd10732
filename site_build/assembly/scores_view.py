"""The scores as plain values for *Uw situatie*."""

from __future__ import annotations

from collections.abc import Sequence

from site_build.assembly.advice_rows import ClashRow, DimensionView, IndexRow, ScoresView, ScoreWarning, StatementRow
from site_build.assembly.views import Views
from site_build.content.conditions import Outcome, Tri
from site_build.content.model import Dimension
from site_build.content.phrases import Phrases
from site_build.tailoring.handbook import Handbook
from site_build.tailoring.scores import DimensionScore, HardWarning, Index, Scores, StatementScore


def view(handbook: Handbook, views: Views) -> ScoresView | None:
    """Return all scores; None in an edition without them."""
    scores, content, phrases = handbook.scores, handbook.content, handbook.content.phrases
    if scores is None:
        return None
    dimensions = {d.id: d for d in content.scoring.dimensions}
    roles = tuple(dict.fromkeys(role.title for d in scores.dimensions for role in d.roles))
    titles = {"gereedheid": phrases("scores.readiness"), "borging": phrases("scores.embedding")}
    gap = phrases("scores.gap", percent=scores.gap_percent)
    return ScoresView(
        filled=scores.filled,
        disclaimer=content.scoring.disclaimer,
        warnings=tuple(_hard(w, scores, phrases) for w in scores.warnings if not _advised(w, handbook)) if scores.filled else (),
        clashes=tuple(_clash(statement, views) for statement in scores.clashes),
        indexes=tuple(IndexRow(titles.get(i.kind, i.kind), _index(i, scores, phrases)) for i in scores.shown),
        gap_text=f"{gap} {phrases('scores.too_unknown')}" if scores.too_unknown else gap,
        known=tuple(_dimension(d, dimensions[d.id], scores, roles, phrases) for d in scores.dimensions if d.points is not None),
        unknown=tuple(d.title for d in scores.dimensions if d.points is None),
        roles=roles,
        roles_hidden=phrases("scores.hidden", roles=", ".join(scores.roles_hidden)) if scores.roles_hidden else "",
    )


def _advised(warning: HardWarning, handbook: Handbook) -> bool:
    """True where advice is given about the same subject: it says who does what, and a warning besides would only alarm."""
    subject = next((s.subject for s in handbook.content.statements if s.id == warning.statement), "")
    return bool(subject) and any(given.advice.subject == subject for given in handbook.advice.items)


def _clash(statement: StatementScore, views: Views) -> ClashRow:
    """Return where people and answers say the opposite: both, and the question which is right."""
    return ClashRow(statement.text, statement.points, views.reasons_of(Outcome(Tri.YES, statement.known_from)))


def _index(index: Index, scores: Scores, phrases: Phrases) -> str:
    shown = (phrases("scores.unknown_points") if index.points is None
             else phrases("scores.points", points=index.points, label=scores.label_title(index.label).lower()))
    return f"{shown} {' '.join(index.reasons)}"


def _dimension(score: DimensionScore, dimension: Dimension, scores: Scores, roles: Sequence[str], phrases: Phrases) -> DimensionView:
    points = phrases("scores.unknown") if score.points is None else f"{score.points} ({scores.label_title(score.label).lower()})"
    by_role = {role.title: role.points for role in score.roles}
    return DimensionView(
        score.code, score.title, dimension.definition, points,
        dimension.advice_for(score.label) if score.label else phrases("scores.find_out_first"), dimension.sources,
        _band(score, phrases), f"{score.gap_percent}%",
        tuple(StatementRow(s.text, _answer(s, phrases)) for s in score.statements),
        tuple("–" if by_role.get(title) is None else str(by_role[title]) for title in roles),
        "" if score.spread is None else phrases("scores.differs", points=score.spread) if score.differs else str(score.spread))


def _band(score: DimensionScore, phrases: Phrases) -> str:
    """Between what the score may lie; nothing where everything is known."""
    if score.low is None:
        return phrases("scores.not_applicable")
    return phrases("scores.band", low=score.low, high=score.high) if score.low != score.high else "–"


def _answer(statement: StatementScore, phrases: Phrases) -> str:
    if statement.later:
        return phrases("scores.later")
    if not statement.applies:
        return phrases("scores.not_applicable")
    shown = phrases("answers.dont_know") if statement.points is None else phrases("scores.of_hundred", points=statement.points)
    return phrases("scores.from_answers", shown=shown) if statement.from_answers else shown


def _hard(warning: HardWarning, scores: Scores, phrases: Phrases) -> ScoreWarning:
    """Return a precondition that is not met; what nobody knows is only to be found out."""
    if warning.points is not None:
        return ScoreWarning(warning.warning, phrases("scores.advice", advice=warning.stop) if warning.stop else "")
    text = next(s.text for d in scores.dimensions for s in d.statements if s.id == warning.statement)
    return ScoreWarning(phrases("scores.nobody_knows"), phrases("scores.find_out", statement=text))
