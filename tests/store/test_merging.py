"""Links and whole files when a handbook is made again: what leads nowhere becomes text, what still leads somewhere stays to the letter."""

from __future__ import annotations

from pathlib import Path

import pytest

from site_build.store.deciding import decide, open_choices
from site_build.store.tree import Report
from tests.store.table import ACTS, FIRST, MINE, OTHER, PAGE, add, build, edit, text

OWN = "docs/eigen/afspraak.md"
WITHOUT = {**FIRST, PAGE: FIRST[PAGE].replace("## Wat doet u", "## Wat moet er gebeuren")}  # one heading has another name


def handbook(folder: Path, own: str | bytes = "", pages: dict[str, str] = FIRST) -> Path:
    """A handbook with a page of their own."""
    folder.mkdir()
    build(folder, pages)
    add(OWN, own if isinstance(own, bytes) else f"# Afspraak\n\n{own}\n".encode())(folder)
    return folder


def said(report: Report, word: str = "link") -> list[str]:
    return [line for line in report.remarks() if word in line]


@pytest.mark.parametrize(("link", "becomes"), [
    ("[plan](../doen/plan.md)", "[plan](../doen/plan.md)"),
    ("[wat u doet](../doen/mandaat.md#wat-doet-u)", "[wat u doet](../doen/mandaat.md)"),  # we took that heading away
    ("[tikfout](../doen/mandaat.md#bestond-nooit)", "[tikfout](../doen/mandaat.md#bestond-nooit)"),  # that is for them to see
    ("[kop](../doen/mandaat.md#mandaat)", "[kop](../doen/mandaat.md#mandaat)"),
    ("[ergens](../doen/nergens.md#kop)", "[ergens](../doen/nergens.md#kop)"),
    ("[hier](#afspraak) en [daar](#nergens)", "[hier](#afspraak) en [daar](#nergens)"),
    ("[kop](<../doen/mandaat.md>) en https://example.org/mandaat.md#wat-doet-u", "[kop](<../doen/mandaat.md>) en https://example.org/mandaat.md#wat-doet-u"),
])
def test_a_link_of_their_own_to_a_heading_that_is_gone_leads_to_the_page(tmp_path: Path, link: str, becomes: str) -> None:
    folder = handbook(tmp_path / "hb", f"Zie {link}.")
    report = build(folder, WITHOUT, "2")
    assert (folder / OWN).read_text(encoding="utf-8") == f"# Afspraak\n\nZie {becomes}.\n" and said(report) == []
    assert build(folder, WITHOUT, "2").changes == []


def test_a_heading_that_a_person_kept_is_still_a_place_to_lead_to(tmp_path: Path) -> None:
    folder = handbook(tmp_path / "hb", "Zie [wat u doet](../doen/mandaat.md#wat-doet-u).")
    edit("## Wat doet u", "## Wat doet u { #wat-doet-u }")(folder)
    build(folder, WITHOUT, "2")
    assert "## Wat doet u { #wat-doet-u }" in (folder / PAGE).read_text(encoding="utf-8")
    assert "(../doen/mandaat.md#wat-doet-u)" in (folder / OWN).read_text(encoding="utf-8")


def test_a_link_within_a_page_to_a_heading_that_we_took_away_becomes_text_and_that_is_said(tmp_path: Path) -> None:
    folder = handbook(tmp_path / "hb")
    edit("Leg het mandaat vast.", "Zie [hieronder](#wat-doet-u) en [boven](#mandaat).")(folder)
    report = build(folder, WITHOUT, "2")
    assert "\nZie hieronder en [boven](#mandaat).\n" in (folder / PAGE).read_text(encoding="utf-8")
    assert said(report) == [f"In {PAGE} wees een link naar #wat-doet-u. Die is er niet meer; de link is nu gewone tekst."]


def test_a_link_to_a_copy_that_onedrive_made_becomes_text_for_it_is_not_in_the_website(tmp_path: Path) -> None:
    copy = "docs/doen/mandaat-LAPTOP-JAN.md"
    folder = handbook(tmp_path / "hb", "Zie [die van Jan](../doen/mandaat-LAPTOP-JAN.md) en [ons](../doen/mandaat.md).")
    add(copy, FIRST[PAGE].encode())(folder)
    report = build(folder, FIRST, "2")
    assert (folder / OWN).read_text(encoding="utf-8") == "# Afspraak\n\nZie die van Jan en [ons](../doen/mandaat.md).\n"
    assert f"In {OWN} wees een link naar {copy}. Die is er niet meer; de link is nu gewone tekst." in report.remarks()


def test_a_choice_says_what_stands_in_the_page_also_where_a_link_was_taken_out_of_it(tmp_path: Path) -> None:
    folder = handbook(tmp_path / "hb", pages={**FIRST, "docs/doen/weg.md": "# Weg\n\nTekst.\n", OTHER: "# Plan\n\nPlan voor [weg](weg.md) van het team.\n"})
    edit("Leg het mandaat vast.", "Ons mandaat, zie [weg](weg.md).")(folder)
    plan = folder / OTHER
    plan.write_text(plan.read_text(encoding="utf-8").replace("van het team", "van ons"), encoding="utf-8")
    build(folder, {PAGE: text("Mandaat", "Leg het mandaat vast voor 1 mei.", "Vraag instemming."), OTHER: "# Plan\n\nPlan van het team met geld.\n"}, "2")
    assert [(choice.path, choice.mine) for choice in open_choices(folder)] == [(PAGE, "Ons mandaat, zie weg."), (OTHER, "Plan voor weg van ons.")]
    decide(folder, open_choices(folder)[0], "nieuwe")
    assert "\nLeg het mandaat vast voor 1 mei.\n" in (folder / PAGE).read_text(encoding="utf-8")


