"""A plan as it comes back from colleagues: sorted, with columns moved, rows of their own, notes, and what does not belong."""

from __future__ import annotations

import datetime as dt
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from site_build.commands.plan import PlanReport, PlanWish, run
from site_build.content.loading import load
from site_build.content.model import Content
from site_build.errors import ContentError
from site_build.interview.answers import Answers, OwnAction, PlanEntry, read_answers, write_answers
from site_build.publishing.calendar import write_calendar
from site_build.publishing.workbooks.spreadsheet import write_workbook
from site_build.publishing.workbooks.workbook import INPUT
from site_build.store.projects import open_handbook, without_confidential
from site_build.tailoring.handbook import SHARED, Handbook, tailor
from tests.builders import made_folder

SOURCE = (Path(__file__).parents[3] / "examples" / "pilot-loopt-af.yml").read_text(encoding="utf-8")
EQUAL = ("Er is niets veranderd: het werkboek en het handboek zijn gelijk.",)
FIRST = 4


@pytest.fixture(scope="module")
def content() -> Content:
    return load()


@pytest.fixture(scope="module")
def handbook(content: Content) -> Handbook:
    return tailor(content, read_answers(SOURCE, "antwoorden.yml", content))


@pytest.fixture(scope="module")
def blank(handbook: Handbook, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("plan") / "plan.xlsx"
    write_workbook(handbook, path)
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return made_folder(tmp_path / "boek", "hb-pilot-loopt-af", SOURCE)


@pytest.fixture
def plan(blank: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(blank, tmp_path / "plan.xlsx"))


def change(path: Path, work: Callable[[Any], object], sheet: str = "Plan") -> None:
    book = openpyxl.load_workbook(path)
    work(book[sheet])
    book.save(path)


def take(folder: Path, plan: Path, content: Content) -> PlanReport:
    return run(PlanWish(folder, plan, True), content)


def kept(folder: Path, content: Content) -> Answers:
    return read_answers((folder / "antwoorden.yml").read_text(encoding="utf-8"), "antwoorden.yml", content)


def fill(sheet: Any, row: int, **cells: Any) -> None:
    for column, value in cells.items():
        sheet[f"{column}{row}"] = value


def last(sheet: Any) -> int:
    return max(cell.row for cell in sheet["A"] if cell.value)


def problems(folder: Path, plan: Path, content: Content) -> list[str]:
    with pytest.raises(ContentError) as caught:
        take(folder, plan, content)
    return str(caught.value).splitlines()


# --- what is advised without an action ------------------------------------------------------


def test_what_is_asked_is_set_to_done_given_a_name_and_a_day(folder: Path, plan: Path, handbook: Handbook, content: Content) -> None:
    """It stands in the plan as a row of its own, and comes back as an action does: done, it is not advised any more."""
    one, other, *_ = (item.action.id for item in handbook.plan.items if item.step) if handbook.plan else ()

    def edit(sheet: Any) -> None:
        titles = {cell.value: cell.column_letter for cell in sheet[3]}
        rows = {cell.value: cell.row for cell in sheet["A"] if cell.value}
        sheet[f"{titles['Status']}{rows[one]}"] = "klaar"
        sheet[f"{titles['Wie']}{rows[other]}"] = "Fatma"
        sheet[f"{titles['Klaar op']}{rows[other]}"] = dt.date(2027, 1, 29)

    change(plan, edit)
    take(folder, plan, content)
    answers = kept(folder, content)
    assert answers.plan[one].status == "klaar"
    assert (answers.plan[other].owner, answers.plan[other].date) == ("Fatma", "2027-01-29")
    again = tailor(content, answers)
    assert one not in {given.advice.step for given in again.advice.items} and again.plan is not None
    item = again.plan.item(other)
    assert item is not None and (str(item.owner), item.end, item.fixed) == ("Fatma", dt.date(2027, 1, 29), True)


# --- sorting, inserting, deleting ---------------------------------------------------------


def test_the_table_holds_the_key_and_every_column(blank: Path) -> None:
    sheet = openpyxl.load_workbook(blank)["Plan"]
    table = sheet.tables["Plan"]
    assert table.ref.startswith("A3:N") and [column.name for column in table.tableColumns] == [cell.value for cell in sheet[3]]
    assert sheet.auto_filter.ref is None and sheet.column_dimensions["A"].hidden
    assert openpyxl.load_workbook(blank)["handreiking"].sheet_state == "hidden"


def test_rows_that_were_sorted_whole_give_no_difference(folder: Path, plan: Path, content: Content) -> None:
    def backwards(sheet: Any) -> None:
        rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=FIRST, max_row=last(sheet))]
        for number, row in enumerate(sorted(rows, key=lambda row: str(row[1]), reverse=True), start=FIRST):
            for column, value in enumerate(row, start=1):
                sheet.cell(number, column).value = value

    change(plan, backwards)
    assert take(folder, plan, content).lines == EQUAL


