"""The cross-checks: ids, references, what cannot be reached, what nobody uses; and how they are shown."""

import datetime as dt
import json
import re
from pathlib import Path

import jsonschema
import pytest
import referencing

from site_build.content.conditions import Condition
from site_build.content.documents import read_yaml
from site_build.content.loading import load, read_content
from site_build.desk.checking import render_problems
from site_build.desk.readability import plain_text, sentences
from site_build.desk.schemas import FORMATS, differing, renew_ids, schema
from site_build.desk.searching import Reach, Searcher
from site_build.desk.summary import counts, summary
from site_build.desk.using import uses
from site_build.desk.worlds import world_of
from site_build.errors import WARNING, Place, Problem, UsageError
from tests.builders import make_content, page, write_content
from tests.desk.checks import PAGE, SOURCE, SOURCES, TODAY, check, remarks, wrong

ROOT = Path(__file__).resolve().parents[2]
MORE = "guide/questionnaire/20-meer.yml"
HEAD = "section: meer\ntitle: Meer\nquestions:\n"


def test_plain_content_is_right(tmp_path: Path) -> None:
    assert wrong(tmp_path, {}) == []


# --- ids and references -------------------------------------------------------------------

CHECKLIST = "checklists/start.yml"
ITEMS = "id: start\ntitle: Start\nintro: Kort.\nitems:\n"
ROLES = {"guide/knowledge/roles.yml": "- {id: leider, name: Leider, who: Wie leidt., know: [iets]}\n"}


@pytest.mark.parametrize(("files", "said"), [
    ({MORE: HEAD + "  - {id: steun, ask: X?, why: Y., type: yes_no}\n"},
     f"{MORE}:4:5  dubbele-id  De id van vraag 'steun' bestaat al (guide/questionnaire/10-aanpak.yml:15:5).  Geef een van de twee een andere id."),
    ({MORE: HEAD + "  - {id: nieuw, ask: X?, why: Y., type: yes_no, was: [steun]}\n"},
     f"{MORE}:4:5  dubbele-id  De vroegere id 'steun' van vraag 'nieuw' is nu van iets anders.  Kies één van de twee."),
    ({SOURCES: SOURCE * 2}, f"{SOURCES}:2:3  dubbele-id  De id van bron 'isd-mandaat' bestaat al ({SOURCES}:1:3).  Geef een van de twee een andere id."),
    ({CHECKLIST: ITEMS + "  - {id: a, text: T., why: W., for: leider}\n" * 2, **ROLES},
     f"{CHECKLIST}:6:5  dubbele-id  De id van punt 'start/a' bestaat al ({CHECKLIST}:5:5).  Geef een van de twee een andere id."),
    ({CHECKLIST: ITEMS + "  - {id: a, text: T., why: W., for: lider}\n", **ROLES},
     f"{CHECKLIST}:5:37  verwijzing  'for' van punt 'start/a' noemt rol 'lider', en die bestaat niet.  Bedoelt u 'leider'?"),
    ({PAGE: page("x", sources="[weg]")},
     f"{PAGE}:6:11  bron-onbekend  'sources' van bladzijde 'mandaat' noemt bron 'weg', en die bestaat niet.  Voeg 'weg' toe of haal de verwijzing weg."),
    ({PAGE: page("x", theme="geld")},
     f"{PAGE}:6:8  verwijzing  'theme' van bladzijde 'mandaat' noemt thema 'geld', en die bestaat niet.  Voeg 'geld' toe of haal de verwijzing weg."),
])
def test_ids_are_unique_and_references_exist(tmp_path: Path, files: dict[str, str], said: str) -> None:
    assert wrong(tmp_path, files) == [said]


