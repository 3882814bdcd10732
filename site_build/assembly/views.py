"""Plain values for templates/pages: prepared here, so that a template tests no answer."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable
from typing import Any

from site_build.assembly.doc import Block, Head, PageDoc, Section
from site_build.assembly.marks import BODY, LEAD, RELATED, SOURCES, WHY
from site_build.assembly.outputs import Download, Present, document_output, list_output, page_output, present
from site_build.assembly.rendering import Templates
from site_build.assembly.writer import Writer
from site_build.content.conditions import Condition, Outcome, Tri
from site_build.said import escape
from site_build.tailoring.explaining import answer_words, reasons, state_words
from site_build.tailoring.handbook import Handbook
from site_build.tailoring.selection import Chosen, ChosenBlock, ChosenChecklist, ChosenPage

PHASE_TITLES = {"verkennen": "Verkennen", "voorbereiden": "Voorbereiden", "starten": "Starten", "uitvoeren": "Uitvoeren",
                "borgen": "Borgen", "opschalen": "Opschalen"}
DECIDERS = {"college": "het college", "raad": "de gemeenteraad", "opdrachtgever": "de opdrachtgever", "team": "het team",
            "partner": "de partner", "geen": "", "regeling": "het bestuur van de regeling"}
KINDS = {"voorstel": "Voorstel", "brief": "Brief", "besluit": "Besluit", "afspraak": "Afspraak", "plan": "Plan", "kaart": "Kaart"}


_REFERENCE = re.compile(r"\[\^([\w-]+)\]")
_LEAD = re.compile(rf"\s*([^\n]+)\n\{{ \.{LEAD} \}}\n")


def _from_top(target: str) -> str:
    """Write a link from the top of docs/; it is resolved when every page is there."""
    return f"/{target}"


class Views:
    """The values of one handbook, for every template."""

    def __init__(self, handbook: Handbook, templates: Templates, downloads: tuple[Download, ...] = ()) -> None:
        self.handbook, self.templates, self.downloads = handbook, templates, downloads
        self.content = handbook.content
        self.here: Present = present(handbook)
        self.writer = Writer(handbook, self.here.outputs, self.here.omitted)
        self.role_names = {role.id: role.name for role in self.content.roles}
        self._pages = {chosen.thing.id: chosen for chosen in self.here.pages}

    # --- pages and their sections ---

    def page(self, kind: str, file: str, head: Head, template: str, **values: Any) -> PageDoc:
        """Return a page whose text is a template: its lead (a first paragraph with that mark), its body, and notes for what it cites."""
        text = _REFERENCE.sub(lambda match: match[0] if match[1] in self.writer.sources else "", self.render(template, **values))
        lead = _LEAD.match(text)
        sections = [Section(LEAD, (Block(lead[1]),))] if lead else []
        sections.append(Section(BODY, (Block(text[lead.end():] if lead else text),)))
        if "[^" in text:
            sections.append(self.notes(sections))
        return PageDoc(file, kind, head, tuple(sections))

    def part(self, role: str, template: str, **values: Any) -> Section:
        """Return a section whose text is a template; outside the body a heading at its beginning is the section's title."""
        text = self.render(template, **values)
        return Section(role, (Block(text),)) if role == BODY else Section.of(role, text)

    def render(self, template: str, **values: Any) -> str:
        """Return the text of a template in templates/pages."""
        return self.templates.render(f"pages/{template}.md.j2", link=_from_top, term=self.writer.term_link, **self.base, **values)

    def notes(self, sections: Iterable[Section], extra: Iterable[str] = ()) -> Section:
        """Return the section with the sources that these sections cite, and further reading (`extra`: ids of sources)."""
        notes, background = self.writer.notes("\n".join(section.text for section in sections), extra)
        return self.part(SOURCES, "notes", notes=notes, background=background)

    def related(self, ids: Iterable[str]) -> tuple[Section, ...]:
        """Return the section that leads to these pages; nothing where none is there."""
        pages = self.refs(ids)
        return (self.part(RELATED, "related", pages=pages, lists=[], documents=[], actions=[], risks=[]),) if pages else ()

    def related_to(self, page: str) -> tuple[Section, ...]:
        """Return the section with the lists, documents, actions and risks that name a page."""
        selection, shared = self.handbook.selection, self.handbook.shared
        found = {
            "lists": [self.checklist(c) for c in self.here.checklists if page in c.thing.pages],
            "documents": [self.document(c) for c in self.here.documents if page in c.thing.pages],
            "actions": [self.action(c) for c in selection.actions if c.thing.page == page and c.included and (c.thing.share or not shared)],
            "risks": [self.risk(c) for c in selection.risks if c.thing.page == page and c.included],
        }
        return (self.part(RELATED, "related", pages=[], **found),) if any(found.values()) else ()

    def why(self, chosen: ChosenPage | ChosenChecklist, *, settled: Condition | None = None) -> tuple[Section, ...]:
        """Return the section that says by which answers a page or list is here; the complete edition has none."""
        if self.handbook.complete:
            return ()
        short = self.reasons_of(settled.evaluate(self.handbook.values.lookup)) if settled else []
        return (self.part(WHY, "why", reasons=self.reasons(chosen), for_all=isinstance(chosen, ChosenPage) and chosen.thing.for_all,
                          undecided=self.undecided(chosen), always=chosen.thing.when is None, settled=short),)

    @functools.cached_property
    def advice(self) -> dict[str, Any]:
        """What the home, glance, situation, plan and costs pages need."""
        from site_build.assembly import advice

        return advice.context(self.handbook, self, self.templates)

    # --- values ---

    @functools.cached_property
    def base(self) -> dict[str, Any]:
        """What every template may use."""
        phase = self.handbook.values["fase"]
        return {
            "gemeente": escape(self.handbook.municipality),
            "intern": self.handbook.edition == "intern",
            "gedeeld": self.handbook.shared,
            "compleet": self.handbook.complete,
            "datum": self.handbook.answers.date,
            "fase": PHASE_TITLES.get(phase.value, "") if phase.known else "",
            "versie": self.content.edition.version,
            "rollen": [self.role(role) for role in self.content.roles if self.role_present(role)],
        }

    def role_present(self, role: Any) -> bool:
        """True when the role's own condition is not no."""
        return role.when is None or role.when.evaluate(self.handbook.values.lookup).tri is not Tri.NO

    def chapter(self, chosen: ChosenPage) -> dict[str, Any]:
        """A chapter page as a reference."""
        page = chosen.thing
        return {"id": page.id, "title": page.title, "summary": page.summary, "file": page_output(page), "later": chosen.later,
                "phases": page.phases, "roles": page.roles, "theme": page.theme, "part": page.part, "settled": chosen.settled,
                "approach": approaches(page.id)}

    def page_ref(self, id: str) -> dict[str, Any] | None:
        """A page that is present, by id."""
        chosen = self._pages.get(id)
        return self.chapter(chosen) if chosen else None

    def refs(self, ids: Iterable[str]) -> list[dict[str, Any]]:
        """The pages of these that are present."""
        return [ref for id in ids if (ref := self.page_ref(id))]

    def checklist(self, chosen: Any) -> dict[str, Any]:
        """A checklist as a reference, with its items."""
        thing = chosen.thing
        return {"id": thing.id, "title": thing.title, "intro": thing.intro, "file": list_output(thing.id), "later": chosen.later,
                "kind": thing.kind, "may_go": thing.may_go, "count": len(chosen.live_items), "phases": thing.phases,
                "items": [self.item(item) for item in chosen.live_items]}

    def item(self, chosen: Chosen[Any]) -> dict[str, Any]:
        """One item; `label` says when it applies if that is not decided."""
        item = chosen.thing
        return {"id": item.id, "text": item.text, "why": item.why, "addressee": self.role_names.get(item.addressee, item.addressee),
                "label": self.undecided(chosen), "sources": [s for s in item.sources if s in self.writer.sources]}

    def undecided(self, chosen: Chosen[Any]) -> str:
        """Return 'Geldt bij …' where the answer is unknown, else nothing."""
        if chosen.outcome.tri is not Tri.UNKNOWN or chosen.thing.when is None:
            return ""
        return self.writer.label(ChosenBlock(condition=chosen.thing.when, outcome=chosen.outcome))

    def document(self, chosen: Any) -> dict[str, Any]:
        """A model document as a reference."""
        thing = chosen.thing
        return {"id": thing.id, "title": thing.title, "summary": thing.summary, "file": document_output(thing.id), "later": chosen.later,
                "kind": KINDS[thing.kind], "decides": DECIDERS[thing.decides], "phases": thing.phases}

    def action(self, chosen: Chosen[Any]) -> dict[str, Any]:
        """An action as a row, without dates."""
        action = chosen.thing
        return {"id": action.id, "do": action.do, "why": action.why, "phase": PHASE_TITLES[action.phase], "owner": self.role_names.get(action.owner, ""),
                "effort": action.effort.lead + action.effort.others, "weeks": action.weeks, "label": self.undecided(chosen),
                "later": chosen.later, "dimension": action.dimension, "page": self.page_ref(action.page)}

    def risk(self, chosen: Chosen[Any]) -> dict[str, Any]:
        """A risk as a row."""
        risk = chosen.thing
        return {"id": risk.id, "risk": risk.risk, "why": risk.why, "signal": risk.signal, "measure": risk.measure, "later": chosen.later,
                "owner": self.role_names.get(risk.owner, ""), "label": self.undecided(chosen), "page": self.page_ref(risk.page)}

    def role(self, role: Any) -> dict[str, Any]:
        """A role with its pages, lists and documents that are present."""
        lists = {chosen.thing.id: chosen for chosen in self.here.checklists}
        documents = {chosen.thing.id: chosen for chosen in self.here.documents}
        pages = [self._pages[id] for id in role.pages if id in self._pages]
        return {"id": role.id, "name": role.name, "who": role.who, "know": role.know, "decide": role.decide, "do": role.do,
                "file": f"rollen/{role.id}.md",
                "pages": [self.chapter(p) for p in pages if not p.later],
                "later_pages": [self.chapter(p) for p in pages if p.later],
                "lists": [self.checklist(lists[id]) for id in role.checklists if id in lists and not lists[id].later],
                "documents": [self.document(documents[id]) for id in role.documents if id in documents and not documents[id].later]}

    def reasons(self, chosen: Chosen[Any]) -> list[dict[str, str]]:
        """The questions and answers that decided, escaped."""
        return self.reasons_of(chosen.outcome)

    def reasons_of(self, outcome: Outcome) -> list[dict[str, str]]:
        """The questions and answers that decided an outcome, escaped."""
        return [{"id": r.id, "ask": r.ask, "answer": str(r.answer)} for r in reasons(outcome, self.handbook.values)]

    def answers(self) -> list[dict[str, Any]]:
        """Every question with its answer, per section; hidden ones say so."""
        sections = []
        for section in self.content.sections:
            rows = []
            for question in section.questions:
                if question.retired:
                    continue
                value = self.handbook.values[question.id]
                row = {"id": question.id, "ask": question.ask, "why": question.why, "confidential": question.confidential,
                       "answer": str(state_words(question, value, self.content)), "choices": [c.label for c in question.choices],
                       "entries": self._entries(question, value)}
                rows.append(row)
            sections.append({"title": section.title, "intro": section.intro, "questions": rows})
        return sections

    def _entries(self, question: Any, value: Any) -> list[list[dict[str, str]]]:
        if question.type != "list" or not value.known:
            return []
        return [[{"ask": part.ask, "answer": str(answer_words(part, entry[part.id], self.content))} for part in question.parts if part.id in entry]
                for entry in value.value]


_APPROACHES = {"frontlijn-rotterdam": "frontlijn", "vroegsignalering": "vroegsignalering", "moeders-van-rotterdam": "moeders",
               "samen-leren": "samen_leren", "administratief-juridisch-team": "ajt", "childrens-zone": "childrens_zone",
               "frontlijnteams-leeuwarden": "frontlijnteam", "eigen-ontwerp": "eigen"}


def approaches(page_id: str) -> list[str]:
    """Return the approach that a project sheet describes."""
    return [_APPROACHES[page_id]] if page_id in _APPROACHES else []
