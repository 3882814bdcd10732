"""The working days of a plan: what of people's time is taken on each, how many jobs go on at a time, and where a job still fits."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from site_build.tailoring.planning_calendar import WEEK
from site_build.tailoring.planning_jobs import Job
from site_build.tailoring.planning_types import AT_A_TIME, QUARTER

LATER_AT_A_TIME = 6  # after the first quarter: people who do twenty things at once do none of them
_STRETCH = (1, 2, 3)  # a job may take longer when people are busy


@dataclass(frozen=True)
class Spot:
    """Where a job stands, in working days: first day, last day of work, last day of waiting included."""

    first: int
    worked: int
    last: int


@dataclass(frozen=True)
class Request:
    """What a schedule must respect: units per day, the last working day of the period and of the calendar.

    `deadlines` is the last working day per job; one that cannot be met gives way to the period. `earliest`
    is the first working day of what would be stale when it is made before. `dates` is the last working day of
    what a moment needs: a day in the world, where a deadline may also be the term of advice.
    """

    lead: int
    others: int
    limit: int
    total: int
    quarter: int = QUARTER * WEEK
    deadlines: Mapping[str, int] = field(default_factory=dict)
    earliest: Mapping[str, int] = field(default_factory=dict)
    dates: Mapping[str, int] = field(default_factory=dict)


class Board:
    """Units taken per working day, and what goes on at a time.

    What goes on at a time stands in whole numbers with a bit for each day, so that every place is looked for at once.
    """

    def __init__(self, request: Request) -> None:
        self.request = request
        self.lead, self.others = ([0] * request.total for _ in range(2))
        self._busy: list[int] = []  # the days on which at least one goes on, at least two, and so on
        self._days_all, self._near = (1 << request.total) - 1, (1 << request.quarter) - 1

    def forget_at_a_time(self) -> None:
        """Let what goes on so far not count for how much may go on at a time."""
        self._busy.clear()

    def find(self, job: Job, ready: int, last: int, decided: int, most: int) -> Spot | None:
        """Return the earliest place from `ready` that ends by `last`, and not before `decided`; or None. `most`: so many at a time in the first quarter."""
        if decided > last:
            return None
        for stretch in _STRETCH:
            days = self._days(job, stretch)
            if days is None:
                return None
            start = self._earliest(job, days, ready, last - job.extra, most)
            if start is not None:
                return Spot(start, start + days - 1, max(start + days - 1 + job.extra, decided))
        return None

    def ending(self, job: Job, last: int) -> Spot | None:
        """Return the place that ends exactly on `last`, or None."""
        for stretch in _STRETCH:
            days = self._days(job, stretch)
            if days is None:
                return None
            start = last - job.extra - days + 1
            if start >= 0 and self._earliest(job, days, start, last, AT_A_TIME) == start:
                return Spot(start, last - job.extra, last)
        return None

    def take(self, job: Job, spot: Spot) -> None:
        """Use the time of a job."""
        start, end = spot.first, spot.worked + 1
        for taken, units in ((self.lead, -(-job.lead // (end - start))), (self.others, -(-job.others // (end - start)))):
            if units:
                taken[start:end] = [used + units for used in taken[start:end]]
        more = (1 << end) - (1 << start)
        for number, days in enumerate(self._busy):  # what was busy already is busier by one
            self._busy[number], more = days | more, days & more
        if more:
            self._busy.append(more)

    def _days(self, job: Job, stretch: int) -> int | None:
        days = job.days * stretch
        for units, per_day in ((job.lead, self.request.lead), (job.others, self.request.others)):
            if units and not per_day:
                return None
            if units:
                days = max(days, -(-units // per_day))
        return days

    def _earliest(self, job: Job, days: int, start: int, last: int, most: int) -> int | None:
        starts = self._starts(days, most)
        while later := starts >> start:
            start += (later & -later).bit_length() - 1
            if start + days - 1 > last:
                return None
            behind = self._clash(job, days, start)
            if not behind:
                return start
            start = behind
        return None

    def _starts(self, days: int, most: int) -> int:
        """Return the days from which so many in a row have room for one more at a time."""
        full, later = (self._busy[number - 1] if number <= len(self._busy) else 0 for number in (most, LATER_AT_A_TIME))
        starts, length = self._days_all & ~(full & self._near | later & ~self._near), 1
        while length < days and starts:
            step = min(length, days - length)
            starts &= starts >> step
            length += step
        return starts

    def _clash(self, job: Job, days: int, start: int) -> int:
        """Return the day behind the last one on which somebody has no time for the job, nought when there is time."""
        for taken, units, per_day in ((self.lead, job.lead, self.request.lead), (self.others, job.others, self.request.others)):
            most, behind = per_day + units // -days, start + days
            if units and max(taken[start:behind]) > most:
                while taken[behind - 1] <= most:
                    behind -= 1
                return behind
        return 0
