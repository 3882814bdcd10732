"""A `list` question: add, change and remove entries, part by part, with back inside."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from typing import Any

from site_build.content.model import DONT_KNOW, Choice, Content, Question
from site_build.interview.flow import Progress
from site_build.interview.prompts import DONT_KNOW_LABEL, Front, Menu, Prompt, Signal, prompt_for
from site_build.interview.records import Answers
from site_build.interview.validation import InvalidAnswer
from site_build.interview.wording import entry_text

Entry = dict[str, Any]
Leave = Callable[[Any], Any]


def ask_entries(front: Front, prompt: Prompt, content: Content, keep: Callable[[Any], None], leave: Leave) -> Any:
    """Ask a list question; `keep` saves it after every part, so that nothing typed is lost.

    Returns the answer, or Signal.BACK or Signal.REVIEW.
    """
    editor = _Editor(front, prompt, content, keep, leave)
    return editor.run()


class _Editor:
    def __init__(self, front: Front, prompt: Prompt, content: Content, keep: Callable[[Any], None], leave: Leave) -> None:
        self.front, self.prompt, self.content, self._keep, self._leave = front, prompt, content, keep, leave
        self.question = prompt.question
        self.noun = self.question.item or "regel"
        current = prompt.current
        self.answered = isinstance(current, list)  # an empty list is an answer too: there is none
        self.entries: list[Entry] = [dict(entry) for entry in current] if isinstance(current, list) else []

    def run(self) -> Any:
        just_added = False
        while True:
            chosen = self._leave(self.front.ask(self._menu(done=just_added)))
            just_added = False
            if isinstance(chosen, Signal):
                return chosen
            if chosen == DONT_KNOW:
                self._keep(DONT_KNOW)
                return DONT_KNOW
            if chosen == "#klaar":
                self._keep(self.entries)
                return self.entries
            if chosen == "#erbij":
                outcome = self._parts(len(self.entries))
                just_added = outcome is None
            else:
                outcome = self._change(int(chosen.removeprefix("#")))
            if outcome is Signal.REVIEW:
                return outcome

    def _menu(self, *, done: bool) -> Prompt:
        """The list as it is now, as a question with choices: so it has its heading, why and help."""
        options = [(f"#{index}", f"{index + 1}. {entry_text(self.question, entry, self.content)}")
                   for index, entry in enumerate(self.entries)]
        if self.entries:
            options += [("#klaar", "Klaar"), ("#erbij", f"Nog een {self.noun} toevoegen")]
        else:
            options += [("#erbij", f"Een {self.noun} toevoegen"), ("#klaar", f"Er is geen {self.noun}")]
            if self.question.unknown:
                options.append((DONT_KNOW, DONT_KNOW_LABEL))
        default = "#klaar" if done or self.answered else DONT_KNOW if self.prompt.current == DONT_KNOW else "#erbij"
        return _as_choices(self.prompt, options, default)

    def _change(self, index: int) -> Signal | None:
        summary = entry_text(self.question, self.entries[index], self.content)
        menu = Menu(f"{self.noun.capitalize()} {index + 1}: {summary}",
                    (("wijzigen", "Wijzigen"), ("verwijderen", "Verwijderen"), ("terug", "Terug naar de lijst")))
        chosen = self._leave(self.front.pick(menu))
        if chosen == "verwijderen":
            del self.entries[index]
            self._save()
        elif chosen == "wijzigen":
            return self._parts(index)
        return Signal.REVIEW if chosen is Signal.REVIEW else None

    def _parts(self, index: int) -> Signal | None:
        """Ask the parts of one entry; BACK on the first returns to the list, None is: all were asked."""
        parts = [part for part in self.question.parts if not part.retired]
        entry: Entry = dict(self.entries[index]) if index < len(self.entries) else {}
        at = 0
        while at < len(parts):
            outcome = self._leave(self.front.ask(self._part(parts[at], entry, index, at, len(parts))))
            if outcome is Signal.BACK:
                if at == 0:
                    return outcome
                at -= 1
            elif isinstance(outcome, Signal):
                return outcome
            else:
                entry[parts[at].id] = outcome
                self.entries[index:index + 1] = [dict(entry)]
                self._save()
                at += 1
        return None

    def _part(self, part: Question, entry: Entry, index: int, at: int, total: int) -> Prompt:
        nobody = Answers(handbook="", date="")
        confidential = part.confidential or self.question.confidential
        shown = dataclasses.replace(part, confidential=confidential, who=self.question.who)
        return prompt_for(shown, self.content, nobody, title=f"{self.prompt.title}, {self.noun} {index + 1}",
                          progress=Progress(0, 0, at + 1, total, ("", "onderdeel")),
                          current=entry.get(part.id), why=self.question.why)

    def _save(self) -> None:
        self.answered = bool(self.entries)
        self._keep(self.entries or None)


def _as_choices(prompt: Prompt, options: list[tuple[str, str]], default: str) -> Prompt:
    choices = tuple(Choice(id=key, label=label) for key, label in options)

    def check(raw: Any) -> str:
        for choice in choices:
            if str(raw).casefold() in (choice.id, choice.label.casefold()):
                return choice.id
        raise InvalidAnswer(f"Kies een nummer van 1 tot en met {len(choices)}.")

    question = dataclasses.replace(prompt.question, type="choice", choices=choices, unknown=False)
    return dataclasses.replace(prompt, question=question, check=check, current=default, silent=True)
