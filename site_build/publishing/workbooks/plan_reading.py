"""`handreiking plan MAP --from plan.xlsx`: what somebody changed in the workbook's plan goes into antwoorden.yml.

Only owner, date and status can come back. The workbook holds in hidden columns what stood there when it
was made, so a plan that was made again since then gives no differences that nobody made.
"""

from __future__ import annotations

import argparse
import dataclasses
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from site_build.content.model import Action, Content, Question
from site_build.disk import write_text
from site_build.errors import ContentError, Place, Problem, UsageError
from site_build.interview.answers import STATUSES, Answers, InvalidAnswer, PlanEntry, dutch_date, read_answers, validate, write_answers
from site_build.interview.files import ANSWERS, load_answers, read_text
from site_build.publishing.workbooks.plan_rows import owner_text
from site_build.publishing.workbooks.spreadsheet_plan import END, END_WAS, FIRST, MARK, OWNER, OWNER_WAS, STATUS, STATUS_WAS, as_date
from site_build.publishing.workbooks.workbook import open_workbook
from site_build.store.tree import read_manifest
from site_build.tailoring.handbook import INTERN, Handbook, tailor

_OWNER = Question(id="owner", ask="Wie", type="text", unknown=False)
_DATE = Question(id="date", ask="Klaar op", type="date", unknown=False, example="31-12-2027")


@dataclass(frozen=True)
class Difference:
    """One thing that was changed in the workbook; `old` and `new` are words for a reader, `value` goes into the file."""

    action: Action
    field: str  # owner, date or status
    old: str
    new: str
    value: str


def run_plan(folder: Path, content: Content, args: argparse.Namespace) -> int:
    """Show the differences between a workbook (`args.source`) and the handbook, ask (or `args.yes`), and take them over.

    Raises UsageError for a wrong folder or file, ContentError with every problem, by sheet and cell.
    """
    if read_manifest(folder).get("edition", INTERN) != INTERN:
        raise UsageError("Alleen uw eigen (interne) handboek heeft een plan dat u kunt veranderen.")
    path = folder / ANSWERS
    answers = load_answers(path, content)
    differences = read_differences(Path(args.source), tailor(content, answers))
    if not differences:
        print("Er is niets veranderd: het werkboek en het handboek zijn gelijk.")
        return 0
    changed = with_differences(answers, differences)
    for line in _lines(differences, tailor(content, changed), tailor(content, answers)):
        print(line)
    if not args.yes and not _agreed(len(differences)):
        print("Er is niets overgenomen.")
        return 0
    write_text(path, replace_plan(read_text(path), changed, content))
    print(f"Overgenomen in {path}. Maak het handboek opnieuw met: handreiking build {folder}")
    return 0


def read_differences(path: Path, handbook: Handbook) -> tuple[Difference, ...]:
    """Return what was changed in the workbook and is not so in the handbook yet."""
    return _PlanReader(path, handbook).read()


def with_differences(answers: Answers, differences: tuple[Difference, ...]) -> Answers:
    """Return the answers with the differences in their plan; nothing else changes."""
    plan = dict(answers.plan)
    for difference in differences:
        entry = plan.get(difference.action.id, PlanEntry())
        plan[difference.action.id] = dataclasses.replace(entry, **{difference.field: difference.value})
    return dataclasses.replace(answers, plan=plan)


def replace_plan(text: str, answers: Answers, content: Content) -> str:
    """Return the text of an answers file with only its `plan:` made new, so that comments and order stay.

    Where that does not give these answers (a file in an unusual YAML style), the whole file is written new.
    """
    before, _, after = _split_plan(text)
    _, plan, _ = _split_plan(write_answers(answers, content))
    replaced = before + plan + after
    try:
        if read_answers(replaced, ANSWERS, content) == answers:
            return replaced
    except ContentError:
        pass
    return write_answers(answers, content)


def _split_plan(text: str) -> tuple[str, str, str]:
    """Return what stands before `plan:`, the plan itself, and what follows; without a plan it goes at the end."""
    lines = text.splitlines(keepends=True)
    start = next((n for n, line in enumerate(lines) if line.startswith("plan:")), None)
    if start is None:
        whole = text if text.endswith("\n") or not text else f"{text}\n"
        return whole, "", ""
    end = start + 1
    for number in range(start + 1, len(lines)):
        if lines[number].startswith((" ", "\t")) and lines[number].strip():
            end = number + 1
        elif lines[number].strip() and not lines[number].startswith("#"):
            break
    return "".join(lines[:start]), "".join(lines[start:end]), "".join(lines[end:])


def _lines(differences: tuple[Difference, ...], changed: Handbook, current: Handbook) -> Iterator[str]:
    names = {"owner": "wie", "date": "klaar op", "status": "status"}
    yield f"{len(differences)} {'verschil' if len(differences) == 1 else 'verschillen'}:"
    last = None
    for difference in differences:
        if difference.action.id != last:
            last = difference.action.id
            yield f"- {difference.action.do}"
        yield f"    {names[difference.field]}: {difference.old} → {difference.new}"
    known = {problem.message for problem in current.plan.problems} if current.plan else set()
    for problem in changed.plan.problems if changed.plan else ():
        if problem.message not in known:
            yield f"Let op: {problem.message} {problem.remedy}".rstrip()


