"""The glossary becomes words for the search."""

from __future__ import annotations

import json

from site_build.assembly.search_words import search_words_js
from site_build.content.model import Place, Term


def term(**fields: object) -> Term:
    values = {"id": "huisbezoek", "term": "Huisbezoek", "definition": "Een gesprek thuis.", "place": Place("begrippen.yml")} | fields
    return Term(**values)  # type: ignore[arg-type]


def entries(text: str) -> object:
    return json.loads(text.split("window.handreikingZoekwoorden = ")[1].rstrip(";\n"))


def test_an_entry_holds_words_that_mean_the_same_parts_and_pages() -> None:
    js = search_words_js([term(synonyms=("langsgaan",), parts=("bezoek",), see=("op-huisbezoek",))])
    assert entries(js) == [[["Huisbezoek", "langsgaan"], ["bezoek"], ["op-huisbezoek"]]]


def test_a_quote_or_markup_in_a_term_cannot_end_the_script() -> None:
    js = search_words_js([term(term='Zo"n </script>')])
    assert entries(js) == [[['Zo"n </script>'], [], []]]


def test_no_terms_give_an_empty_list() -> None:
    assert entries(search_words_js([])) == []
