"""What a template uses is declared in its dataclass, and what is declared is used."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping

import pytest
from jinja2 import meta

from site_build.assembly.contexts import Common, Context, contexts
from site_build.assembly.project import templates_of
from site_build.tailoring.pictures import PICTURES
from tests.handbooks import content

PAGES = sorted(name for name in content().templates if name.startswith("pages/"))


def used(name: str) -> set[str]:
    """Return the names that a template uses and does not set itself."""
    return meta.find_undeclared_variables(templates_of(content()).environment.parse(content().templates[name]))


def fields(kind: type) -> set[str]:
    return {field.name for field in dataclasses.fields(kind)}


@pytest.mark.parametrize("name", PAGES)
def test_a_page_template_uses_what_its_dataclass_declares_and_nothing_else(name: str) -> None:
    own = fields(declared()[name])
    assert used(name) - own - fields(Common) == set(), "names that are not declared"
    assert own - used(name) == set(), "declared, and used by nothing"
    assert own & fields(Common) == set(), "a name of Common"


def declared() -> Mapping[str, type[Context]]:
    return {f"pages/{name}.md.j2": kind for name, kind in contexts().items()}


def test_every_page_template_has_one_dataclass_and_every_dataclass_a_template() -> None:
    assert sorted(declared()) == PAGES and len(contexts()) == len(Context.__subclasses__())


def test_everything_that_every_template_gets_is_used_by_one() -> None:
    everywhere = set().union(*(used(name) for name in PAGES))
    assert fields(Common) - everywhere == set()


@pytest.mark.parametrize("name", sorted(name for name in content().templates if name.startswith("pictures/")))
def test_a_picture_uses_what_its_dataclass_declares_and_nothing_else(name: str) -> None:
    assert used(name) == fields(PICTURES[name])
