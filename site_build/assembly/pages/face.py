"""What an alderman reads in a corridor: the first page's money line, the strip of this quarter, and the route."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from site_build.assembly.doc import PageDoc
from site_build.assembly.own_rows import PlannedRow
from site_build.assembly.pages import route
from site_build.assembly.rows import BarRow, FaceView, MoneyLine, MoneyPoint
from site_build.assembly.urgent_view import money_begins
from site_build.assembly.views import Views
from site_build.content.phrases import Phrases
from site_build.interview.answers import dutch_date
from site_build.interview.moment_days import same_week
from site_build.interview.wording import in_sentence
from site_build.tailoring.handbook import Handbook
from site_build.tailoring.moments import MoneyDecision, own_hours
from site_build.tailoring.planning_types import Plan, PlannedAction

WEEKS = 13  # a quarter
_SHOWN = 8  # actions in the strip; the rest is in the plan
_ASKED = 3  # of which at most so many only ask something: where much is unknown the strip still shows work


def face(handbook: Handbook, views: Views, docs: Sequence[PageDoc], reader: str = "") -> FaceView:
    """Return the values of the first page that are only of this municipality; `reader` is the role whose route it shows, else the project leader."""
    quarter = handbook.plan.quarter if handbook.plan else ()
    rows = views.own.plan.quarter if views.own.plan else ()
    today = handbook.answers.today
    ask = {given.advice.step for given in handbook.advice.items if given.advice.kind == "uitzoeken" and not given.advice.action}
    questions = [item for item in quarter if item.action.id in ask]
    folded = {item.action.id for item in questions[_ASKED:]}
    pairs = [(item, row) for item, row in zip(quarter, rows, strict=False) if item.action.id not in folded]
    hours = own_hours(handbook.values)
    return FaceView(
        money=_money(handbook.money, handbook.plan, today, handbook.content.phrases, hours=hours, after=views.own.costs.after if views.own.costs else "")
        if handbook.money else None,
        strip=tuple(_bar(item, row, today, handbook.content.phrases) for item, row in pairs[:_SHOWN]), more=max(0, len(pairs) - _SHOWN), questions=len(folded),
        misfits=len(handbook.plan.not_fitting) if handbook.plan else 0, until=dutch_date(handbook.plan.end.isoformat()) if handbook.plan else "",
        extra=handbook.plan.choice.text[1] if handbook.plan and handbook.plan.choice else "",
        weeks=tuple(_short(today + dt.timedelta(weeks=week)) for week in (0, 4, 8, 12)),
        route=route.of_role(handbook, views, docs, reader or views.content.meaning("project_leader")), route_file=route.FILE)


def _money(decision: MoneyDecision, plan: Plan | None, today: dt.date, phrases: Phrases, *, hours: bool, after: str) -> MoneyLine:
    """Three dates in order, and the sentences that go with them; `hours`: people's time was promised, no money; `after`: what going on costs then."""
    stops = phrases("money.hours_stop" if hours else "money.money_stops")
    if decision.following and decision.end > today:
        return _next_budget(decision, today, phrases, stops)
    passed = decision.last_start < today
    reach = next((reach for reach in plan.reaches if reach.money and reach.in_time), None) if plan and passed else None
    start = phrases("money.quiet_start" if reach else "money.last_start")
    points = [(today, phrases("money.today"), False), (decision.last_start, start, passed), (decision.end, stops, decision.end < today)]
    last = dutch_date(decision.last_start.isoformat())
    left = (phrases("money.quiet_start_was", day=last, day_needed=dutch_date(reach.date.isoformat()), title=in_sentence(reach.title)) if reach
            else phrases("money.last_start_was", day=last) if passed
            else phrases("money.this_week") if same_week(decision.last_start, today) else phrases("money.last_start_is", day=last))
    begins = "" if passed else money_begins(plan, phrases)
    final = decision.decision
    title, day = in_sentence(final.title), dutch_date(final.date.isoformat())
    decided = phrases("money.decision_was" if final.date < today else "money.decision_is", title=title, day=day)
    between = [phrases("money.on_the_way_day", title=in_sentence(one.title), day=dutch_date(one.date.isoformat())) for one in decision.route
               if today <= one.date < final.date]
    way = phrases("money.on_the_way" if len(between) > 1 else "money.on_the_way_one", listed=", ".join(between)) if between else ""
    return MoneyLine(tuple(MoneyPoint(dutch_date(day.isoformat()), what, passed) for day, what, passed in sorted(points, key=lambda point: point[0])),
                     " ".join(text for text in (left, begins, decided, way, after) if text))


def _next_budget(decision: MoneyDecision, today: dt.date, phrases: Phrases, stops: str) -> MoneyLine:
    """The budget of the year that is needed has been adopted: what can still be reached, and how long there is nothing until then."""
    first = decision.coming(today)[0]
    year, gap = decision.next_from.year, decision.gap_months
    between = phrases("money.between_month" if gap == 1 else "money.between_months", gap=gap)
    points = sorted([(today, phrases("money.today")), (first.date, first.title), (decision.end, stops)], key=lambda point: point[0])
    return MoneyLine(tuple(MoneyPoint(dutch_date(day.isoformat()), what, False) for day, what in points),
                     f"{phrases('money.next_budget', year=decision.year, next=year)} {between}")


def _bar(item: PlannedAction, row: PlannedRow, today: dt.date, phrases: Phrases) -> BarRow:
    first = min(WEEKS, max(1, (item.start - today).days // 7 + 1))
    last = min(WEEKS, max(first, (item.end - today).days // 7 + 1))
    return BarRow(row.id, row.do, row.owner, phrases("plan.period", start=_short(item.start), end=_short(item.end)), f"from-{first} to-{last}")


def _short(day: dt.date) -> str:
    return dutch_date(day.isoformat()).removesuffix(f" {day.year}")
