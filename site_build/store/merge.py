"""Three texts become one: as it was made, as somebody changed it, and as it is made now.

Per block of Markdown: what only one side changed is taken; where both changed the same block, *their* text
stays in the page, and the new text is reported (`Clash`) so that a person can decide. No marker is ever written.
"""

from __future__ import annotations

import difflib
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from site_build.store.blocks import Block, join, split

_ALIKE = 0.35  # share of words two blocks have in common to count as one block that was changed
_WORDS = re.compile(r"\w+")
_LARGE = 60 * 60  # beyond this many pairs blocks are matched by place


@dataclass(frozen=True)
class Clash:
    """One block that both sides changed; an empty text is: no block any more."""

    heading: str  # the heading above it, for a person to find it
    old: str
    mine: str
    new: str


@dataclass(frozen=True)
class Edit:
    """One block that somebody changed since it was made: how it was made, how it is, how it is made now."""

    heading: str
    base: str
    mine: str
    new: str


@dataclass(frozen=True)
class Merged:
    """The text to keep, where both changed the same, and every block that somebody changed."""

    text: str
    clashes: tuple[Clash, ...]
    edits: tuple[Edit, ...]


def merge(base: str, mine: str, new: str) -> Merged:
    """Return the three texts as one; line ends are those of `mine`."""
    olds, ours, news = split(base), split(mine), split(new)
    my_blocks, my_inserts = _align(olds, ours)
    new_blocks, new_inserts = _align(olds, news)
    out: list[Block] = []
    clashes: list[Clash] = []
    edits: list[Edit] = []
    heading = ""
    for number in range(len(olds) + 1):
        out.extend(_inserted(new_inserts[number], my_inserts[number]))
        if number == len(olds):
            break
        old, my, fresh = olds[number], my_blocks[number], new_blocks[number]
        if _key(my) == old.key:
            chosen = fresh
        else:
            chosen = my
            edits.append(Edit(heading, old.text, my.text if my else "", fresh.text if fresh else ""))
            if _key(fresh) not in (old.key, _key(my)):
                clashes.append(Clash(heading, old.text, my.text if my else "", fresh.text if fresh else ""))
        if chosen:
            out.append(chosen)
            heading = chosen.text.lstrip("# ").strip() if chosen.kind == "heading" else heading
    text = join(out)
    if "\r\n" in mine:
        text = text.replace("\n", "\r\n")
    return Merged(text, tuple(clashes), tuple(edits))


def replace_block(text: str, before: str, after: Sequence[str]) -> str | None:
    """Return a page with one block replaced by others (none: taken out), or None when the block is not there."""
    blocks = list(split(text))
    key = Block("", before).key
    at = next((number for number, block in enumerate(blocks) if block.key == key), None)
    if at is None:
        return None
    blocks[at : at + 1] = [Block(blocks[at].kind, part, blocks[at].gap, blocks[at].below) for part in after]
    return _as(text, join(blocks))


def insert_after(text: str, above: str, block: str) -> str:
    """Return a page with a block put under another one, or at the end when that one is gone."""
    blocks = list(split(text))
    key = Block("", above).key
    at = next((number for number, found in enumerate(blocks) if found.key == key), len(blocks) - 1)
    kind = next((found.kind for found in split(block)), "text")
    blocks.insert(at + 1, Block(kind, block, blocks[at].gap if 0 <= at < len(blocks) else 0))
    return _as(text, join(blocks))


def block_above(text: str, block: str) -> str:
    """Return the block that stands directly above a block; "" when it is the first or is not there."""
    blocks = split(text)
    key = Block("", block).key
    at = next((number for number, found in enumerate(blocks) if found.key == key), 0)
    return blocks[at - 1].text if at else ""


def holds(text: str, block: str) -> bool:
    """True when a block stands in a page."""
    key = Block("", block).key
    return any(found.key == key for found in split(text))


