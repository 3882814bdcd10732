"""The first layer (home, plan, route): how much of it two opposite municipalities share, how long it takes, and which pages it names.

Run with `-s` to see the figures.
"""

from __future__ import annotations

import functools
import re
from pathlib import Path

import pytest
import yaml

from site_build.assembly.pages import make_pages
from site_build.assembly.pages.route import of_role
from site_build.assembly.project import templates_of
from site_build.assembly.reading_time import minutes
from site_build.assembly.serialise import write
from site_build.assembly.views import Views
from site_build.tailoring.handbook import Handbook, tailor
from site_build.tailoring.route import route
from tests.handbooks import EXAMPLES, case_answers, content, example

FOLDER = Path(__file__).with_name("cases")
OPPOSITES = (("pilot_mislukt", "succes_zonder_geld"), ("eiland", "grote_stad_pilots"), ("dorp_verkennen", "tiende_jaar"))
FIRST = ("index.md", "plan.md", "uw-route.md")
HALF, QUIET_MINUTES = 50, 40  # per cent of the sentences; minutes for a village
MUST, MUST_NOT = 90, 10  # per cent of the pages that a good adviser said must, and must not, be in the first layer
_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)(?:\{[^}]*\})?")
_MARKS = re.compile(r"<svg.*?</svg>|<[^>]+>|\[\^[^\]]+\]|\{[^}]*\}|[*#>]", re.S)
_END = re.compile(r"(?<=[.!?:])\s+|\s*\|\s*|\n+")


@functools.cache
def expected(name: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = yaml.safe_load((FOLDER / f"{name}.yml").read_text(encoding="utf-8"))["expect"]
    return found


@functools.cache
def handbook(name: str) -> Handbook:
    if name in EXAMPLES:
        return tailor(content(), example(name))
    return tailor(content(), case_answers(name))


@functools.cache
def first_layer(name: str) -> frozenset[str]:
    """Return the sentences of home, plan and route, without links and marks; what is no sentence (a name, a date) does not count."""
    made = handbook(name)
    docs = make_pages(made, Views(made, templates_of(made.content)))
    texts, _ = write(docs, {part.id: part.title for part in made.content.parts})
    text = "\n".join(texts[file].split("---", 2)[2] for file in FIRST)
    plain = _MARKS.sub("", _LINK.sub(r"\1", text))
    return frozenset(sentence for part in _END.split(plain) if len((sentence := " ".join(part.split()).lstrip("-0123456789. ")).split()) > 3)


def shared(one: str, other: str) -> tuple[int, int]:
    """Return the per cent of the sentences of each that the other has too."""
    a, b = first_layer(one), first_layer(other)
    both = len(a & b)
    return round(100 * both / len(a)), round(100 * both / len(b))


@pytest.mark.parametrize(("one", "other"), OPPOSITES)
def test_opposites_share_at_most_half_of_their_sentences(one: str, other: str) -> None:
    figures = shared(one, other)
    print(f"\n{one} ({len(first_layer(one))} zinnen) en {other} ({len(first_layer(other))}): {figures[0]}% en {figures[1]}% is gelijk")
    assert max(figures) <= HALF, sorted(first_layer(one) & first_layer(other))


@pytest.mark.parametrize("name", ["klein-platteland", "eiland", "dorp_verkennen", "dorp_voorbereiden"])
def test_the_first_layer_of_a_village_is_read_in_forty_minutes(name: str) -> None:
    """Home, the plan of this quarter's page and the route of the project leader."""
    made = handbook(name)
    views = Views(made, templates_of(made.content))
    docs = {doc.file: doc for doc in make_pages(made, views)}
    took = minutes(docs["index.md"]) + minutes(docs["plan.md"]) + of_role(made, views, tuple(docs.values()), made.content.meaning("project_leader")).minutes
    print(f"\n{name}: {took} minuten")
    assert took <= QUIET_MINUTES


@functools.cache
def routed(name: str) -> frozenset[str]:
    """Return the pages that the project leader is sent to: at most eight."""
    made = handbook(name)
    return frozenset(stop.page for stop in route(made.content, made.selection, made.advice, made.plan, made.content.meaning("project_leader")))


def test_the_first_layer_names_the_pages_that_an_adviser_would_name() -> None:
    cases = [str(path.relative_to(FOLDER).with_suffix("").as_posix()) for path in sorted(FOLDER.rglob("*.yml"))]
    must = [(name, page, page in routed(name)) for name in cases for page in expected(name).get("pages_must", ())]
    wrong = [(name, page, page in routed(name)) for name in cases for page in expected(name).get("pages_must_not", ())]
    hit, bad = sum(found for *_, found in must), sum(found for *_, found in wrong)
    print(f"\nerin: {hit} van {len(must)} ({100 * hit // len(must)}%); niet erin: {bad} van {len(wrong)} toch ({100 * bad // len(wrong)}%)")
    print("\n".join(f"  mist in {name}: {page}" for name, page, found in must if not found))
    assert max(len(routed(name)) for name in cases) <= 8
    assert 100 * hit >= MUST * len(must) and 100 * bad <= MUST_NOT * len(wrong)


def test_advice_sends_nobody_to_a_page_of_sustaining_that_says_that_it_is_arranged() -> None:
    """But for advice to keep what there is: that page holds what to check. What an answer still asks for is not arranged."""
    cases = [*EXAMPLES, *(str(path.relative_to(FOLDER).with_suffix("").as_posix()) for path in sorted(FOLDER.rglob("*.yml")))]
    wrong = []
    for name in cases:
        made = handbook(name)
        arranged = {chosen.thing.id for chosen in made.selection.pages if chosen.settled and chosen.thing.part == "borgen"}
        wrong += [f"{name}: {given.advice.id} -> {page}" for given in made.advice.items if given.advice.urgency != "vasthouden"
                  for page in given.advice.pages if page in arranged]
    assert wrong == []
