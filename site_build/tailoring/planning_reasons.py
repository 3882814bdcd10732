"""Why an action stands in the plan where it stands, in one sentence."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from site_build.content.model import URGENCIES
from site_build.content.phrases import Phrases
from site_build.interview.answers import dutch_date
from site_build.interview.facts import Values
from site_build.tailoring.own_actions import is_own
from site_build.tailoring.planning_jobs import REST, Job
from site_build.tailoring.scores import Scores

WEEKEND = dt.timedelta(days=7)  # what begins on the first working day after the day that was named, begins on that day


@dataclass(frozen=True)
class Reasons:
    """What the reasons are made of: `deadlines` is title and day per moment that lies ahead, `ahead` those of the money with their id first."""

    phrases: Phrases
    values: Values
    scores: Scores | None
    deadlines: Mapping[str, tuple[str, dt.date]]
    ahead: Sequence[tuple[str, str, dt.date]]

    def why(self, job: Job, start: dt.date, end: dt.date) -> str:
        """Return in Dutch why a job has its place, from `start` to `end`."""
        phrases, hard = self.phrases, job.action.hard
        opening = self.deadlines.get(job.action.opens)
        if opening:
            return phrases("plan.opens_then") if start - opening[1] < WEEKEND else phrases("plan.opens_later", day=dutch_date(opening[1].isoformat()))
        if job.deadline and end > job.deadline[1]:
            still = next((phrases("plan.still_before", title=title) for _, title, date in self.ahead if end <= date), "")
            return phrases("plan.too_late", why=phrases("plan.precondition" if hard else "plan.needed"), title=job.deadline[0], still=still)
        if job.urgency < REST:
            words = phrases.one("urgency", URGENCIES[job.urgency])
            return f"{words[:1].upper()}{words[1:]}"
        if hard:
            return phrases("plan.precondition")
        if job.own_tier != REST and job.deadline:
            return phrases("plan.needed_for", title=job.deadline[0])
        if job.tier != REST:
            return phrases("plan.must_first")
        if is_own(job.id):
            return phrases("plan.own_action")
        score = self.scores.dimension(job.action.dimension) if self.scores and self.scores.filled else None
        if score and self.scores and score.label == self.scores.labels[0].id:
            return phrases("plan.low_score", title=score.title, points=score.points)
        phase = self.values.meant("phase")
        return phrases("plan.this_phase" if phase.known and phase.value == job.action.phase else "plan.earlier_phase")
