"""Model documents: what is known is filled in and marked, what is not is a gap that is counted and listed."""

from __future__ import annotations

import re
from pathlib import Path

from site_build.assembly.project import Look, assemble
from site_build.tailoring.handbook import COMPLETE, SHARED, tailor
from tests.builders import QUESTIONS, make_answers, make_content

FILE = "templates/documents/brief.md"
HEAD = "---\nid: brief\ntitle: Brief\nsummary: Een brief.\nkind: brief\ndecides: geen\nphases: [voorbereiden]\n---\n"
TARGET = """\
  - id: doelgroep
    ask: Voor wie?
    why: Voor de brief.
    short: doelgroep
    type: choices
    placeholder: doelgroep
    choices: {schulden: Mensen met schulden, ouders: (Aanstaande) ouders, wijk: Kinderen en hun school, ggz: GGZ-cliënten}
"""


def text(tmp_path: Path, body: str, edition: str = "intern", **answers: object) -> str:
    content = make_content(tmp_path, {FILE: HEAD + body, "guide/questionnaire/10-aanpak.yml": QUESTIONS + TARGET})
    files = assemble(tailor(content, make_answers(**answers), edition=edition), Look("theme: {name: mkdocs}\n")).files
    return str(files["docs/documenten/brief.md"])


def box(made: str) -> list[str]:
    """The paragraphs of the box for who finishes the document."""
    return [line.strip() for line in made.split("## Kop")[0].split("!!!")[1].splitlines()[1:] if line.strip()]


def test_a_known_answer_is_filled_in_marked_and_named(tmp_path: Path) -> None:
    made = text(tmp_path, "## Kop\n\nAan {{ partner }} in {{ gemeente.naam }}.", gemeente="GM0080", partner="De Brug", mandaat="vastgelegd")
    assert 'Aan <span class="filled">De Brug</span> in Leeuwarden.' in made
    assert any(line.startswith("**Ingevuld uit uw antwoorden, kijk het na:** Hoe heet de partner?. ") for line in box(made))
    assert "Er zijn geen lege plekken meer." in box(made)


def test_an_unknown_answer_is_a_gap(tmp_path: Path) -> None:
    made = text(tmp_path, "## Kop\n\nAan {{ partner }}.")
    assert "Aan ==[uw partner]==." in made
    assert "**Nog 1 plek om in te vullen:** uw partner." in box(made)


def test_gaps_are_counted_in_all_and_named_once(tmp_path: Path) -> None:
    made = text(tmp_path, "## Kop\n\n[[Naam van de wethouder. Zonder titel.]] en [[bedrag]], [[bedrag]] en [[DPIA]].")
    assert "**Nog 4 plekken om in te vullen:** naam van de wethouder; bedrag (2 keer); DPIA." in box(made)


def test_a_gap_in_a_block_that_fell_away_is_not_counted(tmp_path: Path) -> None:
    body = '## Kop\n\n[[een]]\n\n{% when mandaat == "geen" %}\n\n[[twee]]\n\n{% endwhen %}'
    assert any("Nog 1 plek " in line for line in box(text(tmp_path / "a", body, mandaat="vastgelegd")))
    assert any("Nog 2 plekken " in line for line in box(text(tmp_path / "b", body, mandaat="geen")))


def test_the_list_of_documents_says_how_many_places_are_left(tmp_path: Path) -> None:
    content = make_content(tmp_path, {FILE: HEAD + "## Kop\n\n[[een]] en [[twee]]."})
    files = assemble(tailor(content, make_answers(), edition="intern"), Look("theme: {name: mkdocs}\n")).files
    assert "<span class=\"summary\">Een brief.</span> | niemand | Voorbereiden | 2 plekken |" in str(files["docs/documenten/index.md"])


def test_the_complete_edition_counts_and_lists_the_gaps(tmp_path: Path) -> None:
    found = box(text(tmp_path, "## Kop\n\nAan {{ partner }}, [[datum]].", COMPLETE))
    assert "**2 plekken om in te vullen:** uw partner; datum." in found
    assert not any("Ingevuld" in line for line in found)


def test_what_is_not_shared_is_a_gap_in_the_shared_edition(tmp_path: Path) -> None:
    secret = QUESTIONS.replace("type: text, placeholder: uw partner", "type: text, confidential: true, placeholder: uw partner")
    content = make_content(tmp_path, {FILE: HEAD + "## Kop\n\nAan {{ partner }}.", "guide/questionnaire/10-aanpak.yml": secret})
    files = assemble(tailor(content, make_answers(partner="De Brug", mandaat="vastgelegd"), edition=SHARED), Look("theme: {name: mkdocs}\n")).files
    made = str(files["docs/documenten/brief.md"])
    assert "==[uw partner]==" in made and "De Brug" not in made


def test_choices_print_as_words_in_a_sentence(tmp_path: Path) -> None:
    def printed(number: int, *chosen: str) -> str:
        made = text(tmp_path / str(number), "## Kop\n\nVoor {{ doelgroep }}.", doelgroep=list(chosen))
        return re.sub("<[^>]*>|&#40;|&#41;", "", made.split("## Kop")[1].splitlines()[2])

    assert printed(1, "schulden") == "Voor mensen met schulden."
    assert printed(2, "schulden", "ggz") == "Voor mensen met schulden en GGZ-cliënten."
    assert printed(3, "schulden", "ouders", "ggz") == "Voor mensen met schulden, aanstaande ouders en GGZ-cliënten."
    assert printed(4, "schulden", "wijk") == "Voor mensen met schulden, en ook kinderen en hun school."
