"""Pictures and attachments beside the texts of a guide: what a page shows or links to goes along, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from site_build.assembly.outputs import Look
from site_build.assembly.project import Project, assemble
from site_build.tailoring.handbook import COMPLETE, INTERN, tailor
from tests.builders import make_answers, make_content, page, png

PAGE, PHOTO, FORM = "guide/chapters/10-doen/mandaat.md", "guide/chapters/10-doen/plein.png", "guide/chapters/10-doen/formulier.pdf"
BODY = """## Kop

Zie ![Een plein](plein.png "Titel") hier, en [het formulier](formulier.pdf#page=2).

{% when mandaat == "geen" %}
![Een leeg plein](leeg.png)
{% endwhen %}"""
FILES = {PHOTO: png(), FORM: b"%PDF-1.7 x", "guide/chapters/10-doen/leeg.png": png(2, 2), "guide/chapters/10-doen/los.png": png(3, 3)}


def made(root: Path, body: str = BODY, more: dict[str, str | bytes] | None = None, *, edition: str = INTERN, **answers: str) -> Project:
    content = make_content(root, {PAGE: page(body, title="Mandaat"), **FILES, **(more or {})})
    return assemble(tailor(content, make_answers(**answers), edition=edition), Look("site_name: x\n"))


def test_a_picture_and_an_attachment_are_linked_to_where_they_are_copied(tmp_path: Path) -> None:
    project = made(tmp_path, mandaat="vastgelegd")
    assert "Zie ![Een plein](../bestanden/doen/plein.png) hier, en [het formulier](../bestanden/doen/formulier.pdf#page=2)." in str(project.files["docs/doen/mandaat.md"])
    assert project.copies == {"docs/bestanden/doen/formulier.pdf": FORM, "docs/bestanden/doen/plein.png": PHOTO}


def test_the_page_with_everything_shows_them_from_its_own_place(tmp_path: Path) -> None:
    text = str(made(tmp_path, fase="borgen").files["docs/alles-op-een-pagina.md"])
    assert "![Een plein](bestanden/doen/plein.png)" in text and "[het formulier](bestanden/doen/formulier.pdf#page=2)" in text


@pytest.mark.parametrize(("mandaat", "there"), [("geen", True), ("vastgelegd", False)])
def test_a_picture_in_a_block_goes_along_with_the_block(tmp_path: Path, mandaat: str, there: bool) -> None:
    assert ("docs/bestanden/doen/leeg.png" in made(tmp_path, mandaat=mandaat).copies) is there


def test_the_complete_edition_has_what_stands_in_any_block(tmp_path: Path) -> None:
    assert [path.rpartition("/")[2] for path in made(tmp_path, edition=COMPLETE).copies] == ["formulier.pdf", "leeg.png", "plein.png"]


def test_what_is_not_there_leaves_its_words(tmp_path: Path) -> None:
    text = str(made(tmp_path, "Een ![Een boom](weg.png) en [een blad](weg.pdf) en ![van elders](https://example.nl/x.png).").files["docs/doen/mandaat.md"])
    assert "Een Een boom en een blad en van elders." in text


def test_a_drawing_within_a_line_is_copied_and_alone_on_a_line_drawn(tmp_path: Path) -> None:
    svg = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><rect/></svg>'
    project = made(tmp_path, "Een ![boom](../../pictures/boom.svg) hier.\n\n![Een boom](../../pictures/boom.svg)", {"guide/pictures/boom.svg": svg})
    text = str(project.files["docs/doen/mandaat.md"])
    assert "Een ![boom](../bestanden/tekeningen/boom.svg) hier." in text and '<title id="pic-boom">Een boom</title>' in text
    assert project.copies == {"docs/bestanden/tekeningen/boom.svg": "guide/pictures/boom.svg"}


def test_a_model_document_and_a_list_bring_theirs(tmp_path: Path) -> None:
    head = "---\nid: brief\ntitle: Brief\nsummary: Kort.\nkind: brief\ndecides: college\n---\n"
    listing = ("id: start\ntitle: Start\nintro: Kort.\nattachments:\n  - {file: schema.png, text: Hoe het gaat}\n  - {file: blad.csv, text: Een blad om in te vullen}\n"
               "items:\n  - {id: een, text: Een., why: Zo., for: leider}\n")
    project = made(tmp_path, "Tekst.", {
        "templates/documents/brief.md": head + "Zie ![Een stempel](stempel.png).", "templates/documents/stempel.png": png(),
        "checklists/start.yml": listing, "checklists/schema.png": png(), "checklists/blad.csv": b"a,b\n"})
    assert "![Een stempel](../bestanden/documenten/stempel.png)" in str(project.files["docs/documenten/brief.md"])
    assert "## Bij deze lijst\n\n![Hoe het gaat](../bestanden/lijsten/schema.png)\n\n- [Een blad om in te vullen](../bestanden/lijsten/blad.csv)" in str(project.files["docs/lijsten/start.md"])
