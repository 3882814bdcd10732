"""Whatever stands on disk, no command ends in an unexpected error: it works, or says in Dutch what is wrong.

Files are broken at random with a fixed seed: the manifest, mkdocs.yml, huisstijl.yml, pages, the answers, the
record of exports, folders and links in the place of files, and permissions.
"""

from __future__ import annotations

import io
import json
import os
import random
import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

import pytest

from site_build import cli
from site_build.store.projects import create
from tests.builders import make_answers, make_content

UNEXPECTED = "niet had mogen gebeuren"
ENGLISH = re.compile(r"\b(Traceback|Errno|not found|invalid|expected|could not|does not|No such|permission denied|is not a)\b", re.I)


@pytest.fixture(scope="module")
def handbook(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A small handbook, and the command reading the same small content."""
    base = tmp_path_factory.mktemp("fuzz")
    content = make_content(base / "inhoud")
    before, cli._content = cli._content, lambda *_: content
    create(base / "hb", make_answers(gemeente="GM0080", fase="starten", mandaat="geen"), content)
    (base / "hb/huisstijl.yml").write_text('colour: "#005f73"\n', encoding="utf-8")
    yield base / "hb"
    cli._content = before


def run(*arguments: str) -> tuple[int, str]:
    out = io.StringIO()
    with redirect_stdout(out), redirect_stderr(out):
        try:
            status = cli.main(list(arguments))
        except SystemExit as stop:
            status = int(stop.code or 0)
    return status, out.getvalue()


WORDS = ["null", "[]", "{}", "3", "-1", "true", "!!python/name:os.system", "!ENV HOME", "&a [*a]", "hooks: [x.py]", "../../etc", "\0", "é", "\ud7ff", "---", ": :",
         '"', "'", "{{ 1/0 }}", "<script>", "9998-12-31", "x" * 300, "plugins: [macros]", "docs_dir: /", "nav: 3", "theme: 3", "theme: {name: x}", "colour: [1]",
         "logo: /etc/passwd", "files:", "\t", "%", "@", "extra: 7", "markdown_extensions: [os]", "site_dir: /", "use_directory_urls: x", "INHERIT: x"]


def spoil(data: bytes, dice: random.Random) -> bytes:
    """Return the bytes with one to three things wrong with them."""
    for _ in range(dice.randint(1, 3)):
        way = dice.randrange(8)
        at = dice.randrange(len(data) + 1)
        word = dice.choice(WORDS).encode("utf-8", "surrogatepass")
        if way == 0:
            data = data[:at]
        elif way == 1:
            data = data[:at] + bytes([dice.randrange(256)]) + data[at + 1:]
        elif way == 2:
            data = data[:at] + word + data[at:]
        elif way == 3:
            lines = data.split(b"\n")
            lines.insert(dice.randrange(len(lines) + 1), word)
            data = b"\n".join(lines)
        elif way == 4:
            lines = data.split(b"\n")
            lines.pop(dice.randrange(len(lines)))
            data = b"\n".join(lines)
        elif way == 5:
            data = word
        elif way == 6:
            data = data.decode("utf-8", "replace").encode("utf-16" if dice.random() < 0.5 else "latin-1", "replace")
        else:
            lines = data.split(b"\n")
            number = dice.randrange(len(lines))
            key, colon, _ = lines[number].partition(b":")
            lines[number] = key + colon + b" " + word
            data = b"\n".join(lines)
    return data


TARGETS = [".handreiking/manifest.json", ".handreiking/base.zip", "mkdocs.yml", "huisstijl.yml", "antwoorden.yml", "docs/index.md", "docs/doen/mandaat.md",
           "docs/eigen.md", "export/.gemaakt.json", "theme/main.html", ".gitattributes", ".handreiking/schrijven/journaal.json"]
COMMANDS = [("build", "{hb}"), ("build", "{hb}", "--no-build"), ("build", "{hb}", "--no-build"), ("explain", "{hb}"), ("share", "{hb}", "{hb}-delen", "--no-build"),
            ("export", "{hb}", "--zip")]


def break_something(folder: Path, dice: random.Random) -> str:
    target = folder / dice.choice(TARGETS)
    way = dice.randrange(10)
    target.parent.mkdir(parents=True, exist_ok=True)
    if way < 7 and not target.is_dir():
        data = target.read_bytes() if target.is_file() else b"# Eigen\n\ntekst\n"
        if target.is_symlink():
            target.unlink()  # what a link leads to is no part of the test
        target.write_bytes(spoil(data, dice))
        return f"{target.name} bedorven"
    if target.is_dir() and not target.is_symlink():
        shutil.rmtree(target)
    target.unlink(missing_ok=True)
    if way == 7:
        target.mkdir()
        return f"{target.name} is een map"
    if way == 8:
        target.symlink_to(dice.choice(["/etc/hostname", "nergens", str(target), "/"]))
        return f"{target.name} is een verwijzing"
    return f"{target.name} is weg"


@pytest.mark.parametrize(("seed", "rounds"), [(20261124, 120), pytest.param(1, 2000, marks=pytest.mark.audit)])
def test_no_command_ends_in_an_unexpected_error_whatever_stands_on_disk(handbook: Path, tmp_path: Path, seed: int, rounds: int) -> None:
    dice, wrong = random.Random(seed), []
    for number in range(rounds):
        folder = tmp_path / "hb"
        shutil.copytree(handbook, folder, symlinks=True)
        told = [break_something(folder, dice) for _ in range(dice.randint(1, 2))]
        command = dice.choice(COMMANDS if number % 8 == 0 else COMMANDS[1:5])
        status, output = run(*(part.format(hb=folder) for part in command))
        if UNEXPECTED in output or ENGLISH.search(output.replace(str(tmp_path), "")) or status not in (0, 1, 2):
            wrong.append((number, command[0], told, output[-300:]))
        shutil.rmtree(folder)
        shutil.rmtree(tmp_path / "hb-delen", ignore_errors=True)
    assert wrong == []


@pytest.mark.parametrize("manifest", ["[]", "null", '{"files": 3}', '{"files": []}', "3", '""', "{", '{"files": {}, "pages": 3}', '{"files": {}, "decisions": []}',
                                      '{"files": {}, "version": "x"}', "[" * 100_000, '{"files": {}, "edition": 3}'])
@pytest.mark.parametrize("command", ["build", "explain", "share", "export"])
def test_a_manifest_of_another_form_is_named_as_damaged(handbook: Path, tmp_path: Path, manifest: str, command: str) -> None:
    shutil.copytree(handbook, tmp_path / "hb")
    (tmp_path / "hb/.handreiking/manifest.json").write_text(manifest)
    extra = {"share": [str(tmp_path / "doel")], "export": ["--zip"]}.get(command, [])
    status, output = run(command, str(tmp_path / "hb"), *extra)
    assert status == 2 and output.startswith(f"{tmp_path / 'hb/.handreiking/manifest.json'} is beschadigd. Maak het handboek opnieuw in een lege map met: ")


def put_directory(path: Path) -> None:
    if path.exists():
        path.unlink()
    path.mkdir(parents=True)


@pytest.mark.parametrize(("prepare", "message"), [
    (lambda hb: (hb / "site").write_text("x"), "{hb}/site is een bestand, maar daar komt de website. Hernoem of verplaats het."),
    (lambda hb: put_directory(hb / "docs/doen/mandaat.md"), "Op de plaats van {hb}/docs/doen/mandaat.md staat een map. Hernoem of verplaats die map. Er is niets veranderd."),
    (lambda hb: put_directory(hb / "huisstijl.yml"), None),
    (lambda hb: (hb / "huisstijl.yml").write_bytes("colour: \"#005f73\" # één".encode("latin-1")),
     "{hb}/huisstijl.yml is niet in UTF-8 opgeslagen. Sla het opnieuw op met de codering UTF-8."),
    (lambda hb: (hb / "docs/eigen.md").write_bytes("# Eén".encode("latin-1")),
     "De website kon niet worden gemaakt:\n- docs/eigen.md is niet in UTF-8 opgeslagen. Sla het opnieuw op met de codering UTF-8."),
    (lambda hb: (hb / "docs/eigen.md").write_text("# Eigen\n\n[weg](weg.md) [kop](index.md#weg)\n"),
     "De website is gemaakt, maar er klopt iets niet in uw bestanden:\ndocs/eigen.md: de link 'weg.md' wijst naar iets wat er niet is. Verander de link of haal haar weg.\n"
     "docs/eigen.md: de link 'index.md#weg' wijst naar een kop die niet in docs/index.md staat. Verander de link of haal haar weg."),
    (lambda hb: (hb / "antwoorden.yml").unlink(), "Het bestand {hb}/antwoorden.yml bestaat niet."),
], ids=["site-is-a-file", "page-is-a-folder", "style-is-a-folder", "style-latin-1", "page-latin-1", "broken-links", "no-answers"])
def test_what_stands_in_the_way_is_named(handbook: Path, tmp_path: Path, prepare: Callable[[Path], object], message: str | None) -> None:
    folder = tmp_path / "hb"
    shutil.copytree(handbook, folder)
    prepare(folder)
    status, output = run("build", str(folder))
    if message is None:
        assert status == 0
    else:
        assert status in (1, 2) and message.format(hb=folder) in output


@pytest.mark.parametrize(("old", "new", "line"), [
    ("docs_dir: docs", "docs_dir: docs\nhooks: [kwaad.py]", "hooks: voert Python-bestanden uit"),
    ("  - offline", "  - offline\n  - macros", "plugins: macros is niet van handreiking en voert programmacode uit"),
    ("  - admonition", "  - admonition\n  - kwaad", "markdown_extensions: kwaad is onbekend en voert programmacode uit"),
    ("  - admonition", "  - pymdownx.snippets:\n      base_path: /", "markdown_extensions: pymdownx.snippets kan bestanden van buiten het handboek lezen"),
    ("docs_dir: docs", "docs_dir: ..", "docs_dir: .. ligt buiten het handboek"),
    ("docs_dir: docs", "docs_dir: docs\nsite_author: !ENV HOME", "!ENV op regel {number}"),
    ("docs_dir: docs", "docs_dir: docs\nx: !!python/object/apply:os.system [kwaad]", "!!python/object/apply:os.system op regel {number}"),
    ("docs_dir: docs", "docs_dir: docs\nINHERIT: ../ander.yml", "INHERIT: leest een ander bestand"),
    ("  custom_dir: theme", "  custom_dir: ../theme", "theme.custom_dir: ../theme ligt buiten het handboek"),
])
def test_what_can_run_code_is_refused_and_the_reason_said(handbook: Path, tmp_path: Path, old: str, new: str, line: str) -> None:
    folder = tmp_path / "hb"
    shutil.copytree(handbook, folder)
    config = folder / "mkdocs.yml"
    text = config.read_text(encoding="utf-8").replace(old, new, 1)
    number = next((n for n, row in enumerate(text.split("\n"), 1) if "!" in row and not row.startswith("#")), 0)
    config.write_text(text, encoding="utf-8")
    (folder / "kwaad.py").write_text(f"open({str(tmp_path / 'gebeurd')!r}, 'w')")
    for command in (("build",), ("export", "--zip")):
        status, output = run(command[0], str(folder), *command[1:])
        assert status in (1, 2) and f"\n- {line.format(number=number)}\n" in output and "--trust" in output
    assert not (tmp_path / "gebeurd").exists()


def test_a_trusted_hook_runs(handbook: Path, tmp_path: Path) -> None:
    folder = tmp_path / "hb"
    shutil.copytree(handbook, folder)
    (folder / "mkdocs.yml").write_text((folder / "mkdocs.yml").read_text(encoding="utf-8") + "\nhooks: [haak.py]\n", encoding="utf-8")
    (folder / "haak.py").write_text(f"def on_startup(**_):\n    open({str(tmp_path / 'gebeurd')!r}, 'w')\n")
    assert run("build", str(folder))[0] == 2 and not (tmp_path / "gebeurd").exists()
    assert run("build", str(folder), "--trust")[0] == 0 and (tmp_path / "gebeurd").exists()


def test_a_theme_file_cannot_reach_into_python(handbook: Path, tmp_path: Path) -> None:
    folder = tmp_path / "hb"
    shutil.copytree(handbook, folder)
    (folder / "theme/404.html").write_text("{{ ''.__class__.__mro__[1].__subclasses__() }}")
    status, output = run("build", str(folder), "--no-build")
    (folder / "theme/main.html").write_text("{{ config.__class__.__init__.__globals__ }}")
    status, output = run("build", str(folder))
    assert status == 1 and "De website kon niet worden gemaakt: er klopt iets niet in" in output and UNEXPECTED not in output


def test_links_out_of_the_folder_are_not_published_and_named(handbook: Path, tmp_path: Path) -> None:
    folder, secret = tmp_path / "hb", tmp_path / "geheim.txt"
    shutil.copytree(handbook, folder)
    secret.write_text("# Geheim buiten het handboek")
    (folder / "export").mkdir()
    for name in ("docs/lek.md", "docs/lek.txt", "export/lek.txt"):
        (folder / name).symlink_to(secret)
    (folder / "docs/map").symlink_to(tmp_path / "inhoud-elders")
    (tmp_path / "inhoud-elders").mkdir()
    (tmp_path / "inhoud-elders/x.md").write_text("# Geheim in een map")
    status, output = run("build", str(folder))
    assert status == 0
    for name in ("docs/lek.md", "docs/lek.txt", "docs/map", "export/lek.txt"):
        assert f"{name} is een verwijzing naar een plek buiten het handboek. Die staat niet in de website." in output
    assert "Geheim" not in "".join(p.read_text(encoding="utf-8", errors="replace") for p in (folder / "site").rglob("*") if p.is_file())


@pytest.mark.parametrize("arguments", [("new", "{long}", "--complete"), ("build", "{long}"), ("explain", "{long}"), ("serve", "{long}"), ("export", "{long}", "--zip"),
                                       ("new", "a\0b", "--complete"), ("build", "a\0b"), ("new", "{tmp}/x", "--answers", "{long}"), ("new", "{tmp}/x", "--answers", "/dev/null"),
                                       ("share", "{hb}", "{long}"), ("ask", "{long}", "--plain"), ("form", "{long}")])
def test_a_name_that_cannot_be(handbook: Path, tmp_path: Path, arguments: tuple[str, ...]) -> None:
    status, output = run(*(part.format(long="n" * 300, tmp=tmp_path, hb=handbook) for part in arguments))
    assert status in (1, 2) and UNEXPECTED not in output and not ENGLISH.search(output), output


def test_a_working_folder_that_was_removed(handbook: Path, tmp_path: Path) -> None:
    gone, before = tmp_path / "weg", Path.cwd()
    gone.mkdir()
    os.chdir(gone)
    gone.rmdir()
    try:
        for arguments in (("build", "hb"), ("new", "hb", "--complete"), ("build", str(handbook)), ("export", "hb", "--zip"), ("form",)):
            status, output = run(*arguments)
            assert UNEXPECTED not in output and not ENGLISH.search(output), output
    finally:
        os.chdir(before)


def test_a_pipe_as_answers_is_refused_and_does_not_wait(handbook: Path, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pijp.yml")
    status, output = run("new", str(tmp_path / "hb"), "--answers", str(tmp_path / "pijp.yml"), "--no-build")
    assert (status, output) == (2, f"{tmp_path / 'pijp.yml'} is geen gewoon bestand. Bewaar de antwoorden eerst in een bestand.\n")


@pytest.mark.parametrize("door", ["antwoorden.yml", "huisstijl.yml", "mkdocs.yml", "docs/index.md", "docs/eigen/pijp.md", ".handreiking/manifest.json", "base.zip",
                                  "export/plan.xlsx", "Nog te kiezen.md", "docs/img/pijp.png"])
@pytest.mark.parametrize("command", [("build", "{hb}", "--no-build"), ("build", "{hb}", "--dry-run"), ("export", "{hb}", "--zip"), ("share", "{hb}", "--to", "{tmp}/uit", "--no-build"),
                                     ("plan", "{hb}", "{door}"), ("compare", "{door}", "{hb}/antwoorden.yml"), ("statements", "{door}", "--plain"), ("undo", "{hb}"), ("choose", "{hb}", "--plain"),
                                     ("ask", "{door}", "--plain"), ("explain", "{hb}", "--advice")])
def test_a_pipe_anywhere_does_not_wait(handbook: Path, tmp_path: Path, door: str, command: tuple[str, ...]) -> None:
    folder = tmp_path / "hb"
    shutil.copytree(handbook, folder, ignore=shutil.ignore_patterns("site"))
    pipe = folder / door
    pipe.parent.mkdir(parents=True, exist_ok=True)
    pipe.unlink(missing_ok=True)
    os.mkfifo(pipe)
    status, output = run(*(part.format(hb=folder, tmp=tmp_path, door=pipe) for part in command))
    assert status in (0, 1, 2) and UNEXPECTED not in output and not ENGLISH.search(output), output


def test_json_answers_take_another_date(handbook: Path, tmp_path: Path) -> None:
    (tmp_path / "a.yml").write_text(json.dumps({"version": 1, "handbook": "hb-test0001", "date": "2026-11-24", "answers": {"fase": "starten"}}))
    assert run("new", str(tmp_path / "hb"), "--answers", str(tmp_path / "a.yml"), "--date", "2027-01-05", "--no-build")[0] == 0
    assert json.loads((tmp_path / "hb/antwoorden.yml").read_text())["date"] == "2027-01-05"
    assert run("build", str(tmp_path / "hb"), "--date", "2027-02-01", "--no-build")[0] == 0
    assert json.loads((tmp_path / "hb/antwoorden.yml").read_text()) == {"version": 1, "handbook": "hb-test0001", "date": "2027-02-01", "answers": {"fase": "starten"}}


def test_answers_are_for_the_owner_and_a_link_stays_a_link(handbook: Path, tmp_path: Path) -> None:
    assert (handbook / "antwoorden.yml").stat().st_mode & 0o777 == 0o600
    folder = tmp_path / "hb"
    shutil.copytree(handbook, folder)
    (folder / "antwoorden.yml").rename(tmp_path / "elders.yml")
    (folder / "antwoorden.yml").symlink_to(tmp_path / "elders.yml")
    (tmp_path / "elders.yml").chmod(0o640)
    assert run("build", str(folder), "--date", "2027-02-01", "--no-build")[0] == 0
    assert (folder / "antwoorden.yml").is_symlink() and "2027-02-01" in (tmp_path / "elders.yml").read_text()
    assert (tmp_path / "elders.yml").stat().st_mode & 0o777 == 0o640


@pytest.mark.parametrize("stdin", [None, io.StringIO()], ids=["closed", "own"])
def test_a_closed_input_does_not_stop_a_build(handbook: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stdin: io.StringIO | None) -> None:
    shutil.copytree(handbook, tmp_path / "hb")
    monkeypatch.setattr("sys.stdin", stdin)
    status, output = run("build", str(tmp_path / "hb"))
    assert status == 0, output
