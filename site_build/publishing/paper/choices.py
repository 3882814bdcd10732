"""The open choices of a handbook as a Word file, to settle with colleagues: as it was, yours and the new text side by side."""

from __future__ import annotations

import difflib
import html
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from site_build.content.phrases import Phrases
from site_build.publishing.paper.book import Book
from site_build.publishing.paper.word import write_html
from site_build.store.choices import Choice, explain, options_of, question_of, title_of

TITLE = "Nog te kiezen"
_WORDS = re.compile(r"\s+|[^\s]+")
_LINK = re.compile(r"!?\[([^\[\]\n]*)\]\([^)\s]*(?:\s+\"[^\"]*\")?\)(?:\{[^}\n]*\})?")
_SIGNS = re.compile(r"^\s*(?:[-*+]|\d+[.)]|#+)\s+|\*\*|`|[\ue000\ue001]", re.M)
_MOST = 4000  # signs of a whole page that stand in the file; the page itself is in the handbook


def write_choices(book: Book, choices: Sequence[Choice], target: Path) -> None:
    """Write the file. Raises HandbookError when it cannot be made, MissingExtraError without python-docx."""
    write_html(book, TITLE, "\n".join(_page(choices, book.phrases)), target)


def _page(choices: Sequence[Choice], phrases: Phrases) -> Iterator[str]:
    count = len(choices)
    yield f"<p>{html.escape(phrases('choices.one_place') if count == 1 else phrases('choices.places', count=count), quote=False)}</p>"
    for number, choice in enumerate(choices, 1):
        yield f"<h1>{number}. {html.escape(title_of(choice))}</h1><p>{html.escape(question_of(choice))}</p>"
        yield from _texts(choice)
        answers = "".join(f"<li>☐ {html.escape(words)}</li>" for _, words in options_of(choice))
        ours, who = (html.escape(text, quote=False) for text in (phrases("choices.ours"), phrases("choices.who")))
        yield f"<p>{ours}</p><ul>{answers}</ul><p>{who} ……………………………………</p>"


def _texts(choice: Choice) -> Iterator[str]:
    if choice.kind == "file":
        yield f"<p>De nieuwe versie staat in {html.escape('.handreiking/nieuw/' + choice.path)}.</p>"
        return
    found = explain(choice)
    if len(found) == 1:
        text = found[0][1]
        more = "" if len(text) <= _MOST else f"<p>De rest staat in {html.escape(choice.path)}.</p>"
        yield f"<p><strong>{html.escape(found[0][0])}:</strong></p>{_marked(text[:_MOST], '')}{more}"
        return
    heads = "".join(f"<th>{html.escape(name)}</th>" for name, _ in found)
    old = found[0][1] if choice.old else ""
    cells = "".join(f"<td>{_marked(text, old if text != old and kept else '')}</td>" for (_, text), kept in zip(found, (False, choice.mine, choice.new), strict=True))
    columns = '<col style="width: 33%" />' * 3
    yield f"<table><colgroup>{columns}</colgroup><thead><tr>{heads}</tr></thead><tbody><tr>{cells}</tr></tbody></table>"


def _marked(text: str, old: str) -> str:
    """The text as paragraphs, with what is not in the old one in bold; signs of Markdown left out."""
    words, before = _WORDS.findall(_plain(text)), _WORDS.findall(_plain(old))
    out = []
    for tag, _, _, start, end in difflib.SequenceMatcher(None, before, words, autojunk=False).get_opcodes():
        part = html.escape("".join(words[start:end]))
        out.append(f"<strong>{part}</strong>" if part.strip() and old and tag != "equal" and "\n" not in part else part)
    return "".join(f"<p>{line}</p>" for line in "".join(out).split("\n") if line.strip())


def _plain(text: str) -> str:
    return _SIGNS.sub("", _LINK.sub(r"\1", text))
