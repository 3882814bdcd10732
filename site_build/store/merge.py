"""Three texts become one: as it was made, as somebody changed it, and as it is made now.

Per block of Markdown: what only one side changed is taken; where both changed the same block, *their* text
stays in the page, and the new text is reported (`Clash`) so that a person can decide. No marker is ever written.
"""

from __future__ import annotations

import bisect
import difflib
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from site_build.store.blocks import Block, join, key_of, may_touch, split

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


def merge(base: str, mine: str, new: str, *, every_edit: bool = True) -> Merged:
    """Return the three texts as one; line ends are those of `mine`. Without `every_edit` nothing is worked out where nothing is new."""
    if base == new and not every_edit:
        return Merged(mine, (), ())
    olds, ours, news = split(base), split(mine), split(new)
    my_blocks, my_inserts = _align(olds, ours)
    new_blocks, new_inserts = _align(olds, news)
    out: list[Block] = []
    clashes: list[Clash] = []
    edits: list[Edit] = []
    heading = ""
    for number, (old, my, fresh) in enumerate(zip(olds, my_blocks, new_blocks, strict=True)):
        if number in new_inserts or number in my_inserts:
            out.extend(_inserted(new_inserts.get(number, ()), my_inserts.get(number, ())))
        if my is not None and my.key == old.key or my is None and not old.key:
            chosen = fresh
        else:
            chosen = my
            edits.append(Edit(heading, old.text, my.text if my else "", fresh.text if fresh else ""))
            if _key(fresh) not in (old.key, _key(my)):
                clashes.append(Clash(heading, old.text, my.text if my else "", fresh.text if fresh else ""))
        if chosen:
            out.append(chosen)
            heading = chosen.text.lstrip("# ").strip() if chosen.kind == "heading" else heading
    out.extend(_inserted(new_inserts.get(len(olds), ()), my_inserts.get(len(olds), ())))
    text = join(out)
    if "\r\n" in mine:
        text = text.replace("\n", "\r\n")
    return Merged(text, tuple(clashes), tuple(edits))


def replace_block(text: str, before: str, after: Sequence[str]) -> str | None:
    """Return a page with one block replaced by others (none: taken out), or None when the block is not there."""
    blocks = list(split(text))
    key = key_of(before)
    at = next((number for number, block in enumerate(blocks) if block.key == key), None)
    if at is None:
        return None
    blocks[at : at + 1] = [blocks[at]._replace(text=part, key=key_of(part)) for part in after]
    return _as(text, join(blocks))


def insert_after(text: str, above: str, block: str) -> str:
    """Return a page with a block put under another one, or at the end when that one is gone."""
    blocks = list(split(text))
    key = key_of(above)
    at = next((number for number, found in enumerate(blocks) if found.key == key), len(blocks) - 1)
    kind = next((found.kind for found in split(block)), "text")
    new = Block(kind, block, blocks[at].gap if blocks else 0, key=key_of(block))
    if blocks and may_touch(blocks[at], new):  # at the end of a list: no blank line in it
        blocks[at] = blocks[at]._replace(gap=0, below=kind)
    blocks.insert(at + 1, new)
    return _as(text, join(blocks))


def block_above(text: str, block: str) -> str:
    """Return the block that stands directly above a block; "" when it is the first or is not there."""
    blocks = split(text)
    key = key_of(block)
    at = next((number for number, found in enumerate(blocks) if found.key == key), 0)
    return blocks[at - 1].text if at else ""


def holds(text: str, block: str) -> bool:
    """True when a block stands in a page."""
    key = key_of(block)
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


def _align(base: Sequence[Block], other: Sequence[Block]) -> tuple[list[Block | None], dict[int, list[Block]]]:
    """Return, per block of `base`, what it became (None: taken out), and what was put in before each (and at the end)."""
    became: list[Block | None] = [None] * len(base)
    inserts: dict[int, list[Block]] = {}
    olds, others = _names(base), _names(other)
    for span in _segments(olds, others):
        b0, b1, o0, o1 = span
        if olds[b0:b1] == others[o0:o1]:
            became[b0:b1] = other[o0:o1]
        else:
            _align_part(base, other, span, became, inserts)
    return became, inserts


_Span = tuple[int, int, int, int]  # begin and end in the one, begin and end in the other
_Name = str | tuple[str, str]  # the key; of what stands in the front matter with its kind


def _names(blocks: Sequence[Block]) -> list[_Name]:
    return [block.key if block.kind not in ("meta", "edge") else (block.kind, block.key) for block in blocks]


