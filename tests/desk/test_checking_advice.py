"""Check finds advice that cannot be given, has nothing to do, or says the opposite of another piece."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from site_build.desk.checking_advice import check_advice
from site_build.desk.searching import Searcher
from site_build.desk.worlds import world_of
from tests.builders import make_content, page
from tests.tailoring.test_advice import ACTION, ASK, ROLES, advice

TODAY = dt.date(2026, 11, 24)
CARD = """\
- {id: kaart, do: Maak een kaart., phase: voorbereiden, dimension: ruimte, owner: baas, effort: {lead: 1, others: 1}, weeks: 2, when: mandaat == "geen"}
"""


def messages(root: Path, *pieces: str, actions: str = ACTION, groups: str = "") -> list[str]:
    content = make_content(root, {"guide/knowledge/advice.yml": "".join(pieces), "guide/knowledge/actions.yml": actions, "guide/knowledge/roles.yml": ROLES,
                                  "guide/knowledge/advice-groups.yml": groups})
    return [problem.message for problem in check_advice(content, Searcher(content, world_of(content, TODAY), TODAY))]


def test_sound_advice_gives_no_problem(tmp_path: Path) -> None:
    assert messages(tmp_path, advice("kaart", when='mandaat == "geen"', action="kaart"), advice("vraag", kind="uitzoeken", find_out="[mandaat]")) == []


def test_an_action_says_for_whom_or_when_it_is_done_or_why_for_all(tmp_path: Path) -> None:
    bare = CARD.replace(', when: mandaat == "geen"', "")
    assert messages(tmp_path, actions=bare) == ["De actie 'kaart' zegt niet voor wie die geldt, en niet wanneer die gedaan is."]
    for field in ('when: mandaat == "geen"', 'done_when: mandaat == "vastgelegd"', "for_all: Het is voor ieder."):
        assert messages(tmp_path, actions=bare.replace("weeks: 2", f"weeks: 2, {field}")) == []


@pytest.mark.parametrize(("fields", "said"), [
    ({"action": "kaart", "ask": ASK.removeprefix("ask: ")}, "Het advies 'a' heeft 2 dingen om te doen."),
    ({"kind": "uitzoeken", "action": "kaart"}, "Het advies 'a' zegt uit te zoeken zonder vraag."),
    ({"find_out": "[mandaat]"}, "Het advies 'a' hangt van iets onbekends af."),
    ({"kind": "stop"}, "Het advies 'a' zegt altijd te stoppen."),
    ({"within": "{days: 0}"}, "Het advies 'a' heeft geen termijn."),
    ({"kind": "uitzoeken", "find_out": "[mandaat, manndaat]"}, "'find_out' van het advies 'a' noemt 'manndaat', en dat bestaat niet."),
])
def test_the_form_of_advice(tmp_path: Path, fields: dict[str, str], said: str) -> None:
    assert messages(tmp_path, advice("a", **fields)) == [said]


def test_advice_that_no_answers_can_give(tmp_path: Path) -> None:
    said = ["Het advies 'a' is met geen enkel antwoord te krijgen."]
    assert messages(tmp_path, advice("a", when='mandaat == "geen"', unless='mandaat != "vastgelegd"')) == said
    assert messages(tmp_path, advice("a", when='mandaat == "vastgelegd"', action="kaart")) == said  # then its action has been done
    assert messages(tmp_path, advice("a", when='mandaat == "vastgelegd"', action="kaart"), actions=CARD) == said


def test_advice_that_may_hold_while_its_action_does_not(tmp_path: Path) -> None:
    wide = advice("a", when='mandaat in ["geen", "informeel"]', action="kaart")
    assert messages(tmp_path, wide, actions=CARD) == ["Het advies 'a' geldt soms terwijl zijn actie 'kaart' niet geldt."]
    narrowed = advice("a", when='mandaat in ["geen", "informeel"]', unless='mandaat == "informeel"', action="kaart")
    assert messages(tmp_path, narrowed, actions=CARD) == []


def test_stop_and_do_about_one_subject_in_the_same_world(tmp_path: Path) -> None:
    stop = advice("a", subject="geld", kind="stop", when='mandaat == "geen"')
    do = advice("b", subject="geld", when='mandaat in ["geen", "informeel"]')
    assert messages(tmp_path, stop, do) == ["De adviezen 'a' en 'b' gaan over hetzelfde; één zegt stop en één zegt doen."]
    assert messages(tmp_path, stop, advice("b", subject="geld", when='mandaat == "informeel"')) == []
    assert messages(tmp_path, stop, advice("b", subject="team", when='mandaat == "geen"')) == []


@pytest.mark.parametrize(("groups", "said"), [
    ("- {id: eerste, subjects: [geld], along: [team]}\n- {id: tweede, subjects: [team]}\n", []),
    ("- {id: eerste, subjects: [geld, hulp]}\n", ["De groep 'eerste' noemt 'hulp', en daar gaat geen advies over."]),
    ("- {id: eerste, subjects: [geld]}\n- {id: tweede, subjects: [team, geld]}\n", ["Het onderwerp 'geld' staat in de groepen 'eerste' en 'tweede'."]),
])
def test_a_subject_of_advice_stands_in_one_group(tmp_path: Path, groups: str, said: list[str]) -> None:
    pieces = advice("a", subject="geld", when='mandaat == "geen"'), advice("b", subject="team", when='mandaat == "geen"')
    assert messages(tmp_path, *pieces, groups=groups) == said


@pytest.mark.parametrize(("when", "said"), [
    ('mandaat == "geen"', []),
    ('mandaat == "vastgelegd"', ["Het advies 'a' opent met de drie wegen, en de bladzijde 'wegen' daarover geldt dan soms niet."]),
])
def test_where_advice_opens_with_the_ways_the_page_about_them_is_there(tmp_path: Path, when: str, said: list[str]) -> None:
    piece = advice("a", when='mandaat == "geen"', triage="true")
    ways = page("Kies een weg.", id="wegen", means="triage_page", when=when)
    content = make_content(tmp_path, {"guide/knowledge/advice.yml": piece, "guide/knowledge/actions.yml": ACTION, "guide/knowledge/roles.yml": ROLES,
                                      "guide/chapters/10-doen/wegen.md": ways})
    assert [problem.message for problem in check_advice(content, Searcher(content, world_of(content, TODAY), TODAY))] == said


@pytest.mark.parametrize(("roles", "said"), [
    ("{id: chef, name: Chef, who: W., know: [A.], missing_when: mandaat == \"geen\"}", "Van de rol 'chef' staat er niet wie het werk zolang doet."),
    ("{id: chef, name: Chef, who: W., know: [A.], until_then: chef}", "Voor de rol 'chef' doet zij zelf het werk, en dan weer 'chef'."),
])
def test_a_role_that_may_be_missing_has_somebody_else_until_then(tmp_path: Path, roles: str, said: str) -> None:
    content = make_content(tmp_path, {"guide/knowledge/roles.yml": f"{ROLES}- {roles}\n"})
    assert [problem.message for problem in check_advice(content, Searcher(content, world_of(content, TODAY), TODAY))] == [said]


def test_an_action_is_not_called_as_advice_is_in_the_plan(tmp_path: Path) -> None:
    assert messages(tmp_path, actions=CARD.replace("id: kaart", "id: advies-kaart")) == ["De actie 'advies-kaart' heet als een advies in het plan."]


def test_what_is_found_out_may_be_an_action_with_its_mail(tmp_path: Path) -> None:
    assert messages(tmp_path, advice("kaart", kind="uitzoeken", when='mandaat == "geen"', action="kaart", ask=ASK.removeprefix("ask: "))) == []
