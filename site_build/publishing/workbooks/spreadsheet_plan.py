"""Sheet Plan of the workbook: one row per action; what is yellow may be changed and is read back, own actions too."""

from __future__ import annotations

from typing import TYPE_CHECKING

from site_build.content.phrases import Phrases
from site_build.interview.answers import PRIORITIES, STATUSES
from site_build.publishing.extras import need
from site_build.publishing.workbooks import workbook as wb
from site_build.publishing.workbooks.plan_rows import PlanRow, plan_rows
from site_build.publishing.workbooks.workbook import at, style, write_text
from site_build.tailoring.handbook import INTERN, Handbook
from site_build.tailoring.own_actions import is_own

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet


MARK = "plan"
FIRST = 4  # the first row with an action
KEY, DO, WHY, OWNER, START, END, STATUS = "Sleutel", "Actie", "Waarom nu", "Wie", "Begin", "Klaar op", "Status"
LEAD, OTHERS, PRIORITY, NOTE = "Dagdelen projectleider", "Dagdelen anderen", "Prioriteit", "Opmerking"
# Every column, the key too, is part of one Excel table: sorting moves whole rows.
COLUMNS = ((KEY, 0), (DO, 52), (WHY, 34), (OWNER, 24), (START, 12), (END, 12), (STATUS, 11), ("Deel", 13), (LEAD, 14), (OTHERS, 12),
           ("Nodig voor", 26), ("Fase", 14), (PRIORITY, 11), (NOTE, 30))
OPEN_TO_CHANGE = (OWNER, END, STATUS, PRIORITY, NOTE)
ROOM = 15  # empty rows for actions of one's own
_AT = {title: number for number, (title, _) in enumerate(COLUMNS, start=1)}
_LAST = "N"


def write_plan(sheet: Worksheet, handbook: Handbook, told: str) -> None:
    """Fill the sheet; `told` is the line about the edition."""
    sheet["A1"], sheet["A2"] = MARK, handbook.answers.handbook
    phrases = handbook.content.phrases
    own = "" if handbook.edition != INTERN else f" {phrases('workbook.own_actions')}"
    wb.title(sheet, phrases("workbook.plan_of", municipality=handbook.municipality), f"{told}{phrases('workbook.plan')}{own}".strip())
    wb.header(sheet, FIRST - 1, [name for name, _ in COLUMNS])
    sheet.row_dimensions[FIRST - 1].height = 32
    rows = plan_rows(handbook)
    for number, row in enumerate(rows, start=FIRST):
        _row(sheet, number, row, hours=not handbook.shared)
    last = max(FIRST + len(rows) - 1, FIRST)
    room = last + (ROOM if handbook.edition == INTERN else 0)
    for number in range(last + 1, room + 1):
        for title in (DO, OWNER, START, END, STATUS, LEAD, OTHERS, PRIORITY, NOTE):
            style(at(sheet, number, _AT[title]), border=True, fill=wb.INPUT, number=wb.DATE_FORMAT if title in (START, END) else "")
    _validate(sheet, room, phrases)
    _colour(sheet, room)
    wb.widths(sheet, [width for _, width in COLUMNS])
    sheet.freeze_panes = f"C{FIRST}"
    _table(sheet, room)
    sheet.print_area = f"B1:{_LAST}{last}"
    wb.print_on_a4(sheet, title_rows=f"{FIRST - 1}:{FIRST - 1}")


def _row(sheet: Worksheet, number: int, row: PlanRow, *, hours: bool) -> None:
    sheet.cell(number, 1).value = row.id
    texts = {DO: row.do, WHY: row.why, OWNER: row.owner, STATUS: row.status, "Deel": row.group, "Nodig voor": row.needed, "Fase": row.phase,
             PRIORITY: row.priority, NOTE: row.note}
    for title, text in texts.items():
        write_text(at(sheet, number, _AT[title]), text, border=True, fill=_fill(title, row), across="left", indent=int(title == "Nodig voor"))
    for title, date in ((START, row.start), (END, row.end)):
        style(at(sheet, number, _AT[title]), border=True, number=wb.DATE_FORMAT, across="left", fill=_fill(title, row)).value = date
    for title, half_days in ((LEAD, row.lead), (OTHERS, row.others)):
        cell = style(at(sheet, number, _AT[title]), border=True, number="0.##" if half_days % 1 else "0", across="right", indent=1, fill=_fill(title, row))
        cell.value = half_days if hours else None
    wb.fit_height(sheet, number, [(text, width) for title, width in COLUMNS if (text := texts.get(title, ""))])


def _table(sheet: Worksheet, last: int) -> None:
    """Make one table of it, key included: what is sorted or filtered is sorted and filtered whole."""
    tables = need("openpyxl.worksheet.table")
    table = tables.Table(displayName="Plan", ref=f"A{FIRST - 1}:{_LAST}{last}")
    table.tableStyleInfo = tables.TableStyleInfo(name=None, showRowStripes=False)
    sheet.add_table(table)


def _fill(title: str, row: PlanRow) -> str:
    own = is_own(row.id) and title in (DO, LEAD, OTHERS)
    return wb.INPUT if title in OPEN_TO_CHANGE or own else ""


def _validate(sheet: Worksheet, last: int, phrases: Phrases) -> None:
    wb.pick_list(sheet, f'"{",".join(STATUSES)}"', [f"G{FIRST}:G{last}"], phrases, title="Status", message=phrases("workbook.status"))
    wb.pick_list(sheet, f'"{",".join(PRIORITIES)}"', [f"M{FIRST}:M{last}"], phrases, title="Prioriteit",
                 message=phrases("workbook.priority"))
    make = need("openpyxl.worksheet.datavalidation").DataValidation
    dates = make(type="date", operator="between", formula1="DATE(2000,1,1)", formula2="DATE(2200,12,31)", allow_blank=True, showErrorMessage=True,
                 showInputMessage=True, errorTitle=phrases("workbook.no_date"), error=phrases("workbook.date"),
                 promptTitle="Klaar op", prompt=phrases("workbook.ready_on"))
    sheet.add_data_validation(dates)
    dates.add(f"F{FIRST}:F{last}")


def _colour(sheet: Worksheet, last: int) -> None:
    """Grey out what is done or dropped, live."""
    styles, rules = need("openpyxl.styles"), need("openpyxl.formatting.rule")
    grey = rules.FormulaRule(formula=[f'OR($G{FIRST}="klaar",$G{FIRST}="vervallen")'], font=styles.Font(color="7A8789", italic=True))
    sheet.conditional_formatting.add(f"B{FIRST}:{_LAST}{last}", grey)
