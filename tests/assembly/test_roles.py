"""The page of a role: what it knows, decides and does only where that is so."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from site_build.assembly.project import Look, assemble
from site_build.content.model import DONT_KNOW
from site_build.interview.answers import dutch_date
from site_build.tailoring.handbook import SHARED, tailor
from tests.builders import make_answers, make_content
from tests.handbooks import content, example

ROLE = """- id: baas
  name: Baas
  who: De baas.
  know: [Iets.]
  cases:
    - when: mandaat == "geen"
      so: als er geen mandaat is
      know: [Niemand mag beslissen.]
      do: [Vraag om een mandaat.]
    - when: mandaat != "geen"
      decide: [Wie het mandaat gebruikt.]
"""


def text_of(root: Path, **answers: Any) -> str:
    made = make_content(root, {"guide/knowledge/roles.yml": ROLE})
    files = assemble(tailor(made, make_answers(**answers)), Look("site_name: x\n")).files
    return "\n".join(str(text) for file, text in files.items() if file.startswith("docs/rollen/"))


def test_a_line_of_a_role_is_there_where_it_is_so_and_says_where_nobody_knows(tmp_path: Path) -> None:
    known = text_of(tmp_path, mandaat="geen")
    assert "- Niemand mag beslissen.\n" in known and "- Vraag om een mandaat.\n" in known and "Wie het mandaat gebruikt." not in known
    unknown = text_of(tmp_path, mandaat=DONT_KNOW)
    assert "- Niemand mag beslissen. *(als er geen mandaat is)*" in unknown  # in the words of the case, else in those of its condition
    assert re.search(r"- Wie het mandaat gebruikt\. \*\([^)]*mandaat[^)]*\)\*", unknown)


def dates_of(name: str, role: str) -> list[str]:
    text = str(assemble(tailor(content(), example(name)), Look("site_name: x\n")).files[f"docs/rollen/{role}.md"])
    return [line for line in text.split("## Wat wanneer")[-1].split("\n") if line.startswith("| ")]


def test_who_takes_part_in_the_work_of_another_role_reads_it_among_its_days() -> None:
    handbook = tailor(content(), example("regionaal-samenwerkend"))
    partner = next(role for role in content().roles if role.id == "partner")
    assert handbook.plan
    shared = [item for item in handbook.plan.items if item.action.id in partner.with_actions and item.role != "partner"]
    rows = dates_of("regionaal-samenwerkend", "partner")
    assert shared and all(any(str(item.action.do) in row for row in rows) for item in shared)


def test_who_is_asked_together_with_somebody_else_reads_it_too() -> None:
    handbook = tailor(content(), example("rotterdam"))
    together = [given.advice.ask for given in handbook.advice.items if given.advice.ask and given.advice.ask.to.startswith("de jurist en ")]
    assert together and all(ask.question in "\n".join(dates_of("rotterdam", "jurist")) for ask in together)


def test_a_start_that_the_plan_does_not_meet_says_so_and_nobody_comes_on_that_day() -> None:
    handbook = tailor(content(), example("klein-platteland"))
    assert handbook.plan
    reach = next(one for one in handbook.plan.reaches if one.id == "start-team")
    assert not reach.in_time
    assert reach.begins
    missed = content().phrases("plan.moment_moved", title=reach.title, day=dutch_date(reach.begins.isoformat()))
    assert any(missed in row for row in dates_of("klein-platteland", "opdrachtgever"))
    page = str(assemble(handbook, Look("site_name: x\n")).files["docs/rollen/teamleider.md"])
    assert dutch_date(reach.date.isoformat()) not in page.split("## Wat u moet weten")[0]


def test_an_edition_to_share_says_what_a_role_takes_part_in() -> None:
    handbook = tailor(content(), example("regionaal-samenwerkend"), edition=SHARED)
    partner = next(role for role in content().roles if role.id == "partner")
    joins = [action.do for action, who in handbook.to_do if action.id in partner.with_actions and who != partner.id]
    text = str(assemble(handbook, Look("site_name: x\n")).files["docs/rollen/partner.md"])
    assert joins and all(do in text for do in joins)
