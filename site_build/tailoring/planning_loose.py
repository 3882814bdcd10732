"""What a job would rather come after (`rather_after`): kept where there is time for it, given up where a day in the world would be missed."""

from __future__ import annotations

from collections.abc import Mapping

from site_build.tailoring.planning_jobs import Job, in_order
from site_build.tailoring.scheduling import set_latest_starts


def loosen(jobs: Mapping[str, Job], dates: Mapping[str, int], end: int) -> None:
    """Let a job not wait for what it would rather come after (`rather`) where it, or what follows it, would then miss a day of `dates`. In place.

    What need not be given up after all, because something after it was given up too, is kept.
    """
    set_latest_starts(jobs, dates, end)
    ends: dict[str, int] = {}
    given_up = list[tuple[Job, Job]]()
    for job in list(in_order(jobs)):
        for before in [jobs[id] for id in job.after if id in job.rather and _too_late(jobs[id], job, ends, end)]:
            given_up.append((before, job))
            job.wait_no_longer(before)
        ends[job.id] = _worked(job, ends)
    for before, job in given_up:
        job.wait_for(before)
        set_latest_starts(jobs, dates, end)
        ends = {}
        for one in in_order(jobs):
            ends[one.id] = _worked(one, ends)
        if _too_late(before, job, ends, end):
            job.wait_no_longer(before)


def _worked(job: Job, ends: Mapping[str, int]) -> int:
    """Return the first working day after the work of a job, with what must come before it."""
    return max((ends[id] for id in job.after), default=0) + job.days


def _too_late(before: Job, job: Job, ends: Mapping[str, int], end: int) -> bool:
    dated = job.latest_start + job.length - 1 < end
    return dated and ends[before.id] + (before.extra if job.opens else 0) > job.latest_start