def test_an_action_may_be_needed_for_the_money_decision_and_for_a_moment_that_exists(tmp_path: Path) -> None:
    action = ("- {{id: a, do: Doe iets., phase: starten, dimension: d, owner: leider, effort: {{lead: 1, others: 1}}, weeks: 1, "
              "for_all: Altijd., needed_for: [{}]}}\n")
    dimensions = ("labels: []\ndimensions:\n"
                  "  - {id: d, code: D1, title: D, definition: D., advice: {kwetsbaar: a, in_opbouw: b, stevig: c}}\n")
    files = {**ROLES, "guide/knowledge/dimensions.yml": dimensions}
    assert wrong(tmp_path, {**files, "guide/knowledge/actions.yml": action.format("geldbesluit")}) == []
    assert wrong(tmp_path, {**files, "guide/knowledge/actions.yml": action.format("begroting")}) == [
        "guide/knowledge/actions.yml:1:142  verwijzing  'needed_for' van actie 'a' noemt beslismoment 'begroting', en die bestaat niet.  "
        "Voeg 'begroting' toe of haal de verwijzing weg."]


def test_what_a_part_of_an_action_names_exists_too(tmp_path: Path) -> None:
    """A part without an id of its own: what stands still until what, what presses and when, other words."""
    action = ("- id: a\n  do: Doe iets.\n  phase: starten\n  dimension: d\n  owner: leider\n  effort: {lead: 1, others: 1}\n  weeks: 1\n  for_all: Altijd.\n"
              "  wordings:\n    - {when: stuen == \"ja\", do: Doe het anders.}\n"
              "  pause: {until: weg, say: staat het stil, meanwhile: Werk zo., roles: [leidr]}\n"
              "  pressing: {urgency: wet, when: mandat == \"geen\", by: begroting}\n")
    dimensions = ("labels: []\ndimensions:\n"
                  "  - {id: d, code: D1, title: D, definition: D., advice: {kwetsbaar: a, in_opbouw: b, stevig: c}}\n")
    said = wrong(tmp_path, {**ROLES, "guide/knowledge/dimensions.yml": dimensions, "guide/knowledge/actions.yml": action})
    assert [line.removeprefix("guide/knowledge/actions.yml:") for line in said] == [
        "10:14  naam-onbekend  De vraag of het feit 'stuen' bestaat niet.  Bedoelt u 'steun'?",
        "11:18  verwijzing  'pause.until' van actie 'a' noemt actie 'weg', en die bestaat niet.  Voeg 'weg' toe of haal de verwijzing weg.",
        "11:73  verwijzing  'pause.roles' van actie 'a' noemt rol 'leidr', en die bestaat niet.  Bedoelt u 'leider'?",
        "12:34  naam-onbekend  De vraag of het feit 'mandat' bestaat niet.  Bedoelt u 'mandaat'?",
        "12:56  verwijzing  'pressing.by' van actie 'a' noemt beslismoment 'begroting', en die bestaat niet.  Voeg 'begroting' toe of haal de verwijzing weg."]


def test_a_link_or_reference_to_what_was_retired_is_wrong(tmp_path: Path) -> None:
    other = "guide/chapters/10-doen/ander.md"
    files = {PAGE: page("Tekst.", retired="2027-01"), other: page("Zie [dit](mandaat.md).", id="ander")}
    assert wrong(tmp_path, files) == [f"{other}:7:5  link-vervallen  De link gaat naar 'mandaat.md', en dat is vervallen.  "
                                      "Kies een ander bestand of haal de link weg."]


def test_a_question_says_why_but_a_part_of_a_list_need_not(tmp_path: Path) -> None:
    question = "  - id: x\n    ask: X?\n    {}type: list\n    parts:\n      - {{id: naam, ask: Naam?, type: text}}\n"
    assert wrong(tmp_path, {MORE: HEAD + question.format("why: Daarom.\n    ")}) == []
    assert wrong(tmp_path, {MORE: HEAD + question.format("")}) == [
        f"{MORE}:4:5  waarom  De vraag 'x' zegt niet waarom wij dit vragen.  Voeg toe: why: wat het antwoord in het handboek verandert."]


