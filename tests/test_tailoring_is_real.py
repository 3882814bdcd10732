"""Tailoring that a reader notices: short for who starts, and other text for another municipality."""

from __future__ import annotations

import itertools

import pytest

from site_build.content.conditions import KNOWN, Tri, Value
from tests.handbooks import EXAMPLES, PHASES, answers, content, decide, example, units

MOST_PAGES = 20
VERKENNEN = {"fase": Value(KNOWN, "verkennen")}


def now(**given: object) -> list[str]:
    return [page.thing.id for page in decide(answers(**given)).pages if page.included and not page.later]


# --- short for who starts -----------------------------------------------------------------


def test_who_starts_has_at_most_twenty_pages_before_later() -> None:
    assert len(now(fase="verkennen")) <= MOST_PAGES


@pytest.mark.parametrize("chosen", [choice.id for choice in content().questions["voorbeelden"].choices])
def test_who_starts_with_one_example_has_fewer(chosen: str) -> None:
    assert len(now(fase="verkennen", voorbeelden=[chosen])) <= MOST_PAGES - 5


def test_no_other_answer_makes_it_more_than_twenty() -> None:
    """A page can come forward only by its `now`; those that could in verkennen count, whatever the answers."""
    first = [page for page in content().pages if "verkennen" in page.phases]
    forward = [page for page in content().pages if page not in first and page.now is not None
               and page.now.evaluate(lambda name: VERKENNEN.get(name, Value())).tri is not Tri.NO]
    assert len(first) + len(forward) <= MOST_PAGES, [page.id for page in forward]


@pytest.mark.parametrize("fase", PHASES)
@pytest.mark.parametrize("page", ("borgen-begint-nu", "geld-en-begrotingscyclus"))
def test_what_must_begin_now_is_never_later(fase: str, page: str) -> None:
    assert page in now(fase=fase)


TEMPORARY = [
    {"financiering": ["subsidie"]},
    {"financiering": ["fonds"]},
    {"financiering": ["begroting", "rijk"]},
    {"financiering": ["eigen_uren"], "geld_tot": "2028-11-23"},  # 23 whole months
    {"financiering": ["zorgverzekeraar"], "geld_tot": "2031-12-31"},
]


@pytest.mark.parametrize("fase", PHASES)
@pytest.mark.parametrize("money", TEMPORARY, ids=lambda money: "-".join(map(str, money["financiering"])))
def test_with_temporary_money_the_way_to_ordinary_work_is_never_later(fase: str, money: dict[str, object]) -> None:
    selection = decide(answers(fase=fase, **money))
    assert "van-pilot-naar-lijn" in [page.thing.id for page in selection.pages if page.included and not page.later]
    assert "begroting-en-kadernota" in [found.thing.id for found in selection.checklists if found.included and not found.later]


def test_with_structural_money_the_way_to_ordinary_work_may_wait() -> None:
    assert "van-pilot-naar-lijn" not in now(fase="verkennen", financiering=["begroting"])


# --- other text for another municipality --------------------------------------------------


def test_at_most_a_quarter_of_the_pages_is_for_all() -> None:
    pages = content().pages
    assert sum(page.for_all for page in pages) <= len(pages) / 4


def test_a_page_for_all_has_no_blocks() -> None:
    assert [page.id for page in content().pages if page.for_all and any(block.condition for block in page.body)] == []


def difference(one: dict[tuple[object, ...], int], other: dict[tuple[object, ...], int]) -> float:
    """Words of sections and blocks that stand in exactly one, over words that stand in either."""
    either = {**one, **other}
    return sum(words for unit, words in either.items() if (unit in one) != (unit in other)) / sum(either.values())


def test_the_measure_counts_what_stands_in_exactly_one() -> None:
    assert difference({("a",): 30, ("b",): 10}, {("a",): 30, ("c",): 20}) == 0.5
    assert difference({("a",): 30}, {("a",): 30}) == 0


@pytest.mark.parametrize(("one", "other"), list(itertools.combinations(EXAMPLES, 2)))
def test_two_examples_differ_in_about_a_quarter_of_everything_also_what_comes_later(one: str, other: str) -> None:
    """Of the whole, with what is only looked up; what is read first differs far more (tests of the first layer)."""
    found = difference(units(example(one)), units(example(other)))
    assert found >= 0.24, f"{one} and {other} differ in {found:.1%}"


@pytest.mark.parametrize(("one", "other"), list(itertools.combinations(EXAMPLES, 2)))
def test_two_examples_differ_in_pages_and_in_checklist_items(one: str, other: str) -> None:
    first, second = decide(example(one)), decide(example(other))
    assert {p.thing.id for p in first.pages if p.included} != {p.thing.id for p in second.pages if p.included}
    assert ({(c.thing.id, i.thing.id) for c in first.checklists for i in c.live_items}
            != {(c.thing.id, i.thing.id) for c in second.checklists for i in c.live_items})
