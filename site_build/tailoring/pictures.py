"""Numbers for the pictures, as plain values: coordinates in a drawing 420 wide, texts, and a text alternative.

The templates in templates/pictures/ only place what is prepared here. Drawings are narrow, so that
their letters stay readable on a telephone; they grow with the page. Nothing depends on colour alone.
"""

from __future__ import annotations

import datetime as dt
import textwrap
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from site_build.content.phrases import Phrases
from site_build.interview.answers import dutch_date, dutch_number
from site_build.interview.wording import SHORT_MONTHS
from site_build.tailoring.costs import between, euro
from site_build.tailoring.costs_types import Assumption, Costs
from site_build.tailoring.moments import DatedMoment
from site_build.tailoring.planning_types import Plan, PlannedAction
from site_build.tailoring.scores import DimensionScore, Scores

WIDTH, LEFT, RIGHT = 420, 8, 412
_ROW = 44  # one dimension
_LINE = 16  # one line of text
_CHARS = 58  # characters that fit on a line
MOST_ACTIONS = 18


@dataclass(frozen=True)
class Label:
    """A text at a place."""

    x: float
    text: str


@dataclass(frozen=True)
class Line:
    """A line of text at a height."""

    y: float
    text: str


@dataclass(frozen=True)
class Band:
    """A stretch from x on."""

    x: float
    width: float


@dataclass(frozen=True)
class ScoreRow:
    """One dimension: its points, and the band between lowest and highest possible."""

    name: str
    y: int
    middle: int
    known: bool
    value: str
    between: str
    band: Band | None
    point: float


@dataclass(frozen=True)
class ScorePicture:
    """The values of pictures/scores.svg.j2."""

    width: int
    height: int
    left: int
    right: int
    top: int
    bottom: int
    limits: tuple[float, ...]
    labels: tuple[Label, ...]
    rows: tuple[ScoreRow, ...]
    title: str
    desc: str


@dataclass(frozen=True)
class Mark:
    """A decision moment: its number, the line at x, the dot, and its words; `y` in the legend."""

    number: int
    x: float
    dot: float
    level: int
    dot_y: int
    text: str
    y: int = 0


@dataclass(frozen=True)
class ActionBar:
    """One action: its lines of text, the bar of work and the bar of waiting."""

    lines: tuple[Line, ...]
    bar_y: int
    x: float
    width: float
    wait_x: float
    wait: float
    height: int


@dataclass(frozen=True)
class TimelinePicture:
    """The values of pictures/timeline.svg.j2."""

    width: int
    height: int
    left: int
    right: int
    bottom: int
    note_y: int
    quarters: tuple[Label, ...]
    rows: tuple[ActionBar, ...]
    marks: tuple[Mark, ...]
    legend: tuple[Mark, ...]
    title: str
    note: str
    desc: str


@dataclass(frozen=True)
class AssumptionBar:
    """One assumption: the outcome at its low (open) and its high value (full), around the middle."""

    name: str
    range: str
    y: int
    bar_y: int
    open_x: float
    open_width: float
    full_x: float
    full_width: float
    text_y: int
    low_text: str
    high_text: str
    low_x: float
    high_x: float


@dataclass(frozen=True)
class TornadoPicture:
    """The values of pictures/tornado.svg.j2."""

    width: int
    height: int
    left: int
    right: int
    top: int
    bottom: int
    middle: float
    middle_text: str
    middle_anchor: str
    zero: float | None
    rows: tuple[AssumptionBar, ...]
    title: str
    desc: str


PICTURES: dict[str, type[ScorePicture] | type[TimelinePicture] | type[TornadoPicture]] = {
    "pictures/scores.svg.j2": ScorePicture, "pictures/timeline.svg.j2": TimelinePicture, "pictures/tornado.svg.j2": TornadoPicture}



def prepare(scores: Scores | None, plan: Plan | None, moments: Sequence[DatedMoment], costs: Costs | None,
            phrases: Phrases) -> dict[str, ScorePicture | TimelinePicture | TornadoPicture | None]:
    """Return per picture (scores, timeline, tornado) the values of its template; None where there is nothing to draw."""
    return {
        "scores": score_profile(scores, phrases) if scores and scores.filled and scores.dimensions else None,
        "timeline": timeline(plan, moments, phrases) if plan and plan.items else None,
        "tornado": tornado(costs, phrases) if costs and costs.tornado and costs.net else None,
    }


# --- scores -------------------------------------------------------------------------------


