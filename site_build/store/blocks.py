"""Markdown in blocks (heading, paragraph, list item, table row, box), and back without losing a character that counts.

Our own few lines, not a parser: parsers of CommonMark do not know the boxes, attribute lists and HTML with
Markdown inside that our pages are written in, and give back a tree instead of the lines that stood there.
"""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_FENCE = re.compile(r"\s*(```+|~~~+)")
_HEADING = re.compile(r"#{1,6}\s")
_ITEM = re.compile(r"\s*([-*+]|\d+[.)])\s")
_ROW = re.compile(r"\s*\|")
_TAG_LINE = re.compile(r"\s*</?[a-z][^>]*>\s*\Z")
_FOOTNOTE = re.compile(r"\[\^[^\]]+\]:")
_CLOSE = ("item", "row", "meta", "note")  # kinds that stand on following lines, without a blank line between


@dataclass(frozen=True)
class Block:
    """One block: its lines without blank lines around them, and how many blank lines follow."""

    kind: str
    text: str
    gap: int = 0
    below: str = ""  # the kind of the block that stood directly under it, without a blank line

    @functools.cached_property
    def key(self) -> str:
        """What makes it the same block: its text without spaces at the ends of lines."""
        if " \n" not in self.text and "\t\n" not in self.text:
            return self.text.rstrip()
        return "\n".join(line.rstrip() for line in self.text.split("\n"))


def split(text: str) -> tuple[Block, ...]:
    """Return the blocks of a page; front matter is one block per key."""
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").split("\n")
    if lines and lines[-1] == "":
        lines.pop()
    found: list[tuple[str, str]] = []
    gaps: list[int] = []  # blank lines after each
    start = 0
    if lines and lines[0].rstrip() == "---":
        end = next((number for number in range(1, len(lines)) if lines[number].rstrip() == "---"), 0)
        if end:
            found = [("edge", lines[0]), *_head(lines[1:end]), ("edge", lines[end])]
            gaps = [0] * len(found)
            start = end + 1
    for kind, group in _body(lines[start:]):
        if kind != "blank":
            found.append((kind, "\n".join(group)))
            gaps.append(0)
        elif gaps:
            gaps[-1] += 1
    kinds = [*(kind for kind, _ in found[1:]), ""][: len(found)]
    return tuple(Block(kind, text, gap, "" if gap else below) for (kind, text), gap, below in zip(found, gaps, kinds, strict=True))


def join(blocks: Sequence[Block]) -> str:
    """Return the text of blocks; a blank line comes between two that would else run together."""
    parts: list[str] = []
    for block, following in itertools.zip_longest(blocks, blocks[1:]):
        gap = block.gap
        if following is None:
            gap = 0
        elif not gap and block.below != following.kind and not _may_touch(block, following):
            gap = 1
        parts.append(block.text + "\n" * (gap + 1))
    return "".join(parts)


def _may_touch(block: Block, following: Block) -> bool:
    if "edge" in (block.kind, following.kind):
        return True
    return block.kind == following.kind and block.kind in _CLOSE


def _head(lines: Sequence[str]) -> Iterator[tuple[str, str]]:
    group: list[str] = []
    for line in lines:
        if group and line[:1] not in (" ", "\t", "-", ""):
            yield "meta", "\n".join(group)
            group = []
        group.append(line)
    if group:
        yield "meta", "\n".join(group)


def _body(lines: Sequence[str]) -> Iterator[tuple[str, list[str]]]:
    group: list[str] = []
    kind, fence = "", ""
    for line in lines:
        if fence:
            group.append(line)
            if line.strip().startswith(fence) and not line.strip().strip(fence[0]):
                yield "fence", group
                group, fence = [], ""
            continue
        if not line.strip():
            if group:
                yield kind, group
                group = []
            yield "blank", []
            continue
        new = _kind_of(line, kind if group else "")
        if group and new:
            yield kind, group
            group = []
        match = _FENCE.match(line)
        if match and not group:
            fence, group = match[1], [line]
            continue
        kind = new or (kind if group else "text")
        group.append(line)
        if kind in ("heading", "tag", "row"):
            yield kind, group
            group = []
    if group:
        yield "fence" if fence else kind, group


def _kind_of(line: str, inside: str) -> str:
    """The kind of block that this line begins, or "" when it goes on with the block it stands in."""
    for kind, pattern in (("heading", _HEADING), ("fence", _FENCE), ("row", _ROW), ("note", _FOOTNOTE), ("tag", _TAG_LINE)):
        if pattern.match(line):
            return kind
    if _ITEM.match(line):
        return "item"
    return "" if inside else "text"
