"""Small faults in a module: where a sign, a comparison, a number or a word of logic decides something."""

from __future__ import annotations

import ast
import copy
from collections.abc import Iterator
from dataclasses import dataclass

_COMPARE: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.In: ast.NotIn, ast.NotIn: ast.In,
    ast.Is: ast.IsNot, ast.IsNot: ast.Is,
}
_ARITHMETIC: dict[type[ast.operator], type[ast.operator]] = {ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.FloorDiv, ast.FloorDiv: ast.Mult}
_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


@dataclass(frozen=True)
class Fault:
    """One place that can be changed: the number of its node in `ast.walk`, its line, what changes, and in which function.

    `owner` is the outermost function that it stands in (`Board.find`); empty where it works when the module is read.
    """

    node: int
    line: int
    what: str
    owner: str


def find_faults(source: str) -> list[Fault]:
    """Return every fault that can be made in a module, but for what mypy sees: `frozen=True` of a dataclass, `kw_only=True`, `covariant=True`, `total=False` of a type."""
    tree = ast.parse(source)
    owners = dict(_owners(tree, ""))
    settled = {id(inner) for node in ast.walk(tree) for mark in _settled(node) for inner in ast.walk(mark)}
    found = []
    for number, node in enumerate(ast.walk(tree)):
        what = "" if id(node) in settled else _break(copy.copy(node))
        if what:
            found.append(Fault(number, getattr(node, "lineno", 0), what, owners.get(id(node), "")))
    return found


def _settled(node: ast.AST) -> list[ast.expr]:
    if isinstance(node, ast.ClassDef):
        return [*node.decorator_list, *(word.value for word in node.keywords)]
    return [word.value for word in node.keywords if word.arg in ("kw_only", "covariant")] if isinstance(node, ast.Call) else []


def broken(source: str, fault: Fault) -> ast.Module:
    """Return the module with this fault in it, its lines as they were."""
    tree = ast.parse(source)
    node = next(node for number, node in enumerate(ast.walk(tree)) if number == fault.node)
    _break(node)
    return ast.fix_missing_locations(tree)


def _owners(node: ast.AST, within: str) -> Iterator[tuple[int, str]]:
    """Yield for what stands in the body of a function at the top or in a class: which function."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, _FUNCTIONS):
            name = f"{within}{child.name}"
            yield from ((id(inner), name) for statement in child.body for inner in ast.walk(statement))
        elif isinstance(child, ast.ClassDef):
            yield from _owners(child, f"{within}{child.name}.")


def _break(node: ast.AST) -> str:
    """Change one node; return what was changed in words, or nothing."""
    if isinstance(node, ast.Compare) and type(node.ops[0]) in _COMPARE:
        old = type(node.ops[0])
        node.ops = [_COMPARE[old](), *node.ops[1:]]
        return f"{old.__name__} -> {_COMPARE[old].__name__}"
    if isinstance(node, ast.BinOp) and type(node.op) in _ARITHMETIC and not isinstance(node.left, (ast.JoinedStr, ast.Tuple, ast.List)):
        was = type(node.op)
        node.op = _ARITHMETIC[was]()
        return f"{was.__name__} -> {_ARITHMETIC[was].__name__}"
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
