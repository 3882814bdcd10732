"""`handreiking new`: a new handbook from questions, from answers in files, or the complete edition."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from site_build.commands.report import Report
from site_build.commands.site import website
from site_build.content.model import Content
from site_build.interview.files import ANSWERS, read_text
from site_build.interview.migrating import ask_again_report
from site_build.interview.records import Answers
from site_build.store import projects
from site_build.store.tree import check_new_folder

Say = Callable[[str], None]


@dataclass(frozen=True)
class NewWish:
    """Where the handbook comes, and from what: `answers` is a file (None: ask), `others` what more people filled in.

    `today` is the day for a handbook that says none; `date` replaces the one in the answers.
    """

    folder: Path
    today: dt.date
    answers: Path | None = None
    others: tuple[Path, ...] = ()
    date: dt.date | None = None
    complete: bool = False
    plain: bool = False
    quick: bool = False
    site: bool = True


def run(wish: NewWish, content: Content, *, say: Say) -> Report:
    """Make it; `say` hears what there is to tell as it comes. Raises as the interview, `projects.create` and `build_site` do."""
    if wish.complete:
        projects.create_complete(wish.folder, content, wish.today)
    else:
        answers, source = _answers(wish, content, say)
        answers = projects.add_answers(answers, [_filled(path, content, say)[0] for path in wish.others])
        if wish.date:
            answers = answers.with_date(wish.date)
        _, report = projects.create(wish.folder, answers, content, source=source)
        _tell([*ask_again_report(answers, content, str(wish.folder)), *report.lines()], say)
    say(website(wish.folder, build=wish.site))
    return Report()


def _answers(wish: NewWish, content: Content, say: Say) -> tuple[Answers, str | None]:
    """Return the answers, and the text of their file where that is kept as it is: comments in it stay."""
    if wish.answers is None:
        from site_build.interview.session import command_to_go_on, run_interview

        check_new_folder(wish.folder, begun=ANSWERS)
        resume = command_to_go_on(wish.folder, plain=wish.plain, quick=wish.quick, command="new")
        return run_interview(wish.folder / ANSWERS, content, plain=wish.plain, quick=wish.quick, today=wish.today, resume=resume), None
    answers, spreadsheet = _filled(wish.answers, content, say)
    if spreadsheet or wish.others:
        return answers, None
    text = read_text(wish.answers)
    return answers, projects.with_date(text, wish.date) if wish.date else text


def _filled(path: Path, content: Content, say: Say) -> tuple[Answers, bool]:
    """Return the answers in a file, and whether it is a spreadsheet."""
    from site_build.publishing.forms.form import read_filled

    filled = read_filled(path, content)
    _tell(filled.notices, say)
    return filled.answers, filled.spreadsheet


def _tell(lines: Iterable[str], say: Say) -> None:
    for line in lines:
        say(line)
