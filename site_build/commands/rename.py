"""The command `rename`: give something in the content another id, everywhere, with the old one kept in `was:`."""

from __future__ import annotations

import datetime as dt
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

from site_build.commands.check import all_problems
from site_build.commands.report import Report
from site_build.commands.roots import need_root
from site_build.content.loading import read_content
from site_build.desk.renaming import find_one, rename
from site_build.disk import write_text
from site_build.errors import ERROR, ContentError, UsageError


@dataclass(frozen=True)
class RenameWish:
    """Give what has the id `old` the id `new`; `kind` says which, where several things have that id."""

    root: Path | None
    old: str
    new: str
    kind: str
    today: dt.date


def run(wish: RenameWish) -> Report:
    """Rename, when nothing becomes wrong by it. Raises UsageError for an impossible id, ContentError for content that is wrong already."""
    root = need_root(wish.root, "veranderen")
    content, problems = read_content(root)
    if problems:
        raise ContentError(problems)
    item = find_one(content, wish.old, wish.kind)
    change = rename(content, root, item, wish.new)
    with tempfile.TemporaryDirectory() as folder:
        trial = Path(folder)
        for name in ("guide", "templates", "checklists", "examples"):
            if (root / name).is_dir():
                shutil.copytree(root / name, trial / name)
        _write(trial, change.texts, change.moved)
        wrong = _errors(trial, wish.today) - _errors(root, wish.today)
    if wrong:
        raise UsageError("\n".join([f"'{wish.old}' kan niet vanzelf '{wish.new}' worden: er zou iets stukgaan. Er is niets veranderd.", *sorted(wrong)]))
    _write(root, change.texts, change.moved)
    files = [change.moved.get(file, file) for file in change.texts]
    return Report((f"{item.words.capitalize()} heet nu '{wish.new}'. De oude id staat bij was, zodat antwoorden en vinkjes blijven gelden.",
                         *(f"  {file}" for file in files)))


def _write(root: Path, texts: dict[str, str], moved: dict[str, str]) -> None:
    for file, text in texts.items():
        write_text(root / file, text)
    for file, target in moved.items():
        (root / file).rename(root / target)


def _errors(root: Path, today: dt.date) -> set[str]:
    """What is wrong, without the lines, which may shift."""
    return {f"{problem.place.file}: {problem.message}" for problem in all_problems(root, today) if problem.grade == ERROR}
