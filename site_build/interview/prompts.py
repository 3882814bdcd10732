"""What a front end gets to show, and what it gives back: the same for terminal and numbered lines."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from enum import Enum
from typing import Protocol, runtime_checkable

from site_build.content.documents import Json, number_of, text_of
from site_build.content.model import DONT_KNOW, NO, YES, Choice, Content, Question
from site_build.interview import municipalities
from site_build.interview.facts import Values
from site_build.interview.flow import Progress
from site_build.interview.moment_days import usual_day
from site_build.interview.records import Answers
from site_build.interview.validation import InvalidAnswer, is_date, validate
from site_build.interview.wording import answer_text, dutch_number

DONT_KNOW_LABEL = "Weet ik niet"
CONFIDENTIAL = "Vertrouwelijk: staat alleen in uw interne handboek."


class Signal(Enum):
    """What somebody can do instead of answering."""

    BACK = "terug"
    REVIEW = "overzicht"
    STOP = "stop"
    END = "einde"  # the input ended


class Ambiguous(InvalidAnswer):
    """More municipalities hold what was typed."""

    def __init__(self, message: str, found: tuple[municipalities.Option, ...]) -> None:
        super().__init__(message)
        self.found = found


@dataclass(frozen=True)
class Suggestion:
    """A known figure, or our estimate of a day, that the person confirms or replaces; `text` is how it reads.

    An `estimate` that is left as it is, is no answer: the day is then not known, and every page says that we count with an estimate.
    """

    value: Json
    source: str
    text: str
    estimate: bool = False

    @property
    def until(self) -> str:
        """What follows on 'neemt dit over': how long an estimate holds."""
        return ", tot u de echte dag weet" if self.estimate else ""


@dataclass(frozen=True)
class Prompt:
    """One question as it is put: everything that a front end shows, and the check of what comes back."""

    question: Question
    title: str  # of the section, or 'partner 2'
    progress: Progress | None
    check: Callable[[object], Json]  # raises InvalidAnswer
    intro: str = ""  # only at the first question of a section
    current: Json = None
    suggestion: Suggestion | None = None
    why: str = ""
    note: str = ""
    options: tuple[municipalities.Option, ...] = ()  # municipalities
    silent: bool = False  # what is chosen is a step, no answer
    whom: str = ""  # whom to ask, where that is somebody else than who leads the work

    @property
    def choices(self) -> tuple[Choice, ...]:
        """The choices to pick from, 'weet ik niet' last; empty where one types."""
        question = self.question
        found = tuple(choice for choice in question.choices if not choice.retired)
        if question.type == "yes_no":
            found = (Choice(id=YES, label="Ja"), Choice(id=NO, label="Nee"))
        if question.type == "scale":
            found = tuple(Choice(id=str(number), label=str(number)) for number in range(1, 6))
        if not found:
            return ()
        return (*found, Choice(id=DONT_KNOW, label=DONT_KNOW_LABEL)) if question.unknown else found

    @property
    def help(self) -> str:
        """The help behind the help key: the question's own, and whom to ask."""
        return " ".join(text for text in (self.question.help, f"Weet u dit niet? Vraag het de {self.whom}." if self.whom else "") if text)

    @property
    def has_help(self) -> bool:
        """True when something stands behind the help key."""
        return bool(self.help or self.question.example)

    @property
    def confidential(self) -> str:
        """The line that a confidential question shows."""
        return CONFIDENTIAL if self.question.confidential else ""

    @property
    def typed(self) -> str:
        """What stands ready in a text prompt: the answer so far, or the suggestion."""
        value = self.current if self.current is not None else self.suggestion.value if self.suggestion else None
        if value is None or value == DONT_KNOW:
            return ""
        if self.question.type == "number":
            return dutch_number(number_of(value))
        if self.question.type == "date":
            year, month, day = text_of(value).split("-")
            return f"{day}-{month}-{year}"
        if self.question.type == "municipality":
            return next((option.label for option in self.options if option.code == value), "")
        return str(value)


