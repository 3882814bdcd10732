"""What applies, and why: yes keeps, no drops, unknown includes and says so."""

from pathlib import Path

import pytest

from site_build.content.conditions import Tri
from site_build.tailoring.explaining import in_words, reasons
from site_build.tailoring.handbook import COMPLETE, SHARED, tailor
from tests.builders import DIMENSIONS, make_answers, make_content, page

BLOCKS = """\
## Waar gaat het om

{% when mandaat == "geen" %}

Er is geen mandaat.

{% endwhen %}

{% when mandaat == "vastgelegd" %}

Er is mandaat.

{% endwhen %}
"""
PAGE = "guide/chapters/10-doen/mandaat.md"


def blocks_of(handbook):
    return [block.outcome.tri for block in handbook.selection.pages[0].body if block.condition]


def test_a_known_answer_keeps_one_block_and_drops_the_other(tmp_path: Path) -> None:
    handbook = tailor(make_content(tmp_path, {PAGE: page(BLOCKS)}), make_answers(mandaat="geen"))
    assert blocks_of(handbook) == [Tri.YES, Tri.NO]


@pytest.mark.parametrize("answers", [{}, {"mandaat": "onbekend"}])
def test_an_unknown_answer_keeps_both_blocks(tmp_path: Path, answers: dict[str, str]) -> None:
    handbook = tailor(make_content(tmp_path, {PAGE: page(BLOCKS)}), make_answers(**answers))
    assert blocks_of(handbook) == [Tri.UNKNOWN, Tri.UNKNOWN]


@pytest.mark.parametrize(("fase", "later"), [("verkennen", True), ("voorbereiden", False), ("borgen", False), (None, False)])
def test_a_page_is_later_only_when_its_stage_lies_ahead(tmp_path: Path, fase: str | None, later: bool) -> None:
    answers = make_answers(**({"fase": fase} if fase else {}))
    handbook = tailor(make_content(tmp_path), answers)
    assert handbook.selection.pages[0].later is later


def test_now_overrules_the_stage(tmp_path: Path) -> None:
    content = make_content(tmp_path, {PAGE: page("## Kop\n\nTekst.", now='mandaat == "geen"')})
    assert not tailor(content, make_answers(fase="verkennen", mandaat="geen")).selection.pages[0].later
    assert tailor(content, make_answers(fase="verkennen")).selection.pages[0].later


def test_a_settled_subject_shortens_its_page_and_does_not_make_it_disappear(tmp_path: Path) -> None:
    content = make_content(tmp_path, {PAGE: page("## Kop\n\nTekst.", settled='mandaat == "vastgelegd"')})
    chosen = tailor(content, make_answers(mandaat="vastgelegd")).selection.pages[0]
    assert chosen.included and chosen.settled
    assert not tailor(content, make_answers()).selection.pages[0].settled


def test_a_question_that_does_not_apply_is_not_unknown(tmp_path: Path) -> None:
    content = make_content(tmp_path, {PAGE: page("## Kop\n\nTekst.", when='partner == "Stichting X"')})
    handbook = tailor(content, make_answers(mandaat="geen", partner="Stichting X"))
    chosen = handbook.selection.pages[0]
    assert chosen.outcome.tri is Tri.NO
    assert [(r.id, r.answer) for r in reasons(chosen.outcome, handbook.values)] == [("partner", "niet van toepassing"), ("mandaat", "Geen")]


def test_the_explanation_names_the_question_and_the_answer(tmp_path: Path) -> None:
    content = make_content(tmp_path, {PAGE: page("## Kop\n\nTekst.", when='mandaat in ["informeel", "geen"]')})
    handbook = tailor(content, make_answers(mandaat="geen"))
    [reason] = reasons(handbook.selection.pages[0].outcome, handbook.values)
    assert (reason.ask, reason.answer) == ("Is het mandaat vastgelegd?", "Geen")


def test_a_condition_in_words(tmp_path: Path) -> None:
    content = make_content(tmp_path, {PAGE: page("## Kop\n\nTekst.", when='mandaat in ["informeel", "geen"] and fase != "borgen"')})
    condition = content.pages[0].when
    assert condition is not None
    assert in_words(condition, content) == "Is het mandaat vastgelegd?: ‘Informeel’ of ‘Geen’ en Welke fase?: niet ‘Borgen’"


def test_every_answer_that_does_not_fit_has_its_own_no(tmp_path: Path) -> None:
    content = make_content(tmp_path, {PAGE: page("## Kop\n\nTekst.", when='mandaat not in ["informeel", "geen"]')})
    condition = content.pages[0].when
    assert condition is not None
    assert in_words(condition, content) == "Is het mandaat vastgelegd?: niet ‘Informeel’ en niet ‘Geen’"


def test_a_condition_in_words_names_only_what_is_undecided(tmp_path: Path) -> None:
    content = make_content(tmp_path, {PAGE: page("## Kop\n\nTekst.", when='mandaat in ["informeel", "geen"] and fase != "borgen"')})
    handbook = tailor(content, make_answers(mandaat="geen"))
    condition = content.pages[0].when
    assert condition is not None
    assert in_words(condition, content, handbook.values.lookup) == "Welke fase?: niet ‘Borgen’"


def test_what_is_asked_twice_is_said_in_one_breath(tmp_path: Path) -> None:
    content = make_content(tmp_path, {PAGE: page("## Kop\n\nTekst.", when='mandaat == "informeel" or mandaat == "geen"')})
    condition = content.pages[0].when
    assert condition is not None
    assert in_words(condition, content) == "Is het mandaat vastgelegd?: ‘Informeel’ of ‘Geen’"


