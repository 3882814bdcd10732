"""Words on our pages that must be true on the day of the handbook, and one and many of the same thing."""

from __future__ import annotations

import datetime as dt
import functools
import re
from pathlib import Path

import pytest

from site_build.assembly.pages import make_pages
from site_build.assembly.pages.face import face
from site_build.assembly.project import templates_of
from site_build.assembly.rows import FaceView
from site_build.assembly.serialise import write
from site_build.assembly.views import Views
from site_build.content.conditions import Tri, evaluate
from site_build.interview.moment_days import same_week
from site_build.tailoring.explaining import answer_words
from site_build.tailoring.handbook import Handbook, tailor
from tests.handbooks import EXAMPLES, content, example
from tests.test_cases import CASES, case

ROOT = Path(__file__).resolve().parents[1]
_GUIDE = (("guide/knowledge", "*.yml"), ("guide/chapters", "*.md"), ("templates/pages", "*.j2"))
EDITED = sorted(path for folder, ends in _GUIDE
                for path in (ROOT / folder).rglob(ends))

MANY = ("dagdelen|acties|vragen|weken|maanden|dagen|minuten|huishoudens|mensen|bladzijden|dingen|stukken|partners|teams|inwoners|medewerkers|documenten|antwoorden"
        "|stellingen|risico's|adviezen|mails|rollen")
ONE = "dagdeel|actie|vraag|week|maand|dag|minuut|huishouden|bladzijde|ding|stuk|partner|team|inwoner|medewerker|document|antwoord|stelling|risico|advies|rol"
WRONG = re.compile(rf"(?<![\w.,:/–-])1 (?:{MANY})\b|(?<![\w.,:/–-])(?:[2-9]|[1-9]\d+) (?:{ONE})\b(?!-)|\bEén (?:{ONE})\b[^.\n]*\. (?:Beantwoord ze|Die staan|Vraag ze)\b")
"""One with the word of many, many with the word of one, and one thing that is *ze* in the sentence after it."""


@pytest.mark.parametrize(("day", "yes"), [("2026-11-26", True), ("2026-11-29", True), ("2026-11-30", False), ("2026-11-23", True), ("2026-11-22", False)])
def test_this_week_is_from_monday_to_sunday(day: str, yes: bool) -> None:
    assert same_week(dt.date.fromisoformat(day), dt.date(2026, 11, 26)) is yes


def test_this_week_over_the_turn_of_the_year() -> None:
    assert same_week(dt.date(2027, 1, 3), dt.date(2026, 12, 28))
    assert not same_week(dt.date(2027, 12, 28), dt.date(2026, 12, 28))


def test_editors_name_a_term_and_not_this_week_or_month() -> None:
    """On a Friday, or on the 28th, *deze week* and *deze maand* say another day than the date beside it."""
    assert len(EDITED) > 50
    found = [f"{path.relative_to(ROOT)}: {match[0]}" for path in EDITED
             for match in re.finditer(r"(?i).{0,30}\bdeze (?:week|maand)\b", path.read_text(encoding="utf-8"))]
    assert found == []


def test_nobody_is_turned_away_without_a_word_about_danger() -> None:
    """A stop on new households keeps out neither who is in danger nor the offer that the law asks for: each paragraph with one says so."""
    stop = re.compile(r"(?i)geen nieuwe (?:huishoudens|inwoners)|niemand nieuw (?:bij|aan)\b|stop met nieuwe inwoners|met nieuwe huishoudens te stoppen")
    texts = {path: path.read_text(encoding="utf-8") for folder, ends in (*_GUIDE, ("templates/documents", "*.md"), ("checklists", "*.yml"))
             for path in (ROOT / folder).rglob(ends)}
    assert any(stop.search(text) for text in texts.values())
    assert [f"{path.name}: {paragraph.strip()[:80]}" for path, text in texts.items() for paragraph in re.split(r"\n\s*\n|\n(?=\s*- id:)", text)
            if stop.search(paragraph) and "gevaar" not in paragraph] == []


@functools.cache
def home(name: str) -> tuple[Handbook, FaceView]:
    """Return a case's handbook and what its first page shows."""
    made = case(name).handbook
    views = Views(made, templates_of(made.content))
    docs = {doc.file: doc for doc in make_pages(made, views)}
    return made, face(made, views, tuple(docs.values()))


@pytest.mark.parametrize("name", ["onbekend_uitvoeren", "onbekend_voorbereiden", "onbekend_verkennen", "onbekend_borgen", "eiland"])
def test_where_much_is_unknown_the_strip_still_shows_work(name: str) -> None:
    made, shown = home(name)
    assert made.plan is not None
    asks = {given.advice.step for given in made.advice.items if given.advice.kind == "uitzoeken" and not given.advice.action}
    in_quarter = [item.action.id for item in made.plan.quarter]
    in_strip = [bar.id for bar in shown.strip]
    assert sum(id in asks for id in in_strip) == min(3, sum(id in asks for id in in_quarter))
    assert in_strip == [id for id in in_quarter if id in in_strip]
    assert len(in_strip) + shown.more + shown.questions == len(in_quarter)
    assert shown.questions == max(0, sum(id in asks for id in in_quarter) - 3)


