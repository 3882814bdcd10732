"""No handbook has a link that leads nowhere, whatever was answered; and the check that says so agrees with MkDocs."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from site_build.assembly.links import Targets, anchors, broken_links
from site_build.assembly.project import Project, assemble
from site_build.interview.answers import Answers
from site_build.store.resources import read_look
from site_build.tailoring.handbook import COMPLETE, INTERN, SHARED, tailor
from tests.handbooks import EXAMPLES, content, example
from tests.worlds import every_kind

LOOK = read_look()


def made(answers: Answers, edition: str = INTERN) -> Project:
    return assemble(tailor(content(), answers, edition=edition), LOOK)


def texts(project: Project) -> dict[str, str]:
    return {path.removeprefix("docs/"): str(text) for path, text in project.files.items() if path.endswith(".md")}


@pytest.mark.parametrize("times", [1, pytest.param(4, marks=pytest.mark.audit)])
def test_no_answers_make_a_link_that_leads_nowhere(times: int) -> None:
    """Every size, stage and form of execution, one or four random sets each, in both editions by turns."""
    worlds = list(every_kind(content(), times))
    assert len(worlds) >= 90 * times
    wrong = {}
    for number, answers in enumerate(worlds):
        pages = texts(made(answers, (INTERN, SHARED)[number % 2]))
        found = broken_links(pages) + [(file, "NUL") for file, text in pages.items() if "\0" in text]
        if found:
            wrong[answers.handbook] = found[:3]
    assert wrong == {}


@pytest.mark.parametrize("phase", ["verkennen", "voorbereiden", "starten", "uitvoeren", "borgen", "opschalen"])
def test_a_small_municipality_in_any_stage_has_only_links_that_lead_somewhere(phase: str) -> None:
    assert broken_links(texts(made(example("klein-platteland").with_value("fase", phase)))) == []


def test_the_complete_edition_has_only_links_that_lead_somewhere() -> None:
    assert broken_links(texts(made(Answers("hb-compleet", "2026-11-24"), COMPLETE))) == []


PAGES = {
    "index.md": '---\ntitle: "T"\n---\n\n# T\n\n[goed](doen/a.md#plat-1) [weg](doen/weg.md) [anker](doen/a.md#nergens) [zelf](#kop) [zelf weg](#niets)\n'
                '[buiten](https://voorbeeld.nl/x.md) [bestand](x.pdf)\n\n## Kop\n\n<a href="doen/a.html#eigen">goed</a> <a href="doen/weg.html">weg</a>\n\n'
                "```\n[in een blok](weg.md)\n```\n",
    "doen/a.md": "# A\n\n## Plat & 1\n\n## Zelf { #eigen }\n\n[terug](../index.md#kop)\n",
}


def test_the_check_names_each_link_that_leads_nowhere() -> None:
    assert broken_links(PAGES) == [("index.md", "doen/weg.md"), ("index.md", "doen/a.md#nergens"), ("index.md", "#niets"), ("index.md", "doen/weg.html")]


@pytest.mark.parametrize(("text", "shown"), [
    ("Lees [alles](/doen/a.md).", "Lees [alles](doen/a.md)."),
    ("Lees [dit](/doen/a.md#eigen){ .term }.", "Lees [dit](doen/a.md#eigen){ .term }."),
    ("Lees [**vet** en [meer]](/doen/a.md#weg).", "Lees **vet** en [meer]."),
    ("Lees [dit](/weg.md){ .term data-tip=\"x\" }.", "Lees dit."),
    ('<a href="/doen/a.md?fase=x">A</a> en <a href="/weg.md">B</a>', '<a href="doen/a.html?fase=x">A</a> en B'),
    ("[hier](#kop) en [daar](#nergens)", "[hier](#kop) en daar"),
    ("[buiten](https://voorbeeld.nl/a.md) en [bestand](downloads/x.pdf)", "[buiten](https://voorbeeld.nl/a.md) en [bestand](downloads/x.pdf)"),
])
def test_what_is_not_there_is_text(text: str, shown: str) -> None:
    assert Targets(PAGES).resolve(text, "index.md") == shown


def test_a_link_goes_from_the_page_it_stands_on() -> None:
    assert Targets(PAGES).resolve("[A](/doen/a.md) [T](/index.md)", "doen/b.md") == "[A](a.md) [T](../index.md)"


@pytest.mark.parametrize("name", [*EXAMPLES[:2], COMPLETE])
def test_the_anchors_that_the_check_knows_are_those_of_the_site(name: str) -> None:
    """Python-Markdown, with the extensions of every edition, gives the same ids."""
    import markdown
    import yaml

    project = made(Answers("hb-compleet", "2026-11-24"), COMPLETE) if name == COMPLETE else made(example(name))
    extensions, settings = [], {}
    for entry in yaml.safe_load(LOOK.config)["markdown_extensions"]:
        id, options = (entry, {}) if isinstance(entry, str) else next(iter(entry.items()))
        extensions.append(id)
        settings[id] = options or {}
    parser = markdown.Markdown(extensions=extensions, extension_configs=settings)
    for file, text in texts(project).items():
        html = parser.reset().convert(text.split("\n---\n", 1)[1])
        ids = {id for id in re.findall(r'<[^>]*?\bid="([^"]+)"', html) if not id.startswith(("fn:", "fnref"))}
        assert anchors(text) <= ids, file
        assert {id for id in ids if not re.search(r"_\d+$", id)} <= anchors(text), file


@pytest.mark.audit
@pytest.mark.parametrize("edition", [INTERN, COMPLETE])
def test_mkdocs_in_strict_mode_finds_what_the_check_finds(tmp_path: Path, edition: str) -> None:
    """A handbook with four faults put in by hand: MkDocs names the same four, and nothing else."""
    project = made(example("klein-platteland").with_value("fase", "verkennen"), edition)
    faults = "\n[a](weg.md)\n\n[b](plan.md#nergens)\n\n[c](#nergens)\n\n[d](begrippen.md#term-bestaat-niet)\n"
    for path, data in project.files.items():
        target = tmp_path / path
        target.parent.mkdir(parents=True, exist_ok=True)
        if path == "docs/index.md":
            data = f"{data}{faults}"
        target.write_bytes(data if isinstance(data, bytes) else data.encode())
    run = subprocess.run([sys.executable, "-m", "mkdocs", "build", "--strict"], cwd=tmp_path, env={**os.environ, "NO_MKDOCS_2_WARNING": "1"}, capture_output=True, text=True, check=False)
    named = re.findall(r"WARNING +- +(.*)", run.stderr)
    assert len(named) == 4 and all("index.md" in line for line in named), run.stderr
    pages = texts(project)
    pages["index.md"] += faults
    assert [target for _, target in broken_links(pages)] == ["weg.md", "plan.md#nergens", "#nergens", "begrippen.md#term-bestaat-niet"]
