"""A handbook made again, in a table: what a person did × what happened to the page × how often it was made.

Every cell says what must be on disk and what must be said; in every cell nothing that a person wrote is lost.
`pytest -s` prints the table.
"""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from site_build.store.tree import Report
from site_build.store.undoing import redo, undo
from site_build.store.writing import write_project
from tests.faulty_disk import contents
from tests.store.table import ACTS, EVENTS, FIRST, MINE, PAGE, Event, add, build, everything, links_resolve, project

ROUNDS = ("first", "second", "third", "undo", "redo")
TEXTS = ("edited", "added a paragraph", "in git", "renamed", "moved")  # acts in which somebody wrote in the page itself
ALONE = {"id renamed with was": "docs/kiezen/mandaat-en-geld.md"}  # events that give the page another name


@pytest.fixture(scope="module")
def table() -> Iterator[dict[str, dict[str, str]]]:
    """What came out, act by act and event by event; printed at the end."""
    found: dict[str, dict[str, str]] = {}
    yield found
    print(f"\n\n{len(found)} handelingen × {len(EVENTS)} gebeurtenissen × {len(ROUNDS)} ronden = {len(found) * len(EVENTS) * len(ROUNDS)} cellen\n")
    print("| | " + " | ".join(EVENTS) + " |\n|---" + "|---" * len(EVENTS) + "|")
    for act, cells in found.items():
        print(f"| {act} | " + " | ".join(cells[event] for event in EVENTS) + " |")


@pytest.mark.parametrize("act", ACTS)
def test_the_matrix(tmp_path: Path, table: dict[str, dict[str, str]], act: str) -> None:
    cells = 0
    for number, name in enumerate(EVENTS):
        folder, event, label = tmp_path / str(number), EVENTS[name], f"{act} / {name}"
        folder.mkdir()
        build(folder)
        ACTS[act][0](folder)
        before = contents(folder)
        for round_ in ROUNDS:
            cells += 1
            if round_ == "first":
                report = build(folder, name, "2")
                after = contents(folder)
                assert report.remarks() == said(folder, act, name), label
                table.setdefault(act, {})[name] = in_one_word(folder, act, event, report)
                aside = shutil.copytree(folder, tmp_path / f"{number}-terug", symlinks=True)
            elif round_ == "second":  # made again without a change writes nothing, and says only what still holds
                report = build(folder, name, "2")
                assert report.changes == [] and contents(folder) == after, label
                assert report.remarks() == still_said(folder, act, name), label
            elif round_ == "third":  # back to what it was: the person's text is still theirs
                build(folder, name if name in ALONE else "nothing", "3")
            elif round_ == "undo":
                folder = aside
                assert undo(folder)[1:] == [] and contents(folder) == before, label
            elif round_ == "redo":
                assert redo(folder)[1:] == [] and contents(folder) == after, label
            check_kept(folder, act, event, round_, label)
            if round_ in ("first", "second", "redo"):
                check_disk(folder, act, name, label)
    assert cells == len(EVENTS) * len(ROUNDS) and len(ACTS) * cells >= 200


def place(act: str, event: Event) -> str:
    """Where the page stands after the event, when it is there."""
    return ACTS[act][1] if act in ("renamed", "moved") else event.page or PAGE


def clashes(act: str, name: str) -> bool:
    return act in ("edited", "in git") and name in ("answer changes the same block", "new edition")


def said(folder: Path, act: str, name: str) -> list[str]:
    """Everything that the first build after the event must say, and nothing else."""
    event = EVENTS[name]
    if act == "deleted":
        page = event.page
        return [f"{page} hebt u weggehaald. Dat blijft zo. Terughalen: handreiking build {folder} --restore {page[5:-3]}"] if page else []
    if act == "added a page" and not event.page:
        return [f"In docs/eigen/afspraak.md wees een link naar {PAGE}. Die is er niet meer; de link is nu gewone tekst."]
    lines = still_said(folder, act, name)
    if act not in TEXTS:
        return lines
    stands, choice = place(act, event), lines[-1:] if "keuze" in lines[-1] else []
    if event.page and name not in ("nothing", "page comes") and not (clashes(act, name) and name == "answer changes the same block"):
        lines = [f"{stands}: uw tekst en de nieuwe tekst zijn samengevoegd."]
    else:
        lines = lines[:1]
    if act in ("renamed", "moved"):
        follows = " Het menu en de links wijzen daarheen." if event.page else ""
        lines.append(f"{event.page or PAGE} staat nu in {stands}.{follows}")
    elif name in ALONE:
        lines.append(f"{PAGE} heet in deze uitgave {stands}. Wat u schreef, is meegegaan.")
    return lines + choice


