"""The period, and actions -> jobs: size factors, what goes together, what comes first (fact base, implementatie 7.1-7.3).

Which of them go first is decided in `planning_ranks`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from site_build.content.facts import FactValue
from site_build.content.model import NO, URGENCIES, Action
from site_build.content.phrases import Phrases
from site_build.errors import ContentError, Problem
from site_build.interview.facts import Values
from site_build.tailoring.advice import AdviceList
from site_build.tailoring.moments import DatedMoment, MoneyDecision
from site_build.tailoring.own_actions import is_own
from site_build.tailoring.planning_calendar import WEEK

UNIT = 10_000  # units in one half-day: whole numbers, so that sums are exact
MONEY = "geldbesluit"  # the decision on structural money, whichever moment comes first
RESIDENTS = URGENCIES.index("hulp_stopt")
FIRST_MONEY = URGENCIES.index("geld_of_mensen")  # with what the first moment of the money needs
STILL = FIRST_MONEY - 1  # what ends a standstill: as long as it lasts people are helped worse
NEEDED = URGENCIES.index("voorwaarden")  # preconditions, and what the other moments need
REST = NEEDED + 1
NEAR = dt.timedelta(weeks=26)  # what a moment further away needs is planned by its last day to start
CHOICE = dt.timedelta(weeks=4)  # 'this month', in which one chooses which way to go
UNADVISED = len(URGENCIES)
_SOON_STALE = 8  # weeks: a decision about how things stand, not the people who were found


@dataclass
class Job:
    """An action to be placed: effort in units, duration in working days."""

    action: Action
    lead: int
    others: int
    days: int
    extra: int
    after: tuple[str, ...]
    merged: tuple[str, ...] = ()
    rather: frozenset[str] = frozenset()  # the part of `after` that something urgent does not wait for
    begins: bool = False  # its work takes longer than the term of its advice: it is to begin within it
    tier: int = REST
    own_tier: int = REST  # before prerequisites of something urgent became urgent themselves
    later: bool = False
    order: int = 0
    owner: str = ""  # a role: of the advice that names it, else of the action
    urgency: int = UNADVISED  # the class of the advice that names it, 0 is the most urgent
    first: bool = False  # the advice that names it comes first
    along: bool = False  # the advice that names it goes along with what comes first
    waits: bool = False  # it is the choice between ways, or what that waits for: forced, but one after the other
    forced: bool = False  # people are in danger, or something must stop: from the first day, whatever the time of people
    overdue: bool = False  # a moment that needs it has come already: as soon as people have time
    pressing: bool = False  # a day that page one answers for is near and needs it: more than three at a time where it would be too late
    front: bool = False  # the advice that names it comes first, or it must come before such a job
    stays: bool = False  # no other order of the plan may leave it without a place
    money: bool = False  # the first moment of the money needs it
    deadline: tuple[str, dt.date] | None = None  # title of the moment, last day
    term: dt.date | None = None  # the last day of the advice that names it
    fresh: dt.date | None = None  # not made before this day: it would be stale when it is needed
    rank: tuple[int, ...] = ()
    latest_start: int = 0
    followers: list[str] = field(default_factory=list)

    @property
    def id(self) -> str:
        """The action's id."""
        return self.action.id

    def wait_for(self, before: Job) -> None:
        """Let it come after another one."""
        self.after = (*self.after, before.id)
        before.followers.append(self.id)

    def wait_no_longer(self, before: Job) -> None:
        """Let it not come after another one any more."""
        self.after = tuple(id for id in self.after if id != before.id)
        before.followers.remove(self.id)

    @property
    def opens(self) -> bool:
        """It is what happens on a day: what must come before it is decided by then, and not only worked on."""
        return bool(self.action.opens)

    @property
    def length(self) -> int:
        """Working days from the start to the end, waiting for a decision included."""
        return self.days + self.extra


def period(money: MoneyDecision | None, start: dt.date, phrases: Phrases,
           money_ends: str = "") -> tuple[dt.date, str, tuple[tuple[str, str, dt.date], ...]]:
    """Return the end of the period, its title, and the moments of the money that still lie ahead; `money_ends` is the id of its last day."""
    if money:
        ahead = tuple((m.id, m.title, m.date) for m in money.route if m.date > start)
        if ahead:
            return ahead[-1][2], ahead[-1][1], ahead
        if money.end > start:
            stops = phrases("money.money_stops")
            return money.end, stops, (*((m.id, m.title, m.date) for m in money.coming(start)), (money_ends, stops, money.end))
    return start + dt.timedelta(days=365), phrases("plan.year_ahead"), ()


