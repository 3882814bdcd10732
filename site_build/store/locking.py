"""One at a time: who changes a handbook keeps a lock that the system takes away when the program ends, however it ends."""

from __future__ import annotations

import contextlib
import getpass
import importlib
import os
import platform
from collections.abc import Iterator
from pathlib import Path

from site_build.errors import UsageError
from site_build.store.folders import STATE

LOCK = f"{STATE}/bezig"
_FAR = 1_000_000  # Windows locks bytes, and locked bytes cannot be read: lock one that is not there


@contextlib.contextmanager
def only_one(folder: Path) -> Iterator[None]:
    """Hold the handbook's lock; raises UsageError that says who has it when somebody else does."""
    path = folder / LOCK
    if not path.parent.is_dir():
        yield
        return
    descriptor = _held(path, folder)
    try:
        yield
    finally:
        if descriptor is not None:
            with contextlib.suppress(OSError):
                path.unlink()
            os.close(descriptor)


def _held(path: Path, folder: Path) -> int | None:
    for _ in range(20):
        try:
            descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        except OSError:
            return None  # a folder where nothing can be written is told by who writes
        if not _lock(descriptor):
            who = os.pread(descriptor, 200, 0).decode("utf-8", "replace") if hasattr(os, "pread") else ""
            os.close(descriptor)
            raise UsageError(f"Er is al een opdracht bezig met {folder}{f' (van {who})' if who else ''}. Wacht tot die klaar is en probeer het opnieuw.")
        with contextlib.suppress(OSError):
            if os.fstat(descriptor).st_ino == path.stat().st_ino:  # else the other one removed the file just now
                os.ftruncate(descriptor, 0)
                os.write(descriptor, _me().encode())
                return descriptor
        os.close(descriptor)
    return None


def _lock(descriptor: int) -> bool:
    """True when the lock is ours; also where the system knows no locks (a browser)."""
    try:
        system = importlib.import_module("fcntl")
        system.flock(descriptor, system.LOCK_EX | system.LOCK_NB)
    except ImportError:
        return _lock_on_windows(descriptor)
    except BlockingIOError:
        return False
    except OSError:  # a network drive without locks
        return True
    return True


def _lock_on_windows(descriptor: int) -> bool:
    try:
        system = importlib.import_module("msvcrt")
    except ImportError:
        return True
    try:
        os.lseek(descriptor, _FAR, os.SEEK_SET)
        system.locking(descriptor, system.LK_NBLCK, 1)
    except OSError:
        return False
    finally:
        os.lseek(descriptor, 0, os.SEEK_SET)
    return True


def _me() -> str:
    try:
        name = getpass.getuser()
    except (KeyError, OSError, ImportError):
        name = "iemand"
    return f"{name}, op {platform.node() or 'deze computer'}, opdracht {os.getpid()}"