def alike(one: str, other: str) -> float:
    """Return which share (0 to 1) of the blocks of `one` also stands in `other`: is it the same page, moved?"""
    mine = [block.key for block in split(one) if block.kind not in ("edge", "tag")]
    theirs = Counter(block.key for block in split(other))
    return sum(1 for key in mine if theirs[key]) / len(mine) if mine else 0.0


def _as(model: str, text: str) -> str:
    return text.replace("\n", "\r\n") if "\r\n" in model else text


def _key(block: Block | None) -> str:
    return block.key if block else ""


def _inserted(news: Sequence[Block], mine: Sequence[Block]) -> list[Block]:
    """What came between two blocks: the new text first, then what somebody added, each once (but for tags, which come in pairs)."""
    mine_keys = {block.key for block in mine if block.kind != "tag"}
    return [*(block for block in news if block.key not in mine_keys), *mine]


def _align(base: Sequence[Block], other: Sequence[Block]) -> tuple[list[Block | None], list[list[Block]]]:
    """Return, per block of `base`, what it became (None: taken out), and what was put in before each (and at the end)."""
    became: list[Block | None] = [None] * len(base)
    inserts: list[list[Block]] = [[] for _ in range(len(base) + 1)]
    matcher = difflib.SequenceMatcher(None, [(b.kind, b.key) for b in base], [(b.kind, b.key) for b in other], autojunk=False)
    for tag, b0, b1, o0, o1 in matcher.get_opcodes():
        if tag == "equal":
            became[b0:b1] = other[o0:o1]
        elif tag == "insert":
            inserts[b0].extend(other[o0:o1])
        elif tag == "replace":
            pairs = _pairs(base[b0:b1], other[o0:o1])
            before = b0
            for offset, block in enumerate(other[o0:o1]):
                if offset in pairs:
                    became[b0 + pairs[offset]] = block
                    before = b0 + pairs[offset] + 1
                else:
                    inserts[before].append(block)
    return became, inserts


def _pairs(olds: Sequence[Block], others: Sequence[Block]) -> dict[int, int]:
    """Return offset in `others` -> offset in `olds` of the block that it was, in order."""
    if len(olds) * len(others) > _LARGE:
        return {number: number for number in range(min(len(olds), len(others)))}
    scores = [[_likeness(old, other) for old in olds] for other in others]
    best = [[0.0] * (len(olds) + 1) for _ in range(len(others) + 1)]
    for i in range(len(others) - 1, -1, -1):
        for j in range(len(olds) - 1, -1, -1):
            pair = best[i + 1][j + 1] + scores[i][j] if scores[i][j] >= _ALIKE else -1.0
            best[i][j] = max(best[i + 1][j], best[i][j + 1], pair)
    found, i, j = {}, 0, 0
    while i < len(others) and j < len(olds):
        if scores[i][j] >= _ALIKE and best[i][j] == best[i + 1][j + 1] + scores[i][j]:
            found[i] = j
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return _fill(found, olds, others)


def _fill(found: dict[int, int], olds: Sequence[Block], others: Sequence[Block]) -> dict[int, int]:
    """Between two pairs, what is left on both sides and of one kind is one block that was written anew."""
    edges = [(-1, -1), *sorted(found.items()), (len(others), len(olds))]
    for (i0, j0), (i1, j1) in zip(edges, edges[1:], strict=False):
        for i, j in zip(range(i0 + 1, i1), range(j0 + 1, j1), strict=False):
            if olds[j].kind == others[i].kind:
                found[i] = j
    return found


def _likeness(one: Block, other: Block) -> float:
    if one.kind != other.kind:
        return 0.0
    if one.kind == "meta":
        return 1.0 if one.text.partition(":")[0] == other.text.partition(":")[0] else 0.0
    words, others = Counter(_WORDS.findall(one.text.lower())), Counter(_WORDS.findall(other.text.lower()))
    total = sum(words.values()) + sum(others.values())
    return 2 * sum((words & others).values()) / total if total else 1.0
