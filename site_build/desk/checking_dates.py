"""Check the days of law checks: each stands in one file, and nowhere loose in a text."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from pathlib import Path

from site_build.content.law_checks import FILE, MONTHS
from site_build.content.model import Content
from site_build.desk.checking_signs import text_files
from site_build.desk.due import MAX_AGE
from site_build.desk.places import Places
from site_build.errors import ERROR, WARNING, Place, Problem

_DAY = rf"\d{{1,2}} (?:{'|'.join(MONTHS)}) \d{{4}}"
_SAID = re.compile(r"\b(?:keken|bekeken|nagekeken|nagelezen|gezocht|gecontroleerd|controle was|laatste controle|wij lazen)\b", re.I)
_SENTENCE = re.compile(r"(?:[^.|]|\.(?=\S)){0,160}")
_COLUMN = re.compile(r"bekeken|nagekeken|gecontroleerd|laatste controle", re.I)
_LOOSE = re.compile(rf"(?<!vanaf )\b({_DAY})")
_READ = ("guide/chapters/", "checklists/", "templates/documents/", "guide/knowledge/")
_OWN_DAYS = (FILE, "guide/knowledge/sources.yml", "guide/knowledge/open-points.yml", "guide/knowledge/free-days.yml", "guide/knowledge/municipalities.md")


def check_dates(content: Content, root: Path | None, today: dt.date) -> list[Problem]:
    """Return a problem for every loose day of a law check, and for checks that are wrong, old or used nowhere."""
    problems = list(_checks(content, today, Places(root)))
    for path in text_files(root) if root else ():
        file = path.relative_to(root).as_posix() if root else ""
        if file.startswith(_READ) and file not in _OWN_DAYS:
            problems.extend(_loose(content, path, file, today))
    return problems


def _checks(content: Content, today: dt.date, places: Places) -> Iterator[Problem]:
    for check in content.law_checks:
        if check.retired:
            continue
        place = places.of(check.place, "checked")
        day = check.day
        if day is None:
            yield Problem(place, "datum", f"'checked' van de controle '{check.id}' is geen datum.", "Schrijf bijvoorbeeld: checked: 2026-11-24.")
        elif day > today:
            yield Problem(place, "datum", f"'checked' van de controle '{check.id}' ligt in de toekomst ({check.checked}).", "Schrijf de dag waarop iemand keek.")
        elif (today - day).days > MAX_AGE:
            yield Problem(place, "recht-oud", f"'{check.what}' is meer dan een jaar geleden nagekeken ({check.checked}).",
                          "Leg onze teksten naast de wettekst van nu, en zet dan de datum van vandaag bij checked.", WARNING)
        if not re.fullmatch(r"[a-z][a-z0-9]*(?:_[a-z0-9]+)*", check.id):
            yield Problem(check.place, "id-vorm", f"De id '{check.id}' kan niet in een tekst staan.", "Gebruik kleine letters, cijfers en lage streepjes.")
        if not check.uses:
            yield Problem(check.place, "controle-ongebruikt", f"Geen tekst noemt de controle '{check.id}'.",
                          f"Schrijf in de tekst: {{{{ nagekeken.{check.id} }}}}. Of haal de controle weg.", WARNING)


def _loose(content: Content, path: Path, file: str, today: dt.date) -> Iterator[Problem]:
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return  # said where it is read
    lines = text.split("\n") if _LOOSE.search(text) else []
    header = ""
    for number, line in enumerate(lines, start=1):
        if file.endswith(".yml") and line.lstrip().startswith("#"):
            continue
        table = line.lstrip().startswith("|")
        header = (header or line) if table else ""
        if not _LOOSE.search(line):
            continue
        found = {match.start(1): match[1] for said in _SAID.finditer(line) if (sentence := _SENTENCE.match(line, said.end()))
                 for match in _LOOSE.finditer(line, said.end(), sentence.end())}
        if table and (column := _column(header)) is not None and line is not header:
            cells = line.split("|")
            before = sum(len(cell) + 1 for cell in cells[:column])
            found |= {before + match.start(1): match[1] for match in _LOOSE.finditer(cells[column] if column < len(cells) else "")}
        for at, day in sorted((at, day) for at, day in found.items() if _is_past(day, today)):
            yield Problem(Place(file, number, at + 1), "datum-los", f"De dag van een controle staat los in de tekst: {day}.",
                          f"Zet de controle in {FILE}, en schrijf hier: {{{{ nagekeken.{_example(content)} }}}}", ERROR if content.law_checks else WARNING)


def _is_past(words: str, today: dt.date) -> bool:
    day, month, year = words.split(" ")
    return (int(year), MONTHS.index(month) + 1, int(day)) <= (today.year, today.month, today.day)


def _column(header: str) -> int | None:
    return next((number for number, cell in enumerate(header.split("|")) if _COLUMN.search(cell)), None)


def _example(content: Content) -> str:
    return content.law_checks[0].id if len(content.law_checks) == 1 else "id"
