"""`handreiking explain`: why a page is in or out, how a score was made, why advice stands where it stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from site_build.commands.report import Report
from site_build.content.conditions import Outcome, Tri
from site_build.content.model import Content
from site_build.errors import UsageError
from site_build.interview.answers import dutch_date
from site_build.store.projects import open_handbook
from site_build.tailoring.advised import done_by, who_does
from site_build.tailoring.explaining import in_words, reasons
from site_build.tailoring.handbook import Handbook
from site_build.tailoring.score_advice import explain_score
from site_build.tailoring.selection import ChosenBlock, ChosenPage


@dataclass(frozen=True)
class ExplainWish:
    """Which handbook, and what of it: a page, a dimension's score or the advice; none of them: every page."""

    folder: Path
    page: str = ""
    score: str = ""
    advice: bool = False


def run(wish: ExplainWish, content: Content) -> Report:
    """Explain; raises UsageError for a page that does not exist, or a score where there are none."""
    handbook = open_handbook(wish.folder, content)
    if wish.advice:
        return Report(tuple(_advice(handbook)))
    if wish.score:
        if handbook.scores is None:
            raise UsageError("Dit handboek heeft geen stellingen.")
        return Report(tuple(explain_score(handbook.scores, wish.score)))
    chosen = [page for page in handbook.selection.pages if wish.page in ("", page.thing.id)]
    if not chosen:
        raise UsageError(f"De bladzijde '{wish.page}' bestaat niet. Zonder naam ziet u alle bladzijden.")
    blocks = _blocks(chosen[0].body, handbook) if wish.page else ()
    return Report((*(line for page in chosen for line in _page(page, handbook)), *blocks))


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
        yield f"  - uiterlijk {dutch_date(done_by(item, handbook.plan).isoformat())}, door: {_role(who_does(item, handbook.plan), handbook)}"


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


def _because(outcome: Outcome, handbook: Handbook) -> Iterator[str]:
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
