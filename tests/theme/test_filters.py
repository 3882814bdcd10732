"""The list of all pages: filters on stage, role, approach and theme, in the address bar."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any


def shown(page: Any) -> int:
    return int(page.locator(".page-index li:visible").count())


def test_a_choice_shows_fewer_pages_says_how_many_and_stands_in_the_address(visit: Callable[..., Any]) -> None:
    page = visit("overzicht.html").page
    everything = shown(page)
    page.select_option("#filter-rol", "teamleider")
    some = shown(page)
    assert 0 < some < everything
    assert page.inner_text(".filter-count") == f"U ziet {some} van de {everything} bladzijden."
    assert page.url.endswith("overzicht.html?rol=teamleider")


def test_a_shared_address_opens_with_the_same_choice(visit: Callable[..., Any]) -> None:
    page = visit("overzicht.html?fase=voorbereiden&rol=jurist").page
    assert page.input_value("#filter-fase") == "voorbereiden"
    assert page.input_value("#filter-rol") == "jurist"
    for item in page.locator(".page-index li:visible").all():
        assert "jurist" in item.get_attribute("data-roles").split()
        assert "voorbereiden" in item.get_attribute("data-phases").split()


def test_an_unknown_choice_in_the_address_shows_everything(visit: Callable[..., Any]) -> None:
    page = visit("overzicht.html?rol=%3Cb%3E").page
    assert page.inner_text(".filter-count") == f"Alle {shown(page)} bladzijden."


def test_all_filters_off_brings_everything_back(visit: Callable[..., Any]) -> None:
    page = visit("overzicht.html?rol=jurist").page
    page.click("text=Alle filters uit")
    assert page.inner_text(".filter-count") == f"Alle {shown(page)} bladzijden."
    assert page.url.endswith("overzicht.html")


def test_the_stages_stand_in_their_own_order(visit: Callable[..., Any]) -> None:
    options = visit("overzicht.html").page.locator("#filter-fase option").all_inner_texts()
    order = ["Verkennen", "Voorbereiden", "Starten", "Uitvoeren", "Borgen", "Opschalen"]
    assert options[0] == "Alle fasen"
    assert options[1:] == [name for name in order if name in options]


def test_a_label_on_a_page_leads_to_the_filtered_list(visit: Callable[..., Any]) -> None:
    page = visit("voorbereiden/mandaat.html", disk=True).page
    page.click(".facets >> text=Teamleider")
    assert page.input_value("#filter-rol") == "teamleider"
