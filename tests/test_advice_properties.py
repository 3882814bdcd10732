"""What must hold for the advice whatever is answered: over two thousand random files of answers, and with everything unknown."""

from __future__ import annotations

import dataclasses
import random
from collections.abc import Iterator

import pytest

from site_build.content.conditions import NOT_APPLICABLE, UNKNOWN, Outcome, Tri, evaluate
from site_build.content.model import DONT_KNOW, URGENCIES
from site_build.interview.answers import Answers
from site_build.interview.facts import Values
from site_build.tailoring.advice import AdviceList, action_state, advise
from site_build.tailoring.explaining import reasons
from site_build.tailoring.scores import compute_scores, score_values
from tests.handbooks import PHASES, TODAY, case_answers, content
from tests.worlds import value_of, world

FILES = 2000
STRONG = 200  # besides: files of a team for which everything is in order, but for a few random answers
DONE = {  # an answer that says something is done -> the actions that may then not be advised
    ("mandaat", "vastgelegd"): {"mandaatkaart", "mandaat-in-contract"}, ("opdrachtgever", "beide"): {"opdrachtgevers-aanwijzen"},
    ("dpia", "actueel"): {"dpia", "delen-stilleggen"}, ("veiligheid", "vastgelegd"): {"veilig-werken-afspreken"}, ("nulmeting", "compleet"): {"nulbeeld"},
    ("principes", "vastgelegd"): {"principes-kiezen"}, ("ervaringsdeskundigen", "vast"): {"ervaringsdeskundigen-vast"},
    ("doorbraaktafel", "met_mandaat"): {"knelpuntroute"}, ("team_status", "draait"): {"werven-op-houding", "team-begint"},
    ("caseload", "tot_12"): {"caseload-nu-verlagen", "grens-caseload"}, ("registratie", "passend"): {"registratie-snoeien"},
    ("hardheidsclausule", "overal"): {"hardheidsclausule-voorstellen"}, ("incident", "nee"): {"na-een-incident"},
    ("eerdere_pilots", "nee"): {"lessen-eerdere-pilots"}, ("huisbezoektijd", "vast"): {"huisbezoek-in-rooster"},
}


def decided(answers: Answers) -> tuple[Values, AdviceList]:
    """Return the values and the advice, without the plan: nothing here depends on it."""
    values = Values(content(), answers)
    phase = values["fase"]
    scores = compute_scores(content(), answers.statements, phase.value if phase.known else None, values.lookup)
    values = values.with_extra(score_values(scores))
    return values, advise(content(), values, answers, scores)


@pytest.fixture(scope="module")
def worlds() -> list[tuple[Answers, Values, AdviceList]]:
    return [(answers, *decided(answers)) for answers in (*(world(content(), seed) for seed in range(FILES)), *(nearly_strong(seed) for seed in range(STRONG)))]


def nearly_strong(seed: int) -> Answers:
    """Return the answers of a team in its tenth year, of which a few are other than they were."""
    chance = random.Random(seed)
    strong = case_answers("tiende_jaar")
    other = world(content(), seed)
    changed = chance.sample(sorted(set(strong.values) - {"gemeente"}), chance.randint(0, 4))
    return dataclasses.replace(strong, values={**strong.values, **{id: other.values[id] for id in changed if id in other.values}})


def test_they_are_not_all_alike(worlds: list[tuple[Answers, Values, AdviceList]]) -> None:
    first = {tuple(item.advice.id for item in advice.first) for _, _, advice in worlds}
    kinds = {item.advice.kind for _, _, advice in worlds for item in advice.first}
    assert len(first) > FILES / 4
    assert sum(item.advice.kind == "vasthouden" for _, _, advice in worlds for item in advice.first) > STRONG / 4
    assert kinds == {"stop", "uitzoeken", "doen", "vasthouden"}


