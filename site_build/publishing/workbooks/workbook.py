"""What every workbook of ours shares: inert text, one look, the same bytes twice, and careful opening.

openpyxl both writes and reads here. XlsxWriter writes a little more, but cannot read what comes back
from a colleague; two libraries with their own idea of a cell would be one too many.
"""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from collections.abc import Iterable, Mapping
from copy import copy
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict, Unpack
from weakref import WeakKeyDictionary

from site_build.content.phrases import Phrases
from site_build.disk import reason, write_atomic
from site_build.errors import UsageError
from site_build.publishing.extras import need

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.cell.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet


BRAND, TINT, INPUT, LINE, MUTED = "17505F", "E6EDEC", "FFF7DC", "CFD9D8", "4A585C"
FONT = "Calibri"
DATE_FORMAT = "dd-mm-yyyy"
EURO_FORMAT = "[$-413]€\\ #,##0;[$-413]€\\ -#,##0"  # Dutch, whatever the language of the program that prints it
DONT_KNOW_LABEL = "weet ik niet"

_LOOKS: WeakKeyDictionary[object, dict[tuple[object, ...], object]] = WeakKeyDictionary()  # per workbook
_STYLE = "_style"  # the outcome of all these in one: openpyxl has no public name for it
_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_FORMULA = re.compile(rb'(<c r="([A-Z]+[0-9]+)"[^>]*><f>[^<]*</f>)(?:<v ?/>|<v></v>)</c>')
_MODIFIED = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*(</dcterms:\2>)")


class Look(TypedDict, total=False):
    """How a cell looks; see `style`."""

    bold: bool
    colour: str
    fill: str
    size: int
    wrap: bool
    across: str
    italic: bool
    border: bool
    number: str
    unlocked: bool
    indent: int


def at(sheet: Worksheet, row: int, column: int) -> Cell:
    """Return a cell by its numbers; no sheet of ours has merged cells."""
    from openpyxl.cell.cell import Cell  # there is a sheet, so there is openpyxl

    found = sheet.cell(row, column)
    assert isinstance(found, Cell)
    return found


def write_text(cell: Cell, text: str, **look: Unpack[Look]) -> Cell:
    """Put text in a cell so that it stays text: no formula, no link, whatever it begins with."""
    cell.value = _ESCAPED.sub("_x005F_", text)
    cell.data_type = "s"
    style(cell, **look)
    if text[:1] in ("=", "+", "-", "@", "\t"):
        cell.quotePrefix = True
    return cell


def style(cell: Cell, *, bold: bool = False, colour: str = "", fill: str = "", size: int = 11, wrap: bool = True, across: str = "",
          italic: bool = False, border: bool = False, number: str = "", unlocked: bool = False, indent: int = 0) -> Cell:
    """Give a cell its look; colours are RRGGBB, `across` is left, center or right.

    openpyxl compares each font, border and fill with all that it has, which takes most of the time of a
    workbook; so the outcome is kept per look.
    """
    looks = _LOOKS.setdefault(cell.parent.parent, {})
    look = (bold, colour, fill, size, wrap, across, italic, border, number, unlocked, indent)
    if look in looks:
        setattr(cell, _STYLE, copy(looks[look]))
        return cell
    styles = need("openpyxl.styles")
    cell.font = styles.Font(name=FONT, size=size, bold=bold, italic=italic, color=colour or None)
    cell.alignment = styles.Alignment(wrap_text=wrap, vertical="top", horizontal=across or None, indent=indent)
    if fill:
        cell.fill = styles.PatternFill("solid", fgColor=fill)
    if border:
        side = styles.Side("thin", color=LINE)
        cell.border = styles.Border(left=side, right=side, top=side, bottom=side)
    if number:
        cell.number_format = number
    if unlocked:
        cell.protection = styles.Protection(locked=False)
    looks[look] = copy(getattr(cell, _STYLE))
    return cell


def header(sheet: Worksheet, row: int, titles: Iterable[str], *, first: int = 1) -> None:
    """Write a header row, white on the brand colour."""
    for column, title in enumerate(titles, start=first):
        write_text(at(sheet, row, column), title, bold=True, colour="FFFFFF", fill=BRAND, border=True)


def title(sheet: Worksheet, text: str, told: str = "") -> None:
    """Write the title of a sheet in B1, and one line about it in B2."""
    write_text(sheet["B1"], text, bold=True, size=16, colour=BRAND, wrap=False)
    sheet.row_dimensions[1].height = 26
    if told:
        write_text(sheet["B2"], told, colour=MUTED, wrap=False)
    sheet.sheet_view.showGridLines = False


def widths(sheet: Worksheet, values: Iterable[float]) -> None:
    """Set the widths of the columns from A on, in characters; 0 hides a column."""
    letter = need("openpyxl.utils").get_column_letter
    for number, width in enumerate(values, start=1):
        column = sheet.column_dimensions[letter(number)]
        if width:
            column.width = width
        else:
            column.hidden = True


