"""The cleaned HTML of `markup` -> Typst.

Our own and not pandoc's: every box, note, table and reference needs Typst of our own anyway, and on a whole
handbook this takes 0.3 s where pandoc with a filter takes 1.9 (measured; docs/decisions has the figures).
Text is only ever written as a string literal, so nothing that somebody answered can be read as Typst.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

_INLINE = {"em": "emph", "i": "emph", "strong": "strong", "b": "strong", "mark": "invulplek", "sup": "super", "sub": "sub", "del": "strike",
           "s": "strike", "u": "underline"}
_BOXES = ("advies", "let-op", "recht", "voorbeeld", "open", "waarom", "geregeld", "label", "meer", "maker")
_LONG = re.compile(r"\S{41,}")
_PIECE = 16
_TALL = 600  # letters in a cell; a row that is taller than a page must be able to break


# A link to a place in the book. Where no label was written (an id of hand-written HTML), Typst would refuse the whole book: then it is text.
_LINK = re.compile(r'#(?:link|verwijzing)\(<([^<>"\s]+)>\)\[')


def to_typst(root: Any, substitute: Callable[[str], str], *, book: bool) -> str:
    """Return the tree as Typst; `substitute` replaces characters that no shipped font has; a `book` has running heads."""
    return _Writer(root, substitute, book).run()


def literal(text: str) -> str:
    """Return a Typst string."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ") + '"'


