"""What templates print about a municipality's own situation: money, plan, advice, scores and costs, as plain values."""

from __future__ import annotations

from dataclasses import dataclass

from site_build.assembly.rows import DocumentRef, PageRef, RoleView
from site_build.said import Said
from site_build.tailoring.explaining import Reason

# --- money and moments ------------------------------------------------------------------------


@dataclass(frozen=True)
class WayRow:
    """A way that is left when the money ends."""

    title: str
    text: str
    decides: str
    by: str


@dataclass(frozen=True)
class WarningView:
    """The warning that the money ends."""

    title: str
    text: str
    ways: tuple[WayRow, ...]


@dataclass(frozen=True)
class FactRow:
    """An answer with its short name."""

    label: str
    answer: Said


@dataclass(frozen=True)
class MomentRow:
    """A decision moment; `iso` sorts, `start` is the day on which work must begin."""

    date: str
    iso: str
    title: str
    explain: str
    estimate: bool
    certain: bool
    decides: str
    start: str


@dataclass(frozen=True)
class DatedRow:
    """An action or decision moment of a role."""

    role: str
    iso: str
    date: str
    text: Said | str
    kind: str


# --- the plan -----------------------------------------------------------------------------------


@dataclass(frozen=True)
class PlainAction:
    """An action by its words; `status_text` where it is closed, or when it applies where that is not known."""

    id: str
    do: Said | str
    phase: str = ""
    status_text: str = ""


@dataclass(frozen=True)
class PlannedRow:
    """A planned action."""

    id: str
    do: Said | str
    owner: Said | str
    period: str
    hard: bool
    effort: str
    status_text: str
    merged: tuple[PlainAction, ...]
    page: PageRef | None


@dataclass(frozen=True)
class NotFittingRow:
    """An action that does not fit, and why."""

    id: str
    do: Said | str
    owner: Said | str
    effort: str
    text: str


@dataclass(frozen=True)
class ShortAction:
    """An action by its words, with where it stands in the plan."""

    do: str
    file: str


@dataclass(frozen=True)
class ReachView:
    """Whether a moment is met; half-days of the project lead and of others: needed, and there. `ready`: when all of it is; `more`: not shown."""

    title: str
    date: str
    estimate: bool
    in_time: bool
    possible: bool
    lead: str
    others: str
    lead_there: str
    others_there: str
    late: tuple[ShortAction, ...]
    skip: tuple[ShortAction, ...]
    more: int
    ready: str
    missed: str
    money: bool


@dataclass(frozen=True)
class AlarmRow:
    """What cannot wait and does not fit: `reason` is past_niet, te_laat or te_weinig_tijd; half-days needed and there."""

    action: ShortAction
    urgency: str
    reason: str
    by: str
    end: str
    needed: str
    there: str


@dataclass(frozen=True)
class AlarmGroup:
    """What cannot wait and does not fit, of one urgency: what that means stands under it once."""

    urgency: str
    rows: tuple[AlarmRow, ...]


@dataclass(frozen=True)
class PlanView:
    """The plan; `at_a_time` is how many actions go on at one time in the first quarter, at most."""

    intro: str
    at_a_time: int
    quarter: tuple[PlannedRow, ...]
    rows: tuple[PlannedRow, ...]
    assumptions: tuple[str, ...]
    choice_intro: str
    choices: tuple[str, ...]
    not_fitting: tuple[NotFittingRow, ...]
    undecided: tuple[PlainAction, ...]
    later: tuple[PlainAction, ...]
    done: tuple[PlainAction, ...]


# --- advice and scores --------------------------------------------------------------------------


@dataclass(frozen=True)
class AskView:
    """What to ask, to whom, and the mail (its lines)."""

    question: str
    to: str
    subject: str
    mail: tuple[str, ...]


@dataclass(frozen=True)
class AdviceRow:
    """A piece of advice; `file` is where it leads, `iso` sorts. `wish`: the day that it asks for, where the plan is later than that; `begins`: to begin."""

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


# --- costs and pictures ---------------------------------------------------------------------------


@dataclass(frozen=True)
class AmountRow:
    """A row of amounts in words."""

    title: str
    low: str
    high: str
    mid: str = ""


@dataclass(frozen=True)
class CalledRow:
    """What an event of another kind is called by the municipality."""

    name: str
    said: Said


@dataclass(frozen=True)
class EvenRow:
    """How often an event must be prevented; `now` is how often it happens, `covers`: it comes back as money to the municipality."""

    title: str
    price: str
    count: str
    reachable: bool
    covers: bool
    now: str


@dataclass(frozen=True)
class TornadoRow:
    """An assumption, and what it does to the outcome."""

    title: str
    low: str
    high: str
    result_low: str
    result_high: str


@dataclass(frozen=True)
class CostsView:
    """The first estimate of costs and benefits."""

    line: str
    called: tuple[CalledRow, ...]
    without: str
    years: int
    years_given: bool
    extra: bool
    cost_rows: tuple[AmountRow, ...]
    start_rows: tuple[AmountRow, ...]
    span_rows: tuple[AmountRow, ...]
    payer_rows: tuple[AmountRow, ...]
    total_low: str
    total_high: str
    even_rows: tuple[EvenRow, ...]
    benefit_rows: tuple[AmountRow, ...]
    who_rows: tuple[AmountRow, ...]
    sum_rows: tuple[AmountRow, ...]
    reasons: tuple[str, ...]
    tornado_rows: tuple[TornadoRow, ...]
    begun: bool


@dataclass(frozen=True)
class Pictures:
    """The drawings as SVG; empty where there is nothing to draw."""

    scores: str = ""
    timeline: str = ""
    tornado: str = ""


@dataclass(frozen=True)
class ReaderView:
    """For whom an edition to share is made: the role, what comes first for it, and its dates."""

    role: RoleView
    advised: tuple[AdviceRow, ...]
    dates: tuple[DatedRow, ...]
