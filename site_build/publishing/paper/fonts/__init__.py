"""The fonts that travel with the program, and which characters they can print."""

from __future__ import annotations

import functools
import re
import struct
from pathlib import Path

FONTS = Path(__file__).parent
SUBSTITUTE = "[?]"  # a visible sign that something stood here, once for a run of characters

# Joiners, direction marks and variation selectors print nothing by themselves.
_SILENT = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufe00-\ufe0f\U000e0020-\U000e007f]")


@functools.cache
def covered() -> frozenset[int]:
    """Return every code point that one of the fonts has."""
    return frozenset(code for path in sorted(FONTS.glob("*.ttf")) for code in _code_points(path.read_bytes()))


def visible(text: str) -> str:
    """Return text in which each character that no font has is replaced by a visible sign."""
    if text.isascii() and text.isprintable():
        return text
    have = covered()
    marked = "".join(char if ord(char) in have or char in " \n\t\xa0" or _SILENT.match(char) else "\0" for char in text)
    return re.sub("\0+", SUBSTITUTE, marked)


def _code_points(data: bytes) -> set[int]:
    """Read the character map of a TrueType font (formats 4 and 12 of the OpenType specification)."""
    tables = struct.unpack(">H", data[4:6])[0]
    start = next(offset for tag, _, offset, _ in (struct.unpack(">4sIII", data[12 + 16 * i:28 + 16 * i]) for i in range(tables)) if tag == b"cmap")
    found: set[int] = set()
    for i in range(struct.unpack(">H", data[start + 2:start + 4])[0]):
        where = start + struct.unpack(">I", data[start + 8 + 8 * i:start + 12 + 8 * i])[0]
        kind = struct.unpack(">H", data[where:where + 2])[0]
        if kind == 4:
            count = struct.unpack(">H", data[where + 6:where + 8])[0] // 2
            ends = struct.unpack(f">{count}H", data[where + 14:where + 14 + 2 * count])
            starts = struct.unpack(f">{count}H", data[where + 16 + 2 * count:where + 16 + 4 * count])
            for first, last in zip(starts, ends, strict=True):
                found.update(range(first, last + 1))
        elif kind == 12:
            for j in range(struct.unpack(">I", data[where + 12:where + 16])[0]):
                first, last, _ = struct.unpack(">III", data[where + 16 + 12 * j:where + 28 + 12 * j])
                found.update(range(first, last + 1))
    found.discard(0xFFFF)
    return found
