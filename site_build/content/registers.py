"""Tables that a municipality fills in itself, in the workbook: figures from before the start, what was changed and why."""

from __future__ import annotations

from dataclasses import dataclass

from site_build.content.base import Thing, meta, opt

COLUMN_TYPES = ("text", "date", "choice")


@dataclass(frozen=True, kw_only=True)
class Column(Thing):
    """A column to fill in; `width` is in letters."""

    title: str
    type: str = opt("text", values=COLUMN_TYPES)
    options: tuple[str, ...] = ()  # of type choice, as people read them
    width: int = 20


@dataclass(frozen=True, kw_only=True)
class RegisterRow(Thing):
    """A row that is there from the start; `texts` stand in the columns of `known`, in their order."""

    texts: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Register(Thing):
    """One table: rows of ours with columns to fill in, or (`open`) empty rows for their own."""

    title: str  # of the sheet too: at most 31 signs
    intro: str
    page: str = opt("", ref="page")
    known: tuple[str, ...] = ()
    known_widths: tuple[int, ...] = ()
    rows: tuple[RegisterRow, ...] = ()
    open: int = 0  # how many empty rows a workbook has beyond what is filled in
    columns: tuple[Column, ...] = meta()

    def column(self, title: str) -> Column | None:
        """Return the column with this title."""
        return next((column for column in self.columns if column.title == title and not column.retired), None)

    @property
    def live(self) -> tuple[Column, ...]:
        """The columns that still exist."""
        return tuple(column for column in self.columns if not column.retired)

    @property
    def live_rows(self) -> tuple[RegisterRow, ...]:
        """The rows of ours that still exist."""
        return tuple(row for row in self.rows if not row.retired)
