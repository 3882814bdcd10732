"""What is made once of a content and asked for often: kept with the content itself, so that it goes when the content goes."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from site_build.content.model import Content

_Made = TypeVar("_Made")


def kept(content: Content, make: Callable[[Content], _Made]) -> _Made:
    """Return what `make` makes of this content; the first time it is made, after that it is the same object.

    It stands in the content's own dictionary, as a cached property does: what it holds may then hold the content without keeping it
    from going. `make` is a function of a module (not one made on the spot): its name is the key.
    """
    own = vars(content)
    key = f"{make.__module__}:{make.__qualname__}"
    if key not in own:
        own[key] = make(content)
    made: _Made = own[key]
    return made
