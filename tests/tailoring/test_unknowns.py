"""What to find out first: a question without an answer, with how many pages, actions and pieces of advice hang on it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from site_build.tailoring.handbook import tailor
from tests.builders import make_answers, make_content, page
from tests.tailoring.test_advice import ROLES, advice

PAGE = "guide/chapters/10-doen/mandaat.md"
KNOWN = {"gemeente": "GM0080", "fase": "voorbereiden", "steun": "ja", "mandaat": "geen"}  # then the partner is not asked for


def hangs(root: Path, files: dict[str, str], **changes: Any) -> dict[str, tuple[int, int, int]]:
    """Pages, actions and advice per open question, in the order in which one finds them out."""
    content = make_content(root, {"guide/knowledge/roles.yml": ROLES, **files})
    given = make_answers(**{key: value for key, value in {**KNOWN, **changes}.items() if value is not None})
    return {open_.question.id: (open_.pages, open_.actions, open_.advice) for open_ in tailor(content, given).open_questions}


def action(id: str, more: str) -> str:
    return f"- {{id: {id}, do: Doe {id}., phase: voorbereiden, dimension: ruimte, owner: baas, effort: {{lead: 1, others: 1}}, weeks: 2, {more}}}\n"


def when(condition: str, text: str = "Tekst.") -> str:
    return f"\n{{% when {condition} %}}\n\n{text}\n\n{{% endwhen %}}\n"


def test_what_is_answered_or_does_not_apply_is_not_to_be_found_out(tmp_path: Path) -> None:
    assert hangs(tmp_path / "a", {}) == {}
    assert list(hangs(tmp_path / "b", {}, steun=None)) == ["steun"]
    assert list(hangs(tmp_path / "c", {}, steun="onbekend")) == ["steun"]


def test_a_page_counts_once_whether_it_or_a_piece_deep_in_it_hangs_on_the_answer(tmp_path: Path) -> None:
    body = "## Kop\n\nTekst." + when('steun == "ja"') + when('steun == "nee"') + when('fase == "voorbereiden"', when('mandaat == "geen"'))
    found = hangs(tmp_path, {PAGE: page(body), "guide/chapters/10-doen/ander.md": page("## Kop\n\nTekst.", id="ander", when='steun == "ja"')},
                  steun="onbekend", mandaat="onbekend", partner="Stad")
    assert found == {"steun": (2, 0, 0), "mandaat": (1, 0, 0)}


def test_a_page_that_is_not_there_asks_nothing(tmp_path: Path) -> None:
    text = page("## Kop\n\nTekst." + when('steun == "ja"'), when='mandaat == "vastgelegd"')
    assert hangs(tmp_path, {PAGE: text}, steun="onbekend") == {"steun": (0, 0, 0)}


def test_an_action_hangs_on_whether_it_applies_and_on_whether_it_is_done(tmp_path: Path) -> None:
    actions = (action("een", """when: 'steun == "ja"'""") + action("twee", """done_when: 'steun == "ja"'""") + action("drie", """when: 'mandaat == "vastgelegd" and steun == "ja"'""")
               + action("vier", """for_all: Iedereen."""))
    assert hangs(tmp_path, {"guide/knowledge/actions.yml": actions}, steun="onbekend") == {"steun": (0, 2, 0)}


def test_advice_hangs_on_its_condition_and_on_what_it_asks_to_find_out(tmp_path: Path) -> None:
    pieces = [advice("een", when='steun == "nee"'), advice("twee", kind="uitzoeken", find_out="[steun]"),
              advice("drie", kind="uitzoeken", find_out="[steun, mandaat]", when='fase == "voorbereiden"'),
              advice("vier", kind="uitzoeken", find_out="[steun]", when='fase == "borgen"'), advice("vijf", when='steun == "nee"', retired="Hoeft niet meer.")]
    found = hangs(tmp_path, {"guide/knowledge/advice.yml": "".join(pieces)}, steun="onbekend")
    assert found == {"steun": (0, 0, 3)}


def test_what_somebody_did_not_know_comes_before_what_nobody_was_asked_and_then_what_decides_most(tmp_path: Path) -> None:
    pages = {f"guide/chapters/10-doen/p{n}.md": page("## Kop\n\nTekst.", id=f"p{n}", when='steun == "ja"') for n in range(2)}
    pieces = {"guide/knowledge/advice.yml": advice("een", when='fase == "borgen"'), PAGE: page("## Kop\n\nTekst.", when='mandaat == "geen"')}
    files = {**pages, **pieces}
    open_ = {"steun": "onbekend", "mandaat": "onbekend", "fase": "onbekend", "partner": "Stad"}
    assert hangs(tmp_path / "a", files, **open_) == {"fase": (0, 0, 1), "steun": (2, 0, 0), "mandaat": (1, 0, 0)}  # one piece of advice weighs more than two pages
    assert list(hangs(tmp_path / "b", files, **{**open_, "fase": None})) == ["steun", "mandaat", "fase"]
    more = {"guide/chapters/10-doen/p2.md": page("## Kop\n\nTekst.", id="p2", when='steun == "ja"'),
            "guide/knowledge/actions.yml": action("a", """when: 'steun == "ja"'""")}
    assert list(hangs(tmp_path / "c", {**files, **more}, **open_)) == ["steun", "fase", "mandaat"]  # three pages and an action weigh more than one piece


def test_it_says_who_was_asked(tmp_path: Path) -> None:
    content = make_content(tmp_path)
    found = tailor(content, make_answers(**{**KNOWN, "steun": "onbekend", "mandaat": "onbekend"})).open_questions
    assert [(open_.question.id, open_.asked, open_.weight) for open_ in found] == [("mandaat", True, 0), ("steun", True, 0), ("partner", False, 0)]
