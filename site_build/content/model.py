"""What the content is made of: frozen dataclasses, one per format that editors write.

Each class says by its types and field metadata how its YAML reads: `reading.py` builds it from a
file, `schemas.py` writes its JSON Schema, `checking.py` follows its references (`ref`).
"""

from __future__ import annotations

import functools
from dataclasses import dataclass, field

from site_build.content.base import Block as Block
from site_build.content.base import Meant
from site_build.content.base import Thing as Thing
from site_build.content.base import meta as _meta
from site_build.content.base import opt as _opt
from site_build.content.conditions import Condition
from site_build.content.facts import Fact, with_questions
from site_build.content.needs import NEEDS
from site_build.content.phrases import CHOICES, Phrase, Phrases
from site_build.content.registers import Register
from site_build.content.worked import Worked
from site_build.errors import Place

QUESTION_TYPES = ("text", "number", "date", "yes_no", "choice", "choices", "scale", "municipality", "list")
YES, NO = "ja", "nee"
DONT_KNOW = "onbekend"
ADVICE_KINDS = ("stop", "uitzoeken", "doen", "vasthouden")
URGENCIES = CHOICES["urgency"]
"""The classes of urgency, the most urgent first; how they are said is a phrase."""


@dataclass(frozen=True, kw_only=True)
class Choice(Thing):
    """One choice of a question."""

    label: str
    neutral: bool = False  # steers nothing, on purpose
    means: str = _opt("", values=("other", "extra_use", "once", "municipality", "usual_help", "less_help", "no_help"))  # of costs and events: what counts differently


@dataclass(frozen=True, kw_only=True)
class Question(Meant):
    """A question, or a part of a list question."""

    ask: str
    why: str = ""
    short: str = ""
    help: str = ""
    type: str = _meta(values=QUESTION_TYPES)
    who: str = _opt("", ref="role")  # who can know the answer; nobody named: whoever means the project leader
    when: Condition | None = None
    choices: tuple[Choice, ...] = ()
    none: str = ""  # the choice that excludes the others
    parts: tuple[Question, ...] = ()
    item: str = ""  # what one entry of a list is called
    confidential: bool = False
    share: bool = False  # of a figure: it tells nothing about money or people, and may stand in the edition to share
    placeholder: str = ""
    unknown: bool = True  # accepts 'weet ik niet'
    quick: bool = False
    glance: int = 0  # its place among the facts on the one page for the board; 0: not there
    neutral: bool = False
    suggest: str = ""  # a fact, or moment.<id> for our estimate of its day
    not_below: str = ""  # of a part: the part that it may not be lower than
    unit: str = ""
    decimals: int = 0
    min: float | None = None
    max: float | None = None
    example: str = ""

    @property
    def label(self) -> str:
        """The short name, for tables and explanations."""
        return self.short or self.ask

    @property
    def private(self) -> bool:
        """True when the shared edition never uses the answer: confidential, or free text in which anything may stand."""
        return self.confidential or self.type == "text"

    @property
    def figure(self) -> bool:
        """True for an amount or a count: it leaves only when the person says so."""
        return self.type == "number" and not self.share

    def choice(self, id: str) -> Choice | None:
        """Return the choice with this id."""
        return next((choice for choice in self.choices if choice.id == id), None)


@dataclass(frozen=True, kw_only=True)
class Section:
    """A part of the questionnaire: one file."""

    id: str = _meta(key="section")
    title: str
    intro: str = ""
    questions: tuple[Question, ...] = ()
    place: Place = field(default=Place(), metadata={"skip": True})


@dataclass(frozen=True, kw_only=True)
class Phase(Thing):
    """A stage; the order of the file is the order in time. Its id is a choice of the question that means the phase."""

    title: str
    leads: str = _opt("both", values=("readiness", "both", "embedding"))  # the index that leads in this stage


@dataclass(frozen=True, kw_only=True)
class Staged(Thing):
    """What belongs to a stage, and may not apply."""

    when: Condition | None = None
    now: Condition | None = None
    only_if_known: bool = False  # unknown leaves it out: for what would alarm where it is not so
    phases: tuple[str, ...] = _opt(ref="phase")


@dataclass(frozen=True, kw_only=True)
class Page(Staged):
    """A chapter page."""

    means: str = _opt("", fixed=True)
    title: str
    summary: str
    settled: Condition | None = None
    for_all: bool = False
    roles: tuple[str, ...] = _opt(ref="role")
    dimension: str = _opt("", ref="dimension")
    approach: str = _opt("", ref="approach")  # the approach that a project sheet describes
    theme: str = _opt("", ref="theme")
    law: bool = False
    sources: tuple[str, ...] = _opt(ref="source")
    part: str = field(default="", metadata={"skip": True})
    body: tuple[Block, ...] = field(default=(), metadata={"skip": True})


