"""What a file of the theme uses is handed to it by MkDocs, set by main.html, or declared by us: in mkdocs.yml or in the head of a page."""

import dataclasses
from collections.abc import Iterator
from pathlib import Path

import pytest
from jinja2 import meta, nodes
from mkdocs.theme import Theme
from mkdocs.utils.templates import TemplateContext

from site_build.assembly.config import Extra
from site_build.assembly.doc import More

FOLDER = Path(__file__).resolve().parents[2] / "site_build" / "theme" / "overrides"
FILES = sorted(path.relative_to(FOLDER).as_posix() for path in FOLDER.rglob("*.html"))
ENVIRONMENT = Theme(name="mkdocs").get_env()
HEAD = {"title", "description", "kind", "later", "roles", *More.__annotations__}


def parsed(name: str) -> nodes.Template:
    return ENVIRONMENT.parse((FOLDER / name).read_text(encoding="utf-8"))


def set_by_main() -> set[str]:
    return {name.name for name in parsed("main.html").find_all(nodes.Name) if name.ctx == "store"}


def asked_of(name: str, thing: str) -> Iterator[str]:
    """Yield what a file asks of `extra` or `meta`, also as `config.extra` and `page.meta`."""
    for node in parsed(name).find_all(nodes.Getattr):
        held = node.node
        if getattr(held, "name", getattr(held, "attr", "")) == thing:
            yield node.attr


@pytest.mark.parametrize("name", FILES)
def test_a_file_of_the_theme_uses_what_it_is_given_and_nothing_else(name: str) -> None:
    assert meta.find_undeclared_variables(parsed(name)) - set(TemplateContext.__annotations__) - set_by_main() == set()
    assert set(asked_of(name, "extra")) - {field.name for field in dataclasses.fields(Extra)} == set()
    assert set(asked_of(name, "meta")) - HEAD == set()


def test_the_theme_is_looked_at_and_what_it_is_told_is_there_for_it_or_for_paper() -> None:
    used = {key for name in FILES for key in asked_of(name, "extra")}
    assert {field.name for field in dataclasses.fields(Extra)} - used == {"municipality", "invented", "letterhead"}, "for who exports: publishing/paper/book.py"
