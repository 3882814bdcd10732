"""The cleaned HTML of `markup` -> the XML of a Word file.

Text is only ever written escaped, so nothing that somebody answered can be read as XML or as a field. Styles have
the names of reference.docx (`tools/make_reference.py`).
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from xml.sax.saxutils import escape

from site_build.assembly.marks import FILLED
from site_build.publishing.paper.tree import Element, classes
from site_build.publishing.paper.walker import Table, Walker, in_head, spans
from site_build.publishing.paper.word_xml import GAP, boxed, drawn

TEXT_WIDTH = 9072  # twentieths of a point: A4 less the margins of reference.docx
BULLETS, NUMBERS, TICKS = 1, 2, 3  # the kinds of lists in reference.docx
STEP = 425  # twentieths of a point that a list goes in
_EMU = 635  # English metric units in a twentieth of a point

_STYLES = {"inleiding": "Inleiding", "toelichting": "Toelichting"}
# What a run looks like, in the order that the schema wants.
_LOOKS = {"filled": '<w:rStyle w:val="Ingevuld"/>', "link": '<w:rStyle w:val="Hyperlink"/>', "code": '<w:rStyle w:val="VerbatimChar"/>', "strong": "<w:b/>", "em": "<w:i/>",
          "del": "<w:strike/>", "mark": '<w:highlight w:val="yellow"/>', "u": '<w:u w:val="single"/>', "sup": '<w:vertAlign w:val="superscript"/>',
          "sub": '<w:vertAlign w:val="subscript"/>'}
_ONE_STYLE = ("link", "code", "filled")  # a run has one style: the first of these that holds
_NOTE = '<w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr>'
_RUN = r'<w:r>(?:<w:rPr>(?:(?!</w:rPr>).)*</w:rPr>)?'
_EMPTY_RUN = re.compile(rf'{_RUN}<w:t xml:space="preserve"> *</w:t></w:r>')
_BEFORE = re.compile(rf'(^(?:<w:bookmark[^>]*>)*|<w:br/></w:r>)({_RUN}<w:t xml:space="preserve">) +')
_AFTER = re.compile(r' +(</w:t></w:r>(?:<w:bookmark[^>]*>)*)$')
_JUMP = re.compile(r'<w:hyperlink w:anchor="([^"]+)" w:history="1">(.*?)</w:hyperlink>', re.S)


@dataclass(frozen=True)
class Parts:
    """What a Word file keeps outside its text: `address(url, in_note)` and `picture(name)` give a key (with width and height in EMU)."""

    address: Callable[[str, bool], str]
    picture: Callable[[str], tuple[str, int, int]]
    box: str = ""  # what a box is called, for who does not see it
    box_for_maker: str = ""


@dataclass(frozen=True)
class Written:
    """The text, the notes, and the lists that count (their number, level and first number)."""

    body: str
    notes: str
    lists: tuple[tuple[int, int, int], ...]


def to_word(root: Element, parts: Parts, *, document: bool = False) -> Written:
    """Return the tree as WordprocessingML; a model `document` gets remarks for who finishes it."""
    writer = _Writer(root, parts, document)
    body = writer.blocks(root)
    return Written(_JUMP.sub(writer.checked, body), _JUMP.sub(writer.checked, "".join(writer.written_notes)), tuple(writer.lists))


def bookmark_name(id: str) -> str:
    """Return the name of a bookmark: a letter first, and no more than Word's forty signs."""
    return id if re.fullmatch(r"[A-Za-z][A-Za-z0-9_-]{0,38}", id) else f"X{hashlib.sha256(id.encode()).hexdigest()[:32]}"


