"""The day that we assume for a decision moment as long as nobody gave the real one."""

from __future__ import annotations

import datetime as dt

from site_build.content.model import Moment


def usual_day(moment: Moment, today: dt.date) -> dt.date | None:
    """Return the default day of a moment, the next time that it comes; None when it has no default."""
    if moment.default is None:
        return None
    if moment.default.year != "next":
        return dt.date(int(moment.default.year), moment.default.month, moment.default.day)
    this_year = same_day(today.year, moment.default.month, moment.default.day)
    return this_year if this_year >= today else same_day(today.year + 1, moment.default.month, moment.default.day)


def same_day(year: int, month: int, day: int) -> dt.date:
    """Return the same day in another year; 29 February becomes the 28th."""
    try:
        return dt.date(year, month, day)
    except ValueError:
        return dt.date(year, month, 28)
