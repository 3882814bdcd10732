"""Exports are made again, and never over what somebody filled in: neither the file nor the one beside it."""

import json
import os
from pathlib import Path

import pytest

from site_build.disk import digest
from site_build.errors import HandbookError, UsageError
from site_build.store.folders import check_apart
from site_build.store.outputs import Outputs
from tests.faulty_disk import FaultyDisk, Killed, contents


def test_a_filled_in_new_file_is_left_as_well(tmp_path: Path) -> None:
    assert Outputs(tmp_path).put("stuk.docx", b"PK\0een") == ("stuk.docx", False)
    (tmp_path / "stuk.docx").write_bytes(b"PK\0ingevuld")
    assert Outputs(tmp_path).put("stuk.docx", b"PK\0twee") == ("stuk-nieuw.docx", True)
    assert Outputs(tmp_path).put("stuk.docx", b"PK\0drie") == ("stuk-nieuw.docx", True)
    (tmp_path / "stuk-nieuw.docx").write_bytes(b"PK\0ook ingevuld")
    assert Outputs(tmp_path).put("stuk.docx", b"PK\0vier") == ("stuk-nieuw-2.docx", True)
    assert {name: data for name, data in contents(tmp_path).items() if name.startswith("stuk")} == {
        "stuk.docx": b"PK\0ingevuld", "stuk-nieuw.docx": b"PK\0ook ingevuld", "stuk-nieuw-2.docx": b"PK\0vier"}


def test_killed_at_any_step_a_file_of_ours_stays_ours(tmp_path: Path) -> None:
    for number in range(1, 40):
        folder = tmp_path / str(number)
        Outputs(folder).put("plan.csv", b"een\r\n")
        try:
            Outputs(folder, disk=FaultyDisk(kill=number)).put("plan.csv", b"twee\r\n")
        except Killed:
            assert Outputs(folder).put("plan.csv", b"drie\r\n") == ("plan.csv", False), number
            assert sorted(contents(folder)) == [".gemaakt.json", "plan.csv"], number
        else:
            break
    assert number > 6


def test_the_record_says_whose_files_they_are_and_what_was_made(tmp_path: Path) -> None:
    made = Outputs(tmp_path, edition="intern")
    made.put("stuk é.docx", b"PK\0een")
    made.put("plan.csv", b"een\r\n")
    assert (tmp_path / ".gemaakt.json").read_text(encoding="utf-8") == (  # by sha256sum; of "een" with a plain line end
        '{\n "edition": "intern",\n "files": {\n  "plan.csv": "429857d64536f1d1bc6b57563069c86604db68a8831afa89159927396480186f",\n'
        '  "stuk é.docx": "334e91696dba8e0e92a2acbab7c8ff3d21dfeabd334ce391a2bed9e804b1cdde"\n }\n}\n')
    assert Outputs(tmp_path).put("plan.csv", b"twee") == ("plan.csv", False)
    assert json.loads((tmp_path / ".gemaakt.json").read_text())["edition"] == "intern"  # it stays whose it was
    with pytest.raises(HandbookError):
        Outputs(tmp_path, edition="delen")


def test_the_record_of_the_first_edition_held_only_digests(tmp_path: Path) -> None:
    (tmp_path / "plan.csv").write_bytes(b"een\n")
    (tmp_path / ".gemaakt.json").write_text(json.dumps({"plan.csv": digest(b"een\n"), "edition": digest(b"x")}))
    assert Outputs(tmp_path, edition="intern").put("plan.csv", b"twee\n") == ("plan.csv", False)


def test_a_folder_in_the_place_of_an_export_and_a_file_in_the_place_of_the_folder(tmp_path: Path) -> None:
    (tmp_path / "plan.csv").mkdir()
    assert Outputs(tmp_path).put("plan.csv", b"een") == ("plan-nieuw.csv", True)
    (tmp_path / "bestand").write_text("x")
    with pytest.raises(HandbookError) as error:
        Outputs(tmp_path / "bestand")
    assert str(error.value) == f"De map {tmp_path / 'bestand'} kan niet worden gemaakt. Is het een bestand, of is de schijf vol?"
    with pytest.raises(HandbookError) as error:
        Outputs(tmp_path).put("../plan.csv", b"een")
    assert str(error.value) == f"../plan.csv ligt niet in {tmp_path}."


def test_two_editions_never_mix_in_one_folder(tmp_path: Path) -> None:
    Outputs(tmp_path, edition="intern").put("plan.csv", b"geheim")
    with pytest.raises(HandbookError) as error:
        Outputs(tmp_path, edition="delen")
    assert str(error.value) == f"In {tmp_path} staan bestanden van een andere uitgave. Kies een andere map, anders raken de uitgaven door elkaar."


def test_a_link_in_the_place_of_an_export_is_not_followed(tmp_path: Path) -> None:
    victim = tmp_path / "victim"
    victim.write_text("van iemand anders")
    (tmp_path / "export").mkdir()
    (tmp_path / "export/plan.csv").symlink_to(victim)
    assert Outputs(tmp_path / "export").put("plan.csv", b"een") == ("plan-nieuw.csv", True)
    assert victim.read_text() == "van iemand anders"


def test_a_link_or_a_pipe_in_the_place_of_what_we_made_is_no_file_of_ours(tmp_path: Path) -> None:
    for number, put in enumerate((lambda path: path.symlink_to(tmp_path / "victim"), os.mkfifo)):
        folder = tmp_path / str(number)
        Outputs(folder).put("plan.csv", b"een")
        (tmp_path / "victim").write_bytes(b"een")  # the same text, somewhere else
        (folder / "plan.csv").unlink()
        put(folder / "plan.csv")
        assert Outputs(folder).put("plan.csv", b"twee") == ("plan-nieuw.csv", True)
        assert (tmp_path / "victim").read_bytes() == b"een"


@pytest.mark.parametrize("record", ["", "[]", "null", '{"files": 3}', '{"files": {"plan.csv": 3}}', "\0", "{" * 5000])
def test_a_record_of_another_form_counts_as_no_record(tmp_path: Path, record: str) -> None:
    (tmp_path / ".gemaakt.json").write_text(record)
    (tmp_path / "plan.csv").write_bytes(b"van wie?")
    assert Outputs(tmp_path).put("plan.csv", b"een") == ("plan-nieuw.csv", True)


@pytest.mark.parametrize("target", ["hb", "hb/export", "hb/docs/delen", "hb/../hb", "."])
def test_what_is_shared_lies_apart_from_the_handbook(tmp_path: Path, target: str) -> None:
    (tmp_path / "hb").mkdir()
    with pytest.raises(UsageError, match="Kies een (andere )?map"):
        check_apart(tmp_path / "hb", tmp_path / target, "de uitgave om te delen")
    check_apart(tmp_path / "hb", tmp_path / "om-te-delen", "de uitgave om te delen")
