"""templates/words.yml and guide/words.yml -> the sentences, with everything that is wrong in them."""

from __future__ import annotations

import string
from collections.abc import Iterable, Iterator, Mapping

from site_build.content.documents import Kept
from site_build.content.documents import Mapping as YamlMapping
from site_build.content.names import nearest
from site_build.content.phrase_list import NEEDED
from site_build.content.phrases import Phrase
from site_build.errors import Place, Problem

OURS, OF_GUIDE = "templates/words.yml", "guide/words.yml"


def read_phrases(ours: tuple[str, str] | None, own: tuple[str, str] | None, shipped: Iterable[Phrase],
                 kept: Kept | None = None) -> tuple[tuple[Phrase, ...], list[Problem]]:
    """Return every sentence that the program uses, and what is wrong with the two files.

    `ours` and `own` are (file, text) of templates/words.yml and guide/words.yml, None where there is no such file;
    `shipped` fills what `ours` does not have because it is not there at all.
    """
    problems: list[Problem] = []
    found = {phrase.id: phrase for phrase in shipped}
    if ours is not None:
        found = {phrase.id: phrase for phrase in _read(*ours, NEEDED, problems, kept or Kept())}
        problems.extend(Problem(Place(ours[0], 1, 1), "ontbreekt", f"De zin '{key}' ontbreekt.", f"Zet hem terug, bij '{key.partition('.')[0]}'.")
                        for key in NEEDED if key not in found and not problems)
    if own is not None:
        found.update({phrase.id: phrase for phrase in _read(*own, NEEDED, problems, kept or Kept())})
    return tuple(found[key] for key in NEEDED if key in found), problems


def _read(file: str, text: str, needed: Mapping[str, tuple[str, ...]], problems: list[Problem], kept: Kept) -> Iterator[Phrase]:
    data, wrong = kept.read(text, file)
    problems.extend(wrong)
    if data is not None and not isinstance(data, YamlMapping):
        problems.append(Problem(Place(file, 1, 1), "vorm", "Hier horen groepen met zinnen.", "Schrijf de naam van een groep, en daaronder: naam: zin."))
        return
    if data is None:
        return
    for group, sentences in data.items():
        if not isinstance(sentences, YamlMapping):
            problems.append(Problem(data.place_of(group), "vorm", f"Onder '{group}' horen zinnen met een naam.", "Schrijf per regel: naam: zin."))
            continue
        for name, sentence in sentences.items():
            key, place = f"{group}.{name}", sentences.place_of(name)
            problem = _problem(key, sentence, place, needed)
            if problem is not None:
                problems.append(problem)
            else:
                yield Phrase(id=key, text=str(sentence), place=place)


def _problem(key: str, sentence: object, place: Place, needed: Mapping[str, tuple[str, ...]]) -> Problem | None:
    if key not in needed:
        close = nearest(key, needed)
        return Problem(place, "onbekende-naam", f"De zin '{key}' gebruikt het programma niet.", f"Bedoelt u '{close}'?" if close else "Haal deze regel weg.")
    if not isinstance(sentence, str):
        return Problem(place, "soort", f"'{key}' hoort tekst te zijn.", "Zet de tekst tussen aanhalingstekens.")
    try:
        places = list(places_in(sentence))
    except ValueError:
        return Problem(place, "plek-vorm", f"In '{key}' klopt een accolade niet.", "Schrijf een plek als {naam}.")
    for found in places:
        if found not in needed[key]:
            known = ", ".join(f"{{{name}}}" for name in needed[key])
            return Problem(place, "plek-onbekend", f"De zin '{key}' kent de plek {{{found}}} niet.", f"Kies uit: {known}." if known else "Deze zin heeft geen plekken.")
    return None


def places_in(sentence: str) -> Iterator[str]:
    """Yield the places of a sentence: `{day}`; raises ValueError where braces do not fit, or hold more than a name."""
    for _, name, spec, conversion in string.Formatter().parse(sentence):
        if name is not None:
            if not name.isidentifier() or spec or conversion:
                raise ValueError(name)
            yield name
