"""The body of a page: blocks stand alone, and every remaining mistake in the text is named with its place."""

from pathlib import Path

import pytest

from site_build.content.bodies import read_body
from tests.builders import page
from tests.desk.checks import PAGE, SOURCE, SOURCES, wrong, wrong_body


def test_blocks_nest_and_keep_their_lines() -> None:
    body, problems = read_body('Een\n{% when a == "b" %}\nTwee\n{% when c == "d" %}\nDrie\n{% endwhen %}\n{% endwhen %}\nVier', "a.md", 10)
    assert problems == []
    assert [(piece.text, piece.line) for piece in body] == [("Een", 10), ("", 11), ("Vier", 17)]
    outer = body[1]
    assert outer.condition is not None and (outer.condition.text, str(outer.condition.place)) == ('a == "b"', "a.md:11:9")
    assert [(piece.text, piece.line) for piece in outer.body] == [("Twee", 12), ("", 13)]


@pytest.mark.parametrize(("text", "said"), [
    ("- {% when a == \"b\" %}", "1:3  blok-plaats  Een blok staat alleen op een regel, helemaal links.  "
                               "Zet {% when … %} op een eigen regel zonder spaties ervoor, buiten lijsten, tabellen en kaders."),
    ("{% when a == \"b\" %}\nx", "1:1  blok-open  Dit blok wordt niet gesloten.  Zet {% endwhen %} na de tekst die erbij hoort."),
    ("{% endwhen %}", "1:1  blok-einde  Hier eindigt een blok dat niet begonnen is.  Verwijder {% endwhen %}."),
    ("{% if a %}", "1:1  blok-woord  Het blok 'if' is niet toegestaan.  Alleen {% when … %} en {% endwhen %} mogen."),
    ("{% include 'x' %}", "1:1  blok-woord  Het blok 'include' is niet toegestaan.  Alleen {% when … %} en {% endwhen %} mogen."),
    ("{% when %}\nx\n{% endwhen %}", "1:1  voorwaarde  Achter when ontbreekt de voorwaarde.  Schrijf bijvoorbeeld: {% when mandaat == \"geen\" %}."),
])
def test_a_wrong_tag_is_said(text: str, said: str) -> None:
    assert [str(problem).removeprefix("a.md:") for problem in read_body(text, "a.md", 1)[1]] == [said]


def test_blocks_nest_at_most_two_deep() -> None:
    text = "\n".join(['{% when a == "b" %}'] * 3 + ["x"] + ["{% endwhen %}"] * 3)
    assert [str(problem) for problem in read_body(text, "a.md")[1]] == [
        "a.md:3:1  blok-diepte  Blokken staan meer dan twee diep in elkaar.  Maak er losse blokken van."]


