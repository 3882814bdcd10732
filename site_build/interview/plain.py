"""The interview as numbered lines, for screen readers and pipes; nothing moves and nothing is drawn."""

from __future__ import annotations

from typing import TextIO

from site_build.content.documents import Json
from site_build.content.model import DONT_KNOW, Choice, Content
from site_build.interview.prompts import Ambiguous, Menu, Prompt, Signal
from site_build.interview.validation import InvalidAnswer
from site_build.interview.wording import answer_text

_COMMANDS = {"terug": Signal.BACK, "overzicht": Signal.REVIEW, "stop": Signal.STOP}
_USAGE = "Typ terug voor de vorige vraag, overzicht voor alle antwoorden, stop om te stoppen, ? voor uitleg."
_MOST = 15  # municipalities that are read out at once


class Plain:
    """Asks on one stream and reads lines from another."""

    def __init__(self, source: TextIO, target: TextIO) -> None:
        self.source, self.target = source, target
        self._title = ""

    def say(self, text: str) -> None:
        """Print a message, with an empty line after it."""
        self._print(text, "")

    def ask(self, prompt: Prompt) -> Json | Signal:
        """Put a question; return a canonical answer or a Signal."""
        choices = prompt.choices
        self._introduce(prompt)
        self._numbered([choice.label for choice in choices])
        self._current(prompt, choices)
        while True:
            line = self._read(_instruction(prompt, choices))
            if isinstance(line, Signal):
                return line
            if line == "?":
                self._print(*_help(prompt))
                continue
            try:
                value = self._answer(prompt, choices, line)
                self._confirm(prompt, value)
                return value
            except Ambiguous as error:
                more = ["…"] if len(error.found) > _MOST else []
                self._print(str(error), *[option.label for option in error.found[:_MOST]], *more)
            except InvalidAnswer as error:
                self._print(f"Dat kan niet. {error}")

    def pick(self, menu: Menu) -> str | Signal:
        """Let somebody pick a number from a menu."""
        self._print("", f"{menu.title}", *([menu.text] if menu.text else []))
        keys: list[str] = []
        for key, label in menu.options:
            if key.startswith("#"):
                self._print(*([f"{label}:"] if label else []))
            else:
                keys.append(key)
                self._print(f"{len(keys)}. {label}")
        while True:
            line = self._read("Nummer: ")
            if isinstance(line, Signal):
                return line
            if line == "?":
                self._print(_USAGE)
            elif line in keys:
                return line
            elif line.isdecimal() and 1 <= int(line[:9]) <= len(keys):
                return keys[int(line) - 1]
            else:
                self._print(f"Dat kan niet. Typ een nummer van 1 tot en met {len(keys)}.")

    def _introduce(self, prompt: Prompt) -> None:
        where = f"{str(prompt.progress).capitalize()}." if prompt.progress else ""
        self._print("")
        if prompt.title != self._title:
            self._title = prompt.title
            self._print(f"{prompt.title}. {where}".strip())
        elif where:
            self._print(where)
        if prompt.intro:
            self._print(prompt.intro)
        self._print(prompt.question.ask)
        if prompt.why:
            self._print(f"Waarom: {prompt.why}")
        self._print(*[line for line in (prompt.confidential, prompt.note) if line])

    def _current(self, prompt: Prompt, choices: tuple[Choice, ...]) -> None:
        if prompt.suggestion:
            self._print(f"Voorstel: {prompt.suggestion.text} ({prompt.suggestion.source}). "
                        f"Een lege regel neemt dit over{prompt.suggestion.until}.")
        elif prompt.current is not None:
            self._print(f"Uw antwoord nu: {_shown(prompt, choices)}. Een lege regel laat dit zo.")

    def _confirm(self, prompt: Prompt, value: Json) -> None:
        """Say which municipality was understood: one types only a part of its name."""
        label = next((option.label for option in prompt.options if option.code == value), "")
        if label:
            self._print(f"Gekozen: {label}.")

    def _answer(self, prompt: Prompt, choices: tuple[Choice, ...], line: str) -> Json:
        if not line and prompt.suggestion:
            return prompt.check(prompt.suggestion.value)
        if not line and prompt.current is not None:
            return prompt.current
        if not choices:
            literal = prompt.question.type == "text" and len(line) > 1 and line[0] == line[-1] == '"'
            return prompt.check(line[1:-1] if literal else line)
        if prompt.question.type == "scale":
            return prompt.check(choices[-1].id if prompt.question.unknown and line == "6" else line)
        if prompt.question.type == "choices":
            return prompt.check(_picked(line, choices))
        return prompt.check(_by_number(line, choices))

    def _read(self, instruction: str) -> str | Signal:
        self._print(instruction, end="")
        self.target.flush()
        line = self.source.readline()
        if not line:
            self._print("")
            return Signal.END
        text = line.strip()
        return _COMMANDS.get(text.lower(), text)

    def _numbered(self, labels: list[str]) -> None:
        self._print(*[f"{number}. {label}" for number, label in enumerate(labels, start=1)])

    def _print(self, *lines: str, end: str = "\n") -> None:
        for line in lines:
            self.target.write(f"{line}{end}")


def _instruction(prompt: Prompt, choices: tuple[Choice, ...]) -> str:
    if not choices:
        return "Antwoord: "
    return "Nummers, met komma's ertussen: " if prompt.question.type == "choices" else "Nummer: "


def _help(prompt: Prompt) -> list[str]:
    lines = [prompt.help] if prompt.help else []
    if prompt.question.unknown and not prompt.choices:
        lines.append("Typ weet ik niet als u het niet weet.")
    if prompt.question.example:
        lines.append(f"Voorbeeld: {prompt.question.example}.")
    return [*lines, _USAGE]


def _shown(prompt: Prompt, choices: tuple[Choice, ...]) -> str:
    label = next((choice.label for choice in choices if choice.id == str(prompt.current)), None)
    if label is not None:
        return label
    if prompt.question.type == "municipality":
        return prompt.typed
    return answer_text(prompt.question, prompt.current, Content())


def _by_number(line: str, choices: tuple[Choice, ...]) -> str:
    """Return the id of the choice with this number, label or id; raises InvalidAnswer."""
    if line.isdecimal() and 1 <= int(line[:9]) <= len(choices):
        return choices[int(line) - 1].id
    for choice in choices:
        if line.lower() in (choice.id, choice.label.lower()):
            return choice.id
    raise InvalidAnswer(f"Typ een nummer van 1 tot en met {len(choices)}.")


def _picked(line: str, choices: tuple[Choice, ...]) -> str | list[str]:
    """Return the chosen ids of a line like '1, 3'; 'weet ik niet' goes alone."""
    parts = line.replace(";", ",").replace(",", " ").split()
    ids = [_by_number(part, choices) for part in parts] if parts and all(part.isdecimal() for part in parts) else [_by_number(line, choices)]
    if DONT_KNOW in ids and len(ids) > 1:
        raise InvalidAnswer("'Weet ik niet' gaat niet samen met een ander antwoord.")
    return DONT_KNOW if ids == [DONT_KNOW] else ids
