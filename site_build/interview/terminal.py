"""The interview in a terminal, with questionary: arrows, search as you type, back and help on a key.

This is the only module that imports questionary. Every prompt of it gets one frame: heading with
progress, question, why, help, and a line with the keys; when it is answered the frame gives way to
one line with the answer, so that the screen reads as a list of what was filled in.
"""

from __future__ import annotations

import contextlib
import sys
import textwrap
from collections.abc import Callable, Iterable, Iterator, Sequence

import questionary
from prompt_toolkit.application import get_app
from prompt_toolkit.completion import CompleteEvent, Completer, Completion
from prompt_toolkit.document import Document
from prompt_toolkit.filters import is_done, to_filter
from prompt_toolkit.formatted_text import StyleAndTextTuples
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent, merge_key_bindings
from prompt_toolkit.layout import ConditionalContainer, FormattedTextControl, HSplit, Layout, Window
from questionary.prompts.common import InquirerControl

from site_build.content.documents import Json
from site_build.content.model import DONT_KNOW, Content
from site_build.interview import municipalities
from site_build.interview.prompts import Menu, Prompt, Signal
from site_build.interview.validation import InvalidAnswer
from site_build.interview.wording import answer_text

_STYLE = questionary.Style([
    ("heading", "bold"), ("progress", ""), ("ask", "bold"), ("help", "italic"), ("confidential", "bold"), ("keys", "reverse"),
    ("pointer", "bold"), ("highlighted", "bold"), ("selected", "bold"), ("answer", ""), ("separator", "bold"),
    ("validation-toolbar", "bold reverse"), ("bottom-toolbar", "noreverse"),
])
_WIDEST = 96  # longer lines are hard to read
_ESCAPE_SECONDS = 0.1  # how long a lone Esc waits to be no arrow key


class Terminal:
    """Asks with questionary; the input and output are those of the running prompt_toolkit session."""

    def say(self, text: str) -> None:
        """Print a message, wrapped; the next frame begins with an empty line."""
        for line in text.splitlines():
            print("\n".join(textwrap.wrap(line, _width())) or "")

    @contextlib.contextmanager
    def held(self) -> Iterator[None]:
        """Hold the terminal for a whole interview: a key pressed between two prompts waits for the next one and is not printed."""
        if sys.platform == "win32" or not sys.stdin.isatty():  # Windows prints no such key
            yield
            return
        import termios

        handle = sys.stdin.fileno()
        before = termios.tcgetattr(handle)
        silent = [*before]
        silent[3] &= ~termios.ECHO
        termios.tcsetattr(handle, termios.TCSANOW, silent)
        try:
            yield
        finally:
            termios.tcsetattr(handle, termios.TCSANOW, before)

    def ask(self, prompt: Prompt) -> Json | Signal:
        """Put a question; return a canonical answer or a Signal."""
        question = _KINDS.get(prompt.question.type, _typed)(prompt)
        outcome = _Frame(question, _Head(prompt), prompt).run()
        if isinstance(outcome, Signal):
            return outcome
        value = prompt.check(outcome)
        if not prompt.silent and value != prompt.current:  # what stays as it was, stands above already
            self._note(prompt, value)
        return value

    def pick(self, menu: Menu) -> str | Signal:
        """Let somebody pick from a menu."""
        choices: list[questionary.Choice] = []
        indent = ""
        for key, label in menu.options:
            if key.startswith("#"):
                choices.append(questionary.Separator(label or " "))
                indent = "  " if label else ""
            else:
                choices.append(questionary.Choice(indent + textwrap.shorten(label, _width() - 6, placeholder=" …"), key))
        question = _select(choices, menu.default or None)
        outcome = _Frame(question, _MenuHead(menu), None).run()
        return outcome if isinstance(outcome, Signal) else str(outcome)

    def _note(self, prompt: Prompt, value: Json) -> None:
        """Leave one line of what was answered."""
        text = next((c.label for c in prompt.choices if c.id == str(value)), None)
        if text is None and prompt.question.type == "municipality":
            text = next((o.label for o in prompt.options if o.code == value), None)
        label = _capital(prompt.question.label)
        changed = " (veranderd)" if prompt.current is not None else ""
        line = f"{label}{changed}{'' if label.endswith('?') and not changed else ':'} {text or answer_text(prompt.question, value, Content())}"
        print(textwrap.shorten(line, _width(), placeholder=" …"))


