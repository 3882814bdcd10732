"""`handreiking export`: which files come out, where, and what is said; the files themselves have their own tests."""

from __future__ import annotations

import dataclasses
import re
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

NO_CONTENT = handbooks.content()  # what is read from disk needs its sentences only


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


@pytest.mark.parametrize(("missing", "chosen", "name"), [("typst", {"pdf": True}, "in-een-oogopslag.pdf"), ("docx", {"word": True}, "handboek.docx")])
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


@pytest.fixture(scope="module")
def forms(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The model documents of a real handbook in all three forms; a few of each, for the time that it takes."""
    from site_build.store.projects import create

    folder = tmp_path_factory.mktemp("vormen") / "hb"
    real = handbooks.content()
    few = ("raadsvoorstel", "mandaatbesluit")
    assert real.worked is not None
    small = dataclasses.replace(
        real, documents=tuple(d for d in real.documents if d.id in few), roles=tuple(dataclasses.replace(role, documents=()) for role in real.roles),
        advice=(), search_words=(), worked=dataclasses.replace(real.worked, twins=tuple(t for t in real.worked.twins if t.id in few), story=()))
    create(folder, handbooks.example("pilot-loopt-af"), small)
    export(folder, small, documents=("leeg", "eigen", "voorbeeld"))
    return folder / "export" / "modelstukken"


def word_text(path: Path) -> str:
    with zipfile.ZipFile(path) as archive:
        return re.sub(r"<[^>]+>", "", archive.read("word/document.xml").decode())


def heads(path: Path) -> str:
    with zipfile.ZipFile(path) as archive:
        return re.sub(r"<[^>]+>", "", "".join(archive.read(name).decode() for name in archive.namelist() if name.startswith("word/header")))


def test_the_model_documents_come_blank_filled_in_and_as_an_example(forms: Path) -> None:
    assert files(forms) == [f"{folder}{name}.docx" for folder in ("leeg/", "", "voorbeeld/") for name in ("mandaatbesluit", "raadsvoorstel")]
    own, blank, example = (word_text(forms / folder / "raadsvoorstel.docx") for folder in ("", "leeg", "voorbeeld"))
    assert "plekken om in te vullen:" in own and "Sterk Begin" in own and "[zaaknummer]" in own
    assert "plekken om in te vullen:" in blank and "Sterk Begin" not in blank and "Amersfoort" not in blank and "[uw gemeente]" in blank
    assert "Noordwoude bestaat niet." in example and "[" not in example and "Sterk Begin" not in example


def test_no_document_that_is_sent_says_internal_in_its_head_and_the_example_says_that_it_is_invented(forms: Path) -> None:
    assert all("niet publiceren" not in heads(forms / folder / "mandaatbesluit.docx") for folder in ("", "leeg", "voorbeeld"))
    assert "bestaat niet" in heads(forms / "voorbeeld" / "mandaatbesluit.docx")
    assert "bestaat niet" not in heads(forms / "mandaatbesluit.docx")


def test_what_came_from_answers_has_a_style_of_its_own(forms: Path) -> None:
    with zipfile.ZipFile(forms / "raadsvoorstel.docx") as archive:
        styles, text = archive.read("word/styles.xml").decode(), archive.read("word/document.xml").decode()
    style = re.search(r'w:styleId="(\w+)"><w:name w:val="Ingevuld"/>.*?</w:style>', styles, re.S)
    assert style and 'w:val="dotted"' in style[0] and f'<w:rStyle w:val="{style[1]}"/>' in text


def test_the_letterhead_and_the_logo_stand_above_a_document_and_not_above_the_handbook(tmp_path: Path) -> None:
    folder = small_book(tmp_path / "hb")
    settings = (folder / "mkdocs.yml").read_text(encoding="utf-8")
    (folder / "docs/assets").mkdir()
    (folder / "docs/assets/logo.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg" width="20" height="20"><rect width="20" height="20"/></svg>', encoding="utf-8")
    (folder / "mkdocs.yml").write_text(settings.replace('extra: {', 'extra: {"letterhead": ["Gemeente X", "Postbus 1"], "logo": "assets/logo.svg", '), encoding="utf-8")
    export(folder, NO_CONTENT, word=True)
    document, book = folder / "export/modelstukken/mandaatbesluit.docx", folder / "export/handboek.docx"
    assert word_text(document).index("Gemeente X") < word_text(document).index("Mandaatbesluit") and "Postbus 1" not in word_text(book)
    with zipfile.ZipFile(document) as archive:
        assert [name for name in archive.namelist() if name.startswith("word/media/")]
