"""The one list of advice as plain values, for home, glance, role pages, *Uw situatie* and *Eerst uitzoeken*."""

from __future__ import annotations

from typing import Any

from site_build.assembly.outputs import document_output
from site_build.assembly.views import Views
from site_build.content.conditions import Outcome, Tri
from site_build.content.model import URGENCIES, Advice, Ask, Within
from site_build.interview.answers import dutch_date
from site_build.tailoring.advice import GivenAdvice
from site_build.tailoring.handbook import Handbook
from site_build.tailoring.unknowns import OpenQuestion

FIND_OUT = "eerst-uitzoeken.md"
_KINDS = {"stop": "Stop hiermee", "uitzoeken": "Zoek dit uit", "doen": "Doe dit", "vasthouden": "Houd dit vast"}


def view(handbook: Handbook, views: Views) -> list[dict[str, Any]]:
    """Return every piece that is given, in order; `first` says which come first."""
    return [_Piece(handbook, views, given).values() for given in handbook.advice.items]


def within_words(within: Within) -> str:
    """Return a term in words, as in 'binnen een week'."""
    if within.days and within.days % 7:
        return "vandaag nog" if within.days == 1 else f"binnen {within.days} dagen"
    weeks = within.weeks + within.days // 7
    return "binnen een week" if weeks == 1 else f"binnen {weeks} weken"


def find_out(handbook: Handbook, views: Views, pieces: list[dict[str, Any]]) -> dict[str, Any]:
    """Return what *Eerst uitzoeken* shows: the advice to find out, all open questions per person, and what was never asked."""
    open_ = [question for question in handbook.open_questions if question.asked]
    people = dict.fromkeys(question.question.who for question in open_)
    return {
        "advised": [piece for piece in pieces if piece["ask"]],
        "groups": [{"name": views.role_names.get(who, who.capitalize()), "rows": [_row(q) for q in open_ if q.question.who == who]} for who in people],
        "unasked": [_row(question) for question in handbook.open_questions if not question.asked],
    }


def _row(question: OpenQuestion) -> dict[str, str]:
    counts = ((question.pages, "bladzijde", "bladzijden"), (question.actions, "actie", "acties"), (question.advice, "advies", "adviezen"))
    parts = [f"{number} {one if number == 1 else many}" for number, one, many in counts if number]
    listed = " en ".join([", ".join(parts[:-1]), parts[-1]] if len(parts) > 1 else parts)
    return {"ask": question.question.ask, "hangs": f"Dit bepaalt {listed}." if parts else "Dit komt in uw teksten te staan."}


class _Piece:
    def __init__(self, handbook: Handbook, views: Views, given: GivenAdvice) -> None:
        self.handbook, self.views, self.given = handbook, views, given
        self.advice: Advice = given.advice

    def values(self) -> dict[str, Any]:
        advice, given = self.advice, self.given
        pages = [ref for id in advice.pages if (ref := self.views.page_ref(id))]
        return {
            "id": advice.id, "place": given.place, "first": given.first, "kind": advice.kind, "kind_title": _KINDS[advice.kind],
            "urgency": URGENCIES[advice.urgency], "subject": advice.subject, "title": advice.say, "text": advice.why, "role": advice.who,
            "owner": self.views.role_names.get(advice.who, advice.who), "within": within_words(advice.within),
            "by": dutch_date(given.by.isoformat()), "iso": given.by.isoformat(), "why": given.why_here, "reasons": self._reasons(),
            "action": self._action(), "document": self._document(), "ask": _ask(advice.ask) if advice.ask else None,
            "pages": pages, "sources": [s for s in advice.sources if s in self.views.writer.sources], "file": self._link(pages),
            "link_text": self._link_text(), "anchor": f"advies-{advice.id}",
        }

    def _reasons(self) -> list[dict[str, str]]:
        """The answers that it follows from, and the ones that are missing."""
        found = self.views.reasons_of(self.given.outcome)
        missing = self.views.reasons_of(Outcome(Tri.UNKNOWN, self.given.unknown))
        known = {reason["id"] for reason in found}
        return found + [reason for reason in missing if reason["id"] not in known]

    def _action(self) -> dict[str, str] | None:
        action = next((a for a in self.handbook.content.actions if a.id == self.advice.action), None)
        return None if action is None else {"id": action.id, "do": action.do, "file": f"plan.md#actie-{action.id}"}

    def _document(self) -> dict[str, str] | None:
        found = next((d for d in self.handbook.content.documents if d.id == self.advice.document), None)
        return None if found is None else {"id": found.id, "title": found.title, "file": document_output(found.id)}

    def _link(self, pages: list[dict[str, Any]]) -> str:
        """Return where the advice leads: its own action, document or mail; in the shared edition, which has no mails, its page."""
        if self.advice.action:
            return f"plan.md#actie-{self.advice.action}" if self._planned() else str(pages[0]["file"]) if pages else "plan.md"
        if self.advice.document:
            return document_output(self.advice.document)
        if not self.handbook.shared:
            return f"{FIND_OUT}#advies-{self.advice.id}"
        return str(pages[0]["file"]) if pages else ""

    def _planned(self) -> bool:
        plan = self.handbook.plan
        if plan is None:
            return False
        named = {item.action.id for item in plan.items} | {a.id for item in plan.items for a in item.merged}
        named |= {item.action.id for item in plan.not_fitting} | {a.id for a in (*plan.later, *plan.done, *plan.dropped, *plan.skipped)}
        return self.advice.action in named

    def _link_text(self) -> str:
        return "In uw plan" if self.advice.action else "Het modelstuk" if self.advice.document else "De vraag, en de mail"


def _ask(ask: Ask) -> dict[str, Any]:
    return {"question": ask.question, "to": ask.to, "subject": ask.subject, "mail": ask.mail.rstrip().split("\n")}

