"""The period, and actions -> jobs: size factors, what goes together, what comes first (fact base, implementatie 7.1-7.3).

Urgency decides before phase and score. The tiers, first to last: the urgent classes of advice (people in
danger, residents who lose help, the law), what the first moment of the money needs where that is near, nobody
who may decide, other preconditions and what other moments need, and then the rest.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from site_build.content.conditions import KNOWN
from site_build.content.facts import FactValue
from site_build.content.model import NO, URGENCIES, Action, Content
from site_build.content.phrases import Phrases
from site_build.errors import ContentError, Problem
from site_build.interview.answers import Answers, PlanEntry
from site_build.interview.facts import Values
from site_build.tailoring.advice import AdviceList
from site_build.tailoring.moments import DatedMoment, MoneyDecision
from site_build.tailoring.own_actions import is_own
from site_build.tailoring.planning_calendar import WEEK
from site_build.tailoring.scores import Scores

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
    waits: bool = False  # it is the choice between ways, or what that waits for: forced, but one after the other
    forced: bool = False  # people are in danger, or something must stop: from the first day, whatever the time of people
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
            return money.end, stops, ((money_ends, stops, money.end),)
    return start + dt.timedelta(days=365), phrases("plan.year_ahead"), ()


def deadlines_ahead(ahead: Sequence[tuple[str, str, dt.date]], moments: Sequence[DatedMoment], start: dt.date, end: dt.date,
               money: bool) -> dict[str, tuple[str, dt.date]]:
    """Return title and day of every moment that lies ahead; geldbesluit is the first on the way to the money."""
    found = {m.id: (m.title, m.date) for m in moments if m.date and start < m.date <= end and m.certain}
    found.update({id: (title, date) for id, title, date in ahead})
    if ahead and money:
        found[MONEY] = (ahead[0][1], ahead[0][2])
    return found


def check_cycles(actions: Sequence[Action]) -> None:
    """Raise ContentError when actions wait for each other; every circle is named once."""
    by_id = {action.id: action for action in actions}
    state: dict[str, int] = {}
    problems: list[Problem] = []

    def waits(action: Action) -> tuple[str, ...]:
        return (*action.after, *action.rather_after)

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


def _circle(ids: Sequence[str], by_id: Mapping[str, Action]) -> Problem:
    waits = " wacht op ".join(f"'{id}'" for id in (*ids, ids[0]))
    return Problem(by_id[ids[0]].place, "acties-kring", f"Deze acties wachten op elkaar: {waits}.",
                   "Haal een van de verwijzingen bij 'after' weg.")


def size(values: Values) -> tuple[FactValue, bool]:
    """Return the size (a middle-sized one where it is not known), and whether the rules for a small municipality that works alone apply."""
    fact, known = values.content.known_facts.get(values.content.meaning("size")), values.meant("size")
    found = (fact.value(known.value) if fact and known.state == KNOWN else None) or FactValue(id="", label="")
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
    into = _merges([a for a in live if given.of_action(a.id) is None], by_id) if alone else {}
    jobs: dict[str, Job] = {}
    for order, action in enumerate(live):
        if action.id in into:
            continue
        parts = [action, *(a for a in live if into.get(a.id) == action.id)]
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


def rank_jobs(jobs: Mapping[str, Job], content: Content, values: Values, answers: Answers, scores: Scores | None,
              deadlines: Mapping[str, tuple[str, dt.date]], given: AdviceList, past: Collection[str] = ()) -> None:
    """Decide which jobs are urgent, belong to a later stage, and in which order the rest comes.

    `deadlines` is the title and day per moment that still lies ahead; geldbesluit is one of them. `past` are moments that have
    come while what they need should have been ready: that is no less needed now. A job
    that a piece of advice names takes its class and its term. Prerequisites of an urgent job are urgent;
    those of a job that is planned are planned; only what is forced waits for nothing.
    """
    phase = values.meant("phase")
    own = content.phase_at(phase.text) if phase.known else len(content.phases)
    labels = [label.id for label in content.scoring.labels]
    still = _standstill(jobs, content, answers)
    near = MONEY in deadlines and deadlines[MONEY][1] - answers.today <= NEAR
    for job in jobs.values():
        action, entry = job.action, answers.plan.get(job.id)
        distance = own - content.phase_at(action.phase)
        needed = [deadlines[id] for id in _all_needed(job, content) if id in deadlines and id != MONEY]
        money = MONEY in _all_needed(job, content) and MONEY in deadlines
        if needed:
            job.deadline = min(needed, key=lambda pair: pair[1])
        elif money:
            job.deadline = deadlines[MONEY]
        advised = next((piece for id in (job.id, *job.merged) if (piece := given.of_action(id)) is not None), None)
        job.owner = advised.advice.who if advised is not None else action.owner
        if action.fresh and advised is None and job.deadline:
            job.fresh = job.deadline[1] - dt.timedelta(weeks=action.fresh)
        if advised is not None:
            job.urgency, job.term, job.first = URGENCIES.index(advised.advice.urgency), advised.by, advised.first
        job.money = MONEY in deadlines and (money or deadlines[MONEY] in needed)
        # In danger one first chooses which way to go: what only another way to go on needs, is for after that choice.
        first_money = job.money and near and not given.triage
        overdue = any(id in past for id in _all_needed(job, content))
        must = action.hard or (needed or money or overdue) and not given.triage
        job.tier = min(job.urgency if job.urgency < NEEDED else REST, FIRST_MONEY if first_money else REST, STILL if job.id in still else REST,
                       NEEDED if must or job.urgency == NEEDED else REST)
        if advised is not None and advised.advice.triage:
            job.tier = min(job.tier, RESIDENTS)
        # In danger one does what is urgent or advised, and nothing else; otherwise what belongs to a later stage waits.
        can_wait = job.tier == REST and not _chosen(advised is not None, entry)
        job.later = can_wait and (distance < 0 or given.triage) or given.ended and not _chosen(advised is not None, entry)
        # The stage before the own one is often not finished: it counts as the own stage.
        job.rank = (job.urgency, *_score_rank(action, scores, labels), max(0, distance - 1), job.order)
        job.own_tier = job.tier
        # People in danger, and whatever must stop for residents or the law: it waits for nothing and nobody.
        job.forced = advised is not None and (job.urgency == 0 or advised.advice.kind == "stop" and job.urgency < FIRST_MONEY)
    choice = jobs.get(content.meaning("triage_choice")) if given.triage else None
    if choice is not None:
        _choose_first(choice, jobs, answers)
    for job in jobs.values():
        _wait_for(job, _held_up_by(job, jobs, triage=given.triage), jobs)
    for job in sorted(jobs.values(), key=lambda j: j.tier):
        if not job.later:
            _pull(job, jobs)


def _standstill(jobs: Mapping[str, Job], content: Content, answers: Answers) -> set[str]:
    """Return the actions that end what another one stops, or has stopped already."""
    return {action.pause.until for action in content.actions
            if action.pause and (action.id in jobs or action.id in answers.plan and answers.plan[action.id].status == "klaar")}


def _chosen(advised: bool, entry: PlanEntry | None) -> bool:
    """Whether advice names it, or she gave it a date or began with it."""
    return advised or entry is not None and bool(entry.date or entry.status == "bezig")


def _choose_first(choice: Job, jobs: Mapping[str, Job], answers: Answers) -> None:
    """Put the choice between the ways, and whoever must be appointed for it, in the first weeks, whatever the time of people.

    What is neither urgent by advice nor decided by a person waits for it: which way to go decides on everything else.
    """
    before, todo = {choice.id}, [choice.id]
    while todo:
        for id in jobs[todo.pop()].after:
            if id not in before and id not in jobs[choice.id].rather:
                before.add(id)
                todo.append(id)
    soon = answers.today + CHOICE
    for id in before:
        job = jobs[id]
        job.forced, job.later, job.tier = True, False, min(job.tier, RESIDENTS)
        job.own_tier, job.term = job.tier, min(job.term or soon, soon)
        job.waits = True
    for job in jobs.values():
        if job.id not in before and not job.forced and job.urgency >= NEEDED and not _chosen(False, answers.plan.get(job.id)) and choice.id not in job.after:
            job.after = (*job.after, choice.id)
            choice.followers.append(job.id)


def _held_up_by(job: Job, jobs: Mapping[str, Job], *, triage: bool) -> list[str]:
    """Return what a job really waits for: no `rather_after` where it is urgent, and where it is forced only what a choice cannot do without."""
    if job.forced:
        return [id for id in job.after if job.waits and jobs[id].waits and id not in job.rather]
    urgent = triage or job.urgency < NEEDED
    return [id for id in job.after if not (urgent and id in job.rather)]


def _wait_for(job: Job, ids: Sequence[str], jobs: Mapping[str, Job]) -> None:
    for id in job.after:
        if id not in ids:
            jobs[id].followers.remove(job.id)
    job.after = tuple(ids)


def earliest_ends(jobs: Mapping[str, Job]) -> dict[str, int]:
    """Return per job after how many working days it can be done at the earliest, with what must come before it."""
    found: dict[str, tuple[int, int]] = {}  # last day of work, day on which it is decided

    def visit(id: str) -> tuple[int, int]:
        if id not in found:
            before = [visit(other) for other in jobs[id].after]
            worked = max((w for w, _ in before), default=0) + jobs[id].days
            found[id] = worked, max([worked + jobs[id].extra, *(d for _, d in before)])
        return found[id]

    return {id: visit(id)[1] for id in jobs}


def _all_needed(job: Job, content: Content) -> tuple[str, ...]:
    if not job.merged:
        return job.action.needed_for
    merged = {a.id: a.needed_for for a in content.actions if a.id in job.merged}
    return (*job.action.needed_for, *(id for needed in merged.values() for id in needed))


def _pull(job: Job, jobs: Mapping[str, Job]) -> None:
    todo = list(job.after)
    while todo:
        before = jobs[todo.pop()]
        if before.tier > job.tier or before.later:
            before.tier, before.later = min(before.tier, job.tier), False
            todo.extend(before.after)


def _score_rank(action: Action, scores: Scores | None, labels: Sequence[str]) -> tuple[int, int]:
    """The lowest label first, then what nobody knows, then the rest; lower points first within a label."""
    found = scores.dimension(action.dimension) if scores and scores.filled else None
    if found is None:
        return (0, 0)
    if found.points is None or found.label not in labels:
        return (1, 0)
    level = labels.index(found.label)
    return (0 if level == 0 else level + 1, found.points)
