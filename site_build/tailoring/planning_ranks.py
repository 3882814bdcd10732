"""Which jobs go first: urgency of advice before stage and score, and in danger the choice between ways before all that hangs on it.

The tiers, first to last: the urgent classes of advice (people in danger, residents who lose help, the law), what the advice
puts first and what a near day needs that page one answers for (the first moment of the money, the start of a team, the last
day of a fund), nobody who may decide, other preconditions and what other moments need, and then the rest.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping, Sequence

from site_build.content.conditions import first_yes
from site_build.content.model import URGENCIES, Action, Content
from site_build.interview.answers import Answers, PlanEntry
from site_build.interview.facts import Values
from site_build.tailoring.advice import AdviceList
from site_build.tailoring.planning_jobs import CHOICE, FIRST_MONEY, MONEY, NEAR, NEEDED, RESIDENTS, REST, STILL, Job, with_before
from site_build.tailoring.scores import Scores


def rank_jobs(jobs: Mapping[str, Job], content: Content, values: Values, answers: Answers, scores: Scores | None,
              deadlines: Mapping[str, tuple[str, dt.date]], given: AdviceList, past: Collection[str] = ()) -> None:
    """Decide which jobs are urgent, belong to a later stage, and in which order the rest comes.

    `deadlines` is the title and day per moment that still lies ahead; geldbesluit is one of them. `past` are moments that have
    come while what they need should have been ready: that is no less needed now. A job
    that a piece of advice names takes its class and its term. Prerequisites of an urgent job are urgent;
    those of a job that is planned are planned; only what is forced waits for nothing.
    """
    phase = values.meant("phase")
    own = content.phase_at(phase.text) if phase.known else len(content.phases)
    labels = [label.id for label in content.scoring.labels]
    still = _standstill(jobs, content, answers)
    near = MONEY in deadlines and deadlines[MONEY][1] - answers.today <= NEAR
    answered = {moment.id for moment in content.moments if moment.missed and moment.id in deadlines and deadlines[moment.id][1] - answers.today <= NEAR}
    moments_of = {action.id: action.needed_for for action in content.actions}
    along = {id for piece in given.first for id in piece.along}
    for job in jobs.values():
        action, entry = job.action, answers.plan.get(job.id)
        settled = bool(first_yes((action.settled,), values.lookup))
        pressing = action.pressing if action.pressing and not settled and first_yes((action.pressing.when,), values.lookup) else None
        needs = (*action.needed_for, *((pressing.by,) if pressing else ()), *(id for other in job.merged for id in moments_of.get(other, ())))
        distance = own - content.phase_at(action.phase)
        needed = [deadlines[id] for id in needs if id in deadlines and id != MONEY]
        money = MONEY in needs and MONEY in deadlines
        if needed:
            job.deadline = min(needed, key=lambda pair: pair[1])
        elif money:
            job.deadline = deadlines[MONEY]
        advised = next((piece for id in (job.id, *job.merged) if (piece := given.of_action(id)) is not None), None)
        job.owner = advised.advice.who if advised is not None else action.owner
        if action.fresh and advised is None and job.deadline:
            job.fresh = job.deadline[1] - dt.timedelta(weeks=action.fresh)
        if advised is not None:
            job.urgency, job.term, job.first = URGENCIES.index(advised.advice.urgency), advised.by, advised.first
            job.along = advised.advice.id in along
        job.money = MONEY in deadlines and (money or deadlines[MONEY] in needed)
        # In danger one first chooses which way to go: what only another way to go on needs, is for after that choice.
        first_money = job.money and near and not given.triage
        job.pressing = first_money or not given.triage and any(id in answered for id in needs)
        job.front = job.first and job.urgency <= NEEDED and not given.triage
        job.overdue = any(id in past for id in needs)
        must = action.hard or (needed or money or job.overdue or action.opens in deadlines) and not given.triage
        pressed = URGENCIES.index(pressing.urgency) if pressing else REST
        job.tier = min(job.urgency if job.urgency <= NEEDED else REST, pressed, FIRST_MONEY if job.pressing or job.front else REST, STILL if job.id in still else REST,
                       NEEDED if must or job.along and not given.triage else REST)
        if advised is not None and advised.advice.triage:
            job.tier = min(job.tier, RESIDENTS)
        # In danger one does what is urgent or advised, and nothing else: no learning or keeping. Otherwise what belongs to a later stage waits.
        chosen = _chosen(advised is not None, entry)
        calm = given.triage and not job.first and not _chosen(False, entry)
        waits = distance < 0 or given.triage or settled
        job.later = job.tier == REST and (not chosen and waits or calm) or given.ended and not chosen
        # The stage before the own one is often not finished: it counts as the own stage.
        job.rank = (job.urgency, *_score_rank(action, scores, labels), max(0, distance - 1), job.order)
        job.own_tier = job.tier
        # People in danger, and whatever must stop for residents or the law: it waits for nothing and nobody.
        job.forced = advised is not None and (job.urgency == 0 or advised.advice.kind == "stop" and job.urgency < FIRST_MONEY)
    choice = jobs.get(content.meaning("triage_choice")) if given.triage else None
    if choice is not None:
        _choose_first(choice, jobs, answers)
    for job in jobs.values():
        held_up = _held_up_by(job, jobs, triage=given.triage)
        for id in job.after:
            if id not in held_up:
                job.wait_no_longer(jobs[id])
    for job in sorted(jobs.values(), key=lambda j: j.tier):
        if not job.later:
            _pull(job, jobs)


def _standstill(jobs: Mapping[str, Job], content: Content, answers: Answers) -> set[str]:
    """Return the actions that end what another one stops, or has stopped already."""
    return {action.pause.until for action in content.actions
            if action.pause and (action.id in jobs or action.id in answers.plan and answers.plan[action.id].status == "klaar")}


def _chosen(advised: bool, entry: PlanEntry | None) -> bool:
    """Whether advice names it, or she gave it a date or began with it."""
    return advised or entry is not None and bool(entry.date or entry.status == "bezig")


def _choose_first(choice: Job, jobs: Mapping[str, Job], answers: Answers) -> None:
    """Put the choice between the ways, and whoever must be appointed for it, in the first weeks, whatever the time of people.

    What is neither urgent by advice nor decided by a person waits for it: which way to go decides on everything else. But not
    what a moment needs that has come, or comes before the choice must be made.
    """
    before, todo = {choice.id}, [choice.id]
    while todo:
        for id in jobs[todo.pop()].after:
            if id not in before and id not in choice.rather:
                before.add(id)
                todo.append(id)
    soon = answers.today + CHOICE
    for id in before:
        job = jobs[id]
        job.forced, job.later, job.tier = True, False, min(job.tier, RESIDENTS)
        job.own_tier, job.term = job.tier, min(job.term or soon, soon)
        job.waits = True
    for job in jobs.values():
        at_once = job.overdue or job.deadline is not None and job.deadline[1] <= soon
        if not at_once and job.id not in before and not job.forced and job.urgency >= NEEDED and not _chosen(False, answers.plan.get(job.id)) and choice.id not in job.after:
            job.wait_for(choice)


def _held_up_by(job: Job, jobs: Mapping[str, Job], *, triage: bool) -> list[str]:
    """Return what a job really waits for: no `rather_after` where it is urgent or comes first on page one, and where it is forced only what a choice cannot do without.

    What is for the money and has a day in the world does wait, as long as that day is met (`loosen`): a piece with the sums in it, not before them.
    """
    if job.forced:
        return [id for id in job.after if job.waits and jobs[id].waits and id not in job.rather]
    dated = job.money and job.deadline is not None and job.urgency >= FIRST_MONEY
    urgent = triage or not dated and (job.urgency < NEEDED or job.front and job.first)
    return [id for id in job.after if not (urgent and id in job.rather)]


def _pull(job: Job, jobs: Mapping[str, Job]) -> None:
    """What must come before a job is as urgent as that job."""
    for id in with_before(jobs, job.after):
        before = jobs[id]
        before.tier, before.later = min(before.tier, job.tier), False
        before.pressing, before.front = before.pressing or job.pressing, before.front or job.front


def _score_rank(action: Action, scores: Scores | None, labels: Sequence[str]) -> tuple[int, int]:
    """The lowest label first, then what nobody knows, then the rest; lower points first within a label."""
    found = scores.dimension(action.dimension) if scores and scores.filled else None
    if found is None:
        return (0, 0)
    if found.points is None or found.label not in labels:
        return (1, 0)
    level = labels.index(found.label)
    return (0 if level == 0 else level + 1, found.points)
