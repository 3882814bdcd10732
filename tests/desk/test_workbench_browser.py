"""The workbench in a real browser: what an editor does, with the keyboard alone, and what axe finds."""

import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from site_build.commands.edit import open_workbench
from site_build.desk.workbench import NOBODY
from site_build.desk.workbench_server import Server
from tests.builders import page
from tests.desk.checks import TODAY
from tests.desk.test_workbench import BODY, PAGE, commit, root

__all__ = ["root"]
expect.set_options(timeout=30_000)  # a loaded machine is slow; no test fails on a time
AXE = (Path(__file__).parents[1] / "theme/vendor/axe.min.js").read_text(encoding="utf-8")
VIEWS = ("", "?alles=1", "?b=examples/vast.yml", "waar", "gebruik?id=mandaat", "vergelijk", "nakijken", "fouten", f"bron?file={quote(PAGE)}&line=9", "gebruik?id=zomaar")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as tools:
        browser = tools.chromium.launch(executable_path="/usr/bin/chromium")
        yield browser
        browser.close()


@pytest.fixture
def server(root: Path) -> Iterator[Server]:
    commit(root)
    server = open_workbench(root, TODAY)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def view(browser: Browser) -> Iterator[Any]:
    context = browser.new_context()
    context.set_default_timeout(30_000)
    yield context.new_page()
    context.close()


def test_an_editor_writes_looks_compares_and_mends(server: Server, root: Path, view: Any) -> None:
    main = view.locator("main")
    view.goto(f"{server.address}?file={quote(PAGE)}&a={NOBODY}", wait_until="domcontentloaded")
    expect(main).to_contain_text("Een gewone zin.")

    # a sentence that is saved is on the screen
    (root / PAGE).write_text(page(BODY.replace("gewone", "nieuwe")), encoding="utf-8")
    begun = time.monotonic()
    expect(main).to_contain_text("Een nieuwe zin.", timeout=30_000)
    print(f"seconds from saving to seeing: {time.monotonic() - begun:.2f}")
    expect(view.get_by_role("status")).to_contain_text("Vernieuwd om")

    # another situation
    view.locator("select[name=a]").select_option("examples/vast.yml")
    expect(main).not_to_contain_text("Er is nog niets.")
    view.get_by_label("Toon ook wat hier niet staat").check()
    expect(main.locator(".frame.nee")).to_contain_text("Er is nog niets.")
    expect(main.locator(".frame.nee")).to_contain_text("Staat er niet, wel als Is het mandaat vastgelegd?: ‘Geen’. regel 11")

    # where the block shows, and the change that shows it
    view.get_by_role("link", name="Waar staat het").click()
    expect(main).to_contain_text("Kleinste verandering")
    view.get_by_role("link", name="Toon dat").click()
    expect(main.locator(".frame.ja")).to_contain_text("Er is nog niets.")

    # what changed, as a reader sees it
    view.get_by_role("link", name="Vergelijken").click()
    expect(main.locator("ins").filter(has_text="nieuwe")).to_be_visible()
    expect(main.locator("del").filter(has_text="gewone")).to_be_visible()

    # a problem, at its place
    (root / PAGE).write_text(page("# Kop"), encoding="utf-8")
    view.get_by_role("link", name="Fouten").click()
    problem = view.locator("#problems li").filter(has_text="Een tekst heeft geen kop met één #").first
    expect(problem).to_be_visible(timeout=60_000)
    assert problem.get_by_role("link", name=f"{PAGE}:7", exact=True).get_attribute("href") == f"vscode://file/{root.resolve().as_posix().lstrip('/')}/{PAGE}:7"
    problem.get_by_role("link", name="bekijk").click()
    expect(view.locator("li.here")).to_have_text("# Kop")


def test_everything_can_be_reached_with_the_keyboard_alone(server: Server, view: Any) -> None:
    view.goto(f"{server.address}?file={quote(PAGE)}&a={NOBODY}", wait_until="domcontentloaded")
    reached = []
    for _ in range(40):
        view.keyboard.press("Tab")
        reached.append(view.evaluate("(document.activeElement.name || document.activeElement.textContent || '').trim().slice(0, 30)"))
        if reached[-1] == "Bewaar deze situatie":
            break
    assert reached[0] == "Naar de inhoud"
    for wanted in ("Bekijken", "Waar staat het", "Gebruikt in", "Vergelijken", "Na te kijken", "file", "a", "b", "alles", "Toon", "Bewaar deze situatie"):
        assert wanted in reached, (wanted, reached)
    outline = view.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert outline == "solid"

    # choosing another situation keeps the focus where it is
    view.locator("select[name=a]").focus()
    view.keyboard.press("v")  # the only one that begins with it
    expect(view.get_by_role("status")).to_have_text("Getoond")
    assert view.evaluate("document.activeElement.name") == "a"

    view.get_by_role("link", name="Naar de inhoud").focus()
    view.keyboard.press("Enter")
    assert view.evaluate("document.activeElement.id") == "live"


def test_without_its_script_the_form_still_works(server: Server, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    view = context.new_page()
    view.goto(f"{server.address}?file={quote(PAGE)}&a={NOBODY}", wait_until="domcontentloaded")
    view.locator("select[name=b]").select_option("examples/vast.yml")
    view.get_by_role("button", name="Toon").click()
    expect(view.locator("section.side")).to_have_count(2)
    context.close()


@pytest.mark.parametrize(("width", "scheme"), [
    (1280, "light"), (390, "dark"), pytest.param(1280, "dark", marks=pytest.mark.audit), pytest.param(390, "light", marks=pytest.mark.audit)])
def test_axe_finds_nothing_and_nothing_is_wider_than_the_screen(server: Server, browser: Browser, width: int, scheme: Any) -> None:
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
    found = []
    for path in VIEWS:
        view = context.new_page()
        joint = "&" if "?" in path else "?"
        chosen = "" if "file=" in path else f"{joint}file={quote(PAGE)}&a={NOBODY}"
        view.goto(f"{server.address}{path}{chosen}", wait_until="domcontentloaded")
        view.locator("main h1").first.wait_for(state="attached")
        view.evaluate(AXE)
        violations = view.evaluate("axe.run({resultTypes: ['violations']})")["violations"]
        found += [f"{path}: {each['id']} {[node['target'] for node in each['nodes']][:2]}" for each in violations]
        if view.evaluate("document.documentElement.scrollWidth") > width:
            found.append(f"{path}: wider than {width}")
        view.close()
    context.close()
    assert found == []
