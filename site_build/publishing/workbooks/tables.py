"""A plain table on a sheet: a hidden key per row, titles in row 3, columns of ours and columns to fill in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from site_build.publishing.workbooks import workbook as wb
from site_build.publishing.workbooks.workbook import at, style, write_text

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet


Value = str | dt.date | float | None


def table(sheet: Worksheet, mark: str, title: str, told: str, columns: Sequence[tuple[str, float]], rows: Sequence[tuple[str, Sequence[Value]]], *,
           own: Iterable[int] = (), formulas: Iterable[int] = ()) -> None:
    """Write a table from row 3; columns are counted from 1; `own` are to be filled in, `formulas` hold ours."""
    sheet["A1"] = mark
    wb.title(sheet, title, told)
    wb.header(sheet, 3, ["Sleutel", *(name for name, _ in columns)])
    sheet.row_dimensions[3].height = 32
    for number, (id, values) in enumerate(rows, start=4):
        sheet.cell(number, 1).value = id
        for column, value in enumerate(values, start=1):
            cell = at(sheet, number, column + 1)
            fill = wb.INPUT if column in own else ""
            if isinstance(value, str) and column not in formulas:
                write_text(cell, value, border=True, fill=fill, unlocked=bool(fill))
            else:
                cell.value = value
                is_number = isinstance(value, float)
                style(cell, border=True, fill=fill, unlocked=bool(fill), number="0" if is_number else wb.DATE_FORMAT,
                      across="right" if is_number else "left", indent=1 if is_number else 0)
        texts = [(str(value), width) for value, (_, width) in zip(values, columns, strict=True) if isinstance(value, str)]
        wb.fit_height(sheet, number, [(text, width) for text, width in texts if not text.startswith("=IF(")])
    wb.widths(sheet, (0, *(width for _, width in columns)))
    sheet.freeze_panes = "C4"
    last = at(sheet, 3, len(columns) + 1).column_letter
    sheet.auto_filter.ref = f"A3:{last}{max(len(rows) + 3, 4)}"  # from the key on: sorting moves it along
    sheet.print_area = f"B1:{last}{max(len(rows) + 3, 4)}"
    wb.print_on_a4(sheet, title_rows="3:3")
