"""One interview, from the first question to the review; the same for terminal and numbered lines.

Answers are saved after every question, so that stopping at any point loses nothing.
"""

from __future__ import annotations

import datetime as dt
import shlex
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from site_build.content.model import Content, Question
from site_build.errors import HandbookError, UsageError
from site_build.interview import flow, statements
from site_build.interview.entries import ask_entries
from site_build.interview.files import Keeper, load_answers
from site_build.interview.migrating import ask_again
from site_build.interview.prompts import Front, Menu, Signal, prompt_for
from site_build.interview.records import Answers, new_answers


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
    return _run(path, content, plain=plain, today=today, front=front, resume=resume or _command(path, plain=plain),
                walk=lambda session: session.walk(quick=quick))


def run_statements(path: Path, content: Content, *, plain: bool, today: dt.date, role: str = "", resume: str = "",
                   front: Front | None = None) -> Answers:
    """Let one person fill in the statements; `role` says in which role, else it is asked.

    Returns the answers. Raises as `run_interview` does, and UsageError for a role that does not exist.
    """
    statements.check_role(content, role)
    return _run(path, content, plain=plain, today=today, front=front,
                resume=resume or f"{_command(path, plain=plain, command='statements')}", walk=lambda session: session.fill_in(role))


def _command(path: Path, *, plain: bool, command: str = "ask") -> str:
    return f"handreiking {command} {shlex.quote(str(path))}{' --plain' if plain else ''}"


def _run(path: Path, content: Content, *, plain: bool, today: dt.date, front: Front | None, resume: str,
         walk: Callable[[Session], None]) -> Answers:
    if front is None and not plain:
        _need_terminal()
    keeper = Keeper(path, content)
    exists = path.exists()
    answers = load_answers(path, content) if exists else new_answers(today, content)
    session = Session(front or _front(plain=plain), content, answers, keeper.save)
    try:
        session.greet()
        walk(session)
    except (KeyboardInterrupt, _Leave) as stop:
        kind = stop.kind if isinstance(stop, _Leave) else Interrupted
        if not exists and session.answers == answers:
            raise kind(f"U hebt nog niets ingevuld. Beginnen: {resume}") from None
        keeper.save(session.answers)
        raise kind(f"Uw antwoorden zijn bewaard in {path}. Verdergaan: {resume}") from None
    keeper.save(session.answers)
    return session.answers


def _need_terminal() -> None:
    if not (sys.stdin and sys.stdout and sys.stdin.isatty() and sys.stdout.isatty()):
        raise UsageError("Hier is geen terminal om vragen in te stellen. Gebruik --plain voor vragen als gewone regels, "
                         "of geef een ingevuld bestand mee met --answers.")


def _front(*, plain: bool) -> Front:
    if plain:
        from site_build.interview.plain import Plain

        return Plain(sys.stdin, sys.stdout)
    from site_build.interview.terminal import Terminal

    return Terminal()


class Session:
    """Holds the answers while they are asked, and saves each change."""

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
        trail = flow.start(self._order(quick=quick), self._answered)
        while True:
            order = self._order(quick=quick)
            if trail.at is None:
                chosen = self._review(quick=quick)
                if chosen is Signal.BACK:
                    trail = flow.back(trail, order)
                elif chosen == "klaar":
                    return
                elif chosen == "verder":
                    trail = flow.start(order, self._answered)
                elif chosen == "alles":
                    quick, trail = False, flow.start(self._order(quick=False), self._answered)
                else:
                    trail = flow.jump(chosen)
                continue
            outcome = self._ask(self.content.questions[trail.at], order)
            if outcome is Signal.BACK:
                if flow.back(trail, order) == trail:
                    self.front.say("Dit is de eerste vraag.")
                trail = flow.back(trail, order)
            elif outcome is Signal.REVIEW:
                trail = flow.open_review(trail)
            else:
                trail = flow.forward(trail, self._order(quick=quick), self._answered)

    def fill_in(self, role: str) -> None:
        """Fill in the statements for one role; empty is: ask which."""
        statements.fill_in(self.front, self.content, self.answers, role, self._keep, self._leave)

    def _order(self, *, quick: bool) -> list[str]:
        return [question.id for question in flow.asked(self.content, self.answers, quick=quick)]

    def _answered(self, id: str) -> bool:
        return id in self.answers.values

    def _ask(self, question: Question, order: list[str]) -> Signal | None:
        """Ask one question and save the answer; return BACK or REVIEW, or None when it was answered."""
        section = flow.section_of(self.content, question.id)
        prompt = prompt_for(question, self.content, self.answers, title=section.title,
                            progress=flow.progress(self.content, order, question.id),
                            intro=section.intro if flow.opens_section(self.content, order, question.id) else "",
                            current=self.answers.values.get(question.id))
        if question.type == "list":
            outcome = ask_entries(self.front, prompt, self.content, lambda value: self._set(question.id, value), self._leave)
        else:
            outcome = self._leave(self.front.ask(prompt))
            if not isinstance(outcome, Signal):
                self._set(question.id, outcome)
        return outcome if isinstance(outcome, Signal) else None

    def _review(self, *, quick: bool) -> Any:
        lines = flow.review(self.content, self.answers, quick=quick)
        options: list[tuple[str, str]] = []
        missing = sum(line.open for line in lines)
        if missing:
            options.append(("verder", f"Verder met de vragen die nog open zijn ({missing})"))
        else:
            options.append(("klaar", "Klaar: alles klopt"))
        more = len(flow.asked(self.content, self.answers)) - len(lines)
        if quick and more:
            options.append(("alles", f"Verder met de andere vragen ({more})"))
        heading = ""
        for line in lines:
            if line.section != heading:
                heading = line.section
                options.append((f"#{heading}", heading))
            options.append((line.question.id, f"{_capital(line.question.label)}: {line.text}"))
        if missing:
            options.append(("#", ""))
            options.append(("klaar", "Klaar voor nu: de rest blijft open"))
        text = "Kies een antwoord om het te veranderen."
        outcome = self.front.pick(Menu("Overzicht van uw antwoorden", tuple(options), text))
        return "klaar" if outcome is Signal.END and not missing else self._leave(outcome)

    def _leave(self, outcome: Any) -> Any:
        """Leave when somebody stops, or when the input ends; give back anything else."""
        if outcome is Signal.STOP:
            raise _Leave(Stopped)
        if outcome is Signal.END:
            raise _Leave(InputEnded)
        return outcome

    def _set(self, id: str, value: Any) -> None:
        if value is None and id not in self.answers.values:
            return
        self._keep(self.answers.with_value(id, value))

    def _keep(self, answers: Answers) -> None:
        self.answers = answers
        self._save(answers)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
