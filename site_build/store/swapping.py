"""A whole folder made aside and then put in place, so that what was there stays until the new one is whole."""

from __future__ import annotations

import shutil
from pathlib import Path

from site_build.disk import DISK, Disk, replace_patiently

_NEW, _OLD = ".{}-nieuw", ".{}-oud"


def fresh_folder(target: Path, disk: Disk = DISK) -> Path:
    """Return an empty folder beside `target`; what an earlier run left there is removed. Raises OSError."""
    fresh, old = _beside(target, _NEW), _beside(target, _OLD)
    disk.remove_folder(fresh)
    if old.is_dir() and not target.exists():  # an earlier run stopped between the two renames
        replace_patiently(old, target, disk)
    disk.remove_folder(old)
    disk.make_folder(fresh)
    return fresh


def put_in_place(fresh: Path, target: Path, disk: Disk = DISK) -> None:
    """Put `fresh` in the place of `target`; hidden files of `target` (.git, .nojekyll) go along. Raises OSError."""
    old = _beside(target, _OLD)
    if not target.exists():
        replace_patiently(fresh, target, disk)
        return
    for hidden in target.iterdir():
        if hidden.name.startswith(".") and not (fresh / hidden.name).exists():
            if hidden.is_dir() and not hidden.is_symlink():
                shutil.copytree(hidden, fresh / hidden.name, symlinks=True)
            else:
                shutil.copy2(hidden, fresh / hidden.name, follow_symlinks=False)
    replace_patiently(target, old, disk)
    try:
        replace_patiently(fresh, target, disk)
    except OSError:
        replace_patiently(old, target, disk)
        raise
    disk.remove_folder(old)


def _beside(target: Path, form: str) -> Path:
    return target.with_name(form.format(target.name))
