"""A table that a municipality filled in, as somebody sent its sheet back."""

from __future__ import annotations

from site_build.content.registers import Column, Register
from site_build.interview.answers import InvalidAnswer, dutch_date
from site_build.interview.records import OWN_ROW
from site_build.interview.registers import cell_value
from site_build.publishing.workbooks.grid import Cell
from site_build.publishing.workbooks.plan_reading import Difference, Finder, Sheet
from site_build.publishing.workbooks.registers import rows_of


def read_register_sheet(sheet: Sheet, register: Register, found: Finder) -> None:
    """Read one table into `found`: every cell that differs from what stood there, and rows that somebody added."""
    ours = dict(rows_of(register, found.handbook))
    filled = found.handbook.answers.registers.get(register.id, {})
    columns = {column.title: column for column in register.live}
    taken = {*ours, *filled}
    for title in (title for title in columns if title not in sheet.columns):
        found.unused.append(f"De kolom ‘{title}’ staat niet meer op blad {sheet.grid.title}. Daaruit is niets gelezen.")
    for full, number in sheet.rows():
        row = full.partition("/")[2] if full else ""
        if full and row not in ours:
            found.skip(sheet, sheet.grid.at(number, sheet.key), "Deze regel hoort niet bij deze tabel.")
            continue
        if not row:  # a row that somebody added at the end, or between
            row = next(key for key in (f"{OWN_ROW}{count}" for count in range(1, 10_000)) if key not in taken)
            taken.add(row)
        about = ": ".join((register.title, *(ours.get(row) or ())[:2])) if any(ours.get(row) or ()) else f"{register.title}, {row}"
        for cell in sheet.grid.rows[number - 1]:
            title = next((title for title, column in sheet.columns.items() if column == cell.column), "")
            column = columns.get(title)
            if cell.column == sheet.key or cell.text == sheet.before(full, title) and full:
                continue
            if column is None:
                if cell.text:
                    found.skip(sheet, cell, "Deze kolom wordt niet teruggelezen." if title else "Deze kolom is niet van ons.")
            elif found.usable(sheet, cell):
                _cell(sheet, cell, register, row, column, filled.get(row, {}).get(column.id, ""), about, found)


def _cell(sheet: Sheet, cell: Cell, register: Register, row: str, column: Column, now: str, about: str, found: Finder) -> None:
    try:
        value = cell_value(column, cell.value)
    except InvalidAnswer as error:
        found.problem(sheet, cell, "datum" if column.type == "date" else "tabel", str(error))
        return
    if value != now:
        old, new = (dutch_date(text) if column.type == "date" and text else text or "leeg" for text in (now, value))
        found.differences.append(Difference(about, column.title.lower(), old, new, register.id, "register", (row, column.id, value)))
