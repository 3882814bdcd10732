"""Is the tailoring real? Over all pairs of answers, does everything appear somewhere and stay away somewhere?

Every question, score label and fact without a question is a factor. A pairwise set of answers holds
every pair of their values at least once; facts that follow from one answer come along, and those that
several answers make are paired with everything else as well. For each set we look what the handbook
would hold.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from site_build.content.conditions import KNOWN, Condition, ConditionError, Tri, Value
from site_build.content.documents import Json, number_of
from site_build.content.model import NO, YES, Block, Content, Question
from site_build.content.names import from_statements, name_types
from site_build.content.walking import uses_of
from site_build.desk.candidates import candidates, constants_of, free_candidates
from site_build.desk.pairing import pair_rows
from site_build.desk.searching import Searcher
from site_build.desk.worlds import world_of
from site_build.interview.answers import Answers
from site_build.interview.facts import Values
from site_build.tailoring.selection import ChosenBlock, Selection, select

PAGE, BLOCK, ITEM = "bladzijde", "blok", "punt"
_RAREST = 10
_MANY = 60  # values of one question; more would make the set of pairs needlessly large


@dataclass
class Seen:
    """How often one thing was there whole, was there shorter or later, and was away."""

    kind: str
    key: str
    conditional: bool  # whether any condition decides on it
    for_all: bool = False
    there: int = 0
    less: int = 0  # a settled page, or one under Later
    away: int = 0

    @property
    def varies(self) -> bool:
        """True when it appears somewhere and is absent (or shortened, or later) somewhere."""
        return self.there > 0 and self.less + self.away > 0


@dataclass(frozen=True)
class Coverage:
    """What was seen over `rows` sets of answers; `factors` is the number of factors."""

    rows: int
    factors: int
    seen: tuple[Seen, ...]

    @property
    def failures(self) -> tuple[Seen, ...]:
        """Things that never appeared or were never away, though a condition decides on them.

        A page without any condition that is not `for_all` fails too, unless its blocks vary.
        """
        varying = {seen.key.partition(":")[0] for seen in self.seen if seen.kind == BLOCK and seen.varies}
        return tuple(seen for seen in self.seen if not seen.varies and (
            seen.conditional if seen.kind != PAGE else not seen.for_all and (seen.conditional and not seen.there or seen.key not in varying)))


def coverage(content: Content, today: dt.date, tell: Callable[[int, int], None] | None = None) -> Coverage:
    """Return what appears and stays away over a pairwise set of answers; `tell` hears how many of them are done, of how many."""
    factors = factors_of(content, today)
    tally = _Tally()
    worlds = list(worlds_of(content, today, factors))
    for number, values in enumerate(worlds, start=1):
        tally.add(select(content.pages, content.checklists, content.documents, content.actions, content.risks, values))
        if tell is not None:
            tell(number, len(worlds))
    return Coverage(len(worlds), len(factors), tuple(tally.seen.values()))


def worlds_of(content: Content, today: dt.date, factors: Mapping[str, list[Json]] | None = None) -> Iterator[Values]:
    """Yield the values of the sets of answers over which is counted."""
    for chosen in _rows(content, factors or factors_of(content, today), today):
        answers = {name: value for name, value in chosen.items() if name in content.questions}
        extra = {name: Value(KNOWN, value) for name, value in chosen.items() if name not in content.questions}
        yield Values(content, Answers("hb-proef", today.isoformat(), answers), extra=extra)


def _rows(content: Content, factors: Mapping[str, list[Json]], today: dt.date) -> Iterator[dict[str, Json]]:
    """Every pair of answers; then every value of a fact that several answers make, with every other answer."""
    for row in _pairs(list(factors.values())):
        yield dict(zip(factors, row, strict=True))
    searcher = Searcher(content, world_of(content, today), today)
    longest = max((len(values) for values in factors.values()), default=0)
    for fact in content.known_facts.values():
        if len(fact.questions) < 2 or not set(fact.questions) <= set(factors):
            continue
        for value in fact.labels:
            behind = searcher.example(Condition(f'{fact.name} == "{value}"')) or {}
            for turn in range(longest):
                turned = {name: options[(turn + shift) % len(options)] for shift, (name, options) in enumerate(factors.items())}
                yield {**turned, **behind}


def factors_of(content: Content, today: dt.date) -> dict[str, list[Json]]:
    """Return the factors with the values that conditions tell apart."""
    conditions = []
    for use in uses_of(content):
        try:
            use.condition.names()
        except ConditionError:
            continue
        conditions.append(use.condition)
    constants = constants_of(conditions)
    names = {name for condition in conditions for name in condition.names()}
    factors = {id: _values(content, question, constants, today, names) for id, question in content.questions.items()}
    types = name_types(content)
    for name in sorted(names):
        if from_statements(name) or name in content.known_facts and not content.known_facts[name].questions:
            factors[name] = free_candidates(types[name], name, constants)
    return {name: values for name, values in factors.items() if values}


def _values(content: Content, question: Question, constants: Mapping[str, set[Json]], today: dt.date, names: set[str]) -> list[Json]:
    if question.type == "choices":
        live = [choice.id for choice in question.choices if not choice.retired]
        return [*([id] for id in live), [id for id in live if id != question.none]]
    if question.type == "list":
        return list(_lists(content, question, constants, names))
    return [value for value, _ in zip(candidates(content, question, constants, today, names), range(_MANY), strict=False)]


def _lists(content: Content, question: Question, constants: Mapping[str, set[Json]], names: set[str]) -> Iterator[list[dict[str, Json]]]:
    """No entry, one entry per value of a part that conditions name, and many entries."""
    entries: list[dict[str, Json]] = []
    for part in question.parts:
        key = f"{question.id}.{part.id}"
        if key not in names:
            continue
        options: dict[str, list[Json]] = {"choice": [choice.id for choice in part.choices if not choice.retired], "yes_no": [YES, NO]}
        entries.extend({part.id: value} for value in options.get(part.type) or sorted(constants.get(key, ()), key=str))
    counted = [fact.id for fact in content.known_facts.values() if fact.kind == "count" and fact.of == question.id]
    if not entries and names.intersection(counted):
        entries = [{}]  # conditions look at how many there are, and not at what is in them
    yield []
    yield from ([entry] for entry in entries)
    most = max((int(number_of(n)) for name in counted for n in constants.get(name, ())), default=1) + 1
    if entries:
        yield (entries * most)[:max(most, len(entries))]


def _pairs(values: list[list[Json]]) -> Iterator[list[Json]]:
    for row in pair_rows([len(options) for options in values]):
        yield [options[number] for options, number in zip(values, row, strict=True)]


@dataclass
class _Tally:
    seen: dict[tuple[str, str], Seen] = field(default_factory=dict)

    def add(self, selection: Selection) -> None:
        """Count one handbook."""
        for page in selection.pages:
            entry = self._entry(PAGE, page.thing.id, page.thing.when is not None or page.thing.settled is not None, page.thing.for_all)
            self._count(entry, page.included, less=page.settled or page.later)
            self._blocks(page.thing.id, page.thing.body, page.body, page.included)
        for checklist in selection.checklists:
            self._count(self._entry("lijst", checklist.thing.id, checklist.thing.when is not None), checklist.included)
            for item in checklist.items:
                entry = self._entry(ITEM, f"{checklist.thing.id}/{item.thing.id}", item.thing.when is not None)
                self._count(entry, checklist.included and item.included)
        for document in selection.documents:
            self._count(self._entry("modelstuk", document.thing.id, document.thing.when is not None), document.included)
            self._blocks(document.thing.id, document.thing.body, document.body, document.included)
        for kind, things in (("actie", selection.actions), ("risico", selection.risks)):
            for chosen in things:
                self._count(self._entry(kind, chosen.thing.id, chosen.thing.when is not None), chosen.included)

    def _blocks(self, owner: str, written: Iterable[Block], chosen: Iterable[ChosenBlock], there: bool) -> None:
        by_condition = {block.condition: block for block in chosen if block.condition is not None}
        for block in written:
            if block.condition is None:
                continue
            found = by_condition.get(block.condition)  # none when the block around it was dropped
            included = there and found is not None and found.outcome.tri is not Tri.NO
            self._count(self._entry(BLOCK, f"{owner}:{block.condition.place.line}", True), included)
            self._blocks(owner, block.body, found.body if found else (), included)

    def _entry(self, kind: str, key: str, conditional: bool, for_all: bool = False) -> Seen:
        return self.seen.setdefault((kind, key), Seen(kind, key, conditional, for_all))

    def _count(self, entry: Seen, there: bool, less: bool = False) -> None:
        if not there:
            entry.away += 1
        elif less:
            entry.less += 1
        else:
            entry.there += 1


def coverage_json(result: Coverage) -> str:
    """Return per page, block (`page:line`), item, action … in how many sets of answers it shows, as JSON."""
    failures = set(map(id, result.failures))
    return json.dumps({"rows": result.rows, "factors": result.factors, "seen": [
        {"kind": seen.kind, "key": seen.key, "there": seen.there, "less": seen.less, "away": seen.away, "conditional": seen.conditional,
         "failed": id(seen) in failures} for seen in result.seen]}, ensure_ascii=False, indent=1)


def render_coverage(result: Coverage, *, everything: bool = False) -> str:
    """Return the table: per kind how many there are, how many a condition decides on, and how many vary; below it the rarest, or all."""
    lines = [f"{result.rows} sets van antwoorden over {result.factors} factoren: elk paar van antwoorden komt voor.", "",
             f"{'soort':<12}{'aantal':>8}{'voor allen':>12}{'voorwaarde':>12}{'wisselt':>9}{'nooit':>7}{'altijd':>8}"]
    failures = set(map(id, result.failures))
    for kind in dict.fromkeys(seen.kind for seen in result.seen):
        group = [seen for seen in result.seen if seen.kind == kind]
        failed = [seen for seen in group if id(seen) in failures]
        lines.append(f"{kind:<12}{len(group):>8}{sum(s.for_all for s in group):>12}{sum(s.conditional for s in group):>12}"
                     f"{sum(s.varies for s in group):>9}{sum(not s.there for s in failed):>7}{sum(s.there > 0 for s in failed):>8}")
    pages = [seen for seen in result.seen if seen.kind == PAGE]
    if pages:
        lines += ["", f"Voor allen gelijk (for_all): {round(100 * sum(s.for_all for s in pages) / len(pages))}% van de bladzijden (hooguit 25%)."]
    rare = sorted((seen for seen in result.seen if seen.conditional), key=lambda seen: (seen.there, seen.kind, seen.key))
    if rare:
        shown = rare if everything else rare[:_RAREST]
        lines += ["", "In hoeveel sets het er staat, het zeldzaamste eerst:", *(f"  {seen.there:>4} van {result.rows}  {seen.kind} {seen.key}" for seen in shown)]
        lines += [f"  … en nog {len(rare) - len(shown)}. Toon alles met --all."] if len(rare) > len(shown) else []
    lines += [f"  {'nooit' if not seen.there else 'altijd'}: {seen.kind} {seen.key}" for seen in result.failures]
    return "\n".join(lines)
