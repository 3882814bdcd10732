"""Which pages, blocks, items and actions depend on a question, a choice or a fact (`check --uses`)."""

from __future__ import annotations

import contextlib
import datetime as dt
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from site_build.content.assets import led_to
from site_build.content.conditions import Compare, ConditionError, Constant, parse
from site_build.content.documents import Json
from site_build.content.model import Content
from site_build.content.names import NameType, name_types, nearest
from site_build.content.walking import KINDS, bodies, named, pieces, references, texts_of, uses_of
from site_build.desk.checking_conditions import comparisons, needed_by
from site_build.desk.checking_signs import text_files
from site_build.errors import Place, UsageError
from site_build.interview.answers import dutch_date


def uses_anywhere(content: Content, root: Path, id: str) -> list[tuple[Place, str]]:
    """Return where anything is used: of an id what depends on it; of a figure, a date or a word every line in which it stands.

    A date is found in both of its forms. Raises UsageError for a word that stands nowhere.
    """
    try:
        return find_uses(content, id)
    except UsageError as error:
        found = [(Place(path.relative_to(root).as_posix(), number, match.start() + 1), line.strip()[:160])
                 for path in text_files(root) if path.name != "published-ids.yml"
                 for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").split("\n"), start=1)
                 if (match := _as_text(id).search(line))]
        if not found:
            raise error if re.fullmatch(r"[\w./-]*[A-Za-z_][\w./-]*", id) else UsageError(f"Niets noemt '{id}'.") from None
        return found


def _as_text(id: str) -> re.Pattern[str]:
    """A pattern for a text as it was typed; a number only whole, a date as 2026-11-26 or 26 november 2026."""
    forms = {id}
    with contextlib.suppress(ValueError):
        forms.add(dutch_date(dt.date.fromisoformat(id).isoformat()))
    if match := re.fullmatch(r"(\d{1,2}) (\w+) (\d{4})", id):
        months = [dutch_date(f"2000-{month:02}-01").split(" ")[1] for month in range(1, 13)]
        if match[2].lower() in months:
            forms.add(f"{match[3]}-{months.index(match[2].lower()) + 1:02}-{int(match[1]):02}")
    words = "|".join(re.escape(form).replace(r"\ ", r"[ \u00a0]") for form in sorted(forms))
    return re.compile(rf"(?<!\d)(?<!\d[.,])(?:{words})(?![.,]?\d)", re.I)


def uses(content: Content, id: str) -> list[str]:
    """Return one line for everything that depends on `id`, in order of file and line; as `find_uses`."""
    return [f"{place}  {words}" for place, words in find_uses(content, id)]


def find_uses(content: Content, id: str) -> list[tuple[Place, str]]:
    """Return the place and the words of everything that depends on `id`, in order of file and line.

    `id` is a question, fact or score (`mandaat`, `geld.soort`), one with a value (`mandaat.geen`), or anything else with an id (a source,
    page, role, action …): then where it is named, cited or linked to.
    Facts that come from the question are followed. Raises UsageError for an id that does not exist.
    """
    types = name_types(content)
    mentions = _mentions(content, id)
    if mentions is not None and id not in types:
        return sorted(mentions)
    name, value = _split(id, types)
    facts = {other for other in content.known_facts if name in needed_by(content, other)}
    followed = {name, *facts}
    followed |= {other for other in types if other.startswith(f"{name}.") and value is None and name in content.questions}
    lines: set[tuple[Place, str]] = set()
    for use in uses_of(content):
        try:
            found = [c for c in comparisons(parse(use.condition.text)) if followed.intersection(c.names())]
        except ConditionError:
            continue
        if any(value is None or value in _constants(comparison) or facts.intersection(comparison.names()) for comparison in found):
            via = sorted({n for c in found for n in c.names()} & facts)
            through = f" (via {', '.join(via)})" if via and not any(name in c.names() for c in found) else ""
            what = f"blok in {use.key}" if use.kind == "block" else f"{KINDS[use.kind]} {use.key}"
            lines.add((use.condition.place, f"{what}: {use.field} {use.condition.text}{through}"))
    lines.update(_other_uses(content, name, value, followed))
    lines.update(mentions or ())  # another thing may have the same id as a question
    return sorted(lines)


