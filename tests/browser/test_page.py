"""A municipality makes its handbook in a real browser, from disk: by keyboard, again, shared, resumed, refused."""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from site_build.content.loading import load
from site_build.interview.files import load_answers
from site_build.publishing.calendar import write_calendar
from site_build.publishing.web.site import build_site
from site_build.publishing.workbooks.spreadsheet import write_workbook
from site_build.store import projects
from site_build.tailoring.handbook import tailor
from tests.browser.firefox import BINARY, Firefox
from tests.handbooks import EXAMPLES, ROOT
from tests.publishing.workbooks.filling import fill

AXE = (ROOT / "tests/theme/vendor/axe.min.js").read_text(encoding="utf-8")
FIRST = "klein-platteland"


def example(name: str) -> str:
    return (ROOT / "examples" / f"{name}.yml").read_text(encoding="utf-8")


def by_command(name: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, dict[str, str]]:
    """What the commands make of an example: digests of the handbook, the shared edition, the workbook and the calendar."""
    monkeypatch.setenv("OPENPYXL_LXML", "False")
    content = load(ROOT)
    path = ROOT / "examples" / f"{name}.yml"
    answers = load_answers(path, content)
    projects.create(folder / "eigen", answers, content, source=example(name))
    build_site(folder / "eigen")
    projects.share(folder / "eigen", folder / "delen", content)
    build_site(folder / "delen")
    handbook = tailor(content, answers)
    write_workbook(handbook, folder / "los" / "plan.xlsx") if (folder / "los").mkdir() is None else None
    write_calendar(handbook, folder / "los" / "plan.ics")
    return {part: digests({file.relative_to(folder / part).as_posix(): file.read_bytes() for file in (folder / part).rglob("*") if file.is_file()})
            for part in ("eigen", "delen", "los")}


def digests(files: dict[str, bytes]) -> dict[str, str]:
    return {name: hashlib.sha256(data).hexdigest() for name, data in sorted(files.items())}


def unzipped(data: bytes) -> dict[str, bytes]:
    archive = zipfile.ZipFile(io.BytesIO(data))
    return {name.partition("/")[2]: archive.read(name) for name in archive.namelist()}


IN_PAGE = """
const text = given[0], out = {};
const make = async (call, name) => { const r = await handreiking.python(call, { text }); if (r.refused) throw new Error(r.refused); out[name] = r.files[name]; };
await handreiking.ready();
await make("make", "handboek.zip"); await make("share", "delen.zip"); await make("workbook", "plan.xlsx"); await make("calendar", "plan.ics");
const coded = {};
for (const [name, bytes] of Object.entries(out)) { let s = ""; for (let i = 0; i < bytes.length; i += 32768) { s += String.fromCharCode(...bytes.subarray(i, i + 32768)); } coded[name] = btoa(s); }
return coded;
"""


def decoded(coded: dict[str, str]) -> dict[str, dict[str, str]]:
    import base64

    files = {name: base64.b64decode(text) for name, text in coded.items()}
    return {"eigen": digests(unzipped(files["handboek.zip"])), "delen": digests(unzipped(files["delen.zip"])),
            "los": digests({name: files[name] for name in ("plan.xlsx", "plan.ics")})}


EVERY = [FIRST, *(pytest.param(name, marks=pytest.mark.audit) for name in EXAMPLES if name != FIRST)]


