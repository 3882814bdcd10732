"""A handbook made again, in a table: what a person did × what happened to the page × how often it was made.

Every cell says what must be on disk and what must be said; in every cell nothing that a person wrote is lost.
"""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml

from site_build.assembly.project import PageFile, Project
from site_build.store.tree import Report
from site_build.store.undoing import redo, undo
from site_build.store.writing import write_project

CONFIG = "# basis\nsite_name: Handboek\nextra_css:\n  - assets/css/a.css\nextra: {version: %s}\nnav:\n%s"
PAGE, OTHER = "docs/doen/mandaat.md", "docs/doen/plan.md"
MINE = "Onze eigen zin over de afspraak van 3 maart."


def text(title: str, first: str, second: str) -> str:
    return f"---\ntitle: {title}\n---\n\n# {title}\n\n{first}\n\n## Wat doet u\n\n- {second}\n- Kijk na een jaar terug.\n\nZie [het plan](plan.md).\n"


def project(pages: dict[str, str], version: str = "1") -> Project:
    nav = "".join(f"- {{{'Mandaat' if 'mandaat' in p else Path(p).stem.capitalize()}: {p.removeprefix('docs/')}}}\n" for p in pages)
    nav = "- Start: index.md\n- Doen:\n" + "".join(f"  {line}\n" for line in nav.splitlines()) + "- Naslag:\n  - {Bronnen: bronnen.md}\n"
    files: dict[str, str | bytes] = {"docs/index.md": "# Start\n\nWelkom.\n", "docs/bronnen.md": "# Bronnen\n\nLijst.\n", **pages, "mkdocs.yml": CONFIG % (version, nav),
                                     "docs/assets/css/a.css": "a {}\n"}
    return Project(files, tuple(PageFile(p.removeprefix("docs/"), p, "chapter") for p in files if p.endswith(".md")), {})


FIRST = {PAGE: text("Mandaat", "Leg het mandaat vast.", "Vraag instemming."), OTHER: "# Plan\n\nZie [mandaat](mandaat.md).\n"}
# What happens to the page between two builds: the new pages, and where the page is made now.
EVENTS: dict[str, tuple[dict[str, str], str]] = {
    "nothing": (FIRST, PAGE),
    "answer changes another block": ({**FIRST, PAGE: text("Mandaat", "Leg het mandaat vast.", "Vraag instemming aan Noord.")}, PAGE),
    "answer changes the same block": ({**FIRST, PAGE: text("Mandaat", "Leg het mandaat vast voor 1 mei.", "Vraag instemming.")}, PAGE),
    "page goes": ({OTHER: "# Plan\n\nGeen mandaat.\n"}, ""),
    "page comes": ({**FIRST, "docs/doen/nieuw.md": "# Nieuw\n\nErbij. Zie [mandaat](mandaat.md).\n"}, PAGE),
    "new edition": ({**FIRST, PAGE: text("Mandaat en geld", "Leg mandaat en budget vast.", "Vraag instemming aan wie het uitvoert.")}, PAGE),
    "choice merged": ({**FIRST, PAGE: FIRST[PAGE].replace("- Kijk na een jaar terug.\n", "")}, PAGE),
}


def edit(old: str, new: str) -> Callable[[Path], None]:
    def change(folder: Path) -> None:
        path = folder / PAGE
        path.write_bytes(path.read_bytes().replace(old.encode(), new.encode()))

    return change


def move(target: str) -> Callable[[Path], None]:
    def change(folder: Path) -> None:
        (folder / target).parent.mkdir(parents=True, exist_ok=True)
        edit("- Vraag instemming.", f"- Vraag instemming.\n- {MINE}")(folder)
        (folder / PAGE).rename(folder / target)

    return change


def config(old: str, new: str) -> Callable[[Path], None]:
    def change(folder: Path) -> None:
        path = folder / "mkdocs.yml"
        assert old in path.read_text(encoding="utf-8")
        path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")

    return change


def add(name: str, content: bytes) -> Callable[[Path], None]:
    def change(folder: Path) -> None:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)

    return change


