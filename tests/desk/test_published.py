"""A published id never vanishes without a word."""

import datetime as dt
import subprocess
from pathlib import Path

import pytest

from site_build.commands.check import sorted_problems, write_published
from site_build.content.loading import read_content
from site_build.desk.published import check_published, publish, read_published
from site_build.errors import UsageError
from tests.builders import make_content, page, write_content
from tests.desk.checks import PAGE, SOURCE, SOURCES

TODAY = dt.date(2027, 2, 1)
EDITION = "# uitleg\nversion: 1\ndate: 2026-11-24\nchanges: Eerste.\n"
MORE = "guide/questionnaire/20-meer.yml"
SECTION = "section: meer\ntitle: Meer\nquestions:\n  - {{id: {}, ask: X?, why: Y., type: choice, {}choices: {{{}}}}}\n"


def gone(root: Path, published: dict[str, list[str]], files: dict[str, str]) -> list[str]:
    return [str(problem) for problem in check_published(make_content(root, files), published)]


def test_what_is_published_is_read_back(tmp_path: Path) -> None:
    content = make_content(tmp_path, {SOURCES: SOURCE, "checklists/start.yml": "id: start\ntitle: S\nintro: K.\nitems:\n"
                                      "  - {id: een, text: T., why: W., for: leider}\n"})
    text, _ = publish(content, None, EDITION, TODAY)
    published, problems = read_published(text)
    assert problems == [] and published is not None
    assert published["question"] == ["fase", "gemeente", "mandaat", "partner", "steun"]
    assert "mandaat.geen" in published["choice"]
    assert (published["page"], published["item"], published["source"]) == (["mandaat"], ["start/een"], ["isd-mandaat"])
    assert check_published(content, published) == []


def test_the_version_goes_up_except_the_first_time(tmp_path: Path) -> None:
    content = make_content(tmp_path, {"guide/edition.yml": EDITION})
    ids, first = publish(content, None, EDITION, TODAY)
    assert first == EDITION.replace("2026-11-24", "2027-02-01")
    second = first + "next: >-\n  Meer over geld,\n  en minder over tijd: dat \"scheelt\".\n"
    _, second = publish(make_content(tmp_path, {"guide/edition.yml": second}), read_published(ids)[0], second, TODAY)
    assert second == ("# uitleg\nversion: 2\ndate: 2027-02-01\nchanges: \"Meer over geld, en minder over tijd: dat \\\"scheelt\\\".\"\n"
                      "earlier:\n  - version: 1\n    date: 2027-02-01\n    changes: \"Eerste.\"\n")
    third = second + "next: Nog meer.\n"
    content = make_content(tmp_path, {"guide/edition.yml": publish(make_content(tmp_path, {"guide/edition.yml": third}), read_published(ids)[0], third, TODAY)[1]})
    assert [(edition.version, edition.changes) for edition in content.edition.since(0)] == [
        (3, "Nog meer."), (2, 'Meer over geld, en minder over tijd: dat "scheelt".'), (1, "Eerste.")]
    assert [edition.version for edition in content.edition.since(1)] == [3, 2]


def test_nothing_is_published_without_a_word_on_what_is_new(tmp_path: Path) -> None:
    content = make_content(tmp_path, {"guide/edition.yml": EDITION})
    with pytest.raises(UsageError, match=r"Schrijf eerst in guide/edition.yml in één zin wat er nieuw is, bij next\."):
        publish(content, {"page": ["mandaat"]}, EDITION, TODAY)


def test_an_id_stays_published_for_ever(tmp_path: Path) -> None:
    ids, _ = publish(make_content(tmp_path, {"guide/edition.yml": EDITION + "next: Meer.\n"}), {"page": ["vroeger"]}, EDITION, TODAY)
    published = read_published(ids)[0]
    assert published is not None and published["page"] == ["mandaat", "vroeger"]


@pytest.mark.parametrize(("kind", "key", "said"), [
    ("page", "weg", "guide/published-ids.yml:1:1  id-verdwenen  De uitgegeven id 'weg' (bladzijde) bestaat niet meer.  "
                    "Zet de id terug met retired: jaar-maand, of noem de oude id bij de opvolger: was: [weg]."),
    ("choice", "mandaat.half", "guide/published-ids.yml:1:1  id-verdwenen  De uitgegeven id 'mandaat.half' (keuze) bestaat niet meer.  "
                               "Zet de id terug met retired: jaar-maand, of noem de oude id bij de opvolger: was: [half]."),
    ("item", "start/een", "guide/published-ids.yml:1:1  id-verdwenen  De uitgegeven id 'start/een' (punt) bestaat niet meer.  "
                          "Zet de id terug met retired: jaar-maand, of noem de oude id bij de opvolger: was: [een]."),
])
def test_an_id_that_vanished_is_wrong(tmp_path: Path, kind: str, key: str, said: str) -> None:
    assert gone(tmp_path, {kind: [key]}, {}) == [said]


