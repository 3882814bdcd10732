"""The cleaned HTML of `markup` -> Typst.

Every box, note, table and reference needs Typst of our own. Text is only ever written as a string literal, so
nothing that somebody answered can be read as Typst.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from site_build.publishing.paper.tree import Element
from site_build.publishing.paper.walker import Table, Walker, in_head, spans

_LOOKS = {"em": "emph", "strong": "strong", "mark": "invulplek", "sup": "super", "sub": "sub", "del": "strike", "u": "underline"}
_LONG = re.compile(r"\S{41,}")
_PIECE = 16
_TALL = 600  # letters in a cell; a row that is taller than a page must be able to break


# A link to a place in the book. Where no label was written (an id of hand-written HTML), Typst would refuse the whole book: then it is text.
_LINK = re.compile(r'#(?:link|verwijzing)\(<([^<>"\s]+)>\)\[')


def to_typst(root: Element, substitute: Callable[[str], str], *, book: bool) -> str:
    """Return the tree as Typst; `substitute` replaces characters that no shipped font has; a `book` has running heads."""
    return _Writer(root, substitute, book).run()


def literal(text: str) -> str:
    """Return a Typst string."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ") + '"'


class _Writer(Walker):
    def __init__(self, root: Element, substitute: Callable[[str], str], book: bool) -> None:
        super().__init__(root)
        self.substitute, self.book = substitute, book
        self.labels: set[str] = set()

    def run(self) -> str:
        text = self.blocks(self.root)
        return _LINK.sub(lambda match: match[0] if match[1] in self.labels else "#[", text)

    # --- blocks ---

    def enter(self, element: Element) -> None:
        pass  # a place is written with a heading or a piece of text

    def loose(self, content: str) -> str:
        return content.strip()

    def together(self, blocks: list[str]) -> str:
        return "\n\n".join(blocks)

    def _content(self, element: Element) -> str:
        return f"[{self.blocks(element)}]"

    def _label(self, element: Element) -> str:
        id = element.get("id")
        if not id or id in self.labels:
            return ""
        self.labels.add(id)
        return f" <{id}>"

    def heading(self, element: Element, level: int) -> str:
        before, after = element.getprevious(), element.getnext()
        own = "--" not in element.get("id", "--")  # the heading of a page of the handbook, not one inside it
        start = ""
        if self.book and own and not (before is not None and before.tag == "h1"):
            # A new page, with its own running head. Asking Typst for the last heading on each page costs 0.8 s and 100 MB on 300 pages.
            named = after if element.tag == "h1" and after is not None and after.tag == "h2" else element
            start = f"#set page(header: lopend([{self.inlines(named)}]))\n#counter(footnote).update(0)\n"
        return f"{start}#heading(level: {level})[{self.inlines(element)}]{self._label(element)}"

    def paragraph(self, element: Element) -> str:
        return self.inlines(element)

    def bullets(self, items: list[Element]) -> str:
        return self._call("list", items)

    def numbers(self, items: list[Element], start: int | None) -> str:
        return self._call("enum", items, "" if start is None else f"start: {start}, ")

    def ticks(self, items: list[Element]) -> str:
        return self._call("taken", items)

    def _call(self, name: str, items: list[Element], arguments: str = "") -> str:
        return f"#{name}({arguments}{', '.join(self._content(item) for item in items)})"

    def table(self, table: Table) -> str:
        columns = ", ".join(f"{width}fr" for width in table.widths or (1,) * table.count)
        title = f"titel: [{self.inlines(table.caption)}], " if table.caption is not None else ""
        heads = "".join(self._cell(cell) + ", " for row in table.head for cell in row)
        body = ", ".join(self._cell(cell) for row in table.rows for cell in row)
        if any(len("".join(cell.itertext())) > _TALL for row in table.rows for cell in row):
            title += "heel: false, "
        return f"#tabel({title}kolommen: ({columns},), kop: ({heads}), {body})"

    def _cell(self, cell: Element) -> str:
        wide = [f"{name}: {spans(cell, name)}" for name in ("colspan", "rowspan") if spans(cell, name) != 1]
        content = self._content(cell)
        if cell.tag == "th" and not in_head(cell):
            content = f"[#strong{content}]"
        return f"table.cell({', '.join(wide)}){content}" if wide else content

    def box(self, kind: str, title: Element | None, element: Element) -> str:
        return f"#kader({literal(kind)}, [{self._title(title)}]){self._content(element)}"

    def where(self, label: Element | None, element: Element) -> str:
        return f"#geldt([{self._title(label)}]){self._content(element)}"

    def styled(self, name: str, element: Element) -> str:
        return f"#{name}{self._content(element)}"

    def _title(self, title: Element | None) -> str:
        return "" if title is None else "".join(self.inlines(paragraph) for paragraph in title)

    def picture(self, element: Element) -> str:
        return self.figure(element, None)

    def figure(self, element: Element, caption: Element | None) -> str:
        under = f", titel: [{self.inlines(caption)}]" if caption is not None else ""
        return f"#figuur({literal(element.get('src', ''))}, {literal(self.substitute(element.get('alt') or 'Figuur'))}{under})"

    def definitions(self, items: list[tuple[Element | None, Element]]) -> str:
        written = [f"terms.item([{'' if term is None else self.inlines(term)}], {self._content(meaning)})" for term, meaning in items]
        return f"#terms({', '.join(written)})"

    def quote(self, element: Element) -> str:
        return f"#quote(block: true){self._content(element)}"

    def code_block(self, text: str) -> str:
        return f"#raw(block: true, {literal(self.substitute(text))})"

    def rule(self) -> str:
        return "#lijn()"

    # --- text ---

    def look(self, name: str, element: Element) -> str:
        return f"#{_LOOKS[name]}[{self.inlines(element)}];"

    def line_break(self) -> str:
        return "#linebreak();"

    def code(self, text: str) -> str:
        return f"#raw({literal(self.substitute(text))});"

    def block_in_text(self, element: Element) -> str:
        return self.block(element)

    def span(self, element: Element) -> str:
        label = self._label(element).strip()
        return f"{f'#metadata(none){label}' if label else ''}{self.inlines(element)}"

    def note(self, aside: Element, id: str) -> str:
        label = ""
        content = self._content(aside)
        if id and id not in self.labels:
            self.labels.add(id)
            label = f"<{id}>"
        # Without a semicolon: after a label Typst would print it. What follows always starts with # or a space.
        return f"#footnote{content}{label}"

    def note_again(self, id: str) -> str:
        return f"#footnote(<{id}>);" if id in self.labels else ""

    def link(self, address: str, element: Element) -> str:
        text = self.inlines(element)
        return f"#link({literal(address)})[{text}];" if text else ""

    def reference(self, id: str, element: Element, *, far: bool) -> str:
        return f"#{'verwijzing' if far else 'link'}(<{id}>)[{self.inlines(element)}];"

    def text(self, text: str) -> str:
        flat = self.substitute(text)
        if flat == " ":
            return " "
        flat = _LONG.sub(lambda match: "\u200b".join(match[0][i:i + _PIECE] for i in range(0, len(match[0]), _PIECE)), flat)
        return f"#{literal(flat)};"
