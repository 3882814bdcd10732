"""The command as a project lead uses it: messages, exit statuses, and nothing that looks like a traceback."""

import subprocess
import sys
from pathlib import Path

import pytest

from site_build import cli

ROOT = Path(__file__).resolve().parents[1]
EXAMPLE = ROOT / "examples" / "leeuwarden.yml"


def run(*arguments: str, capsys: pytest.CaptureFixture[str]) -> tuple[int, str, str]:
    try:
        status = cli.main(list(arguments))
    except SystemExit as stop:
        status = int(stop.code or 0)
    output = capsys.readouterr()
    return status, output.out, output.err


ANSWERS = "version: 1\nhandbook: hb-test0001\ndate: 2026-11-24\nanswers:\n"


@pytest.mark.parametrize(("text", "message"), [
    ("answers: [", "antwoorden.yml:1:11  yaml-vorm  Dit is geen geldige YAML.  Kijk of de regel goed inspringt en zet tekst met een dubbele punt tussen aanhalingstekens."),
    (ANSWERS + "  fase: borgen\n  fase: starten\n", "antwoorden.yml:6:3  dubbele-naam  De naam 'fase' staat hier twee keer.  Laat één van de twee staan."),
    (ANSWERS + "  mandat: geen\n", "antwoorden.yml:5:11  onbekende-vraag  De vraag 'mandat' bestaat niet.  Bedoelt u 'mandaat'?"),
    (ANSWERS + "  mandaat: misschien\n", "antwoorden.yml:5:12  antwoord  Is het mandaat van uitvoerders vastgelegd? 'misschien' is geen antwoord op deze vraag. Kies uit: vastgelegd, informeel, geen."),
    (ANSWERS + "  inwoners: veel\n", "antwoorden.yml:5:13  antwoord  Hoeveel inwoners heeft uw gemeente? 'veel' is geen getal. Vul een getal in. Bijvoorbeeld: 31850."),
    (ANSWERS + "  gemeente: GM9999\n", "antwoorden.yml:5:13  antwoord  Voor welke gemeente maakt u dit handboek? De gemeente 'GM9999' bestaat niet. Vul de CBS-code in, bijvoorbeeld GM0080 (Leeuwarden)."),
    (ANSWERS.replace("version: 1", "version: 99"), "antwoorden.yml:1:10  versie-nieuwer  Dit bestand is gemaakt met een nieuwere vragenlijst (versie 99); u gebruikt versie 1.  Werk handreiking bij en probeer het opnieuw."),
    (ANSWERS + "  partner_naam: \"a\\0b\"\n", "antwoorden.yml:5:17  antwoord  Hoe heet de partner die uitvoert? In dit antwoord staat een teken dat niet te zien is. Typ het antwoord opnieuw."),
    (ANSWERS + f"  partner_naam: {'x' * 100_000}\n", "antwoorden.yml:5:17  antwoord  Hoe heet de partner die uitvoert? Dit antwoord is te lang (100000 tekens). Gebruik hooguit 5000 tekens."),
    (ANSWERS + "  partner_naam: [1, 2]\n", "antwoorden.yml:5:17  antwoord  Hoe heet de partner die uitvoert? Vul tekst in."),
])
def test_a_bad_answers_file(tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str, message: str) -> None:
    path = tmp_path / "antwoorden.yml"
    path.write_text(text, encoding="utf-8")
    status, _, error = run("new", str(tmp_path / "hb"), "--answers", str(path), capsys=capsys)
    assert (status, error.strip()) == (1, message)
    assert not (tmp_path / "hb").exists() or not any((tmp_path / "hb").iterdir())


def test_all_problems_of_a_file_come_in_one_run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "a.yml"
    path.write_text(ANSWERS + "  mandaat: misschien\n  inwoners: veel\n  niets: 1\n", encoding="utf-8")
    status, _, error = run("new", str(tmp_path / "hb"), "--answers", str(path), capsys=capsys)
    assert status == 1 and len(error.strip().splitlines()) == 3


def test_an_answers_file_that_is_not_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    missing = tmp_path / "weg.yml"
    assert run("new", str(tmp_path / "hb"), "--answers", str(missing), capsys=capsys) == (2, "", f"Het bestand {missing} bestaat niet.\n")


def test_no_terminal_and_no_plain_is_one_clear_line_and_nothing_is_written(tmp_path: Path) -> None:
    done = subprocess.run([sys.executable, "-m", "site_build.cli", "new", str(tmp_path / "hb")], cwd=ROOT, stdin=subprocess.DEVNULL, capture_output=True, text=True)
    assert done.returncode == 2 and len(done.stderr.strip().splitlines()) == 1 and "--plain" in done.stderr
    assert not (tmp_path / "hb").exists() or not any((tmp_path / "hb").iterdir())


