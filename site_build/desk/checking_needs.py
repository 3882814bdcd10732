"""What the engine uses of a guide: is it there, once, and of the right kind? And do facts fit what they come from?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from site_build.content.facts import Fact
from site_build.content.model import Content, Question, Thing
from site_build.content.names import nearest
from site_build.content.needs import NEEDS, Need
from site_build.content.walking import KINDS, named
from site_build.errors import WARNING, Place, Problem

_OF_TYPE = {"name": "municipality", "province": "municipality", "inhabitants": "municipality", "urbanity": "municipality", "band": "number",
            "months_until": "date", "months_without": "date", "months_since": "date", "year_after": "date", "months_before": "date", "per_unit": "number",
            "count": "list", "names": "list", "sum": "list", "range": "list", "absent": "list"}


def check_needs(content: Content) -> list[Problem]:
    """Return a problem for every `means` that does not fit, and one for all that the engine misses."""
    found: dict[str, Thing] = {}
    problems: list[Problem] = []
    for meaning, kind, type_, thing in _meanings(content):
        need = NEEDS.get(meaning)
        if need is None:
            close = nearest(meaning, NEEDS)
            problems.append(Problem(thing.place, "betekenis", f"'{meaning}' is geen betekenis die het programma kent.",
                                    f"Bedoelt u '{close}'?" if close else f"Kies uit: {', '.join(NEEDS)}."))
        elif need.kind != kind or need.types and type_ not in need.types:
            problems.append(Problem(thing.place, "betekenis", f"'{meaning}' hoort bij iets anders dan '{thing.id}'.", f"Zet het bij {_fits(need)}."))
        elif meaning in found:
            problems.append(Problem(thing.place, "betekenis", f"'{meaning}' staat ook bij '{found[meaning].id}' ({found[meaning].place}).",
                                    "Zet het bij één van de twee."))
        found.setdefault(meaning, thing)
    problems.extend(_phases(content))
    for fact in content.known_facts.values():
        problems.extend(_fact(content, fact))
    problems.extend(Problem(Place("guide/edition.yml", 1, 1), "ontbreekt-betekenis", f"Niets heeft 'means: {need.name.rpartition('.')[2]}'. {need.without}",
                            f"Zet het bij {_fits(need)}, of noem het in guide/edition.yml bij does_without als u dit niet nodig hebt.", WARNING)
                    for need in NEEDS.values()
                    if need.name not in found and need.name not in content.edition.does_without and _wanted(need, found))
    return problems


def _wanted(need: Need, found: Mapping[str, Thing]) -> bool:
    """A part is missed only where its list is there."""
    return need.kind != "question_part" or need.name.partition(".")[0] in found


def _fits(need: Need) -> str:
    kind = "een deel van een vraag met type: list" if need.kind == "question_part" else f"een {KINDS[need.kind]}"
    if need.kind == "question_part":
        kind = f"een deel van de vraag met means: {need.name.partition('.')[0]}"
    return kind + (f" van het type {' of '.join(need.types)}" if need.types else "")


def _meanings(content: Content) -> Iterator[tuple[str, str, str, Thing]]:
    """Yield every meaning that is written down, with the kind and type of the thing that has it."""
    for item in named(content):
        thing = item.thing
        meaning = getattr(thing, "means", "")
        if not meaning or thing.retired or item.kind == "choice":
            continue
        if item.kind == "question" and "." in item.key:
            base = content.questions.get(item.key.partition(".")[0])
            yield f"{base.means if base else ''}.{meaning}", "question_part", thing.type, thing
        else:
            yield meaning, item.kind, getattr(thing, "type", ""), thing


def _phases(content: Content) -> Iterator[Problem]:
    """The stages are the choices of the question that means the stage, no more and no less."""
    question = content.questions.get(content.meanings.get("phase", ""))
    if question is None:
        return
    choices = {choice.id: choice for choice in question.choices if not choice.retired}
    for id in choices.keys() - content.live_phases.keys():
        yield Problem(choices[id].place, "fase-onbekend", f"De keuze '{id}' is geen fase.", "Voeg de fase toe aan guide/knowledge/phases.yml.")
    for id in content.live_phases.keys() - choices.keys():
        yield Problem(content.live_phases[id].place, "fase-onbekend", f"De fase '{id}' is geen keuze van de vraag '{question.id}'.",
                      "Voeg de keuze toe, of haal de fase weg.")


def _fact(content: Content, fact: Fact) -> Iterator[Problem]:
    def problem(message: str, remedy: str) -> Problem:
        return Problem(fact.place, "feit", f"Het feit '{fact.id}' {message}", remedy)

    wanted, question = _OF_TYPE.get(fact.kind, ""), content.questions.get(fact.of)
    if wanted and not fact.of:
        yield problem(f"heeft bij 'kind: {fact.kind}' een vraag nodig.", "Schrijf: of: met de id van de vraag.")
    elif wanted and question and question.type != wanted:
        yield problem(f"kan met 'kind: {fact.kind}' niet uit de vraag '{fact.of}' komen.", f"Noem een vraag van het type {wanted}.")
    elif wanted == "list" and question:
        yield from (problem(f"noemt het deel '{id}', en dat heeft de vraag '{fact.of}' niet.", f"Kies uit: {', '.join(_part_ids(question))}.")
                    for id in (fact.part, fact.low, fact.high) if id and id not in _part_ids(question))
    for field in {"names": ("part",), "sum": ("part",), "range": ("low", "high"), "absent": ("part",), "per_unit": ("lowest", "highest")}.get(fact.kind, ()):
        if not getattr(fact, field):
            yield problem(f"heeft bij 'kind: {fact.kind}' ook '{field}' nodig.", f"Voeg toe: {field}: met een id.")
    if fact.type == "choice" and not fact.labels:
        yield problem("heeft geen waarden.", "Voeg toe: values: met per waarde een id en een label.")
    if fact.prints and not fact.placeholder:
        yield problem("kan worden geprint, maar heeft geen placeholder.", "Voeg toe: placeholder: wat er staat zolang het niet bekend is.")


def _part_ids(question: Question) -> list[str]:
    return [part.id for part in question.parts if not part.retired]
