"""The page that makes a handbook, built once and opened from disk in a real browser."""

from __future__ import annotations

import functools
import http.server
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.browser.driving import CHROMIUM, FLAGS, Opened

ROOT = Path(__file__).resolve().parents[2]
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


@pytest.fixture(scope="module")
def over_http(page_file: Path) -> Iterator[str]:
    """The address of the built page on a server on this machine."""
    handler = functools.partial(_Quiet, directory=str(page_file.parent))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}/{page_file.name}"
    server.shutdown()
    server.server_close()


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:
        pass


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


@pytest.fixture
def opened(chromium: Any, page_file: Path) -> Iterator[Any]:
    """opened() -> Opened, from disk, when the program is ready; a browser's profile of its own each time."""
    contexts = []

    def open_page(*, width: int = 1280, ready: bool = True, script: str = "", base: str = "", options: dict[str, Any] | None = None) -> Opened:
        context = chromium.new_context(viewport={"width": width, "height": 900}, locale="nl-NL", accept_downloads=True, **(options or {}))
        contexts.append(context)
        if script:
            context.add_init_script(script)
        return Opened.at(context, base or page_file.as_uri(), ready=ready)

    yield open_page
    for context in contexts:
        context.close()


@pytest.fixture(scope="module")
def one_page(chromium: Any, page_file: Path) -> Iterator[Opened]:
    """A page that the tests of a file share: the program starts once."""
    context = chromium.new_context(viewport={"width": 1280, "height": 900}, locale="nl-NL", accept_downloads=True)
    yield Opened.at(context, page_file.as_uri(), ready=True)
    context.close()


@pytest.fixture
def fresh(one_page: Opened) -> Iterator[Opened]:
    """The shared page at its start, with nothing kept; afterwards nothing was asked for and nothing went wrong."""
    one_page.requests.clear()
    one_page.problems.clear()
    one_page.page.locator("[data-do=start]").click()
    one_page.page.get_by_role("button", name="Wis alles van deze computer").click()
    yield one_page
    assert one_page.outside == [] and one_page.problems == []
