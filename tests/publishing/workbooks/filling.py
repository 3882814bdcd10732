"""Fills in a questionnaire as a colleague would: the words of the lists, in the cells beside the hidden ids."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import openpyxl

from site_build.content.model import Content, Question
from site_build.interview.answers import Answers


def fill(path: Path, answers: Answers, content: Content) -> None:
    book = openpyxl.load_workbook(path)
    sheets = {str(sheet["A1"].value): sheet for sheet in book}
    cover, asked = sheets["voorblad"], rows(sheets["vragen"])
    cover.cell(rows(cover)["date"], 3).value = answers.today
    cover.cell(rows(cover)["handbook"], 3).value = answers.handbook
    for id, value in answers.values.items():
        question = content.questions[id]
        if value == "onbekend":
            sheets["vragen"].cell(asked[id], 4).value = "weet ik niet"
        elif question.type == "choices":
            for choice in value:
                sheets["vragen"].cell(asked[f"{id}={choice}"], 4).value = "ja"
        elif question.type == "list":
            if not value:
                sheets["vragen"].cell(asked[id], 4).value = f"geen {question.item}"
            fill_list(sheets[f"lijst:{id}"], question, value, content)
        else:
            put(sheets["vragen"].cell(asked[id], 4), question, value, content)
    for id, date in answers.moments.items():
        cell = sheets["momenten"].cell(rows(sheets["momenten"])[id], 4)
        cell.value = date if date == "vervalt" else dt.date.fromisoformat(date)
    for number, one in enumerate(answers.statements):
        sheet = sheets["stellingen"] if number == 0 else book.copy_worksheet(sheets["stellingen"])
        at = rows(sheet)
        sheet.cell(at["rol"], 4).value = next(role.name for role in content.roles if role.id == one.role)
        sheet.cell(at["akkoord"], 4).value = "ja" if one.agreed else "nee"
        for row in (at[s.id] for s in content.statements):
            sheet.cell(row, 4).value = None
        for id, value in one.answers.items():
            sheet.cell(at[id], 4).value = {"onbekend": "weet ik niet", "nvt": "n.v.t."}.get(str(value), value)
    book.save(path)


def fill_list(sheet: Any, question: Question, entries: list[dict[str, Any]], content: Content) -> None:
    columns = {cell.value: cell.column for cell in sheet[3] if cell.value}
    for row, entry in enumerate(entries, start=5):
        for part in question.parts:
            if part.id in entry:
                put(sheet.cell(row, columns[part.id]), part, entry[part.id], content)


def put(cell: Any, question: Question, value: Any, content: Content) -> None:
    words: Any = value
    if value == "onbekend":
        words = "weet ik niet"
    elif question.type == "choice":
        words = next(choice.label for choice in question.choices if choice.id == value)
    elif question.type == "date":
        words = dt.date.fromisoformat(value)
    elif question.type == "municipality":
        words = next(m.name for m in content.municipalities if m.code == value)
    cell.value = words
    if isinstance(words, str):
        cell.data_type = "s"  # what somebody types into a cell with the format Text


def rows(sheet: Any) -> dict[str, int]:
    """The row of each id in column A."""
    return {str(row[0].value): row[0].row for row in sheet.iter_rows(max_col=1) if row[0].value is not None}
