"""Pictures of the municipality: printed where they can be, else named with their address; one bad page does not stop the rest."""

from __future__ import annotations

import struct
import zipfile
import zlib
from pathlib import Path
from typing import Any

import docx
import pytest

from site_build.commands.export import KINDS, ExportWish, run
from site_build.commands.report import Report
from tests.handbooks import content
from tests.publishing.paper.small_book import flat, small_book
from tests.publishing.paper.small_book import run as tool

NO_CONTENT = content()
SVG = '<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20" width="40" height="20"><rect width="40" height="20" fill="#17505f"/></svg>'
ADDRESS = "https://example.org/foto.png"


def png(width: int = 6, height: int = 4) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = b"".join(b"\0" + b"\x17\x50\x5f" * width for _ in range(height))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = small_book(tmp_path / "hb")
    (folder / "docs" / "img").mkdir()
    (folder / "docs" / "img" / "team foto.png").write_bytes(png())
    (folder / "docs" / "img" / "schema.svg").write_text(SVG, encoding="utf-8")
    (tmp_path / "geheim.png").write_bytes(png())
    (folder / "docs" / "voorbereiden" / "eigen.md").write_text(
        "# Ons team\n\n![Het team aan tafel](../img/team%20foto.png)\n\n![Het schema](../img/schema.svg)\n\n"
        f"![Een foto van elders]({ADDRESS})\n\n![Weg](../img/weg.png)\n\n![Buiten](../../../geheim.png)\n\n"
        '<iframe src="https://example.org/film" title="Een film"></iframe>\n', encoding="utf-8")
    return folder


def export(folder: Path, *kinds: str, **wish: Any) -> Report:
    return run(ExportWish(folder, frozenset(kinds), **wish), NO_CONTENT)


def test_pictures_stand_in_the_pdf_with_their_alternative_text(folder: Path) -> None:
    assert export(folder, "pdf", page="voorbereiden/eigen").status == 0
    made = folder / "export" / "voorbereiden-eigen.pdf"
    text = flat(tool("pdftotext", str(made), "-"))
    assert f"Een foto van elders ({ADDRESS})" in text and "Weg (../img/weg.png)" in text and "Buiten (../../../geheim.png)" in text
    assert "Een film (https://example.org/film)" in text
    assert len(tool("pdfimages", "-list", str(made)).splitlines()) == 3  # a head of two lines, and the png; the svg is drawn
    structure = tool("pdfinfo", "-struct-text", str(made))
    assert structure.count("Figure") == 2


def test_pictures_stand_in_word_with_their_alternative_text(folder: Path) -> None:
    assert export(folder, "word", page="voorbereiden/eigen").status == 0
    made = folder / "export" / "voorbereiden-eigen.docx"
    with zipfile.ZipFile(made) as archive:
        assert len([name for name in archive.namelist() if name.startswith("word/media/")]) == 2
        xml = archive.read("word/document.xml").decode()
    assert 'descr="Het team aan tafel"' in xml and 'descr="Het schema"' in xml
    text = flat("\n".join(p.text for p in docx.Document(str(made)).paragraphs))
    assert "Een foto van elders (" in text and "Weg (../img/weg.png)" in text


def test_a_page_that_cannot_be_printed_is_named_and_the_rest_is_made(folder: Path) -> None:
    (folder / "docs" / "img" / "kapot.png").write_bytes(png()[:40] + b"\0" * 20)
    (folder / "docs" / "voorbereiden" / "kapot.md").write_text("# Kapot\n\n![Stuk](../img/kapot.png)\n", encoding="utf-8")
    report = export(folder, "pdf", whole=True)
    assert report.status == 1
    assert ("handboek.pdf is niet gemaakt. Het ligt aan docs/voorbereiden/kapot.md: een afbeelding op deze bladzijde is beschadigd, "
            "of heeft een vorm die niet te drukken is. Sla haar opnieuw op als png of jpg.") in report.lines
    assert [path.name for path in report.files][0] == "in-een-oogopslag.pdf"
    assert report.lines[-1] == f"1 bestand is niet gemaakt; de rest staat in {folder / 'export'}"


def test_one_format_that_fails_does_not_end_the_others(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "typst", None)
    report = export(folder, *(kind for kind in KINDS if kind in ("pdf", "word")), page="mandaatbesluit")
    assert report.status == 1 and [path.name for path in report.files] == ["mandaatbesluit.docx"]


def test_a_link_to_any_place_never_costs_the_pdf(folder: Path) -> None:
    page = folder / "docs" / "voorbereiden" / "eigen.md"
    page.write_text('# Ons team\n\nNaar [de regel](#regel), [de cel](#cel), [de alinea](#alinea) en [nergens](#weg).\n\n'
                    '| Wat | Wie |\n|---|---|\n| <span id="regel"></span>Plan **nu**. | Jan |\n\n'
                    '<table><tr><td id="cel">Een cel</td></tr></table>\n\n<p id="alinea">Een alinea.</p>\n', encoding="utf-8")
    report = export(folder, "pdf", page="voorbereiden/eigen")
    assert report.status == 0, report
    made = tool("pdftotext", str(folder / "export" / "voorbereiden-eigen.pdf"), "-")
    assert "Naar de regel, de cel, de alinea en nergens." in flat(made)
