"""Markdown helpers: answers are data and stay text wherever they are printed."""

from __future__ import annotations

import functools
import json
import posixpath
import re
import unicodedata

_INLINE = re.compile(r'[\\`*_\[\]<>&{}|~^=!$@()"]')
_LEADING = re.compile(r"([#>+\-:;=]|\d+(?=[.)]))")


_JSON = json.JSONEncoder(ensure_ascii=False)


def escape(text: str) -> str:
    """Return text that prints as itself in Markdown and HTML, on one line."""
    flat = " ".join(text.split())
    safe = _INLINE.sub(lambda match: f"&#{ord(match[0])};", flat)
    leading = _LEADING.match(safe)
    if leading and not safe.startswith("&#"):
        first = safe[0]
        safe = f"&#{ord(first)};{safe[1:]}"
    return safe


def slug(text: str) -> str:
    """Return a plain anchor for a text."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")


@functools.lru_cache(maxsize=4096)
def relative(target: str, start: str) -> str:
    """Return the link from one file in docs/ to another."""
    path, _, anchor = target.partition("#")
    link = posixpath.relpath(path, posixpath.dirname(start) or ".")
    return f"{link}#{anchor}" if anchor else link


def front_matter(fields: dict[str, object]) -> str:
    """Return YAML front matter; values are JSON, which is YAML."""
    lines = [f"{key}: {_JSON.encode(value)}" for key, value in fields.items() if value not in ("", None, [])]
    return "---\n" + "\n".join(lines) + "\n---\n"
