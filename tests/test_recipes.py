"""CONTRIBUTING.nl.md for editors: every recipe is carried out as it is written, on a copy, and has its effect."""

from __future__ import annotations

import datetime as dt
import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from site_build.content.loading import read_content
from site_build.content.model import Content
from site_build.content.walking import pieces
from site_build.desk.checking import check_content
from site_build.desk.published import check_published, publish, read_published
from site_build.desk.worlds import world_of
from site_build.errors import ERROR, Problem
from site_build.interview.answers import Answers, read_answers
from site_build.interview.facts import Values
from site_build.tailoring.selection import Selection, select

ROOT = Path(__file__).resolve().parents[1]
TODAY = dt.date(2026, 11, 24)
_STEP = re.compile(
    r"(?:In `(?P<changed>[^`]+)` staat:\n\n```\w+\n(?P<old>.*?)```\n\nMaak daarvan:\n\n"
    r"|Maak het bestand `(?P<made>[^`]+)`:\n\n)```\w+\n(?P<new>.*?)```", re.S)


@dataclass(frozen=True)
class Desk:
    """An editor's copy of the content."""

    root: Path

    def follow(self, recipe: str) -> None:
        """Carry out every step of a recipe."""
        text = (ROOT / "CONTRIBUTING.nl.md").read_text(encoding="utf-8")
        section = re.search(rf"^## \d\. {recipe}\n(.*?)(?=^## \d|^# Uitgeven|\Z)", text, re.S | re.M)
        assert section, f"het recept '{recipe}' staat niet in CONTRIBUTING.nl.md"
        steps = list(_STEP.finditer(section[1]))
        assert section[1].count("```") == sum(2 if step["made"] else 4 for step in steps), "een stap heeft een andere vorm"
        for step in steps:
            path = self.root / (step["changed"] or step["made"])
            if step["made"]:
                assert not path.exists(), f"{step['made']} bestaat al"
                path.write_text(step["new"], encoding="utf-8")
                continue
            before = path.read_text(encoding="utf-8")
            count = f"\n{before}".count(f"\n{step['old']}")
            assert count == 1, f"dit staat {count} keer in {step['changed']}; werk recept '{recipe}' bij:\n{step['old']}"
            path.write_text(f"\n{before}".replace(f"\n{step['old']}", f"\n{step['new']}")[1:], encoding="utf-8")

    def content(self) -> Content:
        """Read the content as it is now; it must be well-formed."""
        content, problems = read_content(self.root)
        assert problems == []
        return content


def check(content: Content, root: Path, today: dt.date = TODAY) -> set[Problem]:
    """Return what `handreiking check` says."""
    return set(check_content(content, root, today=today, world=world_of(content, today)))


def errors(problems: set[Problem]) -> set[tuple[str, str]]:
    """Return what is wrong, without line numbers, which a recipe shifts."""
    return {(problem.code, problem.message) for problem in problems if problem.grade == ERROR}


@pytest.fixture(scope="module")
def before() -> Content:
    return read_content(ROOT)[0]


