"""The glossary as words that mean the same, for the search of the site."""

from __future__ import annotations

import json
from collections.abc import Iterable

from site_build.content.model import Term

SEARCH_WORDS_FILE = "docs/assets/js/search-words.js"


def search_words_js(terms: Iterable[Term]) -> str:
    """Return the script that takes the place of the theme's own search-words.js.

    Each group is a term, its synonyms and its parts: who searches one of them also finds the others.
    """
    groups = [[term.term, *term.synonyms, *term.parts] for term in terms if term.synonyms or term.parts]
    lines = ",\n".join("  " + json.dumps(group, ensure_ascii=False) for group in groups)
    comment = "// Made from the glossary; words in one line mean the same for somebody who searches."
    return f"{comment}\nwindow.handreikingZoekwoorden = [\n{lines}\n];\n"
