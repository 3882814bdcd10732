"""The workbench: what it shows is what is on disk, it belongs to this machine alone, and a browser sees a saved sentence at once."""

import threading
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest

from site_build.commands.edit import open_workbench
from site_build.desk.workbench import EVERYTHING, NOBODY, Workbench
from site_build.desk.workbench_server import Server
from site_build.errors import UsageError
from tests.builders import page, write_content
from tests.desk.checks import TODAY

PAGE, LIST = "guide/chapters/10-doen/mandaat.md", "checklists/start.yml"
SOURCES = {"guide/knowledge/sources.yml": "- {id: bb-frontlijn-2012, type: webpage, title: Frontlijn, checked: 2026-11-24, certainty: read}\n"}
BODY = '## Kop\n\nEen gewone zin.\n\n{% when mandaat == "geen" %}\nEr is nog niets.\n{% endwhen %}\n'
EXAMPLE = "version: 1\nhandbook: hb-test0001\ndate: 2026-11-24\nanswers:\n  mandaat: vastgelegd\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return write_content(tmp_path, {**SOURCES, PAGE: page(BODY), "examples/vast.yml": EXAMPLE})


@pytest.fixture
def server(root: Path) -> Iterator[Server]:
    server = open_workbench(root, TODAY)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


def _get(address: str, **headers: str) -> str:
    with urllib.request.urlopen(urllib.request.Request(address, headers=headers), timeout=20) as answer:
        text: str = answer.read().decode()
        return text


def test_a_page_is_shown_for_a_situation_and_for_answers_set_by_hand(root: Path) -> None:
    bench = Workbench(root, TODAY, lambda: ())
    bench.refresh()
    assert {EVERYTHING, NOBODY, "examples/vast.yml"} == set(bench.situations())
    decided = bench.preview(PAGE, "examples/vast.yml", {})
    assert "Een gewone zin." in decided.html and "Er is nog niets." not in decided.html
    assert [(block.state, block.line, block.text) for block in decided.blocks] == [("nee", 11, "Er is nog niets.")]
    assert "‘Geen’" in decided.blocks[0].words
    assert "Er is nog niets." in bench.preview(PAGE, "examples/vast.yml", {"mandaat": "geen"}).html
    assert bench.preview(PAGE, NOBODY, {}).blocks[0].state == "onbekend"
    assert [question.id for question in bench.questions_of(PAGE)] == ["mandaat"]


def test_what_is_saved_is_shown_and_what_is_wrong_does_not_stop_it(root: Path) -> None:
    bench = Workbench(root, TODAY, lambda: ())
    before = bench.refresh()
    (root / PAGE).write_text(page(BODY.replace("gewone", "nieuwe")), encoding="utf-8")
    assert bench.refresh() != before
    assert "Een nieuwe zin." in bench.preview(PAGE, NOBODY, {}).html
    (root / LIST).parent.mkdir(exist_ok=True)
    (root / LIST).write_text("id: [", encoding="utf-8")
    bench.refresh()
    assert "Een nieuwe zin." in bench.preview(PAGE, NOBODY, {}).html


def test_a_section_of_questions_says_what_is_not_asked(root: Path) -> None:
    bench = Workbench(root, TODAY, lambda: ())
    bench.refresh()
    shown = bench.preview("guide/questionnaire/10-aanpak.yml", NOBODY, {"mandaat": "geen"}).html
    assert "Hoe heet de partner?" in shown and "Wordt hier niet gesteld" in shown


def test_two_situations_stand_side_by_side_with_their_differences_marked(server: Server) -> None:
    both = _get(f"{server.address}?file={quote(PAGE)}&a={NOBODY}&b={quote('examples/vast.yml')}")
    assert both.count('<div class="side">') == 2
    assert "Er is nog niets." in both and 'class="differs"' in both


def test_problems_are_shown_with_a_link_to_their_line(server: Server, root: Path) -> None:
    (root / PAGE).write_text(page("# Kop"), encoding="utf-8")
    shown = _get(f"{server.address}problems?file={quote(PAGE)}")
    assert f"{root.resolve().as_posix().lstrip('/')}/{PAGE}:7" in shown and "Een tekst heeft geen kop met één #" in shown


@pytest.mark.parametrize(("path", "headers"), [
    ("", {"Host": "kwaad.example"}), ("", {"Origin": "https://kwaad.example"}), ("../", {}), ("../raad/", {}),
])
def test_another_host_origin_or_token_is_refused(server: Server, path: str, headers: dict[str, str]) -> None:
    address = server.address if not path else server.address.replace(server.token, path.strip("./") or "x")
    with pytest.raises(urllib.error.HTTPError) as refused:
        _get(address, **headers)
    assert refused.value.code == 403
    assert server.server_address[0] == "127.0.0.1"


def test_a_folder_without_a_guide_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="de map guide/ ontbreekt"):
        open_workbench(tmp_path, TODAY)


def test_a_browser_sees_a_saved_sentence_without_reloading(server: Server, root: Path) -> None:
    from playwright.sync_api import expect, sync_playwright

    with sync_playwright() as tools:
        browser = tools.chromium.launch(executable_path="/usr/bin/chromium")
        view = browser.new_page()
        view.goto(f"{server.address}?file={quote(PAGE)}&a={NOBODY}", wait_until="domcontentloaded")
        expect(view.locator("main")).to_contain_text("Een gewone zin.")
        (root / PAGE).write_text(page(BODY.replace("gewone", "nieuwe")), encoding="utf-8")
        expect(view.locator("main")).to_contain_text("Een nieuwe zin.", timeout=15_000)
        view.locator('select[name=a]').select_option("examples/vast.yml")
        expect(view.locator("main")).to_contain_text("Staat er niet", timeout=15_000)
        (root / PAGE).write_text(page("# Kop"), encoding="utf-8")
        expect(view.get_by_role("link", name=f"{PAGE}:7")).to_be_visible(timeout=30_000)
        browser.close()
