"""PDF: read back with programs that did not write it (pdftotext, pdfinfo)."""

from __future__ import annotations

import contextlib
import re
import zlib
from pathlib import Path

import pytest

from site_build.errors import HandbookError
from site_build.publishing.paper.book import Book, find_page, for_role, read_book, whole
from site_build.publishing.paper.columns import widths
from site_build.publishing.paper.fonts import SUBSTITUTE, visible
from site_build.publishing.paper.markup import Converter
from site_build.publishing.paper.pdf import write_book_pdf, write_page_pdf, write_sheet_pdf
from tests.publishing.paper.small_book import CHAPTER, NOTICE, flat, run, small_book

NASTY = """# Mandaat

=HYPERLINK("http://kwaad.example","klik") en @SUM(A1) en #let x = 1; #panic("nee") \\\\ $x$ *niet* <laag> [haak]

Emoji 🎉 en 👩‍👩‍👧‍👦 en ✅. Hebreeuws: שלום עולם. Arabisch: مرحبا. Chinees: 你好.

{long}

{text}
"""


def _book(folder: Path, **changes: str) -> tuple[Book, Converter]:
    book = read_book(small_book(folder / "hb", **changes))
    return book, Converter(book)


def _whole(folder: Path, **changes: str) -> Path:
    book, converter = _book(folder, **changes)
    write_book_pdf(converter, whole(book), folder / "handboek.pdf")
    return folder / "handboek.pdf"


@pytest.fixture(scope="module")
def pdf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return _whole(tmp_path_factory.mktemp("pdf"))


def test_every_heading_table_and_figure_of_the_pages_is_in_the_pdf(pdf: Path) -> None:
    text = flat(run("pdftotext", "-layout", str(pdf), "-"))
    for wanted in ("Handboek van Leeuwarden", "Dit komt eerst", "Waar gaat het om", "Een partner voert uit", "Controleer de wettekst", "Eerste punt",
                   "Ja, met mandaat", "Vraag uw jurist", "Eén opdrachtgever is benoemd.", "Anders loopt het vast.", "Mandaatbesluit",
                   "[naam van de aanpak]", "Meelezen.", "maart"):
        assert wanted in text, wanted


def test_nothing_of_the_markup_or_the_website_is_in_the_pdf(pdf: Path) -> None:
    text = run("pdftotext", str(pdf), "-")
    for unwanted in ("!!!", "==", "**", "[^", "](", ".lead", "data-tip", "<div", "markdown=", "Wis alles", "Waarom staat dit", "Toestemming (kort)", ";."):
        assert unwanted not in text, unwanted


def test_the_pdf_is_tagged_says_it_is_pdf_ua_and_carries_title_language_and_date(pdf: Path) -> None:
    told = run("pdfinfo", str(pdf))
    assert re.search(r"Tagged:\s+yes", told)
    assert re.search(r"Title:\s+Handboek Leeuwarden", told)
    assert "Nov 24" in told and "2026" in told
    meta = run("pdfinfo", "-meta", str(pdf))
    assert "pdfuaid:part" in meta and "nl-NL" in meta


def test_the_contents_name_every_page_with_its_number(pdf: Path) -> None:
    contents = run("pdftotext", "-f", "2", "-l", "2", "-layout", str(pdf), "-")
    where = re.search(r"Mandaatbesluit[ .\u2060]+(\d+)", contents)
    assert where
    assert "Onderwerp" in run("pdftotext", "-f", where[1], "-l", where[1], str(pdf), "-")
    assert "Lijsten" in contents and "Naslag" in contents


def test_a_picture_is_described_and_the_text_in_it_is_text(pdf: Path) -> None:
    assert "Tijdlijn. Twee acties" in _objects(pdf)
    assert len(run("pdfimages", "-list", str(pdf)).splitlines()) == 2  # only the head of the list: nothing is a bitmap


def _objects(pdf: Path) -> str:
    """The objects of a PDF as text, compressed ones too."""
    data = pdf.read_bytes()
    parts = [data]
    for stream in re.findall(rb"stream\r?\n(.*?)\r?\nendstream", data, re.S):
        with contextlib.suppress(zlib.error):
            parts.append(zlib.decompress(stream))
    return b"\n".join(parts).decode("latin-1")


def test_links_lead_to_pages_in_the_pdf_and_to_addresses_outside(pdf: Path) -> None:
    addresses = run("pdfinfo", "-url", str(pdf))
    assert "https://example.org/x" in addresses
    assert ".md" not in addresses
    text = flat(run("pdftotext", str(pdf), "-"))
    assert re.search(r"de lijst \(blz\. \d+\) en buiten en weg\.", text)


def test_a_link_goes_to_an_empty_place_in_a_row_as_the_plan_has(tmp_path: Path) -> None:
    text = "# Mandaat\n\nLees [de regel](mandaat.md#regel-1).\n\n| Wat |\n|---|\n| <span id=\"regel-1\"></span>Tekst. |\n"
    assert "Tekst." in flat(run("pdftotext", str(_whole(tmp_path, mandaat=text)), "-"))


