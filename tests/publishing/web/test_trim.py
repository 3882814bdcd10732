"""After the build nothing is left that no page uses, and a host finds the security policy ready."""

from __future__ import annotations

import base64
import hashlib
from pathlib import Path

import pytest

from site_build.publishing.web.trim import trim_site

PAGE = '<html><head><link href="assets/css/a.css"></head><body>{}</body></html>'


@pytest.fixture
def site(tmp_path: Path) -> Path:
    files = {
        "index.html": PAGE.format("Tekst"),
        "assets/css/a.css": "a{}\n/*# sourceMappingURL=a.css.map */\n",
        "assets/css/a.css.map": "{}",
        "assets/js/own.js": "var a = 1;\n",
        "assets/javascripts/bundle.1.min.js": "x",
        "assets/javascripts/lunr/min/lunr.th.min.js": "x",
        "assets/stylesheets/main.1.min.css": "x",
        "search/search_index.json": "{}",
        "search/search_index.js": "var __index = {}",
        "sitemap.xml.gz": "x",
    }
    for name, text in files.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return tmp_path


def names(site: Path) -> list[str]:
    return sorted(path.relative_to(site).as_posix() for path in site.rglob("*"))


def test_maps_word_lists_and_the_second_index_go(site: Path) -> None:
    trim_site(site)
    assert names(site) == ["_headers", "assets", "assets/css", "assets/css/a.css", "assets/js", "assets/js/own.js", "csp.txt",
                           "index.html", "robots.txt", "search", "search/search_index.js"]
    assert (site / "assets/css/a.css").read_text() == "a{}\n"


def test_what_a_page_uses_stays(site: Path) -> None:
    (site / "index.html").write_text(PAGE.format('<script src="assets/javascripts/bundle.1.min.js"></script>'))
    trim_site(site)
    assert (site / "assets/javascripts/bundle.1.min.js").exists()


def test_the_json_index_stays_where_there_is_no_script(site: Path) -> None:
    (site / "search/search_index.js").unlink()
    trim_site(site)
    assert (site / "search/search_index.json").exists()


def test_trimming_twice_changes_nothing(site: Path) -> None:
    trim_site(site)
    before = {name: (site / name).read_bytes() for name in names(site) if (site / name).is_file()}
    trim_site(site)
    assert before == {name: (site / name).read_bytes() for name in names(site) if (site / name).is_file()}


def test_the_policy_allows_own_files_only(site: Path) -> None:
    trim_site(site)
    assert (site / "csp.txt").read_text() == (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'\n"
    )
    assert (site / "_headers").read_text().splitlines()[:2] == ["/*", f"  Content-Security-Policy: {(site / 'csp.txt').read_text().strip()}"]


def test_a_script_that_somebody_added_is_named_by_its_hash_and_data_is_not(site: Path) -> None:
    (site / "index.html").write_text(PAGE.format('<script>hallo()</script><script type="application/json">{"a": 1}</script>'))
    trim_site(site)
    digest = base64.b64encode(hashlib.sha256(b"hallo()").digest()).decode()
    assert f"script-src 'self' 'sha256-{digest}'; style-src" in (site / "csp.txt").read_text()


def test_an_internal_edition_asks_search_engines_to_stay_away(site: Path) -> None:
    trim_site(site)
    assert (site / "robots.txt").read_text() == "User-agent: *\nDisallow:\n"
    (site / "index.html").write_text('<meta name="robots" content="noindex, nofollow">')
    trim_site(site)
    assert (site / "robots.txt").read_text() == "User-agent: *\nDisallow: /\n"
