"""What templates print about a municipality's own situation: money, plan, advice, scores and costs, as plain values."""

from __future__ import annotations

from dataclasses import dataclass

from site_build.assembly.rows import PlainAction, RoleView, TaskRow
from site_build.said import Said

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
    calm: bool  # the work for it need not begin this quarter: no alarm


@dataclass(frozen=True)
class ChoiceView:
    """The choice between ways that comes before everything: the page about it, and its row of the plan; `by` "" where that has none."""

    file: str
    owner: Said | str = ""
    by: str = ""
    row: str = ""


@dataclass(frozen=True)
class FactRow:
    """An answer with its short name."""

    label: str
    answer: Said


@dataclass(frozen=True)
class MomentRow:
    """A decision moment; `iso` sorts, `start` is the day on which work must begin, `passed` that its day is over, `doubtful` that it is perhaps not theirs.

    `near`: its day is so close that the board must know it, whoever decides.
    """

    date: str
    iso: str
    title: str
    explain: str
    estimate: bool
    certain: bool
    decides: str
    start: str
    passed: bool
    doubtful: bool = False
    near: bool = False


@dataclass(frozen=True)
class MeaningRow:
    """What a decision moment means, once for all the days on which it comes."""

    title: str
    explain: str
    dates: tuple[str, ...]


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
class PlannedRow:
    """A planned action, with where to read on: its mail, its document or its page. `step`: what advice asks, which takes no half-days."""

    id: str
    do: Said | str
    owner: Said | str
    period: str
    hard: bool
    effort: str
    status_text: str
    merged: tuple[PlainAction, ...]
    file: str
    link_text: str
    step: bool


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
    """Whether a moment is met; half-days of the project lead and of others: needed, and there.

    `ready`: when all of it is; `more`: not shown; `extra`: with how much more time it is met. `begins`: the day on which what opens then begins in this plan;
    `never`: the last day of a plan in which it does not, `with_more` and `then` with how much more time it does, and when; `asks`: the day on which money is asked before it works;
    `stops`: the last day of the money, where that is within half a year after it begins.
    """

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
    extra: str
    twin: bool  # on the same day something else is asked too: then the question says which
    next: str  # the row of the plan of the first one that is not shown
    begins: str
    never: str
    with_more: str
    then: str
    asks: str
    stops: str


@dataclass(frozen=True)
class OverdueView:
    """A moment that has come while something that it needs is not there; `more`: not shown, `text`: what to do."""

    title: str
    date: str
    late: tuple[ShortAction, ...]
    more: int
    next: str
    text: str


@dataclass(frozen=True)
class PauseView:
    """What stands still: until `date` ("" where nothing is planned that ends it), as `say` says, with what people do meanwhile."""

    date: str
    say: str
    meanwhile: str
    until: ShortAction


@dataclass(frozen=True)
class AlarmRow:
    """What cannot wait and does not fit: `reason` is past_niet, te_laat or te_weinig_tijd; half-days needed and there, of whom there are too few."""

    action: ShortAction
    urgency: str
    reason: str
    by: str
    end: str
    lead: str
    lead_there: str
    others: str
    others_there: str


@dataclass(frozen=True)
class AlarmGroup:
    """What cannot wait and does not fit, of one urgency: what that means stands under it once. `money`: the first moment of the money needs it."""

    urgency: str
    rows: tuple[AlarmRow, ...]
    money: bool


@dataclass(frozen=True)
class PlanView:
    """The plan; `quarter_intro` says how many actions begin this quarter, and how many go on at one time."""

    intro: str
    quarter_intro: str
    quarter: tuple[PlannedRow, ...]
    rows: tuple[PlannedRow, ...]
    assumptions: tuple[str, ...]
    choice_intro: str
    choices: tuple[str, ...]
    not_fitting: tuple[NotFittingRow, ...]
    undecided: tuple[PlainAction, ...]
    later: tuple[PlainAction, ...]
    done: tuple[PlainAction, ...]

    @property
    def preconditions(self) -> bool:
        """True where a row says that it is one: then it is said what that means."""
        return any(row.hard for row in self.rows)


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
    """How often an event must be prevented; `now` is how often it happens, `covers`: it comes back as money to the municipality.

    `best`: how often the team prevents it at best by its own figures, where that is less.
    """

    title: str
    price: str
    count: str
    reachable: bool
    covers: bool
    now: str
    best: str


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
    """The first estimate of costs and benefits; `facts`: who pays now, and what comes back at best; `after`: what it costs once nobody else pays.

    `shared_paid`: somebody else pays a part; `until`: the last day with this money, "" where it has none or nobody knows.
    """

    line: str
    facts: tuple[str, ...]
    after: str
    called: tuple[CalledRow, ...]
    without: str
    years: int
    years_given: bool
    extra: bool
    cost_rows: tuple[AmountRow, ...]
    start_rows: tuple[AmountRow, ...]
    span_rows: tuple[AmountRow, ...]
    payer_rows: tuple[AmountRow, ...]
    shared_paid: bool
    until: str
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
class RoleCount:
    """A role with how many pages, lists and documents its page names."""

    role: RoleView
    pages: int
    lists: int
    documents: int


@dataclass(frozen=True)
class ReaderView:
    """For whom an edition to share is made: the role, its dates, what it has to do, what it takes part in, and what may be asked of it."""

    role: RoleView
    dates: tuple[DatedRow, ...]
    tasks: tuple[TaskRow, ...]
    joined: tuple[TaskRow, ...]
    to_ask: tuple[TaskRow, ...]

    @property
    def with_us(self) -> frozenset[str]:
        """The actions of others in which this role takes part."""
        return frozenset(row.id for row in self.joined)
