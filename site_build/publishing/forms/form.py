"""The questionnaire to fill in elsewhere: `handreiking form`, and reading it back for `new --answers`."""

from __future__ import annotations

import argparse
import datetime as dt
from pathlib import Path

from site_build.content.model import Content
from site_build.errors import UsageError
from site_build.interview.answers import Answers, new_answers

_SUFFIXES = {"excel": ".xlsx", "word": ".docx"}


def run_form(content: Content, args: argparse.Namespace) -> int:
    """Write the questionnaire (`args.target`, `excel`, `word`, `role`, `statements`); a workbook unless asked otherwise.

    Raises UsageError for an unknown role, or where a file is already there: it may be a filled-in one.
    """
    kinds = [kind for kind in _SUFFIXES if getattr(args, kind)]
    target = Path(args.target)
    if not kinds:
        kinds = ["word" if target.suffix.lower() == ".docx" else "excel"]
    base = target.with_suffix("") if target.suffix.lower() in _SUFFIXES.values() else target
    targets = {kind: base.with_name(base.name + _SUFFIXES[kind]) for kind in kinds}
    for path in targets.values():
        if path.exists():
            raise UsageError(f"{path} bestaat al, en is misschien al ingevuld. Kies een andere naam.")
    answers = new_answers(dt.date.today(), content)
    for kind, path in targets.items():
        write_questionnaire(kind, content, answers, path, role=args.role, statements=args.statements)
        print(f"De vragenlijst staat in {path}.")
    if "excel" in targets:
        print(f"Ingevuld terug? Maak het handboek met: handreiking new MAP --answers {targets['excel']}")
    else:
        print("Een ingevuld Word-bestand kan handreiking niet inlezen: neem de antwoorden over met handreiking ask, of in het werkboek.")
    return 0


def write_questionnaire(kind: str, content: Content, answers: Answers, target: Path, *, role: str | None = None,
                        statements: bool = False) -> None:
    """Write one questionnaire; `kind` is excel or word."""
    if kind == "word":
        from site_build.publishing.forms.form_word import write_word_form

        write_word_form(content, answers, target, role=role, statements=statements)
    else:
        from site_build.publishing.forms.form_workbook import write_form

        write_form(content, answers, target, role=role, statements=statements)


def read_form(path: Path, content: Content) -> Answers:
    """Read a filled-in workbook; raises ContentError with problems named by sheet and cell, UsageError when it is none."""
    from site_build.publishing.forms.form_reading import read_form_workbook

    return read_form_workbook(path, content)
