"""A plan that fits. TODAY is Tuesday 24 November 2026; the tiny content keeps Christmas week, Easter Monday and a summer recess free."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from site_build.content.conditions import Tri, evaluate
from site_build.content.model import Action, Content, Dimension, LabelAdvice, ScoreLabel, Scoring, Statement
from site_build.errors import ContentError
from site_build.interview.answers import Answers, PlanEntry, Sheet
from site_build.tailoring.moments import compute_moments
from site_build.tailoring.planning import make_plan
from site_build.tailoring.planning_calendar import free_dates, work_calendar
from site_build.tailoring.planning_types import Plan, PlannedAction
from site_build.tailoring.scores import compute_scores, score_values
from tests.tailoring.advice_content import FREE, action, answers, content, values

ROOMY: dict[str, Any] = {"dagdelen_projectleider": 10, "dagdelen_anderen": 20, "fase": "voorbereiden", "inwoners": 60000}


def plan(*actions: Action, given: Answers | None = None, of: Content | None = None, **changes: Any) -> Plan:
    built = of or content(actions)
    asked = given or answers(**{**ROOMY, **changes})
    looked = values(asked, built)
    scores = compute_scores(built, asked.statements, asked.values.get("fase")) if built.statements else None
    if scores:
        looked = looked.with_extra(score_values(scores))
    applying = [a for a in built.actions if evaluate(a.when, looked.lookup).tri is not Tri.NO]
    return make_plan(built, applying, looked, asked, scores, compute_moments(built, looked, asked))


def items(made: Plan) -> dict[str, PlannedAction]:
    return {item.action.id: item for item in made.items}


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


# --- the calendar ---------------------------------------------------------------------------


def test_two_weeks_are_ten_working_days() -> None:
    item = items(plan(action("a", weeks=2)))["a"]
    assert (item.start, item.end) == (day("2026-11-24"), day("2026-12-07"))


def test_the_calendar_holds_the_first_and_the_last_day_and_no_free_day_between() -> None:
    days = work_calendar(day("2026-12-24"), day("2027-01-05"), FREE).days
    assert [str(one) for one in days] == ["2026-12-24", "2027-01-04", "2027-01-05"]


def test_holidays_recess_and_weekends_do_not_count() -> None:
    # 24 Nov to 24 Dec are 23 working days; 25 Dec to 1 Jan is free: days 24 and 25 are 4 and 5 January.
    assert items(plan(action("a", weeks=5)))["a"].end == day("2027-01-05")


def test_waiting_for_a_decision_takes_time_and_nobody_works() -> None:
    made = plan(action("a", weeks=2, extra_weeks=1))
    item = items(made)["a"]
    assert (item.worked, item.end) == (day("2026-12-07"), day("2026-12-14"))
    assert sum(week.lead for week in made.weeks) == pytest.approx(1)


def test_a_plan_made_on_a_saturday_begins_on_monday() -> None:
    made = plan(action("a"), given=answers("2026-11-28", **ROOMY))
    assert items(made)["a"].start == day("2026-11-30")


def test_what_must_come_first_comes_first() -> None:
    made = items(plan(action("b", after=("a",)), action("a")))
    assert made["b"].start > made["a"].end


def test_work_goes_on_while_a_decision_is_awaited_but_is_not_decided_before_it() -> None:
    # a: 10 days of work (to 7 December), then a week of waiting (to 14 December). b begins on the 8th; its own
    # week of work ends on the 14th too. c takes one week from the 15th.
    made = items(plan(action("a", extra_weeks=1), action("b", weeks=1, after=("a",)), action("c", weeks=1, after=("b",))))
    assert [(str(made[id].start), str(made[id].worked), str(made[id].end)) for id in "abc"] == [
        ("2026-11-24", "2026-12-07", "2026-12-14"), ("2026-12-08", "2026-12-14", "2026-12-14"), ("2026-12-15", "2026-12-21", "2026-12-21")]
    made = items(plan(action("a", extra_weeks=6), action("b", weeks=1, after=("a",))))
    assert made["b"].worked == day("2026-12-14") and made["b"].end == made["a"].end == day("2027-01-26")


def test_without_a_decision_the_period_is_a_year() -> None:
    made = plan(action("a"))
    assert (made.end, made.until) == (day("2027-11-24"), "Een jaar vooruit")


def test_the_period_runs_to_the_decision_on_the_money() -> None:
    made = plan(action("a"), geld_tot="2028-12-31")
    assert (made.end, made.until) == (day("2028-11-15"), "De raad stelt de begroting vast")


def test_when_no_budget_can_be_reached_the_period_runs_to_the_end_of_the_money() -> None:
    assert plan(action("a"), geld_tot="2027-06-30").end == day("2027-06-30")
    assert plan(action("a"), geld_tot="2026-10-31").end == day("2027-11-24")


# --- time that people have ------------------------------------------------------------------


def test_unknown_time_is_an_assumption() -> None:
    made = plan(action("a"), given=answers(fase="voorbereiden"))
    assert (made.lead_capacity, made.others_capacity) == (4, 4)
    assert made.assumptions[0] == "De tijd van de projectleider is niet bekend. Wij rekenen met 4 dagdelen per week."


def test_unknown_size_is_an_assumption_too() -> None:
    said = "Het aantal inwoners is niet bekend. Wij rekenen met de tijd van een middelgrote gemeente."
    assert plan(action("a")).assumptions == ()
    assert plan(action("a"), given=answers(dagdelen_projectleider=4, dagdelen_anderen=4)).assumptions == (said,)


def test_a_week_with_a_holiday_holds_less() -> None:
    made = plan(action("a"))
    week = next(week for week in made.weeks if week.monday == day("2026-12-21"))
    assert (week.days, week.lead_capacity) == (4, 8)


def test_work_waits_when_people_are_busy() -> None:
    made = items(plan(action("a", lead=4), action("b", lead=4), dagdelen_projectleider=2))
    assert made["b"].start > made["a"].worked


def test_work_that_is_too_much_for_its_weeks_takes_longer() -> None:
    made = items(plan(action("a", weeks=1, lead=4, others=0), dagdelen_projectleider=2))
    assert (made["a"].start, made["a"].end) == (day("2026-11-24"), day("2026-12-07"))


def test_without_any_time_nothing_fits() -> None:
    made = plan(action("a"), dagdelen_projectleider=0, dagdelen_anderen=0)
    assert [left.action.id for left in made.not_fitting] == ["a"] and not made.items


@pytest.mark.parametrize(("time", "effort", "said"), [
    ({"dagdelen_projectleider": 2, "dagdelen_anderen": 0}, (2, 0), "Voor anderen vulde u geen dagdelen in."),
    ({"dagdelen_projectleider": 0, "dagdelen_anderen": 2}, (0, 2), "Voor de projectleider vulde u geen dagdelen in."),
])
def test_work_of_who_has_no_time_is_counted_with_the_other_side_and_that_is_said(time: dict[str, float], effort: tuple[float, float], said: str) -> None:
    made = plan(action("a", lead=0.5, others=1.5), **time)
    assert (items(made)["a"].lead, items(made)["a"].others) == effort
    assert [text for text in made.assumptions if text.startswith(said)] and not plan(action("a")).assumptions


@pytest.mark.parametrize(("inwoners", "fixed", "lead"), [(60000, False, 2), (20000, False, 1.4), (150000, False, 3), (20000, True, 2), (150000, True, 3)])
def test_size_changes_the_effort(inwoners: int, fixed: bool, lead: float) -> None:
    assert items(plan(action("a", lead=2, fixed_size=fixed), inwoners=inwoners))["a"].lead == lead


_ALONE = {"inwoners": 20000, "samenwerkingsvorm": "geen", "uitvoering": "eigen"}


def test_a_small_municipality_does_things_together() -> None:
    made = items(plan(action("kaart", weeks=6, lead=2, fixed_size=True), action("format", weeks=4, lead=1, merge_small="kaart", after=("eerst",)),
                      action("eerst"), action("later", after=("format",)), **_ALONE))
    assert "format" not in made
    assert [a.id for a in made["kaart"].merged] == ["format"] and made["kaart"].lead == pytest.approx(2.7)  # 2 + 0,7
    assert made["kaart"].start > made["eerst"].end and made["later"].start > made["kaart"].end


@pytest.mark.parametrize("changes", [{"inwoners": 60000}, {"samenwerkingsvorm": "regeling"}])
def test_only_a_small_one_that_works_alone_merges_and_skips(changes: dict[str, Any]) -> None:
    made = plan(action("kaart"), action("format", merge_small="kaart"), action("groot", skip_small=True), **{**_ALONE, **changes})
    assert set(items(made)) == {"kaart", "format", "groot"} and made.skipped == ()


def test_a_small_municipality_skips_and_nothing_waits_for_it() -> None:
    made = plan(action("groot", skip_small=True), action("b", after=("groot",)), **_ALONE)
    assert [a.id for a in made.skipped] == ["groot"] and items(made)["b"].start == day("2026-11-24")


# --- what comes first -----------------------------------------------------------------------


def test_at_most_three_at_a_time_in_the_first_quarter() -> None:
    made = plan(*(action(f"a{n}", weeks=4) for n in range(12)))
    for start in (made.start + dt.timedelta(days=n) for n in range(91)):
        assert sum(item.start <= start <= item.worked for item in made.items) <= 3
    assert all(item.start <= day("2027-02-22") for item in made.quarter)


def test_hard_preconditions_go_first() -> None:
    made = plan(*(action(f"a{n}", weeks=4) for n in range(6)), action("hard", weeks=4, hard=True))
    assert items(made)["hard"].start == day("2026-11-24") and items(made)["hard"].why == "Randvoorwaarde"


def test_what_the_decision_needs_pulls_along_what_must_come_before() -> None:
    made = plan(*(action(f"a{n}", weeks=4) for n in range(6)), action("eerst"), action("voorstel", after=("eerst",), needed_for=("geldbesluit",)),
                geld_tot="2028-12-31", kadernota="kadernota")
    found = items(made)
    assert found["eerst"].start == day("2026-11-24")
    assert found["eerst"].why == "Moet eerst, voor een actie die niet kan wachten"
    assert found["voorstel"].deadline == ("Inbreng voor de kadernota", day("2028-02-01"))
    assert found["voorstel"].why == "Nodig voor: Inbreng voor de kadernota"


def test_a_moment_of_its_own_goes_before_the_decision_in_general() -> None:
    made = plan(action("stuk", needed_for=("begroting", "geldbesluit")), geld_tot="2028-12-31")
    assert items(made)["stuk"].deadline == ("De raad stelt de begroting vast", day("2028-11-15"))


def test_too_late_for_the_first_moment_but_not_for_the_decision_is_said() -> None:
    made = plan(action("stuk", weeks=20, needed_for=("geldbesluit",)), geld_tot="2027-12-31", kadernota="kadernota")
    item = items(made)["stuk"]
    assert not item.in_time
    assert item.why == "Nodig. Niet op tijd voor: Inbreng voor de kadernota; wel vóór: De raad bespreekt de kadernota"


def test_a_later_stage_is_later_unless_it_cannot_wait() -> None:
    made = plan(action("nu"), action("straks", phase="borgen"), action("toch", phase="borgen", hard=True))
    assert set(items(made)) == {"nu", "toch"} and [a.id for a in made.later] == ["straks"]


def test_with_the_stage_unknown_nothing_is_later() -> None:
    made = plan(action("a", phase="opschalen"), given=answers(dagdelen_projectleider=4, dagdelen_anderen=4))
    assert set(items(made)) == {"a"} and made.later == ()


def test_the_lowest_score_goes_first() -> None:
    labels = (ScoreLabel(id="kwetsbaar", title="Kwetsbaar", low=0, high=39), ScoreLabel(id="stevig", title="Stevig", low=40, high=100))
    dimensions = tuple(Dimension(id=id, code=id, title=id, definition="", advice=tuple(LabelAdvice(label=label, text="") for label in ("kwetsbaar", "in_opbouw", "stevig")))
                       for id in ("hoog", "laag"))
    statements = tuple(Statement(id=f"{d}-{n}", code=f"{d}.{n}", dimension=d, kind="G", text="") for d in ("hoog", "laag") for n in range(4))
    a, b = action("a", weeks=8, lead=8, others=0), action("b", weeks=8, lead=8, others=0)
    built = content((Action(**{**vars(a), "dimension": "hoog"}), Action(**{**vars(b), "dimension": "laag"})),
                    scoring=Scoring(labels=labels, dimensions=dimensions), statements=statements)
    sheet = Sheet("projectleider", {s.id: 5 if s.dimension == "hoog" else 1 for s in statements})
    made = items(plan(of=built, given=answers(statements=(sheet,), **{**ROOMY, "dagdelen_projectleider": 1})))
    assert made["b"].start < made["a"].start and made["b"].why == "laag scoort laag (0 van de 100)"


# --- what does not fit ----------------------------------------------------------------------


def test_an_action_of_no_dimension_goes_with_the_lowest_score_and_points_without_a_label_behind_it() -> None:
    labels = (ScoreLabel(id="laag", title="Laag", low=0, high=39), ScoreLabel(id="hoog", title="Hoog", low=60, high=100))  # nothing from 40 to 59
    text = tuple(LabelAdvice(label=label, text="") for label in ("kwetsbaar", "in_opbouw", "stevig"))
    dimensions = tuple(Dimension(id=id, code=id, title=id, definition="", advice=text) for id in ("niets", "half"))
    statements = tuple(Statement(id=f"{d}-{n}", code=f"{d}.{n}", dimension=d, kind="G", text="") for d in ("niets", "half") for n in range(4))
    made = [Action(**{**vars(action(id, weeks=8, lead=8, others=0)), "dimension": dimension}) for id, dimension in (("half", "half"), ("geen", ""), ("niets", "niets"))]
    sheet = Sheet("projectleider", {s.id: 1 if s.dimension == "niets" else 3 for s in statements})  # 0 points, and 50
    built = content(tuple(made), scoring=Scoring(labels=labels, dimensions=dimensions), statements=statements)
    found = items(plan(of=built, given=answers(statements=(sheet,), **{**ROOMY, "dagdelen_projectleider": 1})))
    assert sorted(found, key=lambda id: found[id].start) == ["geen", "niets", "half"]


def test_what_nobody_knows_comes_behind_the_lowest_label_and_before_the_others() -> None:
    labels = tuple(ScoreLabel(id=id, title=id, low=low, high=high) for id, low, high in (("laag", 0, 39), ("midden", 40, 69), ("hoog", 70, 100)))
    text = tuple(LabelAdvice(label=label, text="") for label in ("kwetsbaar", "in_opbouw", "stevig"))
    given = {"hoog": 5, "midden": 3, "onbekend": None, "laag": 1}  # 100 points, 50, none and 0
    statements = tuple(Statement(id=f"{d}-{n}", code=f"{d}.{n}", dimension=d, kind="G", text="") for d in given for n in range(4))
    built = content(tuple(Action(**{**vars(action(id, weeks=8, lead=8, others=0)), "dimension": id}) for id in given), statements=statements,
                    scoring=Scoring(labels=labels, dimensions=tuple(Dimension(id=id, code=id, title=id, definition="", advice=text) for id in given)))
    sheet = Sheet("projectleider", {s.id: number for s in statements if (number := given[s.dimension]) is not None})
    found = items(plan(of=built, given=answers(statements=(sheet,), **{**ROOMY, "dagdelen_projectleider": 1})))
    assert sorted(found, key=lambda id: found[id].start) == ["laag", "onbekend", "midden", "hoog"]


def test_why_tells_the_own_stage_from_an_earlier_one() -> None:
    made = items(plan(action("nu"), action("eerder", phase="verkennen")))
    assert made["nu"].why == "Hoort bij uw fase" and made["eerder"].why == "Hoort bij een eerdere fase"
    assert {item.why for item in plan(action("a"), given=answers(dagdelen_projectleider=4)).items} == {"Hoort bij een eerdere fase"}


def test_what_does_not_fit_is_listed_and_not_planned_behind_the_decision() -> None:
    made = plan(*(action(f"a{n}", weeks=4, lead=8, others=0) for n in range(10)), geld_tot="2027-06-30", dagdelen_projectleider=2)
    assert made.not_fitting and all(item.end <= made.end for item in made.items)
    assert {left.reason for left in made.not_fitting} == {"dagdelen"}
    assert len(made.items) + len(made.not_fitting) == 10


def test_the_choice_is_computed_by_planning_again() -> None:
    actions = [action(f"a{n}", weeks=4, lead=8, others=1) for n in range(10)]
    made = plan(*actions, geld_tot="2027-06-30", dagdelen_projectleider=2)
    choice = made.choice
    assert choice is not None and choice.fewer == len(made.not_fitting) and choice.extra_others == 0
    assert choice.extra_lead is not None and choice.until is not None
    assert plan(*actions, geld_tot="2027-06-30", dagdelen_projectleider=2 + choice.extra_lead).not_fitting == ()
    assert max(left.later_end for left in made.not_fitting if left.later_end) == choice.until > made.end


def test_lead_time_that_is_too_long_is_not_helped_by_more_half_days() -> None:
    made = plan(action("lang", weeks=60), action("erna", after=("lang",)))
    assert [(left.action.id, left.reason) for left in made.not_fitting] == [("lang", "doorlooptijd"), ("erna", "volgorde")]
    assert made.not_fitting[0].text == "De doorlooptijd is te lang: minstens 60 weken, en andere acties gaan voor."
    assert made.choice is not None and made.choice.extra_lead is None
    assert made.choice.text[1] == content().phrases("plan.more_helps_not", most=6)


def test_a_hard_action_that_does_not_fit_stands_first_in_the_list() -> None:
    made = plan(action("gewoon", weeks=60), action("hard", weeks=60, hard=True))
    assert [(left.action.id, left.urgent) for left in made.not_fitting] == [("hard", True), ("gewoon", False)]


# --- what people decided --------------------------------------------------------------------


def entries(**changes: PlanEntry) -> Answers:
    return answers(plan=changes, **ROOMY)


def test_done_and_dropped_are_out_and_nothing_waits_for_them() -> None:
    made = plan(action("a"), action("b"), action("c", after=("a", "b")), given=entries(a=PlanEntry(status="klaar"), b=PlanEntry(status="vervallen")))
    assert [a.id for a in made.done] == ["a"] and [a.id for a in made.dropped] == ["b"]
    assert items(made)["c"].start == day("2026-11-24")


def test_an_owner_is_kept() -> None:
    assert items(plan(action("a"), given=entries(a=PlanEntry(owner="Samira"))))["a"].owner == "Samira"


def test_a_date_is_the_day_on_which_it_is_done() -> None:
    made = plan(action("a", weeks=2), given=entries(a=PlanEntry(date="2027-03-12")))
    item = items(made)["a"]
    assert (item.start, item.end, item.fixed) == (day("2027-03-01"), day("2027-03-12"), True) and made.problems == ()


def test_a_date_on_a_free_day_moves_to_the_working_day_before() -> None:
    assert items(plan(action("a"), given=entries(a=PlanEntry(date="2027-03-29"))))["a"].end == day("2027-03-26")


def test_what_is_going_on_goes_on_today() -> None:
    made = items(plan(action("a", weeks=4), action("b", after=("a",)), given=entries(b=PlanEntry(status="bezig"))))
    assert made["b"].start == day("2026-11-24") and made["b"].status == "bezig"


@pytest.mark.parametrize(("date", "code", "message", "remedy"), [
    ("2026-11-02", "datum-voorbij", "De actie 'Doe a' staat op 2 november 2026. Die dag is voorbij.", "Kies een nieuwe dag, of zet de status op klaar."),
    ("2026-12-01", "datum-te-vroeg", "De actie 'Doe a' staat op 1 december 2026, maar duurt minstens 2 weken.", "Kies een dag vanaf 7 december 2026."),
    ("2040-01-02", "datum-te-ver", "De actie 'Doe a' staat op 2 januari 2040. Zo ver vooruit plannen wij niet.", "Kies een eerdere dag."),
])
def test_an_impossible_date_is_a_problem_and_the_action_is_planned_anyway(date: str, code: str, message: str, remedy: str) -> None:
    made = plan(action("a", weeks=2), given=entries(a=PlanEntry(date=date)))
    assert [(p.place.file, p.code, p.message, p.remedy) for p in made.problems] == [("antwoorden.yml", code, message, remedy)]
    assert items(made)["a"].start == day("2026-11-24") and not items(made)["a"].fixed


def test_two_dates_for_which_there_is_no_time_together() -> None:
    given = answers(plan={"a": PlanEntry(date="2026-12-07"), "b": PlanEntry(date="2026-12-07")}, **{**ROOMY, "dagdelen_projectleider": 2})
    made = plan(action("a", lead=4), action("b", lead=4), given=given)
    assert [p.message for p in made.problems] == ["De actie 'Doe b' staat op 7 december 2026, maar daarvoor zijn dan te weinig dagdelen."]


def test_a_date_before_what_must_come_first_is_a_problem() -> None:
    made = plan(action("a", weeks=6), action("b", after=("a",)), given=entries(b=PlanEntry(date="2026-12-14")))
    assert [p.code for p in made.problems] == ["datum-volgorde"]
    assert made.problems[0].message == "De actie 'Doe b' begint op 1 december 2026, maar 'Doe a' moet eerst en is pas klaar op 12 januari 2027."


def test_today_is_not_past_and_the_last_day_of_the_calendar_is_not_too_far() -> None:
    assert [p.code for p in plan(action("a", weeks=2), given=entries(a=PlanEntry(date="2026-11-24"))).problems] == ["datum-te-vroeg"]
    assert items(plan(action("a", weeks=0), given=entries(a=PlanEntry(date="2026-11-24"))))["a"].fixed
    last = day("2027-11-24") + dt.timedelta(days=3 * 366)  # three years behind the year ahead: 26 November 2030, a Tuesday
    for date, codes in ((last, []), (last + dt.timedelta(days=1), ["datum-te-ver"])):
        assert [p.code for p in plan(action("a"), given=entries(a=PlanEntry(date=date.isoformat()))).problems] == codes


def test_a_date_is_no_problem_where_what_must_come_first_is_ready_and_is_one_where_that_does_not_fit() -> None:
    assert plan(action("a"), action("b", after=("a",)), given=entries(b=PlanEntry(date="2026-12-21"))).problems == ()
    made = plan(action("a", weeks=60), action("b", after=("a",)), given=entries(b=PlanEntry(date="2026-12-14")))
    assert [p.message for p in made.problems] == ["De actie 'Doe b' begint op 1 december 2026, maar 'Doe a' moet eerst en past niet in deze periode."]


@pytest.mark.parametrize("date", ["2027-09-01", "2027-07-05"])  # the second begins in the period and ends behind it
def test_a_date_behind_the_decision_is_later(date: str) -> None:
    made = plan(action("a"), given=answers(plan={"a": PlanEntry(date=date)}, geld_tot="2027-06-30", **ROOMY))
    assert not made.items and [a.id for a in made.later] == ["a"]


def test_actions_that_wait_for_each_other_are_an_error() -> None:
    with pytest.raises(ContentError) as caught:
        plan(action("a", after=("c",)), action("b", after=("a",)), action("c", after=("b",)), action("d", after=("d",)))
    assert [(p.code, p.message, p.remedy) for p in caught.value.problems] == [
        ("acties-kring", "Deze acties wachten op elkaar: 'a' wacht op 'c' wacht op 'b' wacht op 'a'.", "Haal een van de verwijzingen bij 'after' weg."),
        ("acties-kring", "Deze acties wachten op elkaar: 'd' wacht op 'd'.", "Haal een van de verwijzingen bij 'after' weg."),
    ]


# --- whatever the actions are ---------------------------------------------------------------


@st.composite
def cases(draw: st.DrawFn) -> tuple[tuple[Action, ...], Answers]:
    made = []
    for n in range(draw(st.integers(1, 14))):
        before = draw(st.lists(st.integers(0, n - 1), max_size=2, unique=True)) if n else []
        made.append(action(
            f"a{n}", draw(st.integers(1, 10)), draw(st.sampled_from([0, 0.5, 1, 3, 8])), draw(st.sampled_from([0, 1, 2.5, 6])),
            tuple(f"a{i}" for i in before), extra_weeks=draw(st.sampled_from([0, 0, 12])), hard=draw(st.booleans()),
            phase=draw(st.sampled_from(["verkennen", "voorbereiden", "borgen"])), fixed_size=draw(st.booleans()),
            needed_for=draw(st.sampled_from([(), ("geldbesluit",), ("begroting",)]))))
    order = draw(st.permutations(made))
    status = {a.id: PlanEntry(status=draw(st.sampled_from(["klaar", "vervallen"]))) for a in made if draw(st.integers(0, 9)) == 0}
    asked = answers(
        draw(st.dates(dt.date(2026, 6, 1), dt.date(2027, 6, 1))).isoformat(), plan=status, fase="voorbereiden",
        inwoners=draw(st.sampled_from([10000, 60000, 200000])), dagdelen_projectleider=draw(st.sampled_from([0.5, 2, 4])),
        dagdelen_anderen=draw(st.sampled_from([0.5, 3, 8])), samenwerkingsvorm="geen", uitvoering="eigen",
        **draw(st.sampled_from([{}, {"geld_tot": "2027-12-31"}, {"geld_tot": "2028-12-31"}, {"geld_tot": "2027-06-30"}])))
    return tuple(order), asked


@settings(max_examples=60, deadline=None)
@given(cases())
def test_every_plan_keeps_its_promises(case: tuple[tuple[Action, ...], Answers]) -> None:
    actions, asked = case
    made = plan(given=asked, of=content(actions))
    found, free = items(made), free_dates(FREE)
    closed = {a.id for a in (*made.done, *made.dropped)}
    left_out = {action.id for reach in made.reaches for action in reach.skip}  # the first moment of the money is met without these
    groups = [*found, *(left.action.id for left in made.not_fitting), *(a.id for a in made.later), *closed]
    assert sorted(groups) == sorted(a.id for a in actions)  # every action stands in exactly one place
    for item in made.items:
        assert made.start <= item.start <= item.worked <= item.end <= made.end
        for border in (item.start, item.worked, item.end):
            assert border.weekday() < 5 and border not in free
        for before in item.action.after:
            assert before in closed | left_out or found[before].worked < item.start and found[before].end <= item.end
    for week in made.weeks:
        assert week.lead <= week.lead_capacity + 0.002 and week.others <= week.others_capacity + 0.002
    for n in range(91):
        date = made.start + dt.timedelta(days=n)
        assert sum(item.start <= date <= item.worked for item in made.items) <= (8 if made.reach else 3)  # more than three only for a day that is near
    assert sum(week.lead for week in made.weeks) == pytest.approx(sum(item.lead for item in made.items), abs=0.05)
    assert plan(given=asked, of=content(actions)) == made


def test_everything_that_is_going_on_goes_on_also_when_it_is_more_than_three() -> None:
    actions = tuple(action(f"a{number}", lead=0.1, others=0.1) for number in range(5))
    made = plan(*actions, given=entries(**{a.id: PlanEntry(status="bezig") for a in actions}))
    assert [item.start for item in made.items] == [made.start] * 5


def test_the_weeks_run_to_the_last_day_of_the_period() -> None:
    made = plan(action("a"))
    assert made.end.isoformat() == "2027-11-24"  # a Wednesday
    assert (made.weeks[-1].monday.isoformat(), made.weeks[-1].days) == ("2027-11-22", 3)
