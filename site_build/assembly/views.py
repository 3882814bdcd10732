"""Plain values for templates/pages: prepared here, so that a template tests no answer."""

from __future__ import annotations

import dataclasses
import functools
import re
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, TypeVar

from site_build.assembly.contexts import Common, Context, Notes, Related, Why
from site_build.assembly.doc import Block, Head, PageDoc, Section
from site_build.assembly.document_days import day_of
from site_build.assembly.marks import BODY, LEAD, RELATED, SOURCES, WHY
from site_build.assembly.outputs import Download, Present, document_output, list_output, page_output, present
from site_build.assembly.rendering import Templates, from_top
from site_build.assembly.rows import ActionRow, Asked, DocumentRef, ItemRow, ListRef, PageRef, QuestionRow, RiskRow, RoleView, SectionView
from site_build.assembly.writer import Writer
from site_build.content.conditions import NOT_APPLICABLE, NOT_SHARED, Condition, Outcome, Tri, Value
from site_build.content.model import Action, Checklist, Document, Item, Question, Risk, Role
from site_build.interview.answers import dutch_date
from site_build.said import Said
from site_build.tailoring.changes import ChangeEntry
from site_build.tailoring.explaining import Reason, answer_words, reasons, state_words
from site_build.tailoring.handbook import INTERN, Handbook
from site_build.tailoring.selection import Chosen, ChosenChecklist, ChosenDocument, ChosenPage, HasCondition, is_hidden

if TYPE_CHECKING:
    from site_build.assembly.advice import Own


_Named = TypeVar("_Named")
BESIDE_PLAN = "bij-uw-plan.md"  # what is looked up beside the plan: later actions among them
_REFERENCE = re.compile(r"\[\^([\w-]+)\]")
_LEAD = re.compile(rf"\s*([^\n]+)\n\{{ \.{LEAD} \}}\n")


def _by_page(named: Iterable[tuple[_Named, Iterable[str]]]) -> dict[str, list[_Named]]:
    found: dict[str, list[_Named]] = {}
    for thing, pages in named:
        for page in dict.fromkeys(pages):
            found.setdefault(page, []).append(thing)
    return found


