"""Whether the plan of the real content stands in an order that law and budget allow: over random answers, the cases and the examples."""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
from typing import Any

import pytest

from site_build.assembly import urgent_view
from site_build.assembly.pages import roles as role_pages
from site_build.assembly.project import templates_of
from site_build.assembly.views import Views
from site_build.interview.answers import PlanEntry, dutch_date
from site_build.interview.wording import MONTHS
from site_build.tailoring.handbook import Handbook, tailor
from site_build.tailoring.planning_types import PlannedAction
from tests.handbooks import EXAMPLES, answers, content, example
from tests.worlds import world

WORLDS = 60
SHARING: dict[str, Any] = {"fase": "uitvoeren", "team_status": "draait", "helpt_nu": "ja", "uitvoering": "gemengd", "gegevensdeling": "met_partners",
                           "inwoners": 60000, "financiering": ["begroting"], "dagdelen_projectleider": 5, "dagdelen_anderen": 6}
EXPLORING: dict[str, Any] = {"fase": "verkennen", "inwoners": 46000, "eerdere_pilots": "ja_lopend", "gegevensdeling": "met_partners", "dpia": "nee", "teams": 1,
                             "uitvoering": "gemengd", "opdrachtgever": "geen", "mandaat": "geen", "dagdelen_projectleider": 2, "dagdelen_anderen": 2}
CAN_WAIT = ("grens-caseload", "definities", "toegankelijk-publiceren", "formatieplan", "principes-kiezen", "mandaatkaart")
REGION: dict[str, Any] = {"samenwerkingsvorm": "regeling", "uitvoering": "regeling", "beslist_inkomen": "regeling", "beslist_schulden": "regeling",
                          "fase": "uitvoeren", "team_status": "draait", "helpt_nu": "ja", "mandaat": "vastgelegd", "inwoners": 27000, "opdrachtgever": "beide",
                          "financiering": ["begroting"], "positie": "tekort", "steun_bestuur": "kritisch", "steun_raad": "kritisch",
                          "dagdelen_projectleider": 4, "dagdelen_anderen": 4}
BACK = ("delen-stilleggen", "grondslagen-in-kaart", "dpia-eerst", "delen-hervatten")


@pytest.fixture(scope="module")
def handbooks() -> list[Handbook]:
    """Handbooks of which nobody has changed the plan; in some of them partners get data without a DPIA."""
    stopped = [world(content(), 500 + seed, **SHARING, dpia="nee") for seed in range(12)]
    region = [world(content(), 600 + seed, **REGION) for seed in range(12)]
    found = [*(world(content(), seed) for seed in range(WORLDS)), *stopped, *region, *map(example, EXAMPLES)]
    return [tailor(content(), dataclasses.replace(one, plan={})) for one in found]


def items(handbook: Handbook) -> dict[str, PlannedAction]:
    return {item.action.id: item for item in (handbook.plan.items if handbook.plan else ())}


# --- data -----------------------------------------------------------------------------------------


def test_what_is_shared_goes_from_stop_to_grounds_to_assessment_to_agreement_to_sharing_again(handbooks: list[Handbook]) -> None:
    whole = 0
    for handbook in handbooks:
        planned = [items(handbook)[id] for id in BACK if id in items(handbook)]
        whole += len(planned) == len(BACK)
        assert all(one.worked < other.start and one.end <= other.end for one, other in zip(planned, planned[1:], strict=False))
    assert whole > 5


def test_a_team_that_must_stop_sharing_begins_at_once_with_sharing_again() -> None:
    """Nothing that can wait comes between: every step begins on the first working day after the one before."""
    handbook = tailor(content(), answers(**SHARING, dpia="nee", date="2026-11-26"))
    way = [items(handbook)[id] for id in BACK]
    assert (way[0].start, way[-1].end) == (dt.date(2026, 11, 26), dt.date(2027, 2, 25))  # two plus four plus four plus two weeks of work, and the holidays
    assert all((other.start - one.worked).days <= 5 for one, other in zip(way, way[1:], strict=False))
    rest = [items(handbook)[id] for id in ("dpia-eerst", "dpia", "delen-afspreken")]  # the other flows: after the whole assessment
    assert all(one.worked < other.start for one, other in zip(rest, rest[1:], strict=False))


