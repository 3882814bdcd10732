"""Small things that the workbench draws: a page of Markdown as HTML, a section of questions, the first words of a block."""

from __future__ import annotations

import functools
import posixpath
import re
from collections.abc import Mapping
from html import escape
from typing import TYPE_CHECKING

from site_build.assembly.outputs import COPIES
from site_build.content.conditions import Tri
from site_build.content.model import Section
from site_build.tailoring.explaining import in_words
from site_build.tailoring.handbook import Handbook

if TYPE_CHECKING:  # importing it takes longer than starting
    from markdown import Markdown


def first_words(lines: list[str], line: int, kind: str, key: str) -> str:
    """The first words of what a condition decides on, to recognise it by."""
    if kind != "block":
        return key
    below = (text.strip().lstrip("#!>-*| ") for text in lines[line:])
    return next((text[:120] for text in below if text and not text.startswith("{%")), key)


def own_pictures(html: str, page: str, digests: Mapping[str, str]) -> str:
    """Point the pictures and attachments of a page to where the workbench has them; `digests` (by path in docs/) tell two versions of one apart."""

    def replace(match: re.Match[str]) -> str:
        if re.match(r"\w+:|/", match[2]):
            return match[0]
        path = posixpath.normpath(posixpath.join(posixpath.dirname(page), match[2].partition("#")[0]))
        return f'{match[1]}beeld/{path}{f"?v={digests[path][:12]}" if path in digests else ""}"'

    return re.sub(rf'(<img\b[^>]*?\bsrc="|<a\b[^>]*?\bhref="(?=(?:\.\./)*{COPIES}/))([^"]+)"', replace, html)


def questionnaire(section: Section, handbook: Handbook) -> str:
    """The questions of a section, each with its choices and whether it is asked here."""
    parts = [f"<h1>{escape(section.title)}</h1>", f"<p>{escape(section.intro)}</p>"]
    for question in section.questions:
        tri = question.when.evaluate(handbook.values.lookup).tri if question.when else Tri.YES
        asked = "" if tri is not Tri.NO else f"<p><em>Wordt hier niet gesteld; wel als {escape(in_words(question.when, handbook.content))}.</em></p>" if question.when else ""
        choices = "".join(f"<li>{escape(choice.label)}</li>" for choice in question.choices if not choice.retired)
        parts.append(f"<h2>{escape(question.ask)}</h2>{asked}<p>{escape(question.why)}</p>" + (f"<ul>{choices}</ul>" if choices else ""))
    return "\n".join(parts)


@functools.lru_cache(maxsize=1)
def _markdown() -> Markdown:
    import markdown

    return markdown.Markdown(extensions=["admonition", "attr_list", "def_list", "footnotes", "md_in_html", "tables", "toc", "pymdownx.mark", "pymdownx.superfences"])


def to_html(text: str) -> str:
    """Return the HTML of a page of the handbook, without its front matter."""
    reader = _markdown()
    reader.reset()
    return str(reader.convert(re.sub(r"\A---\n.*?\n---\n", "", text, flags=re.S)))
