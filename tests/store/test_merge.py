"""Merging by block: what does not touch goes together, what touches keeps the person's text, nothing is lost."""

import itertools
from collections import Counter
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_build.store.blocks import join, split
from site_build.store.merge import Clash, Edit, alike, block_above, holds, insert_after, merge, replace_block

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


def test_a_block_is_taken_out_and_line_ends_stay() -> None:
    windows = BASE.replace("\n", "\r\n")
    assert replace_block(BASE, "- Leg het mandaat vast.", []) == changed(BASE, ("- Leg het mandaat vast.\n", ""))
    assert replace_block(windows, "- Leg het mandaat vast.", ["- Een."]) == changed(windows, ("- Leg het mandaat vast.", "- Een."))
    assert insert_after(windows, "- Leg het mandaat vast.", "- Een.") == changed(windows, ("vast.\r\n", "vast.\r\n- Een.\r\n"))


def test_a_block_is_put_under_another_or_at_the_end() -> None:
    assert insert_after(BASE, "- Vraag instemming aan de partner.", "- Een.") == changed(BASE, ("partner.\n", "partner.\n- Een.\n"))
    assert insert_after(BASE, "# Mandaat", "Een.") == changed(BASE, ("# Mandaat\n", "# Mandaat\n\nEen.\n"))
    assert insert_after(BASE, "bestaat niet", "Een.") == BASE + "\nEen.\n"
    assert insert_after("", "bestaat niet", "Een.") == "Een.\n"


def test_what_stands_above_a_block_and_whether_it_is_there() -> None:
    assert block_above(BASE, "- Vraag instemming aan de partner.") == "- Leg het mandaat vast."
    assert block_above(BASE, "- Leg het mandaat vast.") == "## Wat doet u"
    assert (block_above("Een.\n\nTwee.\n", "Een."), block_above(BASE, "bestaat niet")) == ("", "")
    assert holds(BASE, "- Leg het mandaat vast.  ") and not holds(BASE, "Leg het mandaat vast.")


def test_how_much_of_a_page_stands_in_another() -> None:
    assert alike("# A\n\nEen.\n\nTwee.\n\nDrie.\n", "Twee.\n\n# A\n") == 0.5
    assert alike("---\ntitle: A\n---\n\n<div>\n\nEen.\n\n</div>\n", "---\ntitle: A\n---\n\nTwee.\n") == 0.5  # one key of the head, and one of text; rims and tags do not count
    assert (alike("", "Een.\n"), alike("Een.\n", "")) == (0.0, 0.0)


def test_where_nothing_is_new_their_text_stays_as_it_is_and_every_edit_is_told_when_asked() -> None:
    mine = changed(BASE, ("- Leg het mandaat vast.", "- Het mandaat ligt vast."), ("Slot van de bladzijde.\n", ""), ("# Mandaat\n\n", "# Mandaat\n\n\n\n"))
    assert merge(BASE, mine, BASE, every_edit=False) == merge(BASE, mine, BASE, every_edit=False).__class__(mine, (), ())
    found = merge(BASE, mine, BASE)
    assert found.edits == (Edit("Wat doet u", "- Leg het mandaat vast.", "- Het mandaat ligt vast.", "- Leg het mandaat vast."),
                           Edit("Wat doet u", "Slot van de bladzijde.", "", "Slot van de bladzijde.")) and found.clashes == ()


@pytest.mark.parametrize(("shared", "same"), [(7, True), (6, False)])
def test_a_block_that_has_35_of_100_words_in_common_is_the_block_that_was_changed(shared: int, same: bool) -> None:
    def block(*letters_and_counts: tuple[str, int, int]) -> str:
        return " ".join(f"{letter}{number}" for letter, first, last in letters_and_counts for number in range(first, last))

    first, second, written = block(("a", 0, 20)), block(("b", 0, 20)), block(("b", 0, shared), ("c", shared, 20))  # 7 of 20 on both sides: 14 of 40
    found = merge(f"{first}\n\n{second}\n", f"{written}\n", f"{first}\n\n{second} nieuw\n")
    assert found.clashes == (Clash("", second, written if same else "", f"{second} nieuw"),)
    assert found.text == f"{written}\n"


def test_blocks_of_another_kind_are_not_each_other_and_words_that_come_back_count() -> None:
    found = merge("- een twee drie\n\nvier vijf zes\n", "een twee drie\n", "- een twee drie vier\n\nvier vijf zes\n")
    assert found.clashes == (Clash("", "- een twee drie", "", "- een twee drie vier"),) and found.text == "een twee drie\n"
    found = merge("aap aap aap noot\n\nnoot mies\n", "aap aap aap\n", "aap aap aap noot mies\n\nnoot mies\n")
    assert found.clashes == (Clash("", "aap aap aap noot", "aap aap aap", "aap aap aap noot mies"),)


def test_a_row_of_blocks_that_moved_keeps_what_was_written_in_between() -> None:
    base = "".join(f"Blok {number} met eigen woorden {number}{number}.\n\n" for number in range(8))
    mine = base.replace("Blok 3", "Onze tekst boven drie.\n\nBlok 3").replace("woorden 55", "heel andere woorden 55")
    new = base.replace("Blok 0 met eigen woorden 00.\n\n", "").replace("Blok 7", "Stuk 7")
    assert merge(base, mine, new).text == mine.replace("Blok 0 met eigen woorden 00.\n\n", "").replace("Blok 7", "Stuk 7")[:-1]


