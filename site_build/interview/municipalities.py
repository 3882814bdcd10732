"""Finding a municipality by what somebody types: a code, a name as people write it, or a name of before a merger."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections import Counter, defaultdict
from dataclasses import dataclass

from site_build.content.model import Municipality, MunicipalityName
from site_build.interview.wording import shown_name

_SHORT_PROVINCES = {"Noord-Holland": "nh", "Zuid-Holland": "zh", "Limburg": "l", "Overijssel": "o", "Utrecht": "u", "Gelderland": "gld",
                    "Groningen": "gr", "Noord-Brabant": "nb", "Zeeland": "z", "Drenthe": "dr", "Flevoland": "fl", "Fryslân": "fr"}
_CODE = re.compile(r"(?:gm)?0*([0-9]{1,4})\Z")
_BRACKET = re.compile(r"[,;]?\s*\(\s*")


@dataclass(frozen=True)
class Option:
    """A municipality as it is offered: its label is unique, `keys` is what may be typed, `merged` names that went up in it."""

    label: str
    code: str
    keys: tuple[str, ...]
    merged: tuple[str, ...] = ()


@functools.lru_cache(maxsize=4)
def options(municipalities: tuple[Municipality, ...], names: tuple[MunicipalityName, ...] = ()) -> tuple[Option, ...]:
    """Return every municipality to choose from, by name; those with the same name carry their province.

    `names` are other names, and names of municipalities that went up in one or more of these.
    """
    shown = [shown_name(m.name) for m in municipalities]
    counted = Counter(shown)
    others: dict[str, list[MunicipalityName]] = defaultdict(list)
    for other in names:
        for code in dict.fromkeys(other.codes):
            others[code].append(other)
    found = []
    for municipality, name in zip(municipalities, shown, strict=True):
        label = f"{name} ({municipality.province})" if counted[name] > 1 else name
        also = others.get(municipality.code, ())
        typed = [label, municipality.name, municipality.code, *(other.name for other in also)]
        if short := _SHORT_PROVINCES.get(municipality.province):
            typed.append(f"{name} ({short})")
        merged = tuple(fold(other.name) for other in also if other.merged)
        found.append(Option(label, municipality.code, tuple(dict.fromkeys(fold(text) for text in typed)), merged))
    return tuple(sorted(found, key=lambda option: option.keys[0].lstrip("' ")))


def search(available: tuple[Option, ...], typed: str) -> list[Option]:
    """Return the options that hold the typed text; an exact name first, then names that begin with it."""
    text = fold(typed)

    def rank(option: Option) -> int:
        if text in option.keys:
            return 0
        if any(key.startswith(text) or key.lstrip("' s").startswith(text) for key in option.keys):
            return 1
        return 2 if any(text in key for key in option.keys) else 3

    exactly = {option.code for option in exact(available, typed)} if _CODE.match(text) else set()
    ranked = [(0 if option.code in exactly else rank(option), index, option) for index, option in enumerate(available)]
    return [option for place, _, option in sorted(ranked, key=lambda item: item[:2]) if place < 3]


def exact(available: tuple[Option, ...], typed: str) -> list[Option]:
    """Return the options with exactly this code or name; more than one where a name exists twice or was divided.

    GM0080, 0080 and 80 are a code; 'gemeente', accents, hyphens and dots do not count. A name of today goes before one of before.
    """
    text = fold(typed)
    if match := _CODE.match(text):
        return [option for option in available if option.code == f"GM{int(match[1]):04}"]
    found = [option for option in available if text in option.keys]
    today = [option for option in found if text not in option.merged]
    named = [option for option in available if fold(option.label.partition(" (")[0]) == text]
    return today or named or found


def fold(text: str) -> str:
    """Return text in lower case without accents, hyphens, dots and 'gemeente': 'Súdwest-Fryslân' is found as 'sudwest fryslan'."""
    bare = text.casefold().replace("`", "'")
    if not bare.isascii():  # nearly all names of a list are, and need none of this
        plain = unicodedata.normalize("NFKD", bare.replace("’", "'").replace("‘", "'"))
        bare = "".join(char for char in plain if not unicodedata.combining(char))
    bare = bare.replace(".", "").replace("-", " ")
    words = (_BRACKET.sub(" (", bare) if "(" in bare else bare).split()
    return " ".join(words).removeprefix("de gemeente ").removeprefix("gemeente ")
