"""Break the code a little, one place at a time, and see whether its tests notice. Run: make mutate [ONLY=conditions] [MOST=20].

A library would break every line of a package and run all tests each time, which takes hours here; this takes a fixed sample
(the same each time) of the places where a sign, a comparison, a number or a word of logic decides something, and runs only
the tests that are about that module. What survives is listed with its line: write a test or say why it cannot matter.
"""

from __future__ import annotations

import argparse
import ast
import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
GOAL = 90  # percent noticed
_SEED = 7

# Module -> the tests that are about it.
MODULES: dict[str, tuple[str, ...]] = {
    "content/conditions.py": ("tests/content/test_conditions.py",),
    "tailoring/selection.py": ("tests/tailoring/test_selection.py", "tests/assembly/test_project.py", "tests/assembly/test_folding.py", "tests/commands/test_share.py"),
    "tailoring/scheduling.py": ("tests/tailoring/test_urgency.py", "tests/tailoring/test_planning.py", "tests/tailoring/test_golden_plans.py"),
    "tailoring/planning.py": ("tests/tailoring/test_planning.py", "tests/tailoring/test_urgency.py", "tests/tailoring/test_golden_plans.py"),
    "assembly/doc.py": ("tests/assembly",),
    "assembly/serialise.py": ("tests/assembly",),
    "tailoring/scores.py": ("tests/tailoring/test_scores.py",),
    "tailoring/advice.py": ("tests/tailoring/test_advice.py", "tests/test_cases.py"),
    "tailoring/route.py": ("tests/tailoring/test_route.py",),
    "interview/validation.py": ("tests/interview/test_answers.py", "tests/interview/test_typed.py", "tests/interview/test_parts.py"),
    "interview/flow.py": ("tests/interview/test_flow.py",),
    "interview/steps.py": ("tests/interview/test_flow.py", "tests/interview/test_plain.py"),
    "interview/sharing.py": ("tests/commands/test_share.py", "tests/test_share.py"),
    "store/journal.py": ("tests/store",),
    "store/merge.py": ("tests/store",),
    "content/phrases_reading.py": ("tests/content/test_phrases.py",),
}
# What survives and cannot matter: (module, part of the line, what was changed) -> why.
CANNOT_MATTER: dict[tuple[str, str, str], str] = {
    ("", "@dataclass", "True -> False"): "no code changes a frozen object; mypy sees who tries",
    ("tailoring/scheduling.py", "default=-1", "1 -> 2"): "any day before the first one will do",
    ("tailoring/scheduling.py", "while better and tries > 0", "and <-> or"): "tries the same orders again: slower, and no better",
    ("tailoring/scheduling.py", "(count + 1, total + days)", "1 -> 2"): "counts by twos are compared with counts by twos",
}
_COMPARE: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.In: ast.NotIn, ast.NotIn: ast.In,
    ast.Is: ast.IsNot, ast.IsNot: ast.Is,
}
_ARITHMETIC: dict[type[ast.operator], type[ast.operator]] = {ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.FloorDiv, ast.FloorDiv: ast.Mult}


@dataclass(frozen=True)
class Fault:
    """One place that was changed, and the whole text with it."""

    line: int
    what: str
    text: str


def faults(source: str) -> Iterator[Fault]:
    """Yield every fault that can be made in a module, in order of line."""
    count = sum(1 for _ in ast.walk(ast.parse(source)))
    for number in range(count):
        tree = ast.parse(source)
        node = next(one for index, one in enumerate(ast.walk(tree)) if index == number)
        what = _break(node)
        if what:
            yield Fault(getattr(node, "lineno", 0), what, ast.unparse(tree))


def _break(node: ast.AST) -> str:
    """Change one node; return what was changed in words, or nothing."""
    if isinstance(node, ast.Compare) and type(node.ops[0]) in _COMPARE:
        old = node.ops[0]
        node.ops[0] = _COMPARE[type(old)]()
        return f"{type(old).__name__} -> {type(node.ops[0]).__name__}"
    if isinstance(node, ast.BinOp) and type(node.op) in _ARITHMETIC and not isinstance(node.left, (ast.JoinedStr, ast.Tuple, ast.List)):
        old_op = node.op
        node.op = _ARITHMETIC[type(old_op)]()
        return f"{type(old_op).__name__} -> {type(node.op).__name__}"
    if isinstance(node, ast.BoolOp):
        node.op = ast.Or() if isinstance(node.op, ast.And) else ast.And()
        return "and <-> or"
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        node.operand = ast.UnaryOp(ast.Not(), node.operand)
        return "not taken away"
    if isinstance(node, ast.Constant) and type(node.value) is int and 0 <= node.value < 1000:
        node.value += 1
        return f"{node.value - 1} -> {node.value}"
    if isinstance(node, ast.Constant) and type(node.value) is bool:
        node.value = not node.value
        return f"{not node.value} -> {node.value}"
    return ""


def can_matter(module: str, fault: Fault, lines: list[str]) -> bool:
    """False for a fault of which somebody wrote down why it changes nothing."""
    line = lines[fault.line - 1] if fault.line else ""
    return not any(where in module and part in line and what == fault.what for where, part, what in CANNOT_MATTER)


def noticed(module: str, fault: Fault, tests: tuple[str, ...], place: Path) -> bool:
    """True when the tests fail with this fault in a copy of the program."""
    target = place / "site_build" / module
    kept = target.read_text(encoding="utf-8")
    target.write_text(fault.text, encoding="utf-8")
    try:
        done = subprocess.run([sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", *tests], cwd=place, capture_output=True, timeout=600, check=False,
                              env={**os.environ, "PYTHONPATH": str(place), "PYTHONDONTWRITEBYTECODE": "1"})
        return done.returncode != 0
    except subprocess.TimeoutExpired:
        return True
    finally:
        target.write_text(kept, encoding="utf-8")


def main(arguments: list[str]) -> int:
    """Run the sample and print a line per module and per survivor; the status says whether the goal was met."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", default="", help="part of a module's name")
    parser.add_argument("--most", type=int, default=20, help="faults per module")
    wish = parser.parse_args(arguments)
    total = seen = 0
    with tempfile.TemporaryDirectory() as name:
        place = Path(name) / "copy"
        shutil.copytree(ROOT, place, ignore=shutil.ignore_patterns(".git", ".venv", "build", "__pycache__", ".hypothesis", ".mypy_cache", ".ruff_cache"))
        for module, tests in MODULES.items():
            if wish.only not in module:
                continue
            here = [test for test in tests if (ROOT / test).exists()]
            source = (ROOT / "site_build" / module).read_text(encoding="utf-8")
            found = [fault for fault in faults(source) if can_matter(module, fault, source.splitlines())]
            sample = sorted(random.Random(_SEED).sample(found, min(wish.most, len(found))), key=lambda fault: fault.line)
            outcomes = [(fault, noticed(module, fault, tuple(here), place)) for fault in sample]
            good = sum(ok for _, ok in outcomes)
            total, seen = total + len(outcomes), seen + good
            print(f"{module}: {good} of {len(outcomes)} noticed (of {len(found)} possible)", flush=True)
            for fault, ok in outcomes:
                if not ok:
                    print(f"  survived: line {fault.line}, {fault.what}", flush=True)
    share = 100 * seen // max(1, total)
    print(f"together: {seen} of {total} noticed ({share}%), goal {GOAL}%")
    return int(share < GOAL)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