@pytest.mark.parametrize("kept", range(4))
def test_of_the_same_items_as_many_stay_as_a_person_left(kept: int) -> None:
    base, mine = "# Kop\n\n" + "- punt\n" * 3, "# Kop\n\n" + "- punt\n" * kept
    assert merge(base, mine, base).text.split() == mine.split() and merge(base, base, mine).text.split() == mine.split()


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


NAMES = ("aap", "beer", "das", "ezel", "fret", "gans")  # texts of one word each, so nothing is like anything else


def longest_in_order(order: tuple[int, ...]) -> int:
    """By trying every selection: how many stand in the same order as before."""
    return max(len(part) for size in range(len(order) + 1) for part in itertools.combinations(order, size) if list(part) == sorted(part))


def test_of_paragraphs_in_another_order_as_many_as_can_be_are_not_touched() -> None:
    base = "\n\n".join(NAMES) + "\n"
    for order in itertools.permutations(range(len(NAMES))):
        mine = "\n\n".join(NAMES[place] for place in order) + "\n"
        found = merge(base, mine, base)
        assert found.text == mine and found.clashes == ()
        assert len(found.edits) == len(NAMES) - longest_in_order(order), mine
        assert merge(base, base, mine) == found.__class__(mine, (), ())


def test_what_stands_there_twice_is_no_hold_for_what_stands_between() -> None:
    base, mine = "aap\n\nnoot\n\naap\n\nmies\n\nvuur\n", "aap\n\nmies\n\naap\n\nvuur\n"
    assert merge(base, mine, base).edits == (Edit("", "noot", "", "noot"), Edit("", "aap", "", "aap"))  # mies stays the same piece; one aap came


def likeness(one: str, other: str) -> Fraction:
    """The share of words in common, each as often as it stands there."""
    words = Counter(one.split()), Counter(other.split())
    return Fraction(2 * (words[0] & words[1]).total(), words[0].total() + words[1].total())


def best_total(olds: list[str], others: list[str]) -> Fraction:
    """By trying every way to pair off in order: the most likeness that there is together, of at least 35 in a hundred each."""
    size = min(len(olds), len(others))
    return max(sum((score for one, other in zip(left, right, strict=True) if (score := likeness(one, other)) >= Fraction(35, 100)), Fraction())
               for count in range(size + 1) for left in itertools.combinations(olds, count) for right in itertools.combinations(others, count))


TEXTS = st.lists(st.lists(st.sampled_from(NAMES), min_size=1, max_size=5).map(" ".join), max_size=4)


@given(TEXTS, TEXTS)
def test_paragraphs_that_were_written_anew_are_the_ones_that_are_most_alike(olds: list[str], others: list[str]) -> None:
    olds, others = [f"{text} oud{number}" for number, text in enumerate(olds)], [f"{text} ander{number}" for number, text in enumerate(others)]
    found = merge("\n\n".join(olds) + "\n", "\n\n".join(others) + "\n", "\n\n".join(olds) + "\n")
    assert [edit.base for edit in found.edits] == olds  # every one of them changed or went
    pairs = [(edit.base, edit.mine) for edit in found.edits if edit.mine]
    assert [mine for _, mine in pairs] == [other for other in others if other in dict(pairs).values()]  # in the order of the page
    assert sum(score for pair in pairs if (score := likeness(*pair)) >= Fraction(35, 100)) == best_total(olds, others)


@pytest.mark.parametrize(("mine", "became"), [
    (["aap noot mies een", "vis twee"], ["aap noot mies een", "", "vis twee"]),  # the one between went
    (["een", "aap noot mies twee"], ["aap noot mies twee", "", ""]),  # alike goes before place: een came before it
    (["vis een", "twee", "drie"], ["", "", "vis een"]),  # two came after it
    (["een", "twee"], ["een", "twee", ""]),  # nothing is alike: by place
    (["aap noot mies een", "twee", "vis drie"], ["aap noot mies een", "twee", "vis drie"]),  # between two that are alike: the one that is left
    (["- een", "twee", "drie"], ["", "twee", "drie"]),  # a point is no paragraph, so in that place nothing is the same piece
    (["wim zus jet een", "aap noot mies een"], ["aap noot mies een", "", ""]),  # two that crossed: what stood first is held
    (["aap noot mies een", "aap noot mies een"], ["aap noot mies een", "aap noot mies een", ""]),  # the first is the first
])
def test_which_paragraph_became_which(mine: list[str], became: list[str]) -> None:
    base = ["aap noot mies", "wim zus jet", "vis"]
    found = merge("\n\n".join(base) + "\n", "\n\n".join(mine) + "\n", "\n\n".join(base) + "\n")
    assert [(edit.base, edit.mine) for edit in found.edits] == list(zip(base, became, strict=True))


def test_a_key_of_the_head_is_the_same_key_whatever_it_says() -> None:
    base = "---\ntitle: Mandaat\nsummary: Over geld.\nroles: [a]\n---\n\n# Kop\n"
    mine = base.replace("title: Mandaat\nsummary: Over geld.", "summary: Iets heel anders.\nkind: eigen")
    assert [(edit.base, edit.mine) for edit in merge(base, mine, base).edits] == [("title: Mandaat", ""), ("summary: Over geld.", "summary: Iets heel anders.")]


def test_lines_without_a_word_are_the_same_kind_of_line() -> None:
    base, mine = "| a |\n|---|\n| b |\n| c |\n", "| a |\n|:-:|\n| c |\n"
    assert [(edit.base, edit.mine) for edit in merge(base, mine, base).edits] == [("|---|", "|:-:|"), ("| b |", "")]
