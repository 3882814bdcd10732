"""`handreiking check`: all problems of all files in one run, its tables, and publishing."""

import datetime as dt
import json
import re
from pathlib import Path

import pytest

from site_build.cli import main
from site_build.commands import check
from tests.builders import QUESTIONS, page, write_content

PAGE = "guide/chapters/10-doen/mandaat.md"
DATE = ["--date", "2026-11-24"]
FOR_ALL = {PAGE: page('## Kop\n\n{% when mandaat == "geen" %}\nx\n{% endwhen %}\n\n{% when steun == "ja" %}\ny\n{% endwhen %}')}


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]):
    def run(*arguments: str) -> tuple[int, str, str]:
        status = main(["check", *arguments, *DATE])
        output = capsys.readouterr()
        return status, output.out, output.err

    return run


def test_all_problems_of_all_files_are_shown_and_the_status_is_1(tmp_path: Path, run) -> None:
    write_content(tmp_path, {PAGE: page("# Kop\n\nZie [@weg]."), "checklists/fout.yml": "id: fout\n", "guide/knowledge/sources.yml": "[]\n"})
    status, output, _ = run(str(tmp_path))
    assert status == 1
    assert [line.split("  ")[:2] for line in output.splitlines() if ":" in line and "let op" not in line] == [
        ["checklists/fout.yml:1:1", "ontbreekt"], ["checklists/fout.yml:1:1", "ontbreekt"], ["checklists/fout.yml:1:1", "ontbreekt"],
        [f"{PAGE}:7:1", "kop-een"], [f"{PAGE}:9:5", "bron-onbekend"]]
    assert output.splitlines()[-1].startswith("5 fouten, ")


def test_what_follows_from_a_broken_questionnaire_is_not_said_again(tmp_path: Path, run) -> None:
    write_content(tmp_path, {"guide/questionnaire/10-aanpak.yml": QUESTIONS.replace("title: De", "title: [De"), **FOR_ALL})
    status, output, _ = run(str(tmp_path))
    lines = output.splitlines()
    assert (status, [line.split("  ")[1] for line in lines if line.startswith(("guide/", "templates/", "checklists/"))]) == (1, ["yaml-vorm"])
    assert re.fullmatch(r"\d+ meldingen volgen waarschijnlijk hieruit. Los het bovenstaande op, en controleer opnieuw.", lines[-2])


def test_a_remark_is_status_0_and_1_with_strict(tmp_path: Path, run) -> None:
    write_content(tmp_path, FOR_ALL)
    assert run(str(tmp_path))[0] == 0
    assert run(str(tmp_path), "--strict")[0] == 1


def test_json_is_for_machines(tmp_path: Path, run) -> None:
    write_content(tmp_path, {PAGE: page("# Kop")})
    _, output, _ = run(str(tmp_path), "--json")
    assert {"file": PAGE, "line": 7, "column": 1, "code": "kop-een", "grade": "fout", "remedy": "Begin met ##.",
            "message": "Een tekst heeft geen kop met één #; de titel staat al bovenaan."} in json.loads(output)


def test_a_template_with_a_name_that_does_not_exist_is_found(tmp_path: Path, run) -> None:
    write_content(tmp_path, FOR_ALL)
    template = tmp_path / "templates/pages/home.md.j2"
    template.write_text("{{ gemeent }}", encoding="utf-8")
    status, output, _ = run(str(tmp_path))
    assert status == 1
    assert "templates/pages/home.md.j2:1:1  sjabloon  Dit sjabloon gebruikt 'gemeent', en die naam krijgt het niet.  Bedoelt u 'gemeente'? Kies uit: " in output


def test_a_folder_without_content_is_refused(tmp_path: Path, run) -> None:
    assert run(str(tmp_path)) == (2, "", "Hier is geen inhoud om te controleren: de map guide/ ontbreekt. "
                                         "Geef de map die guide/, templates/ en checklists/ bevat.\n")


def test_uses_names_what_depends_on_a_question(tmp_path: Path, run) -> None:
    write_content(tmp_path, FOR_ALL)
    assert run(str(tmp_path), "--uses", "steun") == (0, f'{PAGE}:13:9  blok in mandaat: when steun == "ja"\n', "")
    assert run(str(tmp_path), "--uses", "partner") == (0, "Niets hangt af van 'partner'.\n", "")
    assert run(str(tmp_path), "--uses", "parnter") == (2, "", "De vraag of het feit 'parnter' bestaat niet. Bedoelt u 'partner'?\n")


