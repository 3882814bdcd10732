"""The rules of the house that a reader of the imports can check (import-linter checks the order of the steps)."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PURE = ("content", "interview", "tailoring", "assembly", "store")
ALLOWED = sys.stdlib_module_names | {"jinja2", "yaml", "markupsafe", "site_build"}
EXEMPT = {
    "interview/terminal.py": {"questionary", "prompt_toolkit"},
}
# Deciding is a function of content and answers. These would make it depend on the machine.
IMPURE_CALLS = {"open", "print", "input", "today", "now", "utcnow", "read_text", "write_text", "getenv", "random"}


def modules(*steps: str) -> list[Path]:
    return sorted(path for step in steps for path in (ROOT / "site_build" / step).rglob("*.py"))


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield (node.module or "").partition(".")[0]


@pytest.mark.parametrize("step", PURE)
def test_a_pure_step_imports_the_standard_library_jinja2_and_yaml_only(step: str) -> None:
    found = {}
    for path in modules(step):
        name = path.relative_to(ROOT / "site_build").as_posix()
        foreign = set(imports(path)) - ALLOWED - EXEMPT.get(name, set())
        if foreign:
            found[name] = foreign
    assert found == {}


def test_deciding_reads_no_file_prints_nothing_and_does_not_look_at_the_clock() -> None:
    found = []
    for path in modules("tailoring", "assembly"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
                if name in IMPURE_CALLS:
                    found.append(f"{path.name}:{node.lineno} {name}")
    assert found == []


def test_the_front_door_opens_without_what_is_slow() -> None:
    trees = [ast.parse((ROOT / "site_build" / name).read_text(encoding="utf-8")) for name in ("cli.py", "commands/__init__.py", "commands/arguments.py")]
    at_once = {alias for tree in trees for node in tree.body if isinstance(node, (ast.Import, ast.ImportFrom))
               for alias in ([n.name for n in node.names] if isinstance(node, ast.Import) else [node.module or ""])}
    assert {name.partition(".")[0] for name in at_once} <= sys.stdlib_module_names | {"site_build"}
    assert {name for name in at_once if name.startswith("site_build")} <= {"site_build.errors", "site_build.commands.arguments"}


def test_pages_take_what_people_said_only_as_a_type_that_escapes_itself() -> None:
    """Assembly reads no answer by itself (but the date and the handbook's id), and takes the bare text of a `Said` nowhere."""
    bare = {"values", "plan", "statements", "moments", "kept"}
    found = []
    for path in modules("assembly"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Attribute):
                continue
            of = node.value.attr if isinstance(node.value, ast.Attribute) else getattr(node.value, "id", "")
            if node.attr == "plain" or of == "answers" and node.attr in bare:
                found.append(f"{path.name}:{node.lineno} {ast.unparse(node)}")
    assert found == []


def test_what_lies_on_somebodys_disk_is_read_by_the_one_reader_that_does_not_wait_for_a_pipe() -> None:
    own = {"store/resources.py"}  # what we ship ourselves
    found = [f"{path.name}:{node.lineno}" for path in modules("store", "interview") if path.relative_to(ROOT / "site_build").as_posix() not in own
             for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
             if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and (node.func.attr == "read_bytes" or node.func.attr == "read_text" and node.keywords)]
    assert not found, "use disk.read_file"
