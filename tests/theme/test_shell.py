"""The frame of a page: menu, headings, tables, paper, and what a page does without scripts."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.browser import firefox

CHAPTER = "voorbereiden/mandaat.html"


def test_escape_closes_the_menu_of_a_phone_wherever_the_focus_is(visit: Callable[..., Any]) -> None:
    page = visit(CHAPTER, width=390).page
    page.click(".menu-button")
    assert page.locator(".site-nav").is_visible()
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("Escape")
    assert not page.locator(".site-nav").is_visible()
    assert "menu-button" in page.evaluate("document.activeElement.className")


def test_without_scripts_a_phone_begins_with_the_text(visit: Callable[..., Any]) -> None:
    page = visit(CHAPTER, width=390, java_script_enabled=False).page
    assert page.locator("h1").bounding_box()["y"] < 400
    assert page.locator(".no-js-menu").get_attribute("href") == "#navigatie"
    assert page.locator(".site-nav a").first.is_visible()


def test_a_heading_has_a_link_to_itself(visit: Callable[..., Any]) -> None:
    page = visit(CHAPTER).page
    heading = page.locator(".prose h2[id]").first
    link = heading.locator("a.anchor")
    assert link.get_attribute("href") == f"#{heading.get_attribute('id')}"
    assert str(link.get_attribute("aria-label")).startswith("Link naar: ")


def test_the_contents_stand_open_beside_the_text_at_1280_and_closed_above_it_on_a_phone(visit: Callable[..., Any]) -> None:
    wide = visit(CHAPTER).page
    assert wide.locator(".toc details").get_attribute("open") is not None
    assert wide.locator(".toc").bounding_box()["x"] > wide.locator("article").bounding_box()["x"] + 400
    assert visit(CHAPTER, width=390).page.locator(".toc details").get_attribute("open") is None


def test_a_row_of_the_plan_becomes_a_card_on_a_phone_and_stays_a_table_for_a_screen_reader(visit: Callable[..., Any]) -> None:
    page = visit("plan.html", width=390).page
    row = page.locator(".as-cards tbody tr").first
    assert row.evaluate("row => getComputedStyle(row).display") == "block"
    assert row.locator("td").nth(1).get_attribute("data-label") == page.locator(".as-cards thead th").nth(1).inner_text()
    assert page.get_by_role("cell").count() > 4
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_paper_carries_name_date_and_address(visit: Callable[..., Any]) -> None:
    page = visit("lijsten/mandaat.html").page
    page.emulate_media(media="print")
    text = page.inner_text(".paper-head")
    assert text.startswith("Handboek Leeuwarden · geprint op ")
    assert text.endswith(page.url)


def test_the_dark_scheme_goes_along_from_disk(visit: Callable[..., Any]) -> None:
    page = visit("index.html", disk=True).page
    page.click(".scheme-button")
    page.evaluate("localStorage.clear()")  # Firefox keeps one per file
    page.goto(page.url.replace("index.html", "plan.html"))
    assert page.get_attribute("html", "data-scheme") == "dark"


def test_breadcrumbs_say_no_name_twice(site: Path) -> None:
    import re

    for path in sorted(site.rglob("*.html")):
        found = re.search(r'<nav class="crumbs".*?</nav>', path.read_text(encoding="utf-8"), re.S)
        names = re.findall(r"<li[^>]*>(?:<a[^>]*>)?([^<]+)", found[0]) if found else []
        assert len(names) == len(set(names)), path.name


def test_no_heading_level_is_skipped(site: Path) -> None:
    import re

    for path in sorted(site.rglob("*.html")):
        levels = [int(level) for level in re.findall(r"<h([1-6])[ >]", path.read_text(encoding="utf-8"))]
        assert all(after - before <= 1 for before, after in zip(levels, levels[1:], strict=False)), path.name


def test_nothing_scrolls_slowly(visit: Callable[..., Any]) -> None:
    page = visit(CHAPTER).page
    assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"


def test_the_page_for_a_missing_address_leads_home_from_any_folder_of_a_host(site: Path, browser: Any) -> None:
    text = (site / "404.html").read_text(encoding="utf-8")
    assert not [line for line in text.splitlines() if "assets/" in line]
    page = browser.new_page()
    page.route("**/*", lambda route: route.fulfill(body=text, content_type="text/html"))
    for address in ("https://voorbeeld.test/gemeente/handboek/lijsten/weg.html", "https://voorbeeld.test/gemeente/handboek/weg.html"):
        page.goto(address)
        assert page.get_by_role("link", name="Ga naar het begin").evaluate("a => a.href") == "https://voorbeeld.test/gemeente/handboek/index.html"
    page.close()


def test_a_page_with_sources_says_when_they_were_looked_at(visit: Callable[..., Any]) -> None:
    for path in (CHAPTER, "documenten/mandaatbesluit.html", "lijsten/mandaat.html"):
        assert visit(path).page.inner_text(".checked").startswith("Bronnen nagekeken op ")


def test_an_address_to_react_to_stands_below_every_page(tmp_path: Path) -> None:
    from site_build.content.loading import load
    from site_build.publishing.web.site import build_site
    from site_build.store.projects import create, rebuild
    from tests.builders import make_answers

    folder = tmp_path / "handboek"
    create(folder, make_answers(gemeente="GM0080"), load())
    (folder / "huisstijl.yml").write_text("contact: handboek@gemeente.nl\n", encoding="utf-8")
    rebuild(folder, load())
    site = build_site(folder)
    for name in ("index.html", "toegankelijkheid.html"):
        assert '<a href="mailto:handboek@gemeente.nl">handboek@gemeente.nl</a>' in (site / name).read_text(encoding="utf-8")


@pytest.mark.skipif(not firefox.BINARY.exists(), reason="firefox-esr ontbreekt (apt-get install firefox-esr)")
def test_firefox_keeps_the_dark_scheme_from_page_to_page_also_from_disk(site: Path) -> None:
    program = firefox.Firefox()
    try:
        program.open((site / "index.html").as_uri())
        shown = "return document.documentElement.dataset.scheme;"
        before = program.run(shown)
        program.run('document.querySelector(".scheme-button").click(); return null;')
        program.open((site / "plan.html").as_uri())
        assert {before, program.run(shown)} == {"light", "dark"}
    finally:
        program.close()
