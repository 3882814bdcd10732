"""What builds replaced, so that the last ten can be undone, and undoing undone as well."""

from __future__ import annotations

import contextlib
import re
from pathlib import Path

from site_build.disk import DISK, Disk
from site_build.store.folders import STATE

PAST, FUTURE = f"{STATE}/geschiedenis", f"{STATE}/geschiedenis/ongedaan"
KEEP = 10  # builds
MAX_BYTES = 60_000_000  # of all together; the oldest go first
_NAME = re.compile(r"\d{6}\.zip")


def entries(folder: Path, place: str = PAST) -> list[Path]:
    """Return what was kept, the oldest first."""
    with contextlib.suppress(OSError):
        return sorted(path for path in (folder / place).iterdir() if _NAME.fullmatch(path.name) and path.is_file() and not path.is_symlink())
    return []


def next_name(folder: Path, place: str = PAST) -> str:
    """Return the name for what the next build replaces."""
    last = max((int(path.stem) for path in entries(folder, place)), default=0)
    return f"{place}/{last + 1:06}.zip"


def forget_undone(folder: Path, disk: Disk = DISK) -> None:
    """After a new build there is nothing to go forward to."""
    for path in entries(folder, FUTURE):
        with contextlib.suppress(OSError):
            disk.unlink(path)


def tidy(folder: Path, disk: Disk = DISK) -> None:
    """Remove what is too old or too much; what cannot be removed stays until the next time."""
    kept, size = entries(folder), 0
    for number, path in enumerate(reversed(kept)):
        size += path.stat().st_size
        if number >= KEEP or size > MAX_BYTES and number:
            with contextlib.suppress(OSError):
                disk.unlink(path)
