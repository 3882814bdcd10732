"""A drawing of the editors stands in the page itself, with its words as the alternative; it goes along to PDF and Word."""

from __future__ import annotations

from pathlib import Path

from site_build.assembly.outputs import Look
from site_build.assembly.project import assemble
from site_build.tailoring.handbook import tailor
from tests.builders import make_answers, make_content, page

SVG = '<svg class="pic" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10" width="10" role="img">\n\n<rect width="5" height="5"/>\n</svg>\n'


def made(tmp_path: Path, image: str) -> str:
    content = make_content(tmp_path, {"guide/pictures/boom.svg": SVG, "guide/chapters/10-doen/mandaat.md": page(f"## Kop\n\n{image}\n\nDaarna.")})
    text = assemble(tailor(content, make_answers()), Look("site_name: x\n")).files["docs/doen/mandaat.md"]
    assert isinstance(text, str)
    return text


def test_a_drawing_stands_in_the_page_with_its_words_and_without_empty_lines(tmp_path: Path) -> None:
    text = made(tmp_path, "![Een boom <met> takken](../../pictures/boom.svg)")
    assert 'role="img" aria-labelledby="pic-boom">\n<title id="pic-boom">Een boom &lt;met&gt; takken</title>\n<rect width="5" height="5"/>\n</svg>\n\nDaarna.' in text


def test_a_drawing_that_is_not_there_leaves_its_words(tmp_path: Path) -> None:
    assert "## Kop\n\nEen boom\n\nDaarna." in made(tmp_path, "![Een boom](../../pictures/weg.svg)")
