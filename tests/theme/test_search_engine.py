"""The search engine itself, on the index of the complete edition: node runs it, or Chromium where node is missing."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

HERE = Path(__file__).parent
QUESTIONS = yaml.safe_load((HERE / "questions.yml").read_text(encoding="utf-8"))
Ask = Callable[[list[str]], list[dict[str, Any]]]


@pytest.fixture(scope="module")
def ask(complete_site: Path, request: pytest.FixtureRequest) -> Ask:
    """Ask the engine questions; each answer has pages, count, unknown, instead, shown, term and excerpt."""
    node = shutil.which("node")
    if node:
        def run(questions: list[str]) -> list[dict[str, Any]]:
            done = subprocess.run([node, str(HERE / "engine.js"), str(complete_site)], input=json.dumps(questions), capture_output=True, text=True, check=True)
            return list(json.loads(done.stdout))
        return run
    page = request.getfixturevalue("browser").new_page()
    request.addfinalizer(page.close)
    for file in ("search/search_index.js", "assets/js/search-words.js", "assets/js/search-engine.js"):
        page.add_script_tag(path=complete_site / file)
    body = (HERE / "engine.js").read_text(encoding="utf-8")
    answer = body[body.index("const engine"):body.index("process.stdout")].replace("context.__index", "undefined").replace("JSON.parse(fs.readFileSync(0, \"utf8\"))", "questions")
    return lambda questions: list(page.evaluate(f"questions => {{ {answer} return answers; }}", questions))


def hits(ask: Ask, questions: list[dict[str, Any]]) -> tuple[float, list[str]]:
    """Return the share with a right page among the first three that are shown, and the questions without."""
    answers = ask([str(question["ask"]) for question in questions])
    missed = [f"{question['ask']}: {answer['shown'][:3]}" for question, answer in zip(questions, answers, strict=True)
              if not set(question["pages"]) & set(answer["shown"][:3])]
    return 1 - len(missed) / len(questions), missed


def test_every_page_that_a_question_wants_is_there(complete_site: Path) -> None:
    wanted = {page for group in QUESTIONS.values() for question in group for page in question["pages"]}
    assert sorted(page for page in wanted if not (complete_site / f"{page}.html").is_file()) == []


def test_the_questions_that_were_looked_at_find_their_page(ask: Ask) -> None:
    assert len(QUESTIONS["tuned"]) >= 150
    share, missed = hits(ask, QUESTIONS["tuned"])
    assert share >= 0.97, missed


def test_the_questions_that_were_kept_apart_find_their_page(ask: Ask) -> None:
    assert len(QUESTIONS["kept"]) >= 75
    share, missed = hits(ask, QUESTIONS["kept"])
    print(f"kept apart: {share:.1%} in the first three")
    assert share >= 0.8, missed


def test_plan_and_glossary_do_not_push_the_chapter_away(ask: Ask) -> None:
    answers = ask([str(question["ask"]) for question in QUESTIONS["tuned"] if question["pages"] != ["plan"]])
    assert sum(bool({"plan", "begrippen"} & set(answer["pages"][:1])) for answer in answers) <= len(answers) // 50


def test_a_word_that_is_nowhere_finds_nothing_and_says_what_to_search_for_instead(ask: Ask) -> None:
    (answer,) = ask(["briefadres"])
    assert answer["pages"] == [] and answer["unknown"] == ["briefadres"] and "brief" in answer["instead"]


def test_beside_known_words_a_word_that_is_nowhere_is_named(ask: Ask) -> None:
    (answer,) = ask(["mandaat qwxzy"])
    assert answer["unknown"] == ["qwxzy"] and answer["pages"][0] == "voorbereiden/mandaat"


def test_small_words_of_a_question_do_not_count(ask: Ask) -> None:
    one, other = ask(["mandaat", "hoe zit het eigenlijk met ons mandaat"])
    assert one["pages"][0] == other["pages"][0]


@pytest.mark.parametrize(("one", "other"), [("besluit", "besluiten"), ("huis", "huizen"), ("mandaat", "mandaten"), ("borging", "borgen"), ("privacy", "Privacy"),
                                            ("cliënt", "client"), ("risico's", "risicos"), ("kans", "kansen")])
def test_two_forms_of_a_word_find_the_same(ask: Ask, one: str, other: str) -> None:
    first, second = ask([one, other])
    assert first["pages"] == second["pages"] != []


def test_a_spelling_mistake_finds_the_word(ask: Ask) -> None:
    assert [answer["pages"][0] for answer in ask(["privasy", "ervaringsdeskundigge"])] == [
        "voorbereiden/privacy-en-gegevens", "voorbereiden/bewoners-en-ervaringsdeskundigen"]


def test_a_term_or_a_synonym_gives_the_glossary_s_own_words_apart_from_the_pages(ask: Ask) -> None:
    term, synonym, part, none = ask(["huisbezoek", "langsgaan", "hulpverlening", "mandaat wethouder raad"])
    assert term["term"] == "begrippen.html#term-huisbezoek"
    assert synonym["term"] == "begrippen.html#term-huisbezoek"
    assert part["term"] == "begrippen.html#term-schuldhulpverlening"
    assert none["term"] is None


def test_an_excerpt_has_no_number_of_a_note_glued_to_a_word(ask: Ask, complete_site: Path) -> None:
    index = (complete_site / "search/search_index.js").read_text(encoding="utf-8")
    assert "mag besluiten<sup>" in index
    (answer,) = ask(["mandaat besluiten bestuur"])
    assert not any(char.isdigit() for char in answer["excerpt"].replace("2026", ""))
