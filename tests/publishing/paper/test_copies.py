"""Pictures and attachments of a guide on paper: the picture with its words, the attachment by its name."""

from __future__ import annotations

import base64
import zipfile
from pathlib import Path

import docx
import pytest

from site_build.commands.export import ExportWish, run
from site_build.content.loading import read_content
from site_build.content.model import Content
from site_build.store import projects
from tests.builders import make_answers, page, png, write_content
from tests.publishing.paper.small_book import flat
from tests.publishing.paper.small_book import run as tool

WEBP = base64.b64decode("UklGRjwAAABXRUJQVlA4IDAAAADQAQCdASoIAAgAAgA0JaACdLoB+AADsAD+8ut//NgVzXPv9//S4P0uD9Lg/9KQAAA=")
GIF = base64.b64decode("R0lGODlhAQABAPAAAP8AAP///yH5BAAAAAAALAAAAAABAAEAAAICRAEAOw==")
BODY = "## Kop\n\n![Een plein](plein.png)\n\n![Een boom](boom.webp) ![Een stip](stip.gif)\n\nVul [het formulier](formulier.xlsx) in."
HEAD = "---\nid: brief\ntitle: Brief\nsummary: Kort.\nkind: brief\ndecides: college\nwhen: mandaat == \"geen\"\n---\n## Brief\n\nZie ![Een stempel](stempel.png).\n"


@pytest.fixture
def made(tmp_path: Path) -> tuple[Path, Content]:
    root = write_content(tmp_path / "gids", {
        "guide/chapters/10-doen/mandaat.md": page(BODY, title="Mandaat"), "guide/chapters/10-doen/plein.png": png(), "guide/chapters/10-doen/boom.webp": WEBP,
        "guide/chapters/10-doen/stip.gif": GIF, "guide/chapters/10-doen/formulier.xlsx": b"PK\x03\x04",
        "templates/documents/brief.md": HEAD, "templates/documents/stempel.png": png(5, 5)})
    content = read_content(root)[0]
    projects.create(tmp_path / "hb", make_answers(mandaat="vastgelegd"), content)
    return tmp_path / "hb", content


def test_they_stand_in_the_pdf_and_an_attachment_is_named(made: tuple[Path, Content]) -> None:
    folder, content = made
    report = run(ExportWish(folder, frozenset(["pdf"]), page="doen/mandaat"), content)
    assert report.status == 0, report.lines
    file = str(folder / "export" / "doen-mandaat.pdf")
    assert "Vul het formulier (formulier.xlsx) in." in flat(tool("pdftotext", file, "-"))
    assert tool("pdfinfo", "-struct-text", file).count("Figure") == 3


def test_they_stand_in_word_a_webp_as_png(made: tuple[Path, Content]) -> None:
    folder, content = made
    report = run(ExportWish(folder, frozenset(["word"]), page="doen/mandaat"), content)
    assert report.status == 0, report.lines
    file = folder / "export" / "doen-mandaat.docx"
    with zipfile.ZipFile(file) as archive:
        kinds = sorted(Path(name).suffix for name in archive.namelist() if name.startswith("word/media/"))
        xml = archive.read("word/document.xml").decode()
    assert kinds == [".gif", ".png", ".png"] and all(f'descr="{words}"' in xml for words in ("Een plein", "Een boom", "Een stip"))
    assert "Vul het formulier (formulier.xlsx) in." in "\n".join(p.text for p in docx.Document(str(file)).paragraphs)


def test_a_blank_model_document_has_its_picture_though_the_handbook_has_it_not(made: tuple[Path, Content]) -> None:
    folder, content = made
    assert not (folder / "docs/bestanden/documenten").exists()
    report = run(ExportWish(folder, frozenset(["word"]), documents=("leeg",)), content)
    with zipfile.ZipFile(next(path for path in report.files if path.name == "brief.docx")) as archive:
        assert png(5, 5) in [archive.read(name) for name in archive.namelist() if name.startswith("word/media/")]