class _Writer(Walker):
    def __init__(self, root: Element, parts: Parts, document: bool) -> None:
        super().__init__(root)
        self.parts, self.document = parts, document
        self.wanted = {link.get("href", "").removeprefix("#") for link in root.iter("a")}
        self.names: set[str] = set()  # bookmarks that stand in the text
        self.marks = 0
        self.written_notes: list[str] = []
        self.note_marks: dict[str, tuple[str, int]] = {}
        self.lists: list[tuple[int, int, int]] = []
        self.looks: tuple[str, ...] = ()
        # Where we are: the style that paragraphs get, the sign or number that the next one gets, how deep in lists, how wide, in a note.
        self.style, self.sign, self.level, self.width, self.in_note = "", "", 0, TEXT_WIDTH, False
        self.close = False  # no room between paragraphs
        self.waiting: list[str] = []  # places that the next paragraph carries
        self.lead = ""  # what the next paragraph starts with

    @contextmanager
    def _within(self, **changes: str | int | bool | tuple[str, ...] | list[str]) -> Iterator[None]:
        kept = {name: getattr(self, name) for name in changes}
        for name, value in changes.items():
            setattr(self, name, value)
        yield
        for name, value in kept.items():
            setattr(self, name, value)

    # --- paragraphs ---

    def _p(self, content: str, style: str, more: str = "") -> str:
        """A paragraph; `more` are properties that stand after the style in the schema."""
        where = self.sign or (f'<w:ind w:left="{STEP * self.level}"/>' if self.level and "<w:ind" not in more else "")
        places, self.sign, self.waiting = "".join(self._place(id) for id in self.waiting), "", []
        lead, self.lead = self.lead, ""
        content = _AFTER.sub(r"\1", _BEFORE.sub(r"\1\2", content))
        return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{more}{where}</w:pPr>{places}{lead}{content}</w:p>'

    def _place(self, id: str) -> str:
        name = bookmark_name(id)
        if name in self.names:
            return ""
        self.names.add(name)
        self.marks += 1
        return f'<w:bookmarkStart w:id="{self.marks}" w:name="{escape(name)}"/><w:bookmarkEnd w:id="{self.marks}"/>'

    def checked(self, match: re.Match[str]) -> str:
        """A jump to a place that is not there becomes its text."""
        return match[0] if match[1] in self.names else match[2].replace(_LOOKS["link"], "")

    def enter(self, element: Element) -> None:
        id = element.get("id", "")
        if id in self.wanted and element.tag != "aside":
            self.waiting.append(id)

    def loose(self, content: str) -> str:
        if not _EMPTY_RUN.sub("", content):
            return ""
        return self._p(content, self.style or ("Compact" if self.close else "BodyText"))

    def together(self, blocks: list[str]) -> str:
        return "".join(blocks)

    def heading(self, element: Element, level: int) -> str:
        if element.get("id") and element.get("id", "") not in self.waiting:
            self.waiting.append(element.get("id", ""))
        return self._p(self.inlines(element), f"Heading{level}", '<w:ind w:left="0"/>' if self.level and not self.sign else "")

    def paragraph(self, element: Element) -> str:
        content = self.inlines(element)
        return self._p(content, self.style or "BodyText") if content else ""

    def bullets(self, items: list[Element]) -> str:
        return self._items(items, BULLETS)

    def ticks(self, items: list[Element]) -> str:
        return self._items(items, TICKS)

    def numbers(self, items: list[Element], start: int | None) -> str:
        number = TICKS + 1 + len(self.lists)
        self.lists.append((number, min(self.level, 8), 1 if start is None else start))
        return self._items(items, number)

    def _items(self, items: list[Element], number: int) -> str:
        if self.sign:  # a list straight in an item of another list
            return self._p("", "Compact") + self._items(items, number)
        level = min(self.level, 8)
        out = []
        sign = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
        lead = '<w:r><w:t xml:space="preserve">☐</w:t></w:r><w:r><w:tab/></w:r>' if number == TICKS else ""
        for item in items:
            self.enter(item)
            with self._within(level=level + 1, sign=sign, lead=lead, close=True, width=self.width - STEP):
                out.append(self.blocks(item))
                if self.sign:
                    out.append(self._p("", "Compact"))
        return "".join(out)

    def styled(self, name: str, element: Element) -> str:
        if name == "kaart":
            return self.box("kaart", None, element)
        with self._within(style=self.style or _STYLES[name]):
            return self.blocks(element)

    def where(self, label: Element | None, element: Element) -> str:
        begin = self._titled(label, "Voordemaker")
        inside = self.blocks(element)
        end = self._p(self.text("Tot hier."), "Voordemaker") if self.document and len(element) > 1 else ""
        return f"{begin}{inside}{end}"

    def _titled(self, title: Element | None, style: str) -> str:
        if title is None:
            return ""
        with self._within(style=style):
            return self.blocks(title)

    def definitions(self, items: list[tuple[Element | None, Element]]) -> str:
        out, before = [], None
        for term, meaning in items:
            if term is not None and term is not before:
                self.enter(term)
                out.append(self._p(self.inlines(term), "DefinitionTerm"))
            before = term
            with self._within(style="Definition"):
                out.append(self.blocks(meaning))
        return "".join(out)

    def quote(self, element: Element) -> str:
        with self._within(style="BlockText"):
            return self.blocks(element)

    def code_block(self, text: str) -> str:
        return self._p(self.code(text.rstrip("\n")), "SourceCode")

    def rule(self) -> str:
        return '<w:p><w:pPr><w:pStyle w:val="BodyText"/><w:pBdr><w:bottom w:val="single" w:sz="4" w:space="1" w:color="CFD9D8"/></w:pBdr></w:pPr></w:p>'

    # --- boxes and tables ---

    def box(self, kind: str, title: Element | None, element: Element) -> str:
        """A table of one cell: one click selects it, one key removes it."""
        name = self.parts.box_for_maker if kind == "maker" else self.parts.box
        before = self._p("", "Compact") if self.sign else ""
        with self._within(style="", level=0, close=False, width=self.width - 320):
            inside = self._titled(title, "Kadertitel") + self.blocks(element)
        inside += "" if inside.endswith("</w:p>") else GAP  # Word refuses a cell that does not end with a paragraph
        return f"{before}{boxed(kind, name, self.width, inside)}{GAP}"

    def table(self, table: Table) -> str:
        before = self._p("", "Compact") if self.sign else ""
        title = self._p(self.inlines(table.caption), "TableCaption", "<w:keepNext/>") if table.caption is not None else ""
        shares = table.widths or (1,) * table.count
        columns = [self.width * share // sum(shares) for share in shares]
        grid = "".join(f'<w:gridCol w:w="{column}"/>' for column in columns)
        above: dict[int, int] = {}  # columns that a cell above still takes -> for how many rows
        rows = [self._row(row, columns, above, head=row in table.head) for row in (*table.head, *table.rows) if len(row)]
        first = f'w:firstRow="{int(bool(table.head))}" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="1" w:noVBand="1"'
        return (f'{before}{title}<w:tbl><w:tblPr><w:tblStyle w:val="Table"/><w:tblW w:w="5000" w:type="pct"/><w:tblLayout w:type="fixed"/>'
                f'<w:tblLook w:val="{"0620" if table.head else "0600"}" {first}/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{"".join(rows)}</w:tbl>{GAP}')

    def _row(self, row: Element, columns: list[int], above: dict[int, int], *, head: bool) -> str:
        cells, at = [], 0
        waiting = list(row)
        while waiting or at < len(columns):
            if above.get(at):
                above[at] -= 1
                cells.append(f'<w:tc><w:tcPr><w:tcW w:w="{columns[at]}" w:type="dxa"/><w:vMerge/></w:tcPr>{GAP}</w:tc>')
                at += 1
            elif waiting and at < len(columns):
                cell = waiting.pop(0)
                wide, tall = max(1, min(spans(cell, "colspan"), len(columns) - at)), spans(cell, "rowspan")
                above |= {at + column: tall - 1 for column in range(wide)}
                cells.append(self._cell(cell, sum(columns[at:at + wide]), wide, tall))
                at += wide
            elif waiting:
                waiting.clear()  # more cells than columns: hand-written HTML
            else:
                cells.append(f'<w:tc><w:tcPr><w:tcW w:w="{columns[at]}" w:type="dxa"/></w:tcPr>{GAP}</w:tc>')
                at += 1
        return f'<w:tr><w:trPr><w:cantSplit/>{"<w:tblHeader/>" if head else ""}</w:trPr>{"".join(cells)}</w:tr>'

    def _cell(self, cell: Element, width: int, wide: int, tall: int) -> str:
        self.enter(cell)
        bold = (*self.looks, "strong") if cell.tag == "th" and not in_head(cell) else self.looks
        with self._within(style="", level=0, close=True, width=width - 170, looks=bold):
            inside = self.blocks(cell)
        inside += "" if inside.endswith("</w:p>") else '<w:p><w:pPr><w:pStyle w:val="Compact"/></w:pPr></w:p>'
        if in_head(cell):  # a head does not stay alone at the end of a page
            inside = re.sub(r'(<w:pStyle w:val="[^"]*"/>)(?!<w:keepNext/>)', r"\1<w:keepNext/>", inside)
        more = f'<w:gridSpan w:val="{wide}"/>' if wide > 1 else ""
        more += '<w:vMerge w:val="restart"/>' if tall > 1 else ""
        return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{more}</w:tcPr>{inside}</w:tc>'

    # --- text ---

    def _r(self, inside: str) -> str:
        style = next((look for look in _ONE_STYLE if look in self.looks), "")
        look = "".join(xml for name, xml in _LOOKS.items() if name in self.looks and (name == style or name not in _ONE_STYLE))
        return f'<w:r>{f"<w:rPr>{look}</w:rPr>" if look else ""}{inside}</w:r>'

    def text(self, text: str) -> str:
        return self._r(f'<w:t xml:space="preserve">{escape(text)}</w:t>')

    def look(self, name: str, element: Element) -> str:
        with self._within(looks=(*self.looks, name)):
            return self.inlines(element)

    def line_break(self) -> str:
        return self._r("<w:br/>")

    def code(self, text: str) -> str:
        with self._within(looks=(*self.looks, "code")):
            return self._r("<w:br/>".join(f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in text.split("\n")))

    def span(self, element: Element) -> str:
        id = element.get("id", "")
        place = self._place(id) if id in self.wanted else ""
        if self.document and FILLED in classes(element):
            return place + self.look("filled", element)
        return place + self.inlines(element)

    def block_in_text(self, element: Element) -> str:
        return self.inlines(element)

    def link(self, address: str, element: Element) -> str:
        text = self._linked(element)
        return f'<w:hyperlink r:id="{self.parts.address(address, self.in_note)}" w:history="1">{text}</w:hyperlink>' if text else ""

    def reference(self, id: str, element: Element, *, far: bool) -> str:
        return f'<w:hyperlink w:anchor="{escape(bookmark_name(id))}" w:history="1">{self._linked(element)}</w:hyperlink>'

    def _linked(self, element: Element) -> str:
        with self._within(looks=(*self.looks, "link")):
            return self.inlines(element)

    def note(self, aside: Element, id: str) -> str:
        if self.in_note:
            return ""
        number = len(self.written_notes) + 1
        self.written_notes.append("")  # its place
        self.marks += 1
        mark, name = self.marks, f"noot{number}"
        self.names.add(name)
        self.note_marks[id] = (name, number)
        lead = f'<w:r>{_NOTE}<w:footnoteRef/></w:r><w:r><w:t xml:space="preserve"> </w:t></w:r>'
        with self._within(style="FootnoteText", sign="", level=0, looks=(), in_note=True, waiting=[], lead=lead):
            inside = self.blocks(aside) or self._p("", "FootnoteText")
        self.written_notes[number - 1] = f'<w:footnote w:id="{number}">{inside}</w:footnote>'
        return (f'<w:bookmarkStart w:id="{mark}" w:name="{name}"/><w:r>{_NOTE}<w:footnoteReference w:id="{number}"/></w:r><w:bookmarkEnd w:id="{mark}"/>')

    def note_again(self, id: str) -> str:
        if id not in self.note_marks or self.in_note:
            return ""
        name, number = self.note_marks[id]
        parts = ('<w:fldChar w:fldCharType="begin"/>', f'<w:instrText xml:space="preserve"> NOTEREF {name} \\h </w:instrText>',
                 '<w:fldChar w:fldCharType="separate"/>', f"<w:t>{number}</w:t>", '<w:fldChar w:fldCharType="end"/>')
        return "".join(f"<w:r>{_NOTE}{part}</w:r>" for part in parts)

    def figure(self, element: Element, caption: Element | None) -> str:
        if caption is None:
            return self._p(self.picture(element), "Figure")
        return self._p(self.picture(element), "CaptionedFigure", "<w:keepNext/>") + self._p(self.inlines(caption), "ImageCaption")

    def picture(self, element: Element) -> str:
        key, wide, high = self.parts.picture(element.get("src", ""))
        most = self.width * _EMU
        if wide > most:
            wide, high = most, high * most // wide
        self.marks += 1
        return self._r(drawn(self.marks, key, element.get("alt") or "Figuur", wide, high))
