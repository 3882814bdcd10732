"""Plain values for templates/pages: prepared here, so that a template tests no answer."""

from __future__ import annotations

from typing import Any

from site_build.assembly.chapters import Writer
from site_build.assembly.outputs import Present, document_output, list_output, page_output
from site_build.content.conditions import Outcome, Tri
from site_build.said import escape
from site_build.tailoring.explaining import reasons, state_words
from site_build.tailoring.handbook import Handbook
from site_build.tailoring.selection import Chosen

PHASE_TITLES = {"verkennen": "Verkennen", "voorbereiden": "Voorbereiden", "starten": "Starten", "uitvoeren": "Uitvoeren",
                "borgen": "Borgen", "opschalen": "Opschalen"}
DECIDERS = {"college": "het college", "raad": "de gemeenteraad", "opdrachtgever": "de opdrachtgever", "team": "het team",
            "partner": "de partner", "geen": "", "regeling": "het bestuur van de regeling"}
KINDS = {"voorstel": "Voorstel", "brief": "Brief", "besluit": "Besluit", "afspraak": "Afspraak", "plan": "Plan", "kaart": "Kaart"}


class Views:
    """The values of one handbook, for every template."""

    def __init__(self, handbook: Handbook, here: Present, writer: Writer) -> None:
        self.handbook, self.here, self.writer = handbook, here, writer
        self.content = handbook.content
        self.role_names = {role.id: role.name for role in self.content.roles}
        self._pages = {chosen.thing.id: chosen for chosen in here.pages}

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

    def page(self, chosen: Any) -> dict[str, Any]:
        """A chapter page as a reference."""
        page = chosen.thing
        return {"id": page.id, "title": page.title, "summary": page.summary, "file": page_output(page), "later": chosen.later,
                "phases": page.phases, "roles": page.roles, "theme": page.theme, "part": page.part, "settled": chosen.settled,
                "approach": approaches(page.id)}

    def page_ref(self, id: str) -> dict[str, Any] | None:
        """A page that is present, by id."""
        chosen = self._pages.get(id)
        return self.page(chosen) if chosen else None

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
        from site_build.tailoring.selection import ChosenBlock

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
                "pages": [self.page(p) for p in pages if not p.later],
                "later_pages": [self.page(p) for p in pages if p.later],
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
        from site_build.tailoring.explaining import answer_words

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
