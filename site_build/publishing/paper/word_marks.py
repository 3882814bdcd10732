"""Marks in the HTML for what pandoc has no word for; `word_finish` turns them into Word.

A mark is a paragraph or a piece of text between two characters of Unicode's private area, so that no
text of a handbook can be one by accident (the converter takes those characters out of the text).
"""

from __future__ import annotations

import posixpath
import re
from typing import Any

from site_build.assembly.marks import FILLED
from site_build.publishing.paper.images import OURS

DRAWN = (".svg", ".webp")  # what becomes a PNG
OPEN, CLOSE = "\ue000", "\ue001"
FROM_ANSWERS = "Ingevuld"  # the style in Word of what was filled in from answers
MARK = re.compile(f"{OPEN}([^{OPEN}{CLOSE}]*){CLOSE}")

_BOX_KINDS = ("maker", "advies", "let-op", "recht", "voorbeeld", "geregeld", "open", "waarom", "meer", "label")
_STYLES = {"inleiding": "Inleiding", "toelichting": "Toelichting", "geldt-label": "Voor de maker", "kader-titel": "Kadertitel"}


def mark_for_word(root: Any, *, document: bool = False) -> None:
    """Change the tree in place; a model document gets remarks for who finishes it."""
    _pictures(root)
    _notes(root)
    if document:
        _remarks(root)
    for element in list(root.iter("div")):
        classes = element.get("class", "").split()
        if "kader" in classes:
            kind = next((kind for kind in _BOX_KINDS if kind in classes), "advies")
            _around(element, f"begin {kind}", "eind")
        elif "kaart" in classes:
            _around(element, "begin kaart", "eind")
        for name, style in _STYLES.items():
            if name in classes:
                element.set("data-custom-style", style)
        element.attrib.pop("class", None)


def _remarks(root: Any) -> None:
    """Say where a doubtful part ends, and mark what came from answers with a style that goes in one click."""
    for span in root.iter("span"):
        if FILLED in span.get("class", "").split():
            span.set("custom-style", FROM_ANSWERS)
    for element in root.xpath(".//div[@class='geldt']"):
        if len(element) > 2:
            element.append(_paragraph_in(element, "geldt-label", "Tot hier."))


def _paragraph_in(element: Any, cls: str, text: str) -> Any:
    paragraph = element.makeelement("p", {})
    paragraph.text = text
    div = element.makeelement("div", {"class": cls})
    div.append(paragraph)
    return div


def _around(element: Any, begin: str, end: str) -> None:
    for position, text in ((0, begin), (len(element) + 1, end)):
        paragraph = element.makeelement("p", {})
        paragraph.text = f"{OPEN}{text}{CLOSE}"
        element.insert(position, paragraph)


def png_name(name: str) -> str:
    """Return the name that a picture gets in Word, which shows no SVG or WebP."""
    stem, ending = posixpath.splitext(name)
    return f"{stem}.png" if ending.lower() in DRAWN else name


def _pictures(root: Any) -> None:
    for image in root.iter("img"):
        image.set("src", png_name(image.get("src", "")))
        if image.attrib.pop(OURS, ""):
            image.set("style", "width: 100%")


def _notes(root: Any) -> None:
    """Short bookmarks for notes, and a mark where a note is named again."""
    names: dict[str, str] = {}
    for span in root.iter("span"):
        if span.get("class") == "noot":
            names[span.get("id", "")] = f"noot{len(names) + 1}"
            span.set("id", names[span.get("id", "")])
        elif span.get("class") == "noot-weer":
            name = names.get(span.get("data-noot", ""))
            span.text = f"{OPEN}noot {name}{CLOSE}" if name else ""
            span.attrib.clear()
