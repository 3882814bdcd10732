"""The search over answers: what it says holds for every set of answers, and what did not do once is not tried again."""

from __future__ import annotations

import datetime as dt
import itertools
import random
from pathlib import Path

from site_build.content.conditions import Condition, Tri
from site_build.desk.searching import Reach, Searcher
from site_build.desk.worlds import world_of
from tests.builders import make_content

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


def test_what_is_found_holds_for_every_set_of_answers(tmp_path: Path) -> None:
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


def test_what_did_not_do_is_not_tried_again_after_other_answers(tmp_path: Path) -> None:
    """Four answers make `druk` high in fifteen ways, and six are looked through (in 64) for something and nothing at once: not fifteen times."""
    content = make_content(tmp_path, FILES)
    both = Condition('druk == "hoog" and iets == "ja" and niets == "ja"')
    assert Searcher(content, world_of(content, TODAY), TODAY, limit=200).reach([both]) is Reach.NO
