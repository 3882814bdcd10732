"""*Eerst uitzoeken*: what is not known, whom to ask, and the mails, in the words of a colleague: one per person, and one apart for what is dangerous."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence

from site_build.assembly.advice_rows import AdviceRow, MailView, OpenRow, PersonGroup
from site_build.assembly.asked import is_one, roles_asked
from site_build.assembly.contexts import FindOut
from site_build.assembly.own_rows import ChoiceView
from site_build.assembly.role_dates import NEAR, near
from site_build.assembly.views import Views
from site_build.content.conditions import Tri, evaluate
from site_build.content.model import URGENCIES, Ask, Question
from site_build.content.phrases import Phrases
from site_build.interview.answers import dutch_date
from site_build.interview.moment_days import last_workday
from site_build.said import Said, listed
from site_build.tailoring.advised import done_by
from site_build.tailoring.explaining import answer_words, underlying
from site_build.tailoring.handbook import Handbook
from site_build.tailoring.planning_calendar import free_dates
from site_build.tailoring.unknowns import OpenPart, OpenQuestion, of_danger, open_parts

MOST = 5  # open questions that stand there at once, or that one mail asks besides; the rest is folded
_TO_TALK = dt.timedelta(weeks=1)  # between an answer and what is to come of it
_TERM = re.compile(r"\bbinnen \w+ (?:dag|week|weken|maand)|\bvandaag\b|\buiterlijk\b")  # by what a mail of an editor names its own term


def find_out(handbook: Handbook, views: Views, pieces: Iterable[AdviceRow], triage: ChoiceView | None) -> FindOut:
    """Return what *Eerst uitzoeken* shows: per person what advice asks, with the mail; the open questions that decide most; and the rest, folded."""
    return _FindOut(handbook, views).values(tuple(piece for piece in pieces if piece.ask), triage)


def hanging(question: OpenQuestion, phrases: Phrases) -> list[str]:
    """Return what hangs on an answer, counted per kind: "3 bladzijden", "1 actie"; for who is asked it."""
    pages, actions, advice = question.pages, question.actions, question.advice
    parts = [phrases("findout.page" if pages == 1 else "findout.pages", count=pages)] if pages else []
    parts += [phrases("findout.action" if actions == 1 else "findout.actions", count=actions)] if actions else []
    parts += [phrases("findout.one_advice" if advice == 1 else "findout.advice", count=advice)] if advice else []
    return parts


class _FindOut:
    def __init__(self, handbook: Handbook, views: Views) -> None:
        self.handbook, self.views, self.content, self.phrases = handbook, views, handbook.content, handbook.content.phrases
        self.leader = self.content.meaning("project_leader")
        self.until = {given.advice.id: done_by(given, handbook.plan) for given in handbook.advice.items}
        self.asks = {given.advice.id: given.advice.ask for given in handbook.advice.items if given.advice.ask}
        asked = {name for given in handbook.advice.items if given.advice.ask for name in (*given.unknown, *given.advice.ask.also)}
        self.open = [one.question for one in handbook.open_questions if one.asked and one.question.id not in asked]
        self.parts = open_parts(self.content, handbook.values)
        waiting = asked | {question.id for question in self.open}
        self.now = [question for question in self.open if not waiting & self._hangs_on(question)]  # asked whatever the others say
        unasked = [one.question for one in handbook.open_questions if not one.asked and one.question.id not in asked]
        danger, costs = of_danger(self.content, handbook.values), self.content.meaning("costs")
        self.dangerous = [question for question in (*self.now, *unasked) if question.id in danger]
        weight = {one.question.id: one.weight for one in handbook.open_questions}
        more = [question for question in unasked if weight[question.id] and not waiting & self._hangs_on(question)]
        self.others = sorted((question for question in (*self.now, *more) if question not in self.dangerous),
                             key=lambda question: (question.id != costs, -weight[question.id]))  # without amounts there is nothing to reckon with
        self.hasty = self._hasty()
        self.near = tuple((handbook.acting(moment.who), self.content.known_moments[moment.id].mail) for moment in handbook.moments
                          if near(handbook, moment) and not moment.certain)
        self.last_days = self._last_days()

    def values(self, pieces: Sequence[AdviceRow], triage: ChoiceView | None) -> FindOut:
        people = self._people(pieces)
        mailed = {group.role for group in people if not group.danger and group.role}
        whose = dict.fromkeys([*(self._who(question) for question in (*self.open, *self.hasty)), *(self._of_part(part) for part in self.parts), *(who for who, _ in self.near)])
        rest = tuple(self._rest(who, mail=who not in mailed, danger=any(group.danger and group.role == who for group in people)) for who in whose)
        first = sorted(self.now, key=lambda question: question.id not in self.last_days)[:MOST]
        return FindOut(
            triage=triage, people=people, danger=any(group.danger for group in people), first=tuple(map(self._row, first)), rest=rest,
            folded=len(self.open) + len(self.parts) > MOST, unasked=tuple(self._row(one.question) for one in self.handbook.open_questions if not one.asked))

    def _row(self, question: Question) -> OpenRow:
        return OpenRow(question.ask, self._whom(self._who(question)), self.last_days.get(question.id, ""))

    def _hangs_on(self, question: Question) -> set[str]:
        """Return the questions that say whether this one is asked."""
        return {id for name in (question.when.names() if question.when else ()) for id in underlying(name, self.content)}

    def _hasty(self) -> list[Question]:
        """Return the question after the day of the first moment of the money of which the day to begin quietly is past: page one says to ask it today."""
        today = self.handbook.answers.today
        route = {moment.id for moment in self.content.moments if moment.route}
        late = next((moment for moment in self.handbook.moments if moment.id in route and moment.estimate and not moment.changed and moment.date
                     and moment.latest_start and moment.latest_start < today < moment.date), None)
        return [one.question for one in self.handbook.open_questions if late and one.question.suggest == f"moment.{late.id}"]

    def _last_days(self) -> dict[str, str]:
        """Return the last day for a question that says whether a moment comes here: that on which the work for it begins, where that is near."""
        today, lookup, written = self.handbook.answers.today, self.handbook.values.lookup, self.content.known_moments
        days: dict[str, dt.date] = {}
        for moment in self.handbook.moments:
            if not moment.certain and moment.latest_start and not moment.passed:
                for id in {id for name in evaluate(written[moment.id].when if moment.id in written else None, lookup).because for id in underlying(name, self.content)}:
                    days[id] = min(days.get(id, moment.latest_start), moment.latest_start)
        return {id: dutch_date(day.isoformat()) for id, day in days.items() if today < day <= today + NEAR}

    # --- what advice asks ---

    def _people(self, pieces: Sequence[AdviceRow]) -> tuple[PersonGroup, ...]:
        """Group what advice asks by who is asked: danger first and in a mail of its own, what is to be found out next, what waits for a choice last."""
        ordered = sorted(pieces, key=lambda piece: (piece.later, not self._dangerous(piece), piece.kind != "uitzoeken"))
        groups: dict[tuple[str, bool, bool], list[AdviceRow]] = {}
        for piece in ordered:
            if piece.ask:
                groups.setdefault((piece.ask.to, piece.later, self._dangerous(piece)), []).append(piece)
        return tuple(self._person(to, tuple(rows), danger=danger) for (to, _, danger), rows in groups.items())

    def _dangerous(self, piece: AdviceRow) -> bool:
        return piece.urgency == self.phrases.one("urgency", URGENCIES[0])

    def _person(self, to: str, rows: tuple[AdviceRow, ...], *, danger: bool) -> PersonGroup:
        asked = roles_asked(to, self.content)
        role = asked[0] if asked and is_one(to) else ""
        later = rows[0].later
        also = () if later or not role else tuple(question.mailed for question in self.dangerous if self._who(question) == role) if danger else self._subjects(role)
        mail = MailView(*self._merged(rows, also, self._haste(role) if not later and not danger else (), urgent=danger))
        return PersonGroup(to, role, later, rows[0].kind == "uitzoeken", rows, (), mail, danger=danger, unsure=self._unsure(role))

    def _merged(self, rows: Sequence[AdviceRow], also: Sequence[Said | str], haste: Sequence[str], *, urgent: bool) -> tuple[str, tuple[Said | str, ...]]:
        """Return the subject and the lines of one mail: what is asked under its own subject with its term, one greeting and one goodbye."""
        asks = [(row, ask) for row in rows if (ask := self.asks[row.id])]
        parts = [re.split(r"\n\s*\n", ask.mail.strip()) for _, ask in asks]
        if any(len(part) < 3 for part in parts):
            return asks[0][1].subject, _lines("\n\n".join(text for part in parts for text in part))
        middle: list[str] = [*haste]
        for (row, ask), part in zip(asks, parts, strict=True):
            middle += [f"**{ask.subject}**"] if len(asks) > 1 else []
            middle += [*part[1:-1], *self._term(row, ask, one=len(asks) == 1)]
        before = _lines("\n\n".join([parts[0][0], *middle]))
        intro = self.phrases("findout.also_now" if urgent else "findout.also")
        asked = ("", intro, "", *(_numbered(number, subject) for number, subject in enumerate(also, start=1))) if also else ()
        subject = asks[0][1].subject if len(asks) == 1 else self.phrases("findout.subject")
        return subject, (*before, *asked, "", *_lines(parts[0][-1]))

    def _term(self, row: AdviceRow, ask: Ask, *, one: bool) -> tuple[str, ...]:
        """By when an answer is wanted, where the mail does not say that itself: a week before the day of the plan, when what comes of it is to be ready."""
        if row.later or _TERM.search(ask.mail):
            return ()
        until, today = self.until[row.id], self.handbook.answers.today
        day = last_workday(until - _TO_TALK, free_dates(self.content.free_days), today) if until - today > 2 * _TO_TALK else until
        return (self.phrases("findout.term" if one else "findout.term_part", day=dutch_date(day.isoformat())),)

    def _haste(self, role: str) -> tuple[str, ...]:
        asks = [*(question.mailed for question in self.hasty if self._who(question) == role), *(mail for who, mail in self.near if who == role)]
        if len(asks) > 1:
            return (self.phrases("findout.haste_more", asks=" ".join(asks)),)
        return tuple(self.phrases("findout.haste", ask=ask) for ask in asks)

    # --- what else is open ---

    def _rest(self, who: str, *, mail: bool, danger: bool) -> PersonGroup:
        own = who in ("", self.leader)
        rows = tuple(OpenRow(question.ask, "") for question in dict.fromkeys((*self.open, *self.hasty)) if self._who(question) == who)
        rows += tuple(OpenRow(line, "") for line in self._parts(who))
        phrases = self.phrases
        first = () if danger else tuple(question.mailed for question in self.dangerous if self._who(question) == who)
        haste = tuple(line for one in self._haste(who) for line in (one, ""))
        subjects = (*first, *self._subjects(who))
        asked = (phrases("findout.only"), "", *(_numbered(number, subject) for number, subject in enumerate(subjects, start=1)), "") if subjects else ()
        lines = (phrases("findout.dear"), "", *haste, *asked, f"{phrases('findout.regards')}<br>", phrases("findout.name"))
        name = self.views.role_names.get(who, who.capitalize())
        wanted = mail and not own and bool(subjects or haste)
        return PersonGroup(name, who, False, False, (), rows, MailView(phrases("findout.subject"), lines) if wanted else None, self=own, unsure=self._unsure(who))

    def _subjects(self, who: str) -> tuple[Said | str, ...]:
        """What a colleague is asked besides, what decides most first and no more than a colleague answers in one mail."""
        if not who or who == self.leader:
            return ()
        found: list[Said | str] = [question.mailed for question in self.others if self._who(question) == who and question not in self.hasty]
        return (*found[:MOST], *self._parts(who))

    def _parts(self, who: str) -> tuple[Said, ...]:
        """What is open in lists: the same about more entries, or low and high, is one question. Who fills in the list is asked as the list asks it."""
        alike: dict[str, list[Said]] = {}
        for part in self.parts:
            if self._of_part(part) == who:
                alike.setdefault(part.part.ask if who == self.leader else part.part.mailed, []).append(self._entry(part))
        return tuple(self.phrases.said("findout.part", entry=listed(dict.fromkeys(entries)), ask=ask) for ask, entries in alike.items())

    def _entry(self, part: OpenPart) -> Said:
        """What an entry of a list is called: its first part that has an answer."""
        named: Question | None = next((one for one in part.question.parts if one.type in ("text", "choice") and one.id in part.entry), None)
        return answer_words(named, part.entry[named.id], self.content) if named else Said(part.question.item)

    # --- who ---

    def _who(self, question: Question) -> str:
        """Who is asked: the role that can know it, or who does its work as long as nobody has it."""
        return self.handbook.acting(question.who or self.leader)

    def _of_part(self, part: OpenPart) -> str:
        return self.handbook.acting(part.part.who or part.question.who or self.leader)

    def _unsure(self, role: str) -> str:
        """What a role is called of which nobody knows whether it is there: then the mail goes to who does its work."""
        missing = next((one.missing_when for one in self.content.roles if one.id == role), None)
        return self.content.called(role) if missing and missing.evaluate(self.handbook.values.lookup).tri is Tri.UNKNOWN else ""

    def _whom(self, who: str) -> str:
        return "" if who in ("", self.leader) else self.phrases("findout.the", who=self.content.called(who))


def _numbered(number: int, subject: Said | str) -> str:
    return f"{number}. {subject}"


def _lines(mail: str) -> tuple[str, ...]:
    """Return the lines of a mail in Markdown: what is to be filled in is marked, and a line stays a line."""
    lines = re.sub(r"\[\[(.+?)\]\]", r"==[\1]==", mail.rstrip()).split("\n")
    following = [*lines[1:], ""]
    return tuple(f"{line}<br>" if line and after and not re.match(r"\d+\. ", after) else line for line, after in zip(lines, following, strict=True))