def fit_height(sheet: Worksheet, row: int, texts: Iterable[tuple[str, float]], *, size: int = 11) -> None:
    """Make a row as high as its wrapped texts need; each text comes with the width of its column.

    Excel makes rows fit only when somebody edits them, so a file that was written must say it.
    """
    lines = max((sum(-(-max(len(line), 1) // max(int(width * 1.1), 1)) for line in text.split("\n")) for text, width in texts), default=1)
    sheet.row_dimensions[row].height = min(max(lines, 1) * size * 1.36 + 3, 409)  # 409 points is the most that Excel takes


def print_on_a4(sheet: Worksheet, *, title_rows: str = "", landscape: bool = True) -> None:
    """Print on A4, as wide as one page, with the header repeated and page numbers at the foot."""
    sheet.page_setup.orientation = "landscape" if landscape else "portrait"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = need("openpyxl.worksheet.properties").PageSetupProperties(fitToPage=True)
    margins = sheet.page_margins
    margins.left = margins.right = 0.4
    margins.top, margins.bottom, margins.footer = 0.5, 0.75, 0.4
    if title_rows:
        sheet.print_title_rows = title_rows
    foot = sheet.oddFooter
    assert foot is not None and foot.left is not None and foot.right is not None  # a new sheet has a footer with its parts
    foot.left.text, foot.right.text = "&A", "Bladzijde &P van &N"


def in_formula(text: str) -> str:
    """Return a text as it stands between the quotes of a formula."""
    return text.replace('"', '""')


def pick_list(sheet: Worksheet, source: str, cells: Iterable[str], phrases: Phrases, *, title: str = "", message: str = "", blank: bool = True) -> None:
    """Let cells be chosen from a list: `source` is a range or '"ja,nee"'."""
    validation = need("openpyxl.worksheet.datavalidation").DataValidation(
        type="list", formula1=source, allow_blank=blank, showErrorMessage=True, showInputMessage=bool(message),
        errorTitle=phrases("workbook.choose"), error=phrases("workbook.choose_told"),
        promptTitle=title[:32] or None, prompt=message[:255] or None)
    sheet.add_data_validation(validation)
    for cell in cells:
        validation.add(cell)


def save(book: Workbook, target: Path, date: dt.date, named: str, outcomes: Mapping[str, Mapping[str, float]] | None = None) -> None:
    """Write a workbook; the same workbook and date give the same bytes.

    `outcomes` (sheet -> cell -> number) are stored beside the formulas, which openpyxl itself leaves
    without one: a mail program or Excel's protected view shows a file without computing.
    openpyxl puts the moment of saving in the file's properties and zipfile that in every entry; both
    become the date of the plan.
    """
    moment = dt.datetime(date.year, date.month, date.day)
    book.properties.title, book.properties.creator, book.properties.language = named, "handreiking", "nl-NL"
    book.properties.created = moment
    buffer = io.BytesIO()
    book.save(buffer)
    stamp = moment.strftime("%Y-%m-%dT%H:%M:%SZ").encode()
    fixed = io.BytesIO()
    parts = {f"xl/worksheets/sheet{n}.xml": (outcomes or {}).get(name, {}) for n, name in enumerate(book.sheetnames, start=1)}
    with zipfile.ZipFile(buffer) as source, zipfile.ZipFile(fixed, "w", zipfile.ZIP_DEFLATED) as copy:
        for name in source.namelist():
            data = source.read(name)
            if name == "docProps/core.xml":
                data = _MODIFIED.sub(rb"\g<1>" + stamp + rb"\g<3>", data)
            if parts.get(name):
                data = _with_outcomes(data, parts[name])
            info = zipfile.ZipInfo(name, (max(date.year, 1980), date.month, date.day, 0, 0, 0))
            info.compress_type, info.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
            copy.writestr(info, data)
    write_bytes(target, fixed.getvalue())


def _with_outcomes(xml: bytes, outcomes: Mapping[str, float]) -> bytes:
    def put(match: re.Match[bytes]) -> bytes:
        outcome = outcomes.get(match[2].decode())
        return match[0] if outcome is None else match[1] + b"<v>" + repr(outcome).encode() + b"</v></c>"

    return _FORMULA.sub(put, xml)


def write_bytes(target: Path, data: bytes) -> None:
    """Write a file beside its name and rename it, so that a full disk leaves the old one whole."""
    try:
        write_atomic(target, data)
    except OSError as error:
        raise UsageError(f"{target} kan niet worden geschreven ({reason(error)}).") from None


def protect(sheet: Worksheet) -> None:
    """Let people type in the yellow cells only. No password: whoever must change more, can."""
    protection = sheet.protection
    protection.sheet = True
    protection.formatColumns = protection.formatRows = protection.formatCells = protection.autoFilter = protection.sort = False


def hidden_sheet(book: Workbook, title: str) -> Worksheet:
    """Add a sheet that nobody sees, for the lists to choose from."""
    sheet: Worksheet = book.create_sheet(title)
    sheet.sheet_state = "hidden"
    return sheet
