"""Pages with structure -> Markdown, in one place: the marks of marks.py, and every link resolved."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping

from site_build.assembly.doc import PageDoc, Section
from site_build.assembly.links import Targets
from site_build.assembly.marks import FOLDED, KINDS, LEAD, NOT_IN_SEARCH, RELATED, SOURCES, UNDECIDED, WHEN, WHEN_LABEL, WHY
from site_build.assembly.text import front_matter

_BLANK = re.compile(r"\n\n\n+")  # not \n{3,}: with three signs in front the search skips through a text, ten times as fast
_BLANK_OR_FENCE = re.compile(r"(^ *(```+|~~~+)[^\n]*\n.*?(?:^ *\2[`~]*[ \t]*$|\Z))|\n{3,}", re.M | re.S)


def write(docs: Iterable[PageDoc], parts: Mapping[str, str], copies: Collection[str] = ()) -> tuple[dict[str, str], frozenset[str]]:
    """Return file in docs/ -> text, in the order of the pages, and which of `copies` (files in docs/) a page shows or links to.

    `parts` maps an id to the title of a part of the handbook.
    """
    texts = {doc.file: _page(doc, parts) for doc in docs}
    targets = Targets(texts, copies)
    written = {file: targets.resolve(text, file) for file, text in texts.items()}
    return written, frozenset(targets.used)


def section_text(section: Section) -> str:
    """Return a section as Markdown with its mark."""
    text = section.text
    if section.role == UNDECIDED:
        return f'<div class="{WHEN}" markdown="1">\n\n<p class="{WHEN_LABEL}">{section.title}</p>\n\n{text}\n\n</div>'
    if section.role == LEAD:
        return f"{text.rstrip()}\n{{ .{LEAD} }}"
    if section.role in (WHY, FOLDED):
        return f'<details class="{section.role}" markdown="1">\n<summary>{section.title}</summary>\n\n{text.strip()}\n\n</details>'
    if section.role == SOURCES:  # they are found on the page with all sources, not under every page that cites them
        return f"## {section.title} {{ .{SOURCES} {NOT_IN_SEARCH} }}\n\n{text}"
    if section.role == RELATED:
        return f"## {section.title} {{ .{RELATED} {NOT_IN_SEARCH} }}\n\n{text}"  # only names of other things
    return f"## {section.title}\n\n{text}" if section.title else text


def _page(doc: PageDoc, parts: Mapping[str, str]) -> str:
    head, kind = doc.head, KINDS[doc.kind]
    fields: dict[str, object] = {
        "title": head.title, "description": head.summary, "kind": kind.id, "part": head.part, "part_title": parts.get(head.part, ""),
        "later": head.later or "", "roles": list(head.roles), **head.more,
    }
    if kind.boost != 1:
        fields["search"] = {"boost": kind.boost}
    body = "\n\n".join(section_text(section) for section in doc.sections)
    return f"{front_matter(fields)}\n# {head.title}\n\n{tidy(body)}"


def tidy(text: str) -> str:
    """Make runs of blank lines one, but not inside a fence, where they are the author's."""
    if "```" in text or "~~~" in text:
        return _BLANK_OR_FENCE.sub(lambda match: match[1] or "\n\n", text).strip() + "\n"
    return _BLANK.sub("\n\n", text).strip() + "\n"
