"""The days that planning keeps free, from the library `holidays` and a rule for recess.

Kept: a recess that somebody set to its real dates (`estimate` is not true). Everything else is made anew.
"""

from __future__ import annotations

import datetime as dt

from site_build.content.model import FreeDays, Holiday, Recess
from site_build.errors import MissingExtraError

PATH = "guide/knowledge/free-days.yml"
_SUMMER_WEEKS = 6
YEARS = 5  # ahead
_NOT_FREE = ("Goede vrijdag",)  # the library lists it; at most municipalities it is a working day


def compute_free_days(first: int, last: int, known: FreeDays | None = None) -> FreeDays:
    """Return public holidays and recesses for the years first to last, both inclusive.

    Raises MissingExtraError when the library `holidays` is not installed.
    """
    try:
        import holidays
    except ImportError as error:
        raise MissingExtraError("Voor dit commando is de bibliotheek 'holidays' nodig. Typ: pip install holidays") from error
    years = range(first, last + 1)
    found = holidays.country_holidays("NL", years=years, language="nl")
    listed = tuple(Holiday(date=date.isoformat(), name=name) for date, name in sorted(found.items()) if name not in _NOT_FREE)
    kept = {recess.name: recess for recess in (known.recess if known else ()) if not recess.estimate}
    return FreeDays(holidays=listed, recess=tuple(kept.get(r.name, r) for year in years for r in _recesses(year)))


def _recesses(year: int) -> tuple[Recess, Recess]:
    """Our estimate: six weeks from the second Monday of July, and 25 December to 1 January."""
    july = dt.date(year, 7, 1)
    monday = july + dt.timedelta(days=-july.weekday() % 7 + 7)
    end = monday + dt.timedelta(weeks=_SUMMER_WEEKS, days=-1)
    return (
        Recess(start=monday.isoformat(), end=end.isoformat(), name=f"Zomerreces {year}", estimate=True),
        Recess(start=f"{year}-12-25", end=f"{year + 1}-01-01", name=f"Kerstreces {year}", estimate=True),
    )


def write_free_days(free: FreeDays) -> str:
    """Return the text of free-days.yml."""
    first, last = free.holidays[0].date[:4], free.holidays[-1].date[:4]
    lines = [_HEAD.format(first=first, last=last).rstrip(), "holidays:"]
    lines.extend(f"  - {{date: {holiday.date}, name: {holiday.name}}}" for holiday in free.holidays)
    lines.append("recess:")
    lines.extend(f"  - {{from: {r.start}, to: {r.end}, name: {r.name}, estimate: {'true' if r.estimate else 'false'}}}" for r in free.recess)
    return "\n".join(lines) + "\n"


_HEAD = """\
# yaml-language-server: $schema=../../schemas/free-days.json
# Vrije dagen en recessen voor de planning, {first} tot en met {last}.
# Vernieuwen: `handreiking free-days --write`. De feestdagen komen uit de bibliotheek `holidays` (NL).
# Goede Vrijdag staat er niet in. Bevrijdingsdag staat er alleen in een lustrumjaar in (5 mei 2030).
# De recessen zijn onze schatting (estimate: true): zes weken vanaf de tweede maandag van juli, en
# 25 december tot en met 1 januari. Elke gemeente stelt haar eigen vergaderrooster vast.
"""
