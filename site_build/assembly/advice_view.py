"""The one list of advice as plain values, for home, glance, role pages, *Uw situatie* and *Eerst uitzoeken*."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence

from site_build.assembly.advice_rows import AdviceRow, AskView, OpenRow, PersonGroup
from site_build.assembly.contexts import FindOut
from site_build.assembly.outputs import document_output
from site_build.assembly.own_rows import ChoiceView
from site_build.assembly.rows import DocumentRef, PageRef, PlainAction
from site_build.assembly.views import Views
from site_build.content.conditions import Outcome, Tri
from site_build.content.model import Advice, Ask, Content, Within
from site_build.content.phrases import Phrases
from site_build.interview.answers import dutch_date
from site_build.tailoring.advice import GivenAdvice
from site_build.tailoring.advised import done_by, who_does
from site_build.tailoring.explaining import Reason
from site_build.tailoring.handbook import Handbook
from site_build.tailoring.planning_types import PlannedAction
from site_build.tailoring.unknowns import OpenQuestion

FIND_OUT = "eerst-uitzoeken.md"


def view(handbook: Handbook, views: Views) -> tuple[AdviceRow, ...]:
    """Return every piece that is given, in order; `first` says which come first."""
    return tuple(_Piece(handbook, views, given).values() for given in handbook.advice.items)


def within_words(within: Within, phrases: Phrases) -> str:
    """Return a term in words, as in 'binnen een week'."""
    if within.days and within.days % 7:
        return phrases("terms.today") if within.days == 1 else phrases("terms.days", days=within.days)
    weeks = within.weeks + within.days // 7
    return phrases("terms.week") if weeks == 1 else phrases("terms.weeks", weeks=phrases.number(weeks))


def find_out(handbook: Handbook, views: Views, pieces: Iterable[AdviceRow], triage: ChoiceView | None) -> FindOut:
    """Return what *Eerst uitzoeken* shows: the advice to find out, all open questions per person, and what was never asked."""
    open_ = [question for question in handbook.open_questions if question.asked]
    people = dict.fromkeys(question.question.who for question in open_)
    return FindOut(
        triage=triage,
        advised=tuple(sorted((piece for piece in pieces if piece.ask), key=lambda piece: (piece.later, piece.kind != "uitzoeken"))),
        groups=tuple(PersonGroup(views.role_names.get(who, who.capitalize()), tuple(_row(q, handbook.content) for q in open_ if q.question.who == who),
                                 who in ("", views.content.meaning("project_leader"))) for who in people),
        unasked=tuple(_row(question, handbook.content) for question in handbook.open_questions if not question.asked),
    )


def mail_or_document(advice: Advice, handbook: Handbook) -> tuple[str, str] | None:
    """Return where the mail or the document of a piece stands, and how that is called; None where it has neither here."""
    phrases = handbook.content.phrases
    if advice.document:
        return document_output(advice.document), phrases("advice.to_document")
    if advice.ask and not handbook.shared:
        return f"{FIND_OUT}#advies-{advice.id}", phrases("advice.to_mail")
    return None


def hanging(question: OpenQuestion, phrases: Phrases) -> list[str]:
    """Return what hangs on an answer, counted per kind: "3 bladzijden", "1 actie"."""
    pages, actions, advice = question.pages, question.actions, question.advice
    parts = [phrases("findout.page" if pages == 1 else "findout.pages", count=pages)] if pages else []
    parts += [phrases("findout.action" if actions == 1 else "findout.actions", count=actions)] if actions else []
    parts += [phrases("findout.one_advice" if advice == 1 else "findout.advice", count=advice)] if advice else []
    return parts


_IN_PLAN, _IN_COSTS = ("capacity_lead", "capacity_others"), ("costs", "events", "years_ahead", "without")


def _row(question: OpenQuestion, content: Content) -> OpenRow:
    asked, phrases = question.question, content.phrases
    parts = hanging(question, phrases)
    dated = any(moment.answer == asked.id for moment in content.moments)
    otherwise = phrases("findout.in_plan" if dated or asked.means in _IN_PLAN else "findout.in_costs" if asked.means in _IN_COSTS else "findout.in_texts")
    listed = phrases("names.and").join([", ".join(parts[:-1]), parts[-1]] if len(parts) > 1 else parts)
    return OpenRow(asked.ask, phrases("findout.decides", listed=listed) if parts else otherwise)


class _Piece:
    def __init__(self, handbook: Handbook, views: Views, given: GivenAdvice) -> None:
        self.handbook, self.views, self.given = handbook, views, given
        self.advice: Advice = given.advice

    def values(self) -> AdviceRow:
        advice, given, views, phrases = self.advice, self.given, self.views, self.handbook.content.phrases
        pages = views.refs(advice.pages)
        return AdviceRow(
            id=advice.id, place=given.place, first=given.first, kind=advice.kind, kind_title=phrases.one("advice_kinds", advice.kind),
            urgency=phrases.one("urgency", advice.urgency),
            subject=advice.subject, title=advice.say, text=advice.why, role=self._role(), owner=self._owner(),
            within=within_words(advice.within, phrases), by=dutch_date(self._by().isoformat()), wish=self._wish(), begins=self._begins(), later=self._later(),
            iso=self._by().isoformat(), why=given.why_here, reasons=self._reasons(),
            action=self._action(), document=self._document(), ask=_ask(advice.ask) if advice.ask else None, pages=pages, sources=views.known(advice.sources),
            file=self._link(pages), link_text=self._link_text(pages), anchor=f"advies-{advice.id}")

    def _planned_item(self) -> PlannedAction | None:
        return self.handbook.plan.item(self.advice.step) if self.handbook.plan else None

    def _by(self) -> dt.date:
        """The last day: as the plan has it, so that home, roles and plan name one date; else the advice's own."""
        return done_by(self.given, self.handbook.plan)

    def _wish(self) -> str:
        """The day that it is needed, where the plan misses that; else that the advice asks for, to be done or to begin, where the plan is over a week later."""
        item = self._planned_item()
        if item is not None and item.deadline and not item.in_time:
            return dutch_date(item.deadline[1].isoformat())
        late = item is not None and (item.start if item.begins else item.end) > self.given.by + dt.timedelta(days=7)
        return dutch_date(self.given.by.isoformat()) if late else ""

    def _later(self) -> bool:
        """True for what waits until somebody has chosen which way to go."""
        plan = self.handbook.plan
        return plan is not None and any(action.id == self.advice.step for action in plan.later)

    def _begins(self) -> bool:
        item = self._planned_item()
        return item is not None and item.begins and item.in_time

    def _owner(self) -> str:
        """Whose it is: who was named in the plan, else the role of the advice; a name never stands in the shared edition."""
        names, item = self.views.role_names, self._planned_item()
        if item is not None and item.owner and item.owner not in names and not self.handbook.shared:
            return str(item.owner)
        role = str(item.owner) if item is not None and item.owner in names else self._role()
        return names.get(role, role)

    def _role(self) -> str:
        """The role of the advice, or who stands in for it as long as nobody has it."""
        return who_does(self.given, self.handbook.plan)

    def _reasons(self) -> tuple[Reason, ...]:
        """The answers that it follows from, and the ones that are missing."""
        found = self.views.reasons_of(self.given.outcome)
        missing = self.views.reasons_of(Outcome(Tri.UNKNOWN, self.given.unknown))
        known = {reason.id for reason in found}
        return (*found, *(reason for reason in missing if reason.id not in known))

    def _action(self) -> PlainAction | None:
        action = next((a for a in self.handbook.content.actions if a.id == self.advice.action), None)
        return None if action is None else PlainAction(action.id, action.do)

    def _document(self) -> DocumentRef | None:
        found = next((c for c in self.handbook.selection.documents if c.thing.id == self.advice.document), None)
        return None if found is None else self.views.document(found)

    def _link(self, pages: Sequence[PageRef]) -> str:
        """Return where the advice leads: its mail, its document or its own action; in the shared edition, which has no mails, its page."""
        if leads := mail_or_document(self.advice, self.handbook):
            return leads[0]
        if self.advice.action:
            return self.views.action_file(self.advice.action) if self._planned() else pages[0].file if pages else "plan.md"
        return pages[0].file if pages else ""

    def _planned(self) -> bool:
        plan = self.handbook.plan
        if plan is None:
            return False
        named = {item.action.id for item in plan.items} | {a.id for item in plan.items for a in item.merged}
        named |= {item.action.id for item in plan.not_fitting} | {a.id for a in (*plan.later, *plan.undecided, *plan.done, *plan.dropped, *plan.skipped)}
        return self.advice.action in named

    def _link_text(self, pages: Sequence[PageRef]) -> str:
        phrases = self.handbook.content.phrases
        if leads := mail_or_document(self.advice, self.handbook):
            return leads[1]
        if not self.advice.action:
            return phrases("plan.read_more", title=pages[0].title) if pages else ""
        plan, item = self.handbook.plan, self._planned_item()
        if plan and any(left.action.id == self.advice.action for left in plan.not_fitting):
            return phrases("advice.fits_not")
        if self.handbook.shared:
            return phrases("advice.in_the_plan")
        return phrases("advice.too_late" if item and not item.in_time else "advice.in_plan")


def _ask(ask: Ask) -> AskView:
    return AskView(ask.question, ask.to, ask.subject, _lines(ask.mail))



def _lines(mail: str) -> tuple[str, ...]:
    """Return the lines of a mail in Markdown: what is to be filled in is marked, and a line stays a line."""
    lines = re.sub(r"\[\[(.+?)\]\]", r"==[\1]==", mail.rstrip()).split("\n")
    following = [*lines[1:], ""]
    return tuple(f"{line}<br>" if line and after and not re.match(r"\d+\. ", after) else line for line, after in zip(lines, following, strict=True))
