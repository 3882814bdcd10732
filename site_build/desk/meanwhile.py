"""Work that goes on in a second process while the first goes on with the rest: where the machine has a second core for it."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable
from multiprocessing.connection import Connection

from site_build.errors import Problem

Work = Callable[[], list[Problem]]


class Meanwhile:
    """Finds problems in a copy of this process, begun at once; where that cannot be, here, when the outcome is asked for."""

    def __init__(self, work: Work) -> None:
        self._work = work
        self._found: Connection | None = None
        if _may_copy():
            copies = multiprocessing.get_context("fork")
            self._found, there = copies.Pipe(duplex=False)
            self._process = copies.Process(target=_do, args=(work, there), daemon=True)
            self._process.start()
            there.close()  # so that the end of the copy is the end of the pipe

    def outcome(self) -> list[Problem]:
        """Wait for the problems that were found."""
        if self._found is None:
            return self._work()
        try:
            found: list[Problem] = self._found.recv()
        except EOFError:  # the copy ended without a word, perhaps for want of memory
            return self._work()
        finally:
            self._process.join()
        return found

    def drop(self) -> None:
        """Stop: nobody asks for the outcome any more."""
        if self._found is not None:
            self._process.kill()
            self._process.join()


def _may_copy() -> bool:
    """A process with threads cannot be copied safely, macOS advises against it, and with one core nothing is gained."""
    return sys.platform == "linux" and threading.active_count() == 1 and len(os.sched_getaffinity(0)) > 1


def _do(work: Work, there: Connection) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # who stops the first process stops this one: it is its daemon
    with contextlib.suppress(OSError):  # the first process has gone
        there.send(work())
