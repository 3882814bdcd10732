"""Assembled Markdown -> the small HTML that `walker` and its writers turn into Word and PDF.

The Markdown goes through Python-Markdown with the handbook's own extensions, so that an export reads a
page exactly as the website does; what only a website needs (buttons, explanations, pop-ups) goes out here.
What remains is plain HTML plus a few classes that the filters know: kader, geldt, taken, kaart, noot, inleiding.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from site_build.assembly.marks import FOLDED, GO, TERM, WHY
from site_build.errors import HandbookError
from site_build.publishing.paper.book import Book, BookPage, slug_of
from site_build.publishing.paper.cleaning import Cleaner, Mode
from site_build.publishing.paper.images import OURS, Pictures, take_along
from site_build.publishing.paper.tree import parse, to_html

if TYPE_CHECKING:
    from markdown import Markdown

_TERM = re.compile(rf"\[([^\[\]]*)\]\([^()]*\)\{{ \.{TERM} data-tip=\"[^\"]*\" \}}")
_WHY = re.compile(rf"<details class=\"(?:{WHY}|{FOLDED})\".*?</details>", re.S)
_GO = re.compile(rf" ?\[[^\[\]]*\]\([^()]*\)\{{ \.(?:{GO}|button) \}}")  # a step to elsewhere: on paper three bare words
_SVG = re.compile(r"<svg\b.*?</svg>", re.S | re.I)
# What XML and fonts cannot carry, and the private characters that no text may hold.
_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ue000\ue001\ufffe\uffff]")



@dataclass
class Markup:
    """HTML for the writers and the pictures it names (file name -> SVG text)."""

    html: str
    pictures: Pictures = field(default_factory=dict)



class Converter:
    """Turns the pages of one book into HTML; keeps the Markdown parser, which is slow to make."""

    def __init__(self, book: Book) -> None:
        self.book = book
        self._parser = _parser(book.extensions)
        self._html: dict[str, tuple[str, dict[str, str]]] = {}

    def book_html(self, pages: Sequence[BookPage], mode: Mode) -> Markup:
        """Return pages as one text, a heading per group when the mode asks for it."""
        present = {page.file: page.slug for page in pages}
        out, result = [], Markup("")
        group = ""
        for page in pages:
            if mode.groups and page.group != group:
                group = page.group
                out.append(f'<h1 id="deel-{slug_of(group)}">{_escape(group)}</h1>')
            out.append(self._page(page, mode, present, result.pictures))
        result.html = "\n".join(out).replace("data-epub-type=", "epub:type=")
        return result

    def _page(self, page: BookPage, mode: Mode, present: Mapping[str, str], pictures: Pictures) -> str:
        raw, found = self._convert(page)
        pictures.update(found)
        root = parse(raw)
        take_along(root, page, self.book.folder / "docs", pictures, self.book.shown)
        Cleaner(root, page, mode, present).run()
        return to_html(root)

    def _convert(self, page: BookPage) -> tuple[str, dict[str, str]]:
        if page.slug in self._html:
            return self._html[page.slug]
        self._parser.reset()
        text = self._parser.convert(_WHY.sub("", _GO.sub("", _TERM.sub(r"\1", _UNPRINTABLE.sub("", page.text)))))
        pictures: dict[str, str] = {}

        def placeholder(match: re.Match[str]) -> str:
            alt = _svg_alt(match[0])
            if not alt:  # an icon that says nothing
                return ""
            name = f"{page.slug}-{len(pictures) + 1}.svg"
            pictures[name] = match[0]
            return f'<img src="{name}" alt="{_escape(alt)}" {OURS}="1">'

        self._html[page.slug] = (_SVG.sub(placeholder, text), pictures)
        return self._html[page.slug]


def _parser(extensions: Iterable[object]) -> Markdown:
    import markdown

    names: list[str] = []
    options: dict[str, object] = {}
    for extension in extensions:
        if isinstance(extension, dict):
            name = str(next(iter(extension)))
            options[name] = extension[name] or {}
        else:
            name = str(extension)
        names.append(name)
    try:
        return markdown.Markdown(extensions=names, extension_configs=options, output_format="html")
    except (ImportError, AttributeError, KeyError, TypeError) as error:
        raise HandbookError(f"mkdocs.yml noemt een uitbreiding die hier niet werkt: {error}") from None


def _svg_alt(svg: str) -> str:
    head = svg[: svg.index(">") + 1]
    if re.search(r'aria-hidden="true"', head):
        return ""
    label = re.search(r'aria-label="([^"]*)"', head)
    title = re.search(r"<title[^>]*>(.*?)</title>", svg, re.S)
    desc = re.search(r"<desc[^>]*>(.*?)</desc>", svg, re.S)
    import html

    parts = [html.unescape(" ".join(part.split())) for part in (label[1] if label else title[1] if title else "", desc[1] if desc else "") if part]
    return ". ".join(part.rstrip(".") for part in parts) or "Figuur"


def _escape(text: str) -> str:
    import html

    return html.escape(text, quote=True)
