"""`handreiking form`: the questionnaire to fill in elsewhere, as a workbook or for Word."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

from site_build.commands.report import Report
from site_build.content.model import Content
from site_build.errors import UsageError
from site_build.interview.answers import Answers, new_answers

_SUFFIXES = {"excel": ".xlsx", "word": ".docx"}


@dataclass(frozen=True)
class FormWish:
    """Which questionnaire: `kinds` are excel and word (none: by the name of the file); `answers` gives its id and day."""

    target: Path = Path("vragenlijst")
    kinds: tuple[str, ...] = ()
    role: str | None = None
    statements: bool = False
    answers: Answers | None = None


def run(wish: FormWish, content: Content) -> Report:
    """Write the questionnaire; raises UsageError for an unknown role, or where a file is already there: it may be a filled-in one."""
    kinds = wish.kinds or ("word" if wish.target.suffix.lower() == ".docx" else "excel",)
    base = wish.target.with_suffix("") if wish.target.suffix.lower() in _SUFFIXES.values() else wish.target
    targets = {kind: base.with_name(base.name + _SUFFIXES[kind]) for kind in kinds}
    for path in targets.values():
        if path.exists():
            raise UsageError(f"{path} bestaat al, en is misschien al ingevuld. Kies een andere naam.")
    answers = wish.answers or new_answers(dt.date.today(), content)
    lines = []
    for kind, path in targets.items():
        _write(kind, content, answers, path, wish)
        lines.append(f"De vragenlijst staat in {path}.")
    if "excel" in targets:
        lines.append(f"Ingevuld terug? Maak het handboek met: handreiking new MAP --answers {targets['excel']}")
    else:
        lines.append("Een ingevuld Word-bestand kan handreiking niet inlezen: neem de antwoorden over met handreiking ask, of in het werkboek.")
    return Report(tuple(lines), files=tuple(targets.values()))


def _write(kind: str, content: Content, answers: Answers, target: Path, wish: FormWish) -> None:
    if kind == "word":
        from site_build.publishing.forms.form_word import write_word_form

        write_word_form(content, answers, target, role=wish.role, statements=wish.statements)
    else:
        from site_build.publishing.forms.form_workbook import write_form

        write_form(content, answers, target, role=wish.role, statements=wish.statements)