def score_profile(scores: Scores, phrases: Phrases) -> ScorePicture:
    """Return the profile: per dimension its points and the band between lowest and highest possible."""
    top = 30
    rows = tuple(_score_row(d, scores, top + i * _ROW, phrases) for i, d in enumerate(scores.dimensions))
    bottom = top + len(rows) * _ROW
    return ScorePicture(
        WIDTH, bottom + 52, LEFT, RIGHT, top, bottom,
        limits=tuple(_points_x(label.low) for label in scores.labels[1:]),
        labels=tuple(Label(round((_points_x(label.low) + _points_x(min(100, label.high + 1))) / 2, 1), f"{label.title} {label.low}-{label.high}")
                     for label in scores.labels),
        rows=rows, title=phrases("pictures.scores"), desc=" ".join(f"{row.name}: {row.value}{row.between}." for row in rows))


def _score_row(dimension: DimensionScore, scores: Scores, y: int, phrases: Phrases) -> ScoreRow:
    known, band, between = dimension.points is not None, None, ""
    if dimension.low is not None and dimension.high is not None and dimension.low != dimension.high:
        start, end = _points_x(dimension.low), _points_x(dimension.high)
        band, between = Band(start, round(end - start, 1)), phrases("pictures.between", low=dimension.low, high=dimension.high)
    value = f"{dimension.points}, {scores.label_title(dimension.label).lower()}" if known else phrases("pictures.unknown")
    return ScoreRow(f"{dimension.code} {dimension.title}", y, y + 26, known, value, between, band,
                    _points_x(dimension.points) if dimension.points is not None else 0)


def _points_x(points: float) -> float:
    return round(LEFT + (RIGHT - LEFT) * points / 100, 1)


# --- timeline -----------------------------------------------------------------------------


def timeline(plan: Plan, moments: Sequence[DatedMoment], phrases: Phrases) -> TimelinePicture:
    """Return what begins this quarter and what cannot wait, between the quarters of the period, with the decision moments."""
    now = {item.action.id for item in plan.quarter}
    chosen = [item for item in plan.items if item.action.id in now or item.urgent][:MOST_ACTIONS]
    axis = _Axis(plan.start, plan.end)
    marks = _marks(axis, [m for m in moments if m.date and plan.start <= m.date <= plan.end])
    top = 34 + 18 * max((mark.level + 1 for mark in marks), default=0)
    rows, y = [], top + 6
    for item in chosen:
        row = _action_row(item, axis, y)
        rows.append(row)
        y += row.height
    bottom = y + 4
    legend = tuple(replace(mark, y=bottom + 20 + i * 18) for i, mark in enumerate(marks))
    end = bottom + 20 + len(legend) * 18
    count = (phrases("pictures.some_actions", shown=len(chosen), all=len(plan.items)) if len(chosen) < len(plan.items)
             else phrases("pictures.one_action" if len(chosen) == 1 else "pictures.actions", count=len(chosen)))
    return TimelinePicture(
        WIDTH, end + 34, LEFT, RIGHT, bottom, end + 8, axis.quarters(), tuple(rows), marks, legend,
        title=phrases("pictures.timeline", start=dutch_date(plan.start.isoformat()), end=dutch_date(plan.end.isoformat())),
        note=phrases("pictures.timeline_note", count=count),
        desc=" ".join([*(phrases("pictures.planned", do=item.action.do, start=dutch_date(item.start.isoformat()), end=dutch_date(item.end.isoformat())) for item in chosen),
                       *(phrases("pictures.moment", moment=mark.text) for mark in marks)]))


class _Axis:
    def __init__(self, start: dt.date, end: dt.date) -> None:
        self.start, self.end = start, end
        self.days = max(1, (end - start).days)

    def x(self, date: dt.date) -> float:
        return round(LEFT + (RIGHT - LEFT) * min(1.0, max(0.0, (date - self.start).days / self.days)), 1)

    def quarters(self) -> tuple[Label, ...]:
        """The first day of each quarter; a label where there is room for it."""
        year, month = self.start.year, (self.start.month - 1) // 3 * 3 + 1
        found: list[Label] = []
        last = -100.0
        while (date := dt.date(year, month, 1)) <= self.end:
            if date >= self.start:
                x = self.x(date)
                labelled = x - last >= 52 and x <= RIGHT - 44
                last = x if labelled else last
                found.append(Label(x, f"{SHORT_MONTHS[month - 1]} {year}" if labelled else ""))
            year, month = (year, month + 3) if month < 10 else (year + 1, 1)
        return tuple(found)


