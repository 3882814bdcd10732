"""Places jobs on working days so that both capacities hold on every day (and so in every week).

Serial: the most urgent job whose prerequisites are placed takes the earliest place where it fits. A
job is spread evenly over its days; the weeks that it waits for a decision cost no time of anybody, and
what comes after it may be worked on meanwhile: only the decision itself must not come before.

What endangers people or must stop (`forced`) is placed first, from the first day, also where that takes more time
than there is: what is left is for the rest. Where something urgent is late, other orders are tried.
"""

from __future__ import annotations

import heapq
import itertools
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace

from site_build.tailoring.planning_jobs import FIRST_MONEY, REST, Job, in_order, with_before
from site_build.tailoring.planning_types import AT_A_TIME
from site_build.tailoring.scheduling_board import Board, Request, Spot

HURRIED_AT_A_TIME = 8  # what a near day needs, where three at a time would be too late: half-days and weeks are then the limit
_ENOUGH = sys.maxsize
_TRIES = 125  # other orders that are tried when something urgent is late
_ALL_ORDERS = 5  # urgent jobs of which every order is tried (120)
_FIRST, _OF_MONEY, _HARD, _DAY, _TERM = range(5)  # late: what comes first, for the day of the money, a precondition or another thing for a day, for its term
_CLASSES = [(tier, kind) for tier in range(REST) for kind in (_FIRST, _OF_MONEY, _HARD, _DAY, _TERM)]  # the worst first

TIME, CAPACITY, FOLLOWS = "doorlooptijd", "dagdelen", "volgorde"
Spots = dict[str, Spot]
Missing = dict[str, str]
_Lateness = tuple[tuple[int, int], ...]


def schedule(jobs: Mapping[str, Job], request: Request, placed: Mapping[str, Spot] | None = None) -> tuple[Spots, Missing]:
    """Return the place of each job, and per job that does not fit the reason (volgorde or dagdelen).

    `placed` stands where it stands: fixed by a person, or going on. Other orders are tried when something urgent would be late.
    """
    return _serial(jobs, request, placed or {}, _better_order(jobs, request, placed or {}, _ranked(jobs)))


def schedule_as_ranked(jobs: Mapping[str, Job], request: Request, placed: Mapping[str, Spot] | None = None) -> tuple[Spots, Missing]:
    """Return the same without trying other orders: for what is worked out many times."""
    return _serial(jobs, request, placed or {}, _ranked(jobs))


def _ranked(jobs: Mapping[str, Job]) -> list[str]:
    return [job.id for job in sorted(jobs.values(), key=lambda job: (*key(job), job.id)) if not job.later]


def _serial(jobs: Mapping[str, Job], request: Request, placed: Mapping[str, Spot], order: Iterable[str],
            hopeless: Callable[[str, int], bool] = lambda id, last: False) -> tuple[Spots, Missing]:
    """Place the jobs of `order`, the first whose prerequisites are placed first.

    `hopeless` hears each job with its last day (behind every day where it does not fit), and says whether the rest need not be placed.
    """
    spots, missing = dict(placed), dict[str, str]()
    board = Board(request)
    for id, spot in spots.items():
        board.take(jobs[id], spot)
    rank = {id: number for number, id in enumerate(order) if id not in spots}
    forced = [id for id in rank if jobs[id].forced]
    while forced:
        id = next(id for id in forced if not any(before in forced for before in jobs[id].after))
        spots[id] = _forced(jobs[id], request, spots)
        board.take(jobs[id], spots[id])
        forced.remove(id)
        del rank[id]
    waiting = {id: sum(before not in spots for before in jobs[id].after) for id in rank}
    queue = [(rank[id], id) for id, count in waiting.items() if not count]
    heapq.heapify(queue)
    while queue:
        id = heapq.heappop(queue)[1]
        job = jobs[id]
        if any(before in missing for before in job.after):
            missing[id] = FOLLOWS
        else:
            ready = max([request.earliest.get(id, 0), *((spots[before].last if job.opens else spots[before].worked) + 1 for before in job.after)])
            decided = max((spots[before].last for before in job.after), default=0)
            found = _place(board, job, ready, decided, request)
            if found is None:
                missing[id] = CAPACITY
            else:
                spots[id] = found
                board.take(job, found)
        if hopeless(id, spots[id].last if id in spots else request.total):
            break
        for follower in job.followers:
            if follower in waiting:
                waiting[follower] -= 1
                if not waiting[follower]:
                    heapq.heappush(queue, (rank[follower], follower))
    return spots, missing


