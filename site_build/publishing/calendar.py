"""The plan as a calendar file: an all-day event on the day each action is done, and on each decision moment.

All-day dates stand still in every time zone; the file says that its days are those of Europe/Amsterdam.
The ids hang on the handbook's id, so that importing a newer file updates what is there. A calendar takes a new event
only where its SEQUENCE is higher; so each event is compared with the one in the file that was made before: what is the
same keeps its version, what changed gets the next one, and what is gone is cancelled. No clock: the same answers after
the same earlier file give the same bytes.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

from site_build.interview.answers import dutch_date, dutch_number
from site_build.publishing.extras import need
from site_build.publishing.workbooks.plan_rows import owner_text
from site_build.publishing.workbooks.workbook import write_bytes
from site_build.tailoring.handbook import Handbook
from site_build.tailoring.moments import DatedMoment
from site_build.tailoring.planning_types import PlannedAction

if TYPE_CHECKING:
    from icalendar import Event

ZONE = "Europe/Amsterdam"
_ALARM_HOUR = 9  # reminders come at nine in the morning, not at midnight when the day begins
_VERSION = (b"SEQUENCE:", b"DTSTAMP:", b"LAST-MODIFIED:")
_FIRST_DAY = dt.date(2020, 1, 1)  # a first SEQUENCE counts days from here, higher than any file of before


def write_calendar(handbook: Handbook, target: Path, before: bytes = b"") -> bool:
    """Write the plan as .ics; False, and nothing written, where the edition has no dates (the complete one).

    `before` is the file that was made earlier for this handbook. Raises MissingExtraError without icalendar.
    """
    icalendar = need("icalendar")
    events = list(_versions(list(_Events(handbook, icalendar).all()), _earlier(before, icalendar, handbook)))
    if not events:
        return False
    calendar = icalendar.Calendar()
    for name, value in (("prodid", "-//handreiking//plan//NL"), ("version", "2.0"), ("calscale", "GREGORIAN"), ("method", "PUBLISH"),
                        ("x-wr-calname", handbook.content.phrases("calendar.name", municipality=handbook.municipality)), ("x-wr-timezone", ZONE)):
        calendar.add(name, value)
    for event in events:
        calendar.add_component(event)
    write_bytes(target, calendar.to_ical())
    return True


def _earlier(data: bytes, icalendar: ModuleType, handbook: Handbook) -> dict[str, Event]:
    """Return the events of an earlier file by uid; nothing where it is another handbook's or no calendar."""
    try:
        found = icalendar.Calendar.from_ical(data).walk("VEVENT") if data else ()
        events = {str(event["uid"]): event for event in found if _sequence(event) >= 0 and _changed(event)}
    except (ValueError, KeyError, AttributeError, IndexError, TypeError):  # a file that somebody changed, or another program made
        return {}
    return {uid: event for uid, event in events.items() if uid.startswith(f"{handbook.answers.handbook}-")}


def _versions(events: list[Event], earlier: dict[str, Event]) -> Iterator[Event]:
    """Yield every event with its version, and those that are gone as cancelled."""
    for event in events:
        old = earlier.pop(str(event["uid"]), None)
        if old is not None:
            _number(event, old, same=_says(event) == _says(old))
        yield event
    for old in earlier.values():
        event = old.copy()  # without its reminders
        event["status"] = "CANCELLED"
        _number(event, old, same=str(old.get("status", "")) == "CANCELLED")
        yield event


def _number(event: Event, old: Event, *, same: bool) -> None:
    """Give an event the version of the old one, or the next: never a lower one, and a later moment."""
    sequence, changed = _sequence(old), _changed(old)
    if not same:
        sequence = max(sequence + 1, _sequence(event))
        changed = max(changed + dt.timedelta(seconds=1), _changed(event))
    for name, value in (("sequence", sequence), ("dtstamp", changed), ("last-modified", changed)):
        event.pop(name, None)
        event.add(name, value)


def _sequence(event: Event) -> int:
    return int(str(event["sequence"]))


def _changed(event: Event) -> dt.datetime:
    """Return when an event was last changed; raises TypeError where that is no moment."""
    moment = getattr(event["last-modified"], "dt", None)
    if not isinstance(moment, dt.datetime):
        raise TypeError("last-modified")
    return moment