@dataclass(frozen=True, kw_only=True)
class Document(Staged):
    """A model document that the municipality sends out."""

    title: str
    summary: str
    kind: str = _meta(values=("voorstel", "brief", "besluit", "afspraak", "plan", "kaart"))
    decides: str = _meta(ref="decider")
    pages: tuple[str, ...] = _opt(ref="page")
    roles: tuple[str, ...] = _opt(ref="role")
    sources: tuple[str, ...] = _opt(ref="source")
    body: tuple[Block, ...] = field(default=(), metadata={"skip": True})


@dataclass(frozen=True, kw_only=True)
class Item(Thing):
    """An item of a checklist."""

    text: str
    why: str
    addressee: str = _meta(key="for", ref="role")
    when: Condition | None = None
    sources: tuple[str, ...] = _opt(ref="source")


@dataclass(frozen=True, kw_only=True)
class Checklist(Staged):
    """A list for those who make something possible, or (kind card) a conversation card."""

    title: str
    intro: str
    kind: str = _opt("list", values=("list", "card"))
    pages: tuple[str, ...] = _opt(ref="page")
    roles: tuple[str, ...] = _opt(ref="role")
    items: tuple[Item, ...]
    may_go: str = ""


@dataclass(frozen=True, kw_only=True)
class Effort:
    """Half-days of work (dagdelen, about four hours)."""

    lead: float
    others: float


@dataclass(frozen=True, kw_only=True)
class Action(Thing):
    """Something to do, with effort (half-days) and lead time (weeks)."""

    do: str
    why: str = ""
    code: str = ""
    phase: str = _meta(ref="phase")
    dimension: str = _meta(ref="dimension")
    owner: str = _meta(ref="role")
    effort: Effort
    weeks: int
    after: tuple[str, ...] = _opt(ref="action")
    rather_after: tuple[str, ...] = _opt(ref="action")  # as `after`, but what is urgent does not wait for it
    needed_for: tuple[str, ...] = _opt(ref="moment")
    hard: bool = False
    fixed_size: bool = False
    extra_weeks: int = 0
    fresh: int = 0  # made at most so many weeks before the moment that needs it; 0: as early as one likes
    merge_small: str = _opt("", ref="action")
    skip_small: bool = False
    when: Condition | None = None
    done_when: Condition | None = None  # the answers say that it has been done
    only_if_known: bool = False  # an unknown condition keeps it out of the plan: for what would do harm where it is not so
    for_all: str = ""  # why it holds for everybody, where it has neither `when` nor `done_when`
    page: str = _opt("", ref="page")
    share: bool = True
    sources: tuple[str, ...] = _opt(ref="source")


@dataclass(frozen=True, kw_only=True)
class Risk(Thing):
    """A risk with its signal, measure and owner."""

    risk: str
    why: str
    signal: str
    measure: str
    owner: str = _meta(ref="role")
    dimension: str = _opt("", ref="dimension")
    phases: tuple[str, ...] = _opt(ref="phase")
    when: Condition | None = None
    page: str = _opt("", ref="page")
    sources: tuple[str, ...] = _opt(ref="source")


@dataclass(frozen=True, kw_only=True)
class Titled(Thing):
    """A theme, tension or label with a title."""

    title: str
    explain: str = ""


@dataclass(frozen=True, kw_only=True)
class Card(Thing):
    """A card of the reflection game."""

    title: str
    theme: str = _meta(ref="card_theme")
    tension: str = _meta(ref="tension")
    situation: str
    question: str
    deeper: str


