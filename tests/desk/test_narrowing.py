"""What answers are still possible, worked out by hand: which values each name keeps when conditions must be yes or no."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest

from site_build.content.conditions import Condition, Tri, parse
from site_build.content.documents import Json
from site_build.content.facts import Fact, FactValue
from site_build.content.model import Content
from site_build.desk.narrowing import Left, Narrowing, NothingLeft, Tried
from site_build.desk.worlds import world_of
from tests.builders import make_content

TODAY = dt.date(2026, 11, 24)
QUESTIONS = """\
section: meer
title: Meer
questions:
  - {id: p, ask: X?, why: Y., type: yes_no}
  - {id: q, ask: X?, why: Y., type: yes_no}
  - {id: r, ask: X?, why: Y., type: yes_no}
  - {id: k, ask: X?, why: Y., type: choice, when: p == "ja", choices: {a: A, b: B, c: C}}
  - {id: m, ask: X?, why: Y., type: choices, choices: {x: X, y: Y}}
  - {id: veel, ask: X?, why: Y., type: number}
"""
FACTS = """\
- {id: trap, label: t, kind: cases, values: [{id: hoog, label: h, when: 'p == "ja" and q == "ja"'}, {id: midden, label: m, when: 'p == "ja"'}, {id: laag, label: l}]}
- {id: gat, label: g, kind: cases, values: [{id: een, label: e, when: 'p == "ja"'}, {id: twee, label: t, when: 'q == "ja"'}]}
- {id: eerst, label: e, kind: cases, values: [{id: vast, label: v}, {id: nooit, label: n, when: 'p == "ja" and q == "ja"'}]}
- {id: oud, label: o, kind: cases, values: [{id: weg, label: w, when: 'p == "ja"', retired: '2026-01-01'}, {id: nu, label: n, when: 'q == "ja"'}, {id: rest, label: r}]}
- {id: stap, label: s, kind: cases, values: [{id: op, label: o, when: 'trap == "hoog" and r == "ja"'}, {id: neer, label: n}]}
- {id: alleen, label: a, kind: cases, values: [{id: ja, label: j, when: 'p == "ja"'}, {id: nee, label: n}]}
- {id: drempel, label: d, kind: cases, values: [{id: ver, label: v, when: 'veel > 3 or p == "ja"'}, {id: dichtbij, label: d}]}
- {id: enkel, label: e, kind: cases, values: [{id: groot, label: g, when: 'veel > 3'}, {id: klein, label: k, when: 'veel <= 3'}]}
"""
YES_NO = ("ja", "nee")
VALUES: dict[str, tuple[Json, ...]] = {"p": YES_NO, "q": YES_NO, "r": YES_NO, "k": ("a", "b", "c"), "m": ([], ["x"], ["x", "y"])}
ALL = {"p": "ja nee", "q": "ja nee", "r": "ja nee", "k": "a b c -", "m": "[] ['x'] ['x', 'y']"}


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> Content:
    return make_content(tmp_path_factory.mktemp("guide"), {"guide/questionnaire/30-meer.yml": QUESTIONS, "guide/knowledge/facts.yml": FACTS})


def narrowing(content: Content) -> Narrowing:
    tried = {name: Tried(values, content.questions[name].when) for name, values in VALUES.items()}
    return Narrowing(content, world_of(content, TODAY), tried, {})


def shown(left: Left) -> dict[str, str]:
    """Return the values that are left, a dash for *does not apply*; only of names that lost one."""
    said = {name: " ".join([*(str(value) for number, value in enumerate(values) if left[name] >> number & 1), *("-" for _ in [0] if left[name] >> len(values) & 1)])
            for name, values in VALUES.items()}
    return {name: values for name, values in said.items() if values != ALL[name]}


def kept(content: Content, *goals: str) -> dict[str, str]:
    """Return what is left where conditions are yes; one that begins with a ! is no."""
    of = narrowing(content)
    return shown(of.narrowed(of.start(), [(parse(goal.lstrip("!")), Tri.NO if goal.startswith("!") else Tri.YES) for goal in goals]))


P_YES, P_NO = {"p": "ja", "k": "a b c"}, {"p": "nee", "k": "-"}


@pytest.mark.parametrize(("goals", "left"), [
    ([], {}),
    (['p == "ja"'], P_YES),
    (['!p == "ja"'], P_NO),
    (['"ja" == p'], P_YES),
    (['p != "ja"'], P_NO),
    (['not (p == "nee")'], P_YES),
    (['p == "ja" and q == "nee"'], {**P_YES, "q": "nee"}),
    (['!p == "ja" or q == "nee"'], {**P_NO, "q": "ja"}),
    (['p == "ja" or q == "nee"'], {}),  # either will do
    (['!p == "ja" and q == "nee"'], {}),
    (['p == "ja" or q == "nee"', 'q == "ja"'], {**P_YES, "q": "ja"}),
    (['!p == "ja" and q == "ja"', 'q == "ja"'], {**P_NO, "q": "ja"}),
    (['p == "nee" or (q == "ja" and r == "ja")', 'p == "ja"'], {**P_YES, "q": "ja", "r": "ja"}),
    (['k == "b"'], {"k": "b"}),  # it is asked as well as long as that is not known
    (['k in ["a", "c"]'], {"k": "a c"}),
    (['k in ["a", "c"]', 'k != "a"'], {"k": "c"}),
    (['"x" in m'], {"m": "['x'] ['x', 'y']"}),
    (['!"y" in m', '"x" in m'], {"m": "['x']"}),
    # two names, or a name that has no list of values, say nothing
    (["p == q"], {}),
    (["veel > 3"], {}),
    (["veel > 3", 'p == "ja"'], P_YES),
    (['"a" == "b"'], {}),
    # a fact of one question is as good as the question
    (['alleen == "ja"'], P_YES),
    (['!alleen == "ja"'], P_NO),
    # a fact of more: only where one value of it will do, and that has a condition
    (['trap == "hoog"'], {**P_YES, "q": "ja"}),
    (['trap == "midden"'], P_YES),
    (['trap != "laag"'], {}),
    (['trap == "laag"'], {}),
    (['trap != "laag"', 'q == "nee"'], {**P_YES, "q": "nee"}),
    (['trap == "laag" or q == "nee"', 'p == "ja"'], {**P_YES, "q": "nee"}),  # it is not low any more
    (['trap == "midden" or r == "ja"', 'p == "ja"', 'q == "ja"'], {**P_YES, "q": "ja", "r": "ja"}),  # nor in the middle
    (['trap == "hoog" or r == "ja"', 'p == "ja"', 'q == "ja"'], {**P_YES, "q": "ja"}),  # high, so that does
    (['trap == "laag" or r == "ja"', 'p == "nee"'], P_NO),  # low, as nothing before it is open
    (['trap == "elders" or r == "ja"'], {}),  # as long as an earlier one is open it may be none of them
    (['trap == "elders" or r == "ja"', 'p == "nee"'], {**P_NO, "r": "ja"}),
    (['!trap == "laag"', 'q == "nee"'], {**P_YES, "q": "nee"}),
    (['gat == "twee"'], {"q": "ja"}),
    (['gat == "een" or r == "ja"', 'p == "nee"'], P_NO),  # it may stay unknown
    (['gat == "een" or r == "ja"', 'p == "nee"', 'q == "ja"'], {**P_NO, "q": "ja", "r": "ja"}),
    (['gat != "twee" or r == "ja"', 'p == "nee"', 'q == "ja"'], {**P_NO, "q": "ja", "r": "ja"}),
    (['gat != "een" or r == "ja"', 'p == "nee"', 'q == "ja"'], {**P_NO, "q": "ja"}),
    (['eerst == "vast"'], {}),
    (['eerst == "nooit" or r == "ja"'], {"r": "ja"}),  # the first one always holds
    (['oud == "weg" or r == "ja"', 'p == "ja"', 'q == "nee"'], {**P_YES, "q": "nee", "r": "ja"}),  # nobody can have what is retired
    (['oud == "nu"'], {"q": "ja"}),
    (['oud == "rest" or r == "ja"', 'q == "ja"'], {"q": "ja", "r": "ja"}),
    (['stap == "op"'], {**P_YES, "q": "ja", "r": "ja"}),  # a fact of a fact
    (['stap == "op" or q == "nee"', 'r == "nee"'], {"q": "nee", "r": "nee"}),
    (['stap == "neer"', 'r == "ja"'], {"r": "ja"}),
    # what hangs on a name without a list of values too
    (['drempel == "ver"'], {}),
    (['drempel == "ver" or r == "ja"', 'p == "ja"'], P_YES),
    (['drempel == "dichtbij" or r == "ja"', 'p == "ja"'], {**P_YES, "r": "ja"}),
    (['drempel == "dichtbij" or r == "ja"', 'p == "nee"'], P_NO),
    (['enkel != "groot"'], {}),
    (['enkel == "middel"'], {}),  # where the one question behind it does not apply, it has none of its values
])
def test_what_is_left_by_hand(content: Content, goals: list[str], left: dict[str, str]) -> None:
    assert kept(content, *goals) == left


@pytest.mark.parametrize("goals", [
    ['p == "ja"', 'p == "nee"'], ['p == "ja"', '!p == "ja"'], ["p == q", "!p == q"], ['p == "nee"', 'k == "a"'], ['"z" in m'],
    ['trap == "hoog"', 'p == "nee"'], ['trap == "laag"', 'p == "ja"'], ['trap == "elders"'], ['gat == "twee"', 'q == "nee"'], ['eerst == "nooit"'], ['oud == "weg"'],
    ['p == "ja" and (q == "ja" or r == "ja")', 'q == "nee"', 'r == "nee"'], ['!q == "nee" and r == "nee"', 'q == "nee"', 'r == "nee"'],
    ['drempel == "dichtbij"', 'p == "ja"'],
])
def test_what_cannot_be_leaves_nothing(content: Content, goals: list[str]) -> None:
    with pytest.raises(NothingLeft):
        kept(content, *goals)


def test_a_name_without_a_value_leaves_nothing_before_anything_must_hold(content: Content) -> None:
    of = narrowing(content)
    with pytest.raises(NothingLeft):
        of.narrowed({**of.start(), "r": 0}, [])


def test_each_value_that_is_left_is_taken_alone_and_what_does_not_apply_is_not_among_them(content: Content) -> None:
    of = narrowing(content)
    left = of.narrowed(of.start(), [(parse('k != "b"'), Tri.YES)])
    assert [(value, shown(taken)["k"]) for value, taken in of.each(left, "k")] == [("a", "a"), ("c", "c")]
    assert [(value, shown(taken)["k"]) for value, taken in of.each(of.start(), "k")] == [("a", "a"), ("b", "b"), ("c", "c")]
    assert shown(of.without(of.start(), "k")) == {"k": "-"}
    assert of.without(left, "veel") is left


def test_what_had_to_hold_before_does_not_hold_for_the_next(content: Content) -> None:
    of = narrowing(content)
    for goal, left in (('p == "ja"', P_YES), ('p == "nee"', P_NO)):
        assert shown(of.narrowed(of.start(), [(parse(goal), Tri.YES)])) == left


def test_a_condition_that_cannot_be_read_hides_nothing(content: Content) -> None:
    of = Narrowing(content, world_of(content, TODAY), {"p": Tried(YES_NO, None), "r": Tried(YES_NO, Condition("p =="))}, {})
    assert of.narrowed(of.start(), [(parse('p == "ja"'), Tri.YES)]) == {"p": 1, "r": 7}


def test_a_fact_that_comes_from_itself_or_cannot_be_read_says_what_is_certain_and_no_more(content: Content) -> None:
    round_ = Fact(id="rond", label="r", kind="cases", questions=("p", "q"), values=(
        FactValue(id="a", label="a", when=Condition('rond == "a" or p == "ja" and q == "ja"')), FactValue(id="b", label="b")))
    broken = Fact(id="kapot", label="k", kind="cases", questions=("p", "q"), values=(FactValue(id="a", label="a", when=Condition("p ==")), FactValue(id="b", label="b")))
    of = dataclasses.replace(content, facts=(*content.facts, round_, broken))
    assert kept(of, 'rond == "b" or r == "ja"') == {}
    assert kept(of, 'rond == "b" or r == "ja"', 'p == "ja"', 'q == "ja"') == {**P_YES, "q": "ja", "r": "ja"}
    assert kept(of, 'rond == "a"') == {}
    assert kept(of, 'kapot == "b" or r == "ja"') == {}
    assert kept(of, 'kapot == "a" or r == "ja"') == {}
