"""The handbook as a workbook: a controller changes a number and sees the result; no answer runs as a formula."""

from __future__ import annotations

import csv
import dataclasses
import datetime as dt
import shutil
import subprocess
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from python_calamine import CalamineWorkbook

from site_build.content.loading import load
from site_build.content.model import Content
from site_build.errors import MissingExtraError
from site_build.interview.answers import Answers, PlanEntry, read_answers
from site_build.publishing.workbooks.spreadsheet import inert, write_csv, write_workbook
from site_build.store.projects import without_confidential
from site_build.tailoring.costs_types import Costs
from site_build.tailoring.handbook import COMPLETE, INTERN, SHARED, Handbook, tailor

EXAMPLES = Path(__file__).parents[3] / "examples"
SHEETS = ["Plan", "Risico's", "Lijsten", "Kosten en baten", "Beslismomenten"]
NAUGHTY = ["=HYPERLINK(\"http://kwaad\";\"klik\")", "@SUM(A1)", "+1+1", "-1+1", "\t=1", "مرحبا 🙂"]


@pytest.fixture(scope="module")
def content() -> Content:
    return load()


def answers_of(name: str, content: Content) -> Answers:
    return read_answers((EXAMPLES / f"{name}.yml").read_text(encoding="utf-8"), name, content)


@pytest.fixture(scope="module")
def handbook(content: Content) -> Handbook:
    return tailor(content, answers_of("pilot-loopt-af", content))


