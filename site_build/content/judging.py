"""What is judged and advised: dimensions, labels, statements, advice."""

from __future__ import annotations

from dataclasses import dataclass

from site_build.content.base import Thing
from site_build.content.base import meta as _meta
from site_build.content.base import opt as _opt
from site_build.content.conditions import Condition
from site_build.content.phrases import CHOICES

ADVICE_KINDS = ("stop", "uitzoeken", "doen", "vasthouden")
STEP = "advies-"  # in the plan, advice without an action of its own stands under this and its id; no action is called so
URGENCIES = CHOICES["urgency"]
"""The classes of urgency, the most urgent first; how they are said is a phrase."""


@dataclass(frozen=True, kw_only=True)
class LabelAdvice:
    """The advice for one label; in a file: the id of the label, and the text."""

    label: str = _meta(ref="label")
    text: str


@dataclass(frozen=True, kw_only=True)
class Dimension(Thing):
    """One of the ten dimensions of the scoring model."""

    code: str
    title: str
    definition: str
    advice: tuple[LabelAdvice, ...] = _meta(pairs=True)
    sources: tuple[str, ...] = _opt(ref="source")

    def advice_for(self, label: str) -> str:
        """Return the advice for a label; nothing where there is none."""
        return next((one.text for one in self.advice if one.label == label), "")


@dataclass(frozen=True, kw_only=True)
class ScoreLabel(Thing):
    """A label with its thresholds (rounded points, inclusive)."""

    title: str
    low: int = _meta(key="from")
    high: int = _meta(key="to")
    meaning: str = ""
    tone: str = ""


@dataclass(frozen=True, kw_only=True)
class Scoring:
    """The fixed text, the labels and the dimensions of the scoring model."""

    disclaimer: str = ""
    labels: tuple[ScoreLabel, ...] = ()
    dimensions: tuple[Dimension, ...] = ()


@dataclass(frozen=True, kw_only=True)
class KnownWhen:
    """Answers that say a statement by themselves, with the degree (1 to 5) that they give it."""

    when: Condition
    degree: int


@dataclass(frozen=True, kw_only=True)
class Statement(Thing):
    """A statement; kind G counts for readiness, B for embedding; `hard` is a precondition."""

    code: str
    dimension: str = _meta(ref="dimension")
    kind: str = _meta(values=("G", "B"))
    text: str
    show: str = ""
    hard: bool = False
    warning: str = ""
    stop: str = ""
    subject: str = ""  # of the advice that says it already, and better: then there is no warning besides
    known_when: tuple[KnownWhen, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Within:
    """The time in which advice must be followed: days or weeks, one of the two."""

    days: int = 0
    weeks: int = 0

    @property
    def in_days(self) -> int:
        """The whole term in days."""
        return self.days + 7 * self.weeks


@dataclass(frozen=True, kw_only=True)
class Ask:
    """A question to ask: to whom (in words), and the mail to send, ready to copy; `also`: what the mail asks besides, so that nothing else asks it."""

    question: str
    to: str
    subject: str
    mail: str
    also: tuple[str, ...] = _opt(ref="question")


@dataclass(frozen=True, kw_only=True)
class Advice(Thing):
    """One piece of advice: what to say, why, who does what within which time.

    It is given only when `when` is yes: never because something is unknown. `find_out` (kind uitzoeken)
    names answers, of which at least one must be unknown; of a statement, somebody must have said so. Exactly one of action, document and ask
    is set; only what is to be found out may have both an action, which asks it, and the mail for that.
    """

    subject: str
    when: Condition | None = None
    unless: Condition | None = None  # known to be yes: not given; unknown does not matter
    find_out: tuple[str, ...] = ()  # questions, or statements as conditions name them
    kind: str = _meta(values=ADVICE_KINDS)
    urgency: str = _meta(values=URGENCIES)
    say: str
    why: str
    who: str = _meta(ref="role")
    within: Within
    action: str = _opt("", ref="action")
    document: str = _opt("", ref="document")
    ask: Ask | None = None
    triage: bool = False  # a running team for which this holds, reads first: restore, wind down or go on
    ended: bool = False  # the work for which this holds has ended: only what is advised is planned and read
    part_of: tuple[str, ...] = _opt(ref="advice")  # where one of these comes first, this goes along with it and is no other first
    pages: tuple[str, ...] = _opt(ref="page")
    sources: tuple[str, ...] = _opt(ref="source")

    @property
    def step(self) -> str:
        """Under which id it stands in the plan: that of its action, else its own."""
        return self.action or f"{STEP}{self.id}"


@dataclass(frozen=True, kw_only=True)
class AdviceGroup(Thing):
    """Subjects that are one piece of work to who is advised: at most one of them comes first, and takes others along.

    `along` are subjects outside the group that may go along too. A subject in no group is one by itself.
    """

    subjects: tuple[str, ...]
    along: tuple[str, ...] = ()
