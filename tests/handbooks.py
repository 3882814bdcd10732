"""What a handbook of the real content says, decided but not yet filled in: for tests that read it."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import yaml

from site_build.assembly.writer import check_section
from site_build.content.conditions import Tri
from site_build.content.loading import load
from site_build.content.model import Content
from site_build.interview.answers import Answers, read_answers
from site_build.interview.facts import Values
from site_build.tailoring import scores
from site_build.tailoring.selection import ChosenBlock, ChosenPage, Selection, awaits_score, select

ROOT = Path(__file__).resolve().parents[1]
PHASES = tuple(load(ROOT).live_phases)
EXAMPLES = ("klein-platteland", "leeuwarden", "pilot-loopt-af", "regionaal-samenwerkend", "rotterdam")
CASES = Path(__file__).with_name("cases")
FIRST_SET = tuple(sorted(path.stem for path in CASES.glob("*.yml")))  # the names of the cases of the first set
TODAY = "2026-11-24"


@functools.cache
def content() -> Content:
    """Return the real content."""
    return load(ROOT)


@functools.cache
def example(name: str) -> Answers:
    """Return the answers of an example."""
    path = ROOT / "examples" / f"{name}.yml"
    return read_answers(path.read_text(encoding="utf-8"), path.name, content())


@functools.cache
def case_answers(name: str) -> Answers:
    """Return the answers of a case, such as 'eiland' or 'derde/…'."""
    body = yaml.safe_load((CASES / f"{name}.yml").read_text(encoding="utf-8"))["answers"]
    return read_answers(yaml.safe_dump(body, allow_unicode=True, sort_keys=False), f"{name}.yml", content())


def answers(**values: Any) -> Answers:
    """Return answers with only these values; a date in the past or future as `date`."""
    return Answers("hb-proef", values.pop("date", TODAY), values)


def decide(given: Answers) -> Selection:
    """Return what applies, scores included; without plan and costs, which no page body depends on."""
    values = Values(content(), given)
    phase = values["fase"]
    scored = scores.compute_scores(content(), given.statements, phase.value if phase.known else None, values.lookup)
    values = values.with_extra(scores.score_values(scored))
    things = content()
    return select(things.pages, things.checklists, things.documents, things.actions, things.risks, values)


def shown(body: Iterable[ChosenBlock], place: tuple[int, ...] = ()) -> Iterator[tuple[tuple[int, ...], str]]:
    """Yield the pieces of text that are shown, each with its place in the body."""
    for number, block in enumerate(body):
        here = (*place, number)
        if block.condition is None:
            yield here, block.text
        elif block.outcome.tri is not Tri.NO and not awaits_score(block.outcome):
            yield from shown(block.body, here)


def page_text(page: ChosenPage) -> str:
    """Return what a page says; a settled one only its summary and what to check."""
    text = "\n\n".join(piece.strip("\n") for _, piece in shown(page.body))
    return f"{page.thing.summary}\n\n{check_section(text) if page.settled else text}"


def texts(given: Answers, **kept: bool) -> dict[str, str]:
    """Return page id -> what it says, for every page that is in the handbook; `later=False` leaves out what comes later."""
    return {page.thing.id: page_text(page) for page in decide(given).pages
            if page.included and (kept.get("later", True) or not page.later)}


def units(given: Answers) -> dict[tuple[Any, ...], int]:
    """Return the sections and blocks that stand in a handbook, each with its number of words.

    Worksheets do not count: a table to fill in is the same for everybody, on purpose.
    """
    found: dict[tuple[Any, ...], int] = {}
    for page in decide(given).pages:
        if not page.included or page.thing.part == "werkbladen":
            continue
        for place, text in shown(page.body):
            for number, section in enumerate(re.split(r"(?m)^(?=##)", text)):
                if section.strip() and (not page.settled or check_section(section)):
                    found[(page.thing.id, place, number)] = len(re.findall(r"\w+", section))
    return found
