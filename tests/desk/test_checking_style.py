"""Check says where a page speaks of a thing as *haar* or *zij*, where a sentence ends on ', niet …', where a paragraph closes with an aphorism; and the guide has none of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from site_build.desk.checking_style import check_style
from tests.builders import make_content, page
from tests.handbooks import content

PAGE = "guide/chapters/10-doen/mandaat.md"


def said(root: Path, body: str) -> list[str]:
    made = make_content(root, {PAGE: page(body)})
    return [str(problem) for problem in check_style(made) if problem.place.file == PAGE]


def test_haar_and_zij_for_a_thing(tmp_path: Path) -> None:
    assert said(tmp_path, "De regeling beslist mee.\n\nVraag de regeling op tijd. Dan past zij haar begroting aan.") == [
        f"{PAGE}:9:1  woord-voor-ding  let op: 'zij' staat hier voor een ding of een organisatie: 'Dan past zij haar begroting aan.'.  "
        "Herhaal het woord, of schrijf die, deze of dat."]


@pytest.mark.parametrize("body", [
    "De moeder belt. Zij is boos, en haar kind ook.",  # a woman
    "De corporatie en de school weten het. Zij weten ook wie hen belt.",  # several
    "Een collega helpt. Vraag haar wat er speelt.",
])
def test_a_woman_and_several_people_are_no_thing(tmp_path: Path, body: str) -> None:
    assert said(tmp_path, body) == []


def test_a_sentence_that_ends_on_not(tmp_path: Path) -> None:
    assert said(tmp_path, "Begin bij mensen, niet bij een methode.\n\nDit is niet zo, en dat mag.") == [
        f"{PAGE}:7:1  niet-staart  let op: Deze zin eindigt op ', niet …': 'Begin bij mensen, niet bij een methode.'.  "
        "Zeg wat wel zo is, of maak er twee zinnen van."]


@pytest.mark.parametrize("body", ["Begin bij mensen, en niet bij een methode.", "Praat vóór de zomer, en niet pas in november."])
def test_a_little_word_before_it_makes_no_difference(tmp_path: Path, body: str) -> None:
    assert [line.split("  ")[1] for line in said(tmp_path, body)] == ["niet-staart"]


APHORISMS = (
    "Wie te veel belooft, verliest later het vertrouwen.", "Juist wie afhaakt, heeft iets te vertellen.", "Wat niemand noemt, verdwijnt.",
    "Geen ruimte zonder rand.", "Zonder taak is er geen grondslag.", "Waardering is nog geen eigenaar.", "Een dossier kan dat niet.",
    "Eerst de mens, dan de regel.", "Hoe smaller het mandaat, hoe langer de rij.", "Een principe vergeet men, een verhaal niet.", "De actie telt.",
)


@pytest.mark.parametrize("closing", APHORISMS)
def test_a_paragraph_that_closes_with_an_aphorism(tmp_path: Path, closing: str) -> None:
    assert said(tmp_path, f"Spreek af wie beslist. {closing}\n\nNog een alinea.") == [
        f"{PAGE}:7:1  spreuk  let op: Deze alinea sluit met een spreuk: '{closing}'.  Zeg wat iemand hier moet weten of doen, of laat de zin weg."]


@pytest.mark.parametrize("body", [
    *APHORISMS,  # alone it is the text itself
    *(f"{closing} Daarna spreekt u af wie beslist." for closing in APHORISMS[:3]),  # not at the end
    "Spreek dat af. Wie u belooft te bellen, belt u dezelfde dag.",  # somebody is spoken to
    "Spreek dat af. Wie meer dan 20 gezinnen heeft, krijgt er geen bij.",  # a figure
    "Spreek dat af. Wie te veel belooft, verliest later het vertrouwen [@isd-mandaat].",  # with a source it is a finding
    "Dit staat vast:\n\n- Het doel.\n- Wie komt, zegt wie hij is en waarom.\n- Wie bij gevaar handelt, belooft geen geheim.",  # items of a list
    "De wet regelt dit. Een wethouder beslist daar niet over, want dat doet het college samen met de raad van die gemeente.",  # long
])
def test_what_is_no_aphorism(tmp_path: Path, body: str) -> None:
    assert said(tmp_path, body) == []


def test_the_guide_has_none_of_them() -> None:
    assert [str(problem) for problem in check_style(content())] == []
