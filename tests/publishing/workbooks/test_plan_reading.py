"""An edited plan comes back: owner, date and status, and nothing else."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from site_build import cli
from site_build.commands.plan import PlanReport, PlanWish
from site_build.commands.plan import run as run_plan
from site_build.content.loading import load
from site_build.content.model import Content
from site_build.errors import ContentError, UsageError
from site_build.interview.answers import Answers, PlanEntry, dutch_date, read_answers, write_answers
from site_build.interview.answers_patching import replace_parts
from site_build.publishing.workbooks.spreadsheet import write_workbook
from site_build.store import projects
from site_build.tailoring.handbook import Handbook
from tests.builders import made_folder

SOURCE = (Path(__file__).parents[3] / "examples" / "pilot-loopt-af.yml").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def content() -> Content:
    return load()


@pytest.fixture
def folder(content: Content, tmp_path: Path) -> Path:
    return made_folder(tmp_path / "boek", "hb-pilot-loopt-af", SOURCE)


@pytest.fixture
def handbook(folder: Path, content: Content) -> Handbook:
    return projects.open_handbook(folder, content)


@pytest.fixture
def plan(handbook: Handbook, tmp_path: Path) -> Path:
    write_workbook(handbook, tmp_path / "plan.xlsx")
    return tmp_path / "plan.xlsx"


def edit(path: Path, row: int, *, owner: Any = ..., end: Any = ..., status: Any = ...) -> str:
    """Change cells of the n-th action; return its id."""
    book = openpyxl.load_workbook(path)
    cells = book["Plan"][row + 3]
    for column, value in ((3, owner), (5, end), (6, status)):
        if value is not ...:
            cells[column].value = value
    book.save(path)
    return str(cells[0].value)


def run(folder: Path, source: Path, content: Content, *, yes: bool = True) -> PlanReport:
    return run_plan(PlanWish(folder, source, yes), content)


def kept(folder: Path, content: Content) -> Answers:
    return read_answers((folder / "antwoorden.yml").read_text(encoding="utf-8"), "antwoorden.yml", content)


def test_owner_date_and_status_are_taken_over(folder: Path, plan: Path, handbook: Handbook, content: Content) -> None:
    first = edit(plan, 1, owner="Jan de Vries", end=dt.date(2027, 1, 29))
    second = edit(plan, 2, status="bezig")
    out = run(folder, plan, content).lines
    assert kept(folder, content).plan == {first: PlanEntry("Jan de Vries", "2027-01-29", "open"), second: PlanEntry(status="bezig")}
    items = handbook.plan.items  # type: ignore[union-attr]
    was = next(role.name for role in content.roles if role.id == items[0].owner)
    assert list(out[:6]) == ["3 verschillen:", f"- {items[0].action.do}", f"    wie: {was} → Jan de Vries",
                             f"    klaar op: {dutch_date(items[0].end.isoformat())} → 29 januari 2027", f"- {items[1].action.do}", "    status: open → bezig"]
    assert out[-1] == f"Overgenomen in {folder / 'antwoorden.yml'}. Maak het handboek opnieuw met: handreiking build {folder}"


def test_everything_else_in_the_file_stays_as_it_was(folder: Path, plan: Path, content: Content) -> None:
    id = edit(plan, 1, status="klaar")
    run(folder, plan, content)
    text = (folder / "antwoorden.yml").read_text(encoding="utf-8")
    assert text == SOURCE.replace("plan: {}\n", f"plan:\n  {id}:\n    status: klaar\n")


def test_an_untouched_workbook_changes_nothing(folder: Path, plan: Path, content: Content) -> None:
    assert run(folder, plan, content).lines == ("Er is niets veranderd: het werkboek en het handboek zijn gelijk.",)
    assert (folder / "antwoorden.yml").read_text(encoding="utf-8") == SOURCE


def test_a_plan_that_was_made_again_since_then_gives_no_differences_of_its_own(folder: Path, plan: Path, content: Content) -> None:
    """Other half-days move every date; only what somebody typed counts."""
    changed = SOURCE.replace("dagdelen_projectleider: 4", "dagdelen_projectleider: 2")
    assert changed != SOURCE
    (folder / "antwoorden.yml").write_text(changed, encoding="utf-8")
    id = edit(plan, 1, status="bezig")
    run(folder, plan, content)
    assert kept(folder, content).plan == {id: PlanEntry(status="bezig")}


def test_a_role_that_is_typed_as_owner_is_kept_as_role_and_an_empty_cell_gives_the_default(folder: Path, plan: Path, content: Content) -> None:
    id = edit(plan, 1, owner="Controller")
    run(folder, plan, content)
    assert kept(folder, content).plan[id].owner == "controller"
    write_workbook(projects.open_handbook(folder, content), plan)
    row = next(cells[0].row for cells in openpyxl.load_workbook(plan)["Plan"].iter_rows() if cells[0].value == id)
    edit(plan, row - 3, owner=None)
    run(folder, plan, content)
    assert kept(folder, content).plan[id] == PlanEntry()


def test_without_a_yes_it_shows_and_changes_nothing(folder: Path, plan: Path, content: Content) -> None:
    edit(plan, 1, status="bezig")
    report = run(folder, plan, content, yes=False)
    assert report.waiting == 1 and report.lines[-1] == "    status: open → bezig"
    assert (folder / "antwoorden.yml").read_text(encoding="utf-8") == SOURCE


@pytest.mark.parametrize(("typed", "taken"), [("ja", True), ("nee", False), ("", False)])
def test_in_a_terminal_the_command_asks(typed: str, taken: bool, folder: Path, plan: Path, content: Content, monkeypatch: pytest.MonkeyPatch,
                                        capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("builtins.input", lambda question: typed)
    edit(plan, 1, status="bezig")
    assert cli.main(["plan", str(folder), "--from", str(plan)]) == 0
    assert bool(kept(folder, content).plan) is taken
    assert ("Er is niets overgenomen." in capsys.readouterr().out) is not taken


def test_elsewhere_the_command_says_how_to_agree(folder: Path, plan: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr("sys.stdin", None)
    edit(plan, 1, status="bezig")
    assert cli.main(["plan", str(folder), "--from", str(plan)]) == 0
    assert capsys.readouterr().out.splitlines()[-2:] == ["Neem ze over met: --yes", "Er is niets overgenomen."]


def test_a_date_that_cannot_be_met_is_said_before_it_is_taken_over(folder: Path, plan: Path, content: Content) -> None:
    edit(plan, 1, end=dt.date(2026, 11, 1))
    assert any(line.startswith("Let op: ") for line in run(folder, plan, content).lines)


# --- bad input ----------------------------------------------------------------------------


def test_all_problems_are_named_by_sheet_and_cell(folder: Path, plan: Path, content: Content) -> None:
    edit(plan, 1, status="af", end="31-02-2027")
    edit(plan, 2, end="straks")
    with pytest.raises(ContentError) as caught:
        run(folder, plan, content)
    assert str(caught.value).splitlines() == [
        "plan.xlsx, blad Plan, cel F4  datum  De datum '31-02-2027' bestaat niet. Bijvoorbeeld: 31-12-2027.",
        "plan.xlsx, blad Plan, cel F5  datum  'straks' is geen datum. Vul een datum in als dag-maand-jaar. Bijvoorbeeld: 31-12-2027.",
        "plan.xlsx, blad Plan, cel G4  status  'af' is geen status. Kies uit: open, bezig, klaar, vervallen.",
    ]
    assert (folder / "antwoorden.yml").read_text(encoding="utf-8") == SOURCE


def test_the_plan_of_another_handbook_is_refused(folder: Path, plan: Path, content: Content) -> None:
    (folder / "antwoorden.yml").write_text(SOURCE.replace("hb-pilot-loopt-af", "hb-een-ander"), encoding="utf-8")
    with pytest.raises(UsageError, match=r"plan.xlsx hoort bij een ander handboek \(hb-pilot-loopt-af\); dit is hb-een-ander."):
        run(folder, plan, content)


def test_a_workbook_without_a_plan_is_refused(folder: Path, tmp_path: Path, content: Content) -> None:
    openpyxl.Workbook().save(tmp_path / "leeg.xlsx")
    with pytest.raises(UsageError, match="leeg.xlsx heeft geen blad met het plan."):
        run(folder, tmp_path / "leeg.xlsx", content)


# --- the file -----------------------------------------------------------------------------


@pytest.mark.parametrize("before", ["plan: {}\n", "plan:\n  # afgesproken\n  mandaatkaart: {owner: Jan}\n\n# einde\n", "", "plan: {mandaatkaart: {status: bezig}}\n"])
def test_only_the_plan_is_made_new(before: str, content: Content) -> None:
    head = "version: 1\nhandbook: hb-proef\n# een opmerking\ndate: 2026-11-24\nanswers: {fase: borgen}   # kort\n"
    answers = Answers("hb-proef", "2026-11-24", {"fase": "borgen"}, plan={"mandaatkaart": PlanEntry(status="klaar")}, version=content.edition.version)
    text = replace_parts(head + before, answers, content, "antwoorden.yml")
    assert text == head + "plan:\n  mandaatkaart:\n    status: klaar\n" + ("\n# einde\n" if "einde" in before else "")


def test_a_file_in_an_unusual_style_is_written_new_rather_than_wrong(content: Content) -> None:
    text = '{version: 1, handbook: hb-proef, date: 2026-11-24, answers: {}, "plan": {}}\n'
    answers = Answers("hb-proef", "2026-11-24", plan={"mandaatkaart": PlanEntry(status="klaar")}, version=content.edition.version)
    assert replace_parts(text, answers, content, "antwoorden.yml") == write_answers(answers, content)
