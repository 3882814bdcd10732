"""Running work in danger, and a partner that leaves: the plan, the first page and every other page say one and the same thing."""

from __future__ import annotations

import dataclasses
import datetime as dt
from pathlib import Path

import pytest
import yaml

from site_build.assembly.project import templates_of
from site_build.assembly.views import Views
from site_build.interview.answers import Answers, PlanEntry, dutch_date, read_answers
from site_build.tailoring.handbook import SHARED, Handbook, tailor
from tests.handbooks import EXAMPLES, content, example
from tests.worlds import world

HERE = Path(__file__).parent
CASES = tuple(sorted((HERE / "cases").glob("*.yml")))
DANGER = tuple(sorted((HERE / "danger").glob("*.yml")))
WORLDS = 90
MONTH = dt.timedelta(days=31)


def _read(path: Path) -> Answers:
    text = path.read_text(encoding="utf-8")
    if path.parent.name == "cases":
        text = yaml.safe_dump(yaml.safe_load(text)["answers"], allow_unicode=True, sort_keys=False)
    return read_answers(text, path.name, content())


def danger(name: str) -> Answers:
    """Return the answers of a municipality of this test."""
    return _read(HERE / "danger" / f"{name}.yml")


@pytest.fixture(scope="module")
def handbooks() -> list[Handbook]:
    """Handbooks of which nobody has changed the plan."""
    answers = [*(world(content(), seed) for seed in range(WORLDS)), *map(_read, (*CASES, *DANGER)), *map(example, EXAMPLES)]
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
