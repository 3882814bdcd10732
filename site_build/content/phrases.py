"""Our own sentences around what the guide says: of pages, workbooks, forms, the calendar and pictures.

They stand in `templates/words.yml`, grouped by where they are read, with places to fill in `{braces}`. A guide may
say some of them in its own words: what stands in `guide/words.yml` goes before, key by key. What the program uses,
with its places, is listed in `phrase_list.py` (written by `python -m tools.phrases`); messages of commands and of
`check` are no words in this sense: they stand beside their code.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from site_build.content.base import Thing
from site_build.said import Said, say

CHOICES = {
    "urgency": ("gevaar", "hulp_stopt", "wet", "geld_of_mensen", "niemand_beslist", "voorwaarden", "leren", "vasthouden"),
    "advice_kinds": ("stop", "uitzoeken", "doen", "vasthouden"),
    "form_how": ("text", "date", "yes_no", "choice", "choices", "scale", "municipality"),
    "document_kinds": ("voorstel", "brief", "besluit", "afspraak", "plan", "kaart"),
    "benefit_kinds": ("geld", "maatschappelijk", "onbekend"),
    "certainty": ("read", "excerpt", "background", "own-advice"),
    "numbers": ("1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12"),
}
"""Groups in which the program takes one by what it is about (`phrases.one("urgency", "wet")`), with all that it may be."""


@dataclass(frozen=True, kw_only=True)
class Phrase(Thing):
    """One sentence of ours; its id is its group and key: `money.on_time`."""

    text: str


class Phrases:
    """The sentences by id. Calling it fills the places: `phrases("money.on_time", day="1 mei 2027")`."""

    def __init__(self, phrases: Iterable[Phrase]) -> None:
        self._texts = {phrase.id: phrase.text for phrase in phrases}

    def __call__(self, key: str, **values: object) -> str:
        """Return the sentence with its places filled; what people said (`Said`) is escaped in it."""
        text = self._texts[key]
        return text.format_map(values) if values else text

    def one(self, group: str, key: str) -> str:
        """Return the words for one of the `CHOICES` of a group."""
        return self._texts[f"{group}.{key}"]

    def number(self, count: int) -> str:
        """Return a small number in words, a larger one in figures."""
        return self.one("numbers", str(count)) if 0 < count <= len(CHOICES["numbers"]) else str(count)

    def said(self, key: str, **values: Said | str) -> Said:
        """Return the sentence as something that people said: plain where a cell asks for that, escaped on a page."""
        return say(self._texts[key], **values)
