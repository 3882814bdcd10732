"""Answers: read, write, validate, and read through what editors renamed and removed."""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from site_build.content.documents import read_yaml
from site_build.content.loading import load
from site_build.content.model import Question
from site_build.errors import ContentError
from site_build.interview.answers import (
    Answers,
    InvalidAnswer,
    PlanEntry,
    Sheet,
    answer_text,
    ask_again,
    read_answers,
    validate,
    write_answers,
)
from tests.interview.forms import FIRST, SECOND, form

HEAD = "version: 1\nhandbook: hb-test0001\ndate: 2026-11-24\nanswers:\n"


def read(text: str, content: Any = None) -> Answers:
    return read_answers(text, "antwoorden.yml", content or form())


def problems_of(text: str) -> list[str]:
    with pytest.raises(ContentError) as caught:
        read(text)
    return [str(problem) for problem in caught.value.problems]


def check(id: str, raw: Any) -> Any:
    return validate(form().questions[id], raw, form())


# --- bad files ----------------------------------------------------------------------------

NO_YAML = "Dit is geen geldige YAML.  Kijk of de regel goed inspringt en zet tekst met een dubbele punt tussen aanhalingstekens."


@pytest.mark.parametrize(("text", "message"), [
    ("answers: [", f"antwoorden.yml:1:11  yaml-vorm  {NO_YAML}"),
    ("[" * 100_000, f"antwoorden.yml:1:1  yaml-vorm  {NO_YAML}"),
    ("zomaar wat tekst", "antwoorden.yml:1:1  antwoorden-vorm  Dit is geen antwoordenbestand.  "
                         "Begin met version, handbook, date en answers; zie examples/ voor een voorbeeld."),
    ("", "antwoorden.yml:1:1  antwoorden-vorm  Dit is geen antwoordenbestand.  "
         "Begin met version, handbook, date en answers; zie examples/ voor een voorbeeld."),
    (HEAD + "  fase: starten\n  fase: verkennen\n",
     "antwoorden.yml:6:3  dubbele-naam  De naam 'fase' staat hier twee keer.  Laat één van de twee staan."),
    (HEAD + "  faze: starten\n", "antwoorden.yml:5:9  onbekende-vraag  De vraag 'faze' bestaat niet.  Bedoelt u 'fase'?"),
    (HEAD + "  fase: klaar\n", "antwoorden.yml:5:9  antwoord  Welke fase? 'klaar' is geen antwoord op deze vraag. "
                               "Kies uit: verkennen, voorbereiden, starten."),
    (HEAD + "  inwoners: veel\n", "antwoorden.yml:5:13  antwoord  Hoeveel inwoners? 'veel' is geen getal. Vul een getal in. Bijvoorbeeld: 31850."),
    (HEAD + f"  inwoners: {'9' * 100_000}\n", f"antwoorden.yml:5:13  antwoord  Hoeveel inwoners? '{'9' * 59}…' is geen getal. Vul een getal in. Bijvoorbeeld: 31850."),
    (HEAD + "  inwoners: 3\n", "antwoorden.yml:5:13  antwoord  Hoeveel inwoners? Vul een getal in van minstens 100. Bijvoorbeeld: 31850."),
    (HEAD + "  gemeente: GM1234\n", "antwoorden.yml:5:13  antwoord  Welke gemeente? De gemeente 'GM1234' bestaat niet. "
                                    "Vul de CBS-code in, bijvoorbeeld GM0080 (Leeuwarden)."),
    (HEAD + "  gemeente: Bergen\n", "antwoorden.yml:5:13  antwoord  Welke gemeente? Er zijn 2 gemeenten die 'Bergen' heten. "
                                    "Vul de CBS-code in: GM0893 (Bergen (Limburg)) of GM0373 (Bergen (Noord-Holland))."),
    (HEAD + "  gemeente: onbekend\n",
     "antwoorden.yml:5:13  antwoord  Welke gemeente? Deze vraag heeft een antwoord nodig; 'weet ik niet' kan hier niet."),
    (HEAD + "  geld_tot: 31-02-2027\n", "antwoorden.yml:5:13  antwoord  Tot wanneer is er geld? De datum '31-02-2027' bestaat niet. "
                                        "Bijvoorbeeld: 31-12-2027."),
    (HEAD + "  geld_tot: 31-12-0027\n", "antwoorden.yml:5:13  antwoord  Tot wanneer is er geld? Het jaar 27 klopt niet. "
                                        "Bijvoorbeeld: 31-12-2027."),
    (HEAD + "  doelgroep: [jeugd, geen]\n", "antwoorden.yml:5:14  antwoord  Voor wie? 'Niemand' gaat niet samen met een ander antwoord."),
    (HEAD + f"  partner: {'x' * 100_000}\n", "antwoorden.yml:5:12  antwoord  Hoe heet de partner? Dit antwoord is te lang (100000 tekens). "
                                             "Gebruik hooguit 5000 tekens."),
    (HEAD + '  partner: "a\\u0000b"\n', "antwoorden.yml:5:12  antwoord  Hoe heet de partner? In dit antwoord staat een teken dat niet te "
                                        "zien is. Typ het antwoord opnieuw."),
    (HEAD + "  partner: a\0b\n", "antwoorden.yml:5:1  yaml-teken  Er staat een onzichtbaar teken (nul-byte) in dit bestand.  "
                                 "Verwijder het teken of maak het bestand opnieuw."),
    (HEAD + "  partners: [{naam: X, fte: veel}]\n", "antwoorden.yml:5:13  antwoord  Met wie? partner 1, Hoeveel fte? 'veel' is geen getal. Vul een getal in. "
                                                    "Bijvoorbeeld: 4,5."),
    (HEAD + "  partners: [{kleur: rood}]\n", "antwoorden.yml:5:13  antwoord  Met wie? 'kleur' hoort niet bij een partner. "
                                             "Kies uit: naam, soort, fte."),
    (HEAD.replace("version: 1", "version: 9"), "antwoorden.yml:1:10  versie-nieuwer  Dit bestand is gemaakt met een nieuwere vragenlijst "
                                               "(versie 9); u gebruikt versie 1.  Werk handreiking bij en probeer het opnieuw."),
    (HEAD.replace("2026-11-24", "2026-W48-2"), "antwoorden.yml:3:7  datum  De datum ontbreekt of klopt niet.  "
                                               "Schrijf bijvoorbeeld: date: 2026-11-24."),
    (HEAD.replace("hb-test0001", "../../etc"), "antwoorden.yml:2:11  handboek-id  De id van het handboek ontbreekt of klopt niet.  "
                                               "Schrijf bijvoorbeeld: handbook: hb-7f3a91c2."),
    *((HEAD.replace("answers:", f"notice: {raw}\nanswers:") + "  {}\n",
       "antwoorden.yml:4:9  melding  De melding boven elke bladzijde is geen tekst van één regel en hooguit 200 tekens.  "
       "Schrijf bijvoorbeeld: notice: Verzonnen voorbeeld. Of laat de regel weg.") for raw in ("3", "x" * 201, "[a]", '"a\\nb"')),
    (HEAD + "  {}\nkept: tekst\n", "antwoorden.yml:6:7  antwoorden-vorm  'kept' hoort per regel een naam en een waarde te hebben."),
    (HEAD + '  {}\nplan: {}\nstatements: [{role: teamleider, answers: {d1-1: 7}}]\n',
     "antwoorden.yml:7:49  stelling-antwoord  '7' is geen antwoord op een stelling.  Kies 1, 2, 3, 4, 5, onbekend of nvt."),
], ids=lambda value: value[-30:])
def test_a_bad_file_says_where_what_and_what_to_do(text: str, message: str) -> None:
    assert problems_of(text) == [message]