def test_stop_follows_only_from_what_is_known(worlds: list[tuple[Answers, Values, AdviceList]]) -> None:
    """However the unknown answers turn out, the advice to stop would still be given."""
    rng = random.Random(7)
    stops = 0
    for answers, values, advice in worlds:
        for item in advice.items:
            if item.advice.kind != "stop":
                continue
            stops += 1
            assert all(values[name].state != UNKNOWN for name in item.outcome.because), item.advice.id
            filled = {id: value_of(q, content(), rng) for id, q in content().questions.items() if values[id].state == UNKNOWN}
            other = Values(content(), dataclasses.replace(answers, values={**answers.values, **filled}))
            other = other.with_extra({name: values[name] for name in item.outcome.because if "." in name and name.startswith(("score", "statement", "beeld"))})
            if any(other[name].state == NOT_APPLICABLE for name in item.outcome.because):
                continue  # an answer that was given falls away with a question above it
            assert evaluate(item.advice.when, other.lookup).tri is Tri.YES, (item.advice.id, filled)
    assert stops > 100


def test_nothing_is_advised_that_the_answers_say_is_done(worlds: list[tuple[Answers, Values, AdviceList]]) -> None:
    actions = {action.id: action for action in content().actions}
    for _, values, advice in worlds:
        for item in advice.items:
            named = item.advice.action
            if named:
                assert action_state(actions[named], values) is Tri.YES or action_state(actions[named], values) is Tri.UNKNOWN
            for (question, answer), done in DONE.items():
                if values[question].known and values[question].value == answer:
                    assert named not in done, (item.advice.id, question, answer)


def test_danger_to_people_comes_before_everything_and_urgency_orders_the_rest(worlds: list[tuple[Answers, Values, AdviceList]]) -> None:
    classes = list(URGENCIES)
    for _, _, advice in worlds:
        first, rest = ([classes.index(item.advice.urgency) for item in part] for part in (advice.first, advice.rest))
        assert first == sorted(first) and rest == sorted(rest)
        if any(item.advice.urgency == "gevaar" for item in advice.items):
            assert advice.items[0].advice.urgency == "gevaar"


def test_each_first_advice_has_a_thing_to_do_of_its_own(worlds: list[tuple[Answers, Values, AdviceList]]) -> None:
    for _, _, advice in worlds:
        things = [item.advice.action or item.advice.document or (item.advice.ask.question if item.advice.ask else "") for item in advice.first]
        assert len(advice.first) <= 3 and all(things) and len(set(things)) == len(things)
        assert len({item.advice.subject for item in advice.first}) == len(advice.first)


PEOPLE, PRESSING = ("gevaar", "hulp_stopt"), ("gevaar", "hulp_stopt", "wet", "geld_of_mensen")


def test_what_goes_well_never_stands_above_something_that_presses(worlds: list[tuple[Answers, Values, AdviceList]]) -> None:
    """Nor beside it where people are in danger or lose help. Of what presses, a second piece about a subject may come later."""
    for _, _, advice in worlds:
        kept = min((item.place for item in advice.items if item.advice.kind == "vasthouden"), default=99)
        above = [item.advice for item in advice.items if item.place < kept]
        said = {piece.subject for piece in above}, {piece.action for piece in above if piece.action}
        assert all(item.advice.subject in said[0] or item.advice.action in said[1] for item in advice.items if item.advice.urgency in PRESSING)
        if any(item.advice.urgency in PEOPLE for item in advice.items):
            assert "vasthouden" not in {item.advice.kind for item in advice.first}


def test_there_are_three_pieces_wherever_three_can_be_given(worlds: list[tuple[Answers, Values, AdviceList]]) -> None:
    """Those that say the same as an earlier one, and what goes well where people are in danger, do not count."""
    for answers, _, advice in worlds:
        people = any(item.advice.urgency in PEOPLE for item in advice.items)
        firsts = {item.advice.subject for item in advice.first}, {item.advice.action for item in advice.first}
        could = [item for item in advice.rest if item.advice.subject not in firsts[0] and (not item.advice.action or item.advice.action not in firsts[1])
                 and not (people and item.advice.kind == "vasthouden")]
        assert len(advice.first) == 3 or not could, answers.handbook