def test_a_choice_of_one_page_is_left_alone_by_the_links_of_another(tmp_path: Path) -> None:
    own = "docs/index.md"  # from there `weg.md` is another page than from doen/
    folder = handbook(tmp_path / "hb", pages={**FIRST, "docs/weg.md": "# Weg\n\nTekst.\n"})
    edit("Leg het mandaat vast.", "Ons mandaat, zie [weg](weg.md) van ons.")(folder)
    add("docs/doen/weg.md", b"# Onze weg\n\nVan ons.\n")(folder)
    (folder / own).write_text("# Start\n\nWelkom bij ons, zie [weg](weg.md).\n", encoding="utf-8")
    build(folder, {PAGE: text("Mandaat", "Leg het mandaat vast voor 1 mei.", "Vraag instemming."), OTHER: FIRST[OTHER]}, "2")
    choice, = open_choices(folder)
    assert (choice.path, choice.mine) == (PAGE, "Ons mandaat, zie [weg](weg.md) van ons.")
    assert (folder / own).read_text(encoding="utf-8") == "# Start\n\nWelkom bij ons, zie weg.\n"


def test_their_own_file_that_is_no_text_stays_byte_for_byte(tmp_path: Path) -> None:
    data = b"\x89PNG\0 [mandaat](../doen/mandaat.md)"
    folder = handbook(tmp_path / "hb", data)
    report = build(folder, "page goes", "2")
    assert (folder / OWN).read_bytes() == data and said(report) == []


def test_a_page_of_ours_that_became_no_text_stays_and_the_new_one_waits(tmp_path: Path) -> None:
    folder = handbook(tmp_path / "hb")
    (folder / PAGE).write_bytes(b"\0niets")
    report = build(folder, "answer changes the same block", "2")
    assert (folder / PAGE).read_bytes() == b"\0niets" and report.edited == [PAGE] and report.open == 1
    assert "voor 1 mei" in (folder / ".handreiking/nieuw" / PAGE).read_text(encoding="utf-8")
    assert build(folder, "answer changes the same block", "2").open == 1
    decide(folder, open_choices(folder)[0], "nieuwe")
    assert "voor 1 mei" in (folder / PAGE).read_text(encoding="utf-8") and not (folder / ".handreiking/nieuw" / PAGE).exists()


def test_a_page_that_became_no_text_and_is_not_new_waits_for_nothing(tmp_path: Path) -> None:
    folder = handbook(tmp_path / "hb")
    (folder / PAGE).write_bytes(b"\0niets")
    report = build(folder, FIRST, "2")
    assert (report.edited, report.open) == ([PAGE], 0) and (folder / PAGE).read_bytes() == b"\0niets"


def test_a_page_that_no_longer_applies_and_became_no_text_can_be_kept(tmp_path: Path) -> None:
    folder = handbook(tmp_path / "hb")
    (folder / PAGE).write_bytes(b"\0niets")
    assert build(folder, "page goes", "2").open == 1
    assert [(choice.kind, choice.mine) for choice in open_choices(folder)] == [("page", "")]


def test_a_page_that_no_longer_applies_waits_with_the_text_that_they_wrote(tmp_path: Path) -> None:
    folder = handbook(tmp_path / "hb")
    edit("Leg het mandaat vast.", MINE)(folder)
    build(folder, "page goes", "2")
    assert [(choice.kind, choice.mine) for choice in open_choices(folder)] == [("page", (folder / PAGE).read_text(encoding="utf-8"))]
    assert MINE in open_choices(folder)[0].mine


def test_links_of_a_page_that_was_moved_lead_where_they_led(tmp_path: Path) -> None:
    links = "[het plan](plan.md), ![foto](foto.png), [onze](eigen.md), [nergens](nergens.md) en [gelijk](../bronnen.md)"
    folder = handbook(tmp_path / "hb")
    add("docs/doen/foto.png", b"\x89PNG\0")(folder)
    add("docs/doen/eigen.md", b"# Eigen\n\nTekst.\n")(folder)
    edit("- Vraag instemming.", f"- Vraag instemming.\n- {MINE} Zie {links}.")(folder)
    (folder / "docs/beleid").mkdir()
    (folder / PAGE).rename(folder / "docs/beleid/mandaat.md")
    build(folder, FIRST, "2")
    text = (folder / "docs/beleid/mandaat.md").read_text(encoding="utf-8")
    assert ("[het plan](../doen/plan.md), ![foto](../doen/foto.png), [onze](../doen/eigen.md), [nergens](nergens.md) en [gelijk](../bronnen.md)") in text


def test_two_pages_that_moved_together_still_lead_to_each_other(tmp_path: Path) -> None:
    folder = handbook(tmp_path / "hb")
    edit("- Vraag instemming.", f"- Vraag instemming.\n- {MINE} Zie [het plan](plan.md).")(folder)
    (folder / "docs/beleid").mkdir()
    for page in (PAGE, OTHER):
        (folder / page).rename(folder / page.replace("doen", "beleid"))
    build(folder, FIRST, "2")
    assert f"{MINE} Zie [het plan](plan.md)." in (folder / "docs/beleid/mandaat.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("act", ["edited", "added a paragraph"])
def test_a_page_is_merged_only_where_something_is_new_in_it(tmp_path: Path, act: str) -> None:
    folder = handbook(tmp_path / "hb")
    ACTS[act][0](folder)
    assert (report := build(folder, FIRST, "2")).edited == [PAGE] and report.merged == []
    assert (report := build(folder, "answer changes another block", "3")).merged == [PAGE] and report.edited == []
    assert (report := build(folder, "answer changes another block", "3")).edited == [PAGE] and report.merged == []
