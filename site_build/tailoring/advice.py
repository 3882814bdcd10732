"""Which advice is given, and in what order: editors wrote it (advice.yml), this only chooses.

A piece is given when its condition is *yes*, never because something is unknown. What is unknown and
matters is a piece of its own kind, to find it out. A piece whose action does not apply, is done or was
dropped is not given: title, reason and action belong together.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from site_build.content.conditions import UNKNOWN, Outcome, Tri, evaluate, first_yes
from site_build.content.model import URGENCIES, Action, Advice, Content
from site_build.content.names import statement_name
from site_build.content.needs import STATEMENT
from site_build.content.phrases import Phrases
from site_build.interview.answers import Answers, PlanEntry
from site_build.interview.facts import Values
from site_build.interview.moment_days import last_workday
from site_build.tailoring.planning_calendar import free_dates
from site_build.tailoring.scores import Scores
from site_build.tailoring.selection import is_withheld, withheld

MOST = 3
ALONG = 2
"""At most so many pieces come first, and at most so many go along with one of those."""
_PEOPLE = URGENCIES[:2]  # people in danger, residents who lose help
_CONDITIONS = URGENCIES.index("voorwaarden")  # from here on advice waits for the choice between the ways
_CLOSED = ("klaar", "vervallen")
_OPEN = PlanEntry()


@dataclass(frozen=True)
class GivenAdvice:
    """A piece of advice that is given; `unknown` are the answers to find out, `place` counts from 1.

    `why_here` says in Dutch why it came where it came, `by` is the last working day of its term. `along` are the ids of the pieces
    that are done in one go with it; they stand among the rest.
    """

    advice: Advice
    outcome: Outcome
    unknown: tuple[str, ...]
    place: int
    first: bool
    why_here: str
    by: dt.date
    along: tuple[str, ...] = ()


@dataclass(frozen=True)
class AdviceList:
    """The advice of one handbook: one list, of which at most three pieces come first."""

    items: tuple[GivenAdvice, ...] = ()
    chosen: bool = False  # the choice between the ways has been made, or is not to be made

    @property
    def first(self) -> tuple[GivenAdvice, ...]:
        """The pieces that come first, at most three, no two of one group of subjects where others can be given."""
        return tuple(item for item in self.items if item.first)

    @property
    def rest(self) -> tuple[GivenAdvice, ...]:
        """All other pieces, in order."""
        return tuple(item for item in self.items if not item.first)

    @property
    def triage(self) -> bool:
        """True when running work is in such a state that one chooses first: restore, wind down, or go on. Not when that has been done."""
        return not self.chosen and any(item.advice.triage for item in self.items)

    @property
    def ended(self) -> bool:
        """True when there is no work any more: nothing is planned or read but what is advised."""
        return any(item.advice.ended for item in self.items)

    def of_action(self, action: str) -> GivenAdvice | None:
        """Return the most urgent piece that names this action, or that stands under this id in the plan."""
        return next((item for item in sorted(self.items, key=lambda i: URGENCIES.index(i.advice.urgency)) if item.advice.step == action), None)

    def urgency(self, action: str) -> int | None:
        """Return the urgency class of an action (0 is the most urgent), or None when no advice names it."""
        found = self.of_action(action)
        return None if found is None else URGENCIES.index(found.advice.urgency)


def advise(content: Content, values: Values, answers: Answers, scores: Scores | None = None, *, shared: bool = False) -> AdviceList:
    """Return the advice that these answers give, in order: by urgency, then as editors wrote it. Pure.

    For an edition to share, what names an action that is not shared is left out with it.
    """
    open_action = _open_actions(content, values, answers, shared=shared)
    doubted = {statement_name(s.id) for d in scores.dimensions for s in d.to_find_out} if scores and scores.filled else set()

    def is_unknown(name: str) -> bool:
        return name in doubted if name.startswith(STATEMENT) else values[name].state == UNKNOWN

    live = (piece for piece in content.advice if not piece.retired)
    found = [given for piece in live if answers.plan.get(piece.step, _OPEN).status not in _CLOSED and (given := _given(piece, values, open_action, is_unknown)) is not None]
    found.sort(key=lambda item: URGENCIES.index(item[0].urgency))
    choice = answers.plan.get(content.meaning("triage_choice"), _OPEN)
    chosen = choice.status in _CLOSED
    placing = _Placing(found, content, waits=not chosen and any(piece.triage for piece, _, _ in found))
    return AdviceList(_dated(placing, answers.today, content, _opening_days(content, values, answers.today)), chosen)


def _opening_days(content: Content, values: Values, today: dt.date) -> dict[str, dt.date]:
    """Return the day before what somebody answered that opens, per action that must be ready by then: advice about it has no later day."""
    given = {moment.id: values[moment.answer] for moment in content.moments if moment.answer and moment.missed}
    days = {id: day for id, value in given.items() if value.known and (day := dt.date.fromisoformat(value.text)) > today}
    return {action.id: min(ahead) - dt.timedelta(days=1) for action in content.actions if (ahead := [days[id] for id in action.needed_for if id in days])}


def action_state(action: Action, values: Values) -> Tri:
    """Return whether an action applies and is not yet done, by the answers alone."""
    if first_yes((action.done_when, action.unless), values.lookup):
        return Tri.NO
    state = evaluate(action.when, values.lookup).tri
    return Tri.NO if action.only_if_known and state is Tri.UNKNOWN else state


def _open_actions(content: Content, values: Values, answers: Answers, *, shared: bool) -> Callable[[str], bool]:
    closed = {id for id, entry in answers.plan.items() if entry.status in _CLOSED}
    actions = {action.id: action for action in content.actions if not action.retired and (action.share or not shared)}

    def is_open(id: str) -> bool:
        return id not in closed and id in actions and action_state(actions[id], values) is not Tri.NO and not withheld(actions[id], values.lookup)

    return is_open


_Found = tuple[Advice, Outcome, tuple[str, ...]]


def _given(piece: Advice, values: Values, open_action: Callable[[str], bool], is_unknown: Callable[[str], bool]) -> _Found | None:
    outcome = evaluate(piece.when, values.lookup)
    if outcome.tri is not Tri.YES or piece.action and not open_action(piece.action):
        return None
    against = evaluate(piece.unless, values.lookup) if piece.unless is not None else None
    if against is not None and (against.tri is Tri.YES or is_withheld(against, values.lookup)):
        return None
    unknown = tuple(name for name in piece.find_out if is_unknown(name))
    if piece.find_out and not unknown:
        return None
    return piece, outcome, unknown


class _Placing:
    """Puts at most three first, with what goes along; the rest keeps its order.

    A later piece about the same subject with the same action, or that asks what was asked already, would
    only say it again: it is left out. Where people are in danger or lose help, keeping what goes well waits; where one first chooses
    between the ways (`waits`), so does what would go along for good work.
    """

    def __init__(self, found: list[_Found], content: Content, *, waits: bool) -> None:
        self.phrases, self.waits = content.phrases, waits
        self.groups = {subject: group for group in content.advice_groups if not group.retired for subject in group.subjects}
        self.people = any(piece.urgency in _PEOPLE for piece, _, _ in found)
        said: set[tuple[str, str]] = set()  # subject with action, and subject with what is asked about it
        self.found: list[_Found] = []
        for piece, outcome, unknown in found:
            says = {(piece.subject, thing) for thing in (piece.action, *unknown) if thing}
            if not says or not says <= said:
                self.found.append((piece, outcome, unknown))
            said |= says
        self.first: list[Advice] = []
        for apart in (self._group, lambda piece: piece.subject):  # one subject of each group, and others only where that leaves room
            self._choose(apart)
        self.first.sort(key=[piece for piece, _, _ in self.found].index)
        self.along = self._along()

    def _group(self, piece: Advice) -> str:
        group = self.groups.get(piece.subject)
        return group.id if group else piece.subject

    def _choose(self, apart: Callable[[Advice], str]) -> None:
        for piece, _, _ in self.found:
            repeats = any(piece is one or apart(piece) == apart(one) or piece.action and piece.action == one.action or one.id in piece.part_of for one in self.first)
            if len(self.first) < MOST and not repeats and not (self.people and piece.kind == "vasthouden"):
                self.first.append(piece)

    def _along(self) -> dict[str, tuple[str, ...]]:
        """Return per piece that comes first what goes along with it: in order, each once."""
        taken = list(self.first)
        along: dict[str, tuple[str, ...]] = {}
        for lead in self.first:
            group = self.groups.get(lead.subject)
            subjects = (*group.subjects, *group.along) if group else (lead.subject,)
            fit: list[Advice] = []
            for piece, _, _ in sorted(self.found, key=lambda one: lead.id not in one[0].part_of):  # what is part of it before what is about the same
                waits = piece.kind == "vasthouden" or self.waits and URGENCIES.index(piece.urgency) >= _CONDITIONS
                said = any(piece is one or piece.action and piece.action == one.action for one in taken)
                if len(fit) < ALONG and (piece.subject in subjects or lead.id in piece.part_of) and not waits and not said:
                    fit.append(piece)
                    taken.append(piece)
            along[lead.id] = tuple(piece.id for piece in fit)
        return along

    def ordered(self) -> Iterator[tuple[_Found, bool, str]]:
        """Return every piece in its place: whether it comes first, and in Dutch why it stands there."""
        reasons: dict[str, str] = {}
        before: list[Advice] = []
        for piece, _, _ in self.found:
            reasons[piece.id] = _reason(piece, self.phrases) if piece in self.first else self._why_not(piece, before)
            before.append(piece)
        for first in (True, False):
            yield from ((one, first, reasons[one[0].id]) for one in self.found if (one[0] in self.first) is first)

    def _why_not(self, piece: Advice, before: list[Advice]) -> str:
        for number, one in enumerate(self.first, start=1):
            if piece.id in self.along[one.id]:
                return self.phrases("advice.goes_along", number=number)
            if one in before and (self._group(one) == self._group(piece) or one.id in piece.part_of):
                return self.phrases("advice.same_subject", number=number)
        if any(piece.action and piece.action == one.action for one in self.first if one in before):
            return self.phrases("advice.same_action")
        return f"{_reason(piece, self.phrases)} {_behind(piece, before, self.phrases)}"


def _dated(placing: _Placing, today: dt.date, content: Content, opening: Mapping[str, dt.date]) -> tuple[GivenAdvice, ...]:
    closed = free_dates(content.free_days)

    def by(piece: Advice) -> dt.date:
        within = today + dt.timedelta(days=piece.within.in_days)
        return last_workday(min(within, opening.get(piece.action, within)), closed, today)

    return tuple(GivenAdvice(piece, outcome, unknown, place, first, why, by(piece), placing.along.get(piece.id, ()))
                 for place, ((piece, outcome, unknown), first, why) in enumerate(placing.ordered(), start=1))


def _behind(piece: Advice, before: list[Advice], phrases: Phrases) -> str:
    """Say how many pieces are more urgent, and how many of the same urgency stand before it."""
    same = sum(other.urgency == piece.urgency for other in before)
    more = len(before) - same
    parts = [phrases("advice.one_more_urgent" if more == 1 else "advice.more_urgent", count=more)] if more else []
    if same:
        parts.append(phrases("advice.one_as_urgent" if same == 1 else "advice.as_urgent", count=same))
    return f"{' en '.join(parts)}."


def _reason(piece: Advice, phrases: Phrases) -> str:
    reason = phrases("advice.belongs_to", urgency=phrases.one("urgency", piece.urgency))
    return f"{reason} {phrases('advice.not_known')}" if piece.kind == "uitzoeken" else reason

