"""What people said is printed as itself: in pages, the plan, model documents and workbooks, whatever it tries to be."""

from __future__ import annotations

import csv
import dataclasses
import html
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jinja2 import Environment

from site_build.assembly.project import assemble
from site_build.content.model import Content, Question
from site_build.interview.answers import OWN, Answers, OwnAction, PlanEntry, read_answers, validate, write_answers
from site_build.interview.validation import clean_text
from site_build.publishing.workbooks.spreadsheet import write_csv, write_workbook
from site_build.said import Said, say
from site_build.store.resources import read_look
from site_build.tailoring.handbook import SHARED, tailor
from tests.builders import make_answers, make_content, page
from tests.handbooks import ROOT, content, example
from tests.payloads import PAYLOADS

LOOK = read_look()
_MARK = "Xyzzy"  # what stands where a payload will stand: harmless, and nowhere else
_ID = re.compile(r'\b(id|href)="[^"]*"')


def flat(text: str) -> str:
    return " ".join(text.split())


def parser() -> Any:
    """Return Python-Markdown as the site has it."""
    import markdown
    import yaml

    settings = {}
    for entry in yaml.safe_load(LOOK.config)["markdown_extensions"]:
        id, options = (entry, {}) if isinstance(entry, str) else next(iter(entry.items()))
        settings[id] = options or {}
    return markdown.Markdown(extensions=list(settings), extension_configs=settings)


def skeleton(text: str) -> list[str]:
    """Return the tags of a page with their attributes: what a payload would change if it were more than text."""
    return [_ID.sub(r"\1", tag) for tag in re.findall(r"<[^>]*>", text)]


def test_something_said_escapes_itself_and_is_no_text() -> None:
    owner = Said("<b>| J. de Vries</b>")
    assert f"{owner}" == str(owner) == owner.__html__() == "&#60;b&#62;&#124; J. de Vries&#60;/b&#62;"
    assert owner.plain == "<b>| J. de Vries</b>" and owner == "<b>| J. de Vries</b>" and not isinstance(owner, str)
    for misuse in (lambda: "".join([owner]), lambda: re.sub("a", "b", owner), lambda: "Wie: " + owner):  # type: ignore[list-item,call-overload,operator]
        with pytest.raises(TypeError):
            misuse()


def test_a_sentence_around_what_was_said_escapes_only_what_was_said() -> None:
    sentence = say("**Bron:** {source}.", source=Said("*zelf* {x}"))
    assert f"{sentence}" == "**Bron:** &#42;zelf&#42; &#123;x&#125;." and sentence.plain == "**Bron:** *zelf* {x}."


# --- in every place of a page ---------------------------------------------------------------

PLACES = """## Met {{ partner }} erbij

{{ partner }} is uw partner, en **{{ partner }}** ook.

{{ partner }}

- {{ partner }}
- met {{ partner }}

1. {{ partner }}

| Wie | Wat |
|---|---|
| {{ partner }} | x {{ partner }} |

!!! let-op "Bij {{ partner }}"
    {{ partner }} hoort erbij.

{% when mandaat == "geen" %}

Met {{ partner }}.

{% endwhen %}
"""
DOCUMENT = "---\nid: brief\ntitle: Brief\nsummary: Een brief.\nkind: brief\ndecides: geen\nphases: [voorbereiden]\n---\n"


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Content:
    return make_content(tmp_path_factory.mktemp("klein"), {"guide/chapters/10-doen/mandaat.md": page(PLACES), "templates/documents/brief.md": DOCUMENT + PLACES})


@pytest.mark.parametrize("payload", PAYLOADS)
def test_an_answer_is_text_in_every_place_of_a_page_and_a_document(tiny: Content, payload: str) -> None:
    def made(partner: str) -> dict[str, str | bytes]:
        return assemble(tailor(tiny, make_answers(partner=partner)), LOOK).files

    hostile, harmless, read = made(payload), made(_MARK), parser()
    assert "docs/documenten/brief.md" in hostile
    for path in ("docs/doen/mandaat.md", "docs/documenten/brief.md", "docs/antwoorden.md"):
        shown, expected = (read.reset().convert(str(files[path]).split("\n---\n", 1)[1]) for files in (hostile, harmless))
        assert skeleton(shown) == skeleton(expected), path
        assert plain(shown) == plain(expected).replace(_MARK, flat(payload)), path
    assert hostile["mkdocs.yml"] == harmless["mkdocs.yml"]


def plain(shown: str) -> str:
    return flat(html.unescape(re.sub(r"<[^>]*>", " ", shown)))


@pytest.mark.parametrize("payload", PAYLOADS)
def test_the_line_above_every_page_of_an_example_is_text(payload: str) -> None:
    source = (ROOT / "site_build/theme/overrides/partials/header.html").read_text(encoding="utf-8")
    first = source[:source.index('    <div class="bar">')]
    shown = Environment().from_string(first).render(extra={"notice": payload})  # as MkDocs: nothing is escaped by itself
    assert re.findall(r"<\w+", shown) == ["<header", "<p", "<strong"]
    assert html.unescape(shown.partition("</strong> ")[2].partition("</p>")[0]) == payload


