"""Another id with `was:` changes nothing but that id.

In every run: one id of every kind, and those that were found to be known to the program once, each alone, with one example.
In `make audit`: every id with all five examples, in batches of ids of all kinds. What differs in a batch is halved until the
ids that do it are found.
"""

from __future__ import annotations

import functools
import random

import pytest

from site_build.assembly.project import Look, assemble
from site_build.content.model import Content
from site_build.interview.answers import read_answers
from site_build.tailoring.handbook import tailor
from tests.handbooks import EXAMPLES, ROOT, content
from tests.renaming import difference, renameable, renamed

ONCE_KNOWN = ("beslist_inkomen", "inbreng-kadernota", "childrens-zone", "wethouder", "projectleider", "wasmachine-twee-buren", "kwetsbaar", "einde-geld",
              "regeling", "kosten.post.eenmalig", "gebeurtenissen.prijs_bron")
BATCHES = 24


def pick() -> list[int]:
    """Return the places of the ids to try alone: the last one of every kind and those of `ONCE_KNOWN`."""
    items = renameable(content())
    return sorted({*{item.kind: place for place, item in enumerate(items)}.values(), *(place for place, item in enumerate(items) if item.key in ONCE_KNOWN)})


def make(of: Content, names: tuple[str, ...]) -> dict[str, str]:
    look = Look((ROOT / "mkdocs.yml").read_text(encoding="utf-8"))
    made = {}
    for name in names:
        given = read_answers((ROOT / "examples" / f"{name}.yml").read_text(encoding="utf-8"), f"{name}.yml", of)
        made.update({f"{name}/{path}": text for path, text in assemble(tailor(of, given), look).files.items() if isinstance(text, str)})
    return made


@functools.cache
def before(names: tuple[str, ...]) -> dict[str, str]:
    return make(content(), names)


def name_of(place: int) -> str:
    item = renameable(content())[place]
    return f"{item.kind}-{item.key}"


def differing(places: list[int]) -> dict[str, list[str]]:
    """Return the ids of which another name changes more, each with the files that differ; found by halving."""
    changed = content()
    for place in places:
        changed = renamed(changed, renameable(changed)[place])
    files = difference(before(EXAMPLES), make(changed, EXAMPLES))
    if not files:
        return {}
    if len(places) == 1:
        return {name_of(places[0]): files}
    half = len(places) // 2
    return {**differing(places[:half]), **differing(places[half:])} or {" with ".join(map(name_of, places)): files}


@pytest.mark.parametrize("place", pick(), ids=name_of)
def test_another_id_changes_nothing_but_that_id(place: int) -> None:
    assert difference(before(EXAMPLES[:1]), make(renamed(content(), renameable(content())[place]), EXAMPLES[:1])) == []


@pytest.mark.audit
@pytest.mark.parametrize("batch", range(BATCHES))
def test_another_id_for_anything_changes_nothing_but_that_id(batch: int) -> None:
    places = list(range(len(renameable(content()))))
    random.Random(3).shuffle(places)
    assert differing(places[batch::BATCHES]) == {}
