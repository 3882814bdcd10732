"""The editors' folders become content; every problem of form is named, not only the first."""

import dataclasses
import json
import pickle
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from site_build.content import loading
from site_build.content.loading import decode, encode, load, read_content
from site_build.content.model import Content
from site_build.errors import ContentError
from tests.builders import make_content, page, write_content
from tests.desk.checks import PAGE, SOURCES

ROOT = Path(__file__).resolve().parents[2]
_HEAVY = ("yaml", "jinja2", "markdown", "zipfile", *(f"site_build.content.{name}" for name in ("work", "texts", "worked", "judging", "gathering")))
WORDS = "templates/words.yml"
QUESTION = "guide/questionnaire/20-meer.yml"


def said(root: Path, files: dict[str, str]) -> list[str]:
    return [str(problem) for problem in read_content(write_content(root, files))[1]]


def question(line: str) -> dict[str, str]:
    return {QUESTION: f"section: meer\ntitle: Meer\nquestions:\n  - {{{line}}}\n"}


def test_what_editors_wrote_is_what_is_read(tmp_path: Path) -> None:
    content = make_content(tmp_path, {PAGE: page('Een.\n\n{% when mandaat == "geen" %}\nTwee.\n{% endwhen %}', roles="[]")})
    assert list(content.questions) == ["gemeente", "fase", "mandaat", "steun", "partner"]
    assert [(choice.id, choice.label) for choice in content.questions["mandaat"].choices] == [
        ("vastgelegd", "Ja, op papier"), ("informeel", "Informeel"), ("geen", "Geen")]
    read = content.pages[0]
    assert (read.id, read.part, read.phases, str(read.place)) == ("mandaat", "doen", ("voorbereiden",), f"{PAGE}:1:1")
    assert [block.condition.text if block.condition else block.text.strip() for block in read.body] == ["Een.", 'mandaat == "geen"']
    assert content.municipality("GM0080").name == "Leeuwarden"  # type: ignore[union-attr]


@pytest.mark.parametrize(("files", "message"), [
    (question("id: x, ask: X?, why: Y., type: tekst"), f"{QUESTION}:4:37  waarde  'tekst' is geen geldige waarde voor 'type'.  Kies uit: text, "
     "number, date, yes_no, choice, choices, scale, municipality, list."),
    (question("id: x, why: Y., type: text"), f"{QUESTION}:4:5  ontbreekt  'ask' ontbreekt.  Voeg 'ask: …' toe."),
    (question("id: x, ask: X?, type: text, when: [a]"), f"{QUESTION}:4:40  voorwaarde  'when' is geen voorwaarde.  "
     'Schrijf bijvoorbeeld: fase != "verkennen".'),
    (question("id: x, ask: X?, type: choice, choices: [a]"), f"{QUESTION}:4:45  vorm  'choices' hoort per regel een id en een tekst te hebben.  "
     "Schrijf: eigen: De gemeente zelf."),
    (question("id: x, ask: X?, type: number, min: veel"), f"{QUESTION}:4:41  soort  'min' hoort een getal te zijn."),
    (question("id: x, ask: X?, type: text, quick: ja"), f"{QUESTION}:4:41  soort  'quick' hoort true of false te zijn."),
    ({PAGE: page("x", phases="voorbereiden")}, f"{PAGE}:5:9  vorm  'phases' hoort een lijst te zijn.  Schrijf: phases: [eerste, tweede]."),
    (question("id: x, ask: X?, type: tekst"), f"{QUESTION}:4:28  waarde  'tekst' is geen geldige waarde voor 'type'.  Kies uit: text, number, "
     "date, yes_no, choice, choices, scale, municipality, list."),
    ({PAGE: page("x", id="ander")}, f"{PAGE}:2:5  id-bestand  De id 'ander' is niet gelijk aan de bestandsnaam.  Schrijf: id: mandaat."),
    ({"guide/chapters/20-weg/mandaat.md": page("x")}, "guide/chapters/20-weg/mandaat.md:1:1  pagina-zonder-deel  De map '20-weg' hoort bij "
     "geen deel.  Zet de map in guide/chapters/parts.yml of verplaats de pagina."),
    ({SOURCES: "id: x\n"}, f"{SOURCES}:1:1  vorm  Hier hoort een lijst (regels met een streepje)."),
])
def test_a_problem_of_form_is_said_with_its_place(tmp_path: Path, files: dict[str, str], message: str) -> None:
    assert said(tmp_path, files) == [message]


def test_an_unknown_name_is_said_with_the_names_that_exist(tmp_path: Path) -> None:
    lines = said(tmp_path, {"guide/knowledge/themes.yml": "- id: a\n  title: A\n  verandering: x\n"})
    assert lines == ["guide/knowledge/themes.yml:3:16  onbekende-naam  De naam 'verandering' bestaat hier niet.  Kies uit: explain, id, instead, retired, title, was."]


