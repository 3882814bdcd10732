"""What the checks remember: the same is said as without it, after an edit and after an upgrade as well, and nothing stands in the way where it cannot be kept."""

from __future__ import annotations

import datetime as dt
import json
import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from site_build.assembly import project
from site_build.assembly.rendering import _Sandbox
from site_build.commands import check
from site_build.commands.check import sorted_problems
from site_build.content.documents import Json
from site_build.desk import meanwhile, memory, searching, trying
from site_build.errors import Place, Problem
from tests.builders import page, write_content

TODAY = dt.date(2026, 11, 24)
PAGE, ACTIONS, QUESTIONS = "guide/chapters/10-doen/mandaat.md", "guide/knowledge/actions.yml", "guide/questionnaire/30-meer.yml"
LONG = " ".join(["woord"] * 35) + "."
OTHER = " ".join(["anders"] * 35) + "."
BLOCK = '{% when akkoord == "ja" %}\nBlok.\n{% endwhen %}'
IMPOSSIBLE = '{% when akkoord == "ja" and akkoord == "nee" %}\nNooit.\n{% endwhen %}'
STEUN = "section: meer\ntitle: Meer\nquestions:\n  - {id: akkoord, ask: X?, why: Y., type: yes_no}\n"


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A guide that is the checkout of the program."""
    monkeypatch.setattr(memory, "find_root", lambda: tmp_path)
    write_content(tmp_path, {PAGE: page(f"{LONG}\n\n{BLOCK}"), QUESTIONS: STEUN})
    return tmp_path


def said(root: Path, *codes: str) -> list[str]:
    """Return what check says, of these codes; each time anew, and as it says it without anything to remember."""
    found = sorted_problems(root, TODAY)
    kept = root / memory.FILE
    aside = kept.with_suffix(".aside")
    if kept.is_file():
        kept.rename(aside)
    assert sorted_problems(root, TODAY) == found
    if aside.exists():
        aside.replace(kept)
    return [str(problem) for problem in found.said if problem.code in codes]


def with_things(count: int) -> dict[str, Json]:
    return {memory.digest(str(number)): number for number in range(count)}


def test_of_before_stays_what_is_asked_for_again_and_where_it_grows_all_of_it_up_to_four_hundred_things() -> None:
    for grows, count, stay in ((False, 3, 1), (True, 3, 3), (True, 400, 400), (True, 401, 1)):
        kept = memory.Memory(with_things(count), grows=grows)
        assert (kept.known("2"), kept.known("elders")) == (2, None)
        assert len(json.loads(kept.text)) == stay
    asked = memory.Memory(with_things(3))
    asked.known("2")
    assert json.loads(asked.text) == {memory.digest("2"): 2}


def test_what_is_kept_is_written_as_it_reads_and_in_one_order() -> None:
    kept = [memory.Memory(), memory.Memory()]
    for one, keys in zip(kept, ("ab", "ba"), strict=True):
        for key in keys:
            one.keep(["één", 1], key)
    first, second = sorted([memory.digest("a"), memory.digest("b")])
    assert [one.text for one in kept] == [f'{{"{first}":["één",1],"{second}":["één",1]}}'] * 2


def test_only_questions_facts_and_what_decides_with_them_stand_for_a_search(root: Path) -> None:
    before = memory.read_memory(root).searched
    (root / "guide/knowledge/sources.yml").write_text("# anders\n", encoding="utf-8")
    assert memory.read_memory(root).searched == before
    (root / "guide/knowledge/lists").mkdir()
    (root / "guide/knowledge/moments.yml").write_text("# anders\n", encoding="utf-8")
    assert memory.read_memory(root).searched != before


def test_what_was_read_grows_only_where_that_is_asked(root: Path) -> None:
    first = memory.Memory()
    first.keep(1, "a")
    first.keep(2, "b")
    memory.write_memory(root, first)
    for grows, stay in ((False, 1), (True, 2)):
        again = memory.read_memory(root, grows=grows)
        assert again.known("a") == 1
        assert len(json.loads(again.text)) == stay
    asked = memory.read_memory(root)
    assert (asked.known("a"), asked.text) == (1, json.dumps({memory.digest("a"): 1}, separators=(",", ":")))


def test_the_program_is_every_module_of_it_and_nothing_beside_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory, "below", lambda folder: [(f"{folder}/cli.py", 1, 1), (f"{folder}/cli.css", 1, 1)])
    program = Path(memory.__file__).resolve().parents[1]
    assert memory._program.__wrapped__() == memory.digest(sys.version, repr([(f"{program}/cli.py", 1, 1)]))


def test_what_was_found_is_said_again_without_looking_for_it(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = sorted_problems(root, TODAY)
    assert [problem.code for problem in first.said if problem.place.file == PAGE].count("lange-zin") == 1
    whole = (root / memory.FILE).read_bytes()

    def looking(*args: object) -> None:
        raise AssertionError

    monkeypatch.setattr("site_build.desk.readability._too_long", looking)
    monkeypatch.setattr("site_build.desk.checking_style._in_paragraphs", looking)
    monkeypatch.setattr("site_build.desk.checking_signs.read_signs", looking)
    monkeypatch.setattr(searching, "_Search", looking)
    assert sorted_problems(root, TODAY) == first
    assert (root / memory.FILE).read_bytes() == whole


def test_after_an_edit_what_hangs_on_it_is_looked_for_again(root: Path) -> None:
    assert len(said(root, "lange-zin")) == 1
    (root / PAGE).write_text(page(f"Kort.\u200b\n\n{LONG}\n\n{OTHER}\n\n{IMPOSSIBLE}"), encoding="utf-8")
    assert [line.split("  ")[:2] for line in said(root, "lange-zin", "teken-onzichtbaar", "onbereikbaar")] == [
        [f"{PAGE}:7:6", "teken-onzichtbaar"], [f"{PAGE}:9:1", "lange-zin"], [f"{PAGE}:11:1", "lange-zin"], [f"{PAGE}:13:9", "onbereikbaar"]]
    (root / PAGE).write_text(page(BLOCK), encoding="utf-8")
    assert said(root, "lange-zin", "teken-onzichtbaar", "onbereikbaar") == []


def test_another_question_asks_again_what_answers_can_reach(root: Path) -> None:
    assert said(root, "onbereikbaar") == []
    (root / QUESTIONS).write_text(STEUN + '  - {id: ander, ask: X?, why: Y., type: yes_no, when: akkoord == "nee"}\n', encoding="utf-8")
    (root / PAGE).write_text(page('{% when akkoord == "ja" and ander == "ja" %}\nBlok.\n{% endwhen %}'), encoding="utf-8")
    assert [line.split("  ")[0] for line in said(root, "onbereikbaar")] == [f"{PAGE}:7:9"]
    (root / QUESTIONS).write_text(STEUN + "  - {id: ander, ask: X?, why: Y., type: yes_no}\n", encoding="utf-8")
    assert said(root, "onbereikbaar") == []


@pytest.mark.parametrize("damage", [lambda data: b"", lambda data: data[:-9], lambda data: data.replace(b"lange-zin", b"andere-co", 1), lambda data: b"\xff" + data,
                                    lambda data: data.partition(b"\n")[0] + b"\n[]"])
def test_what_is_damaged_is_not_believed(root: Path, damage: Callable[[bytes], bytes]) -> None:
    first, kept = sorted_problems(root, TODAY), root / memory.FILE
    whole = kept.read_bytes()
    kept.write_bytes(damage(whole))
    assert sorted_problems(root, TODAY) == first and kept.read_bytes() == whole


def test_another_version_of_the_program_looks_again(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sorted_problems(root, TODAY)
    monkeypatch.setattr(memory, "_program", lambda: (("site_build/desk/readability.py", 1, 1),))
    monkeypatch.setattr("site_build.desk.readability.LONGEST", 99)
    assert not [problem for problem in sorted_problems(root, TODAY).said if problem.code == "lange-zin"]


def test_where_nothing_can_be_kept_the_check_goes_on(root: Path) -> None:
    (root / "build").write_text("geen map", encoding="utf-8")
    assert len(said(root, "lange-zin")) == 1
    (root / "build").unlink()
    (root / memory.FILE).mkdir(parents=True)
    assert len(said(root, "lange-zin")) == 1


def test_another_guide_keeps_nothing(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory, "find_root", lambda: Path(os.sep) / "elders")
    sorted_problems(root, TODAY)
    assert not (root / "build").exists()


def test_templates_are_compiled_once_and_again_where_their_text_changed(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("site_build.desk.meanwhile._may_copy", lambda: False)
    made: list[str] = []
    compile_ = _Sandbox.compile

    def compiled(self: _Sandbox, source: str, name: str | None = None, *args: object, **more: object) -> object:
        made.append(name or "")
        return compile_(self, source, name, *args, **more)  # type: ignore[call-overload]

    monkeypatch.setattr(_Sandbox, "compile", compiled)

    def tried() -> list[str]:
        made.clear()
        trying._compiled.cache_clear()
        project._templates.cache_clear()
        (root / memory.FILE).unlink()  # so that the templates are tried at all
        assert sorted_problems(root, TODAY).said == first.said
        return sorted(made)

    project._templates.cache_clear()  # another test may have compiled the same ones
    first = sorted_problems(root, TODAY)
    name = sorted(made)[0]
    assert tried() == []
    template = root / "templates" / name
    template.write_text(template.read_text(encoding="utf-8") + "{## anders ##}", encoding="utf-8")
    assert tried() == [name]
    (root / trying.FILE).write_bytes(b"iets anders")
    assert len(tried()) > 1


def test_templates_are_tried_again_only_where_anything_changed_or_something_was_wrong(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing changed since it went well: not again. Any file of the guide, the program or another day: again; and what went wrong is said every time."""
    tried: list[object] = []
    monkeypatch.setattr(check, "_tries", lambda content, folder, today: [lambda: tried.append(folder) or list(wrong)])
    monkeypatch.setattr(meanwhile, "_may_copy", lambda: False)
    wrong: list[Problem] = [Problem(Place("templates/pages/home.md.j2", 1), "sjabloon", "De naam bestaat niet.")]

    def times(day: dt.date = TODAY) -> int:
        before = len(tried)
        found = sorted_problems(root, day)
        assert [problem.code for problem in found.said if problem.code == "sjabloon"] == [problem.code for problem in wrong]
        return len(tried) - before

    assert (times(), times()) == (1, 1)
    wrong.clear()
    assert (times(), times(), times()) == (1, 0, 0)
    assert (times(TODAY + dt.timedelta(days=1)), times(TODAY + dt.timedelta(days=1))) == (1, 0)
    (root / "templates").mkdir(exist_ok=True)
    (root / "templates" / "los.md.j2").write_text("Nieuw.", encoding="utf-8")
    assert (times(TODAY + dt.timedelta(days=1)), times(TODAY + dt.timedelta(days=1))) == (1, 0)
    monkeypatch.setattr(memory, "below", lambda folder: iter([(f"{folder}/module.py", 1, 2)]))
    assert times(TODAY + dt.timedelta(days=1)) == 1