def deadlines_ahead(ahead: Sequence[tuple[str, str, dt.date]], moments: Sequence[DatedMoment], start: dt.date, end: dt.date,
                    own: Collection[str] = ()) -> dict[str, tuple[str, dt.date]]:
    """Return title and day of every moment that lies ahead; geldbesluit is the first on the way to the money.

    What is perhaps not of this municipality counts only where it is the first step to its `own` budget: every municipality has that, whatever it calls it.
    """
    found = {m.id: (m.title, m.date) for m in moments if m.date and start < m.date <= end and (m.certain or m.id in own)}
    found.update({id: (title, date) for id, title, date in ahead})
    if ahead:
        found[MONEY] = (ahead[0][1], ahead[0][2])
    return found


def check_cycles(actions: Sequence[Action]) -> None:
    """Raise ContentError when actions wait for each other; every circle is named once."""
    by_id = {action.id: action for action in actions}
    state: dict[str, int] = {}
    problems: list[Problem] = []

    def waits(action: Action) -> tuple[str, ...]:
        return (*before(action, actions), *action.rather_after)

    def visit(start: str) -> None:
        # A stack of our own: a long chain must not run into Python's recursion limit.
        stack = [(start, iter(waits(by_id[start])))]
        path = [start]
        state[start] = 1
        while stack:
            id, following = stack[-1]
            for next_id in following:
                if next_id not in by_id:
                    continue
                if state.get(next_id) == 1:
                    problems.append(_circle(path[path.index(next_id):], by_id))
                elif next_id not in state:
                    state[next_id] = 1
                    path.append(next_id)
                    stack.append((next_id, iter(waits(by_id[next_id]))))
                    break
            else:
                state[id] = 2
                path.pop()
                stack.pop()

    for action in actions:
        if action.id not in state:
            visit(action.id)
    if problems:
        raise ContentError(problems)


def before(action: Action, actions: Iterable[Action]) -> tuple[str, ...]:
    """Return what an action must wait for: what editors wrote, and, where it opens a moment, all that the moment needs."""
    if not action.opens:
        return action.after
    return tuple(dict.fromkeys((*action.after, *(other.id for other in actions if action.opens in other.needed_for and other.id != action.id))))


def _circle(ids: Sequence[str], by_id: Mapping[str, Action]) -> Problem:
    waits = " wacht op ".join(f"'{id}'" for id in (*ids, ids[0]))
    return Problem(by_id[ids[0]].place, "acties-kring", f"Deze acties wachten op elkaar: {waits}.",
                   "Haal een van de verwijzingen bij 'after' weg.")


def size(values: Values) -> tuple[FactValue, bool]:
    """Return the size (a middle-sized one where it is not known), and whether the rules for a small municipality that works alone apply."""
    fact, known = values.content.known_facts.get(values.content.meaning("size")), values.meant("size")
    found = (fact.value(known.value) if fact else None) or FactValue(id="", label="")
    together = values.meant("together")
    return found, found.small and together.known and together.value == NO


