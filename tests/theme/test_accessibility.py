"""axe-core on every kind of page: light and dark, wide and narrow, with search open and with a filter on."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

AXE = (Path(__file__).parent / "vendor/axe.min.js").read_text(encoding="utf-8")
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
KINDS = {
    "home": "index.html", "chapter": "voorbereiden/mandaat.html", "list": "lijsten/mandaat.html", "document": "documenten/mandaatbesluit.html",
    "index": "lijsten/index.html", "role": "rollen/teamleider.html", "glossary": "begrippen.html", "sources": "bronnen.html",
    "overview": "overzicht.html", "omitted": "weggelaten.html", "answers": "antwoorden.html", "game": "reflectiespel.html",
    "plan": "plan.html", "situation": "uw-situatie.html", "glance": "in-een-oogopslag.html", "costs": "kosten-en-baten.html",
    "risks": "risicos.html", "book": "alles-op-een-pagina.html", "accessibility": "toegankelijkheid.html", "404": "404.html",
}
LOOKS = [(1280, False), (1280, True), (390, False), (390, True)]


def violations(page: Any) -> list[str]:
    """Run axe; one line per rule with the elements."""
    page.evaluate(AXE)
    found = page.evaluate("tags => axe.run({runOnly: tags, resultTypes: ['violations']})", TAGS)["violations"]
    return [f"{rule['id']}: {rule['help']}\n" + "\n".join(f"    {node['target']} {node['html'][:160]}" for node in rule["nodes"][:4]) for rule in found]


@pytest.mark.parametrize("kind", KINDS)
def test_axe_finds_nothing_on_any_kind_of_page(visit: Callable[..., Any], kind: str, site: Path) -> None:
    if not (site / KINDS[kind]).exists():
        pytest.skip(f"deze uitgave heeft geen {KINDS[kind]}")
    for width, dark in LOOKS:
        page = visit(KINDS[kind], width=width, dark=dark, bypass_csp=True).page
        assert violations(page) == [], f"{kind}, {width} px, {'donker' if dark else 'licht'}"


@pytest.mark.parametrize(("width", "dark"), LOOKS)
def test_axe_finds_nothing_with_search_open(visit: Callable[..., Any], width: int, dark: bool) -> None:
    page = visit("index.html", width=width, dark=dark, bypass_csp=True).page
    page.click(".search-button")
    page.fill("#zoekveld", "mandaat")
    page.wait_for_selector("ol[data-question='mandaat'] a")
    assert violations(page) == []


@pytest.mark.parametrize(("width", "dark"), LOOKS)
def test_axe_finds_nothing_with_a_filter_on(visit: Callable[..., Any], width: int, dark: bool) -> None:
    page = visit("overzicht.html?rol=teamleider", width=width, dark=dark, bypass_csp=True).page
    assert violations(page) == []


@pytest.mark.parametrize(("width", "dark"), LOOKS)
def test_axe_finds_nothing_on_a_list_that_is_filled_in(visit: Callable[..., Any], width: int, dark: bool) -> None:
    page = visit("lijsten/mandaat.html", width=width, dark=dark, bypass_csp=True).page
    page.locator("input[value=anders]").first.check()
    page.locator(".note-toggle").nth(1).click()
    page.wait_for_timeout(50)
    assert violations(page) == []


@pytest.mark.parametrize("dark", [False, True])
def test_axe_finds_nothing_with_the_menu_open_on_a_phone(visit: Callable[..., Any], dark: bool) -> None:
    page = visit("voorbereiden/mandaat.html", width=390, dark=dark, bypass_csp=True).page
    page.click(".menu-button")
    assert violations(page) == []


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_is_cut_off_at_400_percent(visit: Callable[..., Any], kind: str, site: Path) -> None:
    """400% of a 1280 px window is 320 CSS px wide (WCAG 1.4.10)."""
    if not (site / KINDS[kind]).exists():
        pytest.skip(f"deze uitgave heeft geen {KINDS[kind]}")
    page = visit(KINDS[kind], width=320, height=256).page
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_the_first_tab_stop_skips_to_the_text(visit: Callable[..., Any]) -> None:
    page = visit("voorbereiden/mandaat.html").page
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Naar de inhoud"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "inhoud"


def test_every_tab_stop_shows_where_it_is(visit: Callable[..., Any]) -> None:
    page = visit("lijsten/mandaat.html", reduced_motion="reduce").page
    seen = set()
    for _ in range(60):
        page.keyboard.press("Tab")
        name, outlined, inside = page.evaluate(
            """() => { const e = document.activeElement, box = e.closest('.check-option') || e, s = getComputedStyle(box), r = box.getBoundingClientRect();
            return [e.outerHTML.slice(0, 120), s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2, r.width > 0 && r.bottom > 0 && r.top < innerHeight] }""")
        assert outlined, f"geen zichtbare focus: {name}"
        assert inside, f"focus buiten beeld: {name}"
        seen.add(name)
    assert len(seen) > 30


def test_a_wide_table_can_be_scrolled_with_the_keyboard(visit: Callable[..., Any]) -> None:
    page = visit("voorbereiden/recht-in-het-kort.html", width=800).page  # on a phone its rows are cards
    page.evaluate("() => { document.querySelector('.table-scroll table').style.minWidth = '90rem'; window.dispatchEvent(new Event('resize')); }")
    region = page.locator(".table-scroll[tabindex='0']").first
    region.focus()
    assert region.get_attribute("aria-label").startswith("Tabel")
    page.keyboard.press("ArrowRight")
    page.wait_for_function("() => document.activeElement.scrollLeft > 0")


def test_a_term_explains_itself_on_focus_and_escape_closes_it(visit: Callable[..., Any]) -> None:
    page = visit("voorbereiden/mandaat.html").page
    term = page.locator("a.term").first
    term.focus()
    tip = page.locator("[role=tooltip]")
    assert tip.is_visible()
    assert tip.inner_text() == term.get_attribute("data-tip")
    assert term.get_attribute("aria-describedby") == tip.get_attribute("id")
    page.keyboard.press("Escape")
    assert not tip.is_visible()
    assert term.get_attribute("aria-describedby") is None


def test_light_and_dark_are_remembered(visit: Callable[..., Any]) -> None:
    watched = visit("index.html")
    page = watched.page
    page.click(".scheme-button")
    assert page.inner_text(".scheme-label") == "Licht"
    watched.open("begrippen.html")
    assert page.evaluate("document.documentElement.dataset.scheme") == "dark"


def test_no_motion_for_who_asked_for_none(visit: Callable[..., Any]) -> None:
    page = visit("index.html", reduced_motion="reduce").page
    assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"


def test_no_english_is_left_from_the_theme(visit: Callable[..., Any]) -> None:
    page = visit("voorbereiden/mandaat.html").page
    assert page.get_attribute("html", "lang") == "nl"
    words = page.evaluate(
        """() => [...document.querySelectorAll('[aria-label],[title],[placeholder],[alt]')].flatMap(
        e => ['aria-label','title','placeholder','alt'].map(a => e.getAttribute(a)).filter(Boolean)).join(' ')""").lower()
    for english in ("search", "skip", "close", "toggle", "navigation", "table of", "back to", "permalink", "jump"):
        assert english not in words
