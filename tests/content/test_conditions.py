"""The `when` language: three answers, explained; and what is wrong with a condition, with the corrected line."""

from pathlib import Path
from typing import Any

import pytest

from site_build.content.conditions import KNOWN, NOT_APPLICABLE, Condition, ConditionError, Tri, Value, first_yes, parse
from tests.builders import page
from tests.desk.checks import wrong

ANSWERS = {
    "mandaat": Value(KNOWN, "geen"),
    "inwoners": Value(KNOWN, 20000),
    "doelgroep": Value(KNOWN, ("schulden", "ouders")),
    "partners.soort": Value(KNOWN, ("ggz", None)),
    "geld_tot": Value(NOT_APPLICABLE, hidden_by=("geld.soort",)),
}


def outcome(text: str):
    return Condition(text).evaluate(lambda name: ANSWERS.get(name, Value()))


@pytest.mark.parametrize(("text", "tri"), [
    ('mandaat == "geen"', Tri.YES),
    ('mandaat != "geen"', Tri.NO),
    ('mandaat in ["informeel", "geen"]', Tri.YES),
    ("inwoners < 30000 and inwoners >= 20000", Tri.YES),
    ('"schulden" in doelgroep', Tri.YES),
    ('"ouderen" not in doelgroep', Tri.YES),
    ('not mandaat == "geen"', Tri.NO),
])
def test_known_answers_decide(text: str, tri: Tri) -> None:
    assert outcome(text).tri is tri


@pytest.mark.parametrize(("text", "tri"), [
    ('fase == "borgen"', Tri.UNKNOWN),
    ('not fase == "borgen"', Tri.UNKNOWN),
    ('mandaat == "geen" and fase == "borgen"', Tri.UNKNOWN),
    ('mandaat == "vastgelegd" and fase == "borgen"', Tri.NO),
    ('mandaat == "geen" or fase == "borgen"', Tri.YES),
    ('"ggz" in partners.soort', Tri.YES),
    ('"politie" in partners.soort', Tri.UNKNOWN),
    ('"politie" not in partners.soort', Tri.UNKNOWN),
])
def test_an_unknown_answer_leaves_it_unknown_unless_the_rest_decides(text: str, tri: Tri) -> None:
    assert outcome(text).tri is tri


@pytest.mark.parametrize(("text", "tri"), [
    ('geld_tot == "x"', Tri.NO), ('geld_tot in ["x"]', Tri.NO), ("geld_tot < 3", Tri.NO), ("geld_tot >= 3", Tri.NO),
    ('geld_tot != "x"', Tri.YES), ('geld_tot not in ["x"]', Tri.YES),
])
def test_a_question_that_does_not_apply_is_not_unknown(text: str, tri: Tri) -> None:
    found = outcome(text)
    assert (found.tri, found.because) == (tri, ("geld_tot", "geld.soort"))


@pytest.mark.parametrize(("text", "because"), [
    ('mandaat == "geen" and inwoners < 5', ("inwoners",)),
    ('mandaat == "geen" and inwoners > 5', ("mandaat", "inwoners")),
    ('mandaat == "geen" or fase == "borgen"', ("mandaat",)),
    ('mandaat == "geen" and fase == "borgen"', ("fase",)),
    ("mandaat == fase", ("fase",)), ("fase != mandaat", ("fase",)), ("mandaat == inwoners", ("mandaat", "inwoners")),
])
def test_only_what_decided_is_named(text: str, because: tuple[str, ...]) -> None:
    assert outcome(text).because == because


