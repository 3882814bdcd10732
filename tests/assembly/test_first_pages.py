"""What the first pages say: by when in one way, money as facts, what is not known in one line, and what is past where it counts."""

from __future__ import annotations

import dataclasses
import datetime as dt
from functools import cache

import pytest

from site_build.assembly.project import assemble, templates_of
from site_build.assembly.views import Views
from site_build.interview.answers import PlanEntry, dutch_date
from site_build.store.resources import read_look
from site_build.tailoring.advised import done_by
from site_build.tailoring.handbook import Handbook, tailor
from site_build.tailoring.route import route
from tests.handbooks import content, example

NAMES = ("pilot-loopt-af", "klein-platteland", "regionaal-samenwerkend", "leeuwarden", "rotterdam")


@cache
def made(name: str) -> tuple[Handbook, dict[str, str]]:
    handbook = tailor(content(), example(name))
    return handbook, {path.removeprefix("docs/"): str(text) for path, text in assemble(handbook, read_look()).files.items() if path.endswith(".md")}


def test_what_has_no_place_in_the_plan_has_no_day_and_what_comes_too_late_says_for_when() -> None:
    answers = example("pilot-loopt-af").with_value("dagdelen_projectleider", 0.5).with_value("dagdelen_anderen", 0.5)
    handbook, phrases = tailor(content(), answers), content().phrases
    rows = Views(handbook, templates_of(handbook.content)).own.given
    assert handbook.plan
    left = {item.action.id for item in handbook.plan.not_fitting}
    given = list(zip(handbook.advice.items, rows, strict=True))
    misfits = [row for item, row in given if item.advice.action in left]
    assert misfits and all(row.when == phrases("advice.no_day") for row in misfits)
    late = [(item, row) for one, row in given if (item := handbook.plan.item(one.advice.step)) and item.deadline and not item.in_time]
    assert all(dutch_date(item.deadline[1].isoformat()) in row.when for item, row in late if item.deadline)


def test_what_goes_along_is_printed_under_what_comes_first_unless_the_plan_has_it_much_later() -> None:
    printed = 0
    for name in NAMES:
        handbook, pages = made(name)
        of = {given.advice.id: given for given in handbook.advice.items}
        for given in handbook.advice.first:
            for other in (of[id] for id in given.along):
                together = done_by(other, handbook.plan) <= done_by(given, handbook.plan) + dt.timedelta(weeks=13)
                printed += together
                assert all((f"Hoort erbij: {mark}{other.advice.say}" in pages[page]) is together for page, mark in (("index.md", "["), ("in-een-oogopslag.md", ""))), name
    assert printed


@pytest.mark.parametrize("name", NAMES)
def test_a_moment_that_may_not_be_for_this_municipality_says_so_on_every_page_of_a_role(name: str) -> None:
    handbook, pages = made(name)
    perhaps = {moment.title for moment in handbook.moments if not moment.certain}
    bare = [(path, title) for path, text in pages.items() if path.startswith("rollen/") for title in perhaps if f"| {title} |" in text]
    assert bare == [] and (perhaps or name not in ("leeuwarden", "rotterdam"))


def test_the_day_to_begin_that_is_past_is_said_on_page_one_where_nothing_else_is_about_that_moment() -> None:
    handbook, pages = made("leeuwarden")
    first = next(moment for moment in handbook.moments if moment.id == "inbreng-kadernota")
    assert first.latest_start and first.date and first.latest_start < handbook.answers.today < first.date
    assert all(dutch_date(first.latest_start.isoformat()) in pages[page] for page in ("index.md", "in-een-oogopslag.md", "plan.md"))
    earlier = dataclasses.replace(example("leeuwarden"), date=(first.latest_start - dt.timedelta(days=3)).isoformat())
    assert "Rustig beginnen kon tot" not in str(assemble(tailor(content(), earlier), read_look()).files["docs/index.md"])


def test_the_one_page_for_those_who_govern_says_who_pays_and_what_comes_back() -> None:
    handbook, pages = made("pilot-loopt-af")
    assert handbook.costs and handbook.costs.own_cash and handbook.costs.net
    page = pages["in-een-oogopslag.md"]
    assert f"{handbook.costs.own_cash.values.high:,.0f}".replace(",", ".") in page and all(part.party[1:] in page for part in handbook.costs.payers)
    assert (content().phrases("costs.never_even") in page) is (handbook.costs.net.values.high < 0)


@pytest.mark.parametrize("name", NAMES)
def test_a_role_reads_its_pages_in_the_order_of_its_route(name: str) -> None:
    handbook, pages = made(name)
    titles = {page.id: page.title for page in content().pages}
    for role in content().roles:
        if f"rollen/{role.id}.md" in pages:
            text = pages[f"rollen/{role.id}.md"].split("## Wat u nu leest")[1]
            places = [text.find(f"- [{titles[stop.page]}](") for stop in route(handbook.content, handbook.selection, handbook.advice, handbook.plan, role.id)]
            assert places == sorted(places) and -1 not in places, (name, role.id)


def test_what_nobody_knows_stands_in_one_line_and_in_no_table() -> None:
    _, pages = made("leeuwarden")
    assert content().phrases("answers.not_known") not in pages["in-een-oogopslag.md"].split("## Dit komt eerst")[0]
    assert f"| {content().phrases('scores.unknown')} |" not in pages["uw-situatie.md"]


@pytest.mark.parametrize("name", NAMES)
def test_what_was_not_asked_stands_not_among_the_answers(name: str) -> None:
    assert content().phrases("answers.not_applicable") not in made(name)[1]["antwoorden.md"]


@pytest.mark.parametrize("name", NAMES)
def test_a_page_tells_nobody_to_type_a_command(name: str) -> None:
    told = [path for path, text in made(name)[1].items() if "`handreiking " in text and path not in ("antwoorden.md", "alles-op-een-pagina.md")]
    assert told == []


def test_who_is_asked_something_reads_it_with_the_day() -> None:
    handbook, pages = made("rotterdam")
    asks = [given for given in handbook.advice.items if given.advice.ask and given.advice.ask.to == "de controller"]
    assert asks and all(given.advice.ask and given.advice.ask.question in pages["rollen/controller.md"] for given in asks)


def test_advice_with_a_day_of_ones_own_keeps_that_day() -> None:
    step = tailor(content(), example("leeuwarden")).advice.first[0].advice.step
    handbook = tailor(content(), dataclasses.replace(example("leeuwarden"), plan={step: PlanEntry(date="2026-11-27")}))
    assert "27 november 2026" in Views(handbook, templates_of(content())).own.first[0].when
