"""Which question is next, back, progress and review."""

from __future__ import annotations

import datetime as dt
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from site_build.errors import ContentError, HandbookError, UsageError
from site_build.interview import flow, steps
from site_build.interview.answers import Answers, new_answers, read_answers, write_answers
from site_build.interview.files import Keeper, load_answers
from site_build.interview.flow import Trail, asked, back, forward, jump, open_review, opens_section, progress, review, start
from site_build.interview.prompts import Signal
from site_build.interview.session import InputEnded, Interrupted, Stopped, run_interview, run_statements
from tests.builders import make_content
from tests.interview.forms import Script, form
from tests.interview.test_answers import VALUES, valid_values

TODAY = dt.date(2026, 11, 24)
EVERYTHING = ["gemeente", "inwoners", "fase", "partner", "geld_tot", "steun", "doelgroep", "zorg", "partners"]
FULL: dict[str, Any] = {"gemeente": "GM0080", "inwoners": 125504, "fase": "starten", "partner": "Stad", "geld_tot": "2027-12-31",
                        "steun": "ja", "doelgroep": ["jeugd"], "zorg": 3, "partners": []}


def given_answers(**values: Any) -> Answers:
    return Answers("hb-test0001", "2026-11-24", values)


def ids(answers: Answers, *, quick: bool = False) -> list[str]:
    return [question.id for question in asked(form(), answers, quick=quick)]


# --- which questions ----------------------------------------------------------------------


def test_a_question_whose_own_condition_is_unknown_is_asked() -> None:
    assert ids(given_answers()) == EVERYTHING
    assert ids(given_answers(fase="onbekend")) == EVERYTHING


def test_a_question_that_does_not_apply_is_not_asked_and_hiding_cascades() -> None:
    assert "partner" not in ids(given_answers(fase="verkennen"))
    assert "steun" in ids(given_answers(fase="verkennen"))  # partner is n.v.t., so it is not "niemand"
    assert "steun" not in ids(given_answers(fase="starten", partner="niemand"))


def test_the_quick_route_asks_only_what_is_marked_quick() -> None:
    assert ids(given_answers(), quick=True) == ["gemeente", "inwoners", "fase"]


# --- the trail ----------------------------------------------------------------------------

ORDER = ["a", "b", "c", "d"]


def done(*answered: str) -> Any:
    return lambda id: id in answered


@pytest.mark.parametrize(("trail", "answered", "then"), [
    (Trail("a"), "a", Trail("b")),
    (Trail("a"), "abc", Trail("d")),  # what has an answer is passed
    (Trail("d"), "abcd", Trail(None)),
    (Trail("d"), "acd", Trail("b")),  # what came up earlier comes back before the review
    (Trail("c", until="c"), "abc", Trail("d")),  # the way back has been walked to its end
    (Trail("a", until="c"), "abc", Trail("b", until="c")),  # after going back the way forward is the same
    (Trail("b", until="c"), "ab", Trail("c")),
    (Trail("a", until="hidden"), "ab", Trail("c")),
    (jump("b"), "abcd", Trail(None)),
])
def test_forward(trail: Trail, answered: str, then: Trail) -> None:
    assert forward(trail, ORDER, done(*answered)) == then


@pytest.mark.parametrize(("trail", "then"), [
    (Trail("c"), Trail("b", until="c")), (Trail("b", until="c"), Trail("a", until="c")), (Trail("a"), Trail("a")),
    (Trail(None), Trail("d")), (open_review(Trail("b")), Trail("b")), (jump("b"), Trail(None, until="b")),
])
def test_back(trail: Trail, then: Trail) -> None:
    assert back(trail, ORDER) == then


def test_back_from_a_question_that_is_not_asked_any_more_stays_and_after_a_jump_it_goes_to_the_review() -> None:
    assert back(Trail("hidden"), ORDER) == Trail("hidden")
    assert back(jump("b"), ORDER) == Trail(None, until="b") and back(Trail("b"), ORDER) == Trail("a", until="b")