def still_said(folder: Path, act: str, name: str) -> list[str]:
    """What every later build must say, as long as it holds."""
    event = EVENTS[name]
    if act == "nav edited":
        return ["In mkdocs.yml blijft wat u zelf hebt ingesteld: nav (het menu)."]
    if act == "setting added":
        return ["In mkdocs.yml blijft wat u zelf hebt ingesteld: site_url, extra_css."]
    if act not in TEXTS:
        return []
    waits = [f"Er wacht 1 keuze op u. Lees '{folder / 'Nog te kiezen.md'}', en kies met: handreiking choose {folder}"]
    if not event.page:
        return [f"{place(act, event)} geldt niet meer, maar u hebt het zelf veranderd. Het staat er nog, en niet meer in de website.", *waits]
    return [f"Zelf veranderd en zo gelaten: {place(act, event)}.", *(waits if clashes(act, name) else [])]


def check_kept(folder: Path, act: str, event: Event, round_: str, label: str) -> None:
    """In every cell what a person wrote is there, and the site builds."""
    _, where, sentence = ACTS[act]
    if sentence:
        assert sentence.encode() in everything(folder), (label, round_)
        if act not in ("edited", "added a paragraph", "in git"):
            assert sentence.encode() in (folder / where).read_bytes(), (label, round_)
    if act == "deleted":
        assert not (folder / PAGE).exists() and not (event.page and (folder / event.page).exists()), (label, round_)
    if act == "mode":
        assert {path.stat().st_mode & 0o777 for path in (folder / PAGE, folder / (event.page or PAGE)) if path.exists() and round_ != "third"} <= {0o600}, (label, round_)
    if round_ != "undo":  # then it is as they left it, with the links that they had not seen to yet
        assert links_resolve(folder) == [], (label, round_)


def check_disk(folder: Path, act: str, name: str, label: str) -> None:
    event, config = EVENTS[name], yaml.safe_load((folder / "mkdocs.yml").read_text(encoding="utf-8"))
    stands = place(act, event)
    if act == "deleted":
        assert "mandaat" not in str(config["nav"]), label
        return
    if name in ALONE:
        assert not (folder / PAGE).exists(), label
    if not event.page:
        assert (folder / stands).is_file() == (act in TEXTS), label
        assert config.get("exclude_docs", "").split() == ([f"/{stands.removeprefix('docs/')}"] if act in TEXTS else []), label
        return
    now, fresh = (folder / stands).read_bytes().decode().replace("\r\n", "\n"), event.pages[event.page]
    clash = clashes(act, name)
    assert (folder / "Nog te kiezen.md").exists() == clash, label
    if clash:
        assert f"> {MINE}" in (folder / "Nog te kiezen.md").read_text(encoding="utf-8"), label
    for line in fresh.split("\n"):
        mine = act in ("edited", "in git") and line in ("Leg het mandaat vast.", "Leg het mandaat vast voor 1 mei.", "Leg mandaat en budget vast.")
        if line and not line.startswith("Zie [") and not mine:
            assert line in now.split("\n"), (label, line)
    if act in TEXTS:
        assert now.count(MINE) == 1, label
        assert len(now.split("\n")) <= len(fresh.split("\n")) + 2, label  # never two versions of one block
    elif act != "CRLF":
        assert now == fresh, label
    assert stands.removeprefix("docs/") in str(config["nav"]), label
    if act in ("renamed", "moved"):
        assert not (folder / PAGE).exists() and "'doen/mandaat.md'" not in str(config["nav"]), label
    if act == "added a page":
        assert {"Eigen bladzijden": [{"Afspraak": "eigen/afspraak.md"}]} in config["nav"], label
    if act == "nav edited":
        assert {"Onze site": "https://example.org"} in config["nav"] and ("doen/nieuw.md" in str(config["nav"])) == (name == "page comes"), label
    if act == "setting added":
        assert config["site_url"] == "https://noord.example" and config["extra_css"] == ["eigen.css", "assets/css/a.css"] and config["extra"] == {"version": 2}, label
    if act == "in git":
        staged, commits = (subprocess.run(["git", *command], cwd=folder, capture_output=True, text=True, check=True).stdout
                           for command in (["diff", "--cached", "--name-only"], ["rev-list", "--count", "HEAD"]))
        assert (staged, commits) == ("", "1\n"), label


