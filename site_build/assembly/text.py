"""Markdown helpers: anchors, links and the head of a page."""

from __future__ import annotations

import functools
import json
import posixpath
import re
import unicodedata

_JSON = json.JSONEncoder(ensure_ascii=False)
_as_json = functools.lru_cache(maxsize=4096)(_JSON.encode)  # of a text: titles and summaries come back in every handbook


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
    lines = [f"{key}: {_as_json(value) if isinstance(value, str) else _JSON.encode(value)}" for key, value in fields.items() if value not in ("", None, [])]
    return "---\n" + "\n".join(lines) + "\n---\n"
