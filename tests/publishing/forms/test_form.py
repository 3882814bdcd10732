"""The questionnaire as a workbook: goes out, is filled in with Excel, and gives the same handbook."""

from __future__ import annotations

import dataclasses
import datetime as dt
import functools
import shutil
import subprocess
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest

from site_build.commands.form import FormWish, run
from site_build.content.loading import load
from site_build.content.model import Content
from site_build.errors import ContentError, MissingExtraError, UsageError
from site_build.interview.answers import Answers, new_answers, read_answers
from site_build.publishing.forms.form import read_filled, read_form
from site_build.store.zips import zip_bytes
from tests.publishing.workbooks.filling import fill, rows

EXAMPLES = sorted((Path(__file__).parents[3] / "examples").glob("*.yml"))
TODAY = dt.date(2026, 11, 24)


@pytest.fixture(scope="module")
def content() -> Content:
    return load()


@pytest.fixture(scope="module")
def blank(content: Content, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("vragen") / "leeg.xlsx"
    run(FormWish(path, statements=True, answers=new_answers(TODAY, content)), content)
    return path


@pytest.fixture
def form(blank: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(blank, tmp_path / "vragenlijst.xlsx"))


def example(path: Path, content: Content) -> Answers:
    """The answers of an example without its notice: that is a line of its file, not a question of the form."""
    return dataclasses.replace(read_answers(path.read_text(encoding="utf-8"), path.name, content), notice="")


def change(path: Path, sheet: str, **cells: Any) -> None:
    book = openpyxl.load_workbook(path)
    for at, value in cells.items():
        book[sheet][at].value = value
    book.save(path)


@functools.cache
def places(path: Path, sheet: str) -> dict[str, int]:
    return rows(openpyxl.load_workbook(path)[sheet])


def at(path: Path, id: str, sheet: str = "Vragen") -> str:
    return f"D{places(path, sheet)[id]}"


def problems(path: Path, content: Content) -> list[str]:
    with pytest.raises(ContentError) as caught:
        read_form(path, content)
    return str(caught.value).splitlines()


# --- there and back -----------------------------------------------------------------------


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_a_filled_in_workbook_gives_the_answers_of_the_yaml_file(path: Path, form: Path, content: Content) -> None:
    answers = example(path, content)
    fill(form, answers, content)
    assert read_form(form, content) == answers


def test_a_workbook_that_libreoffice_saved_again_reads_the_same(form: Path, content: Content, tmp_path: Path) -> None:
    office = shutil.which("soffice")
    if not office:
        pytest.skip("soffice ontbreekt (LibreOffice)")
    answers = example(EXAMPLES[2], content)
    fill(form, answers, content)
    subprocess.run([office, "--headless", f"-env:UserInstallation={(tmp_path / 'lo').as_uri()}", "--convert-to", "xlsx", "--outdir", tmp_path / "uit", form],
                   check=True, capture_output=True, timeout=120)
    assert read_form(tmp_path / "uit" / form.name, content) == answers


def test_an_untouched_workbook_has_an_id_a_date_and_no_answers(form: Path, content: Content) -> None:
    answers = read_form(form, content)
    assert answers.handbook.startswith("hb-") and answers.date == "2026-11-24"
    assert answers.values == {} and answers.statements == ()


def test_the_same_questionnaire_twice_gives_the_same_bytes(content: Content, tmp_path: Path) -> None:
    answers = dataclasses.replace(new_answers(TODAY, content), handbook="hb-zelfde")
    for name in ("a.xlsx", "b.xlsx"):
        run(FormWish(tmp_path / name, statements=True, answers=answers), content)
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


def test_dates_of_decision_moments_come_back(form: Path, content: Content) -> None:
    answers = Answers("hb-proef", "2026-11-24", version=content.edition.version, moments={"kadernota": "vervalt", "begroting": "2027-11-09"})
    fill(form, answers, content)
    assert read_form(form, content) == answers


# --- what a colleague sees ----------------------------------------------------------------


def test_every_question_stands_in_it_with_why_and_who(form: Path, content: Content) -> None:
    sheet = openpyxl.load_workbook(form)["Vragen"]
    found = {str(row[0].value): row for row in sheet.iter_rows()}
    for id, question in content.questions.items():
        row = found[id]
        assert row[2].value == question.ask and row[5].value == question.why and row[6].value
        assert (row[7].value == "Vertrouwelijk") is question.confidential


def test_every_choice_can_be_picked_and_so_can_weet_ik_niet(form: Path, content: Content) -> None:
    book = openpyxl.load_workbook(form)
    for id, question in content.questions.items():
        listed = pick_list(book, "Vragen", at_row(book, id))
        if question.type == "choice":
            assert listed == [c.label for c in question.choices] + ["weet ik niet"]
        elif question.type == "choices":
            assert listed == ["weet ik niet"]
            assert all(pick_list(book, "Vragen", at_row(book, f"{id}={c.id}")) == ["ja"] for c in question.choices)
        elif question.type == "municipality":
            assert len(listed) == len(content.municipalities) and "weet ik niet" not in listed
    assert pick_list(book, "Stellingen", f"D{rows(book['Stellingen'])['d1-1']}") == [1, 2, 3, 4, 5, "weet ik niet", "n.v.t."]
    assert book["keuzelijsten"].sheet_state == "hidden"


def at_row(book: Any, id: str) -> str:
    return f"D{rows(book['Vragen'])[id]}"


def pick_list(book: Any, sheet: str, cell: str) -> list[Any]:
    """The values that Excel offers in a cell."""
    for validation in book[sheet].data_validations.dataValidation:
        if validation.type == "list" and cell in validation.sqref:
            name, _, area = validation.formula1.replace("$", "").partition("!")
            first, _, last = area.partition(":")
            return [row[0].value for row in book[name][f"{first}:{last or first}"]]
    return []


def test_a_role_gets_only_its_own_questions(content: Content, tmp_path: Path) -> None:
    path = tmp_path / "controller.xlsx"
    run(FormWish(path, role="controller"), content)
    ids = {id.partition("=")[0] for id in rows(openpyxl.load_workbook(path)["Vragen"])} - {"vragen"}
    assert ids == {id for id, question in content.questions.items() if question.who == "controller"}


def test_an_unknown_role_is_refused_with_the_roles_that_exist(content: Content, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="Er zijn geen vragen voor de rol 'baas'. Kies uit: projectleider, teamleider, controller, jurist."):
        run(FormWish(tmp_path / "x.xlsx", role="baas"), content)


# --- bad input ----------------------------------------------------------------------------


def test_problems_are_all_named_by_sheet_and_cell(form: Path, content: Content) -> None:
    fte, phase, until = at(form, "fte"), at(form, "fase"), at(form, "geld_tot")
    change(form, "Vragen", **{fte: "veel", phase: "Beginnen", until: "31-02-2027"})
    change(form, "Kosten per jaar", C5="duur")
    assert problems(form, content) == sorted([
        f"vragenlijst.xlsx, blad Vragen, cel {fte}  antwoord  {content.questions['fte'].ask} 'veel' is geen getal. Vul een getal in."
        f" Bijvoorbeeld: {content.questions['fte'].example}.",
        f"vragenlijst.xlsx, blad Vragen, cel {phase}  antwoord  In welke fase is uw aanpak? ‘Beginnen’ staat niet in de lijst."
        "  Klik op de cel en kies een antwoord uit de lijst.",
        f"vragenlijst.xlsx, blad Vragen, cel {until}  antwoord  Tot en met welke dag is er geld? De datum '31-02-2027' bestaat niet. Bijvoorbeeld: 31-12-2027.",
        f"vragenlijst.xlsx, blad Kosten per jaar, cel C5  antwoord  {content.questions['kosten'].parts[1].ask} 'duur' is geen getal. Vul een getal in. Bijvoorbeeld: 320000.",
    ])


def test_a_moment_without_a_date_is_a_problem(form: Path, content: Content) -> None:
    cell = at(form, "begroting", "Beslismomenten")
    change(form, "Beslismomenten", **{cell: "in het najaar"})
    title = next(m.title for m in content.moments if m.id == "begroting")
    assert problems(form, content) == [
        f"vragenlijst.xlsx, blad Beslismomenten, cel {cell}  datum  {title}: 'in het najaar' is geen datum. Vul een datum in als dag-maand-jaar.  Of typ: vervalt."]


def test_weet_ik_niet_beside_a_yes_is_a_contradiction(form: Path, content: Content) -> None:
    question, choice = at(form, "doelgroep"), at(form, "doelgroep=schulden")
    change(form, "Vragen", **{question: "weet ik niet", choice: "ja"})
    assert problems(form, content) == [
        f"vragenlijst.xlsx, blad Vragen, cel {question}  antwoord  {content.questions['doelgroep'].ask} Hier staat ‘weet ik niet’, maar er staat ook ‘ja’ "
        "bij een antwoord.  Maak een van de twee leeg."]


def test_none_beside_filled_in_rows_is_a_contradiction(form: Path, content: Content) -> None:
    cell = at(form, "partners")
    change(form, "Vragen", **{cell: "geen partner"})
    change(form, "Partners", B5="De Buurt")
    assert "maar blad Partners is ook ingevuld." in problems(form, content)[0]


def test_statements_without_a_role_are_refused(form: Path, content: Content) -> None:
    change(form, "Stellingen", **{at(form, "d1-1", "Stellingen"): 4})
    assert problems(form, content) == [
        f"vragenlijst.xlsx, blad Stellingen, cel {at(form, 'rol', 'Stellingen')}  onbekende-rol  De rol van wie dit invulde, ontbreekt.  Kies een rol uit de lijst."]


def test_a_formula_that_was_never_computed_is_no_answer(form: Path, content: Content) -> None:
    cell = at(form, "fte")
    change(form, "Vragen", **{cell: "=2+2"})
    assert problems(form, content) == [
        f"vragenlijst.xlsx, blad Vragen, cel {cell}  formule  In deze cel staat een formule zonder uitkomst.  Typ het antwoord zelf in de cel."]


@pytest.mark.parametrize("text", ["=HYPERLINK(\"http://kwaad\")", "+31 6", "@SUM(A1)", "-2", "{{ 7*7 }}", "<b>vet</b>", "_x0041_", "مرحبا 🙂"])
def test_text_comes_back_as_it_was_typed(text: str, form: Path, content: Content) -> None:
    fill(form, Answers("hb-proef", "2026-11-24", {"partner_naam": text}), content)
    assert read_form(form, content).values == {"partner_naam": text}


def test_a_newer_questionnaire_is_refused(form: Path, content: Content) -> None:
    change(form, "Lees mij", A2="versie 99")
    assert f"gemaakt met een nieuwere vragenlijst (versie 99); u gebruikt versie {content.edition.version}." in problems(form, content)[0]


def test_another_workbook_is_no_questionnaire(tmp_path: Path, content: Content) -> None:
    openpyxl.Workbook().save(tmp_path / "anders.xlsx")
    assert problems(tmp_path / "anders.xlsx", content) == [
        "anders.xlsx  geen-vragenlijst  Dit werkboek is geen vragenlijst van handreiking.  Maak een vragenlijst met: handreiking form vragenlijst.xlsx"]


@pytest.mark.parametrize("data", [b"", b"geen zip", b"PK\x03\x04 kapot"])
def test_a_file_that_is_no_workbook_is_refused(data: bytes, tmp_path: Path, content: Content) -> None:
    (tmp_path / "x.xlsx").write_bytes(data)
    with pytest.raises(UsageError, match=r"is geen werkboek dat wij kunnen lezen. Sla het op als Excel-werkboek \(.xlsx\), zonder wachtwoord."):
        read_form(tmp_path / "x.xlsx", content)


# --- the command --------------------------------------------------------------------------


def test_form_writes_a_workbook_and_says_what_to_do_next(tmp_path: Path, content: Content) -> None:
    path = tmp_path / "vragenlijst.xlsx"
    assert run(FormWish(tmp_path / "vragenlijst"), content).lines == (
        f"De vragenlijst staat in {path}.", f"Ingevuld terug? Maak het handboek met: handreiking new MAP --answers {path}")
    assert read_form(path, content).values == {}


def test_form_never_overwrites_a_questionnaire_that_may_be_filled_in(form: Path, content: Content) -> None:
    with pytest.raises(UsageError, match="bestaat al, en is misschien al ingevuld. Kies een andere naam."):
        run(FormWish(form), content)


def test_a_word_file_asks_every_question_with_its_choices(tmp_path: Path, content: Content) -> None:
    assert "handreiking niet inlezen" in run(FormWish(tmp_path / "vragen", ("word",), statements=True), content).lines[-1]
    document = docx.Document(str(tmp_path / "vragen.docx"))
    text = "\n".join([p.text for p in document.paragraphs] + [cell.text for table in document.tables for row in table.rows for cell in row.cells])
    for question in content.questions.values():
        assert question.ask in text and all(f"☐  {choice.label}" in text for choice in question.choices)
    assert all(statement.text in text for statement in content.statements)
    assert not (tmp_path / "vragen.xlsx").exists()


def test_without_openpyxl_one_line_says_what_to_install(tmp_path: Path, content: Content, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "openpyxl", None)
    with pytest.raises(MissingExtraError) as caught:
        run(FormWish(tmp_path / "vragenlijst"), content)
    assert "pip install" in str(caught.value) and "\n" not in str(caught.value)


# --- one door, any program ----------------------------------------------------------------


def converted(form: Path, into: Path, ending: str) -> Path:
    office = shutil.which("soffice")
    if not office:
        pytest.skip("soffice ontbreekt (LibreOffice)")
    subprocess.run([office, "--headless", f"-env:UserInstallation={(into / 'lo').as_uri()}", "--convert-to", ending, "--outdir", into / "uit", form],
                   check=True, capture_output=True, timeout=120)
    return into / "uit" / f"{form.stem}.{ending}"


@pytest.mark.parametrize("ending", ["ods", "xls"])
def test_a_form_that_another_program_saved_gives_the_same_answers(ending: str, form: Path, content: Content, tmp_path: Path) -> None:
    answers = example(EXAMPLES[2], content)
    fill(form, answers, content)
    filled = read_filled(converted(form, tmp_path, ending), content)
    assert (filled.answers, filled.notices) == (answers, ())


def test_a_file_is_known_by_what_is_in_it(form: Path, content: Content, tmp_path: Path) -> None:
    fill(form, Answers("hb-proef", "2026-11-24", {"partner_naam": "Stad"}), content)
    for name in ("ANTWOORDEN.XLSX", "antwoorden.xlsm", "antwoorden.dat"):
        shutil.copy(form, tmp_path / name)
        assert read_filled(tmp_path / name, content).answers.values == {"partner_naam": "Stad"}


@pytest.mark.parametrize(("encoding", "sign"), [("utf-8-sig", ";"), ("cp1252", ";"), ("utf-8", ",")])
def test_the_sheet_with_questions_as_csv_is_read(encoding: str, sign: str, content: Content, tmp_path: Path) -> None:
    path = tmp_path / "vragen.csv"
    path.write_bytes(f"vragen{sign}{sign}{sign}\r\n{sign}{sign}{sign}\r\npartner_naam{sign}1{sign}Hoe heet de partner?{sign}Café Zuid\r\ninwoners{sign}{sign}{sign}31.850\r\n".encode(encoding))
    assert read_filled(path, content).answers.values == {"inwoners": 31850, "partner_naam": "Café Zuid"}


@pytest.mark.parametrize(("name", "data"), [("brief.docx", b"PK\x03\x04word"), ("a.ods", b"geen"), ("a.xls", b"\xd0\xcf\x11\xe0wachtwoord")])
def test_both_doors_refuse_in_the_same_words(name: str, data: bytes, content: Content, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(UsageError) as caught:
        read_filled(path, content)
    assert str(caught.value) == f"{path} is geen werkboek dat wij kunnen lezen. Sla het op als Excel-werkboek (.xlsx), zonder wachtwoord."


def test_a_word_file_says_where_the_answers_go(tmp_path: Path, content: Content) -> None:
    run(FormWish(tmp_path / "vragen", ("word",)), content)
    path = tmp_path / "vragen.docx"
    with pytest.raises(UsageError) as caught:
        read_filled(path, content)
    assert str(caught.value) == (f"{path} is geen werkboek en geen antwoordenbestand. Neem de antwoorden over met: handreiking ask BESTAND, "
                                 "of in het werkboek van handreiking form.")


def test_what_somebody_added_or_took_away_is_named(form: Path, content: Content) -> None:
    book = openpyxl.load_workbook(form)
    sheet = book["Vragen"]
    row = rows(sheet)["partner_naam"]
    sheet["J5"], book.create_sheet("Los")["B2"] = "bel Jan", "x"
    for cell in sheet[row]:
        cell.value = None
    sheet[f"D{row}"] = "Stad"
    book.save(form)
    assert read_filled(form, content).notices == (
        "Niet overgenomen: blad Vragen, cel J5: ‘bel Jan’. Bij deze cel hoort geen vraag.",
        f"Niet overgenomen: blad Vragen, cel D{row}: ‘Stad’. Bij deze cel hoort geen vraag.",
        "Niet overgenomen: blad Los. Dit blad is niet van ons; er is niets uit gelezen.",
        f"Niet gelezen: de vraag ‘{content.questions['partner_naam'].ask}’ staat niet meer in vragenlijst.xlsx. Zij blijft open.")


def test_words_of_the_lists_are_forgiven_their_case_and_a_full_stop(form: Path, content: Content) -> None:
    question = content.questions["fase"]
    chosen = next(q for q in content.questions.values() if q.type == "choices")
    change(form, "Vragen", **{at(form, "fase"): f"\u00a0{question.choices[1].label.upper()}.", at(form, f"{chosen.id}={chosen.choices[0].id}"): 1})
    assert read_form(form, content).values == {"fase": question.choices[1].id, chosen.id: [chosen.choices[0].id]}


def test_remarks_of_the_library_are_not_shown(form: Path, content: Content, recwarn: pytest.WarningsRecorder) -> None:
    book = openpyxl.load_workbook(form)
    book["Vragen"]["J9"] = "x"
    book.save(form)
    read_form(form, content)
    assert not recwarn.list


def test_a_file_that_only_looks_like_a_binary_workbook_gets_the_one_message(tmp_path: Path, content: Content) -> None:
    for number, data in enumerate((b"x", zip_bytes({"xl/workbook.bin": b"x"}))):
        path = tmp_path / f"{number}.xlsb"
        path.write_bytes(data)
        with pytest.raises(UsageError) as error:
            read_filled(path, content)
        assert str(error.value) == f"{path} is geen werkboek dat wij kunnen lezen. Sla het op als Excel-werkboek (.xlsx), zonder wachtwoord."
