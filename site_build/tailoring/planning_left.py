"""What does not fit in the period, why, and the three ways to choose: worked out by planning again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from site_build.content.phrases import Phrases
from site_build.interview.answers import dutch_date, dutch_number
from site_build.said import Said
from site_build.tailoring.planning_calendar import WEEK, WorkCalendar
from site_build.tailoring.planning_jobs import REST, UNIT, Job
from site_build.tailoring.planning_types import Choice, NotFitting
from site_build.tailoring.scheduling import CAPACITY, FOLLOWS, TIME, schedule_as_ranked, unlimited
from site_build.tailoring.scheduling_board import LATER_AT_A_TIME, Request, Spot

_AMPLE = 1000.0  # half-days a week: more than anybody needs
_DOUBLINGS = 10  # of four times the average: what must be done in a few days of a long period takes many times the average


@dataclass(frozen=True)
class LeftOver:
    """What is needed to say why some jobs do not fit; `request_of` makes the request for other half-days a week."""

    jobs: Mapping[str, Job]
    missing: Mapping[str, str]
    request: Request
    pinned: Mapping[str, Spot]
    calendar: WorkCalendar
    end: dt.date
    capacity: tuple[float, float]
    request_of: Callable[[tuple[float, float]], Request]
    owner: Callable[[Job], Said]
    phrases: Phrases

    def work_out(self) -> tuple[tuple[NotFitting, ...], Choice | None]:
        """Return what does not fit, the most urgent first, and the choice."""
        missing, request, pinned = self.missing, self.request, self.pinned
        _, never = schedule_as_ranked(self.jobs, unlimited(request), pinned)
        longer = replace(request, limit=request.total, deadlines={})
        later, too_far = schedule_as_ranked(self.jobs, longer, pinned)
        left = []
        for job in sorted((self.jobs[id] for id in missing), key=lambda job: (job.tier, job.order)):
            reason = TIME if never.get(job.id) == CAPACITY else FOLLOWS if missing[job.id] == FOLLOWS else CAPACITY
            end = self.calendar.days[later[job.id].last] if job.id in later else None
            left.append(NotFitting(job.action, reason, self._why_not(job, reason, missing), job.tier != REST,
                                   job.lead / UNIT, job.others / UNIT, self.owner(job), end))
        ends = [later[id].last for id in missing if id in later]
        until = self.calendar.days[max(ends)] if ends and not too_far else None
        return tuple(left), self._choice(missing, never, pinned, until)

    def _why_not(self, job: Job, reason: str, missing: Mapping[str, str]) -> str:
        if reason == FOLLOWS:
            first = next(id for id in job.after if id in missing)
            return self.phrases("plan.only_after", do=self.jobs[first].action.do)
        if reason == TIME:
            return self.phrases("plan.too_long", weeks=weeks_of(job.length))
        return self.phrases("plan.too_few")

    def _choice(self, missing: Mapping[str, str], never: Mapping[str, str], pinned: Mapping[str, Spot], until: dt.date | None) -> Choice:
        """Work out the three ways to choose, by planning again with more time."""
        wanted = [id for id in missing if id not in never]
        extra = self._extra(wanted, pinned) if wanted else None
        count, phrases = len(missing), self.phrases
        text = [phrases("plan.fewer_one") if count == 1 else phrases("plan.fewer", count=count)]
        if extra:
            fits = phrases("plan.all_fits") if len(wanted) == count else phrases("plan.some_fit", fitting=len(wanted), count=count)
            text.append(phrases("plan.more", what=more_time(extra, phrases), fits=fits))
        else:
            text.append(phrases("plan.more_helps_not", most=LATER_AT_A_TIME))
        text.append(phrases("plan.later", day=dutch_date(until.isoformat())) if until else phrases("plan.never"))
        return Choice(count, extra[0] if extra else None, extra[1] if extra else None, until, tuple(text))

    def _extra(self, wanted: Sequence[str], pinned: Mapping[str, Spot]) -> tuple[float, float] | None:
        """Return the half-days a week to add so that these fit too, in steps of a half; found by planning again.

        Where more time of one side alone can be enough, only that side is asked for more.
        """
        weeks = max(1.0, self.calendar.on_or_before(self.end) / WEEK)
        short = [sum(getattr(self.jobs[id], part) for id in wanted) / UNIT / weeks for part in ("lead", "others")]

        def fits(lead: float, others: float) -> bool:
            _, left = schedule_as_ranked(self.jobs, self.request_of((self.capacity[0] + lead, self.capacity[1] + others)), pinned)
            return not any(id in left for id in wanted)

        if fits(0, _AMPLE):
            short[0] = 0
        elif fits(_AMPLE, 0):
            short[1] = 0
        for factor in (1, 1.5, 2.5, *(4 * 2**n for n in range(_DOUBLINGS))):
            extra = (half_up(short[0] * factor), half_up(short[1] * factor))
            if fits(*extra):
                return extra
        return None


def more_time(extra: tuple[float, float], phrases: Phrases) -> str:
    """Return half-days a week, of the project leader and of others, in words."""
    lead, others = extra
    sides = ((lead, phrases("plan.leader")), (others, phrases("plan.others")))
    return phrases("names.and").join(phrases("plan.half_day" if amount <= 1 else "plan.half_days", amount=dutch_number(amount), who=who)
                                     for amount, who in sides if amount)


def half_up(half_days: float) -> float:
    """Return half-days, up to a half; nothing stays nothing."""
    return -(-half_days * 2 // 1) / 2 if half_days > 1e-9 else 0.0


def weeks_of(days: int) -> str:
    """Return working days as weeks, in words."""
    count = -(-days // WEEK)
    return f"{count} {'week' if count == 1 else 'weken'}"
