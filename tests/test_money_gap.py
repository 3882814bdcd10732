"""Money that ends before the first budget that can still be reached: the first date for that budget, and the months between, both in time."""

from __future__ import annotations

import dataclasses
import datetime as dt
import functools
from typing import Any

from site_build.assembly.pages import make_pages
from site_build.assembly.pages.face import face
from site_build.assembly.project import templates_of
from site_build.assembly.views import Views
from site_build.tailoring.handbook import Handbook, tailor
from tests.handbooks import case_answers, content

INPUT = dt.date(2027, 1, 25)
END = dt.date(2027, 8, 31)
SAID: dict[str, Any] = {
    "fase": "borgen", "team_status": "draait", "helpt_nu": "ja", "uitvoering": "partner_subsidie", "partner_stopt": "nee", "partner_zorgen": "nee",
    "subsidie_jaren": 5, "financiering": ["subsidie"], "geld_tot": END.isoformat(), "kadernota": "perspectiefnota", "datum_inbreng": INPUT.isoformat(),
    "datum_kadernota": "2027-06-21", "datum_begroting": "2027-11-08", "opdrachtgever": "alleen_ambtelijk", "steun_bestuur": "neutraal",
    "steun_raad": "verdeeld", "team_leiding": "vertrekt", "herindeling": "nee", "incident": "nee", "samenwerkingsvorm": "geen", "geregeld": ["regels", "leren"],
    "beslist_inkomen": "gemeente", "beslist_schulden": "gemeente", "beslist_jeugd": "gemeente", "beslist_wmo": "gemeente",
    "dagdelen_projectleider": 3, "dagdelen_anderen": 3,
}


@functools.cache
def made(end: str = END.isoformat()) -> Handbook:
    base = case_answers("tiende_jaar")
    return tailor(content(), dataclasses.replace(base, date="2026-11-26", values={**base.values, **SAID, "geld_tot": end}, statements={}, plan={}, moments={}))


def test_the_first_piece_about_money_names_the_first_date_and_the_months_between() -> None:
    about_money = [given.advice.id for given in made().advice.items if given.advice.subject == "geld"]
    assert about_money[:2] == ["geld-jaar-gat", "geld-overbruggen"]
    assert "geld-jaar-gat" in [given.advice.id for given in made().advice.items[:3]]


def test_what_the_first_date_needs_is_ready_on_that_day_and_the_bridge_before_the_end() -> None:
    plan = made().plan
    assert plan
    ends = {item.action.id: item.end for item in plan.items}
    assert ends["inbreng-kadernota-schrijven"] <= INPUT
    assert ends["overbrugging-vragen"] <= END - dt.timedelta(weeks=12)


def test_page_one_says_whether_the_first_date_is_met_although_the_usual_way_is_too_late() -> None:
    plan, decision = made().plan, made().money
    assert plan and decision
    assert decision.decision.date < dt.date(2026, 11, 26)
    assert [(reach.date, reach.possible) for reach in plan.reaches if reach.money] == [(INPUT, True)]


def test_the_line_of_money_shows_what_can_still_be_reached_and_no_day_that_has_gone() -> None:
    views = Views(made(), templates_of(made().content))
    line = face(made(), views, make_pages(made(), views)).money
    assert line
    assert [point.date for point in line.points] == ["26 november 2026", "25 januari 2027", "31 augustus 2027"]
    assert "2028" in line.text
    assert "4 maanden" in line.text


def test_without_months_between_nobody_asks_for_a_bridge() -> None:
    planned = made("2027-12-31").plan
    assert planned
    assert "overbrugging-vragen" not in {item.action.id for item in planned.items}
    assert not {"geld-jaar-gat", "geld-overbruggen"} & {given.advice.id for given in made("2027-12-31").advice.items}


def test_who_gave_the_day_does_not_read_with_which_day_we_reckon() -> None:
    """Next to her own date stands no *zolang u de echte datum niet weet*; without one the guess is told."""
    guesses = {moment.id: moment.guess for moment in content().moments if moment.guess}
    given = {moment.id: moment for moment in made().moments if moment.id in guesses}
    assert guesses["begroting"] not in given["begroting"].explain
    base = made().answers
    unknown = tailor(content(), dataclasses.replace(base, values={id: value for id, value in base.values.items() if id != "datum_begroting"}))
    assert guesses["begroting"] in next(moment.explain for moment in unknown.moments if moment.id == "begroting")


def test_time_that_was_promised_is_not_called_money_that_stops() -> None:
    ends = content().meaning("money_ends")
    titles = {kind: next(moment.title for moment in tailor(content(), dataclasses.replace(
        made().answers, values={**made().answers.values, "financiering": [kind]})).moments if moment.id == ends) for kind in ("eigen_uren", "subsidie")}
    assert titles["eigen_uren"] == content().phrases("money.hours_stop")
    assert titles["subsidie"] == next(moment.title for moment in content().moments if moment.id == ends)
