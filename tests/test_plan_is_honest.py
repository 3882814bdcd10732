"""Whether the plan of the real content keeps what the advice says: over random answers, the cases and the examples."""

from __future__ import annotations

import dataclasses
import datetime as dt
from pathlib import Path

import icalendar
import pytest

from site_build.assembly import urgent_view
from site_build.assembly.advice import for_role
from site_build.assembly.pages.face import face
from site_build.assembly.project import templates_of
from site_build.assembly.role_dates import doubtful, moment_title
from site_build.assembly.views import Views
from site_build.commands.explain import ExplainWish, run
from site_build.interview.answers import PlanEntry, dutch_date, read_answers
from site_build.publishing.calendar import write_calendar
from site_build.tailoring.handbook import SHARED, Handbook, tailor
from site_build.tailoring.planning_calendar import free_dates
from site_build.tailoring.planning_types import OVER, PlannedAction
from tests.builders import made_folder
from tests.handbooks import EXAMPLES, FIRST_SET, answers, case_answers, content, example
from tests.worlds import world

WORLDS = 90


@pytest.fixture(scope="module")
def handbooks() -> list[Handbook]:
    """Handbooks of which nobody has changed the plan."""
    answers = [*(world(content(), seed) for seed in range(WORLDS)), *map(case_answers, FIRST_SET), *map(example, EXAMPLES)]
    return [tailor(content(), dataclasses.replace(one, plan={})) for one in answers]


def _items(handbook: Handbook) -> dict[str, PlannedAction]:
    return {item.action.id: item for item in (handbook.plan.items if handbook.plan else ())}


def test_a_day_of_its_own_that_the_plan_misses_is_told_on_page_one(handbooks: list[Handbook]) -> None:
    told = {moment.title: moment for moment in content().moments if moment.missed}
    missed = 0
    for handbook in handbooks:
        assert handbook.plan
        late = {item.deadline for item in handbook.plan.items if item.deadline and not item.in_time and item.deadline[0] in told}
        shown = {reach.date for reach in urgent_view.view(handbook.plan, handbook.content.phrases).reaches and handbook.plan.reaches if not reach.in_time}
        missed += len(late)
        assert {day for _, day in late} <= shown
    assert missed > 0  # else this would have looked at nothing


def test_what_page_one_says_comes_after_a_day_does_and_what_it_calls_late_is_late(handbooks: list[Handbook]) -> None:
    for handbook in handbooks:
        items = _items(handbook)
        for reach in handbook.plan.reaches if handbook.plan else ():
            for action in reach.skip:
                assert action.id not in items or items[action.id].start > reach.date, (reach.title, action.id)
            for action in reach.late:
                assert reach.possible or action.id not in items or items[action.id].end > reach.date, (reach.title, action.id)


def test_who_decides_is_appointed_before_what_only_they_can_decide(handbooks: list[Handbook]) -> None:
    """Asking somebody to decide for now, then choosing a way, then asking for money for that way."""
    order, seen = ("beslisser-nu", "drie-wegen-kiezen", "overbrugging-vragen"), 0
    for handbook in handbooks:
        items = _items(handbook)
        planned = [items[id] for id in order if id in items]
        seen += len(planned) == len(order)
        assert all(one.end < other.start for one, other in zip(planned, planned[1:], strict=False))
    assert seen


def test_nothing_is_written_long_before_the_moment_that_it_is_for(handbooks: list[Handbook]) -> None:
    seen = 0
    for handbook in handbooks:
        for item in _items(handbook).values():
            if item.action.fresh and item.deadline and not handbook.advice.of_action(item.action.id):
                seen += 1
                assert item.start >= item.deadline[1] - dt.timedelta(weeks=item.action.fresh)
    assert seen > 5


