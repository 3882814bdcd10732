"""Making a handbook again never loses an edit, and a full disk leaves the old one whole."""

import json
import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from site_build.assembly.project import Project
from site_build.disk import digest
from site_build.errors import HandbookError, UsageError
from site_build.store import folders, tree
from site_build.store.tree import Report, apply, check_new_folder, is_changed, read_manifest
from site_build.store.writing import write_project
from tests.faulty_disk import FaultyDisk, Killed, contents


def project(**files: str) -> Project:
    return Project({name.replace("_", "/"): text for name, text in files.items()}, (), {})


def write(folder: Path, **files: str):
    folder.mkdir(exist_ok=True)
    return write_project(folder, project(**files), {"edition": "intern"})


def test_a_page_that_nobody_changed_is_replaced(tmp_path: Path) -> None:
    write(tmp_path, docs_a="een")
    report = write(tmp_path, docs_a="twee")
    assert (tmp_path / "docs/a").read_text() == "twee" and report.written == ["docs/a"]


def test_an_edit_survives_a_second_and_third_time(tmp_path: Path) -> None:
    write(tmp_path, docs_a="een")
    (tmp_path / "docs/a").write_text("van mij")
    report = write(tmp_path, docs_a="twee")
    assert (tmp_path / ".handreiking/nieuw/docs/a").read_text() == "twee" and report.open == 1
    report = write(tmp_path, docs_a="drie")
    assert (tmp_path / "docs/a").read_text() == "van mij" and report.edited == ["docs/a"]
    assert (tmp_path / ".handreiking/nieuw/docs/a").read_text() == "drie"


def test_a_page_that_no_longer_applies_is_removed_only_if_nobody_changed_it(tmp_path: Path) -> None:
    write(tmp_path, docs_a="een", docs_b="een", docs_c="blijft")
    (tmp_path / "docs/b").write_text("van mij")
    report = write(tmp_path, docs_c="blijft")
    assert not (tmp_path / "docs/a").exists() and (tmp_path / "docs/b").read_text() == "van mij"
    assert report.removed == ["docs/a"] and report.orphaned == ["docs/b"] and report.unchanged == ["docs/c", ".gitattributes"]


def test_files_of_the_municipality_itself_are_never_touched(tmp_path: Path) -> None:
    write(tmp_path, docs_a="een")
    (tmp_path / "docs/eigen.md").write_text("eigen bladzijde")
    write(tmp_path, docs_a="twee")
    assert (tmp_path / "docs/eigen.md").read_text() == "eigen bladzijde"


OLD = {"docs_a": "een", "docs_b": "een", "docs_gone": "weg", "docs_same": "gelijk"}
NEW = {"docs_a": "twee", "docs_b": "twee", "docs_sub_c": "nieuw", "docs_same": "gelijk"}


def made(folder: Path, name: str, files: dict[str, str]) -> dict[str, bytes]:
    """What a folder holds after these files, for comparison."""
    write(folder / name, **OLD)
    if files is not OLD:
        write(folder / name, **files)
    return contents(folder / name)


def steps_of(tmp_path: Path) -> int:
    disk = FaultyDisk()
    write(tmp_path / "tel", **OLD)
    write_project(tmp_path / "tel", project(**NEW), {"edition": "intern"}, disk=disk)
    return disk.count


def test_whichever_step_the_disk_refuses_nothing_has_changed_and_the_next_time_works(tmp_path: Path) -> None:
    old, new = made(tmp_path, "oud", OLD), made(tmp_path, "nieuw", NEW)
    refused = 0
    for number in range(1, steps_of(tmp_path) + 1):
        folder = tmp_path / f"weiger-{number}"
        write(folder, **OLD)
        try:
            write_project(folder, project(**NEW), {"edition": "intern"}, disk=FaultyDisk(fail=number))
        except HandbookError as error:
            refused += 1
            assert str(error).endswith("Er is niets veranderd.") and "de schijf is vol" in str(error)
            assert contents(folder) == old, number
        report = write_project(folder, project(**NEW), {"edition": "intern"})
        assert contents(folder) == new, number
        assert report.kept == [] and report.orphaned == []
    assert refused >= 15


