"""Choosing between one's own text and the new one: carried out, remembered, and undone."""

import io
import os
import subprocess
import sys
from pathlib import Path

import pytest

from site_build import cli
from site_build.errors import UsageError
from site_build.store.choices import Choice, explain
from site_build.store.deciding import decide, open_choices
from site_build.store.history import entries
from site_build.store.locking import only_one
from site_build.store.undoing import redo, undo
from tests.faulty_disk import contents
from tests.store.table import ACTS, FIRST, MINE, PAGE, build, everything

SAME = "answer changes the same block"


def with_choice(folder: Path, act: str = "edited", event: str = SAME) -> Path:
    folder.mkdir()
    build(folder, FIRST)
    ACTS[act][0](folder)
    build(folder, event, "2")
    return folder


@pytest.mark.parametrize(("answer", "lines"), [("mijne", [MINE]), ("nieuwe", ["Leg het mandaat vast voor 1 mei."]), ("allebei", [MINE, "Leg het mandaat vast voor 1 mei."])])
def test_a_choice_is_carried_out_remembered_and_not_asked_again(tmp_path: Path, answer: str, lines: list[str]) -> None:
    folder = with_choice(tmp_path / "hb")
    decide(folder, open_choices(folder)[0], answer)
    page = (folder / PAGE).read_text(encoding="utf-8")
    assert [line for line in page.split("\n") if line in (MINE, "Leg het mandaat vast voor 1 mei.")] == lines
    assert open_choices(folder) == () and not (folder / "Nog te kiezen.md").exists()
    assert build(folder, SAME, "2").open == 0
    build(folder, FIRST, "3")
    assert build(folder, SAME, "4").open == 0
    if answer != "nieuwe":
        assert MINE.encode() in everything(folder)


def test_a_choice_stays_open_through_any_number_of_builds(tmp_path: Path) -> None:
    folder = with_choice(tmp_path / "hb")
    for version in "34567":
        assert build(folder, SAME, version).open == 1
    assert open_choices(folder)[0].old == "Leg het mandaat vast."


def test_another_new_text_for_the_same_block_replaces_the_choice(tmp_path: Path) -> None:
    folder = with_choice(tmp_path / "hb")
    build(folder, {**FIRST, PAGE: FIRST[PAGE].replace("Leg het mandaat vast.", "Leg het mandaat vast voor 1 juni.")}, "3")
    choice, = open_choices(folder)
    assert (choice.old, choice.mine, choice.new) == ("Leg het mandaat vast.", MINE, "Leg het mandaat vast voor 1 juni.")


def test_who_takes_the_new_text_over_by_hand_has_chosen(tmp_path: Path) -> None:
    folder = with_choice(tmp_path / "hb")
    page = folder / PAGE
    page.write_text(page.read_text(encoding="utf-8").replace(MINE, "Leg het mandaat vast voor 1 mei."), encoding="utf-8")
    assert build(folder, SAME, "2").open == 0 and not (folder / "Nog te kiezen.md").exists()


def test_a_page_that_no_longer_applies_becomes_an_own_page_or_goes(tmp_path: Path) -> None:
    keep, drop = with_choice(tmp_path / "houd", event="page goes"), with_choice(tmp_path / "weg", event="page goes")
    decide(keep, open_choices(keep)[0], "mijne")
    build(keep, "page goes", "3")
    assert "Mandaat: doen/mandaat.md" in (keep / "mkdocs.yml").read_text(encoding="utf-8") and "exclude_docs" not in (keep / "mkdocs.yml").read_text(encoding="utf-8")
    decide(drop, open_choices(drop)[0], "nieuwe")
    assert not (drop / PAGE).exists()
    undo(drop)
    assert MINE in (drop / PAGE).read_text(encoding="utf-8")


def test_what_somebody_wrote_in_the_list_is_kept_beside_it(tmp_path: Path) -> None:
    folder = with_choice(tmp_path / "hb")
    told = folder / "Nog te kiezen.md"
    told.write_text(told.read_text(encoding="utf-8") + "\nAnja wil de nieuwe.\n", encoding="utf-8")
    build(folder, "new edition", "3")
    assert "Anja wil de nieuwe." in (folder / "Nog te kiezen (uw versie).md").read_text(encoding="utf-8")


def test_a_choice_that_is_gone_is_refused(tmp_path: Path) -> None:
    folder = with_choice(tmp_path / "hb")
    choice, = open_choices(folder)
    decide(folder, choice, "mijne")
    with pytest.raises(UsageError) as error:
        decide(folder, choice, "mijne")
    assert str(error.value) == "Deze keuze is er niet meer. Geef de opdracht opnieuw."


