"""The workbench: what it shows is what is on disk, and it belongs to this machine alone."""

import base64
import re
import subprocess
import threading
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest

from site_build.commands import diff
from site_build.commands.edit import CheckBeside, open_workbench
from site_build.desk.beside import NoChecker
from site_build.desk.workbench import COMPUTED, EVERYTHING, NOBODY, Workbench
from site_build.desk.workbench_server import Server
from site_build.errors import Problem, UsageError
from tests.builders import page, png, write_content
from tests.desk.checks import TODAY

PAGE, LIST = "guide/chapters/10-doen/mandaat.md", "checklists/start.yml"
SOURCES = {"guide/knowledge/sources.yml": "- {id: bb-frontlijn-2012, type: webpage, title: Frontlijn, checked: 2025-11-24, certainty: read}\n"}
BODY = '## Kop\n\nEen gewone zin.\n\n{% when mandaat == "geen" %}\nEr is nog niets.\n{% endwhen %}\n'
EXAMPLE = "version: 1\nhandbook: hb-test0001\ndate: 2026-11-24\nanswers:\n  mandaat: vastgelegd\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return write_content(tmp_path, {**SOURCES, PAGE: page(BODY), "examples/vast.yml": EXAMPLE})


@pytest.fixture
def server(root: Path) -> Iterator[Server]:
    server = open_workbench(root, TODAY)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


def commit(root: Path, words: str = "Eerste versie") -> None:
    for command in (["init", "-q"], ["add", "-A"], ["-c", "user.name=x", "-c", "user.email=x@example.nl", "commit", "-qm", words]):
        subprocess.run(["git", "-C", str(root), *command], check=True, capture_output=True)


def get(address: str, data: dict[str, str] | None = None, **headers: str) -> str:
    body = urllib.parse.urlencode(data).encode() if data is not None else None
    with urllib.request.urlopen(urllib.request.Request(address, data=body, headers=headers), timeout=30) as answer:
        text: str = answer.read().decode()
        return text


def opened(root: Path) -> Workbench:
    bench = Workbench(root, TODAY, NoChecker())
    bench.refresh()
    return bench


def test_a_page_is_shown_for_a_situation_and_for_answers_set_by_hand(root: Path) -> None:
    bench = opened(root)
    assert {EVERYTHING, NOBODY, "examples/vast.yml"} == set(bench.situations())
    decided = bench.preview(PAGE, "examples/vast.yml", {})
    assert "Een gewone zin." in decided.html and "Er is nog niets." not in decided.html
    assert "Er is nog niets." in bench.preview(PAGE, "examples/vast.yml", {"mandaat": "geen"}).html
    assert [question.id for question in bench.questions_of(PAGE)] == ["mandaat"]


def test_what_stays_away_is_shown_in_a_frame_with_its_condition_in_words(root: Path) -> None:
    bench = opened(root)
    all_of_it = bench.preview(PAGE, "examples/vast.yml", {}, opened=True)
    assert "Er is nog niets." in all_of_it.html
    assert [(frame.state, frame.line) for frame in all_of_it.frames] == [("nee", 11)] and "‘Geen’" in all_of_it.frames[0].words
    assert bench.preview(PAGE, NOBODY, {}, opened=True).frames[0].state == "onbekend"
    assert bench.preview(PAGE, NOBODY, {"mandaat": "geen"}, opened=True).frames[0].state == "ja"


def test_a_page_that_is_not_there_says_when_it_is_and_can_be_shown_all_the_same(root: Path) -> None:
    (root / PAGE).write_text(page(BODY, when='mandaat != "vastgelegd"'), encoding="utf-8")
    bench = opened(root)
    away = bench.preview(PAGE, "examples/vast.yml", {})
    assert away.html == "" and away.why_not.startswith("Dit staat niet in het handboek in deze situatie. Het geldt als ")
    assert "Een gewone zin." in bench.preview(PAGE, "examples/vast.yml", {}, opened=True).html


def test_what_is_saved_is_shown_and_what_is_wrong_does_not_stop_it(root: Path) -> None:
    bench = opened(root)
    before = bench.refresh()
    (root / PAGE).write_text(page(BODY.replace("gewone", "nieuwe")), encoding="utf-8")
    assert bench.refresh() != before
    assert "Een nieuwe zin." in bench.preview(PAGE, NOBODY, {}).html
    (root / LIST).parent.mkdir(exist_ok=True)
    (root / LIST).write_text("id: [", encoding="utf-8")
    bench.refresh()
    assert "Een nieuwe zin." in bench.preview(PAGE, NOBODY, {}).html


def test_a_file_that_cannot_be_read_is_said_at_once_and_where_and_no_more_when_it_is_mended(server: Server, root: Path) -> None:
    questions = root / "guide/questionnaire/10-aanpak.yml"
    right = questions.read_text(encoding="utf-8")
    place = right.count("\n") + 1
    questions.write_text(right + "   - id: los\n", encoding="utf-8")
    shown = get(f"{server.address}?file={quote(PAGE)}")
    assert "Een bestand is niet te lezen." in shown
    assert re.findall(r"(guide/questionnaire/10-aanpak.yml:\d+)</a>", shown) == [f"guide/questionnaire/10-aanpak.yml:{place}"]
    questions.write_text(right, encoding="utf-8")
    assert "niet te lezen" not in (shown := get(f"{server.address}?file={quote(PAGE)}")) and "Een gewone zin." in shown


