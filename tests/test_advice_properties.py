"""What must hold for the advice whatever is answered: over two thousand random files of answers, and with everything unknown."""

from __future__ import annotations

import dataclasses
import random
from collections.abc import Iterator

import pytest

from site_build.content.conditions import NOT_APPLICABLE, UNKNOWN, Tri, evaluate
from site_build.content.model import DONT_KNOW, URGENCIES
from site_build.interview.answers import Answers
from site_build.interview.facts import Values
from site_build.tailoring.advice import AdviceList, action_state, advise
from site_build.tailoring.scores import compute_scores, score_values
from tests.handbooks import PHASES, TODAY, content
from tests.worlds import value_of, world

FILES = 2000
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
    return [(answers, *decided(answers)) for answers in (world(content(), seed) for seed in range(FILES))]


def test_they_are_not_all_alike(worlds: list[tuple[Answers, Values, AdviceList]]) -> None:
    first = {tuple(item.advice.id for item in advice.first) for _, _, advice in worlds}
    kinds = {item.advice.kind for _, _, advice in worlds for item in advice.first}
    assert len(first) > FILES / 4
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
