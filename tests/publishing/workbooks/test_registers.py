"""Tables that a municipality fills in: into antwoorden.yml, onto a sheet, back from it, on a page; and never in the edition to share."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from site_build.assembly.outputs import Look
from site_build.assembly.project import assemble
from site_build.commands.plan import PlanReport, PlanWish, run
from site_build.content.model import Content
from site_build.errors import ContentError
from site_build.interview.answers import Answers, read_answers, write_answers
from site_build.publishing.workbooks.spreadsheet import write_workbook
from site_build.store.projects import without_confidential
from site_build.tailoring.handbook import COMPLETE, SHARED, tailor
from tests.builders import made_folder, make_content

REGISTERS = """\
- id: cijfers
  title: Cijfers vooraf
  intro: Vul in wat u weet.
  known: [Cijfer]
  rows:
    - {id: bereik, texts: [Bereik]}
    - {id: hulp, texts: [Hulp aanvaard], was: [aanvaard]}
  columns:
    - {id: voor, title: Vooraf}
    - {id: kies, title: Kiezen, type: choice, options: [ja, nee]}
- id: logboek
  title: Logboek
  intro: Wat u veranderde.
  open: 3
  columns:
    - {id: dag, title: Wanneer, type: date}
    - {id: wat, title: Wat, was: [aanpassing]}
"""
HEAD = "version: 1\nhandbook: hb-tabellen\ndate: 2026-11-24\nanswers:\n  mandaat: geen\n"
FILLED = HEAD + """\
# een opmerking van iemand
plan: {}
registers:
  cijfers:
    bereik: {voor: "25 van 52", kies: ja}
  logboek:
    regel-1: {dag: 2026-03-02, wat: "Een *kaart* | met foto"}
