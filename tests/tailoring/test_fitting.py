"""Actions as they fit: what only an employer can do is of whoever employs the people, and who has one of two is asked for the other."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest

from site_build.content.conditions import Condition
from site_build.content.model import Advice, Content, Role, Within
from site_build.content.work import Wording
from site_build.interview.answers import Answers
from site_build.interview.facts import Values
from site_build.tailoring.fitting import employer, fitted
from site_build.tailoring.handbook import Handbook, tailor
from tests.handbooks import content
from tests.tailoring import advice_content as tiny
from tests.worlds import world

RUNS: dict[str, Any] = {"fase": "uitvoeren", "team_status": "draait", "helpt_nu": "ja", "team_leiding": "vertrekt", "verloop": "tegelijk", "caseload": "boven_35",
                        "partner_stopt": "nee", "dagdelen_projectleider": 9, "dagdelen_anderen": 20}
OURS = {action.id: action.owner for action in content().actions if action.by_employer}


def made(carried_out: str, seed: int) -> Handbook:
    return tailor(content(), dataclasses.replace(world(content(), 6200 + seed, **RUNS, uitvoering=carried_out), plan={}))


def planned(handbook: Handbook) -> dict[str, str]:
    assert handbook.plan
    return {item.action.id: item.action.owner for item in handbook.plan.items if item.action.id in OURS}


@pytest.mark.parametrize("carried_out", ["partner_subsidie", "partner_inkoop"])
def test_the_partner_opens_the_vacancy_for_people_in_its_service(carried_out: str) -> None:
    found = [planned(made(carried_out, seed)) for seed in range(4)]
    assert {"leiding-overdragen", "tijdelijke-mensen"} <= {id for one in found for id in one}
    assert {owner for one in found for owner in one.values()} == {"partner"}
    for seed in range(4):
        handbook = made(carried_out, seed)
        assert {given.advice.who for given in handbook.advice.items if given.advice.action in OURS} <= {"partner"}
        assert handbook.plan
        assert {item.role for item in handbook.plan.items if item.action.id in OURS} <= {"partner"}


@pytest.mark.parametrize("carried_out", ["eigen", "gemengd", "regeling"])
def test_otherwise_it_is_of_the_owner_that_editors_wrote_down(carried_out: str) -> None:
    found = {id: owner for seed in range(3) for id, owner in planned(made(carried_out, seed)).items()}
    assert found
    assert all(owner == OURS[id] for id, owner in found.items())


def test_not_knowing_who_carries_out_names_no_employer_and_the_same_one_makes_one_content() -> None:
    assert employer(content(), Values(content(), Answers("hb-proef", "2026-11-24", {}))) == ""
    theirs = Values(content(), Answers("hb-proef", "2026-11-24", {"uitvoering": "partner_inkoop"}))
    assert fitted(content(), theirs) is fitted(content(), theirs)
    assert {action.id: action.owner for action in content().actions if action.by_employer} == OURS


@pytest.mark.parametrize(("there", "asked", "not_asked"), [
    ("alleen_bestuurlijk", "ambtelijke", "één bestuurlijke"), ("alleen_ambtelijk", "bestuurlijk", "één ambtelijke"), ("geen", "één ambtelijke", "naast"),
])
def test_who_has_one_client_is_asked_for_the_other_one(there: str, asked: str, not_asked: str) -> None:
    values = Values(content(), Answers("hb-proef", "2026-11-24", {"opdrachtgever": there}))
    said = {action.id: action.do for action in fitted(content(), values).actions}["opdrachtgevers-aanwijzen"]
    assert asked in said
    assert not_asked not in said


def small() -> Content:
    """Two actions that only an employer can do (one with words for what is there already), one of everybody with two such wordings, and advice on each."""
    regional, own = (Condition(f'uitvoering == "{value}"') for value in ("regeling", "eigen"))
    late = Condition('fase == "borgen"')
    actions = (tiny.action("werven", by_employer=True), tiny.action("ontslaan", by_employer=True, wordings=(Wording(when=late, do="Neem afscheid."),)),
               tiny.action("praten", wordings=(Wording(when=late, do="Praat na."), Wording(when=regional, do="Praat met de regeling."))))
    advice = tuple(Advice(id=f"over-{one.id}", subject=one.id, kind="doen", urgency="leren", say="Zeg.", why="Zo.", who="wethouder", within=Within(days=1), action=one.id)
                   for one in actions)
    roles = tuple(Role(id=id, name=id, who="X.", know=(), employs=employs, retired=retired)
                  for id, employs, retired in (("oud", regional, "2026-01"), ("partner", regional, ""), ("dienst", own, ""), ("wethouder", None, "")))
    return tiny.content(actions, advice=advice, roles=roles)


@pytest.mark.parametrize(("given", "who", "says"), [
    ({}, ["projectleider", "projectleider", "projectleider"], ["Doe werven.", "Doe ontslaan.", "Doe praten."]),
    ({"uitvoering": "regeling"}, ["partner", "partner", "projectleider"], ["Doe werven.", "Doe ontslaan.", "Praat met de regeling."]),
    ({"uitvoering": "eigen"}, ["dienst", "dienst", "projectleider"], ["Doe werven.", "Doe ontslaan.", "Doe praten."]),
    ({"uitvoering": "gemengd", "fase": "borgen"}, ["projectleider", "projectleider", "projectleider"], ["Doe werven.", "Neem afscheid.", "Praat na."]),
    ({"uitvoering": "regeling", "fase": "borgen"}, ["partner", "partner", "projectleider"], ["Doe werven.", "Neem afscheid.", "Praat na."]),
])
def test_who_does_it_and_what_it_says_by_hand(given: dict[str, str], who: list[str], says: list[str]) -> None:
    written = small()
    fits = fitted(written, tiny.values(tiny.answers(**given), written))
    assert [(action.owner, action.do) for action in fits.actions] == list(zip(who, says, strict=True))
    assert [piece.who for piece in fits.advice] == [owner if owner != "projectleider" else "wethouder" for owner in who]
    assert (fits is written) == (not given)