def _marks(axis: _Axis, moments: Sequence[DatedMoment]) -> tuple[Mark, ...]:
    """Number the moments by date; those that would overlap stand one level lower."""
    marks: list[Mark] = []
    ends: list[float] = []  # x of the last mark per level
    for number, moment in enumerate(sorted((m for m in moments if m.date), key=lambda m: (m.date, m.id)), start=1):
        assert moment.date is not None
        x = min(RIGHT - 8, max(LEFT + 8, axis.x(moment.date)))
        level = next((i for i, end in enumerate(ends) if x - end >= 19), len(ends))
        ends[level:level + 1] = [x]
        text = _short(f"{dutch_date(moment.date.isoformat())}: {moment.title}", _CHARS + 2)
        marks.append(Mark(number, axis.x(moment.date), x, level, 34 + level * 18, text))
    return tuple(marks)


def _action_row(item: PlannedAction, axis: _Axis, y: int) -> ActionBar:
    lines = _wrap(item.action.do)
    bar = y + len(lines) * _LINE + 3
    start, worked, end = axis.x(item.start), axis.x(item.worked), axis.x(item.end)
    return ActionBar(tuple(Line(y + 11 + i * _LINE, text) for i, text in enumerate(lines)), bar, start, round(max(3.0, worked - start), 1), worked,
                     round(max(0.0, end - worked), 1), len(lines) * _LINE + 24)


def _wrap(text: str) -> list[str]:
    lines = textwrap.wrap(text, _CHARS)
    return lines if len(lines) <= 2 else [lines[0], _short(" ".join(lines[1:]), _CHARS)]


def _short(text: str, most: int) -> str:
    return text if len(text) <= most else textwrap.shorten(text, most, placeholder=" …")


# --- tornado ------------------------------------------------------------------------------


def tornado(costs: Costs, phrases: Phrases) -> TornadoPicture:
    """Return the assumptions that move the net result most, each changed alone, around the middle."""
    assert costs.net is not None
    middle = costs.net.values.mid
    ends = [end for a in costs.tornado for end in (a.at_low, a.at_high)] + [middle]
    low, high = min(ends), max(ends)
    span = (high - low) or 1.0

    def x(amount: float) -> float:
        return round(LEFT + 4 + (RIGHT - LEFT - 8) * (amount - low) / span, 1)

    top, height = 34, 66
    rows = tuple(_assumption_row(a, x, middle, top + i * height) for i, a in enumerate(costs.tornado))
    bottom = top + len(rows) * height
    return TornadoPicture(
        WIDTH, bottom + 46, LEFT, RIGHT, top, bottom, x(middle), phrases("pictures.middle", amount=euro(middle)), _anchor(x(middle)),
        zero=x(0) if low <= 0 <= high and abs(x(0) - x(middle)) > 2 else None,
        rows=rows, title=phrases("pictures.tornado"),
        desc=" ".join([phrases("pictures.outcome", amount=euro(middle)),
                       *(phrases("pictures.assumption", name=row.name, range=row.range, low=row.low_text, high=row.high_text) for row in rows)]))


def _assumption_row(assumption: Assumption, x: Callable[[float], float], middle: float, y: int) -> AssumptionBar:
    row = assumption.row
    ends = sorted((x(assumption.at_low), x(assumption.at_high)))
    at_low, at_high, centre = x(assumption.at_low), x(assumption.at_high), x(middle)
    smallest, largest = sorted((assumption.at_low, assumption.at_high))
    return AssumptionBar(
        row.name, between(_amount(row.values.low, row.unit), _amount(row.values.high, row.unit)), y + 12, y + 20,
        open_x=min(at_low, centre), open_width=round(abs(at_low - centre), 1), full_x=min(at_high, centre), full_width=round(abs(at_high - centre), 1),
        text_y=y + 50, low_text=euro(smallest), high_text=euro(largest), low_x=max(LEFT, min(ends[0], RIGHT - 190)),
        high_x=min(RIGHT, max(ends[1], LEFT + 190)))


def _amount(value: float, unit: str) -> str:
    if unit.startswith("euro"):
        return euro(value)
    return f"{dutch_number(value)}%" if unit == "procent" else dutch_number(value)


def _anchor(x: float) -> str:
    return "start" if x < WIDTH / 3 else "end" if x > WIDTH * 2 / 3 else "middle"
