"""What is the same for every handbook of one content, made once and remembered: terms in texts, and sources as lines.

As with the compiled templates: a text of an editor comes back in every handbook, and most of it is the same each time.
"""

from __future__ import annotations

import functools
import re

from site_build.assembly.marks import TERM
from site_build.content.keeping import kept
from site_build.content.model import Content, Source, Term
from site_build.content.phrases import Phrase, Phrases
from site_build.interview.answers import dutch_date
from site_build.said import escape

_TOKEN = re.compile(r"[\w-]+")
_TAKEN = re.compile(r"\[[^\]]*\]\([^)]*\)|\[\[.*?\]\]|`[^`]*`|\[@[\w-]+\]|<[^>]*>|&#\d+;")
_NOT_IN = ("#", "|", "!!!", "<", "[^", "    |")  # lines that begin so carry no explanations
_REMEMBERED = 8192  # pieces of text


def prepared(content: Content) -> Prepared:
    """Return what was prepared for this content; it goes when the content goes."""
    return kept(content, _prepare)


def _prepare(content: Content) -> Prepared:
    return _shared(content.terms, content.sentences)


@functools.lru_cache(maxsize=4)
def _shared(terms: tuple[Term, ...], sentences: tuple[Phrase, ...]) -> Prepared:
    """Contents that differ in other texts (own words, see naming.py) share what was prepared."""
    return Prepared(terms, Phrases(sentences))


class Prepared:
    """The terms and the sources of one content."""

    def __init__(self, terms: tuple[Term, ...], phrases: Phrases) -> None:
        self._phrases = phrases
        self._terms = {term.term.casefold(): term for term in terms}
        self._begins: dict[str, list[tuple[str, frozenset[str]]]] = {}  # first word -> (id, all words): most lines hold no term
        for term in terms:
            words = _TOKEN.findall(term.term.casefold())
            self._begins.setdefault(words[0], []).append((term.id, frozenset(words)))
        names = sorted((re.escape(term.term) for term in terms), key=len, reverse=True)
        self._term = re.compile(rf"(?<![\w-])({'|'.join(names)})(?![\w-])", re.I) if names else None
        self._source_lines: dict[str, str] = {}
        self._may_hold = functools.lru_cache(_REMEMBERED)(self._find)
        self._marked = functools.lru_cache(_REMEMBERED)(self._mark)

    def mark_terms(self, text: str, seen: set[str]) -> str:
        """Return a text with each term linked at its first place on the page; `seen` are the ids that were, and gets what is new."""
        new = self._may_hold(text) - seen
        if not new:
            return text
        marked, found = self._marked(text, frozenset(self._may_hold(text) & seen))
        seen |= found
        return marked

    def _find(self, text: str) -> frozenset[str]:
        """Return the terms of which every word is in the text."""
        words = set(_TOKEN.findall(text.casefold()))
        return frozenset(id for word in self._begins.keys() & words for id, whole in self._begins[word] if whole <= words)

    def _mark(self, text: str, before: frozenset[str]) -> tuple[str, frozenset[str]]:
        seen = set(before)
        lines = [line if line.startswith(_NOT_IN) or not self._find(line) - seen else self._mark_line(line, seen) for line in text.split("\n")]
        return "\n".join(lines), frozenset(seen)

    def _mark_line(self, line: str, seen: set[str]) -> str:
        assert self._term is not None
        taken = [match.span() for match in _TAKEN.finditer(line)]
        parts, last = [], 0
        for match in self._term.finditer(line):
            term = self._terms[match[1].casefold()]
            if term.id in seen or any(start < match.end() and match.start() < end for start, end in taken):
                continue
            seen.add(term.id)
            parts.append(line[last:match.start()] + term_link(term, match[1]))
            last = match.end()
        return "".join(parts) + line[last:]

    def source_line(self, source: Source) -> str:
        """Return one source as a line."""
        if source.id not in self._source_lines:
            when = f" ({source.issued[:4]})" if source.issued else ""
            title = escape(source.title)
            named = f"[{title}]({source.url})" if source.url else f"*{title}*"
            note = f" {source.note}" if source.note else ""
            seen = self._phrases.one("certainty", source.certainty).capitalize()
            line = f"{escape(source.author)}{when}. {named}. {seen}, {dutch_date(source.checked)}.{note}"
            self._source_lines[source.id] = line.removeprefix(". ")
        return self._source_lines[source.id]


def term_link(term: Term, words: str) -> str:
    """Return a link to the glossary that carries the definition as its tip."""
    tip = term.definition.replace('"', "”").replace("{", "(").replace("}", ")")
    return f'[{words}](/begrippen.md#term-{term.id}){{ .{TERM} data-tip="{tip}" }}'
