"""Handbook: everything that was decided for one municipality, and what the pages need to say it."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from site_build.content.conditions import Tri
from site_build.content.model import Action, Content, Risk
from site_build.interview.answers import Answers
from site_build.interview.facts import Values
from site_build.interview.sharing import Sharing
from site_build.said import Said
from site_build.tailoring.advice import AdviceList, advise
from site_build.tailoring.budget_facts import budget_values
from site_build.tailoring.costs import compute_costs
from site_build.tailoring.costs_types import Costs
from site_build.tailoring.fitting import fitted
from site_build.tailoring.moments import DatedMoment, MoneyDecision, compute_moments, money_decision
from site_build.tailoring.money import MoneyWarning, money_warning
from site_build.tailoring.naming import called, names_of
from site_build.tailoring.own_actions import own_actions
from site_build.tailoring.planning import make_plan
from site_build.tailoring.planning_types import Plan
from site_build.tailoring.scores import Scores, compute_scores, score_values, unshared_values
from site_build.tailoring.selection import Chosen, Selection, select
from site_build.tailoring.unknowns import OpenQuestion, open_questions

INTERN, SHARED, COMPLETE = "intern", "delen", "compleet"


@dataclass(frozen=True)
class Handbook:
    """The value that comes out of tailoring; `edition` is intern, delen or compleet."""

    content: Content
    answers: Answers
    edition: str
    values: Values
    selection: Selection
    scores: Scores | None
    moments: tuple[DatedMoment, ...]
    warning: MoneyWarning | None
    plan: Plan | None
    costs: Costs | None
    advice: AdviceList = AdviceList()  # one list for every page; empty in the complete edition
    open_questions: tuple[OpenQuestion, ...] = ()
    sharing: Sharing | None = None  # of an edition to share: for whom, and what goes along
    money: MoneyDecision | None = None  # what must be decided before the money ends

    @property
    def complete(self) -> bool:
        """True for the edition with everything."""
        return self.edition == COMPLETE

    @property
    def shared(self) -> bool:
        """True for the edition without anything confidential."""
        return self.edition == SHARED

    @property
    def readers(self) -> frozenset[str]:
        """The roles that an edition to share is made for; none where it is for everybody, or stays inside."""
        audience = self.sharing.audience if self.sharing else ""
        return frozenset(role.id for role in self.content.roles if role.audience and role.audience == audience)

    @property
    def municipality(self) -> str:
        """The municipality's name, or 'uw gemeente' in the complete edition."""
        name = self.values.meant("municipality_name")
        return str(name.value) if name.known else self.content.phrases("names.municipality")

    @property
    def to_do(self) -> tuple[tuple[Action, str], ...]:
        """What is to be done now and by which role: with what is taken along in another, and what found no place in the plan.

        In the order of the guide, but behind what it comes after: that tells nothing of the plan, and *daarna* means what one has read.
        """
        plan = self.plan
        if plan is None:
            return ()
        found = [(action, item.role) for item in plan.items for action in (item.action, *item.merged)]
        found += [(left.action, plan.acting(left.action.owner, plan.start)) for left in plan.not_fitting]
        places = {action.id: place for place, action in enumerate(self.content.actions)}
        return tuple(_behind_what_it_needs(sorted(found, key=lambda one: places.get(one[0].id, len(places)))))

    def risk_owner(self, chosen: Chosen[Risk]) -> str:
        """Return the id of the role that a risk is of, or of who stands in: now, or at the end of the plan where the risk is of later."""
        return self.acting(chosen.thing.owner, later=chosen.later)

    def acting(self, role: str, *, later: bool = False) -> str:
        """Return the role, or who does its work where it does not exist here: now, or at the end of the plan."""
        return self.plan.acting(role, self.plan.end if later else self.plan.start) if self.plan else role

    def owner_name(self, owner: Said, role: str) -> Said | str:
        """Return the name of the role, or what somebody filled in as owner: a person's name never stands in an edition to share."""
        names = self.content.role_names
        if owner.plain in names:
            return names[owner.plain]
        return owner if owner and not self.shared else names.get(role, role)

    def addressed(self, role: str, *, later: bool = False) -> str:
        """Return of whom something is, in words: the role, and who does it until that role is there. Who will never be there is not named."""
        names, acts = self.content.role_names, self.acting(role, later=later)
        if acts == role or self.plan is None or any(one.never for one in self.plan.missing if one.role == role):
            return names.get(acts, acts)
        return self.content.phrases("names.until_then", role=names.get(role, role), acting=self.content.called(acts))

    @property
    def invented(self) -> bool:
        """True for the municipality of the worked case: every page and file says that it does not exist."""
        code, worked = self.values.meant("municipality"), self.content.worked
        return worked is not None and code.known and code.value == worked.municipality.code


def _behind_what_it_needs(found: Iterable[tuple[Action, str]]) -> Iterator[tuple[Action, str]]:
    left = list(found)
    while left:
        waiting = {action.id for action, _ in left}
        first = next((one for one in left if not waiting & set(one[0].after)), left[0])
        left.remove(first)
        yield first


def tailor(content: Content, answers: Answers, *, edition: str = INTERN, sharing: Sharing | None = None) -> Handbook:
    """Decide what applies: content and answers -> Handbook. Pure; the date is in the answers.

    `sharing` counts for the edition to share only: for whom it is, and whether amounts go along (by default not).
    """
    shared, complete = edition == SHARED, edition == COMPLETE
    sharing = (sharing or Sharing()) if shared else None
    values = Values(content, answers, share=sharing, nothing=complete)
    if names := names_of(content, values):
        content = called(content, names)
        values = Values(content, answers, share=sharing, nothing=complete)
    if (fits := fitted(content, values)) is not content:
        content = fits
        values = Values(content, answers, share=sharing, nothing=complete)
    scored = None
    extra = {} if complete else budget_values(content, values, answers)
    if content.statements and not shared and not complete:
        phase = values.meant("phase")
        scored = compute_scores(content, answers.statements, phase.text if phase.known else None, values.lookup)
        extra |= score_values(scored)
    elif shared:
        extra |= unshared_values(content)
    values = values.with_extra(extra)
    selection = select(content.pages, content.checklists, content.documents, content.actions, content.risks, values)
    if complete:
        return Handbook(content, answers, edition, values, selection, None, (), None, None, None)
    dated = compute_moments(content, values, answers)
    given = advise(content, values, answers, scored, shared=shared)
    actions = [chosen.thing for chosen in selection.actions if chosen.included and (chosen.thing.share or not shared)]
    # What nobody knows is found out first: only then is it known whether the action is for this municipality.
    open_ = {chosen.thing.id for chosen in selection.actions if chosen.outcome.tri is Tri.UNKNOWN and chosen.thing.id not in answers.plan
             and given.of_action(chosen.thing.id) is None}
    undecided = tuple(action for action in actions if action.id in open_)
    actions = [action for action in actions if action.id not in open_]
    actions += [] if shared else own_actions(content, answers, values)
    return Handbook(
        content, answers, edition, values, selection, scored, dated,
        money_warning(content, values, answers, dated),
        dataclasses.replace(make_plan(content, actions, values, answers, scored, dated, given), undecided=undecided),
        compute_costs(content, values), given, open_questions(content, values, selection), sharing, money_decision(content, values, answers),
    )
