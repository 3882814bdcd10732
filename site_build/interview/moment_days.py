"""The day that we assume for a decision moment as long as nobody gave the real one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from site_build.content.model import FreeDays, Moment

_SATURDAY = 5


def usual_day(moment: Moment, today: dt.date, free: FreeDays) -> dt.date | None:
    """Return the default day of a moment, the next time that it comes; None when it has no default.

    Our own estimate is a working day; a day that a law names (no estimate) is that day.
    """
    day = default_day(moment, today)
    return day and workday(day, free, today) if moment.estimate else day


def default_day(moment: Moment, today: dt.date) -> dt.date | None:
    """Return the default day as editors wrote it, whatever day of the week that is."""
    if moment.default is None:
        return None
    if moment.default.year != "next":
        return dt.date(int(moment.default.year), moment.default.month, moment.default.day)
    this_year = same_day(today.year, moment.default.month, moment.default.day)
    return this_year if this_year >= today else same_day(today.year + 1, moment.default.month, moment.default.day)


def workday(day: dt.date, free: FreeDays | None = None, today: dt.date = dt.date.min) -> dt.date:
    """Return the last day on or before a day of ours that is no Saturday, Sunday or public holiday; never before today. Recess counts: people answer mail."""
    return last_workday(day, {dt.date.fromisoformat(holiday.date) for holiday in free.holidays} if free else (), today)


def same_week(day: dt.date, today: dt.date) -> bool:
    """True where a reader on `today` calls the week of a day *deze week*: from Monday to Sunday, and not seven days."""
    return day.isocalendar()[:2] == today.isocalendar()[:2]


def last_workday(day: dt.date, closed: Collection[dt.date], today: dt.date) -> dt.date:
    """Return the last day on or before a day of ours that is no Saturday, Sunday or in `closed`; never before today, which counts for who has to act on it."""
    while day > today and (day.weekday() >= _SATURDAY or day in closed):
        day -= dt.timedelta(days=1)
    return day


def same_day(year: int, month: int, day: int) -> dt.date:
    """Return the same day in another year; 29 February becomes the 28th."""
    try:
        return dt.date(year, month, day)
    except ValueError:
        return dt.date(year, month, 28)