def test_a_source_that_is_named_twice_is_one_note(pdf: Path) -> None:
    text = run("pdftotext", str(pdf), "-")
    assert text.count("Algemene wet bestuursrecht. Gezien") == 1
    assert re.search(r"is nodig\s*1\s*\. En nog eens\s*1,\s*2", flat(text))


def test_every_sheet_but_the_cover_says_the_edition_is_internal_and_a_shared_edition_never(pdf: Path, tmp_path: Path) -> None:
    sheets = run("pdftotext", str(pdf), "-").split("\f")[:-1]
    assert all(NOTICE in flat(sheet) for sheet in sheets)
    shared = run("pdftotext", str(_whole(tmp_path, notice="", edition="delen")), "-")
    assert "Intern" not in shared
    assert "Uitgave om te delen" in shared


def test_the_same_handbook_gives_the_same_bytes(pdf: Path, tmp_path: Path) -> None:
    assert _whole(tmp_path).read_bytes() == pdf.read_bytes()


def test_a_page_edited_by_hand_is_printed_as_it_is_now(tmp_path: Path) -> None:
    text = run("pdftotext", str(_whole(tmp_path, mandaat=CHAPTER.replace("# Mandaat\n", "# Ons mandaat\n", 1))), "-")
    assert "Ons mandaat" in text


def test_a_role_gets_its_own_page_first_and_only_its_pages(tmp_path: Path) -> None:
    book, converter = _book(tmp_path)
    assert [page.file for page in for_role(book, "jurist")] == ["rollen/jurist.md", "voorbereiden/mandaat.md", "documenten/mandaatbesluit.md"]
    write_book_pdf(converter, for_role(book, "jurist"), tmp_path / "rol.pdf", subtitle="Voor de rol: Jurist")
    text = run("pdftotext", str(tmp_path / "rol.pdf"), "-")
    assert "Voor de rol: Jurist" in text
    assert "de lijst en buiten" in flat(text)  # the list is not in this edition, so it is no link


def test_the_summary_is_one_sheet_however_long_and_says_so_when_it_cannot_be(tmp_path: Path) -> None:
    long = "# In één oogopslag\n\n" + "Een zin die hier staat. " * 260
    book, converter = _book(tmp_path, **{"in-een-oogopslag": long})
    page = find_page(book, "in-een-oogopslag")
    assert write_page_pdf(converter, page, tmp_path / "gewoon.pdf") == 2
    write_sheet_pdf(converter, page, tmp_path / "blad.pdf")
    assert re.search(r"Pages:\s+1\n", run("pdfinfo", str(tmp_path / "blad.pdf")))
    book, converter = _book(tmp_path / "b", **{"in-een-oogopslag": long * 5})
    with pytest.raises(HandbookError, match="past niet op één bladzijde. Maak docs/in-een-oogopslag.md korter."):
        write_sheet_pdf(converter, find_page(book, "in-een-oogopslag"), tmp_path / "te-lang.pdf")


def test_strange_text_is_inert_and_laid_out(tmp_path: Path) -> None:
    page = NASTY.format(long="Zeerlang" * 40, text="woord " * 900)
    text = run("pdftotext", str(_whole(tmp_path, mandaat=page)), "-")
    joined = flat(text)
    for wanted in ("HYPERLINK", "@SUM(A1)", '#panic("nee")', "$x$", "🎉", "✅"):
        assert wanted in joined, wanted
    assert "Zeerlang" * 40 in re.sub("[\\s\u200b\u00ad]", "", text)
    assert f"Chinees: {SUBSTITUTE}." in joined
    assert "שלום" in joined or "םולש" in joined


def test_only_characters_without_a_font_are_replaced() -> None:
    assert visible("Café – € 2.500 ≥ ½ → ü ë ș ☐") == "Café – € 2.500 ≥ ½ → ü ë ș ☐"
    assert visible("a你好b") == f"a{SUBSTITUTE}b"


def test_each_column_of_a_table_gets_its_longest_word_and_the_rest_goes_to_the_text() -> None:
    shares = widths([["Wat", "Wie", "Dagdelen"], ["Een lange zin over wat er gebeurt en waarom dat nu moet. " * 2, "Teamleider", "2"]])
    assert sum(shares) == 100
    assert shares[0] > 50
    assert shares[1] >= 14 and shares[2] >= 12  # 'Teamleider' and 'Dagdelen' fit, at some ninety letters to a line


def test_an_amount_stays_on_one_line_in_its_column() -> None:
    shares = widths([["Wat er in de begroting bij komt, elk jaar", "Lasten", "Dekking"], ["Programma", "€ 494.000", ""], ["Uit de dekking", "", "€ 494.000"]])
    assert min(shares[1:]) >= 14  # nine letters, at some ninety to a line, and the room around them


def test_a_row_longer_than_a_page_still_breaks(tmp_path: Path) -> None:
    page = "# Mandaat\n\n| A | B |\n|---|---|\n| kort | " + "woord " * 1200 + "slot |\n"
    assert "slot" in run("pdftotext", str(_whole(tmp_path, mandaat=page)), "-")
