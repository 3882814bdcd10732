"""The reflection game: draw by theme, keep what was drawn, print the deck."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

GAME = "reflectiespel.html"


def test_a_drawn_card_is_of_the_chosen_theme_and_does_not_come_twice(visit: Callable[..., Any]) -> None:
    page = visit(GAME).page
    page.select_option("#spel-thema", "grenzen")
    total = page.locator(".deck .card[data-theme=grenzen]").count()
    seen = set()
    for _ in range(total):
        page.click("text=Trek een kaart")
        card = page.locator(".game-table .card")
        assert card.get_attribute("data-theme") == "grenzen"
        seen.add(card.inner_text())
    assert len(seen) == total
    assert page.locator("button", has_text="Trek een kaart").is_disabled()
    assert page.locator(".game [role=status]").inner_text() == "Alle kaarten bij dit thema zijn getrokken."


def test_drawn_cards_are_kept_until_the_game_begins_again(visit: Callable[..., Any]) -> None:
    page = visit(GAME).page
    page.click("text=Trek een kaart")
    drawn = page.inner_text(".game-table .card")
    page.reload()
    assert page.inner_text(".game-table .card") == drawn
    page.once("dialog", lambda dialog: dialog.accept())
    page.click("text=Opnieuw beginnen")
    assert page.locator(".game-table .card").count() == 0


def test_the_focus_goes_to_the_drawn_card(visit: Callable[..., Any]) -> None:
    page = visit(GAME).page
    page.focus("text=Trek een kaart")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.className") == "game-table"


def test_without_scripts_all_cards_can_be_read(visit: Callable[..., Any]) -> None:
    page = visit(GAME, java_script_enabled=False).page
    assert page.locator(".game .card:visible").count() > 20
