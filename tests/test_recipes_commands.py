"""Every command line in the two CONTRIBUTING files is one that works: it is carried out on a copy of the content."""

from __future__ import annotations

import datetime as dt
import re
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest

from site_build import cli
from site_build.commands.arguments import make_parser
from site_build.commands.edit import open_workbench

ROOT = Path(__file__).resolve().parents[1]
FILES = ("CONTRIBUTING.md", "CONTRIBUTING.nl.md")
TEXT = "\n".join((ROOT / name).read_text(encoding="utf-8") for name in FILES)
LINES = sorted({line.strip() for line in re.findall(r"(?:\.venv/bin/)?handreiking ((?:check|edit|diff|new|rename|free-days|new-guide)\b[^`\n*?]*)", TEXT)})
PARSED_ONLY = ("check --coverage",)  # half a minute; tests/desk/test_coverage.py does it
SLOW = ("check", "check --fix", "check --publish")  # each checks the whole guide, and so does rename (twice)


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("gids")
    for folder in ("guide", "templates", "checklists", "examples", "schemas"):
        shutil.copytree(ROOT / folder, root / folder)
    edition = root / "guide/edition.yml"
    edition.write_text(edition.read_text(encoding="utf-8") + "next: Er is iets nieuws.\n", encoding="utf-8")
    for command in (["init", "-q", "-b", "main"], ["add", "-A"], ["-c", "user.name=x", "-c", "user.email=x@example.nl", "commit", "-qm", "x"]):
        subprocess.run(["git", "-C", str(root), *command], check=True, capture_output=True)
    return root


def test_there_are_command_lines() -> None:
    assert len(LINES) >= 10
    assert {line.split(" ")[0] for line in LINES} >= {"check", "edit", "diff", "rename", "new"}


@pytest.mark.parametrize("line", LINES)
def test_a_command_line_is_one_that_the_program_has(line: str) -> None:
    parsed = make_parser(cli._COMMANDS, "0").parse_args(shlex.split(line))
    assert parsed.run is cli._COMMANDS[line.split(" ")[0]]


@pytest.mark.parametrize("line", [pytest.param(line, marks=[pytest.mark.audit] if line in SLOW or line.startswith("rename") else []) for line in LINES
                                  if line not in PARSED_ONLY])
def test_a_command_line_works(line: str, copy: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = tmp_path / "gids"
    shutil.copytree(copy, root)
    monkeypatch.chdir(root)
    monkeypatch.setattr("site_build.desk.checking_spelling.find_program", lambda: None)
    arguments = shlex.split(line)
    if arguments[0] == "edit":
        open_workbench(root, dt.date(2026, 12, 1)).server_close()
        return
    extra = {"new": ["--no-build"], "check": ["--date", "2026-12-01"], "rename": ["--date", "2026-12-01"]}.get(arguments[0], [])
    assert cli.main([*arguments, "--guide", str(root), *extra]) == 0
    if arguments[0] == "diff":
        assert (root / arguments[arguments.index("--html") + 1]).is_file()


@pytest.mark.parametrize("target", sorted(set(re.findall(r"`make ([a-z]+)", TEXT)) | set(re.findall(r"(?m)^make ([a-z]+)", TEXT))))
def test_a_make_target_exists(target: str) -> None:
    assert re.search(rf"(?m)^{target}:", (ROOT / "Makefile").read_text(encoding="utf-8"))


@pytest.mark.parametrize("module", sorted(set(re.findall(r"python -m ([\w.]+)|\.venv/bin/python (tools/\w+\.py)", TEXT))), ids=str)
def test_a_tool_that_is_named_exists(module: tuple[str, str]) -> None:
    assert (ROOT / (module[1] or f"{module[0].replace('.', '/')}.py")).is_file()


def test_the_pictures_are_there_and_small() -> None:
    named = re.findall(r"!\[([^\]]+)\]\((docs/pictures/[^)]+)\)", TEXT)
    assert named and all(len(words) > 20 for words, _ in named)
    assert sum((ROOT / file).stat().st_size for _, file in named) < 300_000
