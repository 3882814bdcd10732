"""What a stranger needs to carry on: the files around the program say what is so."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import tomllib
import venv
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])


def text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def code_version() -> str:
    match = re.search(r'^VERSION = "(.+)"', text("site_build/cli.py"), re.M)
    assert match
    return match[1]


def test_constraints_are_names_and_versions_only() -> None:
    lines = [line for line in text("constraints.txt").splitlines() if line and not line.startswith("#")]
    assert [line for line in lines if not re.fullmatch(r"[A-Za-z0-9._-]+==[A-Za-z0-9.+!_-]+", line)] == []


def test_every_dependency_has_a_tested_version_and_a_reason() -> None:
    tested = {re.split("==", line)[0].lower().replace("_", "-") for line in text("constraints.txt").splitlines()}
    groups = [PROJECT["project"]["dependencies"], *PROJECT["project"]["optional-dependencies"].values()]
    names = [re.split(r"[<>=!~\[]", requirement)[0].lower().replace("_", "-") for group in groups for requirement in group]
    assert [name for name in names if name not in tested] == []
    listed = re.findall(r'^  "([\w.-]+)[<>=][^"]*",(.*)$', text("pyproject.toml"), re.M)
    assert [name for name, reason in listed if not re.match(r"\s*# \w+", reason)] == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_links_between_documents_lead_somewhere(document: Path) -> None:
    prose = re.sub(r"^(```|~~~).*?^\1|`[^`\n]*`", "", document.read_text(encoding="utf-8"), flags=re.S | re.M)
    targets = [target.partition("#")[0] for target in re.findall(r"\]\(([^)\s]+)\)", prose)]
    assert [t for t in targets if t and not re.match(r"[a-z]+:", t) and not (document.parent / t).exists()] == []


def test_the_readme_lists_every_command() -> None:
    shown = subprocess.run([sys.executable, "-m", "site_build.cli", "--help"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    commands = set(re.findall(r"^    ([a-z][a-z-]+)\s", shown, re.M))
    assert len(commands) > 7
    assert set(re.findall(r"^\| `handreiking ([a-z-]+)", text("README.md"), re.M)) == commands


def test_the_editor_program_understands_every_line_of_check() -> None:
    from site_build.errors import WARNING, Place, Problem

    tasks = json.loads(text(".vscode/tasks.json"))["tasks"]
    pattern = re.compile(next(task["problemMatcher"]["pattern"]["regexp"] for task in tasks if task["problemMatcher"]))
    for problem in (Problem(Place("guide/a b.md", 3, 9), "naam-onbekend", "Weg.", "Doe iets."), Problem(Place("checklists/a.yml", 1), "leeg", "Leeg.", "", WARNING)):
        found = pattern.match(str(problem))
        assert found and found.groups()[:4] == (problem.place.file, str(problem.place.line), str(problem.place.column or 1), problem.code)


def test_every_make_command_that_is_named_exists() -> None:
    named = {name for document in DOCUMENTS for name in re.findall(r"`make ([a-z]+)`|^\s*make ([a-z]+)\b", document.read_text(encoding="utf-8"), re.M)
             for name in name if name}
    assert named
    assert named <= set(re.findall(r"^([a-z]+):", text("Makefile"), re.M))


def test_publiccode_has_what_the_standard_asks() -> None:
    code = yaml.safe_load(text("publiccode.yml"))
    required = {"publiccodeYmlVersion", "name", "url", "platforms", "categories", "developmentStatus", "softwareType", "description", "legal",
                "maintenance", "localisation"}
    assert required - code.keys() == set()
    assert code["publiccodeYmlVersion"] == "0.4"
    assert code["softwareVersion"] == code_version()
    assert code["legal"]["license"] == "EUPL-1.2"
    for description in code["description"].values():
        assert len(description["shortDescription"]) <= 150
        assert 150 <= len(description["longDescription"]) <= 10_000
        assert all(len(feature) <= 100 for feature in description["features"])


def test_the_changelog_tells_of_this_version() -> None:
    assert f"## {code_version()}" in text("CHANGELOG.md")


def test_the_licences_are_the_whole_texts() -> None:
    assert text("LICENSE").startswith("EUROPEAN UNION PUBLIC LICENCE v. 1.2")
    assert "Appendix" in text("LICENSE")
    assert "Section 8 – Interpretation." in text("LICENSE-CONTENT")


def test_no_file_names_a_registry_or_a_folder_of_one_machine() -> None:
    settings = ["pyproject.toml", "constraints.txt", "Makefile", ".ci/run", ".pre-commit-config.yaml", ".gitlab-ci.yml", ".github/workflows/pages.yml"]
    found = [(name, match) for name in settings
             for match in re.findall(rf"index-url|find-links|file://|/opt/|/home/\w+|/root/|{re.escape(str(ROOT.parent))}/|https?://\S+", text(name))]
    assert found == []


@pytest.mark.audit
def test_an_installed_package_works_anywhere(tmp_path: Path) -> None:
    """`pip install .` in a clean environment: the content travels in the wheel."""
    source = tmp_path / "source"
    shutil.copytree(ROOT, source, ignore=shutil.ignore_patterns(".git", ".venv", "build", "__pycache__", ".*_cache", ".hypothesis"))
    venv.create(tmp_path / "clean", with_pip=True)
    bin = tmp_path / "clean/bin"
    subprocess.run([bin / "pip", "install", "-q", "-c", ROOT / "constraints.txt", source], check=True)
    shutil.rmtree(source)
    shutil.copy(ROOT / "examples/leeuwarden.yml", tmp_path)
    subprocess.run([bin / "handreiking", "new", "boek", "--answers", "leeuwarden.yml"], cwd=tmp_path, check=True, capture_output=True)
    assert (tmp_path / "boek/site/index.html").is_file()
