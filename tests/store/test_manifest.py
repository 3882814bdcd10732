"""What a handbook remembers, key by key: digests as `sha256sum` gives them of the text, pages in reading order, what a person did.

Other programs and later versions read this file; a change of its form is meant, or it is a mistake.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from site_build.assembly.project import PageFile, Project
from site_build.errors import UsageError
from site_build.store.manifest import read_manifest
from site_build.store.writing import write_project

FACTS = {"edition": "intern", "handbook": "hb-test0001", "date": "2026-11-24", "content": 1}
DECISIONS = {"pages": {"a": "ja", "d": "onbekend"}}
A, B, C, D = (
    "aae30c657d88d78b82c5a272c219547e583086f523b63fb43ddbacfad8e2fba4", "d14e29fcae27f0b4acdb98609ec66e7015f5215f4f527694a6ea57e8fde0a0b4",
    "7e891cd8446bdca7a398bd20db58ed1cacf064891e2ce83e7981bb41e1a5b903", "0b526e0ed7454537f7676e8e037337c27afff9eda1848198c51a48b3cc9e0370")
INDEX, ATTRIBUTES = "540ad0948111a22f8acdec88c8bc5a825e4d271c74aabe786df1c0ce8ecca66a", "56040876416719f1e55306c5fb5318b24847a6f62e9a28a929f86ebb95fa3bbe"
HOME = {"file": "index.md", "kind": "home", "later": False, "part": "", "roles": [], "title": "Begin"}


def made(folder: Path, *names: str) -> dict[str, Any]:
    """Write a handbook with these chapters and return its manifest as it stands on disk."""
    folder.mkdir(exist_ok=True)
    files: dict[str, str | bytes] = {f"docs/doen/{name}.md": f"# {name}\n\nEen.\n" for name in names}
    pages = tuple(PageFile(f"doen/{name}.md", name.upper(), "chapter", "doen", name == "d", ("baas", "raad") if name == "a" else ()) for name in names)
    write_project(folder, Project({**files, "docs/index.md": "# Begin\n\nTekst.\n"}, (PageFile("index.md", "Begin", "home"), *pages), DECISIONS), FACTS)
    return dict(json.loads((folder / ".handreiking/manifest.json").read_text(encoding="utf-8")))


def chapter(name: str, folder: str = "doen", **more: Any) -> dict[str, Any]:
    return {"file": f"{folder}/{name}.md", "kind": "chapter", "later": False, "part": "doen", "roles": [], "title": name.upper(), **more}


def test_the_manifest_of_a_new_handbook(tmp_path: Path) -> None:
    assert made(tmp_path / "hb", "a", "b", "c", "d") == {
        **FACTS, "version": 1, "decisions": DECISIONS, "deleted": {}, "left": {}, "moved": {}, "told": "",
        "files": {".gitattributes": ATTRIBUTES, "docs/doen/a.md": A, "docs/doen/b.md": B, "docs/doen/c.md": C, "docs/doen/d.md": D, "docs/index.md": INDEX},
        "pages": [HOME, chapter("a", roles=["baas", "raad"]), chapter("b"), chapter("c"), chapter("d", later=True)]}


def test_the_manifest_after_a_person_took_a_page_away_moved_one_and_wrote_in_one_that_goes(tmp_path: Path) -> None:
    folder = tmp_path / "hb"
    made(folder, "a", "b", "c", "d")
    (folder / "docs/doen/b.md").unlink()
    (folder / "docs/eigen").mkdir()
    (folder / "docs/doen/a.md").rename(folder / "docs/eigen/a.md")
    (folder / "docs/doen/c.md").write_text("# c\n\nVan mij.\n")
    found = made(folder, "a", "b", "d")
    told = found.pop("told")
    assert len(told) == 64  # of the list of choices that waits
    assert found == {
        **FACTS, "version": 1, "decisions": DECISIONS, "deleted": {"docs/doen/b.md": B}, "left": {"docs/doen/c.md": C},
        "moved": {"docs/doen/a.md": "docs/eigen/a.md"},
        "files": {".gitattributes": ATTRIBUTES, "docs/doen/d.md": D, "docs/eigen/a.md": A, "docs/index.md": INDEX},
        "pages": [HOME, chapter("a", "eigen", roles=["baas", "raad"]), chapter("d", later=True)]}
    assert made(folder, "a", "b", "d") == {**found, "told": told}


@pytest.mark.parametrize("change", [
    {"files": []}, {"version": True}, {"version": "1"}, {"handbook": 3}, {"decisions": []}, {"pages": {}}, {"pages": [3]}, {"pages": [{"file": 3}]}, {"pages": [{"file": "a.md", "kind": 3}]},
    {"date": "morgen"}, {"date": "1899-12-31"},
])
def test_a_manifest_of_another_form_is_damaged(tmp_path: Path, change: dict[str, Any]) -> None:
    folder = tmp_path / "hb"
    whole = made(folder, "a")
    path = folder / ".handreiking/manifest.json"
    path.write_text(json.dumps({**whole, "date": "1900-01-01"}))
    assert read_manifest(folder)["date"] == "1900-01-01"
    path.write_text(json.dumps({**whole, **change}))
    with pytest.raises(UsageError) as error:
        read_manifest(folder)
    assert str(error.value) == f"{path} is beschadigd. Maak het handboek opnieuw in een lege map met: handreiking new MAP --answers {folder / 'antwoorden.yml'}"


def test_a_manifest_of_a_later_version_says_so_and_what_it_names_outside_is_left_out(tmp_path: Path) -> None:
    folder = tmp_path / "hb"
    whole = made(folder, "a")
    path = folder / ".handreiking/manifest.json"
    path.write_text(json.dumps({**whole, "version": 2}))
    with pytest.raises(UsageError) as error:
        read_manifest(folder)
    assert str(error.value) == f"{folder} is gemaakt met een nieuwere versie van handreiking. Werk handreiking bij en probeer het opnieuw."
    path.write_text(json.dumps({**whole, "files": {"docs/doen/a.md": A, "../b": B, ".handreiking/c": C, "d": 3}, "pages": [{"file": "doen/a.md"}, {"file": "../../x.md"}]}))
    read = read_manifest(folder)
    assert (read["files"], read["pages"]) == ({"docs/doen/a.md": A}, [{"title": "doen/a.md", "kind": "", "file": "doen/a.md"}])
