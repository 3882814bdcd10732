"""A plan that fits: actions on a calendar, within the time that people have, before the money decision.

The period runs from the day of the answers to the decision on structural money (the moment at which
the budget is adopted), else to the end of the money, else twelve months. What does not fit before the
end of the period is listed with the choice (fewer actions, more half-days, later); it is never planned
behind it in silence. Urgency decides before phase and score: what the advice says about people in
danger begins on the first day, whatever the time of people, and the rest gets what is left; then what
residents and the law need, what the first moment of the money needs, hard preconditions and other
moments (`needed_for`), each with everything that must come before; then the actions of the own stage
and earlier ones, lowest score first. At most three actions at a time in the first thirteen weeks.
Weeks of waiting for a decision (`extra_weeks`) count as lead time, cost nobody time and overlap with
the work that comes after. A date that somebody set is the day on which the action is done.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Collection, Iterator, Mapping, Sequence

from site_build.content.model import URGENCIES, Action, Content
from site_build.errors import WARNING, Place, Problem
from site_build.interview.answers import Answers, PlanEntry, dutch_date, dutch_number
from site_build.interview.facts import Values
from site_build.interview.moment_days import last_workday
from site_build.said import Said
from site_build.tailoring.advice import AdviceList, GivenAdvice
from site_build.tailoring.moments import OWN, DatedMoment, money_decision
from site_build.tailoring.planning_calendar import WEEK, WorkCalendar, free_dates, work_calendar
from site_build.tailoring.planning_held import ask_whose, hold_back, later_together
from site_build.tailoring.planning_jobs import (
    NEEDED,
    REST,
    UNIT,
    Job,
    check_cycles,
    deadlines_ahead,
    earliest_ends,
    look_over,
    make_jobs,
    period,
    with_before,
)
from site_build.tailoring.planning_left import LeftOver, weeks_of
from site_build.tailoring.planning_loose import loosen
from site_build.tailoring.planning_ranks import rank_jobs
from site_build.tailoring.planning_reasons import Reasons
from site_build.tailoring.planning_types import AT_A_TIME, QUARTER, Plan, PlannedAction, Reach, WeekLoad
from site_build.tailoring.planning_urgent import come, find_alarms, find_overdue, find_pauses, find_reach, put_off, watched
from site_build.tailoring.scheduling import schedule, set_latest_starts
from site_build.tailoring.scheduling_board import Board, Request, Spot
from site_build.tailoring.scores import Scores
from site_build.tailoring.standing_in import absences, acting

DEFAULT_CAPACITY = 4.0  # half-days a week where the answer is not known
DONE, DROPPED, BUSY = "klaar", "vervallen", "bezig"
_BEYOND = 3 * 366  # days after the period in which 'later' is looked for
_ASK = dt.timedelta(weeks=4)  # to mail, to wait and to talk
_SOON = dt.timedelta(weeks=2)  # what is to be known by then is known when one chooses which way to go
_FILE = "antwoorden.yml"
_NO_ADVICE = AdviceList()


def make_plan(content: Content, actions: Sequence[Action], values: Values, answers: Answers, scores: Scores | None,
              moments: Sequence[DatedMoment], given: AdviceList = _NO_ADVICE) -> Plan:
    """Return the plan for the actions that apply, from the day of the answers; `given` is the advice, which says what is urgent.

    Raises ContentError when actions wait for each other. Dates in the answers that cannot be met are
    `problems`; the action is then planned as if it had no date.
    """
    check_cycles(actions)
    return _Planner(content, actions, values, answers, scores, moments, given).plan()


class _Planner:
    def __init__(self, content: Content, actions: Sequence[Action], values: Values, answers: Answers, scores: Scores | None,
                 moments: Sequence[DatedMoment], given: AdviceList) -> None:
        self.given = given
        self.content, self.actions, self.values, self.answers, self.scores, self.moments = content, actions, values, answers, scores, moments
        self.by_id = {action.id: action for action in actions}
        self.start = answers.today
        self.money = money_decision(content, values, answers)
        self.end, self.until, self.ahead = period(self.money, self.start, content.phrases, content.meaning("money_ends"))
        self.deadlines = deadlines_ahead(self.ahead, moments, self.start, self.end, [moment.id for moment in content.moments if moment.route == OWN][:1])
        self.calendar = work_calendar(self.start, self.end + dt.timedelta(days=_BEYOND), content.free_days)
        self.jobs: dict[str, Job] = {}
        self.assumptions: list[str] = []
        self.problems: list[Problem] = []
        self.phrases = content.phrases
        self.reasons = Reasons(content.phrases, values, scores, self.deadlines, self.ahead)
        self.capacity = (self._capacity("capacity_lead", self.phrases("plan.leader")), self._capacity("capacity_others", self.phrases("plan.all_others")))

    def plan(self) -> Plan:
        entries = self.answers.plan
        closed = frozenset(id for id in self.by_id if id in entries and entries[id].status in (DONE, DROPPED))
        skipped = self._prepare(closed)
        if not self.values.meant("size").known:
            self.assumptions.append(self.phrases("plan.unknown_size"))
        request = self._request(self.capacity)
        pinned = self._pinned(request)
        spots, missing = schedule(self.jobs, request, pinned)
        # What must be done, and what it is all for, does not stay out of the plan for want of half-days, nor for what would rather come first.
        left_out = frozenset(id for id in missing if self.jobs[id].action.hard or self.jobs[id].opens)
        if left_out:
            self._prepare(closed, before_rest=left_out)
            request = self._request(self.capacity)
            spots, missing = schedule(self.jobs, request, pinned)
        stuck = frozenset(id for id in missing if self.jobs[id].tier < REST and self.jobs[id].rather)
        if stuck:
            self._prepare(closed, stuck, left_out)
            request = self._request(self.capacity)
            spots, missing = schedule(self.jobs, request, pinned)
        reaches = self._reaches(request, pinned, spots)
        off = next((reach for reach in reaches if reach.skip), None)
        if off:  # the plan does what page one says: what the first moment of the money can do without comes after it
            self.jobs = put_off([action.id for action in off.skip], off.date, self.jobs)
            request = self._request(self.capacity)
            spots, missing = schedule(self.jobs, request, pinned)
            reaches = self._reaches(request, pinned, spots, off)
        self._check_order(spots, missing, pinned)
        ends = {id: self.calendar.days[spot.last] for id, spot in spots.items()}
        begins = {job.action.opens: self.calendar.days[spots[id].first] if id in spots else None for id, job in self.jobs.items() if job.opens and not job.later}
        self.missing = absences(self.content, self.values, self.moments, ends, self.start, begins)
        items = [*(self._item(self.jobs[id], spot, id in pinned) for id, spot in spots.items()), *self._steps()]
        missed = {action.id: (reach.title, reach.date) for reach in reaches if not reach.in_time for action in reach.late}
        items = [dataclasses.replace(item, in_time=False, deadline=missed[item.action.id]) if item.in_time and item.action.id in missed else item for item in items]
        beyond = {item.action.id for item in items if item.end > self.end}
        left = LeftOver(self.jobs, missing, request, pinned, self.calendar, self.end, self.capacity, self._request,
                        lambda job: self._owner(job, self.end), self.phrases)
        not_fitting, choice = left.work_out() if missing else ((), None)
        request = self._request(self.capacity)  # working out what is left counted back with other half-days
        dropped = self._with_status(DROPPED)
        told = {given.advice.step: given.place for given in reversed(self.given.items)}  # of two pieces about one action the first
        return Plan(
            self.start, self.end, self.until, self.money, *self.capacity,
            tuple(sorted((i for i in items if i.action.id not in beyond), key=lambda i: (
                i.start, (*URGENCIES, "").index(i.urgency), i.end, told.get(i.action.id, len(self.given.items) + 1), i.action.id))),
            not_fitting, choice,
            (*(a for a in self.actions if a.id in beyond or a.id in self.jobs and self.jobs[a.id].later),
             *(self.content.steps[given.advice.step] for given in self.given.items if self._can_wait(given))),
            self._with_status(DONE), dropped, tuple(self.by_id[id] for id in skipped),
            self._weeks(spots), tuple(dict.fromkeys(self.assumptions)), tuple(sorted(self.problems)),
            reaches,
            find_alarms(self.jobs, request, spots, missing, self.calendar), missing=self.missing,
            overdue=find_overdue(self.content, self.moments, [action for item in items for action in (item.action, *item.merged)]),
            pauses=find_pauses([action for action in self.actions if action not in dropped],
                               {id: action for id, action in self.by_id.items() if id not in closed}, {item.action.id: item.end for item in items}))

    def _prepare(self, closed: frozenset[str], loose: Collection[str] = (), before_rest: Collection[str] = ()) -> tuple[str, ...]:
        """Make the jobs and their order; return what a small municipality skips.

        Those of `loose` wait for nothing that would only rather come first, those of `before_rest` go before what is as urgent.
        """
        self.jobs, skipped = make_jobs(self.actions, self.values, closed, self.given)
        for job, before in ((self.jobs[id], before) for id in loose for before in self.jobs[id].rather):
            job.wait_no_longer(self.jobs[before])
        self.opened = {self.deadlines.get(job.action.opens) for job in self.jobs.values() if job.opens}
        look_over(self.jobs, self.deadlines)
        self._take_over()
        rank_jobs(self.jobs, self.content, self.values, self.answers, self.scores, self.deadlines, self.given,
                  {moment.id for moment, _, _ in come(self.content, self.moments)})
        for id in with_before(self.jobs, before_rest):
            self.jobs[id].front, self.jobs[id].stays = True, id in before_rest
        hold_back(self.jobs, self.moments, self.start, self.end)
        ask_whose(self.jobs, self.content, self.values, self.given)
        later_together(self.jobs)
        loosen(self.jobs, {job.id: self._last_day(job.deadline) for job in self.jobs.values() if job.deadline and not job.later}, len(self.calendar.days))
        return skipped

    def _take_over(self) -> None:
        """Where one side said to have no time at all, count its work with the other side: it is done, or it does not happen."""
        lead, others = self.capacity
        if bool(lead) == bool(others):
            return
        for job in self.jobs.values():
            job.lead, job.others = (job.lead + job.others, 0) if lead else (0, job.lead + job.others)
        self.assumptions.append(self.phrases("plan.leader_alone" if lead else "plan.without_leader"))

    def _reaches(self, request: Request, pinned: Mapping[str, Spot], spots: Mapping[str, Spot], money: Reach | None = None) -> tuple[Reach, ...]:
        moments = watched(self.content, self.moments, self.money, self.deadlines, self.start)
        found = (money if money and moment.money else find_reach(moment, self.jobs, request, pinned, spots, self.calendar) for moment in moments)
        return tuple(reach for reach in found if reach)

    def _with_status(self, status: str) -> tuple[Action, ...]:
        return tuple(a for a in (*self.actions, *self.content.steps.values()) if a.id in self.answers.plan and self.answers.plan[a.id].status == status)

    def _capacity(self, meaning: str, who: str) -> float:
        answer = self.values.meant(meaning)
        if answer.known:
            return float(answer.number)
        self.assumptions.append(self.phrases("plan.unknown_time", who=who, amount=dutch_number(DEFAULT_CAPACITY)))
        return DEFAULT_CAPACITY

    def _request(self, capacity: tuple[float, float]) -> Request:
        total = len(self.calendar.days)
        last = self.calendar.on_or_before(self.end)
        soonest = earliest_ends(self.jobs)
        deadlines = {job.id: day for job in self.jobs.values() if (day := self._deadline(job, last, soonest[job.id])) is not None}
        # Hard preconditions aim at the first half of the period; this steers the order, it is no limit.
        aims = {job.id: last // 2 for job in self.jobs.values() if job.action.hard}
        aims |= {job.id: soonest[job.id] for job in self.jobs.values() if job.overdue}
        aims |= deadlines
        set_latest_starts(self.jobs, aims, last)
        lead, others = (int(half_days * UNIT / WEEK) for half_days in capacity)
        earliest = {job.id: self.calendar.on_or_after(job.fresh) for job in self.jobs.values() if job.fresh}
        dates = {job.id: self._last_day(job.deadline) for job in self.jobs.values() if job.deadline}
        return Request(lead, others, last, total, QUARTER * WEEK, deadlines, earliest, dates)

    def _last_day(self, deadline: tuple[str, dt.date]) -> int:
        """Return the last working day for what a moment needs: the day itself, and the day before where something opens on it."""
        return self.calendar.on_or_before(deadline[1] - dt.timedelta(days=deadline in self.opened))

    def _deadline(self, job: Job, last: int, soonest: int) -> int | None:
        """Return the last working day for a job: of its moment, and of its advice.

        What takes longer than the term of its advice (with what must come before it, `soonest` days) begins within it.
        """
        days = [self._last_day(job.deadline)] if job.deadline else []
        if job.term is not None:
            term = self.calendar.on_or_before(job.term)
            job.begins = soonest > term + 1 and not job.forced
            days.append(term if job.forced else min(last, term if soonest <= term + 1 else term + soonest - 1))
        if job.opens and job.fresh:
            days.append(min(last, self.calendar.on_or_after(job.fresh) + job.length - 1))
        return min(days, default=None)

    # --- what people decided ----------------------------------------------------------------

    def _pinned(self, request: Request) -> dict[str, Spot]:
        """Return the places that a person decided: what is going on now, and dates that can be met."""
        board, pinned = Board(request), dict[str, Spot]()
        entries = {id: self.answers.plan[id] for id in self.jobs if id in self.answers.plan}
        busy = [id for id, entry in entries.items() if entry.status == BUSY and not entry.date]
        dated = sorted((id for id, entry in entries.items() if entry.date), key=lambda id: (entries[id].date, id))
        for id in dated:
            spot = self._on_date(self.jobs[id], dt.date.fromisoformat(entries[id].date), board)
            if spot:
                pinned[id] = spot
                board.take(self.jobs[id], spot)
        for id in busy:
            board.forget_at_a_time()  # what is going on goes on, also when there are more than three
            spot = board.find(self.jobs[id], 0, request.limit, 0, AT_A_TIME)
            if spot:
                pinned[id] = spot
                board.take(self.jobs[id], spot)
        return pinned

    def _on_date(self, job: Job, date: dt.date, board: Board) -> Spot | None:
        shown = dutch_date(date.isoformat())
        if date < self.start:
            self._problem("datum-voorbij", f"De actie '{_named(job.action)}' staat op {shown}. Die dag is voorbij.",
                          "Kies een nieuwe dag, of zet de status op klaar.")
            return None
        last = self.calendar.on_or_before(date)
        if date > self.calendar.end:
            self._problem("datum-te-ver", f"De actie '{_named(job.action)}' staat op {shown}. Zo ver vooruit plannen wij niet.", "Kies een eerdere dag.")
            return None
        if last - job.length + 1 < 0:
            earliest = self.calendar.days[job.length - 1:]
            self._problem("datum-te-vroeg", f"De actie '{_named(job.action)}' staat op {shown}, maar duurt minstens {weeks_of(job.length)}.",
                          f"Kies een dag vanaf {dutch_date(earliest[0].isoformat())}." if earliest else "Haal de dag weg: zo ver vooruit plannen wij niet.")
            return None
        spot = board.ending(job, last)
        if spot is None:
            self._problem("datum-geen-tijd", f"De actie '{_named(job.action)}' staat op {shown}, maar daarvoor zijn dan te weinig dagdelen.",
                          "Kies een latere dag, of vul meer dagdelen in.")
        return spot

    def _check_order(self, spots: Mapping[str, Spot], missing: Mapping[str, str], pinned: Mapping[str, Spot]) -> None:
        for id in pinned:
            if not self.answers.plan[id].date:
                continue
            for before in self.jobs[id].after:
                if before in missing or before in spots and spots[before].worked >= spots[id].first:
                    name, first = _named(self.by_id[before]), self._day(spots[id].first)
                    self._problem("datum-volgorde", f"De actie '{_named(self.by_id[id])}' begint op {first}, maar '{name}' moet eerst en "
                                  + (f"is pas klaar op {self._day(spots[before].worked)}." if before in spots else "past niet in deze periode."),
                                  f"Kies een latere dag voor '{_named(self.by_id[id])}', of begin eerder met '{_named(self.by_id[before])}'.")

    def _problem(self, code: str, message: str, remedy: str) -> None:
        self.problems.append(Problem(Place(_FILE), code, message, remedy, WARNING))

    def _day(self, index: int) -> str:
        return dutch_date(self.calendar.days[index].isoformat())

    # --- what comes out ---------------------------------------------------------------------

    def _item(self, job: Job, spot: Spot, pinned: bool) -> PlannedAction:
        entry, days = self.answers.plan.get(job.id, PlanEntry()), self.calendar.days
        in_time = job.deadline is None or days[spot.last] <= job.deadline[1]
        return PlannedAction(
            job.action, days[spot.first], days[spot.worked], days[spot.last], job.lead / UNIT, job.others / UNIT, self._owner(job, days[spot.first]),
            entry.status, pinned and bool(entry.date), job.tier != REST, self.reasons.why(job, days[spot.first], days[spot.last]), job.deadline, in_time,
            tuple(self.by_id[id] for id in job.merged), URGENCIES[job.urgency] if job.urgency < len(URGENCIES) else "", job.term,
            acting(self.missing, job.owner, days[spot.first]), job.begins)

    def _steps(self) -> Iterator[PlannedAction]:
        """Yield what advice without an action of its own asks: to its last day, or the day that somebody set.

        It begins today when it comes first or a piece must be written; a question that can wait takes the last weeks of its term.
        """
        last, closed = self.calendar.days[self.calendar.on_or_before(self.end)], free_dates(self.content.free_days)
        for given in self.given.items:
            action, entry = self.content.steps.get(given.advice.step), self.answers.plan.get(given.advice.step, PlanEntry())
            if action is None or self._can_wait(given):  # no action: it has one of the list
                continue
            date = dt.date.fromisoformat(entry.date) if entry.date else None
            if date and date < self.start:
                self._problem("datum-voorbij", f"De actie '{_named(action)}' staat op {dutch_date(entry.date)}. Die dag is voorbij.",
                              "Kies een nieuwe dag, of zet de status op klaar.")
                date = None
            end = date or max(self.start, min(given.by, last))
            now = given.first or given.advice.document or date
            start = self.start if now else max(self.start, last_workday(end - _ASK, closed, self.start))
            words, role = self.phrases.one("urgency", given.advice.urgency), acting(self.missing, action.owner, start)
            yield PlannedAction(action, start, end, end, 0, 0, Said(entry.owner or role), entry.status, date is not None, True,
                                f"{words[:1].upper()}{words[1:]}", urgency=given.advice.urgency, term=given.by, role=role, step=True)

    def _can_wait(self, given: GivenAdvice) -> bool:
        """True for what is asked or written besides, while one first chooses which way to go: in danger one does what is urgent, and nothing else.

        What is to be found out soon does not wait: the choice is made with the answer.
        """
        if given.advice.kind == "uitzoeken" and given.by <= self.start + _SOON:
            return False
        return self.given.triage and not given.first and not given.advice.action and URGENCIES.index(given.advice.urgency) >= NEEDED

    def _owner(self, job: Job, day: dt.date) -> Said:
        entry = self.answers.plan.get(job.id)
        return Said(entry.owner if entry and entry.owner else acting(self.missing, job.owner, day))

    def _weeks(self, spots: Mapping[str, Spot]) -> tuple[WeekLoad, ...]:
        loads: dict[dt.date, list[float]] = {}
        for id, spot in spots.items():
            job, days = self.jobs[id], spot.worked - spot.first + 1
            for index in range(spot.first, spot.worked + 1):
                day = self.calendar.days[index]
                week = loads.setdefault(day - dt.timedelta(days=day.weekday()), [0.0, 0.0])
                week[0] += job.lead / days
                week[1] += job.others / days
        within = WorkCalendar(self.start, self.end, self.calendar.days[: self.calendar.on_or_before(self.end) + 1])
        return tuple(
            WeekLoad(monday, count, *(round(units / UNIT, 3) for units in loads.get(monday, (0.0, 0.0))),
                     *(round(per_week * count / WEEK, 3) for per_week in self.capacity))
            for monday, count in within.weeks().items())


def _named(action: Action) -> str:
    """An action as a person knows it, without the full stop: for within a sentence."""
    return action.do.removesuffix(".")
