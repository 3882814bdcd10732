"""Pictures and attachments: what a file is by its bytes, what a drawing may hold, and files that nobody names."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from pathlib import Path

import pytest

from site_build.commands.check import all_problems
from site_build.content.loading import read_content
from site_build.desk.checking_assets import kind_of, unsafe_svg
from tests.builders import page, png, write_content

PAGE = "guide/chapters/10-doen/mandaat.md"
SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">{}</svg>'


def zipped(*names: str, mimetype: str = "") -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        if mimetype:
            archive.writestr("mimetype", mimetype)
        for name in names:
            archive.writestr(name, "x")
    return buffer.getvalue()


@pytest.mark.parametrize(("data", "kind"), [
    (png(), ".png"), (b"\xff\xd8\xff\xe1 exif", ".jpg"), (b"GIF89a...", ".gif"), (b"RIFF\x10\0\0\0WEBPVP8 ", ".webp"), (b"%PDF-1.7", ".pdf"),
    (SVG.format("").encode(), ".svg"), (b"\xef\xbb\xbf<?xml version='1.0'?><svg/>", ".svg"), (b"naam;uren\n", ".csv"),
    (zipped("word/document.xml"), ".docx"), (zipped("xl/workbook.xml"), ".xlsx"),
    (zipped(mimetype="application/vnd.oasis.opendocument.text"), ".odt"), (zipped(mimetype="application/vnd.oasis.opendocument.spreadsheet"), ".ods"),
    (b"", ""), (b"PK\x03\x04 stuk", ""), (zipped("iets.txt"), ""), (zipped("word/document.xml", "word/vbaProject.bin"), ""), (b"MZ\0\0 programma", ""),
    (b"<html></html>", ""), ("naam;é".encode("cp1252"), ""),
])
def test_a_file_is_what_its_bytes_say(data: bytes, kind: str) -> None:
    assert kind_of(data) == kind


@pytest.mark.parametrize(("inside", "why"), [
    ('<rect fill="url(#verloop)"/><use xlink:href="#a"/><image href="data:image/png;base64,AA=="/>', ""),
    ('<metadata><rdf:li xmlns:rdf="http://x" rdf:resource="http://purl.org/dc"/></metadata>', ""),
    ("<script/>", "een script"), ('<rect onclick="x()"/>', "een script"), ('<a href="javascript:x()"/>', "een verwijzing naar buiten"),
    ('<image href="https://x.nl/a.png"/>', "een verwijzing naar buiten"), ('<use xlink:href="ander.svg#a"/>', "een verwijzing naar buiten"),
    ('<rect style="fill:url(https://x.nl/a)"/>', "een verwijzing naar buiten"), ("<style>@import 'a.css';</style>", "een verwijzing naar buiten"),
    ("<foreignObject/>", "HTML (foreignObject)"), ('<a><set attributeName="href" to="javascript:x()"/></a>', "beweging"), ("<g>", "een fout in de code"),
])
def test_a_drawing_runs_and_fetches_nothing(inside: str, why: str) -> None:
    assert unsafe_svg(SVG.format(inside).encode()) == why


def test_names_of_ones_own_in_a_drawing_are_refused_before_they_are_read() -> None:
    assert unsafe_svg(b'<!DOCTYPE svg [<!ENTITY a "aaaa">]><svg>&a;</svg>') == "een DOCTYPE met eigen namen"
    assert unsafe_svg(b'<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd"><svg/>') == ""


def said(root: Path, body: str, files: dict[str, str | bytes]) -> list[str]:
    write_content(root, {PAGE: page(body, for_all="true"), **files})
    codes = ("bestand-", "beeld-", "link-", "svg-")
    return [f"{p.place.file}:{p.place.line}  {p.code}" for p in all_problems(root, dt.date(2026, 11, 26)) if p.code.startswith(codes) and p.code != "bestand-weg"]


def test_a_file_that_no_text_names_is_a_remark_and_a_word_file_is_no_page(tmp_path: Path) -> None:
    assert said(tmp_path, "Tekst.", {"guide/chapters/10-doen/los.docx": zipped("word/document.xml")}) == ["guide/chapters/10-doen/los.docx:1  bestand-ongebruikt"]


def test_another_kind_of_file_does_not_go_along(tmp_path: Path) -> None:
    assert said(tmp_path, "Zie [de film](film.mp4).", {"guide/chapters/10-doen/film.mp4": b"film"}) == [f"{PAGE}:8  bestand-soort"]


def test_a_link_on_the_disk_that_leads_out_of_the_guide_is_refused_and_not_read(tmp_path: Path) -> None:
    (tmp_path / "geheim.png").write_bytes(png())
    root = tmp_path / "gids"
    (root / "guide/chapters/10-doen").mkdir(parents=True)
    (root / "guide/chapters/10-doen/foto.png").symlink_to(tmp_path / "geheim.png")
    assert said(root, "![Een foto van ons](foto.png)", {}) == ["guide/chapters/10-doen/foto.png:1  link-buiten"]
    assert read_content(root)[0].assets == ()


def test_a_list_names_its_attachments_and_a_picture_among_a_title_is_found(tmp_path: Path) -> None:
    listing = ("id: start\ntitle: Start\nintro: Kort.\nattachments:\n  - {file: blad.csv, text: Een blad}\n  - {file: ../weg.pdf, text: Weg}\n"
               "items:\n  - {id: een, text: Een., why: Zo., for: leider}\n")
    files: dict[str, str | bytes] = {"checklists/start.yml": listing, "checklists/blad.csv": b"a,b\n", "guide/chapters/10-doen/foto.png": png()}
    assert said(tmp_path, '![Een foto van ons](foto.png "Ons team")', files) == ["checklists/start.yml:6  link-buiten"]
