"""The questionnaire as a workbook that a colleague fills in with Excel.

Each sheet says in cell A1, which is hidden, what it is; column A holds the id of each row. So rows
may be sorted, sheets renamed and a sheet with statements copied for a second person.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from site_build.content.model import NO, YES, Content, Question
from site_build.interview.answers import Answers
from site_build.interview.municipalities import options
from site_build.publishing.extras import need
from site_build.publishing.forms.form_words import (
    CONFIDENTIAL,
    NOT_APPLICABLE_LABEL,
    chosen_sections,
    cover_lines,
    explained,
    how,
    in_order,
    usual_date,
    who_title,
)
from site_build.publishing.workbooks import workbook as wb
from site_build.publishing.workbooks.workbook import DONT_KNOW_LABEL, at, header, pick_list, style, write_text
from site_build.tailoring.moments import DROPPED

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet


COVER, QUESTIONS, LIST, MOMENTS, STATEMENTS = "voorblad", "vragen", "lijst", "momenten", "stellingen"  # what cell A1 says
ASKED = "gevraagd: "  # before the ids of the questions, on the cover
HIDDEN, LAST_COLUMN = "keuzelijsten", 8  # the sheet with lists; the last column of the questions
LIST_ROWS = 40  # prepared rows on the sheet of a list question
ENTRIES_FROM = 5  # the first of them; row 3 holds the ids
_WIDTHS = (0, 5, 50, 36, 48, 38, 17, 13)
_ANSWER = "D"


def write_form(content: Content, answers: Answers, target: Path, *, role: str | None = None, statements: bool = False) -> None:
    """Write the questionnaire as .xlsx; `answers` gives it its handbook id and date (its values are not filled in).

    Raises UsageError for an unknown role, MissingExtraError without openpyxl.
    """
    _FormBook(content, answers, role, statements).write(target)


class _FormBook:
    def __init__(self, content: Content, answers: Answers, role: str | None, statements: bool) -> None:
        self.content, self.answers, self.role, self.statements = content, answers, role, statements
        self.phrases = content.phrases
        self.sections = chosen_sections(content, role, statements=statements)
        self.book = need("openpyxl").Workbook()
        self.cover = self.book.active
        self.lists: Worksheet = wb.hidden_sheet(self.book, HIDDEN)
        self.ranges: dict[tuple[str | int, ...], str] = {}

    def write(self, target: Path) -> None:
        self.cover.title = "Lees mij"
        questions = self.book.create_sheet("Vragen") if self.sections else None
        list_sheets = []
        if questions is not None:
            self._questions(questions)
            list_sheets = [self._list_sheet(q) for _, asked in self.sections for q in asked if q.type == "list"]
            self._moments()
        if self.statements:
            self._statements()
        self.book.move_sheet(self.lists, len(self.book.sheetnames))
        self._cover(list_sheets)
        wb.save(self.book, target, self.answers.today, self.phrases("form.file_title"))

    # --- sheet Vragen -------------------------------------------------------------------

    def _questions(self, sheet: Worksheet) -> None:
        phrases = self.phrases
        self._mark(sheet, QUESTIONS)
        wb.title(sheet, "Vragen", self.phrases("form.questions_told"))
        header(sheet, 3, ("Nr.", phrases("form.question"), phrases("form.answer"), phrases("form.explained"), phrases("form.why"), phrases("form.who_knows"),
                          phrases("form.mind")), first=2)
        row, number = 4, 0
        for section, questions in self.sections:
            for column in range(2, 9):
                style(at(sheet, row, column), fill=wb.TINT)
            write_text(at(sheet, row, 2), f"{section.title}. {section.intro}".strip(), bold=True, fill=wb.TINT, wrap=False)
            sheet.row_dimensions[row].height = 20
            row += 1
            for question in questions:
                number += 1
                if question.intro:
                    write_text(at(sheet, row, 2), question.intro, italic=True, wrap=False)
                    row += 1
                row = self._question(sheet, row, number, question)
        wb.widths(sheet, _WIDTHS)
        sheet.freeze_panes = "E4"
        wb.print_on_a4(sheet, title_rows="3:3")
        wb.protect(sheet)

    def _question(self, sheet: Worksheet, row: int, number: int, question: Question) -> int:
        sheet.cell(row, 1).value = question.id
        told = explained(question, self.content, self._instruction(question))
        who = who_title(question.who, self.content)
        texts = (str(number), question.ask, None, told, question.why, who, CONFIDENTIAL if question.confidential else "")
        for column, text in enumerate(texts, start=2):
            if text is not None:
                write_text(at(sheet, row, column), text, border=True, bold=column == 3, italic=column == 8)
        wb.fit_height(sheet, row, [(question.ask, _WIDTHS[2] * 0.92), (told, _WIDTHS[4]), (question.why, _WIDTHS[5]), (who, _WIDTHS[6])])
        self._answer_cell(sheet, f"{_ANSWER}{row}", question)
        if question.type == "choices":
            for choice in (c for c in question.choices if not c.retired):
                row += 1
                sheet.cell(row, 1).value = f"{question.id}={choice.id}"
                write_text(at(sheet, row, 3), choice.label, border=True, indent=1)
                wb.fit_height(sheet, row, [(choice.label, _WIDTHS[2] - 2)])
                _input(sheet[f"{_ANSWER}{row}"])
                pick_list(sheet, self._range((YES,)), [f"{_ANSWER}{row}"], self.phrases, title=choice.label, message=self.phrases("form.yes_or_empty"))
        return row + 1

    def _instruction(self, question: Question) -> str:
        if question.type != "list":
            return how(question, self.phrases)
        return self.phrases("form.fill_sheet", sheet=_sheet_title(question), item=question.item or "regel", none=_none(question))

    def _answer_cell(self, sheet: Worksheet, at: str, question: Question, cells: str = "") -> None:
        """Make a cell (or a range that begins with it) ready for an answer."""
        for row in sheet[cells] if cells else ((sheet[at],),):
            for cell in row:
                _input(cell, {"date": wb.DATE_FORMAT, "text": "@"}.get(question.type, ""))
        unknown = (DONT_KNOW_LABEL,) if question.unknown else ()
        labels: dict[str, tuple[str | int, ...]] = {
            "choice": tuple(c.label for c in question.choices if not c.retired), "yes_no": (YES, NO), "scale": (1, 2, 3, 4, 5),
            "municipality": tuple(o.label for o in options(self.content.municipalities, self.content.municipality_names)), "choices": (), "list": (_none(question),),
        }
        where = cells or at
        if question.type in labels:
            listed = (*labels[question.type], *unknown)
            if listed:
                message = self.phrases("form.only_unknown") if question.type == "choices" else how(question, self.phrases)
                pick_list(sheet, self._range(listed), [where], self.phrases, title=question.label, message=message)
        else:
            self._free(sheet, where, at, question)

    def _free(self, sheet: Worksheet, where: str, at: str, question: Question) -> None:
        """A number, date or text: no list, so the words for 'weet ik niet' are typed, and the cell says so."""
        phrases = self.phrases
        also = f" {phrases('form.or_type', label=DONT_KNOW_LABEL)}" if question.unknown else ""
        make = need("openpyxl.worksheet.datavalidation").DataValidation
        common = {"allow_blank": True, "showInputMessage": True, "promptTitle": question.label[:32], "prompt": (how(question, phrases) + also)[:255]}
        if question.type == "text":
            validation = make(type="textLength", operator="lessThanOrEqual", formula1="5000", showErrorMessage=True,
                              errorTitle=phrases("form.too_long"), error=phrases("form.at_most"), **common)
        else:
            limits = [f"ISNUMBER({at})"]
            if question.min is not None:
                limits.append(f"{at}>={question.min:g}" if question.min < 1e6 else f"{at}>={int(question.min)}")
            if question.max is not None:
                limits.append(f"{at}<={int(question.max)}")
            formula = f"OR(AND({','.join(limits)}),{at}=\"{DONT_KNOW_LABEL}\")"
            error = phrases("form.date_or" if question.type == "date" else "form.number_or", label=DONT_KNOW_LABEL)
            validation = make(type="custom", formula1=formula, showErrorMessage=True, errorTitle=phrases("form.fits_not"), error=error, **common)
        sheet.add_data_validation(validation)
        validation.add(where)

    # --- a sheet for each list question -------------------------------------------------

    def _list_sheet(self, question: Question) -> str:
        title = _sheet_title(question)
        sheet = self.book.create_sheet(title)
        self._mark(sheet, f"{LIST}:{question.id}")
        note = f" {self.phrases('form.not_shared', label=CONFIDENTIAL)}" if question.confidential else ""
        wb.title(sheet, question.ask, f"{self.phrases('form.one_line', item=question.item or 'regel')} {question.help}{note}".strip())
        parts = [part for part in question.parts if not part.retired]
        column_widths = [0.0]
        for number, part in enumerate(parts, start=2):
            sheet.cell(3, number).value = part.id
            told = part.help or (self.phrases("form.for_example", example=part.example) if part.example else "")
            write_text(at(sheet, 4, number), f"{part.ask}\n{told}".strip(), bold=True, colour="FFFFFF", fill=wb.BRAND, border=True)
            letter = sheet.cell(4, number).column_letter
            self._answer_cell(sheet, f"{letter}{ENTRIES_FROM}", part, f"{letter}{ENTRIES_FROM}:{letter}{ENTRIES_FROM + LIST_ROWS - 1}")
            column_widths.append(32 if part.type in ("text", "choice") else 20)
        wb.widths(sheet, column_widths)
        wb.fit_height(sheet, 4, [(str(sheet.cell(4, n).value), column_widths[n - 1] * 0.9) for n in range(2, len(parts) + 2)])
        sheet.row_dimensions[3].hidden = True
        sheet.freeze_panes = f"B{ENTRIES_FROM}"
        wb.print_on_a4(sheet, title_rows="4:4")
        return title

    # --- decision moments ---------------------------------------------------------------

    def _moments(self) -> None:
        """The dates on which others decide: asked of who prepares them, as the plan stands or falls with them."""
        moments = [m for m in self.content.moments if not m.retired and self.role in (None, m.who)]
        if not moments:
            return
        phrases, sheet = self.phrases, self.book.create_sheet("Beslismomenten")
        self._mark(sheet, MOMENTS)
        wb.title(sheet, "Beslismomenten", phrases("form.moments_told", dropped=DROPPED))
        header(sheet, 3, (phrases("form.moment"), phrases("form.explained"), phrases("form.your_date"), phrases("form.usual"), phrases("form.who_knows")), first=2)
        names = self.content.role_names
        for row, moment in enumerate(moments, start=4):
            sheet.cell(row, 1).value = moment.id
            usual = usual_date(moment, self.content)
            for column, text in ((2, moment.title), (3, moment.explain), (5, usual), (6, names.get(moment.who, moment.who))):
                write_text(at(sheet, row, column), text, border=True, bold=column == 2)
            wb.fit_height(sheet, row, [(moment.title, 30), (moment.explain, 62), (usual, 34)])
            _input(at(sheet, row, 4), wb.DATE_FORMAT)
        check = need("openpyxl.worksheet.datavalidation").DataValidation(
            type="custom", formula1=f'OR(ISNUMBER(D4),D4="{DROPPED}")', allow_blank=True, showErrorMessage=True, showInputMessage=True,
            errorTitle=phrases("form.fits_not"), error=phrases("form.date_or", label=DROPPED),
            promptTitle=phrases("form.your_date"), prompt=phrases("form.date_prompt", dropped=DROPPED))
        sheet.add_data_validation(check)
        check.add(f"D4:D{len(moments) + 3}")
        wb.widths(sheet, (0, 34, 62, 18, 34, 24))
        sheet.freeze_panes = "E4"
        wb.print_on_a4(sheet, title_rows="3:3")
        wb.protect(sheet)

    # --- statements ---------------------------------------------------------------------

    def _statements(self) -> None:
        content, phrases, sheet = self.content, self.phrases, self.book.create_sheet("Stellingen")
        self._mark(sheet, STATEMENTS)
        wb.title(sheet, "Stellingen", phrases("form.statements_told", scale=phrases("form.scale")))
        roles = tuple(role.name for role in content.roles)
        current = next((role.name for role in content.roles if role.id == self.role), "")
        self._fact(sheet, 4, "rol", phrases("form.your_role"), current, roles, "")
        self._fact(sheet, 5, "akkoord", phrases("form.agree"), "", (YES, NO), phrases("form.agree_help"))
        header(sheet, 7, ("Nr.", phrases("form.statement"), phrases("form.your_view"), phrases("form.how_seen")), first=2)
        row, dimension = 8, ""
        titles = {d.id: d.title for d in content.scoring.dimensions}
        cells = []
        for statement in (s for s in content.statements if not s.retired):
            if statement.dimension != dimension:
                dimension = statement.dimension
                for column in range(2, 6):
                    style(at(sheet, row, column), fill=wb.TINT)
                write_text(at(sheet, row, 2), titles.get(dimension, dimension), bold=True, fill=wb.TINT, wrap=False)
                row += 1
            sheet.cell(row, 1).value = statement.id
            for column, text in ((2, statement.code), (3, statement.text), (5, statement.show)):
                write_text(at(sheet, row, column), text, border=True)
            wb.fit_height(sheet, row, [(statement.text, 60), (statement.show, 44)])
            _input(at(sheet, row, 4))
            cells.append(f"D{row}")
            row += 1
        pick_list(sheet, self._range((1, 2, 3, 4, 5, DONT_KNOW_LABEL, NOT_APPLICABLE_LABEL)), cells, phrases, title=phrases("form.your_view"), message=f"{phrases('form.scale')}.")
        wb.widths(sheet, (0, 7, 60, 22, 44))
        sheet.freeze_panes = "E8"
        wb.print_on_a4(sheet, title_rows="7:7")
        wb.protect(sheet)

    def _fact(self, sheet: Worksheet, row: int, id: str, ask: str, value: str, listed: tuple[str | int, ...], told: str) -> None:
        sheet.cell(row, 1).value = id
        write_text(at(sheet, row, 3), ask, bold=True)
        write_text(at(sheet, row, 5), told, colour=wb.MUTED)
        _input(at(sheet, row, 4))
        if value:
            sheet.cell(row, 4).value = value
        wb.fit_height(sheet, row, [(ask, 54), (told, 44)])
        if listed:
            pick_list(sheet, self._range(listed), [f"D{row}"], self.phrases)

    # --- cover --------------------------------------------------------------------------

    def _cover(self, list_sheets: list[str]) -> None:
        sheet, content = self.cover, self.content
        self._mark(sheet, COVER)
        sheet["A2"] = f"versie {content.edition.version}"
        sheet["A3"] = ASKED + " ".join(q.id for _, asked in self.sections for q in asked)
        write_text(sheet["B1"], self.phrases("form.title"), bold=True, size=20, colour=wb.BRAND, wrap=False)
        sheet.row_dimensions[1].height = 32
        row = 2
        for text, bold in cover_lines(self.content, self.role, bool(self.sections), list_sheets, self.statements, "Beslismomenten" in self.book.sheetnames):
            write_text(at(sheet, row, 2), text, bold=bold, size=12 if bold else 11, colour=wb.BRAND if bold else "")
            sheet.merge_cells(start_row=row, start_column=2, end_row=row, end_column=3)
            wb.fit_height(sheet, row, [(text, 92)], size=12 if bold else 11)
            row += 1
        row += 1
        if self.sections:
            header(sheet, row, (self.phrases("form.who"), self.phrases("form.count")), first=2)
            counts = {who: sum(q.who == who for _, asked in self.sections for q in asked) for who in in_order({q.who for _, asked in self.sections for q in asked}, self.content)}
            for who, count in counts.items():
                if count:
                    row += 1
                    write_text(at(sheet, row, 2), who_title(who, self.content), border=True)
                    style(at(sheet, row, 3), border=True, across="left").value = count
            row += 2
        write_text(at(sheet, row, 2), self.phrases("form.for_maker"), bold=True, size=12, colour=wb.BRAND)
        row += 1
        sheet.cell(row, 1).value = "date"
        write_text(at(sheet, row, 2), self.phrases("form.day"))
        _input(at(sheet, row, 3), wb.DATE_FORMAT).value = self.answers.today
        row += 1
        sheet.cell(row, 1).value = "handbook"
        write_text(at(sheet, row, 2), self.phrases("form.key"))
        write_text(at(sheet, row, 3), self.answers.handbook, colour=wb.MUTED)
        row += 1
        command = self.phrases("form.make")
        if self.statements:
            command += f"  {self.phrases('form.make_with')}"
        write_text(at(sheet, row, 2), command, colour=wb.MUTED)
        sheet.merge_cells(start_row=row, start_column=2, end_row=row, end_column=3)
        wb.widths(sheet, (0, 44, 48))
        wb.print_on_a4(sheet, landscape=False)

    # --- helpers ------------------------------------------------------------------------

    def _mark(self, sheet: Worksheet, kind: str) -> None:
        sheet["A1"] = kind
        sheet.sheet_view.showGridLines = False

    def _range(self, values: tuple[str | int, ...]) -> str:
        """Return the range on the hidden sheet that holds these values; a list in a formula may have 255 signs only."""
        if values not in self.ranges:
            column = len(self.ranges) + 1
            for row, value in enumerate(values, start=1):
                cell = at(self.lists, row, column)
                if isinstance(value, int):
                    cell.value = value
                else:
                    write_text(cell, value, wrap=False)
            letter = at(self.lists, 1, column).column_letter
            self.ranges[values] = f"keuzelijsten!${letter}$1:${letter}${len(values)}"
        return self.ranges[values]


def _sheet_title(question: Question) -> str:
    title = "".join(sign for sign in question.label if sign not in "[]:*?/\\'")
    return f"{title[:1].upper()}{title[1:31]}"


def _none(question: Question) -> str:
    return f"geen {question.item or 'regel'}"


def _input(cell: Cell, number: str = "") -> Cell:
    return style(cell, fill=wb.INPUT, border=True, number=number, unlocked=True, across="left")

