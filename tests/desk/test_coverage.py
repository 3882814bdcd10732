"""Over all pairs of answers, what a condition decides on appears somewhere and stays away somewhere."""

import datetime as dt
import math
from itertools import combinations
from pathlib import Path

import pytest

from site_build.content.loading import load
from site_build.desk.coverage import coverage, factors_of, render_coverage
from site_build.desk.pairing import pair_rows
from tests.builders import make_content, page

TODAY = dt.date(2026, 11, 24)
PAGE = "guide/chapters/10-doen/mandaat.md"
ROOT = Path(__file__).resolve().parents[2]
MORE = {"guide/questionnaire/20-meer.yml": """\
section: meer
title: Meer
questions:
  - {id: inwoners, ask: X?, why: Y., type: number, min: 100, max: 2000000}
  - {id: team, ask: X?, why: Y., type: yes_no}
  - {id: verloop, ask: X?, why: Y., type: yes_no, when: team == "ja"}
"""}


def seen(root: Path, body: str, **head: str):
    result = coverage(make_content(root, {PAGE: page(body, **head), **MORE}), TODAY)
    return result, {entry.key: entry for entry in result.seen}


def block(*conditions: str) -> str:
    return "\n\n".join(f"{{% when {condition} %}}\nTekst.\n{{% endwhen %}}" for condition in conditions)


def test_a_block_that_varies_is_seen_both_ways(tmp_path: Path) -> None:
    result, found = seen(tmp_path, block('mandaat == "geen"', 'gemeente.grootte == "klein"'))
    assert result.failures == ()
    assert all(entry.there and entry.away and entry.there + entry.away == result.rows for key, entry in found.items() if ":" in key)


def test_a_block_that_never_appears_or_is_never_away_fails(tmp_path: Path) -> None:
    body = block('team == "nee" and verloop == "ja"', 'team == "ja" or team == "nee"', 'mandaat == "geen"')
    result, _ = seen(tmp_path, body)
    assert [(entry.key, entry.there > 0) for entry in result.failures] == [("mandaat:7", False), ("mandaat:11", True)]
    assert "  nooit: blok mandaat:7\n  altijd: blok mandaat:11" in render_coverage(result)
    counted = next(entry.there for entry in result.seen if entry.key == "mandaat:15")
    assert f"  {counted:>4} van {result.rows}  blok mandaat:15" in render_coverage(result)


def test_a_block_inside_a_dropped_block_is_away_too(tmp_path: Path) -> None:
    inner = '{% when steun == "ja" %}\nTekst.\n{% endwhen %}'
    result, found = seen(tmp_path, f'{{% when mandaat == "geen" %}}\n{inner}\n{{% endwhen %}}')
    assert found["mandaat:8"].there + found["mandaat:8"].away == result.rows
    assert found["mandaat:8"].away > found["mandaat:7"].away


def test_a_page_without_conditions_must_say_that_it_is_for_all(tmp_path: Path) -> None:
    assert [entry.key for entry in seen(tmp_path, "Tekst.", phases="[verkennen]")[0].failures] == ["mandaat"]
    assert seen(tmp_path, "Tekst.", phases="[verkennen]", for_all="true")[0].failures == ()


def test_a_page_that_is_settled_or_later_somewhere_varies(tmp_path: Path) -> None:
    control = "## Wat u controleert, en wanneer opnieuw\n\nTekst."
    assert seen(tmp_path, control, phases="[verkennen]", settled='mandaat == "vastgelegd"')[0].failures == ()
    assert seen(tmp_path, "Tekst.", phases="[borgen]")[1]["mandaat"].less > 0


@pytest.mark.parametrize("sizes", [[3], [], [2, 2], [4, 1, 3, 3, 2], [7, 2, 2, 5, 5, 3, 2, 2, 2, 11], [2] * 40])
def test_every_pair_of_values_occurs_in_few_rows(sizes: list[int]) -> None:
    rows = pair_rows(sizes)
    for (i, one), (j, two) in combinations(enumerate(sizes), 2):
        assert {(row[i], row[j]) for row in rows} == {(a, b) for a in range(one) for b in range(two)}
    largest = sorted(sizes, reverse=True)
    assert len(rows) <= 2 * max(12, math.prod(largest[:2]))


def test_it_says_how_far_it_is(tmp_path: Path) -> None:
    heard: list[tuple[int, int]] = []
    result = coverage(make_content(tmp_path, {PAGE: page(block('mandaat == "geen"')), **MORE}), TODAY, tell=lambda done, total: heard.append((done, total)))
    assert heard == [(number, result.rows) for number in range(1, result.rows + 1)]


def test_the_factors_hold_the_score_labels_and_the_answers_behind_facts() -> None:
    factors = factors_of(load(), TODAY)
    assert [value for name, value in factors.items() if name.startswith("score.")][0] == ["kwetsbaar", "in_opbouw", "stevig"]
    assert {29999, 30000, 100001} <= set(factors["inwoners"])
    assert len(factors["datum_verkiezingen"]) > 1


@pytest.mark.parametrize("guide", [None, ROOT / "examples/ander-onderwerp"], ids=["ours", "second"])
def test_the_real_content_varies_everywhere(guide: Path | None) -> None:
    result = coverage(load(guide), TODAY)
    assert [(entry.kind, entry.key) for entry in result.failures] == [], render_coverage(result)
