"""The file itself: whole, small enough, the same every time, and unable to send anything."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

from site_build.content.assets import BESIDE_COMPILED
from tools import make_browser


def test_two_builds_give_the_same_bytes(page_file: Path) -> None:
    assert make_browser.build().encode() == page_file.read_bytes()


def test_it_is_at_most_thirteen_megabytes_and_nine_and_a_half_zipped(page_file: Path) -> None:
    data = page_file.read_bytes()
    assert len(data) <= 13_000_000
    assert len(gzip.compress(data, 9)) <= 9_500_000


def test_the_policy_refuses_every_connection(page_file: Path) -> None:
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]+)"', page_file.read_text(encoding="utf-8"))
    assert policy is not None
    rules = dict(rule.strip().split(" ", 1) for rule in policy[1].split(";"))
    assert rules["connect-src"] == rules["default-src"] == rules["form-action"] == rules["base-uri"] == "'none'"
    assert "unsafe-inline" not in policy[1] and "unsafe-eval" not in policy[1].replace("wasm-unsafe-eval", "")


def test_nothing_compiled_but_pyodide_itself_goes_along() -> None:
    assert [name for name, _ in make_browser._program() if name.endswith((".so", ".pyd", ".dll", ".pyc"))] == []


def test_every_part_names_its_licence() -> None:
    import json

    info = json.loads(make_browser._info({"program": b"x"}))
    parts = info["parts"]
    assert {"handreiking", "Pyodide", "CPython", "jinja2", "mkdocs"} <= {part["name"] for part in parts}
    assert [part["name"] for part in parts if not part["licence"] or not part["version"]] == []
    texts = make_browser._licences()
    assert [part["name"] for part in parts if len(texts[part["name"]]) < 500] == []  # the whole text goes along
    assert info["hashes"] == [{"name": "program", "sha256": "2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881"}]


def test_the_pictures_and_attachments_of_the_guide_travel_in_it() -> None:
    program = dict(make_browser._program())
    content = make_browser._content()
    assert content.assets and all(program[f"site_build/_content/{BESIDE_COMPILED}/{asset.path}"] == (make_browser.ROOT / asset.path).read_bytes() for asset in content.assets)
