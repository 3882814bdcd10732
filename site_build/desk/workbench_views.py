"""What each template of the workbench may use: one dataclass per template, and `Around`, which every one of them gets.

tests/desk/test_workbench_views.py holds the names that a template uses against its dataclass, both ways.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from markupsafe import Markup

from site_build.desk.due import Due
from site_build.errors import Place, Problem

Option = tuple[str, str]
"""A value and its words."""


@dataclass(frozen=True)
class Ask:
    """A question that a page hangs on, with what was chosen for it; without options one types."""

    id: str
    label: str
    chosen: str
    options: Sequence[Option] = ()


@dataclass(frozen=True, kw_only=True)
class Around:
    """What stands around every part: the menu, the form to choose with, and what cannot be read.

    `editor` makes the address that opens a file at a line, `typed` are answers set by hand, `since` the version to compare with.
    """

    base: str
    here: str
    views: Sequence[Option]
    query: str
    stamp: object  # changes when a file of the guide does
    groups: Sequence[tuple[str, Sequence[Option]]]
    file: str
    situations: Sequence[Option]
    a: str
    b: str
    typed: Mapping[str, str]
    title: str
    editor: Callable[[str, int], str]
    questions: Sequence[Ask]
    opened: bool
    unread: Sequence[Problem]
    wide: bool = False
    versions: Sequence[Option] = ()
    since: str = ""


@dataclass(frozen=True, kw_only=True)
class View:
    """The values of one template."""

    TEMPLATE: ClassVar[str]


@dataclass(frozen=True)
class Side:
    """A page in one situation; `why_not` says why it is not there."""

    title: str
    html: Markup
    why_not: str


@dataclass(frozen=True, kw_only=True)
class Look(View):
    """*Bekijken*: one side or two; `source` is the file, where editors can open it."""

    TEMPLATE = "kijk"
    sides: Sequence[Side]
    source: str


@dataclass(frozen=True)
class ShownRow:
    """A piece with a condition: how often it shows, and the smallest change (question, answer) that shows it."""

    text: str
    line: int
    words: str
    state: str
    sets: int
    change: Sequence[tuple[str, str]]
    situations: Sequence[str]
    link: str


@dataclass(frozen=True, kw_only=True)
class Where(View):
    """*Waar staat het*: counted over `sets` of answers and `cases` situations."""

    TEMPLATE = "waar"
    sets: int
    cases: int
    shown: Sequence[ShownRow]


@dataclass(frozen=True, kw_only=True)
class Used(View):
    """*Gebruikt in*: what names `id`; `wrong` says why it was not looked for."""

    TEMPLATE = "gebruik"
    id: str
    wrong: str
    found: Sequence[tuple[Place, str]]
    ids: Sequence[str]


@dataclass(frozen=True, kw_only=True)
class Compared(View):
    """*Vergelijken*: the difference with an earlier version, and the other pages (address, title, file) that changed."""

    TEMPLATE = "vergelijk"
    wrong: str = ""
    since_words: str = ""
    html: Markup = Markup("")
    touched: Sequence[tuple[str, str, str]] = ()
    situation: str = ""


@dataclass(frozen=True, kw_only=True)
class Checked(View):
    """*Na te kijken*: per list its id, its words, what to say of an empty one, and what is due."""

    TEMPLATE = "nakijken"
    lists: Sequence[tuple[str, str, str, Sequence[Due]]]


@dataclass(frozen=True, kw_only=True)
class Mistakes(View):
    """*Fouten*: the list itself comes after."""

    TEMPLATE = "fouten"


@dataclass(frozen=True, kw_only=True)
class ProblemList(View):
    """What `check` found; `wrong` counts what is an error."""

    TEMPLATE = "problemen"
    found: Sequence[Problem]
    wrong: int


@dataclass(frozen=True, kw_only=True)
class Source(View):
    """The text of a file, one line of it marked, with what is wrong there."""

    TEMPLATE = "bron"
    lines: Sequence[str]
    line: int
    messages: Sequence[str]


@dataclass(frozen=True, kw_only=True)
class Failure(View):
    """What is shown where a page cannot be made now."""

    TEMPLATE = "fout"
    message: str


def workbench_views() -> Mapping[str, type[View]]:
    """Return every view by the name of its template."""
    return {kind.TEMPLATE: kind for kind in View.__subclasses__()}