def test_rows_of_which_only_a_part_was_sorted_are_refused(folder: Path, plan: Path, handbook: Handbook, content: Content) -> None:
    def swap(sheet: Any) -> None:
        for column in "BCDEFG":
            sheet[f"{column}4"].value, sheet[f"{column}5"].value = sheet[f"{column}5"].value, sheet[f"{column}4"].value

    change(plan, swap)
    keys = [str(openpyxl.load_workbook(plan)["Plan"][f"A{row}"].value) for row in (4, 5)]
    undo = "De regels zijn door elkaar geraakt. Maak het sorteren ongedaan, of maak een nieuw werkboek met: handreiking export MAP --excel"
    assert problems(folder, plan, content) == [
        f"plan.xlsx, blad Plan, cel B{row}  door-elkaar  In deze regel staat een andere actie dan de sleutel ervoor zegt ('{key}').  {undo}"
        for row, key in zip((4, 5), keys, strict=True)]
    assert (folder / "antwoorden.yml").read_text(encoding="utf-8") == SOURCE


@pytest.mark.parametrize("where", [1, 2, 5, 9])
def test_an_inserted_column_shifts_nothing(where: int, folder: Path, plan: Path, content: Content) -> None:
    change(plan, lambda sheet: sheet.insert_cols(where))
    assert take(folder, plan, content).lines == EQUAL


def test_a_deleted_column_is_named_and_the_others_are_read(folder: Path, plan: Path, content: Content) -> None:
    change(plan, lambda sheet: (fill(sheet, 4, G="bezig"), sheet.delete_cols(6)))
    report = take(folder, plan, content)
    assert report.lines[0] == "De kolom ‘Klaar op’ staat niet meer op blad Plan. Daaruit is niets gelezen."
    assert [entry.status for entry in kept(folder, content).plan.values()] == ["bezig"]


def test_without_the_hidden_column_rows_are_known_by_their_text(folder: Path, plan: Path, content: Content) -> None:
    id = str(openpyxl.load_workbook(plan)["Plan"]["A4"].value)
    change(plan, lambda sheet: (fill(sheet, 4, G="klaar"), sheet.delete_cols(1)))
    take(folder, plan, content)
    assert kept(folder, content).plan == {id: PlanEntry(status="klaar")}


def test_a_value_that_already_stands_in_the_handbook_is_no_difference(folder: Path, plan: Path, content: Content) -> None:
    id = str(openpyxl.load_workbook(plan)["Plan"]["A4"].value)
    (folder / "antwoorden.yml").write_text(SOURCE.replace("plan: {}", f"plan:\n  {id}: {{owner: Jan, status: bezig}}"), encoding="utf-8")
    change(plan, lambda sheet: fill(sheet, 4, D="Jan", G="Bezig."))
    assert take(folder, plan, content).lines == EQUAL


def test_a_row_that_stands_there_twice_is_refused(folder: Path, plan: Path, content: Content) -> None:
    change(plan, lambda sheet: [sheet.cell(last(sheet) + 1, column, sheet.cell(4, column).value) for column in range(14, 0, -1)])
    row = last(openpyxl.load_workbook(plan)["Plan"])
    assert problems(folder, plan, content) == [
        f"plan.xlsx, blad Plan, cel B{row}  actie-dubbel  Deze actie staat ook in rij 4.  "
        "Haal een van de twee regels weg. Is het een eigen actie? Geef haar dan een andere tekst."]