def test_all_problems_of_all_files_are_said_in_one_run(tmp_path: Path) -> None:
    files = {**question("id: x, type: tekst"), SOURCES: "- {id: a}\n", PAGE: "Geen kop"}
    codes = sorted({line.split("  ")[1] for line in said(tmp_path, files)})
    assert codes == ["kop-ontbreekt", "ontbreekt", "waarde"]
    with pytest.raises(ContentError) as error:
        load(tmp_path)
    assert {Path(problem.place.file).name for problem in error.value.problems} == {"20-meer.yml", "sources.yml", "mandaat.md"}


def test_a_file_that_is_not_utf_8_is_said(tmp_path: Path) -> None:
    write_content(tmp_path)
    (tmp_path / "guide/edition.yml").write_bytes(b"changes: caf\xe9\n")
    assert "guide/edition.yml:1:1  tekens  Dit bestand is niet in UTF-8 opgeslagen.  Sla het opnieuw op met de codering UTF-8." in [
        str(problem) for problem in read_content(tmp_path)[1]]


def test_content_round_trips_through_json(tmp_path: Path) -> None:
    content = make_content(tmp_path, {PAGE: page('Een.\n\n{% when mandaat == "geen" %}\nTwee.\n{% endwhen %}')})
    assert decode(encode(content)) == content
    json.loads(encode(content))


def test_compiled_content_makes_only_what_is_asked_for_and_is_whole_elsewhere(tmp_path: Path) -> None:
    content = make_content(tmp_path, {PAGE: page("Tekst.")})
    compiled = decode(encode(content))
    assert compiled.sections is compiled.sections and compiled.meaning("phase") == "fase"
    assert "sections" in vars(compiled) and "pages" not in vars(compiled)
    assert pickle.loads(pickle.dumps(decode(encode(content)))) == content  # as another process gets it
    assert dataclasses.replace(decode(encode(content)), sections=()).pages == content.pages
    assert compiled.game == Content().game and compiled.home == ""
    with pytest.raises(AttributeError, match="iets"):
        getattr(compiled, "iets")  # noqa: B009


@pytest.mark.parametrize("damage", [lambda data: b"", lambda data: data[:-9], lambda data: data.replace(b"fase", b"FASE", 1), lambda data: b"\xff" + data])
def test_a_damaged_cache_is_read_again_from_the_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, damage: Callable[[bytes], bytes]) -> None:
    write_content(tmp_path, {WORDS: (ROOT / WORDS).read_text(encoding="utf-8")})
    monkeypatch.setattr(loading, "find_root", lambda: tmp_path)
    first, cache = load(), tmp_path / "build/content-cache.json"
    whole = cache.read_bytes()
    assert load() == first and cache.read_bytes() == whole
    cache.write_bytes(damage(whole))
    assert load() == first and cache.read_bytes() == whole


def test_a_cache_of_other_files_is_not_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_content(tmp_path, {PAGE: page("Tekst."), WORDS: (ROOT / WORDS).read_text(encoding="utf-8")})
    monkeypatch.setattr(loading, "find_root", lambda: tmp_path)
    assert [block.text for block in load().pages[0].body] == ["Tekst.\n"]
    (tmp_path / PAGE).write_text(page("Anders, en langer."), encoding="utf-8")
    assert [block.text for block in load().pages[0].body] == ["Anders, en langer.\n"]


def test_the_first_question_waits_for_no_pages_plans_or_yaml(tmp_path: Path) -> None:
    """The program asks from the questionnaire alone; what the rest of the content is made of is not even brought in."""
    load()  # compiles it
    script = f"""if True:
        import io, sys
        from site_build.cli import main
        sys.stdin = io.StringIO("")
        status = main(["ask", {str(tmp_path / "a.yml")!r}, "--plain"])
        print(status, [name for name in {_HEAVY!r} if name in sys.modules])"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, encoding="utf-8", check=True, cwd=ROOT, timeout=60)
    assert "Voor welke gemeente" in done.stdout and done.stdout.splitlines()[-1] == "1 []"


def test_the_real_content_round_trips_through_json() -> None:
    content, problems = read_content(Path(__file__).resolve().parents[2])
    assert [str(problem) for problem in problems] == []
    assert decode(encode(content)) == content


@pytest.mark.parametrize(("text", "message"), [
    ("", "checklists/x.yml:1:1  leeg  Dit bestand is leeg.  Vul het, of verwijder het."),
    ("id: [", "checklists/x.yml:1:6  yaml-vorm  Dit is geen geldige YAML.  Kijk of de regel goed inspringt en zet tekst met een dubbele punt "
              "tussen aanhalingstekens."),
])
def test_a_file_that_is_empty_or_broken_is_said_once(tmp_path: Path, text: str, message: str) -> None:
    assert said(tmp_path, {"checklists/x.yml": text}) == [message]
