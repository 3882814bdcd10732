"""The chapters: what editors wrote, cut to size; what belongs to the subject; why it is here; what it stands on."""

from __future__ import annotations

from collections.abc import Iterable

from site_build.assembly.contexts import Settled
from site_build.assembly.doc import Block, Head, PageDoc, Section
from site_build.assembly.folding import fold
from site_build.assembly.marks import BODY, LEAD
from site_build.assembly.outputs import page_output
from site_build.assembly.views import Views
from site_build.assembly.writer import check_sections
from site_build.tailoring.handbook import Handbook
from site_build.tailoring.selection import ChosenPage


def pages(handbook: Handbook, views: Views) -> Iterable[PageDoc]:
    """Yield every chapter that is in the handbook."""
    for chosen in views.here.pages:
        yield _page(chosen, views)


def _page(chosen: ChosenPage, views: Views) -> PageDoc:
    page = chosen.thing
    body = views.writer.body(chosen.body, page.place.file)
    body = (views.part(BODY, Settled()), *check_sections(body)) if chosen.settled else fold(body, views.content)
    sections = (Section(LEAD, (Block(page.summary),)), *body, *views.related_to(page.id), *views.why(chosen, settled=page.settled if chosen.settled else None))
    head = Head(page.title, page.summary, page.part, chosen.later, page.roles,
                {"phases": list(page.phases), "theme": page.theme, "approach": list(views.chapter(chosen).approach),
                 "checked": views.checked(page.sources)})
    return PageDoc(page_output(page), "chapter", head, (*sections, views.notes(sections, page.sources)))
