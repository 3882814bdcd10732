"""A model document that is filled in from answers: what was filled in, and what is left."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from site_build.assembly.doc import Section


@dataclass(frozen=True)
class Model:
    """One document: its text, every gap that is left (in order), and what was filled in, by name."""

    sections: tuple[Section, ...]
    gaps: tuple[str, ...]
    filled: tuple[str, ...]

    def context(self) -> dict[str, Any]:
        """Return what the template of a document shows: the gaps once, with how often, and the answers."""
        return {
            "gaps": [{"words": _as_item(words), "times": self.gaps.count(words)} for words in dict.fromkeys(self.gaps)],
            "filled": list(self.filled),
        }


def _as_item(gap: str) -> str:
    """Return the first sentence of a gap's words, as an item of a list inside a sentence."""
    first = re.split(r"(?<=[.?!]) ", gap, maxsplit=1)[0].rstrip(".")
    if first.startswith("Eén"):
        return "één" + first[3:]
    return first[:1].lower() + first[1:] if first[1:2].islower() or first[1:2] == " " else first