@pytest.mark.parametrize("typed", ["1-3-27", "'1-3-27'", "1 maart 2027", "01-03-2027", "2027-03-01"])
def test_the_day_of_the_file_is_read_as_people_type_it(typed: str) -> None:
    assert read(f"version: 1\nhandbook: hb-7f3a91c2\ndate: {typed}\nanswers: {{}}\n").date == "2027-03-01"


def test_all_problems_are_shown_at_once() -> None:
    assert len(problems_of(HEAD + "  faze: x\n  fase: x\n  inwoners: x\n")) == 3


# --- one validation -----------------------------------------------------------------------


@pytest.mark.parametrize(("id", "raw", "value"), [
    ("inwoners", "31.850", 31850), ("inwoners", " 31850 inwoners".split()[0], 31850), ("inwoners", 31850.0, 31850),
    ("inwoners", "weet ik niet", "onbekend"), ("inwoners", "Weet Ik Niet", "onbekend"),
    ("geld_tot", "1-2-2027", "2027-02-01"), ("geld_tot", "1 februari 2027", "2027-02-01"), ("geld_tot", "2027-02-01", "2027-02-01"),
    ("steun", "Ja", "ja"), ("steun", True, "ja"), ("steun", "n", "nee"), ("steun", "x", "ja"), ("steun", 1, "ja"), ("steun", 1.0, "ja"), ("steun", "Yes.", "ja"), ("steun", 0, "nee"),
    ("fase", "STARTEN.", "starten"), ("fase", "\u00a0starten\u00a0", "starten"), ("geld_tot", "dec 2027", "2027-12-31"),
    ("fase", "Starten", "starten"), ("doelgroep", "Jeugd; Schulden", ["schulden", "jeugd"]), ("zorg", "4", 4),
    ("gemeente", "leeuwarden", "GM0080"), ("gemeente", "Hengelo", "GM0164"), ("gemeente", "Hengelo (O.)", "GM0164"),
    ("gemeente", "Bergen (L.)", "GM0893"), ("gemeente", "Bergen (Limburg)", "GM0893"), ("gemeente", "Den Haag", "GM0518"),
    ("gemeente", "’s-gravenhage", "GM0518"), ("gemeente", "sudwest-fryslan", "GM1900"),
    ("partner", "  Welzijn\r\nStad ", "Welzijn\nStad"), ("partner", "{{ 7*7 }}", "{{ 7*7 }}"), ("partner", 2020, "2020"),
    ("partners", [{"naam": "X", "fte": "4,5"}, {}], [{"naam": "X", "fte": 4.5}]), ("partners", [], []),
])
def test_what_people_write_becomes_one_value(id: str, raw: Any, value: Any) -> None:
    assert check(id, raw) == value
    assert check(id, value) == value