def wrong_numbers(made: Handbook) -> list[str]:
    """Return every place on the pages of a handbook where one is named as many, or many as one."""
    texts, _ = write(make_pages(made, Views(made, templates_of(made.content))), {part.id: part.title for part in made.content.parts})
    return [f"{file}: {text[max(0, match.start() - 40):match.end() + 20]!r}" for file, text in texts.items() for match in WRONG.finditer(text)]


@pytest.mark.parametrize("text", ["1 dagdelen per week", "nog 2 actie", "Eén vraag is u niet gesteld. Beantwoord ze bij", "**1 teams**"])
def test_wrong_numbers_are_seen(text: str) -> None:
    assert WRONG.search(text)


@pytest.mark.parametrize("text", ["1 dagdeel per week", "11 dagdelen", "0,5 dagdeel", "artikel 2.1 dagen", "2 actieve inwoners", "Eén vraag is u niet gesteld. Beantwoord die bij"])
def test_right_numbers_are_left_alone(text: str) -> None:
    assert not WRONG.search(text)


@pytest.mark.parametrize("name", EXAMPLES)
def test_examples_name_one_as_one_and_many_as_many(name: str) -> None:
    assert wrong_numbers(tailor(content(), example(name))) == []


@pytest.mark.audit
@pytest.mark.parametrize("name", CASES)
def test_cases_name_one_as_one_and_many_as_many(name: str) -> None:
    assert wrong_numbers(case(name).handbook) == []


@pytest.mark.parametrize("one", [1, 0.5])
def test_an_answer_of_one_has_the_word_of_one(one: float) -> None:
    question = next(question for question in content().questions.values() if question.unit_one)
    assert str(answer_words(question, one, content())).endswith(f" {question.unit_one}")
    assert str(answer_words(question, 2, content())).endswith(f" {question.unit}")


@pytest.mark.parametrize("name", CASES)
def test_owners_of_planned_work_are_there(name: str) -> None:
    """A role that this municipality has not got, or of which nobody knows whether it has it, does no work in the plan on that day."""
    made = case(name).handbook
    gated = {role.id: role for role in made.content.roles if role.until_then}
    missing = {absence.role: absence for absence in made.plan.missing} if made.plan else {}
    for item in made.plan.items if made.plan else ():
        role = gated.get(item.owner)
        if role is None:
            continue
        absent = missing.get(role.id)
        assert absent is None or (absent.day is not None and item.start >= absent.day), (item.action.id, item.owner)
        if role.id == "ervaringsdeskundige" and role.missing_when:
            sure = evaluate(role.missing_when, made.values.lookup).tri is Tri.NO or (absent and absent.day is not None)
            assert sure, (item.action.id, "nobody knows whether there is one")
        assert role.when is None or evaluate(role.when, made.values.lookup).tri is Tri.YES, (item.action.id, item.owner)


@pytest.mark.parametrize("name", ["dorp_voorbereiden", "dorp_verkennen", "eiland", "vierde/teamleider_weg"])
def test_a_risk_is_of_somebody_who_is_there(name: str) -> None:
    made = case(name).handbook
    assert made.plan is not None
    names = {role.id: role.name for role in made.content.roles}
    gone = {names[absence.role] for absence in made.plan.missing if absence.day is None or absence.day > made.plan.start}
    views = Views(made, templates_of(made.content))
    rows = [(risk.thing, views.risk(risk)) for risk in made.selection.risks if risk.included and not risk.later]
    assert rows and (gone or name != "dorp_voorbereiden")  # where there is no team yet, somebody is missing
    assert [(row.id, row.owner) for _, row in rows if str(row.owner) in gone] == []
    for thing, row in rows:
        assert str(row.owner) == names[made.plan.acting(thing.owner, made.plan.start)]


@pytest.mark.parametrize("name", ["dorp_voorbereiden", "eiland", "pilot_mislukt"])
def test_page_one_says_how_much_does_not_fit_and_what_would_help(name: str) -> None:
    made, shown = home(name)
    assert made.plan is not None
    assert shown.misfits == len(made.plan.not_fitting)
    assert (shown.misfits > 0) is bool(shown.extra)
    assert made.plan.choice is None or shown.extra in made.plan.choice.text


def test_nobody_is_told_to_deal_with_himself() -> None:
    """Whose action or advice it is, is not spoken of as somebody else: `met de controller` for the controller."""
    names = {role.id: role.name.casefold().split()[-1] for role in content().roles}  # ambtelijk opdrachtgever: opdrachtgever
    said = [(action.id, action.owner, text) for action in content().actions for text in (action.do, *(wording.do for wording in action.wordings))]
    said += [(piece.id, piece.who, piece.say) for piece in content().advice]
    wrong = [id for id, who, text in said
             if re.search(rf"\b(?:met|laat|vraag|aan|bij) (?:de |het )?(?:ambtelijk )?{re.escape(names[who])}\b(?! van (?:de|elke|een))", text.casefold())]
    assert len(said) > 400 and wrong == []
