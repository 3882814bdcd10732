"""`handreiking explain` and `compare`: why a page is in or out, how a score was made, what changed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from site_build.content.conditions import Outcome, Tri
from site_build.content.model import Content
from site_build.errors import UsageError
from site_build.interview.answers import dutch_date
from site_build.interview.files import load_answers
from site_build.store.projects import open_handbook
from site_build.tailoring.changes import ChangeGroup, find_changes
from site_build.tailoring.compare import compare, describe
from site_build.tailoring.explaining import in_words, reasons
from site_build.tailoring.handbook import Handbook, tailor
from site_build.tailoring.score_advice import explain_score
from site_build.tailoring.selection import ChosenBlock, ChosenPage


def explain_lines(folder: Path, content: Content, *, page: str | None, score: str | None, advice: bool = False) -> list[str]:
    """Return the explanation of one page, one score, the advice, or of every page."""
    handbook = open_handbook(folder, content)
    if advice:
        return list(_advice(handbook))
    if score:
        if handbook.scores is None:
            raise UsageError("Dit handboek heeft geen stellingen.")
        return explain_score(handbook.scores, score)
    chosen = [p for p in handbook.selection.pages if page in (None, p.thing.id)]
    if not chosen:
        raise UsageError(f"De bladzijde '{page}' bestaat niet. Zonder naam ziet u alle bladzijden.")
    lines = [line for p in chosen for line in _page(p, handbook)]
    if page:
        lines += list(_blocks(chosen[0].body, handbook))
    return lines


def _advice(handbook: Handbook) -> Iterator[str]:
    """Every piece in order: why it came there, which answers gave it, and what came just after the first three."""
    given = handbook.advice
    if not given.items:
        yield "Dit handboek geeft geen advies: er is te weinig bekend, of het is de volledige uitgave."
    for item in given.items:
        if item is (given.rest[0] if given.rest else None):
            yield ""
            yield f"Daarna komt dit, op volgorde. Dit kwam net niet bij de eerste {len(given.first)}:"
            yield ""
        piece = item.advice
        yield f"{item.place}. {piece.say} ({piece.kind}: {piece.subject.replace('_', ' ')})"
        yield f"  - {item.why_here}"
        found = (*reasons(item.outcome, handbook.values), *reasons(Outcome(Tri.UNKNOWN, item.unknown), handbook.values))
        for reason in dict.fromkeys(found):
            yield f"  - {reason.ask} {reason.answer}"
        yield f"  - uiterlijk {dutch_date(item.by.isoformat())}, door: {_role(piece.who, handbook)}"


def _role(id: str, handbook: Handbook) -> str:
    return next((role.name.lower() for role in handbook.content.roles if role.id == id), id)


def _page(chosen: ChosenPage, handbook: Handbook) -> Iterator[str]:
    words = {Tri.YES: "staat erin", Tri.NO: "staat er niet in", Tri.UNKNOWN: "staat erin, want wij weten het nog niet zeker"}
    later = " (later)" if chosen.later else ""
    settled = " (kort: al geregeld)" if chosen.settled else ""
    yield f"{chosen.thing.id}: {words[chosen.outcome.tri]}{later}{settled}"
    yield from _because(chosen.outcome, handbook)
    if chosen.thing.when is None:
        yield "  - hoort in elk handboek"


def _because(outcome: Any, handbook: Handbook) -> Iterator[str]:
    for reason in reasons(outcome, handbook.values):
        yield f"  - {reason.ask} {reason.answer.plain}"


def _blocks(body: tuple[ChosenBlock, ...], handbook: Handbook) -> Iterator[str]:
    for block in body:
        if block.condition is None:
            continue
        words = {Tri.YES: "staat erin", Tri.NO: "vervalt", Tri.UNKNOWN: "staat erin met een label"}[block.outcome.tri]
        yield f"  blok (regel {block.condition.place.line}) bij {in_words(block.condition, handbook.content)}: {words}"
        for line in _because(block.outcome, handbook):
            yield f"  {line}"
        yield from _blocks(block.body, handbook)


def compare_lines(folder: Path, since: Path, content: Content) -> list[str]:
    """Return what changed since an earlier answers file."""
    now = open_handbook(folder, content)
    earlier = load_answers(since, content)
    return [*describe(compare(content, earlier, now.answers)), *_meaning(find_changes(tailor(content, earlier), now, {}, None))]


def _meaning(groups: Sequence[ChangeGroup]) -> Iterator[str]:
    """What differs in meaning: which answers, and what came, went or moved by them."""
    for group in groups:
        yield ""
        yield f"{group.title} ({len(group.lines)})"
        yield from (f"  {line.plain}" for line in group.lines)
