"""The sheets Plan and Beslismomenten as somebody sent them back: row by row, column by column."""

from __future__ import annotations

import dataclasses
import datetime as dt
import difflib
import math

from site_build.content.documents import number_of, text_of
from site_build.content.model import Action, Question
from site_build.interview.answers import OWN, PRIORITIES, STATUSES, InvalidAnswer, OwnAction, PlanEntry, dutch_date, dutch_number, validate
from site_build.interview.typed import read_date, read_number, same_words
from site_build.publishing.workbooks.grid import Cell
from site_build.publishing.workbooks.plan_reading import MOMENTS, Difference, Finder, Sheet, is_same
from site_build.publishing.workbooks.plan_rows import owner_text, role_of
from site_build.publishing.workbooks.spreadsheet_plan import DO, END, KEY, LEAD, NOTE, OTHERS, OWNER, PRIORITY, START, STATUS, WHY
from site_build.tailoring.moments import DROPPED
from site_build.tailoring.own_actions import own_actions

_TEXT = Question(id="tekst", ask="", type="text", unknown=False)
_EXAMPLE = "31-12-2027"
_NOT_OURS = "Deze kolom is niet van ons."
_NOT_READ = "Deze kolom rekent het handboek zelf uit. Schrijf het in de kolom Opmerking."
_MOST_HALF_DAYS = 2000


def read_plan_sheet(sheet: Sheet, found: Finder) -> None:
    """Read the plan into `found`."""
    _PlanSheet(sheet, found).read()


def read_moments_sheet(sheet: Sheet, found: Finder) -> None:
    """Read the real dates of decision moments into `found`; 'vervalt' is one that does not occur."""
    known = {m.id: m for m in found.handbook.content.moments if not m.retired}
    shown = {m.id: m for m in found.handbook.moments}
    given = found.handbook.answers.moments
    for key, number in sheet.rows():
        cell = sheet.cell(number, "Datum")
        for other in sheet.grid.rows[number - 1]:
            if other is not cell and other.column != sheet.key and other.text and other.text != _before(sheet, key, other) and _before(sheet, key, other) != "=":
                found.skip(sheet, other, "Alleen de datum wordt teruggelezen." if key in known else "Bij deze regel hoort geen moment van ons.")
        if key not in known or cell is None or not found.usable(sheet, cell) or cell.text == sheet.before(key, "Datum"):
            continue
        try:
            value = "" if not cell.text else DROPPED if same_words(cell.text) == DROPPED else read_date(cell.value, _EXAMPLE).isoformat()
        except InvalidAnswer as error:
            found.problem(sheet, cell, "datum", f"{known[key].title}: {error}", f"Of typ: {DROPPED}.")
            continue
        now = given.get(key, "")
        date = shown[key].date if key in shown else None
        before = now or (date.isoformat() if date else "")
        if value not in (now, before) or (value == "" and now):
            found.differences.append(Difference(known[key].title, "datum", _shown(before), _shown(value), key, "moment", value))


def _before(sheet: Sheet, key: str, cell: Cell) -> str:
    title = next((title for title, column in sheet.columns.items() if column == cell.column), "")
    return sheet.before(key, title) if title else ""