def test_a_handbook_is_made_made_again_and_keeps_an_edit(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "hb"
    status, out, _ = run("new", str(folder), "--answers", str(EXAMPLE), "--no-build", capsys=capsys)
    assert status == 0 and (folder / "antwoorden.yml").read_bytes() == EXAMPLE.read_bytes()
    page = folder / "docs/voorbereiden/mandaat.md"
    page.write_text(page.read_text(encoding="utf-8") + "\nOnze eigen zin.\n", encoding="utf-8")
    answers = folder / "antwoorden.yml"
    answers.write_text(answers.read_text(encoding="utf-8").replace("date: 2026-11-24", "date: 2026-12-01"), encoding="utf-8")
    status, out, _ = run("build", str(folder), "--no-build", capsys=capsys)
    assert status == 0 and page.read_text(encoding="utf-8").endswith("Onze eigen zin.\n")
    assert "docs/voorbereiden/mandaat.md" in out
    assert "1 december 2026" in (folder / "docs/index.md").read_text(encoding="utf-8")


def test_build_with_a_date_writes_it_in_the_answers(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "hb"
    run("new", str(folder), "--answers", str(EXAMPLE), "--no-build", capsys=capsys)
    assert run("build", str(folder), "--date", "2027-01-05", "--no-build", capsys=capsys)[0] == 0
    assert "date: 2027-01-05" in (folder / "antwoorden.yml").read_text(encoding="utf-8")


@pytest.mark.parametrize("command", ["build", "share", "explain", "serve", "export"])
def test_a_folder_that_is_no_handbook(tmp_path: Path, capsys: pytest.CaptureFixture[str], command: str) -> None:
    extra = [str(tmp_path / "doel")] if command == "share" else ["--all"] if command == "export" else []
    status, _, error = run(command, str(tmp_path), *extra, capsys=capsys)
    assert status == 2 and error == f"{tmp_path} is geen handboek: .handreiking/manifest.json ontbreekt. Maak het met: handreiking new {tmp_path}\n"


def test_explain_says_for_every_page_what_decided_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "hb"
    run("new", str(folder), "--answers", str(EXAMPLE), "--no-build", capsys=capsys)
    status, out, _ = run("explain", str(folder), capsys=capsys)
    from site_build.content.loading import load

    assert status == 0
    for page in load().pages:
        assert f"\n{page.id}: " in f"\n{out}"
        following = f"\n{out}".split(f"\n{page.id}: ", 1)[1].split("\n", 2)[1]
        assert following.startswith("  - "), page.id


def test_explain_advice_says_for_each_piece_why_it_stands_there_and_what_came_just_after(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "hb"
    run("new", str(folder), "--answers", str(EXAMPLE), "--no-build", capsys=capsys)
    status, out, _ = run("explain", str(folder), "--advice", capsys=capsys)
    numbered = [line for line in out.splitlines() if line[:1].isdigit()]
    assert status == 0 and len(numbered) > 3
    assert [line.split(".")[0] for line in numbered] == [str(n) for n in range(1, len(numbered) + 1)]
    assert out.index(numbered[2]) < out.index("Dit kwam net niet bij de eerste 3:") < out.index(numbered[3])
    for line in numbered:
        assert out.split(line, 1)[1].split("\n")[1].startswith("  - Dit ")


def test_explain_a_page_that_does_not_exist(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "hb"
    run("new", str(folder), "--answers", str(EXAMPLE), "--no-build", capsys=capsys)
    status, _, error = run("explain", str(folder), "niets", capsys=capsys)
    assert (status, error) == (2, "De bladzijde 'niets' bestaat niet. Zonder naam ziet u alle bladzijden.\n")


def test_a_wrong_word_on_the_command_line_is_answered_in_dutch(capsys: pytest.CaptureFixture[str]) -> None:
    status, _, error = run("build", capsys=capsys)
    assert status == 2 and error == "handreiking build: dit ontbreekt: MAP\nHulp: handreiking build --help\n"


def test_a_bug_is_one_line_without_a_traceback(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("stuk")

    monkeypatch.setattr(cli, "_content", broken)
    status, _, error = run("build", str(tmp_path), capsys=capsys)
    assert status == 1 and error == "Er ging iets mis dat niet had mogen gebeuren (RuntimeError). Probeer het met --debug en meld wat u ziet.\n"
    with pytest.raises(RuntimeError):
        cli.main(["build", str(tmp_path), "--debug"])


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("--version", capsys=capsys)[1] == f"handreiking {cli.VERSION}\n"


@pytest.mark.parametrize(("line", "message"), [
    ("serve x --port zes", "handreiking serve: bij --port: 'zes' is geen heel getal van 0 tot 65535"),
    ("edit --port 70000", "handreiking edit: bij --port: '70000' is geen heel getal van 0 tot 65535"),
    ("batch x --processes -3", "handreiking batch: bij --processes: '-3' is geen heel getal van 0 tot 999"),
    ("build x --date straks", "handreiking build: bij --date: 'straks' is geen datum; schrijf bijvoorbeeld 2026-11-24 of vandaag"),
    ("build x --no-build=3", "handreiking build: bij --no-build: hier hoort geen waarde, dus niet '3'"),
    ("build x --d", "handreiking build: dit kan meer betekenen: --d is het begin van --debug, --date, --dry-run"),
    ("serve x --port", "handreiking serve: bij --port: hier hoort een waarde"),
    ("build", "handreiking build: dit ontbreekt: MAP"),
])
def test_what_was_typed_wrong_is_said_in_dutch(capsys: pytest.CaptureFixture[str], line: str, message: str) -> None:
    status, out, error = run(*line.split(), capsys=capsys)
    assert (status, out, error.splitlines()[0]) == (2, "", message)
