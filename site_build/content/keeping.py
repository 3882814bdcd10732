"""What is made once of a content and asked for often: kept with the content itself, so that it goes when the content goes."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

from site_build.content.model import Content

_Made = TypeVar("_Made")


def kept(content: Content, make: Callable[[Content], _Made]) -> _Made:
    """Return what `make` makes of this content; the first time it is made, after that it is the same object.

    It stands in the content's own dictionary, as a cached property does: what it holds may then hold the content without keeping it
    from going. `make` is a function of a module (not one made on the spot): its name is the key.
    """
    return _kept(content, f"{make.__module__}:{make.__qualname__}", lambda: make(content))


def kept_all(content: Content, walk: Callable[[Content], Iterable[_Made]]) -> tuple[_Made, ...]:
    """Return everything that `walk` yields of this content, walked once; see `kept`."""
    return _kept(content, f"{walk.__module__}:{walk.__qualname__}", lambda: tuple(walk(content)))


def in_other_words(content: Content, words: Content) -> None:
    """Say that `words` is the same content in other words: what hangs on no words is then made once for both (`kept_of_all_words`)."""
    vars(words)[_SAME] = vars(content).get(_SAME, content)


def kept_of_all_words(content: Content, make: Callable[[Content], _Made]) -> _Made:
    """Return what `make` makes of this content, or made of the same content in other words; only for what hangs on no words."""
    same: Content = vars(content).get(_SAME, content)
    return kept(same, make)


_SAME = "the same in other words"


def _kept(content: Content, key: str, make: Callable[[], _Made]) -> _Made:
    own = vars(content)
    if key not in own:
        own[key] = make()
    made: _Made = own[key]
    return made
