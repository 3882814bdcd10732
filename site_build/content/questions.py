"""What is asked: a section of the questionnaire, its questions and their choices."""

from __future__ import annotations

import functools
from dataclasses import dataclass, field

from site_build.content.base import Meant, Thing
from site_build.content.base import meta as _meta
from site_build.content.base import opt as _opt
from site_build.content.conditions import Condition
from site_build.errors import Place

QUESTION_TYPES = ("text", "number", "date", "yes_no", "choice", "choices", "scale", "municipality", "list")
YES, NO = "ja", "nee"
DONT_KNOW = "onbekend"


@dataclass(frozen=True, kw_only=True)
class Choice(Thing):
    """One choice of a question."""

    label: str
    neutral: bool = False  # steers nothing, on purpose
    instead_of: str = ""  # a word of ours that the texts then say as this label does: kadernota
    own: bool = False  # anders, namelijk: who chooses it, says what it is (own_texts.py)
    means: str = _opt("", values=("other", "extra_use", "once", "municipality", "usual_help", "less_help", "no_help"))  # of costs and events: what counts differently


@dataclass(frozen=True, kw_only=True)
class Question(Meant):
    """A question, or a part of a list question."""

    ask: str
    intro: str = ""  # said before it, for this question and those that follow
    why: str = ""
    short: str = ""
    help: str = ""
    type: str = _meta(values=QUESTION_TYPES)
    who: str = _opt("", ref="role")  # who can know the answer; nobody named: whoever means the project leader
    mail: str = ""  # how a colleague is asked, as the project lead mails it; nothing: as it is asked here
    when: Condition | None = None
    choices: tuple[Choice, ...] = ()
    none: str = ""  # the choice that excludes the others
    parts: tuple[Question, ...] = ()
    item: str = ""  # what one entry of a list is called
    confidential: bool = False
    share: bool = False  # of a figure: it tells nothing about money or people, and may stand in the edition to share
    placeholder: str = ""
    unknown: bool = True  # accepts 'weet ik niet'
    quick: bool = False
    glance: int = 0  # its place among the facts on the one page for the board; 0: not there
    neutral: bool = False
    suggest: str = ""  # a fact, or moment.<id> for our estimate of its day
    not_below: str = ""  # of a part: the part that it may not be lower than
    unit: str = ""
    unit_one: str = ""  # behind 1, and less; unit where it is empty
    decimals: int = 0
    min: float | None = None
    max: float | None = None
    example: str = ""

    @property
    def label(self) -> str:
        """The short name, for tables and explanations."""
        return self.short or self.ask

    @property
    def mailed(self) -> str:
        """How a colleague is asked: who fills in the list is spoken to otherwise."""
        return self.mail or self.ask

    @property
    def private(self) -> bool:
        """True when the shared edition never uses the answer: confidential, or free text in which anything may stand."""
        return self.confidential or self.type == "text"

    @property
    def figure(self) -> bool:
        """True for an amount or a count: it leaves only when the person says so."""
        return self.type == "number" and not self.share

    @functools.cached_property
    def _by_id(self) -> dict[str, Choice]:
        return {choice.id: choice for choice in reversed(self.choices)}

    def choice(self, id: str) -> Choice | None:
        """Return the choice with this id."""
        return self._by_id.get(id)


@dataclass(frozen=True, kw_only=True)
class Section:
    """A part of the questionnaire: one file."""

    id: str = _meta(key="section")
    title: str
    intro: str = ""
    questions: tuple[Question, ...] = ()
    place: Place = field(default=Place(), metadata={"skip": True})
