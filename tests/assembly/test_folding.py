"""What waits for a question that nobody was asked folds into one line; what somebody does not know keeps its label."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from site_build.assembly.project import Look, assemble
from site_build.tailoring.handbook import COMPLETE, INTERN, SHARED, tailor
from tests.builders import make_answers, make_content, page

OUT = "docs/doen/mandaat.md"
BODY = """## Waar gaat het om

Tekst voor iedereen.

## Wat betekent dit

{% when mandaat == "geen" %}
Regel mandaat.
{% endwhen %}

{% when fase == "starten" %}
U begint.
{% endwhen %}

## Wat doet u

Doe dit."""


def text(root: Path, edition: str = INTERN, body: str = BODY, **answers: Any) -> str:
    content = make_content(root, {"guide/chapters/10-doen/mandaat.md": page(body)})
    return str(assemble(tailor(content, make_answers(**answers), edition=edition), Look("site_name: x\n")).files[OUT])


def test_two_questions_that_nobody_was_asked_become_one_line_with_the_questions(tmp_path: Path) -> None:
    found = text(tmp_path)
    before, folded = found.split("<summary>Twee vragen maken deze bladzijde korter</summary>")
    assert "Regel mandaat." not in before and "U begint." not in before and "Doe dit." in before
    assert "- Is het mandaat vastgelegd?\n- Welke fase?" in folded
    assert "Regel mandaat." in folded and "Dit is nog niet gevraagd." in folded and "U weet dit nog niet" not in found


def test_a_heading_that_loses_all_its_text_says_where_it_went(tmp_path: Path) -> None:
    found = text(tmp_path)
    assert "## Wat betekent dit\n\nWat hier voor u geldt, hangt af van vragen die nog niet zijn gesteld." in found


def test_what_somebody_does_not_know_stands_together_at_the_end_under_the_question_to_ask(tmp_path: Path) -> None:
    found = text(tmp_path, mandaat="onbekend", fase="onbekend")
    assert "deze bladzijde korter" not in found
    heading = found.index("## Wat u hier nog moet uitzoeken\n\nOp deze vragen is nog geen antwoord.")
    assert found.index("Doe dit.") < heading < found.index("- Is het mandaat vastgelegd?") < found.index("Regel mandaat.") < found.index("U begint.")
    assert found.count("Regel mandaat.") == 1
    assert "## Wat betekent dit\n\nWat hier voor u geldt, hangt af van een antwoord dat u nog niet hebt." in found


def test_one_unknown_is_one_question_and_blocks_with_one_label_stand_under_it_once(tmp_path: Path) -> None:
    body = "\n\n".join(f'## Kop {n}\n\nVast {n}.\n\n{{% when mandaat == "geen" %}}\nOpen {n}.\n{{% endwhen %}}' for n in (1, 2))
    found = text(tmp_path, body=body, mandaat="onbekend")
    assert "Op deze vraag is nog geen antwoord." in found and found.count("U weet dit nog niet") == 1
    assert found.index("Vast 2.") < found.index("Open 1.") < found.index("Open 2.")


def test_one_of_two_folds(tmp_path: Path) -> None:
    found = text(tmp_path, mandaat="geen")
    assert "<summary>Eén vraag maakt deze bladzijde korter</summary>" in found
    assert found.index("Regel mandaat.") < found.index("## Wat doet u") < found.index("U begint.")
    assert "hangt af van vragen" not in found


def test_the_complete_edition_folds_and_moves_nothing(tmp_path: Path) -> None:
    found = text(tmp_path, COMPLETE)
    assert "deze bladzijde korter" not in found and "uitzoeken" not in found
    assert found.index("Regel mandaat.") < found.index("## Wat doet u")


def test_whether_a_confidential_question_was_asked_does_not_show_in_the_shared_edition(tmp_path: Path) -> None:
    body = '## Kop\n\n{% when steun == "ja" %}\nEr is steun.\n{% endwhen %}'
    texts = {text(tmp_path, SHARED, body, **answers) for answers in ({}, {"steun": "ja"}, {"steun": "onbekend"})}
    assert len(texts) == 1
