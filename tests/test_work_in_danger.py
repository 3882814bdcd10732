"""Running work in danger, and a partner that leaves: the plan, the first page and every other page say one and the same thing."""

from __future__ import annotations

import dataclasses
import datetime as dt
from pathlib import Path

import pytest

from site_build.assembly.find_out import find_out
from site_build.assembly.project import templates_of
from site_build.assembly.views import Views
from site_build.interview.answers import Answers, PlanEntry, dutch_date, read_answers
from site_build.tailoring.handbook import SHARED, Handbook, tailor
from tests.handbooks import EXAMPLES, FIRST_SET, case_answers, content, example
from tests.worlds import world

HERE = Path(__file__).parent
DANGER = tuple(sorted(path.stem for path in (HERE / "danger").glob("*.yml")))
WORLDS = 90
MONTH = dt.timedelta(days=31)


def danger(name: str) -> Answers:
    """Return the answers of a municipality of this test."""
    path = HERE / "danger" / f"{name}.yml"
    return read_answers(path.read_text(encoding="utf-8"), path.name, content())


@pytest.fixture(scope="module")
def handbooks() -> list[Handbook]:
    """Handbooks of which nobody has changed the plan."""
    answers = [*(world(content(), seed) for seed in range(WORLDS)), *map(case_answers, FIRST_SET), *map(danger, DANGER), *map(example, EXAMPLES)]
    return [tailor(content(), dataclasses.replace(one, plan={})) for one in answers]


# --- the choice between the ways ------------------------------------------------------------------


def test_the_choice_between_the_ways_is_made_this_month_by_whoever_decides(handbooks: list[Handbook]) -> None:
    choice, seen = content().meaning("triage_choice"), 0
    for handbook in (*handbooks, *(tailor(content(), handbook.answers, edition=SHARED) for handbook in handbooks[::7])):
        if not handbook.advice.triage:
            continue
        assert handbook.plan
        seen += 1
        item = handbook.plan.item(choice)
        assert item and item.end <= handbook.plan.start + MONTH, handbook.answers.handbook
        assert item.role == handbook.plan.acting("opdrachtgever", item.start)
    assert seen > 15


def test_what_hangs_on_the_choice_comes_after_it_and_what_cannot_wait_does_not(handbooks: list[Handbook]) -> None:
    """Only what advice calls urgent begins before it, and who must be appointed to choose at all."""
    choice, waits = content().meaning("triage_choice"), 0
    urgent = ("gevaar", "hulp_stopt", "wet", "geld_of_mensen", "niemand_beslist")
    for handbook in handbooks:
        plan = handbook.plan
        assert plan
        item = plan.item(choice) if handbook.advice.triage else None
        if item is None:
            continue
        for other in plan.items:
            before = other.action.id in item.action.after
            if other is item or other.step or before:
                assert not before or other.end < item.start
            elif choice in other.action.after or other.urgency not in urgent:
                waits += 1
                assert other.urgency == "gevaar" or other.start > item.end, (handbook.answers.handbook, other.action.id)
    assert waits > 50


def test_every_page_names_one_day_and_one_person_for_the_choice(handbooks: list[Handbook]) -> None:
    choice = content().meaning("triage_choice")
    for handbook in [one for one in handbooks if one.advice.triage][::4]:
        assert handbook.plan
        views, item = Views(handbook, templates_of(content())), handbook.plan.item(choice)
        shown, row = views.own.triage, next(row for row in views.own.plan.rows if row.id == choice)  # type: ignore[union-attr]
        assert item and shown and (shown.owner, shown.by, shown.row) == (row.owner, dutch_date(item.end.isoformat()), f"plan.md#actie-{choice}")
        assert row.period.endswith(shown.by)


def test_when_the_choice_has_been_made_nothing_waits_for_it_any_more() -> None:
    answers, choice = danger("team_met_incidenten"), content().meaning("triage_choice")
    before = tailor(content(), answers)
    after = tailor(content(), dataclasses.replace(answers, plan={choice: PlanEntry(status="klaar")}))
    assert before.advice.triage and not after.advice.triage
    assert Views(after, templates_of(content())).own.triage is None
    assert after.plan and before.plan and len(after.plan.later) < len(before.plan.later)
    assert [given.advice.id for given in after.advice.first] == [given.advice.id for given in before.advice.first]


# --- who leaves -------------------------------------------------------------------------------------


def _leaving(handbooks: list[Handbook]) -> list[tuple[Handbook, dt.date]]:
    """Those of which the executor stops, with the day on which its people leave."""
    found = []
    for handbook in handbooks:
        stops, day = handbook.values["uitvoerder.stopt"], handbook.values["vertrek_op"]
        if stops.known and stops.value == "ja" and day.known:
            found.append((handbook, dt.date.fromisoformat(day.text)))
    return found


