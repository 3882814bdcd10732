"""A `list` question: add, change and remove entries, part by part, with back inside. Pure, as `steps` is."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass

from site_build.content.documents import Json, mapping_of
from site_build.content.model import DONT_KNOW, Choice, Content, Question
from site_build.interview.flow import Progress
from site_build.interview.parts import parts_asked
from site_build.interview.prompts import DONT_KNOW_LABEL, Menu, Prompt, Signal, prompt_for
from site_build.interview.records import Answers
from site_build.interview.validation import InvalidAnswer, check_bound
from site_build.interview.wording import entry_text

Entry = dict[str, Json]


@dataclass(frozen=True)
class Cursor:
    """Where one is: at the list (`index` None), at the menu of an entry (`part` None), or at one of its parts."""

    index: int | None = None
    part: int | None = None
    adding: bool = False  # the entry is new; back at the list: it was just added


@dataclass(frozen=True)
class Inside:
    """What an answer made: the value of the whole question, and the next cursor; None is: the list was left with `left`."""

    value: Json
    cursor: Cursor | None
    left: Json | Signal = None


def screen(prompt: Prompt, content: Content, cursor: Cursor) -> Prompt | Menu:
    """Return the list, the menu of an entry, or the part that is put now; `prompt` is of the whole question."""
    question, entries = prompt.question, _entries(prompt.current)
    if cursor.index is None:
        return _list(prompt, content, done=cursor.adding)
    if cursor.part is None:
        summary = entry_text(question, entries[cursor.index], content)
        return Menu(f"{_noun(question).capitalize()} {cursor.index + 1}: {summary}",
                    (("wijzigen", "Wijzigen"), ("verwijderen", "Verwijderen"), ("terug", "Terug naar de lijst")))
    entry = entries[cursor.index] if cursor.index < len(entries) else {}
    return _part(prompt, content, entry, cursor.index, cursor.part)


def give(question: Question, value: Json, cursor: Cursor, outcome: Json | Signal) -> Inside:
    """Take what came back; every part is kept at once, so that nothing typed is lost."""
    entries = _entries(value)
    if cursor.index is None:
        return _from_list(value, entries, outcome)
    if cursor.part is None:
        return _from_menu(value, entries, cursor.index, outcome)
    if outcome is Signal.BACK:
        return Inside(value, dataclasses.replace(cursor, part=cursor.part - 1) if cursor.part else Cursor())
    if isinstance(outcome, Signal):
        return Inside(value, None, outcome)
    entry = entries[cursor.index] if cursor.index < len(entries) else {}
    entry = {**entry, parts_asked(question, entry)[cursor.part].id: outcome}
    entries[cursor.index:cursor.index + 1] = [entry]
    last = cursor.part + 1 >= len(parts_asked(question, entry))  # the answer may have hidden the parts behind it
    return Inside(entries, Cursor(adding=cursor.adding) if last else dataclasses.replace(cursor, part=cursor.part + 1))


def _from_list(value: Json, entries: list[Entry], outcome: Json | Signal) -> Inside:
    if isinstance(outcome, Signal):
        return Inside(value, None, outcome)
    if outcome == DONT_KNOW:
        return Inside(DONT_KNOW, None)
    if outcome == "#klaar":
        return Inside(entries, None)
    if outcome == "#erbij":
        return Inside(value, Cursor(len(entries), 0, adding=True))
    return Inside(value, Cursor(int(str(outcome).removeprefix("#"))))


def _from_menu(value: Json, entries: list[Entry], index: int, outcome: Json | Signal) -> Inside:
    if outcome == "verwijderen":
        del entries[index]
        return Inside(entries or None, Cursor())
    return Inside(value, Cursor(index, 0) if outcome == "wijzigen" else Cursor())


def _entries(value: Json) -> list[Entry]:
    return [dict(mapping_of(entry)) for entry in value] if isinstance(value, list) else []


def _noun(question: Question) -> str:
    return question.item or "regel"


def _list(prompt: Prompt, content: Content, *, done: bool) -> Prompt:
    """The list as it is now, as a question with choices: so it has its heading, why and help."""
    question, entries = prompt.question, _entries(prompt.current)
    noun = _noun(question)
    options = [(f"#{index}", f"{index + 1}. {entry_text(question, entry, content)}") for index, entry in enumerate(entries)]
    if entries:
        options += [("#klaar", "Klaar"), ("#erbij", f"Nog een {noun} toevoegen")]
    else:
        options += [("#erbij", f"Een {noun} toevoegen"), ("#klaar", f"Er is geen {noun}")]
        if question.unknown:
            options.append((DONT_KNOW, DONT_KNOW_LABEL))
    answered = isinstance(prompt.current, list)  # an empty list is an answer too: there is none
    default = "#klaar" if done or answered else DONT_KNOW if prompt.current == DONT_KNOW else "#erbij"
    return _as_choices(prompt, options, default)


def _part(prompt: Prompt, content: Content, entry: Entry, index: int, at: int) -> Prompt:
    question, parts = prompt.question, parts_asked(prompt.question, entry)
    nobody = Answers(handbook="", date="")
    shown = dataclasses.replace(parts[at], confidential=parts[at].confidential or question.confidential, who=question.who)
    made = prompt_for(shown, content, nobody, title=f"{prompt.title}, {_noun(question)} {index + 1}",
                      progress=Progress(0, 0, at + 1, len(parts), ("", "onderdeel")), current=entry.get(parts[at].id), why=question.why)

    def check(raw: object) -> Json:
        given = made.check(raw)
        check_bound(parts[at], given, entry)
        return given

    return dataclasses.replace(made, check=check) if parts[at].not_below else made


def _as_choices(prompt: Prompt, options: list[tuple[str, str]], default: str) -> Prompt:
    choices = tuple(Choice(id=key, label=label) for key, label in options)

    def check(raw: object) -> str:
        for choice in choices:
            if str(raw).casefold() in (choice.id, choice.label.casefold()):
                return choice.id
        raise InvalidAnswer(f"Kies een nummer van 1 tot en met {len(choices)}.")

    question = dataclasses.replace(prompt.question, type="choice", choices=choices, unknown=False)
    return dataclasses.replace(prompt, question=question, check=check, current=default, silent=True)
