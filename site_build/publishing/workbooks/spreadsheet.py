"""The handbook as a workbook (plan, risks, lists, costs and benefits, decision moments) and the plan as CSV."""

from __future__ import annotations

import csv
import datetime as dt
import io
from pathlib import Path
from typing import TYPE_CHECKING

from site_build.assembly.config import notice
from site_build.content.conditions import Condition, Tri
from site_build.interview.answers import dutch_number
from site_build.publishing.extras import need
from site_build.publishing.workbooks import snapshot
from site_build.publishing.workbooks import workbook as wb
from site_build.publishing.workbooks.plan_rows import plan_rows
from site_build.publishing.workbooks.registers import write_registers
from site_build.publishing.workbooks.spreadsheet_costs import write_costs
from site_build.publishing.workbooks.spreadsheet_plan import write_plan
from site_build.publishing.workbooks.tables import table
from site_build.tailoring.explaining import in_words
from site_build.tailoring.handbook import Handbook
from site_build.tailoring.moments import DROPPED as CANCELLED

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet


_FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")

def write_workbook(handbook: Handbook, target: Path) -> None:
    """Write the workbook; the same handbook gives the same bytes. Raises MissingExtraError without openpyxl."""
    book = need("openpyxl").Workbook()
    outcomes = fill_workbook(book, handbook)
    snapshot.keep(book, snapshot.take(book, handbook.answers.handbook))
    wb.save(book, target, handbook.answers.today, handbook.content.phrases("workbook.name", municipality=handbook.municipality), outcomes)


def fill_workbook(book: Workbook, handbook: Handbook) -> dict[str, dict[str, float]]:
    """Fill an empty workbook; return the outcome of each formula, by sheet and cell."""
    above = notice(handbook).rstrip(".")
    told = f"{above}. " if above else ""
    plan = book.worksheets[0]
    plan.title = "Plan"
    write_plan(plan, handbook, told)
    _risks(book.create_sheet("Risico's"), handbook, told)
    _lists(book.create_sheet("Lijsten"), handbook, told)
    costs = write_costs(book.create_sheet("Kosten en baten"), handbook, told)
    starts = _moments(book.create_sheet("Beslismomenten"), handbook, told)
    write_registers(book, handbook, told)
    return {"Kosten en baten": costs, "Beslismomenten": starts}


