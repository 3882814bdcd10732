"""The glossary, the editors' words and the kinds of pages become data for the search."""

from __future__ import annotations

import json
from typing import Any

from site_build.assembly.doc import Head, PageDoc
from site_build.assembly.search_words import search_words_js
from site_build.content.model import SearchWords, Term
from site_build.errors import Place

PARTS = {"uitvoeren": "Uitvoeren"}
DOCS = (
    PageDoc("uitvoeren/op-huisbezoek.md", "chapter", Head("Op huisbezoek", part="uitvoeren"), ()),
    PageDoc("lijsten/op-huisbezoek.md", "list", Head("Op huisbezoek", part="lijsten"), ()),
    PageDoc("plan.md", "plan", Head("Uw plan"), ()),
)


def term(**fields: Any) -> Term:
    return Term(**{"id": "huisbezoek", "term": "Huisbezoek", "definition": "Een gesprek thuis.", "place": Place("begrippen.yml")} | fields)


def data(terms: list[Term], words: list[SearchWords]) -> dict[str, Any]:
    text = search_words_js(terms, words, DOCS, PARTS)
    found: dict[str, Any] = json.loads(text.split("window.handreikingZoekwoorden = ")[1].rstrip(";\n"))
    return found


def test_a_term_holds_words_that_mean_the_same_parts_and_the_address_of_the_chapter_not_of_the_list() -> None:
    made = data([term(synonyms=("langsgaan",), parts=("bezoek",), see=("op-huisbezoek", "niet-in-dit-handboek"))], [])
    assert made["terms"] == [[["Huisbezoek", "langsgaan"], ["bezoek"], ["uitvoeren/op-huisbezoek"]]]


def test_a_quote_or_markup_in_a_term_cannot_end_the_script() -> None:
    assert data([term(term='Zo"n </script>')], [])["terms"] == [[['Zo"n </script>'], [], []]]


def test_search_words_lead_to_the_pages_that_are_in_this_handbook_and_go_when_none_is() -> None:
    words = [
        SearchWords(id="a", words=("aanbellen",), pages=("op-huisbezoek",), checklists=("op-huisbezoek", "weg"), roles=("weg",), fixed=("plan", "bronnen")),
        SearchWords(id="b", words=("weg",), pages=("weg",), documents=("weg",)),
    ]
    assert data([], words)["words"] == [[["aanbellen"], ["uitvoeren/op-huisbezoek", "lijsten/op-huisbezoek", "plan"]]]


def test_every_page_is_called_by_its_kind_and_a_chapter_by_its_part() -> None:
    assert data([], [])["kinds"] == {"uitvoeren/op-huisbezoek": "Uitvoeren", "lijsten/op-huisbezoek": "Lijst", "plan": "Plan"}
