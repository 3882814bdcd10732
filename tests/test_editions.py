"""Every released edition keeps a filled-in answers file and a small edited handbook: today's program takes both, for ever."""

from __future__ import annotations

import shutil
from pathlib import Path, PurePosixPath

import pytest

from site_build.interview.files import load_answers
from site_build.store.projects import create, rebuild
from tests.handbooks import content

ROOT = Path(__file__).resolve().parents[1]
EDITIONS = sorted(path for path in (ROOT / "tests/editions").iterdir() if path.is_dir())
OURS = "Onze eigen afspraak van 3 maart staat hier."
# What Windows refuses as a name, whatever comes after a full stop.
RESERVED = {"con", "prn", "aux", "nul", *(f"{name}{number}" for name in ("com", "lpt") for number in range(1, 10))}


@pytest.mark.parametrize("edition", EDITIONS, ids=lambda path: path.name)
def test_a_handbook_of_an_earlier_edition_is_made_again_and_keeps_what_was_written(tmp_path: Path, edition: Path) -> None:
    folder = tmp_path / "hb"
    shutil.copytree(edition / "handboek", folder)
    answers = load_answers(folder / "antwoorden.yml", content())
    assert answers.values["gemeente"] == "GM0080" and len(answers.values) > 30
    rebuild(folder, content())
    assert OURS in (folder / "docs/voorbereiden/mandaat.md").read_text(encoding="utf-8")
    assert rebuild(folder, content())[1].changes == []


def test_every_released_edition_is_kept() -> None:
    """After `handreiking check --publish`: python -m tools.keep_edition."""
    assert [path.name for path in EDITIONS] == sorted(str(edition.version) for edition in content().edition.since(0))


@pytest.mark.parametrize("example", sorted((ROOT / "examples").glob("*.yml")), ids=lambda path: path.stem)
def test_no_example_makes_a_name_that_windows_refuses(tmp_path: Path, example: Path) -> None:
    folder = tmp_path / "hb"
    create(folder, load_answers(example, content()), content())
    names = [path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()]
    assert len(names) > 100
    for name in names:
        assert len(name) < 120, name  # 260 signs for the whole path, so that there is room for the folder it stands in
        for part in PurePosixPath(name).parts:
            assert not set(part) & set('<>:"\\|?*') and part.isprintable(), name
            assert part.rstrip(". ") == part and part.split(".")[0].lower() not in RESERVED, name
    assert len({name.casefold() for name in names}) == len(names)