def test_a_copy_of_the_sheet_is_named(folder: Path, plan: Path, content: Content) -> None:
    book = openpyxl.load_workbook(plan)
    book.copy_worksheet(book["Plan"]).title = "Plan (2)"
    book.save(plan)
    assert problems(folder, plan, content) == [
        "plan.xlsx  twee-bladen  Er zijn 2 bladen met hetzelfde: ‘Plan’ en ‘Plan (2)’.  Haal het blad weg dat niet geldt, en probeer het opnieuw."]


# --- own actions, priority, remarks -------------------------------------------------------


def own_row(sheet: Any) -> None:
    fill(sheet, last(sheet) + 1, B="Kennismaken met het wijkteam", D="Sanne", F=dt.date(2027, 3, 1), G="open", I=2, J="4,5", M="Hoog", N="Zaal boeken")


def test_a_row_without_a_key_becomes_an_action_of_their_own(folder: Path, plan: Path, content: Content) -> None:
    change(plan, own_row)
    lines = take(folder, plan, content).lines
    assert lines[:7] == ("5 verschillen:", "- Kennismaken met het wijkteam", "    eigen actie: niet in het plan → in het plan, 2 + 4,5 dagdelen",
                         "    wie: Projectleider → Sanne", "    klaar op: geen datum → 1 maart 2027", "    prioriteit: leeg → hoog", "    opmerking: leeg → Zaal boeken")
    id = "eigen-kennismaken-met-het-wijkteam"
    answers = kept(folder, content)
    assert answers.own == (OwnAction(id, "Kennismaken met het wijkteam", "", 2, 4.5),)
    assert answers.plan == {id: PlanEntry("Sanne", "2027-03-01", "open", "hoog", "Zaal boeken")}
    text = (folder / "antwoorden.yml").read_text(encoding="utf-8")
    assert ("own_actions:\n  eigen-kennismaken-met-het-wijkteam:\n    do: Kennismaken met het wijkteam\n    owner: Sanne\n    date: 2027-03-01\n"
            "    status: open\n    priority: hoog\n    note: Zaal boeken\n    lead: 2\n    others: 4.5\n") in text
    assert text.startswith(SOURCE.partition("plan:")[0])
    assert take(folder, plan, content).lines == EQUAL  # the same file again adds nothing


def test_an_own_action_takes_time_and_stands_in_plan_workbook_and_calendar(folder: Path, plan: Path, content: Content, tmp_path: Path) -> None:
    change(plan, own_row)
    take(folder, plan, content)
    handbook = open_handbook(folder, content)
    assert handbook.plan
    item = next(item for item in handbook.plan.items if item.action.id.startswith("eigen-"))
    assert (item.lead, item.others, item.end, item.why) == (2, 4.5, dt.date(2027, 3, 1), "Uw eigen actie")
    assert sum(week.others for week in handbook.plan.weeks) == pytest.approx(sum(i.others for i in handbook.plan.items), abs=0.1)
    write_workbook(handbook, tmp_path / "nieuw.xlsx")
    row = next(row for row in openpyxl.load_workbook(tmp_path / "nieuw.xlsx")["Plan"].iter_rows(values_only=True) if str(row[0]).startswith("eigen-"))
    assert (row[1], row[3], row[12], row[13]) == ("Kennismaken met het wijkteam", "Sanne", "hoog", "Zaal boeken")
    write_calendar(handbook, tmp_path / "plan.ics")
    assert "Klaar: Kennismaken met het wijkteam" in (tmp_path / "plan.ics").read_bytes().replace(b"\r\n ", b"").decode()