@pytest.mark.parametrize("name", EVERY)
def test_chromium_makes_the_same_bytes_as_the_commands(name: str, opened: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = opened()
    made = decoded(found.page.evaluate("(text) => (async (...given) => {" + IN_PAGE + "})(text)", example(name)))
    assert made == by_command(name, tmp_path, monkeypatch)
    assert found.outside == [] and found.problems == []


@pytest.fixture(scope="module")
def firefox() -> Iterator[Firefox]:
    if not BINARY.exists():
        pytest.skip("firefox ontbreekt (apt-get install firefox-esr)")
    browser = Firefox()
    yield browser
    browser.close()


@pytest.mark.parametrize("name", EVERY)
def test_firefox_makes_the_same_bytes_as_the_commands(name: str, firefox: Firefox, page_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    firefox.open(page_file.as_uri())
    assert decoded(firefox.run(IN_PAGE, example(name))) == by_command(name, tmp_path, monkeypatch)
    assert firefox.run("return performance.getEntriesByType('resource').map((one) => one.name).filter((name) => !/^(data|blob):/.test(name));") == []


# --- by keyboard ----------------------------------------------------------------------------


class Keyboard:
    """Fills in the interview with keys alone, from an example's answers."""

    def __init__(self, page: Any, answers: dict[str, Any]) -> None:
        self.page, self.answers = page, answers
        self.todo: list[tuple[str, Any]] = []

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def heading(self) -> str:
        return str(self.page.evaluate("document.activeElement.tagName === 'H1' || document.activeElement.closest('.wrong') ? document.querySelector('h1').textContent : ''"))

    def place(self) -> dict[str, Any]:
        return dict(self.page.evaluate("handreiking.state().place || {}"))

    def reach(self, selector: str) -> None:
        """Tab until the focus is on what the selector names."""
        for _ in range(60):
            if self.page.evaluate("(s) => document.activeElement.matches(s)", selector):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"no key reaches {selector}")

    def choose(self, id: str) -> None:
        """Move through radio buttons with the arrows until this one is chosen."""
        self.reach("input[type=radio]")
        self.page.keyboard.press("Space")
        for _ in range(40):
            if self.page.evaluate("document.activeElement.value") == id:
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"no key chooses {id}")

    def tick(self, ids: list[str]) -> None:
        for id in ids:
            self.reach(f"input[type=checkbox][value='{id}']")
            self.page.keyboard.press("Space")

    def submit(self) -> None:
        before = self.page.evaluate("JSON.stringify([handreiking.state().place, document.title])")
        self.reach("button[type=submit]")
        self.page.keyboard.press("Enter")
        self.page.wait_for_function("(before) => JSON.stringify([handreiking.state().place, document.title]) !== before", arg=before)

    def answer(self) -> bool:
        """Answer what is on the screen; False at the review."""
        place = self.place()
        id = place.get("trail", {}).get("at")
        if not id:
            return False
        entry, value = place["entry"], self.answers.get(id, "onbekend")
        if entry["index"] is None and isinstance(value, list) and self.page.query_selector("input[value='#erbij']"):
            done = len(self.page.evaluate("[...document.querySelectorAll('input[name=antwoord]')].filter((one) => /^#[0-9]+$/.test(one.value)).length ? [...document.querySelectorAll('input[name=antwoord]')].filter((one) => /^#[0-9]+$/.test(one.value)).map(String) : []"))
            self.choose("#erbij" if done < len(value) else "#klaar")
        elif entry["index"] is not None:
            parts = self.page.evaluate("document.querySelector('h1').textContent")
            self.fill(self.part(id, entry, value, parts))
            return True
        else:
            self.fill(value)
            return True
        self.submit()
        return True

    def part(self, id: str, entry: dict[str, Any], value: Any, ask: str) -> Any:
        question = load(ROOT).questions[id]
        part = next(part for part in question.parts if part.ask == ask.strip())
        return value[entry["index"]].get(part.id, "onbekend")

    def fill(self, value: Any) -> None:
        if self.page.query_selector("input[name=antwoord][type=radio]"):
            self.choose({True: "ja", False: "nee"}.get(value, str(value)) if isinstance(value, bool) else str(value))
        elif self.page.query_selector("input[name=antwoord][type=checkbox]"):
            self.tick(["onbekend"] if value == "onbekend" else [str(one) for one in value])
        elif value == "onbekend":
            self.reach("#onbekend")
            self.page.keyboard.press("Space")
        else:
            self.reach("#antwoord")
            self.page.keyboard.press("Control+a")
            self.page.keyboard.type(str(value).replace(".", ",") if isinstance(value, float) else str(value))
        self.submit()