def test_choosing_by_numbered_lines(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    folder = with_choice(tmp_path / "hb")
    assert cli.main(["choose", str(folder)]) == 2
    assert f"Kiezen kan in een terminal, of met: handreiking choose {folder} --plain" in capsys.readouterr().out
    monkeypatch.setattr(sys, "stdin", io.StringIO("3\n"))
    assert cli.main(["choose", str(folder), "--plain"]) == 0
    out = capsys.readouterr().out
    assert f"    {MINE}" in out and "1. Houd de mijne" in out and f"{PAGE}: beide teksten staan er." in out
    assert cli.main(["choose", str(folder), "--plain"]) == 0 and capsys.readouterr().out == "Er is niets te kiezen.\n"


def test_undo_goes_back_and_redo_forward_byte_for_byte(tmp_path: Path) -> None:
    folder = tmp_path / "hb"
    folder.mkdir()
    states = []
    for number in range(4):
        build(folder, {**FIRST, PAGE: FIRST[PAGE].replace("Leg", f"Leg {number}")}, str(number))
        states.append(contents(folder))
    for state in reversed(states[:-1]):
        undo(folder)
        assert contents(folder) == state
    with pytest.raises(UsageError, match="Er is geen eerdere versie om naar terug te gaan."):
        undo(folder)
    for state in states[1:]:
        redo(folder)
        assert contents(folder) == state
    with pytest.raises(UsageError, match="Er is niets teruggedraaid"):
        redo(folder)


def test_ten_builds_are_kept(tmp_path: Path) -> None:
    folder = tmp_path / "hb"
    folder.mkdir()
    for number in range(15):
        build(folder, FIRST, str(number))
    assert len(entries(folder)) == 10


def test_what_was_written_since_the_build_survives_an_undo(tmp_path: Path) -> None:
    folder = tmp_path / "hb"
    folder.mkdir()
    build(folder, FIRST)
    build(folder, "answer changes another block", "2")
    ACTS["edited"][0](folder)
    assert f"{PAGE} hebt u sindsdien zelf veranderd. Uw tekst is samengevoegd met de oudere." in undo(folder)
    page = (folder / PAGE).read_text(encoding="utf-8")
    assert MINE in page and "- Vraag instemming.\n" in page


def test_two_at_once_the_second_is_told_who_is_busy(tmp_path: Path) -> None:
    folder = with_choice(tmp_path / "hb")
    with only_one(folder), pytest.raises(UsageError, match=rf"Er is al een opdracht bezig met {folder} \(van .*opdracht {os.getpid()}\)"), only_one(folder):
        pass
    with only_one(folder):
        pass
    assert not (folder / ".handreiking/bezig").exists()


def test_a_lock_does_not_survive_a_crash(tmp_path: Path) -> None:
    folder = with_choice(tmp_path / "hb")
    code = f"import os\nfrom pathlib import Path\nfrom site_build.store.locking import only_one\nwith only_one(Path({str(folder)!r})):\n    os._exit(9)\n"
    assert subprocess.run([sys.executable, "-c", code], cwd=Path(__file__).resolve().parents[2], check=False).returncode == 9
    assert (folder / ".handreiking/bezig").exists()
    with only_one(folder):
        pass


def test_the_choices_as_a_word_file_never_over_another_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from docx import Document

    folder, target = with_choice(tmp_path / "hb"), tmp_path / "keuzes.docx"
    assert cli.main(["choose", str(folder), "--word", str(target)]) == 0
    assert capsys.readouterr().out == f"1 keuze staat in {target}.\nKiezen doet u daarna met: handreiking choose {folder}\n"
    document = Document(str(target))
    (table,) = document.tables
    assert [[cell.text.strip() for cell in row.cells] for row in table.rows] == [
        ["Zo was het", "Uw tekst, die nu in het handboek staat", "De nieuwe tekst"], ["Leg het mandaat vast.", MINE, "Leg het mandaat vast voor 1 mei."]]
    assert [run.text.strip() for run in table.rows[1].cells[2].paragraphs[0].runs if run.bold] == ["vast voor 1 mei."]
    assert [p.text.removeprefix("☐").strip() for p in document.paragraphs][-5:-1] == ["Onze keuze:", "Houd de mijne", "Neem de nieuwe", "Allebei: de nieuwe onder de mijne"]
    assert len(open_choices(folder)) == 1  # writing them down decides nothing
    for name, said in (("keuzes.docx", f"{target} bestaat al. Kies een andere naam, want er kan iemand in hebben geschreven."),
                       ("keuzes.pdf", f"Geef het bestand een naam die eindigt op .docx, zoals {target}."),
                       ("hb/keuzes.docx", f"{folder / 'keuzes.docx'} ligt in uw handboek. Dan komt dit bestand zelf in het handboek te staan. Kies een map ernaast.")):
        assert cli.main(["choose", str(folder), "--word", str(tmp_path / name)]) == 2
        assert capsys.readouterr().err == f"{said}\n"


def test_a_choice_is_shown_without_the_marks_that_only_say_how_it_looks() -> None:
    choice = Choice("block", PAGE, old='<span class="who">Wij, [nu](a.md){ .term data-tip="x" }</span>', mine="<b>Ons</b>", new="")
    assert [text for _, text in explain(choice)] == ["Wij, [nu](a.md)", "Ons", "(dit vervalt in de nieuwe versie)"]
    only_marks = Choice("block", PAGE, old="<b>Wij</b>", mine="<i>Wij</i>", new="Zij")
    assert [text for _, text in explain(only_marks)] == ["<b>Wij</b>", "<i>Wij</i>", "Zij"]


def test_when_the_new_text_becomes_theirs_there_is_nothing_to_choose(tmp_path: Path) -> None:
    folder = with_choice(tmp_path / "hb")
    same = {**FIRST, PAGE: FIRST[PAGE].replace("Leg het mandaat vast.", MINE)}
    assert build(folder, same, "3").open == 0 and not (folder / "Nog te kiezen.md").exists()
    assert build(folder, same, "3").changes == []
