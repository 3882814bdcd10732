"""The tables that a municipality fills in: figures from before the start, what was changed, whether the core is still there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from site_build.assembly.doc import Head, PageDoc
from site_build.assembly.registers_contexts import RegistersPage, TableRow
from site_build.assembly.views import Views
from site_build.content.registers import Register
from site_build.interview.answers import dutch_date
from site_build.interview.records import OWN_ROW
from site_build.interview.registers import is_own_row
from site_build.said import Said
from site_build.tailoring.handbook import Handbook

FILE = "metingen-en-logboek.md"


def pages(handbook: Handbook, views: Views) -> Iterable[PageDoc]:
    """Yield the page with every table; what was filled in stays inside the municipality."""
    live = tuple(register for register in handbook.content.registers if not register.retired)
    if handbook.shared or not live:
        return
    phrases = handbook.content.phrases
    tables = tuple(
        TableRow(register.title, register.intro, views.page_ref(register.page), _heads(register), tuple(_rows(register, handbook)))
        for register in live)
    yield views.page("registers", FILE, Head(phrases("heads.registers"), phrases("heads.registers_about")), RegistersPage(tables=tables))


def _heads(register: Register) -> tuple[str, ...]:
    return (*register.known, *(column.title for column in register.live))


def _rows(register: Register, handbook: Handbook) -> Iterator[tuple[Said | str, ...]]:
    """Yield the rows that hold something; in the complete edition every row of ours."""
    filled = {} if handbook.complete else handbook.answers.registers.get(register.id, {})
    empty = ("",) * len(register.known)
    ours = {row.id: (*row.texts, *empty)[: len(register.known)] for row in register.live_rows}
    own = sorted((row for row in filled if is_own_row(row)), key=lambda row: int(row.removeprefix(OWN_ROW)))
    for row in (*ours, *own):
        if row not in filled and not handbook.complete:
            continue
        cells = filled.get(row, {})
        yield (*ours.get(row, empty), *(Said(_text(cells.get(column.id, ""), column.type)) for column in register.live))


def _text(value: str, kind: str) -> str:
    return dutch_date(value) if kind == "date" and value else value