def _agreed(count: int) -> bool:
    if not (sys.stdin and sys.stdin.isatty()):
        print("Neem ze over met: --yes")
        return False
    what = "dit verschil" if count == 1 else f"deze {count} verschillen"
    try:
        return input(f"Neemt u {what} over? (ja of nee) ").strip().lower() in ("ja", "j")
    except EOFError:
        return False


class _PlanReader:
    def __init__(self, path: Path, handbook: Handbook) -> None:
        self.file, self.handbook, self.content = path.name, handbook, handbook.content
        self.book, self.formulas = open_workbook(path)
        self.problems: list[Problem] = []
        self.roles = {role.name.lower(): role.id for role in self.content.roles} | {role.id: role.id for role in self.content.roles}
        actions = [a for a in self.content.actions if not a.retired]
        self.actions = {**{was: a for a in actions for was in a.was}, **{a.id: a for a in actions}}
        self.planned = {item.action.id: item.end.isoformat() for item in handbook.plan.items} if handbook.plan else {}

    def read(self) -> tuple[Difference, ...]:
        sheet = next((sheet for sheet in self.book if sheet["A1"].value == MARK), None)
        if sheet is None:
            raise UsageError(f"{self.file} heeft geen blad met het plan. Gebruik het werkboek dat u maakte met: handreiking export MAP --excel")
        if sheet["A2"].value != self.handbook.answers.handbook:
            raise UsageError(f"{self.file} hoort bij een ander handboek ({sheet['A2'].value}); dit is {self.handbook.answers.handbook}.")
        found: list[Difference] = []
        for row in sheet.iter_rows(min_row=FIRST):
            if row[0].value is None:
                continue
            action = self.actions.get(str(row[0].value))
            if action is None:
                self._add(sheet.title, row[0].coordinate, "onbekende-actie", f"De actie '{str(row[0].value)[:60]}' bestaat niet.",
                          "Verander kolom A niet. Maak zo nodig een nieuw werkboek met: handreiking export MAP --excel")
                continue
            found.extend(self._row(sheet.title, row, action))
        if self.problems:
            raise ContentError(self.problems)
        return tuple(found)

    def _row(self, sheet: str, row: tuple[Any, ...], action: Action) -> Iterator[Difference]:
        entry = self.handbook.answers.plan.get(action.id, PlanEntry())
        owner, date, status = (self._changed(sheet, row, now, was) for now, was in ((OWNER, OWNER_WAS), (END, END_WAS), (STATUS, STATUS_WAS)))
        if owner is not None:
            value = self._owner(sheet, row[OWNER - 1], owner, action)
            if value is not None and value != entry.owner:
                yield Difference(action, "owner", owner_text(entry.owner, action, self.handbook), owner_text(value, action, self.handbook), value)
        if date is not None:
            value = self._date(sheet, row[END - 1], date)
            if value is not None and value != entry.date:
                old = entry.date or self.planned.get(action.id, "")
                yield Difference(action, "date", _shown(old), _shown(value), value)
        if status is not None:
            value = status.lower() or "open"
            if value not in STATUSES:
                self._add(sheet, row[STATUS - 1].coordinate, "status", f"'{status[:60]}' is geen status.", f"Kies uit: {', '.join(STATUSES)}.")
            elif value != entry.status:
                yield Difference(action, "status", entry.status, value, value)

    def _changed(self, sheet: str, row: tuple[Any, ...], now: int, was: int) -> str | None:
        """Return what a cell holds now, as text, where that is not what it held when the workbook was made."""
        cell = row[now - 1]
        if cell.data_type == "e" or cell.value is None and self.formulas[sheet][cell.coordinate].data_type == "f":
            self._add(sheet, cell.coordinate, "formule", "In deze cel staat een formule zonder uitkomst.", "Typ het antwoord zelf in de cel.")
            return None
        date = as_date(cell.value)
        text = date.isoformat() if date else "" if cell.value is None else str(cell.value).strip()
        before = row[was - 1].value if len(row) >= was else None
        return text if text != ("" if before is None else str(before)) else None

    def _owner(self, sheet: str, cell: Any, text: str, action: Action) -> str | None:
        role = self.roles.get(text.lower())
        if not text or role is not None:
            return "" if role in (None, action.owner) else role
        try:
            return str(validate(_OWNER, text, self.content))
        except InvalidAnswer as error:
            self._add(sheet, cell.coordinate, "plan", str(error))
            return None

    def _date(self, sheet: str, cell: Any, text: str) -> str | None:
        if not text:
            return ""
        try:
            return str(validate(_DATE, text, self.content))
        except InvalidAnswer as error:
            self._add(sheet, cell.coordinate, "datum", str(error))
            return None

    def _add(self, sheet: str, at: str, code: str, message: str, remedy: str = "") -> None:
        self.problems.append(Problem(Place(f"{self.file}, blad {sheet}, cel {at}"), code, message, remedy))


def _shown(iso: str) -> str:
    return dutch_date(iso) if iso else "geen datum"
