"""Numbers for the pictures, as plain values: coordinates in a drawing 420 wide, texts, and a text alternative.

The templates in templates/pictures/ only place what is prepared here. Drawings are narrow, so that
their letters stay readable on a telephone; they grow with the page. Nothing depends on colour alone.
"""

from __future__ import annotations

import datetime as dt
import textwrap
from collections.abc import Sequence
from typing import Any

from site_build.interview.answers import dutch_date, dutch_number
from site_build.tailoring.costs import Assumption, Costs, between, euro
from site_build.tailoring.moments import DatedMoment
from site_build.tailoring.planning import Plan, PlannedAction
from site_build.tailoring.scores import DimensionScore, Scores

WIDTH, LEFT, RIGHT = 420, 8, 412
_ROW = 44  # one dimension
_LINE = 16  # one line of text
_CHARS = 58  # characters that fit on a line
MOST_ACTIONS = 18
_MONTHS = ("jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec")


def prepare(scores: Scores | None, plan: Plan | None, moments: Sequence[DatedMoment], costs: Costs | None) -> dict[str, dict[str, Any] | None]:
    """Return per picture (scores, timeline, tornado) the values of its template; None where there is nothing to draw."""
    return {
        "scores": score_profile(scores) if scores and scores.filled and scores.dimensions else None,
        "timeline": timeline(plan, moments) if plan and plan.items else None,
        "tornado": tornado(costs) if costs and costs.tornado and costs.net else None,
    }


# --- scores -------------------------------------------------------------------------------


def score_profile(scores: Scores) -> dict[str, Any]:
    """Return the profile: per dimension its points and the band between lowest and highest possible."""
    top = 30
    rows = [_score_row(d, scores, top + i * _ROW) for i, d in enumerate(scores.dimensions)]
    bottom = top + len(rows) * _ROW
    return {
        "width": WIDTH, "height": bottom + 52, "left": LEFT, "right": RIGHT, "top": top, "bottom": bottom,
        "limits": [_points_x(label.low) for label in scores.labels[1:]],
        "labels": [{"x": round((_points_x(label.low) + _points_x(min(100, label.high + 1))) / 2, 1), "text": f"{label.title} {label.low}-{label.high}"}
                   for label in scores.labels],
        "rows": rows, "title": "Score per onderdeel, van 0 tot 100",
        "desc": " ".join(f"{row['name']}: {row['value']}{row['between']}." for row in rows),
    }


def _score_row(dimension: DimensionScore, scores: Scores, y: int) -> dict[str, Any]:
    known = dimension.points is not None
    row: dict[str, Any] = {
        "name": f"{dimension.code} {dimension.title}", "y": y, "middle": y + 26, "known": known,
        "value": f"{dimension.points}, {scores.label_title(dimension.label).lower()}" if known else "onbekend",
        "between": "", "band": None, "point": _points_x(dimension.points) if dimension.points is not None else 0,
    }
    if dimension.low is not None and dimension.high is not None:
        start, end = _points_x(dimension.low), _points_x(dimension.high)
        if dimension.low != dimension.high:
            row["band"] = {"x": start, "width": round(end - start, 1)}
            row["between"] = f", tussen {dimension.low} en {dimension.high}"
    return row


def _points_x(points: float) -> float:
    return round(LEFT + (RIGHT - LEFT) * points / 100, 1)


# --- timeline -----------------------------------------------------------------------------


def timeline(plan: Plan, moments: Sequence[DatedMoment]) -> dict[str, Any]:
    """Return what begins this quarter and what cannot wait, between the quarters of the period, with the decision moments."""
    chosen = [item for item in plan.items if item in plan.quarter or item.urgent][:MOST_ACTIONS]
    axis = _Axis(plan.start, plan.end)
    marks = _marks(axis, [m for m in moments if m.date and plan.start <= m.date <= plan.end])
    top = 34 + 18 * max((mark["level"] + 1 for mark in marks), default=0)
    rows, y = [], top + 6
    for item in chosen:
        row = _action_row(item, axis, y)
        rows.append(row)
        y += row["height"]
    bottom = y + 4
    legend = [{"y": bottom + 20 + i * 18, **mark} for i, mark in enumerate(marks)]
    end = bottom + 20 + len(legend) * 18
    count = f"{len(chosen)} van de {len(plan.items)} acties" if len(chosen) < len(plan.items) else f"{len(chosen)} {'actie' if len(chosen) == 1 else 'acties'}"
    return {
        "width": WIDTH, "height": end + 34, "left": LEFT, "right": RIGHT, "top": top, "bottom": bottom, "note_y": end + 8,
        "quarters": axis.quarters(), "rows": rows, "marks": marks, "legend": legend,
        "title": f"Tijdlijn van {dutch_date(plan.start.isoformat())} tot {dutch_date(plan.end.isoformat())}",
        "note": f"{count}: wat nu begint en wat niet kan wachten.",
        "desc": " ".join([*(f"{item.action.do} {dutch_date(item.start.isoformat())} tot {dutch_date(item.end.isoformat())}." for item in chosen),
                          *(f"Beslismoment: {mark['text']}." for mark in marks)]),
    }


