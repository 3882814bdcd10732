"""The worked case: a page that leads to it, its story, and its filled documents. Not in an edition to share."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from site_build.assembly.doc import Block, Head, More, PageDoc, Section
from site_build.assembly.marks import BODY, LEAD
from site_build.assembly.views import Views
from site_build.assembly.worked_contexts import InventedBox, MomentGroup, WorkedIndex, WorkedRow
from site_build.assembly.writer import Writer
from site_build.content.keeping import kept
from site_build.content.model import Content, Document
from site_build.content.worked import StoryPage, Twin, Worked
from site_build.interview.answers import dutch_date
from site_build.tailoring.handbook import Handbook
from site_build.tailoring.selection import ChosenBlock
from site_build.tailoring.worked import DecidedDocuments, decided_documents

_Leads = tuple[tuple[str | None, str | None], ...]
INDEX = "voorbeeld/index.md"
_UNSEARCHED: More = {"search": {"exclude": True}}  # who searches for a subject wants the page about it, not an invented letter


def pages(handbook: Handbook, views: Views) -> Iterable[PageDoc]:
    """Yield the leading page, the story in its order, and each filled document."""
    case, outputs = handbook.content.worked, views.here.outputs
    if case is None or not any(twin.place.file in outputs for twin in case.twins):
        return
    moments = decided_documents(handbook.content)
    documents = {document.id: document for document in handbook.content.documents}
    yield _index(case, moments, documents, views)
    for page in case.story:
        yield _story(page, case, moments, views)
    for twin in case.twins:
        yield _twin(twin, documents[twin.id], case, moments[twin.moment], views)


def written(content: Content, writer: Writer, twin: Twin, decided: DecidedDocuments) -> tuple[Section, ...]:
    """Return the text of a filled document. `writer` makes the links, the answers are those of the twin's moment."""
    chosen, written_before = decided.documents[twin.id], kept(content, _written)
    source = chosen.thing.place.file
    own = Writer(decided.handbook, writer.outputs, writer.omitted)
    # All handbooks of a content have the same text but for where its links lead; only the last is kept.
    leads = tuple((writer.outputs.get(path), writer.omitted.get(path)) for path in own.leads(chosen.body, source))
    if twin.id not in written_before or written_before[twin.id][0] != leads:
        written_before[twin.id] = leads, own.model(chosen.body, source, twin).sections
    return written_before[twin.id][1]


def _written(content: Content) -> dict[str, tuple[_Leads, tuple[Section, ...]]]:
    return {}


def _index(case: Worked, moments: Mapping[str, DecidedDocuments], documents: Mapping[str, Document], views: Views) -> PageDoc:
    def row(twin: Twin) -> WorkedRow:
        return WorkedRow(documents[twin.id].title, documents[twin.id].summary, views.here.outputs[twin.place.file])

    groups = tuple(MomentGroup(moment.title, moment.summary, _day(moments[moment.id]),
                               tuple(row(twin) for twin in case.twins if twin.moment == moment.id)) for moment in case.moments)
    story = tuple(WorkedRow(page.title, page.summary, views.here.outputs[page.place.file]) for page in case.story)
    return views.page("worked", INDEX, Head(case.title, case.summary), WorkedIndex(worked=case, story=story, groups=groups))


def _story(page: StoryPage, case: Worked, moments: Mapping[str, DecidedDocuments], views: Views) -> PageDoc:
    moment = case.moment(page.moment)
    box = InventedBox(notice=case.notice, moment=moment.title if moment else "", day=_day(moments[moment.id]) if moment else "", document="")
    body = views.writer.body(tuple(ChosenBlock(text=block.text, line=block.line) for block in page.body), page.place.file, terms=False)
    sections = (Section(LEAD, (Block(page.summary),)), views.part(BODY, box), *body)
    return PageDoc(views.here.outputs[page.place.file], "story", Head(page.title, page.summary, more=_UNSEARCHED), _with_notes(sections, views))


def _twin(twin: Twin, document: Document, case: Worked, decided: DecidedDocuments, views: Views) -> PageDoc:
    moment = case.moment(twin.moment)
    box = InventedBox(notice=case.notice, moment=moment.title if moment else "", day=_day(decided),
                      document=views.here.outputs.get(document.place.file, ""))
    sections = (Section(LEAD, (Block(document.summary),)), views.part(BODY, box), *written(views.content, views.writer, twin, decided))
    return PageDoc(views.here.outputs[twin.place.file], "twin", Head(document.title, document.summary, more=_UNSEARCHED), _with_notes(sections, views))


def _with_notes(sections: tuple[Section, ...], views: Views) -> tuple[Section, ...]:
    """Return the sections with what they cite; most pages of an invented case stand on nothing."""
    return (*sections, views.notes(sections)) if any("[^" in section.text for section in sections) else sections


def _day(decided: DecidedDocuments) -> str:
    return dutch_date(decided.handbook.answers.date)
