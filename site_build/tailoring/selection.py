"""Which pages, blocks, items, actions, risks and documents apply, and which answers decided it.

Unknown includes, and says so. A settled subject shortens its page; it does not disappear.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Generic, Protocol, TypeVar

from site_build.content.conditions import ALWAYS, NOT_SHARED, Condition, Lookup, Outcome, Tri, evaluate, first_yes
from site_build.content.model import Action, Block, Checklist, Document, Item, Page, Risk, Thing
from site_build.content.names import from_statements
from site_build.interview.facts import Values


class HasCondition(Protocol):
    """Anything with an id and a `when`."""

    @property
    def id(self) -> str: ...

    @property
    def when(self) -> Condition | None: ...


T_co = TypeVar("T_co", bound=HasCondition, covariant=True)
_Live = TypeVar("_Live", bound=Thing)


@dataclass(frozen=True)
class Chosen(Generic[T_co]):
    """A piece of content with its outcome; `later`: of a later stage; `waits`: for a score that nobody has yet, or for certainty."""

    thing: T_co
    outcome: Outcome
    later: bool = False
    waits: bool = field(kw_only=True)

    @property
    def included(self) -> bool:
        """Unknown includes, but not what only waits for scores: no reader can find that out on the page."""
        return self.outcome.tri is not Tri.NO and not self.waits


def awaits_score(outcome: Outcome) -> bool:
    """True when nothing but scores that nobody has yet left the outcome open."""
    return outcome.tri is Tri.UNKNOWN and bool(outcome.because) and all(from_statements(name) for name in outcome.because)


def is_withheld(outcome: Outcome, lookup: Lookup) -> bool:
    """True when an answer that does not leave the municipality left the outcome open: the edition to share leaves the piece out.

    That tells nothing: it is so whatever the answer is.
    """
    return outcome.tri is Tri.UNKNOWN and any(lookup(name).state == NOT_SHARED for name in outcome.because)


def is_hidden(outcome: Outcome, values: Values) -> bool:
    """True when what does not leave left the outcome open, also by way of a fact: no text may say on what it hangs, or that nobody knows it."""
    return outcome.tri is Tri.UNKNOWN and any(values.hidden(name) for name in outcome.because)


@dataclass(frozen=True)
class ChosenBlock:
    """A piece of a body: text, or a block with its outcome; dropped blocks have no body. `line` is where it stands in its file."""

    text: str = ""
    condition: Condition | None = None
    outcome: Outcome = ALWAYS
    body: tuple[ChosenBlock, ...] = ()
    line: int = field(kw_only=True)


@dataclass(frozen=True)
class ChosenPage(Chosen[Page]):
    """A page with its blocks; `settled` is True when only its summary and check remain."""

    settled: bool = field(kw_only=True)
    body: tuple[ChosenBlock, ...] = ()


@dataclass(frozen=True)
class ChosenDocument(Chosen[Document]):
    """A model document with its blocks."""

    body: tuple[ChosenBlock, ...] = ()


@dataclass(frozen=True)
class ChosenChecklist(Chosen[Checklist]):
    """A list with its items, those that do not apply included."""

    items: tuple[Chosen[Item], ...] = ()

    @property
    def live_items(self) -> tuple[Chosen[Item], ...]:
        """The items that apply."""
        return tuple(item for item in self.items if item.included)


@dataclass(frozen=True)
class Selection:
    """Everything that was decided, in the order of the content, left-out things included."""

    pages: tuple[ChosenPage, ...]
    checklists: tuple[ChosenChecklist, ...]
    documents: tuple[ChosenDocument, ...]
    actions: tuple[Chosen[Action], ...]
    risks: tuple[Chosen[Risk], ...]


def is_later(phases: Sequence[str], now: Condition | None, values: Values) -> bool:
    """Return True when a thing belongs to a later stage than the municipality's own.

    It is *now* when its phases hold the municipality's fase or an earlier one; `now` overrules
    when it is yes; with fase unknown nothing is later.
    """
    phase = values.meant("phase")
    if not phases or not phase.known:
        return False
    at = values.content.phase_at
    if min(at(p) for p in phases) <= at(phase.text):
        return False
    return now is None or evaluate(now, values.lookup).tri is not Tri.YES


def select(pages: Iterable[Page], checklists: Iterable[Checklist], documents: Iterable[Document],
           actions: Iterable[Action], risks: Iterable[Risk], values: Values) -> Selection:
    """Decide on everything."""
    lookup = values.lookup

    def live(things: Iterable[_Live]) -> Iterable[_Live]:
        return (thing for thing in things if not thing.retired)

    def outcome(thing: HasCondition) -> Outcome:
        return evaluate(thing.when, lookup)

    def waits(thing: HasCondition) -> bool:
        certain = getattr(thing, "only_if_known", False) and outcome(thing).tri is Tri.UNKNOWN
        return not values.nothing and (certain or awaits_score(outcome(thing)) or is_withheld(outcome(thing), lookup))

    def hides(thing: HasCondition) -> bool:
        return not values.nothing and is_hidden(outcome(thing), values)

    def staged(thing: Page | Checklist | Document | Risk) -> bool:
        return is_later(thing.phases, getattr(thing, "now", None), values)

    return Selection(
        pages=tuple(
            ChosenPage(page, outcome(page), staged(page), waits=page.only_if_known and waits(page),
                       settled=page.settled is not None and evaluate(page.settled, lookup).tri is Tri.YES,
                       body=choose_blocks(page.body, lookup))
            for page in live(pages)),
        checklists=tuple(
            ChosenChecklist(checklist, outcome(checklist), staged(checklist), waits=checklist.only_if_known and waits(checklist),
                            items=tuple(Chosen(item, outcome(item), waits=waits(item) or hides(item)) for item in live(checklist.items)))
            for checklist in live(checklists)),
        documents=tuple(
            ChosenDocument(document, outcome(document), staged(document), waits=document.only_if_known and waits(document),
                           body=choose_blocks(document.body, lookup))
            for document in live(documents)),
        actions=tuple(_action(action, values, waits=waits(action)) for action in live(actions)),
        risks=tuple(Chosen(risk, outcome(risk), staged(risk), waits=waits(risk) or hides(risk)) for risk in live(risks)),
    )


def _action(action: Action, values: Values, *, waits: bool) -> Chosen[Action]:
    """Decide on an action: what the answers say is done, or makes no sense, is not to be done."""
    later = is_later((action.phase,), None, values)
    against = first_yes((action.done_when, action.unless), values.lookup)
    outcome = Outcome(Tri.NO, against.because) if against else evaluate(action.when, values.lookup)
    return Chosen(action, outcome, later, waits=waits or withheld(action, values.lookup))


def withheld(action: Action, lookup: Lookup) -> bool:
    """True when an answer that does not leave the municipality says whether an action applies or is done: to share it would say what may be untrue."""
    return any(is_withheld(evaluate(condition, lookup), lookup) for condition in (action.when, action.done_when, action.unless) if condition is not None)


def choose_blocks(body: Sequence[Block], lookup: Lookup) -> tuple[ChosenBlock, ...]:
    """Decide on the blocks of a body; a dropped block keeps its condition but not its text."""
    chosen = []
    for block in body:
        if block.condition is None:
            chosen.append(ChosenBlock(text=block.text, line=block.line))
            continue
        outcome = block.condition.evaluate(lookup)
        inner = choose_blocks(block.body, lookup) if outcome.tri is not Tri.NO else ()
        chosen.append(ChosenBlock(condition=block.condition, outcome=outcome, body=inner, line=block.line))
    return tuple(chosen)
