"""Files that we make for people to take away (exports): made again, but never over what somebody filled in."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path, PurePosixPath

from site_build.disk import DISK, Disk, is_same, read_file
from site_build.errors import HandbookError
from site_build.store.journal import inside, recover
from site_build.store.tree import apply

RECORD = ".gemaakt.json"  # digests of what was made, to see later whether somebody changed it
AREA = ".schrijven"


class Outputs:
    """One folder of exports. A file is ours while its digest is in the record; another one is left alone."""

    def __init__(self, folder: Path, *, edition: str = "", disk: Disk = DISK) -> None:
        """Open the folder; `edition` says whose files these are, so that two editions never mix.

        Raises HandbookError when the folder cannot be made, or holds the files of another edition.
        """
        self.folder, self._disk = folder, disk
        try:
            disk.make_folder(folder)
        except OSError:
            raise HandbookError(f"De map {folder} kan niet worden gemaakt. Is het een bestand, of is de schijf vol?") from None
        recover(folder, AREA, disk=disk)
        self._made, made_for = _read(folder / RECORD)
        if edition and made_for and made_for != edition:
            raise HandbookError(f"In {folder} staan bestanden van een andere uitgave. Kies een andere map, anders raken de uitgaven door elkaar.")
        self._edition = edition or made_for

    def put(self, name: str, data: bytes) -> tuple[str, bool]:
        """Write one file and return the name it got, and whether an earlier one was left because somebody changed it."""
        free = next(candidate for candidate in _names(name) if self._is_ours(candidate))
        if not inside(self.folder, free):
            raise HandbookError(f"{free} ligt niet in {self.folder}.")

        def describe(digests: Mapping[str, str]) -> Mapping[str, bytes]:
            self._made = {**self._made, **digests}
            record = {"edition": self._edition, "files": self._made}
            return {RECORD: (json.dumps(record, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()}

        only = {free: self._made[free]} if free in self._made else {}
        apply(self.folder, {free: data}, only, settle=_leave, describe=describe, area=AREA, disk=self._disk)
        return free, free != name

    def _is_ours(self, name: str) -> bool:
        target = self.folder / name
        if target.is_symlink() or target.is_dir():
            return False
        if not target.exists():
            return True
        try:
            return name in self._made and is_same(read_file(target), self._made[name])
        except OSError:
            return False


def _leave(path: str, current: bytes, new: bytes) -> Mapping[str, bytes]:
    raise HandbookError(f"{path} is intussen veranderd. Er is niets geschreven.")


def _names(name: str) -> list[str]:
    """The name itself, and where the new file goes when that one is taken: -nieuw, -nieuw-2, …"""
    pure = PurePosixPath(name)
    numbered = ["-nieuw", *(f"-nieuw-{number}" for number in range(2, 1000))]
    return [name, *(pure.with_name(f"{pure.stem}{ending}{pure.suffix}").as_posix() for ending in numbered)]


def _read(path: Path) -> tuple[dict[str, str], str]:
    """Return digests and edition of the record; the first edition kept only digests."""
    try:
        raw = json.loads(read_file(path).decode("utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}, ""
    if not isinstance(raw, dict):
        return {}, ""
    files = raw.get("files", raw)
    digests = {key: value for key, value in files.items() if isinstance(value, str)} if isinstance(files, dict) else {}
    return digests, raw["edition"] if isinstance(raw.get("edition"), str) and "files" in raw else ""
