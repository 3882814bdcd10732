"""What the template of the tables that a municipality fills in may use."""

from __future__ import annotations

from dataclasses import dataclass

from site_build.assembly.contexts import Context
from site_build.assembly.rows import PageRef
from site_build.said import Said


@dataclass(frozen=True)
class TableRow:
    """One table: its rows that hold something, each a text per head; `page` says more about it."""

    title: str
    intro: str
    page: PageRef | None
    heads: tuple[str, ...]
    rows: tuple[tuple[Said | str, ...], ...]


@dataclass(frozen=True, kw_only=True)
class RegistersPage(Context):
    """Every table."""

    TEMPLATE = "registers"
    tables: tuple[TableRow, ...]
