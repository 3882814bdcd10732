"""One walk over the cleaned HTML of `markup`, for every kind of paper; a writer says how each piece is written.

A writer gives text (Typst, or the XML of a Word file). What must be known about HTML stands here once: which
elements make paragraphs, what a box, a list of boxes to tick, a table, a note and a link are.
"""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass

from site_build.publishing.paper.tree import Element, classes

BOX_KINDS = ("maker", "advies", "let-op", "recht", "voorbeeld", "open", "waarom", "geregeld", "label", "meer")
_LOOKS = {"em": "em", "i": "em", "strong": "strong", "b": "strong", "mark": "mark", "sup": "sup", "sub": "sub", "del": "del", "s": "del", "u": "u"}
_SPACE = re.compile(r"[ \t\r\n]+")


@dataclass(frozen=True)
class Table:
    """A table as it stands: rows of cells, and widths that are empty where the columns share alike."""

    caption: Element | None
    head: tuple[Element, ...]
    rows: tuple[Element, ...]
    count: int
    widths: tuple[int, ...]


class Walker(ABC):
    """Walks the tree; the abstract methods write a piece."""

    def __init__(self, root: Element) -> None:
        self.root = root
        self.ids = {element.get("id", "") for element in root.iter()} - {""}
        self.notes = {element.get("id", ""): element for element in root.iter("aside")}

    # --- what a writer writes ---

    @abstractmethod
    def loose(self, content: str) -> str:
        """Text that stands in a block without a paragraph of its own; nothing where there is none."""

    @abstractmethod
    def together(self, blocks: list[str]) -> str:
        """Blocks after each other."""

    @abstractmethod
    def heading(self, element: Element, level: int) -> str: ...

    @abstractmethod
    def paragraph(self, element: Element) -> str: ...

    @abstractmethod
    def bullets(self, items: list[Element]) -> str: ...

    @abstractmethod
    def numbers(self, items: list[Element], start: int | None) -> str: ...

    @abstractmethod
    def ticks(self, items: list[Element]) -> str:
        """A list of boxes to tick; the sign of the box is off the items."""

    @abstractmethod
    def table(self, table: Table) -> str: ...

    @abstractmethod
    def box(self, kind: str, title: Element | None, element: Element) -> str: ...

    @abstractmethod
    def where(self, label: Element | None, element: Element) -> str:
        """A part that may not apply."""

    @abstractmethod
    def styled(self, name: str, element: Element) -> str:
        """A part of its own look: kaart, inleiding, toelichting."""

    @abstractmethod
    def picture(self, element: Element) -> str:
        """A picture in text."""

    @abstractmethod
    def figure(self, element: Element, caption: Element | None) -> str:
        """A picture on its own."""

    @abstractmethod
    def definitions(self, items: list[tuple[Element | None, Element]]) -> str: ...

    @abstractmethod
    def quote(self, element: Element) -> str: ...

    @abstractmethod
    def code_block(self, text: str) -> str: ...

    @abstractmethod
    def rule(self) -> str: ...

    @abstractmethod
    def text(self, text: str) -> str:
        """Text with single spaces; never empty."""

    @abstractmethod
    def look(self, name: str, element: Element) -> str:
        """Text in a look: em, strong, mark, sup, sub, del, u."""

    @abstractmethod
    def line_break(self) -> str: ...

    @abstractmethod
    def code(self, text: str) -> str: ...

    @abstractmethod
    def link(self, address: str, element: Element) -> str: ...

    @abstractmethod
    def reference(self, id: str, element: Element, *, far: bool) -> str:
        """A link in the file itself, `far` on another page of the handbook."""

    @abstractmethod
    def note(self, aside: Element, id: str) -> str: ...

    @abstractmethod
    def note_again(self, id: str) -> str: ...

    @abstractmethod
    def span(self, element: Element) -> str:
        """Any other piece of text: a place that a link may lead to, a word that was filled in."""

    @abstractmethod
    def block_in_text(self, element: Element) -> str:
        """A block where text was expected, as hand-written HTML may have."""

    @abstractmethod
    def enter(self, element: Element) -> None:
        """Hear of each block before it is written."""

    # --- blocks ---

    def blocks(self, element: Element) -> str:
        """Return the children; loose text and inline elements form paragraphs."""
        out: list[str] = []
        run = [self._text(element.text)]
        for child in list(element):
            if child.tag in _BLOCKS:
                out += [self.loose("".join(run)), self.block(child)]
                run = [self._text(child.tail)]
            else:
                run += [self._inline(child), self._text(child.tail)]
        return self.together([text for text in [*out, self.loose("".join(run))] if text])

    def block(self, element: Element) -> str:
        """Return one block."""
        self.enter(element)
        return _BLOCKS[element.tag](self, element)

    def _heading(self, element: Element) -> str:
        return self.heading(element, int(element.tag[1]))

    def _paragraph(self, element: Element) -> str:
        return self.paragraph(element)

    def _list(self, element: Element) -> str:
        items = [child for child in element if child.tag == "li"]
        if element.tag == "ol":
            start = element.get("start", "")
            return self.numbers(items, int(start) if start.isdigit() else None)
        ticked = [_unbox(item) for item in items]
        return self.ticks(items) if any(ticked) else self.bullets(items)

    def _table(self, element: Element) -> str:
        head = [row for part in element.iter("thead") for row in part.iter("tr")]
        rows = [row for row in element.iter("tr") if row not in head]
        widths = [re.sub(r"\D", "", col.get("style", "")) for col in element.iter("col")]
        count = max((sum(spans(cell, "colspan") for cell in row) for row in head + rows), default=1)
        shared = tuple(int(width) for width in widths) if all(widths) and len(widths) == count else ()
        return self.table(Table(element.find("caption"), tuple(head), tuple(rows), count, shared))

    def _div(self, element: Element) -> str:
        marks = classes(element)
        if "kader" in marks:
            kind = next((kind for kind in BOX_KINDS if kind in marks), "advies")
            return self.box(kind, _taken(element, "kader-titel"), element)
        if "geldt" in marks:
            return self.where(_taken(element, "geldt-label"), element)
        for name in ("kaart", "inleiding", "toelichting"):
            if name in marks:
                return self.styled(name, element)
        return self.styled("toelichting", element) if "geldt-label" in marks else self.blocks(element)  # the label of an item

    def _figure(self, element: Element) -> str:
        images = list(element.iter("img"))
        if not images:
            return self.blocks(element)
        return self.together([self.figure(image, element.find("figcaption") if image is images[-1] else None) for image in images])

    def _definitions(self, element: Element) -> str:
        items: list[tuple[Element | None, Element]] = []
        term: Element | None = None
        for child in element:
            if child.tag == "dt":
                term = child
            elif child.tag == "dd":
                items.append((term, child))
        return self.definitions(items)

    def _quote(self, element: Element) -> str:
        return self.quote(element)

    def _code(self, element: Element) -> str:
        return self.code_block("".join(element.itertext()))

    def _nothing(self, element: Element) -> str:
        return ""

    def _rule(self, element: Element) -> str:
        return self.rule()

    # --- text ---

    def inlines(self, element: Element) -> str:
        """Return what stands in an element as text."""
        out = [self._text(element.text)]
        for child in element:
            out += [self._inline(child), self._text(child.tail)]
        return "".join(out)

    def _inline(self, element: Element) -> str:
        tag, cls = element.tag, element.get("class")
        if tag in _LOOKS:
            return self.look(_LOOKS[tag], element)
        if tag == "br":
            return self.line_break()
        if tag in ("code", "kbd"):
            return self.code("".join(element.itertext()))
        if tag == "img":
            return self.picture(element)
        if tag == "a":
            return self._link(element)
        if tag == "span" and cls == "noot":
            aside = self.notes.get(element[0].get("href", "").removeprefix("#")) if len(element) else None
            return "" if aside is None else self.note(aside, element.get("id", ""))
        if tag == "span" and cls == "noot-weer":
            return self.note_again(element.get("data-noot", ""))
        return self.block_in_text(element) if tag in _BLOCKS else self.span(element)

    def _link(self, element: Element) -> str:
        target = element.get("href", "")
        if not target.startswith("#"):
            return self.link(target, element)
        if target[1:] not in self.ids:
            return self.inlines(element)
        return self.reference(target[1:], element, far="verwijzing" in element.get("class", ""))

    def _text(self, text: str | None) -> str:
        return self.text(_SPACE.sub(" ", text)) if text else ""