def test_no_action_of_who_leaves_is_planned_after_they_have_left(handbooks: list[Handbook]) -> None:
    """Of the partner, its team leader and its people; what does not fit before that day is told on page one."""
    fixed = {"uitvoering": "partner_subsidie", "partner_stopt": "ja", "fase": "uitvoeren", "team_status": "draait", "verloop": "tegelijk", "vertrek_op": "2027-05-31",
             "dagdelen_projectleider": 4, "dagdelen_anderen": 6}
    made = [tailor(content(), dataclasses.replace(world(content(), seed, **fixed), plan={})) for seed in range(30)]
    leaving, seen = _leaving([*handbooks, *made]), 0
    for handbook, day in leaving:
        assert handbook.plan
        told = {action.id for reach in handbook.plan.reaches if not reach.in_time for action in reach.late}
        for item in handbook.plan.items:
            if item.action.owner in ("partner", "teamleider", "professional") and not item.step:
                seen += 1
                assert item.end <= day or item.action.id in told, (handbook.answers.handbook, item.action.id)
    assert len(leaving) > 25 and seen > 25


def test_what_must_be_over_before_they_leave_is_planned_before_that_day() -> None:
    handbook = tailor(content(), danger("partner_vertrekt"))
    assert handbook.plan
    items = {item.action.id: item for item in handbook.plan.items}
    needed = ("huishoudens-op-lijst", "stopdatum-vastleggen", "opvolger-kiezen", "inwoners-warm-overdragen", "mandaat-bij-vertrek", "kennis-overdragen", "dossiers-overdragen")
    assert all(items[id].end < dt.date(2027, 3, 31) for id in needed)
    assert items["huishoudens-op-lijst"].end <= dt.date(2026, 12, 10) and items["opvolger-kiezen"].end < items["inwoners-warm-overdragen"].start


def test_what_only_makes_sense_with_who_stays_is_not_planned_and_the_subsidy_is_not_asked_for() -> None:
    handbook = tailor(content(), danger("partner_vertrekt"))
    assert handbook.plan
    everywhere = {action.id for action in (*(item.action for item in handbook.plan.items), *handbook.plan.later, *(left.action for left in handbook.plan.not_fitting))}
    gone = {"inwerkprogramma", "mandaat-in-contract", "ervaringsdeskundigen-vast", "indexatie-afspreken", "werkgeversrisico-afspreken", "medewerkers-op-tijd-inlichten",
            "team-behouden", "team-op-sterkte", "einde-subsidie-aankondigen", "vangnet-bij-partner"}
    assert not gone & everywhere
    assert not {"subsidieaanvraag", "einde-contracten"} & {moment.id for moment in handbook.moments}


def test_the_advice_about_all_households_is_the_row_about_all_households() -> None:
    handbook = tailor(content(), danger("partner_vertrekt"))
    first = Views(handbook, templates_of(content())).own.first[0]
    assert first.action and handbook.plan
    item = handbook.plan.item(first.action.id)
    assert item and first.title.split(",")[0].replace(" nu ", " ") == item.action.do.split(",")[0]


# --- one thing is said ------------------------------------------------------------------------------


def test_what_page_one_says_to_leave_for_later_is_not_planned_before_that_day(handbooks: list[Handbook]) -> None:
    soon = {"geld_tot": "2027-12-31", "kadernota": "kadernota", "fase": "uitvoeren", "opdrachtgever": "geen", "dagdelen_projectleider": 2, "dagdelen_anderen": 2}
    busy = [tailor(content(), dataclasses.replace(world(content(), 900 + seed, **soon), plan={})) for seed in (41, 55, 58, 62, 64, 70, 97)]
    skipped = 0
    for handbook in (*handbooks, *busy):
        assert handbook.plan
        for reach in handbook.plan.reaches:
            for action in reach.skip if reach.money else ():
                item = handbook.plan.item(action.id)
                skipped += 1
                assert item is None or item.start > reach.date, (handbook.answers.handbook, action.id)
    assert skipped


def test_a_temporary_limit_comes_before_the_lasting_one() -> None:
    handbook = tailor(content(), danger("team_met_incidenten"))
    assert handbook.plan
    lower, limit = handbook.plan.item("caseload-nu-verlagen"), handbook.plan.item("grens-caseload")
    assert lower and limit and lower.end < limit.start


def test_page_one_says_of_the_decision_on_money_what_the_plan_says(handbooks: list[Handbook]) -> None:
    """Never 'begin today' with what the plan begins later, or not at all."""
    for handbook in handbooks[::3]:
        view = Views(handbook, templates_of(content())).own.warning
        begins = handbook.plan.money_begins if handbook.plan else None
        if view is None or handbook.warning is None or handbook.warning.level != "krap":
            continue
        said = content().phrases("money.begins", day=dutch_date(begins.start.isoformat()), do=begins.action.do) if begins else ""
        assert view.text.endswith(said)


def test_what_waits_for_the_choice_stands_below_what_is_asked_now(handbooks: list[Handbook]) -> None:
    """Nobody reads 'ask this first' above a question that comes later."""
    seen = 0
    for handbook in (one for one in handbooks if one.advice.triage):
        views = Views(handbook, templates_of(handbook.content))
        later = [group.later for group in find_out(handbook, views, views.own.given, views.own.triage).people]
        assert later == sorted(later)
        seen += any(later) and not all(later)
    assert seen