def _says(event: Event) -> tuple[bytes, ...]:
    """Return what an event says, without its version."""
    return tuple(sorted(line for line in event.to_ical().replace(b"\r\n ", b"").split(b"\r\n") if not line.startswith(_VERSION)))


class _Events:
    def __init__(self, handbook: Handbook, icalendar: ModuleType) -> None:
        self.handbook, self.icalendar, self.phrases = handbook, icalendar, handbook.content.phrases
        self.today = handbook.answers.today
        self.roles = handbook.content.role_names
        self.deciders = handbook.content.decider_names

    def all(self) -> Iterator[Event]:
        plan = self.handbook.plan
        for item in plan.items if plan and not self.handbook.shared else ():  # the days of work stay inside the municipality
            yield self._action(item)
        for moment in self.handbook.moments:
            if moment.date is not None and not moment.passed:
                yield self._moment(moment, moment.date)
        # Who imported an earlier file has these in the calendar: they must go, or their reminders come.
        for action in (*plan.done, *plan.dropped) if plan else ():
            entry = self.handbook.answers.plan[action.id]
            day = dt.date.fromisoformat(entry.date) if entry.date else self.today
            event = self._event(action.id, action.do, day, [self.phrases("calendar.closed", status=entry.status)])
            event.add("status", "CANCELLED")
            yield event

    def _action(self, item: PlannedAction) -> Event:
        phrases, do = self.phrases, item.action.do
        lines = [item.action.why, phrases("calendar.who", who=owner_text(item.owner, item.role, self.handbook)),
                 phrases("calendar.start", day=dutch_date(item.start.isoformat())),
                 "" if item.step else phrases("calendar.work", lead=dutch_number(item.lead), others=dutch_number(item.others)),
                 phrases("calendar.why_now", why=item.why)]
        event = self._event(item.action.id, phrases("calendar.action", do=do), item.end, lines)
        self._remind(event, item.end, item.start, phrases("calendar.begin", do=do))
        self._remind(event, item.end, item.end - dt.timedelta(weeks=1), phrases("calendar.week_before", do=do))
        return event

    def _moment(self, moment: DatedMoment, day: dt.date) -> Event:
        phrases, title = self.phrases, moment.title
        lines = [moment.explain]
        if who := self.deciders.get(moment.decides):
            lines.append(phrases("calendar.decides", who=who))
        lines.append(phrases("calendar.prepares", who=self.roles.get(moment.who, moment.who)))
        guess = moment.estimate and not moment.changed
        event = self._event(f"moment-{moment.id}", phrases("calendar.moment_estimated" if guess else "calendar.moment", title=title), day, lines)
        if moment.latest_start and moment.weeks_before and not self.handbook.shared:
            self._remind(event, day, moment.latest_start, phrases("calendar.latest_start", title=title))
        self._remind(event, day, day - dt.timedelta(weeks=1), phrases("calendar.moment_week_before", title=title))
        return event

    def _event(self, id: str, summary: str, day: dt.date, lines: list[str]) -> Event:
        event: Event = self.icalendar.Event()
        event.add("uid", f"{self.handbook.answers.handbook}-{id}@handreiking")
        stamp = dt.datetime(self.today.year, self.today.month, self.today.day, tzinfo=dt.UTC)
        event.add("dtstamp", stamp)
        event.add("last-modified", stamp)
        event.add("sequence", max((self.today - _FIRST_DAY).days, 0))
        event.add("dtstart", day)
        event.add("dtend", day + dt.timedelta(days=1))
        event.add("summary", summary)
        event.add("description", "\n".join(line for line in lines if line))
        event.add("transp", "TRANSPARENT")  # it takes the day, not the hours in it
        return event

    def _remind(self, event: Event, day: dt.date, on: dt.date, text: str) -> None:
        """Remind at nine on a day; not where that lies before the day of the plan or is the day itself."""
        if not self.today <= on < day:
            return
        alarm = self.icalendar.Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", text)
        alarm.add("trigger", dt.timedelta(days=(on - day).days, hours=_ALARM_HOUR))
        event.add_component(alarm)
