"""What the scores say to do first, and the sum behind a score, in Dutch.

Order of the first advice: 'verschil van beeld' (fact base, implementatie 6.4, rule 8: talk first), then
hard preconditions, then the lowest dimension (6.7); at most three pieces, one action each.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Protocol, TypeVar

from site_build.content.conditions import Lookup, Tri, evaluate
from site_build.content.model import PHASES, Action, Content
from site_build.errors import UsageError
from site_build.interview.answers import Answers, dutch_number
from site_build.tailoring.scores import EMBEDDING, READINESS, SPREAD, DimensionScore, Index, Scores, StatementScore, round_half_up

MOST = 3
_MENDS = {"D2.1": "A06", "D3.1": "A12", "D6.1": "A31", "D10.1": "A54", "D10.3": "A55"}  # precondition -> action (fact base 6.7)


@dataclass(frozen=True)
class FirstAdvice:
    """One piece of advice; kind is randvoorwaarde, verschil, dimensie, uitzoeken or invullen."""

    kind: str
    title: str
    text: str
    why: str
    dimensions: tuple[str, ...] = ()
    actions: tuple[str, ...] = ()


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


def first_three(content: Content, scores: Scores, lookup: Lookup | None = None, answers: Answers | None = None) -> tuple[FirstAdvice, ...]:
    """Return the pieces of advice that come first, at most three.

    `lookup` leaves out actions that do not apply; `answers` those that are done or dropped.
    """
    if not scores.filled:
        return (FirstAdvice("invullen", "Vul eerst de stellingen in",
                            f"Vul met enkele mensen de {len(content.statements)} stellingen in. Daarna ziet u waar uw aanpak kwetsbaar is.",
                            "Er zijn nog geen stellingen ingevuld."),)
    finder = _Actions(content, scores, lookup, answers)
    differing = [d for d in scores.dimensions if d.differs]
    advice = [_difference(differing)] if differing else []
    advice += [_hard(warning.statement, scores, finder) for warning in scores.warnings[: MOST - len(advice)]]
    named = {id for piece in advice if piece.kind == "randvoorwaarde" for id in piece.dimensions}
    for piece in _lowest(content, scores, named, finder):
        if len(advice) < MOST:
            advice.append(piece)
    return tuple(advice)


def _hard(statement: str, scores: Scores, finder: _Actions) -> FirstAdvice:
    warning = next(w for w in scores.warnings if w.statement == statement)
    dimension = scores.dimension(warning.dimension)
    assert dimension is not None
    text = next(s.text for s in dimension.statements if s.id == statement)
    state = "Niemand weet of dit klopt" if warning.points is None else f"Dit scoort {warning.points} van de 100 punten"
    return FirstAdvice("randvoorwaarde", f"{dimension.title} ({warning.code})", f"{warning.warning} {warning.stop}".strip(),
                       f"{state}: “{text}”", (dimension.id,), finder.best(dimension.id, _MENDS.get(warning.code, "")))


def _difference(differing: Sequence[DimensionScore]) -> FirstAdvice:
    widest = max(differing, key=lambda d: d.spread or 0)
    names = _and([d.title for d in differing])
    return FirstAdvice("verschil", "Verschil van beeld", f"Bespreek eerst samen hoe u kijkt naar: {names}.",
                       f"Bij {widest.title} ligt {widest.spread} punten tussen de hoogste en de laagste rol. "
                       f"Vanaf {SPREAD} punten noemen wij dat verschil van beeld.", tuple(d.id for d in differing))


def _lowest(content: Content, scores: Scores, named: set[str], finder: _Actions) -> Iterable[FirstAdvice]:
    advice = {d.id: d.advice for d in content.scoring.dimensions}
    scored = sorted((d for d in scores.dimensions if d.points is not None), key=lambda d: d.points or 0)
    top = scores.labels[-1].id if scores.labels else ""
    below = [d for d in scored if d.label != top]
    for dimension in [d for d in below if d.id not in named] or ([] if below else scored[:1]):
        yield FirstAdvice("dimensie", dimension.title, str(getattr(advice[dimension.id], dimension.label or "", "")),
                          f"Dit onderdeel scoort {dimension.points} van de 100 punten ({scores.label_title(dimension.label).lower()}).",
                          (dimension.id,), finder.best(dimension.id))
    if scores.too_unknown or not scored:
        open_ = [s.code for d in scores.dimensions for s in d.to_find_out]
        listed = f" Begin met: {', '.join(open_[:5])}." if open_ else ""
        yield FirstAdvice("uitzoeken", "Te veel onbekend voor een eindbeeld", f"Zoek eerst uit wat u niet weet.{listed}",
                          f"Van de antwoorden is {scores.gap_percent}% 'weet ik niet'. Boven 25% is een eindbeeld niet eerlijk.")


class _Actions:
    """Finds the first open action of a dimension; an action is named once."""

    def __init__(self, content: Content, scores: Scores, lookup: Lookup | None, answers: Answers | None) -> None:
        self.used: set[str] = set()
        plan = answers.plan if answers else {}
        closed = {id for id, entry in plan.items() if entry.status in ("klaar", "vervallen")}
        self.open = [a for a in content.actions if not a.retired and a.id not in closed
                     and (lookup is None or evaluate(a.when, lookup).tri is not Tri.NO)]
        self.phase = PHASES.index(scores.phase) if scores.phase in PHASES else len(PHASES)

    def best(self, dimension: str, mends: str = "") -> tuple[str, ...]:
        """Return the first open action of a dimension; `mends` is the code of the one that mends a hard precondition."""

        def key(action: Action) -> tuple[bool, bool, bool]:
            return (bool(mends) and action.code != mends, bool(mends) and not action.hard, PHASES.index(action.phase) > self.phase)

        found = sorted((a for a in self.open if a.dimension == dimension and a.id not in self.used), key=key)
        if not found:
            return ()
        self.used.add(found[0].id)
        return (found[0].id,)


def _and(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} en {names[-1]}"


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
    if not statement.applies:
        return f"{text} niet van toepassing: telt niet mee"
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
    hundredths = round_half_up(value * 100)
    return dutch_number(hundredths // 100 if hundredths % 100 == 0 else hundredths / 100)


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
