"""`handreiking export`: which files come out, where, and what is said; the files themselves have their own tests."""

from __future__ import annotations

import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest

from site_build.commands.export import KINDS, ExportWish, run
from site_build.commands.report import Report
from site_build.content.model import Content
from site_build.errors import HandbookError, UsageError
from site_build.publishing.archives import pack_folder, repack
from site_build.publishing.paper.book import find_page, read_book
from tests import handbooks
from tests.publishing.paper.small_book import flat, small_book
from tests.publishing.paper.small_book import run as tool

NO_CONTENT: Any = None  # what is read from disk needs no content


def export(folder: Path, content: Any = NO_CONTENT, **chosen: Any) -> Report:
    kinds = frozenset(kind for kind in KINDS if chosen.pop(kind, False) or chosen.get("all"))
    chosen.pop("all", None)
    return run(ExportWish(folder, kinds, **chosen), content, say=print)


def files(folder: Path) -> list[str]:
    return sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file() and not p.name.startswith("."))


def test_word_makes_the_model_documents_and_the_handbook(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = small_book(tmp_path / "hb")
    assert export(folder, NO_CONTENT, word=True).status == 0
    assert files(folder / "export") == ["handboek.docx", "modelstukken/mandaatbesluit.docx"]
    assert capsys.readouterr().out.splitlines() == ["Ik maak modelstukken/mandaatbesluit.docx …", "Ik maak handboek.docx …"]


def test_pdf_makes_the_handbook_and_the_summary(tmp_path: Path) -> None:
    folder = small_book(tmp_path / "hb")
    export(folder, NO_CONTENT, pdf=True)
    assert files(folder / "export") == ["handboek.pdf", "in-een-oogopslag.pdf"]


def test_one_role_and_one_page(tmp_path: Path) -> None:
    folder = small_book(tmp_path / "hb")
    export(folder, NO_CONTENT, role="jurist")
    export(folder, NO_CONTENT, page="voorbereiden/mandaat.md")
    export(folder, NO_CONTENT, page="mandaatbesluit", word=True)
    assert files(folder / "export") == ["handboek-rol-jurist.pdf", "modelstukken/mandaatbesluit.docx", "voorbereiden-mandaat.docx",
                                        "voorbereiden-mandaat.pdf"]


@pytest.mark.parametrize(("chosen", "message"), [
    ({}, "Kies wat u wilt maken: --pdf, --word, --excel, --calendar, --zip of --all."),
    ({"page": "mandaat", "role": "jurist"}, "Kies --page of --role, niet allebei."),
    ({"role": "jurist", "excel": True}, "Bij --page en --role kunnen alleen --pdf en --word."),
    ({"role": "koning"}, "De rol 'koning' staat niet in dit handboek. Kies uit: jurist."),
    ({"page": "kwijt"}, "De bladzijde 'kwijt' staat niet in dit handboek. De namen staan in docs/, bijvoorbeeld index.md."),
])
def test_a_wish_that_cannot_be_is_told_in_one_line(tmp_path: Path, chosen: dict[str, Any], message: str) -> None:
    with pytest.raises(UsageError) as caught:
        export(small_book(tmp_path / "hb"), NO_CONTENT, **chosen)
    assert str(caught.value) == message


def test_a_name_that_two_pages_have_asks_which(tmp_path: Path) -> None:
    folder = small_book(tmp_path / "hb")
    (folder / "docs" / "lijsten" / "mandaat.md").write_text("# Lijst\n", encoding="utf-8")
    with pytest.raises(UsageError, match="Er zijn meer bladzijden met de naam 'mandaat'. Kies uit: .*voorbereiden/mandaat"):
        find_page(read_book(folder), "mandaat")


def test_a_folder_that_is_no_handbook_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="is geen handboek"):
        export(tmp_path, NO_CONTENT, pdf=True)


def test_a_document_that_somebody_filled_in_is_left_and_the_new_one_stands_beside_it(tmp_path: Path) -> None:
    folder = small_book(tmp_path / "hb")
    export(folder, NO_CONTENT, page="mandaatbesluit", word=True)
    export(folder, NO_CONTENT, page="mandaatbesluit", word=True)
    filled = folder / "export" / "modelstukken" / "mandaatbesluit.docx"
    assert files(folder / "export") == ["modelstukken/mandaatbesluit.docx"]
    filled.write_bytes(b"ingevuld")
    report = export(folder, NO_CONTENT, page="mandaatbesluit", word=True)
    assert filled.read_bytes() == b"ingevuld"
    assert (filled.parent / "mandaatbesluit-nieuw.docx").is_file()
    assert ("modelstukken/mandaatbesluit.docx hebt u zelf veranderd en is niet vervangen. Het nieuwe bestand is mandaatbesluit-nieuw.docx."
            in report.lines)
    (filled.parent / "mandaatbesluit-nieuw.docx").write_bytes(b"ook ingevuld")
    export(folder, NO_CONTENT, page="mandaatbesluit", word=True)
    assert (filled.parent / "mandaatbesluit-nieuw.docx").read_bytes() == b"ook ingevuld"