def in_git(folder: Path) -> None:
    for command in (["init", "-q"], ["add", "-A"], ["-c", "user.name=x", "-c", "user.email=x@example.org", "commit", "-qm", "eerste"]):
        subprocess.run(["git", *command], cwd=folder, check=True)
    edit("Leg het mandaat vast.", MINE)(folder)


# What a person did: how, where their sentence then stands, and whether the page is theirs in the block that an answer changes.
ACTS: dict[str, tuple[Callable[[Path], None], str, str]] = {
    "edited": (edit("Leg het mandaat vast.", MINE), PAGE, MINE),
    "added a paragraph": (edit("## Wat doet u", f"{MINE}\n\n## Wat doet u"), PAGE, MINE),
    "deleted": (lambda folder: (folder / PAGE).unlink(), "", ""),
    "added a page": (add("docs/eigen/afspraak.md", f"# Afspraak\n\n{MINE} Zie [mandaat](../doen/mandaat.md).\n".encode()), "docs/eigen/afspraak.md", MINE),
    "renamed": (move("docs/doen/ons-mandaat.md"), "docs/doen/ons-mandaat.md", MINE),
    "moved": (move("docs/beleid/mandaat.md"), "docs/beleid/mandaat.md", MINE),
    "nav edited": (config("- Naslag:", "- Onze site: https://example.org\n- Naslag:"), "mkdocs.yml", "https://example.org"),
    "setting added": (config("extra_css:\n", "site_url: https://noord.example\nextra_css:\n  - eigen.css\n"), "mkdocs.yml", "https://noord.example"),
    "CRLF": (lambda folder: (folder / PAGE).write_bytes((folder / PAGE).read_bytes().replace(b"\n", b"\r\n")), PAGE, ""),
    "mode": (lambda folder: (folder / PAGE).chmod(0o600), PAGE, ""),
    "picture added": (add("docs/img/foto.png", b"\x89PNG\0" + MINE.encode()), "docs/img/foto.png", MINE),
    "in git": (in_git, PAGE, MINE),
}
ROUNDS = ("first", "second", "third", "undo", "redo")
CELLS = [(act, event, rounds) for act in ACTS for event in EVENTS for rounds in ROUNDS]


def build(folder: Path, pages: dict[str, str], version: str = "1") -> Report:
    return write_project(folder, project(pages, version), {"edition": "intern", "handbook": "hb-1"})


def everything(folder: Path) -> bytes:
    return b"\n".join(path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file() and ".git/" not in path.as_posix() and ".handreiking" not in path.parts)


def links_resolve(folder: Path) -> list[str]:
    """What a strict build would refuse: links and menu entries to pages that are not published."""
    from site_build.assembly.links import broken_links
    from site_build.store.configuration import paths_in

    settings = yaml.safe_load((folder / "mkdocs.yml").read_text(encoding="utf-8"))
    hidden = {line.removeprefix("/") for line in settings.get("exclude_docs", "").split()}
    pages = {p.relative_to(folder / "docs").as_posix(): p.read_bytes().decode().replace("\r\n", "\n") for p in (folder / "docs").rglob("*.md")}
    pages = {name: content for name, content in pages.items() if name not in hidden}
    wrong = [f"{file} -> {target}" for file, target in broken_links(pages)]
    return wrong + [f"menu -> {path}" for path in paths_in(settings["nav"]) if "://" not in path and path not in pages]


@dataclass
class Cell:
    """What a cell ends with."""

    reports: list[Report]
    folder: Path


def play(folder: Path, act: str, event: str, rounds: str) -> Cell:
    folder.mkdir()
    build(folder, FIRST)
    ACTS[act][0](folder)
    pages, _ = EVENTS[event]
    reports = [build(folder, pages, "2")]
    if rounds in ("second", "third"):
        reports.append(build(folder, pages, "2"))
        assert reports[-1].changes == [], reports[-1].changes  # made again without a change writes nothing
    if rounds == "third":
        reports.append(build(folder, FIRST, "3"))
    if rounds in ("undo", "redo"):
        undo(folder)
    if rounds == "redo":
        redo(folder)
    return Cell(reports, folder)


