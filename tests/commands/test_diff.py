"""`handreiking diff`: the rendered difference of the pages that a change touches."""

import subprocess
from pathlib import Path

import pytest

from site_build.cli import main
from tests.builders import page, write_content

PAGE = "guide/chapters/10-doen/mandaat.md"
SOURCES = {"guide/knowledge/sources.yml": "- {id: bb-frontlijn-2012, type: webpage, title: Frontlijn, checked: 2026-11-24, certainty: read}\n"}


def _git(root: Path, *arguments: str) -> None:
    subprocess.run(["git", "-C", str(root), "-c", "user.name=t", "-c", "user.email=t@example.nl", *arguments], check=True, capture_output=True)


def test_a_changed_sentence_is_shown_as_it_was_and_as_it_is(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = write_content(tmp_path / "gids", {**SOURCES, PAGE: page("## Kop\n\nEen gewone zin.")})
    _git(root, "init", "-q")
    _git(root, "add", "-A")
    _git(root, "commit", "-qm", "x")
    (root / PAGE).write_text(page("## Kop\n\nEen nieuwe zin."), encoding="utf-8")
    out = tmp_path / "verschil.html"
    assert main(["diff", str(root), "--since", "HEAD", "--html", str(out), "--date", "2026-11-24"]) == 0
    assert capsys.readouterr().out.startswith("Bestanden die anders worden: 1. ")
    shown = out.read_text(encoding="utf-8")
    assert "<ins>nieuwe</ins>" in shown and "<del>gewone</del>" in shown
    assert main(["diff", str(root), "--since", "bestaat-niet", "--html", str(out)]) == 2
    assert capsys.readouterr().err == "De versie 'bestaat-niet' is in git niet te vinden. Probeer bijvoorbeeld: main\n"