def test_a_whole_interview_by_keyboard_gives_the_same_answers(opened: Any) -> None:
    found = opened()
    wanted = yaml.safe_load(example(FIRST))["answers"]
    keys = Keyboard(found.page, wanted)
    keys.reach("button")
    for _ in range(30):
        if found.page.evaluate("document.activeElement.textContent") == "Begin met alle vragen":
            break
        keys.press("Tab")
    keys.press("Enter")
    found.page.wait_for_selector("form")
    for _ in range(200):
        if not keys.answer():
            break
    given = yaml.safe_load(found.page.evaluate("handreiking.state().text"))["answers"]
    content = load(ROOT)
    from site_build.interview.answers import read_answers

    expected = read_answers(example(FIRST), FIRST, content).values
    got = read_answers(found.page.evaluate("handreiking.state().text"), "page", content).values
    differing = {id: (got.get(id), expected.get(id)) for id in {*got, *expected} if got.get(id) != expected.get(id) and not (id not in expected and got[id] == "onbekend")}
    assert differing == {} and given
    assert found.outside == [] and found.problems == []


# --- kept, and refused ----------------------------------------------------------------------


def begin(found: Any) -> Any:
    found.page.get_by_role("button", name="Begin met de snelle route").click()
    found.page.get_by_role("heading", name="Voor welke gemeente").wait_for()
    found.page.fill("#antwoord", "leeuwarden")
    found.page.get_by_role("button", name="Verder").click()
    found.page.wait_for_function("() => handreiking.state().place.trail.at !== 'gemeente'")
    return found.page


def test_closing_half_way_and_opening_again_goes_on_where_it_was(opened: Any) -> None:
    found = opened()
    page = begin(found)
    at = page.evaluate("handreiking.state().place.trail.at")
    page.reload()
    page.get_by_role("button", name="Ga verder").click()
    page.wait_for_function("(at) => handreiking.state() && handreiking.state().place && handreiking.state().place.trail.at === at", arg=at)
    assert "gemeente: GM0080" in page.evaluate("handreiking.state().text")


def test_the_browsers_own_back_key_goes_to_the_question_before(opened: Any) -> None:
    page = begin(opened())
    page.go_back()
    page.get_by_role("heading", name="Voor welke gemeente").wait_for()


def test_not_kept_on_this_computer_is_not_kept(opened: Any) -> None:
    found = opened()
    found.page.get_by_label("Bewaar mijn antwoorden op deze computer").uncheck()
    page = begin(found)
    assert page.evaluate("Object.keys(localStorage)") == []


def test_wiping_leaves_nothing(opened: Any) -> None:
    page = begin(opened())
    assert page.evaluate("Object.keys(localStorage).length") == 1
    page.get_by_role("button", name="Stop en ga naar het begin").click()
    page.get_by_role("button", name="Wis alles van deze computer").click()
    assert page.evaluate("Object.keys(localStorage)") == []


def test_a_wrong_answer_gets_a_summary_that_leads_to_the_field(opened: Any) -> None:
    page = begin(opened())
    page.evaluate("handreiking.jump('inwoners')")
    page.get_by_role("heading", name=load(ROOT).questions["inwoners"].ask).wait_for()
    page.fill("#antwoord", "veel")
    page.get_by_role("button", name="Verder").click()
    page.locator(".wrong a").click()
    assert page.evaluate("document.activeElement.id") == "antwoord"
    assert page.title().startswith("Fout: ")