@dataclass(frozen=True)
class Menu:
    """Something to pick that is no question: the entries of a list, the review, a role."""

    title: str
    options: tuple[tuple[str, str], ...]  # key, label; a key that begins with '#' is a heading
    text: str = ""
    default: str = ""
    back: bool = True
    complete: bool = False  # nothing is open: the end of the input is the end of the walk


class Front(Protocol):
    """A way to put questions to a person."""

    def say(self, text: str) -> None:
        """Show a message."""

    def ask(self, prompt: Prompt) -> Json | Signal:
        """Put a question; return a canonical answer or a Signal. Raises KeyboardInterrupt on Ctrl+C."""

    def pick(self, menu: Menu) -> str | Signal:
        """Let somebody pick; return the key of an option or a Signal."""


@runtime_checkable
class Held(Protocol):
    """A front that holds the terminal for as long as an interview takes."""

    def held(self) -> AbstractContextManager[None]:
        """Return what holds it."""


def prompt_for(question: Question, content: Content, answers: Answers, *, title: str, progress: Progress | None,
               intro: str = "", current: Json = None, why: str = "") -> Prompt:
    """Build the prompt of a question, or of a part of a list, from content and answers."""
    available = municipalities.options(content.municipalities, content.municipality_names) if question.type == "municipality" else ()

    def check(raw: object) -> Json:
        if available and isinstance(raw, str):
            raw = pick_municipality(available, raw)
        return validate(question, raw, content)

    suggestion, note = _suggest(question, content, answers, current)
    return Prompt(question, title, progress, check, intro, current, suggestion, question.why or why, note, available,
                  whom=content.called(question.who) if question.who and question.who != content.meaning("project_leader") else "")


def pick_municipality(available: tuple[municipalities.Option, ...], typed: str) -> str:
    """Return the code of the one municipality that is meant; raises InvalidAnswer with what to do."""
    text = typed.strip()
    if not text:
        raise InvalidAnswer("Typ een deel van de naam, bijvoorbeeld: leeuw.")
    exact = municipalities.exact(available, text)
    found = exact or municipalities.search(available, text)
    if len(found) == 1:
        return found[0].code
    if not found:
        return typed  # validation says that it does not exist
    raise Ambiguous(f"Er zijn {len(found)} gemeenten met '{text[:20]}'. Kies er een, of typ de hele naam.", tuple(found))


def as_said(question: Question, answer: Json, content: Content, answers: Answers) -> Json:
    """Return what an answer says: that the day is not known, where our estimate was left as it is."""
    suggestion, _ = _suggest(question, content, answers, answers.values.get(question.id))
    return DONT_KNOW if suggestion and suggestion.estimate and answer == suggestion.value else answer


def _suggest(question: Question, content: Content, answers: Answers, current: Json) -> tuple[Suggestion | None, str]:
    if not question.suggest or current is not None:
        return None, ""
    kind, _, id = question.suggest.partition(".")
    if kind == "moment":
        moment = next((m for m in content.moments if m.id == id and not m.retired), None)
        # A date that somebody set earlier beside the questions is better than our estimate.
        known = answers.moments.get(id, "")
        day = known if is_date(known) else moment and usual_day(moment, answers.today, content.free_days)
        if not day:
            return None, ""
        text = answer_text(question, str(day), content)
        ours = day != known
        return Suggestion(str(day), "onze schatting" if ours else "eerder ingevuld", text, ours and question.unknown and bool(moment and moment.estimate)), ""
    value = Values(content, answers)[question.suggest]
    municipality = content.municipality(str(answers.values.get(content.meaning("municipality"))))
    if not value.known:
        return None, "Van deze gemeente is hier geen cijfer bekend." if municipality else ""
    year = municipality.year if municipality else ""
    return Suggestion(value.value, f"CBS, {year}" if year else "CBS", answer_text(question, value.value, content)), ""