def test_one_continues_at_the_first_open_question() -> None:
    assert start(ORDER, done("a", "c")) == Trail("b")
    assert start(ORDER, done(*ORDER)) == Trail(None)


@given(steps=st.lists(st.sampled_from(["forward", "back", "review"]), max_size=30), answered=st.sets(st.sampled_from(ORDER)))
def test_the_trail_never_leaves_the_questions(steps: list[str], answered: set[str]) -> None:
    trail = start(ORDER, done(*answered))
    for step in steps:
        if step == "review":
            trail = open_review(trail)
        elif step == "back" or trail.at is None:
            trail = back(trail, ORDER)
        else:
            trail = forward(trail, ORDER, done(*answered, trail.at))
        assert trail.at is None or trail.at in ORDER


def test_progress_counts_only_what_is_asked() -> None:
    order = ids(given_answers(fase="verkennen"))
    assert str(progress(form(), order, "geld_tot")) == "deel 2 van 2, vraag 4 van 8"
    assert str(flow.Progress(0, 0, 2, 3, ("", "onderdeel"))) == "onderdeel 2 van 3"


def test_the_review_shows_every_answer_that_counts_as_text() -> None:
    lines = review(form(), given_answers(**{**FULL, "fase": "verkennen"}))
    assert [(line.question.id, line.text) for line in lines][:4] == [
        ("gemeente", "Leeuwarden"), ("inwoners", "125.504 inwoners"), ("fase", "Verkennen"), ("geld_tot", "31 december 2027")]
    assert [line.question.id for line in review(form(), given_answers()) if line.open] == EVERYTHING


# --- whole interviews ---------------------------------------------------------------------


def interview(path: Path, *replies: Any, quick: bool = False) -> tuple[Answers, Script]:
    script = Script(replies)
    return run_interview(path, form(), plain=False, quick=quick, today=TODAY, front=script), script


def test_from_first_question_to_review(tmp_path: Path) -> None:
    file = tmp_path / "antwoorden.yml"
    answers, script = interview(file, "Leeuwarden", "125504", "starten", "Stad", "31-12-2027", "ja", ["jeugd"], 3, "#klaar", "klaar")
    assert answers.values == FULL
    assert script.asked == [*EVERYTHING, "Overzicht van uw antwoorden"]
    assert load_answers(file, form()) == answers


def test_every_answer_is_saved_at_once(tmp_path: Path) -> None:
    file = tmp_path / "antwoorden.yml"
    with pytest.raises(Interrupted) as caught:
        interview(file, "Leeuwarden", "weet ik niet", KeyboardInterrupt)
    assert str(caught.value) == f"Uw antwoorden zijn bewaard in {file}. Verdergaan:\nhandreiking ask {file}"
    assert caught.value.exit_status == 130
    assert load_answers(file, form()).values == {"gemeente": "GM0080", "inwoners": "onbekend"}


def test_one_goes_on_where_one_stopped(tmp_path: Path) -> None:
    file = tmp_path / "antwoorden.yml"
    with pytest.raises(Stopped):
        interview(file, "Leeuwarden", "125504", Signal.STOP)
    handbook = load_answers(file, form()).handbook
    with pytest.raises(InputEnded):
        _, script = interview(file, "starten")
    answers = load_answers(file, form())
    assert (answers.handbook, answers.values["fase"]) == (handbook, "starten")


def test_stopping_before_the_first_answer_writes_nothing(tmp_path: Path) -> None:
    file = tmp_path / "map met spatie" / "antwoorden.yml"
    with pytest.raises(Interrupted, match=r"^U hebt nog niets ingevuld\. Beginnen:\nhandreiking ask '.*antwoorden\.yml'$"):
        interview(file, KeyboardInterrupt)
    assert not file.parent.exists()


