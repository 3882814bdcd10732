"""A plan that fits: actions on a calendar, within the time that people have, before the money decision.

The period runs from the day of the answers to the decision on structural money (the moment at which
the budget is adopted), else to the end of the money, else twelve months. What does not fit before the
end of the period is listed with the choice (fewer actions, more half-days, later); it is never planned
behind it in silence. Hard preconditions and what a decision needs (`needed_for`) are placed first, with
everything that must come before them; then the actions of the municipality's own stage and earlier
ones, lowest score first. At most three actions at a time in the first thirteen weeks. Weeks of waiting
for a decision (`extra_weeks`) count as lead time and cost nobody time. A date that somebody set is the
day on which the action is done.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from site_build.content.model import Action, Content
from site_build.errors import WARNING, Place, Problem
from site_build.interview.answers import Answers, PlanEntry, dutch_date, dutch_number
from site_build.interview.facts import Values
from site_build.said import Said
from site_build.tailoring.moments import DatedMoment, MoneyDecision, money_decision
from site_build.tailoring.own_actions import is_own
from site_build.tailoring.planning_calendar import WEEK, WorkCalendar, work_calendar
from site_build.tailoring.planning_jobs import REST, UNIT, Job, check_cycles, deadlines_ahead, make_jobs, period, rank_jobs
from site_build.tailoring.scheduling import CAPACITY, FOLLOWS, QUARTER, TIME, Board, Request, Spot, schedule, set_latest_starts, unlimited
from site_build.tailoring.scores import Scores

DEFAULT_CAPACITY = 4.0  # half-days a week where the answer is not known
DONE, DROPPED, BUSY = "klaar", "vervallen", "bezig"
_AMPLE = 1000.0  # half-days a week: more than anybody needs
_BEYOND = 3 * 366  # days after the period in which 'later' is looked for
_FILE = "antwoorden.yml"


@dataclass(frozen=True)
class PlannedAction:
    """An action with its days; `worked` is the last day of work, `end` the day on which it is decided or done.

    `lead` and `others` are half-days after the size factor. `fixed`: somebody set the date.
    """

    action: Action
    start: dt.date
    worked: dt.date
    end: dt.date
    lead: float
    others: float
    owner: Said
    status: str
    fixed: bool
    urgent: bool
    why: str
    deadline: tuple[str, dt.date] | None = None
    in_time: bool = True
    merged: tuple[Action, ...] = ()


@dataclass(frozen=True)
class NotFitting:
    """An action that does not fit in the period; reason is doorlooptijd, dagdelen or volgorde.

    `later_end` is the day on which it would be done when the plan went on after the period.
    """

    action: Action
    reason: str
    text: str
    urgent: bool
    lead: float
    others: float
    owner: Said
    later_end: dt.date | None


@dataclass(frozen=True)
class Choice:
    """What can be chosen when not everything fits; half-days a week extra are None where more time does not help."""

    fewer: int
    extra_lead: float | None
    extra_others: float | None
    until: dt.date | None
    text: tuple[str, ...]


@dataclass(frozen=True)
class WeekLoad:
    """One week: working days, half-days planned and available."""

    monday: dt.date
    days: int
    lead: float
    others: float
    lead_capacity: float
    others_capacity: float


@dataclass(frozen=True)
class Plan:
    """The plan; dates are inclusive. `assumptions` say in Dutch what was not known."""

    start: dt.date
    end: dt.date
    until: str
    money: MoneyDecision | None
    lead_capacity: float
    others_capacity: float
    items: tuple[PlannedAction, ...]
    not_fitting: tuple[NotFitting, ...]
    choice: Choice | None
    later: tuple[Action, ...]
    done: tuple[Action, ...]
    dropped: tuple[Action, ...]
    skipped: tuple[Action, ...]
    weeks: tuple[WeekLoad, ...]
    assumptions: tuple[str, ...]
    problems: tuple[Problem, ...]

    @property
    def quarter_end(self) -> dt.date:
        """The last day of the first thirteen weeks."""
        return min(self.end, self.start + dt.timedelta(weeks=QUARTER) - dt.timedelta(days=1))

    @property
    def quarter(self) -> tuple[PlannedAction, ...]:
        """What begins in the first thirteen weeks: the first view."""
        return tuple(item for item in self.items if item.start <= self.quarter_end)


def make_plan(content: Content, actions: Sequence[Action], values: Values, answers: Answers, scores: Scores | None,
              moments: Sequence[DatedMoment]) -> Plan:
    """Return the plan for the actions that apply, from the day of the answers.

    Raises ContentError when actions wait for each other. Dates in the answers that cannot be met are
    `problems`; the action is then planned as if it had no date.
    """
    check_cycles(actions)
    return _Planner(content, actions, values, answers, scores, moments).plan()


class _Planner:
    def __init__(self, content: Content, actions: Sequence[Action], values: Values, answers: Answers, scores: Scores | None,
                 moments: Sequence[DatedMoment]) -> None:
        self.content, self.actions, self.values, self.answers, self.scores = content, actions, values, answers, scores
        self.by_id = {action.id: action for action in actions}
        self.start = answers.today
        self.money = money_decision(content, values, answers)
        self.end, self.until, self.ahead = period(self.money, self.start)
        self.deadlines = deadlines_ahead(self.ahead, moments, self.start, self.end, bool(self.money))
        self.calendar = work_calendar(self.start, self.end + dt.timedelta(days=_BEYOND), content.free_days)
        self.assumptions: list[str] = []
        self.problems: list[Problem] = []
        self.capacity = (self._capacity("capacity_lead", "de projectleider"),
                         self._capacity("capacity_others", "alle anderen samen"))

    def plan(self) -> Plan:
        entries = self.answers.plan
        closed = frozenset(id for id in self.by_id if entries.get(id, PlanEntry()).status in (DONE, DROPPED))
        self.jobs, skipped = make_jobs(self.actions, self.values, closed)
        rank_jobs(self.jobs, self.content, self.values, self.answers, self.scores, self.deadlines)
        if not self.values.meant("size").known:
            self.assumptions.append("Het aantal inwoners is niet bekend. Wij rekenen met de tijd van een middelgrote gemeente.")
        request = self._request(self.capacity)
        pinned = self._pinned(request)
        spots, missing = schedule(self.jobs, request, pinned)
        self._check_order(spots, missing, pinned)
        items = [self._item(self.jobs[id], spot, id in pinned) for id, spot in spots.items()]
        beyond = {item.action.id for item in items if item.end > self.end}
        not_fitting, choice = self._left(missing, request, pinned)
        return Plan(
            self.start, self.end, self.until, self.money, *self.capacity,
            tuple(sorted((i for i in items if i.action.id not in beyond), key=lambda i: (i.start, i.end, i.action.id))),
            not_fitting, choice,
            tuple(a for a in self.actions if a.id in beyond or a.id in self.jobs and self.jobs[a.id].later),
            self._with_status(DONE), self._with_status(DROPPED), tuple(self.by_id[id] for id in skipped),
            self._weeks(spots), tuple(self.assumptions), tuple(sorted(self.problems)))

    def _with_status(self, status: str) -> tuple[Action, ...]:
        return tuple(a for a in self.actions if a.id in self.answers.plan and self.answers.plan[a.id].status == status)

    def _capacity(self, meaning: str, who: str) -> float:
        answer = self.values.meant(meaning)
        if answer.known:
            return float(answer.value)
        self.assumptions.append(f"De tijd van {who} is niet bekend. Wij rekenen met {dutch_number(DEFAULT_CAPACITY)} dagdelen per week.")
        return DEFAULT_CAPACITY

    def _request(self, capacity: tuple[float, float], limit: int | None = None) -> Request:
        total = len(self.calendar.days)
        last = self.calendar.on_or_before(self.end) if limit is None else limit
        deadlines = {job.id: self.calendar.on_or_before(job.deadline[1]) for job in self.jobs.values() if job.deadline}
        # Hard preconditions aim at the first half of the period; this steers the order, it is no limit.
        aims = {job.id: last // 2 for job in self.jobs.values() if job.action.hard} | deadlines
        set_latest_starts(self.jobs, aims, last)
        lead, others = (int(half_days * UNIT / WEEK) for half_days in capacity)
        return Request(lead, others, last, total, QUARTER * WEEK, deadlines)

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
        board.active = [0] * len(board.active)  # what is going on goes on, also when there are more than three
        for id in busy:
            spot = board.find(self.jobs[id], 0, request.limit)
            if spot:
                pinned[id] = spot
                board.take(self.jobs[id], spot)
        return pinned

    def _on_date(self, job: Job, date: dt.date, board: Board) -> Spot | None:
        shown = dutch_date(date.isoformat())
        if date < self.start:
            self._problem("datum-voorbij", f"De actie '{job.id}' staat op {shown}. Die dag is voorbij.",
                          "Kies een nieuwe dag, of zet de status op klaar.")
            return None
        last = self.calendar.on_or_before(date)
        if date > self.calendar.end:
            self._problem("datum-te-ver", f"De actie '{job.id}' staat op {shown}. Zo ver vooruit plannen wij niet.", "Kies een eerdere dag.")
            return None
        if last - job.length + 1 < 0:
            earliest = self.calendar.days[min(job.length - 1, len(self.calendar.days) - 1)]
            self._problem("datum-te-vroeg", f"De actie '{job.id}' staat op {shown}, maar duurt minstens {_weeks(job.length)}.",
                          f"Kies een dag vanaf {dutch_date(earliest.isoformat())}.")
            return None
        spot = board.ending(job, last)
        if spot is None:
            self._problem("datum-geen-tijd", f"De actie '{job.id}' staat op {shown}, maar daarvoor zijn dan te weinig dagdelen.",
                          "Kies een latere dag, of vul meer dagdelen in.")
        return spot

    def _check_order(self, spots: Mapping[str, Spot], missing: Mapping[str, str], pinned: Mapping[str, Spot]) -> None:
        for id in pinned:
            if not self.answers.plan[id].date:
                continue
            for before in self.jobs[id].after:
                if before in missing or before in spots and spots[before].last >= spots[id].first:
                    ready = f"is pas klaar op {self._day(spots[before].last)}" if before in spots else "past niet in deze periode"
                    self._problem("datum-volgorde",
                                  f"De actie '{id}' begint op {self._day(spots[id].first)}, maar '{before}' moet eerst en {ready}.",
                                  f"Kies een latere dag voor '{id}', of begin eerder met '{before}'.")

    def _problem(self, code: str, message: str, remedy: str) -> None:
        self.problems.append(Problem(Place(_FILE), code, message, remedy, WARNING))

    def _day(self, index: int) -> str:
        return dutch_date(self.calendar.days[index].isoformat())

    # --- what does not fit ------------------------------------------------------------------

    def _left(self, missing: Mapping[str, str], request: Request,
              pinned: Mapping[str, Spot]) -> tuple[tuple[NotFitting, ...], Choice | None]:
        if not missing:
            return (), None
        _, never = schedule(self.jobs, unlimited(request), pinned)
        longer = replace(request, limit=request.total - 1, deadlines={})
        later, too_far = schedule(self.jobs, longer, pinned)
        left = []
        for job in sorted((self.jobs[id] for id in missing), key=lambda job: (job.tier, job.order)):
            reason = TIME if never.get(job.id) == CAPACITY else FOLLOWS if missing[job.id] == FOLLOWS else CAPACITY
            end = self.calendar.days[later[job.id].last] if job.id in later else None
            left.append(NotFitting(job.action, reason, self._why_not(job, reason, missing), job.tier != REST,
                                   job.lead / UNIT, job.others / UNIT, self._owner(job), end))
        ends = [later[id].last for id in missing if id in later]
        until = self.calendar.days[max(ends)] if ends and not too_far else None
        return tuple(left), self._choice(missing, never, pinned, until)

    def _why_not(self, job: Job, reason: str, missing: Mapping[str, str]) -> str:
        if reason == FOLLOWS:
            first = next(id for id in job.after if id in missing)
            return f"Dit kan pas na: {self.by_id[first].do} Dat past niet in deze periode."
        if reason == TIME:
            return f"De doorlooptijd is te lang: minstens {_weeks(job.length)}, en andere acties moeten eerst."
        return "Er zijn te weinig dagdelen in deze periode."

    def _choice(self, missing: Mapping[str, str], never: Mapping[str, str], pinned: Mapping[str, Spot], until: dt.date | None) -> Choice:
        """Work out the three ways to choose, by planning again with more time."""
        wanted = [id for id in missing if id not in never]
        extra = self._extra(wanted, pinned) if wanted else None
        count = len(missing)
        these = "deze actie" if count == 1 else f"deze {count} acties"
        text = [f"Minder acties: laat {these} vallen, of ruil met acties die nu in het plan staan."]
        if extra:
            parts = [f"{dutch_number(amount)} {'dagdeel' if amount <= 1 else 'dagdelen'} per week voor {who}"
                     for amount, who in zip(extra, ("de projectleider", "de anderen samen"), strict=True) if amount]
            fits = "dan past alles" if len(wanted) == count else f"dan passen er {len(wanted)} van de {count}"
            text.append(f"Meer dagdelen: {' en '.join(parts)} erbij; {fits}.")
        else:
            text.append("Meer dagdelen: dat helpt hier niet genoeg; de doorlooptijd is te lang.")
        text.append(f"Later: met dezelfde dagdelen is alles klaar op {dutch_date(until.isoformat())}." if until
                    else "Later: met deze dagdelen is ook drie jaar na deze periode niet alles klaar.")
        return Choice(count, extra[0] if extra else None, extra[1] if extra else None, until, tuple(text))

    def _extra(self, wanted: Sequence[str], pinned: Mapping[str, Spot]) -> tuple[float, float] | None:
        """Return the half-days a week to add so that these fit too, in steps of a half; found by planning again.

        Where more time of one side alone can be enough, only that side is asked for more.
        """
        weeks = max(1.0, self.calendar.on_or_before(self.end) / WEEK)
        short = [sum(getattr(self.jobs[id], part) for id in wanted) / UNIT / weeks for part in ("lead", "others")]

        def fits(lead: float, others: float) -> bool:
            _, left = schedule(self.jobs, self._request((self.capacity[0] + lead, self.capacity[1] + others)), pinned)
            return not any(id in left for id in wanted)

        if fits(0, _AMPLE):
            short[0] = 0
        elif fits(_AMPLE, 0):
            short[1] = 0
        for factor in (1, 1.5, 2.5, 4, 8):
            extra = (_half_up(short[0] * factor), _half_up(short[1] * factor))
            if fits(*extra):
                return extra
        return None

    # --- what comes out ---------------------------------------------------------------------

    def _item(self, job: Job, spot: Spot, pinned: bool) -> PlannedAction:
        entry, days = self.answers.plan.get(job.id, PlanEntry()), self.calendar.days
        in_time = job.deadline is None or days[spot.last] <= job.deadline[1]
        return PlannedAction(
            job.action, days[spot.first], days[spot.worked], days[spot.last], job.lead / UNIT, job.others / UNIT, self._owner(job),
            entry.status, pinned and bool(entry.date), job.tier != REST, self._why(job, days[spot.last]), job.deadline, in_time,
            tuple(self.by_id[id] for id in job.merged))

    def _owner(self, job: Job) -> Said:
        entry = self.answers.plan.get(job.id)
        return Said(entry.owner if entry and entry.owner else job.action.owner)

    def _why(self, job: Job, end: dt.date) -> str:
        why = "Randvoorwaarde" if job.action.hard else ""
        if job.deadline and end > job.deadline[1]:
            still = next((f"; wel vóór: {title}" for _, title, date in self.ahead if end <= date), "")
            return f"{why or 'Nodig'}. Niet op tijd voor: {job.deadline[0]}{still}"
        if why:
            return why
        if job.own_tier != REST and job.deadline:
            return f"Nodig voor: {job.deadline[0]}"
        if job.tier != REST:
            return "Moet eerst, voor een actie die niet kan wachten"
        if is_own(job.id):
            return "Uw eigen actie"
        score = self.scores.dimension(job.action.dimension) if self.scores and self.scores.filled else None
        if score and self.scores and score.label == self.scores.labels[0].id:
            return f"{score.title} scoort laag ({score.points} van de 100)"
        phase = self.values.meant("phase")
        return "Hoort bij uw fase" if phase.known and phase.value == job.action.phase else "Hoort bij een eerdere fase"

    def _weeks(self, spots: Mapping[str, Spot]) -> tuple[WeekLoad, ...]:
        loads: dict[dt.date, list[float]] = {}
        for id, spot in spots.items():
            job, days = self.jobs[id], spot.worked - spot.first + 1
            for index in range(spot.first, spot.worked + 1):
                day = self.calendar.days[index]
                week = loads.setdefault(day - dt.timedelta(days=day.weekday()), [0, 0])
                week[0] += job.lead / days
                week[1] += job.others / days
        within = WorkCalendar(self.start, self.end, self.calendar.days[: self.calendar.on_or_before(self.end) + 1])
        return tuple(
            WeekLoad(monday, count, *(round(units / UNIT, 3) for units in loads.get(monday, (0, 0))),
                     *(round(per_week * count / WEEK, 3) for per_week in self.capacity))
            for monday, count in within.weeks().items())


def _half_up(half_days: float) -> float:
    """Up to a half; nothing stays nothing."""
    return -(-half_days * 2 // 1) / 2 if half_days > 1e-9 else 0.0


def _weeks(days: int) -> str:
    count = -(-days // WEEK)
    return f"{count} {'week' if count == 1 else 'weken'}"
