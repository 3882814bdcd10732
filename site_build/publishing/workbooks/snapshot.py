"""What stood in a workbook when it was made, on a hidden sheet: so that only what somebody changed counts.

Not beside the cells but apart, under the key of the row and the title of the column: sorting, inserting or
deleting on the other sheets does not touch it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from site_build.publishing.workbooks.grid import Grid, as_text, letters
from site_build.publishing.workbooks.workbook import hidden_sheet, write_text

if TYPE_CHECKING:
    from openpyxl import Workbook


TITLE = "handreiking"
OURS = "="  # a formula of ours: its outcome may change
HEAD = 3  # the row with the titles on every sheet with rows
Key = tuple[str, str, str]


@dataclass(frozen=True)
class Snapshot:
    """The handbook that a workbook belongs to, and each cell's text by sheet, key of the row and title of the column."""

    handbook: str
    cells: Mapping[Key, str] = field(default_factory=dict)

    def keys(self, sheet: str) -> set[str]:
        """Return the keys of the rows of a sheet."""
        return {key for name, key, _ in self.cells if name == sheet and key}

    def loose(self, sheet: str) -> set[str]:
        """Return the texts of ours outside the rows with keys."""
        return {text for name, key, text in self.cells if name == sheet and not key}

    def sheets(self) -> tuple[str, ...]:
        """Return the sheets that were written."""
        return tuple(dict.fromkeys(name for name, _, _ in self.cells))


def take(book: Workbook, handbook: str) -> Snapshot:
    """Return what stands on the sheets of an openpyxl workbook that was just filled."""
    cells: dict[Key, str] = {}
    for sheet in book.worksheets:
        titles = [as_text(cell.value) for cell in sheet[HEAD]]
        for number, row in enumerate(sheet.iter_rows(), start=1):
            key = as_text(row[0].value) if number > HEAD else ""
            if not key:
                cells.update({(sheet.title, "", text): text for cell in row if (text := as_text(cell.value))})
                continue
            for column, cell in enumerate(row[1:], start=2):
                # A sheet with more than one head, as that of the costs, goes by the letters of its columns.
                title = titles[column - 1] if column <= len(titles) and titles[0] else letters(column)
                if title:
                    cells[sheet.title, key, title] = OURS if isinstance(cell.value, str) and cell.data_type == "f" else as_text(cell.value)
    return Snapshot(handbook, cells)


def keep(book: Workbook, snapshot: Snapshot) -> None:
    """Put a snapshot on a hidden sheet of the workbook."""
    sheet = hidden_sheet(book, TITLE)
    write_text(sheet["A1"], TITLE, wrap=False)
    write_text(sheet["B1"], snapshot.handbook, wrap=False)
    for number, ((name, key, title), text) in enumerate(((k, v) for k, v in snapshot.cells.items() if v), start=2):
        for column, value in enumerate((name, key, title, text), start=1):
            cell = sheet.cell(number, column)
            cell.value, cell.data_type = value, "s"


def recall(grids: Sequence[Grid]) -> Snapshot | None:
    """Return the snapshot in a workbook that came back, None where it has none."""
    for grid in grids:
        if grid.at(1, 1).text == TITLE:
            cells = {(row[0].text, row[1].text, row[2].text): row[3].text for row in grid.rows[1:] if len(row) >= 4}
            return Snapshot(grid.at(1, 2).text, cells)
    return None
