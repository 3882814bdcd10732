"""The one list of advice as plain values, for home, glance, role pages, *Uw situatie* and *Eerst uitzoeken*."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Sequence

from site_build.assembly.advice_rows import AdviceRow, AskView
from site_build.assembly.outputs import document_output
from site_build.assembly.rows import DocumentRef, PageRef, PlainAction
from site_build.assembly.views import Views
from site_build.content.conditions import Outcome, Tri
from site_build.content.model import Advice
from site_build.interview.answers import dutch_date
from site_build.said import Said
from site_build.tailoring.advice import GivenAdvice
from site_build.tailoring.advised import done_by, who_does
from site_build.tailoring.explaining import Reason
from site_build.tailoring.handbook import Handbook
from site_build.tailoring.planning_types import PlannedAction

FIND_OUT = "eerst-uitzoeken.md"
_TOGETHER = dt.timedelta(weeks=13)  # what the plan has later than this after a piece is not printed under it


def view(handbook: Handbook, views: Views) -> tuple[AdviceRow, ...]:
    """Return every piece that is given, in order; `first` says which come first."""
    items = handbook.advice.items
    rows = {given.advice.id: _Piece(handbook, views, given).values() for given in items}
    days = {given.advice.id: done_by(given, handbook.plan) for given in items}

    def along(lead: GivenAdvice) -> tuple[AdviceRow, ...]:
        last = days[lead.advice.id] + _TOGETHER
        return tuple(rows[id] for id in sorted(lead.along, key=days.__getitem__) if not rows[id].later and days[id] <= last)

    return tuple(dataclasses.replace(rows[given.advice.id], along=along(given)) for given in items)


def mail_or_document(advice: Advice, handbook: Handbook) -> tuple[str, str] | None:
    """Return where the mail or the document of a piece stands, and how that is called; None where it has neither here."""
    phrases = handbook.content.phrases
    if advice.document:
        return document_output(advice.document), phrases("advice.to_document")
    if advice.ask and not handbook.shared:
        return f"{FIND_OUT}#advies-{advice.id}", phrases("advice.to_mail")
    return None


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
            by=dutch_date(done_by(given, self.handbook.plan).isoformat()), when=self._when(), later=self._later(), why=given.why_here, reasons=self._reasons(),
            action=self._action(), document=self._document(), ask=AskView(advice.ask.question, advice.ask.to) if advice.ask else None,
            pages=pages, sources=views.known(advice.sources),
            file=self._link(pages), link_text=self._link_text(pages), anchor=f"advies-{advice.id}")

    def _planned_item(self) -> PlannedAction | None:
        return self.handbook.plan.item(self.advice.step) if self.handbook.plan else None

    def _when(self) -> str:
        """The last day, as the plan has it, so that home, roles and plan name one date; what has no place in it has no day either.

        Where the plan is over a week later than the advice asks for, that is said; where it misses the day that it is needed, that day.
        """
        item, phrases = self._planned_item(), self.handbook.content.phrases
        if self._misfits():
            return phrases("advice.no_day")
        by = dutch_date(done_by(self.given, self.handbook.plan).isoformat())
        if item is None:
            return phrases("advice.by", by=by)
        if item.deadline and not item.in_time:
            return phrases("advice.by_late", by=by, needed=dutch_date(item.deadline[1].isoformat()))
        late = (item.start if item.begins else item.end) > self.given.by + dt.timedelta(days=7)
        return phrases("advice.by_later" if late else "advice.by_planned", by=by)

    def _misfits(self) -> bool:
        plan = self.handbook.plan
        return plan is not None and bool(self.advice.action) and any(left.action.id == self.advice.action for left in plan.not_fitting)

    def _later(self) -> bool:
        """True for what waits until somebody has chosen which way to go."""
        plan = self.handbook.plan
        return plan is not None and any(action.id == self.advice.step for action in plan.later)

    def _owner(self) -> str:
        """Whose it is: who was named in the plan, else the role of the advice; a name never stands in the shared edition."""
        item = self._planned_item()
        return str(self.handbook.owner_name(item.owner if item else Said(""), self._role()))

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
        item = self._planned_item()
        if self._misfits():
            return phrases("advice.fits_not")
        if self.handbook.shared:
            return phrases("advice.in_the_plan")
        return phrases("advice.too_late" if item and not item.in_time else "advice.in_plan")