def test_a_disk_that_refuses_for_good_says_what_is_true_and_the_next_run_completes(tmp_path: Path) -> None:
    new = made(tmp_path, "nieuw", NEW)
    halfway = 0
    for number in range(1, steps_of(tmp_path) + 1):
        folder = tmp_path / f"blijft-{number}"
        write(folder, **OLD)
        before = contents(folder)
        try:
            write_project(folder, project(**NEW), {"edition": "intern"}, disk=FaultyDisk(fail=number, for_good=True))
        except HandbookError as error:
            if "halverwege" in str(error):
                halfway += 1
                assert "nog een keer" in str(error)
            else:
                assert contents(folder, ".handreiking/schrijven") == before, number
        write_project(folder, project(**NEW), {"edition": "intern"})
        assert contents(folder) == new, number
    assert halfway >= 3


def test_killed_at_any_step_the_next_run_finds_the_old_handbook_or_the_new_one(tmp_path: Path) -> None:
    old, new = made(tmp_path, "oud", OLD), made(tmp_path, "nieuw", NEW)
    seen = set()
    for number in range(1, steps_of(tmp_path) + 1):
        folder = tmp_path / f"dood-{number}"
        write(folder, **OLD)
        with pytest.raises(Killed):
            write_project(folder, project(**NEW), {"edition": "intern"}, disk=FaultyDisk(kill=number))
        read_manifest(folder)  # what every command does first
        after = contents(folder)
        assert after in (old, new), number
        seen.add(after == new)
        assert not (folder / ".handreiking/schrijven").exists()
        report = write_project(folder, project(**NEW), {"edition": "intern"})
        assert contents(folder) == new and report.kept == [], number
    assert seen == {False, True}


def test_a_file_that_is_held_for_a_moment_is_tried_again(tmp_path: Path) -> None:
    write(tmp_path, **OLD)
    disk = FaultyDisk(held=3)
    write_project(tmp_path, project(**NEW), {"edition": "intern"}, disk=disk)
    assert (tmp_path / "docs/a").read_text() == "twee" and disk.waited >= 3


def test_a_folder_in_the_place_of_a_page_is_named_before_anything_changes(tmp_path: Path) -> None:
    write(tmp_path, **OLD)
    (tmp_path / "docs/sub").write_text("een bestand waar een map hoort")
    before = contents(tmp_path)
    with pytest.raises(HandbookError) as error:
        write(tmp_path, **NEW)
    assert str(error.value) == f"{tmp_path / 'docs/sub'} is een bestand, maar daar hoort een map. Hernoem of verplaats het. Er is niets veranderd."
    assert contents(tmp_path) == before
    (tmp_path / "docs/sub").unlink()
    (tmp_path / "docs/sub/c").mkdir(parents=True)
    with pytest.raises(HandbookError) as error:
        write(tmp_path, **NEW)
    assert str(error.value) == f"Op de plaats van {tmp_path / 'docs/sub/c'} staat een map. Hernoem of verplaats die map. Er is niets veranderd."


@pytest.mark.parametrize("change", [
    lambda data: data.replace(b"\n", b"\r\n"), lambda data: b"\xef\xbb\xbf" + data, lambda data: data.rstrip(b"\n"), lambda data: data.replace(b"\n", b"  \n"),
], ids=["crlf", "bom", "no-final-newline", "spaces"])
def test_what_an_editor_does_by_itself_is_no_edit(tmp_path: Path, change: Callable[[bytes], bytes]) -> None:
    write(tmp_path, docs_a="regel een\nregel twee\n")
    path = tmp_path / "docs/a"
    path.write_bytes(change(path.read_bytes()))
    assert write(tmp_path, docs_a="regel een\nregel twee\n").unchanged.count("docs/a") == 1
    path.write_bytes(change(b"regel een\nregel twee\n"))
    report = write(tmp_path, docs_a="regel drie\n")
    assert path.read_text() == "regel drie\n" and report.kept == []


def test_a_build_without_changes_writes_nothing(tmp_path: Path) -> None:
    write(tmp_path, **OLD)
    disk = FaultyDisk()
    write_project(tmp_path, project(**OLD), {"edition": "intern"}, disk=disk)
    assert disk.count == 0


