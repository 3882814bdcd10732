"""Nothing leaves the site, over http and from a USB stick; every page, link and anchor is sound; nothing is too heavy."""

from __future__ import annotations

import base64
import gzip
import hashlib
import re
from collections.abc import Callable
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest

KB = 1024


class _Marks(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.ids: set[str] = set()
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name == "id" and value:
                self.ids.add(value)
            if name in ("href", "src") and value is not None:
                self.links.append(value)


def marks(path: Path) -> _Marks:
    parser = _Marks()
    parser.feed(path.read_text(encoding="utf-8"))
    return parser


@pytest.mark.parametrize("disk", [False, True], ids=["http", "schijf"])
def test_every_page_opens_without_errors_or_outside_requests_and_fits_a_phone(visit: Callable[..., Any], site: Path, disk: bool) -> None:
    watched = visit("index.html", width=390, disk=disk)
    wide = []
    for path in sorted(site.rglob("*.html")):
        name = path.relative_to(site).as_posix()
        if name == "404.html":  # its addresses begin at the root of the host
            continue
        page = watched.open(name)
        if page.evaluate("document.documentElement.scrollWidth") > 390:
            wide.append(name)
    assert watched.problems == []
    assert wide == []


def test_no_page_names_another_host_for_anything_that_loads_by_itself(site: Path) -> None:
    for path in site.rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        loaded = re.findall(r'<(?:script|img|iframe|source|video|audio|object|embed)\b[^>]*\b(?:src|data)="((?:https?:)?//[^"]+)"', text)
        loaded += re.findall(r'<link\b(?![^>]*rel="canonical")[^>]*href="((?:https?:)?//[^"]+)"', text)
        assert loaded == [], path.name


def test_no_link_or_anchor_is_dead(site: Path) -> None:
    pages = {path: marks(path) for path in site.rglob("*.html")}
    dead = []
    for path, found in pages.items():
        for link in found.links:
            parts = urlsplit(unescape(link))
            if parts.scheme or parts.netloc or path.name == "404.html":
                continue
            target = (path.parent / unquote(parts.path)).resolve() if parts.path else path
            if target.is_dir():
                target /= "index.html"
            if not target.exists() or parts.fragment and target in pages and unquote(parts.fragment) not in pages[target].ids:
                dead.append(f"{path.relative_to(site)}: {link}")
    assert dead == []


def test_no_page_has_the_same_id_twice(site: Path) -> None:
    for path in site.rglob("*.html"):
        ids = re.findall(r'\sid="([^"]+)"', path.read_text(encoding="utf-8"))
        assert len(ids) == len(set(ids)), f"{path.name}: {sorted({i for i in ids if ids.count(i) > 1})}"


def test_a_handbook_takes_at_most_45_kb_per_page_and_1_mb(site: Path) -> None:
    heavy = {site / "alles-op-een-pagina.html"}
    files = [path for path in site.rglob("*") if path.is_file() and path not in heavy and "downloads" not in path.parts]
    pages = sum(1 for path in files if path.suffix == ".html")
    assert sum(path.stat().st_size for path in files) <= pages * 45 * KB + 1024 * KB


def test_the_home_page_takes_at_most_250_kb_over_the_wire(visit: Callable[..., Any], site: Path) -> None:
    watched = visit("index.html")
    paths: set[str] = set()
    watched.page.on("response", lambda r: paths.add(urlsplit(r.url).path))
    watched.page.reload(wait_until="networkidle")
    sizes = [len(data) if path.endswith((".woff2", ".png")) else len(gzip.compress(data))
             for path in paths if (data := (site / path.lstrip("/")).read_bytes())]
    assert sum(sizes) <= 250 * KB


def test_there_is_one_search_index_and_no_source_map_or_unused_word_list(site: Path) -> None:
    assert [path.name for path in site.rglob("search_index.*")] == ["search_index.js"]
    assert not list(site.rglob("*.map")) and not list(site.rglob("lunr*"))


def test_the_policy_allows_no_inline_script_and_no_other_host(site: Path) -> None:
    policy = (site / "csp.txt").read_text().strip()
    assert "unsafe" not in policy and "http" not in policy
    assert policy in (site / "_headers").read_text()
    home, lost = ((site / name).read_text(encoding="utf-8") for name in ("index.html", "404.html"))
    # The page for a lost address stands alone, so its script and style stand inside; the host's policy names exactly those two.
    inside = [text for tag in ("script", "style") for text in re.findall(rf"<{tag}>(.*?)</{tag}>", lost, re.S)]
    hashes = {f" 'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'" for text in inside}
    assert len(inside) == 2 and policy.count("sha256-") == 2
    for one in hashes:
        policy = policy.replace(one, "")
    assert f'content="{policy.replace("; frame-ancestors " + chr(39) + "none" + chr(39), "")}"' in home


@pytest.mark.parametrize("disk", [False, True], ids=["http", "schijf"])
def test_search_works_with_the_policy_on(visit: Callable[..., Any], disk: bool) -> None:
    watched = visit("index.html", disk=disk)
    watched.page.click(".search-button")
    watched.page.fill("#zoekveld", "huisbezoek")
    first = watched.page.wait_for_selector("ol[data-question='huisbezoek'] a")
    assert first.inner_text() == "Op huisbezoek"
    first.click()
    watched.page.wait_for_url("**/op-huisbezoek.html*")
    assert watched.problems == []


def test_without_scripts_the_menu_and_the_lists_are_there(visit: Callable[..., Any]) -> None:
    page = visit("lijsten/mandaat.html", width=390, java_script_enabled=False).page
    assert page.locator("#navigatie a").first.is_visible()
    assert page.locator(".item-text").first.is_visible()
    assert not page.locator(".search-button").is_visible()
