"""A page with its structure: sections with a role, and blocks in them. Text is made of it once, at the end (`serialise`)."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import TypedDict

_TITLE = re.compile(r"\s*## +(.+?)\n")


@dataclass(frozen=True)
class Block:
    """A piece of a section, in Markdown.

    A piece of an editor's page also carries the condition that it hangs on, how that came out (`ja` or `onbekend`; what is
    not there has no block), and the line in the editor's file.
    """

    text: str
    condition: str = ""
    outcome: str = ""
    line: int = 0


@dataclass(frozen=True)
class Section:
    """A part of a page with one role (marks.ROLES); `title` is its heading, for UNDECIDED the label that says when it applies.

    `asks` are the questions that leave it undecided, when nobody was asked any of them; `unknown` are those to which somebody
    said not to know the answer.
    """

    role: str
    blocks: tuple[Block, ...] = ()
    title: str = ""
    asks: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()

    @functools.cached_property
    def text(self) -> str:
        """The Markdown of its blocks."""
        return "\n\n".join(block.text for block in self.blocks)

    def with_text(self, change: Callable[[str], str]) -> Section:
        """Return the section with every block's text changed."""
        return replace(self, blocks=tuple(replace(block, text=change(block.text)) for block in self.blocks))

    @classmethod
    def of(cls, role: str, text: str) -> Section:
        """Return a section of one block; a heading at the very beginning becomes the title."""
        title = _TITLE.match(text)
        return cls(role, (Block(text[title.end():] if title else text),), title[1] if title else "")


class More(TypedDict, total=False):
    """What only some pages have in their head: for the theme, the list of all pages and the search.

    What every page has stands in `Head`; serialise writes both, without what is empty.
    """

    phases: list[str]
    theme: str
    approach: list[str]
    decides: str
    checked: str
    search: Mapping[str, object]


@dataclass(frozen=True)
class Head:
    """What the head of a page says about it; `more` holds further keys, `later` that it belongs to a later stage."""

    title: str
    summary: str = ""
    part: str = ""
    later: bool = False
    roles: tuple[str, ...] = ()
    more: More = field(default_factory=More)


@dataclass(frozen=True)
class PageDoc:
    """One page: its file in docs/, its kind (marks.KINDS), its head, and its sections in reading order.

    Links to other pages are written from the top of docs/ (`[plan](/plan.md)`); serialise makes them fit.
    """

    file: str
    kind: str
    head: Head
    sections: tuple[Section, ...]

    def with_roles(self, roles: Iterable[str]) -> tuple[Section, ...]:
        """Return its sections with one of these roles."""
        wanted = frozenset(roles)
        return tuple(section for section in self.sections if section.role in wanted)
