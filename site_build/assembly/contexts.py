"""What each template may use: one dataclass per template, and `Common`, which every page template gets.

tests/assembly/test_contexts.py holds the names that a template uses against its dataclass, both ways: a name that is not declared
and a field that no template uses both fail.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import ClassVar

from site_build.assembly.advice_rows import AdviceRow, OpenRow, PersonGroup, ScoresView
from site_build.assembly.models import GapRow
from site_build.assembly.own_rows import (
    AlarmGroup,
    ChoiceView,
    CostsView,
    DatedRow,
    FactRow,
    MeaningRow,
    MomentRow,
    OverdueView,
    PauseView,
    Pictures,
    PlanView,
    ReachView,
    ReaderView,
    RoleCount,
    WarningView,
)
from site_build.assembly.rows import (
    ActionRow,
    DocumentRef,
    FaceView,
    Group,
    ListRef,
    PageRef,
    ReadRow,
    RiskRow,
    RoleView,
    RouteGroup,
    RouteView,
    TaskGroup,
    TaskRow,
)
from site_build.content.model import Edition
from site_build.said import Said
from site_build.tailoring.explaining import Reason


@dataclass(frozen=True)
class Common:
    """What every page template gets; `link` writes a link from the top of docs/, `datum` is an ISO date, `gids` says what the guide is about, `leider` who leads the work."""

    gemeente: Said
    intern: bool
    gedeeld: bool
    compleet: bool
    datum: str
    fase: str
    versie: int
    rollen: tuple[RoleView, ...]
    gids: Edition
    leider: str
    link: Callable[[str], str]


@dataclass(frozen=True, kw_only=True)
class Context:
    """The values of one template."""

    TEMPLATE: ClassVar[str]


@dataclass(frozen=True, kw_only=True)
class Home(Context):
    """The first page: `face` and `triage` in an edition with answers, `begin`, `phases` and `sheets` in the complete one."""

    TEMPLATE = "home"
    urgent: str
    warning: WarningView | None
    first: tuple[AdviceRow, ...]
    triage: ChoiceView | None
    face: FaceView | None
    unknown: int  # questions without an answer
    changed: int  # how many things changed at the last build; 0 is: nothing to tell
    begin: ReadRow | None
    partner: PageRef | None  # the page for a partner that carries out
    phases: tuple[Group, ...]
    sheets: tuple[PageRef, ...]


@dataclass(frozen=True, kw_only=True)
class HomeShared(Context):
    """The first page of an edition to share: for whoever is not the municipality; `reader` when it is made for one role."""

    TEMPLATE = "home-shared"
    reader: ReaderView | None
    facts: tuple[FactRow, ...]
    costs_line: str
    decisions: tuple[MomentRow, ...]
    triage: ChoiceView | None
    groups: tuple[TaskGroup, ...]
    money: tuple[str, ...]
    route: RouteView


@dataclass(frozen=True, kw_only=True)
class Route(Context):
    """What each role reads this quarter; `speed` in words per minute."""

    TEMPLATE = "route"
    groups: tuple[RouteGroup, ...]
    speed: int


@dataclass(frozen=True, kw_only=True)
class Urgent(Context):
    """The piece that home, glance and plan begin with: what cannot wait."""

    TEMPLATE = "urgent"
    overdue: tuple[OverdueView, ...]
    pauses: tuple[PauseView, ...]
    reaches: tuple[ReachView, ...]
    late_starts: tuple[MomentRow, ...]  # moments of the money still to come, of which the day to begin quietly is past
    alarms: tuple[AlarmGroup, ...]
    more: int
    next: str


@dataclass(frozen=True, kw_only=True)
class Actions(Context):
    """All actions, per stage."""

    TEMPLATE = "actions"
    phases: tuple[Group, ...]


@dataclass(frozen=True, kw_only=True)
class Glance(Context):
    """One page for those who govern."""

    TEMPLATE = "glance"
    urgent: str
    warning: WarningView | None
    triage: ChoiceView | None
    money: tuple[str, ...]  # in an edition to share: when the money stops and who decides
    facts: tuple[FactRow, ...]
    unknown: tuple[str, ...]  # what the table would say and nobody knows
    first: tuple[AdviceRow, ...]
    decisions: tuple[MomentRow, ...]
    risks: tuple[RiskRow, ...]
    costs_line: str
    costs_facts: tuple[str, ...]  # who pays now, and what comes back at best


@dataclass(frozen=True, kw_only=True)
class Situation(Context):
    """How the municipality stands."""

    TEMPLATE = "situation"
    triage: ChoiceView | None
    first: tuple[AdviceRow, ...]
    rest: tuple[AdviceRow, ...]
    scores: ScoresView | None
    pictures: Pictures


@dataclass(frozen=True, kw_only=True)
class FindOut(Context):
    """What to find out first, and the mails: `people` by advice, `first` what decides most of all that is open, `rest` everything, `folded` where that is much.

    `danger`: some of it is about people in danger, and stands first.
    """

    TEMPLATE = "find-out"
    triage: ChoiceView | None
    people: tuple[PersonGroup, ...]
    danger: bool
    first: tuple[OpenRow, ...]
    rest: tuple[PersonGroup, ...]
    folded: bool
    unasked: tuple[OpenRow, ...]


@dataclass(frozen=True, kw_only=True)
class Plan(Context):
    """The plan, and the money."""

    TEMPLATE = "plan"
    urgent: str
    warning: WarningView | None
    first: tuple[AdviceRow, ...]
    plan: PlanView | None
    moments: tuple[MomentRow, ...]
    end_unknown: bool
    pictures: Pictures


@dataclass(frozen=True, kw_only=True)
class PlanShared(Context):
    """The plan in an edition to share: who has to do what, and the days in the world; no day, order or hour that the program worked out."""

    TEMPLATE = "plan-shared"
    reader: ReaderView | None
    groups: tuple[TaskGroup, ...]
    moments: tuple[MomentRow, ...]
    money: tuple[str, ...]
    end_unknown: bool


@dataclass(frozen=True, kw_only=True)
class Beside(Context):
    """What is looked up beside the plan: actions of later, what is closed, and what each moment means."""

    TEMPLATE = "beside"
    plan: PlanView | None
    triage: ChoiceView | None
    meanings: tuple[MeaningRow, ...]


@dataclass(frozen=True, kw_only=True)
class Costs(Context):
    """Costs and benefits; `pagina` is the chapter about them, `note` what the guide adds (Markdown)."""

    TEMPLATE = "costs"
    costs: CostsView | None
    note: str
    pagina: PageRef | None
    pictures: Pictures


@dataclass(frozen=True, kw_only=True)
class Lists(Context):
    """All lists."""

    TEMPLATE = "lists"
    lists: tuple[ListRef, ...]


@dataclass(frozen=True, kw_only=True)
class Checklist(Context):
    """One list."""

    TEMPLATE = "checklist"
    lijst: ListRef


@dataclass(frozen=True, kw_only=True)
class Documents(Context):
    """All model documents."""

    TEMPLATE = "documents"
    documents: tuple[DocumentRef, ...]


@dataclass(frozen=True, kw_only=True)
class Document(Context):
    """The box above a model document, for who makes it."""

    TEMPLATE = "document"
    document: DocumentRef
    gaps: tuple[GapRow, ...]
    filled: tuple[str, ...]
    open_days: tuple[str, ...] = ()  # a sentence for each known day that stays open
    choices: bool = False  # some pieces stand under the answer that they are for, and nobody knows it yet
    example: str = ""  # the page with the same document, filled in by the invented municipality


@dataclass(frozen=True, kw_only=True)
class Roles(Context):
    """All roles."""

    TEMPLATE = "roles"
    rows: tuple[RoleCount, ...]


@dataclass(frozen=True, kw_only=True)
class Role(Context):
    """One role, with what comes first for it and its dates; `absent` says who does its work as long as nobody has it."""

    TEMPLATE = "role"
    rol: RoleView
    absent: str
    pauses: tuple[PauseView, ...]
    advised: tuple[AdviceRow, ...]
    dates: tuple[DatedRow, ...]
    tasks: tuple[TaskRow, ...]  # in an edition to share: what stands in the plan for this role, without days
    joined: tuple[TaskRow, ...]  # and what others do in which it takes part
    to_ask: tuple[TaskRow, ...]  # and what may be asked of the role that the edition is for
    reads: tuple[PageRef, ...]  # in the order of *Uw route*
    also: tuple[PageRef, ...]  # other pages of the role that are of now
    later: tuple[PageRef, ...]
    lists: tuple[ListRef, ...]
    before: tuple[ListRef, ...]  # lists of the stage of choosing, which is past


# --- parts of pages -------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class Settled(Context):
    """The box on a page about something that is settled."""

    TEMPLATE = "settled"


@dataclass(frozen=True, kw_only=True)
class Related(Context):
    """What is about the same subject."""

    TEMPLATE = "related"
    pages: tuple[PageRef, ...] = ()
    lists: tuple[ListRef, ...] = ()
    documents: tuple[DocumentRef, ...] = ()
    actions: tuple[ActionRow, ...] = ()
    risks: tuple[RiskRow, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Why(Context):
    """Why a page is in the handbook."""

    TEMPLATE = "why"
    reasons: tuple[Reason, ...]
    for_all: bool
    always: bool
    undecided: str
    settled: tuple[Reason, ...]


@dataclass(frozen=True, kw_only=True)
class Notes(Context):
    """Footnotes (as Markdown) and further reading."""

    TEMPLATE = "notes"
    notes: tuple[str, ...]
    background: tuple[str, ...]


def contexts() -> Mapping[str, type[Context]]:
    """Return every context by the name of its template."""
    return {kind.TEMPLATE: kind for kind in Context.__subclasses__()}
