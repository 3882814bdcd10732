"""The municipality's own actions, as actions of the plan: they take time like any other, and are never shared."""

from __future__ import annotations

from site_build.content.conditions import KNOWN
from site_build.content.model import Action, Content, Effort
from site_build.interview.answers import OWN, Answers
from site_build.interview.facts import Values


def own_actions(content: Content, answers: Answers, values: Values) -> tuple[Action, ...]:
    """Return the own actions, in the municipality's stage, so that none is put off to a later one."""
    phase = values.meant("phase")
    now = str(phase.value) if phase.state == KNOWN else next(iter(content.live_phases), "")
    roles = [role.id for role in content.roles]
    leader = content.meaning("project_leader") or next(iter(roles), "")
    why = content.phrases("plan.own_why")
    return tuple(Action(id=own.id, do=own.do, why=own.why or why, phase=now, dimension="", owner=leader, effort=Effort(lead=own.lead, others=own.others),
                        weeks=own.weeks, share=False) for own in answers.own)


def is_own(id: str) -> bool:
    """True for the id of an own action."""
    return id.startswith(OWN)