def _forced(job: Job, request: Request, spots: Mapping[str, Spot]) -> Spot:
    """From the first day, or the day after what it cannot do without, within its term where it has one: work of weeks is then done in days."""
    first = max((spots[id].last + 1 for id in job.after), default=0)
    deadline = request.deadlines.get(job.id, request.limit)
    days = max(1, min(job.days, deadline + 1 - first - job.extra))
    return Spot(first, first + days - 1, min(first + days - 1 + job.extra, request.total - 1))


def _place(board: Board, job: Job, ready: int, decided: int, request: Request) -> Spot | None:
    """By its deadline, else in the period. For a day that presses more than three things go on at a time, where it would be too late otherwise."""
    deadline = min(request.limit, request.deadlines.get(job.id, request.limit))
    ways = [(deadline, AT_A_TIME), (request.limit, AT_A_TIME)]
    if job.pressing:
        ways = [(min(deadline, job.latest_start + job.length - 1), AT_A_TIME), (deadline, HURRIED_AT_A_TIME), (request.limit, HURRIED_AT_A_TIME)]
    for last, most in dict.fromkeys(ways):
        spot = board.find(job, ready, last, decided, most)
        if spot is not None:
            return spot
    return None


def key(job: Job) -> tuple[int, int, int, tuple[int, ...]]:
    """Order of placing: what is urgent by its last moment to start, with what the advice puts first before it and then what goes along; the rest by urgency, score and stage."""
    return (job.tier, 0 if job.first or job.front else 1 if job.along else 2, job.tier < REST and job.latest_start, job.rank)


# --- other orders ---------------------------------------------------------------------------


def _better_order(jobs: Mapping[str, Job], request: Request, placed: Mapping[str, Spot], order: list[str]) -> list[str]:
    """Return an order in which less that is urgent is late: the given one where nothing is, or none is better.

    Only the urgent jobs are tried out: the rest is placed after them and never in their way. What people, residents or the law need
    does not give way to make something else less late, and what the advice puts first only for a day in the world, as far as its own last day.
    """
    best = [id for id in order if jobs[id].tier < REST]
    spots, _ = _serial(jobs, request, placed, best)
    least, (kept, first) = _lateness(jobs, request, spots, best), _kept(jobs, request, spots)
    now = {id: spots[id].last for id in first}
    begin, tries = list[str](), _TRIES
    while least and best is not begin:  # from the best so far, until nothing is late, nothing helps, or it takes too long
        begin = best
        for tried in itertools.islice(_other_orders(jobs, begin, placed, request.dates), tries):
            tries -= 1
            spots, _ = _serial(jobs, request, placed, tried, _hopeless(jobs, request, least, kept | first))
            late = _lateness(jobs, request, spots, tried)
            allowed = kept | (first if _days(late) < _days(least) else now)
            if late < least and all(id in spots and spots[id].last <= day for id, day in allowed.items()):
                best, least, now = tried, late, {id: spots[id].last for id in first}
            if not least:
                break
    return best + [id for id in order if jobs[id].tier >= REST]


def _kept(jobs: Mapping[str, Job], request: Request, plain: Mapping[str, Spot]) -> tuple[dict[str, int], dict[str, int]]:
    """Return the last day that other orders must leave to what matters most: that of the plain order, and for what only comes first its own last day."""
    kept = {id: spot.last if jobs[id].tier < FIRST_MONEY else request.limit for id, spot in plain.items() if jobs[id].tier < FIRST_MONEY or jobs[id].stays}
    return kept, {id: max(spot.last, request.deadlines.get(id, spot.last)) for id, spot in plain.items() if jobs[id].first and id not in kept}


def _hopeless(jobs: Mapping[str, Job], request: Request, least: _Lateness, days: Mapping[str, int]) -> Callable[[str, int], bool]:
    """Return what says of an order, job by job, that nothing that comes after can make it better: most are left half-way."""
    late = _Late(jobs, request)
    return lambda id, last: last > days.get(id, last) or late.counts(id, last) and late.total >= least


def _lateness(jobs: Mapping[str, Job], request: Request, spots: Mapping[str, Spot], order: list[str]) -> _Lateness:
    """Return what is late in an order; what does not fit is late by the whole calendar."""
    late = _Late(jobs, request)
    for id in order:
        late.counts(id, spots[id].last if id in spots else request.total)
    return late.total


