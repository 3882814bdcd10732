"""The lists of costs and events under the engine's own names, whatever a guide calls their parts and choices (`means:`)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from site_build.content.model import Content, Question

_PARTS = {
    "costs": {"item": "post", "low": "laag", "high": "hoog", "payer": "betaler"},
    "events": {"event": "soort", "called": "naam", "count": "aantal", "fall_low": "daling_laag", "fall_high": "daling_hoog", "share_low": "toeschrijving_laag",
               "share_high": "toeschrijving_hoog", "price_low": "prijs_laag", "price_high": "prijs_hoog", "price_source": "prijs_bron", "cash": "in_kas",
               "beneficiary": "baat"},
}
"""Meaning of a part -> the name that the sums use."""
_CHOICES = {"other": "anders", "extra_use": "meer_gebruik", "once": "eenmalig", "municipality": "gemeente",
            "usual_help": "gewone_hulp", "less_help": "minder_hulp", "no_help": "geen_hulp"}


def own_entry(content: Content, meaning: str, entry: Mapping[str, Any]) -> dict[str, Any]:
    """Return an entry of the list that means `costs` or `events` with the engine's names of parts and choices."""
    question = content.questions.get(content.meaning(meaning))
    names = {part.id: (_PARTS[meaning].get(part.means, part.id), part) for part in (question.parts if question else ())}
    return {names[key][0] if key in names else key: own_choice(names[key][1], value) if key in names else value for key, value in entry.items()}


def labels(content: Content) -> dict[tuple[str, str], str]:
    """Return the Dutch label per choice of a part: ('costs.post', 'team')."""
    found = {}
    for meaning, parts in _PARTS.items():
        question = content.questions.get(content.meaning(meaning))
        for part in question.parts if question else ():
            for choice in part.choices:
                found[(f"{meaning}.{parts.get(part.means, part.id)}", str(own_choice(part, choice.id)))] = choice.label
    return found


def own_choice(part: Question, value: Any) -> Any:
    """Return the engine's name of a choice that has a meaning, else the value as it is."""
    choice = part.choice(value) if isinstance(value, str) else None
    return _CHOICES.get(choice.means, value) if choice else value