def test_a_template_that_cannot_be_read_or_reaches_inside_is_wrong(tmp_path: Path) -> None:
    files = {"templates/pages/a.md.j2": "een\n{% if x %}\n", "templates/pages/b.md.j2": "een\n{{ x.__class__ }}", "templates/pages/c.md.j2": "{{ x['__init__'] }}",
             "templates/pages/d.md.j2": "een\nZo is het[^weg]."}
    assert wrong(tmp_path, files) == [
        "templates/pages/a.md.j2:2:1  sjabloon  Dit sjabloon is niet te lezen: het einde komt te vroeg: een blok is niet gesloten.  Kijk of elk blok en elke {{ … }} gesloten is.",
        "templates/pages/b.md.j2:2:1  naam-verboden  '__class__' is niet toegestaan.  Gebruik alleen de gegevens die de bladzijde krijgt.",
        "templates/pages/c.md.j2:1:1  naam-verboden  '__init__' is niet toegestaan.  Gebruik alleen de gegevens die de bladzijde krijgt.",
        "templates/pages/d.md.j2:2:10  bron-onbekend  De bron 'weg' staat niet in sources.yml.  Voeg de bron toe aan guide/knowledge/sources.yml."]


# --- reach --------------------------------------------------------------------------------

QUESTIONS = HEAD + """\
  - {id: team, ask: X?, why: Y., type: choice, choices: {nee: Nee, ja: Ja}}
  - {id: verloop, ask: X?, why: Y., type: choice, choices: {laag: Laag, hoog: Hoog}, when: team == "ja"}
  - {id: inwoners, ask: X?, why: Y., type: number, min: 100, max: 2000000}
  - {id: fte, ask: X?, why: Y., type: number, min: 0, decimals: 1}
  - {id: leren, ask: X?, why: Y., type: choices, none: geen, choices: {intervisie: I, beraad: B, geen: G}}
  - {id: financiering, ask: X?, why: Y., type: choices, choices: {begroting: B, rijk: R, subsidie: S, fonds: F, zorgverzekeraar: Z, eigen_uren: E}}
  - {id: geld_tot, ask: X?, why: Y., type: date, when: geld.soort != "structureel"}
  - {id: datum_verkiezingen, ask: X?, why: Y., type: date}
  - {id: partners, ask: X?, why: Y., type: list, item: partner, parts: [{id: soort, ask: S?, type: choice, choices: {ggz: G, politie: P}}]}
"""


@pytest.mark.parametrize(("text", "reached"), [
    ('team == "ja" and verloop == "hoog"', True),
    ('team == "nee" and verloop == "hoog"', False),
    ('team == "nee" and verloop != "hoog"', True),  # a question that does not apply makes != yes
    ('mandaat == "geen" and mandaat == "vastgelegd"', False),
    ('not (team == "ja" or team == "nee")', False),
    ("inwoners < 100", False),
    ("inwoners < 101", True),
    ("fte > 3.9 and fte < 4", False),
    ("fte > 3.8 and fte < 4", True),
    ('gemeente.grootte == "klein" and inwoners >= 30000', False),
    ('gemeente.grootte == "midden" and inwoners >= 30000', True),
    ('"intervisie" in leren and "beraad" in leren', True),
    ('"intervisie" in leren and "geen" in leren', False),
    ('geld.soort == "structureel" and "rijk" in financiering', False),
    ('geld.soort == "gemengd" and "rijk" in financiering and "begroting" in financiering', True),
    ('geld.soort == "structureel" and geld.maanden_over < 12', False),
    ('geld.soort == "tijdelijk" and geld.maanden_over < 0', True),
    ("geld.maanden_over > 11 and geld.maanden_over < 12", False),
    ('"ggz" in partners.soort and "politie" in partners.soort', True),
    ('"ggz" in partners.soort and partners.aantal == 0', False),
    ('"ggz" in partners.soort and "politie" not in partners.soort and partners.aantal >= 5', True),
    ('gemeente.provincie == "Fryslân" and gemeente.stedelijkheid == "weinig"', True),
    ('gemeente.provincie == "Noord-Brabant" and gemeente.stedelijkheid == "weinig"', False),
    ("verkiezingen.maanden_over < 12 and verkiezingen.maanden_over > 18", False),
    ("verkiezingen.maanden_over < 12", True),
])
def test_the_search_is_exact(tmp_path: Path, text: str, reached: bool) -> None:
    content = make_content(tmp_path, {MORE: QUESTIONS})
    found = Searcher(content, world_of(content, TODAY), TODAY).reach([Condition(text)])
    assert found is (Reach.YES if reached else Reach.NO)


