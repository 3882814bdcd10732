"""A page in blocks: where each begins and ends, what it is, how many blank lines follow; and back to the letter."""

from __future__ import annotations

import pytest

from site_build.store.blocks import join, key_of, split

Row = tuple[str, str, int]


def rows(text: str) -> list[Row]:
    return [(block.kind, block.text, block.gap) for block in split(text)]


@pytest.mark.parametrize(("text", "blocks"), [
    ("", []),
    ("een", [("text", "een", 0)]),
    ("een\ntwee\n\n\ndrie\n", [("text", "een\ntwee", 2), ("text", "drie", 0)]),
    ("een\n \t\ntwee\n", [("text", "een", 1), ("text", "twee", 0)]),
    ("\nEen.\n", [("text", "Een.", 0)]),
    ("---\ntitle: A\nroles:\n- x\n  y\n\tz\nsummary: B\n---\n\n# Kop\n", [
        ("edge", "---", 0), ("meta", "title: A", 0), ("meta", "roles:\n- x\n  y\n\tz", 0), ("meta", "summary: B", 0), ("edge", "---", 1), ("heading", "# Kop", 0)]),
    ("---\ntitle: A\n---", [("edge", "---", 0), ("meta", "title: A", 0), ("edge", "---", 0)]),
    ("# Kop\nTekst.\n## Kop\n", [("heading", "# Kop", 0), ("text", "Tekst.", 0), ("heading", "## Kop", 0)]),
    ("####### geen kop\n#geen kop\n", [("text", "####### geen kop\n#geen kop", 0)]),
    ("- een\n  gaat door\n* twee\n10. drie\n1) vier\n-geen\n", [("item", "- een\n  gaat door", 0), ("item", "* twee", 0), ("item", "10. drie", 0), ("item", "1) vier\n-geen", 0)]),
    ("| a | b |\n|---|---|\n| c | d |\nna\n", [("row", "| a | b |", 0), ("row", "|---|---|", 0), ("row", "| c | d |", 0), ("text", "na", 0)]),
    ("<details>\n<summary>Kop</summary> tekst\n</details>\n[^1]: Noot.\n[^2]: Nog een.\n",
     [("tag", "<details>", 0), ("text", "<summary>Kop</summary> tekst", 0), ("tag", "</details>", 0), ("note", "[^1]: Noot.", 0), ("note", "[^2]: Nog een.", 0)]),
    # A fence holds everything, blank lines too, to a line of only the same sign that is at least as long.
    ("```\n```\n\nna\n", [("fence", "```\n```", 1), ("text", "na", 0)]),
    ("```text\nx\n```\nna\n\n\n# Kop\n", [("fence", "```text\nx\n```", 0), ("text", "na", 2), ("heading", "# Kop", 0)]),
    ("```\nabc\n\n\n# geen kop\n```\n\n\nna\n", [("fence", "```\nabc\n\n\n# geen kop\n```", 2), ("text", "na", 0)]),
    ("voor\n\n\n~~~\n- geen punt\n\n~~~\nna\n", [("text", "voor", 2), ("fence", "~~~\n- geen punt\n\n~~~", 0), ("text", "na", 0)]),
    ("````\n```\n\n# geen kop\n```\n````\nna\n", [("fence", "````\n```\n\n# geen kop\n```\n````", 0), ("text", "na", 0)]),
    ("```\n```abc\n\n# geen kop\n`````\nna\n", [("fence", "```\n```abc\n\n# geen kop\n`````", 0), ("text", "na", 0)]),
    ("```\n~~~\n\n# geen kop\n```\n", [("fence", "```\n~~~\n\n# geen kop\n```", 0)]),
    ("```\nopen\n\n# geen kop\n", [("fence", "```\nopen\n\n# geen kop", 0)]),
    ("```\na\n  \nb\n```\n", [("fence", "```\na\n  \nb\n```", 0)]),  # spaces in code stay where they are
    ("```\n\n# geen kop\n", [("fence", "```\n\n# geen kop", 0)]),
    ("- punt\n```\n\nx\n\n```\n\n\n\nslot\n", [("item", "- punt", 0), ("fence", "```\n\nx\n\n```", 3), ("text", "slot", 0)]),
])
def test_a_page_in_blocks(text: str, blocks: list[Row]) -> None:
    assert rows(text) == blocks
    assert join(split(text)).strip("\n") == text.strip("\n").replace("\n \t\n", "\n\n")


