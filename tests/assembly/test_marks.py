"""One list of kinds, roles and classes: who writes a mark and who looks for one both know it from there."""

from __future__ import annotations

import re
from pathlib import Path

from site_build.assembly import marks
from site_build.assembly.pages import make_pages
from site_build.assembly.project import templates_of
from site_build.assembly.views import Views
from site_build.said import Said
from site_build.tailoring.changes import ChangeEntry, ChangeGroup
from site_build.tailoring.handbook import COMPLETE, INTERN, SHARED, tailor
from tests.handbooks import content, example

ROOT = Path(__file__).resolve().parents[2]
THEME = ROOT / "site_build/theme"
KNOWN = {*marks.CLASSES, *marks.PICTURES}
_CLASS = re.compile(r'class=\\?"([^"\\]*)\\?"')
_MARK = re.compile(r"\{:? ?\.([a-z-]+)")
_BOX = re.compile(r"^ *(?:!!!|\?\?\?\+?) *([a-z-]+)", re.M)


def written(path: Path) -> set[str]:
    """Return the classes that a template or a page of the guide writes."""
    text = re.sub(r"\{%.*?%\}", "", path.read_text(encoding="utf-8"))
    literal = {name for value in _CLASS.findall(text) for name in (re.findall(r"'([a-z-]+)'", value) if "{{" in value else value.split())}
    return literal | set(_MARK.findall(text))


def test_templates_and_the_guide_write_only_classes_of_the_list() -> None:
    paths = [*ROOT.glob("templates/**/*.j2"), *ROOT.glob("templates/**/*.md"), *ROOT.glob("guide/**/*.md")]
    assert len(paths) > 100
    assert {path.name: strange for path in paths if (strange := written(path) - KNOWN)} == {}


def test_boxes_are_those_of_the_list_and_the_theme_gives_each_a_look() -> None:
    used = {box for path in [*ROOT.glob("templates/**/*"), *ROOT.glob("guide/**/*.md")] if path.is_file() for box in _BOX.findall(path.read_text(encoding="utf-8"))}
    styled = set(re.findall(r"\.admonition\.([a-z-]+)", "".join(path.read_text(encoding="utf-8") for path in THEME.glob("assets/css/*.css"))))
    assert used <= set(marks.BOXES) and set(marks.BOXES) <= styled


def test_a_box_has_the_same_colours_on_the_site_in_word_and_in_the_pdf() -> None:
    tokens = (THEME / "assets/css/tokens.css").read_text(encoding="utf-8").split("prefers-color-scheme")[0]
    css = "".join(path.read_text(encoding="utf-8") for path in THEME.glob("assets/css/*.css"))
    typst = (ROOT / "site_build/publishing/paper/typst/handboek.typ").read_text(encoding="utf-8")
    for box, (edge, fill) in marks.BOXES.items():
        own = re.search(rf"\.admonition\.{box} {{ --box: var\(--(\w+)\)", css)
        name = own[1] if own else "advice"
        light = {found[0]: found[1] for found in reversed(re.findall(rf"--({name}(?:-bg)?): #(\w{{6}})", tokens))}
        assert (light[name], light[f"{name}-bg"]) == (edge, fill), box
        assert f'"{box}": (rgb("#{edge}"), rgb("#{fill}"))' in typst, box


def test_every_class_of_the_list_is_written_by_a_template_or_by_the_assembly() -> None:
    templates = set().union(*(written(path) for path in [*ROOT.glob("templates/**/*.j2"), *ROOT.glob("templates/**/*.md")]))
    code = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "site_build/assembly").rglob("*.py") if path.name != "marks.py")
    by_name = {value for name, value in vars(marks).items() if isinstance(value, str) and re.search(rf"\b{name}\b", code)}
    assert KNOWN - templates - by_name == set()


def test_the_theme_has_a_look_only_for_kinds_that_exist() -> None:
    css = "".join(path.read_text(encoding="utf-8") for path in THEME.glob("assets/css/*.css"))
    assert set(re.findall(r"\.kind-([a-z]+)", css)) <= set(marks.KINDS)


CHANGED = (ChangeEntry("2026-11-24", (ChangeGroup("Antwoorden", (Said("Een zin."),)),)),)


def test_every_page_has_a_kind_and_roles_of_the_list_and_its_lead_comes_first() -> None:
    kinds = set()
    for edition in (INTERN, SHARED, COMPLETE):
        handbook = tailor(content(), example("leeuwarden"), edition=edition)
        for doc in make_pages(handbook, Views(handbook, templates_of(handbook.content), changes=CHANGED)):
            kinds.add(doc.kind)
            roles = [section.role for section in doc.sections]
            assert set(roles) <= set(marks.ROLES) and marks.LEAD not in roles[1:], doc.file
            order = [marks.ROLES.index(role) for role in roles if role not in (marks.BODY, marks.UNDECIDED)]
            assert order == sorted(order), doc.file
    assert kinds <= set(marks.KINDS) and set(marks.KINDS) - kinds == set()


def test_nothing_that_reads_a_page_looks_for_a_title_or_a_sentence() -> None:
    """The headings that templates give to sections stand in no export, script or style sheet."""
    titles = {re.match(r"## (.+)", (ROOT / f"templates/pages/{name}.md.j2").read_text(encoding="utf-8"))[1] for name in ("notes", "related", "why")}  # type: ignore[index]
    paths = [*(ROOT / "site_build/publishing").rglob("*.py"), *THEME.rglob("*.js"), *THEME.rglob("*.css"), *THEME.rglob("*.html")]
    found = {}
    for path in paths:
        text = path.read_text(encoding="utf-8")
        if bad := [title for title in titles if re.search(rf"""["'`/^]{re.escape(title)}["'`/$]""", text)]:
            found[path.name] = bad
    assert found == {}
