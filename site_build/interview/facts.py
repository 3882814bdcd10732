"""What each name in a condition stands for: answers that apply, and facts computed from them.

A pure function of content, answers and date. `share` treats every confidential answer as not
shared, which decides like unknown.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from site_build.content.conditions import KNOWN, NOT_APPLICABLE, NOT_SHARED, Tri, Value
from site_build.content.model import DONT_KNOW, Content, Question
from site_build.interview.deriving import derive
from site_build.interview.parts import parts_asked
from site_build.interview.records import Answers
from site_build.interview.sharing import Sharing


class Values(Mapping[str, Value]):
    """Name -> Value for every question, part and fact; computed when asked, remembered after."""

    def __init__(self, content: Content, answers: Answers, *, share: Sharing | None = None, nothing: bool = False,
                 extra: Mapping[str, Value] | None = None) -> None:
        self.content, self.answers, self.share, self.nothing = content, answers, share, nothing
        self._questions = content.questions
        self._known: dict[str, Value] = dict(extra or {})
        self._busy: set[str] = set()

    def __getitem__(self, name: str) -> Value:
        if name not in self._known:
            self._known[name] = self._compute(name)
        return self._known[name]

    def __iter__(self) -> Iterator[str]:
        return iter([*self._questions, *self.content.known_facts])

    def __len__(self) -> int:
        return len(self._questions) + len(self.content.known_facts)

    def lookup(self, name: str) -> Value:
        """Return the value of a name; unknown names are unknown."""
        return self[name]

    def meant(self, meaning: str) -> Value:
        """Return the value of what means this (needs.py); unknown where the guide has no such thing."""
        id = self.content.meaning(meaning)
        return self[id] if id else Value()

    def was_asked(self, id: str) -> bool:
        """True when somebody was asked this, also where the answer was 'weet ik niet'."""
        return id in self.answers.values

    def applies(self, question: Question) -> bool:
        """False when the question's own condition is no."""
        return self[question.id].state != NOT_APPLICABLE

    def was_answered(self, id: str) -> bool:
        """True where somebody answered this question, if only with 'weet ik niet'."""
        return id in self.answers.values

    def with_extra(self, extra: Mapping[str, Value]) -> Values:
        """Return a copy that also knows these names (scores)."""
        return Values(self.content, self.answers, share=self.share, nothing=self.nothing, extra=extra)

    def hidden(self, name: str) -> bool:
        """True for what does not leave the municipality: an answer, or a fact that is not known because of one."""
        fact, value = self.content.known_facts.get(name), self[name]
        return value.state == NOT_SHARED or (not value.known and fact is not None and any(self[id].state == NOT_SHARED for id in fact.questions))

    def _compute(self, name: str) -> Value:
        if self.nothing or name in self._busy:
            return Value()
        self._busy.add(name)
        try:
            if name in self._questions:
                return self._question(self._questions[name])
            if name in self.content.known_facts:
                return derive(self.content.known_facts[name], self.content, self.answers, self.lookup)
            base, _, part = name.partition(".")
            if base in self._questions and self._questions[base].type == "list":
                return self._part(base, part)
            return Value()
        finally:
            self._busy.discard(name)

    def _question(self, question: Question) -> Value:
        if question.when is not None:
            outcome = question.when.evaluate(self.lookup)
            if outcome.tri is Tri.NO:
                return Value(NOT_APPLICABLE, hidden_by=outcome.because)
        raw = self.answers.values.get(question.id)
        if self.share and (self.share.hides(question) or (raw is not None and self.share.shared(question, raw) is None)):
            return Value(NOT_SHARED)
        if raw is None or raw == DONT_KNOW:
            return Value()
        if self.share:
            raw = self.share.shared(question, raw)
        return Value(KNOWN, tuple(raw) if isinstance(raw, list) else raw)

    def _part(self, base: str, part: str) -> Value:
        whole = self[base]
        if not whole.known:
            return whole
        if self.share and any(p.private for p in self._questions[base].parts if p.id == part):
            return Value(NOT_SHARED)
        items = (entry.get(part) for entry in whole.entries if any(asked.id == part for asked in parts_asked(self._questions[base], entry)))
        return Value(KNOWN, tuple(None if item == DONT_KNOW else item for item in items))
