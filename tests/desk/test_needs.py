"""What the engine uses by meaning: there, once, of the right kind; and facts that fit what they come from."""

from pathlib import Path

import pytest

from tests.builders import QUESTIONS
from tests.desk.checks import check, remarks, wrong

MORE = "guide/questionnaire/20-meer.yml"
FACTS = "guide/knowledge/facts.yml"
PHASES = "guide/knowledge/phases.yml"
HEAD = "section: meer\ntitle: Meer\nquestions:\n"
SIX = [f"- {{id: {id}, title: X}}\n" for id in ("verkennen", "voorbereiden", "starten", "uitvoeren", "borgen", "opschalen")]


@pytest.mark.parametrize(("files", "said"), [
    ({MORE: HEAD + "  - {id: x, means: fase, ask: X?, why: Y., type: date}\n"},
     f"{MORE}:4:5  betekenis  'fase' is geen betekenis die het programma kent.  Bedoelt u 'phase'?"),
    ({MORE: HEAD + "  - {id: x, means: phase, ask: X?, why: Y., type: date}\n"},
     f"{MORE}:4:5  betekenis  'phase' hoort bij iets anders dan 'x'.  Zet het bij een vraag van het type choice."),
    ({MORE: HEAD + "  - {id: x, means: municipality, ask: X?, why: Y., type: municipality}\n"},
     f"{MORE}:4:5  betekenis  'municipality' staat ook bij 'gemeente' (guide/questionnaire/10-aanpak.yml:4:5).  Zet het bij één van de twee."),
    ({MORE: HEAD + "  - id: x\n    means: costs\n    ask: X?\n    why: Y.\n    type: list\n    item: post\n    parts:\n      - {id: p, means: amount, ask: P?, type: number}\n"},
     f"{MORE}:11:9  betekenis  'costs.amount' is geen betekenis die het programma kent.  Bedoelt u '"),
    ({PHASES: "".join(SIX[:5])}, "guide/questionnaire/10-aanpak.yml:9:133  fase-onbekend  De keuze 'opschalen' is geen fase.  "
                                 "Voeg de fase toe aan guide/knowledge/phases.yml."),
    ({PHASES: "".join([*SIX, "- {id: rusten, title: X}\n"])}, f"{PHASES}:7:3  fase-onbekend  De fase 'rusten' is geen keuze van de vraag 'fase'.  "
                                                              "Voeg de keuze toe, of haal de fase weg."),
    ({FACTS: "- {id: a.b, label: X, kind: count}\n"},
     f"{FACTS}:1:3  feit  Het feit 'a.b' heeft bij 'kind: count' een vraag nodig.  Schrijf: of: met de id van de vraag."),
    ({FACTS: "- {id: a.b, label: X, kind: count, of: fase}\n"},
     f"{FACTS}:1:3  feit  Het feit 'a.b' kan met 'kind: count' niet uit de vraag 'fase' komen.  Noem een vraag van het type list."),
    ({FACTS: "- {id: a.b, label: X, kind: name, of: gemeente, prints: true}\n"},
     f"{FACTS}:1:3  feit  Het feit 'a.b' kan worden geprint, maar heeft geen placeholder.  "
     "Voeg toe: placeholder: wat er staat zolang het niet bekend is."),
    ({FACTS: "- {id: a.b, label: X, kind: cases}\n"},
     f"{FACTS}:1:3  feit  Het feit 'a.b' heeft geen waarden.  Voeg toe: values: met per waarde een id en een label."),
    ({FACTS: '- {id: a.b, label: X, kind: cases, values: [{id: ja, label: ja, when: mandat == "geen"}]}\n'},
     f"{FACTS}:1:71  naam-onbekend  De vraag of het feit 'mandat' bestaat niet.  Bedoelt u 'mandaat'?"),
])
def test_a_wrong_meaning_or_fact_is_said_with_its_place(tmp_path: Path, files: dict[str, str], said: str) -> None:
    assert [line[:len(said)] for line in wrong(tmp_path, files)] == [said]


def test_what_the_engine_misses_is_a_remark(tmp_path: Path) -> None:
    said = remarks(tmp_path, {}, "ontbreekt-betekenis")
    assert "Niets heeft 'means: money_end'. Het handboek waarschuwt dan niet voor het einde van het geld." in said
    assert not [line for line in said if "'means: phase'" in line]
    without = QUESTIONS.replace("     means: phase,\n", "")
    said = remarks(tmp_path, {"guide/questionnaire/10-aanpak.yml": without}, "ontbreekt-betekenis")
    assert "Niets heeft 'means: phase'. Het handboek kent dan geen fasen: alles is nu." in said


def test_a_part_is_missed_only_where_its_list_is_there(tmp_path: Path) -> None:
    assert not [p for p in check(tmp_path) if p.code == "ontbreekt-betekenis" and "payer" in p.message]