def test_an_own_action_can_be_changed_and_moved_to_done(folder: Path, plan: Path, content: Content, tmp_path: Path) -> None:
    change(plan, own_row)
    take(folder, plan, content)
    write_workbook(open_handbook(folder, content), plan)
    row = next(cell.row for cell in openpyxl.load_workbook(plan)["Plan"]["A"] if str(cell.value).startswith("eigen-"))
    change(plan, lambda sheet: fill(sheet, row, B="Kennismaken met twee wijkteams", I=3, G="klaar"))
    take(folder, plan, content)
    answers = kept(folder, content)
    assert answers.own == (OwnAction("eigen-kennismaken-met-het-wijkteam", "Kennismaken met twee wijkteams", "", 3, 4.5),)
    assert answers.plan["eigen-kennismaken-met-het-wijkteam"].status == "klaar"
    assert read_answers(write_answers(answers, content), "a", content) == answers


def test_an_own_action_is_not_shared(folder: Path, plan: Path, content: Content) -> None:
    change(plan, own_row)
    take(folder, plan, content)
    shared = without_confidential(kept(folder, content), content)
    assert shared.own == () and not any(id.startswith("eigen-") for id in shared.plan)
    handbook = tailor(content, kept(folder, content), edition=SHARED)
    assert handbook.plan and not any(item.action.id.startswith("eigen-") for item in handbook.plan.items)


def test_a_misspelt_action_in_the_file_is_named_with_the_nearest(content: Content) -> None:
    id = content.actions[0].id
    with pytest.raises(ContentError) as caught:
        read_answers(SOURCE.replace("plan: {}", f"plan:\n  {id}x: {{status: klaar}}"), "antwoorden.yml", content)
    assert str(caught.value).endswith(f"onbekende-actie  De actie '{id}x' bestaat niet.  Bedoelt u '{id}'?")


# --- nothing in silence -------------------------------------------------------------------


def test_what_is_not_used_is_named_by_sheet_and_cell(folder: Path, plan: Path, content: Content) -> None:
    row = last(openpyxl.load_workbook(plan)["Plan"]) + 3
    change(plan, lambda sheet: (fill(sheet, 4, C="Omdat het moet", P="kantlijn", K="Alles"), fill(sheet, row, N="los")))
    change(plan, lambda sheet: fill(sheet, 4, I="groot"), "Risico's")
    change(plan, lambda sheet: fill(sheet, 4, P="bel Jan"), "Lijsten")
    book = openpyxl.load_workbook(plan)
    book.create_sheet("Aantekeningen")["A1"] = "van ons"
    book.save(plan)
    assert take(folder, plan, content).lines == (
        "Niet overgenomen: blad Aantekeningen. Dit blad is niet van ons; er is niets uit gelezen.",
        "Niet overgenomen: blad Plan, cel C4: ‘Omdat het moet’. Deze kolom rekent het handboek zelf uit. Schrijf het in de kolom Opmerking.",
        "Niet overgenomen: blad Plan, cel K4: ‘Alles’. Deze kolom rekent het handboek zelf uit. Schrijf het in de kolom Opmerking.",
        "Niet overgenomen: blad Plan, cel P4: ‘kantlijn’. Deze kolom is niet van ons.",
        f"Niet overgenomen: blad Plan, cel N{row}: ‘los’. In deze regel staat geen actie. Zet die in de kolom Actie.",
        "Niet overgenomen: blad Risico's, cel I4: ‘groot’. Dit blad komt niet terug in het handboek.",
        "Niet overgenomen: blad Lijsten, cel P4: ‘bel Jan’. Dit blad komt niet terug in het handboek.",
        "Verder is er niets veranderd.")


def test_a_changed_amount_is_named(folder: Path, plan: Path, content: Content) -> None:
    sheet = openpyxl.load_workbook(plan)["Kosten en baten"]
    row = next(cell.row for cell in sheet["A"] if cell.value and sheet[f"C{cell.row}"].fill.fgColor.rgb.endswith("FFF7DC"))
    change(plan, lambda sheet: fill(sheet, row, C=123456), "Kosten en baten")
    assert take(folder, plan, content).lines[0] == (
        f"Niet overgenomen: blad Kosten en baten, cel C{row}: ‘123456’. Dit blad komt niet terug in het handboek. Bedragen verandert u met: handreiking ask MAP")


