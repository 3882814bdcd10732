"""Many handbooks in one go: each as if it were made alone, the unchanged skipped, a failure named."""

from __future__ import annotations

from pathlib import Path

import pytest

from site_build.commands.batch import FAILED, MADE, SKIPPED, Outcome, Wish, run
from site_build.errors import UsageError
from site_build.interview.files import load_answers
from site_build.store import projects
from tests.handbooks import ROOT, content

NAMES = ("klein-platteland", "pilot-loopt-af", "regionaal-samenwerkend")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in NAMES:
        (tmp_path / "alle" / name).mkdir(parents=True)
        (tmp_path / "alle" / name / "antwoorden.yml").write_bytes((ROOT / "examples" / f"{name}.yml").read_bytes())
    return tmp_path / "alle"


def kinds(folder: Path, processes: int = 2) -> list[str]:
    return [outcome.kind for outcome in run(Wish((folder,), processes=processes), content()).outcomes]


def pages(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in (folder / "docs").rglob("*.md")}


def test_each_is_made_as_if_it_were_alone(folder: Path, tmp_path: Path) -> None:
    assert kinds(folder) == [MADE] * 3
    answers = load_answers(ROOT / "examples" / f"{NAMES[0]}.yml", content())
    projects.create(tmp_path / "alleen", answers, content())
    assert pages(folder / NAMES[0]) == pages(tmp_path / "alleen")


def test_what_did_not_change_is_skipped_and_what_did_is_made_again(folder: Path) -> None:
    kinds(folder)
    changed = folder / NAMES[1] / "antwoorden.yml"
    changed.write_text(changed.read_text(encoding="utf-8").replace("date: 2026-11-24", "date: 2026-11-25"), encoding="utf-8")
    assert kinds(folder) == [SKIPPED, MADE, SKIPPED]
    (folder / NAMES[0] / "huisstijl.yml").write_text('colour: "#005f73"\n', encoding="utf-8")
    assert kinds(folder, processes=1) == [MADE, SKIPPED, SKIPPED]


def test_one_that_fails_is_named_with_its_reason_and_the_others_go_on(folder: Path) -> None:
    (folder / NAMES[0] / "antwoorden.yml").write_text("version: 1\nhandbook: hb-7f3a91c2\ndate: morgen\nanswers: {}\n", encoding="utf-8")
    heard: list[tuple[int, int, Outcome]] = []
    report = run(Wish((folder,), processes=1), content(), tell=lambda done, total, outcome: heard.append((done, total, outcome)))
    assert [outcome.kind for outcome in report.outcomes] == [FAILED, MADE, MADE]
    assert report.status == 1
    assert report.lines[1].startswith(f"- {folder / NAMES[0]}: antwoorden.yml:3:")
    assert [(done, total) for done, total, _ in heard] == [(1, 3), (2, 3), (3, 3)]


def test_a_folder_without_answers_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="staat geen handboek en geen antwoorden.yml"):
        run(Wish((tmp_path,)), content())