def write_csv(handbook: Handbook, target: Path) -> None:
    """Write the plan as CSV for Dutch Excel: `;`, UTF-8 with BOM, CRLF; nothing in it runs as a formula."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(["Actie", "Waarom nu", "Wie", "Begin", "Klaar op", "Status", "Deel", "Dagdelen projectleider", "Dagdelen anderen",
                     "Nodig voor", "Fase", "Prioriteit", "Opmerking", "Id"])
    for row in plan_rows(handbook):
        writer.writerow([inert(text) for text in (
            row.do, row.why, row.owner, _day(row.start), _day(row.end), row.status, row.group, dutch_number(row.lead), dutch_number(row.others),
            row.needed, row.phase, row.priority, row.note, row.id)])
    wb.write_bytes(target, b"\xef\xbb\xbf" + text.getvalue().encode("utf-8"))


def inert(text: str) -> str:
    """Return text for a CSV cell that Excel does not run: a leading sign of a formula gets an apostrophe."""
    return f"'{text}" if text.lstrip().startswith(_FORMULA_SIGNS) or text.startswith(_FORMULA_SIGNS) else text


def _day(date: dt.date | None) -> str:
    return date.strftime("%d-%m-%Y") if date else ""


# --- plain tables -------------------------------------------------------------------------


def _risks(sheet: Worksheet, handbook: Handbook, told: str) -> None:
    names, phrases = handbook.content.role_names, handbook.content.phrases
    rows = [(c.thing.id, (c.thing.risk, c.thing.why, c.thing.signal, c.thing.measure, names.get(handbook.risk_owner(c), c.thing.owner),
                          "Later" if c.later else "Nu", _if_unknown(c.outcome.tri, c.thing.when, handbook), "", ""))
            for c in handbook.selection.risks if c.included]
    table(sheet, "risicos", "Risico's", f"{told}{phrases('workbook.to_work_with')} {phrases('workbook.risks')}",
           (("Risico", 34), ("Waarom", 34), ("Waaraan u het merkt", 34), ("Wat u doet", 38), ("Wie", 24), ("Wanneer", 10), ("Geldt bij", 22),
            ("Kans", 10), ("Wat wij afspreken", 26)), rows, own=(8, 9))
    if rows:
        wb.pick_list(sheet, '"klein,middel,groot"', [f"I4:I{len(rows) + 3}"], phrases, title="Kans", message=phrases("workbook.chance"))
    wb.protect(sheet)


def _lists(sheet: Worksheet, handbook: Handbook, told: str) -> None:
    phrases = handbook.content.phrases
    rows = [(f"{c.thing.id}/{item.thing.id}", (c.thing.title, item.thing.text, item.thing.why,
                                              handbook.addressed(item.thing.addressee, later=c.later),
                                              "Later" if c.later else "Nu", _if_unknown(item.outcome.tri, item.thing.when, handbook), "", ""))
            for c in handbook.selection.checklists if c.included and c.thing.kind == "list" for item in c.live_items]
    table(sheet, "lijsten", "Lijsten", f"{told}{phrases('workbook.to_work_with')} {phrases('workbook.lists')}",
           (("Lijst", 24), ("Punt", 50), ("Waarom", 44), ("Voor wie", 24), ("Wanneer", 10), ("Geldt bij", 24), ("Klaar", 8), ("Opmerking", 26)),
           rows, own=(7, 8))
    if rows:
        wb.pick_list(sheet, '"ja,nee"', [f"H4:H{len(rows) + 3}"], phrases, title="Klaar", message=phrases("workbook.yes_or_no"))
    wb.protect(sheet)


def _moments(sheet: Worksheet, handbook: Handbook, told: str) -> dict[str, float]:
    """Fill the sheet; return the outcome of each formula, by cell, as days since 1899-12-30 (Excel's own count)."""
    outcomes: dict[str, float] = {}
    names, phrases = handbook.content.role_names, handbook.content.phrases
    rows = []
    for number, m in enumerate(sorted(handbook.moments, key=lambda m: (m.date is None, m.date or dt.date.max)), start=4):
        kind = phrases("workbook.by_you" if m.changed else "workbook.our_estimate" if m.estimate else "workbook.fixed_day")
        start = f'=IF(ISNUMBER(C{number}),WORKDAY(C{number}-7*E{number}+1,-1),"")'
        if m.latest_start:
            outcomes[f"D{number}"] = (m.latest_start - dt.date(1899, 12, 30)).days
        rows.append((m.id, (m.title, m.date, start, float(m.weeks_before), kind, "" if m.certain else phrases("workbook.perhaps"),
                            handbook.content.decider_names.get(m.decides, m.decides), names.get(m.who, m.who), m.explain)))
    table(sheet, "momenten", "Beslismomenten", f"{told}{phrases('workbook.moments', dropped=CANCELLED)}",
           (("Moment", 34), ("Datum", 12), ("Begin uiterlijk", 14), ("Weken voorbereiding", 15), ("Datum is", 18), ("Geldt", 11), ("Wie beslist", 20),
            ("Wie bereidt voor", 24), ("Uitleg", 62)), rows, own=(2,), formulas=(3,))
    wb.protect(sheet)
    return outcomes


def _if_unknown(tri: Tri, when: Condition | None, handbook: Handbook) -> str:
    """Return for what it applies, where an answer is not known."""
    return in_words(when, handbook.content) if tri is Tri.UNKNOWN and when is not None else ""
