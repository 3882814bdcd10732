"""The door for programs: its example runs, its names are there, and a bare import stays light."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import site_build
from site_build import api
from tests.handbooks import ROOT


def test_the_example_of_the_documentation_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    code = "\n".join(line[4:] for line in (api.__doc__ or "").splitlines() if line.startswith("    ") or not line.strip())
    monkeypatch.chdir(tmp_path)
    (tmp_path / "antwoorden.yml").write_bytes((ROOT / "examples/klein-platteland.yml").read_bytes())
    exec(compile(code, "example", "exec"), {})  # noqa: S102  the example as it is printed
    assert (tmp_path / "handboek/site/index.html").is_file()
    assert sorted(path.name for path in (tmp_path / "handboek/export").iterdir() if not path.name.startswith(".")) == ["plan.csv", "plan.ics", "plan.xlsx"]
    assert capsys.readouterr().out.count("\n") == 3


def test_assembling_gives_text_and_bytes_by_path_and_writes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    content = site_build.load_content()
    files = site_build.assemble(site_build.tailor(content, site_build.read_answers(ROOT / "examples/leeuwarden.yml", content)))
    assert isinstance(files["docs/index.md"], str) and isinstance(files["mkdocs.yml"], str)
    assert list(tmp_path.iterdir()) == []


def test_writing_again_replaces_the_answers_and_keeps_what_somebody_wrote(tmp_path: Path) -> None:
    content = site_build.load_content()
    answers = site_build.read_answers(ROOT / "examples/klein-platteland.yml", content)
    site_build.write(tmp_path / "hb", answers, content)
    page = tmp_path / "hb/docs/plan.md"
    page.write_text(page.read_text(encoding="utf-8") + "\nZelf geschreven.\n", encoding="utf-8")
    site_build.write(tmp_path / "hb", answers.with_value("fte", 3), content)
    assert "Zelf geschreven." in page.read_text(encoding="utf-8")
    assert site_build.read_answers(tmp_path / "hb", content).values["fte"] == 3


def test_export_returns_what_it_made_and_says_what_it_could_not(tmp_path: Path) -> None:
    content = site_build.load_content()
    folder = tmp_path / "hb"
    site_build.write(folder, site_build.read_answers(ROOT / "examples/leeuwarden.yml", content), content)
    made = site_build.export(folder, content, kinds=["calendar"])
    assert made and all(path.is_file() for path in made)
    with pytest.raises(site_build.UsageError, match=r"^'pptx' kan niet gemaakt worden\. Kies uit: pdf, word, excel, calendar, zip\.$"):
        site_build.export(folder, content, kinds=["pptx"])
    (folder / "docs/plan.md").write_bytes(b"\xff")
    with pytest.raises(site_build.HandbookError, match=r"docs/plan\.md"):
        site_build.export(folder, content, kinds=["zip"])


def test_every_public_name_is_there_and_has_words() -> None:
    for name in api.__all__:
        thing = getattr(site_build, name)
        assert isinstance(thing, str) or thing.__doc__, name
    with pytest.raises(AttributeError):
        getattr(site_build, "no_such_name")  # noqa: B009


def test_a_bare_import_brings_nothing_in() -> None:
    code = "import sys, site_build; print(sorted(m for m in sys.modules if m.startswith('site_build') or m in ('yaml', 'jinja2')))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True)
    assert done.stdout.strip() == "['site_build']"