@pytest.mark.parametrize(("published", "files"), [
    ({"page": ["mandaat"]}, {PAGE: page("x", retired="2027-01")}),
    ({"page": ["bevoegdheid"]}, {PAGE: page("x", was="[bevoegdheid]")}),
    ({"question": ["oud"], "choice": ["oud.a", "oud.b"]}, {MORE: SECTION.format("nieuw", "was: [oud], ", "a: A, bb: {label: B, was: [b]}")}),
    ({"question": ["oud"], "choice": ["oud.a"]}, {MORE: SECTION.format("oud", "retired: 2027-01, ", "a: A")}),
    ({"choice": ["x.weg"]}, {MORE: SECTION.format("x", "", "a: A, weg: {label: Weg, retired: 2027-01}")}),
])
def test_an_id_that_was_retired_or_renamed_is_right(tmp_path: Path, published: dict[str, list[str]], files: dict[str, str]) -> None:
    assert gone(tmp_path, published, files) == []


@pytest.mark.parametrize("text", ["- a\n", "vraag: [a]\n", "page: a\n"])
def test_a_file_that_is_something_else_is_refused(text: str) -> None:
    published, problems = read_published(text)
    assert published is None
    assert [str(problem) for problem in problems] == [
        "guide/published-ids.yml:1:1  uitgegeven-vorm  Dit bestand is niet te lezen.  Haal de vorige versie terug uit git."]


def test_nothing_is_published_when_nothing_changed(tmp_path: Path) -> None:
    root = write_content(tmp_path, {"guide/edition.yml": EDITION})
    assert "De inhoud is nu versie 1" in write_published(root, TODAY)
    (root / "guide/edition.yml").write_text(EDITION + "next: Meer.\n", encoding="utf-8")
    with pytest.raises(UsageError, match=r"Er is niets veranderd sinds versie 1\. Er is niets uitgegeven\."):
        write_published(root, TODAY)
    (root / PAGE).write_text(page("Een andere zin."), encoding="utf-8")
    assert "De inhoud is nu versie 2" in write_published(root, TODAY)
    with pytest.raises(UsageError, match="Er is niets veranderd sinds versie 2"):
        write_published(root, TODAY)


@pytest.mark.parametrize(("file", "said"), [
    ("guide/published-ids.yml", "'guide/published-ids.yml' is weg. Daarin staat welke id's zijn uitgegeven; zonder dit bestand kan een id ongemerkt verdwijnen."),
    ("guide/edition.yml", "'guide/edition.yml' is weg. Daarin staat welke uitgave dit is."),
])
def test_removing_a_record_of_what_was_published_is_wrong(tmp_path: Path, file: str, said: str) -> None:
    root = write_content(tmp_path, {"guide/edition.yml": EDITION.replace("version: 1", "version: 2")})
    write_published_once(root)
    (root / file).unlink()
    problem = sorted_problems(root, TODAY).said[0]
    assert (problem.code, problem.place.file, problem.message) == ("bestand-weg", file, said)
    assert problem.remedy == f"Haal het terug: git checkout HEAD -- {file}"


def test_a_first_edition_whose_record_git_knows_may_not_lose_it(tmp_path: Path) -> None:
    root = write_content(tmp_path, {"guide/edition.yml": EDITION})
    assert "bestand-weg" not in [problem.code for problem in sorted_problems(root, TODAY).said]
    write_published_once(root)
    for command in (["init", "-q"], ["add", "-A"], ["-c", "user.name=x", "-c", "user.email=x@example.nl", "commit", "-qm", "x"]):
        subprocess.run(["git", "-C", str(root), *command], check=True, capture_output=True)
    (root / "guide/published-ids.yml").unlink()
    assert sorted_problems(root, TODAY).said[0].code == "bestand-weg"


def write_published_once(root: Path) -> None:
    (root / "guide/published-ids.yml").write_text(publish(read_content(root)[0], None, EDITION, TODAY)[0], encoding="utf-8")
