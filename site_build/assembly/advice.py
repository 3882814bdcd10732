"""Scores, plan, money and risks as plain values for the page templates."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from site_build.assembly import advice_view, costs_view, scores_view, urgent_view
from site_build.assembly.advice_rows import AdviceRow, ScoresView
from site_build.assembly.own_rows import (
    ChoiceView,
    CostsView,
    DatedRow,
    FactRow,
    MomentRow,
    NotFittingRow,
    Pictures,
    PlannedRow,
    PlanView,
    WarningView,
    WayRow,
)
from site_build.assembly.rendering import Templates, half_days
from site_build.assembly.role_dates import dated, do, doubtful, explained, moment_title, near, period
from site_build.assembly.rows import Group, PlainAction, RiskRow
from site_build.assembly.views import Views
from site_build.content.conditions import KNOWN, NOT_APPLICABLE, UNKNOWN
from site_build.content.model import Action, Question
from site_build.interview.answers import dutch_date, dutch_number
from site_build.interview.wording import in_sentence
from site_build.tailoring import pictures, risk_order
from site_build.tailoring.explaining import state_words
from site_build.tailoring.handbook import Handbook
from site_build.tailoring.moments import TIGHT, DatedMoment
from site_build.tailoring.money import MoneyWarning
from site_build.tailoring.planning_types import AT_A_TIME, NotFitting, Plan, PlannedAction

_YES_NO = ("Ja", "Nee")
_CAN_STILL = 28  # days: of a moment that comes sooner nobody can still ask anything


@dataclass(frozen=True)
class Own:
    """What an edition with answers says about the municipality itself; empty in the complete edition."""

    urgent: str = ""
    warning: WarningView | None = None
    given: tuple[AdviceRow, ...] = ()
    triage: ChoiceView | None = None
    facts: tuple[FactRow, ...] = ()
    unknown: tuple[str, ...] = ()
    moments: tuple[MomentRow, ...] = ()
    end_unknown: bool = False
    risks: tuple[RiskRow, ...] = ()
    plan: PlanView | None = None
    scores: ScoresView | None = None
    costs: CostsView | None = None
    pictures: Pictures = Pictures()
    dated: tuple[DatedRow, ...] = ()

    @property
    def first(self) -> tuple[AdviceRow, ...]:
        """The advice that comes first."""
        return tuple(piece for piece in self.given if piece.first)

    @property
    def rest(self) -> tuple[AdviceRow, ...]:
        """The other advice."""
        return tuple(piece for piece in self.given if not piece.first)

    @property
    def decisions(self) -> tuple[MomentRow, ...]:
        """The first moments at which somebody decides, and what ends so soon that the board must know."""
        return tuple(row for row in self.moments if row.near or row.decides and not row.passed and not row.doubtful)[:8]


def own(handbook: Handbook, views: Views, templates: Templates) -> Own:
    """Return everything that the home, glance, situation, plan and costs pages need."""
    return Own() if handbook.complete else _Advice(handbook, views, templates).own()


def for_role(own: Own, role: str) -> tuple[tuple[AdviceRow, ...], tuple[DatedRow, ...]]:
    """Return what comes first for one role, and its dates (decisions and actions that it owns)."""
    rows = [row for row in own.dated if row.role == role]
    return tuple(piece for piece in own.first if piece.role == role), tuple(sorted(rows, key=lambda row: row.iso))


class _Advice:
    def __init__(self, handbook: Handbook, views: Views, templates: Templates) -> None:
        self.handbook, self.views, self.templates = handbook, views, templates
        self.content, self.phrases = handbook.content, handbook.content.phrases

    def own(self) -> Own:
        handbook = self.handbook
        return Own(
            urgent="" if handbook.shared else self.views.render(urgent_view.view(handbook.plan, handbook.content.phrases, self._late_starts())).strip(),
            warning=self._warning(handbook.warning),
            given=advice_view.view(handbook, self.views),
            triage=self._choice(),
            facts=self._facts(),
            unknown=self._unknown(),
            moments=self._moments(),
            end_unknown=handbook.warning is None and handbook.values.meant("money_end").state not in (KNOWN, NOT_APPLICABLE),
            risks=tuple(self.views.risk(risk) for risk in risk_order.ordered(handbook) if not risk.later and risk_order.is_known(risk))[:risk_order.MOST],
            plan=self._plan(handbook.plan) if handbook.plan else None,
            scores=scores_view.view(handbook, self.views),
            costs=costs_view.view(handbook),
            pictures=self._pictures(),
            dated=tuple(dated(handbook)),
        )

    def _choice(self) -> ChoiceView | None:
        """Return the choice that comes before everything: whose, and by which day, as its row of the plan says."""
        page = self.views.page_ref(self.content.meaning("triage_page")) if self.handbook.advice.triage else None
        if page is None:
            return None
        item = self.handbook.plan.item(self.content.meaning("triage_choice")) if self.handbook.plan else None
        if item is None or self.handbook.shared:
            return ChoiceView(page.file)
        return ChoiceView(page.file, self.handbook.owner_name(item.owner, item.action.owner), _day(item.end), f"plan.md#actie-{item.action.id}")

    def _warning(self, warning: MoneyWarning | None) -> WarningView | None:
        if warning is None:
            return None
        names = self.content.decider_names
        ways = tuple(WayRow(way.title, way.text, names.get(way.decides, way.decides), self.phrases("money.as_soon_as_possible", day=_day(way.by)) if way.passed else _day(way.by))
                     for way in warning.ways)
        begins = urgent_view.money_begins(self.handbook.plan, self.phrases, triage=self.handbook.advice.triage) if warning.level == TIGHT else ""
        return WarningView(warning.title, " ".join((*warning.text, begins)).strip(), ways, warning.calm)

    def _facts(self) -> tuple[FactRow, ...]:
        """The answers for the one page of those who govern; what is not known is said in one breath, elsewhere."""
        rows = []
        for question in self._glance_questions():
            value = self.handbook.values[question.id]
            if value.known:
                answer = state_words(question, value, self.content)
                label = question.ask if str(answer).startswith(_YES_NO) else question.label  # a bare yes or no says nothing without its question
                rows.append(FactRow(label[:1].upper() + label[1:], answer))
        return tuple(rows)

    def _glance_questions(self) -> Iterator[Question]:
        for question in sorted((q for q in self.content.questions.values() if q.glance), key=lambda q: q.glance):
            if not (question.confidential and self.handbook.shared):
                yield question

    def _unknown(self) -> tuple[str, ...]:
        """The short names of what the one page would say and nobody knows."""
        return tuple(question.label for question in self._glance_questions() if self.handbook.values[question.id].state == UNKNOWN)

    def _moments(self) -> tuple[MomentRow, ...]:
        return tuple(sorted((self._moment(moment, moment.date) for moment in self.handbook.moments if moment.date), key=lambda row: row.iso))

    def _moment(self, moment: DatedMoment, date: dt.date) -> MomentRow:
        start = moment.latest_start if moment.weeks_before and not self.handbook.shared else None
        return MomentRow(self.phrases("plan.passed", day=_day(date)) if moment.passed else _day(date), date.isoformat(),
                         moment_title(self.handbook, moment), explained(self.handbook, moment),
                         moment.estimate and not moment.changed, moment.certain, self.content.decider_names.get(moment.decides, moment.decides),
                         self._begin(start, moment), moment.passed, doubtful(self.handbook, moment), near(self.handbook, moment))

    def _late_starts(self) -> tuple[MomentRow, ...]:
        """The first moment of the money to come of which the day to begin is past, where nothing else on the page is about it."""
        handbook = self.handbook
        money = {moment.id for moment in self.content.moments if moment.route}
        said = {reach.date for reach in (handbook.plan.reaches if handbook.plan else ())} | {moment.date for moment in (handbook.money.route if handbook.money else ())}
        today = handbook.answers.today
        for moment in handbook.moments:  # by date
            late = moment.weeks_before and moment.latest_start and moment.latest_start < today
            if moment.id in money and moment.date and (moment.date - today).days > _CAN_STILL and moment.date not in said and late:
                return (dataclasses.replace(self._moment(moment, moment.date), start=_day(moment.latest_start)),) if moment.latest_start else ()
        return ()

    def _begin(self, start: dt.date | None, moment: DatedMoment) -> str:
        """The last day to begin with what a moment needs; that it is past is said, as long as the moment itself is not."""
        if start is None:
            return ""
        late = not moment.passed and start < self.handbook.answers.today
        return self.phrases("plan.passed", day=_day(start)) if late else _day(start)

    # --- the plan ---

    def _plan(self, plan: Plan) -> PlanView:
        choice, phrases, left = plan.choice, self.phrases, len(plan.not_fitting)
        closed = ((plan.done, phrases("plan.done")), (plan.dropped, phrases("plan.dropped")), (plan.skipped, phrases("plan.not_needed_here")))
        return PlanView(
            intro=phrases("plan.intro", day=_day(plan.end), until=in_sentence(plan.until), lead=dutch_number(plan.lead_capacity),
                          others=dutch_number(plan.others_capacity)),
            quarter_intro=self._quarter(plan),
            quarter=tuple(self._row(item) for item in plan.quarter),
            rows=tuple(self._row(item) for item in plan.items),
            assumptions=plan.assumptions + tuple(problem.message for problem in plan.problems),
            choice_intro=phrases("plan.one_fits_not") if left == 1 else phrases("plan.fit_not", count=left),
            choices=choice.text if choice else (),
            not_fitting=tuple(NotFittingRow(item.action.id, do(item.action), self.handbook.owner_name(item.owner, item.action.owner), _effort(item), item.text)
                              for item in plan.not_fitting),
            later=tuple(self._plain(action) for action in plan.later),
            undecided=tuple(self._plain(action, self._when(action)) for action in plan.undecided),
            done=tuple(self._plain(action, status) for actions, status in closed for action in actions),
        )

    def _quarter(self, plan: Plan) -> str:
        """Say how many actions begin this quarter, how many of them go on at one time, and what is asked besides."""
        work = sum(not item.step for item in plan.quarter)
        steps, phrases = len(plan.quarter) - work, self.phrases
        most, said = phrases.number(AT_A_TIME), []
        if plan.at_a_time > AT_A_TIME:
            said.append(phrases("plan.quarter_busy", count=work, top=plan.at_a_time, most=most))
        elif work:
            said.append(phrases("plan.quarter_one") if work == 1 else phrases("plan.quarter", count=work, most=most))
        if steps:
            said.append(phrases("plan.quarter_one_step") if steps == 1 else phrases("plan.quarter_steps", count=phrases.number(steps)))
        return " ".join(said)

    def _row(self, item: PlannedAction) -> PlannedRow:
        status = {"bezig": self.phrases("plan.is_busy"), "klaar": self.phrases("plan.is_done")}.get(item.status, "")
        if item.deadline and not item.in_time:
            title, day = item.deadline
            late = self.phrases("plan.not_in_time", title=in_sentence(title), day=_day(day))
            status = f"{status} {late}".strip()
        file, link_text = self._read_on(item)
        effort = self.phrases("plan.no_half_days") if item.step else _effort(item)
        return PlannedRow(item.action.id, do(item.action), self.handbook.owner_name(item.owner, item.role), period(item, self.phrases), item.action.hard, effort, status,
                          tuple(self._plain(action) for action in item.merged), file, link_text, item.step)

    def _read_on(self, item: PlannedAction) -> tuple[str, str]:
        """Return where a row of the plan leads, and how that is called: the mail or the document of its advice, else its page."""
        given = self.handbook.advice.of_action(item.action.id)
        leads = advice_view.mail_or_document(given.advice, self.handbook) if given else None
        if leads:
            return leads
        page = self.views.page_ref(item.action.page)
        return (page.file, self.phrases("plan.read_more", title=page.title)) if page else ("", "")

    def _plain(self, action: Action, status: str = "") -> PlainAction:
        return PlainAction(action.id, do(action), self.views.phase_titles.get(action.phase, ""), status)

    def _when(self, action: Action) -> str:
        """When an action applies, where the answer is not known."""
        return next((self.views.undecided(chosen) for chosen in self.handbook.selection.actions if chosen.thing.id == action.id), "")

    def _pictures(self) -> Pictures:
        handbook = self.handbook
        drawn = {"scores": "", "timeline": "", "tornado": ""}
        for name, values in pictures.prepare(handbook.scores, handbook.plan, handbook.moments, handbook.costs, handbook.content.phrases).items():
            if values is not None:
                drawn[name] = self.templates.render(f"pictures/{name}.svg.j2", vars(values)).strip()
        return Pictures(**drawn)


def _effort(item: PlannedAction | NotFitting) -> str:
    return f"{half_days(item.lead)} + {half_days(item.others)}"


def _day(date: dt.date) -> str:
    return dutch_date(date.isoformat())


def phase_groups(views: Views, handbook: Handbook) -> tuple[Group, ...]:
    """Return every action of the complete edition, per stage."""
    chosen = handbook.selection.actions
    return tuple(Group(title, phase, actions=tuple(views.action(c) for c in chosen if c.thing.phase == phase))
                 for phase, title in views.phase_titles.items())


