"""The story of README.nl.md, through the command line: Noordwoude (an invented name) in 2026, 2027 and 2029."""

from __future__ import annotations

import dataclasses
import io
import sys
from pathlib import Path

import pytest

from site_build import cli
from tests.builders import MUNICIPALITIES, QUESTIONS, make_content, page

MANDATE = """\
## Waar gaat het om

Een uitvoerder beslist zelf tot 300 euro.

{% when uitvoering == "partner" %}
Vraag de partner om instemming met het mandaat.
{% endwhen %}

## Wat doet u

Leg het mandaat vast in een besluit.
"""
ASKED = """\
  - id: uitvoering
    ask: Wie voert de aanpak uit?
    why: Voor het mandaat.
    type: choice
    choices: {eigen: De gemeente zelf, partner: Een partner}
"""
CONTENT = {
    "guide/knowledge/municipalities.csv": MUNICIPALITIES + "GM9901,Noordwoude,Fryslân,31000,5 niet stedelijk,2025\n",
    "guide/questionnaire/10-aanpak.yml": QUESTIONS + ASKED,
    "guide/chapters/10-doen/mandaat.md": page(MANDATE),
    "guide/chapters/10-doen/partners.md": page("## Waar gaat het om\n\nAfspraken met een partner.", id="partners", title="Partners", when='uitvoering == "partner"'),
}
ANSWERS = "version: 1\nhandbook: hb-noordwou\ndate: 2026-11-24\nanswers:\n  gemeente: GM9901\n  fase: voorbereiden\n  mandaat: informeel\n  uitvoering: eigen\n"
OURS = "In Noordwoude beslist een uitvoerder zelf tot 500 euro, zegt het college van 3 maart."
LATER = "In 2029 geldt hier een bedrag van 750 euro."


class Desk:
    """A person at the command line, with the edition that is installed."""

    def __init__(self, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
        self.capsys, self.monkeypatch = capsys, monkeypatch

    def install(self, content: object) -> None:
        self.monkeypatch.setattr(cli, "_content", lambda *_: content)

    def types(self, *arguments: str, status: int = 0, keys: str = "") -> str:
        self.monkeypatch.setattr(sys, "stdin", io.StringIO(keys))
        found = cli.main(list(arguments))
        shown = self.capsys.readouterr()
        assert found == status, shown
        return shown.out


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_noordwoude(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    desk, folder = Desk(capsys, monkeypatch), tmp_path / "noordwoude"
    first = make_content(tmp_path / "uitgave-1", CONTENT)
    desk.install(first)
    (tmp_path / "antwoorden.yml").write_text(ANSWERS, encoding="utf-8")

    # 2026: the handbook is made, and somebody writes in a page, adds one and sets the address of the site.
    desk.types("new", str(folder), "--answers", str(tmp_path / "antwoorden.yml"))
    mandate, own = folder / "docs/doen/mandaat.md", folder / "docs/eigen/ons-overleg.md"
    change(mandate, "Een uitvoerder beslist zelf tot 300 euro.", OURS)
    own.parent.mkdir()
    own.write_text("# Ons overleg\n\nElke dinsdag. Zie [Mandaat](../doen/mandaat.md).\n", encoding="utf-8")
    change(folder / "mkdocs.yml", "site_name:", "site_url: https://handboek.noordwoude.example/\nsite_name:")

    # 2027: a partner joins. First look, then build: their sentence stays, the new paragraph and the new page come.
    change(folder / "antwoorden.yml", "uitvoering: eigen", "uitvoering: partner")
    change(folder / "antwoorden.yml", "date: 2026-11-24", "date: 2027-06-01")
    looked = desk.types("build", str(folder), "--dry-run", status=1)
    assert "  Antwoorden: Wie voert de aanpak uit? Was: De gemeente zelf. Nu: Een partner." in looked
    assert "  Bladzijden: Erbij: Partners. Door uw antwoord op 'Wie voert de aanpak uit?'." in looked and not (folder / "docs/doen/partners.md").exists()
    built = desk.types("build", str(folder))
    assert "docs/doen/mandaat.md: uw tekst en de nieuwe tekst zijn samengevoegd." in built
    text = mandate.read_text(encoding="utf-8")
    assert OURS in text and "Vraag de partner om instemming met het mandaat." in text
    menu = (folder / "mkdocs.yml").read_text(encoding="utf-8")
    assert "Partners: doen/partners.md" in menu and "Ons overleg: eigen/ons-overleg.md" in menu and "site_url: https://handboek.noordwoude.example/" in menu
    assert "zijn" in (folder / "docs/index.md").read_text(encoding="utf-8") and (folder / "site/wat-is-veranderd.html").is_file()

    # 2029: a new edition says something else in the paragraph that they wrote themselves. One real choice.
    newer = make_content(tmp_path / "uitgave-2", {**CONTENT, "guide/chapters/10-doen/mandaat.md": page(MANDATE.replace(
        "Een uitvoerder beslist zelf tot 300 euro.", "Een uitvoerder beslist zelf tot 600 euro, en meldt dat achteraf."))})
    desk.install(dataclasses.replace(newer, edition=dataclasses.replace(newer.edition, version=2, date="2026-11-24", changes="Andere bedragen bij mandaat.")))
    change(folder / "antwoorden.yml", "date: 2027-06-01", "date: 2029-02-01")
    assert "  Uitgave 2, 24 november 2026: Andere bedragen bij mandaat.\n" in desk.types("editions", str(folder))
    built = desk.types("build", str(folder))
    assert "  Nieuwe uitgave: Van uitgave 1 naar uitgave 2. Andere bedragen bij mandaat." in built
    assert f"Er wacht 1 keuze op u. Lees '{folder / 'Nog te kiezen.md'}', en kies met: handreiking choose {folder}" in built
    assert OURS in mandate.read_text(encoding="utf-8") and "600 euro" not in mandate.read_text(encoding="utf-8")
    told = (folder / "Nog te kiezen.md").read_text(encoding="utf-8")
    assert "> Een uitvoerder beslist zelf tot 300 euro." in told and f"> {OURS}" in told and "> Een uitvoerder beslist zelf tot 600 euro, en meldt dat achteraf." in told
    assert "600 euro" not in (folder / "site/doen/mandaat.html").read_text(encoding="utf-8")

    chosen = desk.types("choose", str(folder), "--plain", keys="3\n")
    assert "docs/doen/mandaat.md: beide teksten staan er." in chosen
    desk.types("build", str(folder))
    text = mandate.read_text(encoding="utf-8")
    assert text.index(OURS) < text.index("tot 600 euro") and not (folder / "Nog te kiezen.md").exists()
    assert "600 euro" in (folder / "site/doen/mandaat.html").read_text(encoding="utf-8")

    # They regret it, go back, and keep their own sentence. What they wrote meanwhile stays.
    change(own, "Elke dinsdag.", f"Elke dinsdag. {LATER}")
    desk.types("undo", str(folder))
    assert "600 euro" not in mandate.read_text(encoding="utf-8") and OURS in mandate.read_text(encoding="utf-8") and (folder / "Nog te kiezen.md").is_file()
    desk.types("choose", str(folder), "--plain", keys="1\n")
    built = desk.types("build", str(folder))
    assert "kunt u kiezen" not in built and LATER in own.read_text(encoding="utf-8")
    assert desk.types("build", str(folder), "--dry-run").endswith("Er zou niets veranderen.\n")
