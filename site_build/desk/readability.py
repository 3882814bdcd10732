"""How readable the texts are: long sentences, and the reading ease of pages (Flesch-Douma)."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from site_build.content.keeping import kept_all
from site_build.content.model import Content, Document, Page
from site_build.content.walking import bodies, pieces, texts_of
from site_build.desk.memory import Memory, by_file
from site_build.errors import WARNING, Place, Problem

LONGEST = 30  # words in a sentence
MEDIAN, FLOOR, LAW_FLOOR = 50, 38, 32  # Flesch-Douma
_READ_KINDS = ("section", "question", "choice", "part", "page", "checklist", "item", "document", "action", "risk", "term", "role",
               "moment", "dimension", "statement", "card", "phrase")


_NOT_RUNNING: tuple[tuple[tuple[str, ...], re.Pattern[str], str], ...] = (
    (("```",), re.compile(r"^```.*?^```[ \t]*$", re.M | re.S), ""),
    (("{%", "|", "#", "!!!"), re.compile(r"^[ \t]*(\{%.*%\}|\|.*\||#+[ ].*|!!!.*)[ \t]*$", re.M), "\n"),
    (("[@", "[^"), re.compile(r"\s?\[@[\w-]+\]|\[\^[\w-]+\]"), ""),
    (("[[",), re.compile(r"\[\[([^\]]*)\]\]"), r"\1"),
    (("](",), re.compile(r"\[([^\]]*)\]\([^)]*\)"), r"\1"),
    (("{{",), re.compile(r"\{\{[^}]*\}\}"), "uw gemeente"),
    (("-", "*", "."), re.compile(r"^[ \t]*(?:[-*]|\d+\.)[ \t]+(.*?)[.;:,]?[ \t]*$", re.M), r"\1."),
    (("*", "_", "`", ">"), re.compile(r"[*_`>]"), ""),
)
"""What is no running text, in the order in which it goes: signs of which one must be there, what it looks like, and what stays of it."""


@functools.lru_cache(maxsize=16_384)  # two checks ask it of the same texts
def plain_text(markdown: str) -> str:
    """Return the running text: no front matter, tags, tables, headings, links' targets or citations.

    Every list item, and the line before a heading, ends its sentence.
    """
    text = re.sub(r"\A---\n.*?\n---\n", "", markdown, flags=re.S) if markdown.startswith("---") else markdown
    for signs, pattern, instead in _NOT_RUNNING:
        if any(sign in text for sign in signs):
            text = pattern.sub(instead, text)
    return text


_BETWEEN = re.compile(r"(?<=[.!?])[\"')]?\s+|\n{2,}")


def sentences(text: str) -> list[str]:
    """Return the sentences of a plain text."""
    return [" ".join(words) for sentence in _BETWEEN.split(text) if (words := sentence.split())]


def check_sentences(content: Content, memory: Memory | None = None) -> list[Problem]:
    """Return a *let op* for every sentence that is too long."""
    return by_file(memory or Memory(), "sentences", running(content), _too_long)


def _too_long(texts: Iterable[tuple[Place, str]]) -> list[Problem]:
    problems = []
    for place, text in texts:
        for sentence in sentences(plain_text(text)):
            if sentence.count(" ") < LONGEST:
                continue  # most: then it cannot be too long, whatever its words are
            count = sum(any(c.isalnum() for c in word) for word in sentence.split())
            if count > LONGEST:
                line = place.line + _line_of(sentence, text) if place.column == 0 else place.line
                problems.append(Problem(Place(place.file, line, 1), "lange-zin", f"Deze zin heeft {count} woorden: '{sentence[:60]}…'",
                                        "Maak er twee zinnen van.", WARNING))
    return problems


def running(content: Content) -> tuple[tuple[Place, str], ...]:
    """Return texts with their places; column 0 says that lines count from there."""
    return kept_all(content, _every_running)


def _every_running(content: Content) -> Iterator[tuple[Place, str]]:
    for thing in bodies(content):
        yield from ((Place(thing.place.file, piece.line, 0), piece.text) for piece in pieces(thing.body) if piece.text)
    for text in texts_of(content):
        if text.named.kind in _READ_KINDS:
            yield text.place, text.text


def _line_of(sentence: str, text: str) -> int:
    words = re.findall(r"\w+", sentence)[:4]
    match = re.search(r"\W+".join(map(re.escape, words)), text)
    return text[: match.start()].count("\n") if match else 0


@dataclass(frozen=True)
class Ease:
    """The reading ease of one page; None when it was not measured."""

    page: Page | Document
    ease: float | None
    words: int

    @property
    def floor(self) -> int:
        """The least ease that this page may have."""
        return LAW_FLOOR if getattr(self.page, "law", False) else FLOOR


def whole_text(thing: Page | Document) -> str:
    """Return the plain text of a page, all blocks together."""
    return plain_text("\n\n".join(piece.text for piece in pieces(thing.body)))


def measure(content: Content) -> list[Ease]:
    """Return the reading ease of every page; not measured where textstat is not installed."""
    try:
        import textstat
    except ImportError:
        textstat = None
    if textstat is not None:
        textstat.set_lang("nl")
    result = []
    for page in content.pages:
        if page.retired:
            continue
        text = whole_text(page)
        ease = float(textstat.flesch_reading_ease(text)) if textstat is not None and text.strip() else None
        result.append(Ease(page, ease, len(text.split())))
    return result
