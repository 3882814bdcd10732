"""The sentences around the content: what the program uses is there, with its places; a guide says some of them its own way."""

from pathlib import Path

import pytest

from site_build.content.loading import decode, encode, load, read_content, shipped_phrases
from site_build.content.phrase_list import NEEDED
from site_build.content.phrases import CHOICES, Phrase, Phrases
from site_build.content.phrases_reading import OF_GUIDE, OURS, places_in, read_phrases
from site_build.desk.readability import check_sentences
from site_build.said import Said
from tests.builders import make_content, write_content
from tools import dutch_in_python

ROOT = Path(__file__).resolve().parents[2]


def test_every_sentence_is_used_and_every_place_is_filled() -> None:
    found, problems = read_phrases((OURS, (ROOT / OURS).read_text(encoding="utf-8")), None, ())
    assert problems == []
    assert {phrase.id: tuple(sorted(set(places_in(phrase.text)))) for phrase in found} == NEEDED
    assert all(f"{group}.{key}" in NEEDED for group, keys in CHOICES.items() for key in keys)


def test_the_count_sees_a_sentence_in_pieces_and_no_message(tmp_path: Path) -> None:
    (tmp_path / "assembly").mkdir()
    (tmp_path / "assembly" / "page.py").write_text(
        """"Dit is een zin van een module, en geen zin voor op een pagina."\n"""
        """first = f"Het plan loopt tot {day}, en niet verder dan de dag van het geld."\n"""
        """second = ("Dit staat in een " "werkboek en op de site.")\n"""
        """print("Dit is een melding van een opdracht en geen zin.")\n"""
        """raise UsageError(f"Dit is een melding van een {what} en geen zin.")\n""", encoding="utf-8")
    assert [(found.room, found.line, found.text[:20]) for found in dutch_in_python.sentences(tmp_path)] == [
        ("assembly", 2, "Het plan loopt tot {"), ("assembly", 3, "Dit staat in een wer")]


def test_places_are_filled_and_what_people_said_is_escaped() -> None:
    said = Phrases([Phrase(id="a.b", text="Dag {who}, tot {day}."), Phrase(id="a.c", text="Klaar.")])
    assert said("a.b", who=Said("*Jan*"), day=3) == "Dag &#42;Jan&#42;, tot 3."
    assert said("a.c") == "Klaar."
    assert said.said("a.b", who=Said("*Jan*"), day="3").plain == "Dag *Jan*, tot 3."


def test_a_guide_says_some_sentences_its_own_way_and_takes_the_rest_from_the_program(tmp_path: Path) -> None:
    content = make_content(tmp_path, {OF_GUIDE: "money:\n  title_ended: Op {day} was het geld op\nplan:\n  needed: Vereist\n"})
    assert content.phrases("money.title_ended", day="1 mei 2027") == "Op 1 mei 2027 was het geld op"
    assert content.phrases("plan.needed") == "Vereist"
    assert {phrase.id for phrase in content.sentences} == set(NEEDED)
    assert [p.text for p in content.sentences if p.id == "plan.precondition"] == [p.text for p in shipped_phrases() if p.id == "plan.precondition"]
    assert decode(encode(content)).phrases("plan.needed") == "Vereist"


@pytest.mark.parametrize(("text", "message"), [
    ("money:\n  title_ended: Op {dag} was het geld op\n", "2:16  plek-onbekend  De zin 'money.title_ended' kent de plek {dag} niet.  Kies uit: {day}."),
    ("plan:\n  needed: Nodig voor {x}\n", "2:11  plek-onbekend  De zin 'plan.needed' kent de plek {x} niet.  Deze zin heeft geen plekken."),
    ("plan:\n  needed: \"Nodig {\"\n", "2:11  plek-vorm  In 'plan.needed' klopt een accolade niet.  Schrijf een plek als {naam}."),
    ("plan:\n  needed: \"Nodig {day!r:>9}\"\n", "2:11  plek-vorm  In 'plan.needed' klopt een accolade niet.  Schrijf een plek als {naam}."),
    ("plan:\n  neded: Nodig\n", "2:10  onbekende-naam  De zin 'plan.neded' gebruikt het programma niet.  Bedoelt u 'plan.needed'?"),
    ("plan:\n  needed: 3\n", "2:11  soort  'plan.needed' hoort tekst te zijn.  Zet de tekst tussen aanhalingstekens."),
    ("plan: Nodig\n", "1:7  vorm  Onder 'plan' horen zinnen met een naam.  Schrijf per regel: naam: zin."),
    ("- plan\n", "1:1  vorm  Hier horen groepen met zinnen.  Schrijf de naam van een groep, en daaronder: naam: zin."),
])
def test_what_is_wrong_in_the_sentences_of_a_guide_is_named_with_its_place(tmp_path: Path, text: str, message: str) -> None:
    _, problems = read_content(write_content(tmp_path, {OF_GUIDE: text}))
    assert [str(problem) for problem in problems] == [f"{OF_GUIDE}:{message}"]


def test_a_sentence_that_somebody_took_away_is_missed(tmp_path: Path) -> None:
    text = "".join(line for line in (ROOT / OURS).read_text(encoding="utf-8").splitlines(keepends=True) if not line.startswith("  precondition:"))
    _, problems = read_content(write_content(tmp_path, {OURS: text}))
    assert [str(problem) for problem in problems] == [f"{OURS}:1:1  ontbreekt  De zin 'plan.precondition' ontbreekt.  Zet hem terug, bij 'plan'."]


def test_check_reads_the_sentences_for_level(tmp_path: Path) -> None:
    content = make_content(tmp_path, {OF_GUIDE: f"plan:\n  needed: {' '.join(['woord'] * 31)}.\n"})
    assert [(str(problem.place), problem.code) for problem in check_sentences(content)] == [(f"{OF_GUIDE}:2:1", "lange-zin")]


def test_the_program_s_own_content_has_them_all() -> None:
    assert {phrase.id for phrase in load().sentences} == set(NEEDED)
