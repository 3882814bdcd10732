"""What names in a condition stand for: answers that apply, and facts computed from them."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from site_build.content.conditions import KNOWN, NOT_APPLICABLE, NOT_SHARED, UNKNOWN, Condition
from site_build.content.loading import load
from site_build.content.model import Content
from site_build.interview.deriving import months_between
from site_build.interview.facts import Values
from site_build.interview.sharing import Sharing
from tests.builders import make_answers, make_content
from tests.handbooks import content as ours
from tests.handbooks import example
from tests.interview.forms import form

COSTS = [{"post": "team", "laag": 300_000, "hoog": 340_000, "betaler": "fonds"}, {"post": "overhead", "laag": 30_000, "hoog": 30_000, "betaler": "gemeente"}]
ALL_COSTS = [{"post": post, "laag": 1, "hoog": 2} for post in ("team", "werkbudget", "opleiding", "overhead", "meer_gebruik")]

SHARING = [{"naam": "A", "gegevens": "ja"}, {"naam": "B", "gegevens": "ja"}, {"naam": "C", "gegevens": "nee"}, {"naam": "D", "gegevens": "onbekend"}]

REAL = load(Path(__file__).resolve().parents[2])


def value(name: str, content: Content = REAL, *, share: bool = False, **answers: Any) -> tuple[str, Any]:
    found = Values(content, make_answers(**answers), share=share)[name]
    return found.state, found.value


@pytest.mark.parametrize(("name", "answers", "expected"), [
    ("gemeente.naam", {"gemeente": "GM0164"}, "Hengelo"),  # without CBS's addition
    ("gemeente.provincie", {"gemeente": "GM0080"}, "Fryslân"),
    ("gemeente.inwoners", {"gemeente": "GM0080"}, 125504),
    ("gemeente.stedelijkheid", {"gemeente": "GM0518"}, "zeer_sterk"),
    ("gemeente.grootte", {"inwoners": 29_999}, "klein"), ("gemeente.grootte", {"inwoners": 30_000}, "midden"),
    ("gemeente.grootte", {"inwoners": 100_000}, "midden"), ("gemeente.grootte", {"inwoners": 100_001}, "groot"),
    ("geld.soort", {"financiering": ["rijk"]}, "tijdelijk"), ("geld.soort", {"financiering": ["begroting"]}, "structureel"),
    ("geld.soort", {"financiering": ["begroting", "fonds"]}, "gemengd"), ("geld.soort", {"financiering": ["eigen_uren"]}, "eigen_uren"),
    ("geld.maanden_over", {"geld_tot": "2027-12-31"}, 13), ("geld.maanden_over", {"geld_tot": "2026-11-24"}, 0),
    ("geld.maanden_over", {"geld_tot": "2026-11-23"}, -1),
    ("geld.maanden_zonder", {"geld_tot": "2027-08-31"}, 4), ("geld.maanden_zonder", {"geld_tot": "2027-12-31"}, 0), ("geld.maanden_zonder", {"geld_tot": "2028-06-30"}, 0),
    ("geld.maanden_zonder", {"geld_tot": "2027-08-31", "datum_inbreng": "2026-02-01"}, 4), ("geld.maanden_zonder", {"geld_tot": "2026-12-31", "datum_inbreng": "2026-12-20"}, 0),
    ("geld.jaar_daarna", {"geld_tot": "2027-12-31"}, 2028), ("geld.jaar_daarna", {"geld_tot": "2027-06-30"}, 2027),
    ("geld.halfjaar_ervoor", {"geld_tot": "2027-12-31"}, "2027-06-30"), ("geld.halfjaar_ervoor", {"geld_tot": "2028-08-31"}, "2028-02-29"),
    ("partners.namen", {"partners": [{"naam": "A"}, {"naam": "B"}, {"naam": "C"}]}, "A, B en C"), ("partners.namen", {"partners": [{"naam": "A"}]}, "A"),
    ("delen.namen", {"partners": SHARING}, "A en B"), ("delen.open", {"partners": SHARING}, "D"), ("delen.open_aantal", {"partners": SHARING}, 1),
    ("delen.niet", {"partners": SHARING}, "C"),
    ("delen.namen", {"partners": SHARING[2:3]}, "geen van de partners"), ("delen.open", {"partners": SHARING[:3]}, "geen van de partners"),
    ("bedrag.laag", {"kosten": COSTS}, 330_000), ("bedrag.hoog", {"kosten": COSTS}, 370_000),
    ("bedrag.team", {"kosten": COSTS}, "€ 300.000 tot € 340.000"), ("bedrag.overhead", {"kosten": COSTS}, "€ 30.000"),
    ("bedrag.aanpak", {"kosten": [*COSTS, {"post": "meer_gebruik", "laag": 5, "hoog": 9}]}, "€ 330.000 tot € 370.000"),
    ("bedrag.nieuw_hoog", {"kosten": COSTS}, 30_000), ("bedrag.volledig", {"kosten": COSTS}, "nee"), ("bedrag.gedeeld", {"kosten": COSTS}, "ja"),
    ("bedrag.gemeente", {"kosten": COSTS}, "€ 30.000"), ("bedrag.anderen", {"kosten": COSTS}, "€ 300.000 tot € 340.000"),
    ("bedrag.gemeente", {"kosten": COSTS[:1]}, "niets"),
    ("bedrag.per_huishouden", {"kosten": COSTS, "huishoudens": 90}, "ongeveer € 3.700 tot € 4.100"),
    ("bedrag.niet_geteld", {"kosten": COSTS}, "werkbudget; opleiding en intervisie; meer gebruik van hulp en uitkeringen"),
    ("bedrag.volledig", {"kosten": ALL_COSTS}, "ja"),
    ("bedrag.vraag", {"kosten": COSTS, "financiering": ["fonds"]}, 370_000), ("bedrag.vraag", {"kosten": COSTS, "financiering": ["eigen_uren"]}, 30_000),
    ("bedrag.eenmalig", {"kosten": COSTS}, "niet opgegeven"),
    ("bedrag.eenmalig", {"kosten": [*COSTS, {"post": "eenmalig", "laag": 5, "hoog": 10}]}, "€ 5 tot € 10"),
    ("partners.aantal", {"partners": [{"naam": "A"}, {"naam": "B"}]}, 2), ("partners.aantal", {"partners": []}, 0),
    ("partners.soort", {"partners": [{"soort": "ggz"}, {"naam": "B"}, {"soort": "onbekend"}]}, ("ggz", None, None)),
    # A part that is not asked of an entry is not unknown: below ten a year nothing is computed, and nobody is asked who benefits.
    ("gebeurtenissen.baat", {"gebeurtenissen": [{"soort": "uithuiszetting", "aantal": 3}]}, ()),
    ("gebeurtenissen.baat", {"gebeurtenissen": [{"soort": "uithuiszetting", "aantal": 3}, {"soort": "anders", "aantal": 30}]}, (None,)),
    ("regio.samen", {"samenwerkingsvorm": "geen", "uitvoering": "eigen"}, "nee"), ("regio.samen", {"samenwerkingsvorm": "regeling"}, "ja"),
    ("regio.samen", {"uitvoering": "regeling"}, "ja"), ("regio.samen", {"beslist_jeugd": "andere_gemeente"}, "ja"),
    ("verkiezingen.maanden_over", {}, 39),
])
def test_a_fact_follows_from_answers(name: str, answers: dict[str, Any], expected: Any) -> None:
    assert value(name, **answers) == (KNOWN, expected)


@pytest.mark.parametrize(("name", "answers"), [
    ("gemeente.naam", {}), ("gemeente.grootte", {"inwoners": "onbekend"}),
    ("regio.samen", {"samenwerkingsvorm": "geen"}), ("partners.aantal", {"partners": "onbekend"}), ("bestaat.niet", {}),
    ("geld.halfjaar_ervoor", {"geld_tot": "2027-03-31"}), ("partners.namen", {"partners": [{"naam": "A"}, {"soort": "ggz"}]}),
    ("partners.namen", {"partners": []}), ("bedrag.laag", {"kosten": []}), ("bedrag.hoog", {"kosten": [{"post": "team", "laag": 10}]}),
    ("bedrag.team", {"kosten": [{"post": "team", "laag": 10, "hoog": "onbekend"}]}), ("bedrag.overhead", {"kosten": [{"post": "team"}]}),
    ("bedrag.anderen", {"kosten": [{"post": "team", "laag": 10, "hoog": 20}]}), ("bedrag.opleiding", {"kosten": COSTS}),
    ("bedrag.niet_geteld", {"kosten": []}), ("bedrag.niet_geteld", {"kosten": ALL_COSTS}),
    ("bedrag.vraag", {"kosten": COSTS, "financiering": ["begroting"]}), ("bedrag.vraag", {"kosten": COSTS}), ("geld.dag_inbreng", {"datum_inbreng": "2027-02-01"}), ("bedrag.niet_geteld", {"kosten": [*COSTS, {"laag": 10, "hoog": 20}]}),
    ("bedrag.per_huishouden", {"kosten": COSTS}), ("bedrag.per_huishouden", {"kosten": COSTS, "huishoudens": 0}),
])
def test_what_is_missing_is_unknown_and_no_error(name: str, answers: dict[str, Any]) -> None:
    assert value(name, **answers) == (UNKNOWN, None)


def test_where_one_may_still_be_taken_nobody_knows_that_none_is() -> None:
    assert value("delen.namen", partners=SHARING[2:]) == (UNKNOWN, None)


def test_a_municipality_without_a_known_figure_is_unknown() -> None:
    assert value("gemeente.inwoners", form(), gemeente="GM9999") == (UNKNOWN, None)
    assert value("gemeente.stedelijkheid", form(), gemeente="GM9999") == (UNKNOWN, None)


def test_a_hidden_question_does_not_apply_and_says_what_hid_it() -> None:
    answers = make_answers(financiering=["begroting"], geld_tot="2027-12-31")
    hidden = Values(REAL, answers)["geld.maanden_over"]
    assert hidden.state == NOT_APPLICABLE
    assert hidden.hidden_by[:2] == ("geld_tot", "geld.soort")
    assert answers.values["geld_tot"] == "2027-12-31"


def test_a_confidential_answer_or_free_text_is_not_shared(tmp_path: Path) -> None:
    content = make_content(tmp_path, {"guide/questionnaire/20-meer.yml": (
        "section: meer\ntitle: Meer\nquestions:\n  - id: contacten\n    ask: Wie?\n    why: Daarom.\n    type: list\n    item: contact\n    parts:\n"
        "      - {id: naam, ask: Naam?, type: text, placeholder: naam}\n"
        "      - {id: soort, ask: Soort?, type: choice, choices: {ggz: Ggz, welzijn: Welzijn}}\n"
        "      - {id: band, ask: Hoe is de band?, type: scale, confidential: true}\n")})
    answers = {"steun": "ja", "contacten": [{"naam": "Jansen", "soort": "ggz", "band": 2}]}
    assert value("steun", content, **answers) == (KNOWN, "ja")
    assert value("steun", content, share=Sharing(), **answers) == (NOT_SHARED, None)
    assert value("contacten.soort", content, share=Sharing(), **answers) == (KNOWN, ("ggz",))
    assert value("contacten.band", content, share=Sharing(), **answers) == (NOT_SHARED, None)
    assert value("contacten.naam", content, share=Sharing(), **answers) == (NOT_SHARED, None)
    assert value("contacten", content, share=Sharing(), **answers) == (KNOWN, ({"soort": "ggz"},))


@pytest.mark.parametrize(("start", "end", "months"), [
    ("2026-11-24", "2026-12-24", 1), ("2026-11-24", "2026-12-23", 0), ("2026-01-31", "2026-02-28", 0), ("2026-11-24", "2026-09-24", -2),
    ("2026-11-24", "2026-11-23", -1), ("2026-11-24", "2028-11-24", 24),
])
def test_whole_months_between_two_days(start: str, end: str, months: int) -> None:
    assert months_between(dt.date.fromisoformat(start), dt.date.fromisoformat(end)) == months


def test_of_an_entry_in_which_a_part_is_not_asked_nobody_has_to_know_it() -> None:
    few = example("klein-platteland").with_value("gebeurtenissen", [{"soort": "uithuiszetting", "aantal": 3}])
    many = few.with_value("gebeurtenissen", [{"soort": "uithuiszetting", "aantal": 30}])
    condition = Condition('"corporatie" in gebeurtenissen.baat')
    assert [condition.evaluate(Values(ours(), answers).lookup).tri.value for answers in (few, many)] == ["nee", "onbekend"]