@pytest.mark.parametrize(("line", "said"), [
    ("## Kop {#anker}", "7:8  blok-woord  De tekens {# mogen hier niet.  Verwijder ze; een kop krijgt vanzelf een anker."),
    ("Zie {{ partnr }}.", "7:5  naam-onbekend  De naam 'partnr' bestaat niet.  Bedoelt u 'partner'?"),
    ("Zie {{ mandaat }}.", "7:5  placeholder  De vraag 'mandaat' heeft geen placeholder en kan niet worden geprint.  "
                           "Geef de vraag een placeholder: de tekst die er staat als het antwoord onbekend is."),
    ("Zie {{ gemeente.inwoners }}.", "7:5  placeholder  'gemeente.inwoners' kan niet worden geprint.  Gebruik een vraag met een placeholder."),
    ("Zie {{ partner.__class__ }}.", "7:5  naam-verboden  'partner.__class__' is niet toegestaan.  "
                                     "Schrijf alleen een naam, zoals {{ gemeente.naam }}."),
    ("Zie {{ partner | upper }}.", "7:5  naam-filter  Een filter is niet toegestaan: 'partner | upper'.  Schrijf: {{ partner }}"),
    ("Zie {{ 7*7 }}.", "7:5  naam-vorm  Tussen {{ en }} mag alleen een naam staan, geen '7*7'.  Schrijf bijvoorbeeld {{ gemeente.naam }}."),
    ("Zie {{ partner", "7:5  naam-open  Na {{ ontbreekt }}.  Schrijf bijvoorbeeld {{ gemeente.naam }}, op één regel."),
    ("Zo is het [@isd-mandat].", "7:11  bron-onbekend  De bron 'isd-mandat' staat niet in sources.yml.  Bedoelt u 'isd-mandaat'?"),
    ("Zo is het [@isd-mandaat; @b].", "7:11  bron-vorm  Deze verwijzing is niet te lezen: [@isd-mandaat; @b].  "
                                      "Schrijf elke bron apart: [@een] [@twee]."),
    ("# Kop", "7:1  kop-een  Een tekst heeft geen kop met één #; de titel staat al bovenaan.  Begin met ##."),
    ("### Kop", "7:1  kop-niveau  Deze kop slaat een niveau over: '### Kop'.  Gebruik ##; ook als het blok ervoor wegvalt."),
    ("![](plaat.svg)", "7:1  beeld-zonder-tekst  Deze afbeelding heeft geen vervangende tekst.  Schrijf: ![wat er te zien is](plaat.svg)"),
    ("Een <b>woord</b>.", "7:5  html  HTML is niet toegestaan: <b>  Schrijf vette tekst zo: **tekst**."),
    ("Zie [daar](mandaatt.md).", "7:5  link-kapot  De link 'mandaatt.md' gaat naar een bestand dat niet bestaat.  Bedoelt u 'mandaat.md'?"),
    ("Zie [daar](../weg/x.md).", "7:5  link-kapot  De link '../weg/x.md' gaat naar een bestand dat niet bestaat.  Kijk naar de map en de naam."),
    ("Zie [daar](javascript:alert).", "7:5  link-soort  De link 'javascript:alert' is niet toegestaan.  Gebruik https://… of een bestand."),
    ("Zie [daar](#nergens).", "7:5  anker-kapot  Er is geen kop met het anker '#nergens'.  "
                              "Schrijf de kop in kleine letters met streepjes, zonder leestekens."),
    ("Zie [daar](../../knowledge/sources.yml#weg).", "7:5  anker-kapot  In 'guide/knowledge/sources.yml' staat niets met de id 'weg'.  "
                                                     "Kijk welke ids er in dat bestand staan."),
])
def test_a_mistake_in_the_text_is_said_with_its_place(tmp_path: Path, line: str, said: str) -> None:
    assert said in wrong_body(tmp_path, line)


@pytest.mark.parametrize("body", [
    "Zie {{ gemeente.naam }} en {{ partner }}.",
    "Zo is het [@isd-mandaat].",
    "Zie [de site](https://example.nl), [ons](mailto:x@example.nl) en [hier](mandaat.md).",
    "Zie [de bron](../../knowledge/sources.yml#isd-mandaat).",
    "Zie <https://example.nl>. Of `<b>` en `{{ niets }}`.",
    "```\n<b> {{ niets }} # geen kop\n```",
    "## Een kop\n\nZie [boven](#een-kop).",
    "## Een\n\n### Twee\n\n## Drie",
])
def test_what_is_allowed_passes(tmp_path: Path, body: str) -> None:
    assert wrong_body(tmp_path, body) == []


def test_a_heading_may_not_lean_on_a_heading_in_a_block_that_can_go(tmp_path: Path) -> None:
    body = '## Kop\n\n{% when mandaat == "geen" %}\n### In het blok\n{% endwhen %}\n\n#### Erna'
    assert [line.split("  ")[1] for line in wrong_body(tmp_path, body)] == ["kop-niveau"]


def test_a_link_to_a_heading_in_a_block_that_can_go_is_broken_outside_that_block(tmp_path: Path) -> None:
    block = '{% when mandaat == "geen" %}\n## Geen mandaat\n\nLees [dit](#geen-mandaat).\n{% endwhen %}\n'
    assert wrong_body(tmp_path, block) == []
    assert wrong_body(tmp_path, block + "\nZie [boven](#geen-mandaat).") == [
        "13:5  anker-wisselt  De kop '#geen-mandaat' staat in een blok dat kan wegvallen.  "
        "Verwijs naar een kop die altijd blijft staan, of naar de hele bladzijde."]


def test_a_link_to_a_heading_that_a_settled_page_drops_is_broken(tmp_path: Path) -> None:
    goal = page("## Waar gaat het om\n\nTekst.\n\n## Wat u controleert, en wanneer opnieuw\n\nTekst.", settled='mandaat == "vastgelegd"')
    other = "guide/chapters/10-doen/ander.md"
    stays = page("Zie [dit](mandaat.md#wat-u-controleert-en-wanneer-opnieuw).", id="ander")
    assert wrong(tmp_path, {PAGE: goal, other: stays}) == []
    goes = page("Zie [dit](mandaat.md#waar-gaat-het-om).", id="ander")
    assert wrong(tmp_path, {PAGE: goal, other: goes}) == [
        f"{other}:7:5  anker-wisselt  De kop '#waar-gaat-het-om' valt weg als de bladzijde al geregeld is.  "
        "Verwijs naar 'Wat u controleert, en wanneer opnieuw' of naar de hele bladzijde."]