def in_one_word(folder: Path, act: str, event: Event, report: Report) -> str:
    """What became of it, for the printed table."""
    if act == "deleted":
        return "blijft weg"
    if act not in TEXTS:
        return "van u, blijft" if act in ("added a page", "nav edited", "setting added", "picture added") else "vernieuwd" if event.page else "verdwijnt"
    if report.orphaned:
        return "blijft, buiten de site; keuze"
    return ("samengevoegd" if report.merged else "blijft") + ("; keuze" if report.open else "")


@pytest.mark.parametrize("name", ["mandaat-LAPTOP-JAN.md", "mandaat (Jan's conflicted copy 2027-01-05).md", "mandaat (1).md", "mandaat - kopie.md"])
def test_a_copy_that_onedrive_made_is_named_and_not_published(tmp_path: Path, name: str) -> None:
    folder = tmp_path / "hb"
    folder.mkdir()
    build(folder, FIRST)
    add(f"docs/doen/{name}", b"# Mandaat\n\nVan Jan.\n")(folder)
    report = build(folder, FIRST)
    config = yaml.safe_load((folder / "mkdocs.yml").read_text(encoding="utf-8"))
    assert config["exclude_docs"] == f"/doen/{name}\n" and name not in str(config["nav"])
    assert any(note.startswith(f"docs/doen/{name} lijkt een kopie die OneDrive of Teams maakte") for note in report.notes)
    assert (folder / f"docs/doen/{name}").is_file()


def test_an_emptied_docs_folder_is_made_anew_and_one_deleted_page_comes_back_when_asked(tmp_path: Path) -> None:
    folder = tmp_path / "hb"
    folder.mkdir()
    many = {**FIRST, **{f"docs/doen/b{n}.md": f"# B{n}\n\nTekst {n} van b.\n" for n in range(6)}}
    build(folder, many)
    shutil.rmtree(folder / "docs")
    assert any("Wij hebben ze opnieuw gemaakt." in note for note in build(folder, many).notes) and (folder / PAGE).is_file()
    (folder / PAGE).unlink()
    assert any("hebt u weggehaald" in note for note in build(folder, many).notes) and build(folder, many).notes == []
    report = write_project(folder, project(many), {"edition": "intern", "handbook": "hb-1"}, restore=["doen/mandaat"])
    assert report.notes == [f"{PAGE} is teruggehaald."]
    assert (folder / PAGE).is_file() and "doen/mandaat.md" in (folder / "mkdocs.yml").read_text(encoding="utf-8")


@pytest.mark.parametrize(("name", "text"), [("mandaat-bij-ons.md", "# Mandaat\n\nBij ons.\n"), ("mandaat-2027-03-01.md", "# Mandaat\n\nVan maart.\n"),
                                            ("mandaat-WMO-2027.md", "# Onze Wmo\n\nIets heel anders.\n\nEn nog wat.\n")])
def test_a_page_of_their_own_that_only_looks_like_a_copy_is_published(tmp_path: Path, name: str, text: str) -> None:
    folder = tmp_path / "hb"
    folder.mkdir()
    build(folder, FIRST)
    add(f"docs/doen/{name}", text.encode())(folder)
    assert build(folder, FIRST).notes == []
    config = yaml.safe_load((folder / "mkdocs.yml").read_text(encoding="utf-8"))
    assert f"doen/{name}" in str(config["nav"]) and "exclude_docs" not in config