@pytest.mark.parametrize("act", ACTS)
def test_the_matrix(tmp_path: Path, act: str) -> None:
    _, where, sentence = ACTS[act]
    number = 0
    for event in EVENTS:
        for rounds in ROUNDS:
            number += 1
            label = f"{act} / {event} / {rounds}"
            cell = play(tmp_path / str(number), act, event, rounds)
            folder, first = cell.folder, cell.reports[0]
            if sentence:
                assert sentence.encode() in everything(folder), label
                assert sentence.encode() in (folder / where).read_bytes(), label
            if rounds != "undo":
                assert links_resolve(folder) == [], label
            check_cell(folder, act, event, rounds, first, label)
    assert number == len(EVENTS) * len(ROUNDS) and len(CELLS) >= 200


def check_cell(folder: Path, act: str, event: str, rounds: str, report: Report, label: str) -> None:
    stands = ACTS[act][1] if ACTS[act][1].startswith("docs/") and ACTS[act][1].endswith(".md") and "eigen" not in ACTS[act][1] else PAGE
    config = yaml.safe_load((folder / "mkdocs.yml").read_text(encoding="utf-8"))
    told = "\n".join(report.lines())
    fresh = EVENTS[event][0].get(PAGE, "")
    if act == "deleted":
        assert not (folder / PAGE).exists(), label
        if event != "page goes" and rounds != "third":
            assert told.count("hebt u weggehaald. Dat blijft zo.") == 1, label
        return
    if rounds in ("undo", "third"):
        assert (folder / stands).is_file(), label
        return
    edited = act in ("edited", "added a paragraph", "renamed", "moved", "in git")
    if event == "page goes":
        if edited:
            assert (folder / stands).is_file() and report.open == 1 and "geldt niet meer" in told, label
            assert config["exclude_docs"].split() == [f"/{stands.removeprefix('docs/')}"], label
        else:
            assert not (folder / PAGE).exists(), label
        return
    now = (folder / stands).read_bytes().decode().replace("\r\n", "\n")
    clash = act in ("edited", "in git") and event in ("answer changes the same block", "new edition")
    assert report.open == int(clash), label
    assert (folder / "Nog te kiezen.md").exists() == clash, label
    if clash:
        assert f"> {MINE}" in (folder / "Nog te kiezen.md").read_text(encoding="utf-8"), label
        assert "Op 1 plaats kunt u kiezen" in told, label
    for line in fresh.split("\n"):
        mine = act in ("edited", "in git") and line in ("Leg het mandaat vast.", "Leg het mandaat vast voor 1 mei.", "Leg mandaat en budget vast.")
        if line and not line.startswith("Zie [") and not mine:
            assert line in now.split("\n"), (label, line)
    if event == "answer changes another block":
        assert "Vraag instemming aan Noord." in now, label
    if act in ("renamed", "moved"):
        assert not (folder / PAGE).exists() and any(stands in note for note in report.notes), label
        assert stands.removeprefix("docs/") in str(config["nav"]) and "'doen/mandaat.md'" not in str(config["nav"]), label
    if act == "added a page":
        assert {"Eigen bladzijden": [{"Afspraak": "eigen/afspraak.md"}]} in config["nav"], label
    if act == "nav edited":
        assert {"Onze site": "https://example.org"} in config["nav"] and ("doen/nieuw.md" in str(config["nav"])) == (event == "page comes"), label
    if act == "setting added":
        assert config["site_url"] == "https://noord.example" and config["extra_css"] == ["eigen.css", "assets/css/a.css"] and config["extra"] == {"version": 2}, label
    if act == "mode":
        assert (folder / PAGE).stat().st_mode & 0o777 == 0o600, label
    if act == "in git":
        staged = subprocess.run(["git", "diff", "--cached", "--name-only"], cwd=folder, capture_output=True, text=True, check=True).stdout
        commits = subprocess.run(["git", "rev-list", "--count", "HEAD"], cwd=folder, capture_output=True, text=True, check=True).stdout
        assert (staged, commits) == ("", "1\n"), label


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
    write_project(folder, project(many), {"edition": "intern", "handbook": "hb-1"}, restore=["doen/mandaat"])
    assert (folder / PAGE).is_file() and "doen/mandaat.md" in (folder / "mkdocs.yml").read_text(encoding="utf-8")