@pytest.mark.parametrize(("id", "raw", "message"), [
    ("inwoners", "1200,5", "Vul een heel getal in. Bijvoorbeeld: 31850."),
    ("inwoners", "9" * 400, f"'{'9' * 59}…' is geen getal. Vul een getal in. Bijvoorbeeld: 31850."),
    ("inwoners", float("inf"), "Vul een getal in. Bijvoorbeeld: 31850."),
    ("inwoners", "3000000", "Vul een getal in van hooguit 2.000.000. Bijvoorbeeld: 31850."),
    ("geld_tot", "volgend jaar", "'volgend jaar' is geen datum. Vul een datum in als dag-maand-jaar. Bijvoorbeeld: 31-12-2027."),
    ("steun", "misschien", "Kies ja of nee."), ("zorg", "6", "Kies een cijfer van 1 tot en met 5."),
    ("doelgroep", [], "Kies minstens één antwoord, of kies 'weet ik niet'."),
    ("partner", "  ", "Vul iets in, of kies 'weet ik niet'."),
    ("partner", "a\u202eb", "In dit antwoord staat een teken dat niet te zien is. Typ het antwoord opnieuw."),
    ("partners", "X", "Geef een lijst; elke partner begint met een streepje."),
])
def test_a_wrong_answer_is_told_what_is_wrong(id: str, raw: Any, message: str) -> None:
    with pytest.raises(InvalidAnswer) as caught:
        check(id, raw)
    assert str(caught.value) == message


