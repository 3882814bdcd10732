"""The only place that writes a tree of files, and that knows which of them are still ours.

A file is ours as long as its text is what we made (line ends do not count). Ours is replaced; what somebody
changed is settled by whoever asks (`Settle`): left, merged, or with the new one beside it. A file that no
longer applies is removed only when nobody changed it. All changes are one change (`journal`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from site_build.disk import DISK, OWNER_ONLY, Disk, digest, is_same, permissions, read_file, write_text
from site_build.store.folders import STATE, check_new_folder
from site_build.store.journal import Change, commit, inside, recover
from site_build.store.manifest import AREA, read_manifest

__all__ = ["STATE", "Describe", "Report", "Settle", "apply", "check_new_folder", "is_changed", "read_manifest", "write_file"]

# What to do with a file that somebody changed: (path, what is there, what we made now) -> files to write, by path.
Settle = Callable[[str, bytes, bytes], Mapping[str, bytes]]
# What describes the tree and is written last: the digests of everything we made -> files to write, by path.
Describe = Callable[[Mapping[str, str]], Mapping[str, bytes | None]]


_NAMED = 10  # files that one line of the report names


@dataclass
class Report:
    """What a build did with each file (paths in the project)."""

    written: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)  # changed by hand: left as it is
    removed: list[str] = field(default_factory=list)
    orphaned: list[str] = field(default_factory=list)  # no longer applies, but changed by hand: left
    changes: list[str] = field(default_factory=list)  # every file that was written or removed
    outside: list[str] = field(default_factory=list)  # links that lead outside the folder: not followed
    merged: list[str] = field(default_factory=list)  # changed by hand, and put together with the new text
    edited: list[str] = field(default_factory=list)  # changed by hand, and there was nothing new
    meaning: list[str] = field(default_factory=list)  # what changed for the municipality, and by which answer
    open: int = 0  # how many choices wait
    folder: Path = Path()
    dry: bool = False  # it was only looked at
    notes: list[str] = field(default_factory=list)  # what a person did with pages, and what became of it
    messages: list[str] = field(default_factory=list)  # what else the maker should know

    def lines(self) -> list[str]:
        """Return the report in Dutch."""
        lines = [f"{self._files(self.written)} geschreven, {len(self.unchanged)} {'is' if len(self.unchanged) == 1 else 'zijn'} al goed."]
        if self.removed:
            lines.append(f"{self._files(self.removed)} verwijderd, want {'het geldt' if len(self.removed) == 1 else 'ze gelden'} niet meer.")
        return lines + self.meaning + self.remarks()

    def _files(self, which: list[str]) -> str:
        one = len(which) == 1
        does = f" {'wordt' if one else 'worden'} dan" if self.dry else ""
        return f"{len(which)} {'bestand' if one else 'bestanden'}{does}"

    def remarks(self) -> list[str]:
        """Return, in Dutch, what somebody has to know or do: everything but the counts."""
        lines = [f"{path}: uw tekst en de nieuwe tekst zijn samengevoegd." for path in self.merged]
        if self.edited:
            more = f", en nog {len(self.edited) - _NAMED}" if len(self.edited) > _NAMED else ""
            lines.append(f"Zelf veranderd en zo gelaten: {', '.join(self.edited[:_NAMED])}{more}.")
        lines += [f"{path} geldt niet meer, maar u hebt het zelf veranderd. Het staat er nog, en niet meer in de website." for path in self.orphaned]
        lines += self.notes
        if self.open:
            lines.append(f"{'Er wacht 1 keuze' if self.open == 1 else f'Er wachten {self.open} keuzes'} op u. "
                         f"Lees '{self.folder / 'Nog te kiezen.md'}', en kies met: handreiking choose {self.folder}")
        lines += [f"{path} is een verwijzing naar een plek buiten deze map. Daar schrijven wij niet." for path in self.outside]
        return lines + self.messages


def apply(folder: Path, files: Mapping[str, bytes], previous: Mapping[str, str], *, settle: Settle, describe: Describe,
          stands: Mapping[str, str] | None = None, area: str = AREA, keep: str = "", dry: bool = False, disk: Disk = DISK) -> Report:
    """Put `files` in `folder` as one change and say what happened with each.

    `previous` are the digests of what we made last time; `stands` says of a file that gets another name where it stands
    now; `keep` is where the replaced files are kept for undo.
    Raises HandbookError when the disk refuses; what it says about the folder is true.
    """
    if not dry:
        recover(folder, area, disk=disk)
    report = Report(folder=folder, dry=dry)
    changes: dict[str, bytes | None] = {}
    modes: dict[str, int | None] = {}
    for path, data in files.items():
        place = (stands or {}).get(path, path)
        target = folder / place
        if not inside(folder, path) or not inside(folder, place):
            report.outside.append(path)
        elif not target.is_file():
            report.written.append(path)
            changes[path] = data
        elif place == path and ((current := read_file(target)) == data or digest(current) == digest(data)):
            report.unchanged.append(path)
        elif place != path:
            current, changes[place], modes[path] = read_file(target), None, permissions(target)
            ours = is_same(current, previous.get(path, "")) or digest(current) == digest(data)
            (report.written if ours else report.kept).append(path)
            changes[path] = data if ours else settle(path, current, data).get(path, current)
        elif path in previous and is_same(current, previous[path]):
            report.written.append(path)
            changes[path] = data
        else:
            report.kept.append(path)
            changes.update(settle(path, current, data))
    for path, known in previous.items():
        if path not in files and inside(folder, path) and (folder / path).is_file():
            if is_changed(folder / path, known):
                report.orphaned.append(path)
            else:
                report.removed.append(path)
                changes[path] = None
    last = describe({path: digest(data) for path, data in files.items()})
    everything = [*sorted(changes.items()), *last.items()]
    wanted = [Change(path, data, modes.get(path, _mode(path))) for path, data in everything if _differs(folder / path, data)]
    report.changes = [change.path for change in wanted]
    if wanted and not dry:
        commit(folder, area, wanted, keep=keep, disk=disk)
    return report


def write_file(path: Path, text: str) -> None:
    """Write one file of our own beside its place and rename it; raises HandbookError."""
    write_text(path, text)


def is_changed(path: Path, known: str) -> bool:
    """Return True when a file is there and is no longer what `known` says; an unreadable one counts as changed."""
    try:
        return path.is_file() and not is_same(read_file(path), known)
    except OSError:
        return True


def _mode(path: str) -> int | None:
    return OWNER_ONLY if path.startswith(f"{STATE}/") or path == "antwoorden.yml" else None


def _differs(path: Path, data: bytes | None) -> bool:
    try:
        current = read_file(path)
    except OSError:
        return data is not None or path.exists()
    return current != data
