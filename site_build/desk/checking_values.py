"""Check single values: dates that do not exist, numbers that cannot be, and what points at itself."""

from __future__ import annotations

import calendar
import datetime as dt
import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from site_build.content.conditions import ConditionError
from site_build.content.model import Content, Dimension, Source, Statement
from site_build.content.walking import KINDS, Named, named, specs
from site_build.desk.places import Places
from site_build.errors import Place, Problem

_MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])\Z")
_ISSUED = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-\d\d)?)?\Z")
_URL = re.compile(r"https?://[^\s/.]+\.[^\s]+\Z")
_ID = re.compile(r"[a-z0-9_.-]+\Z")
_NUMBER = re.compile(r"-?\d+([.,]\d+)?\Z")
_MAY_BE_NEGATIVE = ("min", "max")


def check_values(content: Content, today: dt.date, places: Places) -> list[Problem]:
    """Return every problem with single values."""
    problems: list[Problem] = []

    def add(thing: Placed, key: str, code: str, message: str, remedy: str, grade: str = "") -> None:
        place = places.of(thing.place, key)
        problems.append(Problem(place, code, message, remedy, grade) if grade else Problem(place, code, message, remedy))

    kept: dict[str, set[str]] = {kind: set() for kind in KINDS}
    for item in named(content):
        if not getattr(item.thing, "retired", ""):
            kept[item.kind].add(item.thing.id)
    for item in named(content):
        _every(item, kept, add)
    for source in content.sources:
        _source(source, today, add)
    _moments(content, add)
    _free_days(content, add, places)
    _dimensions(content, add)
    _questions(content, add)
    if content.edition.date and not content.edition.changes.strip():
        problems.append(Problem(places.in_file("guide/edition.yml", "changes"), "waarde", "'changes' is leeg.", "Schrijf in één zin wat er nieuw is."))
    versions = [edition.version for edition in content.edition.since(-1)]
    if any(older >= newer for newer, older in itertools.pairwise(versions)):
        problems.append(Problem(places.in_file("guide/edition.yml", "earlier"), "waarde", f"De uitgaven staan niet op volgorde: {', '.join(map(str, versions))}.",
                                "Zet bij earlier de nieuwste bovenaan, elk met een lager nummer dan die erboven."))
    return problems


class Placed(Protocol):
    """Something that stands in a file."""

    @property
    def place(self) -> Place:
        """Return where it begins."""


class Add(Protocol):
    """Keeps a problem with one field of a thing."""

    def __call__(self, thing: Placed, key: str, code: str, message: str, remedy: str, grade: str = "") -> None:
        """Keep it, at the place of that field."""


def _every(item: Named, kept: dict[str, set[str]], add: Add) -> None:
    thing = item.thing
    if not _ID.match(thing.id):
        add(thing, "id", "id-vorm", f"De id '{thing.id}' van {KINDS[item.kind]} mag geen spaties, hoofdletters of leestekens hebben.",
            "Gebruik kleine letters, cijfers en streepjes.")
    retired, instead = getattr(thing, "retired", ""), getattr(thing, "instead", "")
    if retired and not _MONTH.match(retired):
        add(thing, "retired", "datum", f"'retired' van {item.words} is geen maand: '{retired}'.", "Schrijf bijvoorbeeld: retired: 2027-03.")
    if instead and not retired:
        add(thing, "instead", "waarde", f"{item.words.capitalize()} heeft 'instead' en geen 'retired'.", "Voeg retired toe, of haal instead weg.")
    if instead and re.fullmatch(r"[a-z0-9]+([_-][a-z0-9]+)*", instead) and instead not in kept[item.kind] and instead == instead.lower():
        add(thing, "instead", "verwijzing", f"'instead' van {item.words} noemt '{instead}', en dat bestaat niet.", "Noem een id die bestaat, of schrijf een zin.")
    for spec in specs(thing):
        value = getattr(thing, spec.name)
        if isinstance(value, (int, float)) and not isinstance(value, bool) and value < 0 and spec.key not in _MAY_BE_NEGATIVE:
            add(thing, spec.key, "waarde", f"'{spec.key}' van {item.words} is kleiner dan nul.", "Schrijf een getal van nul of hoger.")
        if isinstance(value, str) and not value.strip() and spec.required and spec.key != "id":
            add(thing, spec.key, "leeg", f"'{spec.key}' van {item.words} is leeg.", "Vul het in.")
    if item.kind == "action" and (thing.effort.lead < 0 or thing.effort.others < 0):
        add(thing, "effort", "waarde", f"'effort' van {item.words} is kleiner dan nul.", "Schrijf getallen van nul of hoger.")


