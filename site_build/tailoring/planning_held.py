"""What does not begin yet: what answers to a moment or would be stale, what hangs on whose work it is, and what waits for something of after the period."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from site_build.content.conditions import Tri, evaluate
from site_build.content.model import Content
from site_build.interview.facts import Values
from site_build.tailoring.advice import AdviceList
from site_build.tailoring.moments import DatedMoment
from site_build.tailoring.planning_jobs import NEEDED, UNADVISED, Job, in_order


def hold_back(jobs: Mapping[str, Job], moments: Sequence[DatedMoment], start: dt.date, end: dt.date) -> None:
    """Let what answers to a moment of this round wait for it, and what would be stale when it is needed where that lies behind the period. In place."""
    days = {moment.id: moment.date for moment in moments if moment.date and moment.certain}
    for job in jobs.values():
        needed = [days[id] for id in job.action.needed_for if id in days]
        opening = days.get(job.action.opens)
        if opening and opening > start:  # what happens on a day is not late for what comes before that day
            job.fresh, job.deadline = opening, None if job.deadline and job.deadline[1] <= opening else job.deadline
            job.later = job.later or opening > end
        if job.action.fresh and job.urgency == UNADVISED and not job.deadline and needed and min(needed) > end:
            job.fresh = min(needed) - dt.timedelta(weeks=job.action.fresh)
            job.later = job.later or job.fresh > end
        day = days.get(job.action.not_before)
        if day is None or day <= start or job.deadline and day >= job.deadline[1]:
            continue
        job.fresh = max(day, job.fresh or day)
        job.later = job.later or day > end


def ask_whose(jobs: Mapping[str, Job], content: Content, values: Values, given: AdviceList) -> None:
    """Let the work of a role of which nobody knows whether there is somebody wait for the answer, where that is asked. In place.

    What people, residents, the law or the money cannot wait for does not.
    """
    for role in content.roles:
        asked = evaluate(role.missing_when, values.lookup)
        if asked.tri is not Tri.UNKNOWN:
            continue
        day = min((one.by for one in given.items if one.advice.kind == "uitzoeken" and not {*asked.because}.isdisjoint(one.unknown)), default=None)
        for job in jobs.values():
            if day and job.owner == role.id and job.urgency >= NEEDED and not (job.deadline and job.deadline[1] <= day):
                job.fresh = max(day, job.fresh or day)


def later_together(jobs: Mapping[str, Job]) -> None:
    """Let what waits for something of after the period come after it as well; what would only rather come after it does not wait. In place."""
    for job in in_order(jobs):
        for before in [jobs[id] for id in job.after if jobs[id].later and not job.later]:
            if before.id in job.rather or job.forced:
                job.wait_no_longer(before)
            else:
                job.later = True
