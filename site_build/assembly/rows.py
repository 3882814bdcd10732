"""What templates print, as plain values: prepared here, so that a template tests no answer. Nothing here decides."""

from __future__ import annotations

from dataclasses import dataclass

from site_build.content.model import OpenPoint, Term
from site_build.said import Said
from site_build.tailoring.explaining import Reason


@dataclass(frozen=True)
class PageRef:
    """A chapter that is present; `file` is its file in docs/."""

    id: str
    title: str
    summary: str
    file: str
    later: bool
    phases: tuple[str, ...]
    roles: tuple[str, ...]
    theme: str
    part: str
    approach: tuple[str, ...]


@dataclass(frozen=True)
class ItemRow:
    """An item of a checklist; `label` says when it applies if that is not decided."""

    id: str
    text: str
    why: str
    addressee: str
    label: str
    sources: tuple[str, ...]


@dataclass(frozen=True)
class ListRef:
    """A checklist that is present, with its items that apply."""

    id: str
    title: str
    intro: str
    file: str
    later: bool
    kind: str
    may_go: str
    items: tuple[ItemRow, ...]
    whom: tuple[str, ...] = ()  # names of roles
    phases: tuple[str, ...] = ()  # titles of stages

    @property
    def count(self) -> int:
        """How many items apply."""
        return len(self.items)


@dataclass(frozen=True)
class DocumentRef:
    """A model document that is present; `left` is how many gaps are left, where that was counted.

    `when` says when it is ready, `day` (ISO) is that day where there is one, and `job` is where the plan says so.
    """

    id: str
    title: str
    summary: str
    file: str
    later: bool
    kind: str
    decides: str
    left: int = 0
    whom: tuple[str, ...] = ()  # names of roles
    when: str = ""
    day: str = ""
    job: str = ""


@dataclass(frozen=True)
class ActionRow:
    """An action without dates; effort in half-days; `file` is where it stands."""

    id: str
    do: str
    why: str
    owner: str
    effort: float
    weeks: int
    label: str
    page: PageRef | None
    file: str


@dataclass(frozen=True)
class RiskRow:
    """A risk."""

    id: str
    risk: str
    why: str
    signal: str
    measure: str
    owner: str
    later: bool
    label: str
    page: PageRef | None


@dataclass(frozen=True)
class RoleView:
    """A role with its pages, lists and documents that are present."""

    id: str
    name: str
    who: str
    know: tuple[str, ...]
    decide: tuple[str, ...]
    do: tuple[str, ...]
    file: str
    pages: tuple[PageRef, ...]
    later_pages: tuple[PageRef, ...]
    lists: tuple[ListRef, ...]
    documents: tuple[DocumentRef, ...]


@dataclass(frozen=True)
class Asked:
    """A part of a list answer: what was asked, and the answer."""

    ask: str
    answer: Said


@dataclass(frozen=True)
class QuestionRow:
    """A question with its answer, or why there is none; `entries` of a list answer."""

    ask: str
    why: str
    confidential: bool
    answer: Said
    choices: tuple[str, ...]
    entries: tuple[tuple[Asked, ...], ...]


@dataclass(frozen=True)
class SectionView:
    """A part of the questionnaire."""

    title: str
    intro: str
    questions: tuple[QuestionRow, ...]


@dataclass(frozen=True)
class Group:
    """Pages or actions under a title; `id` where something refers to it."""

    title: str
    id: str = ""
    summary: str = ""
    pages: tuple[PageRef, ...] = ()
    actions: tuple[ActionRow, ...] = ()


@dataclass(frozen=True)
class TermRow:
    """A term of the glossary, and the pages about it."""

    term: Term
    see: tuple[PageRef, ...]


@dataclass(frozen=True)
class OmittedRow:
    """What is not in the handbook, with the anchor that links go to, and the answers that decided; `waits`: nobody knows yet whether it belongs there."""

    id: str
    title: str
    reasons: tuple[Reason, ...]
    waits: bool = False


@dataclass(frozen=True)
class SourceRow:
    """A source as a line."""

    id: str
    line: str


@dataclass(frozen=True)
class OpenPointRow:
    """What nobody could find, and the page that it is about; `own`: it is about the work of the reader's own municipality."""

    point: OpenPoint
    page: PageRef | None
    own: bool = False


@dataclass(frozen=True)
class FileRow:
    """A file to download, escaped for HTML."""

    path: str
    title: str
    kind: str
    size: str


# --- the first page, and the route ---


@dataclass(frozen=True)
class ReadRow:
    """A page to read: how many minutes it takes, and why it is read.

    `advised`: by a piece of advice; `triage`: it says between which ways to choose; else by the plan or the role.
    """

    title: str
    file: str
    minutes: int
    summary: str = ""
    why: str = ""
    advised: bool = False
    triage: bool = False


@dataclass(frozen=True)
class RouteView:
    """What one role reads: `now` takes `minutes`, `after` is for who has more time."""

    now: tuple[ReadRow, ...]
    after: tuple[ReadRow, ...]
    minutes: int


@dataclass(frozen=True)
class RouteGroup:
    """One role with its route."""

    name: str
    route: RouteView


@dataclass(frozen=True)
class MoneyPoint:
    """One of the three dates on the money line."""

    date: str
    what: str
    passed: bool


@dataclass(frozen=True)
class MoneyLine:
    """Today, the last day to begin and the end, in order of date, with the sentences that go with them."""

    points: tuple[MoneyPoint, ...]
    text: str


@dataclass(frozen=True)
class BarRow:
    """An action in the strip of thirteen weeks; `place` are the classes of its first and last week."""

    id: str
    do: Said | str
    owner: Said | str
    period: str
    place: str


@dataclass(frozen=True)
class TaskRow:
    """An action in an edition to share: without what the plan makes of it; `day` is one that somebody wrote down, else "".

    `who` does it, where the reader only takes part in it, else "".
    """

    id: str
    do: str
    day: str
    page: PageRef | None
    who: str = ""


@dataclass(frozen=True)
class TaskGroup:
    """What one role has to do."""

    role: str
    name: str
    rows: tuple[TaskRow, ...]

    @property
    def about(self) -> tuple[PageRef, ...]:
        """The pages about it, each once."""
        return tuple(dict.fromkeys(row.page for row in self.rows if row.page))


@dataclass(frozen=True)
class FaceView:
    """What the first page shows of one municipality; `more` actions of this quarter and `questions` to others are not in the strip.

    `misfits` actions have no place in the plan at all, which ends on `until`; `extra` says how many half-days a week more would help, and how far.
    """

    money: MoneyLine | None
    strip: tuple[BarRow, ...]
    more: int
    questions: int
    misfits: int
    until: str
    extra: str
    weeks: tuple[str, ...]
    route: RouteView
    route_file: str


@dataclass(frozen=True)
class PlainAction:
    """An action by its words; `status_text` where it is closed, or when it applies where that is not known."""

    id: str
    do: Said | str
    phase: str = ""
    status_text: str = ""
