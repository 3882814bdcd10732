"""Another id with `was:` changes nothing but that id. `AUDIT_RENAME=all` tries every id, one at a time, with all examples.

Otherwise one id of every kind, and those that were found to be known to the program once, with one example.
"""

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
ONCE_KNOWN = ("beslist_inkomen", "inbreng-kadernota", "childrens-zone", "wethouder", "projectleider", "wasmachine-twee-buren", "kwetsbaar", "einde-geld",
              "regeling", "kosten.post.eenmalig", "gebeurtenissen.prijs_bron")
NAMES = EXAMPLES if ALL else EXAMPLES[:1]


def pick() -> list[int]:
    """Return the places of the ids to try: all, or the last one of every kind and those of `ONCE_KNOWN`."""
    items = renameable(content())
    if ALL:
        return list(range(len(items)))
    return sorted({*{item.kind: place for place, item in enumerate(items)}.values(), *(place for place, item in enumerate(items) if item.key in ONCE_KNOWN)})


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
