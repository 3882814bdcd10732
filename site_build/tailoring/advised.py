"""Whose a piece of advice is, and by which day: as its row in the plan says. The one owner of both, for every page, message and file."""

from __future__ import annotations

import datetime as dt

from site_build.tailoring.advice import GivenAdvice
from site_build.tailoring.planning_types import Plan


def who_does(given: GivenAdvice, plan: Plan | None) -> str:
    """Return the role whose it is: of its row in the plan, else who has or stands in for its role on its last day."""
    item = plan.item(given.advice.step) if plan else None
    return item.role if item else plan.acting(given.advice.who, given.by) if plan else given.advice.who


def done_by(given: GivenAdvice, plan: Plan | None) -> dt.date:
    """Return the last day: of its row in the plan, else of the term of the advice."""
    item = plan.item(given.advice.step) if plan else None
    return item.end if item else given.by
