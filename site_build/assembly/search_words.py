"""What the search of the site knows besides the pages: the glossary, the editors' search words, and kinds of pages."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping

from site_build.assembly.doc import PageDoc
from site_build.assembly.marks import KINDS
from site_build.assembly.outputs import document_output, list_output
from site_build.content.model import SearchWords, Term

SEARCH_WORDS_FILE = "docs/assets/js/search-words.js"


def search_words_js(terms: Iterable[Term], words: Iterable[SearchWords], docs: Iterable[PageDoc], parts: Mapping[str, str]) -> str:
    """Return the script that takes the place of the theme's own search-words.js.

    `terms`: [words that mean the same, parts, pages]: who searches a synonym finds the term and the other way round; who
    searches a part (*bezoek*) also finds the term (*huisbezoek*), but not the other way round. `words`: [words, pages] of
    search-words.yml. `kinds`: what kind of page each is, in a word. A page is its address without .html; pages that are
    not in this handbook are left out. `parts` maps the id of a part of the handbook to its title.
    """
    files = {doc.file: doc for doc in docs}
    chapters = {_stem(file): file for file, doc in files.items() if doc.kind == "chapter"}

    def there(wanted: Iterable[str]) -> list[str]:
        return [file.removesuffix(".md") for file in wanted if file in files]

    def chapters_of(ids: Iterable[str]) -> list[str]:
        return there(chapters.get(id, "") for id in ids)

    data = {
        "terms": [[[term.term, *term.synonyms], list(term.parts), chapters_of(term.see)] for term in terms if not term.retired],
        "words": [[list(entry.words), pages] for entry in words if not entry.retired and (pages := [
            *chapters_of(entry.pages), *there(map(list_output, entry.checklists)), *there(map(document_output, entry.documents)),
            *there(f"rollen/{role}.md" for role in entry.roles), *there(f"{fixed}.md" for fixed in entry.fixed)])],
        "kinds": {file.removesuffix(".md"): KINDS[doc.kind].label or parts.get(doc.head.part, "") for file, doc in files.items()},
    }
    lines = ",\n".join(f"{json.dumps(key)}: [\n{_lines(value)}\n]" if isinstance(value, list) else f"{json.dumps(key)}: {_json(value)}"
                       for key, value in data.items())
    return f"// Made from the glossary and search-words.yml; search-engine.js says what is what.\nwindow.handreikingZoekwoorden = {{\n{lines}\n}};\n"


def _stem(file: str) -> str:
    return file.rpartition("/")[2].removesuffix(".md")


def _lines(entries: Iterable[object]) -> str:
    return ",\n".join(_json(entry) for entry in entries)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
