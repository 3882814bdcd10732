"""The page that makes a handbook, built once and opened from disk in a real browser."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
CHROMIUM = Path("/usr/bin/chromium")
FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
         "--disable-background-networking", "--disable-component-update", "--disable-sync"]
sys.path.insert(0, str(ROOT / "browser"))  # its modules stand at the top in the worker


@pytest.fixture(scope="session")
def page_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built page; without npm and without Pyodide in the cache the tests are skipped by name."""
    from tools import make_browser

    if not make_browser.ready():
        pytest.skip("npm ontbreekt (apt-get install npm)")
    target = tmp_path_factory.mktemp("maken") / "handboek-maken.html"
    assert make_browser.main([str(target)]) == 0
    return target


@pytest.fixture(scope="module")  # not longer: its event loop would be in the way of the terminal's
def chromium() -> Iterator[Any]:
    """Chromium; without it the tests are skipped by name."""
    sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is niet geïnstalleerd")
    if not CHROMIUM.exists():
        pytest.skip("chromium ontbreekt (apt-get install chromium)")
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS)
        yield browser
        browser.close()


class Opened:
    """An open page that remembers what it asked for and what went wrong."""

    def __init__(self, page: Any) -> None:
        self.page = page
        self.requests: list[str] = []
        self.problems: list[str] = []
        page.on("request", lambda r: self.requests.append(r.url) if not r.url.startswith("data:") else None)
        page.on("pageerror", lambda error: self.problems.append(str(error)))
        page.on("console", lambda m: self.problems.append(m.text) if m.type in ("error", "warning") else None)

    def python(self, call: str, **given: Any) -> Any:
        """Call the program as the page does; files come back as a list of their names."""
        return self.page.evaluate("async ([call, given]) => { const r = await handreiking.python(call, given); r.files = Object.keys(r.files || {}); return r; }", [call, given])

    @property
    def outside(self) -> list[str]:
        """Requests to anything but the file itself and its own parts."""
        return [url for url in self.requests if not url.startswith(("blob:", "file:")) or (url.startswith("file:") and not url.split("#")[0].endswith("handboek-maken.html"))]


@pytest.fixture
def opened(chromium: Any, page_file: Path) -> Iterator[Any]:
    """opened() -> Opened, from disk, when the program is ready."""
    contexts = []

    def open_page(*, width: int = 1280, dark: bool = False, ready: bool = True, script: str = "", base: str = "") -> Opened:
        context = chromium.new_context(viewport={"width": width, "height": 900}, locale="nl-NL", accept_downloads=True, color_scheme="dark" if dark else "light")
        contexts.append(context)
        if script:
            context.add_init_script(script)
        found = Opened(context.new_page())
        found.page.goto(base or page_file.as_uri())
        if ready:
            found.page.evaluate("handreiking.ready()")
        return found

    yield open_page
    for context in contexts:
        context.close()