def test_going_back_shows_the_answer_and_keeps_it(tmp_path: Path) -> None:
    script = Script(["Leeuwarden", "125504", Signal.BACK, Signal.BACK, Signal.BACK, KeyboardInterrupt])
    with pytest.raises(Interrupted):
        run_interview(tmp_path / "a.yml", form(), plain=False, quick=False, today=TODAY, front=script)
    assert script.asked == ["gemeente", "inwoners", "fase", "inwoners", "gemeente", "gemeente"]
    assert [prompt.current for prompt in script.seen] == [None, None, None, 125504, "GM0080", "GM0080"]
    assert script.said == ["Dit is de eerste vraag."]


def test_the_review_jumps_to_an_answer_and_returns(tmp_path: Path) -> None:
    file = tmp_path / "a.yml"
    Keeper(file, form()).save(given_answers(**FULL))
    answers, script = interview(file, "zorg", "5", "klaar")
    assert answers.values["zorg"] == 5
    assert script.asked == ["Overzicht van uw antwoorden", "zorg", "Overzicht van uw antwoorden"]


def test_an_answer_that_shows_a_question_asks_it_before_the_review(tmp_path: Path) -> None:
    file = tmp_path / "a.yml"
    Keeper(file, form()).save(given_answers(**{id: v for id, v in FULL.items() if id != "partner"} | {"fase": "verkennen"}))
    _, script = interview(file, "fase", "starten", "Stad", "klaar")
    assert script.asked[1:] == ["fase", "partner", "Overzicht van uw antwoorden"]


def test_the_quick_route_offers_the_rest(tmp_path: Path) -> None:
    _, script = interview(tmp_path / "a.yml", "Leeuwarden", "125504", "verkennen", "alles", *["weet ik niet"] * 4, "onbekend", "klaar", quick=True)
    assert dict(script.seen[3].options)["alles"] == "Verder met de andere vragen (5)"  # type: ignore[union-attr]
    assert script.asked[4:6] == ["geld_tot", "steun"]


def test_a_colleague_who_looks_over_his_own_questions_is_not_offered_those_of_others() -> None:
    menu = steps.Questions(Trail(None), quick=False, who="controller").screen(form(), given_answers(geld_tot="2027-12-31"))
    assert [key for key, _ in menu.options] == ["klaar", "#De aanpak", "geld_tot"]  # type: ignore[union-attr]


def test_a_known_figure_is_a_suggestion_with_source_and_year(tmp_path: Path) -> None:
    for name, known in (("Leeuwarden", (125504, "CBS, 2022")), ("Nieuwdorp", None)):
        script = Script([name, KeyboardInterrupt])
        with pytest.raises(Interrupted):
            run_interview(tmp_path / name, form(), plain=False, quick=False, today=TODAY, front=script)
        prompt = script.seen[1]
        assert (prompt.suggestion and (prompt.suggestion.value, prompt.suggestion.source)) == known  # type: ignore[union-attr]
    assert prompt.note == "Van deze gemeente is hier geen cijfer bekend."  # type: ignore[union-attr]


def test_a_confidential_question_says_so(tmp_path: Path) -> None:
    file = tmp_path / "a.yml"
    Keeper(file, form()).save(given_answers(**FULL))
    _, script = interview(file, "steun", "nee", "klaar")
    assert script.seen[1].confidential == "Vertrouwelijk: staat alleen in uw interne handboek."  # type: ignore[union-attr]


# --- list questions -----------------------------------------------------------------------


def list_interview(path: Path, *replies: Any) -> Answers:
    Keeper(path, form()).save(given_answers(**{id: value for id, value in FULL.items() if id != "partners"}))
    return interview(path, *replies)[0]


def test_entries_are_added_changed_and_removed(tmp_path: Path) -> None:
    answers = list_interview(
        tmp_path / "a.yml",
        "#erbij", "Stad", "welzijn", "2,5",
        "#erbij", "Noord", "weet ik niet", "1",
        "#0", "wijzigen", "Stad en Land", "welzijn", "3",
        "#1", "verwijderen",
        "#klaar", "klaar")
    assert answers.values["partners"] == [{"naam": "Stad en Land", "soort": "welzijn", "fte": 3}]


