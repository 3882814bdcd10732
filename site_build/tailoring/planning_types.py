"""What a plan consists of: planned actions, what does not fit, the choice, and what page one must say."""

from __future__ import annotations

import datetime as dt
import functools
from dataclasses import dataclass

from site_build.content.model import Action
from site_build.errors import Problem
from site_build.said import Said
from site_build.tailoring.moments import MoneyDecision
from site_build.tailoring.standing_in import Absence, acting

QUARTER = 13  # weeks: the first view
AT_A_TIME = 3  # actions that are planned at a time in it: the one figure, which the texts do not repeat


@dataclass(frozen=True)
class PlannedAction:
    """An action with its days; `worked` is the last day of work, `end` the day on which it is decided or done.

    `lead` and `others` are half-days after the size factor. `fixed`: somebody set the date. `urgency` is
    the class of the advice that names the action, '' when none does; `term` is the last day of that advice; `begins`:
    the work takes longer than that, so it is the last day to begin. `role` is whose it is, `owner` also a name that somebody set.
    `step`: it is what advice without an action of its own asks, and takes no half-days.
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
    urgency: str = ""
    term: dt.date | None = None
    role: str = ""
    begins: bool = False
    step: bool = False


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


MISSING, LATE, OVER = "past_niet", "te_laat", "te_weinig_tijd"


@dataclass(frozen=True)
class Alarm:
    """Something that cannot wait and does not fit: for page one.

    `reason` is MISSING (no place in the period), LATE (after its term or moment, `by`), or OVER: it is
    planned, but until its last day more half-days are needed (`lead`, `others`) than there are. `money`: the first moment of the money needs it.
    """

    action: Action
    urgency: str
    reason: str
    by: dt.date | None
    end: dt.date | None
    lead: float
    others: float
    lead_there: float
    others_there: float
    money: bool = False


@dataclass(frozen=True)
class Reach:
    """Whether a moment can be met.

    `lead` and `others` are the half-days that it needs, `..._there` those that people have until that day
    after what is more urgent. `late` is what is not ready by then; without `skip` the rest is in time.
    `possible` is False when leaving things out does not help. `ready` is the day on which everything is, None where something has
    no place in the period; `missed` is what editors advise then. `money`: it is the first moment of the money. `extra`: with so many half-days a week
    more of the project leader and of others everything is in time; None where that is no help, or not needed. `begins` is the day on which
    what opens at the moment begins in this plan; `never`: it has no place in the period, and `with_more` is how many half-days a week more give it one, and when.
    """

    id: str
    title: str
    date: dt.date
    estimate: bool
    in_time: bool
    possible: bool
    lead: float
    others: float
    lead_there: float
    others_there: float
    late: tuple[Action, ...] = ()
    skip: tuple[Action, ...] = ()
    ready: dt.date | None = None
    missed: str = ""
    money: bool = True
    extra: tuple[float, float] | None = None
    begins: dt.date | None = None
    never: bool = False
    with_more: tuple[tuple[float, float], dt.date] | None = None


@dataclass(frozen=True)
class Overdue:
    """A moment whose day has passed while `actions` that it needs are still to be done; `text` is what editors advise then."""

    title: str
    date: dt.date
    actions: tuple[Action, ...]
    text: str


@dataclass(frozen=True)
class Paused:
    """What stands still since `action`, until `until` has been done: on the day `end`, None where that has no place in the period."""

    action: Action
    until: Action
    end: dt.date | None
    say: str
    meanwhile: str


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
    """The plan; dates are inclusive. `assumptions` say in Dutch what was not known; `undecided` hang on an answer that nobody has yet, `missing` are roles without somebody."""

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
    reaches: tuple[Reach, ...] = ()
    alarms: tuple[Alarm, ...] = ()
    undecided: tuple[Action, ...] = ()
    missing: tuple[Absence, ...] = ()
    overdue: tuple[Overdue, ...] = ()
    pauses: tuple[Paused, ...] = ()

    @property
    def reach(self) -> Reach | None:
        """Whether the first moment of the money is met; None where nothing must be ready for it."""
        return next((reach for reach in self.reaches if reach.money), None)

    @property
    def missed(self) -> tuple[Reach, ...]:
        """The other moments that this plan does not make, by date."""
        return tuple(reach for reach in self.reaches if not reach.money and not reach.in_time)

    @functools.cached_property
    def quarter_end(self) -> dt.date:
        """The last day of the first thirteen weeks."""
        return min(self.end, self.start + dt.timedelta(weeks=QUARTER) - dt.timedelta(days=1))

    @property
    def at_a_time(self) -> int:
        """The most actions that people work on at one time in the first thirteen weeks."""
        work = [item for item in self.items if not item.step]
        return max((sum(other.start <= item.start <= other.worked for other in work) for item in work if item.start <= self.quarter_end), default=0)

    @property
    def money_begins(self) -> PlannedAction | None:
        """The first action that the decision on lasting money needs; None where it needs none that is planned."""
        days = {moment.date for moment in self.money.route} if self.money else set()
        return next((item for item in self.items if item.deadline and item.deadline[1] in days), None)

    def acting(self, role: str, day: dt.date | None = None) -> str:
        """Return who does the work of a role on a day (at the end of the plan where it has none): the role, or who stands in for it."""
        return acting(self.missing, role, day or self.end)

    def item(self, action: str) -> PlannedAction | None:
        """Return the planned action with this id, or the one in which it is taken along; None when it is not planned."""
        return next((item for item in self.items if action in (item.action.id, *(also.id for also in item.merged))), None)

    @property
    def quarter(self) -> tuple[PlannedAction, ...]:
        """What begins in the first thirteen weeks: the first view."""
        return tuple(item for item in self.items if item.start <= self.quarter_end)
