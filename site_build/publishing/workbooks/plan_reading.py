"""The edited workbook of a plan -> differences for antwoorden.yml, and what could not be used, by sheet and cell.

A row is known by its key, a column by its title, and what counts as changed is what differs from what stood there
when the workbook was made (`snapshot`). So rows may be sorted and columns inserted; nothing is guessed, and nothing
that somebody added is passed over in silence.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from site_build.errors import ContentError, Place, Problem, UsageError
from site_build.interview.answers import Answers, OwnAction, PlanEntry
from site_build.interview.records import Registers
from site_build.interview.typed import same_words
from site_build.publishing.extras import need
from site_build.publishing.workbooks import snapshot as snapshots
from site_build.publishing.workbooks.grid import Cell, Grid, read_grids
from site_build.publishing.workbooks.snapshot import OURS, Snapshot
from site_build.publishing.workbooks.spreadsheet_plan import COLUMNS, DO, END, KEY, OWNER, STATUS
from site_build.tailoring.handbook import Handbook

PLAN, MOMENTS, COSTS = "Plan", "Beslismomenten", "Kosten en baten"
_HEADS: Mapping[str, tuple[str, ...]] = {PLAN: (DO, OWNER, END, STATUS), MOMENTS: ("Moment", "Datum", "Begin uiterlijk")}
_LOOK = 12  # the first rows, in which the titles of the columns are looked for
_SHOWN = 60  # signs of a cell that a message repeats
MOST_UNUSED = 40  # lines; more is a file in which something else went wrong


Wanted: TypeAlias = "str | float | OwnAction | tuple[str, str, str]"
"""What goes into the file: a text or half-days, a new own action, or row, column and text of a table."""


@dataclass(frozen=True)
class Difference:
    """One thing that was changed: about what, which field (`name` and values in words), and what goes into the file.

    `field` is one of PlanEntry's or OwnAction's, `new` for a new own action, `moment`, or `register` for a cell of a
    table (then `id` is the table, and `value` row, column and text).
    """

    about: str
    name: str
    old: str
    new: str
    id: str
    field: str
    value: Wanted


@dataclass(frozen=True)
class PlanReading:
    """What came back: differences to take over, and lines about what is not used."""

    differences: tuple[Difference, ...]
    unused: tuple[str, ...] = ()


def read_plan(path: Path, handbook: Handbook) -> PlanReading:
    """Return what was changed in a workbook and is not so in the handbook yet.

    Raises UsageError for a file that is no workbook of this handbook, ContentError with every problem by sheet and cell.
    """
    return _Workbook(path, handbook).read()


def with_differences(answers: Answers, differences: tuple[Difference, ...]) -> Answers:
    """Return the answers with the differences; nothing else changes."""
    registers = {id: {row: dict(cells) for row, cells in rows.items()} for id, rows in answers.registers.items()}
    plan, moments, own = dict(answers.plan), dict(answers.moments), {action.id: action for action in answers.own}
    changed_own: Callable[..., OwnAction] = dataclasses.replace
    changed_entry: Callable[..., PlanEntry] = dataclasses.replace
    for change in differences:
        if isinstance(change.value, tuple):
            row, column, text = change.value
            cells = registers.setdefault(change.id, {}).setdefault(row, {})
            cells[column] = text
        elif change.field == "moment":
            moments[change.id] = str(change.value)
        elif isinstance(change.value, OwnAction):
            own[change.id] = change.value
            plan.setdefault(change.id, PlanEntry())
        elif change.field in {field.name for field in dataclasses.fields(OwnAction)}:
            own[change.id] = changed_own(own[change.id], **{change.field: change.value})
        else:
            plan[change.id] = changed_entry(plan.get(change.id, PlanEntry()), **{change.field: change.value})
    ordered = {**{id: entry for id, entry in plan.items() if id not in own}, **{id: plan.get(id, PlanEntry()) for id in own}}
    return dataclasses.replace(answers, plan=ordered, moments={id: date for id, date in moments.items() if date}, own=tuple(own.values()),
                               registers=_filled(registers))


def _filled(registers: Registers) -> Registers:
    """Return tables without empty cells, rows and tables."""
    rows = {id: {row: {column: text for column, text in cells.items() if text} for row, cells in rows.items()} for id, rows in registers.items()}
    return {id: kept for id, found in rows.items() if (kept := {row: cells for row, cells in found.items() if cells})}


class Sheet:
    """One sheet of ours that came back: its columns by title, and where its keys stand."""

    def __init__(self, grid: Grid, name: str, was: Snapshot, titles: Iterable[str] = ()) -> None:
        """`titles` are columns that may be empty in every row, of which a snapshot knows nothing."""
        self.grid, self.name, self.was = grid, name, was
        self.keys = was.keys(name)
        self.titles = {title for sheet, key, title in was.cells if sheet == name and key} | set(_HEADS.get(name, ()))
        self.titles |= {title for title, _ in COLUMNS} if name == PLAN else set(titles)
        self.head = max(range(1, min(_LOOK, len(grid.rows)) + 1), key=self._titles_in, default=0)
        self.columns: dict[str, int] = {}
        self.twice: list[str] = []
        for cell in grid.rows[self.head - 1] if self.head else ():
            if cell.text in self.titles | {KEY}:
                if cell.text in self.columns:
                    self.twice.append(cell.text)
                self.columns.setdefault(cell.text, cell.column)
        self.key = self.columns.get(KEY) or self._key_column()

    def _titles_in(self, row: int) -> int:
        return len({cell.text for cell in self.grid.rows[row - 1]} & self.titles)

    def _key_column(self) -> int:
        width = max((len(row) for row in self.grid.rows), default=0)
        counts = {c: sum(row[c - 1].text in self.keys for row in self.grid.rows if len(row) >= c) for c in range(1, width + 1)}
        best = max(counts, key=lambda c: counts[c], default=0)
        return best if counts.get(best) else 0

    def rows(self) -> Iterator[tuple[str, int]]:
        """Yield key and number of every row under the titles that holds something."""
        for number in range(self.head + 1, len(self.grid.rows) + 1):
            if any(cell.text or cell.broken for cell in self.grid.rows[number - 1]):
                yield (self.grid.at(number, self.key).text if self.key else ""), number

    def cell(self, row: int, title: str) -> Cell | None:
        """Return the cell under a title, None where that column is gone."""
        return self.grid.at(row, self.columns[title]) if title in self.columns else None

    def before(self, key: str, title: str) -> str:
        """Return what stood there when the workbook was made."""
        return self.was.cells.get((self.name, key, title), "")


class Finder:
    """What every reader of a sheet reports to."""

    def __init__(self, file: str, handbook: Handbook) -> None:
        self.file, self.handbook = file, handbook
        self.problems: list[Problem] = []
        self.differences: list[Difference] = []
        self.unused: list[str] = []

    def problem(self, sheet: Sheet, cell: Cell, code: str, message: str, remedy: str = "") -> None:
        """Note what is wrong in a cell."""
        self.problems.append(Problem(Place(f"{self.file}, blad {sheet.grid.title}, cel {cell.at}"), code, message, remedy))

    def skip(self, sheet: Sheet, cell: Cell, why: str) -> None:
        """Note that a cell is not used."""
        shown = cell.text if len(cell.text) <= _SHOWN else f"{cell.text[:_SHOWN - 1]}…"
        self.unused.append(f"Niet overgenomen: blad {sheet.grid.title}, cel {cell.at}: ‘{shown}’. {why}")

    def usable(self, sheet: Sheet, cell: Cell) -> bool:
        """Say what is wrong with a broken cell."""
        if cell.broken:
            self.problem(sheet, cell, "formule", cell.broken, "Typ het antwoord zelf in de cel.")
        return not cell.broken


class _Workbook:
    def __init__(self, path: Path, handbook: Handbook) -> None:
        self.file, self.handbook = path.name, handbook
        self.grids = read_grids(path)
        recalled = snapshots.recall(self.grids)
        self.old_file = recalled is None
        self.was = recalled or _snapshot_of(handbook)
        self.found = Finder(path.name, handbook)
        self._columns = {register.title: tuple(column.title for column in register.live) for register in handbook.content.registers}

    def read(self) -> PlanReading:
        from site_build.publishing.workbooks.plan_sheets import read_moments_sheet, read_plan_sheet
        from site_build.publishing.workbooks.register_reading import read_register_sheet
        from site_build.publishing.workbooks.registers import registers_of

        sheets = [sheet for grid in self.grids if (sheet := self._ours(grid)) is not None]
        if not any(sheet.name == PLAN for sheet in sheets):
            raise UsageError(f"{self.file} heeft geen blad met het plan. Gebruik het werkboek dat u maakte met: handreiking export MAP --excel")
        self._check_handbook(sheets)
        for name, read in ((PLAN, read_plan_sheet), (MOMENTS, read_moments_sheet)):
            mine = [sheet for sheet in sheets if sheet.name == name]
            if len(mine) > 1:
                both = " en ".join(f"‘{sheet.grid.title}’" for sheet in mine)
                self.found.problems.append(Problem(Place(self.file), "twee-bladen", f"Er zijn {len(mine)} bladen met hetzelfde: {both}.",
                                                   "Haal het blad weg dat niet geldt, en probeer het opnieuw."))
            elif mine:
                read(mine[0], self.found)
        tables = {register.title: register for register in registers_of(self.handbook)}
        for sheet in sheets:
            if sheet.name in tables:
                read_register_sheet(sheet, tables[sheet.name], self.found)
        if self.found.problems:
            raise ContentError(self.found.problems)
        if not self.old_file:
            for sheet in sheets:
                if sheet.name not in (PLAN, MOMENTS, *tables):
                    self._compare(sheet)
        unused = self.found.unused
        if len(unused) > MOST_UNUSED:
            unused = [*unused[:MOST_UNUSED], f"En nog {len(unused) - MOST_UNUSED} cellen."]
        return PlanReading(tuple(self.found.differences), tuple(unused))

    def _ours(self, grid: Grid) -> Sheet | None:
        """Return a sheet of ours by its keys or the titles of its columns; name one that is not."""
        if grid.at(1, 1).text == snapshots.TITLE:
            return None
        held = {cell.text for row in grid.rows for cell in row if cell.value is not None}
        counts = {name: len(held & self.was.keys(name)) for name in self.was.sheets()}
        best = max(counts, key=lambda name: counts[name], default="")
        heads = next((name for name, titles in {**_HEADS, **self._columns}.items() if any(set(titles) <= {cell.text for cell in row} for row in grid.rows[:_LOOK])), "")
        if heads or counts.get(best, 0):
            return Sheet(grid, heads or best, self.was, self._columns.get(heads or best, ()))
        if held and grid.title not in self.was.sheets():
            self.found.unused.append(f"Niet overgenomen: blad {grid.title}. Dit blad is niet van ons; er is niets uit gelezen.")
        return None

    def _check_handbook(self, sheets: list[Sheet]) -> None:
        theirs = self.was.handbook
        if self.old_file:
            plan = next(sheet for sheet in sheets if sheet.name == PLAN)
            ids = [cell.text for row in plan.grid.rows[:3] for cell in row if cell.text.startswith("hb-")]
            theirs = ids[0] if ids else theirs
        ours = self.handbook.answers.handbook
        if theirs != ours:
            raise UsageError(f"{self.file} hoort bij een ander handboek ({theirs}); dit is {ours}.")

    def _compare(self, sheet: Sheet) -> None:
        """Name what was changed on a sheet that is only to work with."""
        remedy = "Dit blad komt niet terug in het handboek."
        remedy += " Bedragen verandert u met: handreiking ask MAP" if sheet.name == COSTS else ""
        ours = sheet.was.loose(sheet.name)
        for key, number in sheet.rows():
            for cell in sheet.grid.rows[number - 1]:
                if key not in sheet.keys:
                    if cell.text and cell.text not in ours:
                        self.found.skip(sheet, cell, remedy)
                    continue
                title = next((t for t, column in sheet.columns.items() if column == cell.column), "") or cell.at.rstrip("0123456789")
                before = sheet.before(key, title)
                if cell.column != sheet.key and before != OURS and cell.text and cell.text != before:
                    self.found.skip(sheet, cell, remedy)


def _snapshot_of(handbook: Handbook) -> Snapshot:
    """Return what a workbook made now would hold, for a file of before there were snapshots."""
    from site_build.publishing.workbooks.spreadsheet import fill_workbook

    book = need("openpyxl").Workbook()
    fill_workbook(book, handbook)
    return snapshots.take(book, handbook.answers.handbook)


def is_same(one: str, other: str) -> bool:
    """True for the same words."""
    return same_words(one) == same_words(other)
