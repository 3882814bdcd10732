"""Many files as one change: what is kept of the old ones, where nothing is ever written, and what a next run finishes."""

from __future__ import annotations

import errno
import json
from pathlib import Path

import pytest

from site_build.disk import Disk, digest
from site_build.errors import HandbookError
from site_build.store.journal import JOURNAL, Change, commit, inside, read_earlier, recover
from site_build.store.zips import zip_bytes
from tests.faulty_disk import FaultyDisk, Killed, contents

AREA = ".staat/schrijven"
OLD = {"a": b"een", "map/diep/weg": b"weg"}
NEW = {"a": b"twee", "nieuw/b": b"b"}
CHANGES = (Change("a", b"twee"), Change("map/diep/weg", None), Change("nieuw/b", b"b", 0o600))


def filled(folder: Path) -> Path:
    for name, data in OLD.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    (folder / "a").chmod(0o640)
    return folder


def killed(folder: Path, number: int) -> Path:
    """A folder in which the process ended at a step of the change."""
    with pytest.raises(Killed):
        commit(filled(folder), AREA, CHANGES, disk=FaultyDisk(kill=number))
    return folder


def steps(folder: Path) -> int:
    disk = FaultyDisk()
    commit(filled(folder), AREA, CHANGES, disk=disk)
    return disk.count


def test_once_the_journal_is_there_the_next_run_finishes_and_says_so_and_before_that_nothing_happened(tmp_path: Path) -> None:
    seen = set()
    for number in range(1, steps(tmp_path / "tel") + 1):
        folder = killed(tmp_path / str(number), number)
        decided = (folder / AREA / JOURNAL).exists()
        changed = contents(folder, AREA) != OLD
        assert recover(folder, AREA) is decided, number
        assert contents(folder) == (NEW if decided or changed else OLD), number
        assert not (folder / AREA).exists() and recover(folder, AREA) is False
        seen.add(decided)
    assert seen == {True, False}


def test_what_somebody_changed_before_it_was_finished_is_left_as_it_is(tmp_path: Path) -> None:
    for number in range(1, steps(tmp_path / "tel") + 1):
        folder = killed(tmp_path / str(number), number)
        if (folder / AREA / JOURNAL).exists() and contents(folder, AREA) == OLD:
            (folder / "a").write_bytes(b"van mij")
            assert recover(folder, AREA) and contents(folder) == {**NEW, "a": b"van mij"}
            return
    raise AssertionError("no step between the journal and the first rename")


@pytest.mark.parametrize("journal", [b"", b"[]", b"{}", b'{"steps": [1], "keep": ""}', b'{"steps": [], "keep'])
def test_a_journal_that_cannot_be_read_decides_nothing(tmp_path: Path, journal: bytes) -> None:
    (filled(tmp_path) / AREA).mkdir(parents=True)
    (tmp_path / AREA / JOURNAL).write_bytes(journal)
    assert recover(tmp_path, AREA) is False and contents(tmp_path) == OLD and not (tmp_path / AREA).exists()


def test_a_journal_that_names_a_place_outside_writes_nothing_there(tmp_path: Path) -> None:
    folder = filled(tmp_path / "hb")
    (folder / AREA).mkdir(parents=True)
    (folder / AREA / "0000").write_bytes(b"x")
    step = {"path": "../buiten", "staged": "0000", "old": "", "new": digest(b"x"), "mode": None}
    (folder / AREA / JOURNAL).write_text(json.dumps({"steps": [step], "keep": "../kopie.zip"}))
    assert recover(folder, AREA) is True
    assert contents(tmp_path) == {f"hb/{name}": data for name, data in OLD.items()}


def test_where_the_area_is_a_link_nothing_is_finished_or_removed(tmp_path: Path) -> None:
    (tmp_path / "elders").mkdir()
    (tmp_path / "elders/brief").write_text("van iemand anders")
    (filled(tmp_path / "hb") / ".staat").mkdir()
    (tmp_path / "hb" / AREA).symlink_to(tmp_path / "elders")
    assert recover(tmp_path / "hb", AREA) is False and (tmp_path / "elders/brief").exists()


def test_where_the_area_is_a_link_what_is_written_down_there_is_not_carried_out(tmp_path: Path) -> None:
    elsewhere, folder = tmp_path / "elders", filled(tmp_path / "hb")
    elsewhere.mkdir()
    (elsewhere / "0000").write_bytes(b"van iemand anders")
    step = {"path": "a", "staged": "0000", "old": digest(OLD["a"]), "new": digest(b"van iemand anders"), "mode": None}
    (elsewhere / JOURNAL).write_text(json.dumps({"steps": [step], "keep": ""}))
    (folder / ".staat").mkdir()
    (folder / AREA).symlink_to(elsewhere)
    assert recover(folder, AREA) is False
    assert (folder / "a").read_bytes() == OLD["a"]
    assert sorted(path.name for path in elsewhere.iterdir()) == sorted(["0000", JOURNAL])