class _Writer:
    def __init__(self, root: Any, substitute: Callable[[str], str], book: bool) -> None:
        self.root, self.substitute, self.book = root, substitute, book
        self.ids = {e.get("id") for e in root.iter() if isinstance(e.tag, str) and e.get("id")}
        self.labels: set[str] = set()
        self.notes = {e.get("id"): e for e in root.iter("aside")}

    def run(self) -> str:
        text = self._blocks(self.root)
        return _LINK.sub(lambda match: match[0] if match[1] in self.labels else "#[", text)

    # --- blocks ---

    def _blocks(self, element: Any) -> str:
        """Return the children; loose text and inline elements form paragraphs."""
        out: list[str] = []
        run = [self._text(element.text)] if element.text else []
        for child in element:
            if not isinstance(child.tag, str):
                run.append(self._text(child.tail))
            elif child.tag in _BLOCKS:
                out += _paragraph(run)
                out.append(_BLOCKS[child.tag](self, child))
                run = [self._text(child.tail)]
            else:
                run += [self._inline(child), self._text(child.tail)]
        return "\n\n".join([*out, *_paragraph(run)])

    def _content(self, element: Any) -> str:
        return f"[{self._blocks(element)}]"

    def _label(self, element: Any) -> str:
        id = element.get("id")
        if not id or id in self.labels:
            return ""
        self.labels.add(id)
        return f" <{id}>"

    def _heading(self, element: Any) -> str:
        before, after = element.getprevious(), element.getnext()
        own = "--" not in element.get("id", "--")  # the heading of a page of the handbook, not one inside it
        start = ""
        if self.book and own and not (before is not None and before.tag == "h1"):
            # A new page, with its own running head. Asking Typst for the last heading on each page costs 0.8 s and 100 MB on 300 pages.
            named = after if element.tag == "h1" and after is not None and after.tag == "h2" else element
            start = f"#set page(header: lopend([{self._inlines(named)}]))\n#counter(footnote).update(0)\n"
        return f"{start}#heading(level: {element.tag[1]})[{self._inlines(element)}]{self._label(element)}"

    def _paragraph(self, element: Any) -> str:
        return self._inlines(element)

    def _list(self, element: Any) -> str:
        items = [child for child in element if child.tag == "li"]
        if element.tag == "ol":
            start = element.get("start", "")
            return self._call("enum", items, f"start: {int(start)}, " if start.isdigit() else "")
        boxes = [_unbox(item) for item in items]
        return self._call("taken" if any(boxes) else "list", items)

    def _call(self, name: str, items: list[Any], arguments: str = "") -> str:
        return f"#{name}({arguments}{', '.join(self._content(item) for item in items)})"

    def _table(self, element: Any) -> str:
        head = [row for part in element.iter("thead") for row in part.iter("tr")]
        rows = [row for row in element.iter("tr") if row not in head]
        widths = [re.sub(r"\D", "", col.get("style", "")) for col in element.iter("col")]
        count = max((sum(int(cell.get("colspan", 1)) for cell in row) for row in head + rows), default=1)
        columns = ", ".join(f"{width}fr" for width in widths) if all(widths) and len(widths) == count else ", ".join(["1fr"] * count)
        caption = element.find("caption")
        title = f"titel: [{self._inlines(caption)}], " if caption is not None else ""
        heads = "".join(self._cell(cell) + ", " for row in head for cell in row)
        body = ", ".join(self._cell(cell) for row in rows for cell in row)
        if any(len("".join(cell.itertext())) > _TALL for row in rows for cell in row):
            title += "heel: false, "
        return f"#tabel({title}kolommen: ({columns},), kop: ({heads}), {body})"

    def _cell(self, cell: Any) -> str:
        spans = [f"{name}: {int(cell.get(name))}" for name in ("colspan", "rowspan") if cell.get(name, "1").isdigit() and cell.get(name, "1") != "1"]
        content = self._content(cell)
        if cell.tag == "th" and cell.getparent().getparent().tag != "thead":
            content = f"[#strong{content}]"
        return f"table.cell({', '.join(spans)}){content}" if spans else content

    def _div(self, element: Any) -> str:
        classes = element.get("class", "").split()
        if "kader" in classes:
            kind = next((kind for kind in _BOXES if kind in classes), "advies")
            return f"#kader({literal(kind)}, [{self._part(element, 'kader-titel')}]){self._content(element)}"
        if "geldt" in classes:
            return f"#geldt([{self._part(element, 'geldt-label')}]){self._content(element)}"
        for name in ("kaart", "inleiding", "toelichting"):
            if name in classes:
                return f"#{name}{self._content(element)}"
        if "geldt-label" in classes:  # the label of an item
            return f"#toelichting{self._content(element)}"
        return self._blocks(element)

    def _part(self, element: Any, cls: str) -> str:
        """Take the title out of a box and return it as one line."""
        for child in element:
            if isinstance(child.tag, str) and cls in child.get("class", ""):
                text = "".join(self._inlines(p) for p in child)
                element.remove(child)
                return text
        return ""

    def _figure(self, element: Any) -> str:
        caption = element.find("figcaption")
        images = list(element.iter("img"))
        if not images:
            return self._blocks(element)
        under = f", titel: [{self._inlines(caption)}]" if caption is not None else ""
        return "\n\n".join(self._image(image, under if image is images[-1] else "") for image in images)

    def _image(self, element: Any, caption: str = "") -> str:
        return f"#figuur({literal(element.get('src', ''))}, {literal(self.substitute(element.get('alt') or 'Figuur'))}{caption})"

    def _definitions(self, element: Any) -> str:
        items, terms = [], ""
        for child in element:
            if child.tag == "dt":
                terms = self._inlines(child)
            elif child.tag == "dd":
                items.append(f"terms.item([{terms}], {self._content(child)})")
        return f"#terms({', '.join(items)})"

    def _quote(self, element: Any) -> str:
        return f"#quote(block: true){self._content(element)}"

    def _code(self, element: Any) -> str:
        return f"#raw(block: true, {literal(self.substitute(''.join(element.itertext()))).replace(' ', ' ')})"

    def _nothing(self, element: Any) -> str:
        return ""

    def _rule(self, element: Any) -> str:
        return "#lijn()"

    # --- text ---

    def _inlines(self, element: Any) -> str:
        out = [self._text(element.text)]
        for child in element:
            if isinstance(child.tag, str):
                out.append(self._inline(child))
            out.append(self._text(child.tail))
        return "".join(out)

    def _inline(self, element: Any) -> str:
        tag = element.tag
        if tag in _INLINE:
            return f"#{_INLINE[tag]}[{self._inlines(element)}];"
        if tag == "br":
            return "#linebreak();"
        if tag == "code" or tag == "kbd":
            return f"#raw({literal(self.substitute(''.join(element.itertext())))});"
        if tag == "img":
            return self._image(element)
        if tag == "a":
            return self._link(element)
        if tag == "span" and element.get("class") == "noot":
            return self._note(element)
        if tag == "span" and element.get("class") == "noot-weer":
            return f"#footnote(<{element.get('data-noot')}>);" if element.get("data-noot") in self.labels else ""
        if tag in _BLOCKS:  # a block where text was expected, as hand-written HTML may have
            return _BLOCKS[tag](self, element)
        return f"{self._anchor(element)}{self._inlines(element)}"

    def _anchor(self, element: Any) -> str:
        """The place of an inline element that a link may lead to."""
        label = self._label(element).strip()
        return f"#metadata(none){label}" if label else ""

    def _note(self, element: Any) -> str:
        aside = self.notes.get(element[0].get("href", "").removeprefix("#")) if len(element) else None
        if aside is None:
            return ""
        # Without a semicolon: after a label Typst would print it. What follows always starts with # or a space.
        return f"#footnote{self._content(aside)}{self._label(element).strip()}"

    def _link(self, element: Any) -> str:
        target, text = element.get("href", ""), self._inlines(element)
        if not target.startswith("#"):
            return f"#link({literal(target)})[{text}];" if text else ""
        if target[1:] not in self.ids:
            return text
        name = "verwijzing" if "verwijzing" in element.get("class", "") else "link"
        return f"#{name}(<{target[1:]}>)[{text}];"

    def _text(self, text: str | None) -> str:
        if not text:
            return ""
        flat = self.substitute(re.sub(r"[ \t\r\n]+", " ", text))
        if flat == " ":
            return " "
        flat = _LONG.sub(lambda match: "\u200b".join(match[0][i:i + _PIECE] for i in range(0, len(match[0]), _PIECE)), flat)
        return f"#{literal(flat)};"


def _paragraph(run: list[str]) -> list[str]:
    text = "".join(run).strip()
    return [text] if text else []


def _unbox(item: Any) -> bool:
    """Take the box sign off a checklist item, which then gets a drawn one."""
    for element in [item, *item.iterdescendants("p")]:
        if (element.text or "").lstrip().startswith("☐"):
            element.text = element.text.lstrip().removeprefix("☐").lstrip()
            return True
        if (element.text or "").strip():
            return False
    return False


_BLOCKS: dict[str, Callable[[_Writer, Any], str]] = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), _Writer._heading),
    **dict.fromkeys(("ul", "ol"), _Writer._list),
    "p": _Writer._paragraph, "table": _Writer._table, "div": _Writer._div, "figure": _Writer._figure, "dl": _Writer._definitions,
    "blockquote": _Writer._quote, "pre": _Writer._code, "aside": _Writer._nothing, "hr": _Writer._rule,
}