def test_permissions_are_kept_and_the_state_is_for_the_owner_alone(tmp_path: Path) -> None:
    write(tmp_path, **OLD)
    (tmp_path / "docs/a").chmod(0o600)
    write(tmp_path, **NEW)
    assert (tmp_path / "docs/a").stat().st_mode & 0o777 == 0o600
    assert (tmp_path / ".handreiking").stat().st_mode & 0o777 == 0o700
    assert {p.stat().st_mode & 0o777 for p in (tmp_path / ".handreiking").rglob("*") if p.is_file()} == {0o600}


def test_the_answers_are_for_the_owner_alone_and_pages_are_as_the_system_makes_files(tmp_path: Path) -> None:
    (tmp_path / "hb").mkdir()
    (tmp_path / "gewoon").write_text("x")
    write_project(tmp_path / "hb", project(docs_a="een"), {"edition": "intern"}, also={"antwoorden.yml": b"x"})
    modes = [(tmp_path / name).stat().st_mode & 0o777 for name in ("hb/antwoorden.yml", "hb/docs/a")]
    assert modes == [0o600, (tmp_path / "gewoon").stat().st_mode & 0o777]


def test_looking_only_finishes_nothing_that_was_left_half_done(tmp_path: Path) -> None:
    for number in range(1, steps_of(tmp_path) + 1):
        folder = tmp_path / f"kijk-{number}"
        write(folder, **OLD)
        with pytest.raises(Killed):
            write_project(folder, project(**NEW), {"edition": "intern"}, disk=FaultyDisk(kill=number))
        before = everything(folder)
        apply(folder, {"docs/a": b"drie"}, {}, settle=lambda path, mine, new: {}, describe=lambda digests: {}, dry=True)
        assert everything(folder) == before, number


