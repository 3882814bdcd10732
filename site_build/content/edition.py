"""Which guide this is, and its editions."""

from __future__ import annotations

from dataclasses import dataclass, field

from site_build.content.base import opt
from site_build.content.needs import NEEDS
from site_build.errors import Place


@dataclass(frozen=True, kw_only=True)
class EarlierEdition:
    """An edition that was released before: its number, its day, and what was new in it."""

    version: int
    date: str = ""
    changes: str = ""


@dataclass(frozen=True, kw_only=True)
class Edition:
    """Which guide this is, its version, and the words with which the program names its subject.

    A guide with an `id` of its own takes from the program what it does not have itself: the templates of
    computed pages, the list of municipalities and the free days.
    """

    id: str = ""  # of the guide; a handbook remembers it
    title: str = "Handboek"  # of the complete edition
    subject: str = ""  # as a subtitle
    what: str = ""  # what a handbook is for: 'een brede aanpak in het sociaal domein'
    hero: str = ""  # the first paragraph of the complete edition
    aim: str = ""  # what follows on the name of the municipality, on the page for the board
    costs_note: str = ""  # Markdown at the end of the page with costs
    does_without: tuple[str, ...] = opt(values=tuple(NEEDS))  # what of needs.py this guide leaves out on purpose
    version: int = 1
    date: str = ""
    changes: str = ""  # what is new in it, in one sentence
    next: str = ""  # what will be new in the following one; publishing makes it its `changes`
    earlier: tuple[EarlierEdition, ...] = ()  # what was released before, the newest first
    place: Place = field(default=Place(), metadata={"skip": True})

    def since(self, version: int) -> tuple[EarlierEdition, ...]:
        """Return the editions after `version`, this one too, the newest first."""
        present = EarlierEdition(version=self.version, date=self.date, changes=self.changes)
        return tuple(edition for edition in (present, *self.earlier) if edition.version > version)