def make_jobs(actions: Sequence[Action], values: Values, closed: frozenset[str], given: AdviceList) -> tuple[dict[str, Job], tuple[str, ...]]:
    """Return a job per action that is still to be done, and the ids that a small municipality skips.

    `closed` are done or dropped: they are no jobs, and nothing waits for them. What advice names (`given`) has an owner and a
    day of its own, and is not taken along with something else.
    """
    found, alone = size(values)
    live = [a for a in actions if a.id not in closed and not (alone and a.skip_small)]
    skipped = tuple(a.id for a in actions if a.id not in closed and alone and a.skip_small)
    by_id = {a.id: a for a in live}
    by_id |= {a.id: replace(a, after=before(a, live)) for a in live if a.opens}
    into = _merges([a for a in by_id.values() if given.of_action(a.id) is None], by_id) if alone else {}
    jobs: dict[str, Job] = {}
    for order, action in enumerate(live):
        if action.id in into:
            continue
        parts = [by_id[action.id], *(a for a in live if into.get(a.id) == action.id)]
        must = {into.get(id, id) for part in parts for id in part.after if id in by_id}
        after = dict.fromkeys(into.get(id, id) for part in parts for id in (*part.after, *part.rather_after) if id in by_id)
        after.pop(action.id, None)
        jobs[action.id] = Job(
            action, sum(_units(p, p.effort.lead, found) for p in parts), sum(_units(p, p.effort.others, found) for p in parts),
            max(1, max(p.weeks for p in parts) * WEEK), max(p.extra_weeks for p in parts) * WEEK, tuple(after),
            tuple(p.id for p in parts[1:]), order=order, rather=frozenset(after) - must)
    for job in jobs.values():
        for id in job.after:
            jobs[id].followers.append(job.id)
    return jobs, skipped


def _units(action: Action, half_days: float, size_: FactValue) -> int:
    as_given = is_own(action.id) or size_.small and action.fixed_size  # the municipality's own half-days are its own size
    factor = 100 if as_given else size_.effort
    return round(half_days * UNIT * factor / 100)


def _merges(live: Sequence[Action], by_id: Mapping[str, Action]) -> dict[str, str]:
    """Return which action goes together with which; never where that would make a circle."""
    into: dict[str, str] = {}
    for action in live:
        target = action.merge_small
        usable = target in by_id and target not in into and not by_id[target].merge_small
        if usable and not any(_reaches(id, target, by_id) for id in (*action.after, *action.rather_after) if id != target):
            into[action.id] = target
    return into


def _reaches(start: str, target: str, by_id: Mapping[str, Action]) -> bool:
    seen, todo = set(), [start]
    while todo:
        id = todo.pop()
        if id == target:
            return True
        if id in by_id and id not in seen:
            seen.add(id)
            todo.extend((*by_id[id].after, *by_id[id].rather_after))
    return False


def look_over(jobs: Mapping[str, Job], dated: Collection[str]) -> None:
    """Where nobody knows the day on which something opens, let what would be stale before it come after all that it is about. In place.

    `dated` are the moments of which the day is known: what is for such a day keeps to the day.
    """
    opened = {job.action.opens for job in jobs.values() if job.opens} - {*dated}
    for job in (job for job in jobs.values() if 0 < job.action.fresh <= _SOON_STALE):
        for moment in opened.intersection(job.action.needed_for):
            for other in jobs.values():
                older = not other.action.fresh or other.action.fresh > job.action.fresh
                if older and moment in other.action.needed_for and not other.opens and other.id not in job.after and job.id not in with_before(jobs, (other.id,)):
                    job.wait_for(other)


def earliest_ends(jobs: Mapping[str, Job]) -> dict[str, int]:
    """Return per job after how many working days it can be done at the earliest, with what must come before it."""
    found: dict[str, tuple[int, int]] = {}  # last day of work, day on which it is decided

    def visit(id: str) -> tuple[int, int]:
        if id not in found:
            earlier = [visit(other) for other in jobs[id].after]
            worked = max((decided if jobs[id].opens else work for work, decided in earlier), default=0) + jobs[id].days
            found[id] = worked, max([worked + jobs[id].extra, *(decided for _, decided in earlier)])
        return found[id]

    return {id: visit(id)[1] for id in jobs}


def in_order(jobs: Mapping[str, Job]) -> Iterable[Job]:
    """Yield every job after its prerequisites."""
    waiting = {id: len(job.after) for id, job in jobs.items()}
    ready = [id for id, count in waiting.items() if not count]
    while ready:
        job = jobs[ready.pop()]
        yield job
        for id in job.followers:
            waiting[id] -= 1
            if not waiting[id]:
                ready.append(id)


def with_before(jobs: Mapping[str, Job], ids: Iterable[str], *, rather: bool = True) -> set[str]:
    """Return some jobs with whatever they wait for; without `rather` only with what they cannot do without."""
    found = set(ids)
    todo = list(found)
    while todo:
        job = jobs[todo.pop()]
        new = set(job.after) - found - (set() if rather else job.rather)
        found |= new
        todo += new
    return found
