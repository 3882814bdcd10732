"""One interview, from the first question to the review; the same for terminal and numbered lines.

Answers are saved after every question, so that stopping at any point loses nothing.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import shlex
import sys
from collections.abc import Callable
from pathlib import Path

from site_build.content.model import Content
from site_build.errors import HandbookError, UsageError
from site_build.interview import steps
from site_build.interview.files import Keeper, load_answers
from site_build.interview.migrating import ask_again
from site_build.interview.prompts import Front, Held, Menu, Signal
from site_build.interview.records import Answers, new_answers
from site_build.interview.steps import Place


class Interrupted(HandbookError):
    """Somebody pressed Ctrl+C; the message says that answers are saved and how to go on."""

    exit_status = 130


class Stopped(HandbookError):
    """Somebody stopped before the end, on purpose."""

    exit_status = 0


class InputEnded(HandbookError):
    """The input ended before the interview did: everything read so far is saved."""


class _Leave(Exception):
    """Leave the interview from wherever it is."""

    def __init__(self, kind: type[HandbookError]) -> None:
        super().__init__()
        self.kind = kind


def run_interview(path: Path, content: Content, *, plain: bool, quick: bool, today: dt.date, resume: str = "",
                  front: Front | None = None) -> Answers:
    """Ask the questions, from where one stopped; return the answers, which `path` then holds.

    `resume` is the command that goes on with it, for messages. Raises UsageError without a terminal
    (nothing is written), ContentError when the file is wrong, Interrupted on Ctrl+C, Stopped and
    InputEnded when somebody or the input stops before the end.
    """
    return _run(path, content, plain=plain, today=today, front=front, resume=resume or command_to_go_on(path, plain=plain, quick=quick),
                walk=lambda session: session.walk(quick=quick))


def run_statements(path: Path, content: Content, *, plain: bool, today: dt.date, role: str = "", resume: str = "",
                   front: Front | None = None) -> Answers:
    """Let one person fill in the statements; `role` says in which role, else it is asked.

    Returns the answers. Raises as `run_interview` does, and UsageError for a role that does not exist.
    """
    from site_build.interview import statements

    statements.check_role(content, role)
    return _run(path, content, plain=plain, today=today, front=front,
                resume=resume or f"{command_to_go_on(path, plain=plain, command='statements')}", walk=lambda session: session.fill_in(role))


def command_to_go_on(path: Path, *, plain: bool, quick: bool = False, command: str = "ask") -> str:
    """Return the command line that goes on with an interview."""
    return f"handreiking {command} {shlex.quote(str(path))}{' --quick' if quick else ''}{' --plain' if plain else ''}"


def _run(path: Path, content: Content, *, plain: bool, today: dt.date, front: Front | None, resume: str,
         walk: Callable[[Session], None]) -> Answers:
    if front is None and not plain:
        _need_terminal()
    keeper = Keeper(path, content)
    exists = path.exists()
    answers = load_answers(path, content) if exists else new_answers(today, content)
    session = Session(front or _front(plain=plain), content, answers, keeper.save)
    try:
        with session.front.held() if isinstance(session.front, Held) else contextlib.nullcontext():
            session.greet()
            walk(session)
    except (KeyboardInterrupt, _Leave) as stop:
        kind = stop.kind if isinstance(stop, _Leave) else Interrupted
        if not exists and session.answers == answers:
            raise kind(f"U hebt nog niets ingevuld. Beginnen:\n{resume}") from None
        keeper.save(session.answers)
        raise kind(f"Uw antwoorden zijn bewaard in {path}. Verdergaan:\n{resume}") from None
    keeper.save(session.answers)
    return session.answers


def _has_terminal() -> bool:
    return bool(sys.stdin and sys.stdout and sys.stdin.isatty() and sys.stdout.isatty())


def _need_terminal() -> None:
    if not _has_terminal():
        raise UsageError("Hier is geen terminal om vragen in te stellen. Gebruik --plain voor vragen als gewone regels, "
                         "of geef een ingevuld bestand mee met --answers.")


def open_front(*, plain: bool) -> Front | None:
    """Return what asks in this terminal, or by numbered lines with `plain`; None where neither is possible."""
    if not plain and not _has_terminal():
        return None
    return _front(plain=plain)


def _front(*, plain: bool) -> Front:
    if plain:
        from site_build.interview.plain import Plain

        return Plain(sys.stdin, sys.stdout)
    from site_build.interview.terminal import Terminal

    return Terminal()


class Session:
    """Puts the steps of a walk to a front, and saves each change."""

    def __init__(self, front: Front, content: Content, answers: Answers, save: Callable[[Answers], None]) -> None:
        self.front, self.content, self.answers, self._save = front, content, answers, save

    def greet(self) -> None:
        """Say which earlier answers could not be carried over."""
        lines = ask_again(self.answers, self.content)
        if lines:
            self.front.say("De vragenlijst is veranderd. Uw oude antwoorden staan nog in het bestand.\n" +
                           "\n".join(f"- {line}" for line in lines))

    def walk(self, *, quick: bool) -> None:
        """Ask everything that is still open, then show the review until somebody is done."""
        if self.answers.values:
            self.front.say("U gaat verder waar u was gebleven.")
        self._through(steps.begin(self.content, self.answers, quick=quick))

    def fill_in(self, role: str) -> None:
        """Fill in the statements for one role; empty is: ask which."""
        from site_build.interview import statements

        if not statements.to_fill_in(self.content, self.answers):
            self.front.say("Er zijn geen stellingen om in te vullen.")
            return
        self.front.say(self.content.scoring.disclaimer)
        step = statements.begin(self.content, self.answers, role)
        self._keep(step.answers)
        self._through(step.place)

    def _through(self, place: Place | None) -> None:
        while place is not None:
            screen = place.screen(self.content, self.answers)
            outcome = self.front.pick(screen) if isinstance(screen, Menu) else self.front.ask(screen)
            if outcome is Signal.STOP:
                raise _Leave(Stopped)
            if outcome is Signal.END and not (isinstance(screen, Menu) and screen.complete):
                raise _Leave(InputEnded)
            step = place.give(self.content, self.answers, outcome)
            for text in step.said:
                self.front.say(text)
            self._keep(step.answers)
            place = step.place

    def _keep(self, answers: Answers) -> None:
        if answers != self.answers:
            self.answers = answers
            self._save(answers)
