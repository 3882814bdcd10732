"""Blocks against what makes the website, Python-Markdown: what is shown as one heading, paragraph, item or cell is never cut in two."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import markdown
import pytest

from site_build.assembly.project import assemble
from site_build.content.loading import load
from site_build.interview.answers import read_answers
from site_build.store.blocks import split
from site_build.store.resources import read_look
from site_build.tailoring.handbook import tailor

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"

EXTENSIONS = ["admonition", "attr_list", "def_list", "footnotes", "md_in_html", "tables", "toc", "pymdownx.mark", "pymdownx.superfences"]
INLINE = {"a", "b", "code", "em", "i", "span", "strong", "sup"}
PAGES = {
    "a box": '!!! note "Let op"\n    Een twee\n    drie.\n\n    Vier.\n\n    - vijf\n      zes\n    - zeven\n\nacht\n',
    "a nested list": "- een\n  twee\n\n    - drie\n    vier\n\n    vijf\n    zes\n\n- zeven\n",
    "a numbered list": "1. een\n2. twee\n\n    Alinea\n    hier.\n\n3. drie\n",
    "a table": "Voor\n\n| kop | staart |\n|---|---|\n| een | twee |\n| drie | vier |\n\nna\n",
    "code with blank lines": "```yaml\neen: x\n\n\n# twee\n- drie\n```\n\nna\n",
    "code in a list": "- een\n\n    ```yaml\n    twee: x\n\n    drie: y\n    ```\n\n- vier\n",
    "HTML with Markdown inside": '<div class="vak" markdown="1">\n\nEen\ntwee.\n\n- drie\n- vier\n\n</div>\n\nna\n',
    "folded HTML": '<details class="waarom" markdown="1">\n<summary>Titel</summary>\n\nEen\ntwee.\n\n</details>\n',
    "a definition list": "Woord\n:   Betekenis\n    hier.\n\n    Meer.\n\nAnder\n:   Iets.\n",
    "a footnote": "Tekst[^1] hier.\n\n[^1]: Noot\n    loopt.\n",
    "attributes": "Alinea\nhier.\n{ .lead }\n\n## Kop { #anker .klasse }\n\nna\n",
    "a heading right on a paragraph": "Voor\n## Kop\nna\nverder\n",
    "indented code": "Voor\n\n    een\n    twee\n\nna\n",
    "tabs": "-\teen\n\n\ttwee\n\tdrie\n\n-\tvier\n",
}


class Shown(HTMLParser):
    """The runs of words that stand in one element, lines of code each by itself."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.runs: list[str] = [""]
        self.in_code = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._edge(tag)
        self.in_code = self.in_code or tag == "pre"

    def handle_endtag(self, tag: str) -> None:
        self._edge(tag)
        self.in_code = self.in_code and tag != "pre"

    def handle_data(self, data: str) -> None:
        self.runs[-1] += data

    def _edge(self, tag: str) -> None:
        if tag not in INLINE:
            self.runs.append("")


WORD = re.compile(r"[^\W\d_]+")


def cut(text: str, *, least: int = 1) -> list[set[str]]:
    """Return the words of every run that stands in no single block. Text right in HTML (an `li` without paragraphs) is a run up to a blank line."""
    blocks = [set(WORD.findall(block.text)) for block in split(text)]
    shown = [part for run in Shown(markdown.markdown(text, extensions=EXTENSIONS)).runs for part in re.split(r"\n\s*\n", run)]
    runs = [words for run in shown if (words := set(WORD.findall(run)))]
    assert len(runs) >= least
    return [run for run in runs if not any(run <= block for block in blocks)]


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("name", PAGES)
def test_what_is_shown_as_one_piece_stands_in_one_block(name: str, end: str) -> None:
    assert cut(PAGES[name].replace("\n", end), least=2) == []


@pytest.mark.parametrize("example", ["leeuwarden", *(pytest.param(path.stem, marks=pytest.mark.audit) for path in sorted(EXAMPLES.glob("*.yml")) if path.stem != "leeuwarden")])
def test_on_every_page_of_an_example_too(example: str) -> None:
    content = load()
    answers = read_answers((EXAMPLES / f"{example}.yml").read_text(encoding="utf-8"), example, content)
    files = assemble(tailor(content, answers), read_look()).files
    pages = {path: str(text).split("\n---\n", 1)[-1] for path, text in files.items() if path.startswith("docs/") and path.endswith(".md")}
    assert len(pages) > 100
    assert {path: found for path, text in pages.items() if (found := cut(text))} == {}
