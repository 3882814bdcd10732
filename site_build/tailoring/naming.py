"""What a municipality calls something: a choice with `instead_of` puts its own name in the place of our word, everywhere.

A choice `Voorjaarsnota` with `instead_of: kadernota` makes every text of this handbook say voorjaarsnota. Names of files, links,
gaps and sources stay what they are.
"""

from __future__ import annotations

import dataclasses
import functools
import re
from collections.abc import Callable, Mapping
from typing import TypeVar

from site_build.content.base import Block
from site_build.content.conditions import Condition
from site_build.content.keeping import in_other_words, kept
from site_build.content.model import Content
from site_build.errors import Place
from site_build.interview.facts import Values

_KEPT = r"\]\([^)]*\)|\{\{.*?\}\}|\[@[^\]]*\]|\[\[.*?\]\]|\{[#.][^}]*\}|<[^>]+>"
_TEXTS = ("pages", "checklists", "documents", "actions", "risks", "moments", "advice", "statements", "ways_left")
_Thing = TypeVar("_Thing")


def names_of(content: Content, values: Values) -> dict[str, str]:
    """Return our word -> what this municipality calls it, by its answers."""
    found = {}
    for id, question in content.questions.items():
        for choice in question.choices:
            if choice.instead_of and values[id].known and values[id].value == choice.id:
                found[choice.instead_of] = choice.label.lower()
    return found


def called(content: Content, names: Mapping[str, str]) -> Content:
    """Return the content with every text in the words of the municipality; the same content where it uses ours.

    The same words give the same content again: of many municipalities most use one of a few.
    """
    if not names:
        return content
    made, words = kept(content, _made), tuple(sorted(names.items()))
    if words not in made:
        made[words] = _called(content, names)
        in_other_words(content, made[words])
    return made[words]


def _made(content: Content) -> dict[tuple[tuple[str, str], ...], Content]:
    return {}


def _called(content: Content, names: Mapping[str, str]) -> Content:
    any_name = re.compile("|".join(map(re.escape, names)), re.IGNORECASE)  # most texts have none
    pattern = re.compile(rf"({_KEPT})|(?<![\w-])({'|'.join(map(re.escape, names))})(?![\w-])", re.IGNORECASE)

    def word(match: re.Match[str]) -> str:
        if match[1]:
            return match[1]
        own = names[match[2].lower()]
        return own[:1].upper() + own[1:] if match[2][:1].isupper() else own

    def changed(text: str) -> str:
        return pattern.sub(word, text) if any_name.search(text) else text

    texts = {name: tuple(_said(thing, changed) for thing in getattr(content, name)) for name in _TEXTS}
    return _with(content, texts)


def _said(thing: object, changed: Callable[[str], str]) -> object:
    """Return a thing of the content with the texts in it changed: what has a space in it or begins with a capital is no id."""
    if isinstance(thing, str):
        return changed(thing) if " " in thing or thing[:1].isupper() else thing
    if isinstance(thing, tuple):
        said = tuple(_said(part, changed) for part in thing)
        return said if any(new is not old for new, old in zip(said, thing, strict=True)) else thing
    if isinstance(thing, Block):
        text, body = changed(thing.text), _said(thing.body, changed)
        return _with(thing, {"text": text, "body": body}) if text is not thing.text or body is not thing.body else thing
    cls: type = type(thing)
    found = {name: new for name in _parts(cls) if (new := _said(old := getattr(thing, name), changed)) is not old}
    return _with(thing, found) if found else thing


@functools.cache
def _parts(cls: type) -> tuple[str, ...]:
    """Return the fields of a class in which texts may stand."""
    if not dataclasses.is_dataclass(cls) or issubclass(cls, (Condition, Place)):
        return ()
    return tuple(field.name for field in dataclasses.fields(cls) if field.init)


def _with(thing: _Thing, values: Mapping[str, object]) -> _Thing:
    """Return a copy of a dataclass with these fields."""
    copy: Callable[..., _Thing] = dataclasses.replace
    return copy(thing, **values)
