"""Lists: three states that weigh the same, kept in this browser, passed on as a file, never judged."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

LIST = "lijsten/mandaat.html"


def choose(page: Any, number: int, state: str) -> None:
    page.locator(".item").nth(number).locator(f"input[value={state}]").check()


def progress(page: Any) -> str:
    return str(page.inner_text(".progress"))


def test_every_item_is_a_group_named_after_the_item_with_three_choices(visit: Callable[..., Any]) -> None:
    page = visit(LIST).page
    for item in page.locator(".item").all():
        group = item.get_by_role("group")
        assert item.locator(".item-text").inner_text() in group.locator("legend").inner_text()
        assert item.get_by_role("radio").count() == 3
        assert [label.strip() for label in item.locator(".check-option").all_inner_texts()] == ["geregeld", "nog bespreken", "bewust anders"]


def test_progress_is_in_words_and_bewust_anders_counts_as_much_as_geregeld(visit: Callable[..., Any]) -> None:
    page = visit(LIST).page
    total = page.locator(".item").count()
    assert progress(page) == f"U hebt nog geen punt afgerond. Nog niet bekeken: {total}."
    choose(page, 0, "geregeld")
    choose(page, 1, "anders")
    choose(page, 2, "bespreken")
    assert progress(page) == (f"Klaar: 2 van de {total} punten (1 geregeld, 1 bewust anders). Nog bespreken: 1. "
                              f"Nog niet bekeken: {total - 3}.")
    assert "%" not in page.inner_text(".checklist")


def test_choices_reasons_and_notes_are_there_after_a_reload(visit: Callable[..., Any]) -> None:
    page = visit(LIST).page
    choose(page, 0, "anders")
    item = page.locator(".item").first
    item.get_by_label("Waarom doet u het anders?").fill("Wij werken met een principekaart.")
    item.get_by_role("button", name=re.compile("^Notitie")).click()
    item.get_by_label("Notitie", exact=True).fill("Bespreken in maart.")
    page.reload()
    item = page.locator(".item").first
    assert item.locator("input[value=anders]").is_checked()
    assert item.get_by_label("Waarom doet u het anders?").input_value() == "Wij werken met een principekaart."
    assert item.get_by_label("Notitie", exact=True).input_value() == "Bespreken in maart."


def test_beside_every_free_field_stands_not_to_name_inhabitants(visit: Callable[..., Any]) -> None:
    page = visit(LIST).page
    for area in page.locator(".check-controls textarea").all():
        warning = page.locator(f"#{area.get_attribute('aria-describedby')}")
        assert warning.text_content() == "Geen namen of gegevens van inwoners."


def test_another_handbook_in_the_same_browser_has_its_own_choices(visit: Callable[..., Any]) -> None:
    page = visit(LIST).page
    choose(page, 0, "geregeld")
    keys = page.evaluate("Object.keys(localStorage)")
    handbook = page.get_attribute("html", "data-handbook")
    item = page.locator(".item").first.get_attribute("data-item")
    assert f"handreiking:{handbook}:mandaat:{item}" in keys


def test_emptying_a_list_asks_first(visit: Callable[..., Any]) -> None:
    page = visit(LIST).page
    choose(page, 0, "geregeld")
    page.once("dialog", lambda dialog: dialog.dismiss())
    page.click("text=Lijst leegmaken")
    assert progress(page).startswith("Klaar: 1 ")
    page.once("dialog", lambda dialog: dialog.accept())
    page.click("text=Lijst leegmaken")
    assert progress(page).startswith("U hebt nog geen punt afgerond.")


def save(page: Any, path: Path) -> Path:
    with page.expect_download() as download:
        page.click("text=Bewaren als bestand")
    download.value.save_as(path)
    return path


def test_a_file_shows_its_differences_and_changes_nothing_until_merged(visit: Callable[..., Any], tmp_path: Path) -> None:
    one = visit(LIST).page
    choose(one, 0, "geregeld")
    choose(one, 1, "bespreken")
    file = save(one, tmp_path / "lijst.json")
    other = visit(LIST).page  # a colleague's browser
    choose(other, 0, "anders")
    other.set_input_files("input[type=file]", file)
    other.locator(".exchange h3").wait_for()
    box = other.locator(".exchange")
    assert box.locator("fieldset").count() == 2
    assert box.locator("fieldset").first.locator("label").all_inner_texts() == ["Bij u: bewust anders", "In het bestand: geregeld"]
    assert box.locator("input[value=hier]").first.is_checked(), "what somebody chose is not overwritten by itself"
    assert box.locator("input[value=daar]").nth(1).is_checked(), "where nothing was chosen, the file fills in"
    assert not other.locator(".item").nth(1).locator("input[value=bespreken]").is_checked()
    box.get_by_role("button", name="Samenvoegen").click()
    assert other.locator(".item").first.locator("input[value=anders]").is_checked()
    assert other.locator(".item").nth(1).locator("input[value=bespreken]").is_checked()
    assert "samengevoegd" in other.locator(".checklist").inner_text()


def test_not_merging_leaves_everything_as_it_was(visit: Callable[..., Any], tmp_path: Path) -> None:
    one = visit(LIST).page
    choose(one, 0, "geregeld")
    file = save(one, tmp_path / "lijst.json")
    other = visit(LIST).page
    other.set_input_files("input[type=file]", file)
    other.locator(".exchange h3").wait_for()
    other.get_by_role("button", name="Niet inlezen").click()
    assert progress(other).startswith("U hebt nog geen punt afgerond.")


def test_a_wrong_file_is_refused_in_plain_words(visit: Callable[..., Any], tmp_path: Path) -> None:
    page = visit(LIST).page
    file = tmp_path / "fout.json"
    good = {"format": "handreiking-lijst", "version": 1, "handbook": "hb-1", "list": "mandaat", "items": {}}
    for text, message in [
        ("geen json", "Dit bestand is geen bewaarde lijst. Kies een bestand dat u hier met 'Bewaren als bestand' hebt gemaakt."),
        (json.dumps({"a": 1}), "Dit bestand is geen bewaarde lijst. Kies een bestand dat u hier met 'Bewaren als bestand' hebt gemaakt."),
        (json.dumps(good | {"list": "privacy"}), "Dit bestand hoort bij een andere lijst. Open die lijst en lees het bestand daar in."),
        (json.dumps(good | {"version": 2}), "Dit bestand komt uit een nieuwere versie van het handboek. Werk uw handboek eerst bij."),
    ]:
        file.write_text(text)
        page.set_input_files("input[type=file]", [])
        page.set_input_files("input[type=file]", file)
        page.locator(".error", has_text=message).wait_for()


def test_a_file_from_another_handbook_says_so_and_skips_unknown_items(visit: Callable[..., Any], tmp_path: Path) -> None:
    page = visit(LIST).page
    file = tmp_path / "ander.json"
    file.write_text(json.dumps({"format": "handreiking-lijst", "version": 1, "handbook": "hb-ander", "list": "mandaat",
                                "items": {"bestaat-niet": {"state": "geregeld"}}}))
    page.set_input_files("input[type=file]", file)
    page.locator(".exchange h3").wait_for()
    text = page.locator(".exchange").inner_text()
    assert "Dit bestand komt uit een ander handboek." in text
    assert "Eén punt uit het bestand staat niet in deze lijst. Dat slaan wij over." in text


def test_markup_in_a_file_stays_text(visit: Callable[..., Any], tmp_path: Path) -> None:
    page = visit(LIST).page
    item = page.locator(".item").first.get_attribute("data-item")
    file = tmp_path / "stout.json"
    file.write_text(json.dumps({"format": "handreiking-lijst", "version": 1, "handbook": "x", "list": "mandaat",
                                "items": {item: {"state": "__proto__", "note": "<img src=x onerror=alert(1)>"}}}))
    page.set_input_files("input[type=file]", file)
    page.get_by_role("button", name="Samenvoegen").click()
    assert page.locator(".checklist img").count() == 0
    assert page.locator(".item").first.get_attribute("data-state") == ""


def test_a_list_works_from_disk(visit: Callable[..., Any]) -> None:
    watched = visit(LIST, disk=True)
    choose(watched.page, 0, "geregeld")
    watched.page.reload()
    assert progress(watched.page).startswith("Klaar: 1 ")
    assert watched.problems == []


def test_where_the_browser_forbids_storage_the_list_says_so(visit: Callable[..., Any]) -> None:
    watched = visit("index.html")
    watched.page.add_init_script("Object.defineProperty(window, 'localStorage', { get() { throw new Error('verboden') } })")
    page = watched.open(LIST)
    choose(page, 0, "geregeld")
    assert page.inner_text(".check-where").startswith("Let op: uw browser bewaart dit niet.")


def test_what_is_written_prints_whole_as_text(visit: Callable[..., Any]) -> None:
    page = visit(LIST).page
    item = page.locator(".item").first
    item.get_by_role("button", name=re.compile("^Notitie")).click()
    lines = "\n".join(f"Regel {number}" for number in range(1, 7))
    item.get_by_label("Notitie", exact=True).fill(lines)
    page.emulate_media(media="print")
    written = item.locator(".check-written").last
    assert written.inner_text() == lines
    assert not item.get_by_label("Notitie", exact=True).is_visible()
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "none"


def test_two_tabs_do_not_write_over_each_other(visit: Callable[..., Any]) -> None:
    one = visit(LIST).page
    two = one.context.new_page()
    two.goto(one.url)
    one.locator(".item").first.get_by_role("button", name=re.compile("^Notitie")).click()
    one.locator(".item").first.get_by_label("Notitie", exact=True).fill("Uit het eerste tabblad.")
    choose(two, 0, "geregeld")
    assert two.locator(".item").first.get_by_label("Notitie", exact=True).input_value() == "Uit het eerste tabblad."
    one.wait_for_function("() => document.querySelector('.item input[value=geregeld]').checked")
    item = one.locator(".item").first.get_attribute("data-item")
    kept = json.loads(one.evaluate("key => localStorage.getItem(key)", f"handreiking:{one.get_attribute('html', 'data-handbook')}:mandaat:{item}"))
    assert kept == {"state": "geregeld", "reason": "", "note": "Uit het eerste tabblad."}


def test_a_browser_that_refuses_to_store_says_so_and_exports_what_stands_there(visit: Callable[..., Any], tmp_path: Path) -> None:
    page = visit(LIST).page
    page.evaluate("() => { Storage.prototype.setItem = () => { throw new Error('vol'); }; }")
    for number in range(3):
        choose(page, number, "geregeld")
    assert page.inner_text(".check-where").startswith("Let op: uw browser bewaart dit niet.")
    assert progress(page).startswith("Klaar: 3 ")
    saved = json.loads(save(page, tmp_path / "lijst.json").read_text(encoding="utf-8"))
    assert [value["state"] for value in saved["items"].values()] == ["geregeld"] * 3


def test_a_message_of_success_does_not_keep_the_colour_of_an_error(visit: Callable[..., Any], tmp_path: Path) -> None:
    page = visit(LIST).page
    item = page.locator(".item").first.get_attribute("data-item")
    good = {"format": "handreiking-lijst", "version": 1, "handbook": page.get_attribute("html", "data-handbook"), "list": "mandaat"}
    file = tmp_path / "lijst.json"
    for items, message in (([], "Dit bestand is geen bewaarde lijst."), ({}, "In dit bestand is niets ingevuld.")):
        file.write_text(json.dumps(good | {"items": items}))
        page.set_input_files("input[type=file]", [])
        page.set_input_files("input[type=file]", file)
        page.locator(".check-message.error", has_text=message).wait_for()
    file.write_text(json.dumps(good | {"items": {item: {"state": "geregeld"}}}))
    page.set_input_files("input[type=file]", [])
    page.set_input_files("input[type=file]", file)
    page.get_by_role("button", name="Samenvoegen").click()
    assert page.inner_text(".check-message") == "Het bestand is samengevoegd met uw lijst."
    assert "error" not in str(page.get_attribute(".check-message", "class"))


def test_where_it_is_kept_stands_above_the_list(visit: Callable[..., Any]) -> None:
    page = visit(LIST).page
    where = page.locator(".check-where")
    assert where.inner_text() == "Wat u invult, blijft in deze browser op dit apparaat. Deel het met een bestand."
    assert where.bounding_box()["y"] < page.locator(".item").first.bounding_box()["y"]


def test_the_index_shows_progress_over_all_lists_and_keeps_them_in_one_file(visit: Callable[..., Any], tmp_path: Path) -> None:
    page = visit(LIST).page
    choose(page, 0, "geregeld")
    choose(page, 1, "bespreken")
    page.goto(page.url.replace("mandaat.html", "index.html"))
    total = page.locator("[data-list]:has([data-item])").count()
    assert progress(page).startswith(f"U bent bezig met 1 van de {total} lijsten. Klaar: 1 van de ")
    assert page.locator("[data-list=mandaat] .list-said").inner_text() == "klaar: 1, nog bespreken: 1"
    file = save(page, tmp_path / "lijsten.json")
    assert list(json.loads(file.read_text(encoding="utf-8"))["lists"]["mandaat"].values())[0]["state"] == "geregeld"
    other = visit("lijsten/index.html").page
    other.set_input_files("input[type=file]", file)
    other.get_by_role("button", name="Samenvoegen").click()
    assert progress(other).startswith("U bent bezig met 1 van de ")
    alone = visit(LIST).page  # a list takes its own part of a file with all of them
    alone.set_input_files("input[type=file]", file)
    alone.get_by_role("button", name="Samenvoegen").click()
    assert progress(alone).startswith("Klaar: 1 ")


def test_a_filled_list_is_shared_as_a_page_and_as_a_table(visit: Callable[..., Any], tmp_path: Path) -> None:
    page = visit(LIST).page
    choose(page, 0, "anders")
    page.locator(".item").first.get_by_label("Waarom doet u het anders?").fill("=1+1 <b>\nTweede regel")
    with page.expect_download() as download:
        page.click("text=Delen als bladzijde")
    assert download.value.suggested_filename == "lijst-mandaat.html"
    download.value.save_as(tmp_path / "lijst.html")
    other = page.context.new_page()
    other.goto((tmp_path / "lijst.html").as_uri())
    first = other.locator("tbody tr").first
    assert first.locator("td").all_inner_texts() == ["bewust anders", "=1+1 <b>\nTweede regel"]
    assert other.locator("tbody tr").count() == page.locator(".item").count()
    with page.expect_download() as download:
        page.click("text=Delen als tabel")
    download.value.save_as(tmp_path / "lijst.csv")
    text = (tmp_path / "lijst.csv").read_bytes().decode("utf-8-sig")
    assert text.startswith('"Lijst";"Punt";"Hoe staat het";"Reden";"Notitie"\r\n')
    assert '"bewust anders";"\'=1+1 <b>\nTweede regel"' in text
