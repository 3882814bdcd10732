"""What changed in meaning, and by which answer: said at a build, on a page, and until somebody takes the page away."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path

import pytest

from site_build import cli
from site_build.content.model import Content
from site_build.interview.answers import read_answers
from site_build.store.projects import create, rebuild
from tests.builders import make_answers, make_content, page

PAGES = {
    "guide/chapters/10-doen/mandaat.md": page("## Waar gaat het om\n\nTekst over ruimte.", when='mandaat == "geen"'),
    "guide/chapters/10-doen/later.md": page("## Waar gaat het om\n\nVan later.", id="later", title="Voor later", phases="[starten]"),
    "checklists/lijst.yml": "id: lijst\ntitle: Lijst\nintro: Waarvoor.\nphases: [voorbereiden]\nitems:\n"
                            "  - {id: altijd, text: Altijd doen., why: Daarom., for: opdrachtgever}\n"
                            "  - {id: soms, text: Soms doen., why: Daarom., for: opdrachtgever, when: mandaat == \"geen\"}\n",
}
CHANGED = Path("docs/wat-is-veranderd.md")


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> Content:
    return make_content(tmp_path_factory.mktemp("inhoud"), PAGES)


def handbook(folder: Path, content: Content) -> Path:
    create(folder, make_answers(gemeente="GM0080", fase="voorbereiden", mandaat="vastgelegd"), content)
    return folder


def answer(folder: Path, old: str, new: str) -> None:
    path = folder / "antwoorden.yml"
    assert old in path.read_text(encoding="utf-8")
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")


def test_each_change_is_said_with_the_answer_that_did_it(tmp_path: Path, content: Content) -> None:
    folder = handbook(tmp_path / "hb", content)
    assert not (folder / CHANGED).exists()
    answer(folder, "mandaat: vastgelegd", "mandaat: geen")
    answer(folder, "fase: voorbereiden", "fase: starten")
    report = rebuild(folder, content)[1]
    why = "Door uw antwoord op 'Is het mandaat vastgelegd?'."
    assert report.meaning == [
        "Wat er veranderde (5):",
        "  Antwoorden: Welke fase? Was: Voorbereiden. Nu: Starten.",
        "  Antwoorden: Is het mandaat vastgelegd? Was: Ja, op papier. Nu: Geen.",
        f"  Bladzijden: Erbij: Mandaat. {why}",
        "  Bladzijden: Nu in plaats van later: Voor later. Door uw antwoord op 'Welke fase?'.",
        f"  Lijsten: Erbij: Lijst: Soms doen. {why}",
    ]
    text = (folder / CHANGED).read_text(encoding="utf-8")
    assert f"- Erbij: Mandaat. {why}" in text and "## Berekend voor 24 november 2026" in text
    assert "Sinds de vorige keer zijn 5 dingen veranderd. [Lees wat, en waardoor](wat-is-veranderd.md)." in (folder / "docs/index.md").read_text(encoding="utf-8")


def test_it_stays_until_the_page_is_taken_away_and_comes_back_with_the_next_change(tmp_path: Path, content: Content) -> None:
    folder = handbook(tmp_path / "hb", content)
    answer(folder, "mandaat: vastgelegd", "mandaat: geen")
    rebuild(folder, content)
    assert rebuild(folder, content)[1].changes == [] and (folder / CHANGED).is_file()
    (folder / CHANGED).unlink()
    rebuild(folder, content)
    assert not (folder / CHANGED).exists() and "wat-is-veranderd" not in (folder / "docs/index.md").read_text(encoding="utf-8")
    assert rebuild(folder, content)[1].changes == []
    answer(folder, "mandaat: geen", "mandaat: vastgelegd")
    rebuild(folder, content)
    assert "- Vervalt: Mandaat." in (folder / CHANGED).read_text(encoding="utf-8")


def test_a_new_edition_is_said_and_what_it_did(tmp_path: Path, content: Content, tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = handbook(tmp_path / "hb", content)
    newer = make_content(tmp_path_factory.mktemp("nieuw"), {**PAGES, "guide/chapters/10-doen/extra.md": page("## Waar gaat het om\n\nNieuw.", id="extra", title="Extra")})
    newer = dataclasses.replace(newer, edition=dataclasses.replace(newer.edition, version=2, changes="Meer over geld."))
    assert rebuild(folder, newer)[1].meaning == [
        "Wat er veranderde (2):", "  Nieuwe uitgave: Van uitgave 1 naar uitgave 2. Meer over geld.", "  Bladzijden: Erbij: Extra. Door de nieuwe uitgave.",
    ]


def test_looking_first_says_the_same_and_writes_nothing(tmp_path: Path, content: Content, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(cli, "_content", lambda *_: content)
    folder = handbook(tmp_path / "hb", content)
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    assert cli.main(["build", str(folder), "--dry-run"]) == 0 and capsys.readouterr().out.endswith("Er zou niets veranderen.\n")
    answer(folder, "mandaat: vastgelegd", "mandaat: geen")
    before[folder / "antwoorden.yml"] = (folder / "antwoorden.yml").read_bytes()
    assert cli.main(["build", str(folder), "--dry-run"]) == 1
    out = capsys.readouterr().out
    assert "  Bladzijden: Erbij: Mandaat." in out and out.endswith("Er is niets geschreven.\n")
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before


@pytest.mark.parametrize("log", ["", "[", "null", "[3]", '[{"date": "x"}]', '[{"date": "2026-11-24", "groups": [{"title": 3, "lines": ["<script>x</script>"]}]}]'])
def test_a_log_from_somebody_else_is_text(tmp_path: Path, content: Content, log: str) -> None:
    folder = handbook(tmp_path / "hb", content)
    (folder / ".handreiking/veranderd.json").write_text(log, encoding="utf-8")
    rebuild(folder, content)
    assert not (folder / CHANGED).exists() or "<script>" not in (folder / CHANGED).read_text(encoding="utf-8")


def test_the_edition_to_share_says_nothing_of_it(tmp_path: Path, content: Content) -> None:
    from site_build.store.projects import share

    folder = handbook(tmp_path / "hb", content)
    answer(folder, "mandaat: vastgelegd", "mandaat: geen")
    rebuild(folder, content)
    share(folder, tmp_path / "delen", content)
    assert not (tmp_path / "delen" / CHANGED).exists() and not (tmp_path / "delen/.handreiking/antwoorden.yml").exists()
    manifest = json.loads((tmp_path / "delen/.handreiking/manifest.json").read_text(encoding="utf-8"))
    assert "antwoorden.yml" not in manifest["files"]


def test_a_day_as_somebody_typed_it_is_kept_as_ours(tmp_path: Path, content: Content) -> None:
    source = "version: 1\nhandbook: hb-test0001\n# voor het college\ndate: 1-3-27   # dag van het besluit\nanswers:\n  fase: starten\n"
    create(tmp_path / "hb", read_answers(source, "antwoorden.yml", content), content, source=source)
    assert (tmp_path / "hb/antwoorden.yml").read_text(encoding="utf-8") == source.replace("1-3-27", "2027-03-01")
    assert json.loads((tmp_path / "hb/.handreiking/manifest.json").read_text(encoding="utf-8"))["date"] == "2027-03-01"


def test_only_what_was_taken_away_can_be_asked_back(tmp_path: Path, content: Content, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(cli, "_content", lambda *_: content)
    folder = handbook(tmp_path / "hb", content)
    assert cli.main(["build", str(folder), "--no-build", "--restore", "mandaat"]) == 2
    assert capsys.readouterr().err == "U hebt geen bladzijde 'mandaat' weggehaald of verplaatst.\n"
    (folder / "docs/doen/later.md").unlink()
    assert cli.main(["build", str(folder), "--no-build", "--restore", "laater"]) == 2
    assert capsys.readouterr().err == "U hebt geen bladzijde 'laater' weggehaald of verplaatst. Weggehaald of verplaatst zijn: doen/later.\n"
    assert cli.main(["build", str(folder), "--no-build", "--restore", "doen/later"]) == 0
    assert "docs/doen/later.md is teruggehaald.\n" in capsys.readouterr().out and (folder / "docs/doen/later.md").is_file()