@pytest.fixture(scope="module")
def wrong_before(before: Content) -> set[tuple[str, str]]:
    return errors(check(before, ROOT))


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    for folder in ("guide", "templates", "checklists"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    return Desk(tmp_path)


@pytest.fixture
def follow(desk: Desk, wrong_before: set[tuple[str, str]]) -> Callable[[str], Content]:
    """Follow a recipe; afterwards `check` finds nothing new that is wrong."""
    def run(recipe: str) -> Content:
        desk.follow(recipe)
        content = desk.content()
        assert errors(check(content, desk.root)) - wrong_before == set()
        return content

    return run


def selected(content: Content, **answers: object) -> Selection:
    """Return what these answers select."""
    values = Values(content, Answers("hb-proef", TODAY.isoformat(), dict(answers)))
    return select(content.pages, content.checklists, content.documents, content.actions, content.risks, values)


def page_text(selection: Selection, id: str) -> str:
    """Return the text of a page's blocks that apply."""
    page = next(page for page in selection.pages if page.thing.id == id)

    def texts(blocks: tuple) -> str:  # type: ignore[type-arg]
        return "".join(block.text + texts(block.body) for block in blocks)

    return texts(page.body)


def test_other_words_keep_the_answers_that_were_given(follow: Callable[[str], Content], before: Content) -> None:
    content = follow("Een vraag veranderen")
    assert content.questions["mandaat"].ask == "Staat op papier wat uitvoerders zelf mogen beslissen?"
    assert before.questions["mandaat"].ask != content.questions["mandaat"].ask
    old = "handbook: hb-proef\ndate: 2026-11-24\nversion: 1\nanswers:\n  mandaat: geen\n"
    assert read_answers(old, "antwoorden.yml", content).values == {"mandaat": "geen"}


def test_a_new_choice_can_be_answered_and_brings_its_own_block(follow: Callable[[str], Content]) -> None:
    content = follow("Een keuze toevoegen")
    assert [choice.id for choice in content.questions["hardheidsclausule"].choices] == ["overal", "in_de_maak", "deels", "nee"]
    heading = "### Het voorstel ligt bij de raad"
    assert heading in page_text(selected(content, hardheidsclausule="in_de_maak"), "afwijken-van-regels")
    assert heading not in page_text(selected(content, hardheidsclausule="nee"), "afwijken-van-regels")


def test_a_new_page_appears_for_those_it_is_meant_for(follow: Callable[[str], Content]) -> None:
    content = follow("Een bladzijde toevoegen")
    assert next(page.part for page in content.pages if page.id == "werken-met-een-tolk") == "uitvoeren"

    def included(**answers: object) -> bool:
        return next(page.included for page in selected(content, **answers).pages if page.thing.id == "werken-met-een-tolk")

    assert included(vorm="ongevraagd_opzoeken")
    assert not included(vorm="loket_verplaatst")
    own = page_text(selected(content, vorm="beide", uitvoering="eigen"), "werken-met-een-tolk")
    assert "Regel één contract voor tolken" in own
    assert "Spreek af wie de tolk betaalt" not in own


def test_a_source_that_was_checked_again_is_no_longer_old(desk: Desk, before: Content) -> None:
    def is_old(content: Content, root: Path) -> bool:
        found = check(content, root, today=dt.date(2028, 2, 1))
        return any(problem.code == "bron-oud" and "'hva-nieuws-2022'" in problem.message for problem in found)

    assert is_old(before, ROOT)
    desk.follow("Een bron opnieuw nakijken")
    assert not is_old(desk.content(), desk.root)


def test_a_law_that_was_checked_again_has_its_new_day_in_every_text(desk: Desk) -> None:
    desk.follow("Een bron opnieuw nakijken")
    content = desk.content()
    page, document = (next(thing for thing in things if thing.id == id) for things, id in ((content.pages, "mandaat"), (content.documents, "mandaatbesluit")))
    assert all("1 december 2027" in "".join(piece.text for piece in pieces(thing.body)) for thing in (page, document))


def test_what_lapses_is_shown_to_nobody_and_loses_no_answer(follow: Callable[[str], Content], before: Content, desk: Desk) -> None:
    published, problems = read_published(publish(before, None, "version: 1\ndate: 2026-11-24\n", TODAY)[0])
    assert problems == []
    content = follow("Een tekst laten vervallen")

    def items(content: Content) -> list[str]:
        lists = selected(content).checklists
        return [item.thing.id for chosen in lists if chosen.thing.id == "mandaat" for item in chosen.live_items]

    assert "steun-uitgesproken" in items(before)
    assert "steun-uitgesproken" not in items(content)

    old = "handbook: hb-proef\ndate: 2026-11-24\nversion: 1\nanswers:\n  werkbudget: tot_2500\n"
    assert read_answers(old, "antwoorden.yml", before).values == {"werkbudget": "tot_2500"}
    assert read_answers(old, "antwoorden.yml", content).values == {"werkbudget": "meer"}

    assert check_published(content, published) == []
    path = desk.root / "checklists/mandaat.yml"
    text = path.read_text(encoding="utf-8")
    path.write_text(re.sub(r"(?s)  - id: steun-uitgesproken\n.*?(?=  - id:)", "", text), encoding="utf-8")
    assert [(p.code, p.message) for p in check_published(desk.content(), published)] == [
        ("id-verdwenen", "De uitgegeven id 'mandaat/steun-uitgesproken' (punt) bestaat niet meer.")]
