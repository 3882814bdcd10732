"""The one door for answers in a file: an answers file, or a questionnaire that was filled in with any spreadsheet program."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from site_build.content.model import Content
from site_build.errors import UsageError
from site_build.interview.answers import Answers
from site_build.interview.files import load_answers


@dataclass(frozen=True)
class Filled:
    """Answers from a file; `notices` are lines about what was not used, `spreadsheet` tells the kind of file."""

    answers: Answers
    notices: tuple[str, ...] = ()
    spreadsheet: bool = False


def read_filled(path: Path, content: Content) -> Filled:
    """Read answers from a file, seen from what is in it and not from its name.

    Raises ContentError with problems named by line, or by sheet and cell; UsageError for a file that is neither.
    """
    with_head = _head(path)
    if with_head.startswith(b"%PDF") or with_head.startswith(b"PK") and _is_word(path):
        raise UsageError(f"{path} is geen werkboek en geen antwoordenbestand. Neem de antwoorden over met: handreiking ask BESTAND, of in het werkboek van handreiking form.")
    if with_head.startswith((b"PK", b"\xd0\xcf\x11\xe0")) or path.suffix.lower() in (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods", ".csv"):
        from site_build.publishing.forms.form_reading import read_form_workbook

        answers, notices = read_form_workbook(path, content)
        return Filled(answers, notices, spreadsheet=True)
    return Filled(load_answers(path, content))


def read_form(path: Path, content: Content) -> Answers:
    """Read a filled-in workbook; raises ContentError with problems named by sheet and cell, UsageError when it is none."""
    from site_build.publishing.forms.form_reading import read_form_workbook

    return read_form_workbook(path, content)[0]


def _head(path: Path) -> bytes:
    if not path.is_file():
        return b""  # opening a pipe would wait for ever; reading it says what is wrong
    try:
        with path.open("rb") as file:
            return file.read(8)
    except OSError:
        return b""  # reading it says why


def _is_word(path: Path) -> bool:
    import zipfile

    try:
        with zipfile.ZipFile(path) as archive:
            return "word/document.xml" in archive.namelist()
    except (OSError, zipfile.BadZipFile):
        return False