class Views:
    """The values of one handbook, for every template."""

    def __init__(self, handbook: Handbook, templates: Templates, downloads: tuple[Download, ...] = (),
                 changes: tuple[ChangeEntry, ...] = (), texts: Mapping[str, str] | None = None) -> None:
        """`texts` maps a gap of the model documents to what this municipality always writes there."""
        self.handbook, self.templates, self.downloads, self.changes, self.texts = handbook, templates, downloads, changes, texts or {}
        self.content = handbook.content
        self.here: Present = present(handbook)
        self.writer = Writer(handbook, {**self.here.outputs, **self.here.copies}, self.here.omitted)
        self.phase_titles = {phase.id: phase.title for phase in self.content.live_phases.values()}
        self.role_names = self.content.role_names
        self._refs: dict[str, PageRef] = {}
        self._lists: dict[str, ListRef] = {}
        self._pages = {chosen.thing.id: chosen for chosen in self.here.pages}

    # --- pages and their sections ---

    def page(self, kind: str, file: str, head: Head, context: Context) -> PageDoc:
        """Return a page whose text is a template: its lead (a first paragraph with that mark), its body, and notes for what it cites."""
        text = self.render(context)
        if "[^" in text:
            text = _REFERENCE.sub(lambda match: match[0] if match[1] in self.writer.sources else "", text)
        lead = _LEAD.match(text)
        sections = [Section(LEAD, (Block(lead[1]),))] if lead else []
        sections.append(Section(BODY, (Block(text[lead.end():] if lead else text),)))
        if "[^" in text:
            sections.append(self.notes(sections))
        return PageDoc(file, kind, head, tuple(sections))

    def part(self, role: str, context: Context) -> Section:
        """Return a section whose text is a template; outside the body a heading at its beginning is the section's title."""
        text = self.render(context)
        return Section(role, (Block(text),)) if role == BODY else Section.of(role, text)

    def render(self, context: Context) -> str:
        """Return the text of the template in templates/pages that a context belongs to."""
        return self.templates.render(f"pages/{context.TEMPLATE}.md.j2", {**vars(self.common), **vars(context)})

    def notes(self, sections: Iterable[Section], extra: Iterable[str] = ()) -> Section:
        """Return the section with the sources that these sections cite, and further reading (`extra`: ids of sources)."""
        notes, background = self.writer.notes("\n".join(section.text for section in sections), extra)
        return self.part(SOURCES, Notes(notes=tuple(notes), background=tuple(background)))

    def related(self, ids: Iterable[str]) -> tuple[Section, ...]:
        """Return the section that leads to these pages; nothing where none is there."""
        pages = self.refs(ids)
        return (self.part(RELATED, Related(pages=pages)),) if pages else ()

    def related_to(self, page: str) -> tuple[Section, ...]:
        """Return the section with the lists, documents, actions and risks that name a page."""
        of_lists, of_documents, of_actions, of_risks = self._naming
        lists, documents, actions, risks = of_lists.get(page, ()), of_documents.get(page, ()), of_actions.get(page, ()), of_risks.get(page, ())
        if not (lists or documents or actions or risks):
            return ()
        found = Related(lists=tuple(self.checklist(c) for c in lists), documents=tuple(self.document(c) for c in documents),
                        actions=tuple(self.action(c) for c in actions), risks=tuple(self.risk(c) for c in risks))
        return (self.part(RELATED, found),)

    @functools.cached_property
    def _naming(self) -> tuple[dict[str, list[ChosenChecklist]], dict[str, list[ChosenDocument]], dict[str, list[Chosen[Action]]], dict[str, list[Chosen[Risk]]]]:
        """By page: the lists, the documents, the actions and the risks that name it; one walk instead of one for every page."""
        selection, shared = self.handbook.selection, self.handbook.shared
        return (_by_page((c, c.thing.pages) for c in self.here.checklists), _by_page((c, c.thing.pages) for c in self.here.documents),
                _by_page((c, (c.thing.page,)) for c in selection.actions if c.included and (c.thing.share or not shared)),
                _by_page((c, (c.thing.page,)) for c in selection.risks if c.included))

    def why(self, chosen: ChosenPage | ChosenChecklist, *, settled: Condition | None = None) -> tuple[Section, ...]:
        """Return the section that says by which answers a page or list is here; the complete edition has none."""
        if self.handbook.complete:
            return ()
        short = self.reasons_of(settled.evaluate(self.handbook.values.lookup)) if settled else ()
        return (self.part(WHY, Why(reasons=self.reasons(chosen), for_all=isinstance(chosen, ChosenPage) and chosen.thing.for_all,
                                   undecided=self.undecided(chosen), always=chosen.thing.when is None, settled=short)),)

    @functools.cached_property
    def own(self) -> Own:
        """What the home, glance, situation, plan and costs pages need."""
        from site_build.assembly import advice

        return advice.own(self.handbook, self, self.templates)

    # --- values ---

    @functools.cached_property
    def common(self) -> Common:
        """What every template may use."""
        handbook, phase = self.handbook, self.handbook.values.meant("phase")
        return Common(
            gemeente=Said(handbook.municipality), intern=handbook.edition == INTERN, gedeeld=handbook.shared, compleet=handbook.complete,
            datum=handbook.answers.date, fase=self.content.phase_title(phase.text) if phase.known else "", versie=self.content.edition.version,
            rollen=tuple(self.role(role) for role in self.content.roles if self.role_present(role)),
            gids=self.content.edition, leider=self.content.called(self.content.meaning("project_leader")) or "leiding", link=from_top)

    def role_present(self, role: Role) -> bool:
        """True when the role's own condition is not no."""
        return role.when is None or role.when.evaluate(self.handbook.values.lookup).tri is not Tri.NO

    def chapter(self, chosen: ChosenPage) -> PageRef:
        """A chapter page as a reference."""
        page = chosen.thing
        if page.id not in self._refs:
            self._refs[page.id] = PageRef(page.id, page.title, page.summary, page_output(page), chosen.later, page.phases, page.roles, page.theme, page.part,
                                          (page.approach,) if page.approach else ())
        return self._refs[page.id]

    def page_ref(self, id: str) -> PageRef | None:
        """A page that is present, by id."""
        chosen = self._pages.get(id)
        return self.chapter(chosen) if chosen else None

    def refs(self, ids: Iterable[str]) -> tuple[PageRef, ...]:
        """The pages of these that are present."""
        return tuple(ref for id in ids if (ref := self.page_ref(id)))

    def checklist(self, chosen: ChosenChecklist) -> ListRef:
        """A checklist as a reference, with its items."""
        thing = chosen.thing
        if thing.id not in self._lists:
            self._lists[thing.id] = ListRef(thing.id, thing.title, thing.intro, list_output(thing.id), chosen.later, thing.kind, thing.may_go,
                                            tuple(self.item(item, later=chosen.later) for item in chosen.live_items), *self._for(thing))
        return self._lists[thing.id]

    def item(self, chosen: Chosen[Item], *, later: bool = False) -> ItemRow:
        """One item, of who does it here; `label` says when it applies if that is not decided."""
        item = chosen.thing
        return ItemRow(item.id, item.text, item.why, self.handbook.addressed(item.addressee, later=later), self.undecided(chosen), self.known(item.sources))

    def known(self, sources: Iterable[str]) -> tuple[str, ...]:
        """The sources of these that exist."""
        return tuple(source for source in sources if source in self.writer.sources)

    def undecided(self, chosen: Chosen[HasCondition]) -> str:
        """Return 'Geldt bij …' where the answer is unknown, else nothing: also where an answer that does not leave decides."""
        if chosen.outcome.tri is not Tri.UNKNOWN or chosen.thing.when is None or is_hidden(chosen.outcome, self.handbook.values):
            return ""
        return self.writer.label(chosen.thing.when, chosen.outcome)

    def document(self, chosen: ChosenDocument, left: int = 0) -> DocumentRef:
        """A model document as a reference; `left` is how many gaps are left."""
        thing = chosen.thing
        kind = self.content.phrases.one("document_kinds", thing.kind)
        ready = day_of(thing, self.handbook)
        return DocumentRef(thing.id, thing.title, thing.summary, document_output(thing.id), chosen.later and not ready.job, kind,
                           self.content.decider_names.get(thing.decides, ""), left, self._for(thing)[0], ready.words, ready.day,
                           self.action_file(ready.job) if ready.job else "")

    def _for(self, thing: Checklist | Document) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The names of the roles that something is for, and the titles of its stages."""
        return (tuple(self.role_names[role] for role in thing.roles if role in self.role_names),
                tuple(self.phase_titles[phase] for phase in thing.phases if phase in self.phase_titles))

    def action(self, chosen: Chosen[Action]) -> ActionRow:
        """An action as a row, without dates."""
        action = chosen.thing
        return ActionRow(action.id, action.do, action.why, self.role_names.get(action.owner, ""), action.effort.lead + action.effort.others, action.weeks,
                         self.undecided(chosen), self.page_ref(action.page), self.action_file(action.id))

    def action_file(self, action: str) -> str:
        """Where an action stands, from the top of docs/: in the plan, or beside it when it is of later or closed."""
        return f"{BESIDE_PLAN if action in self._beside else 'plan.md'}#actie-{action}"

    @functools.cached_property
    def _beside(self) -> frozenset[str]:
        plan = self.handbook.plan
        return frozenset(other.id for other in (*plan.later, *plan.undecided, *plan.done, *plan.dropped, *plan.skipped)) if plan else frozenset()

    def risk(self, chosen: Chosen[Risk]) -> RiskRow:
        """A risk as a row; whose it is, is somebody who is there: now, or at the end of the plan where it is of later."""
        risk, owner = chosen.thing, self.handbook.risk_owner(chosen)
        return RiskRow(risk.id, risk.risk, risk.why, risk.signal, risk.measure, self.role_names.get(owner, ""), chosen.later, self.undecided(chosen),
                       self.page_ref(risk.page))

    def role(self, role: Role) -> RoleView:
        """A role with its pages, lists and documents that are present."""
        lists = {chosen.thing.id: chosen for chosen in self.here.checklists if not chosen.later}
        documents = {chosen.thing.id: chosen for chosen in self.here.documents if not chosen.later}
        pages = self.refs(role.pages)
        return RoleView(
            role.id, role.name, role.who, self._lines(role, "know"), self._lines(role, "decide"), self._lines(role, "do"), f"rollen/{role.id}.md",
            tuple(page for page in pages if not page.later), tuple(page for page in pages if page.later),
            tuple(self.checklist(lists[id]) for id in role.checklists if id in lists),
            tuple(self.document(documents[id]) for id in role.documents if id in documents))

    def _lines(self, role: Role, field: str) -> tuple[str, ...]:
        """Return what a role knows, decides or does here; what may be so says when it is."""
        found: list[str] = [*getattr(role, field)]
        for case in role.cases:
            outcome = case.when.evaluate(self.handbook.values.lookup)
            if outcome.tri is Tri.YES:
                found += getattr(case, field)
            elif outcome.tri is Tri.UNKNOWN and not is_hidden(outcome, self.handbook.values):
                so = case.so or self.writer.label(case.when, outcome)
                found += (self.content.phrases("plan.role_line_if_so", line=line, so=so) for line in getattr(case, field))
        return tuple(found)

    def reasons(self, chosen: Chosen[HasCondition]) -> tuple[Reason, ...]:
        """The questions and answers that decided."""
        return self.reasons_of(chosen.outcome)

    def reasons_of(self, outcome: Outcome) -> tuple[Reason, ...]:
        """The questions and answers that decided an outcome; the edition to share is silent about what does not leave."""
        values, shared = self.handbook.values, self.handbook.shared
        if shared:
            outcome = dataclasses.replace(outcome, because=tuple(name for name in outcome.because if not values.hidden(name)))
        return tuple(reason for reason in reasons(outcome, values) if not (shared and values[reason.id].state == NOT_SHARED))

    def checked(self, sources: Iterable[str]) -> str:
        """Return when somebody last looked at all these sources, in words: the day of the one that was looked at longest ago."""
        known = self.writer.sources
        days = [known[id].checked for id in sources if id in known and len(known[id].checked) == 10]
        return dutch_date(min(days)) if days else ""

    def answers(self) -> tuple[SectionView, ...]:
        """Every question with its answer, per section; the edition to share has only those of which the answer leaves."""
        found = (SectionView(section.title, section.intro, tuple(self._question(question) for question in section.questions if self._shown(question)))
                 for section in self.content.sections)
        return tuple(section for section in found if section.questions)

    def _shown(self, question: Question) -> bool:
        private = question.private or self.handbook.values[question.id].state == NOT_SHARED
        asked = self.handbook.complete or self.handbook.values[question.id].state != NOT_APPLICABLE  # what was not asked has no answer to show
        return asked and not question.retired and not (self.handbook.shared and private)

    def _question(self, question: Question) -> QuestionRow:
        value = self.handbook.values[question.id]
        return QuestionRow(question.ask, question.why, question.confidential, state_words(question, value, self.content),
                           tuple(choice.label for choice in question.choices), self._entries(question, value))

    def _entries(self, question: Question, value: Value) -> tuple[tuple[Asked, ...], ...]:
        if question.type != "list" or not value.known:
            return ()
        return tuple(tuple(Asked(part.ask, answer_words(part, entry[part.id], self.content)) for part in question.parts if part.id in entry)
                     for entry in value.entries)