def test_a_check_of_what_was_there_before_is_stopped(root: Path) -> None:
    class Slow:
        def __init__(self) -> None:
            self.begun, self.stopped, self.runs = threading.Event(), threading.Event(), 0

        def run(self) -> tuple[Problem, ...] | None:
            self.runs += 1
            self.begun.set()
            return None if self.runs == 1 and self.stopped.wait(30) else ()

        def stop(self) -> None:
            self.stopped.set()

    slow = Slow()
    bench = Workbench(root, TODAY, slow)
    first = threading.Thread(target=bench.problems)
    first.start()
    assert slow.begun.wait(30)
    (root / PAGE).write_text(page("Een andere tekst."), encoding="utf-8")
    assert bench.problems() == ()
    first.join(30)
    assert slow.stopped.is_set() and slow.runs == 2


def test_a_section_of_questions_says_what_is_not_asked(root: Path) -> None:
    shown = opened(root).preview("guide/questionnaire/10-aanpak.yml", NOBODY, {"mandaat": "geen"}).html
    assert "Hoe heet de partner?" in shown and "Wordt hier niet gesteld" in shown


def test_pages_that_are_computed_can_be_chosen_too(root: Path) -> None:
    bench = opened(root)
    home = next(file for file, kind, _ in bench.pages() if kind == "Berekende bladzijden" and file == f"{COMPUTED}index.md")
    assert "<h1" in bench.preview(home, NOBODY, {}).html


def test_where_a_block_shows_is_counted_with_the_smallest_change_that_shows_it(root: Path) -> None:
    sets, cases, shown = opened(root).shows(PAGE, "examples/vast.yml", {})
    assert cases == 1 and len(shown) == 1
    assert (shown[0].state, shown[0].line, shown[0].text, shown[0].change, shown[0].situations) == ("nee", 11, "Er is nog niets.", {"mandaat": "geen"}, ())
    assert 0 < shown[0].sets < sets
    _, _, here = opened(root).shows(PAGE, "examples/vast.yml", {"mandaat": "geen"})
    assert (here[0].state, here[0].change) == ("ja", None)


def test_a_situation_set_by_hand_is_kept_and_can_be_chosen(server: Server, root: Path) -> None:
    own = server.address.rstrip("/").rpartition("/")[0]
    shown = get(f"{server.address}bewaar", {"file": PAGE, "a": "examples/vast.yml", "q.mandaat": "geen", "name": "Géén mandaat!"}, Origin=own)
    assert "bewaard: geen-mandaat" in shown and "Er is nog niets." in shown
    assert "  mandaat: geen\n" in (root / "situaties/geen-mandaat.yml").read_text(encoding="utf-8")
    nameless = get(f"{server.address}bewaar", {"file": PAGE, "name": "!"}, Origin=own)
    assert "Geef de situatie een naam met letters of cijfers." in nameless
    with pytest.raises(urllib.error.HTTPError) as refused:
        get(f"{server.address}bewaar", {"name": "x"}, Origin="https://kwaad.example")
    assert refused.value.code == 403


def test_two_situations_stand_side_by_side_with_their_differences_marked(server: Server) -> None:
    both = get(f"{server.address}?file={quote(PAGE)}&a={NOBODY}&b={quote('examples/vast.yml')}")
    assert both.count('<section class="side"') == 2
    assert "Er is nog niets." in both and 'class="differs"' in both


def test_everything_that_names_something_is_found_and_so_is_a_figure_or_a_date(server: Server, root: Path) -> None:
    (root / PAGE).write_text(page(BODY + "\nOp 24 november 2026 was dit € 2.500 [@bb-frontlijn-2012].\n"), encoding="utf-8")
    for wanted in ("mandaat.geen", "bb-frontlijn-2012", "€ 2.500", "2026-11-24", "24 november 2026"):
        assert f"{PAGE}:" in get(f"{server.address}gebruik?id={quote(wanted)}"), wanted
    assert f"{PAGE}:" not in get(f"{server.address}gebruik?id=500")  # a number is found whole
    assert "Niets noemt &#39;97531&#39;." in get(f"{server.address}gebruik?id=97531")


def test_a_change_since_a_version_is_shown_as_a_reader_sees_it(server: Server, root: Path) -> None:
    commit(root)
    (root / PAGE).write_text(page(BODY.replace("gewone", "nieuwe")), encoding="utf-8")
    shown = get(f"{server.address}vergelijk?file={quote(PAGE)}&a={NOBODY}")
    assert "<del>gewone</del>" in shown.replace(" </del>", "</del>") and "<ins>nieuwe</ins>" in shown.replace(" </ins>", "</ins>")
    assert "De versie &#39;-x&#39; is in git niet te vinden." in get(f"{server.address}vergelijk?file={quote(PAGE)}&since=-x")


