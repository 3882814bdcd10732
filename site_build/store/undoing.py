"""Back one build, and forward again. What a person wrote since then stays: it is put together with the older text."""

from __future__ import annotations

import contextlib
from pathlib import Path

from site_build.disk import DISK, Disk, digest, read_file
from site_build.errors import UsageError
from site_build.store.folders import STATE
from site_build.store.history import FUTURE, PAST, entries, next_name
from site_build.store.journal import Change, Earlier, commit, read_earlier
from site_build.store.locking import only_one
from site_build.store.manifest import AREA, MANIFEST, read_manifest
from site_build.store.merge import merge
from site_build.store.state import as_text, read_bytes


def undo(folder: Path, disk: Disk = DISK) -> list[str]:
    """Go back one build; return in Dutch what happened. Raises UsageError when there is nothing to go back to."""
    with only_one(folder):
        return _step(folder, PAST, FUTURE, "Er is geen eerdere versie om naar terug te gaan.", disk)


def redo(folder: Path, disk: Disk = DISK) -> list[str]:
    """Undo an undo; return in Dutch what happened. Raises UsageError when nothing was undone since the last build."""
    with only_one(folder):
        return _step(folder, FUTURE, PAST, "Er is niets teruggedraaid sinds u het handboek voor het laatst maakte.", disk)


def _step(folder: Path, taken: str, put: str, nothing: str, disk: Disk) -> list[str]:
    read_manifest(folder)
    kept = entries(folder, taken)
    if not kept:
        raise UsageError(nothing)
    try:
        earlier = read_earlier(read_file(kept[-1]))
    except (OSError, ValueError):
        raise UsageError(f"De bewaarde versie {kept[-1]} is beschadigd. Haal dat bestand weg; dan gaat u naar de versie daarvoor.") from None
    changes, lines = _changes(folder, earlier)
    commit(folder, AREA, changes, keep=next_name(folder, put), disk=disk)
    with contextlib.suppress(OSError):
        disk.unlink(kept[-1])
    return lines


def _changes(folder: Path, earlier: Earlier) -> tuple[list[Change], list[str]]:
    """Return what puts the earlier files back; a file that was changed since is merged, or left."""
    changes, lines, count = [], [], 0
    for path, (_, new) in sorted(earlier.digests.items(), key=lambda item: (item[0] == MANIFEST, item[0])):
        current, before = read_bytes(folder / path), earlier.files.get(path)
        ours = path.startswith(f"{STATE}/") or (digest(current) if current is not None else "") == new
        if not ours and current is not None:
            kept = _together(folder, path, current, before)
            if kept is None:
                lines.append(f"{path} hebt u sindsdien zelf veranderd. Dat bestand is zo gelaten.")
                continue
            lines.append(f"{path} hebt u sindsdien zelf veranderd. Uw tekst is samengevoegd met de oudere.")
            before = kept
        if before != current:
            count += not path.startswith(f"{STATE}/")
            changes.append(Change(path, before, earlier.modes.get(path)))
    return changes, [f"Teruggezet: {count} {'bestand' if count == 1 else 'bestanden'}.", *lines]


def _together(folder: Path, path: str, current: bytes, before: bytes | None) -> bytes | None:
    """Put a page that was changed since together with its older text; None when that cannot be without a choice."""
    base = _base(folder, path)
    mine, older = as_text(current), as_text(before) if before is not None else None
    if not path.endswith(".md") or base is None or mine is None or older is None:
        return None
    outcome = merge(base, mine, older)
    return None if outcome.clashes else outcome.text.encode()


def _base(folder: Path, path: str) -> str | None:
    from site_build.store.state import read_state

    return read_state(folder).base_text(path)
