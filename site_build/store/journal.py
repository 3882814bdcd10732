"""Many files changed as one: all of them, or none, also when the power goes in between.

The new files are written aside first, and the old ones are packed in one zip. Then the journal is written:
from that moment the change is decided. After that come the renames. A run that finds a journal finishes it
(`recover`); a rename that the disk refuses puts everything back. So there is no state in which nobody knows
which half of a folder is new, and nothing that we wrote ourselves looks like somebody's edit.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from site_build.disk import DISK, OWNER_ONLY, Disk, digest, permissions, read_file, reason, replace_patiently, write_atomic
from site_build.errors import HandbookError
from site_build.store.zips import read_zip, zip_bytes

JOURNAL, OLD = "journaal.json", "oud.zip"
_STEPS, _FILES = "stappen.json", "oud/"  # in the zip of what was replaced
_PRIVATE = 0o700


@dataclass(frozen=True)
class Change:
    """One file to write, or to remove (`data` is None); `path` is relative to the folder, with slashes."""

    path: str
    data: bytes | None
    mode: int | None = None  # of a new file; one that is there keeps its own


@dataclass(frozen=True)
class _Step:
    path: str
    staged: str  # the file aside; "" is: remove
    old: str  # digest, "" is: there was none
    new: str
    mode: int | None


def commit(folder: Path, area: str, changes: Sequence[Change], *, keep: str = "", disk: Disk = DISK) -> None:
    """Make all changes in `folder`, or none; `area` is the folder in it where work stands aside.

    `keep` is where the zip of the old files goes afterwards (for undo); "" is: nowhere. The changes are made
    in the given order: what describes the others comes last. Raises HandbookError, which says what is true then.
    """
    place = folder / area
    decided = False
    try:
        _check(folder, changes)
        disk.remove_folder(place)
        _make_private(place, disk)
        steps = _stage(folder, place, changes, disk)
        journal = {"steps": [vars(step) for step in steps], "keep": keep}
        write_atomic(place / JOURNAL, json.dumps(journal).encode(), mode=OWNER_ONLY, disk=disk)
        decided = True
        _carry_out(folder, place, steps, disk)
    except OSError as error:
        what = _named(error, folder)
        if decided and not _put_back(folder, place, steps, disk):
            raise HandbookError(f"Het schrijven in {folder} is halverwege gestopt ({what}). Een deel is nieuw en een deel is oud. "
                                "Sluit programma's die de bestanden gebruiken en geef de opdracht nog een keer: dan wordt het afgemaakt.") from error
        disk.remove_folder(place)
        raise HandbookError(f"Het schrijven in {folder} lukt niet ({what}). Er is niets veranderd.") from error
    _finish(folder, place, keep, disk)


def recover(folder: Path, area: str, *, disk: Disk = DISK) -> bool:
    """Finish what an earlier run left half done, and remove what it left behind; True when something was finished.

    A file that somebody changed in between is left as it is. Raises HandbookError when the disk still refuses.
    """
    place = folder / area
    if not place.is_dir() or place.is_symlink():
        return False
    read = _read_journal(folder, place)
    if read is None:
        disk.remove_folder(place)
        return False
    steps, keep = read
    try:
        _carry_out(folder, place, [step for step in steps if _digest_of(folder / step.path) == step.old], disk)
    except OSError as error:
        raise HandbookError(f"Een eerdere keer is het schrijven in {folder} halverwege gestopt. Het afmaken lukt nog niet "
                            f"({_named(error, folder)}). Sluit programma's die de bestanden gebruiken en probeer het opnieuw.") from error
    _finish(folder, place, keep, disk)
    return True


def inside(folder: Path, path: str) -> bool:
    """True when a relative path stays in the folder, also through the links that are there."""
    pure = PurePosixPath(path.replace("\\", "/"))
    if not path or pure.is_absolute() or ".." in pure.parts or ":" in pure.parts[0]:
        return False
    try:
        return (folder / pure).resolve().is_relative_to(folder.resolve())
    except (OSError, RuntimeError, ValueError):
        return False


def _check(folder: Path, changes: Sequence[Change]) -> None:
    """Refuse at once what cannot succeed: a folder where a file must come, or a place outside."""
    for change in changes:
        target = folder / change.path
        if not inside(folder, change.path):
            raise HandbookError(f"{change.path} ligt niet in {folder}. Er is niets veranderd.")
        if target.is_dir():
            raise HandbookError(f"Op de plaats van {target} staat een map. Hernoem of verplaats die map. Er is niets veranderd.")
        above = next((p for p in target.parents if p != folder and p.is_relative_to(folder) and p.exists() and not p.is_dir()), None)
        if above:
            raise HandbookError(f"{above} is een bestand, maar daar hoort een map. Hernoem of verplaats het. Er is niets veranderd.")


def _make_private(place: Path, disk: Disk) -> None:
    disk.make_folder(place)
    for private in (place, *(above for above in (place.parent,) if above.name.startswith("."))):
        with contextlib.suppress(OSError):
            private.chmod(_PRIVATE)


def _stage(folder: Path, place: Path, changes: Sequence[Change], disk: Disk) -> list[_Step]:
    steps, old = [], {}
    for number, change in enumerate(changes):
        target = folder / change.path
        with contextlib.suppress(FileNotFoundError, NotADirectoryError):
            old[change.path] = read_file(target)
        if change.data is None and change.path not in old:
            continue
        mode = permissions(target) if change.path in old else change.mode
        staged = ""
        if change.data is not None:
            staged = f"{number:04}"
            disk.write(place / staged, change.data, mode)
        steps.append(_Step(change.path, staged, digest(old[change.path]) if change.path in old else "",
                           digest(change.data) if change.data is not None else "", mode))
    members: dict[str, str | bytes] = {_FILES + path: data for path, data in old.items()}
    members[_STEPS] = json.dumps({step.path: [step.old, step.new, step.mode] for step in steps})
    disk.write(place / OLD, zip_bytes(members), OWNER_ONLY)
    return steps


def _carry_out(folder: Path, place: Path, steps: Sequence[_Step], disk: Disk) -> None:
    for step in steps:
        target = folder / step.path
        if step.staged:
            if (place / step.staged).exists():
                disk.make_folder(target.parent)
                replace_patiently(place / step.staged, target, disk)
        elif target.is_file():
            disk.unlink(target)
            _prune(folder, target.parent)


def _put_back(folder: Path, place: Path, steps: Sequence[_Step], disk: Disk) -> bool:
    """Undo the renames that were made; True when that worked."""
    try:
        old = read_earlier(read_file(place / OLD)).files
        for step in reversed(steps):
            target = folder / step.path
            if _digest_of(target) == step.old:
                continue
            if step.old:
                write_atomic(target, old[step.path], mode=step.mode, disk=disk)
            elif target.is_file():
                disk.unlink(target)
                _prune(folder, target.parent)
        disk.unlink(place / JOURNAL)
    except (OSError, KeyError, ValueError):
        return False
    return True


def _finish(folder: Path, place: Path, keep: str, disk: Disk) -> None:
    """Keep the old files where asked, drop the journal; failing at this costs nothing but a leftover for the next run."""
    try:
        if keep and inside(folder, keep) and (place / OLD).is_file():
            _make_private((folder / keep).parent, disk)
            replace_patiently(place / OLD, folder / keep, disk)
        disk.unlink(place / JOURNAL)
    except OSError:
        return
    disk.remove_folder(place)


def _read_journal(folder: Path, place: Path) -> tuple[list[_Step], str] | None:
    try:
        raw = json.loads(read_file(place / JOURNAL).decode("utf-8"))
        steps = [_Step(str(s["path"]), str(s["staged"]), str(s["old"]), str(s["new"]), s["mode"] if isinstance(s["mode"], int) else None)
                 for s in raw["steps"]]
        keep = str(raw["keep"])
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return [step for step in steps if inside(folder, step.path)], keep


def _digest_of(path: Path) -> str:
    try:
        return digest(read_file(path))
    except OSError:
        return ""


def _named(error: OSError, folder: Path) -> str:
    name = error.filename2 or error.filename
    if not name:
        return reason(error)
    path = Path(str(name))
    shown = path.relative_to(folder).as_posix() if path.is_relative_to(folder) else path.name
    return f"{shown}: {reason(error)}"


def _prune(folder: Path, directory: Path) -> None:
    """Remove folders that became empty, up to `folder`."""
    with contextlib.suppress(OSError):
        while directory != folder:
            directory.rmdir()  # refused where something is left in it
            directory = directory.parent


@dataclass(frozen=True)
class Earlier:
    """What a change replaced: the old files, per path the digests before and after ("" is: no file), and the permissions."""

    files: dict[str, bytes]
    digests: dict[str, tuple[str, str]]
    modes: dict[str, int]


def read_earlier(zipped: bytes) -> Earlier:
    """Return what a change replaced, from the zip that it kept; raises ValueError when it is none."""
    members = read_zip(zipped)
    try:
        steps = json.loads(members[_STEPS])
        digests = {str(path): (str(old), str(new)) for path, (old, new, *_) in steps.items()}
        modes = {str(path): step[2] & 0o777 for path, step in steps.items() if len(step) > 2 and isinstance(step[2], int)}
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError("geen stappen") from error
    return Earlier({name.removeprefix(_FILES): data for name, data in members.items() if name.startswith(_FILES)}, digests, modes)
