"""The parts of one entry of a list question: which are asked, and what may not contradict.

A part's `when` looks at the parts before it in the same entry (`aantal >= 10`), and `not_below` names the
part that is its lower bound. Unknown asks, as everywhere: only a clear no skips a part.
"""

from __future__ import annotations

from collections.abc import Mapping

from site_build.content.conditions import KNOWN, Tri, Value
from site_build.content.documents import Json
from site_build.content.model import DONT_KNOW, Question


def parts_asked(question: Question, entry: Mapping[str, Json]) -> tuple[Question, ...]:
    """Return the parts that are asked for an entry as far as it is filled in, in order."""
    def lookup(name: str) -> Value:
        value = entry.get(name)
        return Value() if value in (None, DONT_KNOW) else Value(KNOWN, value)

    return tuple(part for part in question.parts if not part.retired
                 and (part.when is None or part.when.evaluate(lookup).tri is not Tri.NO))


def below(part: Question, value: Json, entry: Mapping[str, Json]) -> int | float | None:
    """Return the lower bound that a number stays under, None when it does not (or there is no bound)."""
    bound = entry.get(part.not_below) if part.not_below else None
    if isinstance(value, bool) or isinstance(bound, bool) or not isinstance(value, (int, float)) or not isinstance(bound, (int, float)):
        return None
    return bound if value < bound else None