def test_what_the_advice_wants_now_comes_before_what_can_wait(handbooks: list[Handbook]) -> None:
    """Where nothing must come first, what residents or the law need begins before any action that no advice names."""
    seen = 0
    for handbook in handbooks:
        items = _items(handbook)
        others = [item.start for item in items.values() if not item.urgency and not any(item.action.id in (*o.action.after, *o.action.rather_after)
                                                                                        for o in items.values())]
        for item in items.values():
            if item.urgency in ("gevaar", "hulp_stopt", "wet") and not any(id in items for id in item.action.after):
                seen += 1
                assert not others or item.start <= min(others) or item.start <= item.term
    assert seen > 30


def test_telling_the_team_does_not_wait_for_the_end_of_the_money(handbooks: list[Handbook]) -> None:
    seen = 0
    for handbook in handbooks:
        item, given = _items(handbook).get("medewerkers-op-tijd-inlichten"), handbook.advice.of_action("medewerkers-op-tijd-inlichten")
        if item and given and handbook.money and handbook.money.end > handbook.answers.today:
            seen += 1
            half = handbook.answers.today + (handbook.money.end - handbook.answers.today) / 2
            assert item.end <= max(half, given.by + dt.timedelta(weeks=2)), handbook.answers.handbook
    assert seen > 3


def test_in_triage_everybody_first_reads_between_which_ways_is_chosen(handbooks: list[Handbook]) -> None:
    from site_build.tailoring.route import route

    triage = [handbook for handbook in handbooks if handbook.advice.triage]
    assert triage
    for handbook in triage:
        for role in content().roles:
            stops = route(content(), handbook.selection, handbook.advice, handbook.plan, role.id)
            assert stops and stops[0].triage and stops[0].page == content().meaning("triage_page")


def test_what_comes_first_is_one_row_of_the_plan_with_the_same_owner_and_day(handbooks: list[Handbook]) -> None:
    """Home, the page for the board, role pages and the mails print these rows: each stands in the plan, under an id of its own."""
    asked = 0
    shared = [tailor(content(), handbook.answers, edition=SHARED) for handbook in handbooks[::9]]
    for handbook in (*handbooks, *shared):
        views = Views(handbook, templates_of(handbook.content))
        assert handbook.plan and views.own.plan
        rows, fits_not = {row.id: row for row in views.own.plan.rows}, {left.action.id for left in handbook.plan.not_fitting}
        waits = {action.id for action in handbook.plan.later}
        for given, shown in zip(handbook.advice.items, views.own.given, strict=True):
            assert shown.later == (given.advice.step in waits) and not (shown.later and (given.first or not handbook.advice.triage))
            if given.advice.step in fits_not or shown.later:
                continue
            row, item = rows[given.advice.step], handbook.plan.item(given.advice.step)
            assert item and (shown.owner, shown.by) == (row.owner, dutch_date(item.end.isoformat())), (handbook.answers.handbook, given.advice.id)
            assert row.period.endswith(shown.by)
            asked += item.step
    assert asked > 100


@pytest.mark.parametrize("name", EXAMPLES)
def test_what_comes_first_stands_in_the_calendar(name: str, tmp_path: Path) -> None:
    handbook = tailor(content(), example(name))
    assert write_calendar(handbook, tmp_path / "plan.ics") and handbook.plan
    days = {str(event["uid"]).split("@")[0]: event["dtstart"].dt for event in icalendar.Calendar.from_ical((tmp_path / "plan.ics").read_bytes()).walk("VEVENT")}
    for given in handbook.advice.first:
        item = handbook.plan.item(given.advice.step)
        assert item and days[f"{handbook.answers.handbook}-{item.action.id}"] == item.end


def test_what_was_asked_and_is_done_is_not_advised_again() -> None:
    """It is set to done in the plan, as an action is; the piece that came after it moves up."""
    answers = example("leeuwarden")
    first = tailor(content(), answers).advice.first[0]
    done = tailor(content(), dataclasses.replace(answers, plan={first.advice.step: PlanEntry(status="klaar")}))
    assert not first.advice.action and first.advice.id not in {given.advice.id for given in done.advice.items}
    assert len(done.advice.first) == 3 and done.plan and [action.id for action in done.plan.done] == [first.advice.step]


