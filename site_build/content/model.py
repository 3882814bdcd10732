"""What the content is made of: frozen dataclasses, one per format that editors write, and `Content`, which holds them all.

They stand by subject in questions.py, texts.py, work.py, knowledge.py and judging.py; take them from here.
Each class says by its types and field metadata how its YAML reads: `reading.py` builds it from a
file, `schemas.py` writes its JSON Schema, `checking.py` follows its references (`ref`).

Making a dataclass takes longer than reading a question. Who only asks (`ask`, `new`) needs the questionnaire: so the
other subjects come in when somebody names a class of theirs, and a content that was kept compiled (`loading.decode`)
makes each of its fields when somebody asks for it.
"""

from __future__ import annotations

import dataclasses
import functools
import importlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from site_build.content.base import Block as Block
from site_build.content.base import Meant
from site_build.content.base import Thing as Thing
from site_build.content.edition import EarlierEdition, Edition
from site_build.content.facts import Fact, with_questions
from site_build.content.municipality import Municipality, MunicipalityName
from site_build.content.needs import NEEDS
from site_build.content.phrases import Phrase, Phrases
from site_build.content.questions import DONT_KNOW, NO, QUESTION_TYPES, YES, Choice, Question, Section
from site_build.content.registers import Register
from site_build.content.roles import Decider, Role

if TYPE_CHECKING:
    from site_build.content.assets import Asset
    from site_build.content.judging import (
        ADVICE_KINDS,
        STEP,
        URGENCIES,
        Advice,
        AdviceGroup,
        Ask,
        Dimension,
        KnownWhen,
        LabelAdvice,
        ScoreLabel,
        Scoring,
        Statement,
        Within,
    )
    from site_build.content.knowledge import FIXED_PAGES, Card, Game, LawCheck, OpenPoint, SearchWords, Source, Term, Titled
    from site_build.content.texts import Checklist, Document, Item, Page, Part, Phase, Staged
    from site_build.content.work import Action, DefaultDate, Effort, FreeDays, Holiday, Moment, Pause, Recess, Risk, Way
    from site_build.content.worked import Worked

__all__ = [
    "ADVICE_KINDS", "Action", "Advice", "AdviceGroup", "Ask", "Block", "Card", "Checklist", "Choice", "Content", "DONT_KNOW", "Decider", "DefaultDate", "Dimension",
    "Document", "EarlierEdition", "Edition", "Effort", "FIXED_PAGES", "FreeDays", "Game", "Holiday", "Item", "KnownWhen", "LabelAdvice", "LawCheck", "Moment",
    "Municipality", "MunicipalityName", "NO", "OpenPoint", "Page", "Part", "Pause", "Phase", "QUESTION_TYPES", "Question", "Recess", "Risk", "Role",
    "STEP", "ScoreLabel", "Scoring", "SearchWords", "Section", "Source", "Staged", "Statement", "Term", "Thing", "Titled", "URGENCIES", "Way", "Within",
    "YES",
]
_ELSEWHERE = {name: module for module, names in (
    ("assets", ("Asset",)),
    ("judging", ("ADVICE_KINDS", "STEP", "URGENCIES", "Advice", "AdviceGroup", "Ask", "Dimension", "KnownWhen", "LabelAdvice", "ScoreLabel", "Scoring", "Statement", "Within")),
    ("knowledge", ("FIXED_PAGES", "Card", "Game", "LawCheck", "OpenPoint", "SearchWords", "Source", "Term", "Titled")),
    ("texts", ("Checklist", "Document", "Item", "Page", "Part", "Phase", "Staged")),
    ("work", ("Action", "DefaultDate", "Effort", "FreeDays", "Holiday", "Moment", "Pause", "Recess", "Risk", "Way")),
    ("worked", ("Worked",)),
) for name in names}

if not TYPE_CHECKING:  # a type checker sees the imports above

    def __getattr__(name: str) -> object:
        """Bring in a subject when somebody names a class of it."""
        if name not in _ELSEWHERE:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        found = globals()[name] = getattr(importlib.import_module(f"site_build.content.{_ELSEWHERE[name]}"), name)
        return found

    def __dir__() -> list[str]:
        return sorted({*globals(), *_ELSEWHERE})


def _no_game() -> Game:
    from site_build.content.knowledge import Game

    return Game()


