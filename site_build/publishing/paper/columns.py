"""Column widths of a table, from what stands in it: Word and Typst both share the page badly on their own."""

from __future__ import annotations

import re

from site_build.publishing.paper.tree import Element

_WORDS = re.compile(r"(?:€\s)?\S+")  # an amount is one word
_LONGEST = 28  # letters; longer words are hyphenated
_MOST = 90  # letters per cell that count
_LINE = 90  # letters of a table that fit beside each other on A4


def set_widths(table: Element) -> None:
    """Give an HTML table a colgroup with percentages."""
    rows = [[cell for cell in row if cell.tag in ("td", "th")] for row in table.iter("tr")]
    count = max((len(row) for row in rows), default=0)
    if count == 0 or any(len(row) != count for row in rows) or table.find("colgroup") is not None:
        return
    shares = widths([["".join(cell.itertext()) for cell in row] for row in rows])
    group = table.makeelement("colgroup", {})
    for share in shares:
        group.append(table.makeelement("col", {"style": f"width: {share}%"}))
    table.insert(1 if len(table) and table[0].tag == "caption" else 0, group)


def widths(rows: list[list[str]]) -> list[int]:
    """Return whole percentages that sum to 100: each column gets its longest word, the rest goes to who has most text."""
    columns = list(zip(*([" ".join(text.split()) for text in row] for row in rows), strict=True))
    below = [column[1:] or column for column in columns]  # a head may wrap; what stands under it decides
    least = [max((min(len(word), _LONGEST) for text in column for word in _WORDS.findall(text)), default=1) * 1.25 + 3 for column in columns]
    most = [max(sum(min(len(text), _MOST) for text in column) / len(column), max(min(len(text), 24) for text in column)) for column in below]
    more = [max(high - low, 0.1) for low, high in zip(least, most, strict=True)]
    room = max(_LINE - sum(least), 0)
    wide = [low + room * extra / sum(more) for low, extra in zip(least, more, strict=True)]
    shares = [round(100 * width / sum(wide)) for width in wide]
    shares[shares.index(max(shares))] += 100 - sum(shares)
    return shares
