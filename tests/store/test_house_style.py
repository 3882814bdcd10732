"""A municipality's own colour and logo; a colour without enough contrast is adjusted, and the build says so."""

from pathlib import Path

import pytest
import yaml

from site_build.content.loading import load
from site_build.errors import UsageError
from site_build.store.colour import DARKEST_LIGHT, LIGHTEST_DARK, accessible_colour, contrast
from site_build.store.projects import create, rebuild, share
from tests.builders import make_answers


def made(tmp_path: Path, style: str) -> tuple[Path, list[str]]:
    folder = tmp_path / "hb"
    create(folder, make_answers(gemeente="GM0080"), load())
    (folder / "huisstijl.yml").write_text(style, encoding="utf-8")
    return folder, rebuild(folder, load())[1].lines()


def test_a_light_colour_is_made_darker_and_the_build_says_so(tmp_path: Path) -> None:
    folder, lines = made(tmp_path, 'colour: "#ffcc00"\n')
    extra = yaml.safe_load((folder / "mkdocs.yml").read_text(encoding="utf-8"))["extra"]
    assert contrast(extra["colour"], DARKEST_LIGHT) >= 4.5
    assert f"Uw kleur #ffcc00 heeft te weinig contrast om goed te lezen. Wij gebruiken {extra['colour']}." in lines
    assert (folder / "docs/assets/css/kleur.css").is_file()


@pytest.mark.parametrize("colour", ["#005f73", "#ff0000", "#ffffff", "#000000", "#abc"])
def test_any_colour_gets_enough_contrast_in_light_and_dark(colour: str) -> None:
    light, dark, _ = accessible_colour(colour)
    assert contrast(light, DARKEST_LIGHT) >= 4.5 and contrast(dark, LIGHTEST_DARK) >= 4.5


def test_a_logo_goes_into_the_handbook(tmp_path: Path) -> None:
    folder = tmp_path / "hb"
    create(folder, make_answers(gemeente="GM0080"), load())
    (folder / "wapen.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>", encoding="utf-8")
    (folder / "huisstijl.yml").write_text("logo: wapen.svg\n", encoding="utf-8")
    rebuild(folder, load())
    assert (folder / "docs/assets/img/logo.svg").read_bytes() == (folder / "wapen.svg").read_bytes()
    assert yaml.safe_load((folder / "mkdocs.yml").read_text(encoding="utf-8"))["extra"]["logo"] == "assets/img/logo.svg"


def test_an_address_to_react_to_goes_into_the_handbook(tmp_path: Path) -> None:
    folder, _ = made(tmp_path, "contact: handboek@gemeente.nl\n")
    assert yaml.safe_load((folder / "mkdocs.yml").read_text(encoding="utf-8"))["extra"]["contact"] == "handboek@gemeente.nl"


def test_a_text_that_always_stands_in_a_gap_is_filled_in_everywhere_and_named_as_ours(tmp_path: Path) -> None:
    folder, _ = made(tmp_path, "letterhead: [Gemeente X, Postbus 1]\ntexts:\n  naam en telefoon: Jan *de* Vries, 058 1\n  zaaknummer: Z1\n")
    assert yaml.safe_load((folder / "mkdocs.yml").read_text(encoding="utf-8"))["extra"]["letterhead"] == ["Gemeente X", "Postbus 1"]
    for name in ("raadsvoorstel", "collegevoorstel"):
        text = (folder / f"docs/documenten/{name}.md").read_text(encoding="utf-8")
        assert '<span class="filled">Jan &#42;de&#42; Vries, 058 1</span>' in text
        assert "==[naam en telefoon]==" not in text and "naam en telefoon" in text.partition("**Ingevuld uit uw antwoorden")[2].partition("\n")[0]
    share(folder, tmp_path / "delen", load())
    assert "Jan" not in (tmp_path / "delen/docs/documenten/raadsvoorstel.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(("style", "message"), [
    ("colour: rood\n", "'rood' is geen kleur. Schrijf een kleur als #17505f."),
    ("logo: ../geheim.png\n", "Het logo '../geheim.png' staat niet in {folder}, of is geen svg, png of jpg."),
    ("contact: bel maar\n", "De contact 'bel maar' in {folder}/huisstijl.yml is geen e-mailadres en geen webadres. Schrijf bijvoorbeeld: contact: handboek@gemeente.nl."),
    ("letterhead: Gemeente\n", "De letterhead in {folder}/huisstijl.yml is geen lijst van regels. Schrijf bijvoorbeeld: letterhead: [Gemeente Leeuwarden, Postbus 1]."),
    ("texts: [a]\n", "De texts in {folder}/huisstijl.yml zijn geen lijst van plekken met een tekst. Schrijf bijvoorbeeld: naam en telefoon: Jan de Vries, 058 123 45 67."),
    ("lettertype: Comic Sans\n", "In {folder}/huisstijl.yml mogen alleen colour, logo, contact, letterhead en texts staan. Schrijf bijvoorbeeld: colour: \"#005f73\"."),
])
def test_a_wrong_house_style(tmp_path: Path, style: str, message: str) -> None:
    with pytest.raises(UsageError) as error:
        made(tmp_path, style)
    assert str(error.value) == message.format(folder=tmp_path / "hb")