def test_whether_a_flow_has_a_ground_is_asked_before_it_stops_and_only_what_has_none_stops() -> None:
    handbook = tailor(content(), answers(**SHARING, dpia="nee", date="2026-11-26"))
    stop = items(handbook)["delen-stilleggen"]
    assert stop.end == dt.date(2026, 12, 9) and "grondslag" in stop.action.do and stop.action.pause and "geen grondslag" in stop.action.pause.say
    assert "grondslagen-in-kaart" in items(tailor(content(), answers(**SHARING, date="2026-11-26")))  # nobody knows whether there is an assessment


def test_who_shares_now_sees_to_grounds_and_assessment_before_what_can_wait() -> None:
    """Also who explores while a trial runs, and who does not know whether there is an assessment."""
    trial = answers(**EXPLORING, date="2026-11-26")
    for given, ids in ((trial, ("grondslagen-in-kaart", "dpia-eerst")), (answers(**SHARING, date="2026-11-26"), ("grondslagen-in-kaart",))):
        handbook = tailor(content(), given)
        first = items(handbook)
        assert all(first[id].start < first[other].start for id in ids for other in CAN_WAIT if other in first)
        assert first[ids[-1]].end <= dt.date(2027, 3, 1) and any(other in first for other in CAN_WAIT)


def test_page_one_says_until_when_the_team_cannot_share_also_when_stopping_is_done() -> None:
    given = answers(**SHARING, dpia="nee", date="2026-11-26")
    for done in ((), ("delen-stilleggen",)):
        handbook = tailor(content(), dataclasses.replace(given, plan={id: PlanEntry(status="klaar") for id in done}))
        (pause,) = urgent_view.view(handbook.plan, handbook.content.phrases).pauses
        assert pause.date == dutch_date(items(handbook)["delen-hervatten"].end.isoformat())
        assert pause.until.file == "plan.md#actie-delen-hervatten" and pause.say and pause.meanwhile
    shared_again = tailor(content(), dataclasses.replace(given, plan={id: PlanEntry(status="klaar") for id in BACK}))
    assert urgent_view.view(shared_again.plan, shared_again.content.phrases).pauses == ()
    assert urgent_view.view(tailor(content(), answers(**SHARING, dpia="actueel")).plan, content().phrases).pauses == ()


def test_who_works_with_it_reads_on_the_page_of_the_role_that_it_stands_still() -> None:
    handbook = tailor(content(), answers(**SHARING, dpia="nee", partners=[{"naam": "Welzijn", "soort": "welzijn"}], date="2026-11-26"))
    day = dutch_date(items(handbook)["delen-hervatten"].end.isoformat())
    pages = {page.head.roles[0]: repr(page) for page in role_pages.pages(handbook, Views(handbook, templates_of(content()))) if page.head.roles}
    assert {role for role, page in pages.items() if f"Tot {day}" in page} == {"opdrachtgever", "projectleider", "teamleider", "professional", "partner", "jurist"}


# --- the budget of a joint arrangement, and the other moments ----------------------------------------


def test_talking_and_asking_come_before_the_outlines_of_an_arrangement_and_the_view_after_its_draft() -> None:
    handbook = tailor(content(), answers(**REGION, date="2026-11-26"))
    days = {moment.id: moment for moment in handbook.moments}
    talk, ask, view = (items(handbook)[id] for id in ("naar-bestuur-regeling", "regeling-kaders", "regeling-zienswijze"))
    kaders, draft, council = (days[id].date for id in ("gr-kaders", "gr-ontwerpbegroting", "gr-zienswijze"))
    assert kaders and draft and council and days["gr-kaders"].latest_start
    assert talk.start <= days["gr-kaders"].latest_start and talk.end < ask.start and ask.end <= kaders < draft
    assert draft <= view.start and view.end <= council <= draft + dt.timedelta(weeks=12)  # the council has twelve weeks
    assert view.end - view.worked >= dt.timedelta(weeks=4)  # a council does not decide on the day on which a text is written


