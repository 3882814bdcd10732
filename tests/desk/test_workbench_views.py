"""What a template of the workbench uses is declared in its dataclass, and what is declared is used."""

import dataclasses
from pathlib import Path

import pytest
from jinja2 import Environment, FileSystemLoader, meta

from site_build.desk.workbench_pages import HTML
from site_build.desk.workbench_views import Around, View, workbench_views

ENVIRONMENT = Environment(loader=FileSystemLoader(HTML))
FILES = {path.name.removesuffix(".html.j2") for path in Path(HTML).glob("*.j2")}


def parts(name: str) -> set[str]:
    """Return the templates that a template is made of, itself included."""
    found, waiting = set(), [f"{name}.html.j2"]
    while waiting:
        at = waiting.pop()
        if at not in found:
            found.add(at)
            waiting += [part for part in meta.find_referenced_templates(ENVIRONMENT.parse((HTML / at).read_text(encoding="utf-8"))) if part]
    return found


def used(name: str) -> set[str]:
    """Return the names that a template and its parts use and do not set themselves; `opens` is a macro of a part."""
    return set().union(*(meta.find_undeclared_variables(ENVIRONMENT.parse((HTML / part).read_text(encoding="utf-8"))) for part in parts(name))) - {"opens"}


def fields(kind: type) -> set[str]:
    return {field.name for field in dataclasses.fields(kind)}


@pytest.mark.parametrize("name", sorted(workbench_views()))
def test_a_template_of_the_workbench_uses_what_its_dataclass_declares_and_nothing_else(name: str) -> None:
    own = fields(workbench_views()[name])
    assert used(name) - own - fields(Around) == set(), "names that are not declared"
    assert own - used(name) == set(), "declared, and used by nothing"
    assert own & fields(Around) == set(), "a name of Around"


def test_every_template_of_the_workbench_has_one_dataclass_or_is_a_part_of_one_that_has() -> None:
    views = workbench_views()
    everything = set().union(*(parts(name) for name in views))
    assert len(views) == len(View.__subclasses__()) and {f"{name}.html.j2" for name in FILES} == everything


def test_what_stands_around_every_part_of_the_workbench_is_used() -> None:
    assert fields(Around) - set().union(*(used(name) for name in workbench_views())) == set()