@pytest.fixture(scope="module")
def written(handbook: Handbook, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("werkboek") / "plan.xlsx"
    write_workbook(handbook, path)
    return path


def table(path: Path, sheet: str) -> list[list[Any]]:
    """The cells as another library than the writer reads them."""
    return CalamineWorkbook.from_path(str(path)).get_sheet_by_name(sheet).to_python(skip_empty_area=False)


def figures(path: Path) -> dict[str, list[Any]]:
    """Low, middle and high per key of the sheet with costs."""
    return {str(row[0]): row[2:5] for row in table(path, "Kosten en baten") if row[0]}


def expected(costs: Costs) -> dict[str, tuple[float, float, float]]:
    every = [costs.cost, costs.start, costs.benefit, costs.own, costs.own_cash, costs.net, costs.net_cash, *costs.span, *(b.figure for b in costs.benefits)]
    return {f.key: (f.values.low, f.values.mid, f.values.high) for f in every if f is not None}


def recalculated(path: Path, into: Path) -> Path:
    office = shutil.which("soffice")
    if not office:
        pytest.skip("soffice ontbreekt (LibreOffice)")
    subprocess.run([office, "--headless", f"-env:UserInstallation={(into / 'lo').as_uri()}", "--convert-to", "xlsx", "--outdir", into / "uit", path],
                   check=True, capture_output=True, timeout=120)
    return into / "uit" / path.name


# --- the plan -----------------------------------------------------------------------------


def test_the_plan_has_a_row_for_each_action_with_real_dates(written: Path, handbook: Handbook) -> None:
    rows = {row[0]: row for row in table(written, "Plan")[3:] if row[0]}
    plan = handbook.plan
    assert plan and set(rows) == {i.action.id for i in plan.items} | {n.action.id for n in plan.not_fitting} | {a.id for a in plan.later}
    for item in plan.items:
        row = rows[item.action.id]
        assert (row[1], row[4], row[5], row[6], row[8], row[9]) == (item.action.do, item.start, item.end, "open", item.lead, item.others)


def test_the_plan_can_be_filtered_picked_and_printed(written: Path) -> None:
    sheet = openpyxl.load_workbook(written)["Plan"]
    assert sheet.tables["Plan"].ref.startswith("A3:N") and sheet.freeze_panes == "C4" and sheet.print_title_rows == "$3:$3"
    assert (sheet.page_setup.orientation, str(sheet.page_setup.paperSize), sheet.page_setup.fitToHeight) == ("landscape", "9", 0)
    lists = [v.formula1 for v in sheet.data_validations.dataValidation if v.type == "list"]
    assert lists == ['"open,bezig,klaar,vervallen"', '"hoog,middel,laag"']
    assert all(sheet.column_dimensions[column].hidden for column in "A")


@pytest.mark.parametrize("edition", [INTERN, SHARED, COMPLETE])
def test_every_edition_has_every_sheet(edition: str, content: Content, tmp_path: Path) -> None:
    answers = answers_of("leeuwarden", content)
    write_workbook(tailor(content, dataclasses.replace(answers, notice=""), edition=edition), tmp_path / "x.xlsx")
    assert CalamineWorkbook.from_path(str(tmp_path / "x.xlsx")).sheet_names == [*SHEETS, *(register.title for register in content.registers if edition == INTERN), "handreiking"]
    notice = "Intern, niet publiceren" in str(table(tmp_path / "x.xlsx", "Plan"))
    assert notice is (edition == INTERN)
    write_workbook(tailor(content, answers, edition=edition), tmp_path / "x.xlsx")
    assert answers.notice in str(table(tmp_path / "x.xlsx", "Plan")) and "Intern, niet publiceren" not in str(table(tmp_path / "x.xlsx", "Plan"))


def test_risks_and_lists_are_those_of_the_handbook(written: Path, handbook: Handbook) -> None:
    assert [row[0] for row in table(written, "Risico's")[3:]] == [c.thing.id for c in handbook.selection.risks if c.included]
    assert {row[2] for row in table(written, "Lijsten")[3:]} == {
        item.thing.text for c in handbook.selection.checklists if c.included and c.thing.kind == "list" for item in c.live_items}


# --- costs and benefits -------------------------------------------------------------------


@pytest.mark.parametrize("name", ["pilot-loopt-af", "regionaal-samenwerkend"])
def test_figures_equal_the_sites_to_the_cent(name: str, content: Content, tmp_path: Path) -> None:
    """Both as they stand in the file, for who opens a mail, and after LibreOffice computed them itself."""
    handbook = tailor(content, answers_of(name, content))
    write_workbook(handbook, tmp_path / "vers.xlsx")
    openpyxl.load_workbook(tmp_path / "vers.xlsx").save(tmp_path / "leeg.xlsx")  # openpyxl keeps formulas and drops their outcomes
    assert handbook.costs and handbook.costs.net
    for path in (tmp_path / "vers.xlsx", recalculated(tmp_path / "leeg.xlsx", tmp_path)):
        found = figures(path)
        for key, values in expected(handbook.costs).items():
            assert found[key] == pytest.approx(values, abs=0.005), (path.name, key)
        for even in handbook.costs.break_even:
            assert (found[even.figure.key][0], found[even.figure.key][2]) == (even.low, even.high)
        for assumption in handbook.costs.tornado:
            row = found[f"gevoelig.{assumption.row.key}"]
            assert (row[0], row[2]) == pytest.approx((assumption.at_low, assumption.at_high), abs=0.005)
        for title, parts in (("Wie betaalt", handbook.costs.payers), ("Voor wie", handbook.costs.beneficiaries)):
            for party in {part.party for part in parts}:
                low = sum(part.values.low for part in parts if part.party == party)
                assert found[f"deel.{title}.{party}"][0] == pytest.approx(low, abs=0.005)


def test_a_controller_who_changes_a_price_sees_what_the_handbook_would_say(content: Content, tmp_path: Path) -> None:
    answers = answers_of("pilot-loopt-af", content)
    write_workbook(tailor(content, answers), tmp_path / "plan.xlsx")
    book = openpyxl.load_workbook(tmp_path / "plan.xlsx")
    sheet = book["Kosten en baten"]
    row = next(cells[0].row for cells in sheet.iter_rows() if cells[0].value == "gebeurtenis.1.prijs")
    sheet[f"C{row}"].value, sheet[f"E{row}"].value = 12345.67, 23456.78
    book.save(tmp_path / "plan.xlsx")
    events = [dict(event) for event in answers.values["gebeurtenissen"]]
    events[0].update(prijs_laag=12345.67, prijs_hoog=23456.78)
    costs = tailor(content, answers.with_value("gebeurtenissen", events)).costs
    assert costs
    found = figures(recalculated(tmp_path / "plan.xlsx", tmp_path))
    for key, values in expected(costs).items():
        assert found[key] == pytest.approx(values, abs=0.005), key


def test_without_costs_the_sheet_says_why(content: Content, tmp_path: Path) -> None:
    handbook = tailor(content, answers_of("leeuwarden", content))
    write_workbook(handbook, tmp_path / "x.xlsx")
    assert handbook.costs and set(handbook.costs.reasons) <= {str(row[1]) for row in table(tmp_path / "x.xlsx", "Kosten en baten")}


# --- nothing runs, nothing leaks, the same twice ------------------------------------------


@pytest.mark.parametrize("text", NAUGHTY)
def test_an_answer_never_becomes_a_formula(text: str, content: Content, tmp_path: Path) -> None:
    answers = answers_of("pilot-loopt-af", content)
    action = tailor(content, answers).plan.items[0].action.id  # type: ignore[union-attr]
    events = [dict(event, prijs_bron=text) for event in answers.values["gebeurtenissen"]]
    answers = dataclasses.replace(answers.with_value("gebeurtenissen", events), plan={action: PlanEntry(owner=text)})
    handbook = tailor(content, answers)
    write_workbook(handbook, tmp_path / "x.xlsx")
    book = openpyxl.load_workbook(tmp_path / "x.xlsx")
    owner = next(row[3] for row in book["Plan"].iter_rows() if row[0].value == action)
    assert owner.data_type == "s" and owner.value == text and owner.quotePrefix is (text[0] in "=+-@\t")
    formulas = [cell.value for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
    assert formulas and not any("HYPERLINK" in f or "SUM(A1)" in f for f in formulas)
    write_csv(handbook, tmp_path / "x.csv")
    cells = list(csv.reader((tmp_path / "x.csv").read_text("utf-8-sig").splitlines(), delimiter=";"))
    assert next(row[2] for row in cells if row[-1] == action) == (f"'{text}" if text[0] in "=+-@\t" else text)


def test_the_shared_edition_holds_no_names(content: Content, tmp_path: Path) -> None:
    base = answers_of("pilot-loopt-af", content)
    plan = {a.id: PlanEntry(owner="KANARIE7x", status="bezig") for a in content.actions}
    answers = dataclasses.replace(base, plan=plan)
    for given in (answers, without_confidential(answers, content)):
        handbook = tailor(content, given, edition=SHARED)
        write_workbook(handbook, tmp_path / "x.xlsx")
        write_csv(handbook, tmp_path / "x.csv")
        assert "KANARIE7x" not in str([table(tmp_path / "x.xlsx", sheet) for sheet in SHEETS])
        assert "KANARIE7x" not in (tmp_path / "x.csv").read_text("utf-8-sig")
    assert "KANARIE7x" in str(table_of(tailor(content, answers), tmp_path))


def table_of(handbook: Handbook, folder: Path) -> list[list[Any]]:
    write_workbook(handbook, folder / "intern.xlsx")
    return table(folder / "intern.xlsx", "Plan")


def test_the_same_handbook_gives_the_same_bytes(handbook: Handbook, written: Path, tmp_path: Path) -> None:
    write_workbook(handbook, tmp_path / "b.xlsx")
    assert (tmp_path / "b.xlsx").read_bytes() == written.read_bytes()


def test_every_date_inside_the_file_is_that_of_the_plan(written: Path) -> None:
    properties = openpyxl.load_workbook(written).properties
    assert (properties.created, properties.modified) == (dt.datetime(2026, 11, 24), dt.datetime(2026, 11, 24))
    with zipfile.ZipFile(written) as archive:
        assert {info.date_time[:3] for info in archive.infolist()} == {(2026, 11, 24)}


# --- csv ----------------------------------------------------------------------------------


def test_csv_opens_in_dutch_excel(handbook: Handbook, tmp_path: Path) -> None:
    write_csv(handbook, tmp_path / "plan.csv")
    data = (tmp_path / "plan.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbfActie;Waarom nu;Wie;Begin;Klaar op;") and data.endswith(b"\r\n")
    rows = list(csv.reader(data.decode("utf-8-sig").splitlines(), delimiter=";"))
    item = handbook.plan.items[0]  # type: ignore[union-attr]
    assert rows[1][:1] + rows[1][3:5] == [item.action.do, item.start.strftime("%d-%m-%Y"), item.end.strftime("%d-%m-%Y")]
    assert rows[1][7] == f"{item.lead:g}".replace(".", ",")


@pytest.mark.parametrize(("text", "cell"), [("=1", "'=1"), ("-", "'-"), (" @x", "' @x"), ("a=1", "a=1"), ("", "")])
def test_a_leading_sign_of_a_formula_gets_an_apostrophe(text: str, cell: str) -> None:
    assert inert(text) == cell


def test_without_openpyxl_one_line_says_what_to_install(handbook: Handbook, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "openpyxl", None)
    with pytest.raises(MissingExtraError, match="pip install"):
        write_workbook(handbook, tmp_path / "x.xlsx")


def test_decision_moments_have_dates_and_a_day_to_begin(written: Path, handbook: Handbook) -> None:
    rows = {row[0]: row for row in table(written, "Beslismomenten")[3:]}
    for moment in handbook.moments:
        if moment.date:
            assert (rows[moment.id][2], rows[moment.id][3]) == (moment.date, moment.latest_start)
    assert all(isinstance(row[2], dt.date) or row[2] == "" for row in rows.values())
