"""Making a handbook again never loses an edit, and a full disk leaves the old one whole."""

import os
import stat
from pathlib import Path

import pytest

from site_build.assembly.project import Project
from site_build.errors import HandbookError, UsageError
from site_build.store import tree
from site_build.store.tree import check_new_folder, read_manifest, write_project


def project(**files: str) -> Project:
    return Project({name.replace("_", "/"): text for name, text in files.items()}, (), {})


def write(folder: Path, **files: str):
    folder.mkdir(exist_ok=True)
    return write_project(folder, project(**files), {"edition": "intern"})


def test_a_page_that_nobody_changed_is_replaced(tmp_path: Path) -> None:
    write(tmp_path, docs_a="een")
    report = write(tmp_path, docs_a="twee")
    assert (tmp_path / "docs/a").read_text() == "twee" and report.written == ["docs/a"]


def test_a_page_that_was_edited_is_left_and_its_new_text_put_beside_it(tmp_path: Path) -> None:
    write(tmp_path, docs_a="een")
    (tmp_path / "docs/a").write_text("van mij")
    report = write(tmp_path, docs_a="twee")
    assert (tmp_path / "docs/a").read_text() == "van mij"
    assert (tmp_path / ".handreiking/nieuw/docs/a").read_text() == "twee"
    assert "docs/a hebt u zelf veranderd en is niet vervangen. De nieuwe tekst staat in .handreiking/nieuw/docs/a." in report.lines()


def test_an_edit_survives_a_second_and_third_time(tmp_path: Path) -> None:
    write(tmp_path, docs_a="een")
    (tmp_path / "docs/a").write_text("van mij")
    write(tmp_path, docs_a="twee")
    report = write(tmp_path, docs_a="drie")
    assert (tmp_path / "docs/a").read_text() == "van mij" and report.kept == ["docs/a"]


def test_a_page_that_no_longer_applies_is_removed_only_if_nobody_changed_it(tmp_path: Path) -> None:
    write(tmp_path, docs_a="een", docs_b="een", docs_c="blijft")
    (tmp_path / "docs/b").write_text("van mij")
    report = write(tmp_path, docs_c="blijft")
    assert not (tmp_path / "docs/a").exists() and (tmp_path / "docs/b").read_text() == "van mij"
    assert report.removed == ["docs/a"] and report.orphaned == ["docs/b"] and report.unchanged == ["docs/c"]


def test_files_of_the_municipality_itself_are_never_touched(tmp_path: Path) -> None:
    write(tmp_path, docs_a="een")
    (tmp_path / "docs/eigen.md").write_text("eigen bladzijde")
    write(tmp_path, docs_a="twee")
    assert (tmp_path / "docs/eigen.md").read_text() == "eigen bladzijde"


def test_a_full_disk_leaves_the_old_handbook_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, docs_a="een", docs_b="een")
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    real, calls = Path.write_bytes, []

    def full(self: Path, data: bytes) -> int:
        calls.append(self)
        if len(calls) == 2:
            raise OSError(28, "No space left on device")
        return real(self, data)

    monkeypatch.setattr(tree.Path, "write_bytes", full)
    with pytest.raises(HandbookError) as error:
        write(tmp_path, docs_a="twee", docs_b="twee")
    assert str(error.value) == f"Het schrijven in {tmp_path} lukt niet (de schijf is vol). Het oude handboek is niet veranderd."
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before


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

        monkeypatch.setattr(tree.Path, "write_bytes", refuse)
    else:
        target.chmod(stat.S_IRUSR | stat.S_IXUSR)
    with pytest.raises(UsageError) as error:
        check_new_folder(target)
    assert str(error.value) == f"In {target} kunt u niet schrijven (geen toegang). Kies een andere map."


def test_a_folder_that_is_no_handbook(tmp_path: Path) -> None:
    with pytest.raises(UsageError) as error:
        read_manifest(tmp_path)
    assert str(error.value) == f"{tmp_path} is geen handboek: .handreiking/manifest.json ontbreekt. Maak het met: handreiking new {tmp_path}"
