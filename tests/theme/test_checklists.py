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
    assert progress(page).endswith("Let op: uw browser bewaart dit niet.")
