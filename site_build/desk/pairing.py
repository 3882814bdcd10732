"""Rows of values in which every pair of two values of two factors occurs: how a few hundred sets of answers stand for millions.

Column by column (IPO, "in parameter order"): the two largest factors give the first rows; each next factor is filled in where it
makes most new pairs, and what is left gets a place in a row that still has room, or a row of its own. Pairs are bits of one large
number, so that counting them is quick: a hundred factors take a tenth of a second (the library allpairspy took minutes).
"""

from __future__ import annotations

from collections.abc import Sequence

_FREE = -1


def pair_rows(sizes: Sequence[int]) -> list[list[int]]:
    """Return rows with for each factor the number of a value (from 0); `sizes` is how many values each has, at least one."""
    if len(sizes) < 2:
        return [[value] for value in range(sizes[0])] if sizes else [[]]
    order = sorted(range(len(sizes)), key=lambda factor: -sizes[factor])
    columns = [sizes[factor] for factor in order]
    rows = _Rows(columns)
    for column in range(2, len(columns)):
        rows.widen(column)
    place = {factor: column for column, factor in enumerate(order)}
    return [[rows.value(number, place[factor]) for factor in range(len(sizes))] for number in range(len(rows.rows))]


class _Rows:
    """The rows so far, each with a bit for every value that it holds."""

    def __init__(self, columns: Sequence[int]) -> None:
        self.columns = columns
        self.offset = [sum(columns[:column]) for column in range(len(columns))]
        self.rows = [[one, two] for one in range(columns[0]) for two in range(columns[1])]
        self.held = [self._bit(0, one) | self._bit(1, two) for one, two in self.rows]

    def value(self, row: int, column: int) -> int:
        """Return a value of a row; where any will do, they take turns."""
        found = self.rows[row][column]
        return row % self.columns[column] if found == _FREE else found

    def widen(self, column: int) -> None:
        """Add one factor, with every pair of its values and the values before it."""
        missing = [self._bit(column, 0) - 1] * self.columns[column]  # per value: the values before it that it was not yet paired with
        for number, row in enumerate(self.rows):
            held = self.held[number]
            best = max(range(len(missing)), key=lambda value: ((missing[value] & held).bit_count(), -((value - number) % len(missing))))
            if missing[best] & held:
                missing[best] &= ~held
                row.append(best)
                self.held[number] |= self._bit(column, best)
            else:
                row.append(_FREE)
        for value in range(len(missing)):
            while missing[value]:
                other = self._column_of(missing[value].bit_length() - 1)
                number = self._room(column, value, other, missing[value].bit_length() - 1 - self.offset[other])
                missing[value] &= ~self.held[number]

    def _room(self, column: int, value: int, other: int, wanted: int) -> int:
        """Put a pair in the first row that has room for it, or in a new one; return its number."""
        number = next((number for number, row in enumerate(self.rows) if row[column] in (_FREE, value) and row[other] in (_FREE, wanted)), len(self.rows))
        if number == len(self.rows):
            self.rows.append([_FREE] * (column + 1))
            self.held.append(0)
        self.rows[number][column], self.rows[number][other] = value, wanted
        self.held[number] |= self._bit(column, value) | self._bit(other, wanted)
        return number

    def _bit(self, column: int, value: int) -> int:
        return 1 << (self.offset[column] + value)

    def _column_of(self, bit: int) -> int:
        return max(column for column, offset in enumerate(self.offset) if offset <= bit)
