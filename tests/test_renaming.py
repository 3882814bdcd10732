"""Another id with `was:` changes nothing but that id. `AUDIT_RENAME=all` tries every id, one at a time, with all examples."""

from __future__ import annotations

import functools
import os

import pytest

from site_build.assembly.project import Look, assemble
from site_build.content.model import Content
from site_build.interview.answers import read_answers
from site_build.tailoring.handbook import tailor
from tests.handbooks import EXAMPLES, ROOT, content
from tests.renaming import difference, renameable, renamed

ALL = os.environ.get("AUDIT_RENAME") == "all"
# Not yet free of ids: who decides (assembly names four roles by id); the order of the reflection cards follows their ids.
GAPS = ("role", "card")
NAMES = EXAMPLES if ALL else EXAMPLES[1:2]


def pick() -> list[int]:
    """Return the places of the ids to try: all, or one of every kind."""
    found: dict[str, int] = {}
    for place, item in enumerate(renameable(content())):
        if not ALL and item.kind in GAPS:
            continue
        found.setdefault(f"{item.kind}{place if ALL else ''}", place)
    return list(found.values())


def make(of: Content) -> dict[str, str]:
    look = Look((ROOT / "mkdocs.yml").read_text(encoding="utf-8"))
    made = {}
    for name in NAMES:
        given = read_answers((ROOT / "examples" / f"{name}.yml").read_text(encoding="utf-8"), f"{name}.yml", of)
        made.update({f"{name}/{path}": text for path, text in assemble(tailor(of, given), look).files.items() if isinstance(text, str)})
    return made


@functools.cache
def before() -> dict[str, str]:
    return make(content())


@pytest.mark.parametrize("place", pick(), ids=lambda place: f"{renameable(content())[place].kind}-{renameable(content())[place].key}")
def test_another_id_changes_nothing_but_that_id(place: int) -> None:
    assert difference(before(), make(renamed(content(), renameable(content())[place]))) == []