def test_somebody_can_take_what_is_asked_on_a_day_of_their_own() -> None:
    answers = example("leeuwarden")
    first = tailor(content(), answers).advice.first[0]
    handbook = tailor(content(), dataclasses.replace(answers, plan={first.advice.step: PlanEntry(owner="Fatma", date="2026-11-27")}))
    shown = Views(handbook, templates_of(content())).own.first[0]
    assert (shown.id, str(shown.owner), shown.by) == (first.advice.id, "Fatma", "27 november 2026")


def test_nobody_owns_an_action_before_there_is_somebody(handbooks: list[Handbook]) -> None:
    stand_ins = 0
    for handbook in handbooks:
        assert handbook.plan
        there = {absence.role: absence.day for absence in handbook.plan.missing}
        for item in handbook.plan.items:
            day = there.get(item.role)
            assert item.role not in there or day is not None and day <= item.start, (handbook.answers.handbook, item.action.id)
            stand_ins += item.action.owner in there and item.role != item.action.owner
    assert stand_ins > 50


def test_the_page_of_a_role_names_all_that_is_its_own_and_every_date_that_concerns_it(handbooks: list[Handbook]) -> None:
    deciders = {decider.id: decider.roles for decider in content().deciders}
    for handbook in handbooks[::6]:
        views = Views(handbook, templates_of(handbook.content))
        assert handbook.plan
        for role in content().roles:
            _, dates = for_role(views.own, role.id)
            shown = {str(row.text) for row in dates}
            mine = {item.action.do for item in handbook.plan.items if item.role == role.id}
            days = {moment_title(handbook, moment) if moment.certain else content().phrases("plan.perhaps", title=moment.title) for moment in handbook.moments if moment.date and not moment.passed and not doubtful(handbook, moment) and role.id in deciders.get(moment.decides, ())
                    and handbook.plan.acting(role.id, moment.date) == role.id}
            assert mine | days <= shown and [row.iso for row in dates] == sorted(row.iso for row in dates)


def test_last_days_of_ours_are_working_days(handbooks: list[Handbook]) -> None:
    """Of advice, of actions and of what is counted back; what somebody answered or a law says stays as it is."""
    for handbook in handbooks:
        assert handbook.plan
        today, free = handbook.answers.today, free_dates(content().free_days)
        ours = [given.by for given in handbook.advice.items] + [day for item in handbook.plan.items for day in (item.start, item.worked, item.end)]
        assert all(day == today or day.weekday() < 5 and day not in free for day in ours)
        estimated = [moment.date for moment in handbook.moments if moment.date and moment.estimate and not moment.changed]
        starts = [moment.latest_start for moment in handbook.moments if moment.latest_start]
        assert all(day.weekday() < 5 or day == today for day in (*estimated, *starts))


def test_what_a_day_that_has_come_needed_is_told_on_page_one(handbooks: list[Handbook]) -> None:
    told = 0
    for handbook in handbooks:
        assert handbook.plan
        past = {moment.id for moment in handbook.moments if moment.passed and moment.certain} & {moment.id for moment in content().moments if moment.overdue}
        wanted = {action.id for item in handbook.plan.items for action in (item.action, *item.merged) if set(action.needed_for) & past}
        shown = urgent_view.view(handbook.plan, handbook.content.phrases).overdue
        assert sum(len(one.late) + one.more for one in shown) == len(wanted)
        told += len(wanted)
    assert told > 5


