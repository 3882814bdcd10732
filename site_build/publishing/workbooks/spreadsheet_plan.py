"""Sheet Plan of the workbook: one row per action; owner, date and status may be changed and read back."""

from __future__ import annotations

import datetime as dt
from typing import Any

from site_build.interview.answers import STATUSES
from site_build.publishing.extras import need
from site_build.publishing.workbooks import workbook as wb
from site_build.publishing.workbooks.plan_rows import plan_rows
from site_build.publishing.workbooks.workbook import style, write_text
from site_build.tailoring.handbook import Handbook

MARK = "plan"
FIRST = 4  # the first row with an action
OWNER, END, STATUS = 4, 6, 7  # what may be changed
OWNER_WAS, END_WAS, STATUS_WAS = 13, 14, 15  # hidden: what stood there when the file was made
_COLUMNS = (("Actie", 52), ("Waarom nu", 34), ("Wie", 24), ("Begin", 12), ("Klaar op", 12), ("Status", 11), ("Deel", 13),
            ("Dagdelen projectleider", 14), ("Dagdelen anderen", 12), ("Nodig voor", 26), ("Fase", 14))


def write_plan(sheet: Any, handbook: Handbook, told: str) -> None:
    """Fill the sheet; `told` is the line about the edition."""
    sheet["A1"], sheet["A2"] = MARK, handbook.answers.handbook
    wb.title(sheet, f"Plan, {handbook.municipality}", f"{told}Verander wie, klaar op en status (geel).".strip())
    wb.header(sheet, FIRST - 1, [name for name, _ in _COLUMNS], first=2)
    sheet.row_dimensions[FIRST - 1].height = 32
    rows = plan_rows(handbook)
    for number, row in enumerate(rows, start=FIRST):
        sheet.cell(number, 1).value = row.id
        for column, text in ((2, row.do), (3, row.why), (4, row.owner), (7, row.status), (8, row.group), (11, row.needed), (12, row.phase)):
            write_text(sheet.cell(number, column), text, border=True, fill=_fill(column))
        for column, date in ((5, row.start), (6, row.end)):
            style(sheet.cell(number, column), border=True, number=wb.DATE_FORMAT, across="left", fill=_fill(column)).value = date
        for column, half_days in ((9, row.lead), (10, row.others)):
            style(sheet.cell(number, column), border=True, number="0.##" if half_days % 1 else "0", across="right", indent=1).value = half_days
        for column, was in ((OWNER_WAS, row.owner), (END_WAS, row.end.isoformat() if row.end else ""), (STATUS_WAS, row.status)):
            write_text(sheet.cell(number, column), was, wrap=False)
        wb.fit_height(sheet, number, [(row.do, 52), (row.why, 34), (row.needed, 26), (row.owner, 24)])
    last = max(FIRST + len(rows) - 1, FIRST)
    _validate(sheet, handbook, last)
    _colour(sheet, last)
    wb.widths(sheet, (0, *(width for _, width in _COLUMNS), 0, 0, 0))
    sheet.freeze_panes = f"C{FIRST}"
    sheet.auto_filter.ref = f"B{FIRST - 1}:L{last}"
    sheet.print_area = f"B1:L{last}"
    wb.print_on_a4(sheet, title_rows=f"{FIRST - 1}:{FIRST - 1}")


def _fill(column: int) -> str:
    return wb.INPUT if column in (OWNER, END, STATUS) else ""


def _validate(sheet: Any, handbook: Handbook, last: int) -> None:
    wb.pick_list(sheet, f'"{",".join(STATUSES)}"', [f"G{FIRST}:G{last}"], title="Status", message="Kies open, bezig, klaar of vervallen.", blank=False)
    make = need("openpyxl.worksheet.datavalidation").DataValidation
    dates = make(type="date", operator="between", formula1="DATE(2000,1,1)", formula2="DATE(2200,12,31)", allow_blank=True, showErrorMessage=True,
                 showInputMessage=True, errorTitle="Geen datum", error="Vul een datum in, zoals 31-12-2027.",
                 promptTitle="Klaar op", prompt="De dag waarop deze actie klaar is.")
    sheet.add_data_validation(dates)
    dates.add(f"F{FIRST}:F{last}")


def _colour(sheet: Any, last: int) -> None:
    """Grey out what is done or dropped, live."""
    styles, rules = need("openpyxl.styles"), need("openpyxl.formatting.rule")
    grey = rules.FormulaRule(formula=[f'OR($G{FIRST}="klaar",$G{FIRST}="vervallen")'], font=styles.Font(color="7A8789", italic=True))
    sheet.conditional_formatting.add(f"B{FIRST}:L{last}", grey)


def as_date(value: Any) -> dt.date | None:
    """Return a cell's date without its time, None when it is no date."""
    if isinstance(value, dt.datetime):
        return value.date()
    return value if isinstance(value, dt.date) else None
