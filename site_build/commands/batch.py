"""`handreiking batch`: make many handbooks with one reading of the content, one process per core.

A handbook whose answers, content, program and house style are what they were is skipped. One that fails is named at the
end with its reason; the others go on.
"""

from __future__ import annotations

import hashlib
import json
import multiprocessing
import os
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from site_build.content.loading import encode
from site_build.content.model import Content
from site_build.disk import read_file
from site_build.errors import HandbookError, UsageError
from site_build.interview.files import ANSWERS, load_answers, read_text
from site_build.store import projects
from site_build.store.manifest import MANIFEST
from site_build.store.resources import read_look

MADE, SKIPPED, FAILED = "gemaakt", "overgeslagen", "mislukt"
_HOUSE_STYLE = "huisstijl.yml"


@dataclass(frozen=True)
class Wish:
    """What was asked: the folders, whether their sites are built too, how many processes (0: one per core); `program` is its version."""

    folders: tuple[Path, ...]
    site: bool = False
    processes: int = 0
    program: str = ""


@dataclass(frozen=True)
class Outcome:
    """What became of one handbook; `reason` is for a failure, in Dutch."""

    folder: Path
    kind: str  # MADE, SKIPPED or FAILED
    reason: str = ""


@dataclass(frozen=True)
class Batch:
    """All outcomes in the order of the folders, and how long it took (seconds)."""

    outcomes: tuple[Outcome, ...]
    seconds: float

    @property
    def status(self) -> int:
        """1 when something failed."""
        return int(any(outcome.kind == FAILED for outcome in self.outcomes))

    @property
    def lines(self) -> list[str]:
        """The report in Dutch, with a table of what failed."""
        count = {kind: sum(outcome.kind == kind for outcome in self.outcomes) for kind in (MADE, SKIPPED, FAILED)}
        lines = [f"{count[MADE]} handboeken gemaakt, {count[SKIPPED]} waren al goed, {count[FAILED]} mislukt, in {self.seconds:.0f} seconden."]
        lines += [f"- {outcome.folder}: {outcome.reason}" for outcome in self.outcomes if outcome.kind == FAILED]
        return lines


def run(wish: Wish, content: Content, *, tell: Callable[[int, int, Outcome], None] = lambda done, total, outcome: None) -> Batch:
    """Make the handbooks in these folders; `tell` hears of each one when it is done (done, total, outcome).

    A folder is a handbook, holds an antwoorden.yml to make one of, or holds such folders. Raises UsageError where it is neither.
    """
    begun = time.monotonic()
    folders = tuple(dict.fromkeys(found for folder in wish.folders for found in _handbooks(folder)))
    stamp = _stamp(content, wish.program)
    jobs = [(folder, stamp, wish.site) for folder in folders]
    outcomes: dict[Path, Outcome] = {}
    for outcome in _each(jobs, content, wish.processes or os.cpu_count() or 1):
        outcomes[outcome.folder] = outcome
        tell(len(outcomes), len(jobs), outcome)
    return Batch(tuple(outcomes[folder] for folder in folders), time.monotonic() - begun)


def _handbooks(folder: Path) -> Iterator[Path]:
    if (folder / ANSWERS).is_file():
        yield folder
        return
    inside = sorted(path for path in folder.iterdir() if (path / ANSWERS).is_file()) if folder.is_dir() else []
    if not inside:
        raise UsageError(f"In {folder} staat geen handboek en geen {ANSWERS}.")
    yield from inside


def _stamp(content: Content, program: str) -> str:
    """Return what changes when the content, the look or the program changes."""
    look = read_look()
    digest = hashlib.sha256(f"{program}\n{encode(content)}\n{look.config}".encode())
    for name, data in sorted(look.files.items()):
        digest.update(name.encode() + data)
    return digest.hexdigest()


_content: Content | None = None  # of this process: read once, by the first


def _begin(content: Content) -> None:
    global _content
    _content = content


def _each(jobs: list[tuple[Path, str, bool]], content: Content, processes: int) -> Iterable[Outcome]:
    """Yield outcomes as they come. A process is renewed now and then, so that memory stays flat."""
    if processes == 1 or len(jobs) < 2:
        _begin(content)
        yield from map(_one, jobs)
        return
    with multiprocessing.get_context().Pool(min(processes, len(jobs)), _begin, (content,), maxtasksperchild=50) as pool:
        yield from pool.imap_unordered(_one, jobs)


def _one(job: tuple[Path, str, bool]) -> Outcome:
    folder, stamp, site = job
    assert _content is not None
    try:
        inputs = _inputs(folder, stamp)
        if _recorded(folder) == inputs and (not site or (folder / "site" / "index.html").is_file()):
            return Outcome(folder, SKIPPED)
        if (folder / MANIFEST).is_file():
            projects.rebuild(folder, _content, inputs=inputs)
        else:
            answers, source = load_answers(folder / ANSWERS, _content), read_text(folder / ANSWERS)  # comments in it stay
            projects.create(folder, answers, _content, source=source, inputs=inputs)
        if site:
            from site_build.publishing.web.site import build_site

            build_site(folder)
    except HandbookError as error:
        return Outcome(folder, FAILED, " ".join(str(error).split()))
    except OSError as error:
        from site_build.disk import reason

        return Outcome(folder, FAILED, f"De schijf werkt niet mee: {reason(error)}.")
    except Exception as error:  # one handbook that breaks must not take the others along
        return Outcome(folder, FAILED, f"Er ging iets mis dat niet had mogen gebeuren ({type(error).__name__}).")
    return Outcome(folder, MADE)


def _inputs(folder: Path, stamp: str) -> str:
    digest = hashlib.sha256(stamp.encode())
    for name in (ANSWERS, _HOUSE_STYLE):
        file = folder / name
        digest.update(read_file(file) if file.is_file() else b"")
        digest.update(b"\0")
    return digest.hexdigest()


def _recorded(folder: Path) -> str:
    try:
        return str(json.loads(read_file(folder / MANIFEST).decode("utf-8")).get("inputs", ""))
    except (OSError, ValueError, AttributeError):
        return ""
