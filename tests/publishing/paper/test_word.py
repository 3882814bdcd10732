"""Word files: read back with LibreOffice and python-docx."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from pathlib import Path
from typing import Any

import docx
import pytest

from site_build.publishing.paper.book import find_page, read_book, whole
from site_build.publishing.paper.markup import Converter
from site_build.publishing.paper.word import write_book, write_document
from tests.publishing.paper.small_book import DOCUMENT, NOTICE, flat, run, small_book

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def _document(folder: Path, **changes: str) -> Path:
    book = read_book(small_book(folder / "hb", **changes))
    write_document(Converter(book), find_page(book, "mandaatbesluit"), folder / "mandaatbesluit.docx")
    return folder / "mandaatbesluit.docx"


def _book(folder: Path, **changes: str) -> Path:
    book = read_book(small_book(folder / "hb", **changes))
    write_book(Converter(book), whole(book), folder / "handboek.docx")
    return folder / "handboek.docx"


@pytest.fixture(scope="module")
def document(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return _document(tmp_path_factory.mktemp("document"))


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return _book(tmp_path_factory.mktemp("book"))


def _part(path: Path, name: str) -> str:
    with zipfile.ZipFile(path) as archive:
        return archive.read(name).decode()


def _opened(path: Path) -> str:
    """The text as LibreOffice shows it: body, notes, header and footer."""
    run("soffice", f"-env:UserInstallation=file://{path.parent}/lo", "--headless", "--convert-to", "pdf", "--outdir", str(path.parent), str(path))
    return flat(run("pdftotext", "-layout", str(path.with_suffix(".pdf")), "-"))


def _styles(path: Path) -> list[tuple[str, str]]:
    return [(p.style.name, p.text) for p in docx.Document(str(path)).paragraphs if p.text.strip()]


def test_a_model_document_has_a_title_and_real_headings(document: Path) -> None:
    found = [(style, text) for style, text in _styles(document) if style.startswith(("Title", "Heading"))]
    assert found == [("Title", "Mandaatbesluit"), ("Heading 1", "Onderwerp"), ("Heading 2", "Wie beslist")]


def test_gaps_are_highlighted_and_nothing_else_is(document: Path) -> None:
    body = docx.Document(str(document)).element.body
    marked = ["".join(t.text or "" for t in r.iter(f"{W}t")) for r in body.iter(f"{W}r") if r.find(f"{W}rPr/{W}highlight") is not None]
    assert "".join(marked).replace("][", "]|[").split("|") == ["[naam van de aanpak]", "[bedrag]"]


def test_remarks_for_the_maker_are_shaded_boxes_that_go_in_one_key(document: Path) -> None:
    boxes = [table for table in docx.Document(str(document)).tables if table._tbl.tblPr.find(f"{W}tblCaption") is not None]
    assert [box.cell(0, 0).paragraphs[0].text for box in boxes] == ["Voor de maker van dit stuk", "Controleer de actuele wettekst"]
    for box in boxes:
        assert box._tbl.tblPr.find(f"{W}tblCaption").get(f"{W}val").startswith("Kader voor de maker")
        assert box.cell(0, 0)._tc.tcPr.find(f"{W}shd").get(f"{W}fill") == "FFEFC2"
    assert NOTICE not in boxes[0].cell(0, 0).text


def test_what_belongs_to_the_handbook_is_not_in_the_document(document: Path) -> None:
    text = _opened(document)
    for unwanted in ("Lees verder", "Waar dit op steunt", "Wat een nummer betekent", "Hiermee geeft het college", "==", "!!!", "[^", "](", ".md", "\ue000"):
        assert unwanted not in text, unwanted
    assert "zie het hoofdstuk." in text


def test_libreoffice_shows_text_table_source_and_header(document: Path) -> None:
    text = _opened(document)
    for wanted in ("Gemeente Leeuwarden", "24 november 2026", "Bladzijde 1 van 1", "Onderwerp", "Grens", "Wmo", "[bedrag]", "2. De raad",
                   "1 Rijksoverheid. Algemene wet bestuursrecht."):
        assert wanted in text, wanted


def test_the_source_is_a_footnote(document: Path) -> None:
    assert "Algemene wet bestuursrecht" in _part(document, "word/footnotes.xml")
    assert "<w:footnoteReference" in _part(document, "word/document.xml")


def test_the_language_is_dutch_and_the_properties_name_title_municipality_and_the_plans_date(document: Path) -> None:
    assert re.search(r'<w:lang [^>]*w:val="nl-NL"', _part(document, "word/styles.xml"))
    told = docx.Document(str(document)).core_properties
    assert (told.title, told.author, told.language) == ("Mandaatbesluit", "Gemeente Leeuwarden", "nl-NL")
    assert told.created == told.modified == dt.datetime(2026, 11, 24, tzinfo=dt.UTC) or told.created == dt.datetime(2026, 11, 24)


def test_the_same_document_gives_the_same_bytes(document: Path, tmp_path: Path) -> None:
    assert _document(tmp_path).read_bytes() == document.read_bytes()


def test_a_document_that_is_sent_has_no_notice_in_its_head_in_any_edition(tmp_path: Path, document: Path) -> None:
    assert "Intern" not in _opened(document)
    assert "Intern" not in _opened(_document(tmp_path, notice="", edition="delen"))


def test_the_municipalitys_colour_is_on_the_headings(tmp_path: Path) -> None:
    assert '"8A1538"' in _part(_document(tmp_path, colour="#8a1538"), "word/styles.xml")


def test_the_whole_handbook_is_one_file_with_every_page_picture_and_table(book: Path) -> None:
    text = _opened(book)
    for wanted in ("Handboek Leeuwarden", "Inhoud", "Uw plan", "Dit komt eerst", "Een partner voert uit", "Eerste punt", "Ja, met mandaat",
                   "☐ Eén opdrachtgever is benoemd.", "Anders loopt het vast.", "[naam van de aanpak]", "Meelezen.", "Toestemming."):
        assert wanted in text, wanted
    for unwanted in ("Wis alles", "Waarom staat dit", "data-tip", "markdown=", "Verderop", "Naar de knop"):
        assert unwanted not in text, unwanted
    assert 'descr="Tijdlijn. Twee acties"' in _part(book, "word/document.xml")


def test_contents_are_filled_and_lead_to_the_headings(book: Path) -> None:
    xml = _part(book, "word/document.xml")
    contents = xml[xml.index("TOC \\o"): xml.index("</w:sdtContent>")]
    anchors = re.findall(r'w:anchor="([^"]+)"', contents)
    assert len(anchors) == 6 + 7  # parts and pages
    assert all(f'w:name="{anchor}"' in xml for anchor in anchors)


def test_a_source_that_is_named_twice_is_one_note_and_a_reference(book: Path) -> None:
    assert _part(book, "word/footnotes.xml").count("Algemene wet bestuursrecht") == 2  # once in the chapter, once in the document
    xml = _part(book, "word/document.xml")
    name = re.search(r"NOTEREF (noot\d+) ", xml)
    assert name and f'w:name="{name[1]}"' in xml


def test_word_finds_no_mark_of_ours_and_every_cell_ends_with_a_paragraph(book: Path) -> None:
    body: Any = docx.Document(str(book)).element.body
    assert "\ue000" not in _part(book, "word/document.xml")
    for cell in body.iter(f"{W}tc"):
        assert cell[-1].tag == f"{W}p"


def test_strange_text_is_inert_and_laid_out(tmp_path: Path) -> None:
    nasty = DOCUMENT.replace("## Onderwerp", "## Onderwerp\n\n=HYPERLINK(\"http://kwaad\") @SUM(A1) 🎉 שלום \ue000begin maker\ue001 "
                             + "Zeerlang" * 40 + "\n\n" + "woord " * 900, 1)
    path = _document(tmp_path, mandaatbesluit=nasty)
    text = _opened(path)
    assert '=HYPERLINK("http://kwaad") @SUM(A1)' in text
    assert "Zeerlang" * 40 in _part(path, "word/document.xml")
    assert "HYPERLINK" not in re.sub(r"<w:t[ >].*?</w:t>", "", _part(path, "word/document.xml"))


def test_the_reference_document_is_what_its_script_makes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from site_build.publishing.paper.word import REFERENCE
    from tools import make_reference

    monkeypatch.setattr(make_reference, "TARGET", tmp_path / "word" / "reference.docx")
    make_reference.main()
    made, kept = ((zipfile.ZipFile(io.BytesIO(data))) for data in ((tmp_path / "word" / "reference.docx").read_bytes(), REFERENCE.read_bytes()))
    for name in ("word/styles.xml", "word/settings.xml", "word/header1.xml", "word/footer1.xml"):
        assert made.read(name) == kept.read(name), name