def test_the_mark_at_the_beginning_and_line_ends_of_windows_do_not_count() -> None:
    assert rows("\ufeff# Kop\r\n\r\nTekst.\r\n") == [("heading", "# Kop", 1), ("text", "Tekst.", 0)]


@pytest.mark.parametrize("text", ["een\ntwee  ", "een  \ntwee", "een\t\ntwee", "een \ntwee\n", "een\ntwee\t \n"])
def test_spaces_at_the_ends_of_lines_make_no_other_block(text: str) -> None:
    assert key_of(text) == "een\ntwee"
    assert [block.key for block in split(text)] == ["een\ntwee"]


def test_a_blank_line_comes_between_blocks_that_would_run_together_and_not_in_a_list() -> None:
    first, second, third, fourth = split("tekst\n\n- een\n- twee\n\nslot\n")
    assert join([first, fourth]) == "tekst\n\nslot\n"
    assert join([second._replace(gap=0), fourth]) == "- een\n\nslot\n"
    assert join([third._replace(gap=0), second]) == "- twee\n- een\n"
    assert join([second, first._replace(gap=0), third]) == "- een\n\ntekst\n\n- twee\n"
    edge, = split("---\n")
    assert join([edge._replace(kind="edge"), first]) == "---\ntekst\n"


@pytest.mark.parametrize(("text", "blocks"), [
    # A box: its title with what stands under it, then every paragraph and item of it, each with its own indent.
    ('!!! note "Let op"\n    Een.\n\n    Twee.\n\n    - punt\n    - nog een\n\nna\n', [
        ("text", '!!! note "Let op"\n    Een.', 1), ("text", "    Twee.", 1), ("item", "    - punt", 0), ("item", "    - nog een", 1), ("text", "na", 0)]),
    ("??? vraag\n\n    | a |\n    |---|\n    | b |\n", [("text", "??? vraag", 1), ("row", "    | a |", 0), ("row", "    |---|", 0), ("row", "    | b |", 0)]),
    # Lists: every item is a block, and so is a paragraph in an item after a blank line.
    ("- een\n\n    - diep\n\n    tekst in een\n\n- twee\n", [("item", "- een", 1), ("item", "    - diep", 1), ("text", "    tekst in een", 1), ("item", "- twee", 0)]),
    ("1. een\n\n    Alinea.\n\n2. twee\n", [("item", "1. een", 1), ("text", "    Alinea.", 1), ("item", "2. twee", 0)]),
    ("- een\n\n    ```yaml\n    a: 1\n\n    b: 2\n    ```\n\n- twee\n", [("item", "- een", 1), ("fence", "    ```yaml\n    a: 1\n\n    b: 2\n    ```", 1), ("item", "- twee", 0)]),
    ("Woord\n:   Betekenis.\n\n    Meer.\n", [("text", "Woord\n:   Betekenis.", 1), ("text", "    Meer.", 0)]),
    ("Alinea.\n{ .lead }\n\n## Kop { #kop .x }\nEronder.\n", [("text", "Alinea.\n{ .lead }", 1), ("heading", "## Kop { #kop .x }", 0), ("text", "Eronder.", 0)]),
    ('<div class="x" markdown="1">\n\nTekst.\n\n- punt\n\n</div>\n', [("tag", '<div class="x" markdown="1">', 1), ("text", "Tekst.", 1), ("item", "- punt", 1), ("tag", "</div>", 0)]),
    ("    code\n\n    meer code\n", [("text", "    code", 1), ("text", "    meer code", 0)]),
    ("-\tpunt\n\n\tAlinea.\n", [("item", "-\tpunt", 1), ("text", "\tAlinea.", 0)]),
])
def test_boxes_lists_and_html_with_markdown_inside(text: str, blocks: list[Row]) -> None:
    assert rows(text) == rows(text.replace("\n", "\r\n")) == blocks and join(split(text)) == text


@pytest.mark.parametrize("blank", [0, 1, 2])
def test_blank_lines_behind_a_head_without_a_page_are_counted(blank: int) -> None:
    text = "---\na: b\n---\n" + "\n" * blank
    assert [(block.kind, block.gap) for block in split(text)] == [("edge", 0), ("meta", 0), ("edge", blank)]
