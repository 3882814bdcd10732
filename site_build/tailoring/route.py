"""What a role reads this quarter: the pages behind its advice first, then those behind its actions, then its own.

The project lead reads for everything; every other role for what it does itself. At most eight pages; which of them also fit
in the time is for who knows how long a page is.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from site_build.content.model import Content
from site_build.tailoring.advice import AdviceList, GivenAdvice
from site_build.tailoring.advised import who_does
from site_build.tailoring.planning_types import Plan
from site_build.tailoring.selection import Selection

MOST = 8
ENOUGH = 3  # pages by advice and plan; who has fewer reads on in the list of the own role


@dataclass(frozen=True)
class Stop:
    """One page of a route, and why it is there.

    By a piece of advice, an action of this quarter, the role itself (all empty), or the choice that comes before everything (`triage`).
    """

    page: str
    advice: str = ""
    action: str = ""
    triage: bool = False


def route(content: Content, selection: Selection, advice: AdviceList, plan: Plan | None, role: str) -> tuple[Stop, ...]:
    """Return the pages for one role in the order in which they are needed: what is of now, and whatever advice sends somebody to."""
    there = {chosen.thing.id for chosen in selection.pages if chosen.included}
    now = {chosen.thing.id for chosen in selection.pages if chosen.included and not chosen.later and not chosen.settled}
    found: dict[str, Stop] = {}
    for stop in _wanted(content, advice, plan, role):
        if stop.page in (there if stop.advice or stop.triage else now) and (stop.advice or stop.triage or stop.action or len(found) < ENOUGH):
            found.setdefault(stop.page, stop)
    return tuple(found.values())[:MOST]


def _waits(given: GivenAdvice, plan: Plan | None) -> bool:
    """True for advice whose work begins after this quarter, or that has no place in the plan and does not come first: what it is about is read then."""
    if plan is None:
        return False
    item = plan.item(given.advice.step)
    if item is None:
        return not given.first and any(left.action.id == given.advice.step for left in plan.not_fitting)
    return item.start > plan.quarter_end


def _wanted(content: Content, advice: AdviceList, plan: Plan | None, role: str) -> Iterator[Stop]:
    if advice.triage and content.meaning("triage_page"):
        yield Stop(content.meaning("triage_page"), triage=True)  # everybody first reads between which ways is chosen
    leads = role == content.meaning("project_leader")
    if advice.ended:
        yield from (Stop(page, advice=given.advice.id) for given in advice.first for page in given.advice.pages)
        return
    for given in advice.items:
        if (who_does(given, plan) == role or leads) and not _waits(given, plan):
            pages = given.advice.pages[:1] if leads and not given.first else given.advice.pages  # of what comes later one page is enough
            yield from (Stop(page, advice=given.advice.id) for page in pages)
    for item in plan.quarter if plan else ():
        if item.action.page and (leads or item.role == role):
            yield Stop(item.action.page, action=item.action.id)
    own = next((one for one in content.roles if one.id == role), None)
    yield from (Stop(page) for page in (own.pages if own else ()))
