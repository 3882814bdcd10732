"""One validation for every door: each kind of answer at its edges, retired choices, booleans, days that do not exist."""

from __future__ import annotations

from typing import Any

import pytest

from site_build.content.model import Choice, Question
from site_build.interview.validation import MAX_TEXT, InvalidAnswer, clip, find_choice, validate
from tests.handbooks import content
from tests.interview.forms import form

CHOICES = (
    Choice(id="eigen", label="De gemeente zelf", was=("zelf",)), Choice(id="partner", label="Een partner"), Choice(id="oud", label="Een stichting", retired="Bestaat niet meer."),
    Choice(id="dubbel_a", label="Samen."), Choice(id="dubbel_b", label="samen"), Choice(id="geen", label="Niemand"), Choice(id="eigen_naam", label="eigen"))


def question(type: str, **fields: Any) -> Question:
    return Question(id="vraag", ask="Vraag?", type=type, **{"choices": CHOICES if type.startswith("choice") else (), **fields})


def check(type: str, raw: Any, **fields: Any) -> Any:
    return validate(question(type, **fields), raw, form())


def refused(type: str, raw: Any, **fields: Any) -> str:
    with pytest.raises(InvalidAnswer) as caught:
        check(type, raw, **fields)
    return str(caught.value)


# --- choices ------------------------------------------------------------------------------


@pytest.mark.parametrize(("raw", "id"), [
    ("eigen", "eigen"),  # an id goes before a label that is the same
    ("zelf", "eigen"), ("De gemeente zelf", "eigen"), ("de GEMEENTE zelf.", "eigen"), ("Partner", "partner"), ("Samen.", "dubbel_a"), ("samen", "dubbel_b"),
])
def test_a_choice_by_id_earlier_id_or_label(raw: str, id: str) -> None:
    assert check("choice", raw) == id


@pytest.mark.parametrize("raw", ["oud", "Een stichting", "een stichting", "SAMEN", "weg", 3, True, None])
def test_what_is_retired_or_fits_two_or_none_is_refused_with_the_choices_that_are_there(raw: Any) -> None:
    assert refused("choice", raw) == f"'{raw}' is geen antwoord op deze vraag. Kies uit: eigen, partner, dubbel_a, dubbel_b, geen, eigen_naam."


def test_a_retired_choice_is_still_found_by_its_own_name_so_that_an_old_file_can_say_which_it_is() -> None:
    retired = find_choice(question("choice"), "oud")
    assert retired is not None and retired.retired == "Bestaat niet meer."
    assert find_choice(question("choice"), "een Stichting") is None


@pytest.mark.parametrize(("raw", "ids"), [
    (["partner", "eigen"], ["eigen", "partner"]), ("partner; eigen;", ["eigen", "partner"]), ("Een partner", ["partner"]), (("partner", "partner"), ["partner"]),
    (["geen"], ["geen"]), ("geen", ["geen"]),
])
def test_several_choices_come_in_the_order_of_the_questionnaire_each_once(raw: Any, ids: list[str]) -> None:
    assert check("choices", raw, none="geen") == ids


@pytest.mark.parametrize(("raw", "fields", "message"), [
    (["geen", "partner"], {"none": "geen"}, "'Niemand' gaat niet samen met een ander antwoord."),
    ([], {}, "Kies minstens één antwoord, of kies 'weet ik niet'."), ([], {"unknown": False}, "Kies minstens één antwoord."),
    (3, {}, "Geef een lijst van antwoorden."), (True, {}, "Geef een lijst van antwoorden."),
    (["partner", "oud"], {}, "'oud' is geen antwoord op deze vraag. Kies uit: eigen, partner, dubbel_a, dubbel_b, geen, eigen_naam."),
])
def test_several_choices_that_do_not_go(raw: Any, fields: dict[str, Any], message: str) -> None:
    assert refused("choices", raw, **fields) == message


def test_without_a_choice_that_excludes_all_may_go_together() -> None:
    assert check("choices", ["geen", "partner"]) == ["partner", "geen"]


