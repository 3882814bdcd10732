"""`handreiking editions`: which editions of the guide there are, which one a handbook has, and what going on asks of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from site_build.commands.report import Report
from site_build.content.model import Content, EarlierEdition
from site_build.interview.answers import ask_again, dutch_date
from site_build.interview.files import ANSWERS, load_answers
from site_build.store.guides import edition_of
from site_build.store.manifest import read_manifest
from site_build.tailoring.changes import new_questions
from site_build.tailoring.handbook import INTERN, tailor


@dataclass(frozen=True)
class EditionsWish:
    """Which handbook; None: only list the editions."""

    folder: Path | None = None


def run(wish: EditionsWish, content: Content) -> Report:
    """List the editions; with a handbook, say which one it has. Raises UsageError when the folder is no handbook."""
    edition = content.edition
    lines = ["Uitgaven van de handreiking:", *(f"  {_line(found)}" for found in edition.since(-1))]
    return Report(tuple(lines if wish.folder is None else (*lines, "", *_of_handbook(wish.folder, content))))


def _of_handbook(folder: Path, content: Content) -> Iterator[str]:
    manifest = read_manifest(folder)
    has = edition_of(manifest)
    if has is None:
        yield f"Van het handboek in {folder} is niet bekend van welke uitgave het is. Dat wordt bekend met: handreiking build {folder}"
    elif has == content.edition.version:
        yield f"Het handboek in {folder} is van uitgave {has}. Dat is de nieuwste die u hebt."
    else:
        yield f"Het handboek in {folder} is van uitgave {has}. Het kan naar uitgave {content.edition.version}."
        if manifest.get("edition", INTERN) == INTERN:
            yield from _asked(folder, content, manifest.get("questions"))
        yield f"Eerst kijken wat er dan verandert: handreiking build {folder} --dry-run"
        yield f"Vernieuwen: handreiking build {folder}"


def _asked(folder: Path, content: Content, known: object) -> Iterator[str]:
    """What the newer edition asks of the answers."""
    answers = load_answers(folder / ANSWERS, content)
    again = ask_again(answers, content)
    fresh = new_questions(tailor(content, answers), frozenset(map(str, known)) if isinstance(known, list) else None)
    for title, lines in (("Antwoorden die dan niet meer bestaan", again), ("Nieuwe vragen die voor u gelden", [question.ask for question in fresh])):
        if lines:
            yield f"{title} ({len(lines)}):"
            yield from (f"  {line}" for line in lines)
    if not again:
        yield "U hoeft niets opnieuw te beantwoorden: al uw antwoorden gaan mee."


def _line(edition: EarlierEdition) -> str:
    day = f", {dutch_date(edition.date)}" if edition.date else ""
    return f"Uitgave {edition.version}{day}: {edition.changes or 'zonder beschrijving.'}"