def _segments(olds: Sequence[_Name], others: Sequence[_Name]) -> Iterator[_Span]:
    """Yield what is the same at the beginning and the end, and between: cut at what stands in both exactly once, in the same order.

    So a long page in which a few things changed costs little more than reading it.
    """
    begin, most = 0, min(len(olds), len(others))
    while begin < most and olds[begin] == others[begin]:
        begin += 1
    end = 0
    while end < most - begin and olds[-1 - end] == others[-1 - end]:
        end += 1
    b1, o1 = len(olds) - end, len(others) - end
    yield 0, begin, 0, begin
    b0 = o0 = begin
    for b, o in _anchors(olds, others, (begin, b1, begin, o1)):
        if (b, o) != (b0, o0):
            yield b0, b, o0, o
        yield b, b + 1, o, o + 1
        b0, o0 = b + 1, o + 1
    yield b0, b1, o0, o1
    yield b1, len(olds), o1, len(others)


def _anchors(olds: Sequence[_Name], others: Sequence[_Name], span: _Span) -> list[tuple[int, int]]:
    """The longest row of pairs that stand in both exactly once, in the same order on both sides."""
    b0, b1, o0, o1 = span
    counts, theirs = Counter(olds[b0:b1]), Counter(others[o0:o1])
    places = {name: at for at, name in enumerate(others[o0:o1], o0) if theirs[name] == 1}
    pairs = [(at, places[name]) for at, name in enumerate(olds[b0:b1], b0) if counts[name] == 1 and name in places]
    ends: list[int] = []  # per length: the smallest place at which a row of that length ends
    rows: list[int] = []  # and which pair that is
    before: list[int] = []  # per pair: the one before it in its row
    for number, (_, place) in enumerate(pairs):
        at = bisect.bisect_left(ends, place)
        before.append(rows[at - 1] if at else -1)
        ends[at:at + 1], rows[at:at + 1] = [place], [number]
    found: list[tuple[int, int]] = []
    number = rows[-1] if rows else -1
    while number >= 0:
        found.append(pairs[number])
        number = before[number]
    return found[::-1]


def _align_part(base: Sequence[Block], other: Sequence[Block], span: _Span, became: list[Block | None], inserts: dict[int, list[Block]]) -> None:
    """Fill `became` and `inserts` for one part of both."""
    start, end, o_start, o_end = span
    olds, others = _names(base[start:end]), _names(other[o_start:o_end])
    for tag, b0, b1, o0, o1 in difflib.SequenceMatcher(None, olds, others, autojunk=False).get_opcodes():
        b0, b1, o0, o1 = b0 + start, b1 + start, o0 + o_start, o1 + o_start
        if tag == "equal":
            became[b0:b1] = other[o0:o1]
        elif tag == "insert":
            inserts.setdefault(b0, []).extend(other[o0:o1])
        elif tag == "replace":
            pairs = _pairs(base[b0:b1], other[o0:o1])
            before = b0
            for offset, block in enumerate(other[o0:o1]):
                if offset in pairs:
                    became[b0 + pairs[offset]] = block
                    before = b0 + pairs[offset] + 1
                else:
                    inserts.setdefault(before, []).append(block)


def _pairs(olds: Sequence[Block], others: Sequence[Block]) -> dict[int, int]:
    """Return offset in `others` -> offset in `olds` of the block that it was, in order."""
    if len(olds) * len(others) > _LARGE:
        return {number: number for number in range(min(len(olds), len(others)))}
    old_words, other_words = ([_words(block) for block in blocks] for blocks in (olds, others))
    scores = [[_likeness(old, other) for old in old_words] for other in other_words]
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


_Words = tuple[str, frozenset[str]]


def _words(block: Block) -> _Words:
    """What two blocks are compared by: kind and words, a word that comes back with its number; of a key in the front matter its name."""
    if block.kind == "meta":
        return block.kind, frozenset((block.text.partition(":")[0],))
    seen: dict[str, int] = {}
    found = set()
    for word in _WORDS.findall(block.text.lower()):
        seen[word] = seen.get(word, 0) + 1
        found.add(word if seen[word] == 1 else f"{word} {seen[word]}")
    return block.kind, frozenset(found)


def _likeness(one: _Words, other: _Words) -> float:
    kind, words = one
    other_kind, others = other
    total = len(words) + len(others)
    if kind != other_kind or 2 * min(len(words), len(others)) < _ALIKE * total:
        return 0.0
    return 2 * len(words & others) / total if total else 1.0
