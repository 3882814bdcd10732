"""What the content is made of: frozen dataclasses, one per format that editors write, and `Content`, which holds them all.

They stand by subject in questions.py, texts.py, work.py, knowledge.py and judging.py; take them from here.
Each class says by its types and field metadata how its YAML reads: `reading.py` builds it from a
file, `schemas.py` writes its JSON Schema, `checking.py` follows its references (`ref`).
"""

from __future__ import annotations

import dataclasses
import functools
from dataclasses import dataclass, field

from site_build.content.assets import Asset
from site_build.content.base import Block as Block
from site_build.content.base import Meant
from site_build.content.base import Thing as Thing
from site_build.content.base import opt as _opt
from site_build.content.facts import Fact, with_questions
from site_build.content.judging import (
    ADVICE_KINDS,
    STEP,
    URGENCIES,
    Advice,
    Ask,
    Dimension,
    KnownWhen,
    LabelAdvice,
    ScoreLabel,
    Scoring,
    Statement,
    Within,
)
from site_build.content.knowledge import (
    FIXED_PAGES,
    Card,
    Game,
    LawCheck,
    Municipality,
    MunicipalityName,
    OpenPoint,
    SearchWords,
    Source,
    Term,
    Titled,
)
from site_build.content.needs import NEEDS
from site_build.content.phrases import Phrase, Phrases
from site_build.content.questions import DONT_KNOW, NO, QUESTION_TYPES, YES, Choice, Question, Section
from site_build.content.registers import Register
from site_build.content.texts import Checklist, Document, Item, Page, Part, Phase, Staged
from site_build.content.work import Action, Decider, DefaultDate, Effort, FreeDays, Holiday, Moment, Pause, Recess, Risk, Role, Way
from site_build.content.worked import Worked
from site_build.errors import Place

__all__ = [
    "ADVICE_KINDS", "Action", "Advice", "Ask", "Block", "Card", "Checklist", "Choice", "Content", "DONT_KNOW", "Decider", "DefaultDate", "Dimension",
    "Document", "EarlierEdition", "Edition", "Effort", "FIXED_PAGES", "FreeDays", "Game", "Holiday", "Item", "KnownWhen", "LabelAdvice", "LawCheck", "Moment",
    "Municipality", "MunicipalityName", "NO", "OpenPoint", "Page", "Part", "Pause", "Phase", "QUESTION_TYPES", "Question", "Recess", "Risk", "Role",
    "STEP", "ScoreLabel", "Scoring", "SearchWords", "Section", "Source", "Staged", "Statement", "Term", "Thing", "Titled", "URGENCIES", "Way", "Within",
    "YES",
]


@dataclass(frozen=True, kw_only=True)
class EarlierEdition:
    """An edition that was released before: its number, its day, and what was new in it."""

    version: int
    date: str = ""
    changes: str = ""


@dataclass(frozen=True, kw_only=True)
class Edition:
    """Which guide this is, its version, and the words with which the program names its subject.

    A guide with an `id` of its own takes from the program what it does not have itself: the templates of
    computed pages, the list of municipalities and the free days.
    """

    id: str = ""  # of the guide; a handbook remembers it
    title: str = "Handboek"  # of the complete edition
    subject: str = ""  # as a subtitle
    what: str = ""  # what a handbook is for: 'een brede aanpak in het sociaal domein'
    hero: str = ""  # the first paragraph of the complete edition
    aim: str = ""  # what follows on the name of the municipality, on the page for the board
    costs_note: str = ""  # Markdown at the end of the page with costs
    does_without: tuple[str, ...] = _opt(values=tuple(NEEDS))  # what of needs.py this guide leaves out on purpose
    version: int = 1
    date: str = ""
    changes: str = ""  # what is new in it, in one sentence
    next: str = ""  # what will be new in the following one; publishing makes it its `changes`
    earlier: tuple[EarlierEdition, ...] = ()  # what was released before, the newest first
    place: Place = field(default=Place(), metadata={"skip": True})

    def since(self, version: int) -> tuple[EarlierEdition, ...]:
        """Return the editions after `version`, this one too, the newest first."""
        present = EarlierEdition(version=self.version, date=self.date, changes=self.changes)
        return tuple(edition for edition in (present, *self.earlier) if edition.version > version)