def everything(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_link_that_leads_outside_is_not_followed_and_named(tmp_path: Path) -> None:
    write(tmp_path / "hb", docs_a="een")
    outside = tmp_path / "buiten"
    outside.write_text("van iemand anders")
    (tmp_path / "hb/docs/a").unlink()
    (tmp_path / "hb/docs/a").symlink_to(outside)
    report = write(tmp_path / "hb", docs_a="twee")
    assert outside.read_text() == "van iemand anders"
    assert "docs/a is een verwijzing naar een plek buiten deze map. Daar schrijven wij niet." in report.lines()


def test_a_manifest_that_names_a_file_outside_removes_nothing_there(tmp_path: Path) -> None:
    write(tmp_path / "hb", docs_a="een")
    victim = tmp_path / "victim.txt"
    victim.write_text("kostbaar")
    manifest = tmp_path / "hb/.handreiking/manifest.json"
    data = json.loads(manifest.read_text())
    data["files"] |= {"../victim.txt": digest(b"kostbaar"), str(victim): digest(b"kostbaar"), "docs/../../victim.txt": digest(b"kostbaar")}
    manifest.write_text(json.dumps(data))
    write(tmp_path / "hb", docs_a="twee")
    assert victim.read_text() == "kostbaar"


def test_base_zip_holds_every_generated_file_and_is_the_same_each_time(tmp_path: Path) -> None:
    import zipfile

    write(tmp_path / "x", docs_a="een")
    write(tmp_path / "y", docs_a="een")
    first, second = ((tmp_path / name / ".handreiking/base.zip").read_bytes() for name in "xy")
    assert first == second
    with zipfile.ZipFile(tmp_path / "x/.handreiking/base.zip") as archive:
        assert archive.read("docs/a") == b"een"


def test_a_folder_that_is_not_empty(tmp_path: Path) -> None:
    (tmp_path / "brief.docx").write_text("x")
    with pytest.raises(UsageError) as error:
        check_new_folder(tmp_path)
    assert str(error.value) == f"De map {tmp_path} is niet leeg. Kies een lege map of een map die nog niet bestaat."


def test_a_folder_that_is_a_file(tmp_path: Path) -> None:
    (tmp_path / "f").write_text("x")
    with pytest.raises(UsageError) as error:
        check_new_folder(tmp_path / "f")
    assert str(error.value) == f"{tmp_path / 'f'} is een bestand. Kies een map die nog niet bestaat."


def test_a_folder_that_already_holds_a_handbook(tmp_path: Path) -> None:
    write(tmp_path, docs_a="een")
    with pytest.raises(UsageError) as error:
        check_new_folder(tmp_path)
    assert str(error.value) == f"In {tmp_path} staat al een handboek. Maak het opnieuw met: handreiking build {tmp_path}"


def test_a_folder_where_nobody_may_write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "dicht"
    target.mkdir()
    if os.geteuid() == 0:  # root may write anywhere: let the system refuse in its place
        def refuse(self: Path, data: bytes) -> int:
            raise PermissionError(13, "Permission denied")

        monkeypatch.setattr(folders.Path, "write_bytes", refuse)
    else:
        target.chmod(stat.S_IRUSR | stat.S_IXUSR)
    with pytest.raises(UsageError) as error:
        check_new_folder(target)
    assert str(error.value) == f"In {target} kunt u niet schrijven (geen toegang). Kies een andere map."


def test_a_folder_that_is_no_handbook(tmp_path: Path) -> None:
    with pytest.raises(UsageError) as error:
        read_manifest(tmp_path)
    assert str(error.value) == f"{tmp_path} is geen handboek: .handreiking/manifest.json ontbreekt. Maak het met: handreiking new {tmp_path}"


@pytest.mark.parametrize(("report", "lines"), [
    (Report(), ["0 bestanden geschreven, 0 zijn al goed."]),
    (Report(written=["a"], unchanged=["b"]), ["1 bestand geschreven, 1 is al goed."]),
    (Report(written=["a", "b"], removed=["c"], dry=True), ["2 bestanden worden dan geschreven, 0 zijn al goed.", "1 bestand wordt dan verwijderd, want het geldt niet meer."]),
    (Report(removed=["a", "b"], meaning=["Nieuw: plan."]), ["0 bestanden geschreven, 0 zijn al goed.", "2 bestanden verwijderd, want ze gelden niet meer.", "Nieuw: plan."]),
    (Report(edited=[f"p{n}" for n in range(10)]), ["0 bestanden geschreven, 0 zijn al goed.", "Zelf veranderd en zo gelaten: p0, p1, p2, p3, p4, p5, p6, p7, p8, p9."]),
    (Report(edited=[f"p{n}" for n in range(12)]), ["0 bestanden geschreven, 0 zijn al goed.", "Zelf veranderd en zo gelaten: p0, p1, p2, p3, p4, p5, p6, p7, p8, p9, en nog 2."]),
    (Report(open=1, folder=Path("hb")), ["0 bestanden geschreven, 0 zijn al goed.", "Er wacht 1 keuze op u. Lees 'hb/Nog te kiezen.md', en kies met: handreiking choose hb"]),
    (Report(open=2, folder=Path("hb")), ["0 bestanden geschreven, 0 zijn al goed.", "Er wachten 2 keuzes op u. Lees 'hb/Nog te kiezen.md', en kies met: handreiking choose hb"]),
])
def test_the_report_in_dutch(report: Report, lines: list[str]) -> None:
    assert report.lines() == lines


@pytest.mark.parametrize(("path", "place"), [("docs/a", "../buiten"), ("../buiten", "docs/a"), ("../buiten", "../buiten")])
def test_what_stands_outside_or_would_come_outside_is_left_and_named(tmp_path: Path, path: str, place: str) -> None:
    (tmp_path / "buiten").write_text("van iemand anders")
    (tmp_path / "hb/docs").mkdir(parents=True)
    (tmp_path / "hb/docs/a").write_text("een")
    before = contents(tmp_path)
    report = apply(tmp_path / "hb", {path: b"twee"}, {path: digest(b"een")}, settle=lambda path, mine, new: {}, describe=lambda digests: {}, stands={path: place})
    assert report.outside == [path] and contents(tmp_path) == before


def test_what_cannot_be_read_counts_as_changed_by_somebody(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a").write_text("een")
    assert [is_changed(tmp_path / name, digest(b"een")) for name in ("a", "is-er-niet")] == [False, False]

    def refuse(path: Path) -> bytes:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(tree, "read_file", refuse)
    assert is_changed(tmp_path / "a", digest(b"een")) is True
