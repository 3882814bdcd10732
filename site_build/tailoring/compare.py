"""Measuring again: what changed between an earlier moment and now, from two files of answers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from site_build.content.model import DONT_KNOW, Action, Content
from site_build.errors import UsageError
from site_build.interview.answers import Answers, PlanEntry, dutch_date
from site_build.interview.facts import Values
from site_build.said import Said
from site_build.tailoring.scores import Scores, compute_scores

_CLOSED = ("klaar", "vervallen")
_NOTICEABLE = 5  # points; less is within what one other answer does


@dataclass(frozen=True)
class Move:
    """One score then and now; None is onbekend. `difference` is None when one of the two is."""

    id: str
    code: str
    title: str
    before: int | None
    now: int | None
    before_label: str
    now_label: str

    @property
    def difference(self) -> int | None:
        """Points gained; negative is lost."""
        return None if self.before is None or self.now is None else self.now - self.before

    @property
    def moved(self) -> bool:
        """True when the score or what is known of it changed."""
        return self.before != self.now

    @property
    def text(self) -> str:
        """What happened, in Dutch."""
        if self.before is None or self.now is None:
            return "nog steeds onbekend" if self.before == self.now else "nu bekend" if self.before is None else "nu onbekend"
        if not self.difference:
            return "gelijk gebleven"
        size = "iets " if abs(self.difference) < _NOTICEABLE else ""
        return f"{size}{'hoger' if self.difference > 0 else 'lager'}"


@dataclass(frozen=True)
class Promise:
    """An action that had a date which has passed, and is not done; owner as then written."""

    action: Action
    owner: Said
    date: dt.date
    status: str


@dataclass(frozen=True)
class Comparison:
    """The two moments side by side; `notes` say in Dutch what makes the comparison less certain."""

    before: dt.date
    now: dt.date
    dimensions: tuple[Move, ...]
    indexes: tuple[Move, ...]
    done: tuple[Action, ...]
    dropped: tuple[Action, ...]
    promised_not_done: tuple[Promise, ...]
    answers_changed: tuple[str, ...]
    newly_known: int
    notes: tuple[str, ...]

    @property
    def moved(self) -> tuple[Move, ...]:
        """The dimensions that changed, the largest change first; what became known or unknown comes last."""
        return tuple(sorted((m for m in self.dimensions if m.moved), key=lambda m: -abs(m.difference or 0)))


def compare(content: Content, before: Answers, now: Answers) -> Comparison:
    """Compare an earlier file of answers with the present one.

    Raises UsageError when the earlier one is not earlier, or is another municipality's.
    """
    _check(before, now, content.meaning("municipality"))
    old, new = (compute_scores(content, answers.statements, _phase(content, answers), Values(content, answers).lookup) for answers in (before, now))
    changed = tuple(id for id in content.questions if before.values.get(id) != now.values.get(id))
    return Comparison(
        before.today, now.today, tuple(_dimensions(old, new)), tuple(_indexes(old, new)),
        tuple(_closed(content, before, now, "klaar")), tuple(_closed(content, before, now, "vervallen")),
        tuple(_promises(content, before, now)), changed,
        sum(_unknown(before, id) and not _unknown(now, id) for id in changed), tuple(_notes(before, now, old, new)))


def _check(before: Answers, now: Answers, municipality: str) -> None:
    if before.values.get(municipality) != now.values.get(municipality):
        raise UsageError("De eerdere antwoorden zijn van een andere gemeente. Vergelijken kan alleen binnen één gemeente.")
    if before.today > now.today:  # two files of one day may differ: which is the earlier, the person says
        raise UsageError(f"De eerdere antwoorden zijn van {dutch_date(before.date)}, en die van nu van {dutch_date(now.date)}. "
                         "Geef bij --since een ouder bestand op.")


def _phase(content: Content, answers: Answers) -> str | None:
    phase = answers.values.get(content.meaning("phase"))
    return phase if phase in content.live_phases else None


def _dimensions(old: Scores, new: Scores) -> Iterable[Move]:
    for now in new.dimensions:
        before = old.dimension(now.id)
        yield Move(now.id, now.code, now.title, before.points if before else None, now.points,
                   old.label_title(before.label if before else None), new.label_title(now.label))


def _indexes(old: Scores, new: Scores) -> Iterable[Move]:
    for before, now in ((old.readiness, new.readiness), (old.embedding, new.embedding)):
        yield Move(now.kind, "", now.kind.capitalize(), before.points, now.points, old.label_title(before.label), new.label_title(now.label))


def _closed(content: Content, before: Answers, now: Answers, status: str) -> Iterable[Action]:
    for action in content.actions:
        if now.plan.get(action.id, PlanEntry()).status == status != before.plan.get(action.id, PlanEntry()).status:
            yield action


def _promises(content: Content, before: Answers, now: Answers) -> Iterable[Promise]:
    """Yield what was promised for a day that has passed, by the earlier file, and is still not done."""
    for action in content.actions:
        then, today = before.plan.get(action.id, PlanEntry()), now.plan.get(action.id, PlanEntry())
        if then.date and then.status not in _CLOSED and today.status not in _CLOSED and dt.date.fromisoformat(then.date) < now.today:
            yield Promise(action, Said(then.owner or action.owner), dt.date.fromisoformat(then.date), today.status)


def _unknown(answers: Answers, id: str) -> bool:
    return answers.values.get(id) in (None, DONT_KNOW)


def _notes(before: Answers, now: Answers, old: Scores, new: Scores) -> Iterable[str]:
    if not old.filled:
        yield "Bij de eerdere antwoorden zijn geen stellingen ingevuld. Scores zijn daarom niet te vergelijken."
    elif not new.filled:
        yield "Nu zijn geen stellingen ingevuld. Scores zijn daarom niet te vergelijken."
    elif sorted(s.role for s in before.statements) != sorted(s.role for s in now.statements):
        yield "De stellingen zijn toen door andere rollen of door een ander aantal mensen ingevuld. Een verschil kan daardoor komen."
    if before.handbook != now.handbook:
        yield "De eerdere antwoorden horen bij een ander handboek van dezelfde gemeente."
    if before.version != now.version:
        yield "De vragenlijst is intussen veranderd. Vergelijk met dat in uw achterhoofd."


def describe(comparison: Comparison) -> list[str]:
    """Return the comparison in Dutch, line by line."""
    days = [dutch_date(day.isoformat()) for day in (comparison.before, comparison.now)]
    lines = [f"Van {days[0]} tot {days[1]}" if days[0] != days[1] else f"Twee keer {days[0]}: het eerdere bestand en dat van nu", ""]
    lines.extend(f"Let op: {note}" for note in comparison.notes)
    lines.append("Scores")
    lines.extend(_move_line(move) for move in (*comparison.indexes, *comparison.moved))
    same = len(comparison.dimensions) - len(comparison.moved)
    unknown = sum(move.now is None and not move.moved for move in comparison.dimensions)
    lines.append(f"  {same} van de {len(comparison.dimensions)} onderdelen bleven gelijk{f', waarvan {unknown} onbekend' if unknown else ''}.")
    for title, actions in (("Gedaan", comparison.done), ("Vervallen", comparison.dropped)):
        lines.extend(["", f"{title} ({len(actions)})", *(f"  {action.do}" for action in actions)])
    promises = comparison.promised_not_done
    lines.extend(["", f"Afgesproken en niet gedaan ({len(promises)})"])
    lines.extend(f"  {p.action.do} Afgesproken voor {dutch_date(p.date.isoformat())}, door: {p.owner.plain}." for p in promises)
    lines.extend(["", f"Antwoorden veranderd: {len(comparison.answers_changed)}, waarvan {comparison.newly_known} eerst onbekend."])
    return lines


def _move_line(move: Move) -> str:
    then, now = ("onbekend" if points is None else str(points) for points in (move.before, move.now))
    name = f"{move.code} {move.title}".strip()
    return f"  {name}: {then} ({move.before_label.lower()}) werd {now} ({move.now_label.lower()}): {move.text}" if move.moved \
        else f"  {name}: {now} ({move.now_label.lower()}): {move.text}"