@pytest.mark.parametrize("today", [dt.date(2026, 11, 24), dt.date(2027, 1, 31), dt.date(2028, 2, 29)])
@pytest.mark.parametrize("months", [-13, -1, 0, 1, 12, 25])
def test_every_number_of_months_can_be_reached_on_any_day(tmp_path: Path, today: dt.date, months: int) -> None:
    content = make_content(tmp_path, {MORE: QUESTIONS})
    assert Searcher(content, world_of(content, today), today).reach([Condition(f"geld.maanden_over == {months}")]) is Reach.YES


def test_a_search_that_is_too_large_says_so(tmp_path: Path) -> None:
    content = make_content(tmp_path, {MORE: QUESTIONS})
    condition = Condition('fase == "borgen" and mandaat == "geen" and team == "ja" and steun == "ja"')
    assert Searcher(content, world_of(content, TODAY), TODAY, limit=3).reach([condition]) is Reach.TOO_LARGE


@pytest.mark.parametrize("fact", [fact for fact in load(ROOT).known_facts.values() if fact.values and fact.kind != "one_of" and fact.name != "gemeente.stedelijkheid"], ids=lambda f: f.name)
def test_the_answers_that_are_tried_reach_every_value_of_a_fact(fact) -> None:
    content = load(ROOT)
    searcher = Searcher(content, world_of(content, TODAY), TODAY)
    assert [searcher.reach([Condition(f'{fact.name} == "{value}"')]) for value in fact.labels] == [Reach.YES] * len(fact.values)


@pytest.mark.parametrize(("files", "said"), [
    ({PAGE: page("x", when='team == "nee" and verloop == "laag"')},
     f"{PAGE}:6:7  onbereikbaar  Deze bladzijde is met geen enkel antwoord te bereiken.  Verander de voorwaarde, of haal dit weg."),
    ({MORE: QUESTIONS + '  - {id: y, ask: X?, why: Y., type: yes_no, when: team == "nee" and verloop == "laag"}\n'},
     f"{MORE}:13:51  onbereikbaar  Deze vraag is met geen enkel antwoord te bereiken.  Verander de voorwaarde, of haal dit weg."),
    ({PAGE: page('{% when team == "nee" %}\nx\n{% endwhen %}', when='team == "ja"')},
     f"{PAGE}:8:9  onbereikbaar  Dit blok is met geen enkel antwoord te bereiken.  Dit staat binnen 'team == \"ja\"'. "
     "Verander de voorwaarde, of haal dit weg."),
    ({PAGE: page('{% when team == "ja" %}\nx\n\n{% when team == "nee" %}\ny\n{% endwhen %}\n{% endwhen %}')},
     f"{PAGE}:10:9  onbereikbaar  Dit blok is met geen enkel antwoord te bereiken.  Dit staat binnen 'team == \"ja\"'. "
     "Verander de voorwaarde, of haal dit weg."),
    ({CHECKLIST: "id: start\ntitle: S\nintro: K.\nwhen: team == \"ja\"\nitems:\n  - {id: a, text: T., why: W., for: leider, when: team == \"nee\"}\n", **ROLES},
     f"{CHECKLIST}:6:51  onbereikbaar  Dit punt is met geen enkel antwoord te bereiken.  Dit staat binnen 'team == \"ja\"'. "
     "Verander de voorwaarde, of haal dit weg."),
    ({PAGE: page('## Kop\n\n{% when team == "ja" %}\nx\n{% endwhen %}\n\n## Wat u controleert, en wanneer opnieuw\n\n'
                 '{% when team == "ja" %}\ny\n{% endwhen %}', settled='team == "ja"')},
     f"{PAGE}:10:9  onbereikbaar  Dit blok is met geen enkel antwoord te bereiken.  De bladzijde vervalt bij 'team == \"ja\"'. "
     "Verander de voorwaarde, of haal dit weg."),
])
def test_what_no_answers_can_reach_is_wrong(tmp_path: Path, files: dict[str, str], said: str) -> None:
    assert wrong(tmp_path, {MORE: QUESTIONS, **files}) == [said]


