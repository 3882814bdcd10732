"""Rows of advice, of what is to be found out, and of the scores, as templates take them."""

from __future__ import annotations

from dataclasses import dataclass

from site_build.assembly.rows import DocumentRef, PageRef, PlainAction
from site_build.said import Said
from site_build.tailoring.explaining import Reason


@dataclass(frozen=True)
class AskView:
    """What to ask, and to whom."""

    question: str
    to: str


@dataclass(frozen=True)
class MailView:
    """One mail to one person, as lines."""

    subject: str
    lines: tuple[Said | str, ...]


@dataclass(frozen=True)
class AdviceRow:
    """A piece of advice; `file` is where it leads. `by`: the last day, as the plan has it; `when`: the same in a sentence; `later`: not now, so without a day.

    `along` are the pieces that are done in one go with it; they stand among the rest too.
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
    by: str
    when: str
    later: bool
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
    along: tuple[AdviceRow, ...] = ()


@dataclass(frozen=True)
class OpenRow:
    """A question that is open, and whom to ask ("": who reads it); `by`: the last day on which the answer is in time for what hangs on it, where that is near."""

    ask: Said | str
    whom: str
    by: str = ""


@dataclass(frozen=True)
class PersonGroup:
    """What one person is asked: by advice (`later`: after a choice, `find_out`: before anything else) or what is open besides, with one mail.

    `self`: who reads it, and needs no mail for that; `danger`: people may be in danger; `unsure`: what a role is called of which nobody knows whether it is there.
    """

    name: str
    role: str
    later: bool
    find_out: bool
    advised: tuple[AdviceRow, ...]
    rows: tuple[OpenRow, ...]
    mail: MailView | None
    self: bool = False
    danger: bool = False
    unsure: str = ""


@dataclass(frozen=True)
class StatementRow:
    """A statement with its answer."""

    text: str
    answer: str


@dataclass(frozen=True)
class ScoreWarning:
    """A precondition that is missing."""

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
    """All scores: `known` of a dimension that has one, `unknown` the titles of the others."""

    filled: bool
    disclaimer: str
    warnings: tuple[ScoreWarning, ...]
    clashes: tuple[ClashRow, ...]
    indexes: tuple[IndexRow, ...]
    gap_text: str
    known: tuple[DimensionView, ...]
    unknown: tuple[str, ...]
    roles: tuple[str, ...]
    roles_hidden: str
