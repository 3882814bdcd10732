"""Where another municipality does the work there is no board of a regeling: nothing of its budget, its frames or its zienswijze is said."""

from __future__ import annotations

import dataclasses
import functools
import re
from typing import Any

import pytest

from site_build.assembly.pages import make_pages
from site_build.assembly.project import templates_of
from site_build.assembly.serialise import write
from site_build.assembly.views import Views
from site_build.content.conditions import Tri, evaluate
from site_build.interview.answers import Answers
from site_build.interview.facts import Values
from site_build.tailoring.handbook import Handbook, tailor
from tests.handbooks import case_answers, content
from tests.worlds import world

OURS = {f"beslist_{what}": "gemeente" for what in ("inkomen", "schulden", "jeugd", "wmo")}
RUNS: dict[str, Any] = {"fase": "uitvoeren", "team_status": "draait", "helpt_nu": "ja", "uitvoering": "regeling"}
ANOTHER: tuple[dict[str, Any], ...] = (
    {"samenwerkingsvorm": "centrumgemeente"}, {"samenwerkingsvorm": "gastheer"},
    {"samenwerkingsvorm": "ambtelijke_fusie", "beslist_inkomen": "andere_gemeente", "beslist_schulden": "andere_gemeente"},
    {"samenwerkingsvorm": "geen", "beslist_schulden": "andere_gemeente"},
)
WITH_A_BOARD: tuple[dict[str, Any], ...] = (
    {"samenwerkingsvorm": "regeling"}, {"samenwerkingsvorm": "geen", "beslist_inkomen": "regeling"},
    {"samenwerkingsvorm": "ambtelijke_fusie", "beslist_inkomen": "regeling"},
)
OF_A_BOARD = re.compile(r"(?i)zienswijze|\bde regeling\b(?! of)|bestuur van (?:de|een) (?:gemeenschappelijke )?regeling(?! of)|gaat naar de provincie")
OWN_PAGES = ("index.md", "plan.md", "uw-situatie.md", "bij-uw-plan.md", "in-een-oogopslag.md", "rollen/wethouder.md", "rollen/opdrachtgever.md",
             "rollen/projectleider.md", "rollen/controller.md")
REGIONAL = {moment.id for moment in content().moments if moment.route == "region"}


def uitvoerder(**said: Any) -> Any:
    return Values(content(), Answers("hb-proef", "2026-11-24", said))["regio.uitvoerder"].value


@pytest.mark.parametrize("form", ANOTHER, ids=str)
def test_another_municipality_is_no_regeling(form: dict[str, Any]) -> None:
    assert uitvoerder(uitvoering="regeling", **{**OURS, **form}) == "andere_gemeente"


@pytest.mark.parametrize("form", WITH_A_BOARD, ids=str)
def test_a_regeling_with_a_board_of_its_own_stays_one(form: dict[str, Any]) -> None:
    assert uitvoerder(uitvoering="regeling", **{**OURS, **form}) == "regeling"


def test_as_long_as_nobody_said_which_of_the_two_it_is_the_dates_of_a_board_are_not_sure() -> None:
    assert uitvoerder(uitvoering="regeling") == "regeling"
    values = Values(content(), Answers("hb-proef", "2026-11-24", {"uitvoering": "regeling"}))
    assert {evaluate(moment.when, values.lookup).tri for moment in content().moments if moment.id in REGIONAL} == {Tri.UNKNOWN}
    assert uitvoerder(uitvoering="eigen") == "eigen_gemeente"
    assert uitvoerder() is None


@functools.cache
def _made(seed: int, number: int) -> Handbook:
    said = {**OURS, **ANOTHER[number], **RUNS, "beslist_jeugd": "gemeente"}
    return tailor(content(), dataclasses.replace(world(content(), 4100 + seed, **said), plan={}))


@pytest.mark.parametrize("number", range(len(ANOTHER)))
def test_the_first_layer_says_nothing_of_a_board_that_is_not_there(number: int) -> None:
    for seed in range(3):
        made = _made(seed, number)
        docs = make_pages(made, Views(made, templates_of(made.content)))
        texts, _ = write(docs, {part.id: part.title for part in made.content.parts})
        found = {(file, hit[0]) for file in OWN_PAGES for hit in OF_A_BOARD.finditer(texts.get(file, ""))}
        assert found == set()
        assert made.plan
        planned = {item.action.id for item in made.plan.items}
        assert "naar-bestuur-regeling" not in planned
        assert not {moment.id for moment in made.moments} & REGIONAL


@pytest.mark.parametrize("number", range(len(ANOTHER)))
def test_there_is_something_to_do_with_the_other_municipality(number: int) -> None:
    made = _made(1, number)
    assert made.plan
    everything = {item.action.id for item in made.plan.items} | {action.id for action in (*made.plan.later, *made.plan.undecided)}
    assert "naar-andere-gemeente" in everything | {left.action.id for left in made.plan.not_fitting}


def test_before_a_merger_what_must_stay_is_laid_down_among_the_first_three() -> None:
    """Nothing more dangerous than safety and data stands in its way, and the province or a board of a regeling does not either."""
    merging = {**RUNS, **OURS, "samenwerkingsvorm": "ambtelijke_fusie", "beslist_inkomen": "andere_gemeente", "beslist_schulden": "andere_gemeente",
               "herindeling": "ja", "positie": "toezicht", "partner_stopt": "nee", "incident": "nee", "veiligheid": "informeel", "dpia": "nee",
               "gegevensdeling": "met_partners", "mandaat": "vastgelegd", "opdrachtgever": "beide", "financiering": ["begroting"], "steun_raad": "positief",
               "steun_bestuur": "steunt", "steun_regeling": "neutraal", "caseload": "van_21_tot_35", "team_leiding": "tijdelijk", "verloop": "gemiddeld"}
    base = case_answers("tiende_jaar")
    made = tailor(content(), dataclasses.replace(base, values={**base.values, **merging, "geregeld": ["geld"]}, statements={}, plan={}))
    assert "herindeling-borgen" in [given.advice.id for given in made.advice.items[:3]]