def test_what_answers_to_a_moment_never_begins_before_it(handbooks: list[Handbook]) -> None:
    seen = 0
    for handbook in handbooks:
        days = {moment.id: moment.date for moment in handbook.moments if moment.date and moment.certain and not moment.passed}
        for item in items(handbook).values():
            day = days.get(item.action.not_before)
            if day and item.deadline and day < item.deadline[1]:
                seen += 1
                assert item.start >= day and (item.term is None or item.term >= day)  # no advice asks for it before it can be done
    assert seen > 8


def test_what_a_moment_needs_is_ready_before_it_or_said_to_be_too_late(handbooks: list[Handbook]) -> None:
    seen = late = 0
    for handbook in handbooks:
        assert handbook.plan
        days = {moment.id: moment.date for moment in handbook.moments if moment.date and moment.certain and not moment.passed}
        days.update((moment.id, moment.date) for moment in (handbook.money.route if handbook.money else ()))  # in the year that counts for the money
        for item in items(handbook).values():
            due = [days[id] for id in item.action.needed_for if id in days and handbook.plan.start < days[id] <= handbook.plan.end]
            if due and item.end > min(due):
                late += 1
                assert not item.in_time
            seen += bool(due)
    assert late < seen / 2


def test_an_arrangement_that_is_asked_too_late_is_told_on_page_one_with_what_to_do() -> None:
    handbook = tailor(content(), answers(**REGION, date="2027-01-25"))
    (missed,) = [reach for reach in urgent_view.view(handbook.plan, handbook.content.phrases).reaches if reach.missed and not reach.in_time]
    assert missed.date == dutch_date("2027-02-15") and any("kaders" in row.do for row in missed.late)


# --- a date in the words, and somebody who is not there yet ------------------------------------------


def _dates(text: str) -> list[dt.date]:
    """Return the days that a text names in full, such as 31 december 2026."""
    return [dt.date(int(year), MONTHS.index(month) + 1, int(day)) for day, month, year in re.findall(rf"(\d{{1,2}}) ({'|'.join(MONTHS)}) (20\d\d)", text)]


def test_what_names_a_day_is_done_before_that_day_or_page_one_says_that_the_day_has_passed() -> None:
    """Also in danger, when almost everything else waits."""
    dated = {action.id: _dates(action.do)[0] for action in content().actions if _dates(action.do)}
    assert dated
    before = after = in_time = soon = 0
    for seed in range(30):
        free = {"financiering": ["rijk"], "dagdelen_projectleider": 3, "dagdelen_anderen": 3}
        for today in ("2026-11-26", "2027-02-01"):
            handbook = tailor(content(), dataclasses.replace(world(content(), 700 + seed, **free), date=today, plan={}))
            assert handbook.plan
            for id, day in dated.items():
                item = items(handbook).get(id)
                if item and handbook.plan.start <= day:
                    before += 1
                    assert item.end <= day or day in {reach.date for reach in handbook.plan.missed}
                    in_time += item.end <= day
                elif item:
                    after += 1
                    assert id in {action.id for one in handbook.plan.overdue for action in one.actions}
                    soon += item.start - handbook.plan.start < dt.timedelta(weeks=6)
    assert before > 5 and after > 5 and in_time > before / 2 and soon > after / 2


def test_what_is_done_with_the_client_comes_after_somebody_is_the_client(handbooks: list[Handbook]) -> None:
    """Who is in danger does not wait; everything else waits for who decides for now, or for the one who is appointed."""
    seen = 0
    alone = [tailor(content(), dataclasses.replace(world(content(), 800 + seed, opdrachtgever="geen", dagdelen_projectleider=4, dagdelen_anderen=6), plan={}))
             for seed in range(25)]
    for handbook in (*handbooks, *alone):
        there = [items(handbook)[id].end for id in ("beslisser-nu", "opdrachtgevers-aanwijzen") if id in items(handbook)]
        for item in items(handbook).values():
            named = re.search(r"(met|vraag|naar) de opdrachtgever\b", item.action.do)
            if named and handbook.values["opdrachtgever"].value == "geen" and there:
                seen += 1
                assert item.start > min(there)
    assert seen > 5


