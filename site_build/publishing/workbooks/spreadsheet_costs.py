"""Sheet Kosten en baten: the inputs as numbers, every outcome as a formula over them.

A controller changes a yellow cell and sees the result. The formulas say what `tailoring/costs.py`
computes, so that after recalculating they equal the site's figures to the cent.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

from site_build.content.model import DONT_KNOW
from site_build.publishing.workbooks import workbook as wb
from site_build.publishing.workbooks.workbook import at, header, style, write_text
from site_build.tailoring.costs_types import (
    CASH,
    COST,
    COUNT,
    FALL,
    PRICE,
    SHARE,
    START,
    Benefit,
    BreakEven,
    Costs,
    Figure,
    Range,
    Row,
    Split,
)
from site_build.tailoring.handbook import Handbook

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet


MARK = "kosten"
_LEVELS = ("C", "D", "E")  # low, middle, high
_AMOUNT, _PLAIN, _WHOLE = wb.EURO_FORMAT, "General", "[$-413]#,##0"
_KINDS = ("geld", "maatschappelijk", "onbekend")


def write_costs(sheet: Worksheet, handbook: Handbook, told: str) -> dict[str, float]:
    """Fill the sheet; without anything to compute it says why. Return the outcome of each formula, by cell."""
    outcomes: dict[str, float] = {}
    phrases = handbook.content.phrases
    sheet["A1"] = MARK
    wb.title(sheet, "Kosten en baten", f"{told}{phrases('costsheet.told')}")
    write_text(sheet["B3"], phrases("costsheet.not_back"), colour=wb.MUTED, wrap=False)
    wb.widths(sheet, (0, 48, 17, 17, 17, 18, 30, 26, 26))
    wb.print_on_a4(sheet)
    row = 5
    if handbook.costs is not None:
        writer = _CostSheet(sheet, handbook, handbook.costs)
        row = writer.write(row)
        outcomes = writer.outcomes
    reasons = handbook.costs.reasons if handbook.costs else (phrases("costsheet.none_here"),)
    if reasons:
        write_text(at(sheet, row, 2), phrases("costsheet.not_computed"), bold=True, size=13, colour=wb.BRAND, wrap=False)
    for number, reason in enumerate(reasons, start=row + 1):
        write_text(at(sheet, number, 2), reason)
        sheet.merge_cells(start_row=number, start_column=2, end_row=number, end_column=8)
        wb.fit_height(sheet, number, [(reason, 170)])
    wb.protect(sheet)
    sheet.print_area = f"B1:I{sheet.max_row}"
    if sheet.max_row <= 60:  # more on one page would be too small to read
        sheet.page_setup.fitToHeight = 1
    return outcomes


class _CostSheet:
    def __init__(self, sheet: Worksheet, handbook: Handbook, costs: Costs) -> None:
        self.sheet, self.handbook, self.costs, self.phrases = sheet, handbook, costs, handbook.content.phrases
        self.levels = (self.phrases("costsheet.low"), self.phrases("costsheet.mid"), self.phrases("costsheet.high"), self.phrases("costsheet.unit"))
        self.at: dict[str, int] = {}  # the row of each key
        self.outcomes: dict[str, float] = {}  # what each formula gives now, for programs that show a file without computing
        self.row = 0

    def write(self, row: int) -> int:
        """Write everything from a row on; return the first free row."""
        self.row = row
        costs, phrases = self.costs, self.phrases
        source, check = phrases("costsheet.source"), phrases("costsheet.check")
        items = [r for r in costs.rows if r.role == COST]
        once = [r for r in costs.rows if r.role == START]
        events = [r for r in costs.rows if r.role not in (COST, START)]
        if items:
            self._head(phrases("costsheet.costs"), (phrases("costsheet.item"), *self.levels, source, phrases("costsheet.payer"), check))
            payers = self._payers(items)
            for item in items:
                self._input(item, payers.get(item.group, ""))
        if costs.cost:
            self._result("kosten", costs.cost.name, [self._plus([i.key for i in items], level) for level in _LEVELS], costs.cost.values)
            self._split(phrases("costsheet.payer"), costs.payers, self.at[items[0].key], self.at[items[-1].key])
        if costs.start:
            self._head(phrases("costsheet.once"), (phrases("costsheet.item"), *self.levels, source, "", check))
            for item in once:
                self._input(item, "")
            self._result("kosten.start", costs.start.name, [self._plus([i.key for i in once], level) for level in _LEVELS], costs.start.values,
                         unit=costs.start.unit)
        if events:
            self._head(phrases("costsheet.events"), (phrases("costsheet.given"), *self.levels, source, "", check))
            for event in events:
                self._input(event, "")
        if costs.break_even:
            self._head(phrases("costsheet.even"), (phrases("costsheet.event"), *self.levels, phrases("costsheet.now"), ""))
            for even in costs.break_even:
                self._break_even(even)
        if costs.benefits:
            self._benefits(costs.benefits)
        if costs.span:
            self._span()
        if costs.tornado:
            self._tornado()
        return self.row

    # --- parts of the sheet -----------------------------------------------------------------

    def _benefits(self, benefits: Sequence[Benefit]) -> None:
        phrases = self.phrases
        self._head(phrases("costsheet.benefits"), (phrases("costsheet.benefit"), *self.levels, phrases("costsheet.kind"), phrases("costsheet.for_whom")))
        for benefit in benefits:
            self._benefit(benefit)
        first, last = self.at[benefits[0].figure.key], self.at[benefits[-1].figure.key]
        wb.pick_list(self.sheet, f'"{",".join(_KINDS)}"', [f"G{first}:G{last}"], phrases, title=phrases("costsheet.kind_title"),
                     message=phrases("costsheet.kind_told"))
        assert self.costs.benefit
        self._result("baten", self.costs.benefit.name, [self._plus([b.figure.key for b in benefits], c) for c in _LEVELS], self.costs.benefit.values)
        self._split(phrases("costsheet.for_whom"), self.costs.beneficiaries, first, last)
        if self.costs.net:
            self.row += 1
            self._net("saldo", self.costs.net, "baten")
        assert self.costs.own and self.costs.own_cash
        # Also where nothing comes back as money now: the controller may change a kind. Benefits of others never count here.
        ours = f'$H${first}:$H${last},"{self.costs.municipality}"'
        self._result(self.costs.own.key, self.costs.own.name, [f"=SUMIFS({c}{first}:{c}{last},{ours})" for c in _LEVELS],
                     self.costs.own.values, total=False)
        self._result(self.costs.own_cash.key, self.costs.own_cash.name,
                     [f'=SUMIFS({c}{first}:{c}{last},$G${first}:$G${last},"{CASH}",{ours})' for c in _LEVELS], self.costs.own_cash.values, total=False)
        if self.costs.net_cash:
            self._net("saldo.geld", self.costs.net_cash, self.costs.own_cash.key)

    def _span(self) -> None:
        """The same over the years; the number of years can be changed."""
        self._head(self.phrases("costsheet.over_years", years=self.costs.years), (self.phrases("costsheet.amount"), *self.levels, "", ""))
        n = self._line("jaren", self.phrases("costsheet.years"), "jaar")
        self._number(f"C{n}", self.costs.years, _WHOLE, fill=True)
        for column in "DE":
            self._number(f"{column}{n}", f"=C{n}", _WHOLE, gives=self.costs.years)
        start, cost = None if self.costs.begun else self.at.get("kosten.start"), self.at["kosten"]
        total = self.costs.span[0]
        self._result(total.key, total.name, [f"={c}{cost}*{c}{n}" + (f"+{c}{start}" if start else "") for c in _LEVELS], total.values, unit=total.unit)
        for figure in self.costs.span[1:]:
            b, c = self.at[figure.inputs[0]], self.at[total.key]
            self._result(figure.key, figure.name, [f"=C{b}*C{n}-E{c}", f"=D{b}*D{n}-D{c}", f"=E{b}*E{n}-C{c}"], figure.values, unit=figure.unit)

    def _input(self, row: Row, payer: str) -> None:
        n = self._line(row.key, row.name, row.unit)
        write_text(at(self.sheet, n, 7), row.source.plain, border=True)
        write_text(at(self.sheet, n, 8), payer, border=True)
        number = _AMOUNT if row.unit.startswith("euro") else _PLAIN
        if row.role == COUNT:
            self._number(f"C{n}", row.values.low, number, fill=True)
            self._number(f"D{n}", f"=C{n}", number, gives=row.values.mid)
            self._number(f"E{n}", f"=C{n}", number, gives=row.values.high)
            return
        self._number(f"C{n}", row.values.low, number, fill=True)
        self._number(f"D{n}", f"=(C{n}+E{n})/2", number, gives=row.values.mid)
        self._number(f"E{n}", row.values.high, number, fill=True)
        # A swapped pair gives a result that looks fine and is wrong, so the sheet says it.
        self._number(f"I{n}", f'=IF(C{n}>E{n},"{wb.in_formula(self.phrases("costsheet.swapped"))}","")', "General")

    def _break_even(self, item: BreakEven) -> None:
        n = self._line(item.figure.key, item.name, "keer per jaar")
        price, cost = self.at[item.figure.inputs[1]], self.at["kosten"]
        whole = (item.low, math.ceil(round(item.figure.values.mid, 6)), item.high)
        for column, priced, gives in zip(_LEVELS, reversed(_LEVELS), whole, strict=True):
            formula = f'=IF({priced}{price}>0,ROUNDUP(ROUND({column}{cost}/{priced}{price},6),0),"")'
            self._number(f"{column}{n}", formula, _WHOLE, gives=gives)
        count = self.at.get(f"{item.event}.aantal")
        if count:
            self._number(f"G{n}", f"=C{count}", _PLAIN, gives=item.count)
            self._number(f"H{n}", f'=IF(C{n}>G{n},"{wb.in_formula(self.phrases("costsheet.too_many"))}","")', "General")
        else:
            write_text(at(self.sheet, n, 7), self.phrases("costsheet.unknown"), border=True)

    def _benefit(self, benefit: Benefit) -> None:
        n = self._line(benefit.figure.key, benefit.name, "euro per jaar")
        for column, gives in zip(_LEVELS, _amounts(benefit.figure.values), strict=True):
            self._number(f"{column}{n}", "=" + self._product(benefit, {}, column), _AMOUNT, gives=gives)
        write_text(at(self.sheet, n, 7), benefit.kind, border=True, fill=wb.INPUT, unlocked=True)
        write_text(at(self.sheet, n, 8), benefit.beneficiary, border=True)

    def _product(self, benefit: Benefit, changed: dict[str, str], column: str) -> str:
        """Count x fall / 100 x share / 100 x price; `changed` puts another column in place of one key's."""
        rows = {row.role: row for row in self.costs.rows if row.key in benefit.figure.inputs}
        cells = {role: f"{changed.get(rows[role].key, column)}{self.at[rows[role].key]}" for role in (COUNT, FALL, SHARE, PRICE)}
        return f"{cells[COUNT]}*{cells[FALL]}/100*{cells[SHARE]}/100*{cells[PRICE]}"

    def _net(self, key: str, figure: Figure, yields: str) -> None:
        b, c = self.at[yields], self.at["kosten"]
        self._result(key, figure.name, [f"=C{b}-E{c}", f"=D{b}-D{c}", f"=E{b}-C{c}"], figure.values)

    def _tornado(self) -> None:
        phrases = self.phrases
        self._head(phrases("costsheet.tornado"), (phrases("costsheet.changed"), phrases("costsheet.at_low"), "", phrases("costsheet.at_high"),
                                                  phrases("costsheet.unit"), "", ""))
        for assumption in self.costs.tornado:
            n = self._line(f"gevoelig.{assumption.row.key}", assumption.row.name, "euro per jaar")
            for column, gives in (("C", assumption.at_low), ("E", assumption.at_high)):
                self._number(f"{column}{n}", "=" + self._changed_net(assumption.row, column), _AMOUNT, gives=gives)
            style(self.sheet[f"D{n}"], border=True)
        write_text(at(self.sheet, self.row, 2), phrases("costsheet.tornado_note"), italic=True, colour=wb.MUTED, wrap=False)
        self.row += 2

    def _changed_net(self, row: Row, column: str) -> str:
        here, saldo = self.at[row.key], self.at["saldo"]
        if row.role == COST:
            return f"D{saldo}+D{here}-{column}{here}"
        benefit = next(b for b in self.costs.benefits if row.key in b.figure.inputs)
        return f"D{saldo}-D{self.at[benefit.figure.key]}+{self._product(benefit, {row.key: column}, 'D')}"

    def _split(self, title: str, parts: Sequence[Split], first: int, last: int) -> None:
        """A line per party, added up over its kinds: column H of the rows above says whose each is."""
        for party in dict.fromkeys(part.party for part in parts):
            n = self._line(f"deel.{title}.{party}", party, "euro per jaar", indent=1)
            values = _amounts(sum((part.values for part in parts if part.party == party), Range(0, 0, 0)))
            for column, gives in zip(_LEVELS, values, strict=True):
                self._number(f"{column}{n}", f"=SUMIF($H${first}:$H${last},$B{n},{column}{first}:{column}{last})", _AMOUNT, gives=gives)

    def _payers(self, items: Sequence[Row]) -> dict[str, str]:
        """Return the name of who pays, per cost item: `costs.payers` has them in order of first appearance."""
        answer = self.handbook.values.meant("costs")
        given = {f"kosten.{n}": entry.get(self.handbook.content.meaning("costs.payer")) for n, entry in enumerate(answer.entries, start=1)}
        chosen = {item.group: "" if given.get(item.group) in (None, DONT_KNOW) else str(given[item.group]) for item in items}
        named = dict(zip(dict.fromkeys(chosen.values()), (p.party for p in self.costs.payers), strict=False))
        return {group: named.get(payer, "") for group, payer in chosen.items()}

    # --- cells ------------------------------------------------------------------------------

    def _head(self, title: str, columns: Sequence[str]) -> None:
        if self.at:
            self.row += 1
        write_text(at(self.sheet, self.row, 2), title, bold=True, size=13, colour=wb.BRAND, wrap=False)
        header(self.sheet, self.row + 1, columns, first=2)
        self.row += 2

    def _line(self, key: str, name: str, unit: str, *, indent: int = 0) -> int:
        n = self.row
        self.at[key] = n
        self.sheet.cell(n, 1).value = key
        write_text(at(self.sheet, n, 2), name, border=True, indent=indent)
        write_text(at(self.sheet, n, 6), unit, border=True, across="left", indent=1)  # the numbers beside it stand to the right
        wb.fit_height(self.sheet, n, [(name, 46)])
        self.row += 1
        return n

    def _result(self, key: str, name: str, formulas: Sequence[str], values: Range, *, total: bool = True,
                unit: str = "euro per jaar") -> None:
        n = self._line(key, name, unit)
        for column, formula, gives in zip(_LEVELS, formulas, _amounts(values), strict=True):
            self._number(f"{column}{n}", formula, _AMOUNT, bold=total, gives=gives)
        if total:
            for column in "BCDEF":
                cell = self.sheet[f"{column}{n}"]
                style(cell, bold=True, fill=wb.TINT, border=True, number=cell.number_format if column in _LEVELS else "",
                      across="right" if column in _LEVELS else "", indent=1 if column in _LEVELS else 0)

    def _number(self, at: str, value: float | str, number: str, *, fill: bool = False, bold: bool = False,
                gives: float | None = None) -> None:
        """Put a number or one of our own formulas in a cell; text of people goes through `write_text` only."""
        cell = self.sheet[at]
        cell.value = value
        if gives is not None:
            self.outcomes[at] = gives
        style(cell, border=True, number=number, fill=wb.INPUT if fill else "", bold=bold, across="right", indent=1, unlocked=fill)

    def _plus(self, keys: Sequence[str], column: str) -> str:
        return "=" + "+".join(f"{column}{self.at[key]}" for key in keys)


def _amounts(values: Range) -> tuple[float, float, float]:
    return values.low, values.mid, values.high
