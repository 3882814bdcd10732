"""What page one must say about the plan: what cannot wait and does not fit, and whether the first moment of the money is met."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from site_build.content.model import URGENCIES, Action, Content
from site_build.tailoring.moments import DatedMoment, MoneyDecision
from site_build.tailoring.planning_calendar import WEEK, WorkCalendar
from site_build.tailoring.planning_jobs import FIRST_MONEY, NEEDED, UNIT, Job, with_before
from site_build.tailoring.planning_types import LATE, MISSING, OVER, Alarm, Overdue, Paused, Reach
from site_build.tailoring.scheduling import schedule, schedule_as_ranked
from site_build.tailoring.scheduling_board import Request, Spot

_MOST = 10  # half-days a week: nobody finds more than that


@dataclass(frozen=True)
class Watched:
    """A moment that page one answers for: can it be met? `missed` is what editors advise where it cannot; `money`: the first one of the money."""

    id: str
    title: str
    date: dt.date
    estimate: bool
    missed: str
    money: bool


def watched(content: Content, moments: Sequence[DatedMoment], money: MoneyDecision | None, deadlines: Mapping[str, tuple[str, dt.date]],
            today: dt.date) -> tuple[Watched, ...]:
    """Return the moments that page one answers for, by date: the first one of the money, and where editors say what to do when it is missed."""
    texts = {moment.id: moment.missed for moment in content.moments}
    route = {moment.id: moment for moment in (money.coming(today) if money else ())}
    first = next(iter(route), "")
    estimates = {**{moment.id: moment.estimate for moment in moments}, **{id: moment.estimate for id, moment in route.items()}}
    found = [Watched(id, title, date, estimates.get(id, False), texts.get(id, ""), id == first)
             for id, (title, date) in deadlines.items() if id == first or texts.get(id)]
    return tuple(sorted(found, key=lambda moment: (moment.date, moment.id)))


def find_alarms(jobs: Mapping[str, Job], request: Request, spots: Mapping[str, Spot], missing: Collection[str],
                calendar: WorkCalendar) -> tuple[Alarm, ...]:
    """Return what the advice calls urgent (people, residents, the law, the money) and does not fit, the most urgent first."""
    found = []
    taken_lead = taken_others = 0
    for job in sorted(jobs.values(), key=lambda job: (job.urgency, spots[job.id].worked if job.id in spots else 0, job.order)):
        if job.urgency > FIRST_MONEY:
            continue
        spot = spots.get(job.id)
        days = (spot.worked if spot else request.limit) + 1
        there = request.lead * days, request.others * days
        reason = _reason(job, request, spot, missing)
        if job.forced:
            taken_lead, taken_others = taken_lead + job.lead, taken_others + job.others
            if not reason and (taken_lead > there[0] or taken_others > there[1]):
                reason = OVER
        lead, others = (taken_lead, taken_others) if job.forced else (job.lead, job.others)
        if reason:
            found.append(Alarm(job.action, URGENCIES[job.urgency], reason, _wanted(job, request, calendar),
                               calendar.days[spot.last] if spot else None, lead / UNIT, others / UNIT, there[0] / UNIT, there[1] / UNIT, job.money))
    return tuple(found)


def _reason(job: Job, request: Request, spot: Spot | None, missing: Collection[str]) -> str:
    if spot is None:
        return MISSING if job.id in missing else ""
    slack = 0 if job.urgency == 0 else WEEK - 1  # a few days later is no news, but where people are in danger
    return LATE if spot.last > request.deadlines.get(job.id, request.limit) + slack else ""


def _wanted(job: Job, request: Request, calendar: WorkCalendar) -> dt.date:
    """Return the day on which it should have been done: as the advice says, or the moment that needs it."""
    term = None if job.begins else job.term  # what takes longer than its term is to begin within it
    days = [day for day in (term, job.deadline[1] if job.deadline else None) if day]
    return min(days) if days else calendar.days[max(request.deadlines[job.id], 0)]


def find_overdue(content: Content, moments: Sequence[DatedMoment], to_do: Sequence[Action]) -> tuple[Overdue, ...]:
    """Return the moments that editors answer for, whose day has passed while something that they need is still to be done."""
    found = []
    for moment, day, text in come(content, moments):
        if actions := tuple(action for action in to_do if moment.id in action.needed_for):
            found.append(Overdue(moment.title, day, actions, text))
    return tuple(found)


def find_pauses(stopping: Sequence[Action], open_: Mapping[str, Action], ends: Mapping[str, dt.date]) -> tuple[Paused, ...]:
    """Return what stands still: since an action that stops something (planned, or done), as long as what ends that is to be done.

    `open_` are the actions that are to be done, `ends` the last day of those that are planned.
    """
    return tuple(Paused(action, open_[action.pause.until], ends.get(action.pause.until), action.pause.say, action.pause.meanwhile)
                 for action in stopping if action.pause and action.pause.until in open_)


def come(content: Content, moments: Sequence[DatedMoment]) -> Iterator[tuple[DatedMoment, dt.date, str]]:
    """Yield the moments that have come, with their day, and what editors say to do about what should have been ready by then."""
    texts = {moment.id: moment.overdue for moment in content.moments if moment.overdue}
    for moment in moments:
        if moment.passed and moment.certain and moment.date and moment.id in texts:
            yield moment, moment.date, texts[moment.id]


def find_reach(moment: Watched, jobs: Mapping[str, Job], request: Request, pinned: Mapping[str, Spot], spots: Mapping[str, Spot],
               calendar: WorkCalendar) -> Reach | None:
    """Return whether a moment is met with everything that it needs; None when no action is needed for it."""
    last = calendar.on_or_before(moment.date)
    needed = _needed(moment, jobs)
    if not needed:
        return None
    late = [id for id in needed if id not in spots or spots[id].last > last]
    # What the first moment of the money can do without comes after it; nothing that a start needs is left out of it.
    skip = (_skip(moment, jobs, request, pinned, needed, last) if moment.money else None) if late else ()
    # Where all is in time, the time that is there is what the rest of the plan leaves; else what goes before it leaves.
    first = [(job, _part(spots[id], last)) for id, job in jobs.items() if id not in needed and id in spots and spots[id].first <= last
             and (not late or job.tier < FIRST_MONEY or id in pinned)]
    lead, others = (sum(getattr(jobs[id], part) for id in needed) / UNIT for part in ("lead", "others"))
    there = [max(0.0, per_day * (last + 1) - sum(getattr(job, part) * share for job, share in first)) / UNIT
             for per_day, part in ((request.lead, "lead"), (request.others, "others"))]
    extra = _extra(jobs, request, pinned, needed, last) if late and skip is None else None
    opening = next((job for job in jobs.values() if job.action.opens == moment.id and not job.later), None) if late else None
    spot = spots.get(opening.id) if opening else None
    if late and not moment.money:  # what would only rather come first is not what the day waits for
        must = with_before(jobs, [job.id for job in jobs.values() if job.deadline == (moment.title, moment.date)], rather=False)
        late = [id for id in late if id in must]
    return Reach(moment.id, moment.title, moment.date, moment.estimate, not late, not late or skip is not None, lead, others, there[0], there[1],
                 tuple(jobs[id].action for id in late), tuple(jobs[id].action for id in skip or ()),
                 calendar.days[max(spots[id].last for id in needed)] if all(id in spots for id in needed) else None, moment.missed, moment.money, extra,
                 calendar.days[spot.first] if spot else None, opening is not None and spot is None,
                 _with_more(opening, jobs, request, pinned, calendar) if opening and spot is None else None)


def _part(spot: Spot, last: int) -> float:
    """Return which part of the work is done until a day."""
    return (min(spot.worked, last) - spot.first + 1) / (spot.worked - spot.first + 1)


def _needed(moment: Watched, jobs: Mapping[str, Job]) -> list[str]:
    """What must be ready on the day of the moment, and everything that must come before that."""
    found = with_before(jobs, [job.id for job in jobs.values() if job.deadline == (moment.title, moment.date) and not job.later])
    return [id for id in jobs if id in found]


def _skip(moment: Watched, jobs: Mapping[str, Job], request: Request, pinned: Mapping[str, Spot], needed: Sequence[str],
          last: int) -> tuple[str, ...] | None:
    """Return what to leave out so that the rest is in time, as little as possible; None when nothing helps.

    What is made for this very moment is never left out: without it there is nothing to bring. Nor is what the advice calls urgent.
    """
    chief = [id for id in needed if moment.id in jobs[id].action.needed_for] or [id for id in needed if jobs[id].deadline]
    free = [id for id in needed if id not in chief and id not in pinned and jobs[id].urgency >= NEEDED and not jobs[id].forced]
    may_go = sorted(free, key=lambda id: (-jobs[id].length, -jobs[id].lead - jobs[id].others, id))

    def fits(without: Collection[str]) -> bool:
        left = {id: _without(job, without) for id, job in jobs.items() if id not in without}
        spots, _ = schedule(left, request, {id: spot for id, spot in pinned.items() if id in left})
        return all(id in spots and spots[id].last <= last for id in needed if id not in without)

    if not may_go or not fits(may_go):  # trying what does not help takes long
        return None
    found = next(([one] for one in may_go if fits([one])), None)
    return tuple(found or next(may_go[:count] for count in itertools.count(2) if fits(may_go[:count])))


def _extra(jobs: Mapping[str, Job], request: Request, pinned: Mapping[str, Spot], needed: Collection[str], last: int) -> tuple[float, float] | None:
    """Return the half-days a week to add so that everything is in time: of one side where that is enough, as little as possible; None when it is a matter of weeks."""

    def fits(lead: float, others: float) -> bool:
        spots, _ = schedule_as_ranked(jobs, _more(request, lead, others), pinned)
        return all(id in spots and spots[id].last <= last for id in needed)

    for lead, others in ((0, 1), (1, 0), (1, 1)):
        if fits(lead * _MOST, others * _MOST):
            return next((lead * steps / 2, others * steps / 2) for steps in itertools.count(1) if fits(lead * steps / 2, others * steps / 2))
    return None


def _with_more(opening: Job, jobs: Mapping[str, Job], request: Request, pinned: Mapping[str, Spot],
               calendar: WorkCalendar) -> tuple[tuple[float, float], dt.date] | None:
    """Return the half-days a week to add so that something begins within the period, of one side where that is enough, and the day on which it does."""
    for steps in range(1, 2 * _MOST + 1):
        for lead, others in ((0, 1), (1, 0), (1, 1)):
            extra = lead * steps / 2, others * steps / 2
            spots, _ = schedule_as_ranked(jobs, _more(request, *extra), pinned)
            if opening.id in spots and spots[opening.id].last <= request.limit:
                return extra, calendar.days[spots[opening.id].first]
    return None


def _more(request: Request, lead: float, others: float) -> Request:
    return replace(request, lead=request.lead + int(lead * UNIT / WEEK), others=request.others + int(others * UNIT / WEEK))


def put_off(skipped: Collection[str], day: dt.date, jobs: Mapping[str, Job]) -> dict[str, Job]:
    """Return the jobs of which some come only after a day that is met without them; nothing waits for those any more."""
    found = {id: _without(job, skipped) for id, job in jobs.items()}
    for id in skipped:
        job = found[id] = Job(**vars(jobs[id]))
        job.fresh, job.deadline, job.money = max(day + dt.timedelta(days=1), job.fresh or day), None, False
    for id, job in found.items():
        job.followers = [other for other in jobs if id in found[other].after]
    return found


def _without(job: Job, gone: Collection[str]) -> Job:
    """The job as if others did not exist."""
    copy = Job(**vars(job))
    copy.after = tuple(id for id in job.after if id not in gone)
    copy.followers = [id for id in job.followers if id not in gone]
    return copy
