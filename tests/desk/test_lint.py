"""What is worth a look: each remark at its line with its exact words, and nothing said of what is right."""

from pathlib import Path

import pytest

from site_build.desk.checking_lint import check_lint
from site_build.desk.checking_spelling import check_spelling
from site_build.desk.searching import Searcher
from site_build.desk.worlds import world_of
from site_build.errors import WARNING
from tests.builders import make_content, page
from tests.desk.checks import PAGE, SOURCE, SOURCES, TODAY

OTHER = "guide/chapters/10-doen/ander.md"
LONG = "Deze alinea is lang genoeg om op te vallen als zij twee keer in de handreiking staat, want zij telt meer dan honderdtwintig tekens en zegt iets."
RISK = "- {id: r, risk: R., why: W., signal: S., measure: Vraag wat je wilt., owner: leider}\n"


def remarks(root: Path, body: str, **files: str) -> list[str]:
    content = make_content(root, {PAGE: page(body), SOURCES: SOURCE, **files})
    found = check_lint(content, Searcher(content, world_of(content, TODAY), TODAY))
    assert all(problem.grade == WARNING for problem in found)
    return [str(problem).removeprefix(f"{PAGE}:") for problem in sorted(found)]


@pytest.mark.parametrize(("body", "said"), [
    ("Kijk op https://example.nl/x voor meer.", "7:9  adres-los  let op: Dit adres staat los in de tekst: https://example.nl/x  "
     "Schrijf: [wat er te lezen is](https://…), of noem de bron met [@…]."),
    ("Kijk op www.example.nl.", "7:9  adres-los  let op: Dit adres staat los in de tekst: www.example.nl.  "
     "Schrijf: [wat er te lezen is](https://…), of noem de bron met [@…]."),
    ("Dan kunt je beginnen.", "7:10  je  let op: Hier staat 'je'; wij schrijven u.  Maak er u of uw van. Is het een citaat? Zet het tussen aanhalingstekens."),
    ("Vraag jullie baas.", "7:7  je  let op: Hier staat 'jullie'; wij schrijven u.  Maak er u of uw van. Is het een citaat? Zet het tussen aanhalingstekens."),
    ("TODO: dit stuk.", "7:1  nog-te-doen  let op: Hier staat nog 'TODO'.  Doe wat er staat, of maak er een open punt van in guide/knowledge/open-points.yml."),
    ("Vul de XYZQ in.", "7:8  afkorting  let op: Nergens staat wat 'XYZQ' betekent.  "
     "Schrijf het één keer voluit: de volledige naam (XYZQ). Of zet het in guide/knowledge/glossary.yml."),
    ("Zin.\n\nDat lukt bij 40 procent.", "9:14  cijfer-zonder-bron  let op: Bij '40 procent' staat geen bron.  "
     "Noem de bron in deze alinea: [@…]. Is het ons voorbeeld? Schrijf dan: Stel, of Rekenvoorbeeld."),
    ("Het kost € 1.250 per jaar.", "7:10  cijfer-zonder-bron  let op: Bij '€ 1.250' staat geen bron.  "
     "Noem de bron in deze alinea: [@…]. Is het ons voorbeeld? Schrijf dan: Stel, of Rekenvoorbeeld."),
    ('{% when steun == "ja" or steun != "ja" %}\nTekst.\n{% endwhen %}', "7:9  altijd-waar  let op: Deze voorwaarde is bij elk antwoord waar.  "
     "Haal de voorwaarde weg, of maak de voorwaarde strenger."),
    ('{% when steun == "ja" %}\n{% when steun != "nee" %}\nTekst.\n{% endwhen %}\n{% endwhen %}',
     "8:9  altijd-waar  let op: Deze voorwaarde is bij elk antwoord waar binnen de voorwaarde eromheen.  Haal de voorwaarde weg, of maak de voorwaarde strenger."),
])
def test_a_remark_is_made_at_its_place(tmp_path: Path, body: str, said: str) -> None:
    assert remarks(tmp_path, body) == [said]