def _source(source: Source, today: dt.date, add: Add) -> None:
    checked = _day(source.checked)
    if checked and checked > today:
        add(source, "checked", "datum", f"'checked' van de bron '{source.id}' ligt in de toekomst ({source.checked}).", "Schrijf de dag waarop iemand keek.")
    if source.url and not _URL.match(source.url):
        add(source, "URL", "adres", f"'URL' van de bron '{source.id}' is geen adres: '{source.url}'.", "Schrijf een adres dat met https:// begint, of haal URL weg.")
    if source.issued and not _ISSUED.match(source.issued):
        add(source, "issued", "datum", f"'issued' van de bron '{source.id}' is geen jaar, maand of dag: '{source.issued}'.", "Schrijf bijvoorbeeld 2012, 2012-12 of 2012-12-20.")


def _day(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text) if len(text) == 10 else None
    except ValueError:
        return None


def _moments(content: Content, add: Add) -> None:
    for moment in content.moments:
        if moment.retired:
            continue
        if moment.relative_to == moment.id:
            add(moment, "relative_to", "kring", f"Het beslismoment '{moment.id}' hangt van zichzelf af.", "Noem bij relative_to een ander moment.")
        day = moment.default
        if day is None:
            continue
        if not 1 <= day.month <= 12:
            add(moment, "default", "datum", f"'default' van het beslismoment '{moment.id}' heeft maand {day.month}.", "Schrijf een maand van 1 tot en met 12.")
        elif not 1 <= day.day <= calendar.monthrange(2028, day.month)[1]:
            add(moment, "default", "datum", f"'default' van het beslismoment '{moment.id}' is een dag die niet bestaat ({day.day}-{day.month}).", "Schrijf een dag van die maand.")
        if day.year != "next" and not re.fullmatch(r"\d{4}", day.year):
            add(moment, "default", "datum", f"'year' van het beslismoment '{moment.id}' is geen jaar: '{day.year}'.", "Schrijf: year: next, of een jaar.")


@dataclass(frozen=True)
class _Here:
    place: Place


def _free_days(content: Content, add: Add, places: Places) -> None:
    for word, dates in _days(content):
        for key, text in dates:
            if _day(text) is None:
                thing = _Here(places.line_with("guide/knowledge/free-days.yml", text))
                add(thing, "", "datum", f"'{key}' van '{word}' is geen dag die bestaat: '{text}'.", "Schrijf bijvoorbeeld: 2027-02-28.")
        if len(dates) == 2 and all(_day(text) for _, text in dates) and dates[0][1] > dates[1][1]:
            thing = _Here(places.line_with("guide/knowledge/free-days.yml", dates[1][1]))
            add(thing, "", "datum", f"'{word}' eindigt voordat het begint.", "Verwissel from en to.")


def _days(content: Content) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    for holiday in content.free_days.holidays:
        yield holiday.name, [("date", holiday.date)]
    for recess in content.free_days.recess:
        yield recess.name, [("from", recess.start), ("to", recess.end)]


def _dimensions(content: Content, add: Add) -> None:
    labels = [label.id for label in content.scoring.labels if not label.retired]
    for dimension in content.scoring.dimensions if labels else ():
        given = [one.label for one in dimension.advice]
        for id in (id for id in given if id not in labels):
            add(dimension, "advice", "verwijzing", f"'advice' van de dimensie '{dimension.id}' noemt het label '{id}', en dat bestaat niet.", f"Kies uit: {', '.join(labels)}.")
        for id in (id for id in labels if id not in given):
            add(dimension, "advice", "advies-ontbreekt",
                f"De dimensie '{dimension.id}' heeft geen advies voor het label '{id}'.", f"Voeg onder advice toe: {id}: wat dan te doen is.")
    for things, word in ((content.scoring.dimensions, "dimensie"), (content.statements, "stelling")):
        seen: dict[str, Dimension | Statement] = {}
        for thing in things:
            if seen.setdefault(thing.code, thing) is not thing:
                add(thing, "code", "dubbele-code", f"De code '{thing.code}' van {word} '{thing.id}' is al van '{seen[thing.code].id}'.", "Geef een van de twee een andere code.")


def _questions(content: Content, add: Add) -> None:
    order = {id: number for number, id in enumerate(content.questions)}
    for question in content.questions.values():
        for each in (question, *question.parts):
            if each.type == "number" and each.example and not _NUMBER.match(each.example.replace(".", "")):
                add(each, "example", "waarde", f"'example' van de vraag '{each.id}' is geen getal: '{each.example}'.", "Schrijf een getal, zoals 120.")
            if each.min is not None and each.max is not None and each.min > each.max:
                add(each, "min", "waarde", f"Bij de vraag '{each.id}' is min groter dan max.", "Verwissel de twee.")
        if question.when is None:
            continue
        try:
            names = question.when.names()
        except ConditionError:
            continue
        for name in dict.fromkeys(q for n in names for q in (content.known_facts[n].questions if n in content.known_facts else (n.partition(".")[0],))):
            if order.get(name, -1) > order[question.id]:
                add(question, "when", "vraag-later", f"De vraag '{question.id}' hangt af van '{name}', en die wordt pas later gesteld.", f"Zet de vraag '{name}' ervoor.")

