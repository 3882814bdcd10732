"""For everybody: axe in every state, a small screen, large text, forced colours, and paper."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from site_build.content.loading import load
from tests.browser.driving import FIRST, Opened, example
from tests.handbooks import ROOT

# WCAG 1.4.12: what a reader may set, without losing anything.
SPACING = "* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; } p { margin-bottom: 2em !important; }"
WIDER = "() => [...document.querySelectorAll('main *, header *, aside *, footer *')].filter((one) => one.getBoundingClientRect().right > innerWidth + 1 && !one.closest('.scroll, pre, .sr-only, table')).map((one) => one.outerHTML.slice(0, 120))"
CUT = """() => [...document.querySelectorAll('main button, main .option, main .card, main legend, main p')]
  .filter((one) => getComputedStyle(one).overflow !== 'visible' && (one.scrollHeight > one.clientHeight + 2 || one.scrollWidth > one.clientWidth + 2)).map((one) => one.outerHTML.slice(0, 120))"""


class Tour:
    """Goes past every screen and has each looked at; prints the glance and one part, or with `whole` the whole book."""

    def __init__(self, found: Opened, *, whole: bool = False) -> None:
        self.found, self.whole = found, whole
        self.faults: dict[str, list[str]] = {}
        self.glance, self.book, self.sheets = b"", b"", 0
        self.copied: tuple[int, str] = (0, "")

    def see(self, name: str) -> None:
        page = self.found.page
        faults = self.found.violations()
        for what, script in (("wider than the window", WIDER), ("cut off", CUT)):
            faults += [f"{what}: {one}" for one in page.evaluate(script)]
        if page.evaluate("document.documentElement.scrollWidth > innerWidth + 1"):
            faults.append("the page scrolls sideways")
        if faults:
            self.faults[name] = faults

    def go(self) -> None:
        found, page, content = self.found, self.found.page, load(ROOT)
        self.see("start")
        page.fill("#gemeente", "berg")
        self.see("gemeente zoeken")
        page.fill("#gemeente", "")
        found.begin()
        found.jump("inwoners")
        page.fill("#antwoord", "veel")
        found.click("Verder")
        page.wait_for_selector(".wrong")
        self.see("fout")
        seen: set[str] = set()
        for id, question in content.questions.items():
            if question.type not in seen:
                seen.add(question.type)
                found.jump(id)
                self.see(question.type)
        found.click("Dit hele onderdeel op één scherm")
        page.locator("fieldset.one").first.wait_for()
        self.see("onderdeel")
        found.click("Vraag voor vraag")
        page.wait_for_selector("form, .answers")
        found.click("Vraag een collega")
        found.see("Kreeg u een bestand terug?")
        self.see("collega")
        found.open_file("terug.yml", example(FIRST).encode())
        found.see("Wat uw collega invulde")
        self.see("samen")
        found.click("Begin")
        self.see("start met wat er is")
        found.open_file("vol.yml", example(FIRST).encode())
        found.see("Overzicht van uw antwoorden")
        self.see("overzicht")
        found.click("Bekijk het eerste advies")
        found.see("Het eerste advies")
        self.see("advies")
        found.click("Maak mijn handboek")
        self.see("bezig")
        found.see("Uw handboek is klaar", timeout=120_000)
        self.see("klaar")
        found.click("In één oogopslag")
        page.wait_for_selector(".preview")
        self.see("bekijk")
        page.evaluate("() => document.addEventListener('copy', () => { const part = getSelection().getRangeAt(0).cloneContents(); window.copied = part.querySelectorAll('h1, h2').length; })")
        found.click("Kopieer voor Word")
        self.copied = page.evaluate("window.copied"), page.inner_text("#gekopieerd")
        self.glance = page.pdf(format="A4")
        found.click("Terug naar uw handboek")
        if self.whole:
            found.click("Het hele boek")
        else:
            page.get_by_text("Uw plan", exact=True).first.click()
            page.get_by_role("button", name="Druk dit onderdeel af Uw plan").click()
        page.wait_for_selector(".cover", timeout=240_000)
        self.sheets, self.book = page.locator(".preview").count(), page.pdf(format="A4")
        found.click("Uw antwoorden")
        self.see("privacy")
        page.get_by_role("button", name="lees de licentie van jinja2").click()
        page.wait_for_selector("pre.licence")
        self.see("licentie")


@pytest.fixture(scope="module")
def small(chromium: Any, page_file: Path) -> Iterator[Tour]:
    """Past every screen at 320 pixels (what 1280 is at 400%), in the dark."""
    context = chromium.new_context(viewport={"width": 320, "height": 900}, locale="nl-NL", accept_downloads=True, color_scheme="dark")
    tour = Tour(Opened.at(context, page_file.as_uri()))
    tour.go()
    yield tour
    context.close()


def test_every_screen_holds_on_a_small_screen_and_at_400_percent(small: Tour) -> None:
    assert small.faults == {}
    assert small.found.outside == [] and small.found.problems == []


@pytest.mark.audit
@pytest.mark.parametrize(("width", "style"), [(1280, ""), (390, SPACING)])
def test_every_screen_holds(width: int, style: str, opened: Any, tmp_path: Path) -> None:
    found = opened(width=width)
    found.page.evaluate("(text) => { const sheet = new CSSStyleSheet(); sheet.replaceSync(text); document.adoptedStyleSheets = [sheet]; }", style)
    tour = Tour(found, whole=True)
    tour.go()
    assert tour.faults == {}
    assert tour.sheets > 50 and len(pdf_text(tour.book, tmp_path)) >= tour.sheets


def test_a_page_is_copied_with_its_headings(small: Tour) -> None:
    headings, said = small.copied
    assert headings > 2 and said.startswith("Gekopieerd.")


def test_with_forced_colours_a_choice_and_the_focus_can_be_seen(small: Tour) -> None:
    page = small.found.page
    page.emulate_media(forced_colors="active")
    small.found.click("Begin")
    page.fill("#gemeente", "leeuwarden")
    page.wait_for_selector(".option input:checked")
    outline = "(s) => { const style = getComputedStyle(document.querySelector(s)); return [style.outlineStyle, parseFloat(style.outlineWidth) > 0]; }"
    assert page.evaluate(outline, ".option:has(input:checked)") == ["solid", True]
    page.keyboard.press("Tab")
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"
    page.emulate_media(forced_colors="none")


def pdf_text(data: bytes, tmp_path: Path) -> list[str]:
    """The text of a PDF, page by page."""
    (tmp_path / "x.pdf").write_bytes(data)
    return subprocess.run(["pdftotext", "-layout", str(tmp_path / "x.pdf"), "-"], capture_output=True, text=True, check=True).stdout.split("\f")[:-1]


def test_the_glance_and_a_part_of_the_book_print_without_what_is_only_for_the_screen(small: Tour, tmp_path: Path) -> None:
    glance, book = pdf_text(small.glance, tmp_path), pdf_text(small.book, tmp_path)
    assert 1 <= len(glance) <= 2 and "In één oogopslag" in glance[0]
    assert small.sheets > 4 and len(book) >= small.sheets  # every page of the handbook begins on a sheet of its own
    for only_on_screen in ("Afdrukken of PDF", "Terug naar uw handboek", "Hoe u dat zelf nagaat"):
        assert only_on_screen not in "".join(glance + book)
