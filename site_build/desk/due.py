"""What is due: sources to look at again, law with the day on which it was checked, and points that nobody could find."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from site_build.content.model import Content, Thing

MAX_AGE = 365  # days after which a source must be looked at again
_SOON = 60  # days before that day on which it is shown


@dataclass(frozen=True)
class Due:
    """One thing to do: what, since when (a day or ''), why, and the thing, which has a place."""

    what: str
    day: str
    why: str
    thing: Thing


def old_sources(content: Content, today: dt.date) -> list[Due]:
    """Return the sources that were last looked at so long ago that they are or soon will be due, the oldest first."""
    limit = (today - dt.timedelta(days=MAX_AGE - _SOON)).isoformat()
    return [Due(source.title, source.checked, f"{'nagekeken' if source.certainty != 'background' else 'niet ingezien'}; {source.url or 'geen adres'}", source)
            for source in sorted(content.sources, key=lambda source: (source.checked, source.id))
            if not source.retired and source.certainty != "own-advice" and source.checked <= limit]


def law(content: Content) -> list[Due]:
    """Return every check of a law, and every page about law with the oldest day on which one of its sources was looked at, the oldest first."""
    checked = {source.id: source.checked for source in content.sources}
    found = [Due(check.what, check.checked, f"controle '{check.id}', in {len(check.uses)} {'tekst' if len(check.uses) == 1 else 'teksten'}", check)
             for check in content.law_checks if not check.retired]
    for page in (page for page in content.pages if page.law and not page.retired):
        days = sorted((checked[id], id) for id in page.sources if id in checked)
        found.append(Due(page.title, days[0][0] if days else "", f"oudste bron: {days[0][1]}" if days else "geen bron bovenaan", page))
    for moment in content.moments:
        if moment.law_check and not moment.retired:
            days = sorted((checked[id], id) for id in moment.sources if id in checked)
            found.append(Due(moment.title, days[0][0] if days else "", f"oudste bron: {days[0][1]}" if days else "geen bron", moment))
    return sorted(found, key=lambda due: (due.day, due.what))


def open_points(content: Content) -> list[Due]:
    """Return what nobody could find, the oldest first."""
    return [Due(point.open, point.checked, f"vraag het aan: {point.who}", point) for point in sorted(content.open_points, key=lambda p: (p.checked, p.id)) if not point.retired]


