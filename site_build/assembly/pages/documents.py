"""The model documents, filled in from answers, and the page that names them all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from site_build.assembly.contexts import Document, Documents
from site_build.assembly.doc import Block, Head, PageDoc, Section
from site_build.assembly.marks import BODY, LEAD
from site_build.assembly.models import Model
from site_build.assembly.outputs import document_output
from site_build.assembly.views import Views
from site_build.content.model import YES
from site_build.content.worked import Twin
from site_build.interview.answers import dutch_date
from site_build.tailoring.handbook import Handbook
from site_build.tailoring.selection import ChosenDocument

_NO_DAY = "9999"  # what has no day comes after what has one, in the order of its name


def pages(handbook: Handbook, views: Views) -> Iterable[PageDoc]:
    """Yield the index, then every model document that applies."""
    twins = twins_of(handbook) if handbook.invented else {}
    open_ = {} if handbook.invented else days_left_open(handbook)  # its documents are finished
    models = [views.writer.model(chosen.body, chosen.thing.place.file, twins.get(chosen.thing.id), views.texts, open_) for chosen in views.here.documents]
    phrases = views.content.phrases
    yield views.page("index", "documenten/index.md", Head(phrases("heads.documents"), phrases("heads.documents_about")), Documents(
        documents=tuple(sorted((views.document(chosen, len(model.gaps)) for chosen, model in zip(views.here.documents, models, strict=True)),
                               key=lambda document: document.day or _NO_DAY))))
    for chosen, model in zip(views.here.documents, models, strict=True):
        yield _document(chosen, model, views, open_)


def days_left_open(handbook: Handbook) -> dict[str, str]:
    """Return the answers that no piece names: a day that somebody chooses and that the plan does not make, or that has gone while nobody works yet.

    By question, with what whoever makes the piece must know.
    """
    phrases, plan, values = handbook.content.phrases, handbook.plan, handbook.values
    movable = [moment for moment in handbook.content.moments if moment.movable and moment.answer and values[moment.answer].known]
    chosen = {moment.id: moment.answer for moment in movable}
    running = values.meant("running").value == YES
    found = {moment.answer: phrases("documents.day_passed", title=moment.title, day=dutch_date(values[moment.answer].text))
             for moment in movable if not running and values[moment.answer].text < handbook.answers.date}
    for reach in plan.missed if plan else ():
        if reach.id in chosen:
            day, ready = dutch_date(reach.date.isoformat()), dutch_date(reach.ready.isoformat()) if reach.ready else ""
            found[chosen[reach.id]] = (phrases("documents.day_missed_until", title=reach.title, day=day, ready=ready) if ready
                                       else phrases("documents.day_missed", title=reach.title, day=day))
    return found


def twins_of(handbook: Handbook) -> dict[str, Twin]:
    """Return the documents that the invented municipality filled in at the moment of this handbook, by id."""
    case = handbook.content.worked
    phase = handbook.values.meant("phase")
    here = {moment.id for moment in case.moments if phase.known and moment.phase == phase.value} if case else set()
    return {twin.id: twin for twin in case.twins if twin.moment in here} if case else {}


def _document(chosen: ChosenDocument, model: Model, views: Views, open_: Mapping[str, str]) -> PageDoc:
    thing, view = chosen.thing, views.document(chosen, len(model.gaps))
    case = views.content.worked
    twin = next((views.here.outputs.get(twin.place.file, "") for twin in case.twins if twin.id == thing.id), "") if case else ""
    context = Document(document=view, gaps=model.gap_rows, filled=model.filled, example=twin,
                       open_days=tuple(open_[name] for name in model.left_open), choices=model.choices and not views.handbook.complete)
    sections = (Section(LEAD, (Block(thing.summary),)), views.part(BODY, context), *model.sections,
                *views.related(thing.pages))
    head = Head(thing.title, thing.summary, "documenten", view.later, thing.roles,
                {"phases": list(thing.phases), "decides": view.decides, "checked": views.checked(thing.sources)})
    return PageDoc(document_output(thing.id), "document", head, (*sections, views.notes(sections, thing.sources)))
