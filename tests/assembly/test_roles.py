"""The page of a role: what it knows, decides and does only where that is so."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from site_build.assembly.project import Look, assemble
from site_build.content.model import DONT_KNOW
from site_build.tailoring.handbook import tailor
from tests.builders import make_answers, make_content

ROLE = """- id: baas
  name: Baas
  who: De baas.
  know: [Iets.]
  cases:
    - when: mandaat == "geen"
      know: [Niemand mag beslissen.]
      do: [Vraag om een mandaat.]
    - when: mandaat != "geen"
      decide: [Wie het mandaat gebruikt.]
"""


def text_of(root: Path, **answers: Any) -> str:
    content = make_content(root, {"guide/knowledge/roles.yml": ROLE})
    files = assemble(tailor(content, make_answers(**answers)), Look("site_name: x\n")).files
    return "\n".join(str(text) for file, text in files.items() if file.startswith("docs/rollen/"))


def test_a_line_of_a_role_is_there_where_it_is_so_and_says_where_nobody_knows(tmp_path: Path) -> None:
    known = text_of(tmp_path, mandaat="geen")
    assert "- Niemand mag beslissen.\n" in known and "- Vraag om een mandaat.\n" in known and "Wie het mandaat gebruikt." not in known
    unknown = text_of(tmp_path, mandaat=DONT_KNOW)
    assert "- Niemand mag beslissen. *(als dit zo is)*" in unknown and "- Wie het mandaat gebruikt. *(als dit zo is)*" in unknown
