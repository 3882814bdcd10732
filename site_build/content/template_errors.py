"""What Jinja says about a template, in Dutch: why it cannot be read, and which name it misses."""

from __future__ import annotations

import re
from collections.abc import Iterable

from site_build.content.names import nearest

_READING = (
    (r"[Uu]nexpected end of template.*", "het einde komt te vroeg: een blok is niet gesloten"),
    (r"Encountered unknown tag '(\w+)'.*", r"de opdracht '\1' bestaat niet, of hoort niet op deze plek"),
    (r"No filter named '(\w+)'.*", r"het filter '\1' bestaat niet"),
    (r"No test named '(\w+)'.*", r"de toets '\1' bestaat niet"),
    (r"expected token '(.+?)', got '(.+?)'.*", r"hier hoort '\1', en er staat '\2'"),
    (r"Expected an expression, got '(.+?)'.*", "hier hoort een naam of een waarde"),
    (r"unexpected char '?(.+?)'? at .*", r"het teken \1 kan hier niet"),
    (r"unexpected '(.+?)'.*", r"'\1' kan hier niet"),
)


def why(said: str) -> str:
    """Return in Dutch why Jinja cannot read a template; its own words where we have none."""
    for pattern, words in _READING:
        match = re.fullmatch(pattern, said, re.S)
        if match:
            return match.expand(words)
    return said


def undefined(said: str, names: Iterable[str]) -> tuple[str, str]:
    """Return which name does not exist, and what to write instead: from Jinja's words, and the names that the template gets."""
    lone, part = re.fullmatch(r"'([\w.]+)' is undefined", said), re.search(r"has no attribute '(\w+)'", said)
    if part:
        return f"Wat voor '.{part[1]}' staat, heeft geen '{part[1]}'.", "Kijk hoe andere sjablonen dit gebruiken."
    if lone is None:
        return "Dit sjabloon gebruikt een naam die niet bestaat.", "Kijk naar de namen die andere sjablonen gebruiken."
    known = sorted(names)
    close = nearest(lone[1], known)
    return f"Dit sjabloon gebruikt '{lone[1]}', en die naam krijgt het niet.", f"{f'Bedoelt u {close!r}? ' if close else ''}Kies uit: {', '.join(known)}."
