"""`handreiking choose`: walk through what there is to choose between one's own text and the new one."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from site_build.commands.report import Report
from site_build.interview.prompts import Front, Menu, Signal
from site_build.store.choices import Choice, explain, options_of, question_of, title_of
from site_build.store.deciding import decide, open_choices

_LATER = "later"


@dataclass(frozen=True)
class ChooseWish:
    """Which handbook."""

    folder: Path


def run(wish: ChooseWish, front: Front | None) -> Report:
    """Ask every open choice and carry out the answers; without a front only list them. Raises UsageError as the store does."""
    waiting = open_choices(wish.folder)
    if not waiting:
        return Report(("Er is niets te kiezen.",))
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


def _menu(choice: Choice, number: int, total: int) -> Menu:
    whole = [f"De nieuwe versie staat in .handreiking/nieuw/{choice.path}."]
    parts = whole if choice.kind == "file" else [f"{name}:\n{_indented(text)}" for name, text in explain(choice)]
    options = (*options_of(choice), (_LATER, "Later beslissen"))
    return Menu(f"{number} van {total}. {title_of(choice)}", options, "\n\n".join([question_of(choice), *parts]))


def _indented(text: str, most: int = 12) -> str:
    lines = text.split("\n")
    shown = lines[:most] + ([f"… (nog {len(lines) - most} regels)"] if len(lines) > most else [])
    return "\n".join(f"    {line}" for line in shown)