@dataclass(frozen=True, kw_only=True)
class Game:
    """The reflection game: rules, themes, tensions and cards."""

    rules: tuple[str, ...] = ()
    themes: tuple[Titled, ...] = ()
    tensions: tuple[Titled, ...] = ()
    cards: tuple[Card, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Source(Thing):
    """A source, in CSL terms; `certainty` says how much of it was read."""

    type: str
    title: str
    author: str = ""
    issued: str = ""
    url: str = _opt("", key="URL")
    checked: str
    certainty: str = _meta(values=("read", "excerpt", "background", "own-advice"))
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Term(Thing):
    """A term of the glossary; synonyms and parts help the search."""

    term: str
    definition: str
    synonyms: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    sources: tuple[str, ...] = _opt(ref="source")
    see: tuple[str, ...] = _opt(ref="page")


FIXED_PAGES = ("plan", "risicos", "begrippen", "bronnen", "toegankelijkheid", "overzicht", "alles-op-een-pagina", "downloads", "reflectiespel",
               "antwoorden", "weggelaten", "lijsten/index", "documenten/index", "rollen/index")
"""The computed pages that search words may lead to, as they stand in docs/ (without .md)."""


@dataclass(frozen=True, kw_only=True)
class SearchWords(Thing):
    """Words that readers type, and the pages that they look for with them."""

    words: tuple[str, ...]
    pages: tuple[str, ...] = _opt(ref="page")
    checklists: tuple[str, ...] = _opt(ref="checklist")
    documents: tuple[str, ...] = _opt(ref="document")
    roles: tuple[str, ...] = _opt(ref="role")
    fixed: tuple[str, ...] = _opt(values=FIXED_PAGES)


@dataclass(frozen=True, kw_only=True)
class OpenPoint(Thing):
    """What nobody could find."""

    open: str
    why: str
    who: str
    checked: str
    page: str = _opt("", ref="page")


@dataclass(frozen=True, kw_only=True)
class Role(Meant):
    """A kind of reader, with what that role must know, decide and do."""

    name: str
    plural: str = ""
    group: str = ""  # roles with the same words here are one group in the scores
    called: str = ""  # in a sentence, without its article; nothing: its name
    audience: str = _opt("", values=("", "partner", "raad"))  # whose page comes first in an edition for a partner or the council
    who: str
    know: tuple[str, ...]
    decide: tuple[str, ...] = ()
    do: tuple[str, ...] = ()
    when: Condition | None = None
    pages: tuple[str, ...] = _opt(ref="page")
    checklists: tuple[str, ...] = _opt(ref="checklist")
    documents: tuple[str, ...] = _opt(ref="document")


@dataclass(frozen=True, kw_only=True)
class DefaultDate:
    """A day of the year; `year: next` is the first time that it comes."""

    month: int
    day: int = 1
    year: str = "next"


@dataclass(frozen=True, kw_only=True)
class Moment(Meant):
    """A decision moment: an answer, a usual day as long as there is no answer, or so many months before another moment."""

    title: str
    explain: str
    default: DefaultDate | None = None
    answer: str = ""
    route: str = _opt("", values=("own", "region"))  # on the way to lasting money: through our own budget, or that of a regeling
    relative_to: str = _opt("", ref="moment")
    months_before: int = 0
    missed: str = ""  # what to do when the plan does not make it, for page one
    estimate: bool = False
    who: str = _meta(ref="role")
    decides: str = _meta(ref="decider")
    when: Condition | None = None
    weeks_before: int = 0
    law_check: bool = False
    sources: tuple[str, ...] = _opt(ref="source")


@dataclass(frozen=True, kw_only=True)
class Decider(Meant):
    """Who decides, as a sentence names it ("de gemeenteraad"; nothing where nobody decides), and the roles that see these dates."""

    name: str = ""
    roles: tuple[str, ...] = _opt(ref="role")


@dataclass(frozen=True, kw_only=True)
class Way(Thing):
    """A way left when the money ends before a budget can hold it.

    `by`: what a board decides must be decided before the money ends, what people must know when their contracts
    say so. The text may name {bestuur} and {begroting_van}: of the municipality, or of a regeling.
    """

    title: str
    text: str
    by: str = _meta(values=("board", "people"))
    decides: str = _meta(ref="decider")
    weeks_before: int
    page: str = _opt("", ref="page")


@dataclass(frozen=True, kw_only=True)
class LabelAdvice:
    """The advice for one label; in a file: the id of the label, and the text."""

    label: str = _meta(ref="label")
    text: str


@dataclass(frozen=True, kw_only=True)
class Dimension(Thing):
    """One of the ten dimensions of the scoring model."""

    code: str
    title: str
    definition: str
    advice: tuple[LabelAdvice, ...] = _meta(pairs=True)
    sources: tuple[str, ...] = _opt(ref="source")

    def advice_for(self, label: str) -> str:
        """Return the advice for a label; nothing where there is none."""
        return next((one.text for one in self.advice if one.label == label), "")


@dataclass(frozen=True, kw_only=True)
class ScoreLabel(Thing):
    """A label with its thresholds (rounded points, inclusive)."""

    title: str
    low: int = _meta(key="from")
    high: int = _meta(key="to")
    meaning: str = ""
    tone: str = ""


@dataclass(frozen=True, kw_only=True)
class Scoring:
    """The fixed text, the labels and the dimensions of the scoring model."""

    disclaimer: str = ""
    labels: tuple[ScoreLabel, ...] = ()
    dimensions: tuple[Dimension, ...] = ()


@dataclass(frozen=True, kw_only=True)
class KnownWhen:
    """Answers that say a statement by themselves, with the degree (1 to 5) that they give it."""

    when: Condition
    degree: int


@dataclass(frozen=True, kw_only=True)
class Statement(Thing):
    """A statement; kind G counts for readiness, B for embedding; `hard` is a precondition."""

    code: str
    dimension: str = _meta(ref="dimension")
    kind: str = _meta(values=("G", "B"))
    text: str
    show: str = ""
    hard: bool = False
    warning: str = ""
    stop: str = ""
    subject: str = ""  # of the advice that says it already, and better: then there is no warning besides
    known_when: tuple[KnownWhen, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Within:
    """The time in which advice must be followed: days or weeks, one of the two."""

    days: int = 0
    weeks: int = 0

    @property
    def in_days(self) -> int:
        """The whole term in days."""
        return self.days + 7 * self.weeks


@dataclass(frozen=True, kw_only=True)
class Ask:
    """A question to ask: to whom (in words), and the mail to send, ready to copy."""

    question: str
    to: str
    subject: str
    mail: str


@dataclass(frozen=True, kw_only=True)
class Advice(Thing):
    """One piece of advice: what to say, why, who does what within which time.

    It is given only when `when` is yes: never because something is unknown. `find_out` (kind uitzoeken)
    names answers, of which at least one must be unknown; of a statement, somebody must have said so. Exactly one of action, document and ask is set.
    """

    subject: str
    when: Condition | None = None
    unless: Condition | None = None  # known to be yes: not given; unknown does not matter
    find_out: tuple[str, ...] = ()  # questions, or statements as conditions name them
    kind: str = _meta(values=ADVICE_KINDS)
    urgency: str = _meta(values=URGENCIES)
    say: str
    why: str
    who: str = _meta(ref="role")
    within: Within
    action: str = _opt("", ref="action")
    document: str = _opt("", ref="document")
    ask: Ask | None = None
    triage: bool = False  # a running team for which this holds, reads first: restore, wind down or go on
    ended: bool = False  # the work for which this holds has ended: only what is advised is planned and read
    pages: tuple[str, ...] = _opt(ref="page")
    sources: tuple[str, ...] = _opt(ref="source")


@dataclass(frozen=True, kw_only=True)
class Holiday:
    """A public holiday."""

    date: str
    name: str


@dataclass(frozen=True, kw_only=True)
class Recess:
    """A period without council meetings; `start` and `end` are inclusive."""

    start: str = _meta(key="from")
    end: str = _meta(key="to")
    name: str
    estimate: bool = False


@dataclass(frozen=True, kw_only=True)
class FreeDays:
    """Days that planning keeps free."""

    holidays: tuple[Holiday, ...] = ()
    recess: tuple[Recess, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Part(Thing):
    """A part of the handbook: one folder of chapters."""

    folder: str
    title: str
    summary: str = ""
    pages: tuple[str, ...] = _opt(ref="page")  # in reading order; a page that is not named comes last
    headings: tuple[str, ...] = _opt(fixed=True)  # the `##` headings that each of its pages has, in this order
    sheet_headings: tuple[str, ...] = _opt(fixed=True)  # those of a page about one approach
    blocks: int = 0  # how many `when` blocks each of its pages has at least


@dataclass(frozen=True, kw_only=True)
class Municipality:
    """A municipality (CBS); `inhabitants` and `urbanity` are None where CBS has none."""

    code: str
    name: str
    province: str
    inhabitants: int | None = None
    urbanity: str = ""  # the class of CBS, 1 (most) to 5
    year: str = ""


@dataclass(frozen=True, kw_only=True)
class MunicipalityName:
    """Another name of a municipality, or the name of one that went up in `codes` in the year `merged`."""

    name: str
    codes: tuple[str, ...]
    merged: str = ""


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
    home: str = field(default="", compare=False)  # the folder that a guide other than the program's own was read from
    sentences: tuple[Phrase, ...] = ()

    @functools.cached_property
    def phrases(self) -> Phrases:
        """Our own sentences, as this guide says them."""
        return Phrases(self.sentences)

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
        things: tuple[Meant | Page, ...] = (*self.known_facts.values(), *self.roles, *self.moments, *self.pages, *self.deciders)
        for thing in things:
            if not thing.retired:
                _note(found, thing.means, thing.id)
        return found

    def meaning(self, name: str) -> str:
        """Return the id of what means this, nothing where the guide has no such thing; raises KeyError for no need of ours."""
        return self.meanings.get(NEEDS[name].name, "")

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
