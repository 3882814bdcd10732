"""Handbook, edition to share, workbook and calendar have the same bytes as the commands make, in Chromium and Firefox, from disk and over http.

The way of test_whole_way.py holds for Chromium; `make test` adds Firefox from disk, `make audit` every example in all four.
"""

from __future__ import annotations

import base64
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from site_build.content.loading import load
from site_build.interview.files import load_answers
from site_build.publishing.calendar import write_calendar
from site_build.publishing.web.site import build_site
from site_build.publishing.workbooks.spreadsheet import write_workbook
from site_build.store import projects
from site_build.tailoring.handbook import tailor
from tests.browser.driving import FIRST, digests, example, of_folder, of_zip
from tests.browser.firefox import BINARY, Firefox
from tests.handbooks import EXAMPLES, ROOT

IN_PAGE = """
const text = given[0], out = {};
const make = async (call, name) => { const r = await handreiking.python(call, { text }); if (r.refused) throw new Error(r.refused); out[name] = r.files[name]; };
await handreiking.ready();
await make("make", "handboek.zip"); await make("share", "delen.zip"); await make("workbook", "plan.xlsx"); await make("calendar", "plan.ics");
const coded = {};
for (const [name, bytes] of Object.entries(out)) { let s = ""; for (let i = 0; i < bytes.length; i += 32768) { s += String.fromCharCode(...bytes.subarray(i, i + 32768)); } coded[name] = btoa(s); }
return coded;
"""
Parts = dict[str, dict[str, str]]


@pytest.fixture(scope="module")
def by_command(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Parts]:
    """What the commands make of an example, once per example."""
    made: dict[str, Parts] = {}

    def make(name: str) -> Parts:
        if name not in made:
            folder, content, path = tmp_path_factory.mktemp(name), load(ROOT), ROOT / "examples" / f"{name}.yml"
            answers = load_answers(path, content)
            projects.create(folder / "eigen", answers, content, source=example(name))
            build_site(folder / "eigen")
            projects.share(folder / "eigen", folder / "delen", content)
            build_site(folder / "delen")
            handbook = tailor(content, answers)
            (folder / "los").mkdir()
            with pytest.MonkeyPatch.context() as patch:
                patch.setenv("OPENPYXL_LXML", "False")
                write_workbook(handbook, folder / "los" / "plan.xlsx")
            write_calendar(handbook, folder / "los" / "plan.ics")
            made[name] = {part: of_folder(folder / part) for part in ("eigen", "delen", "los")}
        return made[name]

    return make


def decoded(coded: dict[str, str]) -> Parts:
    files = {name: base64.b64decode(text) for name, text in coded.items()}
    return {"eigen": of_zip(files["handboek.zip"]), "delen": of_zip(files["delen.zip"]), "los": digests({name: files[name] for name in ("plan.xlsx", "plan.ics")})}


@pytest.mark.audit
@pytest.mark.parametrize("where", ["file", "http"])
@pytest.mark.parametrize("name", EXAMPLES)
def test_chromium(name: str, where: str, opened: Any, over_http: str, by_command: Callable[[str], Parts]) -> None:
    found = opened(base=over_http if where == "http" else "")
    assert decoded(found.page.evaluate("(text) => (async (...given) => {" + IN_PAGE + "})(text)", example(name))) == by_command(name)
    assert found.outside == [] and found.problems == []


@pytest.fixture(scope="module")
def firefox() -> Iterator[Firefox]:
    if not BINARY.exists():
        pytest.skip("firefox ontbreekt (apt-get install firefox-esr)")
    browser = Firefox()
    yield browser
    browser.close()


@pytest.mark.parametrize(("name", "where"), [pytest.param(name, where, marks=[] if (name, where) == (FIRST, "file") else pytest.mark.audit)
                                             for name in EXAMPLES for where in ("file", "http")])
def test_firefox(name: str, where: str, firefox: Firefox, page_file: Path, over_http: str, by_command: Callable[[str], Parts]) -> None:
    firefox.open(over_http if where == "http" else page_file.as_uri())
    assert decoded(firefox.run(IN_PAGE, example(name))) == by_command(name)
    assert firefox.run("return performance.getEntriesByType('resource').map((one) => one.name).filter((name) => !/^(data|blob):/.test(name));") == []


ON_SCREEN = """
const until = async (test) => { for (let n = 0; n < 900; n += 1) { const found = test(); if (found) return found; await new Promise((r) => setTimeout(r, 100)); } throw new Error("waited in vain"); };
const button = (text) => [...document.querySelectorAll("button")].find((one) => one.textContent.trim() === text);
"""


def test_firefox_goes_the_way_on_the_screen_and_goes_on_after_closing(firefox: Firefox, page_file: Path) -> None:
    firefox.open("about:blank")
    firefox.open(page_file.as_uri())
    at = firefox.run(ON_SCREEN + """
        const input = document.getElementById("gemeente");
        input.value = "Súdwest-Fryslân"; input.dispatchEvent(new Event("input"));
        button("Begin met de snelle route").click();
        await until(() => document.querySelector("form"));
        const before = handreiking.state().place.trail.at;
        document.querySelector("input[name=antwoord]").click();
        document.querySelector("button[type=submit]").click();
        await until(() => handreiking.state().place.trail.at !== before);
        await until(() => document.querySelector("#beside:not([hidden]) h2"));
        return handreiking.state().place.trail.at;
    """)
    firefox.open("about:blank")
    firefox.open(page_file.as_uri())
    there, text, notice = firefox.run(ON_SCREEN + """
        (await until(() => button("Ga verder"))).click();
        await until(() => document.querySelector("form"));
        return [handreiking.state().place.trail.at, handreiking.state().text, document.getElementById("notice").textContent];
    """)
    assert there == at and "gemeente: GM1900" in text and notice == ""
    assert firefox.run("return performance.getEntriesByType('resource').map((one) => one.name).filter((name) => !/^(data|blob):/.test(name));") == []
