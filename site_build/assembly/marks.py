"""The marks of a page: the one list of kinds of pages, roles of sections, and classes.

Templates and page makers write them, the theme, the search and the exports look for them; nothing anywhere looks for a
title or a sentence. A mark stands in the Markdown in a way that survives an editor: `## Bronnen { .sources }`.
tests/assembly/test_marks.py holds every reader and writer against this list.
"""

from __future__ import annotations

from dataclasses import dataclass

# --- the roles of sections: what a part of a page is for ------------------------------------

LEAD = "lead"  # what the page is about, in a sentence or two
BODY = "body"  # the text itself
UNDECIDED = "undecided"  # a part of the text that may not apply: the answer is not known
FOLDED = "folded"  # what waits for questions that nobody was asked yet
RELATED = "related"  # lists, documents, actions and risks about the same subject
WHY = "why"  # the answers by which the page is here
SOURCES = "sources"  # notes and further reading
ROLES = (LEAD, BODY, UNDECIDED, FOLDED, RELATED, WHY, SOURCES)
TEXT_ROLES = (LEAD, BODY, UNDECIDED)  # what a page says; the others are about it


# --- the kinds of pages -----------------------------------------------------------------------


@dataclass(frozen=True)
class Kind:
    """A kind of page: which part of the menu it stands in, how it weighs in the search and what a result calls it, whether it
    only leads to other pages, and whether it is about the worked case.
    """

    id: str
    menu: str = ""  # PLAN or REFERENCE; a kind without one stands beside its own parts
    boost: float = 1.0  # pages that name every subject come after the page about the subject
    label: str = ""  # a kind without one is called after its part of the handbook
    leads: bool = False  # a book has a table of contents for that
    example: bool = False  # of the worked case: beside the handbook, not in its book or its search


PLAN, REFERENCE = "plan", "reference"
KINDS = {kind.id: kind for kind in (
    Kind("home", boost=0.5, label="Begin"),
    Kind("route", PLAN, boost=0.6, label="Plan"),
    Kind("glance", PLAN, boost=0.6, label="Plan"),
    Kind("situation", PLAN, boost=0.5, label="Plan"),
    Kind("findout", PLAN, boost=0.5, label="Plan"),
    Kind("plan", PLAN, boost=0.4, label="Plan"),
    Kind("costs", PLAN, boost=0.6, label="Plan"),
    Kind("risks", PLAN, boost=0.6, label="Plan"),
    Kind("chapter"),
    Kind("index", boost=0.5, label="Overzicht", leads=True),
    Kind("list", boost=0.8, label="Lijst"),
    Kind("cards", boost=0.8, label="Gesprekskaart"),
    Kind("document", boost=0.85, label="Modelstuk"),
    Kind("worked", boost=0.4, label="Verzonnen voorbeeld", example=True),
    Kind("story", label="Verzonnen voorbeeld", example=True),
    Kind("twin", label="Verzonnen voorbeeld", example=True),
    Kind("role", boost=0.7, label="Rol"),
    Kind("beside", REFERENCE, boost=0.3, label="Naslag"),
    Kind("game", REFERENCE, boost=0.7, label="Spel"),
    Kind("overview", REFERENCE, boost=0.4, label="Overzicht", leads=True),
    Kind("glossary", REFERENCE, boost=0.4, label="Naslag"),
    Kind("sources", REFERENCE, boost=0.4, label="Naslag"),
    Kind("answers", REFERENCE, boost=0.4, label="Naslag"),
    Kind("omitted", REFERENCE, boost=0.3, label="Naslag"),
    Kind("changes", REFERENCE, boost=0.3, label="Naslag"),
    Kind("registers", REFERENCE, boost=0.5, label="Naslag"),
    Kind("downloads", REFERENCE, boost=0.6, label="Naslag", leads=True),
    Kind("book", REFERENCE, label="Naslag", leads=True),
    Kind("accessibility", REFERENCE, boost=0.5, label="Naslag", leads=True),
)}


# --- the classes in the text ------------------------------------------------------------------

WHEN, WHEN_LABEL = "when", "when-label"  # how UNDECIDED is written
FILLED = "filled"  # in a model document: filled in from answers
NOTE_ON_SOURCES = "sources-note"  # what a number in the text means; on paper the notes say it
TERM = "term"
GO = "go"  # a link that only leads elsewhere: not on paper
NOT_IN_SEARCH = "data-search-exclude"  # on a heading: the search engine of the site leaves its section out
CLASSES = (
    *(LEAD, RELATED, WHY, FOLDED, SOURCES, NOTE_ON_SOURCES, WHEN, WHEN_LABEL, FILLED, TERM, GO),
    *("checklist", "items", "item", "item-text", "item-why", "item-for"),
    *("home-hero", "home-changed", "home-first", "along", "who"),
    *("route", "minutes", "money-line", "money-point", "passed", "quarter", "weeks", "work-bar", "numbered", "button"),
    *("game", "game-theme", "card", "card-question", "card-deeper"),
    *("list-index", "list-items", "list-progress"),
    *("page-index", "summary", "later", "downloads", "synonyms", "no-print", "no-export"),
)
PICTURES = ("pic", "pic-scores", "pic-timeline", "pic-tornado", "pic-text", "pic-halo", "pic-muted", "pic-soft", "pic-line", "pic-mark",
            "pic-bar", "pic-band", "pic-open")
BOXES = {  # `!!! let-op "Titel"`: edge and fill on paper, which are the theme's own in the light scheme
    "advies": ("17505f", "eaf3f4"),
    "let-op": ("8a3d0c", "fdf1e6"),
    "recht": ("4b3f8c", "f1effa"),
    "voorbeeld": ("2f6136", "edf5ec"),
    "geregeld": ("2f6136", "edf5ec"),
    "open": ("7a2f5b", "f9eef4"),
}
