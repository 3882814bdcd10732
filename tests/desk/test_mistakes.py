"""What editors really do: each mistake is found at its line, the true message first, and with nothing but what is true."""

import json
import re
from pathlib import Path

import pytest

from site_build.commands.check import sorted_problems
from site_build.desk.checking_signs import check_signs, fix
from site_build.errors import ERROR
from tests.builders import MUNICIPALITIES, PARTS
from tests.desk.checks import TODAY
from tests.desk.mistakes import BESIDE, GUIDE, MISTAKES, RIGHT, TOGETHER, TOWNS, Mistake
from tests.desk.mistakes import PARTS as PARTS_FILE

PATTERN = re.compile(json.loads((Path(__file__).resolve().parents[2] / ".vscode/tasks.json").read_text(encoding="utf-8"))["tasks"][0]["problemMatcher"]["pattern"]["regexp"])
ROOT, PHASES = Path(__file__).resolve().parents[2], "guide/knowledge/phases.yml"


def _write(root: Path, changed: Mistake | None = None) -> None:
    files: dict[str, str | bytes] = {PARTS_FILE: PARTS, TOWNS: MUNICIPALITIES, PHASES: (ROOT / PHASES).read_text(encoding="utf-8"),
                                    "guide/knowledge/deciders.yml": "- {id: raad, name: de raad}\n- {id: college, name: het college}\n- {id: geen}\n", **GUIDE, **BESIDE}
    if changed is not None:
        if changed.new is None:
            del files[changed.file]
        elif changed.old is None:
            files[changed.file] = changed.new
        else:
            text = files[changed.file]
            assert isinstance(text, str) and isinstance(changed.new, str) and changed.old in text
            files[changed.file] = text.replace(changed.old, changed.new, 1)
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())


def _said(root: Path) -> list[tuple[str, int, str, str]]:
    return [(p.place.file, p.place.line, p.code, f"{p.message}  {p.remedy}") for p in sorted_problems(root, TODAY).said if p.grade == ERROR]


def test_the_small_guide_is_right(tmp_path: Path) -> None:
    _write(tmp_path)
    assert [problem for problem in _said(tmp_path) if problem[2] != "sjabloon"] == []  # it has no templates


@pytest.mark.parametrize("row", MISTAKES, ids=lambda row: row.what)
def test_a_mistake_is_found_where_it_is_and_said_first(tmp_path: Path, row: Mistake) -> None:
    _write(tmp_path, row)
    problems = [problem for problem in sorted_problems(tmp_path, TODAY).said if problem.grade == ERROR]
    said = [(p.place.file, p.place.line, p.code, f"{p.message}  {p.remedy}") for p in problems]
    assert said, "nothing was found"
    for problem in problems:  # an editor program makes a link of every line
        read = PATTERN.fullmatch(str(problem))
        assert read and read.groups()[:4] == (problem.place.file, str(problem.place.line), str(problem.place.column or 1), problem.code), str(problem)
    file, line, code, message = said[0]
    assert (file, line, code) == (row.said_in or row.file, row.line, row.code), said
    assert message.startswith(row.message)
    assert len(said) <= 3, said
    assert {problem[0] for problem in said if problem[2] not in ("sjabloon", "pagina-zonder-deel")} <= {row.file, row.said_in or row.file}, said


@pytest.mark.parametrize(("changes", "wanted"), TOGETHER)
def test_several_mistakes_are_all_said_in_one_run(tmp_path: Path, changes: tuple[tuple[str, str, str], ...], wanted: set[tuple[str, int, str]]) -> None:
    _write(tmp_path)
    for file, old, new in changes:
        text = (tmp_path / file).read_text(encoding="utf-8")
        assert old in text
        (tmp_path / file).write_text(text.replace(old, new, 1), encoding="utf-8")
    assert {problem[:3] for problem in _said(tmp_path)} == wanted


@pytest.mark.parametrize(("what", "file", "text"), RIGHT, ids=lambda value: value if isinstance(value, str) and len(value) < 30 else "")
def test_what_is_right_as_it_is_gets_no_message(tmp_path: Path, what: str, file: str, text: str) -> None:
    _write(tmp_path)
    (tmp_path / file).write_bytes(text.encode())
    assert [problem for problem in _said(tmp_path) if problem[2] != "sjabloon"] == []


def test_there_are_at_least_150_kinds_of_mistakes() -> None:
    assert len({row.what for row in MISTAKES}) == len(MISTAKES) >= 150


FIXABLE = [row for row in MISTAKES if row.code in ("teken-onzichtbaar", "spatie-hard", "tab", "aanhalingstekens", "hoofdletters", "lijst-witregel", "komma-getal")
           and row.old is not None and "weeks" not in str(row.new) and "max" not in str(row.new)
           and row.what not in ("geen aanhalingstekens", "ja zonder tekens", "tab voor ask", "tab in bronnen", "tab in front matter")]


@pytest.mark.parametrize("row", FIXABLE, ids=lambda row: row.what)
def test_what_has_one_right_answer_is_put_right(tmp_path: Path, row: Mistake) -> None:
    _write(tmp_path, row)
    assert [problem.code for problem in fix(tmp_path)] == [row.code]
    assert check_signs(tmp_path) == []
    assert fix(tmp_path) == []