class _PlanSheet:
    def __init__(self, sheet: Sheet, found: Finder) -> None:
        self.sheet, self.found, self.handbook = sheet, found, found.handbook
        content, answers = self.handbook.content, self.handbook.answers
        self.roles = {same_words(role.name): role.id for role in content.roles} | {role.id: role.id for role in content.roles}
        live = [*(a for a in (*content.actions, *content.steps.values()) if not a.retired), *own_actions(content, answers, self.handbook.values)]
        self.actions: dict[str, Action] = {**{was: a for a in live for was in a.was}, **{a.id: a for a in live}}
        self.by_text = {same_words(action.do): action for action in live}
        self.planned = {item.action.id: item.end.isoformat() for item in self.handbook.plan.items} if self.handbook.plan else {}
        self.own = {action.id: action for action in answers.own}
        self.rows: dict[str, int] = {}

    def read(self) -> None:
        """Read every row; columns that are gone, doubled or not ours are named once."""
        sheet = self.sheet
        for title in sheet.twice:
            cell = sheet.grid.at(sheet.head, sheet.columns[title])
            self.found.problem(sheet, cell, "kolom-dubbel", f"De kolom ‘{title}’ staat er twee keer.", "Haal een van de twee weg.")
        for title in (OWNER, END, STATUS):
            if title not in sheet.columns:
                self.found.unused.append(f"De kolom ‘{title}’ staat niet meer op blad {sheet.grid.title}. Daaruit is niets gelezen.")
        rows = list(sheet.rows())
        matched = {key: number for key, number in rows if key in self.actions and self._says(number, key)}
        for key, number in rows:
            self._row(key, number, matched)

    def _says(self, number: int, key: str) -> bool:
        """True when the visible text of a row is that of its key."""
        cell = self.sheet.cell(number, DO)
        return cell is None or not cell.text or is_same(cell.text, self.actions[key].do) or is_same(cell.text, self.sheet.before(key, DO))

    def _row(self, key: str, number: int, matched: dict[str, int]) -> None:
        do = self.sheet.cell(number, DO)
        text = do.text if do else ""
        action = self.actions.get(key)
        if not key and text:
            action = self.by_text.get(same_words(text))
        if action is not None and (not key or self._says(number, key)):
            self._known(action, number)
        elif action is not None and do and (same_words(text) in self.by_text or any(is_same(text, self.sheet.before(k, DO)) for k in self.actions)):
            self.found.problem(self.sheet, do, "door-elkaar", f"In deze regel staat een andere actie dan de sleutel ervoor zegt ('{key}').",
                               "De regels zijn door elkaar geraakt. Maak het sorteren ongedaan, of maak een nieuw werkboek met: handreiking export MAP --excel")
        elif action is not None and do and key.startswith(OWN) and key not in matched:
            self._known(action, number)
        elif action is not None and do and key not in matched:
            self.found.skip(self.sheet, do, "De tekst van een actie uit het handboek verandert niet. Gebruik de kolom Opmerking.")
            self._known(action, number)
        elif key and action is None and not key.startswith(OWN):
            close = difflib.get_close_matches(key, self.actions, n=1)
            hint = f"Bedoelt u '{close[0]}'?" if close else "Maak zo nodig een nieuw werkboek met: handreiking export MAP --excel"
            self.found.problem(self.sheet, self.sheet.grid.at(number, self.sheet.key), "onbekende-actie", f"De actie '{key[:60]}' bestaat niet.", hint)
        elif text:
            self._new(text, number)
        else:
            self._loose(number)

    def _loose(self, number: int) -> None:
        for cell in self.sheet.grid.rows[number - 1]:
            if cell.text and cell.column != self.sheet.key:
                self.found.skip(self.sheet, cell, f"In deze regel staat geen actie. Zet die in de kolom {DO}.")

    # --- one action -------------------------------------------------------------------------

    def _known(self, action: Action, number: int) -> None:
        if action.id in self.rows:
            do = self.sheet.cell(number, DO) or self.sheet.grid.at(number, 1)
            self.found.problem(self.sheet, do, "actie-dubbel", f"Deze actie staat ook in rij {self.rows[action.id]}.",
                               "Haal een van de twee regels weg. Is het een eigen actie? Geef haar dan een andere tekst.")
            return
        self.rows[action.id] = number
        self._entry(action, number, self.handbook.answers.plan.get(action.id, PlanEntry()))
        own = self.own.get(action.id)
        if own is not None:
            self._own(own, number)
        self._others(action.id, number, read={KEY, DO, OWNER, END, STATUS, PRIORITY, NOTE, *((WHY, LEAD, OTHERS) if own else ())})

    def _others(self, key: str, number: int, read: set[str]) -> None:
        """Name what was typed in a column that is not read back."""
        titles = {column: title for title, column in self.sheet.columns.items()}
        for cell in self.sheet.grid.rows[number - 1]:
            title = titles.get(cell.column, "")
            if cell.text and cell.column != self.sheet.key and title not in read and cell.text != self.sheet.before(key, title):
                self.found.skip(self.sheet, cell, _NOT_READ if title else _NOT_OURS)

    def _entry(self, action: Action, number: int, entry: PlanEntry) -> None:
        about = action.do
        for title, read in ((OWNER, self._owner), (END, self._date), (STATUS, self._status), (PRIORITY, self._priority), (NOTE, self._note)):
            cell = self.sheet.cell(number, title)
            if cell is None or not self.found.usable(self.sheet, cell) or cell.text == self.sheet.before(action.id, title):
                continue
            try:
                value = read(cell, action)
            except InvalidAnswer as error:
                self.found.problem(self.sheet, cell, {END: "datum", STATUS: "status", PRIORITY: "prioriteit"}.get(title, "plan"), str(error))
                continue
            self._differ(about, action, entry, title, value)

    def _differ(self, about: str, action: Action, entry: PlanEntry, title: str, value: str) -> None:
        field = {OWNER: "owner", END: "date", STATUS: "status", PRIORITY: "priority", NOTE: "note"}[title]
        now = getattr(entry, field)
        if field == "owner":
            old, new = (owner_text(name, role_of(action, self.handbook), self.handbook) for name in (now, value))
        elif field == "date":
            old, new = _shown(now or self.planned.get(action.id, "")), _shown(value)
        else:
            old, new = now or "leeg", value or "leeg"
        if value != now and old != new:
            self.found.differences.append(Difference(about, title.lower(), old, new, action.id, field, value))

    def _owner(self, cell: Cell, action: Action) -> str:
        role = self.roles.get(same_words(cell.text))
        if not cell.text or role is not None:
            return "" if role in (None, role_of(action, self.handbook)) else str(role)
        return str(validate(_TEXT, str(cell.value), self.handbook.content))

    def _date(self, cell: Cell, action: Action) -> str:
        return read_date(cell.value, _EXAMPLE).isoformat() if cell.text else ""

    def _status(self, cell: Cell, action: Action) -> str:
        value = same_words(cell.text) or STATUSES[0]
        if value not in STATUSES:
            raise InvalidAnswer(f"'{cell.text[:60]}' is geen status. Kies uit: {', '.join(STATUSES)}.")
        return value

    def _priority(self, cell: Cell, action: Action) -> str:
        value = same_words(cell.text)
        if value and value not in PRIORITIES:
            raise InvalidAnswer(f"'{cell.text[:60]}' is geen prioriteit. Kies uit: {', '.join(PRIORITIES)}.")
        return value

    def _note(self, cell: Cell, action: Action) -> str:
        return str(validate(_TEXT, str(cell.value), self.handbook.content)) if cell.text else ""

    # --- own actions ------------------------------------------------------------------------

    def _own(self, own: OwnAction, number: int) -> None:
        """What was changed in an own action itself."""
        for title, field in ((DO, "do"), (WHY, "why"), (LEAD, "lead"), (OTHERS, "others")):
            cell = self.sheet.cell(number, title)
            if cell is None or not self.found.usable(self.sheet, cell) or cell.text == self.sheet.before(own.id, title):
                continue
            value, old = self._own_value(cell, field), getattr(own, field)
            if value is not None and value != old:
                self.found.differences.append(Difference(own.do, title.lower(), _words(old), _words(value), own.id, field, value))

    def _own_value(self, cell: Cell, field: str) -> str | float | None:
        try:
            if field in ("do", "why"):
                return str(validate(_TEXT, str(cell.value), self.handbook.content)) if cell.text else "" if field == "why" else None
            number = read_number(cell.value, "2,5") if cell.text else 0
            if not 0 <= number <= _MOST_HALF_DAYS:
                raise InvalidAnswer(f"Vul een aantal dagdelen in van 0 tot en met {_MOST_HALF_DAYS}.")
            return number
        except InvalidAnswer as error:
            self.found.problem(self.sheet, cell, "plan" if field in ("do", "why") else "dagdelen", str(error))
            return None

    def _new(self, text: str, number: int) -> None:
        """A row without a key: an action of their own."""
        cells = {title: self.sheet.cell(number, title) for title in (DO, WHY, LEAD, OTHERS)}
        values = {field: self._own_value(cell, field) for title, field in ((DO, "do"), (WHY, "why"), (LEAD, "lead"), (OTHERS, "others"))
                  if (cell := cells[title]) is not None and cell.text and self.found.usable(self.sheet, cell)}
        do = text_of(values.get("do")) or text
        id = self._free_id(do)
        own = OwnAction(id, do, text_of(values.get("why")), number_of(values.get("lead")), number_of(values.get("others")), self._weeks(number))
        content, answers = self.handbook.content, self.handbook.answers
        action = own_actions(content, dataclasses.replace(answers, own=(own,)), self.handbook.values)[0]
        self.actions[id], self.by_text[same_words(do)], self.rows[id] = action, action, number
        size = f"{dutch_number(own.lead)} + {dutch_number(own.others)} dagdelen"
        self.found.differences.append(Difference(do, "eigen actie", "niet in het plan", f"in het plan, {size}", id, "new", own))
        self._entry(action, number, PlanEntry())
        self._others(id, number, read={KEY, DO, WHY, OWNER, START, END, STATUS, LEAD, OTHERS, PRIORITY, NOTE})

    def _weeks(self, number: int) -> int:
        """The lead time between begin and end, where both are given; one week else."""
        days = []
        for title in (START, END):
            cell = self.sheet.cell(number, title)
            if cell is None or not cell.text or cell.broken:
                return 1
            try:
                days.append(read_date(cell.value, _EXAMPLE))
            except InvalidAnswer as error:
                if title == START:  # the end is read, and named, with the other columns
                    self.found.problem(self.sheet, cell, "datum", str(error))
                return 1
        return max(1, math.ceil((days[1] - days[0] + dt.timedelta(days=1)).days / 7))

    def _free_id(self, do: str) -> str:
        from site_build.assembly.text import slug

        base = f"{OWN}{(slug(do) or 'actie')[:40].strip('-')}"
        id, count = base, 1
        while id in self.actions:
            count += 1
            id = f"{base}-{count}"
        return id


def _shown(value: str) -> str:
    return value if value == DROPPED else dutch_date(value) if value else "geen datum"


def _words(value: str | float) -> str:
    return dutch_number(value) if isinstance(value, (int, float)) else str(value) or "leeg"


__all__ = ["MOMENTS", "read_moments_sheet", "read_plan_sheet"]
