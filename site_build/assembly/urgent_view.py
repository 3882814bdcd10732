"""What page one says before anything else: whether the moments that count are met, and what cannot wait and does not fit."""

from __future__ import annotations

import datetime as dt
import itertools
from collections import Counter
from collections.abc import Sequence

from site_build.assembly.contexts import Urgent
from site_build.assembly.own_rows import AlarmGroup, AlarmRow, MomentRow, OverdueView, PauseView, ReachView, ShortAction
from site_build.assembly.rendering import half_days
from site_build.content.model import Action
from site_build.content.phrases import Phrases
from site_build.interview.answers import dutch_date, dutch_number
from site_build.interview.wording import in_sentence
from site_build.tailoring.planning_left import more_time
from site_build.tailoring.planning_types import Alarm, Paused, Plan, Reach

_ALARMS = 3  # on page one; all of them stand in the plan, in their place
_SHORT = dt.timedelta(weeks=26)  # to work, before the money or the time that was promised stops
_LATE = 4  # actions that are named when a moment is missed


def view(plan: Plan | None, phrases: Phrases, late_starts: Sequence[MomentRow] = ()) -> Urgent:
    """Return the values of the piece that home, glance and plan begin with: the first moment of the money, and every other one that is missed."""
    if plan is None:
        return Urgent(overdue=(), pauses=(), reaches=(), late_starts=(), alarms=(), more=0, next="")
    shown = plan.alarms[:_ALARMS]
    groups = tuple(AlarmGroup(urgency, tuple(_alarm(alarm) for alarm in alarms), money)
                   for (urgency, money), alarms in itertools.groupby(shown, key=lambda alarm: (alarm.urgency, alarm.money)))
    shown_reaches = [reach for reach in plan.reaches if reach.money or not reach.in_time]
    days = Counter(reach.date for reach in shown_reaches)
    reaches = tuple(_reach(reach, plan, phrases, twin=days[reach.date] > 1) for reach in shown_reaches)
    overdue = tuple(OverdueView(in_sentence(one.title), dutch_date(one.date.isoformat()), tuple(_short(action) for action in one.actions[:_LATE]),
                                max(0, len(one.actions) - _LATE), _next(one.actions[_LATE:]), one.text) for one in plan.overdue)
    return Urgent(overdue=overdue, pauses=tuple(map(_pause, plan.pauses)), reaches=reaches, late_starts=tuple(late_starts), alarms=groups, more=len(plan.alarms) - len(shown),
                  next=_next([alarm.action for alarm in plan.alarms[_ALARMS:]]))


def pauses_for(plan: Plan | None, role: str) -> tuple[PauseView, ...]:
    """Return what stands still for the work of a role."""
    return tuple(_pause(one) for one in (plan.pauses if plan else ()) if one.action.pause and role in one.action.pause.roles)


def _pause(one: Paused) -> PauseView:
    return PauseView(dutch_date(one.end.isoformat()) if one.end else "", one.say, one.meanwhile, _short(one.until))


def money_begins(plan: Plan | None, phrases: Phrases, *, triage: bool = False) -> str:
    """Say when the decision on lasting money begins, as the plan has it; in danger after the choice where nothing is planned for it yet."""
    begins = plan.money_begins if plan else None
    if begins is not None and plan and plan.money and begins.start > plan.money.last_start >= plan.start:
        return phrases("money.begins_late", day=dutch_date(begins.start.isoformat()), do=begins.action.do)
    if begins is not None:
        return phrases("money.begins", day=dutch_date(begins.start.isoformat()), do=begins.action.do)
    return phrases("money.begins_after_choice") if triage else ""


def _reach(reach: Reach, plan: Plan, phrases: Phrases, *, twin: bool) -> ReachView:
    late, money, more = reach.late, plan.reach, reach.with_more
    stops = plan.money is not None and (reach.never or reach.begins is not None and plan.money.end - reach.begins < _SHORT)
    asks = money is not None and (reach.never or reach.begins is not None and money.date < reach.begins)
    return ReachView(
        title=in_sentence(reach.title), date=dutch_date(reach.date.isoformat()), estimate=reach.estimate,
        in_time=reach.in_time, possible=reach.possible, lead=half_days(reach.lead), others=half_days(reach.others),
        lead_there=dutch_number(int(reach.lead_there)), others_there=dutch_number(int(reach.others_there)),
        late=tuple(_short(action) for action in late[:_LATE]), skip=tuple(_short(action) for action in reach.skip), more=max(0, len(late) - _LATE),
        ready=dutch_date(reach.ready.isoformat()) if reach.ready else "", missed=reach.missed, money=reach.money,
        extra=more_time(reach.extra, phrases) if reach.extra else "", twin=twin, next=_next(late[_LATE:]),
        begins=_day(reach.begins), never=_day(plan.end) if reach.never else "", with_more=more_time(more[0], phrases) if more else "", then=_day(more[1] if more else None),
        asks=_day(money.date) if asks and money else "", stops=_day(plan.money.end) if stops and plan.money else "")


def _day(date: dt.date | None) -> str:
    return dutch_date(date.isoformat()) if date else ""


def _alarm(alarm: Alarm) -> AlarmRow:
    return AlarmRow(
        _short(alarm.action), alarm.urgency, alarm.reason, dutch_date(alarm.by.isoformat()) if alarm.by else "",
        dutch_date(alarm.end.isoformat()) if alarm.end else "",
        *_short_of(alarm.lead, alarm.lead_there), *_short_of(alarm.others, alarm.others_there))


def _short_of(needed: float, there: float) -> tuple[str, str]:
    """Return the half-days needed and there; nothing where there are enough."""
    return (half_days(needed), dutch_number(int(there))) if needed > there else ("", "")


def _next(left: Sequence[Action]) -> str:
    """The row of the first one that is not shown: on the page of the plan a link to that page goes nowhere."""
    return _short(left[0]).file if left else ""


def _short(action: Action) -> ShortAction:
    return ShortAction(action.do, f"plan.md#actie-{action.id}")
