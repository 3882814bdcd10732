"""Scores, plan, money and risks as plain values for the page templates."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from site_build.assembly import advice_view, costs_view
from site_build.assembly.rendering import Templates
from site_build.assembly.views import DECIDERS, PHASE_TITLES, Views
from site_build.content.conditions import KNOWN, NOT_APPLICABLE, Outcome, Tri
from site_build.content.model import PHASES, Action
from site_build.interview.answers import dutch_date, dutch_number
from site_build.said import Said
from site_build.tailoring import pictures
from site_build.tailoring.explaining import state_words
from site_build.tailoring.handbook import Handbook
from site_build.tailoring.moments import MoneyWarning
from site_build.tailoring.own_actions import is_own
from site_build.tailoring.planning import Plan, PlannedAction
from site_build.tailoring.score_advice import by_score
from site_build.tailoring.scores import DimensionScore, HardWarning, Scores

TRIAGE_PAGE = "herstellen-afbouwen-of-doorgaan"  # the page with the three ways for running work in danger
_FACTS = ("fase", "uitvoering", "financiering", "geld_tot", "fte", "mandaat", "opdrachtgever")


def context(handbook: Handbook, views: Views, templates: Templates) -> dict[str, Any]:
    """Return everything that the home, glance, situation, plan and costs pages need."""
    if handbook.complete:
        return {"warning": None, "first": [], "rest": [], "triage": None}
    return _Advice(handbook, views, templates).context()


def sorted_risks(handbook: Handbook) -> list[Any]:
    """Return the risks that apply, those of now first, the lowest score first."""
    chosen = [risk for risk in handbook.selection.risks if risk.included]
    by_id = {risk.thing.id: risk for risk in chosen}
    ordered = [by_id[risk.id] for risk in by_score([risk.thing for risk in chosen], handbook.scores)]
    return sorted(ordered, key=lambda risk: risk.later)


def for_role(context: dict[str, Any], role: str) -> dict[str, Any]:
    """Return the dates of one role (decisions and actions that it owns), and what comes first for it."""
    rows = [row for row in context.get("dated", ()) if row["role"] == role]
    return {"dates": sorted(rows, key=lambda row: row["iso"]), "advised": [piece for piece in context.get("first", ()) if piece["role"] == role]}


class _Advice:
    def __init__(self, handbook: Handbook, views: Views, templates: Templates) -> None:
        self.handbook, self.views, self.templates = handbook, views, templates
        self.content = handbook.content

    def context(self) -> dict[str, Any]:
        handbook = self.handbook
        plan = self._plan(handbook.plan) if handbook.plan else None
        costs = costs_view.view(handbook)
        given = advice_view.view(handbook, self.views)
        return {
            "warning": self._warning(handbook.warning),
            "first": [piece for piece in given if piece["first"]],
            "rest": [piece for piece in given if not piece["first"]],
            "find_out": advice_view.find_out(handbook, self.views, given),
            "triage": handbook.advice.triage and self.views.page_ref(TRIAGE_PAGE),
            "facts": self._facts(),
            "moments": self._moments(),
            "end_unknown": handbook.warning is None and handbook.values["geld_tot"].state not in (KNOWN, NOT_APPLICABLE),
            "decisions": [row for row in self._moments() if row["decides"]][:6],
            "risks": [self.views.risk(risk) for risk in sorted_risks(handbook) if not risk.later][:3],
            "plan": plan,
            "scores": self._scores(handbook.scores),
            "costs": costs,
            "costs_line": costs["line"] if costs else "",
            "pagina": self.views.page_ref("kosten-en-baten"),
            "pictures": self._pictures(),
            "dated": self._dated(),
        }

    def _warning(self, warning: MoneyWarning | None) -> dict[str, Any] | None:
        if warning is None:
            return None
        ways = [{"title": way.title, "text": way.text, "decides": way.decides, "by": dutch_date(way.by.isoformat()) + (" (voorbij)" if way.passed else "")}
                for way in warning.ways]
        return {"title": warning.title, "text": " ".join(warning.text), "ways": ways}

    def _facts(self) -> list[dict[str, str]]:
        rows = []
        for id in _FACTS:
            question = self.content.questions.get(id)
            if question is None or question.confidential and self.handbook.shared:
                continue
            value = self.handbook.values[id]
            if value.state != "nvt":
                label = question.label
                rows.append({"label": label[:1].upper() + label[1:], "answer": str(state_words(question, value, self.content))})
        return rows

    def _moments(self) -> list[dict[str, Any]]:
        rows = []
        for moment in self.handbook.moments:
            if moment.date is None:
                continue
            start = moment.latest_start if moment.weeks_before else None
            rows.append({"date": dutch_date(moment.date.isoformat()) + (" (voorbij)" if moment.passed else ""), "iso": moment.date.isoformat(), "title": moment.title,
                         "explain": moment.explain, "estimate": moment.estimate and not moment.changed, "certain": moment.certain, "who": moment.who,
                         "decides": DECIDERS.get(moment.decides, moment.decides), "start": dutch_date(start.isoformat()) if start else ""})
        return sorted(rows, key=lambda row: row["iso"])

    def _dated(self) -> list[dict[str, str]]:
        """Actions and decision moments by the role that owns them."""
        rows = [{"role": item.action.owner, "iso": item.start.isoformat(), "date": _period(item), "text": _do(item.action), "kind": "actie"}
                for item in (self.handbook.plan.items if self.handbook.plan else ())]
        deciders = {"college": ("wethouder",), "raad": ("raadslid",), "opdrachtgever": ("opdrachtgever",), "partner": ("partner",)}
        for moment in self.handbook.moments:
            if moment.date is None or moment.passed:
                continue
            for role in dict.fromkeys((*deciders.get(moment.decides, ()), moment.who)):
                rows.append({"role": role, "iso": moment.date.isoformat(), "date": dutch_date(moment.date.isoformat()), "text": moment.title, "kind": "beslismoment"})
        return rows

    # --- the plan ---

    def _plan(self, plan: Plan) -> dict[str, Any]:
        choice = plan.choice
        return {
            "intro": f"Het loopt tot {dutch_date(plan.end.isoformat())} ({plan.until[:1].lower()}{plan.until[1:]}). "
                     f"Wij rekenen met {dutch_number(plan.lead_capacity)} dagdelen per week voor de projectleider "
                     f"en {dutch_number(plan.others_capacity)} voor alle anderen samen.",
            "quarter": [self._row(item) for item in plan.quarter],
            "rows": [self._row(item) for item in plan.items],
            "assumptions": plan.assumptions + tuple(problem.message for problem in plan.problems),
            "choice_intro": f"{_do_not_fit(len(plan.not_fitting))} in de tijd die er is. Wij plannen niets stilletjes verder. U kunt kiezen:",
            "choices": choice.text if choice else (),
            "not_fitting": [{"id": item.action.id, "do": _do(item.action), "owner": self._owner(item.owner, item.action.owner),
                             "effort": f"{dutch_number(item.lead)} + {dutch_number(item.others)}", "text": item.text} for item in plan.not_fitting],
            "later": [self._plain(action) for action in plan.later],
            "done": [self._plain(action) | {"status_text": "klaar"} for action in plan.done]
                    + [self._plain(action) | {"status_text": "vervallen"} for action in plan.dropped]
                    + [self._plain(action) | {"status_text": "in deze gemeente niet nodig"} for action in plan.skipped],
        }

    def _row(self, item: PlannedAction) -> dict[str, Any]:
        status = {"bezig": "Bezig.", "klaar": "Klaar."}.get(item.status, "")
        if item.deadline and not item.in_time:
            title, day = item.deadline
            status = f"{status} Niet op tijd voor: {title[:1].lower()}{title[1:]}, {dutch_date(day.isoformat())}.".strip()
        merged = [{"id": action.id, "do": action.do} for action in item.merged]
        return {"id": item.action.id, "do": _do(item.action), "owner": self._owner(item.owner, item.action.owner), "period": _period(item), "hard": item.action.hard,
                "effort": f"{dutch_number(item.lead)} + {dutch_number(item.others)}", "status_text": status, "merged": merged, "page": self.views.page_ref(item.action.page)}

    def _owner(self, owner: Said, role: str) -> str:
        """A name that somebody set, or the role; names never stand in the shared edition."""
        named = owner and owner != role and not self.handbook.shared
        return str(owner) if named else self.views.role_names.get(role, role)

    def _plain(self, action: Action) -> dict[str, Any]:
        return {"id": action.id, "do": _do(action), "phase": PHASE_TITLES[action.phase]}

    # --- the scores ---

    def _scores(self, scores: Scores | None) -> dict[str, Any] | None:
        if scores is None:
            return None
        dimensions = {d.id: d for d in self.content.scoring.dimensions}
        roles = tuple(dict.fromkeys(role.title for d in scores.dimensions for role in d.roles))
        titles = {"gereedheid": "Gereedheid (kunt u beginnen?)", "borging": "Borging (blijft het?)"}
        return {
            "filled": scores.filled,
            "disclaimer": self.content.scoring.disclaimer,
            "warnings": [_hard(w, scores) for w in scores.warnings] if scores.filled else [],
            "clashes": [self._clash(statement) for statement in scores.clashes],
            "indexes": [{"title": titles.get(i.kind, i.kind), "text": self._index(i, scores)} for i in scores.shown],
            "gap_text": f"Van de stellingen die gelden, is {scores.gap_percent}% nog onbekend."
                        + (" Dat is te veel voor een eindbeeld." if scores.too_unknown else ""),
            "dimensions": [self._dimension(d, dimensions[d.id], scores, roles) for d in scores.dimensions],
            "roles": roles,
            "roles_hidden": f"Niet apart getoond, zodat niemand te herkennen is: {', '.join(scores.roles_hidden)}." if scores.roles_hidden else "",
        }

    def _index(self, index: Any, scores: Scores) -> str:
        if index.points is None:
            return "onbekend. " + " ".join(index.reasons)
        return f"{index.points} van 100, {scores.label_title(index.label).lower()}. " + " ".join(index.reasons)

    def _dimension(self, score: DimensionScore, dimension: Any, scores: Scores, roles: Sequence[str]) -> dict[str, Any]:
        points = "onbekend" if score.points is None else f"{score.points} ({scores.label_title(score.label).lower()})"
        by_role = {role.title: role.points for role in score.roles}
        advice = getattr(dimension.advice, score.label) if score.label else "Zoek eerst uit wat u nog niet weet."
        return {
            "code": score.code, "title": score.title, "definition": dimension.definition, "points_text": points, "advice": advice, "sources": dimension.sources,
            "band": f"{score.low} en {score.high}" if score.low is not None else "niet van toepassing", "gap": f"{score.gap_percent}%",
            "statements": [{"text": s.text, "answer": self._answer(s)} for s in score.statements],
            "role_cells": ["–" if by_role.get(title) is None else str(by_role[title]) for title in roles],
            "spread": "" if score.spread is None else f"{score.spread}" + (" (verschil van beeld)" if score.differs else ""),
        }

    def _answer(self, statement: Any) -> str:
        if statement.later:
            return "nog niet aan de orde"
        if not statement.applies:
            return "niet van toepassing"
        shown = "weet ik niet" if statement.points is None else f"{statement.points} van 100"
        return f"{shown} (volgt uit uw antwoorden)" if statement.from_answers else shown

    def _clash(self, statement: Any) -> dict[str, Any]:
        """Return where people and answers say the opposite: both, and the question which is right."""
        return {"text": statement.text, "points": statement.points, "reasons": self.views.reasons_of(Outcome(Tri.YES, statement.known_from))}

    def _pictures(self) -> dict[str, str]:
        handbook = self.handbook
        drawn = {"scores": "", "timeline": "", "tornado": ""}
        data = pictures.prepare(handbook.scores, handbook.plan, handbook.moments, handbook.costs)
        for name, values in data.items():
            if values is not None:
                drawn[name] = self.templates.render(f"pictures/{name}.svg.j2", **values).strip()
        return drawn


def _do(action: Action) -> str:
    """What is to be done: an editor's words, or those of the municipality, which print as they were typed."""
    return str(Said(action.do)) if is_own(action.id) else action.do


def _hard(warning: HardWarning, scores: Scores) -> dict[str, str]:
    """Return a precondition that is not met; what nobody knows is only to be found out."""
    if warning.points is not None:
        return {"code": warning.code, "warning": warning.warning, "line": f"Advies: {warning.stop}" if warning.stop else ""}
    text = next(s.text for d in scores.dimensions for s in d.statements if s.id == warning.statement)
    return {"code": warning.code, "warning": "Dit weet nog niemand", "line": f"“{text}” Zoek dat eerst uit."}


def _do_not_fit(count: int) -> str:
    return "Eén actie past niet" if count == 1 else f"{count} acties passen niet"


def _period(item: PlannedAction) -> str:
    start, end = dutch_date(item.start.isoformat()), dutch_date(item.end.isoformat())
    if item.start == item.end:
        return start
    return f"{start.removesuffix(f' {item.start.year}') if item.start.year == item.end.year else start} tot {end}"


def phase_groups(views: Views, handbook: Handbook) -> list[dict[str, Any]]:
    """Return every action of the complete edition, per stage."""
    chosen = handbook.selection.actions
    return [{"title": PHASE_TITLES[phase], "actions": [views.action(c) for c in chosen if c.thing.phase == phase]} for phase in PHASES]