@pytest.mark.parametrize("body", [
    "Kijk op [de site](https://example.nl/x) of <https://example.nl>.", "Zij zei: 'Wat wil je?' En: ‘Kom je?’", "Het rapport *Wanneer je ruimte geeft*.", "> Wat doe je?",
    "Het jeugdteam.", "Algemene Wet (XYZQ). Later: de XYZQ.", "De XYZQ (een fonds).", "Model RE-AIM.",
    "Dat lukt bij 40 procent [@isd-mandaat].", "Stel: 40 procent komt.", "Uit onderzoek [@isd-mandaat]:\n\n- bij 40 procent lukt het;\n- bij 10 procent niet.",
    "Is het meer dan € 500? Vraag dan hulp.", "Neem er vijf, in 2026.", "## Voorbeeld\n\nNa een jaar is 40 procent klaar.", "{% when steun == \"ja\" %}\nTekst.\n{% endwhen %}",
])
def test_what_is_right_gets_no_remark(tmp_path: Path, body: str) -> None:
    assert remarks(tmp_path, body) == []


def test_texts_outside_pages_are_looked_at_too(tmp_path: Path) -> None:
    found = remarks(tmp_path, "Tekst.", **{"guide/knowledge/risks.yml": RISK})
    assert found == ["guide/knowledge/risks.yml:1:3  je  let op: Hier staat 'je' in 'measure' van risico 'r'; wij schrijven u.  "
                     "Maak er u of uw van. Is het een citaat? Zet het tussen aanhalingstekens."]


def test_the_same_passage_on_two_pages_is_named_with_the_other_place(tmp_path: Path) -> None:
    found = remarks(tmp_path, f"Kort.\n\n{LONG}", **{OTHER: page(LONG, id="ander", title="Ander")})
    assert found == [f"9:1  tekst-dubbel  let op: Deze alinea staat ook in {OTHER}:7.  Laat de tekst op één plek staan, en verwijs ernaar."]
    assert remarks(tmp_path, "Kort.", **{OTHER: page("Kort.", id="ander", title="Ander")}) == []


def test_a_word_that_nobody_knows_is_named_once_where_it_first_stands(tmp_path: Path) -> None:
    content = make_content(tmp_path, {PAGE: page("Een zin met manddaat en maatwerk.\n\nWeer manddaat, en een eigenwoord, en oud-leider."), "guide/words.txt": "# eigen\neigenwoord\n"})
    found = check_spelling(content, tmp_path, lambda words: {word for word in words if word in ("manddaat", "eigenwoord", "oud-leider")})
    assert [str(problem) for problem in found] == [
        f"{PAGE}:7:13  spelling  let op: Het woord 'manddaat' kent de woordenlijst niet.  Verbeter het. Is het goed? Zet het in guide/words.txt."]


def test_an_id_that_a_part_of_an_action_names_is_no_word(tmp_path: Path) -> None:
    asked: list[str] = []
    actions = ("- {id: kaart, do: Maak een kaart., phase: voorbereiden, dimension: ruimte, owner: baas, effort: {lead: 1, others: 1}, weeks: 2, for_all: Iedereen.,\n"
               "   pressing: {urgency: wet, when: mandaat == \"geen\", by: zq-moment}, wordings: [{when: mandaat == \"geen\", do: Maak een kaarrt.}]}\n")
    check_spelling(make_content(tmp_path, {"guide/knowledge/actions.yml": actions}), tmp_path, lambda words: asked.extend(words) or set())
    assert "kaarrt" in asked and "zq-moment" not in asked


def test_without_hunspell_nothing_is_said(tmp_path: Path) -> None:
    assert check_spelling(make_content(tmp_path, {PAGE: page("Xqzzw.")}), tmp_path) == []