# --- text, numbers, days, scales ------------------------------------------------------------


@pytest.mark.parametrize("raw", ["weet ik niet", "Weet niet.", "ONBEKEND", " weet ik niet "])
def test_not_knowing_is_an_answer_unless_the_question_needs_one(raw: str) -> None:
    assert check("number", raw) == "onbekend"
    assert refused("number", raw, unknown=False) == "Deze vraag heeft een antwoord nodig; 'weet ik niet' kan hier niet."


@pytest.mark.parametrize(("raw", "value"), [("a" * MAX_TEXT, "a" * MAX_TEXT), (2.5, "2.5"), (0, "0"), ("e\u0301", "\u00e9"), ("a\tb\nc", "a\tb\nc"), ("a\rb", "a\nb")])
def test_text(raw: Any, value: str) -> None:
    assert check("text", raw) == value


@pytest.mark.parametrize(("raw", "fields", "message"), [
    ("a" * (MAX_TEXT + 1), {}, "Dit antwoord is te lang (5001 tekens). Gebruik hooguit 5000 tekens."),
    (True, {"example": "Stad"}, "Vul tekst in. Bijvoorbeeld: Stad."), (None, {}, "Vul tekst in."), (["a"], {}, "Vul tekst in."),
    ("", {}, "Vul iets in, of kies 'weet ik niet'."), ("", {"unknown": False, "example": "Stad"}, "Vul iets in. Bijvoorbeeld: Stad."),
    *((sign, {}, "In dit antwoord staat een teken dat niet te zien is. Typ het antwoord opnieuw.") for sign in ("a\x00", "a\u200bb", "a\U0001ffffb", "a\x9fb", "a\ud800b")),
])
def test_text_that_does_not_go(raw: Any, fields: dict[str, Any], message: str) -> None:
    assert refused("text", raw, **fields) == message


@pytest.mark.parametrize(("raw", "fields", "value"), [
    (10, {"min": 10, "max": 20}, 10), (20, {"min": 10, "max": 20}, 20), (0, {"min": 0}, 0), (0, {"max": 0}, 0), ("4,5", {"decimals": 1}, 4.5), ("4,0", {"decimals": 1}, 4), ("4,25", {"decimals": 2}, 4.25),
])
def test_numbers_at_their_bounds(raw: Any, fields: dict[str, Any], value: float) -> None:
    found = check("number", raw, **fields)
    assert (found, type(found)) == (value, type(value))


@pytest.mark.parametrize(("raw", "fields", "message"), [
    (9, {"min": 10, "example": "12"}, "Vul een getal in van minstens 10. Bijvoorbeeld: 12."), (-1, {"min": 0}, "Vul een getal in van minstens 0."),
    (21, {"max": 20}, "Vul een getal in van hooguit 20."), (1, {"max": 0}, "Vul een getal in van hooguit 0."),
    ("4,5", {}, "Vul een heel getal in."), ("4,25", {"decimals": 1}, "Vul een getal met hooguit 1 cijfer achter de komma in."),
    ("4,256", {"decimals": 2}, "Vul een getal met hooguit 2 cijfers achter de komma in."), (True, {}, "Vul een getal in."), (False, {}, "Vul een getal in."),
])
def test_numbers_that_do_not_go(raw: Any, fields: dict[str, Any], message: str) -> None:
    assert refused("number", raw, **fields) == message


@pytest.mark.parametrize(("raw", "message"), [
    ("31-04-2027", "De datum '31-04-2027' bestaat niet. Bijvoorbeeld: 1-5-2027."), ("29-2-2027", "De datum '29-2-2027' bestaat niet. Bijvoorbeeld: 1-5-2027."),
    ("2027-00-10", "De datum '2027-00-10' bestaat niet. Bijvoorbeeld: 1-5-2027."), ("0-2027", "De datum '0-2027' bestaat niet. Bijvoorbeeld: 1-5-2027."),
    (False, "'false' is geen datum. Vul een datum in als dag-maand-jaar. Bijvoorbeeld: 1-5-2027."),
])
def test_a_day_that_does_not_exist(raw: Any, message: str) -> None:
    assert refused("date", raw, example="1-5-2027") == message