def test_whoever_knows_the_stage_gets_three_unless_one_danger_is_all_there_is(worlds: list[tuple[Answers, Values, AdviceList]]) -> None:
    few = [advice for _, values, advice in worlds if values["fase"].known and len(advice.first) < 3]
    assert all(advice.first[0].advice.urgency in PEOPLE for advice in few)
    assert len(few) < len(worlds) / 100


@pytest.mark.parametrize(("given", "because"), [
    ({"fase": "uitvoeren", "team_status": "draait"}, ["team_status"]), ({"fase": "uitvoeren"}, ["fase"]), ({"fase": "starten", "helpt_nu": "ja", "team_status": "in_opbouw"}, ["helpt_nu"]),
])
def test_a_fact_that_conditions_make_is_explained_by_the_answers_that_made_it(given: dict[str, str], because: list[str]) -> None:
    values = Values(content(), Answers("hb-proef", TODAY, given))
    assert values["werk.stand"].value == "loopt"
    assert [reason.id for reason in reasons(Outcome(Tri.YES, ("werk.stand",)), values)] == because


def without_plan(seed: int, **fixed: str) -> AdviceList:
    """Return the advice of a random world in which no action was closed."""
    return decided(dataclasses.replace(world(content(), seed, **fixed), plan={}))[1]


@pytest.mark.parametrize("seed", range(40))
def test_shortly_before_the_start_safety_data_and_mandate_come_before_the_region_and_learning(seed: int) -> None:
    open_ = {"veiligheid": "geen", "dpia": "nee", "mandaat": "geen", "gegevensdeling": "met_partners", "partner_stopt": "nee", "partner_zorgen": "nee"}
    advice = without_plan(seed, fase="voorbereiden", team_status="in_opbouw", helpt_nu="nee", team_start="2027-01-15", incident="nee", **open_)
    place = {item.advice.subject: item.place for item in reversed(advice.items)}
    later = [item.place for item in advice.items if item.advice.urgency == "leren" or item.advice.subject in ("samenwerking_regio", "eerdere_pilot", "meten")]
    assert place["veiligheid"] < place["gegevens_dpia"] < place["mandaat"]
    assert all(other > place["mandaat"] for other in later)


@pytest.mark.parametrize("seed", range(30))
def test_where_the_work_has_ended_only_what_follows_from_the_end_is_said(seed: int) -> None:
    advice = without_plan(seed, fase="borgen", team_status="gestopt")
    assert [item.advice.subject for item in advice.first] == ["overdracht_bewoners", "eerdere_pilot", "raad_informeren"]
    assert not {item.advice.subject for item in advice.items} & {"caseload", "team_behoud", "veiligheid", "vasthouden", "opschalen", "borgen"}


def unknown(phase: str) -> Iterator[Answers]:
    """Everything 'weet ik niet', and nothing asked at all, in a phase."""
    yield Answers("hb-proef", TODAY, {id: DONT_KNOW for id, q in content().questions.items() if q.unknown} | {"fase": phase})
    yield Answers("hb-proef", TODAY, {"fase": phase})


@pytest.mark.parametrize("phase", PHASES)
def test_who_knows_nothing_is_told_three_things_to_find_out_with_a_mail_and_nothing_to_stop(phase: str) -> None:
    for answers in unknown(phase):
        _, advice = decided(answers)
        assert [item.advice.kind for item in advice.first] == ["uitzoeken"] * 3
        assert all(item.advice.ask and item.advice.ask.to and item.advice.ask.mail and item.advice.within.in_days for item in advice.first)
        assert not any(item.advice.kind == "stop" for item in advice.items)
