"""Blocks against what makes the website, Python-Markdown: what is shown as one heading, paragraph, item or cell is never cut in two."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import markdown
import pytest

from site_build.store.blocks import split

EXTENSIONS = ["admonition", "attr_list", "def_list", "footnotes", "md_in_html", "tables", "pymdownx.details", "pymdownx.superfences"]
INLINE = {"a", "b", "code", "em", "i", "span", "strong", "sup"}
PAGES = {
    "a box": '!!! note "Let op"\n    Een twee\n    drie.\n\n    Vier.\n\n    - vijf\n      zes\n    - zeven\n\nacht\n',
    "a folded box": '??? note "Titel hier"\n    Een\n    twee.\n\n    | kop | staart |\n    |---|---|\n    | drie | vier |\n',
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


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("name", PAGES)
def test_what_is_shown_as_one_piece_stands_in_one_block(name: str, end: str) -> None:
    text = PAGES[name].replace("\n", end)
    blocks = [set(re.findall(r"[a-zA-Z]+", block.text)) for block in split(text)]
    runs = [words for run in Shown(markdown.markdown(text, extensions=EXTENSIONS)).runs if (words := set(re.findall(r"[a-zA-Z]+", run)))]
    assert len(runs) > 1
    assert [run for run in runs if not any(run <= block for block in blocks)] == []