def test_summary_and_coverage_print_their_tables(tmp_path: Path, run) -> None:
    write_content(tmp_path, FOR_ALL)
    assert "bladzijden" in run(str(tmp_path), "--summary")[1]
    status, output, _ = run(str(tmp_path), "--coverage")
    assert status == 0 and "elk paar van antwoorden komt voor" in output


def test_coverage_as_json_counts_every_block(tmp_path: Path, run) -> None:
    write_content(tmp_path, FOR_ALL)
    status, output, _ = run(str(tmp_path), "--coverage", "--json")
    blocks = {seen["key"]: seen for seen in json.loads(output)["seen"] if seen["kind"] == "blok"}
    assert status == 0 and set(blocks) == {"mandaat:9", "mandaat:13"}
    assert all(seen["there"] > 0 and seen["away"] > 0 for seen in blocks.values())


def test_publishing_writes_the_ids_and_raises_the_version(tmp_path: Path, run) -> None:
    write_content(tmp_path, {**FOR_ALL, "guide/edition.yml": "version: 1\ndate: 2026-01-01\nchanges: Eerste.\n"})
    status, output, _ = run(str(tmp_path), "--publish")
    assert (status, output) == (0, "15 id's staan in guide/published-ids.yml. De inhoud is nu versie 1 (guide/edition.yml).\n")
    assert run(str(tmp_path), "--publish")[0::2] == (2, "Er is niets veranderd sinds versie 1. Er is niets uitgegeven.\n")
    (tmp_path / PAGE).write_text(page("Meer over geld.", for_all="true"), encoding="utf-8")
    status, _, told = run(str(tmp_path), "--publish")
    assert status == 2 and told.startswith("Schrijf eerst in guide/edition.yml in één zin wat er nieuw is, bij next.")
    with (tmp_path / "guide/edition.yml").open("a", encoding="utf-8") as file:
        file.write("next: Meer over geld.\n")
    assert run(str(tmp_path), "--publish")[1].endswith("De inhoud is nu versie 2 (guide/edition.yml).\n")
    assert (tmp_path / "guide/edition.yml").read_text(encoding="utf-8") == (
        'version: 2\ndate: 2026-11-24\nchanges: "Meer over geld."\nearlier:\n  - version: 1\n    date: 2026-11-24\n    changes: "Eerste."\n')
    (tmp_path / PAGE).unlink()
    status, output, _ = run(str(tmp_path))
    assert status == 1 and "De uitgegeven id 'mandaat' (bladzijde) bestaat niet meer." in output


def test_nothing_is_published_while_something_is_wrong(tmp_path: Path, run) -> None:
    write_content(tmp_path, {PAGE: page("# Kop")})
    status, _, errors = run(str(tmp_path), "--publish")
    assert status == 1 and "kop-een" in errors
    assert not (tmp_path / "guide/published-ids.yml").exists()


def test_a_check_that_breaks_down_is_a_problem_with_its_file(tmp_path: Path, run, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(content: object, memory: object) -> list[object]:
        page = content.pages[0]  # type: ignore[attr-defined]
        raise ZeroDivisionError(page.id)

    write_content(tmp_path, FOR_ALL)
    monkeypatch.setattr("site_build.desk.checking.check_sentences", broken)
    status, output, _ = run(str(tmp_path))
    assert status == 1
    assert f"{PAGE}:1:1  vastgelopen  De controle liep hier vast (ZeroDivisionError: mandaat)." in output


def test_fix_puts_right_what_has_one_right_answer_and_then_checks(tmp_path: Path, run) -> None:
    write_content(tmp_path, {**FOR_ALL, PAGE: FOR_ALL[PAGE].replace('steun == "ja"', "steun == \u201cja\u201d").replace("\ny\n", "\ny\n- een\n")})
    assert run(str(tmp_path))[0] == 1
    status, output, _ = run(str(tmp_path), "--fix")
    assert status == 0 and f"{PAGE}:13:18  aanhalingstekens  hersteld" in output and "2 keer iets hersteld." in output
    assert 'steun == "ja" %}\ny\n\n- een' in (tmp_path / PAGE).read_text(encoding="utf-8")


def test_it_hears_how_far_the_checks_are_until_all_are_done(tmp_path: Path) -> None:
    write_content(tmp_path, {PAGE: page("## Kop\n\nTekst.")})
    heard: list[tuple[int, int]] = []
    check.run(check.CheckWish(tmp_path, dt.date(2026, 11, 24)), far=lambda done, total: heard.append((done, total)))
    numbers = [done for done, _ in heard[:-1]]
    assert numbers == sorted(set(numbers)) and len(numbers) > 10
    assert {total for _, total in heard[:-1]} == {len(numbers) + 1} and heard[-1] == (1, 1)
