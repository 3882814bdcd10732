"""The order of the plan around the start of a team, a day in the world and what comes first on page one: over random answers and by hand."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterable
from typing import Any

import pytest

from site_build.assembly import urgent_view
from site_build.content.model import URGENCIES
from site_build.interview.answers import Answers
from site_build.tailoring.handbook import Handbook, tailor
from site_build.tailoring.planning import make_plan
from site_build.tailoring.planning_types import PlannedAction
from tests.handbooks import EXAMPLES, answers, content, example
from tests.worlds import world

TODAY = "2026-11-26"
# A municipality that explores, and one whose team begins in ten weeks.
EXPLORES: dict[str, Any] = {
    "fase": "verkennen", "inwoners": 27466, "samenwerkingsvorm": "regeling", "beslist_inkomen": "regeling", "beslist_schulden": "regeling",
    "eerdere_pilots": "ja_gestopt", "kadernota": "kadernota", "vorm": "beide", "teams": 0, "uitvoering": "gemengd", "team_status": "nog_niet",
    "team_start": "2027-09-01", "fte": 2.5, "veiligheid": "geen", "mandaat": "geen", "gegevensdeling": "met_partners", "dpia": "nee", "registratie": "geen",
    "opdrachtgever": "alleen_ambtelijk", "steun_bestuur": "neutraal", "steun_raad": "onbekend_met", "financiering": ["eigen_uren"], "geld_tot": "2027-12-31",
    "nulmeting": "nee", "dagdelen_projectleider": 2, "dagdelen_anderen": 2}
SOON: dict[str, Any] = {
    "fase": "voorbereiden", "inwoners": 58546, "samenwerkingsvorm": "geen", "kadernota": "kadernota", "vorm": "ongevraagd_opzoeken", "teams": 0,
    "uitvoering": "gemengd", "team_status": "in_opbouw", "team_start": "2027-02-01", "helpt_nu": "nee", "fte": 5, "veiligheid": "informeel", "mandaat": "geen",
    "gegevensdeling": "met_partners", "dpia": "nee", "registratie": "geen", "opdrachtgever": "beide", "steun_bestuur": "trekker", "steun_raad": "positief",
    "financiering": ["subsidie"], "geld_tot": "2029-01-31", "nulmeting": "nee", "bewijs": ["bereik", "vergelijking"],
    "kosten": [{"post": "team", "laag": 420000, "hoog": 470000, "betaler": "gemeente"}], "dagdelen_projectleider": 5, "dagdelen_anderen": 6}
LAST_DAY: dict[str, Any] = {
    "fase": "opschalen", "inwoners": 230000, "team_status": "draait", "teams": 5, "verloop": "hoog", "uitvoering": "gemengd", "mandaat": "vastgelegd",
    "veiligheid": "vastgelegd", "steun_raad": "kritisch", "opdrachtgever": "beide", "financiering": ["rijk", "begroting", "fonds"], "geld_tot": "2028-12-31",
    "kadernota": "kadernota", "eerdere_pilots": "ja_lopend", "dpia": "actueel", "dagdelen_projectleider": 8, "dagdelen_anderen": 16}


def _handbook(given: Answers) -> Handbook:
    return tailor(content(), dataclasses.replace(given, plan={}))


@pytest.fixture(scope="module")
def handbooks() -> list[Handbook]:
    """Handbooks of which nobody has changed the plan; in many of them a team begins, soon or later."""
    starts = [world(content(), 1000 + seed, fase=fase, team_status=status, helpt_nu="nee", team_start=day)
              for seed, (fase, status, day) in enumerate([(fase, status, day) for fase in ("verkennen", "voorbereiden", "starten")
                                                          for status in ("nog_niet", "in_opbouw") for day in ("2027-01-15", "2027-03-01", "2027-06-01", "2027-10-01")])]
    by_hand = [answers(date=TODAY, **one) for one in (EXPLORES, SOON, LAST_DAY)]
    return [_handbook(one) for one in (*starts, *(world(content(), 1100 + seed) for seed in range(40)), *by_hand, *map(example, EXAMPLES))]


def _items(handbook: Handbook) -> dict[str, PlannedAction]:
    return {action.id: item for item in (handbook.plan.items if handbook.plan else ()) for action in (item.action, *item.merged)}


def _openings(handbook: Handbook) -> Iterable[tuple[PlannedAction, dt.date | None]]:
    """Yield what begins something for residents, with the day that was named for it."""
    days = {moment.id: moment.date for moment in handbook.moments if moment.certain and not moment.passed}
    for item in _items(handbook).values():
        if item.action.opens:
            yield item, days.get(item.action.opens)


def test_nothing_begins_before_its_day_nor_before_what_that_day_needs(handbooks: list[Handbook]) -> None:
    """Safety, grounds, assessment, mandate, recruiting, baseline: each is done and decided, or page one says that the day is not made."""
    seen = on_the_day = 0
    for handbook in handbooks:
        assert handbook.plan
        for item, day in _openings(handbook):
            seen += 1
            needs = [action for action in content().actions if item.action.opens in action.needed_for]
            left = {action.id for action in (*handbook.plan.later, *(one.action for one in handbook.plan.not_fitting))}
            assert needs and not left & {action.id for action in needs}
            ready = [one.end for one in _items(handbook).values() if item.action.opens in one.action.needed_for]
            assert item.start > max(ready, default=handbook.plan.start - dt.timedelta(1)), handbook.answers.handbook
            if day:
                on_the_day += (item.start - day).days < 5
                assert item.start >= day, handbook.answers.handbook
    assert seen > 15 and on_the_day > 5


def test_nobody_begins_without_safety_on_paper(handbooks: list[Handbook]) -> None:
    """Also who explores and gave a day: it stands in the plan, before the start, unless the answers say that it is on paper."""
    seen = 0
    for handbook in handbooks:
        for item, _ in _openings(handbook):
            safe = handbook.values["veiligheid"]
            if not (safe.known and safe.value == "vastgelegd"):
                seen += 1
                assert _items(handbook)["veilig-werken-afspreken"].end < item.start
    assert seen > 10


def test_who_explores_plans_the_start_on_its_day_and_asks_for_no_lasting_money() -> None:
    handbook = _handbook(answers(date=TODAY, **EXPLORES))
    items = _items(handbook)
    begin = items["team-begint"]
    assert begin.start - dt.date(2027, 9, 1) <= dt.timedelta(days=1)
    for id in ("veilig-werken-afspreken", "mandaatkaart", "regeling-mandaat", "mandaat-in-contract", "grondslagen-in-kaart", "dpia", "nulbeeld",
               "werven-op-houding", "klein-begin-kiezen"):
        assert items[id].end < begin.start and items[id].in_time
    assert not {"raadsvoorstel-schrijven", "inbreng-kadernota-schrijven"} & set(items)
    assert handbook.plan and all(reach.in_time for reach in handbook.plan.reaches)
    assert handbook.advice.of_action("grondslagen-in-kaart")  # names are shared already, and there is no assessment
    assert items["aanpak-wegen"].worked < items["mandaat-in-contract"].start  # one chooses before one binds a partner


def test_a_start_in_ten_weeks_gets_what_can_still_be_ready_and_page_one_says_what_cannot() -> None:
    """Only what takes longer than the weeks that are left is late; nothing lighter stands in its way."""
    handbook = _handbook(answers(date=TODAY, **SOON))
    items, (start, *_) = _items(handbook), [reach for reach in handbook.plan.reaches if reach.id == "start-team"]  # type: ignore[union-attr]
    assert {action.id for action in start.late} == {"mandaatkaart", "mandaat-in-contract", "dpia"} and not start.in_time
    for id in ("mandaatkaart", "mandaat-in-contract", "grondslagen-in-kaart", "veilig-werken-afspreken"):
        assert items[id].start == dt.date(2026, 11, 26)
    assert items["dpia"].start - items["grondslagen-in-kaart"].worked <= dt.timedelta(days=4)
    assert items["team-begint"].start > max(items[action.id].end for action in start.late)
    (shown,) = [reach for reach in urgent_view.view(handbook.plan, handbook.content.phrases).reaches if reach.missed and not reach.in_time]
    assert len(shown.late) == 3


# --- a day in the world --------------------------------------------------------------------------------


def test_a_last_day_that_can_be_met_is_met() -> None:
    item = _items(_handbook(answers(date=TODAY, **{**LAST_DAY, "geld_tot": "2027-01-31"})))["brede-spuk-nagaan"]
    assert item.in_time and item.end <= dt.date(2026, 12, 31)
    assert "brede-spuk-nagaan" not in _items(_handbook(answers(date=TODAY, **LAST_DAY)))  # there is money for two years


def test_how_long_a_team_runs_and_what_nobody_knows_decide_what_is_planned() -> None:
    """No picture of before the start for a team of two years, and no mandate in a contract before it is known whether there is one."""
    runs = {**LAST_DAY, "fase": "uitvoeren", "nulmeting": "deels", "bewijs": ["mkba"]}
    assert "nulbeeld" in _items(_handbook(answers(date=TODAY, **runs, team_start="2026-06-01")))
    assert "nulbeeld" not in _items(_handbook(answers(date=TODAY, **runs, team_start="2025-01-01")))
    known, unknown = (_items(_handbook(answers(date=TODAY, **{**SOON, "mandaat": one}))) for one in ("geen", "weet_niet"))
    assert "mandaat-in-contract" in known and "mandaat-in-contract" not in unknown


def test_high_turnover_gets_a_way_of_settling_in_within_a_quarter_and_principles_once() -> None:
    handbook = _handbook(answers(date=TODAY, **LAST_DAY, principes="in_de_maak"))
    rows = _items(handbook)
    assert handbook.plan and rows["inwerkprogramma"].start <= handbook.plan.quarter_end and rows["principes-kiezen"].start <= handbook.plan.quarter_end
    assert "principes" not in {given.advice.subject for given in handbook.advice.items if not given.advice.action}


def test_the_half_days_that_are_there_are_what_the_rest_of_the_plan_leaves(handbooks: list[Handbook]) -> None:
    """Where all is in time for a day; the sum of what is planned until then and what is left is never more than there is."""
    seen = 0
    for handbook in handbooks:
        assert handbook.plan
        for reach in handbook.plan.reaches:
            if reach.in_time:
                seen += 1
                weeks = [week for week in handbook.plan.weeks if week.monday <= reach.date]
                assert reach.lead_there <= sum(week.lead_capacity for week in weeks) + 0.1
                fair = sum(week.lead_capacity - week.lead for week in weeks) + reach.lead
                assert reach.lead_there <= fair + weeks[-1].lead_capacity + 0.1, handbook.answers.handbook
    assert seen > 30


def _with_before(ids: Iterable[str]) -> set[str]:
    """These and whatever must come before them."""
    actions = {action.id: action for action in content().actions}
    found: set[str] = set()
    todo = list(ids)
    while todo:
        id = todo.pop()
        if id in actions and id not in found:
            found.add(id)
            todo.extend((*actions[id].after, *actions[id].rather_after))
    return found


def test_what_misses_its_day_would_miss_it_too_without_what_can_wait(handbooks: list[Handbook]) -> None:
    """Planned again with only what is more urgent, what comes first on page one and what has a day that is no later.

    With half a day a week not every order can be tried: of all that is late, one in ten could have been in time.
    """
    late = could = 0
    for handbook in handbooks:
        plan = handbook.plan
        assert plan
        planned = {action.id for item in plan.items for action in (item.action, *item.merged)} | {left.action.id for left in plan.not_fitting}
        first = {given.advice.action for given in handbook.advice.first}
        for item in plan.items:
            if item.in_time or handbook.advice.triage:
                continue
            assert item.deadline
            late += 1
            keep = _with_before({item.action.id, *(other.action.id for other in plan.items if other.urgency in URGENCIES[:3] or other.action.id in first
                                                   or other.deadline and other.deadline[1] <= item.deadline[1])}) & planned
            alone = make_plan(content(), [action for action in content().actions if action.id in keep], handbook.values, handbook.answers, handbook.scores,
                              handbook.moments, handbook.advice).item(item.action.id)
            could += alone is not None and alone.in_time
    assert late > 10 and could <= late / 10


# --- what comes first on page one ------------------------------------------------------------------------


def test_what_comes_first_on_page_one_begins_before_advice_that_matters_less(handbooks: list[Handbook]) -> None:
    """But for what a day in the world needs, what must come before it, and what fits in the time that is left beside it."""
    seen = 0
    for handbook in handbooks:
        plan, advice = handbook.plan, handbook.advice
        if plan is None or advice.triage or advice.ended:
            continue
        items = {id: item for id, item in _items(handbook).items() if not item.step}
        dated = _with_before(id for id, item in items.items() if item.deadline)
        before = _with_before(given.advice.action for given in advice.first)
        for given in advice.first:
            item = items.get(given.advice.step)
            if item is None or item.action.not_before or item.action.opens or (_with_before([item.action.id]) & set(items)) != {item.action.id}:
                continue
            for less in advice.rest:
                other = items.get(less.advice.step)
                if other is None or other.action.id in dated | before or URGENCIES.index(less.advice.urgency) < URGENCIES.index(given.advice.urgency):
                    continue
                seen += 1
                lighter = other.lead / (other.worked - other.start).days < item.lead / (item.worked - item.start).days
                assert item.start <= other.start or lighter, (handbook.answers.handbook, given.advice.id, less.advice.id)
    assert seen > 60


# --- what misses the day, and who chooses -----------------------------------------------------------


def test_where_a_start_cannot_be_made_the_preconditions_take_the_time_first() -> None:
    """Two half-days a week and a start in four months: mandate and grounds begin this winter, not after the baseline, which may be late."""
    little = {**SOON, "team_start": "2027-04-01", "opdrachtgever": "alleen_ambtelijk", "dagdelen_projectleider": 2, "dagdelen_anderen": 2}
    planned = _items(_handbook(answers(date=TODAY, **little)))
    hard = ("mandaatkaart", "grondslagen-in-kaart", "mandaat-in-contract")
    assert max(planned[id].start for id in hard) < planned["nulbeeld"].start
    assert max(planned[id].start for id in hard) <= dt.date(2027, 1, 15)


def test_somebody_chooses_in_the_last_month_whether_to_begin(handbooks: list[Handbook]) -> None:
    asked = 0
    for handbook in handbooks:
        planned, day = _items(handbook), next((m.date for m in handbook.moments if m.id == "start-team" and m.date), None)
        if day and "besluit-over-start" in planned and planned["besluit-over-start"].in_time:
            asked += 1
            assert day - dt.timedelta(weeks=5) <= planned["besluit-over-start"].start < day
            assert "team-begint" not in planned or planned["besluit-over-start"].end < planned["team-begint"].start
    assert asked > 10


def test_people_are_recruited_in_the_half_year_before_they_begin() -> None:
    far = _items(_handbook(answers(date=TODAY, **{**SOON, "team_start": "2027-11-01"})))["werven-op-houding"]
    assert dt.date(2027, 11, 1) - dt.timedelta(weeks=26) <= far.start and far.end < dt.date(2027, 11, 1)
    near = _items(_handbook(answers(date=TODAY, **SOON)))["werven-op-houding"]
    assert near.end < dt.date(2027, 2, 1)


# --- people and talk before what hangs on them ------------------------------------------------------------


def test_who_is_not_found_yet_practises_nothing_and_no_other_board_is_asked_before_the_own_one(handbooks: list[Handbook]) -> None:
    seen = 0
    talks = [_handbook(world(content(), 1200 + seed, steun_bestuur="kritisch", samenwerkingsvorm="regeling", uitvoering="regeling", fase="starten", opdrachtgever="beide"))
             for seed in range(8)]
    for handbook in (*handbooks, *talks):
        planned = _items(handbook)
        for first, then in (("werven-op-houding", "veilig-werken-oefenen"), ("gesprek-met-college", "naar-bestuur-regeling")):
            if first in planned and then in planned and not handbook.advice.triage:
                seen += 1
                assert planned[first].worked < planned[then].start, (handbook.answers.handbook, then)
    assert seen > 8
