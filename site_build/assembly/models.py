"""A model document that is filled in from answers: what was filled in, and what is left."""

from __future__ import annotations

import collections
import functools
import re
from dataclasses import dataclass

from site_build.assembly.doc import Section


@dataclass(frozen=True)
class GapRow:
    """A gap that is left, as an item inside a sentence."""

    words: str
    times: int


@dataclass(frozen=True)
class Model:
    """One document: its text, every gap that is left (in order), and what was filled in, by name.

    `left_open` are the names of known answers that were left open all the same; `choices`: of some pieces nobody knows yet whether they stay.
    """

    sections: tuple[Section, ...]
    gaps: tuple[str, ...]
    filled: tuple[str, ...]
    left_open: tuple[str, ...] = ()
    choices: bool = False

    @functools.cached_property
    def gap_rows(self) -> tuple[GapRow, ...]:
        """The gaps once, with how often each is there."""
        return tuple(GapRow(_as_item(words), count) for words, count in collections.Counter(self.gaps).items())


def _as_item(gap: str) -> str:
    """Return the first sentence of a gap's words, as an item of a list inside a sentence."""
    first = re.split(r"(?<=[.?!]) ", gap, maxsplit=1)[0].rstrip(".")
    if first.startswith("Eén"):
        return "één" + first[3:]
    return first[:1].lower() + first[1:] if first[1:2].islower() or first[1:2] == " " else first