@pytest.mark.parametrize(("missing", "chosen", "name"), [("typst", {"pdf": True}, "in-een-oogopslag.pdf"), ("pypandoc", {"word": True}, "handboek.docx"),
                                                       ("docx", {"word": True}, "handboek.docx")])
def test_without_the_extra_the_command_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, missing: str, chosen: dict[str, Any], name: str) -> None:
    monkeypatch.setitem(sys.modules, missing, None)
    report = export(small_book(tmp_path / "hb"), NO_CONTENT, **chosen)
    assert f'{name} is niet gemaakt. Dit vraagt een extra: pip install "handreiking[export]"' in report.lines
    assert report.status == 1


def test_a_page_that_is_no_text_is_named(tmp_path: Path) -> None:
    folder = small_book(tmp_path / "hb")
    (folder / "docs" / "begrippen.md").write_bytes(b"# Begrippen\n\xff\xfe")
    with pytest.raises(HandbookError, match="begrippen.md kan niet worden gelezen als tekst in UTF-8"):
        export(folder, NO_CONTENT, pdf=True)


def test_a_page_that_somebody_removed_is_left_out_and_one_that_somebody_added_comes_in(tmp_path: Path) -> None:
    folder = small_book(tmp_path / "hb")
    (folder / "docs" / "rollen" / "jurist.md").unlink()
    (folder / "docs" / "eigen.md").write_text("# Onze afspraken\n\nTekst.\n", encoding="utf-8")
    pages = {page.file: page for page in read_book(folder).pages}
    assert "rollen/jurist.md" not in pages
    assert (pages["eigen.md"].title, pages["eigen.md"].group) == ("Onze afspraken", "Eigen bladzijden")


def test_the_complete_edition_has_no_plan_and_the_export_says_so(tmp_path: Path) -> None:
    folder = small_book(tmp_path / "hb", edition="compleet", notice="")
    report = export(folder, NO_CONTENT, excel=True, calendar=True)
    assert "Excel is overgeslagen: deze uitgave heeft geen antwoorden, dus ook geen eigen plan." in report.lines


def test_a_zip_has_fixed_dates_and_opens_as_one_folder(tmp_path: Path) -> None:
    import datetime as dt

    (tmp_path / "site" / "assets").mkdir(parents=True)
    (tmp_path / "site" / "index.html").write_text("<p>Hallo</p>")
    (tmp_path / "site" / "assets" / "a.css").write_text("p {}")
    data = pack_folder(tmp_path / "site", dt.date(2026, 11, 24), inside="handboek")
    (tmp_path / "x.zip").write_bytes(data)
    with zipfile.ZipFile(tmp_path / "x.zip") as archive:
        assert archive.namelist() == ["handboek/assets/a.css", "handboek/index.html"]
        assert {info.date_time for info in archive.infolist()} == {(2026, 11, 24, 0, 0, 0)}
    assert repack(data, dt.date(2026, 11, 24)) == data


# --- with the real content -----------------------------------------------------------------


@pytest.fixture(scope="module")
def content() -> Content:
    return handbooks.content()


def test_the_edition_to_share_holds_nothing_confidential_in_any_file(tmp_path: Path, content: Content, capsys: pytest.CaptureFixture[str]) -> None:
    from site_build.store.projects import create

    answers = handbooks.example("leeuwarden")
    secret = [str(value) for id, value in answers.values.items() if content.questions[id].confidential and isinstance(value, str) and " " in value]
    create(tmp_path / "hb", answers, content)
    assert export(tmp_path / "hb", content, share=tmp_path / "delen", pdf=True, excel=True, calendar=True).status == 0
    assert files(tmp_path / "delen") == ["handboek.pdf", "in-een-oogopslag.pdf", "plan.csv", "plan.ics", "plan.xlsx"]
    assert files(tmp_path / "hb" / "export") == []
    text = flat(tool("pdftotext", str(tmp_path / "delen" / "handboek.pdf"), "-"))
    assert "Intern, niet publiceren" not in text
    assert "Uitgave om te delen" in text
    for value in secret:
        assert value not in text
