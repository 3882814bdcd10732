"""Pictures in pages, of the guide or of the municipality: taken along from docs/, or named with their address.

Only png, jpg, gif, webp and svg that stand in docs/ itself are read; nothing is fetched.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import unquote

from site_build.disk import read_file
from site_build.publishing.paper.book import BookPage
from site_build.publishing.paper.tree import Element, swap
from site_build.store.journal import inside

Pictures = dict[str, "str | bytes"]  # file name -> SVG text of ours, or the bytes of a file
OURS = "data-ours"  # marks a picture that the program drew
_MAX_BYTES = 20_000_000
_MAGIC = {".png": b"\x89PNG\r\n\x1a\n", ".jpg": b"\xff\xd8\xff", ".jpeg": b"\xff\xd8\xff", ".gif": b"GIF8", ".webp": b"RIFF"}
_FOREIGN = re.compile(r"(?i)(https?:)?//")
_FRAMES = ("iframe", "video", "audio", "object", "embed")


def take_along(root: Element, page: BookPage, docs: Path, pictures: Pictures, shown: Mapping[str, bytes]) -> None:
    """Change the tree in place: a picture that can be printed gets a name in `pictures`, another one becomes its text.

    `shown` are the bytes of pictures (by path in docs/) that need not stand there.
    """
    for image in list(root.iter("img")):
        if image.get(OURS):
            continue
        source, alt = image.get("src", "").strip(), " ".join(image.get("alt", "").split())
        found = None if _FOREIGN.match(source) else _read(source, page, docs, shown)
        if found is None:
            _as_text(image, alt or "Afbeelding", source)
            continue
        name, data = found
        kept = f"{page.slug}-{re.sub(r'[^A-Za-z0-9.-]', '-', name)}"
        while kept in pictures and pictures[kept] != data:  # two folders with the same name
            kept = f"x{kept}"
        pictures[kept] = data
        image.set("src", kept)
        image.set("alt", alt or f"Afbeelding {name}")
    for frame in [element for tag in _FRAMES for element in root.iter(tag)]:
        _as_text(frame, " ".join(frame.get("title", "").split()) or "Op de website", frame.get("src") or frame.get("data") or "")


def _read(source: str, page: BookPage, docs: Path, shown: Mapping[str, bytes]) -> tuple[str, bytes] | None:
    path = posixpath.normpath(posixpath.join(posixpath.dirname(page.file), unquote(source.partition("?")[0].partition("#")[0])))
    file = docs / path
    ending = file.suffix.lower()
    if not inside(docs, path) or not (ending == ".svg" or ending in _MAGIC):
        return None
    try:
        data = shown[path] if path in shown else read_file(file) if file.stat().st_size <= _MAX_BYTES else b""
    except OSError:
        return None
    fits = b"<svg" in data if ending == ".svg" else data.startswith(_MAGIC[ending])
    return (file.name, data) if fits else None


def _as_text(element: Element, text: str, source: str) -> None:
    """Put a picture's words in its place, with where it is to be found."""
    span = element.makeelement("span", {})
    span.text = text
    address = "" if source.startswith("data:") else source
    if _FOREIGN.match(address):
        span.text = f"{text} ("
        link = element.makeelement("a", {"href": address if address.startswith("http") else f"https:{address}"})
        link.text, link.tail = address, ")"
        span.append(link)
    elif address:
        span.text = f"{text} ({address})"
    span.tail = element.tail
    swap(element, span)