# --- decision moments ---------------------------------------------------------------------


def moment_row(plan: Path, id: str) -> int:
    return next(cell.row for cell in openpyxl.load_workbook(plan)["Beslismomenten"]["A"] if cell.value == id)


def test_sheets_to_work_with_open_only_what_is_yellow_and_say_so(plan: Path) -> None:
    book = openpyxl.load_workbook(plan)
    for name in ("Risico's", "Lijsten", "Kosten en baten", "Beslismomenten"):
        sheet = book[name]
        cells = [cell for row in sheet.iter_rows() for cell in row]
        yellow = {cell.coordinate for cell in cells if cell.fill.fgColor.rgb == f"00{INPUT}"}
        assert sheet.protection.sheet and yellow == {cell.coordinate for cell in cells if not cell.protection.locked} and yellow, name
        assert any("vergrendeld" in str(cell.value) for cell in cells[:40]), name


def test_the_real_date_of_a_moment_comes_back_and_the_rest_is_locked(folder: Path, plan: Path, handbook: Handbook, content: Content) -> None:
    moment = next(m for m in handbook.moments if m.id == "kadernota")
    row = moment_row(plan, "kadernota")
    sheet = openpyxl.load_workbook(plan)["Beslismomenten"]
    assert sheet.protection.sheet and not sheet[f"C{row}"].protection.locked and sheet[f"E{row}"].protection.locked
    change(plan, lambda sheet: fill(sheet, row, C="17 juni 2027"), "Beslismomenten")
    lines = take(folder, plan, content).lines
    assert lines[1:3] == (f"- {moment.title}", f"    datum: {_dutch(moment.date)} → 17 juni 2027")
    assert kept(folder, content).moments["kadernota"] == "2027-06-17"
    assert "moments:\n  kadernota: 2027-06-17\n" in (folder / "antwoorden.yml").read_text(encoding="utf-8")
    again = next(m for m in open_handbook(folder, content).moments if m.id == "kadernota")
    assert again.changed and again.date == dt.date(2027, 6, 17)


def _dutch(date: dt.date | None) -> str:
    from site_build.interview.answers import dutch_date

    assert date
    return dutch_date(date.isoformat())


def test_a_moment_that_does_not_occur_and_one_that_is_no_date(folder: Path, plan: Path, content: Content) -> None:
    row = moment_row(plan, "kadernota")
    change(plan, lambda sheet: fill(sheet, row, C="Vervalt."), "Beslismomenten")
    take(folder, plan, content)
    assert kept(folder, content).moments == {"kadernota": "vervalt"}
    title = next(m.title for m in content.moments if m.id == "kadernota")
    change(plan, lambda sheet: fill(sheet, row, C="na de zomer"), "Beslismomenten")
    assert problems(folder, plan, content) == [
        f"plan.xlsx, blad Beslismomenten, cel C{row}  datum  {title}: 'na de zomer' is geen datum. Vul een datum in als dag-maand-jaar. "
        "Bijvoorbeeld: 31-12-2027.  Of typ: vervalt."]


# --- other programs -----------------------------------------------------------------------


@pytest.mark.parametrize("ending", ["xlsx", "ods", "xls"])
def test_what_libreoffice_saved_reads_the_same(ending: str, folder: Path, plan: Path, content: Content, tmp_path: Path) -> None:
    office = shutil.which("soffice")
    if not office:
        pytest.skip("soffice ontbreekt (LibreOffice)")
    change(plan, own_row)
    subprocess.run([office, "--headless", f"-env:UserInstallation={(tmp_path / 'lo').as_uri()}", "--convert-to", ending, "--outdir", tmp_path / "uit", plan],
                   check=True, capture_output=True, timeout=120)
    lines = take(folder, tmp_path / "uit" / f"plan.{ending}", content).lines
    assert lines[0] == "5 verschillen:", lines
    assert kept(folder, content).own == (OwnAction("eigen-kennismaken-met-het-wijkteam", "Kennismaken met het wijkteam", "", 2, 4.5),)
