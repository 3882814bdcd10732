"""What the checks found the last time, kept beside the compiled content: what did not change is not looked for again.

What is kept stands under a digest of exactly what it follows from: the texts of a file, a template, the conditions of a search with
the questions and facts. So an edit asks again only what hangs on what was edited, and nothing has to be thrown away by hand. All of
it goes when the program itself changes. As with the compiled content, only a checkout of this program keeps anything.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import functools
import hashlib
import json
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from site_build.content.documents import Json, list_of, number_of, text_of
from site_build.content.loading import below, find_root, seal
from site_build.disk import write_text
from site_build.errors import HandbookError, Place, Problem

FILE = "build/check-cache.json"
_PACKAGE = Path(__file__).resolve().parent.parent
_MOST = 400  # things in a memory that grows: then it begins again
_SEARCHED = ("guide/questionnaire", "guide/knowledge")  # what searches over answers hang on
_NOT_SEARCHED = ("actions", "advice", "advice-groups", "cards", "deciders", "glossary", "open-points", "phases", "published-ids", "registers", "risks", "roles", "search-words",
                 "sources", "themes", "ways-left")


class Memory:
    """What was found before, and what is found now; empty where nothing is kept.

    Of before stays only what is asked for again; where it `grows` all of it, as more than one process asks for a part.
    """

    def __init__(self, before: dict[str, Json] | None = None, searched: str = "", *, grows: bool = False) -> None:
        self._before, self._now = before or {}, dict[str, Json]()
        self.searched = searched  # stands for everything that a search over answers hangs on
        if grows and len(self._before) <= _MOST:
            self._now.update(self._before)

    def known(self, *key: str) -> Json:
        """Return what was found before for a key; None where nothing was."""
        name = digest(*key)
        value = self._now.get(name, self._before.get(name))
        if value is not None:
            self._now[name] = value
        return value

    def keep(self, value: Json, *key: str) -> None:
        """Remember what was found for a key."""
        self._now[digest(*key)] = value

    def found(self, find: Callable[[], Json], *key: str) -> Json:
        """Return what `find` finds, or found before for the same key."""
        value = self.known(*key)
        if value is None:
            value = find()
            self.keep(value, *key)
        return value

    @property
    def changed(self) -> bool:
        """True when it is worth keeping again."""
        return self._now != self._before

    def kept(self) -> None:
        """Hear that what was found is kept."""
        self._before = dict(self._now)

    @property
    def text(self) -> str:
        """What to keep."""
        return json.dumps(self._now, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def digest(*parts: str) -> str:
    """Return a short name for these texts together, and for no others."""
    made = hashlib.blake2b(digest_size=12)
    for part in parts:
        data = part.encode("utf-8", errors="surrogatepass")
        made.update(b"%d:" % len(data))
        made.update(data)
    return made.hexdigest()


def by_file(memory: Memory, check: str, texts: Iterable[tuple[Place, str]], find: Callable[[list[tuple[Place, str]]], Iterable[Problem]]) -> list[Problem]:
    """Return what a check finds in texts, for each file by itself; what it says of a file hangs on nothing but the texts and their places."""
    files: dict[str, list[tuple[Place, str]]] = {}
    for place, text in texts:
        files.setdefault(place.file, []).append((place, text))
    found: list[Problem] = []
    for file, group in files.items():
        key = (part for place, text in group for part in (f"{place.line}:{place.column}", text))
        found.extend(problems(memory, functools.partial(find, group), check, file, *key))
    return found


def problems(memory: Memory, find: Callable[[], Iterable[Problem]], check: str, file: str, *key: str) -> list[Problem]:
    """Return the problems of one file, as `find` finds them or as they were found before for the same key."""
    said = memory.found(lambda: [[p.place.line, p.place.column, p.code, p.message, p.remedy, p.grade] for p in find()], check, file, *key)
    return [_problem(file, list_of(each)) for each in list_of(said)]


def _problem(file: str, said: Sequence[Json]) -> Problem:
    line, column = (int(number_of(number)) for number in said[:2])
    return Problem(Place(file, line, column), *(text_of(text) for text in said[2:]))


def read_memory(root: Path, file: str = FILE, *, grows: bool = False) -> Memory:
    """Return what was kept for the guide under `root`; nothing for another guide, after an upgrade, or where the file is not whole."""
    if root.resolve() != find_root():
        return Memory()
    searched = ""
    try:
        searched = _searched(root)
        first, _, data = (root / file).read_bytes().partition(b"\n")
    except OSError:
        return Memory(searched=searched)
    with contextlib.suppress(ValueError):
        if first == seal(_program(), data):
            kept = json.loads(data)
            return Memory(kept if isinstance(kept, dict) else None, searched, grows=grows)
    return Memory(searched=searched)


def write_memory(root: Path, memory: Memory, file: str = FILE) -> None:
    """Keep what was found, where anything of it is new; where that cannot be, the next check takes longer."""
    if not memory.changed or root.resolve() != find_root():
        return
    data = memory.text
    with contextlib.suppress(OSError, HandbookError):
        (root / file).parent.mkdir(exist_ok=True)
        write_text(root / file, f"{seal(_program(), data.encode()).decode()}\n{data}")
        memory.kept()


@functools.cache
def _program() -> str:
    """Return what changes with the program itself."""
    return digest(sys.version, repr(sorted(entry for entry in below(str(_PACKAGE)) if entry[0].endswith(".py"))))


def everything(root: Path, today: dt.date) -> str:
    """Return what changes with any file of the program or the guide (but for what is built), and with the day."""
    folders = (_PACKAGE, *(folder for name in ("guide", "templates", "checklists", "examples") if (folder := root / name).is_dir()))
    files = sorted(entry for folder in folders for entry in below(str(folder)))
    return digest(today.isoformat(), repr(files), *(path.read_text(encoding="utf-8") for path in root.glob("mkdocs.yml")))


def _searched(root: Path) -> str:
    """Return what changes with the questions, the facts and what else decides on what names in conditions stand for."""
    files = sorted(path for folder in _SEARCHED for path in (root / folder).glob("*") if path.is_file() and path.stem not in _NOT_SEARCHED)
    return digest(*(part for path in files for part in (path.name, hashlib.sha256(path.read_bytes()).hexdigest())))
