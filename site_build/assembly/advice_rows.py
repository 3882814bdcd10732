"""Rows of advice, of what is to be found out, and of the scores, as templates take them."""

from __future__ import annotations

from dataclasses import dataclass

from site_build.assembly.rows import DocumentRef, PageRef, PlainAction
from site_build.tailoring.explaining import Reason


@dataclass(frozen=True)
class AskView:
    """What to ask, to whom, and the mail (its lines)."""

    question: str
    to: str
    subject: str
    mail: tuple[str, ...]


@dataclass(frozen=True)
class AdviceRow:
    """A piece of advice; `file` is where it leads, `iso` sorts. `wish`: the day that it asks for, where the plan is later than that; `begins`: to begin.

    `later`: not now, so without a day.
    """

    id: str
    place: int
    first: bool
    kind: str
    kind_title: str
    urgency: str
    subject: str
    title: str
    text: str
    role: str
    owner: str
    within: str
    by: str
    wish: str
    begins: bool
    later: bool
    iso: str
    why: str
    reasons: tuple[Reason, ...]
    action: PlainAction | None
    document: DocumentRef | None
    ask: AskView | None
    pages: tuple[PageRef, ...]
    sources: tuple[str, ...]
    file: str
    link_text: str
    anchor: str


@dataclass(frozen=True)
class OpenRow:
    """A question that is open, and what hangs on it."""

    ask: str
    hangs: str


@dataclass(frozen=True)
class PersonGroup:
    """The open questions that one person can answer; `self`: who reads it, and needs no mail for that."""

    name: str
    rows: tuple[OpenRow, ...]
    self: bool


@dataclass(frozen=True)
class StatementRow:
    """A statement with its answer."""

    text: str
    answer: str


@dataclass(frozen=True)
class ScoreWarning:
    """A precondition that is missing."""

    code: str
    warning: str
    line: str


@dataclass(frozen=True)
class ClashRow:
    """A statement of which people and answers say the opposite."""

    text: str
    points: int | None
    reasons: tuple[Reason, ...]


@dataclass(frozen=True)
class IndexRow:
    """Readiness or embedding."""

    title: str
    text: str


@dataclass(frozen=True)
class DimensionView:
    """A dimension with its score; `role_cells` per role that is shown."""

    code: str
    title: str
    definition: str
    points_text: str
    advice: str
    sources: tuple[str, ...]
    band: str
    gap: str
    statements: tuple[StatementRow, ...]
    role_cells: tuple[str, ...]
    spread: str


@dataclass(frozen=True)
class ScoresView:
    """All scores."""

    filled: bool
    disclaimer: str
    warnings: tuple[ScoreWarning, ...]
    clashes: tuple[ClashRow, ...]
    indexes: tuple[IndexRow, ...]
    gap_text: str
    dimensions: tuple[DimensionView, ...]
    roles: tuple[str, ...]
    roles_hidden: str
