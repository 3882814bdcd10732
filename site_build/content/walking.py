"""Walk over everything in the content: what has an id, what has a condition, what is text."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from site_build.content.conditions import Condition
from site_build.content.keeping import kept_all
from site_build.content.model import Block, Content, Document, Page, Question, Thing
from site_build.content.reading import FieldSpec, fields_of
from site_build.content.worked import StoryPage
from site_build.errors import Place

CHECK_HEADING = "Wat u controleert, en wanneer opnieuw"

KINDS = {
    "section": "onderdeel", "question": "vraag", "choice": "keuze", "part": "deel", "page": "bladzijde", "checklist": "lijst",
    "item": "punt", "document": "modelstuk", "action": "actie", "risk": "risico", "source": "bron", "term": "begrip",
    "open_point": "open punt", "role": "rol", "theme": "thema", "moment": "beslismoment", "dimension": "dimensie",
    "statement": "stelling", "tension": "spanning", "card_theme": "thema van het spel", "card": "kaart", "label": "label",
    "advice": "advies", "advice_group": "groep van adviezen", "phase": "fase", "fact": "feit", "fact_value": "waarde", "search_words": "zoekwoorden",
    "way": "weg", "edition": "uitgave", "decider": "beslisser", "phrase": "zin", "worked_moment": "moment in het voorbeeld", "twin": "ingevuld modelstuk",
    "story": "bladzijde van het verhaal", "register": "tabel om in te vullen", "register_row": "regel van een tabel", "register_column": "kolom van een tabel",
    "law_check": "controle van een wet",
}
"""The kinds of ids, with their Dutch names."""


@dataclass(frozen=True)
class Named:
    """A thing with its kind, and its key: unique in the kind, with the keys of what it is part of before it."""

    kind: str
    key: str
    thing: Any  # what its kind has: who looks at one knows which kind it is

    @property
    def words(self) -> str:
        """The kind and key in Dutch, as in "lijst 'mandaat'"."""
        return f"{KINDS[self.kind]} '{self.key}'"


@dataclass(frozen=True)
class Use:
    """A condition with what it stands in.

    `given` holds the conditions around it (of its page, list or enclosing block) that must be yes as
    well; `unless` must not be yes (a settled page drops its blocks).
    """

    kind: str  # a key of KINDS, or 'block'
    key: str
    field: str  # when, now, settled
    condition: Condition
    given: tuple[Condition, ...] = ()
    unless: Condition | None = None

    @property
    def words(self) -> str:
        """What it stands in, in Dutch."""
        return f"blok in {self.key}" if self.kind == "block" else f"{KINDS[self.kind]} '{self.key}'"


def named(content: Content) -> tuple[Named, ...]:
    """Return every thing with an id, retired ones included; walked once."""
    return kept_all(content, _every_thing)


def _every_thing(content: Content) -> Iterator[Named]:
    if content.edition.id:
        yield Named("edition", content.edition.id, content.edition)
    for section in content.sections:
        yield Named("section", section.id, section)
        for question in section.questions:
            yield from _question("", question)
    for checklist in content.checklists:
        yield Named("checklist", checklist.id, checklist)
        yield from (Named("item", f"{checklist.id}/{item.id}", item) for item in checklist.items)
    for fact in content.facts:
        yield Named("fact", fact.id, fact)
        yield from (Named("fact_value", f"{fact.id}.{value.id}", value) for value in fact.values)
    groups: tuple[tuple[str, Sequence[Thing]], ...] = (
        ("part", content.parts), ("page", content.pages), ("document", content.documents), ("action", content.actions),
        ("risk", content.risks), ("source", content.sources), ("term", content.terms), ("open_point", content.open_points),
        ("law_check", content.law_checks),
        ("search_words", content.search_words),
        ("role", content.roles), ("theme", content.themes), ("moment", content.moments), ("dimension", content.scoring.dimensions),
        ("label", content.scoring.labels), ("statement", content.statements), ("tension", content.game.tensions),
        ("card_theme", content.game.themes), ("card", content.game.cards),
        ("advice", content.advice), ("advice_group", content.advice_groups), ("phase", content.phases), ("way", content.ways_left),
        ("decider", content.deciders),
    )
    for kind, things in groups:
        yield from (Named(kind, thing.id, thing) for thing in things)
    for register in content.registers:
        yield Named("register", register.id, register)
        yield from (Named("register_row", f"{register.id}/{row.id}", row) for row in register.rows)
        yield from (Named("register_column", f"{register.id}/{column.id}", column) for column in register.columns)
    if content.worked:
        yield from (Named(kind, thing.id, thing) for kind, thing in content.worked.things())


def _question(prefix: str, question: Question) -> Iterator[Named]:
    key = prefix + question.id
    yield Named("question", key, question)
    yield from (Named("choice", f"{key}.{choice.id}", choice) for choice in question.choices)
    for part in question.parts:
        yield from _question(f"{key}.", part)


def specs(thing: object) -> tuple[FieldSpec, ...]:
    """Return the fields of a thing that editors write."""
    cls: type = type(thing)
    return fields_of(cls)


def is_part(value: object) -> bool:
    """True for a small part of a thing that has no id of its own, like what makes an action press."""
    return dataclasses.is_dataclass(value) and not isinstance(value, (type, Condition, Place)) and not hasattr(value, "id")


def references(thing: object, within: str = "") -> Iterator[tuple[str, str, str]]:
    """Yield the kind, the field (`pause.until` of a part) and the id of whatever the fields of a thing name."""
    for spec in specs(thing):
        value = getattr(thing, spec.name)
        if spec.ref:
            yield from ((spec.ref, within + spec.key, id) for id in (value if isinstance(value, tuple) else (value,)) if id)
        elif is_part(value):
            yield from references(value, f"{within}{spec.key}.")


def conditions_of(thing: object) -> Iterator[tuple[str, Condition]]:
    """Yield the field and the condition of every condition of a thing, that of a small part of it among them (`known_when`)."""
    for spec in specs(thing):
        value = getattr(thing, spec.name)
        for each in value if isinstance(value, tuple) else (value,):
            condition = getattr(each, "when", None) if is_part(each) else each
            if isinstance(condition, Condition):
                yield spec.key, condition


def bodies(content: Content) -> tuple[Page | Document | StoryPage, ...]:
    """Return everything with a body that has not been retired: pages, model documents, then the story of the worked case."""
    things: tuple[Page | Document | StoryPage, ...] = (*content.pages, *content.documents, *(content.worked.story if content.worked else ()))
    return tuple(thing for thing in things if not thing.retired)


def all_names(thing: Thing) -> tuple[str, ...]:
    """Return the id and the earlier ids of a thing."""
    return (thing.id, *getattr(thing, "was", ()))


def uses_of(content: Content) -> tuple[Use, ...]:
    """Return every condition of everything that has not been retired."""
    return kept_all(content, _every_use)


def _every_use(content: Content) -> Iterator[Use]:
    for item in named(content):
        if getattr(item.thing, "retired", ""):
            continue
        given: tuple[Condition, ...] = ()
        if item.kind == "item":
            given = _when_of_checklist(content, item.key)
        if item.kind == "question" and "." in item.key or item.kind == "fact":
            continue  # a part's condition speaks of the parts of its own entry: `part_conditions`
        yield from (Use(item.kind, item.key, field, condition, given) for field, condition in conditions_of(item.thing))
        if isinstance(item.thing, (Page, Document)):
            yield from _blocks(item.thing)


def part_conditions(content: Content) -> Iterator[tuple[Question, Question, Condition]]:
    """Yield the list question, the part and its condition, of every part that has one."""
    for question in content.questions.values():
        yield from ((question, part, part.when) for part in question.parts if part.when is not None and not part.retired)


def _when_of_checklist(content: Content, key: str) -> tuple[Condition, ...]:
    checklist = next(c for c in content.checklists if c.id == key.partition("/")[0])
    return (checklist.when,) if checklist.when else ()


def _blocks(thing: Page | Document) -> Iterator[Use]:
    given = (thing.when,) if thing.when else ()
    settled = getattr(thing, "settled", None)
    for piece in pieces(thing.body):
        if piece.condition is not None:
            unless = None if piece.heading == CHECK_HEADING else settled
            yield Use("block", thing.id, "when", piece.condition, given + piece.given, unless)


@dataclass(frozen=True)
class Piece:
    """A text or the head of a block, in reading order; `heading` is the `##` heading above it."""

    text: str
    line: int
    condition: Condition | None
    given: tuple[Condition, ...]
    heading: str


def pieces(body: Sequence[Block]) -> list[Piece]:
    """Return the pieces of a body in reading order, each block before what is in it."""
    found: list[Piece] = []
    heading = ""

    def visit(blocks: Sequence[Block], given: tuple[Condition, ...]) -> None:
        nonlocal heading
        for block in blocks:
            found.append(Piece(block.text, block.line, block.condition, given, heading))
            if block.condition is not None:
                visit(block.body, (*given, block.condition))
                continue
            for line in block.text.split("\n"):
                if line.startswith("## "):
                    heading = line[3:].strip()

    visit(body, ())
    return found


@dataclass(frozen=True)
class Text:
    """A text that editors wrote, with the thing and field it stands in."""

    named: Named
    field: str
    text: str

    @property
    def place(self) -> Place:
        """Where the thing begins."""
        place: Place = self.named.thing.place
        return place


def texts_of(content: Content) -> tuple[Text, ...]:
    """Return every text in YAML and front matter, ids and fixed values left out; walked once, since every check asks for them."""
    return kept_all(content, _every_text)


def _every_text(content: Content) -> Iterator[Text]:
    for item in named(content):
        if getattr(item.thing, "retired", ""):
            continue
        for spec in specs(item.thing):
            if spec.ref or spec.values or spec.fixed or spec.key in ("id", "section", "was", "retired", "instead", "URL", "code", "folder"):
                continue
            yield from (Text(item, spec.key, text) for text in _strings(getattr(item.thing, spec.name)))
    yield from (Text(Named("phrase", phrase.id, phrase), "text", phrase.text) for phrase in content.sentences)  # no ids that anybody keeps


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for inner in value:
            yield from _strings(inner)
    elif dataclasses.is_dataclass(value) and not isinstance(value, (Thing, Condition)):
        for spec in specs(value):
            if not (spec.ref or spec.values or spec.fixed):
                yield from _strings(getattr(value, spec.name))