@pytest.mark.parametrize(("script", "reason"), [
    ("WebAssembly.compile = () => Promise.reject(new Error('no'));", "Uw browser mag hier geen WebAssembly gebruiken."),
    ("window.Worker = class { constructor() { throw new Error('no'); } };", "Uw browser mag hier geen tweede taak (worker) starten."),
])
def test_what_is_blocked_is_said_with_the_way_that_still_works(script: str, reason: str, opened: Any) -> None:
    found = opened(ready=False, script=script)
    found.page.wait_for_selector(".engine.bad", timeout=4000)
    text = found.page.inner_text(".engine")
    assert reason in text and "Excel-werkboek" in text


def test_refused_storage_is_said_where_the_answers_are(opened: Any) -> None:
    found = opened(script="Storage.prototype.setItem = () => { throw new Error('no'); };")
    page = begin(found)
    page.get_by_role("button", name="Uw antwoorden").click()
    assert "Deze browser wil niets bewaren." in page.inner_text("main")


def test_a_worker_that_is_stopped_and_started_again_loses_no_answer(opened: Any) -> None:
    page = begin(opened())
    page.get_by_role("button", name="Bekijk het eerste advies").click()
    page.get_by_role("button", name="Maak mijn handboek").click()
    page.get_by_role("button", name="Stop", exact=True).click()
    page.wait_for_selector("form", timeout=60000)
    assert "gemeente: GM0080" in page.evaluate("handreiking.state().text")


# --- files ----------------------------------------------------------------------------------


def open_file(page: Any, name: str, data: bytes) -> None:
    page.locator("input[type=file]").first.set_input_files({"name": name, "mimeType": "application/octet-stream", "buffer": data})


def test_a_filled_in_workbook_is_opened_and_goes_on_where_it_ends(opened: Any, tmp_path: Path) -> None:
    from site_build.publishing.forms.form_workbook import write_form

    answers = load_answers(ROOT / "examples" / f"{FIRST}.yml", load(ROOT))
    write_form(load(ROOT), answers, tmp_path / "vragen.xlsx", statements=True)
    fill(tmp_path / "vragen.xlsx", answers, load(ROOT))
    found = opened()
    open_file(found.page, "vragen.xlsx", (tmp_path / "vragen.xlsx").read_bytes())
    found.page.wait_for_function("() => handreiking.state() && handreiking.state().place")
    got = yaml.safe_load(found.page.evaluate("handreiking.state().text"))["answers"]
    assert got["doelgroep"] == answers.values["doelgroep"] and got["fte"] == answers.values["fte"]
    assert found.outside == [] and found.problems == []


def test_a_colleagues_statements_and_answers_are_shown_before_they_are_taken_over(opened: Any) -> None:
    found = opened()
    open_file(found.page, "mijn.yml", example(FIRST).encode())
    found.page.get_by_role("heading", name="Overzicht van uw antwoorden").wait_for()
    theirs = example(FIRST).replace("fte: 1.5", "fte: 2") + "statements:\n  - role: teamleider\n    agreed: false\n    answers: {d1-1: 4}\n"
    found.page.get_by_role("button", name="Vraag een collega").click()
    found.page.get_by_role("heading", name="Kreeg u een bestand terug?").wait_for()
    open_file(found.page, "terug.yml", theirs.encode())
    found.page.get_by_role("heading", name="Wat uw collega invulde").wait_for()
    assert "fte: 1.5" in found.page.evaluate("handreiking.state().text")
    found.page.locator("input[value=fte]").check()
    found.page.get_by_role("button", name="Neem over en ga verder").click()
    found.page.get_by_role("heading", name="Overzicht van uw antwoorden").wait_for()
    text = found.page.evaluate("handreiking.state().text")
    assert "fte: 2\n" in text and yaml.safe_load(text)["statements"][0]["answers"] == {"d1-1": 4}