def test_what_was_set_for_advice_that_was_renamed_is_still_read() -> None:
    answers = example("leeuwarden")
    first = tailor(content(), answers).advice.first[0].advice
    renamed = dataclasses.replace(first, id="nieuwe-naam", was=(first.id,))
    later = dataclasses.replace(content(), advice=tuple(renamed if piece.id == first.id else piece for piece in content().advice))
    text = f"version: 1\nhandbook: hb-test\ndate: 2026-11-24\nanswers: {{}}\nplan: {{{first.step}: {{status: klaar}}}}\n"
    assert read_answers(text, "antwoorden.yml", later).plan == {renamed.step: PlanEntry(status="klaar")}


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_explanation_names_the_same_owner_and_day(name: str, tmp_path: Path) -> None:
    folder = made_folder(tmp_path / "boek", example(name).handbook, (Path(__file__).parents[1] / "examples" / f"{name}.yml").read_text(encoding="utf-8"))
    said = "\n".join(run(ExplainWish(folder, advice=True), content()).lines)
    shown = Views(tailor(content(), example(name)), templates_of(content())).own.first
    assert shown and all(f"uiterlijk {piece.by}, door: {str(piece.owner).lower()}" in said for piece in shown)


def test_who_is_said_to_be_short_of_time_is_short(handbooks: list[Handbook]) -> None:
    seen = 0
    for handbook in handbooks:
        for row in (row for group in urgent_view.view(handbook.plan, handbook.content.phrases).alarms for row in group.rows if row.reason == OVER):
            sides = [(_number(needed), _number(there)) for needed, there in ((row.lead, row.lead_there), (row.others, row.others_there)) if needed]
            assert sides and all(needed > there for needed, there in sides)
            seen += 1
    assert seen


def test_page_one_says_once_whether_there_is_time_left_for_the_money(handbooks: list[Handbook]) -> None:
    """Where the plan is in time for the first moment, no line says that the last day to begin has passed."""
    seen = 0
    for handbook in handbooks:
        money, phrases = handbook.money, handbook.content.phrases
        if money is None or money.last_start >= handbook.answers.today:
            continue
        assert handbook.plan
        shown = face(handbook, Views(handbook, templates_of(handbook.content)), ()).money
        assert shown
        if money.following and money.end > handbook.answers.today:  # the line then names the next budget, and no day that has gone
            assert dutch_date(money.last_start.isoformat()) not in shown.text
            continue
        in_time = any(reach.money and reach.in_time for reach in handbook.plan.reaches)
        assert shown.text.startswith(phrases("money.last_start_was", day=dutch_date(money.last_start.isoformat()))) is not in_time
        seen += in_time
    assert seen


def _number(shown: str) -> float:
    return float(shown.replace(".", "").replace(",", "."))


def test_a_team_that_does_well_gets_a_short_plan() -> None:
    """Who is told to begin nothing new is not given everything that belongs to a beginning."""
    well = {"fase": "uitvoeren", "team_status": "draait", "team_start": "2023-01-01", "veiligheid": "vastgelegd", "incident": "nee", "mandaat": "vastgelegd",
            "mandaat_gebruikt": "ja", "caseload": "tot_12", "verloop": "laag", "ervaring": "ervaren", "steun_bestuur": "trekker", "steun_raad": "positief",
            "financiering": ["begroting"], "uitvoering": "eigen", "partner_stopt": "nee", "dpia": "actueel", "principes": "vastgelegd", "eerdere_pilots": "nee",
            "bestaande_afspraken": ["convenant"], "hardheidsclausule": "overal", "doorbraaktafel": "met_mandaat", "registratie": "passend", "teams": 1, "team_leiding": "gevuld",
            "huisbezoektijd": "vast", "leerroutine": ["intervisie"], "knelpunt": ["ict"], "opdrachtgever": "beide", "herindeling": "nee", "fusie_geweest": "nee"}
    for where in ({"samenwerkingsvorm": "geen"}, {"samenwerkingsvorm": "regeling", "beslist_schulden": "regeling", "steun_regeling": "steunt"}):
        calm, new = (tailor(content(), answers(inwoners=40000, dagdelen_projectleider=4, dagdelen_anderen=6, **{**well, **where, "team_start": start})).plan
                     for start in ("2023-01-01", "2026-09-01"))
        assert calm is not None and new is not None
        assert len(calm.items) < 20 and len(calm.items) + 6 < len(new.items) + len(new.not_fitting)
