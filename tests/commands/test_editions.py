"""A handbook goes to a newer edition in which questions, choices and pages were renamed, merged and retired."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from site_build import cli
from site_build.content.model import Content, EarlierEdition
from tests.builders import QUESTIONS, make_content, page

EXTRA = """\
  - {id: tempo, ask: Hoe snel gaat het?, why: Voor het plan., type: text, placeholder: uw tempo}
  - {id: team, ask: Wie zitten er in het team?, why: Voor het team., type: choices, choices: {ggz: De ggz, verslaving: Verslavingszorg, schuld: Schuldhulp}}
  - {id: partij, ask: Wie voert uit?, why: Voor het mandaat., type: choice, choices: {eigen: De gemeente, stichting: Een stichting}}
"""
NEWER = """\
  - {id: tempo, ask: Hoe snel gaat het?, why: Voor het plan., type: text, retired: 2029-01, instead: duur, placeholder: uw tempo}
  - {id: duur, ask: Hoe lang duurt het?, why: Voor het plan., type: number}
  - id: team
    ask: Wie zitten er in het team?
    why: Voor het team.
    type: choices
    choices:
      ggz: {label: De ggz en verslavingszorg, was: [verslaving]}
      schuld: {label: Schuldhulp, retired: 2029-01, instead: ggz}
  - {id: uitvoerder, was: [partij], ask: Wie voert de aanpak uit?, why: Voor het mandaat., type: choice, choices: {eigen: De gemeente, stichting: Een stichting}}
