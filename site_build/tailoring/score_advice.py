"""What the scores put first, and the sum behind a score, in Dutch."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import Protocol, TypeVar

from site_build.errors import UsageError
from site_build.interview.answers import dutch_number
from site_build.tailoring.scores import EMBEDDING, READINESS, DimensionScore, Index, Scores, StatementScore, round_half_up


class _HasDimension(Protocol):
    @property
    def dimension(self) -> str: ...


T = TypeVar("T", bound=_HasDimension)


def by_score(things: Iterable[T], scores: Scores | None) -> list[T]:
    """Return things (risks, actions) with the lowest-scoring dimension first; onbekend stands after kwetsbaar.

    The order within a dimension is kept; without scores nothing moves.
    """
    if scores is None or not scores.filled:
        return list(things)
    first = [label.id for label in scores.labels][:1]

    def key(thing: T) -> tuple[int, int]:
        found = scores.dimension(thing.dimension) if thing.dimension else None
        if found is None:
            return (3, 0)
        if found.points is None:
            return (1, 0)
        return (0 if found.label in first else 2, found.points)

    return sorted(things, key=key)


# --- the sum ------------------------------------------------------------------------------


def explain_score(scores: Scores, id_or_code: str) -> list[str]:
    """Return the sum behind a dimension (id or code), gereedheid or borging, line by line.

    Raises UsageError when there is no such score.
    """
    wanted = id_or_code.removeprefix("score.").casefold()
    for index in (scores.readiness, scores.embedding):
        if wanted == index.kind:
            return _explain_index(index, scores)
    dimension = scores.dimension(wanted)
    if dimension is None:
        known = ", ".join([*(d.code for d in scores.dimensions), READINESS, EMBEDDING])
        raise UsageError(f"Het onderdeel '{id_or_code}' bestaat niet. Kies uit: {known}.")
    return _explain_dimension(dimension, scores)


def _explain_dimension(dimension: DimensionScore, scores: Scores) -> list[str]:
    title = f"{dimension.code} {dimension.title}"
    if not scores.filled:
        return [f"{title}: onbekend. Er zijn nog geen stellingen ingevuld."]
    value = "onbekend" if dimension.points is None else f"{dimension.points} punten"
    lines = [f"{title}: {value} ({scores.label_title(dimension.label).lower()})", ""]
    lines.extend(_explain_statement(s, scores, dimension) for s in dimension.statements)
    lines.append("")
    known = [s.exact for s in dimension.statements if s.applies and s.exact is not None]
    if dimension.points is None:
        lines.append(_too_few(dimension))
    else:
        lines.append(f"Gemiddelde: {_sum(known)} = {dimension.points}{_rounded(known, dimension.points)}.")
        label = next(item for item in scores.labels if item.id == dimension.label)
        lines.append(f"Label: {label.low} tot en met {label.high} punten is {label.title.lower()}.")
    if dimension.low is not None and dimension.high is not None:
        applying = [s for s in dimension.statements if s.applies]
        lines.append(f"Kennishiaat: {_share(dimension, scores)} = {dimension.gap_percent}%.")
        for name, values, shown in (("Laagst mogelijk", [s.low for s in applying], dimension.low),
                                    ("Hoogst mogelijk", [s.high for s in applying], dimension.high)):
            lines.append(f"{name}: {_sum(values)} = {shown}{_rounded(values, shown)}.")
    if dimension.spread is not None:
        verdict = " Dat is verschil van beeld." if dimension.differs else ""
        lines.append(f"Tussen de hoogste en de laagste rol: {dimension.spread} punten.{verdict}")
    lines.extend(f"  {r.title} ({r.people}): {'onbekend' if r.points is None else f'{r.points} punten'}" for r in dimension.roles)
    lines.extend(f"Randvoorwaarde {w.code}: {w.warning} {w.stop}".strip() for w in scores.warnings if w.dimension == dimension.id)
    return lines


def _explain_statement(statement: StatementScore, scores: Scores, dimension: DimensionScore) -> str:
    text = f"  {statement.code} {statement.text}"
    if statement.later:
        return f"{text} nog niet aan de orde: telt niet mee"
    if not statement.applies:
        return f"{text} niet van toepassing: telt niet mee"
    if statement.from_answers:
        return f"{text} volgt uit uw antwoorden: {statement.points} punten"
    if statement.exact is None:
        return f"{text} weet ik niet: telt niet mee in het gemiddelde"
    if scores.people == 1:
        return f"{text} antwoord {int(statement.exact / 25) + 1}: {_number(statement.exact)} punten"
    roles = {role.role: role.title for role in dimension.roles}
    shown = [f"{roles[id]} {_number(mean)}" for id, mean in statement.by_role if id in roles and mean is not None]
    answered = sum(mean is not None for _, mean in statement.by_role)
    detail = f" ({', '.join(shown)})" if shown else ""
    return f"{text} gemiddeld over {answered} {'rol' if answered == 1 else 'rollen'}{detail}: {_number(statement.exact)} punten"


def _too_few(dimension: DimensionScore) -> str:
    if dimension.required is None:
        return f"Van toepassing: {dimension.applicable} van de {len(dimension.statements)} stellingen. Dat is te weinig voor een score."
    return (f"Er zijn {dimension.answered} van de {dimension.applicable} stellingen beantwoord. "
            f"Voor een score zijn er {dimension.required} nodig.")


def _share(dimension: DimensionScore, scores: Scores) -> str:
    if scores.people == 1:
        return f"{dimension.applicable - dimension.answered} van de {dimension.applicable} stellingen onbekend"
    return "het deel van de antwoorden dat 'weet ik niet' is, per rol even zwaar"


def _sum(values: Sequence[Fraction]) -> str:
    added = " + ".join(_number(value) for value in values)
    return f"({added}) / {len(values)}" if len(values) > 1 else added


def _rounded(values: Sequence[Fraction], shown: int) -> str:
    exact = sum(values, Fraction(0)) / len(values)
    return "" if exact == shown else f" ({_number(exact)}, half naar boven afgerond)"


def _number(value: Fraction) -> str:
    """A fraction as a Dutch number with at most two decimals."""
    return dutch_number(round_half_up(value * 100) / 100)


def _explain_index(index: Index, scores: Scores) -> list[str]:
    kind = "G" if index.kind == READINESS else "B"
    value = "onbekend" if index.points is None else f"{index.points} punten"
    lines = [f"{index.kind.capitalize()}: {value} ({scores.label_title(index.label).lower()})", ""]
    parts = []
    for dimension in scores.dimensions:
        part = dimension.readiness if index.kind == READINESS else dimension.embedding
        shown = "onbekend: telt niet mee" if part is None else f"{_number(part)} punten"
        lines.append(f"  {dimension.code} {dimension.title}, stellingen van soort {kind}: {shown}")
        parts.extend([] if part is None else [part])
    lines.append("")
    if index.points is not None:
        lines.append(f"Gemiddelde: {_sum(parts)} = {index.points}{_rounded(parts, index.points)}.")
        lines.append(f"Label van het gemiddelde: {scores.label_title(index.plain_label).lower()}.")
    lines.extend(index.reasons)
    return lines
