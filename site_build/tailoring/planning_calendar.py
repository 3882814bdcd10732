"""Working days: Monday to Friday, without public holidays and recess."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from site_build.content.model import FreeDays

WEEK = 5  # working days in a full week


@dataclass(frozen=True)
class WorkCalendar:
    """The working days from `start` to `end`, both inclusive, counted from 0."""

    start: dt.date
    end: dt.date
    days: tuple[dt.date, ...]

    def on_or_after(self, date: dt.date) -> int:
        """Return the index of the first working day on or after a date."""
        return bisect_left(self.days, date)

    def on_or_before(self, date: dt.date) -> int:
        """Return the index of the last working day on or before a date; -1 when there is none."""
        return bisect_right(self.days, date) - 1

    def weeks(self) -> dict[dt.date, int]:
        """Return per Monday how many working days that week has here; weeks without one are left out."""
        counted: dict[dt.date, int] = {}
        for day in self.days:
            monday = day - dt.timedelta(days=day.weekday())
            counted[monday] = counted.get(monday, 0) + 1
        return counted


def free_dates(free: FreeDays) -> frozenset[dt.date]:
    """Return every free date: public holidays and each day of a recess."""
    dates = {dt.date.fromisoformat(holiday.date) for holiday in free.holidays}
    for recess in free.recess:
        day, last = dt.date.fromisoformat(recess.start), dt.date.fromisoformat(recess.end)
        while day <= last:
            dates.add(day)
            day += dt.timedelta(days=1)
    return frozenset(dates)


def work_calendar(start: dt.date, end: dt.date, free: FreeDays) -> WorkCalendar:
    """Return the working days from start to end."""
    closed = {date.toordinal() for date in free_dates(free)}
    days = tuple(dt.date.fromordinal(n) for n in range(start.toordinal(), end.toordinal() + 1)
                 if (n - 1) % 7 < WEEK and n not in closed)  # ordinal 1 is a Monday
    return WorkCalendar(start, end, days)
