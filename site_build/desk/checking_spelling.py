"""Spelling, where hunspell with Dutch is installed: one message for each word that neither it nor guide/words.txt knows."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from pathlib import Path

from site_build.content.model import Content
from site_build.content.walking import texts_of
from site_build.desk.checking_bodies import body_lines
from site_build.errors import WARNING, Place, Problem

WORDS = "guide/words.txt"
_NOT_PROSE = ("author", "URL", "checked", "issued", "type", "words", "note", "title_note", "certainty", "means", "place", "synonyms", "parts", "default")
_NO_PROSE_IN = ("source", "search_words", "fact", "fact_value", "choice_means")
_LEFT_OUT = re.compile(r"\{\{.*?\}\}|\[@[\w-]+\]|\[\^[\w-]*\]|`[^`]*`|<[^>]*>|\]\([^)]*\)|https?://\S+|&\w+;|!!! [\w-]+|\{[^}\n]*\}|\b[\w-]+\.(?:yml|md|xlsx|docx|nl|org)\b")
_WORD = re.compile(r"[^\W\d_](?:[\w'’-]*[^\W_])?")
Unknown = Callable[[Sequence[str]], set[str]]


def find_program() -> str | None:
    """Return the spelling program, where it is installed."""
    return shutil.which("hunspell")


def hunspell(words: Sequence[str]) -> set[str]:
    """Return the words that hunspell does not know; none where it, or Dutch, is not installed."""
    program = find_program()
    if program is None:
        return set()
    try:
        made = subprocess.run([program, "-d", "nl_NL", "-i", "utf-8", "-l"], input="\n".join(words), capture_output=True, text=True, encoding="utf-8",
                              check=False, timeout=60)
    except (OSError, subprocess.TimeoutExpired):
        return set()
    return set(made.stdout.split()) if made.returncode == 0 else set()


def check_spelling(content: Content, root: Path | None, unknown: Unknown = hunspell) -> list[Problem]:
    """Return a remark for each word that nobody knows, at the first place where it stands."""
    own = _own_words(root)
    texts = [(place, _LEFT_OUT.sub(_blank, text).replace("’", "'").replace("‘", "'")) for place, text in _texts(content, root)]
    words = dict.fromkeys(word.strip("-'") for word in dict.fromkeys(_WORD.findall("\n".join(text for _, text in texts))))
    suspects = [word for word in words if word and word.casefold() not in own and word.casefold().removesuffix("'s") not in own]
    wrong = unknown(suspects) & set(suspects)
    joined = {part for word in wrong if "-" in word for part in word.split("-") if part and part.casefold() not in own}
    loose = unknown(sorted(joined)) if joined else set()
    wrong = {word for word in wrong if "-" not in word or loose.intersection(word.split("-"))}
    places = _first_places(texts, wrong)
    return [Problem(places[word], "spelling", f"Het woord '{word}' kent de woordenlijst niet.", f"Verbeter het. Is het goed? Zet het in {WORDS}.", WARNING)
            for word in suspects if word in wrong]


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])


def _first_places(texts: Iterable[tuple[Place, str]], words: Collection[str]) -> dict[str, Place]:
    """Return where each of these words stands first."""
    places: dict[str, Place] = {}
    for place, text in texts if words else ():
        for match in _WORD.finditer(text):
            word = match[0].strip("-'")
            if word in words and word not in places:
                places[word] = Place(place.file, place.line, place.column + match.start() if place.column else 0)
    return places


def _own_words(root: Path | None) -> set[str]:
    try:
        lines = (root / WORDS).read_text(encoding="utf-8").split("\n") if root else []
    except (OSError, UnicodeDecodeError):
        lines = []
    return {line.strip().casefold() for line in lines if line.strip() and not line.startswith("#")}


def _texts(content: Content, root: Path | None) -> Iterator[tuple[Place, str]]:
    """Every text in running words; sentences that come with the program are not this guide's to mend."""
    for file, number, line in body_lines(content):
        yield Place(file, number, 1), line
    for text in texts_of(content):
        if text.named.kind == "phrase" and root and not (root / text.place.file).exists():
            continue
        if text.named.kind not in _NO_PROSE_IN and text.field not in _NOT_PROSE:
            yield Place(text.place.file, text.place.line), text.text
