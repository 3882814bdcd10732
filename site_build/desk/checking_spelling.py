"""Spelling, where hunspell with Dutch is installed: one message for each word that neither it nor guide/words.txt knows."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from pathlib import Path

from site_build.content.documents import list_of, text_of
from site_build.content.model import Content
from site_build.content.walking import texts_of
from site_build.desk.checking_bodies import body_lines
from site_build.desk.memory import Memory
from site_build.errors import WARNING, Place, Problem

WORDS = "guide/words.txt"
_NOT_PROSE = ("author", "URL", "checked", "issued", "type", "words", "note", "title_note", "certainty", "means", "place", "synonyms", "parts", "default")
_NO_PROSE_IN = ("source", "search_words", "fact", "fact_value", "choice_means")
_LEFT_OUT = re.compile(
    r"\{\{.*?\}\}|\[@[\w-]+\]|\[\^[\w-]*\]|`[^`]*`|<[^>]*>|\]\([^)]*\)|https?://\S+|&\w+;"
    r"|\S+@\S+|\b[A-Z]\d+-\d+\b|!!! [\w-]+|\{[^}\n]*\}|\b[\w-]+\.(?:yml|md|xlsx|docx|nl|org)\b")
_WORD = re.compile(r"[^\W\d_](?:[\w'’-]*[^\W_])?")
Unknown = Callable[[Sequence[str]], set[str] | None]
"""Words -> those that are wrong; None where there is nobody to ask."""


def find_program() -> str | None:
    """Return the spelling program, where it is installed."""
    return shutil.which("hunspell")


def hunspell(words: Sequence[str]) -> set[str] | None:
    """Return the words that hunspell does not know; None where it, or Dutch, is not installed."""
    program = find_program()
    if program is None:
        return None
    try:
        made = subprocess.run([program, "-d", "nl_NL", "-i", "utf-8", "-l"], input="\n".join(words), capture_output=True, text=True, encoding="utf-8",
                              check=False, timeout=60)
    except (OSError, subprocess.TimeoutExpired):
        return None
    return set(made.stdout.split()) if made.returncode == 0 else None


def check_spelling(content: Content, root: Path | None, unknown: Unknown = hunspell, memory: Memory | None = None) -> list[Problem]:
    """Return a remark for each word that nobody knows, at the first place where it stands.

    Of the texts of a file is remembered which words may be wrong: only other texts, or another list of words, ask the program again.
    """
    own, memory = _own_words(root), memory or Memory()
    texts = list(_texts(content, root))
    files: dict[str, list[str]] = {}
    for place, text in texts:
        files.setdefault(place.file, []).append(text)
    keys = {file: ("words", str(find_program()), *said) for file, said in files.items()}
    before = {file: memory.known(*key) for file, key in keys.items()}
    new = {file: _words(said) for file, said in files.items() if before[file] is None}
    words = {word for some in new.values() for word in some} | {text_of(word) for some in before.values() for word in list_of(some)}
    suspects = sorted(word for word in words if not _is_own(word, own))
    joined = {part for word in suspects if "-" in word for part in word.split("-") if part and part.casefold() not in own}
    doubtful = unknown(sorted({*suspects, *joined})) if suspects else set()  # once: it takes longer to begin than to look
    if doubtful is None:
        return []
    wrong = doubtful.intersection(suspects)
    right = {word for word in wrong if "-" in word and not doubtful.intersection(joined.intersection(word.split("-")))}
    never = {word for word in right if not own.intersection(word.casefold().split("-"))}  # wrong with no list of words of our own
    for file, some in new.items():
        memory.keep(sorted(word for word in some if word in wrong - never or _is_own(word, own)), *keys[file])
    places = _first_places(texts, wrong - right)
    return [Problem(place, "spelling", f"Het woord '{word}' kent de woordenlijst niet.", f"Verbeter het. Is het goed? Zet het in {WORDS}.", WARNING)
            for word, place in sorted(places.items())]


def _is_own(word: str, own: Collection[str]) -> bool:
    return word.casefold() in own or word.casefold().removesuffix("'s") in own


def _words(texts: Iterable[str]) -> set[str]:
    found = set(_WORD.findall("\n".join(_plain(text) for text in texts)))
    return {word.strip("-'") for word in found} - {""}


def _plain(text: str) -> str:
    """Return a text with a space for every sign of what is no word in it."""
    return _LEFT_OUT.sub(lambda left: " " * len(left[0]), text).replace("’", "'").replace("‘", "'")


def _first_places(texts: Iterable[tuple[Place, str]], words: Collection[str]) -> dict[str, Place]:
    """Return where each of these words stands first."""
    places: dict[str, Place] = {}
    for place, text in texts if words else ():
        for match in _WORD.finditer(_plain(text)):
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