"""


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> Content:
    return make_content(tmp_path_factory.mktemp("inhoud"), {"guide/knowledge/registers.yml": REGISTERS})


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return made_folder(tmp_path / "boek", "hb-tabellen", FILLED)


def answers(text: str, content: Content) -> Answers:
    return read_answers(text, "antwoorden.yml", content)


def sent_back(folder: Path, content: Content, sheet: str, work: Callable[[Any], object]) -> PlanReport:
    """Write the workbook, let somebody change a sheet, and read it back."""
    path = folder.parent / "plan.xlsx"
    write_workbook(tailor(content, answers((folder / "antwoorden.yml").read_text(encoding="utf-8"), content)), path)
    book = openpyxl.load_workbook(path)
    work(book[sheet])
    book.save(path)
    return run(PlanWish(folder, path, True), content)


def set_cell(cell: str, value: Any) -> Callable[[Any], None]:
    def work(sheet: Any) -> None:
        sheet[cell] = value

    return work


def test_what_is_typed_in_the_file_is_read_through_earlier_ids_and_written_the_same(content: Content) -> None:
    given = answers(HEAD + "registers:\n  cijfers:\n    aanvaard: {voor: 14}\n  logboek:\n    regel-2: {aanpassing: ' Anders ', dag: 2 mrt 2026}\n", content)
    assert given.registers == {"cijfers": {"hulp": {"voor": "14"}}, "logboek": {"regel-2": {"wat": "Anders", "dag": "2026-03-02"}}}
    assert answers(write_answers(given, content), content) == given


@pytest.mark.parametrize(("text", "problem"), [
    ("  cijver: {}\n", "De tabel 'cijver' bestaat niet. Bedoelt u 'cijfers'?"),
    ("  cijfers: {bereik: 3}\n", "In de tabel 'cijfers' hoort per regel een kolom en een tekst. Schrijf: regel-1: {wat: Een andere brief}."),
    ("  cijfers:\n    bereikt: {voor: 1}\n", "De regel 'bereikt' bestaat niet in de tabel 'cijfers'. Een eigen regel heet regel-1, regel-2 en zo verder."),
    ("  cijfers:\n    bereik: {na: 1}\n", "De kolom 'na' bestaat niet in de tabel 'cijfers'. Kies uit: voor, kies."),
    ("  cijfers:\n    bereik: {kies: soms}\n", "Kiezen: 'soms' kan hier niet. Kies uit: ja, nee."),
])
def test_a_wrong_table_is_named_with_its_place(content: Content, text: str, problem: str) -> None:
    with pytest.raises(ContentError) as caught:
        answers(f"{HEAD}registers:\n{text}", content)
    (found,) = caught.value.problems
    assert f"{found.message} {found.remedy}".strip() == problem and found.place.line > 6


def test_an_unchanged_workbook_changes_nothing(folder: Path, content: Content) -> None:
    before = (folder / "antwoorden.yml").read_bytes()
    assert sent_back(folder, content, "Logboek", lambda sheet: None).lines == ("Er is niets veranderd: het werkboek en het handboek zijn gelijk.",)
    assert (folder / "antwoorden.yml").read_bytes() == before


def test_columns_that_were_empty_everywhere_come_back_too(folder: Path, content: Content) -> None:
    (folder / "antwoorden.yml").write_text(HEAD, encoding="utf-8")
    sent_back(folder, content, "Logboek", set_cell("C6", "Eerste"))
    assert answers((folder / "antwoorden.yml").read_text(encoding="utf-8"), content).registers == {"logboek": {"regel-3": {"wat": "Eerste"}}}


def test_a_cell_that_was_filled_in_comes_back_with_what_it_was(folder: Path, content: Content) -> None:
    report = sent_back(folder, content, "Cijfers vooraf", set_cell("C5", "14 van 25"))
    assert report.lines[:3] == ("1 verschil:", "- Cijfers vooraf: Hulp aanvaard", "    vooraf: leeg → 14 van 25")
    text = (folder / "antwoorden.yml").read_text(encoding="utf-8")
    assert answers(text, content).registers["cijfers"]["hulp"] == {"voor": "14 van 25"} and "# een opmerking van iemand" in text


def test_a_row_in_an_empty_line_and_one_under_the_table_get_keys_of_their_own(folder: Path, content: Content) -> None:
    def work(sheet: Any) -> None:
        assert [sheet.cell(row, 1).value for row in range(4, 8)] == [f"logboek/regel-{number}" for number in range(1, 5)]
        sheet["B5"], sheet["C5"] = dt.datetime(2026, 5, 4), "Tweede"
        sheet["B12"], sheet["C12"] = "1-6-2026", "Onderaan"

    sent_back(folder, content, "Logboek", work)
    found = answers((folder / "antwoorden.yml").read_text(encoding="utf-8"), content).registers["logboek"]
    assert found["regel-2"] == {"dag": "2026-05-04", "wat": "Tweede"}
    assert found["regel-5"] == {"dag": "2026-06-01", "wat": "Onderaan"}


def test_an_emptied_cell_is_emptied_and_an_empty_row_goes(folder: Path, content: Content) -> None:
    def work(sheet: Any) -> None:
        sheet["B4"], sheet["C4"] = None, None

    sent_back(folder, content, "Logboek", work)
    assert "logboek" not in answers((folder / "antwoorden.yml").read_text(encoding="utf-8"), content).registers


def test_sorted_rows_are_known_by_their_key(folder: Path, content: Content) -> None:
    def work(sheet: Any) -> None:
        rows = [[cell.value for cell in row] for row in sheet["A4:D5"]]
        for number, values in enumerate(reversed(rows), start=4):
            for column, value in enumerate(values, start=1):
                sheet.cell(number, column).value = value

    assert "niets veranderd" in sent_back(folder, content, "Cijfers vooraf", work).lines[-1]


@pytest.mark.parametrize(("sheet", "cell", "value", "message"), [
    ("Cijfers vooraf", "D4", "misschien", "'misschien' kan hier niet. Kies uit: ja, nee."),
    ("Logboek", "B5", "ooit", "'ooit' is geen datum"),
])
def test_what_cannot_be_is_named_by_its_cell_and_nothing_is_taken_over(folder: Path, content: Content, sheet: str, cell: str, value: str, message: str) -> None:
    before = (folder / "antwoorden.yml").read_bytes()
    with pytest.raises(ContentError) as caught:
        sent_back(folder, content, sheet, set_cell(cell, value))
    (found,) = caught.value.problems
    assert message in found.message and found.place.file == f"plan.xlsx, blad {sheet}, cel {cell}"
    assert (folder / "antwoorden.yml").read_bytes() == before


def test_what_is_typed_in_a_column_of_ours_is_named(folder: Path, content: Content) -> None:
    report = sent_back(folder, content, "Cijfers vooraf", set_cell("B4", "Mijn eigen naam"))
    assert report.lines[0] == "Niet overgenomen: blad Cijfers vooraf, cel B4: ‘Mijn eigen naam’. Deze kolom wordt niet teruggelezen."


def test_the_page_shows_what_was_filled_in_escaped(content: Content) -> None:
    page = assemble(tailor(content, answers(FILLED, content)), Look("site_name: x\n")).files["docs/metingen-en-logboek.md"]
    assert isinstance(page, str)
    assert "| Bereik | 25 van 52 | ja |" in page and "| 2 maart 2026 | Een &#42;kaart&#42; &#124; met foto |" in page
    assert "Hulp aanvaard" not in page  # nothing was filled in there


def test_nothing_of_it_leaves(content: Content) -> None:
    shared = without_confidential(answers(FILLED, content), content)
    assert shared.registers == {}
    files = assemble(tailor(content, shared, edition=SHARED), Look("site_name: x\n")).files
    assert "docs/metingen-en-logboek.md" not in files
    assert "25 van 52" not in str(assemble(tailor(content, answers(FILLED, content), edition=COMPLETE), Look("site_name: x\n")).files.get("docs/index.md"))