def test_what_begins_and_ends_on_one_day_stands_in_the_order_of_the_advice(handbooks: list[Handbook]) -> None:
    compared = 0
    for handbook in handbooks:
        place = {given.advice.step: number for number, given in enumerate(handbook.advice.items)}
        planned = [item for item in handbook.plan.items if item.action.id in place] if handbook.plan else []
        for one, other in zip(planned, planned[1:], strict=False):
            if (one.start, one.end, one.urgency) == (other.start, other.end, other.urgency):
                compared += 1
                assert place[one.action.id] < place[other.action.id]
    assert compared > 40


# --- growing, and the council -----------------------------------------------------------------------


GROWS: dict[str, Any] = {"fase": "opschalen", "team_status": "draait", "teams": 2, "uitvoering": "eigen", "inwoners": 120000, "financiering": ["begroting"],
                         "dagdelen_projectleider": 8, "dagdelen_anderen": 12, "team_start": "2023-01-01", "mandaat": "vastgelegd", "veiligheid": "vastgelegd",
                         "dpia": "actueel", "caseload": "tot_12", "verloop": "laag", "principes": "vastgelegd", "nulmeting": "compleet", "opdrachtgever": "beide"}


def test_a_new_team_comes_after_the_plan_and_the_costs_of_growing(handbooks: list[Handbook]) -> None:
    grown = 0
    grows = (dataclasses.replace(world(content(), 800 + seed, **GROWS), plan={}, statements=()) for seed in range(10))
    for handbook in (*handbooks, *(tailor(content(), one) for one in grows)):
        planned = items(handbook)
        if "vorm-vrij-nieuwe-plek" in planned:
            grown += 1
            assert all(planned[id].end < planned["vorm-vrij-nieuwe-plek"].start for id in ("opschalingsplan", "invoerkosten-nieuwe-plek") if id in planned)
        assert not {"vorm-vrij-nieuwe-plek", "begeleiders-opleiden"} & planned.keys() or "nog-niet-opschalen" not in {given.advice.id for given in handbook.advice.items}
    assert grown > 1


def test_the_council_has_figures_before_it_debates_the_budget_that_must_follow() -> None:
    running = {**SHARING, "dpia": "actueel", "financiering": ["subsidie"], "geld_tot": "2028-07-31", "kadernota": "kadernota", "datum_kadernota": "2027-07-01",
               "datum_inbreng": "2027-03-05", "datum_begroting": "2027-11-11", "date": "2026-11-26"}
    item = items(tailor(content(), answers(**running)))["cijfers-voor-debat"]
    assert item.end < dt.date(2027, 7, 1) and item.in_time
    assert "cijfers-voor-debat" not in items(tailor(content(), answers(**{**running, "financiering": ["begroting"]})))


def test_a_new_team_comes_after_somebody_decided_on_the_plan_and_the_costs() -> None:
    planned = items(tailor(content(), answers(**GROWS, samenwerkingsvorm="geen", date="2026-11-26")))
    way = [planned[id] for id in ("stap-voor-stap-uitbreiden", "opschalingsplan", "invoerkosten-nieuwe-plek", "groei-besluiten", "vorm-vrij-nieuwe-plek")]
    assert all(one.worked < other.start for one, other in zip(way, way[1:], strict=False))


# --- another board, a subsidy that ends, somebody who leaves -----------------------------------------


MERGED: dict[str, Any] = {**SHARING, "samenwerkingsvorm": "regeling", "beslist_schulden": "regeling", "uitvoering": "gemengd", "mandaat": "informeel", "dpia": "in_de_maak",
                          "opdrachtgever": "beide", "financiering": ["begroting", "subsidie"], "geld_tot": "2028-06-30", "subsidie_jaren": 4, "kadernota": "kadernota",
                          "bestaande_afspraken": ["subsidie"], "datum_inbreng": "2027-02-17", "datum_kadernota": "2027-07-08", "datum_begroting": "2027-11-11", "date": "2026-11-26"}


def test_another_board_lays_down_the_mandate_after_the_card_and_before_the_council_debates() -> None:
    planned = items(tailor(content(), answers(**MERGED)))
    card, board = planned["mandaatkaart"], planned["regeling-mandaat"]
    assert card.worked < board.start and board.end < dt.date(2027, 7, 8) and board.in_time and board.deadline


def test_agreements_with_partners_follow_the_assessment_at_once_where_data_is_shared_already() -> None:
    planned = items(tailor(content(), answers(**MERGED)))
    assert planned["delen-afspreken"].start - planned["dpia"].worked <= dt.timedelta(days=4)