@pytest.mark.parametrize(("text", "message"), [
    ("open('x')", "Alleen namen, antwoorden, lijsten, vergelijkingen, and, or, not en in zijn toegestaan."),
    ("mandaat.__class__ == 1", "De naam 'mandaat.__class__' is niet toegestaan."),
    ("inwoners + 1 == 2", "Alleen tekst tussen aanhalingstekens, getallen en lijsten daarvan zijn toegestaan."),
    ("1 < inwoners < 3", "Vergelijk steeds twee dingen; gebruik and voor meer."),
    ("mandaat is inwoners", "Deze vergelijking is niet toegestaan."),
    ("mandaat ==", "De voorwaarde is niet te lezen."),
    ('mandaat == "geen" # want', "De voorwaarde is niet te lezen."),
    ("a == " + "(" * 3000, "De voorwaarde is te lang: 3005 tekens; hooguit 2000."),
])
def test_nothing_else_is_allowed(text: str, message: str) -> None:
    with pytest.raises(ConditionError) as error:
        parse(text)
    assert error.value.message == message


# --- what `check` says --------------------------------------------------------------------

BLOCK = "## Kop\n\n{{% when {} %}}\nTekst.\n{{% endwhen %}}"
MORE = {"guide/questionnaire/20-meer.yml": """\
section: meer
title: Meer
questions:
  - {id: inwoners, ask: Hoeveel?, why: Daarom., type: number, min: 100, max: 2000000}
  - {id: geld_tot, ask: Tot wanneer?, why: Daarom., type: date}
  - {id: datum_verkiezingen, ask: Wanneer?, why: Daarom., type: date}
  - {id: doel, ask: Voor wie?, why: Daarom., type: choices, none: geen, choices: {schulden: Schulden, ouders: Ouders, geen: Geen}}
  - {id: oud, ask: Oud?, why: Daarom., type: yes_no, retired: 2026-05, instead: steun}
  - {id: plek, ask: Waar?, why: Daarom., type: text, was: [locatie]}
  - id: partners
    ask: Met wie?
    why: Daarom.
    type: list
    item: partner
    parts:
      - {id: soort, ask: Welke soort?, type: choice, choices: {ggz: Ggz, politie: Politie}}
      - {id: naam, ask: Hoe heet hij?, type: text}
"""}


