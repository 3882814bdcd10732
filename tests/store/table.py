"""What a person does with a handbook and what happens to it between two builds: the rows and columns of the matrix."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from site_build.assembly.links import broken_links
from site_build.assembly.project import PageFile, Project
from site_build.store.configuration import paths_in
from site_build.store.tree import Report
from site_build.store.writing import write_project

CONFIG = "# basis\nsite_name: Handboek\nextra_css:\n  - assets/css/a.css\nextra: {version: %s}\nnav:\n%s"
PAGE, OTHER = "docs/doen/mandaat.md", "docs/doen/plan.md"
MINE = "Onze eigen zin over de afspraak van 3 maart."


def text(title: str, first: str, second: str) -> str:
    return f"---\ntitle: {title}\n---\n\n# {title}\n\n{first}\n\n## Wat doet u\n\n- {second}\n- Kijk na een jaar terug.\n\nZie [het plan](plan.md).\n"


def project(pages: dict[str, str], version: str = "1", was: dict[str, str] | None = None) -> Project:
    """Return a small project; `was` says of a page under which file an earlier edition made it."""
    nav = "".join(f"- {{{'Mandaat' if 'mandaat' in p else Path(p).stem.capitalize()}: {p.removeprefix('docs/')}}}\n" for p in pages)
    nav = "- Start: index.md\n- Doen:\n" + "".join(f"  {line}\n" for line in nav.splitlines()) + "- Naslag:\n  - {Bronnen: bronnen.md}\n"
    files: dict[str, str | bytes] = {"docs/index.md": "# Start\n\nWelkom.\n", "docs/bronnen.md": "# Bronnen\n\nLijst.\n", **pages, "mkdocs.yml": CONFIG % (version, nav),
                                     "docs/assets/css/a.css": "a {}\n"}
    earlier = {page: (old.removeprefix("docs/"),) for page, old in (was or {}).items()}
    return Project(files, tuple(PageFile(p.removeprefix("docs/"), p, "chapter", was=earlier.get(p, ())) for p in files if p.endswith(".md")), {})


FIRST = {PAGE: text("Mandaat", "Leg het mandaat vast.", "Vraag instemming."), OTHER: "# Plan\n\nZie [mandaat](mandaat.md).\n"}

@dataclass(frozen=True)
class Event:
    """What happens between two builds: the new pages, and where the page is made then ("" is: no more)."""

    pages: dict[str, str]
    page: str = PAGE
    was: dict[str, str] = field(default_factory=dict)


RENAMED = "docs/kiezen/mandaat-en-geld.md"
_RETIRED = {OTHER: "# Plan\n\nMandaat staat nu bij [bronnen](../bronnen.md).\n"}
EVENTS: dict[str, Event] = {
    "nothing": Event(FIRST),
    "answer changes another block": Event({**FIRST, PAGE: text("Mandaat", "Leg het mandaat vast.", "Vraag instemming aan Noord.")}),
    "answer changes the same block": Event({**FIRST, PAGE: text("Mandaat", "Leg het mandaat vast voor 1 mei.", "Vraag instemming.")}),
    "page goes": Event({OTHER: "# Plan\n\nGeen mandaat.\n"}, ""),
    "page comes": Event({**FIRST, "docs/doen/nieuw.md": "# Nieuw\n\nErbij. Zie [mandaat](mandaat.md).\n"}),
    "new edition": Event({**FIRST, PAGE: text("Mandaat en geld", "Leg mandaat en budget vast.", "Vraag instemming aan wie het uitvoert.")}),
    "id renamed with was": Event({OTHER: "# Plan\n\nZie [mandaat](../kiezen/mandaat-en-geld.md).\n",
                                  RENAMED: FIRST[PAGE].replace("](plan.md)", "](../doen/plan.md)").replace("- Vraag instemming.", "- Vraag instemming aan Noord.")},
                                 RENAMED, {RENAMED: PAGE}),
    "retired": Event(_RETIRED, ""),
    "choice merged": Event({**FIRST, PAGE: FIRST[PAGE].replace("- Kijk na een jaar terug.\n", "")}),
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


def build(folder: Path, event: str | dict[str, str] = "nothing", version: str = "1") -> Report:
    """Make the handbook with the pages after an event, or with these pages."""
    pages, was = (event, {}) if isinstance(event, dict) else (EVENTS[event].pages, EVENTS[event].was)
    return write_project(folder, project(pages, version, was), {"edition": "intern", "handbook": "hb-1", "date": "2026-11-24"})


def everything(folder: Path) -> bytes:
    """Return all that stands in the folder for a person to find."""
    return b"\n".join(path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file() and ".git/" not in path.as_posix() and ".handreiking" not in path.parts)


def links_resolve(folder: Path) -> list[str]:
    """What a strict build would refuse: links and menu entries to pages that are not published."""
    settings = yaml.safe_load((folder / "mkdocs.yml").read_text(encoding="utf-8"))
    hidden = {line.removeprefix("/") for line in settings.get("exclude_docs", "").split()}
    pages = {p.relative_to(folder / "docs").as_posix(): p.read_bytes().decode().replace("\r\n", "\n") for p in (folder / "docs").rglob("*.md")}
    pages = {name: content for name, content in pages.items() if name not in hidden}
    wrong = [f"{file} -> {target}" for file, target in broken_links(pages)]
    return wrong + [f"menu -> {path}" for path in paths_in(settings["nav"]) if "://" not in path and path not in pages]