# --- let op -------------------------------------------------------------------------------


def test_a_source_that_nothing_cites_is_remarked(tmp_path: Path) -> None:
    assert remarks(tmp_path, {SOURCES: SOURCE}, "bron-ongebruikt") == ["De bron 'isd-mandaat' wordt nergens genoemd."]
    assert remarks(tmp_path, {SOURCES: SOURCE, PAGE: page("Zo is het [@isd-mandaat].")}, "bron-ongebruikt") == []
    assert remarks(tmp_path, {SOURCES: SOURCE, PAGE: page("x", sources="[isd-mandaat]")}, "bron-ongebruikt") == []


@pytest.mark.parametrize(("today", "old"), [("2027-11-01", []), ("2027-11-02", ["De bron 'isd-mandaat' is meer dan een jaar geleden nagekeken (2026-11-01)."])])
def test_a_source_grows_old_after_a_year(tmp_path: Path, today: str, old: list[str]) -> None:
    assert remarks(tmp_path, {SOURCES: SOURCE}, "bron-oud", dt.date.fromisoformat(today)) == old


CHOICE = HEAD + "  - {{id: x, ask: X?, why: Y., type: {}, {}choices: {{a: A, b: B, c: C}}}}\n"


@pytest.mark.parametrize(("question", "condition", "idle"), [
    (CHOICE.format("choice", ""), 'x == "a"', ["De keuze 'b' van 'x' stuurt niets.", "De keuze 'c' van 'x' stuurt niets."]),
    (CHOICE.format("choice", ""), 'x in ["a", "b"]', []),  # c is what is left over
    (CHOICE.format("choices", ""), '"a" in x or "b" in x', ["De keuze 'c' van 'x' stuurt niets."]),
    (CHOICE.format("choices", "none: c, "), '"a" in x or "b" in x', []),
    (CHOICE.format("choice", ""), 'mandaat == "geen"', ["Geen enkele keuze van 'x' stuurt iets."]),
    (CHOICE.format("choice", "neutral: true, "), 'mandaat == "geen"', []),
    (HEAD + "  - {id: x, ask: X?, why: Y., type: yes_no}\n", 'mandaat == "geen"', ["Het antwoord op 'x' stuurt niets."]),
    (HEAD + "  - {id: x, ask: X?, why: Y., type: choices, choices: {a: A, b: {label: B, neutral: true}}}\n", '"a" in x', []),
])
def test_a_choice_that_steers_nothing_is_remarked(tmp_path: Path, question: str, condition: str, idle: list[str]) -> None:
    files = {MORE: question, PAGE: page(f"{{% when {condition} %}}\nx\n{{% endwhen %}}")}
    assert [line for line in remarks(tmp_path, files, "stuurt-niets") if "'x'" in line] == idle


