"""What opens a moment: never before its day, and only when everything that the day needs is done; by hand, with tiny content."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from site_build.content.model import Action
from site_build.errors import ContentError
from site_build.tailoring.moments import compute_moments
from site_build.tailoring.planning import make_plan
from site_build.tailoring.planning_types import Plan
from tests.tailoring.advice_content import MOMENTS, START_TEAM, action, answers, content, values

ROOMY: dict[str, Any] = {"dagdelen_projectleider": 10, "dagdelen_anderen": 20, "fase": "voorbereiden", "inwoners": 60000}
BEGIN = action("begin", weeks=2, opens="start-team", phase="starten")
SOME_DAY = action("begin", weeks=2, opens="start-team", hard=True)


def plan(*actions: Action, start: str = "2027-06-01", **changes: Any) -> Plan:
    built, asked = content(actions, moments=(*MOMENTS, START_TEAM)), answers(**{**ROOMY, **({"team_start": start} if start else {}), **changes})
    looked = values(asked, built)
    return make_plan(built, built.actions, looked, asked, None, compute_moments(built, looked, asked))


def start_of(made: Plan, id: str) -> dt.date:
    item = made.item(id)
    assert item
    return item.start


def test_it_begins_on_its_day_however_early_all_is_ready() -> None:
    made = plan(BEGIN, action("veilig", weeks=1, needed_for=("start-team",)))
    assert start_of(made, "begin") == dt.date(2027, 6, 1) and start_of(made, "veilig") == dt.date(2026, 11, 24)
    assert made.item("begin").why == "Op de dag die u noemde, met alles klaar wat daarvoor nodig is"  # type: ignore[union-attr]


def test_it_waits_until_what_the_day_needs_is_decided_and_says_so() -> None:
    """The work is done in December; the decision comes twelve weeks later, and only then can one begin."""
    made = plan(BEGIN, action("mandaat", weeks=2, extra_weeks=12, needed_for=("start-team",)), start="2027-01-15")
    mandate, begin = made.item("mandaat"), made.item("begin")
    assert mandate and begin and mandate.worked < dt.date(2027, 1, 1) and begin.start > mandate.end > dt.date(2027, 1, 15)
    assert begin.why == "Later dan 15 januari 2027, de dag die u noemde: wat daarvoor nodig is, is dan pas klaar"
    assert [(reach.id, reach.in_time, [a.id for a in reach.late]) for reach in made.reaches] == [("start-team", False, ["mandaat"])]


def test_what_the_day_needs_is_ready_the_day_before() -> None:
    made = plan(BEGIN, action("lang", weeks=4, needed_for=("start-team",)), start="2026-12-22")  # four weeks of work end on 21 December
    assert made.item("lang").end == dt.date(2026, 12, 21) and start_of(made, "begin") == dt.date(2026, 12, 22)  # type: ignore[union-attr]


def test_without_a_day_it_still_waits_for_all_that_the_day_needs() -> None:
    made = plan(SOME_DAY, action("veilig", weeks=1, needed_for=("start-team",)), start="")
    assert start_of(made, "begin") > made.item("veilig").end  # type: ignore[union-attr]


def test_without_a_day_one_decides_whether_to_begin_when_the_rest_is_there() -> None:
    """What is fresh for four weeks only comes last; recruiting, good for half a year, is part of the rest."""
    needs = {"needed_for": ("start-team",)}
    made = plan(SOME_DAY, action("kiezen", weeks=1, fresh=4, **needs), action("werven", weeks=8, fresh=26, **needs), action("mandaat", weeks=2, extra_weeks=12, **needs), start="")
    assert max(made.item(id).worked for id in ("werven", "mandaat")) < start_of(made, "kiezen") < start_of(made, "begin")  # type: ignore[union-attr]
    assert start_of(made, "werven") == dt.date(2026, 11, 24)


def test_what_waits_for_that_decision_makes_no_circle() -> None:
    made = plan(SOME_DAY, action("kiezen", weeks=1, fresh=4, needed_for=("start-team",)), action("sleutels", after=("kiezen",), needed_for=("start-team",)), start="")
    assert start_of(made, "kiezen") < start_of(made, "sleutels") < start_of(made, "begin")


def test_what_one_would_rather_do_first_does_not_keep_out_what_must_be_done() -> None:
    """Weighing takes nearly the whole year: the card would then not fit, so it does not wait."""
    made = plan(action("wegen", weeks=36), action("kaart", weeks=12, extra_weeks=2, rather_after=("wegen",), hard=True), start="")
    assert made.item("kaart") and made.item("wegen") and not made.not_fitting
    calm = plan(action("wegen", weeks=20), action("kaart", weeks=6, extra_weeks=2, rather_after=("wegen",), hard=True), start="")
    assert start_of(calm, "kaart") > calm.item("wegen").worked  # type: ignore[union-attr]


def test_a_day_behind_the_period_is_for_a_later_plan() -> None:
    assert [a.id for a in plan(BEGIN, start="2029-06-01").later] == ["begin"]


def test_what_the_day_needs_cannot_wait_for_what_opens_it() -> None:
    with pytest.raises(ContentError, match="wachten op elkaar"):
        plan(BEGIN, action("veilig", after=("begin",), needed_for=("start-team",)))


def test_more_than_three_at_a_time_only_for_a_day_that_is_near_and_never_more_than_eight() -> None:
    needed = tuple(action(f"a{n}", weeks=4, needed_for=("start-team",)) for n in range(12))
    soon, far = plan(*needed, start="2027-01-20"), plan(*needed, start="2027-09-01")
    assert (soon.at_a_time, far.at_a_time) == (8, 3)
    assert sum(item.in_time for item in far.items) == 12


@pytest.mark.parametrize(("start", "waits"), [("2026-12-22", False), ("2027-03-01", True)])
def test_what_one_would_rather_do_first_gives_way_to_the_day(start: str, waits: bool) -> None:
    made = plan(action("wegen", weeks=2), action("veilig", weeks=4, rather_after=("wegen",), needed_for=("start-team",)), start=start)
    assert (start_of(made, "veilig") > made.item("wegen").worked) == waits  # type: ignore[union-attr]
    assert made.item("veilig").in_time  # type: ignore[union-attr]


def test_of_two_that_would_rather_wait_only_the_one_that_would_be_late_does_not() -> None:
    """Contract after card after weighing is too long; the card still waits for the weighing."""
    made = plan(action("wegen", weeks=2), action("kaart", weeks=2, rather_after=("wegen",), needed_for=("start-team",)),
                action("contract", weeks=8, rather_after=("kaart",), needed_for=("start-team",)), start="2027-02-08")
    assert start_of(made, "contract") == dt.date(2026, 11, 24) and start_of(made, "kaart") > made.item("wegen").worked  # type: ignore[union-attr]
