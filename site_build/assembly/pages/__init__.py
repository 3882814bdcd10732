"""The pages of a handbook: one maker per subject, plain functions of a handbook and its views.

To add a page:

1. give its kind a line in `assembly/marks.py` (which part of the menu, how it weighs in the search);
2. write `templates/pages/NAME.md.j2` with its text; a first paragraph with `{ .lead }` under it becomes the lead;
3. write the dataclass with what the template may use in `assembly/contexts.py` (for what people look up in `reference_contexts.py`);
4. yield `views.page("kind", "file.md", Head("Titel", "Samenvatting."), YourContext(…))` from a maker here, and put a new maker in MAKERS.

Write links from the top of docs/: `link('plan.md#het-geld')` in a template, `[tekst](/plan.md)` in Markdown of your own. A link to
what another maker left out becomes its text. Print what people said as it is (`Said` escapes itself). The menu, the book on one page, Word,
PDF and the search follow from the kind and the sections; nothing else has to know about your page.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from site_build.assembly.doc import PageDoc
from site_build.assembly.pages import book, chapters, documents, home, lists, reference, registers, roles, worked
from site_build.assembly.views import Views
from site_build.tailoring.handbook import Handbook

Maker = Callable[[Handbook, Views], Iterable[PageDoc]]
MAKERS: tuple[Maker, ...] = (chapters.pages, lists.pages, documents.pages, roles.pages, reference.pages, registers.pages, worked.pages)


def make_pages(handbook: Handbook, views: Views) -> tuple[PageDoc, ...]:
    """Return every page in reading order; the route and the book on one page are made of the others."""
    made = tuple(doc for maker in MAKERS for doc in maker(handbook, views))
    docs = (*home.pages(handbook, views, made), *made)
    return (*docs, book.page(docs, views))