def test_choices_that_feed_a_fact_that_is_used_do_steer(tmp_path: Path) -> None:
    files = {MORE: QUESTIONS, PAGE: page('{% when geld.soort == "tijdelijk" %}\nx\n{% endwhen %}')}
    assert not [line for line in remarks(tmp_path, files, "stuurt-niets") if "financiering" in line]


def test_a_sentence_of_more_than_thirty_words_is_remarked(tmp_path: Path) -> None:
    sentence = " ".join(["woord"] * 31)
    found = [p for p in check(tmp_path, {PAGE: page(f"Kort.\n\n- Een punt.\n- {sentence}")}) if p.code == "lange-zin"]
    assert [(p.grade, p.place.line, p.message[:25]) for p in found] == [(WARNING, 10, "Deze zin heeft 31 woorden")]
    assert remarks(tmp_path, {PAGE: page(" ".join(["woord"] * 30) + ".")}, "lange-zin") == []


@pytest.mark.parametrize(("markdown", "expected"), [
    ("- Een punt\n- Nog een punt;\n\n## Kop\n\nTekst.", ["Een punt.", "Nog een punt.", "Tekst."]),
    ("- Een punt\n## Kop\nTekst.", ["Een punt.", "Tekst."]),
    ("Een zin [@bron]. Zie [de lijst](a.md).\n\n| a | b |\n|---|---|\n\nSlot", ["Een zin.", "Zie de lijst.", "Slot"]),
    ("Voor {{ gemeente.naam }} geldt [[bedrag]].", ["Voor uw gemeente geldt bedrag."]),
])
def test_sentences_end_where_a_reader_stops(markdown: str, expected: list[str]) -> None:
    assert sentences(plain_text(markdown)) == expected


# --- how it is shown ----------------------------------------------------------------------

PROBLEMS = [Problem(Place("b.md", 2, 1), "kring", "Dit is rond.", "Maak het recht.", WARNING), Problem(Place("a.md", 12, 3), "weg", "Dit is weg.")]


def test_problems_are_lines_with_a_count() -> None:
    assert render_problems(sorted(PROBLEMS)) == "a.md:12:3  weg  Dit is weg.\nb.md:2:1  kring  let op: Dit is rond.  Maak het recht.\n1 fout, 1 keer let op."
    assert render_problems([]) == "Geen fouten gevonden."


def test_many_of_one_kind_fold_unless_all_are_asked_for() -> None:
    many = [Problem(Place("a.md", line, 1), "weg", "Weg.") for line in range(1, 24)]
    shown = render_problems(many, held=2).splitlines()
    assert shown[19:] == ["a.md:20:1  weg  Weg.", "… en nog 3 keer weg. Toon alles met --all.",
                          "2 meldingen volgen waarschijnlijk hieruit. Los het bovenstaande op, en controleer opnieuw.", "23 fouten, 0 keer let op."]
    assert render_problems(many, everything=True).splitlines()[22:] == ["a.md:23:1  weg  Weg.", "23 fouten, 0 keer let op."]


def test_of_very_many_a_few_of_each_kind_are_shown_and_what_is_wrong_first() -> None:
    warned = [Problem(Place("a.md", n, 1), "let", "Kijk.", "", WARNING) for n in range(1, 201)]
    shown = render_problems([*warned, *(Problem(Place("b.md", n, 1), "weg", "Weg.") for n in range(1, 8))]).splitlines()
    assert [line.split("  ")[1] for line in shown[:10]] == ["weg"] * 5 + ["let"] * 5
    assert shown[10:] == ["… en nog 195 keer let. Toon alles met --all.", "… en nog 2 keer weg. Toon alles met --all.", "7 fouten, 200 keer let op."]


def test_problems_are_json_for_machines() -> None:
    assert json.loads(render_problems(sorted(PROBLEMS), as_json=True)) == [
        {"file": "a.md", "line": 12, "column": 3, "code": "weg", "grade": "fout", "message": "Dit is weg.", "remedy": ""},
        {"file": "b.md", "line": 2, "column": 1, "code": "kring", "grade": "let op", "message": "Dit is rond.", "remedy": "Maak het recht."}]


