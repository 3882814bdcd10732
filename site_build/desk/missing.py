"""A whole file that is not there: one message, and what it held is held back; and the two files that keep what was published."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from site_build.content.law_checks import FILE as LAW_CHECKS
from site_build.content.model import Content
from site_build.content.walking import KINDS
from site_build.desk.git import git
from site_build.desk.published import EDITION
from site_build.desk.published import FILE as IDS
from site_build.errors import Place, Problem

_FILES = {
    "guide/knowledge/sources.yml": ("source",), "guide/knowledge/roles.yml": ("role",), "guide/knowledge/actions.yml": ("action",),
    "guide/knowledge/moments.yml": ("moment",), "guide/knowledge/dimensions.yml": ("dimension",), "guide/knowledge/phases.yml": ("phase",),
    "guide/knowledge/themes.yml": ("theme",), "guide/knowledge/statements.yml": ("statement",), "guide/knowledge/glossary.yml": ("term",),
    "guide/knowledge/cards.yml": ("card", "card_theme", "tension"), "guide/knowledge/risks.yml": ("risk",), "guide/chapters/parts.yml": ("part", "page"),
    "guide/knowledge/facts.yml": ("fact",), "guide/knowledge/advice.yml": ("advice",),
    LAW_CHECKS: ("law_check",),
}
_QUESTIONS = "guide/questionnaire"
_OWN_CODES = {"bron-onbekend": "source", "pagina-zonder-deel": "part", "nagekeken-onbekend": "law_check"}


def missing_files(root: Path, found: Iterable[Problem]) -> tuple[list[Problem], list[Problem]]:
    """Return a problem for each file that is not there though things in it are named, and the problems that follow from it."""
    problems, held = [], []
    for file, kinds in _FILES.items():
        if not (root / file).exists() and (named := [problem for problem in found if any(_speaks_of(problem, kind) for kind in kinds)]):
            problems.append(_gone(file, len(named)))
            held += named
    if not any((root / _QUESTIONS).glob("*.yml")) and (named := [p for p in found if p.code == "naam-onbekend"]):
        problems.append(_gone(_QUESTIONS, len(named)))
        held += named
    return problems, held


def _gone(file: str, count: int) -> Problem:
    times = "één keer" if count == 1 else f"{count} keer"
    return Problem(Place(file, 1, 1), "bestand-weg", f"'{file}' is er niet, en {times} wordt iets genoemd dat erin hoort te staan.",
                   "Haal het terug uit git of uit de prullenbak. Maak het anders opnieuw.")


def _speaks_of(problem: Problem, kind: str) -> bool:
    if problem.code in _OWN_CODES:
        return kind == _OWN_CODES[problem.code]
    if problem.code == "id-verdwenen":
        return f"({KINDS[kind]})" in problem.message
    return problem.code == "verwijzing" and f" noemt {KINDS[kind]} '" in problem.message


def removed_records(root: Path, content: Content) -> list[Problem]:
    """Return a problem for a record of what was published that was removed: without it ids vanish and versions begin again."""
    ids, edition = (root / IDS).exists(), (root / EDITION).exists()
    problems = []
    if not ids and (content.edition.version > 1 or edition and _in_git(root, IDS)):
        problems.append(Problem(Place(IDS, 1, 1), "bestand-weg", f"'{IDS}' is weg. Daarin staat welke id's zijn uitgegeven; zonder dit bestand kan een id ongemerkt verdwijnen.",
                                f"Haal het terug: git checkout HEAD -- {IDS}"))
    if not edition and (ids or _in_git(root, EDITION)):
        problems.append(Problem(Place(EDITION, 1, 1), "bestand-weg", f"'{EDITION}' is weg. Daarin staat welke uitgave dit is.", f"Haal het terug: git checkout HEAD -- {EDITION}"))
    return problems


def _in_git(root: Path, file: str) -> bool:
    return bool((git(root, "ls-files", "--", file) or b"").strip())