def test_without_git_comparing_says_so(server: Server) -> None:
    assert "Hier is geen git" in get(f"{server.address}vergelijk?file={quote(PAGE)}")


def test_what_is_due_is_listed_the_oldest_first(server: Server) -> None:
    shown = get(f"{server.address}nakijken")
    assert "Bronnen om opnieuw te bekijken (1)" in shown and "2025-11-24" in shown


def test_problems_are_shown_with_a_link_that_opens_their_line(server: Server, root: Path) -> None:
    (root / PAGE).write_text(page("# Kop"), encoding="utf-8")
    shown = get(f"{server.address}problems?file={quote(PAGE)}")
    assert f"vscode://file/{root.resolve().as_posix().lstrip('/')}/{PAGE}:7" in shown and "Een tekst heeft geen kop met één #" in shown
    there = get(f"{server.address}bron?file={quote(PAGE)}&line=7")
    assert '<li id="r7" class="here" aria-current="true"><code># Kop</code>' in there and "Een tekst heeft geen kop met één #" in there


@pytest.mark.parametrize("file", ["../buiten.txt", "/etc/hostname", "guide/../buiten.txt", "guide"])
def test_the_text_of_another_file_is_not_shown(server: Server, root: Path, file: str) -> None:
    (root / "buiten.txt").write_text("geheim woord", encoding="utf-8")
    shown = get(f"{server.address}bron?file={quote(file)}")
    assert "is geen bestand van de inhoud." in shown and "geheim woord" not in shown


def test_the_check_runs_beside_the_preview_and_finds_the_same(root: Path) -> None:
    (root / PAGE).write_text(page("# Kop"), encoding="utf-8")
    assert [(p.place.line, p.code) for p in CheckBeside(root, TODAY).run() or () if p.place.file == PAGE and p.code == "kop-een"] == [(7, "kop-een")]


@pytest.mark.parametrize(("path", "headers"), [
    ("", {"Host": "kwaad.example"}), ("", {"Origin": "https://kwaad.example"}), ("../", {}), ("../raad/", {}),
])
def test_another_host_origin_or_token_is_refused(server: Server, path: str, headers: dict[str, str]) -> None:
    address = server.address if not path else server.address.replace(server.token, path.strip("./") or "x")
    with pytest.raises(urllib.error.HTTPError) as refused:
        get(address, **headers)
    assert refused.value.code == 403
    assert server.server_address[0] == "127.0.0.1"


def test_a_folder_without_a_guide_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="de map guide/ ontbreekt"):
        open_workbench(tmp_path, TODAY)


PHOTO = "guide/chapters/10-doen/plein.png"


def picture_of(address: str) -> bytes:
    with urllib.request.urlopen(address, timeout=30) as answer:
        data: bytes = answer.read()
        return data


def test_a_picture_and_an_attachment_are_shown_and_brought(server: Server, root: Path) -> None:
    (root / PHOTO).write_bytes(png())
    (root / "guide/chapters/10-doen/blad.csv").write_bytes(b"a,b\n")
    (root / PAGE).write_text(page("## Kop\n\n![Een plein](plein.png) en [een blad](blad.csv)."), encoding="utf-8")
    shown = get(f"{server.address}?file={quote(PAGE)}&a={NOBODY}")
    where = re.findall(r'(?:src|href)="([^"]*beeld/[^"]+)"', shown)
    assert [re.sub(r"\?v=\w{12}$", "", one).rpartition("beeld/")[2] for one in where] == ["bestanden/doen/plein.png", "bestanden/doen/blad.csv"]
    base = server.address.partition("/" + server.token)[0]
    assert picture_of(urllib.parse.urljoin(server.address, where[0]) if not where[0].startswith("/") else base + where[0]) == png()
    assert picture_of(urllib.parse.urljoin(server.address, where[1])) == b"a,b\n"


def test_a_changed_picture_is_a_difference_and_both_are_shown(server: Server, root: Path, tmp_path: Path) -> None:
    (root / PHOTO).write_bytes(png())
    (root / PAGE).write_text(page("## Kop\n\n![Een plein](plein.png)"), encoding="utf-8")
    commit(root)
    (root / PHOTO).write_bytes(png(9, 9))
    shown = get(f"{server.address}vergelijk?file={quote(PAGE)}&a={NOBODY}")
    where = re.findall(r'src="([^"]*beeld/[^"]+)"', shown)
    assert {picture_of(urllib.parse.urljoin(server.address, one)) for one in where} == {png(), png(9, 9)}
    out = tmp_path / "verschil.html"
    assert diff.run(diff.DiffWish(root, "HEAD", out, TODAY)).lines[0].startswith("Bestanden die anders worden: 1.")
    html = out.read_text(encoding="utf-8")
    assert all(f"data:image/png;base64,{base64.b64encode(data).decode()}" in html for data in (png(), png(9, 9))) and "beeld/" not in html
