"""What the page calls, without a browser: the same program, JSON in and out."""

from __future__ import annotations

import base64
import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest

from tests.builders import png
from tests.handbooks import ROOT


@pytest.fixture(autouse=True)
def own_home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    import making

    monkeypatch.setattr(making, "HOME", tmp_path / "handboek")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Any]:
    """A handbook that the page made, once: where it stands, and what came back."""
    import making

    with pytest.MonkeyPatch.context() as patch:
        home = tmp_path_factory.mktemp("gemaakt") / "handboek"
        patch.setattr(making, "HOME", home)
        return home, call("make", text=example("klein-platteland"))


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


def test_the_same_answers_are_the_same_however_they_are_written() -> None:
    text = example("klein-platteland")
    written = call("begin", text=text, today="2026-11-24")["text"]
    assert written != text and call("same", text=text, other=written)["same"] is True
    assert call("same", text=text, other=written.replace("fte: 1.5", "fte: 2"))["same"] is False


def test_making_gives_a_whole_handbook_as_a_zip_and_shows_its_pages(made: tuple[Path, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    import making

    home, result = made
    monkeypatch.setattr(making, "HOME", home)
    names = zipfile.ZipFile(io.BytesIO(result["files"]["handboek.zip"])).namelist()
    assert {"handboek/antwoorden.yml", "handboek/mkdocs.yml", "handboek/site/index.html", "handboek/.handreiking/manifest.json"} <= set(names)
    files = [page["file"] for group in result["pages"] for page in group["pages"]]
    assert "plan.md" in files
    assert "<h1" in call("page", file="plan.md")["html"]
    assert call("page", file="../antwoorden.yml")["refused"] == "Deze bladzijde staat niet in uw handboek."


def test_a_handbook_that_was_opened_is_made_again_around_what_somebody_wrote(made: tuple[Path, Any]) -> None:
    data = made[1]["files"]["handboek.zip"]
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


def test_before_sharing_one_sees_what_goes_along_and_then_for_whom_it_is_counts() -> None:
    text = example("pilot-loopt-af")
    before = call("sharing", text=text)
    assert "fase" in before["goes"] and "kosten per jaar" in before["amounts"] and "houding van de raad" in before["stays"]
    homes = {audience: zipfile.ZipFile(io.BytesIO(call("share", text=text, audience=audience)["files"]["delen.zip"])).read("handboek-delen/docs/index.md")
             for audience in ("openbaar", "raad")}
    assert b"Voor u: raadslid" in homes["raad"] and b"Voor u:" not in homes["openbaar"]
    shared = call("share", text=text, amounts=True)
    names = zipfile.ZipFile(io.BytesIO(shared["files"]["delen.zip"])).namelist()
    assert "handboek-delen/docs/kosten-en-baten.md" in names
    assert "handboek-delen/site/index.html" in names and "handboek-delen/antwoorden.yml" not in names


def test_plan_and_calendar_are_files_of_their_own() -> None:
    assert call("workbook", text=example("klein-platteland"))["files"]["plan.xlsx"].startswith(b"PK")
    assert call("calendar", text=example("klein-platteland"))["files"]["plan.ics"].startswith(b"BEGIN:VCALENDAR")


def test_a_colleague_is_asked_only_what_that_role_can_answer() -> None:
    from site_build.content.loading import load

    who = {id: question.who for id, question in load(ROOT).questions.items()}
    state = call("begin", text=call("begin", today="2026-11-24")["text"], today="2026-11-24", who="jurist")
    asked = []
    while state["screen"]["kind"] == "question":
        asked.append(state["screen"]["id"])
        state = call("give", text=state["text"], place=json.loads(json.dumps(state["place"])), value="onbekend")
        assert not state.get("error"), asked
    assert asked and {who[id] for id in asked} == {"jurist"}
    assert {option["key"] for option in state["screen"]["options"] if option["key"] in who} == set(asked)


@pytest.mark.parametrize(("head", "role"), [
    ("# Vragen voor: Jurist. Open dit bestand.\n# rol: jurist\n", "jurist"), ("# rol: niemand\n", None), ("", None), ("x: 1\n# rol: jurist\n", None),
])
def test_the_first_lines_of_a_file_say_for_whom_it_is(head: str, role: str | None) -> None:
    text = example("klein-platteland")
    found = call("open", {"file": (head.replace("x: 1\n", "") + text if not head.startswith("x") else text + "# rol: jurist\n").encode()}, name="vragen.yml", text=None)
    assert found.get("role") == role


def test_an_empty_workbook_that_is_in_the_page_makes_a_handbook_of_its_own_each_time(tmp_path: Path) -> None:
    from tools import make_browser

    ids = {call("open", {"file": make_browser._form()}, name="vragenlijst.xlsx", text=None, today="2026-11-26")["text"].split("handbook: ")[1].split()[0] for _ in range(2)}
    assert len(ids) == 2 and "hb-00000000" not in ids


def packed(**members: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in {"antwoorden.yml": b"version: 1\n", ".handreiking/manifest.json": b"{}", **members}.items():
            archive.writestr(name, data)
    return out.getvalue()


def a_link() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("antwoorden.yml", b"version: 1\n")
        info = zipfile.ZipInfo("docs/geheim.md")
        info.external_attr = 0o120777 << 16
        archive.writestr(info, "/etc/passwd")
    return out.getvalue()


def a_bomb(*, honest: bool) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("antwoorden.yml", b"version: 1\n")
        archive.writestr(".handreiking/manifest.json", b"{}")
        archive.writestr("docs/bom.md", b"0" * (101_000_000 if honest else 3_000_000))
    data = out.getvalue()
    return data if honest else data.replace((3_000_000).to_bytes(4, "little"), (10).to_bytes(4, "little"))  # it says: ten bytes


def loose() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("antwoorden.yml", b"version: 1\n")
    return out.getvalue()


def locked() -> bytes:
    data = bytearray(packed())
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):  # the bit that says: encrypted
        data[data.index(mark) + at] |= 1
    return bytes(data)


OUT = "In deze zip staat een bestand dat niet in een handboek hoort: {}. Hij is niet uitgepakt."
BIG, BROKEN = "Deze zip is te groot voor een handboek. Hij is niet uitgepakt.", "Deze zip is beschadigd of gebruikt iets wat een handboek niet gebruikt. Hij is niet uitgepakt."


@pytest.mark.parametrize(("name", "data", "message"), [
    ("kapot.zip", b"PK\x03\x04kapot", "kapot.zip is beschadigd: het is geen goed zip-bestand."),
    ("weg.zip", packed(**{"../weg.txt": b"x"}), OUT.format("../weg.txt")),
    ("dieper.zip", packed(**{"docs/../../weg.txt": b"x"}), OUT.format("docs/../../weg.txt")),
    ("absoluut.zip", packed(**{"/etc/x": b"x"}), OUT.format("/etc/x")),
    ("schijf.zip", packed(**{"C:/x": b"x"}), OUT.format("C:/x")),
    ("andersom.zip", packed(**{"docs\\..\\x": b"x"}), OUT.format("docs\\..\\x")),
    ("verwijzing.zip", a_link(), OUT.format("docs/geheim.md")),
    ("veel.zip", packed(**{f"docs/{n}.md": b"" for n in range(5001)}), BIG),
    ("bom.zip", a_bomb(honest=True), BIG),
    ("leugen.zip", a_bomb(honest=False), BROKEN),
    ("slot.zip", locked(), BROKEN),
    ("los.zip", loose(), "In deze zip ontbreekt .handreiking/manifest.json. Zonder dat bestand weten wij niet wat u zelf schreef. Haal antwoorden.yml uit de zip en open dat."),
    ("groot.yml", b"a" * 30_000_001, "groot.yml is te groot om hier te openen."),
    ("miljoen.yml", b"answers:\n" + b"  a: 1\n" * 1_000_000, "miljoen.yml is te groot voor een bestand met antwoorden."),
    ("regels.yml", b"\n" * 4_001, "regels.yml is te groot voor een bestand met antwoorden."),
], ids=lambda value: value if isinstance(value, str) and value.endswith((".zip", ".yml")) else "")
def test_a_hostile_file_is_refused_in_words(name: str, data: bytes, message: str, tmp_path: Path) -> None:
    assert call("open", {"file": data}, name=name, text=None)["refused"] == message
    assert not (tmp_path / "weg.txt").exists() and not (tmp_path / "handboek" / "docs").exists()


def test_of_very_many_faults_a_dozen_are_shown_and_the_rest_is_counted() -> None:
    text = example("klein-platteland").replace("answers:\n", "answers:\n" + "".join(f"  a{n}: 1\n" for n in range(100)))
    refused = call("open", {"file": text.encode()}, name="veel.yml", text=None)["refused"].splitlines()
    assert len(refused) < 60 and refused[-1] == "En nog 88 fouten in dit bestand."


def test_text_in_another_encoding_is_refused_with_the_remedy() -> None:
    refused = call("open", {"file": "naam: café".encode("latin-1")}, name="oud.yml", text=None)["refused"]
    assert "Dit bestand is niet in UTF-8 opgeslagen." in refused and "Sla het opnieuw op met de codering UTF-8." in refused


def test_pictures_and_attachments_of_a_page_stand_in_the_page_itself() -> None:
    import making

    folder = making.HOME
    (folder / "docs/doen").mkdir(parents=True)
    (folder / "docs/img").mkdir()
    (folder / "docs/img/plein.png").write_bytes(png())
    (folder / "docs/img/blad.pdf").write_bytes(b"%PDF-1.7 x")
    (folder / "geheim.png").write_bytes(png())
    (folder / "mkdocs.yml").write_text("site_name: x\nmarkdown_extensions: []\n", encoding="utf-8")
    (folder / "docs/doen/a.md").write_text(
        "# A\n\n![Een plein](../img/plein.png) [Het blad](../img/blad.pdf#page=2) [Verder](b.md) ![Weg](weg.png) ![Buiten](../../geheim.png)\n", encoding="utf-8")
    html = call("page", file="doen/a.md")["html"]
    picture = base64.b64encode(png()).decode()
    assert f'<img alt="Een plein" src="data:image/png;base64,{picture}" />' in html
    assert '<a href="data:application/pdf;base64,JVBERi0xLjcgeA==" download="blad.pdf">Het blad</a>' in html
    assert '<a href="b.md">' in html and 'src="weg.png"' in html and 'src="../../geheim.png"' in html
