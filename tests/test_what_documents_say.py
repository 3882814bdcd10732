"""Model documents fit who sends them: one rule about safety, who pays until when, a team that runs or has yet to begin, an own city."""

from __future__ import annotations

import datetime as dt
from functools import cache

import pytest

from site_build.assembly.pages import make_pages
from site_build.assembly.project import templates_of
from site_build.assembly.views import Views
from site_build.interview.answers import Answers, validate
from site_build.tailoring.handbook import tailor
from tests.handbooks import content, example


@cache
def documents(name: str, given: tuple[tuple[str, str], ...] = ()) -> dict[str, str]:
    """Return id -> text of the model documents of an example, with other answers where given."""
    base = example(name)
    changed = {**base.values, **{id: validate(content().questions[id], value, content()) for id, value in given}}
    handbook = tailor(content(), Answers(base.handbook, base.date or dt.date(2026, 11, 24), changed))
    docs = make_pages(handbook, Views(handbook, templates_of(content())))
    return {doc.file.removeprefix("documenten/").removesuffix(".md"): "\n".join(section.text for section in doc.sections)
            for doc in docs if doc.file.startswith("documenten/")}


@pytest.mark.parametrize("id", ("collegevoorstel", "inwerkprogramma"))
def test_without_agreements_about_safety_nobody_visits_or_nobody_alone(id: str) -> None:
    before, running = documents("klein-platteland")[id], documents("regionaal-samenwerkend")[id]
    assert "gaat niemand op huisbezoek" in before and "niemand alleen op huisbezoek" not in before
    assert "gaat niemand alleen op huisbezoek" in running


def test_money_of_others_that_stops_is_not_said_of_the_years_after() -> None:
    found = documents("pilot-loopt-af")
    for id in ("raadsvoorstel", "collegevoorstel", "raadsinformatiebrief"):
        sentence = next(line for line in found[id].splitlines() if "€ 26.000 tot € 54.000" in line)
        assert "tot en met" in sentence and "31 december 2027" in sentence, id
    alone = documents("klein-platteland")
    assert all("De gemeente betaalt alle" in alone[id] and "betaalt daarvan" not in alone[id] for id in ("raadsvoorstel", "collegevoorstel", "raadsinformatiebrief"))


def test_money_that_has_ended_is_nowhere_said_to_end_one_day() -> None:
    ended = documents("pilot-loopt-af", (("geld_tot", "2026-09-30"),))
    wrong = {(id, words) for id, text in ended.items() for words in ("stopt het tijdelijke geld", "Tijdelijk geld is er tot en met", "loopt tot en met <")
             if words in text}
    assert wrong == set() and "Einde van het tijdelijke geld" in ended["raadsvoorstel"]


def test_a_council_is_not_told_of_a_team_that_has_yet_to_begin_as_if_it_worked() -> None:
    before = documents("klein-platteland")["raadsvoorstel"]
    assert "Het team begint op" in before and "Inwoners houden de persoon die hen kent" not in before
    assert "Inwoners houden de persoon die hen kent" in documents("pilot-loopt-af")["raadsvoorstel"]


@pytest.mark.parametrize("name", ("leeuwarden", "rotterdam"))
def test_a_city_that_was_studied_itself_reads_no_elsewhere(name: str) -> None:
    found = documents(name)["collegevoorstel"]
    assert "In onze eigen stad is er onderzoek" in found and "Elders is ervaring opgedaan" not in found
    assert "Elders is ervaring opgedaan" in documents("klein-platteland")["collegevoorstel"]


def test_where_a_regeling_executes_the_college_gives_mandate_for_what_it_decides_itself() -> None:
    found = documents("regionaal-samenwerkend")
    assert "mandaatbesluit" in found and "voor onze eigen besluiten mandaat te geven" in found["collegevoorstel"]
    elsewhere = tuple((f"beslist_{id}", "regeling") for id in ("inkomen", "schulden", "jeugd", "wmo"))
    assert "mandaatbesluit" not in documents("regionaal-samenwerkend", elsewhere)