def _mentions(content: Content, id: str) -> set[tuple[Place, str]] | None:
    """Return where anything else with this id is named: in a field of another thing, cited, or linked to; None when there is no such thing."""
    things = [item for item in named(content) if item.thing.id == id and item.kind not in ("question", "choice", "fact")]
    if not things:
        return None
    kinds, files = {item.kind for item in things}, {item.thing.place.file for item in things if item.kind in ("page", "document", "checklist")}
    found: set[tuple[Place, str]] = set()
    for item in named(content):
        if getattr(item.thing, "retired", ""):
            continue
        found.update((item.thing.place, f"{KINDS[item.kind]} {item.key}: {field} {id}") for kind, field, named_id in references(item.thing)
                     if kind in kinds and named_id == id)
    if "law_check" in kinds:
        found.update((place, f"drukt de dag af van {item.thing.what}") for item in things if item.kind == "law_check" for place in item.thing.uses)
    if "source" in kinds:
        found.update((text.place, f"{KINDS[text.named.kind]} {text.named.key}: {text.field} [@{id}]") for text in texts_of(content) if f"[@{id}]" in text.text)
    for thing in bodies(content):
        for piece in pieces(thing.body):
            for number, line in enumerate(piece.text.split("\n"), start=piece.line):
                if "source" in kinds:
                    found.update((Place(thing.place.file, number, match.start() + 1), f"tekst in {thing.id}: {match[0]}")
                                 for match in re.finditer(re.escape(f"[@{id}]"), line))
                for match in re.finditer(r"\]\(([^)#\s]+)[^)]*\)", line):
                    if led_to(match[1], thing.place.file) in files:
                        found.add((Place(thing.place.file, number, match.start() + 1), f"link in {thing.id}: {match[1]}"))
    return found


def _split(id: str, types: Mapping[str, NameType]) -> tuple[str, str | None]:
    if id in types:
        return id, None
    name, _, value = id.rpartition(".")
    if name in types and value in types[name].values:
        return name, value
    if name in types and types[name].values:
        raise UsageError(f"'{name}' heeft geen keuze '{value}'. Kies uit: {', '.join(types[name].values)}.")
    close = nearest(id, types)
    raise UsageError(f"De vraag of het feit '{id}' bestaat niet." + (f" Bedoelt u '{close}'?" if close else ""))


def _constants(comparison: Compare) -> set[Json]:
    sides = (comparison.left, comparison.right)
    return {v for side in sides if isinstance(side, Constant) for v in (side.value if isinstance(side.value, tuple) else (side.value,))}


def _other_uses(content: Content, name: str, value: str | None, followed: set[str]) -> Iterator[tuple[Place, str]]:
    """Texts that print it, moments that take their date from it, and stages."""
    if value is None:
        for thing in bodies(content):
            for piece in pieces(thing.body):
                for number, line in enumerate(piece.text.split("\n"), start=piece.line):
                    for match in re.finditer(r"\{\{\s*([\w.]+)\s*\}\}", line):
                        if match[1] in followed:
                            yield Place(thing.place.file, number, match.start() + 1), f"tekst in {thing.id}: {match[0]}"
        for moment in content.moments:
            if moment.answer == name:
                yield moment.place, f"beslismoment {moment.id}: answer {name}"
        for question in content.questions.values():
            if question.suggest == name:
                yield question.place, f"vraag {question.id}: suggest {name}"
    if name == content.meaning("phase") and value in content.live_phases:
        for item in named(content):
            stages = getattr(item.thing, "phases", ()) or (getattr(item.thing, "phase", ""),)
            if value in stages and not item.thing.retired:
                yield item.thing.place, f"{KINDS[item.kind]} {item.key}: fase {value}"
