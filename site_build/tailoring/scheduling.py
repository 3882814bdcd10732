"""Places jobs on working days so that both capacities hold on every day (and so in every week).

Serial: the most urgent job whose prerequisites are placed takes the earliest place where it fits. A
job is spread evenly over its days; the weeks that it waits for a decision cost no time of anybody.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from site_build.tailoring.planning_calendar import WEEK
from site_build.tailoring.planning_jobs import FIRST, NEEDED, Job

AT_A_TIME = 3  # actions at a time in the first quarter
QUARTER = 13  # weeks
_STRETCH = (1, 2, 3)  # a job may take longer when people are busy
_ENOUGH = 10**12

TIME, CAPACITY, FOLLOWS = "doorlooptijd", "dagdelen", "volgorde"


@dataclass(frozen=True)
class Spot:
    """Where a job stands, in working days: first day, last day of work, last day of waiting included."""

    first: int
    worked: int
    last: int
    in_time: bool = True


@dataclass(frozen=True)
class Request:
    """What a schedule must respect: units per day, the last working day of the period and of the calendar.

    `deadlines` is the last working day per job; one that cannot be met gives way to the period.
    """

    lead: int
    others: int
    limit: int
    total: int
    quarter: int = QUARTER * WEEK
    deadlines: Mapping[str, int] = field(default_factory=dict)


class Board:
    """Units taken per working day."""

    def __init__(self, request: Request) -> None:
        self.request = request
        self.lead, self.others = [0] * request.total, [0] * request.total
        self.active = [0] * min(request.quarter, request.total)

    def find(self, job: Job, ready: int, last: int) -> Spot | None:
        """Return the earliest place from `ready` that ends by `last`, or None."""
        for stretch in _STRETCH:
            days = self._days(job, stretch)
            if days is None:
                return None
            start = self._earliest(job, days, ready, last - job.extra)
            if start is not None:
                return Spot(start, start + days - 1, start + days - 1 + job.extra)
        return None

    def ending(self, job: Job, last: int) -> Spot | None:
        """Return the place that ends exactly on `last`, or None."""
        for stretch in _STRETCH:
            days = self._days(job, stretch)
            if days is None:
                return None
            worked = last - job.extra
            start = worked - days + 1
            if start >= 0 and self._clash(job, days, start) is None:
                return Spot(start, worked, last)
        return None

    def take(self, job: Job, spot: Spot) -> None:
        """Use the time of a job."""
        start, end = spot.first, spot.worked + 1
        for taken, units in ((self.lead, -(-job.lead // (end - start))), (self.others, -(-job.others // (end - start))), (self.active, 1)):
            taken[start:end] = [used + units for used in taken[start:end]]

    def _days(self, job: Job, stretch: int) -> int | None:
        days = job.days * stretch
        for units, per_day in ((job.lead, self.request.lead), (job.others, self.request.others)):
            if units and not per_day:
                return None
            if units:
                days = max(days, -(-units // per_day))
        return days

    def _earliest(self, job: Job, days: int, start: int, last: int) -> int | None:
        while start + days - 1 <= last:
            clash = self._clash(job, days, start)
            if clash is None:
                return start
            start = clash + 1
        return None

    def _clash(self, job: Job, days: int, start: int) -> int | None:
        """Return the last day of this stretch on which the job does not fit, None when it fits."""
        end = start + days
        if end > self.request.total:
            return self.request.total
        found = -1
        for taken, units, per_day in ((self.lead, job.lead, self.request.lead), (self.others, job.others, self.request.others)):
            if units:
                found = max(found, _last_above(taken, start, end, per_day + units // -days))
        found = max(found, _last_above(self.active, start, min(end, len(self.active)), AT_A_TIME - 1))
        return None if found < 0 else found


def _last_above(taken: list[int], start: int, end: int, most: int) -> int:
    """Return the last index in [start, end) with more than `most`, or -1."""
    if start >= end or max(taken[start:end]) <= most:
        return -1
    return next(i for i in range(end - 1, start - 1, -1) if taken[i] > most)


def schedule(jobs: Mapping[str, Job], request: Request, placed: Mapping[str, Spot] | None = None) -> tuple[dict[str, Spot], dict[str, str]]:
    """Return the place of each job, and per job that does not fit the reason (volgorde or dagdelen).

    `placed` stands where it stands: fixed by a person, or already going on.
    """
    spots, missing = dict(placed or {}), dict[str, str]()
    board = Board(request)
    for id, spot in spots.items():
        board.take(jobs[id], spot)
    waiting = {id: sum(before not in spots for before in job.after) for id, job in jobs.items() if id not in spots and not job.later}
    queue = [(*key(jobs[id]), id) for id, count in waiting.items() if not count]
    heapq.heapify(queue)
    while queue:
        id = heapq.heappop(queue)[-1]
        job = jobs[id]
        if any(before in missing for before in job.after):
            missing[id] = FOLLOWS
        else:
            found = _place(board, job, max((spots[before].last + 1 for before in job.after), default=0), request)
            if found is None:
                missing[id] = CAPACITY
            else:
                spots[id] = found
                board.take(job, found)
        for follower in job.followers:
            if follower in waiting:
                waiting[follower] -= 1
                if not waiting[follower]:
                    heapq.heappush(queue, (*key(jobs[follower]), follower))
    return spots, missing


def _place(board: Board, job: Job, ready: int, request: Request) -> Spot | None:
    deadline = request.deadlines.get(job.id, request.limit)
    if deadline < request.limit:
        spot = board.find(job, ready, deadline)
        if spot is not None:
            return spot
    spot = board.find(job, ready, request.limit)
    return spot if spot is None or spot.last <= deadline else Spot(spot.first, spot.worked, spot.last, in_time=False)


def key(job: Job) -> tuple[int, int, tuple[int, ...]]:
    """Order of placing: what is urgent by its last moment to start, the rest by score and stage."""
    return (job.tier, job.latest_start if job.tier in (FIRST, NEEDED) else 0, job.rank)


def set_latest_starts(jobs: Mapping[str, Job], last_days: Mapping[str, int], limit: int) -> None:
    """Give each job the last working day on which it can start, counted back from its followers and deadline."""
    for job in reversed(list(_in_order(jobs))):
        last = min([last_days.get(job.id, limit), *(jobs[id].latest_start - 1 for id in job.followers if not jobs[id].later)])
        job.latest_start = last - job.length + 1


def _in_order(jobs: Mapping[str, Job]) -> Iterable[Job]:
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


def unlimited(request: Request) -> Request:
    """The same without a limit on time of people: what still does not fit is a matter of lead time."""
    return Request(_ENOUGH, _ENOUGH, request.limit, request.total, request.quarter, request.deadlines)
