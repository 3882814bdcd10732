"""Pages have structure until they are written: sections with roles, blocks that know their condition, one place that makes text."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from site_build.assembly.doc import Block, Head, PageDoc, Section
from site_build.assembly.marks import BODY, KINDS, LEAD, RELATED, SOURCES, TEXT_ROLES, UNDECIDED, WHY
from site_build.assembly.pages import make_pages
from site_build.assembly.project import assemble, templates_of
from site_build.assembly.serialise import tidy, write
from site_build.assembly.views import Views
from site_build.store.resources import read_look
from site_build.tailoring.handbook import tailor
from tests.builders import make_answers, make_content, page
from tests.handbooks import content, example

PAGE = "guide/chapters/10-doen/mandaat.md"
BLOCKS = """## Kop

Voor allen.

{% when fase == "starten" %}

Alleen bij starten.

{% endwhen %}

{% when mandaat == "geen" %}

Zonder mandaat.

{% when fase == "starten" %}

Binnenin.

{% endwhen %}

{% endwhen %}

{% when fase == "borgen" %}

Niet hier.

{% endwhen %}

Slot."""


def docs(tmp_path: Path, body: str, **answers: object) -> dict[str, PageDoc]:
    handbook = tailor(make_content(tmp_path, {PAGE: page(body)}), make_answers(**answers))
    return {doc.file: doc for doc in make_pages(handbook, Views(handbook, templates_of(handbook.content)))}


def test_a_chapter_has_its_sections_in_order_and_its_blocks_know_what_they_hang_on(tmp_path: Path) -> None:
    doc = docs(tmp_path, BLOCKS, fase="starten", mandaat="onbekend")["doen/mandaat.md"]
    assert [section.role for section in doc.sections] == [LEAD, BODY, BODY, BODY, UNDECIDED, WHY, SOURCES]
    body, after, ask, undecided = doc.sections[1:5]
    assert ask.title == "Wat u hier nog moet uitzoeken"
    first, starting = body.blocks
    source = page(BLOCKS).split("\n")
    assert (first.condition, first.outcome) == ("", "") and first.text.startswith("## Kop")
    assert (starting.text, starting.condition, starting.outcome) == ("Alleen bij starten.", 'fase == "starten"', "ja")
    assert undecided.title.startswith("Geldt bij") and undecided.title.endswith("U weet dit nog niet.")
    assert [(block.text, block.condition, block.outcome) for block in undecided.blocks] == [
        ("Zonder mandaat.", 'mandaat == "geen"', "onbekend"), ("Binnenin.", 'fase == "starten"', "ja")]
    assert after.text == "Slot."
    for block in (*body.blocks, *undecided.blocks, *after.blocks):  # the line is where the text begins in the editor's file
        wanted = next(line for line in block.text.split("\n") if line)
        assert wanted in "\n".join(source[block.line - 1:block.line + 1]), block


def test_the_book_on_one_page_holds_what_chapters_say_and_nothing_around_it(tmp_path: Path) -> None:
    found = docs(tmp_path, BLOCKS, fase="starten", mandaat="onbekend")
    book, chapter = found["alles-op-een-pagina.md"], found["doen/mandaat.md"]
    text = book.sections[0].text
    assert all(block.text.split("\n")[-1] in text for section in chapter.with_roles(TEXT_ROLES) for block in section.blocks)
    assert "### Kop" in text and not any(section.title and section.title in text for section in chapter.with_roles((RELATED, WHY, SOURCES)))


@pytest.mark.parametrize(("section", "written"), [
    (Section(LEAD, (Block("Waar dit over gaat."),)), "Waar dit over gaat.\n{ .lead }\n"),
    (Section(BODY, (Block("Een."), Block("Twee."))), "Een.\n\nTwee.\n"),
    (Section(UNDECIDED, (Block("Misschien."),), "Geldt bij x."),
     '<div class="when" markdown="1">\n\n<p class="when-label">Geldt bij x.</p>\n\nMisschien.\n\n</div>\n'),
    (Section(RELATED, (Block("- [A](/a.md)\n"),), "Lees verder"), "## Lees verder { .related data-search-exclude }\n\n- [A](a.md)\n"),
    (Section(WHY, (Block("Daarom."),), "Waarom?"), '<details class="why" markdown="1">\n<summary>Waarom?</summary>\n\nDaarom.\n\n</details>\n'),
    (Section(SOURCES, (Block("Zie."),), "Bronnen"), "## Bronnen { .sources data-search-exclude }\n\nZie.\n"),
])
def test_a_section_is_written_with_a_mark_that_survives_an_editor(section: Section, written: str) -> None:
    text = write([PageDoc("a.md", "chapter", Head("Titel"), (section,))], {})[0]["a.md"]
    assert text.split("# Titel\n\n", 1)[1] == written


@pytest.mark.parametrize(("head", "kind", "front"), [
    (Head("Titel"), "chapter", {"title": "Titel", "kind": "chapter"}),
    (Head("Titel", "Kort.", "doen", True, ("baas", "raad"), {"phases": ["starten"]}), "chapter",
     {"title": "Titel", "description": "Kort.", "kind": "chapter", "part": "doen", "part_title": "Wat u doet", "later": True, "roles": ["baas", "raad"], "phases": ["starten"]}),
])
def test_the_head_of_a_page_says_what_there_is_to_say(head: Head, kind: str, front: dict[str, object]) -> None:
    text = write([PageDoc("a.md", kind, head, (Section(BODY, (Block("Een."),)),))], {"doen": "Wat u doet"})[0]["a.md"]
    assert yaml.safe_load(text.split("---\n")[1]) == front


def test_every_kind_of_page_has_its_weight_in_the_search() -> None:
    for kind in KINDS.values():
        text = write([PageDoc("a.md", kind.id, Head("Titel"), ())], {})[0]["a.md"]
        assert yaml.safe_load(text.split("---\n")[1]).get("search", {"boost": 1}) == {"boost": kind.boost}


def test_pages_keep_their_order_and_say_which_copies_they_show() -> None:
    section = Section(BODY, (Block("![Foto](/bijlagen/foto.png) en [B](/b.md)."),))
    docs = [PageDoc("b.md", "chapter", Head("B"), ()), PageDoc("doen/a.md", "chapter", Head("A"), (section, section.with_text(str.upper)))]
    texts, used = write(docs, {}, ["bijlagen/foto.png", "bijlagen/ander.pdf"])
    assert list(texts) == ["b.md", "doen/a.md"] and used == {"bijlagen/foto.png"}
    assert "![Foto](../bijlagen/foto.png) en [B](../b.md).\n\n" in texts["doen/a.md"]
    assert docs[1].with_roles([BODY]) == docs[1].sections and docs[1].with_roles([WHY]) == ()


def test_a_heading_at_the_beginning_of_a_part_is_its_title() -> None:
    assert Section.of(RELATED, "\n## Lees verder\n\n- punt\n") == Section(RELATED, (Block("\n- punt\n"),), "Lees verder")
    assert Section.of(RELATED, "Tekst.\n\n## Later") == Section(RELATED, (Block("Tekst.\n\n## Later"),), "")


@pytest.mark.parametrize(("text", "shown"), [
    ("a\n\n\n\nb\n\n\n", "a\n\nb\n"),
    ("a\n\n\n```text\nx\n\n\n\ny\n```\n\n\nb", "a\n\n```text\nx\n\n\n\ny\n```\n\nb\n"),
    ("    ~~~\n    x\n\n\n    y\n    ~~~\n\n\n\nb", "~~~\n    x\n\n\n    y\n    ~~~\n\nb\n"),
    ("```\nopen\n\n\n\n", "```\nopen\n"),
])
def test_blank_lines_are_tidied_but_not_inside_a_fence(text: str, shown: str) -> None:
    assert tidy(text) == shown


def test_only_the_page_with_answers_tells_how_to_change_the_file() -> None:
    """An alderman reads the other pages too."""
    files = assemble(tailor(content(), example("leeuwarden")), read_look()).files
    assert [path for path, text in files.items() if path.endswith(".md") and "antwoorden.yml" in str(text)] == ["docs/antwoorden.md"]
    assert re.search(r'id="veranderen"', str(files["docs/antwoorden.md"]))
