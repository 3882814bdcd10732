"""Read a filled-in questionnaire: workbook -> Answers, through the one validation.

Nothing is guessed: a cell that does not fit is a problem, named by sheet and cell, and all problems
are found in one run.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from site_build.content.documents import Json
from site_build.content.model import DONT_KNOW, YES, Content, Question
from site_build.errors import ContentError, Place, Problem
from site_build.interview.answers import Answers, InvalidAnswer, Sheet, new_answers, validate
from site_build.interview.typed import same_words
from site_build.interview.wording import in_sentence
from site_build.publishing.forms.form_words import NOT_APPLICABLE_LABEL
from site_build.publishing.forms.form_workbook import ASKED, COVER, ENTRIES_FROM, HIDDEN, LAST_COLUMN, LIST, MOMENTS, QUESTIONS, STATEMENTS
from site_build.publishing.workbooks.grid import Cell as GridCell
from site_build.publishing.workbooks.grid import Scalar, read_grids
from site_build.publishing.workbooks.workbook import DONT_KNOW_LABEL
from site_build.tailoring.moments import DROPPED

_SCORES: dict[Scalar, int | str] = {**{n: n for n in range(1, 6)}, **{str(n): n for n in range(1, 6)},
                                 DONT_KNOW_LABEL: DONT_KNOW, DONT_KNOW: DONT_KNOW, NOT_APPLICABLE_LABEL: "nvt", "nvt": "nvt"}
_TICKED, _NOT_TICKED = (YES, "j", "x", "v", "1", "yes", "waar", "true"), ("nee", "n", "0", "no", "onwaar", "false", "-")
_DATE = Question(id="date", ask="", type="date", unknown=False)


@dataclass(frozen=True)
class Cell:
    """A cell as it was found; `value` None is empty."""

    sheet: str
    at: str
    value: Scalar
    broken: str = ""  # why the value cannot be used


def read_form_workbook(path: Path, content: Content) -> tuple[Answers, tuple[str, ...]]:
    """Return the answers in a filled-in questionnaire, and lines about what was not used.

    Raises ContentError with every problem (place: file, sheet and cell), UsageError where the file is
    no questionnaire of ours.
    """
    reader = _FormReader(path, content)
    return reader.read(), tuple(reader.notices)


class _FormReader:
    def __init__(self, path: Path, content: Content) -> None:
        self.file, self.content = path.name, content
        self.grids = {grid.title: grid for grid in read_grids(path)}
        self.loose = path.suffix.lower() == ".csv"  # one sheet without its cover
        self.notices: list[str] = []
        self.problems: list[Problem] = []
        self.values: dict[str, Json] = {}
        self.kept: dict[str, Json] = {}
        self.lists: dict[str, list[dict[str, Cell]]] = {}
        self.list_sheets: dict[str, str] = {}

    def read(self) -> Answers:
        kinds = {name: grid.at(1, 1).text for name, grid in self.grids.items()}
        covers = [name for name, kind in kinds.items() if kind == COVER]
        if not covers and not (self.loose and QUESTIONS in kinds.values()):
            raise ContentError([Problem(Place(self.file), "geen-vragenlijst", "Dit werkboek is geen vragenlijst van handreiking.",
                                        "Maak een vragenlijst met: handreiking form vragenlijst.xlsx")])
        handbook, date = self._cover(covers[0]) if covers else self._no_cover()
        for name, kind in kinds.items():
            if kind.startswith(f"{LIST}:"):
                self._read_list(name, kind.partition(":")[2])
        for name in (name for name, kind in kinds.items() if kind == QUESTIONS):
            self._questions(name)
        for id in [id for id in self.lists if self.lists[id]]:  # its question does not stand on a sheet of questions
            self._list(id, None)
        sheets = tuple(sheet for name, kind in kinds.items() if kind == STATEMENTS for sheet in self._statements(name))
        moments = {id: date for name, kind in kinds.items() if kind == MOMENTS for id, date in self._moments(name)}
        if self.problems:
            raise ContentError(self.problems)
        self._name_unused(kinds)
        ordered = {id: self.values[id] for id in self.content.questions if id in self.values}
        return Answers(handbook, date, ordered, self.content.edition.version, sheets, moments=moments, kept=self.kept)

    # --- cells --------------------------------------------------------------------------

    def _rows(self, name: str, *, first: int = 1) -> Iterator[tuple[GridCell, ...]]:
        yield from self.grids[name].rows[first - 1:]

    def _cell(self, name: str, cell: GridCell) -> Cell:
        value = cell.value
        if isinstance(value, str) and same_words(value) == DONT_KNOW_LABEL:
            value = DONT_KNOW
        return Cell(name, cell.at, value, cell.broken)

    def _add(self, sheet: str, at: str, code: str, message: str, remedy: str = "") -> None:
        where = f"{self.file}, blad {sheet}" + (f", cel {at}" if at else "")
        self.problems.append(Problem(Place(where), code, message, remedy))

    def _usable(self, cell: Cell) -> bool:
        """Say what is wrong with a broken cell; False also for an empty one."""
        if cell.broken:
            self._add(cell.sheet, cell.at, "formule", cell.broken, "Typ het antwoord zelf in de cel.")
        return cell.value is not None

    # --- sheets -------------------------------------------------------------------------

    def _facts(self, name: str, column: int) -> dict[str, Cell]:
        """Return the cells in a column by the id in column A."""
        return {str(row[0].value): self._cell(name, row[column]) for row in self._rows(name) if row[0].value is not None and len(row) > column}

    def _cover(self, name: str) -> tuple[str, str]:
        facts = self._facts(name, 2)
        version = re.match(r"versie (\d+)", self.grids[name].at(2, 1).text)
        if version and int(version[1]) > self.content.edition.version:
            self._add(name, "", "versie-nieuwer", f"Dit werkboek is gemaakt met een nieuwere vragenlijst (versie {version[1]}); "
                      f"u gebruikt versie {self.content.edition.version}.", "Werk handreiking bij en probeer het opnieuw.")
        missing = Cell(name, "", None)
        handbook, date = facts.get("handbook", missing), facts.get("date", missing)
        if not re.fullmatch(r"hb-[a-z0-9-]{4,40}", str(handbook.value or "")):
            self._add(name, handbook.at, "handboek-id", "Het kenmerk van het handboek ontbreekt of klopt niet.", "Neem het over uit het werkboek dat u kreeg.")
        try:
            day = str(validate(_DATE, _plain(date.value or ""), self.content))
        except InvalidAnswer:
            day = ""
            self._add(name, date.at, "datum", "De dag waarvoor het handboek geldt, ontbreekt of klopt niet.", "Vul een datum in, bijvoorbeeld 24-11-2026.")
        return str(handbook.value), day

    def _no_cover(self) -> tuple[str, str]:
        """A sheet on its own belongs to a handbook that is still to be made, of today."""
        new = new_answers(dt.date.today(), self.content)
        return new.handbook, new.date

    def _name_unused(self, kinds: dict[str, str]) -> None:
        """Name what somebody added or took away: sheets, texts in the margin, rows without a question, questions that are gone."""
        for name, kind in kinds.items():
            ours = kind in (COVER, QUESTIONS, MOMENTS, STATEMENTS) or kind.startswith(f"{LIST}:")
            if not ours and name != HIDDEN and any(cell.text for row in self.grids[name].rows for cell in row):
                self.notices.append(f"Niet overgenomen: blad {name}. Dit blad is niet van ons; er is niets uit gelezen.")
            if kind == QUESTIONS:
                last = LAST_COLUMN if not self.loose else 0
                for row in self._rows(name, first=4):
                    for cell in row[1:]:
                        if cell.text and (last and cell.column > last or not row[0].text and cell.column > 2):
                            self.notices.append(f"Niet overgenomen: blad {name}, cel {cell.at}: ‘{_shown(cell.value)}’. Bij deze cel hoort geen vraag.")
        asked = {id.partition("=")[0] for name, kind in kinds.items() if kind == QUESTIONS for id in self._facts(name, 3)}
        for id in sorted(self._expected(kinds) - asked, key=list(self.content.questions).index):
            self.notices.append(f"Niet gelezen: de vraag ‘{self.content.questions[id].ask}’ staat niet meer in {self.file}. Zij blijft open.")

    def _expected(self, kinds: dict[str, str]) -> set[str]:
        """Return the questions that this workbook was made with, where it was made with these questions."""
        covers = [self.grids[name] for name, kind in kinds.items() if kind == COVER]
        made = re.fullmatch(r"versie (\d+)", covers[0].at(2, 1).text) if covers else None
        if made is None or int(made[1]) != self.content.edition.version:
            return set()
        kept = covers[0].at(3, 1).text
        return {id for id in kept.removeprefix(ASKED).split() if id in self.content.questions} if kept.startswith(ASKED) else set()

    def _questions(self, name: str) -> None:
        known = _by_any_id(self.content)
        chosen: dict[str, list[tuple[str, Cell]]] = {}
        cells: dict[str, Cell] = {}
        for id, cell in self._facts(name, 3).items():
            question_id, sign, choice = id.partition("=")
            if question_id not in known:
                if question_id != QUESTIONS and self._usable(cell):
                    self._add(name, cell.at, "onbekende-vraag", f"De vraag '{question_id}' bestaat niet in deze versie.",
                              "Maak een nieuwe vragenlijst met: handreiking form")
            elif sign:
                chosen.setdefault(question_id, []).append((choice, cell))
            else:
                cells[question_id] = cell
        for id, cell in cells.items():
            question = known[id]
            if question.retired:
                if self._usable(cell):
                    self.kept[id] = cell.value.isoformat() if isinstance(cell.value, dt.date) else cell.value
            elif question.type == "choices":
                self._choices(question, cell, chosen.get(id, []))
            elif question.type == "list":
                self._list(question.id, cell)
            elif self._usable(cell):
                self._value(question, cell, cell.value)

    def _value(self, question: Question, cell: Cell, raw: object) -> None:
        try:
            self.values[question.id] = validate(question, _label_to_id(question, _plain(raw)), self.content)
        except InvalidAnswer as error:
            self._wrong(cell, question, error)

    def _wrong(self, cell: Cell, question: Question, error: InvalidAnswer) -> None:
        """Say what is wrong; where there is a list to choose from, in the words of that list and not with ids."""
        if question.type in ("choice", "municipality", "yes_no") and cell.value != DONT_KNOW:
            self._add(cell.sheet, cell.at, "antwoord", f"{question.ask} ‘{_shown(cell.value)}’ staat niet in de lijst.",
                      "Klik op de cel en kies een antwoord uit de lijst.")
        else:
            self._add(cell.sheet, cell.at, "antwoord", f"{question.ask} {error}")

    def _choices(self, question: Question, cell: Cell, rows: Iterable[tuple[str, Cell]]) -> None:
        """A question with more answers: 'ja' behind each that holds, or 'weet ik niet' at the question."""
        ids, at = [], cell
        for choice, row in rows:
            if not self._usable(row):
                continue
            said = same_words(f"{row.value:g}" if isinstance(row.value, (int, float)) else str(row.value))
            if said in _TICKED:
                ids.append(choice)
                at = row if len(ids) == 1 else cell
            elif said not in _NOT_TICKED:
                self._add(row.sheet, row.at, "antwoord", f"{question.ask} ‘{row.value}’ past hier niet. Kies ja, of laat de cel leeg.")
        if self._usable(cell):
            if ids:
                self._add(cell.sheet, cell.at, "antwoord", f"{question.ask} Hier staat ‘{_shown(cell.value)}’, maar er staat ook ‘ja’ bij een antwoord.",
                          "Maak een van de twee leeg.")
                return
            self._value(question, cell, cell.value)
        elif ids:
            self._value(question, at, ids)

    # --- lists --------------------------------------------------------------------------

    def _read_list(self, name: str, id: str) -> None:
        question = _by_any_id(self.content).get(id)
        if question is None or question.type != "list":
            return
        parts = {cell.column: str(cell.value) for row in self.grids[name].rows[2:3] for cell in row[1:] if cell.value is not None}
        entries = []
        for row in self._rows(name, first=ENTRIES_FROM):
            cells = {parts[cell.column]: self._cell(name, cell) for cell in row if cell.column in parts}
            if any(cell.value is not None or cell.broken for cell in cells.values()):
                entries.append(cells)
        self.lists[question.id] = entries
        self.list_sheets[question.id] = name

    def _list(self, id: str, cell: Cell | None) -> None:
        question = self.content.questions[id]
        entries = self.lists.pop(id, [])
        stated = cell if cell is not None and self._usable(cell) else None
        if stated is not None and entries:
            self._add(stated.sheet, stated.at, "antwoord", f"{question.ask} Hier staat ‘{_shown(stated.value)}’, maar blad {self.list_sheets[id]} is ook ingevuld.",
                      "Maak deze cel leeg, of de regels op dat blad.")
        elif stated is not None and same_words(str(stated.value)) == f"geen {question.item or 'regel'}":
            self.values[id] = []
        elif stated is not None and stated.value == DONT_KNOW:
            self._value(question, stated, DONT_KNOW)
        elif stated is not None:
            self._add(stated.sheet, stated.at, "antwoord", f"{question.ask} ‘{_shown(stated.value)}’ past hier niet.",
                      f"Kies ‘geen {question.item or 'regel'}’ of ‘{DONT_KNOW_LABEL}’, of vul het blad in.")
        elif entries:
            found = [self._entry(question, entry) for entry in entries]
            self.values[id] = [entry for entry in found if entry]

    def _entry(self, question: Question, cells: dict[str, Cell]) -> dict[str, Json]:
        known = {any_id: part for part in question.parts for any_id in (*part.was, part.id)}
        found: dict[str, Json] = {}
        for id, cell in cells.items():
            part = known.get(id)
            if not self._usable(cell):
                continue
            if part is None or part.retired:
                self._add(cell.sheet, cell.at, "onbekende-vraag", f"Deze kolom ('{id}') hoort niet bij een {question.item or 'regel'}.")
                continue
            try:
                found[part.id] = validate(part, _label_to_id(part, _plain(cell.value)), self.content)
            except InvalidAnswer as error:
                self._wrong(cell, part, error)
        return {part.id: found[part.id] for part in question.parts if part.id in found}

    # --- decision moments ---------------------------------------------------------------

    def _moments(self, name: str) -> Iterator[tuple[str, str]]:
        known = {any_id: m for m in self.content.moments for any_id in (*m.was, m.id) if not m.retired}
        for id, cell in self._facts(name, 3).items():
            if id not in known or not self._usable(cell):
                continue
            if same_words(str(cell.value)) == DROPPED:
                yield known[id].id, DROPPED
                continue
            try:
                yield known[id].id, str(validate(_DATE, _plain(cell.value), self.content))
            except InvalidAnswer as error:
                self._add(name, cell.at, "datum", f"{known[id].title}: {in_sentence(str(error))}", f"Of typ: {DROPPED}.")

    # --- statements ---------------------------------------------------------------------

    def _statements(self, name: str) -> Iterator[Sheet]:
        cells = self._facts(name, 3)
        known = {any_id: s for s in self.content.statements for any_id in (*s.was, s.id) if not s.retired}
        answers: dict[str, int | str] = {}
        for id, cell in cells.items():
            if id not in known or not self._usable(cell):
                continue
            raw = cell.value.lower().rstrip(" ") if isinstance(cell.value, str) else cell.value
            if isinstance(raw, bool) or raw not in _SCORES:
                self._add(name, cell.at, "stelling-antwoord", f"'{_shown(cell.value)}' is geen antwoord op een stelling.",
                          "Kies 1, 2, 3, 4, 5, weet ik niet of n.v.t.")
            else:
                answers[known[id].id] = _SCORES[raw]
        if not answers:
            return
        role, agreed = cells.get("rol", Cell(name, "", None)), cells.get("akkoord", Cell(name, "", None))
        found = next((r.id for r in self.content.roles if same_words(str(role.value)) in (r.id, same_words(r.name))), None)
        if found is None:
            what = f"De rol '{role.value}' bestaat niet." if role.value else "De rol van wie dit invulde, ontbreekt."
            self._add(name, role.at, "onbekende-rol", what, "Kies een rol uit de lijst.")
            return
        yield Sheet(found, answers, agreed.value is True or same_words(str(agreed.value)) in _TICKED)


def _by_any_id(content: Content) -> dict[str, Question]:
    """Every question by its id and its earlier ones; an id of today goes first."""
    everything = [q for section in content.sections for q in section.questions]
    return {**{was: q for q in everything for was in q.was}, **{q.id: q for q in everything}}


def _label_to_id(question: Question, raw: object) -> object:
    """Return the id of a choice that was picked by its words; `validate` looks for an id first."""
    return next((c.id for c in question.choices if not c.retired and raw == c.label), raw)


def _plain(value: object) -> object:
    """Return a date without a time as a date; openpyxl gives every date a time."""
    return value.date() if isinstance(value, dt.datetime) else value


def _shown(value: Scalar) -> str:
    return DONT_KNOW_LABEL if value == DONT_KNOW else str(value)[:60]
