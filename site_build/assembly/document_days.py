"""When a model document is ready: what the plan says of the job that makes it, else its moment, its occasion or its stage."""

from __future__ import annotations

from dataclasses import dataclass

from site_build.content.judging import STEP
from site_build.content.model import Document
from site_build.interview.answers import dutch_date
from site_build.said import Said
from site_build.tailoring.handbook import Handbook
from site_build.tailoring.planning_types import PlannedAction


@dataclass(frozen=True)
class DocumentDay:
    """In words when it is ready; `day` (ISO) where there is one, and `job` (the id of the action) where the plan makes it."""

    words: str
    day: str = ""
    job: str = ""


def day_of(document: Document, handbook: Handbook) -> DocumentDay:
    """Return when a document is ready; an edition to share has no days of the plan. A stage that has gone is no answer: then somebody makes up for it."""
    phrases, plan = handbook.content.phrases, handbook.plan
    jobs = (*document.made_by, *(STEP + given.advice.id for given in handbook.advice.items if given.advice.document == document.id))
    if plan is not None and not handbook.shared:
        item = next((found for job in jobs if (found := plan.item(job))), None)
        if item is not None:
            end = item.end.isoformat()
            return DocumentDay(phrases("documents.planned", day=dutch_date(end), owner=_owner(item, handbook)), end, item.action.id)
        if any(action.id in jobs for action in plan.done):
            return DocumentDay(phrases("documents.done"))
        if any(other.action.id in jobs for other in plan.not_fitting):
            return DocumentDay(phrases("documents.not_fitting"))
    ahead = [moment for moment in handbook.moments if moment.id.startswith(document.moment) and moment.date and moment.certain and not moment.passed]
    if document.moment and ahead:
        day = ahead[0].date.isoformat() if ahead[0].date else ""
        return DocumentDay(phrases("documents.before_guess" if ahead[0].estimate else "documents.before", day=dutch_date(day)), day)
    return DocumentDay(document.occasion or _stage(document, handbook))


def _owner(item: PlannedAction, handbook: Handbook) -> str:
    """Return who does the job: a name that somebody set, else the role."""
    owner = handbook.owner_name(item.owner, item.role)
    return str(owner) if isinstance(owner, Said) else f"{owner[:1].lower()}{owner[1:]}"


def _stage(document: Document, handbook: Handbook) -> str:
    content, phase = handbook.content, handbook.values.meant("phase")
    at = content.phase_at
    still = [stage.title for id, stage in content.live_phases.items() if id in document.phases and not (phase.known and at(id) < at(phase.text))]
    return ", ".join(still) or (content.phrases("documents.catch_up") if document.phases else "")