def test_uses_lists_everything_that_depends_on_a_question(tmp_path: Path) -> None:
    body = 'Bel {{ partner }}.\n\n{% when mandaat == "geen" %}\nx\n{% endwhen %}\n\n{% when mandaat == "informeel" %}\ny\n{% endwhen %}'
    content = make_content(tmp_path, {PAGE: page(body), CHECKLIST: ITEMS + '  - {id: a, text: T., why: W., for: leider, when: mandaat != "geen"}\n'})
    assert uses(content, "mandaat") == [
        f'{CHECKLIST}:5:51  punt start/a: when mandaat != "geen"',
        f'{PAGE}:9:9  blok in mandaat: when mandaat == "geen"',
        f'{PAGE}:13:9  blok in mandaat: when mandaat == "informeel"',
        'guide/questionnaire/10-aanpak.yml:16:109  vraag partner: when mandaat != "geen"']
    assert uses(content, "mandaat.informeel") == [f'{PAGE}:13:9  blok in mandaat: when mandaat == "informeel"']
    assert uses(content, "partner") == [f"{PAGE}:7:5  tekst in mandaat: {{{{ partner }}}}"]
    assert uses(content, "fase.voorbereiden") == [f"{PAGE}:1:1  bladzijde mandaat: fase voorbereiden"]


def test_uses_lists_where_a_source_a_page_and_a_role_are_named(tmp_path: Path) -> None:
    other = "guide/chapters/10-doen/ander.md"
    content = make_content(tmp_path, {PAGE: page("Zo is het [@isd-mandaat].", roles="[leider]"), SOURCES: SOURCE, **ROLES,
                                      other: page("Zie [dit](mandaat.md).", id="ander", sources="[isd-mandaat]"),
                                      CHECKLIST: ITEMS + "  - {id: a, text: T., why: \"W [@isd-mandaat].\", for: leider}\n"})
    assert uses(content, "isd-mandaat") == [
        f"{CHECKLIST}:5:5  punt start/a: why [@isd-mandaat]", f"{other}:1:1  bladzijde ander: sources isd-mandaat",
        f"{PAGE}:8:11  tekst in mandaat: [@isd-mandaat]"]
    assert uses(content, "leider") == [f"{CHECKLIST}:5:5  punt start/a: for leider", f"{PAGE}:1:1  bladzijde mandaat: roles leider"]
    assert f"{other}:8:9  link in ander: mandaat.md" in uses(content, "mandaat")


def test_uses_follows_facts(tmp_path: Path) -> None:
    content = make_content(tmp_path, {MORE: QUESTIONS, PAGE: page('{% when geld.soort == "tijdelijk" %}\nx\n{% endwhen %}')})
    line = f'{PAGE}:7:9  blok in mandaat: when geld.soort == "tijdelijk" (via geld.soort)'
    assert line in uses(content, "financiering") and line in uses(content, "financiering.rijk")


@pytest.mark.parametrize(("id", "message"), [
    ("mandat", "De vraag of het feit 'mandat' bestaat niet. Bedoelt u 'mandaat'?"),
    ("mandaat.gen", "'mandaat' heeft geen keuze 'gen'. Kies uit: vastgelegd, informeel, geen."),
])
def test_uses_of_what_does_not_exist_is_refused(tmp_path: Path, id: str, message: str) -> None:
    with pytest.raises(UsageError) as error:
        uses(make_content(tmp_path), id)
    assert str(error.value) == message