@pytest.mark.parametrize(("id", "value", "text"), [
    ("inwoners", 31850, "31.850 inwoners"), ("geld_tot", "2027-02-01", "1 februari 2027"), ("gemeente", "GM0893", "Bergen"),
    ("fase", None, "nog niet beantwoord"), ("fase", "onbekend", "weet ik niet"), ("doelgroep", ["schulden", "jeugd"], "Schulden; Jeugd"),
    ("partners", [], "geen partner"), ("partners", [{"naam": "X", "soort": "ggz", "fte": 2}, {"soort": "welzijn"}], "X, Ggz; Welzijn"),
])
def test_an_answer_reads_as_dutch(id: str, value: Any, text: str) -> None:
    assert answer_text(form().questions[id], value, form()) == text


@pytest.mark.parametrize(("value", "text"), [(0, "0 dagdelen"), (0.5, "0,5 dagdeel"), (1, "1 dagdeel"), (1.5, "1,5 dagdelen")])
def test_one_has_a_unit_of_its_own(value: float, text: str) -> None:
    asked = Question(id="tijd", ask="Hoeveel?", type="number", unit="dagdelen", unit_one="dagdeel")
    assert answer_text(asked, value, form()) == text


# --- writing and reading back -------------------------------------------------------------


def texts() -> st.SearchStrategy[str]:
    def accepted(text: str) -> bool:
        try:
            return check("partner", text) != "onbekend"
        except InvalidAnswer:
            return False

    ordinary = st.text(st.characters(exclude_categories=["Cs", "Cc", "Cf", "Zl", "Zp", "Cn"]), min_size=1, max_size=60)
    nasty = st.sampled_from(["ja", "no", "null", "~", "0363", "1e3", "a: b", "# kop", "- x", "'s", '"', "\\", "a\nb", "a\tb", "<script>",
                             "{{ 7*7 }}", "| a |", "2027-02-01", "@x", "&a", "*a", "!x", "%", "é", "🙂", "\u00a0x\u00a0y", "x\u3000y"])
    return st.one_of(ordinary, nasty).filter(accepted).map(lambda text: check("partner", text))


