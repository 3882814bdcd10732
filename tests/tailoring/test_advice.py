"""Which advice is given, in what order: only what is known gives advice, and unknown means find out."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

from site_build.content.model import Content
from site_build.interview.answers import Answers, PlanEntry, Sheet
from site_build.tailoring.handbook import COMPLETE, SHARED, Handbook, tailor
from tests.builders import make_answers, make_content

ACTION = """\
- {id: kaart, do: Maak een kaart., phase: voorbereiden, dimension: ruimte, owner: baas, effort: {lead: 1, others: 1}, weeks: 2,
   done_when: mandaat == "vastgelegd"}
- {id: oefenen, do: Oefen samen., phase: voorbereiden, dimension: ruimte, owner: baas, effort: {lead: 1, others: 1}, weeks: 2, for_all: Iedereen oefent.}
"""
ROLES = "- {id: baas, name: Baas, who: De baas., know: [Iets.]}\n"
ASK = "ask: {question: Hoe zit het?, to: de baas, subject: Een vraag, mail: Beste baas.}"


def advice(id: str, **fields: Any) -> str:
    values = {"subject": id, "kind": "doen", "urgency": "voorwaarden", "say": f"Doe {id}.", "why": "Dat helpt.", "who": "baas", "within": "{weeks: 1}", **fields}
    if not {"action", "document", "ask"} & set(values):
        values["ask"] = ASK.removeprefix("ask: ")
    return f"- id: {id}\n" + "".join(f"  {key}: {value}\n" for key, value in values.items())


def book(root: Path, *pieces: str, given: Answers | None = None, edition: str = "intern", groups: str = "", **answers: Any) -> Handbook:
    return tailor(read(root, *pieces, groups=groups), given or make_answers(**answers), edition=edition)


def read(root: Path, *pieces: str, groups: str = "") -> Content:
    return make_content(root, {"guide/knowledge/advice.yml": "".join(pieces), "guide/knowledge/actions.yml": ACTION, "guide/knowledge/roles.yml": ROLES,
                               "guide/knowledge/advice-groups.yml": groups})


def ids(handbook: Handbook) -> list[str]:
    return [item.advice.id for item in handbook.advice.items]


def test_advice_is_given_only_where_its_condition_is_known_to_hold(tmp_path: Path) -> None:
    stop = advice("stop", kind="stop", when='mandaat == "geen"')
    assert ids(book(tmp_path, stop, mandaat="geen")) == ["stop"]
    assert ids(book(tmp_path, stop)) == []
    assert ids(book(tmp_path, stop, mandaat="onbekend")) == []


def test_what_is_unknown_gives_advice_to_find_it_out_and_names_the_question(tmp_path: Path) -> None:
    piece = advice("vraag", kind="uitzoeken", find_out="[mandaat]")
    given = book(tmp_path, piece, mandaat="onbekend").advice.first
    assert [(item.advice.id, item.unknown) for item in given] == [("vraag", ("mandaat",))]
    assert ids(book(tmp_path, piece, mandaat="geen")) == []


def test_urgency_and_then_the_place_in_the_file_decide_the_order(tmp_path: Path) -> None:
    pieces = (advice("later", urgency="leren"), advice("doen", urgency="wet"), advice("stop", urgency="wet", kind="stop"), advice("eerst", urgency="gevaar"),
              advice("ook", urgency="wet"))
    assert ids(book(tmp_path, *pieces)) == ["eerst", "doen", "stop", "ook", "later"]


def test_at_most_three_come_first_and_no_two_about_one_subject(tmp_path: Path) -> None:
    pieces = (advice("a", subject="geld"), advice("b", subject="geld"), advice("c"), advice("d"), advice("e"))
    found = book(tmp_path, *pieces).advice
    assert [item.advice.id for item in found.first] == ["a", "c", "d"]
    assert [(item.advice.id, item.place) for item in found.rest] == [("b", 4), ("e", 5)]
    assert found.first[0].along == ("b",)
    assert found.rest[0].why_here == "Dit hoort bij advies 1."


GROUPS = "- {id: geld, subjects: [geld, kosten], along: [raad]}\n"


def test_of_one_group_of_subjects_one_comes_first_and_takes_two_others_along(tmp_path: Path) -> None:
    pieces = (advice("a", subject="geld"), advice("b", subject="kosten"), advice("c", subject="team"), advice("d", subject="mandaat"), advice("e", subject="raad"),
              advice("f", subject="kosten"))
    found = book(tmp_path, *pieces, groups=GROUPS).advice
    assert [(item.advice.id, item.along) for item in found.first] == [("a", ("b", "e")), ("c", ()), ("d", ())]
    assert [(item.advice.id, item.why_here) for item in found.rest] == [
        ("b", "Dit hoort bij advies 1."), ("e", "Dit hoort bij advies 1."), ("f", "Dit hoort bij hetzelfde werk als advies 1.")]


def test_where_no_other_group_has_advice_another_subject_of_the_group_comes_first_too(tmp_path: Path) -> None:
    found = book(tmp_path, advice("a", subject="geld"), advice("b", subject="kosten"), advice("c", subject="geld"), groups=GROUPS).advice
    assert [(item.advice.id, item.along) for item in found.first] == [("a", ("c",)), ("b", ())]


def test_what_goes_along_is_said_once_and_never_what_goes_well_or_asks_the_same_action(tmp_path: Path) -> None:
    pieces = (advice("a", subject="geld", action="oefenen"), advice("b", subject="team"), advice("c", subject="kosten", kind="vasthouden"),
              advice("d", subject="kosten", action="oefenen"), advice("m", subject="mandaat"), advice("e", subject="raad"))
    groups = f"{GROUPS}- {{id: team, subjects: [team], along: [raad]}}\n"
    found = book(tmp_path, *pieces, groups=groups).advice
    assert [(item.advice.id, item.along) for item in found.first] == [("a", ("e",)), ("b", ()), ("m", ())]


def test_what_is_part_of_another_piece_goes_along_with_it_before_what_is_about_the_same(tmp_path: Path) -> None:
    pieces = (advice("a", subject="geld"), advice("b", subject="team", part_of="[a]"), advice("c", subject="mandaat"), advice("d", subject="regio"),
              advice("e", subject="kosten"), advice("f", subject="raad"))
    found = book(tmp_path, *pieces, groups=GROUPS).advice
    assert [(item.advice.id, item.along) for item in found.first] == [("a", ("b", "e")), ("c", ()), ("d", ())]


def test_before_the_choice_between_the_ways_only_what_is_urgent_goes_along(tmp_path: Path) -> None:
    pieces = (advice("a", subject="geld", urgency="gevaar", triage="true"), advice("b", subject="kosten", urgency="wet"),
              advice("t", subject="team", urgency="wet"), advice("m", subject="mandaat", urgency="wet"), advice("c", subject="raad"))
    assert book(tmp_path, *pieces, groups=GROUPS).advice.first[0].along == ("b",)


def test_no_action_is_advised_twice_at_first(tmp_path: Path) -> None:
    found = book(tmp_path, advice("a", action="oefenen"), advice("b", action="oefenen")).advice
    assert [item.advice.id for item in found.first] == ["a"]
    assert found.rest[0].why_here == "Dit vraagt dezelfde actie als een eerder advies."


def test_a_piece_that_would_only_say_it_again_is_left_out(tmp_path: Path) -> None:
    pieces = (advice("a", subject="mandaat", action="kaart"), advice("b", subject="mandaat", action="kaart"), advice("c", subject="mandaat", action="oefenen"))
    assert ids(book(tmp_path, *pieces)) == ["a", "c"]


def test_what_came_just_after_says_what_was_before_it(tmp_path: Path) -> None:
    pieces = (advice("a", urgency="gevaar"), advice("b", urgency="wet"), advice("c"), advice("d"), advice("e", urgency="leren"))
    rest = book(tmp_path, *pieces).advice.rest
    assert [item.why_here for item in rest] == [
        "Dit hoort bij: nodig voor goed werk. 2 adviezen zijn dringender en 1 even dringend advies gaat voor.",
        "Dit hoort bij: nodig om te leren. 4 adviezen zijn dringender."]


def test_advice_goes_when_the_answers_say_that_its_action_is_done(tmp_path: Path) -> None:
    piece = advice("mandaat", action="kaart")
    assert ids(book(tmp_path, piece, mandaat="geen")) == ["mandaat"]
    assert ids(book(tmp_path, piece, mandaat="vastgelegd")) == []


def test_advice_goes_when_its_action_is_done_or_dropped_in_the_plan(tmp_path: Path) -> None:
    for status in ("klaar", "vervallen"):
        given = Answers("hb-test0001", "2026-11-24", plan={"kaart": PlanEntry(status=status)})
        assert ids(book(tmp_path, advice("mandaat", action="kaart"), given=given)) == []


def test_advice_goes_with_an_action_that_is_retired_and_in_the_edition_to_share_with_one_that_is_not_shared(tmp_path: Path) -> None:
    piece = advice("mandaat", action="kaart")
    for number, (field, intern, shared) in enumerate((("share: true", ["mandaat"], ["mandaat"]), ("share: false", ["mandaat"], []), ("share: true, retired: Hoeft niet meer.", [], []))):
        content = make_content(tmp_path / str(number), {"guide/knowledge/advice.yml": piece, "guide/knowledge/roles.yml": ROLES,
                                                        "guide/knowledge/actions.yml": ACTION.replace("done_when:", f"{field}, done_when:")})
        assert [ids(tailor(content, make_answers(mandaat="geen"), edition=edition)) for edition in ("intern", SHARED)] == [intern, shared]


def test_an_action_that_the_answers_call_done_is_not_planned(tmp_path: Path) -> None:
    content = read(tmp_path)
    plans = [tailor(content, make_answers(fase="voorbereiden", mandaat=state)).plan for state in ("geen", "vastgelegd")]
    planned = [{item.action.id for item in plan.items} for plan in plans if plan is not None]
    assert planned == [{"kaart", "oefenen"}, {"oefenen"}]


def test_a_question_to_ask_stands_in_the_plan_and_takes_nobodys_half_days(tmp_path: Path) -> None:
    plan = book(tmp_path, advice("a", within="{days: 7}"), advice("b", action="oefenen"), mandaat="vastgelegd").plan
    assert plan is not None
    steps = [item for item in plan.items if item.step]
    assert [(item.action.do, item.lead, item.others, str(item.end)) for item in steps] == [("Doe a.", 0, 0, "2026-12-01")]
    assert [item.action.id for item in plan.items if not item.step] == ["oefenen"]


def test_today_is_a_day_for_a_question_and_yesterday_is_past(tmp_path: Path) -> None:
    content = read(tmp_path, advice("a", within="{days: 7}"))
    step = next(iter(content.steps))
    for day, codes, end in (("2026-11-24", [], "2026-11-24"), ("2026-11-23", ["datum-voorbij"], "2026-12-01")):
        plan = tailor(content, Answers("hb-test0001", "2026-11-24", plan={step: PlanEntry(date=day)})).plan
        assert plan is not None
        assert ([problem.code for problem in plan.problems], [str(item.end) for item in plan.items if item.step]) == (codes, [end])


def test_the_last_day_follows_from_the_term(tmp_path: Path) -> None:
    found = book(tmp_path, advice("a", within="{days: 7}"), advice("b", within="{weeks: 3}")).advice
    assert [item.by for item in found.items] == [dt.date(2026, 12, 1), dt.date(2026, 12, 15)]


def test_the_urgency_of_an_action_is_that_of_its_most_urgent_advice(tmp_path: Path) -> None:
    found = book(tmp_path, advice("a", action="kaart", urgency="leren"), advice("b", action="kaart", urgency="gevaar")).advice
    assert (found.urgency("kaart"), found.urgency("oefenen")) == (0, None)


def test_the_complete_edition_gives_no_advice_and_the_shared_one_none_that_rests_on_what_is_confidential(tmp_path: Path) -> None:
    pieces = (advice("steun", when='steun == "nee"'), advice("mandaat", when='mandaat == "geen"'))
    assert ids(book(tmp_path, *pieces, steun="nee", mandaat="geen")) == ["steun", "mandaat"]
    assert ids(book(tmp_path, *pieces, steun="nee", mandaat="geen", edition=SHARED)) == ["mandaat"]
    assert ids(book(tmp_path, *pieces, steun="nee", mandaat="geen", edition=COMPLETE)) == []


def test_a_condition_may_name_the_points_of_a_statement(tmp_path: Path) -> None:
    files = {
        "guide/knowledge/advice.yml": advice("laag", when="statement.d1_1 < 50"), "guide/knowledge/roles.yml": ROLES,
        "guide/knowledge/dimensions.yml": "labels: [{id: laag, title: Laag, from: 0, to: 100}]\ndimensions: [{id: opgave, code: D1, title: Opgave, "
                                          "definition: Iets., advice: {kwetsbaar: A, in_opbouw: B, stevig: C}}]\n",
        "guide/knowledge/statements.yml": "- {id: d1-1, code: D1.1, dimension: opgave, kind: G, text: Wij weten het.}\n",
    }
    content = make_content(tmp_path, files)
    for answer, expected in ((1, ["laag"]), (4, []), ("onbekend", [])):
        assert ids(tailor(content, Answers("hb-test0001", "2026-11-24", statements=(Sheet("baas", {"d1-1": answer}),)))) == expected
    assert ids(tailor(content, make_answers())) == []


def test_a_statement_is_found_out_only_where_somebody_said_not_to_know(tmp_path: Path) -> None:
    files = {
        "guide/knowledge/advice.yml": advice("vraag", kind="uitzoeken", find_out="[statement.d1_1]"), "guide/knowledge/roles.yml": ROLES,
        "guide/knowledge/dimensions.yml": "dimensions: [{id: opgave, code: D1, title: Opgave, definition: Iets., advice: {kwetsbaar: A, in_opbouw: B, stevig: C}}]\n",
        "guide/knowledge/statements.yml": "- {id: d1-1, code: D1.1, dimension: opgave, kind: G, text: Wij weten het.}\n",
    }
    content = make_content(tmp_path, files)
    for sheets, expected in (((), []), ((Sheet("baas", {"d1-1": 3}),), []), ((Sheet("baas", {"d1-1": "onbekend"}),), ["vraag"])):
        assert ids(tailor(content, Answers("hb-test0001", "2026-11-24", statements=sheets))) == expected
