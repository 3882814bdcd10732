"""Text that people gave as an answer: a type of its own, that escapes itself wherever it is printed.

As markupsafe does, but the other way round: a `Said` is no `str`, so it cannot slip into a page by itself.
Formatting or printing one (`f"{owner}"`, `{{ owner }}`) gives it escaped for Markdown and HTML; a cell of a workbook,
the title of a file or a terminal asks for `.plain`. A sentence around it is made with `say`, and stays a `Said`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

_INLINE = re.compile(r'[\\`*_\[\]<>&{}|~^=!$@()"]')
_LEADING = re.compile(r"([#>+\-:;=]|\d+(?=[.)]))")


def escape(text: str) -> str:
    """Return text that prints as itself in Markdown and HTML, on one line."""
    flat = " ".join(text.split())
    safe = _INLINE.sub(lambda match: f"&#{ord(match[0])};", flat)
    leading = _LEADING.match(safe)
    if leading and not safe.startswith("&#"):
        first = safe[0]
        safe = f"&#{ord(first)};{safe[1:]}"
    return safe


class Said:
    """What somebody answered: `plain` as it was given, `safe` for a page in Markdown or HTML (what `str()` gives)."""

    __slots__ = ("plain", "safe")
    plain: str
    safe: str

    def __init__(self, plain: str, safe: str | None = None) -> None:
        self.plain = plain
        self.safe = escape(plain) if safe is None else safe

    def __str__(self) -> str:
        return self.safe

    __html__ = __str__

    def __format__(self, spec: str) -> str:
        return format(self.safe, spec)

    def __repr__(self) -> str:
        return f"Said({self.plain!r})"

    def __eq__(self, other: object) -> bool:
        return self.plain == (other.plain if isinstance(other, Said) else other)

    def __hash__(self) -> int:
        return hash(self.plain)

    def __bool__(self) -> bool:
        return bool(self.plain)


def say(words: str, **values: Said | str) -> Said:
    """Return a sentence of ours around what people said: `say("Wie: {owner}.", owner=owner)`."""
    plain = words.format(**{name: value.plain if isinstance(value, Said) else value for name, value in values.items()})
    return Said(plain, words.format(**values))


def listed(values: Iterable[Said]) -> Said:
    """Return what people said in one breath, with commas."""
    found = tuple(values)
    return Said(", ".join(value.plain for value in found), ", ".join(value.safe for value in found))
