"""Finding a municipality by what somebody types; names without CBS's addition, as people write them."""

from __future__ import annotations

import functools
import unicodedata
from dataclasses import dataclass

from site_build.content.model import Municipality
from site_build.interview.wording import shown_name

_ALSO_CALLED = {"GM0518": "Den Haag", "GM0796": "Den Bosch"}  # CBS has only the official names


@dataclass(frozen=True)
class Option:
    """A municipality as it is offered: its label is unique, `keys` is what may be typed."""

    label: str
    code: str
    keys: tuple[str, ...]


@functools.lru_cache(maxsize=4)
def options(municipalities: tuple[Municipality, ...]) -> tuple[Option, ...]:
    """Return every municipality to choose from, by name; those with the same name carry their province."""
    names = [shown_name(m.name) for m in municipalities]
    twice = {name for name in names if names.count(name) > 1}
    found = []
    for municipality, name in zip(municipalities, names, strict=True):
        label = f"{name} ({municipality.province})" if name in twice else name
        typed = [label, municipality.name, municipality.code, _ALSO_CALLED.get(municipality.code, label)]
        found.append(Option(label, municipality.code, tuple(dict.fromkeys(fold(text) for text in typed))))
    return tuple(sorted(found, key=lambda option: option.keys[0].lstrip("' ")))


def search(available: tuple[Option, ...], typed: str) -> list[Option]:
    """Return the options that hold the typed text; an exact name first, then names that begin with it."""
    text = fold(typed)

    def rank(option: Option) -> int:
        if text in option.keys:
            return 0
        if any(key.startswith(text) or key.lstrip("' s-").startswith(text) for key in option.keys):
            return 1
        return 2 if any(text in key for key in option.keys) else 3

    ranked = [(rank(option), index, option) for index, option in enumerate(available)]
    return [option for place, _, option in sorted(ranked, key=lambda item: item[:2]) if place < 3]


def exact(available: tuple[Option, ...], typed: str) -> list[Option]:
    """Return the options with exactly this code or name; more than one where a name exists twice."""
    text = fold(typed)
    found = [option for option in available if text in option.keys]
    return found or [option for option in available if fold(option.label.partition(" (")[0]) == text]


def fold(text: str) -> str:
    """Return text in lower case without accents, with plain apostrophes: 'Súdwest' is found as 'sudwest'."""
    plain = unicodedata.normalize("NFKD", text.casefold().replace("’", "'").replace("‘", "'").replace("`", "'"))
    return " ".join("".join(char for char in plain if not unicodedata.combining(char)).split())
