"""Tables that a municipality filled in: one check of a cell for the file of answers and for the workbook."""

from __future__ import annotations

import difflib
import re

from site_build.content.documents import Json, Mapping
from site_build.content.model import Content
from site_build.content.registers import Column
from site_build.errors import Place, Problem
from site_build.interview.migrating import by_any_id
from site_build.interview.records import OWN_ROW, Registers
from site_build.interview.typed import read_date, same_words
from site_build.interview.validation import InvalidAnswer, clean_text, clip

_EXAMPLE = "31-12-2027"
_ROW = re.compile(rf"{OWN_ROW}[1-9][0-9]{{0,3}}")


def cell_value(column: Column, raw: object) -> str:
    """Return what somebody typed in a cell as it is kept (a date as ISO); nothing for an empty cell. Raises InvalidAnswer."""
    if raw is None or not str(raw).strip():
        return ""
    if column.type == "date":
        return read_date(raw, _EXAMPLE).isoformat()
    if column.type == "choice":
        chosen = next((choice for choice in column.options if same_words(choice) == same_words(str(raw))), "")
        if not chosen:
            raise InvalidAnswer(f"'{clip(raw)}' kan hier niet. Kies uit: {', '.join(column.options)}.")
        return chosen
    return clean_text(str(raw))


def is_own_row(row: str) -> bool:
    """True for the key of a row that somebody added."""
    return bool(_ROW.fullmatch(row))


def read_registers(raw: Mapping, content: Content) -> tuple[Registers, list[Problem], dict[str, Json]]:
    """Return the tables of a file of answers, the problems, and what no longer exists (by its place in words)."""
    readable = by_any_id(content.registers)
    found: Registers = {}
    problems: list[Problem] = []
    gone: dict[str, Json] = {}

    def wrong(place: Place, message: str, remedy: str = "") -> None:
        problems.append(Problem(place, "tabel", message, remedy))

    for key, rows in raw.items():
        register = readable.get(key)
        if register is None:
            close = difflib.get_close_matches(str(key), list(readable), n=1)
            wrong(raw.place_of(key), f"De tabel '{clip(key)}' bestaat niet.", f"Bedoelt u '{close[0]}'?" if close else f"Kies uit: {', '.join(readable)}.")
        elif register.retired:
            gone[str(key)] = rows
        elif not isinstance(rows, Mapping) or len(filled := {row: cells for row, cells in rows.items() if isinstance(cells, Mapping)}) < len(rows):
            wrong(raw.place_of(key), f"In de tabel '{clip(key)}' hoort per regel een kolom en een tekst.", "Schrijf: regel-1: {wat: Een andere brief}.")
        else:
            known, columns = by_any_id(register.rows), by_any_id(register.columns)
            for row, cells in filled.items():
                ours = known.get(row)
                if ours is None and not is_own_row(str(row)):
                    wrong(rows.place_of(row), f"De regel '{clip(row)}' bestaat niet in de tabel '{register.id}'.", f"Een eigen regel heet {OWN_ROW}1, {OWN_ROW}2 en zo verder.")
                    continue
                for name, value in cells.items():
                    column = columns.get(name)
                    if column is None:
                        wrong(cells.place_of(name), f"De kolom '{clip(name)}' bestaat niet in de tabel '{register.id}'.", f"Kies uit: {', '.join(columns)}.")
                    elif column.retired or (ours is not None and ours.retired):
                        gone[f"{key}: {row}: {name}"] = value
                    else:
                        try:
                            text = cell_value(column, value)
                        except InvalidAnswer as error:
                            wrong(cells.place_of(name), f"{column.title}: {error}")
                            continue
                        if text:
                            found.setdefault(register.id, {}).setdefault(ours.id if ours else str(row), {})[column.id] = text
    return found, problems, gone
