"""`handreiking choose`: walk through what there is to choose between one's own text and the new one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from site_build.commands.report import Report
from site_build.errors import UsageError
from site_build.interview.prompts import Front, Menu, Signal
from site_build.store.choices import Choice, explain, options_of, question_of, title_of
from site_build.store.deciding import decide, open_choices
from site_build.store.folders import check_apart

_LATER = "later"


@dataclass(frozen=True)
class ChooseWish:
    """Which handbook, and where the choices go as a Word file, when they are not made now."""

    folder: Path
    word: Path | None = None


def run(wish: ChooseWish, front: Front | None) -> Report:
    """Ask every open choice and carry out the answers; without a front only list them. Raises UsageError as the store does."""
    waiting = open_choices(wish.folder)
    if not waiting:
        return Report(("Er is niets te kiezen.",))
    if wish.word is not None:
        return _word(wish.folder, wish.word, waiting)
    if front is None:
        listed = (f"- {title_of(choice)}: {question_of(choice)}" for choice in waiting)
        return Report((*listed, f"Kiezen kan in een terminal, of met: handreiking choose {wish.folder} --plain"), status=2)
    lines: list[str] = []
    left = len(waiting)
    for number, choice in enumerate(waiting, 1):
        answer = front.pick(_menu(choice, number, len(waiting)))
        if isinstance(answer, Signal):
            break
        if answer != _LATER:
            lines.append(decide(wish.folder, choice, answer))
            left -= 1
    if lines:
        lines.append(f"Maak het handboek opnieuw met: handreiking build {wish.folder}")
    if left:
        lines.append(f"Nog te kiezen: {left}. Uw tekst staat in het handboek tot u kiest.")
    return Report(tuple(lines))


def _word(folder: Path, target: Path, waiting: Sequence[Choice]) -> Report:
    """Write the choices as a Word file, never over another one: somebody may have written in it."""
    from site_build.publishing.paper.book import read_book
    from site_build.publishing.paper.choices import write_choices

    if target.suffix.lower() != ".docx":
        raise UsageError(f"Geef het bestand een naam die eindigt op .docx, zoals {target.with_suffix('.docx')}.")
    if target.exists():
        raise UsageError(f"{target} bestaat al. Kies een andere naam, want er kan iemand in hebben geschreven.")
    check_apart(folder, target, "dit bestand")
    write_choices(read_book(folder), waiting, target)
    return Report((f"{len(waiting)} {'keuze staat' if len(waiting) == 1 else 'keuzes staan'} in {target}.", f"Kiezen doet u daarna met: handreiking choose {folder}"),
                  files=(target,))


def _menu(choice: Choice, number: int, total: int) -> Menu:
    whole = [f"De nieuwe versie staat in .handreiking/nieuw/{choice.path}."]
    parts = whole if choice.kind == "file" else [f"{name}:\n{_indented(text)}" for name, text in explain(choice)]
    options = (*options_of(choice), (_LATER, "Later beslissen"))
    return Menu(f"{number} van {total}. {title_of(choice)}", options, "\n\n".join([question_of(choice), *parts]))


def _indented(text: str, most: int = 12) -> str:
    lines = text.split("\n")
    shown = lines[:most] + ([f"… (nog {len(lines) - most} regels)"] if len(lines) > most else [])
    return "\n".join(f"    {line}" for line in shown)
