"""The door for programs: what a script, a service or a notebook may use. Everything else may change without notice.

    import site_build

    content = site_build.load_content()
    answers = site_build.read_answers("antwoorden.yml", content)
    handbook = site_build.tailor(content, answers)
    for piece in handbook.advice.first:
        print(piece.advice.say)
    site_build.write("handboek", answers, content)
    site_build.build_site("handboek")
    site_build.export("handboek", content, kinds=["excel", "calendar"])

`tailor` and `assemble` are pure: the same content and answers give the same handbook and the same bytes, and no file or clock
is touched. What goes wrong raises an error from `site_build.errors`, with a message in Dutch that can be shown as it is.
"""

from __future__ import annotations

from collections.abc import Iterable
from os import PathLike
from pathlib import Path

from site_build.assembly.project import assemble as _assemble
from site_build.content.loading import load
from site_build.content.model import Content
from site_build.errors import ContentError, HandbookError, Problem, UsageError
from site_build.interview.answers import Answers
from site_build.interview.files import load_answers
from site_build.store import projects
from site_build.store.guides import content_for
from site_build.store.resources import read_look, with_copies
from site_build.store.tree import Report
from site_build.tailoring.handbook import COMPLETE, INTERN, SHARED, Handbook, tailor

__all__ = ["COMPLETE", "INTERN", "SHARED", "Answers", "Content", "ContentError", "Handbook", "HandbookError", "Problem", "Report", "UsageError",
           "assemble", "build_site", "export", "load_content", "read_answers", "share", "tailor", "write"]

Where = str | PathLike[str]


def load_content(root: Where | None = None, *, of: Where | None = None) -> Content:
    """Return the content: of the guide under `root`, else the one that the handbook in `of` was made from, else that of the program.

    Raises ContentError with every problem, UsageError where `root` holds no guide or `of` was made from another one.
    """
    guide = None if root is None else Path(root)
    return load(guide) if of is None else content_for(Path(of), guide)


def read_answers(path: Where, content: Content) -> Answers:
    """Return the answers in a file (`antwoorden.yml`), or in the folder of a handbook.

    Raises UsageError when it cannot be opened, ContentError with every answer that does not fit.
    """
    file = Path(path)
    return load_answers(file / "antwoorden.yml" if file.is_dir() else file, content)


def assemble(handbook: Handbook) -> dict[str, str | bytes]:
    """Return the MkDocs project of a handbook: text or bytes by path, in the look that comes with the program."""
    return dict(with_copies(_assemble(handbook, read_look()), handbook.content).files)


def write(folder: Where, answers: Answers, content: Content) -> Report:
    """Write a handbook in `folder`: a new one, or again around what somebody changed; return what was done with each file.

    Raises UsageError for a folder that holds something else, HandbookError when the disk refuses.
    """
    return projects.write(Path(folder), answers, content)


def share(folder: Where, target: Where, content: Content) -> Report:
    """Write the edition to share of the handbook in `folder`: nothing confidential, no names.

    Raises UsageError for a target that is not empty or lies in the handbook.
    """
    report, _ = projects.share(Path(folder), Path(target), content)
    return report


def build_site(folder: Where) -> Path:
    """Build the website of a handbook, and return its folder. Raises HandbookError with what is wrong."""
    from site_build.publishing.web.site import build_site as build

    return build(Path(folder))


def export(folder: Where, content: Content, *, kinds: Iterable[str] = ("pdf", "word", "excel", "calendar", "zip")) -> tuple[Path, ...]:
    """Make files of a handbook in its folder export/, and return them. Of the PDF the short one: the overview and the plan.

    Raises UsageError for a kind that does not exist, HandbookError when a file was not made: the others are, and its message names both.
    """
    from site_build.commands.export import KINDS, ExportWish, run

    wanted = frozenset(kinds)
    if unknown := sorted(wanted - set(KINDS)):
        raise UsageError(f"'{unknown[0]}' kan niet gemaakt worden. Kies uit: {', '.join(KINDS)}.")
    report = run(ExportWish(Path(folder), wanted), content)
    if report.status:
        raise HandbookError("\n".join(report.lines))
    return report.files
