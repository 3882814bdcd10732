"""Properties of the whole: any valid set of answers, complete or not, gives a sound handbook."""

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from site_build.assembly.links import broken_links
from site_build.assembly.project import assemble
from site_build.content.loading import load
from site_build.content.model import DONT_KNOW, Content, Question
from site_build.interview.answers import Answers, read_answers, validate, write_answers
from site_build.interview.parts import below
from site_build.store.resources import read_look
from site_build.tailoring.handbook import COMPLETE, INTERN, SHARED, tailor

CONTENT = load()
LOOK = read_look()
QUICK = settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
_TEXT = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cf", "Cs", "Zl", "Zp"]), min_size=1, max_size=40).filter(lambda t: t.strip() not in ("", DONT_KNOW, "weet ik niet"))


def value_of(question: Question) -> st.SearchStrategy[Any]:
    """Return a strategy for valid answers to a question."""
    ids = [choice.id for choice in question.choices if not choice.retired]
    kinds: dict[str, st.SearchStrategy[Any]] = {
        "text": _TEXT,
        "number": st.integers(int(question.min or 0), int(min(question.max or 1e6, 1e6))),
        "date": st.dates(dt.date(2024, 1, 1), dt.date(2032, 1, 1)).map(dt.date.isoformat),
        "yes_no": st.sampled_from(["ja", "nee"]),
        "choice": st.sampled_from(ids or [DONT_KNOW]),
        "choices": st.lists(st.sampled_from([id for id in ids if id != question.none] or ["x"]), min_size=1, max_size=4, unique=True),
        "scale": st.integers(1, 5),
        "municipality": st.sampled_from([m.code for m in CONTENT.municipalities]),
    }
    if question.type == "list":
        entry = st.fixed_dictionaries({}, optional={part.id: value_of(part) for part in question.parts}).filter(bool)
        return st.lists(entry.map(lambda values: _in_bounds(question, values)), max_size=3)
    known = kinds[question.type]
    return known | st.just(DONT_KNOW) if question.unknown else known


def _in_bounds(question: Question, entry: dict[str, Any]) -> dict[str, Any]:
    """Leave out a part that lies under its lower bound."""
    wrong = {part.id for part in question.parts if part.id in entry and below(part, entry[part.id], entry) is not None}
    return {key: value for key, value in entry.items() if key not in wrong} or {"soort": DONT_KNOW}


@st.composite
def answer_sets(draw: st.DrawFn, content: Content = CONTENT) -> dict[str, Any]:
    """Return any subset of questions with valid answers."""
    chosen = draw(st.lists(st.sampled_from(list(content.questions)), unique=True, max_size=len(content.questions)))
    values = {id: draw(value_of(content.questions[id])) for id in chosen}
    return {id: validate(content.questions[id], value, content) for id, value in values.items()}


def answers_of(values: dict[str, Any]) -> Answers:
    return Answers("hb-proef001", "2026-11-24", values, CONTENT.edition.version)


@QUICK
@given(values=answer_sets(), edition=st.sampled_from([INTERN, SHARED, COMPLETE]))
def test_any_valid_answers_give_a_handbook_without_an_undefined_name(values: dict[str, Any], edition: str) -> None:
    project = assemble(tailor(CONTENT, answers_of(values), edition=edition), LOOK)
    for path, text in project.files.items():
        if path.endswith(".md"):
            assert isinstance(text, str) and "{{" not in text and "{%" not in text, path


@QUICK
@given(values=answer_sets(), data=st.data())
def test_any_order_of_answering_gives_the_same_handbook(values: dict[str, Any], data: st.DataObject) -> None:
    shuffled = dict(data.draw(st.permutations(list(values.items()))))
    assert assemble(tailor(CONTENT, answers_of(values)), LOOK).files == assemble(tailor(CONTENT, answers_of(shuffled)), LOOK).files


@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
@given(values=answer_sets())
def test_reading_what_was_written_gives_the_same_answers(values: dict[str, Any]) -> None:
    answers = answers_of(values)
    again = read_answers(write_answers(answers, CONTENT), "a.yml", CONTENT)
    assert again == answers


@QUICK
@given(values=answer_sets())
def test_every_internal_link_of_a_handbook_leads_somewhere(values: dict[str, Any]) -> None:
    files = assemble(tailor(CONTENT, answers_of(values)), LOOK).files
    assert broken_links({path.removeprefix("docs/"): str(text) for path, text in files.items() if path.endswith(".md")}) == []


def test_content_round_trips_through_json(tmp_path: Path) -> None:
    from site_build.content.loading import decode, encode

    assert decode(encode(CONTENT)) == CONTENT


@pytest.mark.parametrize("edition", [INTERN, SHARED, COMPLETE])
def test_no_answers_at_all_still_give_a_handbook(edition: str) -> None:
    files = assemble(tailor(CONTENT, answers_of({}), edition=edition), LOOK).files
    assert "docs/index.md" in files
