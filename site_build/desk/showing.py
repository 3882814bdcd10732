"""Where something shows: in how many sets of answers and in which situations, and the smallest change of answers that shows it."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from site_build.content.conditions import Condition, ConditionError, Lookup, Tri, Value, parse
from site_build.content.documents import Json
from site_build.content.model import Content, Question
from site_build.content.walking import Use, uses_of
from site_build.desk.candidates import candidates, constants_of
from site_build.desk.checking_conditions import needed_by
from site_build.desk.searching import Searcher
from site_build.desk.worlds import world_of

_CHANGES = 2  # answers that are tried together, before a whole example is taken and made smaller
_TRIES = 6000


@dataclass(frozen=True)
class Goal:
    """What must hold for something to show: conditions that must be yes (or at least not no), and one that must not be yes."""

    conditions: tuple[Condition, ...]
    unless: Condition | None = None
    certain: bool = False  # unknown leaves it out

    @property
    def everything(self) -> tuple[Condition, ...]:
        """All conditions that decide on it."""
        return (*self.conditions, *([self.unless] if self.unless is not None else ()))

    def state(self, lookup: Lookup) -> Tri:
        """Return whether it shows: yes, no, or undecided (it then shows with a label, unless it must be certain)."""
        found = [condition.evaluate(lookup).tri for condition in self.conditions]
        if self.unless is not None and self.unless.evaluate(lookup).tri is Tri.YES or Tri.NO in found:
            return Tri.NO
        return Tri.UNKNOWN if Tri.UNKNOWN in found else Tri.YES

    def shows(self, lookup: Lookup) -> bool:
        """Return whether a reader sees it."""
        state = self.state(lookup)
        return state is Tri.YES or state is Tri.UNKNOWN and not self.certain


def goals_of(content: Content, file: str) -> Iterator[tuple[Use, Goal]]:
    """Yield everything in a file that a condition decides on, in reading order; what cannot be read is left out."""
    certain = {thing.id for group in (content.pages, content.checklists, content.documents, content.actions) for thing in group if thing.only_if_known}
    for use in sorted(uses_of(content), key=lambda use: use.condition.place):
        if use.condition.place.file != file or use.field != "when" or use.kind == "advice":
            continue
        goal = Goal((*use.given, use.condition), use.unless, use.kind in ("page", "checklist", "document", "action") and use.key in certain)
        try:
            for condition in goal.everything:
                parse(condition.text)
        except ConditionError:
            continue
        yield use, goal


def smallest_change(content: Content, goal: Goal, base: Mapping[str, Json], today: dt.date,
                    extra: Mapping[str, Value] | None = None) -> dict[str, Json] | None:
    """Return the fewest answers to change in `base` so that it surely shows (question -> answer), or None where none was found.

    Exact up to two answers; above that an example that the search finds, without what it does not need. `extra` holds what no question
    decides, such as scores: they stay as they are.
    """
    world = world_of(content, today)

    def reached(change: Mapping[str, Json]) -> bool:
        return goal.state(world({**base, **change}, extra or {})) is Tri.YES

    if reached({}):
        return {}
    options = {question.id: [value for value in _options(content, question, goal, base.get(question.id), today) if value != base.get(question.id)]
               for question in _questions(content, goal)}
    tries = 0
    for size in range(1, _CHANGES + 1):
        for names in itertools.combinations(options, size):
            for values in itertools.product(*(options[name] for name in names)):
                tries += 1
                if tries > _TRIES:
                    break
                if reached(change := dict(zip(names, values, strict=True))):
                    return change
    return _made_smaller(_example(content, goal, today), reached)


def _example(content: Content, goal: Goal, today: dt.date) -> dict[str, Json]:
    searcher = Searcher(content, world_of(content, today), today, limit=20_000)
    return searcher.answers([(condition, Tri.YES) for condition in goal.conditions] + ([(goal.unless, Tri.NO)] if goal.unless else [])) or {}


def _made_smaller(change: dict[str, Json], reached: Callable[[Mapping[str, Json]], bool]) -> dict[str, Json] | None:
    """Leave out, one by one, what is not needed."""
    if not reached(change):
        return None
    for name in list(change):
        without = {other: value for other, value in change.items() if other != name}
        if reached(without):
            change = without
    return change


def _questions(content: Content, goal: Goal) -> list[Question]:
    """The questions on which a goal depends, those that it names first."""
    return [content.questions[name] for name in _names(content, goal, owners=True) if name in content.questions]


def _options(content: Content, question: Question, goal: Goal, now: Json, today: dt.date) -> Iterable[Json]:
    """Answers worth trying: for several choices, one more or one less than there are now."""
    if question.type != "choices":
        return itertools.islice(candidates(content, question, constants_of(goal.everything), today, set(_names(content, goal))), 40)
    live = [choice.id for choice in question.choices if not choice.retired]
    chosen = [id for id in now if id in live] if isinstance(now, (list, tuple)) else []
    single = [[id] for id in live]
    more = [sorted({*chosen, id} - {question.none}, key=live.index) for id in live if id not in chosen and id != question.none]
    less = [[other for other in chosen if other != id] for id in chosen if len(chosen) > 1]
    return [*more, *less, *single]


def _names(content: Content, goal: Goal, *, owners: bool = False) -> list[str]:
    """All names on which a goal depends, those that it names first; with `owners` also the question that a part belongs to."""
    found: dict[str, None] = {}
    waiting = [name for condition in goal.everything for name in condition.names()]
    while waiting:
        name = waiting.pop(0)
        if name not in found:
            found[name] = None
            waiting.extend(needed_by(content, name))
            if owners:
                waiting.append(name.partition(".")[0])
    return list(found)


def count(goal: Goal, worlds: Iterable[Mapping[str, Value]]) -> int:
    """Return in how many of these worlds it shows."""
    return sum(goal.shows(world.__getitem__) for world in worlds)
