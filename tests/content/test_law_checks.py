"""The day of a law check stands in one file; any text prints it by its mark."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

from site_build.assembly.outputs import Look
from site_build.assembly.project import assemble
from site_build.commands.check import sorted_problems
from site_build.content.law_checks import FILE
from site_build.content.loading import decode, encode, load, read_content
from site_build.desk.due import law
from site_build.desk.renaming import find_one, rename
from site_build.desk.using import uses
from site_build.tailoring.handbook import tailor
from tests.builders import make_answers, page, write_content

PAGE, LIST = "guide/chapters/10-doen/mandaat.md", "checklists/start.yml"
CHECKS = ("# Druk de dag af met {{ nagekeken.id }}.\n- {id: awb_mandaat, what: Awb over mandaat, checked: 2026-11-24}\n"
          "- {id: wgs, what: Wgs, checked: 2027-03-01, was: [wgs_oud]}\n")
BODY = "## Kop\n\nBekeken op {{ nagekeken.awb_mandaat }} en {{nagekeken.wgs_oud}}; het laatst op {{ nagekeken.laatst }} [@b]."
ITEMS = "id: start\ntitle: Start\nintro: Kort.\nitems:\n  - {id: een, text: Een., why: Wij keken op {{ nagekeken.wgs }}., for: leider}\n"
SOURCE = {"guide/knowledge/sources.yml": "- {id: b, type: webpage, title: B, checked: 2026-11-24, certainty: read}\n"}


def written(root: Path, checks: str = CHECKS) -> Path:
    return write_content(root, {FILE: checks, PAGE: page(BODY, title="Mandaat"), LIST: ITEMS, **SOURCE})


def test_a_page_and_a_list_print_the_day_and_so_does_the_compiled_content(tmp_path: Path) -> None:
    content, problems = read_content(written(tmp_path))
    assert problems == [] and decode(encode(content)).law_checks == content.law_checks
    files = assemble(tailor(content, make_answers()), Look("site_name: x\n")).files
    assert "Bekeken op 24 november 2026 en 1 maart 2027; het laatst op 1 maart 2027[^b]." in str(files["docs/doen/mandaat.md"])
    assert "Wij keken op 1 maart 2027." in str(files["docs/lijsten/start.md"])


def test_a_new_day_is_set_in_one_place(tmp_path: Path) -> None:
    content, _ = read_content(written(tmp_path, CHECKS.replace("2026-11-24", "2027-05-02")))
    text = str(assemble(tailor(content, make_answers()), Look("site_name: x\n")).files["docs/doen/mandaat.md"])
    assert "Bekeken op 2 mei 2027 en 1 maart 2027; het laatst op 2 mei 2027" in text


def test_it_is_known_where_a_day_is_printed(tmp_path: Path) -> None:
    content, _ = read_content(written(tmp_path))
    assert uses(content, "wgs") == [f"{LIST}:5:45  drukt de dag af van Wgs", f"{PAGE}:9:43  drukt de dag af van Wgs"]
    assert [(due.what, due.day, due.why) for due in law(content)] == [
        ("Awb over mandaat", "2026-11-24", "controle 'awb_mandaat', in 1 tekst"), ("Wgs", "2027-03-01", "controle 'wgs', in 2 teksten")]


def test_a_check_gets_another_id_wherever_it_is_printed(tmp_path: Path) -> None:
    content, _ = read_content(written(tmp_path))
    change = rename(content, tmp_path, find_one(content, "awb_mandaat"), "awb_tien")
    assert "{{ nagekeken.awb_tien }}" in change.texts[PAGE] and "{id: awb_tien, was: [awb_mandaat]," in change.texts[FILE]


def test_another_id_is_changed_behind_a_day_on_the_same_line(tmp_path: Path) -> None:
    content, _ = read_content(written(tmp_path))
    change = rename(content, tmp_path, find_one(content, "b"), "bron-b")
    assert "{{ nagekeken.laatst }} [@bron-b]." in change.texts[PAGE]


def test_an_old_check_and_one_that_no_text_prints_are_said(tmp_path: Path) -> None:
    written(tmp_path, CHECKS + "- {id: los, what: Niets, checked: 2027-03-01}\n")
    said = [(p.place.file, p.place.line, p.code) for p in sorted_problems(tmp_path, dt.date(2028, 1, 1)).said if p.code in ("recht-oud", "controle-ongebruikt")]
    assert said == [(FILE, 2, "recht-oud"), (FILE, 4, "controle-ongebruikt")]


def test_our_own_guide_has_no_loose_day_and_every_check_is_printed() -> None:
    content = load()
    assert len(content.law_checks) > 40 and all(check.uses or check.retired for check in content.law_checks)
    root = Path(__file__).resolve().parents[2]
    marks = sum(len(re.findall(r"\{\{\s*nagekeken\.", path.read_text(encoding="utf-8"))) for folder in ("guide/chapters", "templates/documents", "checklists")
                for path in (root / folder).rglob("*.*") if path.suffix in (".md", ".yml"))
    assert marks == sum(len(check.uses) for check in content.law_checks) + 1  # and one of the latest of all