class _Late:
    """What is late so far.

    What the first moment of the money needs counts with the money, however far away that moment is, and what misses the day of another
    moment comes right after it: a day in the world does not move, a term of advice does. The rest goes by tier, what comes first apart.
    """

    def __init__(self, jobs: Mapping[str, Job], request: Request) -> None:
        self._jobs, self._request = jobs, request
        self._found = defaultdict[tuple[int, int], list[int]](list)

    def counts(self, id: str, last: int) -> bool:
        """Hear on which day a job ends; True when that is late."""
        job, request = self._jobs[id], self._request
        days = last - request.deadlines.get(id, request.limit)
        if days > 0:
            missed = last > request.dates.get(id, request.deadlines.get(id, request.limit) if job.money else request.total)
            kind = _FIRST if job.first else _TERM if not missed else _OF_MONEY if job.money else _HARD if job.action.hard else _DAY
            self._found[min(job.tier, FIRST_MONEY) if missed else job.tier, kind].append(days)
        return days > 0

    @property
    def total(self) -> _Lateness:
        """Per class how many jobs are late or do not fit, and how many days that is, the worst class first; () when none is."""
        return tuple((len(days), sum(days)) for days in (self._found.get(each, ()) for each in _CLASSES)) if self._found else ()


def _days(late: _Lateness) -> _Lateness:
    """The part of what is late that is about residents, the law, the money and days in the world."""
    part = late[:_CLASSES.index((FIRST_MONEY, _TERM))]  # of the class of the money all but its terms
    return part if any(count for count, _ in part) else ()


def _other_orders(jobs: Mapping[str, Job], order: list[str], placed: Mapping[str, Spot], dates: Mapping[str, int]) -> Iterator[list[str]]:
    """Yield every order of a few jobs; of more, that with what has a day in the world first, and those with one of them first, each with what it waits for."""
    free = [id for id in order if id not in placed and not jobs[id].forced]
    if len(free) <= _ALL_ORDERS:
        forced = [id for id in order if jobs[id].forced]
        yield from ([*forced, *tried] for tried in itertools.permutations(free))
    else:
        head = [id for id in order if jobs[id].tier < FIRST_MONEY or jobs[id].first]
        for ranked in (order, list(reversed(order))):  # of one day, in the order as it is and the other way round
            dated = order
            for id in sorted((id for id in ranked if id in dates), key=lambda id: dates[id], reverse=True):
                dated = _promoted(jobs, dated, id)
            yield list(dict.fromkeys((*head, *dated)))
        dated = [id for id in order if id in dates]
        for needed in (dated, [id for id in dated if jobs[id].action.hard]):
            yield list(dict.fromkeys((*head, *_together(jobs, order, needed))))
        for id in reversed(free):
            yield _promoted(jobs, order, id)
            if head and id not in head:  # or right behind what must not give way
                yield list(dict.fromkeys((*head, *_promoted(jobs, order, id))))


def _promoted(jobs: Mapping[str, Job], order: list[str], id: str) -> list[str]:
    """Return the order with one job first, and before it whatever it waits for."""
    return _together(jobs, order, [id])


def _together(jobs: Mapping[str, Job], order: list[str], ids: Iterable[str]) -> list[str]:
    """Return the order with some jobs first, and what they wait for."""
    chain = with_before(jobs, ids)
    return sorted(order, key=lambda other: other not in chain)  # each part stays as it was


# --- counting back --------------------------------------------------------------------------


def set_latest_starts(jobs: Mapping[str, Job], last_days: Mapping[str, int], limit: int) -> None:
    """Give each job the last working day on which it can start, counted back from its followers and deadline.

    A job is decided no later than its deadline, and no later than any follower must be; its own work
    ends before that by what it waits for, and before the last day on which a follower can start.
    """
    decided: dict[str, int] = {}
    for job in reversed(list(in_order(jobs))):
        followers = [jobs[id] for id in job.followers if not jobs[id].later]
        decided[job.id] = min([last_days.get(job.id, limit), *(other.latest_start - 1 if other.opens else decided[other.id] for other in followers)])
        worked = min([decided[job.id] - job.extra, *(other.latest_start - 1 for other in followers)])
        job.latest_start = worked - job.days + 1


def unlimited(request: Request) -> Request:
    """The same without a limit on time of people: what still does not fit is a matter of lead time."""
    return replace(request, lead=_ENOUGH, others=_ENOUGH)
