"""Check says where a page speaks of a thing as *haar* or *zij*, and where a sentence ends on ', niet …'; and the guide has none of them."""

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


def test_the_guide_has_none_of_them() -> None:
    assert [str(problem) for problem in check_style(content())] == []
