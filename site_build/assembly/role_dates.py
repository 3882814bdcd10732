"""The days of a role: what it does and decides itself, what somebody asks of it, and what others do that it takes part in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from site_build.assembly.asked import roles_asked
from site_build.assembly.own_rows import DatedRow
from site_build.content.model import Action, Role
from site_build.content.phrases import Phrases
from site_build.interview.answers import dutch_date
from site_build.said import Said
from site_build.tailoring.advised import done_by, who_does
from site_build.tailoring.handbook import Handbook
from site_build.tailoring.moments import OWN, DatedMoment
from site_build.tailoring.own_actions import is_own
from site_build.tailoring.planning_types import Plan, PlannedAction

NEAR = dt.timedelta(days=62)


def dated(handbook: Handbook) -> Iterator[DatedRow]:
    """Yield actions and decision moments by the role that they are of; the days of work stay inside the municipality."""
    if handbook.plan and not handbook.shared:
        yield from _work(handbook, handbook.plan)
        yield from _asked(handbook)
    yield from _moments(handbook)


def _work(handbook: Handbook, plan: Plan) -> Iterator[DatedRow]:
    """Yield each row of the plan for whose it is, and for who takes part in it."""
    content, phrases = handbook.content, handbook.content.phrases
    for item in plan.items:
        day = period(item, phrases)
        yield DatedRow(item.role, item.start.isoformat(), day, do(item.action), phrases("plan.kind_step" if item.step else "plan.kind_action"))
        done = {item.action.id, *(action.id for action in item.merged)}
        for role in content.roles:
            there = plan.acting(role.id, item.start) == role.id and starts_in_time(handbook, role)
            if role.id != item.role and done & set(role.with_actions) and there and not is_own(item.action.id):
                said = phrases("plan.together", who=content.called(item.role), do=item.action.do)
                yield DatedRow(role.id, item.start.isoformat(), day, said, phrases("plan.kind_together"))


def _asked(handbook: Handbook) -> Iterator[DatedRow]:
    """Yield what somebody else comes to ask a role: by the day on which that is to be known."""
    content, phrases = handbook.content, handbook.content.phrases
    for given in handbook.advice.items:
        ask, asker = given.advice.ask, who_does(given, handbook.plan)
        if ask is None:
            continue
        by = done_by(given, handbook.plan)
        said = phrases("plan.asked", who=content.called(asker), question=ask.question)
        for role in roles_asked(ask.to, content):
            if role != asker:
                yield DatedRow(role, by.isoformat(), phrases("advice.by", by=_day(by)), said, phrases("plan.kind_question"))


def _moments(handbook: Handbook) -> Iterator[DatedRow]:
    content, plan, phrases = handbook.content, handbook.plan, handbook.content.phrases
    deciders = {decider.id: decider.roles for decider in content.deciders}
    for moment in handbook.moments:
        if moment.date is None or moment.passed:
            continue
        concerned = (plan.acting(role, moment.date) if plan else role for role in (*deciders.get(moment.decides, ()), moment.who))
        kind = phrases("plan.kind_moment" if content.decider_names.get(moment.decides) else "plan.kind_date")
        day = _day(moment.date)
        title = moment_title(handbook, moment)
        title = title if moment.certain else phrases("plan.perhaps_shared" if handbook.shared else "plan.perhaps", title=title)
        told = (role.id for role in content.roles if moment.id in role.with_moments)
        leader = (content.meaning("project_leader"),)  # who answers for every date, also those that are perhaps not of this municipality
        for id in leader if doubtful(handbook, moment) else dict.fromkeys((*concerned, *leader, *told)):
            yield DatedRow(id, moment.date.isoformat(), phrases("plan.estimated", day=day) if moment.estimate and not moment.changed else day, title, kind)


def starts_in_time(handbook: Handbook, role: Role) -> bool:
    """False for a role that comes with a day that the plan does not meet: nobody knows when somebody is there."""
    plan = handbook.plan
    absence = next((one for one in plan.missing if one.role == role.id), None) if plan else None
    return absence is None or plan is None or not any(reach.id == role.from_moment and reach.date == absence.day and not reach.in_time for reach in plan.reaches)


def doubtful(handbook: Handbook, moment: DatedMoment) -> bool:
    """True for a moment that is perhaps not of this municipality; every municipality has the way to its own budget, whatever it calls it."""
    written = handbook.content.known_moments.get(moment.id)
    return not moment.certain and not (written and written.route == OWN)


def near(handbook: Handbook, moment: DatedMoment) -> bool:
    """True for a day within two months of which somebody must be asked now whether it is of this municipality."""
    written = handbook.content.known_moments.get(moment.id)
    return bool(written and written.mail) and moment.date is not None and dt.timedelta() <= moment.date - handbook.answers.today <= NEAR


def moment_title(handbook: Handbook, moment: DatedMoment) -> str:
    """Return what a moment is called; a day that the municipality may move and its plan does not meet says so wherever it stands."""
    plan, written = handbook.plan, handbook.content.known_moments.get(moment.id)
    movable = written and written.movable and not handbook.shared
    missed = next((reach for reach in plan.reaches if reach.id == moment.id and not reach.in_time), None) if plan and movable else None
    if missed is None:
        return moment.title
    phrases = handbook.content.phrases
    return phrases("plan.moment_moved", title=moment.title, day=_day(missed.begins)) if missed.begins else phrases("plan.moment_missed", title=moment.title)


def explained(handbook: Handbook, moment: DatedMoment) -> str:
    """Return what a moment means; of a day that is past, what to do now, where editors wrote that."""
    written = handbook.content.known_moments.get(moment.id)
    return (written.overdue if written and moment.passed else "") or moment.explain


def do(action: Action) -> Said | str:
    """What is to be done: an editor's words, or those of the municipality, which print as they were typed."""
    return Said(action.do) if is_own(action.id) else action.do


def period(item: PlannedAction, phrases: Phrases) -> str:
    """Return the first and last day of a planned action in words."""
    start, worked, end = (dutch_date(day.isoformat()) for day in (item.start, item.worked, item.end))
    if item.start == item.end:
        return start
    short = start.removesuffix(f" {item.start.year}") if item.start.year == item.worked.year else start
    if item.worked < item.end:  # nobody works while a decision is awaited
        return phrases("plan.period_wait", start=short, worked=worked.removesuffix(f" {item.worked.year}") if item.worked.year == item.end.year else worked, end=end)
    return phrases("plan.period", start=short, end=end)


def _day(date: dt.date) -> str:
    return dutch_date(date.isoformat())