# --- through every text field of the real questionnaire, all payloads at once ----------------


def text_fields(things: Content) -> Iterator[tuple[str, Question, Question | None]]:
    """Yield each field in which a person may write what they like: (name, question, part)."""
    for question in things.questions.values():
        if question.type == "text":
            yield question.id, question, None
        yield from ((f"{question.id}.{part.id}", question, part) for part in question.parts if part.type == "text")


PRICED = {"soort": "uithuiszetting", "aantal": 24, "daling_laag": 10, "daling_hoog": 30, "prijs_laag": 6000, "prijs_hoog": 9000}


def filled(words: tuple[str, ...]) -> Answers:
    """The small example's answers with every text field filled in with these words: an entry each in a list, an action each in the plan, and an own action each."""
    base, values = example("klein-platteland"), {}
    for _, question, part in text_fields(content()):
        if part is None:
            values[question.id] = validate(question, words[0], content())
            continue
        entries = values.get(question.id) or base.values.get(question.id) or []
        first = PRICED if question.id == "gebeurtenissen" else entries[0] if entries else {}
        values[question.id] = validate(question, [{**first, **(entries[n] if n < len(entries) else {}), part.id: word} for n, word in enumerate(words)], content())
    free = [field.name for field in dataclasses.fields(PlanEntry) if field.name not in ("date", "status", "priority") and field.type in ("str", str)]
    plan = {action.id: PlanEntry(**dict.fromkeys(free, clean_text(words[n % len(words)]))) for n, action in enumerate(content().actions)}
    own = tuple(OwnAction(f"{OWN}{n}", clean_text(word), clean_text(word), 0.5, 0.5) for n, word in enumerate(words))
    plan |= {action.id: PlanEntry(**dict.fromkeys(free, action.do)) for action in own}
    return dataclasses.replace(base, values={**base.values, **values}, plan=plan, own=own)


def test_every_text_field_is_there() -> None:
    assert {name for name, _, _ in text_fields(content())} >= {"partner_naam", "partners.naam", "gebeurtenissen.prijs_bron"}


def test_all_payloads_in_every_text_field_leave_every_page_as_it_was() -> None:
    harmless = assemble(tailor(content(), filled(tuple(f"{_MARK}{n}q" for n in range(len(PAYLOADS))))), LOOK).files
    hostile = assemble(tailor(content(), filled(PAYLOADS)), LOOK).files
    assert set(harmless) == set(hostile)
    changed = [path for path in hostile if hostile[path] != harmless[path]]
    assert {"docs/antwoorden.md", "docs/plan.md", "docs/kosten-en-baten.md"} <= set(changed)
    read = parser()
    for path in changed:
        assert path.endswith(".md"), path
        shown, expected = (read.reset().convert(str(files[path]).split("\n---\n", 1)[1]) for files in (hostile, harmless))
        assert skeleton(shown) == skeleton(expected), path
        words = re.sub(rf"{_MARK}(\d+)q", lambda match: flat(PAYLOADS[int(match[1])]), plain(expected))
        assert flat(plain(shown)) == flat(words), path


def test_a_shared_edition_holds_no_payload_at_all() -> None:
    shared = assemble(tailor(content(), filled(tuple(f"{_MARK}{n}q" for n in range(len(PAYLOADS)))), edition=SHARED), LOOK).files
    assert [path for path, text in shared.items() if isinstance(text, str) and _MARK in text] == []


def test_the_file_of_answers_gives_every_payload_back() -> None:
    given = filled(PAYLOADS)
    assert read_answers(write_answers(given, content()), "a.yml", content()) == given


def test_a_workbook_and_its_csv_hold_every_payload_as_text(tmp_path: Path) -> None:
    import openpyxl

    handbook = tailor(content(), filled(PAYLOADS))
    write_workbook(handbook, tmp_path / "plan.xlsx")
    write_csv(handbook, tmp_path / "plan.csv")
    cells = [cell for sheet in openpyxl.load_workbook(tmp_path / "plan.xlsx") for row in sheet.iter_rows() for cell in row if isinstance(cell.value, str)]
    owners = {flat(item.owner.plain) for item in handbook.plan.items} if handbook.plan else set()
    assert len(owners) > 20
    shown = {flat(re.sub(r"_x005F_", "_", str(cell.value))) for cell in cells}
    assert owners <= shown and {flat(row.source.plain) for row in handbook.costs.rows if row.role == "prijs"} <= shown  # type: ignore[union-attr]
    assert not [cell.coordinate for cell in cells if cell.data_type == "f" and any(flat(payload) == flat(str(cell.value)) for payload in PAYLOADS)]
    assert not [cell.coordinate for cell in cells if cell.hyperlink and any(flat(payload) in flat(str(cell.value)) for payload in PAYLOADS)]
    with (tmp_path / "plan.csv").open(encoding="utf-8-sig", newline="") as opened:
        rows = list(csv.reader(opened, delimiter=";"))
    assert len(rows) > 20 and not [cell for row in rows for cell in row if cell[:1] in tuple("=+@-\t")]
