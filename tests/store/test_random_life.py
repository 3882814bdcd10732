"""Random edits, answers, choices, undo and crashes, in any order: no sentence that a person wrote is ever lost."""

from __future__ import annotations

import functools
import random
import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from site_build.errors import HandbookError
from site_build.store.choices import options_of
from site_build.store.deciding import decide, open_choices
from site_build.store.manifest import read_manifest
from site_build.store.undoing import redo, undo
from site_build.store.writing import write_project
from tests.faulty_disk import FaultyDisk, Killed, contents
from tests.store.table import EVENTS, build, everything, links_resolve, project

WORLDS = list(EVENTS)


class Life:
    """One handbook and everything that somebody wrote in it."""

    def __init__(self, folder: Path, dice: random.Random) -> None:
        self.folder, self.dice, self.written, self.number = folder, dice, dict[str, Path](), 0
        folder.mkdir()
        build(folder, WORLDS[0])

    def step(self) -> str:
        act = self.dice.choice([self.edit, self.edit, self.add, self.move, self.make, self.make, self.make, self.choose, self.back, self.forward])
        act()
        return act.__name__

    def pages(self) -> list[Path]:
        return sorted((self.folder / "docs").rglob("*.md"))

    def edit(self) -> None:
        path = self.dice.choice(self.pages())
        lines = path.read_bytes().decode().split("\n")
        self.number += 1
        sentence = f"Zin nummer {self.number} van iemand hier."
        spots = [n for n, line in enumerate(lines) if line.strip() and not line.startswith(("---", "title", "#")) and not any(s in line for s in self.written)]
        spot = self.dice.choice(spots or [len(lines) - 1])
        if self.dice.random() < 0.5 and spots:
            lines[spot] = f"- {sentence}" if lines[spot].startswith("- ") else sentence
        else:
            lines[spot:spot] = [sentence, ""]
        path.write_bytes("\n".join(lines).encode())
        self.written[sentence] = path

    def add(self) -> None:
        self.number += 1
        sentence = f"Zin nummer {self.number} op een eigen bladzijde."
        path = self.folder / self.dice.choice(["docs/eigen", "docs/doen", "docs"]) / f"eigen-{self.number}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"# Eigen {self.number}\n\n{sentence}\n", encoding="utf-8")
        self.written[sentence] = path

    def move(self) -> None:
        pages = [path for path in self.pages() if path.name != "index.md"]
        if pages:
            self.number += 1
            path = self.dice.choice(pages)
            target = self.folder / "docs" / self.dice.choice(["doen", "beleid"]) / f"{path.stem.split('-v')[0]}-v{self.number}.md"
            target.parent.mkdir(parents=True, exist_ok=True)
            path.rename(target)

    def make(self) -> None:
        world, version = self.dice.choice(WORLDS), str(self.dice.randrange(3))
        build(self.folder, world, version)
        again = build(self.folder, world, version)
        assert again.changes == [], again.changes

    def choose(self) -> None:
        for choice in open_choices(self.folder)[:1]:
            keep = [answer for answer, _ in options_of(choice) if answer != "nieuwe"]
            answer = self.dice.choice(keep)
            with_words(functools.partial(decide, choice=choice, answer=answer), self.folder)  # they may have written there since

    def back(self) -> None:
        with_words(undo, self.folder)

    def forward(self) -> None:
        with_words(redo, self.folder)

    def lost(self) -> list[str]:
        held = everything(self.folder)
        return [sentence for sentence in self.written if sentence.encode() not in held]


def with_words(step: object, folder: Path) -> None:
    """Undo and redo may have nowhere to go."""
    try:
        step(folder)  # type: ignore[operator]
    except HandbookError as error:
        assert str(error)


def publish_strictly(folder: Path) -> None:
    """Build the website as `mkdocs build --strict` does: it refuses a link or a place in the menu that leads nowhere."""
    from mkdocs.commands.build import build as build_site
    from mkdocs.config import load_config

    settings = load_config(str(folder / "mkdocs.yml"), strict=True, site_dir=str(folder / "site"))
    build_site(settings)
    shutil.rmtree(folder / "site")


def live(folder: Path, dice: random.Random, steps: int, *, strict: bool = False) -> None:
    life, acts = Life(folder, dice), list[str]()
    for _ in range(steps):
        acts.append(life.step())
        assert life.lost() == [], acts
    build(folder, WORLDS[0])
    if not {"back", "forward"} & set(acts):  # a page that was moved and then undone keeps the links that somebody sees to
        assert links_resolve(folder) == [], acts
        if strict:
            publish_strictly(folder)
    shutil.rmtree(folder)


@given(dice=st.randoms(use_true_random=False), steps=st.integers(1, 16), strict=st.integers(0, 4))
@settings(max_examples=50)
def test_no_sentence_is_lost_and_every_link_resolves(dice: random.Random, steps: int, strict: int) -> None:
    with tempfile.TemporaryDirectory() as place:
        live(Path(place) / "hb", dice, steps, strict=strict == 0)


@pytest.mark.audit
def test_no_sentence_is_lost_in_a_thousand_lives(tmp_path: Path) -> None:
    for seed in range(1000, 2000):
        live(tmp_path / "hb", random.Random(seed), 20, strict=seed % 10 == 0)


def crash(folder: Path, seed: int) -> None:
    """Kill a build with merges, moves and choices in it at a random step: then there is the old handbook or the new one."""
    dice = random.Random(seed)
    life = Life(folder / "hb", dice)
    for _ in range(4):
        dice.choice([life.edit, life.edit, life.add, life.move])()
    if dice.random() < 0.5:
        life.make()
    world, counted = dice.choice(WORLDS), FaultyDisk()
    shutil.copytree(folder / "hb", folder / "zo/hb")
    write_project(folder / "zo/hb", project(EVENTS[world].pages, "9", EVENTS[world].was), {"edition": "intern", "handbook": "hb-1"}, disk=counted)
    old, new = contents(folder / "hb"), contents(folder / "zo/hb")
    step = dice.randint(1, max(counted.count, 1))
    full = dice.random() < 0.3
    disk = FaultyDisk(fail=step) if full else FaultyDisk(kill=step)
    try:
        write_project(folder / "hb", project(EVENTS[world].pages, "9", EVENTS[world].was), {"edition": "intern", "handbook": "hb-1"}, disk=disk)
    except (Killed, HandbookError) as error:
        assert isinstance(error, Killed) or str(error).endswith("Er is niets veranderd."), error
    read_manifest(folder / "hb")
    found = {name: data for name, data in contents(folder / "hb").items() if not name.endswith(".tmp")}
    assert found in (old, new), (seed, step, full)
    assert life.lost() == [], seed


@pytest.mark.parametrize("seeds", [range(40), pytest.param(range(1000, 2000), marks=pytest.mark.audit)], ids=["some", "thousand"])
def test_killed_or_full_at_a_random_step_there_is_the_old_handbook_or_the_new_one(tmp_path: Path, seeds: range) -> None:
    for seed in seeds:
        folder = tmp_path / str(seed)
        folder.mkdir()
        crash(folder, seed)
        shutil.rmtree(folder)