class _Axis:
    def __init__(self, start: dt.date, end: dt.date) -> None:
        self.start, self.end = start, end
        self.days = max(1, (end - start).days)

    def x(self, date: dt.date) -> float:
        return round(LEFT + (RIGHT - LEFT) * min(1.0, max(0.0, (date - self.start).days / self.days)), 1)

    def quarters(self) -> list[dict[str, Any]]:
        """The first day of each quarter; a label where there is room for it."""
        year, month = self.start.year, (self.start.month - 1) // 3 * 3 + 1
        found: list[dict[str, Any]] = []
        last = -100.0
        while (date := dt.date(year, month, 1)) <= self.end:
            if date >= self.start:
                x = self.x(date)
                labelled = x - last >= 52 and x <= RIGHT - 44
                last = x if labelled else last
                found.append({"x": x, "text": f"{_MONTHS[month - 1]} {year}" if labelled else ""})
            year, month = (year, month + 3) if month < 10 else (year + 1, 1)
        return found


def _marks(axis: _Axis, moments: Sequence[DatedMoment]) -> list[dict[str, Any]]:
    """Number the moments by date; those that would overlap stand one level lower."""
    marks: list[dict[str, Any]] = []
    ends: list[float] = []  # x of the last mark per level
    for number, moment in enumerate(sorted((m for m in moments if m.date), key=lambda m: (m.date, m.id)), start=1):
        assert moment.date is not None
        x = min(RIGHT - 8, max(LEFT + 8, axis.x(moment.date)))
        level = next((i for i, end in enumerate(ends) if x - end >= 19), len(ends))
        ends[level:level + 1] = [x]
        marks.append({"number": number, "x": axis.x(moment.date), "dot": x, "level": level, "dot_y": 34 + level * 18,
                      "text": _short(f"{dutch_date(moment.date.isoformat())}: {moment.title}", _CHARS + 2)})
    return marks


def _action_row(item: PlannedAction, axis: _Axis, y: int) -> dict[str, Any]:
    lines = _wrap(item.action.do)
    bar = y + len(lines) * _LINE + 3
    start, worked, end = axis.x(item.start), axis.x(item.worked), axis.x(item.end)
    return {"lines": [{"y": y + 11 + i * _LINE, "text": text} for i, text in enumerate(lines)], "bar_y": bar, "x": start,
            "width": round(max(3.0, worked - start), 1), "wait_x": worked, "wait": round(max(0.0, end - worked), 1),
            "height": len(lines) * _LINE + 24}


def _wrap(text: str) -> list[str]:
    lines = textwrap.wrap(text, _CHARS)
    return lines if len(lines) <= 2 else [lines[0], _short(" ".join(lines[1:]), _CHARS)]


def _short(text: str, most: int) -> str:
    return text if len(text) <= most else textwrap.shorten(text, most, placeholder=" …")


# --- tornado ------------------------------------------------------------------------------


def tornado(costs: Costs) -> dict[str, Any]:
    """Return the assumptions that move the net result most, each changed alone, around the middle."""
    assert costs.net is not None
    middle = costs.net.values.mid
    ends = [end for a in costs.tornado for end in (a.at_low, a.at_high)] + [middle]
    low, high = min(ends), max(ends)
    span = (high - low) or 1.0

    def x(amount: float) -> float:
        return round(LEFT + 4 + (RIGHT - LEFT - 8) * (amount - low) / span, 1)

    top, height = 34, 66
    rows = [_assumption_row(a, x, middle, top + i * height) for i, a in enumerate(costs.tornado)]
    bottom = top + len(rows) * height
    return {
        "width": WIDTH, "height": bottom + 46, "left": LEFT, "right": RIGHT, "top": top, "bottom": bottom, "middle": x(middle),
        "middle_text": f"midden: {euro(middle)}", "middle_anchor": _anchor(x(middle)), "zero": x(0) if low <= 0 <= high and abs(x(0) - x(middle)) > 2 else None,
        "rows": rows, "title": "Baten min kosten per jaar, als één aanname verandert",
        "desc": f"In het midden is de uitkomst {euro(middle)}. " + " ".join(
            f"{row['name']} ({row['range']}): van {row['low_text']} tot {row['high_text']}." for row in rows),
    }


def _assumption_row(assumption: Assumption, x: Any, middle: float, y: int) -> dict[str, Any]:
    row = assumption.row
    ends = sorted((x(assumption.at_low), x(assumption.at_high)))
    at_low, at_high, centre = x(assumption.at_low), x(assumption.at_high), x(middle)
    smallest, largest = sorted((assumption.at_low, assumption.at_high))
    return {
        "name": row.name, "range": between(_amount(row.values.low, row.unit), _amount(row.values.high, row.unit)), "y": y + 12, "bar_y": y + 20,
        "open_x": min(at_low, centre), "open_width": round(abs(at_low - centre), 1),
        "full_x": min(at_high, centre), "full_width": round(abs(at_high - centre), 1),
        "text_y": y + 50, "low_text": euro(smallest), "high_text": euro(largest), "low_x": max(LEFT, min(ends[0], RIGHT - 190)),
        "high_x": min(RIGHT, max(ends[1], LEFT + 190)),
    }


def _amount(value: float, unit: str) -> str:
    if unit.startswith("euro"):
        return euro(value)
    return f"{dutch_number(value)}%" if unit == "procent" else dutch_number(value)


def _anchor(x: float) -> str:
    return "start" if x < WIDTH / 3 else "end" if x > WIDTH * 2 / 3 else "middle"
