"""What a municipality keeps: answers, statements per person, and what was set in the plan."""

from __future__ import annotations

import dataclasses
import datetime as dt
import secrets
from dataclasses import dataclass, field

from site_build.content.documents import Json
from site_build.content.model import Content

FILE_VERSION = 1
STATUSES = ("open", "bezig", "klaar", "vervallen")
PRIORITIES = ("hoog", "middel", "laag")
OWN = "eigen-"  # ids of the municipality's own actions begin with this; those of the guide never do


Registers = dict[str, dict[str, dict[str, str]]]
"""What was filled in in tables: register -> row -> column -> text (a date is ISO). Rows of their own are `regel-1` and so on."""
OWN_ROW = "regel-"


@dataclass(frozen=True)
class Sheet:
    """The statements as one person filled them in: 1 to 5, `onbekend` or `nvt` per statement id."""

    role: str
    answers: dict[str, int | str] = field(default_factory=dict)
    agreed: bool = False  # the person agrees that a role with fewer than three people is shown


@dataclass(frozen=True)
class PlanEntry:
    """What somebody set for an action: owner, date (ISO), status, and a priority and remark of their own."""

    owner: str = ""
    date: str = ""
    status: str = "open"
    priority: str = ""
    note: str = ""


@dataclass(frozen=True)
class OwnAction:
    """An action that the municipality added itself; `lead` and `others` are half-days, `weeks` its lead time.

    Owner, date, status, priority and note stand in the plan under its id, as for every action.
    """

    id: str
    do: str
    why: str = ""
    lead: float = 0
    others: float = 0
    weeks: int = 1


@dataclass(frozen=True)
class Answers:
    """What a municipality keeps; `values` holds an answer per question id, hidden ones included."""

    handbook: str
    date: str  # ISO; the day everything is computed for
    values: dict[str, Json] = field(default_factory=dict)
    version: int = FILE_VERSION
    statements: tuple[Sheet, ...] = ()
    plan: dict[str, PlanEntry] = field(default_factory=dict)  # own actions included
    own: tuple[OwnAction, ...] = ()
    moments: dict[str, str] = field(default_factory=dict)  # moment id -> ISO date, or 'vervalt'
    kept: dict[str, Json] = field(default_factory=dict)  # what could not be carried over, as it was
    registers: Registers = field(default_factory=dict)  # what was filled in in tables
    notice: str = ""  # of an example: above every page and in every file, in place of the word that it is internal

    @property
    def today(self) -> dt.date:
        """The day everything is computed for."""
        return dt.date.fromisoformat(self.date)

    def with_date(self, date: dt.date) -> Answers:
        """Return a copy that is computed for another day."""
        return dataclasses.replace(self, date=date.isoformat())

    def with_value(self, id: str, value: Json) -> Answers:
        """Return a copy with one answer set; None removes it."""
        values = {**self.values, id: value}
        if value is None:
            del values[id]
        return dataclasses.replace(self, values=values)


def new_answers(date: dt.date, content: Content) -> Answers:
    """Return empty answers with a fresh random handbook id."""
    return Answers(handbook=f"hb-{secrets.token_hex(4)}", date=date.isoformat(), version=content.edition.version)
