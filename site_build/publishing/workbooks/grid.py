"""A spreadsheet as plain cells: what somebody sent back, whatever program saved it.

.xlsx and .xlsm go through openpyxl, which also knows of formulas; .ods, .xls and .xlsb through calamine; .csv
through the standard library. What a file is, is seen from its first bytes and not from its name.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import warnings
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from site_build.disk import read_file
from site_build.errors import UsageError
from site_build.publishing.extras import need

MAX_UNPACKED = 60_000_000  # bytes; a filled-in questionnaire is under one million
WRONG = "{path} is geen werkboek dat wij kunnen lezen. Sla het op als Excel-werkboek (.xlsx), zonder wachtwoord."
_MAX_CSV = 5_000_000
_LETTERS = 26


if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell as FoundCell
    from openpyxl.cell.cell import MergedCell
    from openpyxl.worksheet.worksheet import Worksheet

Scalar: TypeAlias = "None | bool | int | float | str | dt.date"
"""What one cell can hold."""


@dataclass(frozen=True)
class Cell:
    """A cell: `value` is text, a number, a date, a truth or None; `broken` says why there is no value."""

    row: int
    column: int
    value: Scalar = None
    broken: str = ""

    @property
    def at(self) -> str:
        """Its name, as D7."""
        return f"{letters(self.column)}{self.row}"

    @property
    def text(self) -> str:
        """Its value as one line: a date as ISO, a whole number without a point, nothing as ''."""
        return as_text(self.value)


@dataclass(frozen=True)
class Grid:
    """A sheet: its rows from 1, each with its cells from column A."""

    title: str
    rows: tuple[tuple[Cell, ...], ...]

    def at(self, row: int, column: int) -> Cell:
        """Return a cell, empty where the sheet ends before."""
        if 0 < row <= len(self.rows) and 0 < column <= len(self.rows[row - 1]):
            return self.rows[row - 1][column - 1]
        return Cell(row, column)


def letters(column: int) -> str:
    """Return the letters of a column that is counted from 1: 28 is AB."""
    found, rest = "", column
    while rest:
        rest, letter = divmod(rest - 1, _LETTERS)
        found = chr(ord("A") + letter) + found
    return found


def as_text(value: object) -> str:
    """Return a value as one line of text, for comparing."""
    if value is None:
        return ""
    if isinstance(value, dt.datetime):
        return value.date().isoformat()
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, float):
        return str(int(value)) if value == int(value) else repr(round(value, 6))
    return " ".join(str(value).split())


def is_spreadsheet(data: bytes) -> bool:
    """True for a file that a spreadsheet program saved in a format of its own."""
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        return True
    if not data.startswith(b"PK"):
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
            return any(name.startswith("xl/") for name in names) or "spreadsheet" in archive.read("mimetype").decode("latin-1")
    except (zipfile.BadZipFile, KeyError, ValueError, NotImplementedError, RuntimeError):
        return False


def read_grids(path: Path) -> tuple[Grid, ...]:
    """Return the sheets of a spreadsheet; raises UsageError when it is none or cannot be read."""
    data = read_bytes(path)
    if not data.startswith((b"PK", b"\xd0\xcf\x11\xe0")) and path.suffix.lower() == ".csv":
        return (_csv(path, data),)
    try:
        if data.startswith(b"PK"):
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                if sum(info.file_size for info in archive.infolist()) > MAX_UNPACKED:
                    raise UsageError(f"{path} is te groot om te lezen. Gebruik het werkboek dat handreiking maakte.")
                excel = "xl/workbook.xml" in archive.namelist()
            if excel:
                return tuple(_openpyxl(data))
        return tuple(_calamine(data))
    except UsageError:
        raise
    except Exception:  # the libraries raise what their parts raise: BadZipFile, KeyError, ParseError, CalamineError
        raise UsageError(WRONG.format(path=path)) from None


def read_bytes(path: Path) -> bytes:
    """Return a file's bytes; raises UsageError in Dutch."""
    try:
        return read_file(path)
    except FileNotFoundError:
        raise UsageError(f"Het bestand {path} bestaat niet.") from None
    except IsADirectoryError:
        raise UsageError(f"{path} is een map. Noem een bestand.") from None
    except OSError:
        raise UsageError(f"{path} kan niet worden gelezen.") from None


def _openpyxl(data: bytes) -> Iterator[Grid]:
    openpyxl = need("openpyxl")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # remarks of the library, in English, on what Excel itself saved
        values, formulas = (openpyxl.load_workbook(io.BytesIO(data), data_only=only) for only in (True, False))
    for sheet in values.worksheets:
        written = formulas[sheet.title]
        yield Grid(sheet.title, tuple(tuple(_cell(r, c, cell, written) for c, cell in enumerate(row, start=1)) for r, row in enumerate(sheet.iter_rows(), start=1)))


def _cell(row: int, column: int, cell: FoundCell | MergedCell, formulas: Worksheet) -> Cell:
    value, broken = _tidy(cell.value), ""
    if getattr(cell, "data_type", "") == "e":
        value, broken = None, f"In deze cel staat de fout {cell.value}."
    elif value is None and getattr(formulas[cell.coordinate], "data_type", "") == "f":
        broken = "In deze cel staat een formule zonder uitkomst."
    return Cell(row, column, value, broken)


def _calamine(data: bytes) -> Iterator[Grid]:
    book = need("python_calamine").CalamineWorkbook.from_filelike(io.BytesIO(data))
    for name in book.sheet_names:
        rows = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
        yield _grid(name, rows)


def _csv(path: Path, data: bytes) -> Grid:
    if len(data) > _MAX_CSV:
        raise UsageError(f"{path} is te groot om te lezen.")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")  # what Excel saves as CSV in the Netherlands
    sign = max(";,\t", key=text.partition("\n")[0].count) if text else ";"
    sign = sign if sign in text.partition("\n")[0] else ";"
    return _grid(path.stem, list(csv.reader(io.StringIO(text, newline=""), delimiter=sign)))


def _grid(title: str, rows: Iterable[Iterable[object]]) -> Grid:
    return Grid(title, tuple(tuple(Cell(r, c, _tidy(value)) for c, value in enumerate(row, start=1)) for r, row in enumerate(rows, start=1)))


def _tidy(value: object) -> Scalar:
    """Return an empty text as nothing, a date without its time as a date, a whole float as a number, and what else a library may give (a time) as text."""
    if isinstance(value, str):
        return value.strip() or None
    if isinstance(value, dt.datetime):
        return value.date()
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value if value is None or isinstance(value, (int, float, dt.date)) else str(value)