# --- the kinds of prompt ------------------------------------------------------------------


def _select(choices: Sequence[questionary.Choice], default: str | None) -> questionary.Question:
    return questionary.select("", choices=choices, default=default, qmark="", instruction=" ", style=_STYLE, use_jk_keys=False)


def _one(prompt: Prompt) -> questionary.Question:
    choices = [questionary.Choice(choice.label, choice.id) for choice in prompt.choices]
    default = next((c.id for c in prompt.choices if c.id == str(prompt.current)), None)
    return _select(choices, default)


def _several(prompt: Prompt) -> questionary.Question:
    current = prompt.current if isinstance(prompt.current, list) else [prompt.current]
    choices = [questionary.Choice(choice.label, choice.id, checked=choice.id in current) for choice in prompt.choices]

    def check(chosen: list[str]) -> bool | str:
        if DONT_KNOW in chosen and len(chosen) > 1:
            return "'Weet ik niet' gaat niet samen met een ander antwoord."
        if not chosen:
            return "Zet eerst een of meer antwoorden aan met de spatiebalk."
        return _verdict(prompt, DONT_KNOW if chosen == [DONT_KNOW] else chosen)

    return questionary.checkbox("", choices=choices, validate=check, qmark="", instruction=" ", style=_STYLE, use_jk_keys=False)


def _typed(prompt: Prompt) -> questionary.Question:
    return questionary.text("", default=prompt.typed, qmark=">", style=_STYLE, validate=lambda text: _verdict(prompt, text),
                            validate_while_typing=False)


def _municipality(prompt: Prompt) -> questionary.Question:
    return questionary.autocomplete("", choices=[""], completer=_Municipalities(prompt.options), default=prompt.typed, qmark=">",
                                    style=_STYLE, validate=lambda text: _verdict(prompt, text), validate_while_typing=False)


_KINDS: dict[str, Callable[[Prompt], questionary.Question]] = {
    "choice": _one, "yes_no": _one, "scale": _one, "choices": _several, "municipality": _municipality,
}


def _verdict(prompt: Prompt, raw: object) -> bool | str:
    try:
        prompt.check(raw)
    except InvalidAnswer as error:
        return str(error)
    return True


class _Municipalities(Completer):
    """Offers the municipalities that hold what is typed."""

    def __init__(self, options: tuple[municipalities.Option, ...]) -> None:
        self.options = options

    def get_completions(self, document: Document, complete_event: CompleteEvent) -> Iterable[Completion]:
        typed = document.text_before_cursor
        if typed.strip():
            for option in municipalities.search(self.options, typed):
                yield Completion(option.label, start_position=-len(typed))


# --- the frame around each prompt ---------------------------------------------------------


class _Head:
    """The lines above a question."""

    def __init__(self, prompt: Prompt) -> None:
        self.prompt, self.help = prompt, False

    def lines(self) -> list[tuple[str, str]]:
        prompt = self.prompt
        where = f" · {prompt.progress}" if prompt.progress else ""
        found = [("", ""), ("class:heading", f"{prompt.title}{where}")]
        if prompt.intro:
            found.append(("", prompt.intro))
        found += [("", ""), ("class:ask", prompt.question.ask)]
        if prompt.why:
            found.append(("", f"Waarom: {prompt.why}"))
        found += [("class:confidential", prompt.confidential)] if prompt.confidential else []
        found += [("", prompt.note)] if prompt.note else []
        if prompt.suggestion:
            figure = f"{prompt.suggestion.text} ({prompt.suggestion.source})"
            found.append(("", f"Voorstel: {figure}. Enter neemt dit over{prompt.suggestion.until}."))
        if self.help:
            example = f" Voorbeeld: {prompt.question.example}." if prompt.question.example else ""
            found += [("", ""), ("class:help", f"Uitleg: {prompt.help}{example}".strip())]
        return found if prompt.choices else [*found, ("", "")]

    def keys(self) -> str:
        question = self.prompt.question
        pick = "Spatie: kies  Enter: verder  " if question.type == "choices" else "Enter: verder  " if self.prompt.choices else ""
        unknown = "F4: weet ik niet  " if question.unknown and not self.prompt.choices else ""
        return f"{pick}Esc: terug  {'F1: hulp  ' if self.prompt.has_help else ''}F2: overzicht  {unknown}Ctrl+C: stop"