def test_a_settled_page_needs_what_stays(tmp_path: Path) -> None:
    lines = wrong_body(tmp_path, "## Kop\n\nTekst.", settled='mandaat == "vastgelegd"')
    assert lines == ["6:10  kop-controle  Een bladzijde met settled heeft de kop 'Wat u controleert, en wanneer opnieuw' nodig.  "
                     "Voeg toe, buiten een blok: ## Wat u controleert, en wanneer opnieuw"]


THEME = ("## Waar gaat het om\n\n## Wat betekent dit voor {{ gemeente.naam }}\n\n%s## Wat doet u\n\n## Waar gaat het mis\n\n## Voorbeeld\n")
BLOCKS = '{% when mandaat == "geen" %}\nEen.\n{% endwhen %}\n\n{% when mandaat == "vastgelegd" %}\nTwee.\n{% endwhen %}\n\n'
BORGEN = {"guide/chapters/parts.yml": "- id: borgen\n  folder: 10-doen\n  title: Borgen\n  blocks: 2\n  headings:\n    - Waar gaat het om\n"
          "    - 'Wat betekent dit voor {{ gemeente.naam }}'\n    - Wat doet u\n    - Waar gaat het mis\n    - Voorbeeld\n"}


@pytest.mark.parametrize(("body", "head", "said"), [
    (THEME % BLOCKS, {}, []),
    (THEME % "", {}, [f"{PAGE}:1:1  te-weinig-blokken  Deze bladzijde heeft minder dan twee blokken met when.  "
                      "Voeg een blok toe, of schrijf for_all: true."]),
    ("## Iets anders\n", {"for_all": "true"}, []),
    ((THEME % BLOCKS).replace("## Voorbeeld", "## Voorbeelden"), {}, [
        f"{PAGE}:1:1  koppen  De koppen zijn niet die van dit soort bladzijde (ontbreekt: Voorbeeld; te veel: Voorbeelden).  "
        "Gebruik: Waar gaat het om · Wat betekent dit voor {{ gemeente.naam }} · Wat doet u · Waar gaat het mis · Voorbeeld."]),
])
def test_a_theme_page_has_its_headings_and_two_blocks(tmp_path: Path, body: str, head: dict[str, str], said: list[str]) -> None:
    assert wrong(tmp_path, {PAGE: page(body, **head), **BORGEN}) == said


def test_a_project_sheet_has_its_headings(tmp_path: Path) -> None:
    questions = """\
section: meer
title: Meer
questions:
  - {id: voorbeelden, ask: Welk?, why: Daarom., means: approaches, type: choices, choices: {frontlijn: Frontlijn, eigen: Eigen}}
"""
    files = {"guide/chapters/parts.yml": "- {id: kiezen, folder: 10-doen, title: Kiezen, sheet_headings: [Wat is het, Voor wie]}\n", "guide/questionnaire/20-meer.yml": questions,
             PAGE: page("## Wat is het\n", approach="frontlijn", when="'\"frontlijn\" in voorbeelden'")}
    assert [line.split("  ")[1:3] for line in wrong(tmp_path, files)] == [
        ["koppen", "De koppen zijn niet die van dit soort bladzijde (ontbreekt: Voor wie)."]]


def test_nothing_is_filled_in_in_yaml_texts(tmp_path: Path) -> None:
    checklist = """\
id: start
title: Start
intro: Voor {{ gemeente.naam }}.
items:
  - {id: een, text: Een., why: "Zie [@weg].", for: leider}
"""
    roles = "- {id: leider, name: Leider, who: Wie leidt., know: [iets]}\n"
    lines = wrong(tmp_path, {"checklists/start.yml": checklist, "guide/knowledge/roles.yml": roles, SOURCES: SOURCE})
    assert lines == [
        "checklists/start.yml:1:1  naam-plaats  In 'intro' van lijst 'start' worden geen antwoorden ingevuld.  Schrijf de tekst voluit.",
        "checklists/start.yml:5:5  bron-onbekend  De bron 'weg' staat niet in sources.yml.  Voeg de bron toe aan guide/knowledge/sources.yml."]
