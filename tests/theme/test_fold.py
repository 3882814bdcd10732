"""Three or more undecided pieces in a row fold; nothing is lost without the script, on paper, or behind a link."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

PAGE = "voorbereiden/opdracht-en-bestuur.html"


def test_a_row_of_undecided_pieces_is_folded_and_says_once_that_the_answer_is_unknown(visit: Callable[..., Any]) -> None:
    page = visit(PAGE).page
    assert page.locator("details.when").count() >= 3
    assert page.locator("details.when[open]").count() == 0
    first = page.locator(".when-intro").first.inner_text()
    assert first.startswith("Van deze ") and first.endswith("stukken geldt misschien maar een deel. U weet dit nog niet. Open wat bij u past.")
    summaries = page.locator("details.when > summary").all_inner_texts()
    assert all(text.startswith("Geldt bij ") and "U weet dit nog niet" not in text for text in summaries)


def test_a_piece_opens_by_keyboard(visit: Callable[..., Any]) -> None:
    page = visit(PAGE).page
    page.locator("details.when > summary").first.focus()
    page.keyboard.press("Enter")
    assert page.locator("details.when").first.get_attribute("open") is not None


def test_a_link_to_a_heading_in_a_folded_piece_opens_it(visit: Callable[..., Any]) -> None:
    page = visit(PAGE).page
    heading = page.locator("details.when :is(h3, h2)[id]").first.get_attribute("id")
    page.evaluate(f"location.hash = '#{heading}'")
    page.wait_for_selector("details.when[open]")
    assert page.locator(f"#{heading}").is_visible()


def test_without_the_script_every_piece_stands_open(visit: Callable[..., Any]) -> None:
    page = visit(PAGE, java_script_enabled=False).page
    assert page.locator("details.when").count() == 0
    assert page.locator("div.when").count() >= 3
