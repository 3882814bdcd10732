"""What is looked up: cards of the game, sources, terms, search words, open points."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from site_build.content.base import Thing
from site_build.content.base import meta as _meta
from site_build.content.base import opt as _opt
from site_build.errors import Place


@dataclass(frozen=True, kw_only=True)
class Titled(Thing):
    """A theme, tension or label with a title."""

    title: str
    explain: str = ""


@dataclass(frozen=True, kw_only=True)
class Card(Thing):
    """A card of the reflection game."""

    title: str
    theme: str = _meta(ref="card_theme")
    tension: str = _meta(ref="tension")
    situation: str
    question: str
    deeper: str


@dataclass(frozen=True, kw_only=True)
class Game:
    """The reflection game: rules, themes, tensions and cards."""

    rules: tuple[str, ...] = ()
    themes: tuple[Titled, ...] = ()
    tensions: tuple[Titled, ...] = ()
    cards: tuple[Card, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Source(Thing):
    """A source, in CSL terms; `certainty` says how much of it was read."""

    type: str
    title: str
    author: str = ""
    issued: str = ""
    url: str = _opt("", key="URL")
    checked: str
    certainty: str = _meta(values=("read", "excerpt", "background", "own-advice"))
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Term(Thing):
    """A term of the glossary; synonyms and parts help the search."""

    term: str
    definition: str
    synonyms: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    sources: tuple[str, ...] = _opt(ref="source")
    see: tuple[str, ...] = _opt(ref="page")


FIXED_PAGES = ("plan", "risicos", "begrippen", "bronnen", "toegankelijkheid", "overzicht", "alles-op-een-pagina", "downloads", "reflectiespel",
               "antwoorden", "weggelaten", "lijsten/index", "documenten/index", "rollen/index")
"""The computed pages that search words may lead to, as they stand in docs/ (without .md)."""


@dataclass(frozen=True, kw_only=True)
class SearchWords(Thing):
    """Words that readers type, and the pages that they look for with them."""

    words: tuple[str, ...]
    pages: tuple[str, ...] = _opt(ref="page")
    checklists: tuple[str, ...] = _opt(ref="checklist")
    documents: tuple[str, ...] = _opt(ref="document")
    roles: tuple[str, ...] = _opt(ref="role")
    fixed: tuple[str, ...] = _opt(values=FIXED_PAGES)


@dataclass(frozen=True, kw_only=True)
class OpenPoint(Thing):
    """What nobody could find."""

    open: str
    why: str
    who: str
    checked: str
    of: str = _opt("", fixed=True)  # the code of the municipality whose own work it is about: there it is asked at home
    page: str = _opt("", ref="page")


@dataclass(frozen=True, kw_only=True)
class LawCheck(Thing):
    """Something of a law or rule that was looked at, and when; `uses` are the places that print the day."""

    what: str
    checked: str = _meta(fixed=True)  # year-month-day
    sources: tuple[str, ...] = _opt(ref="source")
    uses: tuple[Place, ...] = field(default=(), metadata={"skip": True})

    @property
    def day(self) -> dt.date | None:
        """The day of the check; None where `checked` is none."""
        try:
            return dt.date.fromisoformat(self.checked) if len(self.checked) == 10 else None
        except ValueError:
            return None
