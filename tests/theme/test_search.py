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
    found = search(dialog, query["ask"])[:3]
    assert "page" not in query or f"../{query['page']}" in found
    if "term" in query:
        assert dialog.locator(".search-term a").get_attribute("href") == f"../begrippen.html#{query['term']}"


def test_the_number_of_pages_is_said_to_a_screen_reader(dialog: Any) -> None:
    found = search(dialog, "meldcode")
    status = dialog.locator(".search-count")
    assert status.get_attribute("role") == "status"
    assert status.inner_text() == f"{status.inner_text().split()[0]} bladzijden gevonden."
    assert 1 < len(found) <= 10


def test_nothing_found_is_said_with_what_to_do(dialog: Any) -> None:
    assert search(dialog, "qqqwwwzzz") == ["../overzicht.html", "../begrippen.html"]
    assert dialog.inner_text(".search-count") == "Niets gevonden voor “qqqwwwzzz”. Probeer een ander of korter woord."
    assert dialog.inner_text(".search-next") == "Of kijk bij alle bladzijden of bij de begrippen."


def test_a_word_that_is_nowhere_is_not_found_by_a_part_but_the_part_is_offered(dialog: Any) -> None:
    found = search(dialog, "huisbezoekprotocolletje")
    assert dialog.inner_text(".search-count").startswith("Niets gevonden voor “huisbezoekprotocolletje”. Dit gaat wel over “huisbezoek”")
    assert "../uitvoeren/op-huisbezoek.html" in found[:3] and len(found) <= 5 + 2


def test_every_result_says_what_kind_of_page_it_is(dialog: Any) -> None:
    search(dialog, "mandaat")
    kinds = dict(zip(dialog.locator(".search-results > li > a").all_inner_texts(), dialog.locator(".search-kind").all_inner_texts(), strict=False))
    assert kinds["Mandaat en werkbudget"] == "Voorbereiden"
    assert kinds["Mandaat"] == "Lijst"


def test_the_question_stands_in_the_address_and_opens_from_it(visit: Callable[..., Any]) -> None:
    page = visit("rollen/index.html?q=caseload").page
    page.wait_for_selector("ol[data-question='caseload'] a")
    assert page.input_value("#zoekveld") == "caseload"
    page.fill("#zoekveld", "mandaat & geld")
    page.wait_for_selector("ol[data-question='mandaat & geld'] a")
    assert page.url.endswith("/rollen/index.html?q=mandaat+%26+geld")
    page.click(".search-close")
    page.wait_for_url("**/rollen/index.html")


def test_back_brings_the_question_and_its_results_again(visit: Callable[..., Any]) -> None:
    for disk in (False, True):
        page = visit("rollen/index.html", disk=disk).page
        page.click(".search-button")
        page.fill("#zoekveld", "caseload")
        page.click("ol[data-question='caseload'] > li:first-child > a")
        page.wait_for_url("**/tijd-en-caseload.html")
        page.go_back()
        page.wait_for_selector("ol[data-question='caseload'] a")
        assert page.locator("dialog[open]").count() == 1
        assert page.input_value("#zoekveld") == "caseload"


def test_enter_goes_to_the_first_result_and_enter_again_opens_it(visit: Callable[..., Any]) -> None:
    page = visit("index.html").page
    page.click(".search-button")
    page.keyboard.type("caseload")
    page.keyboard.press("Enter")
    page.wait_for_function("() => document.activeElement.tagName === 'A'")
    assert page.evaluate("document.activeElement.textContent") == "Tijd en caseload"
    page.keyboard.press("Enter")
    page.wait_for_url("**/tijd-en-caseload.html")


def test_a_result_on_the_same_page_moves_the_focus_to_its_heading(visit: Callable[..., Any]) -> None:
    page = visit("uitvoeren/tijd-en-caseload.html").page
    page.click(".search-button")
    page.fill("#zoekveld", "caseload")
    link = page.locator("ol[data-question='caseload'] ul a[href*='tijd-en-caseload.html#']").first
    goal = str(link.get_attribute("href")).partition("#")[2]
    link.click()
    page.wait_for_function("id => document.activeElement.id === id", arg=goal)
    assert page.locator("dialog[open]").count() == 0
    assert page.url.endswith(f"/tijd-en-caseload.html#{goal}")


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
