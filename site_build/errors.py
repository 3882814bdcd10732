"""Everything that can go wrong for a person, in one tree; anything else is a bug."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Place:
    """Where something stands: file name, line and column (both from 1; 0 is unknown)."""

    file: str = ""
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        if not self.line:
            return self.file
        return f"{self.file}:{self.line}:{self.column or 1}"


ERROR = "fout"
WARNING = "let op"


@dataclass(frozen=True, order=True)
class Problem:
    """One thing that is wrong in content or answers, in Dutch, with what to do about it."""

    place: Place
    code: str
    message: str
    remedy: str = ""
    grade: str = ERROR

    def __str__(self) -> str:
        where = f"{self.place}  " if self.place.file else ""
        grade = "" if self.grade == ERROR else f"{self.grade}: "
        remedy = f"  {self.remedy}" if self.remedy else ""
        return f"{where}{self.code}  {grade}{self.message}{remedy}"


class HandbookError(Exception):
    """Base of all errors with a message for a person; `exit_status` is what the command returns."""

    exit_status = 1


class UsageError(HandbookError):
    """The command cannot do this here: a wrong argument, folder or terminal."""

    exit_status = 2


class ContentError(HandbookError):
    """Content or answers hold problems; all of them are listed."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(sorted(problems))
        super().__init__("\n".join(str(problem) for problem in self.problems))


class MissingExtraError(UsageError):
    """A library of an optional extra is not installed."""
