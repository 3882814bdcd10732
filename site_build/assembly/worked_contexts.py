"""What the templates of the worked case may use."""

from __future__ import annotations

from dataclasses import dataclass

from site_build.assembly.contexts import Context
from site_build.content.worked import Worked


@dataclass(frozen=True)
class WorkedRow:
    """A page of the worked case in a list; `file` is in docs/."""

    title: str
    summary: str
    file: str


@dataclass(frozen=True)
class MomentGroup:
    """A moment with its day (in words) and the documents that were filled in then."""

    title: str
    summary: str
    day: str
    twins: tuple[WorkedRow, ...]


@dataclass(frozen=True, kw_only=True)
class WorkedIndex(Context):
    """The page that leads to the story and to the filled documents."""

    TEMPLATE = "worked"
    worked: Worked
    story: tuple[WorkedRow, ...]
    groups: tuple[MomentGroup, ...]


@dataclass(frozen=True, kw_only=True)
class InventedBox(Context):
    """The box above every page of the worked case: it does not exist; `document` is the reader's own file of a filled document."""

    TEMPLATE = "invented"
    notice: str
    moment: str
    day: str
    document: str
