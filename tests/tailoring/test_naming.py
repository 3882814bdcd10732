"""A municipality's own name for something stands in every text of its handbook; links, gaps and files stay what they are."""

from __future__ import annotations

from pathlib import Path

import pytest

from site_build.assembly.project import Look, assemble
from site_build.tailoring.handbook import COMPLETE, INTERN, tailor
from tests.builders import make_answers, make_content, page
from tests.handbooks import content, example

QUESTIONS = """\
section: nota
title: Nota
intro: Over de nota.
questions:
  - id: nota
    ask: Hoe heet uw kadernota?
    why: Om het goed te zeggen.
    type: choice
    choices:
      kadernota: Kadernota
      voorjaarsnota: {label: Voorjaarsnota, instead_of: kadernota}
"""
BODY = "De kadernota komt. Kadernota's zijn er elk jaar, en de kadernota-inbreng ook. Lees [de kadernota](https://voorbeeld.nl/kadernota)."


def text(root: Path, edition: str = INTERN, **answers: str) -> str:
    made = make_content(root, {"guide/questionnaire/90-nota.yml": QUESTIONS, "guide/chapters/10-doen/mandaat.md": page(BODY)})
    return str(assemble(tailor(made, make_answers(**answers), edition=edition), Look("site_name: x\n")).files["docs/doen/mandaat.md"])


def test_the_own_name_stands_in_the_text_and_not_in_a_link(tmp_path: Path) -> None:
    found = text(tmp_path, nota="voorjaarsnota")
    assert "De voorjaarsnota komt. Voorjaarsnota's zijn er elk jaar, en de kadernota-inbreng ook. Lees [de voorjaarsnota](https://voorbeeld.nl/kadernota)." in found


@pytest.mark.parametrize(("edition", "answers"), [(INTERN, {"nota": "kadernota"}), (INTERN, {}), (COMPLETE, {"nota": "voorjaarsnota"})])
def test_otherwise_our_word_stays(tmp_path: Path, edition: str, answers: dict[str, str]) -> None:
    assert BODY in text(tmp_path, edition, **answers)


def test_moments_actions_and_advice_say_it_too_and_ids_do_not_change() -> None:
    made = tailor(content(), example("klein-platteland"))
    assert any("voorjaarsnota" in moment.title for moment in made.moments) and not any("kadernota" in moment.title.lower() for moment in made.moments)
    assert [a.id for a in made.content.actions] == [a.id for a in content().actions]
    assert not any("kadernota" in f"{a.do} {a.why}".lower().replace("kadernota-", "") for a in made.content.actions)


def test_handbooks_with_the_same_words_share_one_content(tmp_path: Path) -> None:
    made = make_content(tmp_path, {"guide/questionnaire/90-nota.yml": QUESTIONS})
    own = [tailor(made, make_answers(nota="voorjaarsnota")).content for _ in range(2)]
    assert own[0] is own[1] and own[0] is not made
    assert tailor(made, make_answers(nota="kadernota")).content is made
