"""The glossary as words that mean the same, for the search of the site."""

from __future__ import annotations

import json
from collections.abc import Iterable

from site_build.content.model import Term

SEARCH_WORDS_FILE = "docs/assets/js/search-words.js"


def search_words_js(terms: Iterable[Term]) -> str:
    """Return the script that takes the place of the theme's own search-words.js.

    Each entry is [words that mean the same, parts, page ids]: who searches a synonym finds the term and the other way round;
    who searches a part (*bezoek*) also finds the term (*huisbezoek*), but not the other way round.
    The pages that the term points to come higher for who searches the term or a synonym.
    """
    entries = [[[term.term, *term.synonyms], list(term.parts), list(term.see)] for term in terms]
    lines = ",\n".join("  " + json.dumps(entry, ensure_ascii=False) for entry in entries)
    comment = "// Made from the glossary: [words that mean the same, parts of the first word, pages about it]."
    return f"{comment}\nwindow.handreikingZoekwoorden = [\n{lines}\n];\n"
