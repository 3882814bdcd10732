"""Three texts become one: as it was made, as somebody changed it, and as it is made now.

Per block of Markdown: what only one side changed is taken; where both changed the same block, *their* text
stays in the page, and the new text is reported (`Clash`) so that a person can decide. No marker is ever written.
"""

from __future__ import annotations

import bisect
import difflib
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from site_build.store.blocks import Block, join, key_of, may_touch, split

_ALIKE = 0.35  # share of words two blocks have in common to count as one block that was changed
_WORDS = re.compile(r"\w+")
_LARGE = 3600  # beyond this many pairs (60 by 60) blocks are matched by place


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
    for number, old in enumerate(olds):
        my, fresh = my_blocks[number], new_blocks[number]
        if number in new_inserts or number in my_inserts:
            out.extend(_inserted(new_inserts.get(number, ()), my_inserts.get(number, ())))
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
    if not blocks:
        return _as(text, f"{block}\n")
    new = Block(kind, block, blocks[at].gap, key=key_of(block))
    if may_touch(blocks[at], new):  # at the end of a list: no blank line in it
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
    begin = start = 0
    for at, place in [*_same(_names(base), _names(other)), (len(base), len(other))]:
        if (at, place) != (begin, start):
            _align_part(base, other, (begin, at, start, place), became, inserts)
        became[at:at + 1] = other[place:place + 1]
        begin, start = at + 1, place + 1
    return became, inserts


_Span = tuple[int, int, int, int]  # begin and end in the one, begin and end in the other
_Name = tuple[str, str]  # what makes two blocks the same one: kind and key


def _names(blocks: Sequence[Block]) -> list[_Name]:
    return [(block.kind, block.key) for block in blocks]


def _same(olds: Sequence[_Name], others: Sequence[_Name]) -> list[tuple[int, int]]:
    """Return the places of what is the same at the beginning and the end, and between: of what stands in both exactly once, in the same order.

    So a long page in which a few things changed costs little more than reading it.
    """
    begin = _alike_ends(olds, others)
    end = _alike_ends(olds[begin:][::-1], others[begin:][::-1])
    b1, o1 = len(olds) - end, len(others) - end
    between = _anchors(olds[begin:b1], others[begin:o1])
    return [*((at, at) for at in range(begin)), *((begin + b, begin + o) for b, o in between), *((b1 + at, o1 + at) for at in range(end))]


def _alike_ends(olds: Sequence[_Name], others: Sequence[_Name]) -> int:
    """Return with how many the same ones both begin."""
    if olds == others:
        return len(olds)
    pairs = zip(olds, others, strict=False)
    return next((number for number, (old, other) in enumerate(pairs) if old != other), min(len(olds), len(others)))


def _anchors(olds: Sequence[_Name], others: Sequence[_Name]) -> list[tuple[int, int]]:
    """The longest row of pairs that stand in both exactly once, in the same order on both sides."""
    counts, theirs = Counter(olds), Counter(others)
    places = {name: place for place, name in enumerate(others) if theirs[name] == 1}
    ends: list[int] = []  # per length: the smallest place at which a row of that length ends
    rows: list[_Row] = []  # and that row
    for at, name in enumerate(olds):
        if name in places and counts[name] == 1:
            place = places[name]
            length = bisect.bisect_left(ends, place)
            row = _Row(at, place, rows[length - 1] if length else None)
            ends[length:length + 1], rows[length:length + 1] = [place], [row]
    return list(reversed(_pairs_of(rows.pop()))) if rows else []


class _Row(NamedTuple):
    """A row of pairs, by its one end: what stands where in the one, and in the other, and the row that it goes on with."""

    one: int
    other: int
    rest: _Row | None


def _pairs_of(row: _Row | None) -> list[tuple[int, int]]:
    """Return the pairs of a row, from the end by which it is held."""
    found = []
    while row:
        found.append((row.one, row.other))
        row = row.rest
    return found


def _align_part(base: Sequence[Block], other: Sequence[Block], span: _Span, became: list[Block | None], inserts: dict[int, list[Block]]) -> None:
    """Fill `became` and `inserts` for one part of both."""
    start, end, o_start, o_end = span
    if start == end:
        inserts.setdefault(start, []).extend(other[o_start:o_end])
        return
    if o_start == o_end:
        return
    olds, others = _names(base[start:end]), _names(other[o_start:o_end])
    for tag, b0, b1, o0, o1 in difflib.SequenceMatcher(None, olds, others, autojunk=False).get_opcodes():
        b0, b1, o0, o1 = b0 + start, b1 + start, o0 + o_start, o1 + o_start
        if tag == "equal":
            became[b0:b1] = other[o0:o1]
            continue
        pairs = _pairs(base[b0:b1], other[o0:o1])
        before = b0
        for offset, block in enumerate(other[o0:o1]):
            if offset in pairs:
                became[b0 + pairs[offset]] = block
                before = b0 + pairs[offset] + 1
            else:
                inserts.setdefault(before, []).append(block)


class _Best(NamedTuple):
    """The pairs that are most alike: how much together, and which."""

    total: float = 0.0
    pairs: _Row | None = None


def _pairs(olds: Sequence[Block], others: Sequence[Block]) -> dict[int, int]:
    """Return offset in `others` -> offset in `olds` of the block that it was, in order."""
    if len(olds) * len(others) > _LARGE:
        return dict(enumerate(range(min(len(olds), len(others)))))
    if len(olds) == len(others) == 1:  # alike or not: what was written anew in one place
        return _fill({}, olds, others)
    nothing, words = _Best(), [_words(block) for block in olds]
    below = [nothing] * len(olds)  # the best of what comes after a block of `others`, per block of `olds` from where on
    for i in reversed(range(len(others))):
        mine, here, right, beyond = _words(others[i]), list[_Best](), nothing, nothing
        for j in reversed(range(len(olds))):
            likeness = _likeness(words[j], mine)
            best = below[j] if below[j].total >= right.total else right
            if likeness >= _ALIKE and beyond.total + likeness >= best.total:
                best = _Best(beyond.total + likeness, _Row(i, j, beyond.pairs))
            here.append(best)
            right, beyond = best, below[j]
        below = here[::-1]
    return _fill(dict(_pairs_of(below[0].pairs)) if below else {}, olds, others)


def _fill(found: dict[int, int], olds: Sequence[Block], others: Sequence[Block]) -> dict[int, int]:
    """Between two pairs, what is left on both sides and of one kind is one block that was written anew."""
    i0 = j0 = 0
    for i1, j1 in [*found.items(), (len(others), len(olds))]:
        for i, j in zip(range(i0, i1), range(j0, j1), strict=False):
            if olds[j].kind == others[i].kind:
                found[i] = j
        i0, j0 = i1 + 1, j1 + 1
    return found


_Words = tuple[str, frozenset[tuple[str, int]]]


def _words(block: Block) -> _Words:
    """What two blocks are compared by: kind and words, a word that comes back with its number; of a key in the front matter its name."""
    if block.kind == "meta":
        return block.kind, frozenset(((block.text.partition(":")[0], 0),))
    counts = Counter(_WORDS.findall(block.text.lower()))
    return block.kind, frozenset([(word, number) for word, count in counts.items() for number in range(count)])


def _likeness(one: _Words, other: _Words) -> float:
    (kind, words), (other_kind, others) = one, other
    if kind != other_kind:
        return 0.0
    total = len(words) + len(others)
    return 2 * len(words & others) / total if total else 1.0
