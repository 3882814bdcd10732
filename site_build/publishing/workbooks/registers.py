"""The tables that a municipality fills in: a sheet each."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import TYPE_CHECKING

from site_build.content.registers import Column, Register
from site_build.interview.records import OWN_ROW
from site_build.interview.registers import is_own_row
from site_build.publishing.workbooks import workbook as wb
from site_build.publishing.workbooks.tables import Value, table
from site_build.tailoring.handbook import INTERN, Handbook

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet


_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def write_registers(book: Workbook, handbook: Handbook, told: str) -> None:
    """Add a sheet per table, with what was filled in; only to one's own handbook."""
    if handbook.edition != INTERN:
        return
    for register in registers_of(handbook):
        _write(book.create_sheet(register.title), register, handbook, told)


def registers_of(handbook: Handbook) -> tuple[Register, ...]:
    """Return the tables that exist."""
    return tuple(register for register in handbook.content.registers if not register.retired)


def rows_of(register: Register, handbook: Handbook) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield key and texts of every row on the sheet: those of ours, theirs, and empty ones."""
    filled = handbook.answers.registers.get(register.id, {})
    empty = ("",) * len(register.known)
    yield from ((row.id, (*row.texts, *empty)[: len(register.known)]) for row in register.live_rows)
    own = sorted((row for row in filled if is_own_row(row)), key=lambda row: int(row.removeprefix(OWN_ROW)))
    last = int(own[-1].removeprefix(OWN_ROW)) if own else 0
    yield from ((row, empty) for row in own)
    yield from ((f"{OWN_ROW}{number}", empty) for number in range(last + 1, last + 1 + register.open))


def _write(sheet: Worksheet, register: Register, handbook: Handbook, told: str) -> None:
    filled = handbook.answers.registers.get(register.id, {})
    rows = [(f"{register.id}/{key}", (*texts, *(_shown(column, filled.get(key, {}).get(column.id, "")) for column in register.live)))
            for key, texts in rows_of(register, handbook)]
    widths = (*register.known_widths, *(20 for _ in register.known))[: len(register.known)]
    columns = (*zip(register.known, (float(width) for width in widths), strict=True), *((column.title, float(column.width)) for column in register.live))
    first = len(register.known) + 1
    table(sheet, register.id, register.title, f"{told}{register.intro}", columns, rows, own=range(first, first + len(register.live)))
    for number, column in enumerate(register.live, start=first):
        if column.type == "choice":
            letter = _LETTERS[number]
            wb.pick_list(sheet, f'"{",".join(column.options)}"', [f"{letter}4:{letter}{len(rows) + 3}"], handbook.content.phrases, title=column.title,
                         message=handbook.content.phrases("workbook.choose_told"))


def _shown(column: Column, value: str) -> Value:
    return dt.date.fromisoformat(value) if column.type == "date" and value else value