def test_back_works_inside_an_entry_and_on_its_first_part_returns_to_the_list(tmp_path: Path) -> None:
    answers = list_interview(tmp_path / "a.yml", "#erbij", "Stad", Signal.BACK, "Land", "ggz", Signal.BACK, Signal.BACK, Signal.BACK,
                             "#erbij", Signal.BACK, "#klaar", "klaar")
    assert answers.values["partners"] == [{"naam": "Land", "soort": "ggz"}]


def test_stopping_inside_an_entry_keeps_its_parts(tmp_path: Path) -> None:
    file = tmp_path / "a.yml"
    with pytest.raises(Interrupted):
        list_interview(file, "#erbij", "Stad", "ggz", KeyboardInterrupt)
    assert load_answers(file, form()).values["partners"] == [{"naam": "Stad", "soort": "ggz"}]


def test_removing_the_last_entry_leaves_the_question_open(tmp_path: Path) -> None:
    file = tmp_path / "a.yml"
    with pytest.raises(Interrupted):
        list_interview(file, "#erbij", "Stad", "ggz", "1", "#0", "verwijderen", KeyboardInterrupt)
    assert "partners" not in load_answers(file, form()).values


def test_no_entries_and_not_known_are_two_answers(tmp_path: Path) -> None:
    assert list_interview(tmp_path / "a.yml", "#klaar", "klaar").values["partners"] == []
    assert list_interview(tmp_path / "b.yml", "onbekend", "klaar").values["partners"] == "onbekend"


# --- statements ---------------------------------------------------------------------------


def fill_in(path: Path, *replies: Any, role: str = "") -> tuple[Answers, Script]:
    script = Script(replies)
    return run_statements(path, form(), plain=False, today=TODAY, role=role, front=script), script


def test_before_the_start_only_statements_on_readiness_are_asked(tmp_path: Path) -> None:
    file = tmp_path / "a.yml"
    Keeper(file, form()).save(given_answers(fase="voorbereiden"))
    answers, script = fill_in(file, "invuller", "4", "nvt", "klaar", "ja")
    assert answers.statements[0].answers == {"d1-1": 4, "d2-1": "nvt"}
    assert answers.statements[0].agreed
    assert str(script.seen[2].progress) == "deel 2 van 2, stelling 2 van 2"  # type: ignore[union-attr]


def test_from_the_start_all_are_asked_and_another_person_is_added(tmp_path: Path) -> None:
    file = tmp_path / "a.yml"
    Keeper(file, form()).save(given_answers(fase="starten"))
    fill_in(file, "invuller", "1", "weet ik niet", "5", "klaar", "nee")
    answers, script = fill_in(file, "nieuw", "invuller", "2", Signal.BACK, "3", "nvt", "4", "klaar", "nee")
    assert [sheet.answers for sheet in answers.statements] == [
        {"d1-1": 1, "d1-2": "onbekend", "d2-1": 5}, {"d1-1": 3, "d1-2": "nvt", "d2-1": 4}]
    assert "Nog niet aan de orde" in [choice.label for choice in script.seen[5].choices]  # type: ignore[union-attr]


def test_a_role_that_does_not_exist_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="^De rol 'koning' bestaat niet"):
        fill_in(tmp_path / "a.yml", role="koning")


# --- files --------------------------------------------------------------------------------


def test_without_a_terminal_nothing_is_written(tmp_path: Path) -> None:
    with pytest.raises(UsageError) as caught:
        run_interview(tmp_path / "a.yml", form(), plain=False, quick=False, today=TODAY)
    assert str(caught.value) == ("Hier is geen terminal om vragen in te stellen. Gebruik --plain voor vragen als gewone regels, "
                                 "of geef een ingevuld bestand mee met --answers.")
    assert list(tmp_path.iterdir()) == []


def test_a_change_by_somebody_else_is_never_overwritten(tmp_path: Path) -> None:
    file = tmp_path / "a.yml"
    keeper = Keeper(file, form())
    keeper.save(given_answers(fase="starten"))
    file.write_text("van iemand anders", encoding="utf-8")
    with pytest.raises(HandbookError, match="intussen door iemand anders veranderd"):
        keeper.save(given_answers(fase="verkennen"))
    assert file.read_text(encoding="utf-8") == "van iemand anders"
    assert load_answers(tmp_path / "a.andere-versie.yml", form()).values == {"fase": "verkennen"}


