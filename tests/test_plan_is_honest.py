"""Whether the plan of the real content keeps what the advice says: over random answers, the cases and the examples."""

from __future__ import annotations

import dataclasses
import datetime as dt
from pathlib import Path

import pytest
import yaml

from site_build.assembly import urgent_view
from site_build.interview.answers import Answers, read_answers
from site_build.tailoring.handbook import Handbook, tailor
from site_build.tailoring.planning_types import PlannedAction
from tests.handbooks import EXAMPLES, content, example
from tests.worlds import world

WORLDS = 90
CASES = tuple(sorted(Path(__file__).with_name("cases").glob("*.yml")))


def _case(path: Path) -> Answers:
    body = yaml.safe_load(path.read_text(encoding="utf-8"))["answers"]
    return read_answers(yaml.safe_dump(body, allow_unicode=True, sort_keys=False), path.name, content())


@pytest.fixture(scope="module")
def handbooks() -> list[Handbook]:
    """Handbooks of which nobody has changed the plan."""
    answers = [*(world(content(), seed) for seed in range(WORLDS)), *map(_case, CASES), *map(example, EXAMPLES)]
    return [tailor(content(), dataclasses.replace(one, plan={})) for one in answers]


def _items(handbook: Handbook) -> dict[str, PlannedAction]:
    return {item.action.id: item for item in (handbook.plan.items if handbook.plan else ())}


def test_a_day_of_its_own_that_the_plan_misses_is_told_on_page_one(handbooks: list[Handbook]) -> None:
    told = {moment.title: moment for moment in content().moments if moment.missed}
    missed = 0
    for handbook in handbooks:
        assert handbook.plan
        late = {item.deadline for item in handbook.plan.items if item.deadline and not item.in_time and item.deadline[0] in told}
        shown = {reach.date for reach in urgent_view.view(handbook.plan).reaches and handbook.plan.missed}
        missed += len(late)
        assert {day for _, day in late} <= shown
    assert missed > 3


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