def or_unknown(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.one_of(strategy, st.just("onbekend"))


VALUES = {
    "gemeente": st.sampled_from([m.code for m in form().municipalities]),
    "inwoners": or_unknown(st.integers(100, 2_000_000)),
    "fase": or_unknown(st.sampled_from(["verkennen", "voorbereiden", "starten"])),
    "partner": or_unknown(texts()),
    "geld_tot": or_unknown(st.dates(dt.date(1900, 1, 1), dt.date(2200, 12, 31)).map(lambda day: day.isoformat())),
    "steun": or_unknown(st.sampled_from(["ja", "nee"])),
    "doelgroep": or_unknown(st.sampled_from([["schulden"], ["jeugd"], ["schulden", "jeugd"], ["geen"]])),
    "zorg": or_unknown(st.integers(1, 5)),
    "partners": or_unknown(st.lists(st.fixed_dictionaries({}, optional={
        "naam": or_unknown(texts()), "soort": or_unknown(st.sampled_from(["ggz", "welzijn"])),
        "fte": or_unknown(st.integers(0, 1000).map(lambda tenths: check_fte(tenths / 10))),
    }).filter(bool), max_size=4)),
}


def check_fte(value: float) -> Any:
    return validate(form().questions["partners"].parts[2], value, form())


def valid_values() -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries({}, optional=VALUES)


@settings(max_examples=80, deadline=None)
@given(values=valid_values(), sheet=st.dictionaries(st.sampled_from(["d1-1", "d1-2", "d2-1"]), st.sampled_from([1, 5, "onbekend", "nvt"])),
       agreed=st.booleans(), kept=st.dictionaries(st.sampled_from(["weg", "plan"]), st.recursive(
           st.none() | st.booleans() | st.integers() | texts(), lambda inner: st.lists(inner) | st.dictionaries(texts(), inner), max_leaves=6)))
def test_what_is_written_reads_back_as_it_was(values: dict[str, Any], sheet: dict[str, Any], agreed: bool, kept: dict[str, Any]) -> None:
    answers = Answers("hb-test0001", "2026-11-24", values, statements=(Sheet("teamleider", sheet, agreed),), kept=kept)
    written = write_answers(answers, form())
    assert read(written) == answers
    again = write_answers(read(written), form())
    assert write_answers(read(again), form()) == again


def test_the_file_reads_as_a_form_with_the_questions_in_order() -> None:
    answers = Answers("hb-test0001", "2026-11-24", {"steun": "onbekend", "gemeente": "GM0080", "partners": [{"naam": "X", "fte": 4.5}]})
    assert write_answers(answers, form()) == (
        "version: 1\nhandbook: hb-test0001\ndate: 2026-11-24\nanswers:\n"
        "  # Welke gemeente?\n  gemeente: GM0080\n"
        "  # Steunt het college?\n  steun: onbekend\n"
        "  # Met wie?\n  partners:\n    - naam: X\n      fte: 4.5\n"
        "plan: {}\n")


def test_values_that_other_programs_would_read_as_no_text_are_quoted() -> None:
    written = write_answers(Answers("hb-test0001", "2026-11-24", {"partner": "No"}), form())
    assert '  partner: "No"\n' in written


def test_a_plan_and_moved_moments_read_back() -> None:
    content = form()
    answers = Answers("hb-test0001", "2026-11-24", kept={"plan": {"oud": {"owner": "J. de Vries: raad"}}})
    assert read(write_answers(answers, content)) == answers
    assert PlanEntry().status == "open"


# --- an answers file of three versions ago ------------------------------------------------

OLD = """\
version: 1
handbook: hb-oud00001
date: 2024-03-01
answers:
  stad: GM0080
  stadium: plannen
  wie: Welzijn Stad
  tempo: snel
  mening: goed
  doelgroep: [schulden, studenten, gezin]
  partners:
    - {titel: GGZ Noord, soort: psychiatrie, kleur: rood}
statements:
  - role: teamleider
    answers: {oud-1: 4, weg-1: 2, d2-1: 3}
plan:
  verdwenen-actie: {owner: Jan, status: bezig}
"""
NEW_FIRST = FIRST.replace("id: gemeente, ", "id: gemeente, was: [stad], ").replace(
    "    choices: {verkennen", "    was: [fase_nu, stadium]\n    choices:\n      plannen: {label: Plannen, retired: 2025-01, instead: ontwerpen}\n"
    "      ontwerpen: {label: Ontwerpen, retired: 2026-01, instead: voorbereiden}\n      verkennen").replace(
    "verkennen: Verkennen, voorbereiden: Voorbereiden, starten: Starten}",
    "verkennen: Verkennen\n      voorbereiden: Voorbereiden\n      starten: Starten\n")
NEW_SECOND = SECOND.replace("id: partner, ", "id: partner, was: [uitvoerder, wie], ").replace(
    "choices: {schulden: Schulden, jeugd: Jeugd, geen: Niemand}",
    "choices:\n      schulden: Schulden\n      jeugd: {label: Jeugd, was: [gezin]}\n      geen: Niemand\n"
    "      studenten: {label: Studenten, retired: 2026-01}").replace(
    "{id: naam, ", "{id: naam, was: [titel], ").replace(
    "choices: {ggz: Ggz, welzijn: Welzijn}}", "choices: {ggz: {label: Ggz, was: [psychiatrie]}, welzijn: Welzijn}}\n"
    "      - {id: kleur, ask: Welke kleur?, type: text, placeholder: kleur, retired: 2025-01}") + (
    "  - {id: tempo, ask: Hoe snel gaat het?, why: x, type: text, retired: 2025-06, instead: zorg}\n"
    "  - {id: mening, ask: Wat vindt u?, why: x, type: text, retired: 2025-06, instead: Dit hoeft niet meer.}\n")


def test_an_answers_file_of_three_versions_ago_loses_nothing() -> None:
    content = form(NEW_FIRST, NEW_SECOND, 4)
    first, *rest = content.statements
    content = dataclasses.replace(content, statements=(
        dataclasses.replace(first, was=("oud-1",)), *rest, dataclasses.replace(first, id="weg-1", retired="2026-01")))
    answers = read(OLD, content)
    assert answers.version == 4
    assert answers.values == {
        "gemeente": "GM0080",  # question renamed
        "fase": "voorbereiden",  # question renamed; choice replaced, and its replacement replaced again
        "partner": "Welzijn Stad",  # renamed twice
        "doelgroep": ["schulden", "jeugd"],  # one choice renamed, one gone
        "partners": [{"naam": "GGZ Noord", "soort": "ggz"}],  # parts and their choices too
    }
    assert answers.statements == (Sheet("teamleider", {"d1-1": 4, "d2-1": 3}),)
    assert answers.kept == {
        "tempo": "snel", "mening": "goed", "doelgroep": ["schulden", "studenten", "gezin"],
        "partners": [{"titel": "GGZ Noord", "soort": "psychiatrie", "kleur": "rood"}],
        "statements": {"teamleider: weg-1": 2}, "plan": {"verdwenen-actie": {"owner": "Jan", "status": "bezig"}},
    }
    assert ask_again(answers, content) == [
        "De vraag 'Hoe snel gaat het?' is vervallen. Beantwoord in plaats daarvan: Hoe groot is de zorg?",
        "De vraag 'Wat vindt u?' is vervallen. Dit hoeft niet meer.",
        "Een antwoord op 'Voor wie?' bestaat niet meer. Beantwoord deze vraag opnieuw.",
        "Een antwoord op 'Met wie?' bestaat niet meer. Beantwoord deze vraag opnieuw.",
    ]
    assert read(write_answers(answers, content), content) == answers


def test_what_is_answered_again_is_not_asked_again() -> None:
    content = form(NEW_FIRST, NEW_SECOND, 4)
    answers = read(OLD.split("statements:")[0], content)
    answers = answers.with_value("zorg", 3).with_value("doelgroep", ["jeugd"]).with_value("partners", [])
    assert ask_again(answers, content) == ["De vraag 'Wat vindt u?' is vervallen. Dit hoeft niet meer."]


def test_an_answer_under_its_old_and_its_new_name_keeps_both() -> None:
    answers = read(HEAD + "  stad: GM0518\n  gemeente: GM0080\n", form(NEW_FIRST, NEW_SECOND, 4))
    assert (answers.values, answers.kept) == ({"gemeente": "GM0080"}, {"stad": "GM0518"})


def test_an_answer_without_a_question_is_written_and_kept() -> None:
    written = write_answers(Answers("hb-test0001", "2026-11-24", {"verdwenen": ["a"]}), form())
    assert read(written).kept == {"verdwenen": ["a"]}


def test_brackets_in_a_text_are_not_taken_for_nesting() -> None:
    assert read_yaml(f'a: "{"[" * 200}"', "x") == ({"a": "[" * 200}, [])


def test_a_role_that_was_renamed_is_read_in_statements_and_plan_and_a_name_stays_a_name() -> None:
    content = load()
    lead = next(role for role in content.roles if role.id == "projectleider")
    roles = tuple(dataclasses.replace(role, id="kartrekker", was=(role.id,)) if role is lead else role for role in content.roles)
    text = ("version: 1\nhandbook: hb-12345678\ndate: 2026-11-24\nanswers: {}\nstatements:\n  - {role: projectleider, answers: {d1-1: 3}}\n"
            "plan:\n  mandaatkaart: {owner: projectleider}\n  casuistiek-oefenen: {owner: Jan}\n")
    plan = [action.id for action in content.actions][:2]
    given = read_answers(text.replace("mandaatkaart", plan[0]).replace("casuistiek-oefenen", plan[1]), "antwoorden.yml", dataclasses.replace(content, roles=roles))
    assert given.statements[0].role == "kartrekker"
    assert [given.plan[id].owner for id in plan] == ["kartrekker", "Jan"]
