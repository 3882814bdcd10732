"""The top of the plan: each question once, links that lead somewhere, boxes as loud as they must be, and roles that are there."""

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
from site_build.tailoring.handbook import Handbook, tailor
from tests.handbooks import EXAMPLES, case_answers, content, example
from tests.worlds import world

_ASKED = re.compile(r"Haalt u [^?\n]+\?")


@functools.cache
def plan_page(name: str) -> str:
    made = made_of(name)
    return page_of(made)


def made_of(name: str) -> Handbook:
    return tailor(content(), example(name) if name in EXAMPLES else case_answers(name))


def page_of(made: Handbook) -> str:
    texts, _ = write(make_pages(made, Views(made, templates_of(made.content))), {part.id: part.title for part in made.content.parts})
    return texts["plan.md"]


@pytest.mark.parametrize("name", [*EXAMPLES, "pilot_mislukt", "dorp_voorbereiden", "derde/dorp_begint_februari"])
def test_no_link_of_the_plan_leads_to_the_plan_itself(name: str) -> None:
    assert "](plan.md)" not in plan_page(name)


def test_two_questions_about_one_day_say_which_thing_they_are_about() -> None:
    """The team begins on the day on which the input for the kadernota is due: one *Nee* and one *Niet met alles* would contradict each other."""
    seen = 0
    for seed in range(6):
        said: dict[str, Any] = {"fase": "voorbereiden", "team_status": "nog_niet", "helpt_nu": "nee", "team_start": "2027-02-01", "datum_inbreng": "2027-02-01",
                                "kadernota": "kadernota", "financiering": ["subsidie"], "geld_tot": "2027-12-31", "dagdelen_projectleider": 1, "dagdelen_anderen": 1,
                                "samenwerkingsvorm": "geen", "uitvoering": "eigen"}
        asked = _ASKED.findall(page_of(tailor(content(), dataclasses.replace(world(content(), 7100 + seed, **said), plan={}, moments={}))))
        seen += sum("1 februari 2027" in question for question in asked) > 1
        assert len(asked) == len(set(asked))
    assert seen


def test_money_that_needs_no_work_this_quarter_is_no_alarm() -> None:
    made = made_of("klein-platteland")
    assert made.warning
    assert made.warning.calm
    assert f'!!! let-op "{made.warning.title}"' not in plan_page("klein-platteland")
    assert made.warning.title in plan_page("klein-platteland")


@pytest.mark.parametrize("seed", range(4))
def test_a_checklist_names_nobody_who_is_not_there(seed: int) -> None:
    """Without a partner there is nobody of a partner to tick anything off. What is of a team leader who is still to come stays theirs, with who does it until then."""
    made = tailor(content(), dataclasses.replace(world(content(), 7300 + seed, fase="voorbereiden", team_status="nog_niet", helpt_nu="nee", uitvoering="eigen", partners=[]), plan={}))
    views = Views(made, templates_of(made.content))
    gone = {role.name for role in made.content.roles if made.acting(role.id) != role.id}
    lists = [views.checklist(chosen) for chosen in views.here.checklists if not chosen.later]
    assert gone and any(one.items for one in lists)
    said = {item.addressee for one in lists for item in one.items}
    assert not said & gone
    names = {role.id: role.name for role in made.content.roles}
    assert {f"{names['teamleider']} (tot die er is: {made.content.called(made.acting('teamleider'))})"} == {one for one in said if names["teamleider"] in one}
