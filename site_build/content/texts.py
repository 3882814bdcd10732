"""What editors write as text: pages, model documents and checklists, each of a stage."""

from __future__ import annotations

from dataclasses import dataclass, field

from site_build.content.assets import led_to
from site_build.content.base import Block, Thing
from site_build.content.base import meta as _meta
from site_build.content.base import opt as _opt
from site_build.content.conditions import Condition
from site_build.errors import Place


@dataclass(frozen=True, kw_only=True)
class Phase(Thing):
    """A stage; the order of the file is the order in time. Its id is a choice of the question that means the phase."""

    title: str
    leads: str = _opt("both", values=("readiness", "both", "embedding"))  # the index that leads in this stage


@dataclass(frozen=True, kw_only=True)
class Staged(Thing):
    """What belongs to a stage, and may not apply."""

    when: Condition | None = None
    now: Condition | None = None
    only_if_known: bool = False  # unknown leaves it out: for what would alarm where it is not so
    phases: tuple[str, ...] = _opt(ref="phase")


@dataclass(frozen=True, kw_only=True)
class Page(Staged):
    """A chapter page."""

    means: str = _opt("", fixed=True)
    title: str
    summary: str
    settled: Condition | None = None
    for_all: bool = False
    roles: tuple[str, ...] = _opt(ref="role")
    dimension: str = _opt("", ref="dimension")
    approach: str = _opt("", ref="approach")  # the approach that a project sheet describes
    theme: str = _opt("", ref="theme")
    law: bool = False
    sources: tuple[str, ...] = _opt(ref="source")
    part: str = field(default="", metadata={"skip": True})
    body: tuple[Block, ...] = field(default=(), metadata={"skip": True})


@dataclass(frozen=True, kw_only=True)
class Document(Staged):
    """A model document that the municipality sends out."""

    title: str
    summary: str
    kind: str = _meta(values=("voorstel", "brief", "besluit", "afspraak", "plan", "kaart"))
    decides: str = _meta(ref="decider")
    made_by: tuple[str, ...] = _opt(ref="action")  # the jobs that make it: the first that is planned says when it is ready
    moment: str = _opt("", ref="moment")  # it is there before this day, where no job makes it
    occasion: str = ""  # when it is used, where no job makes it
    pages: tuple[str, ...] = _opt(ref="page")
    roles: tuple[str, ...] = _opt(ref="role")
    sources: tuple[str, ...] = _opt(ref="source")
    body: tuple[Block, ...] = field(default=(), metadata={"skip": True})


@dataclass(frozen=True, kw_only=True)
class Item(Thing):
    """An item of a checklist."""

    text: str
    why: str
    addressee: str = _meta(key="for", ref="role")
    when: Condition | None = None
    sources: tuple[str, ...] = _opt(ref="source")


@dataclass(frozen=True, kw_only=True)
class Attachment:
    """A file beside a list: its name from the folder of the list, and what it is."""

    file: str = _meta(fixed=True)
    text: str
    place: Place = field(default=Place(), metadata={"skip": True})

    @property
    def path(self) -> str:
        """Where the file should be, from the root of the guide."""
        return led_to(self.file, self.place.file)


@dataclass(frozen=True, kw_only=True)
class Checklist(Staged):
    """A list for those who make something possible, or (kind card) a conversation card."""

    title: str
    intro: str
    kind: str = _opt("list", values=("list", "card"))
    pages: tuple[str, ...] = _opt(ref="page")
    roles: tuple[str, ...] = _opt(ref="role")
    items: tuple[Item, ...]
    may_go: str = ""
    attachments: tuple[Attachment, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Part(Thing):
    """A part of the handbook: one folder of chapters."""

    folder: str
    title: str
    summary: str = ""
    pages: tuple[str, ...] = _opt(ref="page")  # in reading order; a page that is not named comes last
    headings: tuple[str, ...] = _opt(fixed=True)  # the `##` headings that each of its pages has, in this order
    sheet_headings: tuple[str, ...] = _opt(fixed=True)  # those of a page about one approach
    blocks: int = 0  # how many `when` blocks each of its pages has at least
