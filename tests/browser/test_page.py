"""What the page keeps, says and refuses: in real Chromium, from disk."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

import pytest
import yaml

from site_build.content.loading import load
from site_build.interview.files import load_answers
from site_build.store import projects
from tests.browser.driving import FIRST, Opened, example
from tests.handbooks import ROOT
from tests.publishing.workbooks.filling import fill

# --- kept, and by which tab -------------------------------------------------------------------


def test_closing_half_way_and_opening_again_goes_on_where_it_was(fresh: Opened) -> None:
    page = fresh.begin()
    at = fresh.at_id()
    page.goto("about:blank")
    page.goto(fresh.address)
    fresh.click("Ga verder")
    page.wait_for_function("(at) => handreiking.state() && handreiking.state().place && handreiking.state().place.trail.at === at", arg=at, timeout=90_000)
    assert "gemeente: GM0080" in fresh.state()["text"]


def test_a_second_tab_says_so_reads_only_and_can_take_over(fresh: Opened) -> None:
    first = fresh
    first.begin()
    second = Opened.at(first.page.context, first.address)
    second.click("Ga verder")
    second.page.wait_for_selector("form")
    assert "Dit handboek is al open in een ander tabblad." in second.page.inner_text("#notice")
    kept, at = second.page.evaluate("JSON.stringify(localStorage)"), second.at_id()
    second.page.locator("input[name=antwoord]").first.check()
    second.click("Verder")
    assert (second.at_id(), second.page.evaluate("document.activeElement.id")) == (at, "notice")
    assert second.page.evaluate("JSON.stringify(localStorage)") == kept
    second.click("Ga hier verder")
    first.page.wait_for_function("() => document.getElementById('notice').textContent.includes('al open in een ander tabblad')")
    second.page.locator("input[name=antwoord]").first.check()
    second.click("Verder")
    second.page.wait_for_function("(at) => handreiking.state().place.trail.at !== at", arg=at)
    assert second.page.inner_text("#notice") == "" and second.page.evaluate("JSON.stringify(localStorage)") != kept
    assert second.outside == [] and second.problems == []
    second.page.close()


def test_the_municipality_is_chosen_before_the_program_is_ready(fresh: Opened) -> None:
    page = fresh.page
    page.goto("about:blank")
    page.goto(fresh.address)
    page.fill("#gemeente", "'s-Hertogen")
    assert page.locator("[role=group] label").all_inner_texts() == ["'s-Hertogenbosch"]
    assert "Stap" in page.inner_text("#engine")  # Python is still on its way
    fresh.click("Begin met de snelle route")
    page.wait_for_selector("form", timeout=90_000)
    assert "gemeente: GM0796" in fresh.state()["text"] and fresh.at_id() != "gemeente"


def test_the_browsers_own_back_key_goes_back_and_out(fresh: Opened) -> None:
    page = fresh.begin()
    page.go_back()
    fresh.see("Voor welke gemeente")
    page.go_back()
    fresh.see("Maak het handboek van uw gemeente")
    before = page.evaluate("history.length")
    page.go_back()
    page.wait_for_timeout(200)
    assert page.evaluate("history.length") == before  # no screen is added by going back: the key leads out of the page


def test_the_next_question_does_not_hold_the_answer_before(fresh: Opened) -> None:
    page = fresh.begin()
    fresh.jump("partners")
    page.locator("input[value='#erbij']").check()
    fresh.click("Verder")
    page.wait_for_selector("input#antwoord[type=text]")
    assert page.input_value("#antwoord") == ""


def test_after_each_part_it_reminds_of_the_file_that_is_the_real_copy(fresh: Opened) -> None:
    page = fresh.begin()
    content = load(ROOT)
    section = next(s for s in content.sections if any(q.id == "gemeente" for q in s.questions))
    for _ in range(12):
        assert page.get_by_text("Een onderdeel is klaar.").count() == 0
        at = fresh.at_id()
        page.locator("input[name=antwoord][type=radio], #antwoord-onbekend").last.check()
        fresh.click("Verder")
        page.wait_for_function("(at) => handreiking.state().place.trail.at !== at", arg=at)
        if fresh.at_id() not in {q.id for q in section.questions}:
            break
    with fresh.download() as got:
        page.get_by_role("button", name="Bewaar uw antwoorden als bestand").click()
    assert b"gemeente: GM0080" in got[0]


def test_not_kept_on_this_computer_is_not_kept(fresh: Opened) -> None:
    box = fresh.page.get_by_label("Bewaar mijn antwoorden op deze computer")
    box.uncheck()
    fresh.begin()
    assert fresh.page.evaluate("Object.keys(localStorage)") == []
    fresh.click("Begin")
    fresh.page.get_by_label("Bewaar mijn antwoorden op deze computer").check()


def test_several_handbooks_stand_side_by_side_and_wiping_leaves_nothing(fresh: Opened) -> None:
    fresh.begin()
    fresh.click("Stop en ga naar het begin")
    fresh.begin()
    fresh.page.wait_for_function("() => Object.keys(localStorage).length === 2")
    fresh.click("Stop en ga naar het begin")
    assert fresh.page.get_by_role("button", name="Ga verder", exact=True).count() == 2
    fresh.click("Wis alles van deze computer")
    assert fresh.page.evaluate("Object.keys(localStorage)") == []


def test_a_wrong_answer_gets_a_summary_that_leads_to_the_field(fresh: Opened) -> None:
    page = fresh.begin()
    fresh.jump("inwoners")
    page.fill("#antwoord", "veel")
    fresh.click("Verder")
    page.locator(".wrong a").click()
    assert page.evaluate("document.activeElement.id") == "antwoord"
    assert page.title().startswith("Fout: ") and page.input_value("#antwoord") == "veel"


def test_a_whole_section_can_be_answered_on_one_screen_and_says_every_fault(fresh: Opened) -> None:
    page = fresh.begin()
    fresh.jump("inwoners")
    fresh.click("Dit hele onderdeel op één scherm")
    page.locator("fieldset.one").first.wait_for()
    page.fill("#veld-inwoners", "veel")
    fresh.click("Verder")
    page.locator(".wrong a").first.wait_for()
    assert page.input_value("#veld-gemeente") == "Leeuwarden" and fresh.violations() == []
    page.fill("#veld-inwoners", "125504")
    fresh.click("Verder")
    page.wait_for_function("() => handreiking.state().text.includes('inwoners: 125504')")


# --- blocked ------------------------------------------------------------------------------------


@pytest.mark.parametrize(("script", "reason"), [
    ("WebAssembly.compile = () => Promise.reject(new Error('no'));", "Uw browser mag hier geen WebAssembly gebruiken."),
    ("window.Worker = class { constructor() { throw new Error('no'); } };", "Uw browser mag hier geen tweede taak (worker) starten."),
    ("WebAssembly.Memory = class { constructor() { throw new RangeError('could not allocate memory'); } };", "Er is te weinig geheugen voor het programma."),
])
def test_what_is_blocked_is_said_with_the_way_that_still_works(script: str, reason: str, opened: Any, tmp_path: Path) -> None:
    found = opened(ready=False, script=script)
    found.page.wait_for_selector(".engine.bad strong", timeout=4000)
    assert reason in found.page.inner_text("#engine") and found.violations() == []
    with found.download() as got:
        found.click("Bewaar de vragenlijst als werkboek")
    assert "xl/workbook.xml" in zipfile.ZipFile(io.BytesIO(got[0])).namelist()
    assert found.outside == [] and found.problems == []


def test_refused_storage_is_said_where_the_answers_are(fresh: Opened) -> None:
    page = fresh.page
    page.evaluate("() => { window.put = Storage.prototype.setItem; Storage.prototype.setItem = () => { throw new Error('no'); }; }")
    fresh.click("Begin")
    assert "Deze browser wil niets bewaren." in page.inner_text("main")  # before there is anything to lose
    fresh.begin()
    fresh.click("Uw antwoorden")
    assert "Deze browser wil niets bewaren." in page.inner_text("main")
    page.evaluate("() => { Storage.prototype.setItem = window.put; }")


def test_a_worker_that_is_stopped_and_started_again_loses_no_answer(fresh: Opened) -> None:
    page = fresh.begin()
    fresh.click("Bekijk het eerste advies")
    fresh.click("Maak mijn handboek")
    page.get_by_role("button", name="Stop", exact=True).click()
    page.wait_for_selector("form", timeout=90_000)
    assert "gemeente: GM0080" in fresh.state()["text"]


# --- files and colleagues -------------------------------------------------------------------------


def test_a_filled_in_workbook_is_opened_and_goes_on_where_it_ends(fresh: Opened, tmp_path: Path) -> None:
    """The empty workbook is the one that the page itself gives."""
    answers = load_answers(ROOT / "examples" / f"{FIRST}.yml", load(ROOT))
    with fresh.download() as got:
        fresh.click("Bewaar de vragenlijst als werkboek")
    (tmp_path / "vragen.xlsx").write_bytes(got[0])
    fill(tmp_path / "vragen.xlsx", answers, load(ROOT))
    fresh.open_file("vragen.xlsx", (tmp_path / "vragen.xlsx").read_bytes())
    fresh.page.wait_for_function("() => handreiking.state() && handreiking.state().place")
    text = fresh.state()["text"]
    got_answers = yaml.safe_load(text)["answers"]
    assert got_answers["doelgroep"] == answers.values["doelgroep"] and got_answers["fte"] == answers.values["fte"]
    assert "hb-00000000" not in text  # two people who use the same empty workbook make two handbooks


def test_a_colleague_gets_only_her_own_questions_and_sends_them_back(fresh: Opened) -> None:
    who = "controller"
    mine = [q for q in load(ROOT).questions.values() if q.who == who]
    fresh.begin()
    fresh.click("Vraag een collega")
    fresh.see("Kreeg u een bestand terug?")
    with fresh.download() as asked:
        fresh.page.get_by_role("button", name="Maak bestand voor Controller").click()
    fresh.click("Begin")
    fresh.click("Wis alles van deze computer")  # her own computer
    fresh.open_file("vragen-controller.yml", asked[0])
    fresh.page.get_by_text("U krijgt alleen de vragen voor: Controller.").wait_for()
    assert fresh.at_id() in {q.id for q in mine}
    fresh.click("Overzicht")
    fresh.see("Overzicht van uw antwoorden")
    lines = fresh.page.get_by_role("button", name="Wijzig").all_inner_texts()
    assert 0 < len(lines) <= len(mine)
    fresh.click("Klaar voor nu: de rest blijft open")
    fresh.see("Klaar: stuur uw antwoorden terug")
    with fresh.download() as back:
        fresh.click("Bewaar antwoorden als bestand")
    assert b"gemeente: GM0080" in back[0]


def test_a_colleagues_statements_and_answers_are_shown_before_they_are_taken_over(fresh: Opened) -> None:
    fresh.open_file("mijn.yml", example(FIRST).encode())
    fresh.see("Overzicht van uw antwoorden")
    theirs = example(FIRST).replace("fte: 1.5", "fte: 2") + "statements:\n  - role: teamleider\n    agreed: false\n    answers: {d1-1: 4}\n"
    fresh.click("Vraag een collega")
    fresh.see("Kreeg u een bestand terug?")
    fresh.open_file("terug.yml", theirs.encode())
    fresh.see("Wat uw collega invulde")
    assert "fte: 1.5" in fresh.state()["text"]
    fresh.page.locator("input[value=fte]").check()
    fresh.click("Neem over en ga verder")
    fresh.see("Overzicht van uw antwoorden")
    text = fresh.state()["text"]
    assert "fte: 2\n" in text and yaml.safe_load(text)["statements"][0]["answers"] == {"d1-1": 4}


def test_an_older_file_is_never_opened_over_newer_answers_without_asking(fresh: Opened) -> None:
    fresh.open_file("nieuw.yml", example(FIRST).replace("fte: 1.5", "fte: 2").encode())
    fresh.see("Overzicht van uw antwoorden")
    fresh.page.wait_for_function("() => Object.keys(localStorage).length === 1")
    fresh.click("Begin")
    fresh.open_file("oud.yml", example(FIRST).encode())
    fresh.see("Van dit handboek staan hier al andere antwoorden")
    assert "fte: 2\n" in fresh.page.evaluate("Object.values(localStorage)[0].replaceAll('\\\\n', '\\n')")
    fresh.click("Vergelijk ze")
    fresh.see("Wat uw collega invulde")
    fresh.click("Niets overnemen")
    fresh.see("Overzicht van uw antwoorden")
    assert "fte: 2\n" in fresh.state()["text"]


def test_an_earlier_handbook_with_an_edited_page_is_made_again_around_it(fresh: Opened, tmp_path: Path) -> None:
    content = load(ROOT)
    projects.create(tmp_path / "hb", load_answers(ROOT / "examples" / f"{FIRST}.yml", content), content, source=example(FIRST))
    page = tmp_path / "hb/docs/bronnen.md"
    page.write_text(page.read_text(encoding="utf-8") + "\nZelf geschreven zin.\n", encoding="utf-8")
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for file in sorted((tmp_path / "hb").rglob("*")):
            if file.is_file():
                archive.write(file, f"handboek/{file.relative_to(tmp_path / 'hb').as_posix()}")
    fresh.open_file("handboek.zip", data.getvalue())
    fresh.page.get_by_text("U veranderde zelf 1 bestand.").wait_for()
    fresh.click("Verander antwoorden")
    fresh.see("Overzicht van uw antwoorden")
    fresh.jump("fte")
    fresh.page.fill("#antwoord", "2")
    fresh.click("Verder")
    fresh.see("Overzicht van uw antwoorden")
    fresh.click("Maak mijn handboek")
    fresh.see("Uw handboek is klaar", timeout=120_000)
    assert "voltijdbanen" in fresh.page.inner_text(".report") or "fte" in fresh.page.inner_text(".report")  # what changed, and by which answer
    with fresh.download() as got:
        fresh.page.get_by_role("button", name="Download het hele handboek").click()
    made = zipfile.ZipFile(io.BytesIO(got[0]))
    assert "Zelf geschreven zin." in made.read("handboek/docs/bronnen.md").decode()
    assert "fte: 2\n" in made.read("handboek/antwoorden.yml").decode()


@pytest.mark.parametrize(("name", "data", "message"), [
    ("miljoen.yml", b"version: 1\nanswers:\n" + b"".join(b"  a%d: 1\n" % n for n in range(1_000_000)), "miljoen.yml is te groot voor een bestand met antwoorden."),
    ("veel.yml", b"version: 1\nanswers:\n" + b"".join(b"  a%d: 1\n" % n for n in range(3_900)), "De vraag 'a0' bestaat niet."),
    ("groot.zip", b"PK\x03\x04" + b"\0" * 30_000_000, "groot.zip is te groot om hier te openen."),
    ("kapot.xlsx", b"PK\x03\x04kapot", "kapot.xlsx is beschadigd"),
])
def test_a_hostile_file_is_refused_in_words(name: str, data: bytes, message: str, fresh: Opened, tmp_path: Path) -> None:
    """How long that takes is in tests/benchmarks/bench_browser.py."""
    (tmp_path / name).write_bytes(data)
    fresh.page.locator("input[type=file]").first.set_input_files(tmp_path / name)
    fresh.see("Dit bestand kan niet worden geopend")
    assert message in fresh.page.inner_text("main")
    fresh.click("Terug")
    fresh.see("Maak het handboek van uw gemeente")