@dataclass(frozen=True, kw_only=True)
class Content:
    """Everything that editors wrote: plain data that round-trips through JSON."""

    edition: Edition = Edition()
    sections: tuple[Section, ...] = ()
    parts: tuple[Part, ...] = ()
    pages: tuple[Page, ...] = ()
    checklists: tuple[Checklist, ...] = ()
    documents: tuple[Document, ...] = ()
    actions: tuple[Action, ...] = ()
    risks: tuple[Risk, ...] = ()
    game: Game = Game()
    sources: tuple[Source, ...] = ()
    terms: tuple[Term, ...] = ()
    search_words: tuple[SearchWords, ...] = ()
    open_points: tuple[OpenPoint, ...] = ()
    law_checks: tuple[LawCheck, ...] = ()
    roles: tuple[Role, ...] = ()
    themes: tuple[Titled, ...] = ()
    moments: tuple[Moment, ...] = ()
    deciders: tuple[Decider, ...] = ()
    ways_left: tuple[Way, ...] = ()
    phases: tuple[Phase, ...] = ()
    facts: tuple[Fact, ...] = ()
    scoring: Scoring = Scoring()
    statements: tuple[Statement, ...] = ()
    advice: tuple[Advice, ...] = ()
    free_days: FreeDays = FreeDays()
    municipalities: tuple[Municipality, ...] = ()
    municipality_names: tuple[MunicipalityName, ...] = ()
    registers: tuple[Register, ...] = ()
    worked: Worked | None = None  # the invented municipality through all stages
    templates: dict[str, str] = field(default_factory=dict)  # 'pages/home.md.j2' -> text
    pictures: dict[str, str] = field(default_factory=dict)  # 'guide/pictures/boom.svg' -> text
    assets: tuple[Asset, ...] = ()  # pictures and attachments beside the texts; their bytes are not in the content
    home: str = field(default="", compare=False)  # the folder that a guide other than the program's own was read from
    sentences: tuple[Phrase, ...] = ()

    def __getstate__(self) -> dict[str, object]:
        """What goes along to another process: what editors wrote, and nothing that was made of it here."""
        return {field.name: getattr(self, field.name) for field in dataclasses.fields(self)}

    @functools.cached_property
    def phrases(self) -> Phrases:
        """Our own sentences, as this guide says them."""
        return Phrases(self.sentences)

    @functools.cached_property
    def asset_at(self) -> dict[str, Asset]:
        """The pictures and attachments, by path."""
        return {asset.path: asset for asset in self.assets}

    @functools.cached_property
    def questions(self) -> dict[str, Question]:
        """Every question that still exists, by id, in order."""
        return {q.id: q for section in self.sections for q in section.questions if not q.retired}

    @functools.cached_property
    def known_facts(self) -> dict[str, Fact]:
        """Every fact that still exists, by name, with the questions that it comes from."""
        return with_questions(fact for fact in self.facts if not fact.retired)

    @functools.cached_property
    def live_phases(self) -> dict[str, Phase]:
        """The stages by id, in order of time."""
        return {phase.id: phase for phase in self.phases if not phase.retired}

    def phase_title(self, id: str) -> str:
        """Return how a stage is called; nothing for one that does not exist."""
        return self.live_phases[id].title if id in self.live_phases else ""

    def leads(self, phase: str | None) -> str:
        """Return which index leads in a stage: readiness, both or embedding; both where the stage is not known."""
        return self.live_phases[phase].leads if phase in self.live_phases else "both"

    def phase_at(self, id: str) -> int:
        """Return the place of a stage in time, 0 is the first; -1 for one that does not exist: nothing is later than that."""
        return list(self.live_phases).index(id) if id in self.live_phases else -1

    @functools.cached_property
    def meanings(self) -> dict[str, str]:
        """What the engine knows by its meaning (`means:`) -> its id; see needs.py. A part follows its list: `costs.low`."""
        found: dict[str, str] = {}
        for question in self.questions.values():
            _note(found, question.means, question.id)
            if question.means:
                for part in (part for part in question.parts if not part.retired):
                    _note(found, part.means and f"{question.means}.{part.means}", part.id)
        things: tuple[Meant | Page, ...] = (*self.known_facts.values(), *self.roles, *self.moments, *self.actions, *self.pages, *self.deciders)
        for thing in things:
            if not thing.retired:
                _note(found, thing.means, thing.id)
        return found

    def meaning(self, name: str) -> str:
        """Return the id of what means this, nothing where the guide has no such thing; raises KeyError for no need of ours."""
        return self.meanings.get(NEEDS[name].name, "")

    @functools.cached_property
    def steps(self) -> dict[str, Action]:
        """What stands in the plan for a piece of advice without an action of its own: to ask something, or to write a piece; it takes no half-days."""
        return {piece.step: Action(id=piece.step, was=tuple(f"{STEP}{id}" for id in piece.was), retired=piece.retired, place=piece.place, do=piece.say, why=piece.why,
                                   phase="", dimension="", owner=piece.who, effort=Effort(lead=0, others=0), weeks=max(1, -(-piece.within.in_days // 7)),
                                   page=next(iter(piece.pages), ""), sources=piece.sources)
                for piece in self.advice if not piece.action}

    @functools.cached_property
    def decider_names(self) -> dict[str, str]:
        """Who decides, as a sentence names it, by id."""
        return {decider.id: decider.name for decider in self.deciders}

    def called(self, role: str) -> str:
        """Return how a sentence names a role, without its article; a role that does not exist as it is."""
        found = next((one for one in self.roles if one.id == role), None)
        return found.called or found.name[:1].lower() + found.name[1:] if found else role

    def municipality(self, code: str) -> Municipality | None:
        """Return the municipality with this CBS code, the invented one included."""
        if self.worked and self.worked.municipality.code == code:
            own = self.worked.municipality
            return Municipality(code=code, name=own.name, province=own.province, inhabitants=own.inhabitants, urbanity=own.urbanity)
        return next((m for m in self.municipalities if m.code == code), None)


def _note(found: dict[str, str], meaning: str, id: str) -> None:
    if meaning:
        found.setdefault(meaning, id)
