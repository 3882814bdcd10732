"""What leaves the municipality of an answer: never what is private, amounts and counts only on request, and a small count never."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest

from site_build.content.model import DONT_KNOW, Choice, Content, Question
from site_build.interview.sharing import Outlook, Sharing, leaving, outlook
from tests.builders import make_answers
from tests.tailoring.advice_content import content

PLAIN, ALSO = Sharing(), Sharing(amounts=True)


def question(id: str = "vraag", **fields: Any) -> Question:
    return Question(**{"id": id, "ask": f"{id}?", "short": id, "type": "number", **fields})


def test_a_count_leaves_only_on_request_and_from_ten() -> None:
    huts = question(unit="huishoudens")
    assert [PLAIN.shared(huts, value) for value in (9, 10, 250)] == [None, None, None]
    assert [ALSO.shared(huts, value) for value in (0, 9, 9.5, 10, 250)] == [None, None, None, 10, 250]


@pytest.mark.parametrize("unit", ["euro", "procent"])
def test_an_amount_or_a_share_is_no_count_and_may_be_small(unit: str) -> None:
    assert (PLAIN.shared(question(unit=unit), 3), ALSO.shared(question(unit=unit), 3)) == (None, 3)


def test_a_figure_that_tells_nothing_about_money_or_people_always_leaves() -> None:
    assert [PLAIN.shared(question(share=True, unit="wijken"), value) for value in (3, 10)] == [3, 10]


@pytest.mark.parametrize("fields", [{"confidential": True}, {"type": "text"}, {"type": "yes_no", "confidential": True}])
def test_what_is_private_never_leaves(fields: dict[str, Any]) -> None:
    assert [sharing.shared(question(**fields), value) for sharing in (PLAIN, ALSO) for value in ("ja", 250, DONT_KNOW)] == [None] * 6


def test_a_choice_and_that_somebody_does_not_know_leave_as_they_are() -> None:
    pick = question(type="choice", choices=(Choice(id="een", label="Een"),))
    assert [PLAIN.shared(pick, value) for value in ("een", DONT_KNOW, None)] == ["een", DONT_KNOW, None]
    assert ALSO.shared(question(unit="huishoudens"), DONT_KNOW) == DONT_KNOW


EVENTS = question("gebeurtenissen", type="list", parts=(question("soort", type="choice"), question("naam", type="text"), question("aantal", unit="keer"),
                                                        question("prijs", unit="euro")))
ENTRIES: Any = [{"soort": "brand", "naam": "Jan", "aantal": 9, "prijs": 5}, {"soort": "ruzie", "aantal": 10}]


def test_of_a_list_with_figures_nothing_leaves_unasked_and_on_request_all_but_names_and_small_counts() -> None:
    assert PLAIN.shared(EVENTS, ENTRIES) is None
    assert ALSO.shared(EVENTS, ENTRIES) == [{"soort": "brand", "prijs": 5}, {"soort": "ruzie", "aantal": 10}]
    assert [sharing.shared(EVENTS, DONT_KNOW) for sharing in (PLAIN, ALSO)] == [None, DONT_KNOW]


def test_a_list_without_figures_leaves_without_its_names() -> None:
    partners = question("partners", type="list", parts=(question("soort", type="choice"), question("naam", type="text")))
    assert PLAIN.shared(partners, [{"soort": "zorg", "naam": "Jan"}, {"naam": "Piet"}]) == [{"soort": "zorg"}, {}]
    assert PLAIN.shared(partners, DONT_KNOW) == DONT_KNOW


def asking(*questions: Question) -> Content:
    made = content(())
    return dataclasses.replace(made, sections=(dataclasses.replace(made.sections[0], questions=questions),))


def test_who_decides_about_sharing_sees_per_answer_whether_it_goes_and_nothing_of_what_has_no_answer() -> None:
    asked = asking(question("fase", type="choice"), question("klein", unit="huishoudens"), question("groot", unit="huishoudens"), question("naam", type="text"),
                   question("open", type="choice"), question("weet_niet", type="choice"))
    given = make_answers(fase="starten", klein=9, groot=10, naam="Jan", weet_niet=DONT_KNOW)
    assert leaving(given, asked, PLAIN) == (("fase",), ("klein", "groot", "naam"))
    assert leaving(given, asked, ALSO) == (("fase", "groot"), ("klein", "naam"))
    assert outlook(given, asked) == Outlook(goes=("fase",), amounts=("groot",), stays=("klein", "naam"))
