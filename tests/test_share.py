"""The edition to share holds nothing confidential: no answer, no name, no free text that was not meant for it."""

import dataclasses
from pathlib import Path

import pytest

from site_build.assembly.project import assemble
from site_build.content.loading import load
from site_build.content.model import DONT_KNOW, Content
from site_build.interview.answers import PlanEntry, Sheet, read_answers
from site_build.interview.sharing import Sharing
from site_build.store import projects
from site_build.store.resources import read_look
from site_build.tailoring.handbook import SHARED, tailor

ROOT = Path(__file__).resolve().parents[1]
CANARY = "KANARIE7x"


@pytest.fixture(scope="module")
def content() -> Content:
    return load()


def example(name: str, content: Content):
    return read_answers((ROOT / "examples" / f"{name}.yml").read_text(encoding="utf-8"), name, content)


def confidential(content: Content) -> list:
    return [q for q in content.questions.values() if q.confidential]


@pytest.mark.parametrize(("name", "audience"), [("pilot-loopt-af", "openbaar"), ("regionaal-samenwerkend", "partner"), ("leeuwarden", "raad")])
def test_two_files_that_differ_only_in_confidential_answers_give_the_same_shared_edition(content: Content, name: str, audience: str) -> None:
    base, sharing = example(name, content), Sharing(audience)
    editions = []
    for position in (0, -1, None):
        values = dict(base.values)
        for question in confidential(content):
            known = question.choices[position or 0].id if question.choices else f"{CANARY} {position}"
            values[question.id] = DONT_KNOW if position is None else known
        sheets = () if position else tuple(Sheet("teamleider", {s.id: 1 for s in content.statements}) for _ in range(3))
        answers = projects.without_confidential(dataclasses.replace(base, values=values, statements=sheets), content, sharing)
        editions.append(assemble(tailor(content, answers, edition=SHARED, sharing=sharing), read_look()).files)
    assert any(path.startswith("docs/lijsten/") for path in editions[0])
    assert editions[0] == editions[1] == editions[2]


def test_canaries_in_names_notes_and_statements_occur_nowhere(content: Content, tmp_path: Path) -> None:
    base = example("pilot-loopt-af", content)
    sheet = Sheet("teamleider", {content.statements[0].id: 2}, agreed=True)
    plan = {action.id: PlanEntry(owner=CANARY, date="", status="bezig") for action in content.actions}
    values = {**base.values, "partner_naam": CANARY, "partners": [{"naam": CANARY, "soort": "welzijn"}],
              "gebeurtenissen": [{"soort": "uithuiszetting", "aantal": 20, "prijs_laag": 1000, "prijs_hoog": 2000, "prijs_bron": CANARY}]}
    answers = dataclasses.replace(base, values=values, statements=(sheet,), plan=plan, kept={"oud": CANARY})
    projects.create(tmp_path / "hb", answers, content)
    assert CANARY in (tmp_path / "hb/antwoorden.yml").read_text(encoding="utf-8")
    projects.share(tmp_path / "hb", tmp_path / "delen", content)
    files = [path for path in (tmp_path / "delen").rglob("*") if path.is_file()]
    assert files and not (tmp_path / "delen/antwoorden.yml").exists()
    assert [path.name for path in files if CANARY.encode() in path.read_bytes()] == []


def test_pages_changed_by_hand_are_listed_and_not_copied(content: Content, tmp_path: Path) -> None:
    projects.create(tmp_path / "hb", example("leeuwarden", content), content)
    page = tmp_path / "hb/docs/voorbereiden/mandaat.md"
    page.write_text(page.read_text(encoding="utf-8") + CANARY, encoding="utf-8")
    _, changed = projects.share(tmp_path / "hb", tmp_path / "delen", content)
    assert changed == ["docs/voorbereiden/mandaat.md"]
    assert CANARY not in (tmp_path / "delen/docs/voorbereiden/mandaat.md").read_text(encoding="utf-8")


def test_the_internal_handbook_says_so_and_the_shared_one_does_not(content: Content, tmp_path: Path) -> None:
    projects.create(tmp_path / "hb", dataclasses.replace(example("leeuwarden", content), notice=""), content)
    projects.share(tmp_path / "hb", tmp_path / "delen", content)
    notice = "Intern, niet publiceren; de Woo kan van toepassing zijn"
    assert notice in (tmp_path / "hb/mkdocs.yml").read_text(encoding="utf-8")
    assert notice not in (tmp_path / "delen/mkdocs.yml").read_text(encoding="utf-8")
    assert not (tmp_path / "delen/docs/uw-situatie.md").exists()