def test_the_shared_edition_decides_as_if_a_confidential_answer_were_unknown(tmp_path: Path) -> None:
    content = make_content(tmp_path, {PAGE: page("## Kop\n\nTekst.", when='steun == "ja"')})
    assert tailor(content, make_answers(steun="nee")).selection.pages[0].outcome.tri is Tri.NO
    handbook = tailor(content, make_answers(steun="nee"), edition=SHARED)
    assert handbook.selection.pages[0].outcome.tri is Tri.UNKNOWN
    assert reasons(handbook.selection.pages[0].outcome, handbook.values)[0].answer == "de gemeente deelt dit antwoord niet"


# --- what waits -----------------------------------------------------------------------------

SURE = 'when: mandaat == "geen", only_if_known: true'
SURE_FILES = {
    "guide/knowledge/actions.yml": "- {id: stoppen, do: Stop ermee., phase: voorbereiden, dimension: ruimte, owner: baas, effort: {lead: 1, others: 1}, weeks: 1, " + SURE + "}\n",
    "guide/knowledge/roles.yml": "- {id: baas, name: Baas, who: De baas., know: [Iets.]}\n",
    "checklists/stop.yml": f"id: stop\ntitle: Stoppen\nintro: Kort.\nphases: [voorbereiden]\n{SURE.replace(', ', chr(10))}\nitems: [{{id: bel, text: Bel., why: Omdat., for: baas}}]\n",
    "templates/documents/stopbrief.md": page("Wij stoppen.", id="stopbrief", title="Stopbrief", kind="brief", decides="college", when='mandaat == "geen"', only_if_known="true"),
    PAGE: page("## Kop\n\nTekst.", when='mandaat == "geen"', only_if_known="true"),
}


@pytest.mark.parametrize(("answers", "there"), [({"mandaat": "geen"}, True), ({"mandaat": "vastgelegd"}, False), ({"mandaat": "onbekend"}, False), ({}, False)])
def test_what_would_alarm_is_there_only_where_it_is_known_to_be_so(tmp_path: Path, answers: dict[str, str], there: bool) -> None:
    chosen = tailor(make_content(tmp_path, SURE_FILES), make_answers(**answers)).selection
    assert [thing.included for group in (chosen.pages, chosen.checklists, chosen.documents, chosen.actions) for thing in group] == [there] * 4


def test_without_that_mark_what_is_unknown_stays_also_where_only_scores_are_awaited_on_a_page(tmp_path: Path) -> None:
    files = {name: text.replace("only_if_known: true", "").replace(", }", "}").replace('mandaat == "geen"', 'score.ruimte == "kwetsbaar"') for name, text in SURE_FILES.items()}
    chosen = tailor(make_content(tmp_path, {**files, "guide/knowledge/dimensions.yml": DIMENSIONS}), make_answers()).selection
    assert [[thing.included for thing in group] for group in (chosen.pages, chosen.checklists, chosen.documents, chosen.actions)] == [[True], [True], [True], [False]]


def test_the_complete_edition_holds_what_would_alarm_too(tmp_path: Path) -> None:
    chosen = tailor(make_content(tmp_path, SURE_FILES), make_answers(), edition=COMPLETE).selection
    assert [thing.included for group in (chosen.pages, chosen.checklists, chosen.documents, chosen.actions) for thing in group] == [True] * 4


def test_an_action_that_may_be_done_is_not_done(tmp_path: Path) -> None:
    files = {**SURE_FILES, "guide/knowledge/actions.yml": SURE_FILES["guide/knowledge/actions.yml"].replace(SURE, 'done_when: mandaat == "vastgelegd"')}
    content = make_content(tmp_path, files)
    assert [tailor(content, make_answers(**given)).selection.actions[0].included for given in ({}, {"mandaat": "vastgelegd"}, {"mandaat": "geen"})] == [True, False, True]


def test_a_block_knows_the_line_that_it_stands_on(tmp_path: Path) -> None:
    body = tailor(make_content(tmp_path, {PAGE: page(BLOCKS)}), make_answers(mandaat="geen")).selection.pages[0].body
    lines = page(BLOCKS).split("\n")
    assert [lines[block.line - 1].split(" ==")[0] for block in body if block.condition] == ["{% when mandaat", "{% when mandaat"]


def test_an_item_and_a_risk_of_which_nobody_knows_whether_they_apply_are_there(tmp_path: Path) -> None:
    files = {**SURE_FILES, "checklists/stop.yml": 'id: stop\ntitle: Stoppen\nintro: Kort.\nphases: [voorbereiden]\nitems: [{id: bel, text: Bel., why: Omdat., for: baas, '
             """when: 'mandaat == "geen"'}]\n""",
             "guide/knowledge/risks.yml": "- {id: kwijt, risk: Kwijt., why: Omdat., signal: Stil., phases: [voorbereiden], dimension: ruimte, owner: baas, measure: Bel., "
             """when: 'mandaat == "geen"'}\n"""}
    content = make_content(tmp_path, files)
    for given, there in (({}, True), ({"mandaat": "geen"}, True), ({"mandaat": "vastgelegd"}, False)):
        chosen = tailor(content, make_answers(**given)).selection
        assert [chosen.checklists[0].items[0].included, chosen.risks[0].included] == [there, there], given
