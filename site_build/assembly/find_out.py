"""*Eerst uitzoeken*: what is not known, whom to ask, and one mail per person in the words of a colleague."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from site_build.assembly.advice_rows import AdviceRow, MailView, OpenRow, PersonGroup
from site_build.assembly.contexts import FindOut
from site_build.assembly.own_rows import ChoiceView
from site_build.assembly.views import Views
from site_build.content.model import Ask, Question
from site_build.content.phrases import Phrases
from site_build.said import Said
from site_build.tailoring.explaining import answer_words, underlying
from site_build.tailoring.handbook import Handbook
from site_build.tailoring.unknowns import OpenPart, OpenQuestion, open_parts

MOST = 5  # open questions that stand there at once; the rest is folded


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
        self.asks = {given.advice.id: given.advice.ask for given in handbook.advice.items if given.advice.ask}
        asked = {name for given in handbook.advice.items if given.advice.ask for name in given.unknown}
        self.open = [one.question for one in handbook.open_questions if one.asked and one.question.id not in asked]
        self.parts = open_parts(self.content, handbook.values)
        waiting = asked | {question.id for question in self.open}
        self.now = [question for question in self.open if not waiting & self._hangs_on(question)]  # asked whatever the others say

    def values(self, pieces: Sequence[AdviceRow], triage: ChoiceView | None) -> FindOut:
        people = self._people(pieces)
        mailed = {group.role for group in people}
        whose = dict.fromkeys([*(question.who for question in self.open), *(part.question.who for part in self.parts)])
        rest = tuple(self._rest(who, mail=who not in mailed) for who in whose)
        first = self.now[:MOST]
        return FindOut(
            triage=triage, people=people, first=tuple(OpenRow(question.ask, self._whom(question.who)) for question in first), rest=rest,
            folded=len(self.open) + len(self.parts) > MOST,
            unasked=tuple(OpenRow(one.question.ask, "") for one in self.handbook.open_questions if not one.asked))

    def _hangs_on(self, question: Question) -> set[str]:
        """Return the questions that say whether this one is asked."""
        return {id for name in (question.when.names() if question.when else ()) for id in underlying(name, self.content)}

    # --- what advice asks ---

    def _people(self, pieces: Sequence[AdviceRow]) -> tuple[PersonGroup, ...]:
        """Group what advice asks by who is asked: what waits for a choice last, and what is to be found out first."""
        ordered = sorted(pieces, key=lambda piece: (piece.later, piece.kind != "uitzoeken"))
        groups: dict[tuple[str, bool], list[AdviceRow]] = {}
        for piece in ordered:
            if piece.ask:
                groups.setdefault((piece.ask.to, piece.later), []).append(piece)
        return tuple(self._person(to, tuple(rows)) for (to, _), rows in groups.items())

    def _person(self, to: str, rows: tuple[AdviceRow, ...]) -> PersonGroup:
        role = next((role.id for role in self.content.roles
                     if to in (self.phrases("findout.the", who=name) for name in (self.content.called(role.id), role.name.split()[0].lower()))), "")
        also = () if rows[0].later else self._subjects(role)
        asks = [ask for row in rows if (ask := self.asks[row.id])]
        return PersonGroup(to, role, rows[0].later, rows[0].kind == "uitzoeken", rows, (), MailView(*self._merged(asks, also)))

    def _merged(self, asks: Sequence[Ask], also: Sequence[Said | str]) -> tuple[str, tuple[Said | str, ...]]:
        """Return the subject and the lines of one mail: what is asked under its own subject, one greeting and one goodbye."""
        parts = [re.split(r"\n\s*\n", ask.mail.strip()) for ask in asks]
        if len(parts) == 1 and not also or any(len(part) < 3 for part in parts):
            return asks[0].subject, _lines("\n\n".join(text for part in parts for text in part))
        middle: list[str] = []
        for ask, part in zip(asks, parts, strict=True):
            middle += [f"**{ask.subject}**"] if len(asks) > 1 else []
            middle += part[1:-1]
        before = _lines("\n\n".join([parts[0][0], *middle]))
        asked = ("", self.phrases("findout.also"), "", *(_numbered(number, subject) for number, subject in enumerate(also, start=1))) if also else ()
        subject = asks[0].subject if len(asks) == 1 else self.phrases("findout.subject")
        return subject, (*before, *asked, "", *_lines(parts[0][-1]))

    # --- what else is open ---

    def _rest(self, who: str, *, mail: bool) -> PersonGroup:
        rows = tuple(OpenRow(question.ask, "") for question in self.open if question.who == who)
        rows += tuple(OpenRow(self._part(part), "") for part in self.parts if part.question.who == who)
        own = who in ("", self.leader)
        phrases = self.phrases
        lines = (phrases("findout.dear"), "", phrases("findout.only"), "", *(_numbered(number, subject) for number, subject in enumerate(self._subjects(who), start=1)),
                 "", f"{phrases('findout.regards')}<br>", phrases("findout.name"))
        name = self.views.role_names.get(who, who.capitalize())
        return PersonGroup(name, who, False, False, (), rows, None if own or not mail else MailView(phrases("findout.subject"), lines), self=own)

    def _subjects(self, who: str) -> tuple[Said | str, ...]:
        """What a colleague is asked about, by its short name: a question is meant for who fills in the list."""
        if not who or who == self.leader:
            return ()
        found: list[Said | str] = [question.label for question in self.now if question.who == who]
        return (*found, *(self._part(part) for part in self.parts if part.question.who == who))

    def _part(self, part: OpenPart) -> Said | str:
        return self.phrases.said("findout.part", entry=self._entry(part), ask=part.part.ask)

    def _entry(self, part: OpenPart) -> Said:
        """What an entry of a list is called: its first part that has an answer."""
        named: Question | None = next((one for one in part.question.parts if one.type in ("text", "choice") and one.id in part.entry), None)
        return answer_words(named, part.entry[named.id], self.content) if named else Said(part.question.item)

    def _whom(self, who: str) -> str:
        return "" if who in ("", self.leader) else self.phrases("findout.the", who=self.content.called(who))


def _numbered(number: int, subject: Said | str) -> str:
    return f"{number}. {subject}"


def _lines(mail: str) -> tuple[str, ...]:
    """Return the lines of a mail in Markdown: what is to be filled in is marked, and a line stays a line."""
    lines = re.sub(r"\[\[(.+?)\]\]", r"==[\1]==", mail.rstrip()).split("\n")
    following = [*lines[1:], ""]
    return tuple(f"{line}<br>" if line and after and not re.match(r"\d+\. ", after) else line for line, after in zip(lines, following, strict=True))