def test_the_summary_counts(tmp_path: Path) -> None:
    content = make_content(tmp_path, {PAGE: page('{% when mandaat == "geen" %}\nDit is een zin.\n{% endwhen %}', for_all="true"), SOURCES: SOURCE})
    table = dict(counts(content))
    assert (table["vragen"], table["bladzijden"], table["  voor iedereen gelijk"], table["blokken"], table["  helemaal gelezen"]) == (
        "5", "1", "1 (100%)", "1", "1")
    assert "Leesbaarheid (Flesch-Douma):" in summary(content)


def test_the_summary_says_when_it_cannot_measure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "textstat", None)
    assert "niet gemeten" in summary(make_content(tmp_path))


# --- schemas ------------------------------------------------------------------------------


def test_the_schemas_are_what_the_dataclasses_say() -> None:
    assert differing(ROOT / "schemas") == [], "doe: python -m site_build.desk.schemas --write"


@pytest.mark.parametrize("name", FORMATS)
def test_a_schema_is_a_schema(name: str) -> None:
    jsonschema.Draft202012Validator.check_schema(schema(name))


YAML = [path for folder in ("guide", "checklists") for path in sorted((ROOT / folder).rglob("*.yml")) if path.name != "published-ids.yml" and path.parent.name != "moments"]  # answers have no schema: the questionnaire is


@pytest.mark.parametrize("path", YAML, ids=lambda path: path.name)
def test_a_file_names_its_schema_and_fits_it(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    match = re.match(r"# yaml-language-server: \$schema=(\S+)\n", text)
    assert match, "de eerste regel noemt geen schema"
    ids = referencing.Resource.from_contents(json.loads((ROOT / "schemas/ids.json").read_text(encoding="utf-8")))
    validator = jsonschema.Draft202012Validator(json.loads((path.parent / match[1]).read_text(encoding="utf-8")),
                                                registry=referencing.Registry().with_resource("ids.json", ids))
    assert [error.message for error in validator.iter_errors(_plain(read_yaml(text, path.name)[0]))] == []


@pytest.mark.parametrize(("name", "data"), [
    ("checklist", {"id": "a", "title": "A", "intro": "A."}),
    ("sources", [{"id": "a", "type": "webpage", "title": "A", "checked": "2026-01-01", "certainty": "gelezen"}]),
    ("section", {"section": "a", "title": "A", "questions": [{"id": "x", "ask": "X?", "type": "choice", "keuzes": {}}]}),
    ("section", {"section": "a", "title": "A", "questions": [{"id": "x", "ask": "X?", "type": "choice", "choices": ["a"]}]}),
])
def test_a_schema_refuses_what_the_reader_refuses(name: str, data: object) -> None:
    assert not jsonschema.Draft202012Validator(schema(name)).is_valid(data)


def _plain(value):
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    return [_plain(item) for item in value] if isinstance(value, list) else value


def test_the_ids_of_the_content_complete_and_are_renewed_when_one_changes(tmp_path: Path) -> None:
    root = write_content(tmp_path, {"guide/knowledge/roles.yml": "- {id: leider, name: Leider, who: Wie., know: [iets]}\n", SOURCES: SOURCE})
    assert not renew_ids(root, read_content(root)[0])  # no schemas, no list
    (root / "schemas").mkdir()
    assert renew_ids(root, read_content(root)[0]) and not renew_ids(root, read_content(root)[0])
    found = json.loads((root / "schemas/ids.json").read_text(encoding="utf-8"))["$defs"]
    assert found["role"]["enum"] == ["leider"] and found["source"]["enum"] == ["isd-mandaat"]
    assert "mandaat" in found["question"]["enum"] and 'mandaat == "geen"' in found["condition"]["enum"] and 'steun == "ja"' in found["condition"]["enum"]
    assert schema("checklist")["$defs"]["Item"]["properties"]["for"]["anyOf"][0] == {"$ref": "ids.json#/$defs/role"}
    write_content(root, {"guide/knowledge/roles.yml": "- {id: trekker, name: Leider, who: Wie., know: [iets]}\n"})
    assert renew_ids(root, read_content(root)[0])
