"""`handreiking plan MAP --from plan.xlsx`: what somebody changed in the workbook goes into antwoorden.yml."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from site_build.commands.report import Report
from site_build.content.model import Content
from site_build.disk import write_text
from site_build.errors import UsageError
from site_build.interview.answers import Answers
from site_build.interview.answers_patching import replace_parts
from site_build.interview.files import ANSWERS, load_answers, read_text
from site_build.publishing.workbooks.plan_reading import Difference, read_plan, with_differences
from site_build.store.manifest import read_manifest
from site_build.tailoring.handbook import INTERN, Handbook, tailor


@dataclass(frozen=True)
class PlanWish:
    """A handbook's folder and the edited workbook; `take` takes the differences over, else they are only shown."""

    folder: Path
    source: Path
    take: bool = False


@dataclass(frozen=True)
class PlanReport(Report):
    """As a report; `waiting` differences were shown and not taken over."""

    waiting: int = 0


def run(wish: PlanWish, content: Content) -> PlanReport:
    """Show the differences between a workbook and the handbook, and take them over where the wish says so.

    Raises UsageError for a wrong folder or file, ContentError with every problem, by sheet and cell.
    """
    if read_manifest(wish.folder).get("edition", INTERN) != INTERN:
        raise UsageError("Alleen uw eigen (interne) handboek heeft een plan dat u kunt veranderen.")
    path = wish.folder / ANSWERS
    answers = load_answers(path, content)
    current = tailor(content, answers)
    found = read_plan(wish.source, current)
    if not found.differences:
        return PlanReport((*found.unused, "Er is niets veranderd: het werkboek en het handboek zijn gelijk." if not found.unused
                           else "Verder is er niets veranderd."))
    changed = with_differences(answers, found.differences)
    lines = (*found.unused, *_lines(found.differences, tailor(content, changed), current))
    if not wish.take:
        return PlanReport(lines, waiting=len(found.differences))
    _save(path, changed, content)
    return PlanReport((*lines, f"Overgenomen in {path}. Maak het handboek opnieuw met: handreiking build {wish.folder}"), files=(path,))


def _save(path: Path, answers: Answers, content: Content) -> None:
    write_text(path, replace_parts(read_text(path), answers, content, ANSWERS))


def _lines(differences: tuple[Difference, ...], changed: Handbook, current: Handbook) -> Iterator[str]:
    yield f"{len(differences)} {'verschil' if len(differences) == 1 else 'verschillen'}:"
    last = None
    for difference in differences:
        if difference.about != last:
            last = difference.about
            yield f"- {difference.about}"
        yield f"    {difference.name}: {difference.old} → {difference.new}"
    known = {problem.message for problem in current.plan.problems} if current.plan else set()
    for problem in changed.plan.problems if changed.plan else ():
        if problem.message not in known:
            yield f"Let op: {problem.message} {problem.remedy}".rstrip()
