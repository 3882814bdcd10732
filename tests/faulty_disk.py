"""A disk that refuses, or dies, at a step of one's choice: what a test of writing needs."""

from __future__ import annotations

import errno
from pathlib import Path
from typing import Any

from site_build.disk import Disk


class Killed(BaseException):
    """The process ended here: nothing of ours runs any more, so nothing is caught or cleaned up either."""


class FaultyDisk(Disk):
    """Counts the steps; step `fail` is refused (`for_good`: and every later one), step `kill` is the last."""

    def __init__(self, *, fail: int = 0, kill: int = 0, held: int = 0, for_good: bool = False) -> None:
        self.count, self.waited, self._dead = 0, 0, False
        self._fail, self._kill, self._held, self._for_good = fail, kill, held, for_good

    def _step(self) -> None:
        if self._dead:
            raise Killed
        self.count += 1
        if self.count == self._kill:
            self._dead = True
            raise Killed
        if self.count == self._fail or self._for_good and self._fail and self.count > self._fail:
            raise OSError(errno.ENOSPC, "No space left on device")

    def write(self, path: Path, data: bytes, mode: int | None = None) -> None:
        if self.count + 1 == self._kill:
            path.write_bytes(data[: len(data) // 2])  # half a file, as a crash leaves it
        self._step()
        super().write(path, data, mode)

    def replace(self, source: Path, target: Path) -> None:
        if self._held:
            self._held -= 1
            raise PermissionError(errno.EACCES, "held", str(target))
        self._step()
        super().replace(source, target)

    def unlink(self, path: Path) -> None:
        self._step()
        super().unlink(path)

    def make_folder(self, path: Path) -> None:
        if not path.is_dir():
            self._step()
        super().make_folder(path)

    def remove_folder(self, path: Path) -> None:
        if self._dead:
            raise Killed
        if path.exists() and self.count + 1 == self._kill:
            for file in list(path.iterdir())[::2]:
                file.unlink()
        try:
            if path.exists():
                self._step()
        except OSError:
            return
        super().remove_folder(path)

    def wait(self, seconds: float) -> None:
        self.waited += 1


def contents(folder: Path, *leave: str) -> dict[str, bytes]:
    """Return every file in a folder with its bytes, but for the history and what `leave` names."""
    found: dict[str, Any] = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_file() and not name.startswith((".handreiking/geschiedenis", *leave)):
            found[name] = path.read_bytes()
    return found