def test_a_name_that_no_file_can_have_is_outside(tmp_path: Path) -> None:
    assert not inside(tmp_path, "a\0b")


def test_folders_that_became_empty_go_and_one_with_something_in_it_stays(tmp_path: Path) -> None:
    filled(tmp_path)
    (tmp_path / "map/blijft").write_bytes(b"x")
    commit(tmp_path, AREA, [Change("map/diep/weg", None)])
    assert not (tmp_path / "map/diep").exists() and contents(tmp_path) == {"a": b"een", "map/blijft": b"x"}
    commit(tmp_path, AREA, [Change("map/blijft", None)])
    assert not (tmp_path / "map").exists()


def test_what_was_replaced_is_kept_with_what_was_and_came_and_who_may_read_it(tmp_path: Path) -> None:
    commit(filled(tmp_path), AREA, (*CHANGES, Change("nooit/geweest", None)), keep="geschiedenis/1.zip")
    kept = read_earlier((tmp_path / "geschiedenis/1.zip").read_bytes())
    assert kept.files == OLD
    assert kept.digests == {"a": (digest(b"een"), digest(b"twee")), "map/diep/weg": (digest(b"weg"), ""), "nieuw/b": ("", digest(b"b"))}
    assert (kept.modes["a"], kept.modes["nieuw/b"]) == (0o640, 0o600)
    assert [(tmp_path / name).stat().st_mode & 0o777 for name in ("a", "nieuw/b", "geschiedenis/1.zip", "geschiedenis")] == [0o640, 0o600, 0o600, 0o700]


def test_what_is_not_asked_to_be_kept_is_not(tmp_path: Path) -> None:
    commit(filled(tmp_path), AREA, CHANGES)
    assert contents(tmp_path) == NEW


def test_a_kept_change_of_before_permissions_were_noted_can_be_read_and_one_with_strange_ones_too(tmp_path: Path) -> None:
    steps = {"oud": ["x", "y"], "nu": ["x", "y", 0o100644], "vreemd": ["x", "y", "alles"]}
    found = read_earlier(zip_bytes({"stappen.json": json.dumps(steps), "oud/oud": b"een", "anders": b"twee"}))
    assert (found.files, found.modes, found.digests["oud"]) == ({"oud": b"een"}, {"nu": 0o644}, ("x", "y"))


@pytest.mark.parametrize("members", [{}, {"stappen.json": "[1]"}, {"stappen.json": "{"}, {"stappen.json": '{"a": 1}'}, {"stappen.json": '{"a": ["x"]}'}])
def test_a_zip_without_steps_keeps_no_change(members: dict[str, str | bytes]) -> None:
    with pytest.raises(ValueError):
        read_earlier(zip_bytes(members))


@pytest.mark.parametrize("path", ["", "/a", "../a", "map/../a", "C:/a", "C:\\a", "..\\a", "een: twee"])
def test_what_does_not_clearly_lie_in_the_folder_is_outside(tmp_path: Path, path: str) -> None:
    assert not inside(tmp_path, path)
    with pytest.raises(HandbookError) as error:
        commit(filled(tmp_path), AREA, [Change("a", b"twee"), Change(path, b"x")])
    assert str(error.value) == f"{path} ligt niet in {tmp_path}. Er is niets veranderd." and contents(tmp_path) == OLD


@pytest.mark.parametrize("path", ["a", "map/diep/weg", "nieuw\\b", "map/C:"])
def test_what_lies_in_the_folder_is_inside(tmp_path: Path, path: str) -> None:
    assert inside(tmp_path, path)


class Refusing(Disk):
    """Refuses the rename of one file, naming what it was about as the system does."""

    def __init__(self, name: str, source: Path | None, target: Path | None) -> None:
        self.name, self.named = name, [str(path) if path else None for path in (source, target)]

    def replace(self, source: Path, target: Path) -> None:
        if target.name == self.name:
            raise OSError(errno.ENOSPC, "No space left on device", self.named[0], None, self.named[1])
        super().replace(source, target)


def test_a_refusal_names_the_file_that_was_to_be_made_from_the_folder_or_by_its_own_name(tmp_path: Path) -> None:
    def said(source: Path | None, target: Path | None) -> str:
        with pytest.raises(HandbookError) as error:
            commit(filled(tmp_path), AREA, CHANGES, disk=Refusing("b", source, target))
        assert contents(tmp_path) == OLD
        return str(error.value).removeprefix(f"Het schrijven in {tmp_path} lukt niet (").removesuffix("). Er is niets veranderd.")

    assert said(tmp_path / AREA / "0002", tmp_path / "nieuw/b") == "nieuw/b: de schijf is vol"
    assert said(tmp_path / "nieuw/b", None) == "nieuw/b: de schijf is vol"
    assert said(Path("/elders/c"), None) == "c: de schijf is vol"
    assert said(None, None) == "de schijf is vol"