def test_a_full_disk_leaves_the_old_file_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "a.yml"
    keeper = Keeper(file, form())
    keeper.save(given_answers(fase="starten"))

    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(HandbookError, match="lukt niet"):
        keeper.save(given_answers(fase="verkennen"))
    assert load_answers(file, form()).values == {"fase": "starten"}
    assert [path.name for path in tmp_path.iterdir()] == ["a.yml"]


@pytest.mark.parametrize(("data", "error"), [(b"\xff\xfe", ContentError), (None, UsageError)])
def test_a_file_that_cannot_be_read_is_refused(tmp_path: Path, data: bytes | None, error: type[Exception]) -> None:
    file = tmp_path / "a.yml"
    if data is None:
        file.mkdir()
    else:
        file.write_bytes(data)
    with pytest.raises(error):
        interview(file)


# --- properties ---------------------------------------------------------------------------


@settings(max_examples=60, deadline=None)
@given(values=valid_values(), data=st.data())
def test_any_order_of_answering_gives_the_same_answers(values: dict[str, Any], data: st.DataObject) -> None:
    orders = [data.draw(st.permutations(list(values.items()))) for _ in range(2)]
    outcomes = []
    for order in orders:
        answers = new_answers(TODAY, form())
        for id, value in order:
            answers = answers.with_value(id, value)
        outcomes.append((answers.values, ids(answers)))
    assert outcomes[0] == outcomes[1]


class Wanderer(Script):
    """Goes back, forward and to the review, and confirms what stands there."""

    def ask(self, prompt: Any) -> Any:
        move = self._next()
        if move is Signal.END:
            raise KeyboardInterrupt
        return move if isinstance(move, Signal) else Signal.BACK if prompt.current is None else prompt.current

    def pick(self, menu: Any) -> Any:
        move = self._next()
        if move is Signal.END:
            raise KeyboardInterrupt
        jumps = [key for key, _ in menu.options if key in EVERYTHING]
        return Signal.BACK if isinstance(move, Signal) else jumps[move % len(jumps)]


@settings(max_examples=40, deadline=None)
@given(values=valid_values(), moves=st.lists(st.sampled_from([Signal.BACK, Signal.REVIEW, 1, 4, 7, 8]), max_size=25))
def test_back_and_forward_never_change_an_answer(values: dict[str, Any], moves: list[Any]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "a.yml"
        Keeper(file, form()).save(given_answers(**values))
        with pytest.raises(Interrupted):
            run_interview(file, form(), plain=False, quick=False, today=TODAY, front=Wanderer(moves))
        assert load_answers(file, form()).values == values


@settings(max_examples=60, deadline=None)
@given(values=valid_values(), phases=st.lists(VALUES["fase"], min_size=1, max_size=4))
def test_hiding_and_showing_a_question_never_loses_its_answer(values: dict[str, Any], phases: list[str]) -> None:
    answers = given_answers(**values)
    for phase in [*phases, "verkennen", "starten"]:
        answers = read_answers(write_answers(answers.with_value("fase", phase), form()), "a.yml", form())
    assert answers.values == {**values, "fase": "starten"}


def test_the_first_question_that_is_asked_opens_its_section(tmp_path: Path) -> None:
    content = make_content(tmp_path)
    assert [id for id in content.questions if opens_section(content, ["fase", "mandaat", "steun"], id)] == ["fase"]


def test_who_changes_one_answer_and_goes_on_is_asked_everything_that_is_open_and_not_only_what_a_first_handbook_needs() -> None:
    given = given_answers(gemeente="GM0080", inwoners=125504)
    places = [place.give(form(), given, "starten").place for place in (steps.at_question("fase"), steps.at_question("fase", quick=True))]
    assert places == [steps.Questions(Trail("partner"), quick=False), steps.Questions(Trail(None), quick=True)]
