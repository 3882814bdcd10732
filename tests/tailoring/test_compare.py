"""Measuring again: what moved, what is done, and what was promised and not done."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from site_build.content.model import Dimension, LabelAdvice, ScoreLabel, Scoring, Statement
from site_build.errors import UsageError
from site_build.interview.answers import Answers, PlanEntry, Sheet
from site_build.tailoring.compare import Comparison, compare, describe
from tests.tailoring.advice_content import action, answers, content

ADVICE = tuple(LabelAdvice(label=label, text="") for label in ("kwetsbaar", "in_opbouw", "stevig"))
CONTENT = content(
    (action("a"), action("b"), action("c")),
    scoring=Scoring(
        labels=(ScoreLabel(id="kwetsbaar", title="Kwetsbaar", low=0, high=39), ScoreLabel(id="stevig", title="Stevig", low=40, high=100)),
        dimensions=tuple(Dimension(id=f"dim{n}", code=f"D{n}", title=f"Onderdeel {n}", definition="", advice=ADVICE) for n in (1, 2))),
    statements=tuple(Statement(id=f"d{d}-{n}", code=f"D{d}.{n}", dimension=f"dim{d}", kind="G", text="") for d in (1, 2) for n in (1, 2, 3, 4)))


def sheet(one: int | str, two: int | str, role: str = "projectleider") -> Sheet:
    return Sheet(role, {f"d{d}-{n}": answer for d, answer in ((1, one), (2, two)) for n in (1, 2, 3, 4)})


def then(statements: tuple[Sheet, ...] = (), plan: dict[str, PlanEntry] | None = None, **values: Any) -> Answers:
    return answers("2026-06-01", plan=plan, statements=statements, **values)


def now(statements: tuple[Sheet, ...] = (), plan: dict[str, PlanEntry] | None = None, **values: Any) -> Answers:
    return answers("2026-11-24", plan=plan, statements=statements, **values)


def test_which_scores_moved_the_largest_first() -> None:
    found = compare(CONTENT, then((sheet(3, 2),)), now((sheet(4, 5),)))
    assert [(m.code, m.before, m.now, m.difference, m.now_label, m.text) for m in found.moved] == [
        ("D2", 25, 100, 75, "Stevig", "hoger"), ("D1", 50, 75, 25, "Stevig", "hoger")]


@pytest.mark.parametrize(("before", "after", "text"), [
    (3, 3, "gelijk gebleven"), (3, 2, "lager"), ("onbekend", 3, "nu bekend"), (3, "onbekend", "nu onbekend"), ("onbekend", "onbekend", "nog steeds onbekend")])
def test_what_happened_in_words(before: int | str, after: int | str, text: str) -> None:
    assert compare(CONTENT, then((sheet(before, 3),)), now((sheet(after, 3),))).dimensions[0].text == text


def test_done_since_then() -> None:
    found = compare(CONTENT, then(plan={"a": PlanEntry(status="klaar")}),
                    now(plan={"a": PlanEntry(status="klaar"), "b": PlanEntry(status="klaar"), "c": PlanEntry(status="vervallen")}))
    assert [x.id for x in found.done] == ["b"] and [x.id for x in found.dropped] == ["c"]


@pytest.mark.parametrize(("promised", "status", "named"), [
    ("2026-09-01", "open", True), ("2026-09-01", "bezig", True), ("2026-09-01", "klaar", False), ("2026-09-01", "vervallen", False),
    ("2027-01-01", "open", False), ("", "open", False)])
def test_promised_and_not_done(promised: str, status: str, named: bool) -> None:
    found = compare(CONTENT, then(plan={"a": PlanEntry("Samira", promised)}), now(plan={"a": PlanEntry("Samira", "2027-02-01", status)}))
    assert [(p.action.id, p.owner, p.date) for p in found.promised_not_done] == ([("a", "Samira", dt.date(2026, 9, 1))] if named else [])


def test_a_promise_that_was_taken_out_of_the_file_is_still_a_promise() -> None:
    assert compare(CONTENT, then(plan={"a": PlanEntry("", "2026-09-01")}), now()).promised_not_done[0].owner == "projectleider"


def test_changed_answers_are_counted() -> None:
    found = compare(CONTENT, then(fase="starten", kadernota="onbekend"), now(fase="uitvoeren", kadernota="geen"))
    assert (found.answers_changed, found.newly_known) == (("fase", "kadernota"), 1)


def notes(before: Answers, after: Answers) -> tuple[str, ...]:
    return compare(CONTENT, before, after).notes


def test_what_makes_the_comparison_less_certain() -> None:
    assert notes(then((sheet(3, 3),)), now((sheet(3, 3),))) == ()
    assert notes(then(), now((sheet(3, 3),))) == ("Bij de eerdere antwoorden zijn geen stellingen ingevuld. Scores zijn daarom niet te vergelijken.",)
    assert notes(then((sheet(3, 3),)), now((sheet(3, 3), sheet(3, 3, "partner")))) == (
        "De stellingen zijn toen door andere rollen of door een ander aantal mensen ingevuld. Een verschil kan daardoor komen.",)


def test_the_earlier_file_must_be_earlier() -> None:
    with pytest.raises(UsageError) as caught:
        compare(CONTENT, now(), then())
    assert str(caught.value) == ("De eerdere antwoorden zijn van 24 november 2026, en die van nu van 1 juni 2026. "
                                 "Geef bij --since een ouder bestand op.")


def test_two_files_of_one_day_are_compared() -> None:
    found = compare(CONTENT, now((sheet("onbekend", 3),), fase="starten"), now((sheet("onbekend", 5),), fase="uitvoeren"))
    assert found.answers_changed == ("fase",) and [move.code for move in found.moved] == ["D2"]
    lines = describe(found)
    assert lines[0] == "Twee keer 24 november 2026: het eerdere bestand en dat van nu"
    assert "  1 van de 2 onderdelen bleven gelijk, waarvan 1 onbekend." in lines


def test_another_municipality_cannot_be_compared() -> None:
    with pytest.raises(UsageError, match="van een andere gemeente"):
        compare(CONTENT, then(gemeente="GM0080"), now(gemeente="GM0599"))


def test_describes_it_line_by_line() -> None:
    found: Comparison = compare(CONTENT, then((sheet(3, 2),), {"a": PlanEntry("Samira", "2026-09-01")}),
                                now((sheet(3, 5),), {"b": PlanEntry(status="klaar")}))
    lines = describe(found)
    assert lines[0] == "Van 1 juni 2026 tot 24 november 2026"
    assert "  D2 Onderdeel 2: 25 (kwetsbaar) werd 100 (stevig): hoger" in lines
    assert "  1 van de 2 onderdelen bleven gelijk." in lines
    assert lines[lines.index("Gedaan (1)") + 1] == "  Doe b."
    assert "  Doe a. Afgesproken voor 1 september 2026, door: Samira." in lines
