"""The real search of the built site: what people type must bring the right page among the first three."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

QUERIES = yaml.safe_load((Path(__file__).parent / "queries.yml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def dialog(browser: Any, server: str) -> Iterator[Any]:
    page = browser.new_page()
    page.goto(f"{server}/rollen/index.html")  # one folder down: addresses must be right from there too
    page.click(".search-button")
    yield page
    page.close()


def search(page: Any, question: str) -> list[str]:
    """Type a question; return the addresses of the pages that were found, in order."""
    page.fill("#zoekveld", question)
    page.wait_for_function("q => document.querySelector('.search-results').dataset.question === q", arg=question)
    return [str(href) for href in page.eval_on_selector_all(".search-results > li > a", "links => links.map(a => a.getAttribute('href'))")]


def test_there_are_at_least_sixty_queries() -> None:
    assert len(QUERIES) >= 60


@pytest.mark.parametrize("query", QUERIES, ids=lambda query: str(query["ask"]))
def test_the_page_is_among_the_first_three(dialog: Any, query: dict[str, str]) -> None:
    page, _, anchor = query["page"].partition("#")
    assert f"../{page}" in search(dialog, query["ask"])[:3]
    if anchor:
        assert dialog.locator(f".search-results a[href='../{page}#{anchor}']").count() == 1


def test_the_number_of_pages_is_said_to_a_screen_reader(dialog: Any) -> None:
    found = search(dialog, "meldcode")
    status = dialog.locator(".search-count")
    assert status.get_attribute("role") == "status"
    assert status.inner_text() == f"{status.inner_text().split()[0]} bladzijden gevonden."
    assert 1 < len(found) <= 10


def test_nothing_found_is_said_with_what_to_do(dialog: Any) -> None:
    assert search(dialog, "qqqwwwzzz") == []
    assert dialog.inner_text(".search-count") == "Niets gevonden voor “qqqwwwzzz”. Probeer een ander of korter woord."


def test_typed_markup_stays_text(dialog: Any) -> None:
    search(dialog, "<img src=x onerror=alert(1)>")
    assert dialog.locator(".search img").count() == 0


def test_the_found_word_is_marked_in_the_text(dialog: Any) -> None:
    search(dialog, "caseload")
    assert "caseload" in dialog.locator(".search-results > li > p mark").first.inner_text().lower()


def test_the_search_works_by_keyboard_and_gives_the_focus_back(visit: Callable[..., Any]) -> None:
    page = visit("index.html").page
    page.focus(".search-button")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "zoekveld"
    page.keyboard.type("mandaat")
    page.wait_for_selector("ol[data-question='mandaat'] a")
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.tagName") == "A"
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Escape")
    if page.locator("dialog[open]").count():  # the first Escape empties the field
        page.keyboard.press("Escape")
    assert page.locator("dialog[open]").count() == 0
    assert "search-button" in page.evaluate("document.activeElement.className")
