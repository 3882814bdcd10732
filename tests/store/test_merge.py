"""Merging by block: what does not touch goes together, what touches keeps the person's text, nothing is lost."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_build.store.blocks import join, split
from site_build.store.merge import Clash, merge, replace_block

BASE = """---
title: Mandaat
summary: Over mandaat.
---

# Mandaat

Eerste alinea over ruimte.
{ .lead }

## Wat doet u

- Leg het mandaat vast.
- Vraag instemming aan de partner.

| Wie | Wat |
|---|---|
| team | beslist |

!!! advies "Ons advies"
    Begin klein.

    Kijk daarna terug.

Slot van de bladzijde.
"""


def changed(text: str, *pairs: tuple[str, str]) -> str:
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new)
    return text


@pytest.mark.parametrize(("mine", "new"), [
    (("Eerste alinea over ruimte.", "Onze eigen eerste alinea over ruimte."), ("Slot van de bladzijde.", "Ander slot van de bladzijde.")),
    (("- Leg het mandaat vast.", "- Leg het mandaat vast, op papier."), ("- Vraag instemming aan de partner.", "- Vraag instemming aan Stichting Noord.")),
    (("| team | beslist |", "| team | beslist, tot 500 euro |"), ("|---|---|\n", "|---|---|\n| college | stelt vast |\n")),
    (("    Begin klein.", "    Begin klein, in twee wijken."), ("    Kijk daarna terug.", "    Kijk na een half jaar terug.")),
    (("Slot van de bladzijde.", "Slot van de bladzijde.\n\nOnze afspraak van 3 maart."), ("# Mandaat", "# Mandaat en werkbudget")),
    (("title: Mandaat", "title: Ons mandaat"), ("summary: Over mandaat.", "summary: Over mandaat en geld.\npart: doen")),
    (("- Vraag instemming aan de partner.\n", ""), ("- Leg het mandaat vast.", "- Leg het mandaat vast voor 1 mei.")),
])
def test_what_does_not_touch_goes_together(mine: tuple[str, str], new: tuple[str, str]) -> None:
    found = merge(BASE, changed(BASE, mine), changed(BASE, new))
    assert found.text == changed(BASE, mine, new) and found.clashes == ()


def test_where_both_changed_one_block_the_persons_text_stays_and_the_new_text_is_reported() -> None:
    found = merge(BASE, changed(BASE, ("- Leg het mandaat vast.", "- Het mandaat ligt vast.")), changed(BASE, ("- Leg het mandaat vast.", "- Leg het mandaat vast voor mei.")))
    assert found.text == changed(BASE, ("- Leg het mandaat vast.", "- Het mandaat ligt vast."))
    assert found.clashes == (Clash("Wat doet u", "- Leg het mandaat vast.", "- Het mandaat ligt vast.", "- Leg het mandaat vast voor mei."),)


def test_a_block_that_one_took_out_and_the_other_changed_is_reported() -> None:
    gone, other = changed(BASE, ("Slot van de bladzijde.\n", "")), changed(BASE, ("Slot van de bladzijde.", "Ander slot van de bladzijde."))
    assert merge(BASE, gone, other).clashes == (Clash("Wat doet u", "Slot van de bladzijde.", "", "Ander slot van de bladzijde."),)
    assert merge(BASE, other, gone).clashes == (Clash("Wat doet u", "Slot van de bladzijde.", "Ander slot van de bladzijde.", ""),)
    assert "Ander slot" in merge(BASE, other, gone).text and "Ander slot" not in merge(BASE, gone, other).text


def test_both_added_at_one_place_gives_both() -> None:
    mine, new = changed(BASE, ("- Leg", "- Onze stap.\n- Leg")), changed(BASE, ("- Leg", "- Nieuwe stap.\n- Leg"))
    found = merge(BASE, mine, new)
    assert "- Nieuwe stap.\n- Onze stap.\n- Leg" in found.text and found.clashes == ()


def test_the_same_change_on_both_sides_is_no_question() -> None:
    both = changed(BASE, ("Begin klein.", "Begin heel klein."))
    assert merge(BASE, both, both).clashes == () and merge(BASE, both, both).text == both


def test_line_ends_are_no_edit_and_stay_as_they_were() -> None:
    mine = BASE.replace("\n", "\r\n")
    new = changed(BASE, ("Slot", "Ander slot"))
    found = merge(BASE, mine, new)
    assert found.text == new.replace("\n", "\r\n") and found.clashes == ()


def test_both_put_in_a_box_and_each_box_closes() -> None:
    mine, new = changed(BASE, ("Slot", "<details>\n\nVan ons.\n\n</details>\n\nSlot")), changed(BASE, ("Slot", "<details>\n\nVan u.\n\n</details>\n\nSlot"))
    assert merge(BASE, mine, new).text == changed(BASE, ("Slot", "<details>\n\nVan u.\n\n</details>\n\n<details>\n\nVan ons.\n\n</details>\n\nSlot"))


def test_a_block_is_replaced_and_put_in() -> None:
    assert replace_block(BASE, "- Leg het mandaat vast.", ["- Een.", "- Twee."]) == changed(BASE, ("- Leg het mandaat vast.", "- Een.\n- Twee."))
    assert replace_block(BASE, "bestaat niet", ["x"]) is None


def test_every_generated_page_is_split_and_joined_without_a_change(tmp_path: Path) -> None:
    from site_build.content.loading import load
    from site_build.interview.files import load_answers
    from site_build.store.projects import create

    content = load()
    create(tmp_path / "hb", load_answers(Path(__file__).resolve().parents[2] / "examples/leeuwarden.yml", content), content)
    pages = {path: path.read_text(encoding="utf-8") for path in (tmp_path / "hb/docs").rglob("*.md")}
    assert {path.name for path, text in pages.items() if join(split(text)) != text} == set()


LINES = st.lists(st.sampled_from(["# Kop", "## Kop", "tekst een", "tekst twee", "- punt", "- ander punt", "1. een", "| a | b |", "|---|---|", "", "", "    inspring", "```", "---",
                                  "<details>", "</details>", "[^1]: noot", "!!! advies \"x\"", "titel: x"]), max_size=14).map(lambda lines: "\n".join(lines) + "\n")


@given(LINES)
def test_splitting_loses_no_line(text: str) -> None:
    assert [line for line in join(split(text)).split("\n") if line.strip()] == [line for line in text.split("\n") if line.strip()]


@given(LINES, LINES, LINES)
def test_no_line_of_a_person_is_ever_lost(base: str, mine: str, new: str) -> None:
    found = merge(base, mine, new)
    for block in split(mine):
        if block.key not in {old.key for old in split(base)}:
            assert set(filter(str.strip, block.key.split("\n"))) <= {line.rstrip() for line in found.text.split("\n")}, block
    assert merge(base, mine, base).text.split() == mine.split()
    assert merge(base, base, new).text.split() == new.split()
