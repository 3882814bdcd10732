"""What the templates of pages that people look up may use; see contexts.py."""

from __future__ import annotations

from dataclasses import dataclass

from site_build.assembly.contexts import Context
from site_build.assembly.rows import FileRow, OmittedRow, OpenPointRow, PageRef, RiskRow, SectionView, SourceRow, TermRow
from site_build.content.model import Game, Part
from site_build.interview.sharing import Outlook
from site_build.tailoring.changes import ChangeEntry


@dataclass(frozen=True, kw_only=True)
class Risks(Context):
    """The risks that apply."""

    TEMPLATE = "risks"
    risks: tuple[RiskRow, ...]


@dataclass(frozen=True, kw_only=True)
class GamePage(Context):
    """The reflection game."""

    TEMPLATE = "game"
    game: Game


@dataclass(frozen=True, kw_only=True)
class Glossary(Context):
    """All terms."""

    TEMPLATE = "glossary"
    terms: tuple[TermRow, ...]


@dataclass(frozen=True, kw_only=True)
class Overview(Context):
    """All chapters, to filter."""

    TEMPLATE = "overview"
    pages: tuple[PageRef, ...]
    parts: tuple[Part, ...]


@dataclass(frozen=True, kw_only=True)
class AnswersPage(Context):
    """Every question with its answer."""

    TEMPLATE = "answers"
    sections: tuple[SectionView, ...]
    sharing: Outlook | None  # in the edition of the municipality itself: what would go along


@dataclass(frozen=True, kw_only=True)
class Changes(Context):
    """What changed at the last builds, the newest first."""

    TEMPLATE = "changes"
    entries: tuple[ChangeEntry, ...]


@dataclass(frozen=True, kw_only=True)
class Omitted(Context):
    """What is not in the handbook, and why; `waiting`: of which nobody knows yet whether it belongs there."""

    TEMPLATE = "omitted"
    waiting: tuple[OmittedRow, ...]
    pages: tuple[OmittedRow, ...]
    lists: tuple[OmittedRow, ...]
    documents: tuple[OmittedRow, ...]


@dataclass(frozen=True, kw_only=True)
class Sources(Context):
    """All sources, and what nobody could find."""

    TEMPLATE = "sources"
    sources: tuple[SourceRow, ...]
    open_points: tuple[OpenPointRow, ...]


@dataclass(frozen=True, kw_only=True)
class Accessibility(Context):
    """The statement on accessibility."""

    TEMPLATE = "accessibility"


@dataclass(frozen=True, kw_only=True)
class Downloads(Context):
    """The files that were exported."""

    TEMPLATE = "downloads"
    bestanden: tuple[FileRow, ...]
