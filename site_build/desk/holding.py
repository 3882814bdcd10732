"""What only follows from something else: it is held back and counted, so that the true message comes first.

A file that cannot be read makes everything it holds seem to be missing elsewhere. A problem elsewhere is held back when the
ids that it names stand in such a file: the advice would be to change a right line.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from site_build.errors import ERROR, Problem

_NAMING = frozenset({  # these say that something named in quotes is not there, or is not as it was
    "naam-onbekend", "naam-vervallen", "keuze-onbekend", "placeholder", "id-verdwenen", "stuurt-niets", "bron-onbekend", "bron-ongebruikt", "verwijzing",
    "anker-kapot", "link-kapot", "soort-vergelijking", "aanhalingstekens", "pagina-zonder-deel", "voorstel", "ondergrens", "vraag-later",
    "advies-onbereikbaar", "advies-zonder-actie", "advies-botst", "onbereikbaar", "dubbele-id", "betekenis", "feit", "keuzes",
})
_SEARCHED = frozenset({"onbereikbaar", "bereik-onbekend", "stuurt-niets", "advies-onbereikbaar", "advies-zonder-actie", "advies-botst", "ontbreekt-betekenis"})
_STRUCTURE = frozenset({"koppen", "kop-niveau", "kop-controle", "te-weinig-blokken", "anker-kapot", "anker-wisselt", "lange-zin", "blok-diepte"})
_TAGS = frozenset({"blok-open", "blok-einde", "blok-woord", "blok-plaats"})
_UNREADABLE = frozenset({"yaml-vorm", "yaml-teken", "tekens", "kop-ontbreekt", "kop-vorm", "samenvoegen", "niet-te-lezen", "tabel-vorm", "bestand-map"})
_FORM = frozenset({"vorm", "ontbreekt", "onbekende-naam", "soort", "waarde", "yaml-naam", "dubbele-naam", "leeg", "lijst-witregel", "voorwaarde"})


@dataclass(frozen=True)
class Sorted:
    """What to say, the cause first; `held` is what only followed."""

    said: tuple[Problem, ...]
    held: tuple[Problem, ...]


def hold_back(signs: Sequence[Problem], unread: Sequence[Problem], found: Iterable[Problem], text_of: Callable[[str], str]) -> Sorted:
    """Split problems in causes and consequences.

    `signs` are about the lines as typed, `unread` came while reading, `found` are the checks on what could be read. `text_of`
    returns the raw text of a file.
    """
    said = {sign for sign in signs if sign.grade == ERROR}
    lines = {(sign.place.file, sign.place.line) for sign in said}
    merged = {sign.place.file for sign in said if sign.code == "samenvoegen"}
    indented = {sign.place.file for sign in said if sign.code in ("tab", "spatie-hard", "teken-onzichtbaar")}
    held: set[Problem] = set()

    def follows_from_sign(problem: Problem) -> bool:
        place = problem.place
        return place.file in merged or (place.file, place.line) in lines or place.file in indented and problem.code in _UNREADABLE | _FORM

    causes = []
    for problem in unread:
        if follows_from_sign(problem):
            held.add(problem)
        else:
            causes.append(problem)
    causes = _one_cause_per_file(causes, held)
    doubles = {id for problem in found for id in _quoted(problem) if problem.code == "dubbele-id"}
    broken = {problem.place.file for problem in (*causes, *held, *said) if problem.grade == ERROR}
    words = {file: frozenset([*re.findall(r"[\w.-]+", text_of(file)), PurePosixPath(file).stem]) for file in broken}
    everything = frozenset().union(*words.values()) if words else frozenset()
    questions = any(file.startswith("guide/questionnaire/") or file == "guide/knowledge/facts.yml" for file in broken) or bool(doubles)
    tagged = {problem.place.file for problem in (*causes, *said) if problem.code in _TAGS}
    rest = []
    for problem in found:
        names = _quoted(problem)
        if problem in said:
            continue
        if (follows_from_sign(problem) or problem.place.file in tagged and problem.code in _STRUCTURE
                or questions and problem.code in _SEARCHED
                or problem.code != "dubbele-id" and problem.code in _NAMING and any(name in doubles for name in names)
                or problem.code in _NAMING and any(name in broken or name in everything or set(re.split(r"[./]", name)) & everything for name in names)):
            held.add(problem)
        else:
            rest.append(problem)
    first = sorted(said, key=_unreadable_first) + sorted(causes, key=_unreadable_first)
    warned = [sign for sign in signs if sign.grade != ERROR]
    return Sorted(tuple(dict.fromkeys([*first, *sorted({*rest, *warned})])), tuple(sorted(held)))


def _one_cause_per_file(causes: list[Problem], held: set[Problem]) -> list[Problem]:
    """Of a file that cannot be read only the reason counts; a piece of which a name is unknown does not also miss one."""
    unreadable = {p.place.file for p in causes if p.code in _UNREADABLE}
    kept = [p for p in causes if p.place.file not in unreadable or p.code in _UNREADABLE]
    held.update(p for p in causes if p not in kept)
    return kept


def _unreadable_first(problem: Problem) -> tuple[bool, str, bool, Problem]:
    """What cannot be read first; in one file a name that does not exist before the name that it was meant to be."""
    return problem.code not in _UNREADABLE, problem.place.file, problem.code == "ontbreekt", problem


def _quoted(problem: Problem) -> tuple[str, ...]:
    return tuple(re.findall(r"'([^']+)'", problem.message))
