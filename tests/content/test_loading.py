"""The editors' folders become content; every problem of form is named, not only the first."""

import json
from pathlib import Path

import pytest

from site_build.content.loading import decode, encode, load, read_content
from site_build.errors import ContentError
from tests.builders import make_content, page, write_content
from tests.desk.checks import PAGE, SOURCES

QUESTION = "guide/questionnaire/20-meer.yml"


def said(root: Path, files: dict[str, str]) -> list[str]:
    return [str(problem) for problem in read_content(write_content(root, files))[1]]


def question(line: str) -> dict[str, str]:
    return {QUESTION: f"section: meer\ntitle: Meer\nquestions:\n  - {{{line}}}\n"}


def test_what_editors_wrote_is_what_is_read(tmp_path: Path) -> None:
    content = make_content(tmp_path, {PAGE: page('Een.\n\n{% when mandaat == "geen" %}\nTwee.\n{% endwhen %}', roles="[]")})
    assert list(content.questions) == ["gemeente", "fase", "mandaat", "steun", "partner"]
    assert [(choice.id, choice.label) for choice in content.questions["mandaat"].choices] == [
        ("vastgelegd", "Ja, op papier"), ("informeel", "Informeel"), ("geen", "Geen")]
    read = content.pages[0]
    assert (read.id, read.part, read.phases, str(read.place)) == ("mandaat", "doen", ("voorbereiden",), f"{PAGE}:1:1")
    assert [block.condition.text if block.condition else block.text.strip() for block in read.body] == ["Een.", 'mandaat == "geen"']
    assert content.municipality("GM0080").name == "Leeuwarden"  # type: ignore[union-attr]


@pytest.mark.parametrize(("files", "message"), [
    (question("id: x, ask: X?, why: Y., type: tekst"), f"{QUESTION}:4:37  waarde  'tekst' is geen geldige waarde voor 'type'.  Kies uit: text, "
     "number, date, yes_no, choice, choices, scale, municipality, list."),
    (question("id: x, why: Y., type: text"), f"{QUESTION}:4:5  ontbreekt  'ask' ontbreekt.  Voeg 'ask: …' toe."),
    (question("id: x, ask: X?, type: text, when: [a]"), f"{QUESTION}:4:40  voorwaarde  'when' is geen voorwaarde.  "
     'Schrijf bijvoorbeeld: fase != "verkennen".'),
    (question("id: x, ask: X?, type: choice, choices: [a]"), f"{QUESTION}:4:45  vorm  'choices' hoort per regel een id en een tekst te hebben.  "
     "Schrijf: eigen: De gemeente zelf."),
    (question("id: x, ask: X?, type: number, min: veel"), f"{QUESTION}:4:41  soort  'min' hoort een getal te zijn."),
    (question("id: x, ask: X?, type: text, quick: ja"), f"{QUESTION}:4:41  soort  'quick' hoort true of false te zijn."),
    ({PAGE: page("x", phases="voorbereiden")}, f"{PAGE}:5:9  vorm  'phases' hoort een lijst te zijn.  Schrijf: phases: [eerste, tweede]."),
    (question("id: x, ask: X?, type: tekst"), f"{QUESTION}:4:28  waarde  'tekst' is geen geldige waarde voor 'type'.  Kies uit: text, number, "
     "date, yes_no, choice, choices, scale, municipality, list."),
    ({PAGE: page("x", id="ander")}, f"{PAGE}:2:5  id-bestand  De id 'ander' is niet gelijk aan de bestandsnaam.  Schrijf: id: mandaat."),
    ({"guide/chapters/20-weg/mandaat.md": page("x")}, "guide/chapters/20-weg/mandaat.md:1:1  pagina-zonder-deel  De map '20-weg' hoort bij "
     "geen deel.  Zet de map in guide/chapters/parts.yml of verplaats de pagina."),
    ({SOURCES: "id: x\n"}, f"{SOURCES}:1:1  vorm  Hier hoort een lijst (regels met een streepje)."),
])
def test_a_problem_of_form_is_said_with_its_place(tmp_path: Path, files: dict[str, str], message: str) -> None:
    assert said(tmp_path, files) == [message]


def test_an_unknown_name_is_said_with_the_names_that_exist(tmp_path: Path) -> None:
    lines = said(tmp_path, {"guide/knowledge/themes.yml": "- id: a\n  title: A\n  verandering: x\n"})
    assert lines == ["guide/knowledge/themes.yml:3:16  onbekende-naam  De naam 'verandering' bestaat hier niet.  Kies uit: explain, id, instead, retired, title, was."]


def test_all_problems_of_all_files_are_said_in_one_run(tmp_path: Path) -> None:
    files = {**question("id: x, type: tekst"), SOURCES: "- {id: a}\n", PAGE: "Geen kop"}
    codes = sorted({line.split("  ")[1] for line in said(tmp_path, files)})
    assert codes == ["kop-ontbreekt", "ontbreekt", "waarde"]
    with pytest.raises(ContentError) as error:
        load(tmp_path)
    assert {Path(problem.place.file).name for problem in error.value.problems} == {"20-meer.yml", "sources.yml", "mandaat.md"}


def test_a_file_that_is_not_utf_8_is_said(tmp_path: Path) -> None:
    write_content(tmp_path)
    (tmp_path / "guide/edition.yml").write_bytes(b"changes: caf\xe9\n")
    assert "guide/edition.yml:1:1  tekens  Dit bestand is niet in UTF-8 opgeslagen.  Sla het opnieuw op met de codering UTF-8." in [
        str(problem) for problem in read_content(tmp_path)[1]]


def test_content_round_trips_through_json(tmp_path: Path) -> None:
    content = make_content(tmp_path, {PAGE: page('Een.\n\n{% when mandaat == "geen" %}\nTwee.\n{% endwhen %}')})
    assert decode(encode(content)) == content
    json.loads(encode(content))


def test_the_real_content_round_trips_through_json() -> None:
    content, problems = read_content(Path(__file__).resolve().parents[2])
    assert [str(problem) for problem in problems] == []
    assert decode(encode(content)) == content


@pytest.mark.parametrize(("text", "message"), [
    ("", "checklists/x.yml:1:1  leeg  Dit bestand is leeg.  Vul het, of verwijder het."),
    ("id: [", "checklists/x.yml:1:6  yaml-vorm  Dit is geen geldige YAML.  Kijk of de regel goed inspringt en zet tekst met een dubbele punt "
              "tussen aanhalingstekens."),
])
def test_a_file_that_is_empty_or_broken_is_said_once(tmp_path: Path, text: str, message: str) -> None:
    assert said(tmp_path, {"checklists/x.yml": text}) == [message]