@pytest.mark.parametrize(("raw", "value"), [(True, "ja"), (False, "nee"), (1, "ja"), (0, "nee"), (1.0, "ja"), ("WAAR", "ja"), ("Onwaar.", "nee"), ("y", "ja")])
def test_yes_and_no_in_every_form(raw: Any, value: str) -> None:
    assert check("yes_no", raw) == value


@pytest.mark.parametrize("raw", [2, 0.5, "", None, ["ja"]])
def test_what_is_no_yes_or_no(raw: Any) -> None:
    assert refused("yes_no", raw) == "Kies ja of nee."


@pytest.mark.parametrize(("raw", "value"), [(1, 1), (5, 5), ("3", 3), (4.0, 4)])
def test_a_scale(raw: Any, value: int) -> None:
    found = check("scale", raw)
    assert (found, type(found)) == (value, int)


@pytest.mark.parametrize("raw", [0, 6, 2.5, "", "veel", True, None])
def test_what_is_outside_the_scale(raw: Any) -> None:
    assert refused("scale", raw) == "Kies een cijfer van 1 tot en met 5."


@pytest.mark.parametrize("raw", [True, None, ["GM0080"], ""])
def test_what_is_no_municipality(raw: Any) -> None:
    assert refused("municipality", raw) == f"De gemeente '{clip(raw)}' bestaat niet. Vul de CBS-code in, bijvoorbeeld GM0080 (Leeuwarden)."


def test_the_invented_municipality_is_found_by_its_code_alone() -> None:
    worked = content().worked
    assert worked is not None
    asked = question("municipality")
    assert validate(asked, worked.municipality.code, content()) == worked.municipality.code
    with pytest.raises(InvalidAnswer):
        validate(asked, worked.municipality.name, content())


# --- lists --------------------------------------------------------------------------------

PARTS = (Question(id="naam", ask="Naam?", type="text"), Question(id="fte", ask="Hoeveel?", type="number", min=1), Question(id="hoog", ask="Hoog?", type="number", not_below="fte"),
         Question(id="oud", ask="Oud?", type="text", retired="Vragen wij niet meer."))


def test_entries_keep_the_order_of_the_parts_and_lose_what_is_empty() -> None:
    assert check("list", [{"fte": "2", "naam": "X"}, {}, {"naam": None}, {"naam": "Y", "fte": 3, "hoog": 3}], parts=PARTS) == [
        {"naam": "X", "fte": 2}, {"naam": "Y", "fte": 3, "hoog": 3}]


@pytest.mark.parametrize(("raw", "fields", "message"), [
    ("X", {}, "Geef een lijst; elke regel begint met een streepje."), ({"naam": "X"}, {"item": "partner"}, "Geef een lijst; elke partner begint met een streepje."),
    ([{}, "X"], {}, "regel 2 heeft geen onderdelen."), ([{"oud": "X"}], {"item": "partner"}, "'oud' hoort niet bij een partner. Kies uit: naam, fte, hoog."),
    ([{"naam": "X"}, {"fte": 0}], {"item": "partner"}, "partner 2, Hoeveel? Vul een getal in van minstens 1."),
    ([{"hoog": 2, "fte": 3}], {"item": "partner"},
     "partner 1, Hoog? Dit is lager dan de lage schatting (3). Vul 3 of meer in, of verander eerst de lage schatting."),
])
def test_entries_that_do_not_go(raw: Any, fields: dict[str, Any], message: str) -> None:
    assert refused("list", raw, parts=PARTS, **fields) == message


@pytest.mark.parametrize(("raw", "shown"), [("a" * 60, "a" * 60), ("a" * 61, "a" * 57 + "…"), ("a\u202e\n  b", "a b"), (None, "None")])
def test_what_a_message_repeats_is_short_and_can_be_seen(raw: Any, shown: str) -> None:
    assert clip(raw) == shown
