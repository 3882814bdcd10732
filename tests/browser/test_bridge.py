"""What the page calls, without a browser: the same program, JSON in and out."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest

from tests.handbooks import ROOT


@pytest.fixture(autouse=True)
def own_home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    import making

    monkeypatch.setattr(making, "HOME", tmp_path / "handboek")


def call(name: str, files: dict[str, bytes] | None = None, /, **given: Any) -> Any:
    import bridge

    text, out = bridge.handle(name, json.dumps(given), files or {})
    return {**json.loads(text), "files": out}


def example(name: str) -> str:
    return (ROOT / "examples" / f"{name}.yml").read_text(encoding="utf-8")


def test_an_interview_is_a_chain_of_states_that_can_be_written_down() -> None:
    state = call("begin", today="2026-11-24", quick=True)
    first = state["screen"]["id"]
    state = call("give", text=state["text"], place=json.loads(json.dumps(state["place"])), value="GM0080")
    assert state["screen"]["id"] != first
    assert "gemeente: GM0080" in state["text"]
    again = call("show", text=state["text"], place=state["place"])
    assert again["screen"] == state["screen"]


def test_a_wrong_answer_comes_back_with_its_message_and_nothing_is_kept() -> None:
    state = call("begin", today="2026-11-24")
    wrong = call("give", text=state["text"], place=state["place"], value="Nergenshuizen")
    assert wrong["error"].startswith("De gemeente 'Nergenshuizen' bestaat niet.")
    assert wrong["text"] == state["text"]


def test_back_and_review_are_signals() -> None:
    state = call("begin", today="2026-11-24")
    back = call("give", text=state["text"], place=state["place"], signal="terug")
    assert back["said"] == ["Dit is de eerste vraag."]
    review = call("give", text=state["text"], place=state["place"], signal="overzicht")
    assert review["screen"]["kind"] == "menu"


def test_a_list_is_asked_entry_by_entry() -> None:
    text = example("klein-platteland").replace("  partners:\n", "  partners_:\n")
    state = call("jump", text=call("begin", today="2026-11-24")["text"], id="partners")
    state = call("give", text=state["text"], place=state["place"], value="#erbij")
    state = call("give", text=state["text"], place=state["place"], value="Stichting Noord")
    assert "Stichting Noord" in state["text"] and text


def test_the_preview_says_what_an_answer_changed() -> None:
    before = example("klein-platteland")
    found = call("preview", text=before.replace("doelgroep: [zorgmijders, ouderen]", "doelgroep: [gezinnen]"), before=before)
    assert found["pages"] > 10 and found["changes"] and len(found["advice"]) <= 3
    assert all(set(piece) == {"title", "text", "why"} for piece in found["advice"])


def test_a_colleague_gets_only_what_she_may_see_and_comes_back_as_differences() -> None:
    mine = example("klein-platteland")
    roles = {role["id"]: role for role in call("open_for", text=mine)["roles"]}
    assert "controller" in roles
    theirs = mine.replace("fte: 1.5", "fte: 2")
    found = call("open", {"file": theirs.encode()}, name="terug.yml", text=mine)
    assert found["kind"] == "together"
    assert [difference["id"] for difference in found["differences"]] == ["fte"]
    assert "fte: 2\n" in call("take_over", text=mine, other=found["other"], ids=["fte"])["text"]
    assert "fte: 1.5" in call("take_over", text=mine, other=found["other"], ids=[])["text"]


def test_making_gives_a_whole_handbook_as_a_zip_and_shows_its_pages() -> None:
    made = call("make", text=example("klein-platteland"))
    names = zipfile.ZipFile(io.BytesIO(made["files"]["handboek.zip"])).namelist()
    assert {"handboek/antwoorden.yml", "handboek/mkdocs.yml", "handboek/site/index.html", "handboek/.handreiking/manifest.json"} <= set(names)
    files = [page["file"] for group in made["pages"] for page in group["pages"]]
    assert "plan.md" in files
    assert "<h1" in call("page", file="plan.md")["html"]
    assert call("page", file="../antwoorden.yml")["refused"] == "Deze bladzijde staat niet in uw handboek."


def test_a_handbook_that_was_opened_is_made_again_around_what_somebody_wrote() -> None:
    data = call("make", text=example("klein-platteland"))["files"]["handboek.zip"]
    archive = zipfile.ZipFile(io.BytesIO(data))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as changed:
        for name in archive.namelist():
            text = archive.read(name)
            changed.writestr(name, text + b"\nZelf geschreven.\n" if name == "handboek/docs/plan.md" else text)
    found = call("open", {"file": out.getvalue()}, name="handboek.zip", text=None)
    assert (found["kind"], found["edited"]) == ("handbook", ["docs/plan.md"])
    again = call("remake", text=found["text"].replace("doelgroep: [zorgmijders, ouderen]", "doelgroep: [gezinnen]"))
    assert b"Zelf geschreven." in zipfile.ZipFile(io.BytesIO(again["files"]["handboek.zip"])).read("handboek/docs/plan.md")


def test_the_edition_to_share_says_what_stays_behind() -> None:
    shared = call("share", text=example("pilot-loopt-af"))
    assert any("stellingen" in line for line in shared["hidden"])
    names = zipfile.ZipFile(io.BytesIO(shared["files"]["delen.zip"])).namelist()
    assert "handboek-delen/site/index.html" in names and "handboek-delen/antwoorden.yml" not in names


def test_plan_and_calendar_are_files_of_their_own() -> None:
    assert call("workbook", text=example("klein-platteland"))["files"]["plan.xlsx"].startswith(b"PK")
    assert call("calendar", text=example("klein-platteland"))["files"]["plan.ics"].startswith(b"BEGIN:VCALENDAR")


def packed(**members: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in {"antwoorden.yml": b"version: 1\n", **members}.items():
            archive.writestr(name, data)
    return out.getvalue()


@pytest.mark.parametrize(("name", "data", "message"), [
    ("kapot.zip", b"PK\x03\x04kapot", "kapot.zip is beschadigd: het is geen goed zip-bestand."),
    ("weg.zip", packed(**{"../weg.txt": b"x"}), "In deze zip staat een bestand dat niet in een handboek hoort: ../weg.txt. Hij is niet uitgepakt."),
    ("absoluut.zip", packed(**{"/etc/x": b"x"}), "In deze zip staat een bestand dat niet in een handboek hoort: /etc/x. Hij is niet uitgepakt."),
    ("schijf.zip", packed(**{"C:/x": b"x"}), "In deze zip staat een bestand dat niet in een handboek hoort: C:/x. Hij is niet uitgepakt."),
    ("veel.zip", packed(**{f"docs/{n}.md": b"" for n in range(5001)}), "Deze zip is te groot voor een handboek. Hij is niet uitgepakt."),
    ("groot.yml", b"a" * 30_000_001, "groot.yml is te groot om hier te openen."),
])
def test_a_hostile_file_is_refused_in_words(name: str, data: bytes, message: str) -> None:
    assert call("open", {"file": data}, name=name, text=None)["refused"] == message


def test_text_in_another_encoding_is_refused_with_the_remedy() -> None:
    refused = call("open", {"file": "naam: café".encode("latin-1")}, name="oud.yml", text=None)["refused"]
    assert "Dit bestand is niet in UTF-8 opgeslagen." in refused and "Sla het opnieuw op met de codering UTF-8." in refused
