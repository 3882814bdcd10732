"""The five examples: readable, honest about where they come from, and three of them with other first advice."""

from __future__ import annotations

import dataclasses
import datetime as dt
import re

import pytest

from site_build.assembly.config import config
from site_build.assembly.outputs import Look
from site_build.assembly.pages import make_pages
from site_build.assembly.project import templates_of
from site_build.assembly.views import Views
from site_build.content.model import DONT_KNOW
from site_build.interview.answers import Answers, read_answers, write_answers
from site_build.interview.facts import Values
from site_build.interview.flow import asked
from site_build.tailoring.handbook import INTERN, SHARED, tailor
from tests.handbooks import EXAMPLES, ROOT, TODAY, content, example

FICTIONAL = ("klein-platteland", "pilot-loopt-af", "regionaal-samenwerkend")
REAL = ("leeuwarden", "rotterdam")


def source(name: str) -> str:
    return (ROOT / "examples" / f"{name}.yml").read_text(encoding="utf-8")


def test_there_are_exactly_these_five() -> None:
    assert sorted(path.stem for path in (ROOT / "examples").glob("*.yml")) == sorted(EXAMPLES)


@pytest.mark.parametrize("name", EXAMPLES)
def test_an_example_reads_without_problems_and_comes_back_the_same(name: str) -> None:
    given = example(name)
    assert read_answers(write_answers(given, content()), name, content()) == given
    assert not given.kept


@pytest.mark.parametrize("name", EXAMPLES)
def test_an_example_fixes_its_handbook_and_its_date(name: str) -> None:
    assert example(name).date == "2026-11-24"
    assert len({example(other).handbook for other in EXAMPLES}) == len(EXAMPLES)


@pytest.mark.parametrize("name", FICTIONAL)
def test_a_fictional_profile_says_so_and_names_the_municipality(name: str) -> None:
    municipality = content().municipality(example(name).values["gemeente"])
    assert municipality is not None
    assert f"VERZONNEN PROFIEL; de gemeente {municipality.name} heeft hier niets mee te maken." in source(name)


@pytest.mark.parametrize("edition", [INTERN, SHARED])
@pytest.mark.parametrize("name", EXAMPLES)
def test_every_page_and_file_of_an_example_says_that_the_municipality_did_not_fill_it_in(name: str, edition: str) -> None:
    handbook = tailor(content(), example(name), edition=edition)
    views = Views(handbook, templates_of(content()))
    settings = config(handbook, views, make_pages(handbook, views), Look("site_name: x\n"))
    assert handbook.municipality in handbook.answers.notice
    assert handbook.answers.notice in settings and '"invented": true' in settings and "niet publiceren" not in settings


def test_nobody_elses_handbook_says_that_it_is_an_example() -> None:
    handbook = tailor(content(), dataclasses.replace(example("leeuwarden"), notice=""))
    views = Views(handbook, templates_of(content()))
    settings = config(handbook, views, [], Look("site_name: x\n"))
    assert "invented" not in settings and "niet publiceren" in settings


@pytest.mark.parametrize("name", FICTIONAL)
def test_a_fictional_profile_answers_every_question_that_applies(name: str) -> None:
    values = Values(content(), example(name))
    open_ = [id for id, question in content().questions.items() if values.applies(question) and not values[id].known]
    assert open_ == []


@pytest.mark.parametrize("name", FICTIONAL)
def test_a_fictional_profile_marks_every_amount_as_made_up(name: str) -> None:
    for part in ("kosten:", "gebeurtenissen:"):
        assert re.search(rf"^  {part} +# verzonnen", source(name), re.M), part


@pytest.mark.parametrize("name", REAL)
def test_a_real_municipality_did_not_fill_it_in_itself_and_its_sources_exist(name: str) -> None:
    text, known = source(name), {entry.id for entry in content().sources}
    assert "Niemand van de gemeente" in text
    named = set(re.findall(r"\b[a-z]+(?:-[a-z0-9]+)*-(?:19|20)\d\d\b|\bcanon-frontlijnteam\b|\bbf-\w+|\bmvr-pro\b|\bdvb-mvr\b|\bvng-mini-maatwerk\b",
                           text.partition("version:")[0]))
    assert len(named) > 3
    assert named - known == set()


@pytest.mark.parametrize("name", REAL)
def test_a_real_municipality_does_not_know_most_of_what_is_asked(name: str) -> None:
    given = example(name).values
    unknown = [id for id, value in given.items() if value == DONT_KNOW]
    assert len(unknown) > len(given) / 2


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_number_of_inhabitants_is_the_known_figure(name: str) -> None:
    given = example(name).values
    municipality = content().municipality(given["gemeente"])
    assert municipality is not None and given["inwoners"] == municipality.inhabitants


def test_the_pilot_warns_with_the_last_date_to_start() -> None:
    # 22 February 2027, which the municipality filled in, minus twelve weeks.
    expected = dt.date(2027, 2, 22) - dt.timedelta(weeks=12)
    warning = tailor(content(), example("pilot-loopt-af")).warning
    assert warning is not None
    assert (warning.last_start, warning.level) == (expected, "op_tijd")
    assert "30 november 2026" in warning.title
    assert example("pilot-loopt-af").today < expected


@pytest.mark.parametrize("name", ("pilot-loopt-af", "regionaal-samenwerkend"))
def test_three_people_filled_in_the_statements_and_all_ten_dimensions_have_a_score(name: str) -> None:
    found = tailor(content(), example(name)).scores
    assert found is not None
    assert found.people == 3
    assert all(dimension.points is not None for dimension in found.dimensions)


def test_the_two_sets_of_statements_point_elsewhere() -> None:
    pilot, region = (tailor(content(), example(name)).scores for name in ("pilot-loopt-af", "regionaal-samenwerkend"))
    assert pilot is not None and region is not None
    assert not any(d.differs for d in pilot.dimensions)
    assert any(d.differs for d in region.dimensions)
    labels = [(p.label, r.label) for p, r in zip(pilot.dimensions, region.dimensions, strict=True)]
    assert sum(one != other for one, other in labels) >= 5


def test_the_small_municipality_gets_a_plan_that_ends_in_time_and_a_list_of_what_does_not_fit() -> None:
    plan = tailor(content(), example("klein-platteland")).plan
    assert plan is not None
    assert (plan.lead_capacity, plan.others_capacity) == (2, 0.5)
    assert plan.items and all(item.end <= plan.end for item in plan.items)
    assert plan.not_fitting


@pytest.mark.parametrize("team", ["nog_niet", "in_opbouw", "draait", "gestopt", DONT_KNOW])
def test_the_quick_path_asks_at_most_twelve_questions(team: str) -> None:
    """Whatever the team: who leads a team that runs is asked instead of whether it helps anybody yet."""
    answers = Answers("hb-proef", TODAY, {"gemeente": "GM0014", "fase": "uitvoeren", "team_status": team, "financiering": ["rijk"]})
    assert len(asked(content(), answers, quick=True)) <= 12


def test_the_quick_path_asks_what_no_first_advice_can_do_without() -> None:
    quick = [question.id for question in content().questions.values() if question.quick]
    # Target group, team, client and data: without them no first advice can be right.
    assert {"doelgroep", "team_status", "opdrachtgever", "dpia", "helpt_nu", "team_leiding"} <= set(quick)