def spans(cell: Element, name: str) -> int:
    """Return how many columns or rows a cell takes."""
    count = cell.get(name, "1")
    return int(count) if count.isdigit() else 1


def in_head(cell: Element) -> bool:
    """Whether a cell stands in the head of its table."""
    row = cell.getparent()
    part = row.getparent() if row is not None else None
    return part is not None and part.tag == "thead"


def _taken(element: Element, cls: str) -> Element | None:
    """Take the title out of a box."""
    for child in element:
        if cls in child.get("class", ""):
            element.remove(child)
            return child
    return None


def _unbox(item: Element) -> bool:
    """Take the box sign off a checklist item; the writer draws it."""
    for element in [item, *item.iterdescendants("p")]:
        text = (element.text or "").lstrip()
        if text.startswith("☐"):
            element.text = text.removeprefix("☐").lstrip()
            return True
        if text:
            return False
    return False


_BLOCKS: dict[str, Callable[[Walker, Element], str]] = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), Walker._heading),
    **dict.fromkeys(("ul", "ol"), Walker._list),
    "p": Walker._paragraph, "table": Walker._table, "div": Walker._div, "figure": Walker._figure, "dl": Walker._definitions,
    "blockquote": Walker._quote, "pre": Walker._code, "aside": Walker._nothing, "hr": Walker._rule,
}