@pytest.mark.parametrize(("condition", "said"), [
    ('mandat == "geen"', "naam-onbekend  De vraag of het feit 'mandat' bestaat niet.  Bedoelt u 'mandaat'?"),
    ('zzz == "geen"', "naam-onbekend  De vraag of het feit 'zzz' bestaat niet.  Kijk in guide/questionnaire/ welke vragen er zijn."),
    ('geld.soort == "tijdelijk"', "naam-onbekend  De vraag of het feit 'geld.soort' bestaat niet.  "
                                  "Kijk in guide/questionnaire/ welke vragen er zijn."),
    ('oud == "ja"', "naam-vervallen  De vraag 'oud' bestaat niet meer.  Gebruik 'steun'."),
    ('locatie == "hier"', "naam-vervallen  De vraag 'locatie' bestaat niet meer.  Gebruik 'plek'."),
    ('mandaat == "gen"', "keuze-onbekend  'mandaat' heeft geen keuze 'gen'.  Bedoelt u 'geen'? Kies uit: vastgelegd, informeel, geen."),
    ('"school" in partners.soort', "keuze-onbekend  'partners.soort' heeft geen keuze 'school'.  Kies uit: ggz, politie."),
    ("mandaat == geen", "aanhalingstekens  'geen' moet tussen aanhalingstekens staan.  Schrijf: mandaat == \"geen\""),
    ("mandaat in [informeel, geen] and steun == ja", "voorwaarde  'informeel' moet tussen aanhalingstekens staan.  "
                                                     "Schrijf: mandaat in [\"informeel\", \"geen\"] and steun == \"ja\""),
    ('mandaat = "geen"', "voorwaarde  De voorwaarde is niet te lezen: een vergelijking heeft twee =-tekens.  Schrijf: mandaat == \"geen\""),
    ('mandaat == "geen" of steun == "ja"', "voorwaarde  De voorwaarde is niet te lezen: 'of' schrijft u als or.  Schrijf: mandaat == \"geen\" or steun == \"ja\""),
    ("steun", "voorwaarde  'steun' staat alleen; vergelijk het met een antwoord.  Schrijf: steun == \"ja\""),
    ('steun == "waar"', "soort-vergelijking  'steun' is een ja-neevraag en wordt met 'waar' vergeleken.  "
                        'Schrijf: steun == "ja" of steun == "nee".'),
    ('inwoners < "veel"', "soort-vergelijking  'inwoners' is een getal en wordt met tekst vergeleken.  "
                          "Schrijf een getal zonder aanhalingstekens, zoals: inwoners < 4"),
    ("mandaat == 3", "soort-vergelijking  'mandaat' is geen getal en wordt met 3 vergeleken.  "
                     "Vergelijk met een antwoord tussen aanhalingstekens."),
    ('mandaat < "geen"', "soort-vergelijking  'mandaat' is geen getal; '<' kan hier niet.  Gebruik == of in."),
    ('"geen" in mandaat', "soort-vergelijking  'mandaat' heeft één antwoord en geen lijst.  Schrijf: mandaat == \"geen\""),
    ('mandaat in "geen"', "soort-vergelijking  Achter 'in' hoort een lijst tussen blokhaken.  "
                          'Schrijf: mandaat in ["geen"], of: mandaat == "geen"'),
    ('mandaat == ["geen"]', "soort-vergelijking  'mandaat' wordt met een lijst vergeleken.  Schrijf: mandaat in [\"geen\"]"),
    ('doel == "schulden"', "soort-vergelijking  'doel' heeft meer antwoorden tegelijk.  Schrijf: \"schulden\" in doel"),
    ('doel in ["schulden"]', "soort-vergelijking  'doel' heeft meer antwoorden tegelijk.  Schrijf: \"schulden\" in doel"),
    ('partners == "ggz"', "soort-vergelijking  'partners' is een lijst met onderdelen.  "
                          "Gebruik een van: partners.soort, partners.naam, partners.aantal, partners.namen."),
    ('geld_tot == "2027-01-01"', "soort-vergelijking  'geld_tot' is een datum; daarmee kan een voorwaarde niet vergelijken.  "
                                 "Gebruik een feit dat maanden telt, zoals geld.maanden_over."),
    ('gemeente == "GM9999"', "keuze-onbekend  De gemeente 'GM9999' bestaat niet.  Gebruik de CBS-code, zoals GM0080."),
    ('mandaat == inwoners', "soort-vergelijking  'mandaat' en 'inwoners' zijn niet met elkaar te vergelijken.  "
                            "Vergelijk een vraag met een antwoord."),
    ('"a" == "a"', "soort-vergelijking  Hier staan twee vaste waarden; er valt niets te kiezen.  Vergelijk een vraag met een antwoord."),
])
def test_a_wrong_condition_says_what_to_write(tmp_path: Path, condition: str, said: str) -> None:
    files = {**MORE, "guide/chapters/10-doen/mandaat.md": _page(BLOCK.format(condition))}
    assert wrong(tmp_path, files) == [f"guide/chapters/10-doen/mandaat.md:9:9  {said}"]


@pytest.mark.parametrize("condition", [
    'mandaat in ["informeel", "geen"]', 'steun == "ja"', "inwoners >= 30000", '"schulden" in doel', '"ggz" in partners.soort',
    "partners.aantal > 2", 'gemeente.provincie == "Fryslân"', 'plek != "hier"', "geld.maanden_over < 12", 'gemeente == "GM0080"',
    'gemeente.grootte == "klein"',
])
def test_a_right_condition_passes(tmp_path: Path, condition: str) -> None:
    assert wrong(tmp_path, {**MORE, "guide/chapters/10-doen/mandaat.md": _page(BLOCK.format(condition))}) == []


