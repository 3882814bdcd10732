"""Markdown in blocks (heading, paragraph, list item, table row, box), and back without losing a character that counts.

Our own few lines, not a parser: parsers of CommonMark do not know the boxes, attribute lists and HTML with
Markdown inside that our pages are written in, and give back a tree instead of the lines that stood there.
"""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

_FENCE = re.compile(r"\s*(```+|~~~+)")
_HEADING = re.compile(r"#{1,6}\s")
_ITEM = re.compile(r"\s*([-*+]|\d+[.)])\s")
_ROW = re.compile(r"\s*\|")
_FRONT = re.compile(r"---[^\S\n]*\n(?:.*\n)*?---[^\S\n]*(?=\n|\Z)")
_BLANKS = re.compile(r"\n((?:[^\S\n]*\n)+)")
_TAG_LINE = re.compile(r"\s*</?[a-z][^>]*>\s*\Z")
_FOOTNOTE = re.compile(r"\[\^[^\]]+\]:")
_SIGNS = frozenset("#`~|[<-*+0123456789")  # with which every kind but plain text begins
_CLOSE = ("item", "row", "meta", "note")  # kinds that stand on following lines, without a blank line between


class Block(NamedTuple):
    """One block: its lines without blank lines around them, and how many blank lines follow. Plain: a handbook has tens of thousands."""

    kind: str
    text: str
    gap: int = 0
    below: str = ""  # the kind of the block that stood directly under it, without a blank line
    key: str = ""  # what makes it the same block: `key_of` its text


def key_of(text: str) -> str:
    """Return what makes a block the same block: its text without spaces at the ends of lines."""
    if " \n" not in text and "\t\n" not in text:
        return text.rstrip()
    return "\n".join(line.rstrip() for line in text.split("\n")).rstrip()


def split(text: str) -> tuple[Block, ...]:
    """Return the blocks of a page; front matter is one block per key."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").removesuffix("\n")
    blocks: list[Block] = []
    head = _FRONT.match(text)
    if head:
        lines = head[0].split("\n")
        blocks += _linked([("edge", lines[0]), *_head(lines[1:-1]), ("edge", lines[-1])], 0)
    start = head.end() + 1 if head else 0
    for group, gap in _groups(text[start:]) if len(text) >= start else ():
        if blocks and gap and not group:
            blocks[-1] = blocks[-1]._replace(gap=blocks[-1].gap + gap, below="")
        elif blocks and group and not blocks[-1].gap:
            blocks[-1] = blocks[-1]._replace(below=group[0].kind)
        blocks += group
    return tuple(blocks)


def _linked(found: Sequence[tuple[str, str]], gap: int) -> tuple[Block, ...]:
    """Return blocks (kind and text) that stand right under each other, with so many blank lines after the last."""
    last = len(found) - 1
    return tuple([Block(kind, part, gap if at == last else 0, "" if at == last else found[at + 1][0], key_of(part)) for at, (kind, part) in enumerate(found)])


_Group = tuple[Block, ...]  # without blank lines between them


def _groups(text: str) -> Sequence[tuple[_Group, int]]:
    """Return the blocks between blank lines, and how many blank lines follow. What three versions of a page have in common is read once."""
    parts = _BLANKS.split(f"\n{text}\n")
    parts[0] = parts[0].removeprefix("\n")
    parts[-1] = parts[-1].removesuffix("\n")
    gaps = [*(part.count("\n") for part in parts[1::2]), 0]
    read = [_group(part, gap) for part, gap in zip(parts[::2], gaps, strict=True)]
    groups = [(group, gap) for (group, _), gap in zip(read, gaps, strict=True)]
    number = next((number for number, (_, is_open) in enumerate(read) if is_open), None)
    if number is None:
        return groups
    rest = [parts[2 * number], *(f"\n{part}" if at % 2 == 0 else part for at, part in enumerate(parts[2 * number + 1:]))]
    # a fence with blank lines in it: from there on line by line
    return [*groups[:number], *_line_by_line("".join(rest).removesuffix("\n" if not parts[-1] else ""))]


@functools.lru_cache(maxsize=20_000)
def _group(text: str, gap: int) -> tuple[_Group, bool]:
    """Return the blocks of lines without blank ones, with so many blank lines after them, and whether a fence is still open at the end."""
    if not text:
        return (), False
    if "\n" not in text:
        kind = _kind_of(text, "")
        return (Block(kind, text, gap, "", text.rstrip()),), kind == "fence"
    groups = list(_body(text.split("\n")))
    kind, (first, *inner) = groups[-1]
    is_open = kind == "fence" and not (inner and _closes(inner[-1], _FENCE.match(first)))
    return _linked([(kind, "\n".join(lines)) for kind, lines in groups], gap), is_open


def _line_by_line(text: str) -> Iterator[tuple[_Group, int]]:
    for kind, lines in _body(text.split("\n")):
        blank = kind == "blank"
        yield () if blank else _linked([(kind, "\n".join(lines))], 0), int(blank)


def _closes(line: str, fence: re.Match[str] | None) -> bool:
    bare = line.strip()
    return fence is not None and bare.startswith(fence[1]) and not bare.strip(fence[1][0])


def join(blocks: Sequence[Block]) -> str:
    """Return the text of blocks; a blank line comes between two that would else run together."""
    parts: list[str] = []
    for block, following in itertools.zip_longest(blocks, blocks[1:]):
        gap = block.gap
        if following is None:
            gap = 0
        elif not gap and block.below != following.kind and not may_touch(block, following):
            gap = 1
        parts.append(block.text + "\n" * (gap + 1))
    return "".join(parts)


def may_touch(block: Block, following: Block) -> bool:
    """True when no blank line need stand between two blocks: items of a list, rows of a table."""
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
    if line.lstrip()[:1] not in _SIGNS:
        return "" if inside else "text"
    for kind, pattern in (("heading", _HEADING), ("fence", _FENCE), ("row", _ROW), ("note", _FOOTNOTE), ("tag", _TAG_LINE)):
        if pattern.match(line):
            return kind
    if _ITEM.match(line):
        return "item"
    return "" if inside else "text"
