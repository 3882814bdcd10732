"""The command `check`: everything the checks find, or one of its tables; and publishing the ids."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from site_build.commands.report import Report
from site_build.commands.roots import WHICH, need_root
from site_build.content.loading import load, read_content
from site_build.content.model import Content
from site_build.desk.checking import BROKE_DOWN, check_content, guarded, render_problems
from site_build.desk.checking_files import check_files
from site_build.desk.checking_signs import check_signs, fix
from site_build.desk.holding import Sorted, hold_back
from site_build.desk.meanwhile import Meanwhile, Work
from site_build.desk.memory import everything, read_memory, write_memory
from site_build.desk.missing import missing_files, removed_records
from site_build.desk.parsed import Remembered
from site_build.desk.published import EDITION, FILE, content_digest, publish, published_digest, read_published
from site_build.desk.worlds import world_of
from site_build.errors import ERROR, ContentError, Problem


@dataclass(frozen=True)
class CheckWish:
    """What to check (this checkout's content when `root` is None) and how to tell it, or which table or act instead."""

    root: Path | None
    today: dt.date
    as_json: bool = False
    everything: bool = False
    strict: bool = False
    fix: bool = False
    summary: bool = False
    coverage: bool = False
    uses: str = ""
    publish: bool = False


Far = Callable[[int, int], None]


def run(wish: CheckWish, *, tell: Callable[[str], None] = lambda line: None, far: Far = lambda done, total: None) -> Report:
    """Check; `tell` hears how far the coverage is in lines, `far` how far the checks are in numbers.

    Raises UsageError without content, ContentError where content that is wrong would be published.
    """
    root = need_root(wish.root, "controleren", WHICH)
    if wish.uses:
        return Report(_uses(load(root), root, wish.uses))
    if wish.summary:
        from site_build.desk.summary import summary

        return Report((summary(load(root)),))
    if wish.coverage:
        return _coverage(root, wish, tell)
    done = _fixed(root) if wish.fix else ()
    outcome = sorted_problems(root, wish.today, far)
    wrong = [problem for problem in outcome.said if problem.grade == ERROR]
    if wish.publish:
        if wrong:
            raise ContentError(wrong)
        return Report((*done, write_published(root, wish.today)))
    said = render_problems(outcome.said, as_json=wish.as_json, held=len(outcome.held), everything=wish.everything)
    return Report((*done, said), int(bool(wrong or wish.strict and outcome.said)))


def _coverage(root: Path, wish: CheckWish, tell: Callable[[str], None]) -> Report:
    from site_build.desk.coverage import coverage, coverage_json, render_coverage

    def far(done: int, total: int) -> None:
        if done % 100 == 0 or done == total:
            tell(f"Bezig: {done} van {total} sets van antwoorden.")

    result = coverage(load(root), wish.today, tell=far)
    return Report((coverage_json(result) if wish.as_json else render_coverage(result, everything=wish.everything),), int(bool(result.failures)))


def _fixed(root: Path) -> tuple[str, ...]:
    done = fix(root)
    return (*(f"{problem.place}  {problem.code}  hersteld" for problem in done), f"{len(done)} keer iets hersteld.", *_renewed_ids(root))


def _renewed_ids(root: Path) -> tuple[str, ...]:
    """Renew the list from which an editor's program completes ids; what cannot be read stays out of it."""
    from site_build.desk.schemas import renew_ids

    return ("De lijst met id's voor uw tekstprogramma is vernieuwd (schemas/ids.json).",) if renew_ids(root, read_content(root)[0]) else ()


def all_problems(root: Path, today: dt.date) -> list[Problem]:
    """Return every problem with the content under `root`, the causes first; what only follows from them is left out."""
    return list(sorted_problems(root, today).said)


def sorted_problems(root: Path, today: dt.date, far: Far = lambda done, total: None) -> Sorted:
    """Return the problems, and what was held back; templates are tried when nothing else is wrong.

    To try them takes as long as everything else, so it is begun beside it, and shared; nothing at all has changed since it went
    well: then it is not done again. `far` hears how many checks are done, of how many.
    """
    memory, kept = read_memory(root), Remembered(root)
    signs = [*check_files(root), *check_signs(root, memory)]
    content, unread = read_content(root, kept)
    published, unreadable = _published(root)
    whole = everything(root, today)
    trial = Meanwhile([] if memory.known("trial", whole) else _tries(content, root, today))
    kept.write()
    found = check_content(content, root, today=today, world=world_of(content, today), published=published, memory=memory,
                          far=lambda done, total: far(done, total + 1))
    write_memory(root, memory)
    gone, follows = missing_files(root, [*unread, *found])
    records = removed_records(root, content)
    unread = [problem for problem in unread if problem not in follows]
    found = [problem for problem in found if problem not in follows and not (records and problem.code == "id-verdwenen")]
    result = hold_back(signs, [*gone, *records, *unread, *unreadable], found, lambda file: _raw(root / file))
    result = Sorted(result.said, (*result.held, *follows))
    if any(problem.grade == ERROR for problem in (*result.said, *result.held)):
        trial.drop()
        far(1, 1)
        return _without_breakdowns(result)
    tried = sorted(trial.outcome())
    far(1, 1)
    if not tried:
        memory.keep(True, "trial", whole)
        write_memory(root, memory)
    return Sorted(tuple(dict.fromkeys([*result.said, *tried])), result.held)


def _without_breakdowns(result: Sorted) -> Sorted:
    """A check that broke down says nothing new where another check says what is wrong."""
    broke = tuple(problem for problem in result.said if problem.code == BROKE_DOWN)
    if len(broke) == sum(problem.grade == ERROR for problem in result.said):
        return result
    return Sorted(tuple(problem for problem in result.said if problem not in broke), result.held + broke)


def _raw(path: Path) -> str:
    """Return what can be read of a file, however it was saved."""
    try:
        return path.read_bytes().decode("utf-8", errors="replace")
    except OSError:
        return ""


def write_published(root: Path, today: dt.date) -> str:
    """Write published-ids.yml and raise the version in edition.yml; return what was done, in Dutch."""
    from site_build.disk import write_text

    content = load(root)
    published, problems = _published(root)
    if problems:
        raise ContentError(problems)
    path = root / EDITION
    edition = path.read_text(encoding="utf-8") if path.exists() else "version: 1\ndate: \n"
    ids, edition = publish(content, published, edition, today, digest=content_digest(root), last=published_digest(root))
    write_text(root / FILE, ids)
    write_text(path, edition)
    version = content.edition.version + (1 if published else 0)
    return f"{ids.count('  - ')} id's staan in {FILE}. De inhoud is nu versie {version} ({EDITION})."


def _published(root: Path) -> tuple[dict[str, list[str]] | None, list[Problem]]:
    path = root / FILE
    return read_published(path.read_text(encoding="utf-8")) if path.exists() else (None, [])


def _uses(content: Content, root: Path, id: str) -> tuple[str, ...]:
    from site_build.desk.using import uses_anywhere

    return tuple(f"{place}  {words}" for place, words in uses_anywhere(content, root, id)) or (f"Niets hangt af van '{id}'.",)


def _tries(content: Content, root: Path, today: dt.date) -> list[Work]:
    """Assemble the complete edition, a handbook without answers and the examples: names in templates must exist."""

    def work(example: str, complete: bool) -> list[Problem]:
        from site_build.desk.trying import try_out  # here, so that only who does it waits for it

        return try_out(content, root, today, example, complete=complete)

    examples = [path.relative_to(root).as_posix() for path in sorted((root / "examples").glob("*.yml"))]
    return [functools.partial(guarded, functools.partial(work, example, complete)) for example, complete in [("", True), *((each, False) for each in ("", *examples))]]
