"""What is done, when and by whom: actions, risks, decision moments, the ways left, the days that planning keeps free."""

from __future__ import annotations

from dataclasses import dataclass

from site_build.content.base import Meant, Thing
from site_build.content.base import meta as _meta
from site_build.content.base import opt as _opt
from site_build.content.conditions import Condition
from site_build.content.judging import URGENCIES


@dataclass(frozen=True, kw_only=True)
class Effort:
    """Half-days of work (dagdelen, about four hours)."""

    lead: float
    others: float


@dataclass(frozen=True, kw_only=True)
class Pause:
    """What stands still from one action until another is done, for page one: "Tot 3 mei {say}", and what people do meanwhile."""

    until: str = _meta(ref="action")
    say: str
    meanwhile: str
    roles: tuple[str, ...] = _opt(ref="role")  # on whose page it also stands


@dataclass(frozen=True, kw_only=True)
class Wording:
    """What an action says where this is known to be so, because a part of it is already there."""

    when: Condition
    do: str


@dataclass(frozen=True, kw_only=True)
class Pressing:
    """How urgent an action is by the answers: the class of advice with which it is placed, when that is so, and the moment that needs it then."""

    urgency: str = _meta(values=URGENCIES)
    when: Condition
    by: str = _opt("", ref="moment")


@dataclass(frozen=True, kw_only=True)
class Action(Meant):
    """Something to do, with effort (half-days) and lead time (weeks)."""

    do: str
    wordings: tuple[Wording, ...] = ()  # the first of which `when` is known to be yes takes the place of `do`
    why: str = ""
    code: str = ""
    phase: str = _meta(ref="phase")
    dimension: str = _meta(ref="dimension")
    owner: str = _meta(ref="role")
    by_employer: bool = False  # only who employs the people can do it: then it is of the role that `employs` them, else of the owner
    effort: Effort
    weeks: int
    after: tuple[str, ...] = _opt(ref="action")
    rather_after: tuple[str, ...] = _opt(ref="action")  # as `after`, but what is urgent does not wait for it
    needed_for: tuple[str, ...] = _opt(ref="moment")
    not_before: str = _opt("", ref="moment")  # answers what comes on that day: not begun before it, while it lies ahead
    opens: str = _opt("", ref="moment")  # is what happens on that day: never before it, nor before what that day needs (`needed_for`) is done
    pause: Pause | None = None  # it stops something: until what, and how people work meanwhile
    pressing: Pressing | None = None  # placed with what advice of that class names where `when` is known to be yes
    hard: bool = False
    fixed_size: bool = False
    extra_weeks: int = 0
    fresh: int = 0  # made at most so many weeks before the moment that needs it; 0: as early as one likes
    merge_small: str = _opt("", ref="action")
    skip_small: bool = False
    when: Condition | None = None
    unless: Condition | None = None  # known to be yes: it makes no sense there; unknown does not matter
    done_when: Condition | None = None  # the answers say that it has been done
    settled: Condition | None = None  # known to be yes: it is in order here, so planned only where advice, a moment or a person asks for it
    only_if_known: bool = False  # an unknown condition keeps it out of the plan: for what would do harm where it is not so
    for_all: str = ""  # why it holds for everybody, where it has neither `when` nor `done_when`
    page: str = _opt("", ref="page")
    share: bool = True
    sources: tuple[str, ...] = _opt(ref="source")


@dataclass(frozen=True, kw_only=True)
class Risk(Thing):
    """A risk with its signal, measure and owner."""

    risk: str
    why: str
    signal: str
    measure: str
    owner: str = _meta(ref="role")
    dimension: str = _opt("", ref="dimension")
    phases: tuple[str, ...] = _opt(ref="phase")
    when: Condition | None = None
    page: str = _opt("", ref="page")
    sources: tuple[str, ...] = _opt(ref="source")


@dataclass(frozen=True, kw_only=True)
class DefaultDate:
    """A day of the year; `year: next` is the first time that it comes."""

    month: int
    day: int = 1
    year: str = "next"


@dataclass(frozen=True, kw_only=True)
class Moment(Meant):
    """A decision moment: an answer, a usual day as long as there is no answer, or so many months before another moment."""

    title: str
    explain: str
    guess: str = ""  # which day we assume; said only as long as nobody gave the real one
    default: DefaultDate | None = None
    answer: str = _opt("", ref="question")
    route: str = _opt("", values=("own", "region"))  # on the way to lasting money: through our own budget, or that of a regeling
    relative_to: str = _opt("", ref="moment")
    months_before: int = 0
    missed: str = ""  # what to do when the plan does not make it, for page one
    movable: bool = False  # somebody chooses the day: where the plan does not make it, the pieces that go out leave it open
    overdue: str = ""  # what to do when its day has passed and something that it needs is not there, for page one
    mail: str = ""  # how the role of `who` is asked whether it comes here, as long as nobody knows and its day is near
    estimate: bool = False
    who: str = _meta(ref="role")
    decides: str = _meta(ref="decider")
    when: Condition | None = None
    unless: Condition | None = None  # known to be yes: it does not come there; unknown does not matter
    weeks_before: int = 0
    law_check: bool = False
    sources: tuple[str, ...] = _opt(ref="source")


@dataclass(frozen=True, kw_only=True)
class Way(Thing):
    """A way left when the money ends before a budget can hold it.

    `by`: what a board decides must be decided before the money ends, what people must know when their contracts
    say so. The text may name {bestuur} and {begroting_van}: of the municipality, or of a regeling.
    """

    title: str
    text: str
    by: str = _meta(values=("board", "people"))
    decides: str = _meta(ref="decider")
    weeks_before: int
    page: str = _opt("", ref="page")


@dataclass(frozen=True, kw_only=True)
class Holiday:
    """A public holiday."""

    date: str
    name: str


@dataclass(frozen=True, kw_only=True)
class Recess:
    """A period without council meetings; `start` and `end` are inclusive."""

    start: str = _meta(key="from")
    end: str = _meta(key="to")
    name: str
    estimate: bool = False


@dataclass(frozen=True, kw_only=True)
class FreeDays:
    """Days that planning keeps free."""

    holidays: tuple[Holiday, ...] = ()
    recess: tuple[Recess, ...] = ()