class _MenuHead:
    """The lines above a menu."""

    def __init__(self, menu: Menu) -> None:
        self.menu, self.help = menu, False

    def lines(self) -> list[tuple[str, str]]:
        return [("", ""), ("class:heading", self.menu.title), *([("", self.menu.text)] if self.menu.text else [])]

    def keys(self) -> str:
        return "Pijltjes: kies  Enter: verder  Esc: terug  Ctrl+C: stop"


class _Frame:
    """Puts heading, keys and key bindings around a questionary prompt, and runs it."""

    def __init__(self, question: questionary.Question, head: _Head | _MenuHead, prompt: Prompt | None) -> None:
        self.question, self.head, self.prompt = question, head, prompt
        app = question.application
        self._list: InquirerControl | None = None
        for window in app.layout.find_all_windows():
            if isinstance(window.content, InquirerControl):
                self._list = window.content
                window.wrap_lines = to_filter(True)
            elif window.height == 1 and isinstance(window.content, FormattedTextControl):  # what is wrong with an answer may be long
                window.height, window.wrap_lines, window.dont_extend_height = None, to_filter(True), to_filter(True)
        above = Window(FormattedTextControl(self._above), dont_extend_height=True, wrap_lines=True)
        below = Window(FormattedTextControl(lambda: [("class:keys", f" {_fit(head.keys())} ")]), height=1)
        focused = app.layout.current_window
        body = HSplit([above, app.layout.container, ConditionalContainer(below, ~is_done)])
        app.layout = Layout(body, focused_element=focused)
        app.key_bindings = merge_key_bindings([binding for binding in (app.key_bindings, self._bindings()) if binding])
        app.erase_when_done = True
        app.ttimeoutlen = _ESCAPE_SECONDS

    def run(self) -> Json | Signal:
        """Run it; return the answer or a Signal. Raises KeyboardInterrupt."""
        try:
            outcome = self.question.unsafe_ask()
        except EOFError:
            return Signal.END
        return DONT_KNOW if outcome == [DONT_KNOW] else outcome

    def _above(self) -> StyleAndTextTuples:
        found: StyleAndTextTuples = []
        for style, text in self.head.lines():
            for line in textwrap.wrap(text, _width()) or [""]:
                found.append((style, f"{line}\n"))
        style, last = found[-1][:2]
        found[-1] = (style, last.rstrip("\n"))
        return found

    def _bindings(self) -> KeyBindings:
        bindings = KeyBindings()

        def leaves(signal: Signal | str, *keys: str) -> None:
            for key in keys:
                @bindings.add(key, eager=True)
                def _(event: KeyPressEvent) -> None:
                    event.app.exit(result=signal)

        leaves(Signal.BACK, "escape", "c-b")
        if self.prompt is not None:
            leaves(Signal.REVIEW, "f2")
            if self.prompt.question.unknown or any(choice.id == DONT_KNOW for choice in self.prompt.choices):
                leaves(DONT_KNOW, "f4")

            def toggle(event: KeyPressEvent) -> None:
                self.head.help = not self.head.help

            if self.prompt.question.type != "choices":
                for number in range(1, min(9, len(self.prompt.choices)) + 1):
                    self._points_at(bindings, number)
            if self.prompt.has_help:
                for key in ("f1", "?") if self.prompt.choices else ("f1",):
                    bindings.add(key, eager=True)(toggle)

        return bindings

    def _points_at(self, bindings: KeyBindings, number: int) -> None:
        """A digit moves to that choice; Enter takes it."""

        @bindings.add(str(number), eager=True)
        def _(event: KeyPressEvent) -> None:
            if self._list is not None:
                self._list.pointed_at = number - 1


def _width() -> int:
    return min(_WIDEST, get_app().output.get_size().columns - 2)


def _fit(keys: str) -> str:
    """Leave out keys before the last until the line fits."""
    parts = keys.split("  ")
    while len("  ".join(parts)) > _width() and len(parts) > 2:
        del parts[-2]
    return "  ".join(parts)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
