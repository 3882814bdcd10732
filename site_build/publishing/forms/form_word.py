"""The questionnaire on paper: a Word file to print or to fill in together. It is not read back."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

from site_build.content.model import NO, YES, Content, Question
from site_build.content.phrases import Phrases
from site_build.interview.answers import Answers, dutch_date
from site_build.publishing.extras import need
from site_build.publishing.forms.form_words import CONFIDENTIAL, NOT_APPLICABLE_LABEL, chosen_sections, explained, how, purpose, usual_date
from site_build.publishing.workbooks.workbook import BRAND, DONT_KNOW_LABEL, write_bytes

if TYPE_CHECKING:
    from docx.table import _Row
    from docx.text.paragraph import Paragraph

_LIST_ROWS = 5
_BOX = "☐"


def write_word_form(content: Content, answers: Answers, target: Path, *, role: str | None = None, statements: bool = False) -> None:
    """Write the questionnaire as .docx; raises UsageError for an unknown role, MissingExtraError without python-docx."""
    sections = chosen_sections(content, role, statements=statements)
    form = _WordForm(content)
    form.opening(answers, role if sections else None)
    for section, questions in sections:
        form.document.add_heading(section.title, 1)
        if section.intro:
            form.line(section.intro)
        for question in questions:
            form.question(question)
    if sections:
        form.moments(role)
    if statements:
        form.statements(role)
    form.save(target, answers.today)


class _WordForm:
    def __init__(self, content: Content) -> None:
        self.docx = need("docx")
        self.content, self.phrases = content, content.phrases
        self.document = self.docx.Document()
        self.number = 0
        self._styles()

    def opening(self, answers: Answers, role: str | None) -> None:
        self.document.add_heading(self.phrases("form.title"), 0)
        self.line(purpose(self.content))
        if role:
            self.line(self.phrases("form.paper_role", role=self.content.called(role)))
        self.line(self.phrases("form.paper_how", label=DONT_KNOW_LABEL))
        self.line(self.phrases("form.paper_back"))
        self.line(self.phrases("form.made_on", day=dutch_date(answers.date)), muted=True)

    def question(self, question: Question) -> None:
        self.number += 1
        if question.intro:
            self.line(question.intro, keep=True)
        heading = self.document.add_heading(f"{self.number}. {question.ask}", 2)
        heading.paragraph_format.keep_with_next = True
        marks = [self.phrases("form.marks_who", who=self.content.called(question.who))] + ([CONFIDENTIAL.lower()] if question.confidential else [])
        self.line(f"{question.why} ({'; '.join(marks)})", muted=True, keep=True)
        told = _for_paper(explained(question, self.content, _instruction(question, self.phrases)))
        if told:
            self.line(told, keep=True)
        if question.type == "list":
            self._table(question)
            self._boxes([f"geen {question.item or 'regel'}"] + ([DONT_KNOW_LABEL] if question.unknown else []))
            return
        labels = {"yes_no": [YES, NO], "scale": ["1", "2", "3", "4", "5"]}.get(question.type, [c.label for c in question.choices if not c.retired])
        if not labels:
            self.line(f"{self.phrases('form.answer')}: " + "." * 60, keep=question.unknown)
        self._boxes(labels + ([DONT_KNOW_LABEL] if question.unknown else []))

    def moments(self, role: str | None) -> None:
        asked = [m for m in self.content.moments if not m.retired and role in (None, m.who)]
        if asked:
            self.document.add_heading("Beslismomenten", 1)
            self.line(self.phrases("form.paper_moments"))
            titles = (self.phrases("form.moment"), self.phrases("form.usual"), self.phrases("form.your_date"))
            self._grid(titles, [(m.title, usual_date(m, self.content), "") for m in asked], (6.4, 6, 4))

    def statements(self, role: str | None) -> None:
        self.document.add_heading("Stellingen", 1)
        self.line(self.phrases("form.paper_statements", scale=self.phrases("form.scale"), label=DONT_KNOW_LABEL))
        name = next((r.name for r in self.content.roles if r.id == role), "." * 40)
        self.line(self.phrases("form.my_role", role=name))
        self.line(f"{self.phrases('form.agree')} {self.phrases('form.agree_help')}   {_BOX} {YES}   {_BOX} {NO}")
        marks = ("1", "2", "3", "4", "5", "?", NOT_APPLICABLE_LABEL)
        titles = {d.id: d.title for d in self.content.scoring.dimensions}
        for dimension in dict.fromkeys(s.dimension for s in self.content.statements if not s.retired):
            self.document.add_heading(titles.get(dimension, dimension), 2).paragraph_format.keep_with_next = True
            rows = [(f"{s.code}  {s.text}", *(_BOX for _ in marks)) for s in self.content.statements if s.dimension == dimension and not s.retired]
            self._grid((self.phrases("form.statement"), *marks), rows, (8.2, *(1.1 for _ in marks[1:]), 1.6))

    def line(self, text: str, *, muted: bool = False, keep: bool = False) -> Paragraph:
        paragraph: Paragraph = self.document.add_paragraph()
        run = paragraph.add_run(text)
        if muted:
            run.font.color.rgb = self.docx.shared.RGBColor.from_string("4A585C")
            run.font.size = self.docx.shared.Pt(10)
        paragraph.paragraph_format.space_after = self.docx.shared.Pt(4)
        paragraph.paragraph_format.keep_with_next = keep
        return paragraph

    def _boxes(self, labels: list[str]) -> None:
        for number, label in enumerate(labels, start=1):
            paragraph = self.line(f"{_BOX}  {label}", keep=number < len(labels))
            paragraph.paragraph_format.left_indent = self.docx.shared.Cm(0.6)
            paragraph.paragraph_format.space_after = self.docx.shared.Pt(1)

    def _table(self, question: Question) -> None:
        parts = [part for part in question.parts if not part.retired]
        for start in range(0, len(parts), 4):  # more than four columns do not fit on a standing page
            shown = parts[start:start + 4]
            rows = [tuple("" for _ in shown) for _ in range(_LIST_ROWS)]
            self._grid(tuple(self._column(part) for part in shown), rows, tuple(16.4 / len(shown) for _ in shown))

    def _column(self, part: Question) -> str:
        labels = [c.label for c in part.choices if not c.retired] or ([YES, NO] if part.type == "yes_no" else [])
        return f"{part.ask}\n({'; '.join(labels)})" if labels else part.ask

    def _grid(self, titles: tuple[str, ...], rows: list[tuple[str, ...]], centimetres: tuple[float, ...]) -> None:
        table = self.document.add_table(rows=1, cols=len(titles), style="Table Grid")
        table.autofit = False
        for cell, title in zip(table.rows[0].cells, titles, strict=True):
            cell.text = ""
            run = cell.paragraphs[0].add_run(title)
            run.bold, run.font.size = True, self.docx.shared.Pt(9.5)
        self._mark(table.rows[0], "w:tblHeader")
        for values in rows:
            for cell, value in zip(table.add_row().cells, values, strict=True):
                cell.text = value
        for column, width in zip(table.columns, centimetres, strict=True):
            column.width = self.docx.shared.Cm(width)  # LibreOffice looks at the column, Word at each cell
        for row in table.rows:
            self._mark(row, "w:cantSplit")
            for cell, width in zip(row.cells, centimetres, strict=True):
                cell.width = self.docx.shared.Cm(width)
        self.document.add_paragraph().paragraph_format.space_after = self.docx.shared.Pt(2)

    def _mark(self, row: _Row, name: str) -> None:
        qn, properties = self.docx.oxml.ns.qn, row._tr.get_or_add_trPr()
        properties.append(properties.makeelement(qn(name), {qn("w:val"): "true"}))

    def _styles(self) -> None:
        shared, ns = self.docx.shared, self.docx.oxml.ns
        section = self.document.sections[0]
        section.page_width, section.page_height = shared.Cm(21), shared.Cm(29.7)
        section.left_margin = section.right_margin = shared.Cm(2.3)
        section.top_margin = section.bottom_margin = shared.Cm(2)
        for name in ("Normal", "Title", "Heading 1", "Heading 2"):
            style = self.document.styles[name]
            style.font.name = "Calibri"
            fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
            for key in list(fonts.attrib):  # the theme's fonts go before a name, so they must go
                if key.endswith("Theme"):
                    del fonts.attrib[key]
            for part in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
                fonts.set(ns.qn(part), "Calibri")
            if name != "Normal":
                style.font.color.rgb = shared.RGBColor.from_string(BRAND)
        self.document.styles["Normal"].font.size = shared.Pt(11)
        self.document.styles["Heading 2"].font.size = shared.Pt(12)
        properties = self.document.styles["Normal"].element.get_or_add_rPr()
        language = properties.makeelement(ns.qn("w:lang"), {ns.qn("w:val"): "nl-NL"})
        properties.append(language)

    def save(self, target: Path, date: dt.date) -> None:
        """Write with the date of the answers in every place where a date stands, so that the bytes are the same twice."""
        moment = dt.datetime(date.year, date.month, date.day)
        core = self.document.core_properties
        core.title, core.author, core.language, core.comments = self.phrases("form.file_title"), "handreiking", "nl-NL", ""
        core.created = core.modified = moment
        buffer, fixed = io.BytesIO(), io.BytesIO()
        self.document.save(buffer)
        with zipfile.ZipFile(buffer) as source, zipfile.ZipFile(fixed, "w", zipfile.ZIP_DEFLATED) as copy:
            for name in source.namelist():
                data = source.read(name)
                if name == "word/settings.xml":
                    data = re.sub(rb'<w:themeFontLang [^>]*/>', b'<w:themeFontLang w:val="nl-NL"/>', data)
                elif name == "word/styles.xml":
                    data = data.replace(b'<w:lang w:val="en-US"', b'<w:lang w:val="nl-NL"')
                info = zipfile.ZipInfo(name, (max(date.year, 1980), date.month, date.day, 0, 0, 0))
                info.compress_type = zipfile.ZIP_DEFLATED
                copy.writestr(info, data)
        write_bytes(target, fixed.getvalue())


def _instruction(question: Question, phrases: Phrases) -> str:
    """Return how to answer with a pen."""
    if question.type == "choices":
        return phrases("form.paper_tick")
    return how(question, phrases) if question.type in ("number", "date") else ""


def _for_paper(told: str) -> str:
    """Leave out what only helps at a screen."""
    return re.sub(r"(^|(?<=\. ))Typ [^.]*\. ?", "", told).strip()
