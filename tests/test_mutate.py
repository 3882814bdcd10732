"""The tool that breaks the code: which faults it makes, what it counts, and that its list of survivors is about lines that are there."""

from __future__ import annotations

import ast
from pathlib import Path

from tools.faults import broken, find_faults
from tools.mutate import MODULES, ROOT, read_survivors, sample

SOURCE = '''\
LIMIT = 3

class Board:
    def find(self, day, on=True):
        """Look."""
        def inner():
            return day + 1
        return inner() if day < LIMIT and on is not None else -day * 2
'''


def test_the_faults_of_a_module_with_the_function_that_they_stand_in() -> None:
    assert [(fault.line, fault.what, fault.owner) for fault in sorted(find_faults(SOURCE), key=lambda fault: (fault.line, fault.what))] == [
        (1, "3 -> 4", ""), (4, "True -> False", ""), (7, "1 -> 2", "Board.find"), (7, "Add -> Sub", "Board.find"), (8, "2 -> 3", "Board.find"),
        (8, "IsNot -> Is", "Board.find"), (8, "Lt -> LtE", "Board.find"), (8, "Mult -> FloorDiv", "Board.find"), (8, "and <-> or", "Board.find")]


def test_each_fault_changes_one_place_and_the_sample_is_always_the_same() -> None:
    lines = ast.unparse(ast.parse(SOURCE)).splitlines()
    for fault in find_faults(SOURCE):
        changed = ast.unparse(broken(SOURCE, fault)).splitlines()
        assert sum(one != other for one, other in zip(lines, changed, strict=True)) == 1, fault
    assert sample(SOURCE, 4) == sample(SOURCE, 4) and len(sample(SOURCE, 4)) == 4 and len(sample(SOURCE, 50)) == 9


def test_every_module_and_every_test_of_the_list_is_there() -> None:
    assert [module for module in MODULES if not (ROOT / "site_build" / module).is_file()] == []
    assert [test for tests in MODULES.values() for test in tests if not (ROOT / test).exists()] == []


def test_every_survivor_is_a_fault_that_can_still_be_made_and_has_a_reason() -> None:
    for one in read_survivors():
        source = Path(ROOT / "site_build" / one.module).read_text(encoding="utf-8")
        lines = source.splitlines()
        assert any(one.line in lines[fault.line - 1] and one.what == fault.what for fault in find_faults(source)), one
        assert len(one.why) > 15, one
