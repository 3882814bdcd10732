"""The risks: those behind what comes first stand first; what is perhaps not so comes last, and not on the one page for those who govern."""

from __future__ import annotations

import pytest

from site_build.assembly.project import assemble, templates_of
from site_build.assembly.views import Views
from site_build.store.resources import read_look
from site_build.tailoring.handbook import tailor
from site_build.tailoring.risk_order import MOST, is_known, ordered
from tests.handbooks import content, example

NAMES = ("pilot-loopt-af", "klein-platteland", "regionaal-samenwerkend", "leeuwarden", "rotterdam")


@pytest.mark.parametrize("name", NAMES)
def test_what_is_known_now_comes_before_what_is_perhaps_so_and_what_is_of_later(name: str) -> None:
    found = [(risk.later, not is_known(risk)) for risk in ordered(tailor(content(), example(name)))]
    assert found and found == sorted(found)


def test_the_first_risks_are_about_what_comes_first() -> None:
    handbook = tailor(content(), example("regionaal-samenwerkend"))
    risks = [risk.thing.page for risk in ordered(handbook) if not risk.later and is_known(risk)]
    first = [given.advice.pages[0] for given in handbook.advice.first if given.advice.pages[0] in risks]
    assert first and risks[:len(first)] == first


@pytest.mark.parametrize("name", NAMES)
def test_the_page_for_those_who_govern_names_no_risk_that_may_not_be_there(name: str) -> None:
    handbook = tailor(content(), example(name))
    own = Views(handbook, templates_of(handbook.content)).own.risks
    assert 0 < len(own) <= MOST and not [risk for risk in own if risk.label]


@pytest.mark.parametrize("name", ["pilot-loopt-af", "rotterdam"])
def test_a_team_that_works_has_no_risk_of_a_team_that_has_still_to_begin(name: str) -> None:
    handbook = tailor(content(), example(name))
    page = str(assemble(handbook, read_look()).files["docs/risicos.md"])
    early = {"oplossing-zonder-opgave", "invoeren-zonder-plan", "geen-geld-voor-invoeren"}
    assert not [id for id in early if f"risico-{id} " in page]
