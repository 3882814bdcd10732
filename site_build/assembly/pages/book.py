"""The book on one page: what the chapters of now say, without what stands around it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from site_build.assembly.doc import Block, Head, PageDoc, Section
from site_build.assembly.marks import BODY, TERM, TEXT_ROLES
from site_build.assembly.serialise import section_text, tidy
from site_build.assembly.views import Views

_HEADING = re.compile(r"\n(#{2,5}) ")
_TIP = re.compile(rf"(\]\([^)]*\))\{{ \.{TERM} data-tip=\"[^\"]*\" \}}")


def page(docs: Iterable[PageDoc], views: Views) -> PageDoc:
    """Return one page with the text of all chapters of now, headings one level down, notes at the end."""
    blocks = tuple(Block(_chapter(doc)) for doc in docs if doc.kind == "chapter" and not doc.head.later)
    sections = (Section(BODY, blocks),)
    phrases = views.content.phrases
    head = Head(phrases("heads.book"), phrases("heads.book_about"), more={"search": {"exclude": True}})
    return PageDoc("alles-op-een-pagina.md", "book", head, (*sections, views.notes(sections)))


def _chapter(doc: PageDoc) -> str:
    text = tidy("\n\n".join(section_text(section) for section in doc.with_roles(TEXT_ROLES)))
    lower = _TIP.sub(r"\1", _HEADING.sub(lambda match: f"\n#{match[1]} ", f"\n{text}")).rstrip()
    return f"## {doc.head.title}\n{lower}"
