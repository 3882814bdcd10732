"""Whether the plan of the real content stands in an order that law and budget allow: over random answers, the cases and the examples."""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import Any

import pytest

from site_build.assembly import urgent_view
from site_build.interview.answers import PlanEntry, dutch_date
from site_build.tailoring.handbook import Handbook, tailor
from site_build.tailoring.planning_types import PlannedAction
from tests.handbooks import EXAMPLES, answers, content, example
from tests.worlds import world

WORLDS = 60
SHARING: dict[str, Any] = {"fase": "uitvoeren", "team_status": "draait", "helpt_nu": "ja", "uitvoering": "gemengd", "gegevensdeling": "met_partners",
                           "inwoners": 60000, "financiering": ["begroting"], "dagdelen_projectleider": 5, "dagdelen_anderen": 6}
BACK = ("delen-stilleggen", "stromen-kiezen", "grondslagen-in-kaart", "dpia", "delen-afspreken", "delen-hervatten")


@pytest.fixture(scope="module")
def handbooks() -> list[Handbook]:
    """Handbooks of which nobody has changed the plan; in some of them partners get data without a DPIA."""
    stopped = [world(content(), 500 + seed, **SHARING, dpia="nee") for seed in range(12)]
    found = [*(world(content(), seed) for seed in range(WORLDS)), *stopped, *map(example, EXAMPLES)]
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
    assert (way[0].start, way[-1].end) == (dt.date(2026, 11, 26), dt.date(2027, 5, 11))  # two plus four plus ten plus four weeks of work, and the holidays
    assert all((other.start - one.worked).days <= 5 for one, other in zip(way, way[1:], strict=False))


def test_page_one_says_until_when_the_team_cannot_share_also_when_stopping_is_done() -> None:
    given = answers(**SHARING, dpia="nee", date="2026-11-26")
    for done in ((), ("delen-stilleggen",)):
        handbook = tailor(content(), dataclasses.replace(given, plan={id: PlanEntry(status="klaar") for id in done}))
        (pause,) = urgent_view.view(handbook.plan).pauses
        assert pause.date == dutch_date(items(handbook)["delen-hervatten"].end.isoformat())
        assert pause.until.file == "plan.md#actie-delen-hervatten" and pause.say and pause.meanwhile
    shared_again = tailor(content(), dataclasses.replace(given, plan={id: PlanEntry(status="klaar") for id in BACK}))
    assert urgent_view.view(shared_again.plan).pauses == ()
    assert urgent_view.view(tailor(content(), answers(**SHARING, dpia="actueel")).plan).pauses == ()
