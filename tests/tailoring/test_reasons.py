"""Why: a fact that is made of conditions names the answers that made it so, and not every answer that might have."""

from __future__ import annotations

from pathlib import Path

from site_build.content.conditions import Condition
from site_build.content.names import statement_name
from site_build.interview.facts import Values
from site_build.tailoring.explaining import in_words, reasons
from tests.builders import make_answers, make_content
from tests.handbooks import content as guide

FACTS = """\
- id: werk.stand
  label: hoe ver het werk is
  kind: cases
  values:
    - {id: loopt, label: het werk loopt, when: fase == "starten" or mandaat == "vastgelegd"}
    - {id: voor, label: nog niet}
"""


def why(root: Path, **answers: str) -> list[str]:
    content = make_content(root, {"guide/knowledge/facts.yml": FACTS})
    values = Values(content, make_answers(**answers))
    return [reason.id for reason in reasons(Condition('werk.stand == "loopt"').evaluate(values.lookup), values)]


def test_only_the_answer_that_made_the_fact_is_a_reason(tmp_path: Path) -> None:
    assert why(tmp_path, fase="starten", mandaat="geen") == ["fase"]


def test_where_the_last_value_came_out_every_question_behind_it_is(tmp_path: Path) -> None:
    assert sorted(why(tmp_path, fase="voorbereiden", mandaat="geen")) == ["fase", "mandaat"]


def test_a_condition_names_a_municipality_and_not_its_code(tmp_path: Path) -> None:
    content = make_content(tmp_path)
    assert in_words(Condition('gemeente in ["GM0080", "GM1900"]'), content).endswith("‘Leeuwarden’ of ‘Súdwest-Fryslân’")


def open_words(condition: str) -> str:
    content = guide()
    return in_words(Condition(condition), content, Values(content, make_answers()).lookup)


def test_of_two_bounds_of_one_figure_only_the_wider_is_said() -> None:
    assert open_words('teams > 2 or teams > 1 and mandaat == "geen" or teams > 1') == open_words('teams > 1 and mandaat == "geen" or teams > 1')
    assert "meer dan 2" not in open_words("teams > 2 or teams > 1") and "meer dan 1" in open_words("teams > 2 or teams > 1")


def test_where_a_question_is_open_no_statement_is_named() -> None:
    statement = guide().statements[0]
    both = f'mandaat == "geen" or {statement_name(statement.id)} < 50'
    assert statement.text not in open_words(both) and statement.text in open_words(f"{statement_name(statement.id)} < 50")