def test_an_earlier_handbook_with_an_edited_page_is_made_again_around_it(opened: Any, tmp_path: Path) -> None:
    content = load(ROOT)
    projects.create(tmp_path / "hb", load_answers(ROOT / "examples" / f"{FIRST}.yml", content), content, source=example(FIRST))
    page = tmp_path / "hb/docs/bronnen.md"
    page.write_text(page.read_text(encoding="utf-8") + "\nZelf geschreven zin.\n", encoding="utf-8")
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for file in sorted((tmp_path / "hb").rglob("*")):
            if file.is_file():
                archive.write(file, f"handboek/{file.relative_to(tmp_path / 'hb').as_posix()}")
    found = opened()
    open_file(found.page, "handboek.zip", data.getvalue())
    found.page.get_by_text("U veranderde zelf 1 bestanden.").wait_for()
    found.page.get_by_role("button", name="Maak opnieuw").click()
    found.page.get_by_role("heading", name="Uw handboek is opnieuw gemaakt").wait_for(timeout=120000)
    with found.page.expect_download() as waiting:
        found.page.get_by_role("button", name="Download", exact=True).first.click()
    made = zipfile.ZipFile(waiting.value.path())
    assert "Zelf geschreven zin." in made.read("handboek/docs/bronnen.md").decode()
    assert found.outside == [] and found.problems == []


def test_a_whole_section_can_be_answered_on_one_screen_and_says_every_fault(opened: Any) -> None:
    page = begin(opened())
    page.evaluate("handreiking.jump('inwoners')")
    page.get_by_role("button", name="Dit hele onderdeel op één scherm").click()
    page.locator("fieldset.one").first.wait_for()
    page.fill("#veld-inwoners", "veel")
    page.get_by_role("button", name="Verder").click()
    page.locator(".wrong a").first.wait_for()
    assert violations(page) == []
    page.fill("#veld-inwoners", "125504")
    page.get_by_role("button", name="Verder").click()
    page.wait_for_function("() => handreiking.state().text.includes('inwoners: 125504')")


# --- for everybody --------------------------------------------------------------------------


def violations(page: Any) -> list[str]:
    page.evaluate(AXE + "; 0")
    found = page.evaluate("axe.run(document, { resultTypes: ['violations'] })")["violations"]
    return [f"{one['id']}: {one['nodes'][0]['html'][:160]}" for one in found]


@pytest.mark.parametrize(("width", "dark"), [(1280, False), (320, True)])
def test_axe_finds_nothing_in_any_state(width: int, dark: bool, opened: Any) -> None:
    found = opened(width=width, dark=dark)
    page, seen = found.page, {"begin": violations(found.page)}
    begin(found)
    seen["keuze"] = violations(page)
    page.evaluate("handreiking.jump('inwoners')")
    page.get_by_role("heading", name=load(ROOT).questions["inwoners"].ask).wait_for()
    page.fill("#antwoord", "veel")
    page.get_by_role("button", name="Verder").click()
    page.wait_for_selector(".wrong")
    seen["fout"] = violations(page)
    for id in load(ROOT).questions:
        kind = load(ROOT).questions[id].type
        if kind in seen:
            continue
        state = page.evaluate("async (id) => handreiking.jump(id)", id)
        page.wait_for_selector("form")
        seen[kind] = violations(page) + ([] if state else [])
    page.get_by_role("button", name="Overzicht").click()
    page.wait_for_selector(".answers")
    seen["overzicht"] = violations(page)
    page.get_by_role("button", name="Vraag een collega").click()
    page.get_by_role("heading", name="Stellingen").wait_for()
    seen["collega"] = violations(page)
    page.get_by_role("button", name="Terug naar de vragen").click()
    page.get_by_role("button", name="Bekijk het eerste advies").click()
    page.get_by_role("button", name="Maak mijn handboek").click()
    seen["bezig"] = violations(page)
    page.get_by_role("heading", name="Uw handboek is klaar").wait_for(timeout=90000)
    seen["klaar"] = violations(page)
    page.locator("[data-do=privacy]").first.click()
    seen["privacy"] = violations(page)
    assert {state: found for state, found in seen.items() if found} == {}
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth + 1")
