"""The search over answers: what it says holds for every set of answers, and what did not do once is not tried again."""

from __future__ import annotations

import datetime as dt
import itertools
import random
from pathlib import Path

import pytest

from site_build.content.conditions import KNOWN, Condition, Tri, Value
from site_build.desk import searching
from site_build.desk.narrowing import Narrowing
from site_build.desk.searching import Reach, Searcher
from site_build.desk.worlds import world_of
from tests.builders import DIMENSIONS, make_content

TODAY = dt.date(2026, 11, 24)
QUESTIONS = "section: meer\ntitle: Meer\nquestions:\n" + "".join(
    f"  - {{id: q{number}, ask: X?, why: Y., type: yes_no{hidden}}}\n" for number, hidden in enumerate(["", "", ', when: q0 == "ja"', ', when: w == "a"', *[""] * 8]))
SOME = " or ".join(f'q{number} == "ja"' for number in range(6, 12))
FACTS = f"""\
- {{id: w, label: w, kind: cases, values: [{{id: a, label: a, when: q0 == "ja" or q1 == "ja"}}, {{id: b, label: b, when: q2 == "nee"}}, {{id: c, label: c}}]}}
- {{id: druk, label: druk, kind: cases, values: [{{id: hoog, label: h, when: q0 == "ja" or q1 == "ja" or q4 == "ja" or q5 == "ja"}}, {{id: laag, label: l}}]}}
- {{id: iets, label: iets, kind: cases, values: [{{id: ja, label: ja, when: {SOME}}}, {{id: nee, label: nee}}]}}
- {{id: niets, label: niets, kind: cases, values: [{{id: ja, label: ja, when: not ({SOME})}}, {{id: nee, label: nee}}]}}
"""
FILES = {"guide/questionnaire/30-meer.yml": QUESTIONS, "guide/knowledge/facts.yml": FACTS}


@pytest.mark.parametrize("easy", [0, 3, 1000])  # narrowing from the first step, after some, and never: the same is found
def test_what_is_found_holds_for_every_set_of_answers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, easy: int) -> None:
    monkeypatch.setattr(searching, "_EASY", easy)
    content = make_content(tmp_path, FILES)
    world = world_of(content, TODAY)
    worlds = [world(dict(zip(("q0", "q1", "q2", "q3"), each, strict=True)), {}) for each in itertools.product(("ja", "nee"), repeat=4)]
    chance = random.Random(10)
    parts = ['q0 == "ja"', 'q1 == "ja"', 'q2 == "nee"', 'q3 != "ja"', 'q3 == "nee"', 'w == "a"', 'w in ["b", "c"]', 'w != "b"']
    seen = set()
    for _ in range(200):
        text = "{} and (not {} or {}) and not ({} and {})".format(*chance.choices(parts, k=5))
        unless = Condition(chance.choice(parts)) if chance.random() < 0.5 else None
        truth = any(Condition(text).evaluate(each).tri is Tri.YES and (unless is None or unless.evaluate(each).tri is Tri.NO) for each in worlds)
        assert Searcher(content, world, TODAY).reach([Condition(text)], unless) is (Reach.YES if truth else Reach.NO), (text, unless)
        seen.add(truth)
    assert seen == {True, False}


KINDS = """section: meer
title: Meer
questions:
  - {id: stand, ask: X?, why: Y., type: choice, choices: {a: A, b: B, c: C}}
  - {id: wie, ask: X?, why: Y., type: choices, when: 'stand != "c"', choices: {p: P, q: Q}}
  - {id: aantal, ask: X?, why: Y., type: number, min: 0, max: 9, when: '"p" in wie'}
  - {id: einde, ask: X?, why: Y., type: date}
"""
MORE = """\
- {id: over, label: over, kind: months_until, of: einde}
- {id: soort, label: soort, kind: cases, values: [
    {id: klein, label: k, when: 'aantal < 3 and stand == "a"'}, {id: groot, label: g, when: 'aantal >= 3 or "q" in wie'}, {id: druk, label: d, when: over < 2}]}
- {id: oordeel, label: oordeel, kind: cases, values: [{id: goed, label: g, when: 'soort in ["klein", "druk"] and score.ruimte == "stevig"'}, {id: slecht, label: s}]}
"""


@pytest.mark.parametrize("easy", [0, 1000])
def test_every_kind_of_name_is_searched_to_the_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, easy: int) -> None:
    """Choices, numbers, dates, what is hidden, facts of facts and a name without a question, against every combination of them."""
    monkeypatch.setattr(searching, "_EASY", easy)
    content = make_content(tmp_path, {"guide/questionnaire/30-meer.yml": KINDS, "guide/knowledge/facts.yml": MORE, "guide/knowledge/dimensions.yml": DIMENSIONS})
    world = world_of(content, TODAY)
    ends = ["2026-10-01", "2026-12-20", "2027-01-25", "2027-04-01"]
    worlds = [world(dict(zip(("stand", "wie", "aantal", "einde"), each[:4], strict=True)), {"score.ruimte": Value(KNOWN, each[4])})
              for each in itertools.product("abc", (["p"], ["q"], ["p", "q"]), (0, 2, 3, 9), ends, ("kwetsbaar", "in_opbouw", "stevig"))]
    chance = random.Random(11)
    parts = ['stand == "a"', 'stand in ["b", "c"]', '"p" in wie', '"q" not in wie', "aantal < 3", "aantal >= 3", "aantal == 9", "over < 2", "over >= 0", "over > 2",
             'soort == "klein"', 'soort != "groot"', 'soort in ["groot", "druk"]', 'oordeel == "goed"', 'oordeel != "goed"', 'score.ruimte != "kwetsbaar"']
    searcher, seen = Searcher(content, world, TODAY), set()
    for _ in range(250):
        text = "{} and ({} or not {}) and not ({} and {})".format(*chance.choices(parts, k=5))
        unless = Condition(chance.choice(parts)) if chance.random() < 0.5 else None
        truth = any(Condition(text).evaluate(each).tri is Tri.YES and (unless is None or unless.evaluate(each).tri is Tri.NO) for each in worlds)
        assert searcher.reach([Condition(text)], unless) is (Reach.YES if truth else Reach.NO), (text, unless)
        seen.add(truth)
    assert seen == {True, False}


@pytest.mark.parametrize(("wanted", "unless"), [
    ('druk == "hoog" and iets == "ja" and niets == "ja"', 'q0 == "nee"'),  # one fact says something, the other nothing
    (f'druk == "hoog" and ({SOME}) and w == "a"', f'druk == "hoog" and ({SOME})'),  # against a weaker condition
])
def test_what_cannot_be_is_seen_without_trying_answers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, wanted: str, unless: str) -> None:
    monkeypatch.setattr(searching, "_EASY", 0)
    content = make_content(tmp_path, FILES)
    assert Searcher(content, world_of(content, TODAY), TODAY, limit=1).reach([Condition(wanted)], Condition(unless)) is Reach.NO


def test_what_did_not_do_is_not_tried_again_after_other_answers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Four answers make `druk` high in fifteen ways, and six are looked through (in 64) for something and nothing at once: not fifteen times."""
    monkeypatch.setattr(searching, "_EASY", 0)
    monkeypatch.setattr(Narrowing, "narrowed", lambda self, left, goals: left)  # it would see this at once
    content = make_content(tmp_path, FILES)
    both = Condition('druk == "hoog" and iets == "ja" and niets == "ja"')
    assert Searcher(content, world_of(content, TODAY), TODAY, limit=200).reach([both]) is Reach.NO
