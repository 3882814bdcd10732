"""What changed in meaning between two states of one handbook, and by which answer or edition. Pure."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

from site_build.content.conditions import Outcome, Tri
from site_build.content.documents import Json
from site_build.content.model import Item, Question
from site_build.content.names import from_statements
from site_build.interview.answers import PlanEntry, dutch_date
from site_build.said import Said, say
from site_build.tailoring.explaining import reasons, state_words
from site_build.tailoring.handbook import Handbook
from site_build.tailoring.selection import Chosen, ChosenPage, HasCondition

_MOST_NAMED = 2  # answers in one sentence


def _spaced(words: str) -> Said:
    """A sentence that follows another one."""
    return Said(f" {words}")


@dataclass(frozen=True)
class ChangeGroup:
    """Changes of one kind, each a sentence."""

    title: str
    lines: tuple[Said, ...]


@dataclass(frozen=True)
class ChangeEntry:
    """What changed at one build, computed for a day (ISO)."""

    date: str
    groups: tuple[ChangeGroup, ...]

    @property
    def count(self) -> int:
        """How many changes there are."""
        return sum(len(group.lines) for group in self.groups)


def find_changes(before: Handbook, now: Handbook, decided: Mapping[str, Json], was_edition: int | None,
                 asked: Collection[str] | None = None) -> tuple[ChangeGroup, ...]:
    """Return what changed since the last build.

    `before` are the earlier answers under the content of now, `decided` what was decided then under the content of
    then (the manifest's decisions), `was_edition` its number: a difference that the answers do not explain is the edition's.
    `asked` are the questions that it had.
    """
    # Escaped as a whole: a sentence is kept between builds as plain text, and must print the same then.
    return tuple(ChangeGroup(group.title, tuple(Said(line.plain) for line in group.lines))
                 for group in _Finder(before, now, decided, was_edition, asked).groups() if group.lines)


def new_questions(now: Handbook, asked: Collection[str] | None) -> tuple[Question, ...]:
    """Return the questions that apply and have no answer yet, and that an earlier edition did not have; none where that is not known."""
    if asked is None:
        return ()
    return tuple(question for id, question in now.content.questions.items()
                 if not {id, *question.was} & set(asked) and id not in now.answers.values and now.values.applies(question))


def _stopped(text: str) -> str:
    """A sentence of the content with the stop that it may lack."""
    return text if text.endswith((".", "?", "!")) else f"{text}."


class _Lasting(HasCondition, Protocol):
    """What may have stood in an earlier edition: under an earlier id, or not any more."""

    @property
    def was(self) -> tuple[str, ...]: ...

    @property
    def retired(self) -> str: ...


_Kept = TypeVar("_Kept", bound=_Lasting)


class _Finder:
    def __init__(self, before: Handbook, now: Handbook, decided: Mapping[str, Json], was_edition: int | None, asked: Collection[str] | None) -> None:
        self.before, self.now, self.decided = before, now, decided
        self.edition, self.phrases = now.content.edition, now.content.phrases
        self.new_edition = was_edition is not None and was_edition != self.edition.version
        self.was_edition, self.asked = was_edition, asked
        ids = now.content.questions
        self.changed = {id for id in ids if before.answers.values.get(id) != now.answers.values.get(id)}
        self.sheets = before.answers.statements != now.answers.statements

    def groups(self) -> Iterator[ChangeGroup]:
        phrases = self.phrases
        if self.new_edition:
            yield ChangeGroup(phrases("changes.new_edition"), tuple(self._new_edition()))
        yield ChangeGroup(phrases("changes.answers"), tuple(self._answers()))
        yield ChangeGroup(phrases("changes.pages"), tuple(self._pages()))
        yield ChangeGroup(phrases("changes.lists"), tuple(self._lists()))
        old, new, content = self.before.selection, self.now.selection, self.now.content
        documents = self._things(old.documents, new.documents, lambda thing: thing.title, "documents", content.documents)
        yield ChangeGroup(phrases("changes.documents"), tuple(documents))
        actions = self._things(old.actions, new.actions, lambda thing: thing.do, "actions", content.actions)
        yield ChangeGroup(phrases("changes.actions"), (*actions, *self._dates(), *self._promises()))
        yield ChangeGroup(phrases("changes.advice"), tuple(self._advice()))

    def _new_edition(self) -> Iterator[Said]:
        phrases, edition = self.phrases, self.edition
        yield Said(f"{phrases('changes.edition', old=self.was_edition, new=edition.version)} {edition.changes}".strip())
        for passed in edition.since(self.was_edition or 0)[1:]:
            yield Said(phrases("changes.passed", number=passed.version, changes=passed.changes))
        for question in new_questions(self.now, self.asked):
            yield phrases.said("changes.question", ask=question.ask)

    def _answers(self) -> Iterator[Said]:
        if self.before.answers.date != self.now.answers.date:
            yield Said(self.phrases("changes.date", old=dutch_date(self.before.answers.date), new=dutch_date(self.now.answers.date)))
        for id, question in self.now.content.questions.items():
            if id in self.changed:
                old, new = (state_words(question, book.values[id], book.content) for book in (self.before, self.now))
                yield self.phrases.said("changes.answer", ask=question.ask, old=old, new=new)
        if self.sheets:
            sheets = [len(book.answers.statements) for book in (self.before, self.now)]
            yield Said(self.phrases("changes.statements", old=sheets[0], new=sheets[1]) if sheets[0] != sheets[1] else self.phrases("changes.statements_differ"))

    def _pages(self) -> Iterator[Said]:
        old, new = self.before.selection.pages, self.now.selection.pages
        yield from self._things(old, new, lambda thing: thing.title, "pages", self.now.content.pages)
        earlier = {chosen.thing.id: chosen for chosen in old}
        for chosen in new:
            was = earlier.get(chosen.thing.id)
            if was is None or not was.included or not chosen.included:
                continue
            title, why = chosen.thing.title, self._why_fields(was, chosen)
            if was.later != chosen.later:
                yield self._line(self.phrases("changes.later" if chosen.later else "changes.now"), title, why)
            if was.settled != chosen.settled:
                yield self._line(self.phrases("changes.settled" if chosen.settled else "changes.unsettled"), title, why)

    def _why_fields(self, was: ChosenPage, chosen: ChosenPage) -> Said:
        page = chosen.thing
        found = [condition.evaluate(book.values.lookup) for condition in (page.now, page.settled) if condition for book in (self.before, self.now)]
        return self._because(found) or (self._named(["fase"]) if "fase" in self.changed else Said(""))

    def _lists(self) -> Iterator[Said]:
        old = {c.thing.id: {i.thing.id: i for i in c.items} for c in self.before.selection.checklists}
        for checklist in self.now.content.checklists:
            found = self._decided_items(checklist.id) if self.new_edition else None

            def titled(item: Item, title: str = checklist.title) -> str:
                return f"{title}: {item.text}"

            yield from self._dropped(found, checklist.items, titled)
        for chosen in self.now.selection.checklists:
            items = old.get(chosen.thing.id, {})
            known = self._decided_items(chosen.thing.id)
            for item in chosen.items:
                was = items.get(item.thing.id)
                then = known.get(item.thing.id, was.outcome.tri.value if was else Tri.NO.value) if self.new_edition else was.outcome.tri.value if was else Tri.NO.value
                yield from self._one(f"{chosen.thing.title}: {item.thing.text}", str(then), item.outcome.tri, [*([was.outcome] if was else []), item.outcome],
                                     same=was is not None and was.outcome.tri == item.outcome.tri)

    def _decided_items(self, id: str) -> Mapping[str, Json]:
        lists = self.decided.get("checklists")
        found = lists.get(id) if isinstance(lists, Mapping) else None
        return found if isinstance(found, Mapping) else {}

    def _decided(self, kind: str) -> Mapping[str, Json] | None:
        """What the earlier edition decided; None when this is the same edition, or it did not say."""
        found = self.decided.get(kind)
        return found if self.new_edition and isinstance(found, Mapping) else None

    def _dropped(self, decided: Mapping[str, Json] | None, every: Sequence[_Kept], title: Callable[[_Kept], str]) -> Iterator[Said]:
        """What was there and that this edition has no more."""
        known = {name for thing in every if not thing.retired for name in (thing.id, *thing.was)}
        for thing in every:
            if thing.retired and thing.id not in known and (decided or {}).get(thing.id, Tri.NO.value) != Tri.NO.value:
                yield self._line(self.phrases("changes.gone"), title(thing), _spaced(self.phrases("changes.by_edition")))

    def _things(self, old: Sequence[Chosen[_Kept]], new: Sequence[Chosen[_Kept]], title: Callable[[_Kept], str], kind: str, every: Sequence[_Kept]) -> Iterator[Said]:
        decided = self._decided(kind)
        yield from self._dropped(decided, every, title)
        earlier = {chosen.thing.id: chosen for chosen in old}
        for chosen in new:
            was = earlier.get(chosen.thing.id)
            then: Json = was.outcome.tri.value if was else Tri.NO.value
            if decided is not None:  # what that edition did not have, was not there
                then = next((decided[id] for id in (chosen.thing.id, *chosen.thing.was) if id in decided), Tri.NO.value)
            outcomes = [*([was.outcome] if was else []), chosen.outcome]
            yield from self._one(title(chosen.thing), str(then), chosen.outcome.tri, outcomes, same=was is not None and was.outcome.tri == chosen.outcome.tri)

    def _one(self, title: str, then: str, now: Tri, outcomes: Sequence[Outcome], *, same: bool) -> Iterator[Said]:
        was_in, is_in = then != Tri.NO.value, now is not Tri.NO
        if was_in == is_in:
            return
        why = _spaced(self.phrases("changes.by_edition")) if same else self._because(outcomes)
        yield self._line(self.phrases("changes.added" if is_in else "changes.gone"), title, why)

    def _line(self, how: str, title: str, why: Said) -> Said:
        return say("{how}: {title}{why}", how=how, title=_stopped(title), why=why)

    def _dates(self) -> Iterator[Said]:
        old, new = ({item.action.id: item for item in book.plan.items} if book.plan else {} for book in (self.before, self.now))
        for id, item in new.items():
            if id in old and old[id].end != item.end and item.status not in ("klaar", "vervallen"):
                yield self.phrases.said("changes.moved", do=_stopped(item.action.do), old=dutch_date(old[id].end.isoformat()),
                          new=dutch_date(item.end.isoformat()))

    def _promises(self) -> Iterator[Said]:
        kept = self.now.answers.kept.get("plan")
        planned = kept if self.new_edition and isinstance(kept, Mapping) else {}
        for action in self.now.content.actions:
            if action.id in planned:
                yield self.phrases.said("changes.agreed", do=_stopped(action.do))
        here = {chosen.thing.id: chosen for chosen in self.now.selection.actions}
        was = {chosen.thing.id for chosen in self.before.selection.actions if chosen.included}
        for id, entry in self.now.answers.plan.items():
            chosen = here.get(id)
            if chosen and id in was and not chosen.included and entry != PlanEntry():
                yield self.phrases.said("changes.agreed", do=_stopped(chosen.thing.do))

    def _advice(self) -> Iterator[Said]:
        old, new = ({given.advice.id: given for given in book.advice.items} for book in (self.before, self.now))
        decided = self._decided("advice")
        if decided is not None:  # under this edition old and new answers give the same advice; the other one gave less or more
            yield from self._dropped(decided, self.now.content.advice, lambda advice: str(advice.say))
            for id in (id for id in new if id in old and not {id, *new[id].advice.was} & set(decided)):
                yield self._line(self.phrases("changes.added"), new[id].advice.say, _spaced(self.phrases("changes.by_edition")))
        for id in [*old, *(id for id in new if id not in old)]:
            if (id in old) != (id in new):
                given = new.get(id) or old[id]
                outcomes = [book[id].outcome for book in (old, new) if id in book]
                asked = [name for name in given.advice.find_out if name in self.changed]
                why = self._named(asked) if asked else self._because([*outcomes, *([given.advice.when.evaluate(self.now.values.lookup)] if given.advice.when else [])])
                yield self._line(self.phrases("changes.added" if id in new else "changes.not_needed"), given.advice.say, why)

    def _because(self, outcomes: Iterable[Outcome]) -> Said:
        """Return which changed answers decided it, as a sentence; nothing when none of them did."""
        found: dict[str, None] = {}
        scored = False
        for outcome in outcomes:
            for book in (self.before, self.now):
                for reason in reasons(outcome, book.values):
                    scored = scored or from_statements(reason.id)
                    if reason.id in self.changed:
                        found.setdefault(reason.id)
        if found:
            return self._named(list(found))
        if scored and self.sheets:
            return _spaced(self.phrases("changes.by_statements"))
        return _spaced(self.phrases("changes.by_date")) if self.before.answers.date != self.now.answers.date else Said("")

    def _named(self, ids: Sequence[str]) -> Said:
        asks = [self.now.content.questions[id].ask for id in ids]
        shown = " en ".join(f"'{ask}'" for ask in asks[:_MOST_NAMED])
        more = len(asks) - _MOST_NAMED
        return _spaced(self.phrases("changes.by_answers", shown=shown, more=more) if more > 0 else self.phrases("changes.by_answer", shown=shown))