@pytest.mark.parametrize(("years", "end", "planned"), [
    (4, "2028-06-30", True), (3, "2028-12-31", True), (2, "2027-12-31", True), (2, "2027-10-31", False), (1, "2028-12-31", True), (1, "2028-06-30", False)])
def test_a_partner_who_has_had_a_subsidy_for_three_years_when_it_ends_is_written_in_time(years: int, end: str, planned: bool) -> None:
    """Awb 4:51 counts to the day on which it stops; the letter goes in the year before that."""
    found = items(tailor(content(), answers(**{**MERGED, "subsidie_jaren": years, "geld_tot": end, "steun_raad": "positief"}))).get("einde-subsidie-aankondigen")
    assert (found is not None) is planned
    if found:
        days = dt.date.fromisoformat(end) - found.end
        assert dt.timedelta(days=150) < days < dt.timedelta(days=400)


def test_what_somebody_knows_who_leaves_within_half_a_year_is_written_down_before_that() -> None:
    leaves = {**SHARING, "dpia": "actueel", "fte": 2, "verloop": "laag", "team_leiding": "vertrekt", "geregeld": ["geen"], "dagdelen_projectleider": 3, "dagdelen_anderen": 4, "date": "2026-11-26"}
    planned = items(tailor(content(), answers(**leaves)))
    assert max(planned[id].end for id in ("levend-handboek", "opvolging-regelen", "leiding-overdragen")) <= dt.date(2027, 5, 26)
    assert "opvolging-vasthouden" not in planned  # a second person is found first, and kept after that
    bigger = items(tailor(content(), answers(**{**leaves, "fte": 5})))
    assert bigger["kennis-overdragen"].end <= dt.date(2027, 5, 26) and bigger["levend-handboek"].end <= dt.date(2027, 5, 26)


@pytest.mark.parametrize(("elections", "now"), [("2028-11-22", False), ("2027-11-24", True)])
def test_a_file_for_a_new_board_is_made_in_the_year_before_it_comes(elections: str, now: bool) -> None:
    handbook = tailor(content(), answers(**SHARING, dpia="actueel", herindeling="ja", datum_verkiezingen=elections, date="2026-11-26"))
    assert ("overdrachtsdossier" in items(handbook)) is now
    assert any(action.id == "overdrachtsdossier" for action in handbook.plan.later) is not now  # type: ignore[union-attr]


def test_the_council_is_written_what_was_learned_after_it_was_learned() -> None:
    planned = items(tailor(content(), answers(fase="borgen", team_status="gestopt", inwoners=40000, dagdelen_projectleider=4, dagdelen_anderen=4, date="2026-11-26")))
    assert planned["lessen-opschrijven"].end < planned["raad-over-het-einde"].start


def test_safety_of_a_trial_that_runs_does_not_wait_for_the_choice_that_one_explores() -> None:
    for safe, first in (("informeel", True), ("vastgelegd", False)):
        planned = items(tailor(content(), answers(**EXPLORING, veiligheid=safe, date="2026-11-26")))
        assert ("veilig-werken-afspreken" in planned) is first
        if first:
            assert planned["veilig-werken-afspreken"].start < min(planned[id].start for id in ("aanpak-wegen", "mandaatkaart", "kiezen-tussen-pilots") if id in planned)


def test_who_becomes_the_client_is_asked_once() -> None:
    """Where a start is prepared and only an official is the client, what an alderman needs for a yes is part of that question."""
    prepares = {"fase": "voorbereiden", "team_status": "nog_niet", "helpt_nu": "nee", "steun_bestuur": "neutraal", "samenwerkingsvorm": "geen",
                "inwoners": 56000, "financiering": ["rijk"], "geld_tot": "2028-12-31", "dagdelen_projectleider": 5, "dagdelen_anderen": 6, "date": "2026-11-26"}
    asked = items(tailor(content(), answers(**prepares, opdrachtgever="alleen_ambtelijk")))
    assert "gesprek-met-college" not in asked and "opdrachtgevers-aanwijzen" in asked
    assert "gesprek-met-college" in items(tailor(content(), answers(**prepares, opdrachtgever="beide")))
