"""What page one says before anything else: whether the first moment of the money is met, and what cannot wait and does not fit."""

from __future__ import annotations

from site_build.assembly.contexts import Urgent
from site_build.assembly.own_rows import AlarmRow, ReachView, ShortAction
from site_build.content.model import Action
from site_build.interview.answers import dutch_date, dutch_number
from site_build.tailoring.planning_types import Alarm, Plan, Reach


def view(plan: Plan | None) -> Urgent:
    """Return the values of the piece that home, glance and plan begin with."""
    if plan is None:
        return Urgent(reach=None, alarms=())
    return Urgent(reach=_reach(plan.reach) if plan.reach else None, alarms=tuple(_alarm(alarm) for alarm in plan.alarms))


def _reach(reach: Reach) -> ReachView:
    return ReachView(
        title=f"{reach.title[:1].lower()}{reach.title[1:]}", date=dutch_date(reach.date.isoformat()), estimate=reach.estimate,
        in_time=reach.in_time, possible=reach.possible, lead=dutch_number(reach.lead), others=dutch_number(reach.others),
        lead_there=dutch_number(int(reach.lead_there)), others_there=dutch_number(int(reach.others_there)),
        late=tuple(_short(action) for action in reach.late), skip=tuple(_short(action) for action in reach.skip))


def _alarm(alarm: Alarm) -> AlarmRow:
    return AlarmRow(
        _short(alarm.action), alarm.urgency, alarm.reason, dutch_date(alarm.by.isoformat()) if alarm.by else "",
        dutch_date(alarm.end.isoformat()) if alarm.end else "", dutch_number(round(alarm.lead + alarm.others, 1)),
        dutch_number(round(alarm.lead_there + alarm.others_there, 1)))


def _short(action: Action) -> ShortAction:
    return ShortAction(action.do, f"plan.md#actie-{action.id}")
