"""A page with everything in it: what stays away in a situation is shown too, framed and with its condition in words."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable
from dataclasses import dataclass

from site_build.content.conditions import Tri
from site_build.content.model import Block, Content, Document, Page
from site_build.errors import HandbookError
from site_build.tailoring.explaining import in_words
from site_build.tailoring.handbook import Handbook

_MARK = "HBBLOK"
_MARKED = re.compile(rf"<p>{_MARK}(\d+)(BEGIN|EIND)</p>")


@dataclass(frozen=True)
class Framed:
    """A block with its outcome in a situation, its condition in words, and the line where it begins."""

    state: str
    words: str
    line: int


def open_up(content: Content, thing: Page | Document, handbook: Handbook) -> tuple[Content, list[Framed]]:
    """Return the content in which a page or document holds all its blocks, between marks, and what those marks stand for."""
    frames: list[Framed] = []

    def visit(body: tuple[Block, ...]) -> tuple[Block, ...]:
        made: list[Block] = []
        for block in body:
            if block.condition is None:
                made.append(block)
                continue
            number = len(frames)
            try:
                state, words = block.condition.evaluate(handbook.values.lookup).tri, in_words(block.condition, handbook.content)
            except HandbookError:
                state, words = Tri.UNKNOWN, block.condition.text
            frames.append(Framed(state.value, words, block.line))
            made += [Block(text=f"\n{_MARK}{number}BEGIN\n", line=block.line), *visit(block.body), Block(text=f"\n{_MARK}{number}EIND\n", line=block.line)]
        return tuple(made)

    body = visit(thing.body)
    if isinstance(thing, Page):
        page = dataclasses.replace(thing, body=body, when=None, only_if_known=False, settled=None)
        return dataclasses.replace(content, pages=tuple(page if each is thing else each for each in content.pages)), frames
    document = dataclasses.replace(thing, body=body, when=None, only_if_known=False)
    return dataclasses.replace(content, documents=tuple(document if each is thing else each for each in content.documents)), frames


def put_frames(html: str, frames: list[Framed], frame: Callable[[Framed], str]) -> str:
    """Return the HTML with a frame in the place of each pair of marks; `frame` gives how a frame begins."""
    return _MARKED.sub(lambda match: frame(frames[int(match[1])]) if match[2] == "BEGIN" else "</div>", html)