def _no_scoring() -> Scoring:
    from site_build.content.judging import Scoring

    return Scoring()


def _no_free_days() -> FreeDays:
    from site_build.content.work import FreeDays

    return FreeDays()


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
    game: Game = field(default_factory=_no_game)
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
    scoring: Scoring = field(default_factory=_no_scoring)
    statements: tuple[Statement, ...] = ()
    advice: tuple[Advice, ...] = ()
    advice_groups: tuple[AdviceGroup, ...] = ()
    free_days: FreeDays = field(default_factory=_no_free_days)
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
    def known_moments(self) -> dict[str, Moment]:
        """Every moment that editors wrote, by id."""
        return {moment.id: moment for moment in self.moments}

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
        for kind in _MEANT:
            for meaning, id in self._meant(kind).items():
                found.setdefault(meaning, id)
        return found

    def meaning(self, name: str) -> str:
        """Return the id of what means this, nothing where the guide has no such thing; raises KeyError for no need of ours."""
        need = NEEDS[name]
        return self._meant(need.kind.partition("_")[0]).get(need.name, "")

    def _meant(self, kind: str) -> dict[str, str]:
        """Return the meanings of one kind of thing (a key of _MEANT): who asks for a role reads no pages."""
        if kind not in self._meanings:
            found = self._meanings[kind] = dict[str, str]()
            for thing in _MEANT[kind](self):
                if not thing.retired:
                    _note(found, thing.means, thing.id)
                    for part in thing.parts if isinstance(thing, Question) and thing.means else ():
                        if not part.retired:
                            _note(found, part.means and f"{thing.means}.{part.means}", part.id)
        return self._meanings[kind]

    @functools.cached_property
    def _meanings(self) -> dict[str, dict[str, str]]:
        return {}

    @functools.cached_property
    def steps(self) -> dict[str, Action]:
        """What stands in the plan for a piece of advice without an action of its own: to ask something, or to write a piece; it takes no half-days."""
        from site_build.content.judging import STEP
        from site_build.content.work import Action, Effort

        return {piece.step: Action(id=piece.step, was=tuple(f"{STEP}{id}" for id in piece.was), retired=piece.retired, place=piece.place, do=piece.say, why=piece.why,
                                   phase="", dimension="", owner=piece.who, effort=Effort(lead=0, others=0), weeks=max(1, -(-piece.within.in_days // 7)),
                                   page=next(iter(piece.pages), ""), sources=piece.sources)
                for piece in self.advice if not piece.action}

    @functools.cached_property
    def decider_names(self) -> dict[str, str]:
        """Who decides, as a sentence names it, by id."""
        return {decider.id: decider.name for decider in self.deciders}

    @functools.cached_property
    def role_names(self) -> dict[str, str]:
        """The name of each role, by id."""
        return {role.id: role.name for role in self.roles}

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


_MEANT: dict[str, Callable[[Content], Iterable[Meant | Page]]] = {
    "question": lambda content: content.questions.values(),
    "fact": lambda content: content.known_facts.values(),
    "role": lambda content: content.roles,
    "moment": lambda content: content.moments,
    "action": lambda content: content.actions,
    "page": lambda content: content.pages,
    "decider": lambda content: content.deciders,
}
"""Where a thing with a meaning stands, per kind of needs.py; a part of a question stands with its question."""


class _Later:
    """A field of a content that was kept compiled: made when somebody asks for it, and then the content's own.

    A content that was made in the ordinary way has its values itself, and never comes here.
    """

    def __init__(self, name: str) -> None:
        self.name = name

    def __get__(self, content: Content | None, owner: type[Content]) -> object:
        if content is None or _PACKED not in vars(content):
            raise AttributeError(f"{owner.__name__} has no {self.name}")
        return vars(content).setdefault(self.name, vars(content)[_PACKED](self.name))  # of two threads at once, both get the same


_PACKED = "_packed"
for _name in [each.name for each in dataclasses.fields(Content)]:
    setattr(Content, _name, _Later(_name))


def unpacked(unpack: Callable[[str], object]) -> Content:
    """Return a content of which `unpack` makes the field with a name, once and when somebody asks for it."""
    content = object.__new__(Content)
    vars(content)[_PACKED] = unpack
    return content


def _note(found: dict[str, str], meaning: str, id: str) -> None:
    if meaning:
        found.setdefault(meaning, id)
