"""The checklists and conversation cards, and the page that names them all."""

from __future__ import annotations

from collections.abc import Iterable

from site_build.assembly.contexts import Checklist, Lists
from site_build.assembly.doc import Block, Head, PageDoc, Section
from site_build.assembly.marks import BODY, LEAD
from site_build.assembly.outputs import list_output
from site_build.assembly.rows import ListRef
from site_build.assembly.views import Views
from site_build.content.model import Checklist as ListThing
from site_build.tailoring.handbook import Handbook
from site_build.tailoring.selection import ChosenChecklist


def pages(handbook: Handbook, views: Views) -> Iterable[PageDoc]:
    """Yield the index, then every list with an item that applies."""
    lists = tuple(views.checklist(chosen) for chosen in views.here.checklists)
    phrases = views.content.phrases
    yield views.page("index", "lijsten/index.md", Head(phrases("heads.lists"), phrases("heads.lists_about")), Lists(lists=lists))
    for chosen, view in zip(views.here.checklists, lists, strict=True):
        yield _list(chosen, view, views)


def _list(chosen: ChosenChecklist, view: ListRef, views: Views) -> PageDoc:
    thing = chosen.thing
    sections = (Section(LEAD, (Block(thing.intro),)), views.part(BODY, Checklist(lijst=view)), *_attachments(thing, views), *views.related(thing.pages), *views.why(chosen))
    cited = dict.fromkeys(source for item in view.items for source in item.sources)
    head = Head(thing.title, thing.intro, "lijsten", chosen.later, thing.roles, {"phases": list(thing.phases), "checked": views.checked(cited)})
    return PageDoc(list_output(thing.id), "list" if thing.kind == "list" else "cards", head, (*sections, views.notes(sections, cited)))


def _attachments(thing: ListThing, views: Views) -> tuple[Section, ...]:
    """The files beside a list: a picture is shown, another file is linked to."""
    lines = []
    for one in thing.attachments:
        if one.path in views.here.copies:
            shown = views.content.asset_at[one.path].is_picture
            lines.append(f"{'!' if shown else '- '}[{one.text}](/{views.here.copies[one.path]})")
    return (Section(BODY, (Block("\n\n".join(lines)),), views.content.phrases("names.attachments")),) if lines else ()