"""
OLD = {
    "guide/questionnaire/10-aanpak.yml": QUESTIONS + EXTRA,
    "guide/chapters/parts.yml": "- {id: doen, folder: 10-doen, title: Doen}\n- {id: borgen, folder: 20-borgen, title: Borgen}\n",
    "guide/chapters/10-doen/ruimte.md": page("## Waar gaat het om\n\nEen uitvoerder beslist tot 300 euro.\n\n## Wat doet u\n\nLeg het vast.",
                                             id="ruimte", title="Ruimte", when='partij == "eigen"'),
    "guide/chapters/10-doen/weg.md": page("## Waar gaat het om\n\nDit gaat eruit.", id="weg", title="Dit gaat eruit"),
}
NEW = {
    "guide/questionnaire/10-aanpak.yml": QUESTIONS + NEWER,
    "guide/chapters/parts.yml": OLD["guide/chapters/parts.yml"],
    "guide/chapters/20-borgen/budget.md": page("## Waar gaat het om\n\nEen uitvoerder beslist tot 300 euro.\n\n## Wat doet u\n\nLeg het vast in een besluit.",
                                               id="budget", title="Mandaat en budget", was="[ruimte]", when='uitvoerder == "eigen"'),
    "guide/chapters/10-doen/weg.md": page("## Waar gaat het om\n\nDit gaat eruit.", id="weg", title="Dit gaat eruit", retired="2029-01"),
}
ANSWERS = ("version: 1\nhandbook: hb-noordwou\ndate: 2029-02-01\nanswers:\n  gemeente: GM0080\n  fase: voorbereiden\n  mandaat: geen\n  tempo: snel\n"
           "  team: [verslaving, schuld]\n  partij: eigen\n")
OURS = "Bij ons tekent de directeur."


def edition(root: Path, files: dict[str, str], version: int, changes: str, *earlier: EarlierEdition) -> Content:
    content = make_content(root, files)
    return dataclasses.replace(content, edition=dataclasses.replace(content.edition, version=version, date=f"202{6 + version}-01-01", changes=changes, earlier=earlier))


@pytest.fixture
def types(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):
    """Type a command with an edition installed; returns what is printed."""
    first = EarlierEdition(version=1, date="2027-01-01", changes="Eerste uitgave.")
    second = EarlierEdition(version=2, date="2028-01-01", changes="Meer over geld.")
    installed = {1: edition(tmp_path / "een", OLD, 1, "Eerste uitgave."), 3: edition(tmp_path / "drie", NEW, 3, "Mandaat en budget in één hoofdstuk.", second, first)}

    def command(number: int, *arguments: str, status: int = 0) -> str:
        monkeypatch.setattr(cli, "_content", lambda *_: installed[number])
        found = cli.main(list(arguments))
        shown = capsys.readouterr()
        assert found == status, shown
        return shown.out + shown.err

    (tmp_path / "antwoorden.yml").write_text(ANSWERS, encoding="utf-8")
    return command


def test_editions_are_listed(types) -> None:
    assert types(3, "editions") == ("Uitgaven van de handreiking:\n  Uitgave 3, 1 januari 2029: Mandaat en budget in één hoofdstuk.\n"
                                    "  Uitgave 2, 1 januari 2028: Meer over geld.\n  Uitgave 1, 1 januari 2027: Eerste uitgave.\n")


def test_a_handbook_goes_to_a_newer_edition(tmp_path: Path, types) -> None:
    folder = tmp_path / "hb"
    types(1, "new", str(folder), "--answers", str(tmp_path / "antwoorden.yml"), "--no-build")
    old, new = folder / "docs/doen/ruimte.md", folder / "docs/borgen/budget.md"
    old.write_text(old.read_text(encoding="utf-8").replace("tot 300 euro.\n", f"tot 300 euro.\n\n{OURS}\n"), encoding="utf-8")
    (folder / "docs/doen/weg.md").unlink()
    own = folder / "docs/eigen/afspraak.md"
    own.parent.mkdir()
    own.write_text("# Afspraak\n\nZie [mandaat](../doen/ruimte.md) en [dit](../doen/weg.md).\n", encoding="utf-8")

    assert types(1, "editions", str(folder)).endswith(f"Het handboek in {folder} is van uitgave 1. Dat is de nieuwste die u hebt.\n")
    told = types(3, "editions", str(folder))
    assert told.endswith(
        f"Het handboek in {folder} is van uitgave 1. Het kan naar uitgave 3.\n"
        "Antwoorden die dan niet meer bestaan (1):\n  De vraag 'Hoe snel gaat het?' is vervallen. Beantwoord in plaats daarvan: Hoe lang duurt het?\n"
        "Nieuwe vragen die voor u gelden (1):\n  Hoe lang duurt het?\n"
        f"Eerst kijken wat er dan verandert: handreiking build {folder} --dry-run\nVernieuwen: handreiking build {folder}\n")
    looked = types(3, "build", str(folder), "--dry-run", status=1)
    built = types(3, "build", str(folder), "--no-build")
    for said in (looked, built):
        assert ("Antwoorden die niet meer bestaan (1):\n  De vraag 'Hoe snel gaat het?' is vervallen. Beantwoord in plaats daarvan: Hoe lang duurt het?\n"
                f"  Opnieuw antwoorden kan met: handreiking ask {folder}\n") in said
        assert ("  Nieuwe uitgave: Van uitgave 1 naar uitgave 3. Mandaat en budget in één hoofdstuk.\n  Nieuwe uitgave: Daarvoor, in uitgave 2: Meer over geld.\n"
                "  Nieuwe uitgave: Nieuwe vraag: Hoe lang duurt het?\n  Bladzijden: Vervalt: Dit gaat eruit. Door de nieuwe uitgave.\n") in said
        assert "docs/doen/ruimte.md heet in deze uitgave docs/borgen/budget.md. Wat u schreef, is meegegaan.\n" in said
    text = new.read_text(encoding="utf-8")
    assert OURS in text and "Leg het vast in een besluit." in text and not old.exists() and not (folder / "docs/doen/weg.md").exists()
    assert own.read_text(encoding="utf-8") == "# Afspraak\n\nZie [mandaat](../borgen/budget.md) en dit.\n"
    assert "Mandaat en budget: borgen/budget.md" in (folder / "mkdocs.yml").read_text(encoding="utf-8")
    assert "De ggz en verslavingszorg" in (folder / "docs/antwoorden.md").read_text(encoding="utf-8")
    assert types(3, "build", str(folder), "--dry-run").endswith("Er zou niets veranderen.\n")

    assert types(1, "build", str(folder), "--no-build", status=2) == (
        f"{folder} is gemaakt met uitgave 3 van de handreiking; u hebt uitgave 1. Werk handreiking bij. "
        "Anders verdwijnt uit het handboek wat in die uitgave nieuw was.\n")
    types(3, "undo", str(folder))
    assert OURS in old.read_text(encoding="utf-8") and not new.exists()
