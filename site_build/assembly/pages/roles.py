"""A page per role: what it must know, decide and do, and when."""

from __future__ import annotations

from collections.abc import Iterable

from site_build.assembly import advice
from site_build.assembly.doc import Block, Head, PageDoc, Section
from site_build.assembly.marks import BODY, LEAD
from site_build.assembly.views import Views
from site_build.tailoring.handbook import Handbook


def pages(handbook: Handbook, views: Views) -> Iterable[PageDoc]:
    """Yield the index, then every role that is there."""
    yield views.page("index", "rollen/index.md", Head("Voor uw rol", "Wat u moet weten, beslissen en doen."), "roles")
    for role in views.base["rollen"]:
        body = views.part(BODY, "role", rol=role, **advice.for_role(views.advice, role["id"]))
        head = Head(role["name"], role["who"], "rollen", roles=(role["id"],))
        yield PageDoc(role["file"], "role", head, (Section(LEAD, (Block(role["who"]),)), body))
