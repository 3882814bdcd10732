"""A real browser on a real handbook: Debian's Chromium, over http and from disk.

HANDREIKING_TEST_SITE may name a site that was built before (`make audit` uses it for every edition).
"""

from __future__ import annotations

import functools
import http.server
import os
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
CHROMIUM = Path("/usr/bin/chromium")
FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
         "--disable-background-networking", "--disable-component-update", "--disable-sync"]


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of Leeuwarden's example, built as `handreiking build` builds it."""
    ready = os.environ.get("HANDREIKING_TEST_SITE")
    if ready:
        return Path(ready)
    from site_build.content.loading import load
    from site_build.publishing.web.site import build_site
    from site_build.store import projects

    content = load(ROOT)
    answers = ROOT / "examples/leeuwarden.yml"
    folder = tmp_path_factory.mktemp("handboek") / "leeuwarden"
    projects.create(folder, projects.load_answers(answers, content), content, source=answers.read_text(encoding="utf-8"))
    return build_site(folder)


@pytest.fixture(scope="session")
def complete_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the complete edition."""
    ready = os.environ.get("HANDREIKING_TEST_COMPLETE")
    if ready:
        return Path(ready)
    from site_build.cli import main

    folder = tmp_path_factory.mktemp("compleet") / "compleet"
    assert main(["new", str(folder), "--complete", "--date", "2026-11-24"]) == 0
    return folder / "site"


@pytest.fixture(scope="module")  # not longer: its event loop would be in the way of the terminal's tests
def browser() -> Iterator[Any]:
    """Chromium; without it the tests are skipped by name."""
    sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is niet geïnstalleerd")
    if not CHROMIUM.exists():
        pytest.skip("chromium ontbreekt (apt-get install chromium)")
    with sync_api.sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def server(site: Path) -> Iterator[str]:
    """The site over http, with the headers that trim_site wrote for a host."""
    lines = [line.strip() for line in (site / "_headers").read_text().splitlines()[1:]]
    headers = [tuple(line.split(": ", 1)) for line in lines]

    class Handler(http.server.SimpleHTTPRequestHandler):
        def end_headers(self) -> None:
            for name, value in headers:
                self.send_header(name, value)
            super().end_headers()

        def log_message(self, *args: Any) -> None:
            pass

    httpd = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Handler, directory=str(site)))
    threading.Thread(target=httpd.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{httpd.server_port}"
    httpd.shutdown()


class Watched:
    """A page that remembers what went wrong: console errors, requests to elsewhere, answers of 400 and up."""

    def __init__(self, page: Any, base: str) -> None:
        self.page, self.base = page, base
        self.problems: list[str] = []
        page.on("console", lambda m: self.problems.append(f"console: {m.text}") if m.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: self.problems.append(f"fout: {error}"))
        page.on("request", lambda r: self.problems.append(f"verzoek: {r.url}") if not r.url.startswith((base, "data:", "blob:")) else None)
        page.on("response", lambda r: self.problems.append(f"{r.status}: {r.url}") if r.status >= 400 else None)

    def open(self, path: str) -> Any:
        """Go to a page of the site; return Playwright's page."""
        self.page.goto(f"{self.base}/{path}")
        return self.page


@pytest.fixture
def visit(browser: Any, server: str, site: Path) -> Iterator[Callable[..., Watched]]:
    """visit("index.html", width=390, dark=True, disk=True) -> Watched."""
    contexts: list[Any] = []

    def open_page(path: str, *, width: int = 1280, height: int = 800, dark: bool = False, disk: bool = False, **options: Any) -> Watched:
        context = browser.new_context(viewport={"width": width, "height": height}, color_scheme="dark" if dark else "light",
                                      locale="nl-NL", bypass_csp=options.pop("bypass_csp", False), **options)
        contexts.append(context)
        watched = Watched(context.new_page(), site.as_uri() if disk else server)
        watched.open(path)
        return watched

    yield open_page
    for context in contexts:
        context.close()