def test_questions_that_decide_on_each_other_are_a_circle(tmp_path: Path) -> None:
    section = """\
section: kring
title: Kring
questions:
  - {id: een, ask: Een?, why: Daarom., type: yes_no, when: twee == "ja"}
  - {id: twee, ask: Twee?, why: Daarom., type: yes_no, when: een == "ja"}
"""
    assert "  kring  Deze vragen hangen van elkaar af: een → twee → een.  Haal bij één van de vragen de voorwaarde weg." in "\n".join(
        wrong(tmp_path, {"guide/questionnaire/30-kring.yml": section}))


def test_a_circle_through_a_fact_is_found(tmp_path: Path) -> None:
    section = """\
section: geld
title: Geld
questions:
  - {id: financiering, ask: Geld?, why: Daarom., type: choices, when: geld.soort != "structureel", choices: {begroting: B, rijk: R}}
"""
    assert "Deze vragen hangen van elkaar af: financiering → geld.soort → financiering." in "\n".join(
        wrong(tmp_path, {"guide/questionnaire/30-geld.yml": section}))


DIMENSIONS = {"guide/knowledge/dimensions.yml": """\
labels:
  - {id: kwetsbaar, title: Kwetsbaar, from: 0, to: 39}
  - {id: stevig, title: Stevig, from: 40, to: 100}
dimensions:
  - {id: ruimte, code: D1, title: Ruimte, definition: Ruimte., advice: {kwetsbaar: a, stevig: c}}
"""}


def test_a_question_may_not_depend_on_a_score(tmp_path: Path) -> None:
    section = """\
section: score
title: Score
questions:
  - {id: een, ask: Een?, why: Daarom., type: yes_no, when: score.ruimte == "stevig"}
"""
    assert wrong(tmp_path, {"guide/questionnaire/30-score.yml": section, **DIMENSIONS}) == [
        "guide/questionnaire/30-score.yml:4:60  score-in-vraag  Een vraag mag niet van een score afhangen.  Gebruik een antwoord of een feit."]


def test_a_block_may_depend_on_a_score(tmp_path: Path) -> None:
    files = {"guide/chapters/10-doen/mandaat.md": _page(BLOCK.format('score.ruimte == "stevig"'))}
    assert wrong(tmp_path, {**files, **DIMENSIONS}) == []


def _page(body: str) -> str:
    return page(body)


def test_the_first_that_is_known_to_hold_is_found_and_what_is_absent_or_unknown_is_passed_over() -> None:
    def look(name: str) -> Value:
        return ANSWERS.get(name, Value())

    unknown, no, yes = Condition('steun == "ja"'), Condition('mandaat != "geen"'), Condition('mandaat == "geen"')
    found = first_yes((None, unknown, no, yes), look)
    assert found is not None and found.because == ("mandaat",)
    assert first_yes((None, unknown, no), look) is None and first_yes((None,), look) is None


def test_a_condition_may_be_two_thousand_signs_long() -> None:
    text = f'mandaat == "{"x" * 1988}"'
    assert len(text) == 2001
    with pytest.raises(ConditionError, match="2001 tekens; hooguit 2000"):
        parse(text)
    assert outcome(text.replace("xx", "x", 1)).tri is Tri.NO


@pytest.mark.parametrize(("left", "right", "order"), [("2026-11-24", "2027-01-01", -1), ("b", "b", 0), ("c", "b", 1), (1, 2.5, -1), (2, 2.0, 0), (3, 2, 1)])
def test_texts_and_numbers_each_have_an_order(left: Any, right: Any, order: int) -> None:
    def tri(sign: str) -> Tri:
        return Condition(f"x {sign} {right!r}").evaluate(lambda name: Value(KNOWN, left)).tri

    assert [tri(sign) is Tri.YES for sign in ("<", "<=", ">", ">=")] == [order < 0, order <= 0, order > 0, order >= 0]


@pytest.mark.parametrize(("left", "right"), [("3", 2), (3, "2"), (("a",), "a")])
def test_a_text_and_a_number_have_none(left: Any, right: Any) -> None:
    found = [Condition(f"x {sign} {right!r}").evaluate(lambda name: Value(KNOWN, left)).tri for sign in ("<", ">=")]
    assert Tri.YES not in found
