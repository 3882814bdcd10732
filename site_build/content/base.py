"""What every format of the content is made of: an id, a place, and how a field reads."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, TypeVar, overload

from site_build.content.conditions import Condition
from site_build.errors import Place

_Default = TypeVar("_Default")


def meta(**metadata: object) -> Any:  # as `dataclasses.field`: it stands for a value that the constructor must get
    """A required field with metadata: key, ref (kind of id), values (allowed)."""
    return field(metadata=metadata)


@overload
def opt(**metadata: object) -> tuple[()]: ...
@overload
def opt(default: _Default, **metadata: object) -> _Default: ...
def opt(default: object = (), **metadata: object) -> object:
    """An optional field with metadata; without a default it holds any number of things, at first none."""
    return field(default=default, metadata=metadata)


@dataclass(frozen=True)
class Block:
    """A piece of a page: text when `condition` is None, else a `when` block with pieces in it."""

    text: str = ""
    condition: Condition | None = None
    body: tuple[Block, ...] = ()
    line: int = 0


@dataclass(frozen=True, kw_only=True)
class Thing:
    """Everything with an id and a place in a file."""

    id: str
    place: Place = field(default=Place(), metadata={"skip": True})
    was: tuple[str, ...] = ()
    retired: str = ""  # year-month from which it no longer exists
    instead: str = ""  # an id, or a sentence


@dataclass(frozen=True, kw_only=True)
class Meant(Thing):
    """What the engine may look up by its meaning."""

    means: str = opt("", fixed=True)  # what the engine uses it for: a name of needs.py
