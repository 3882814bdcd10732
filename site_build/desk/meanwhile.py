"""Work shared with a second process: where the machine has a second core for it.

The second process begins at once; this one takes its part of what is left when it asks for the outcome, so that neither waits
for the other. What is to be done next is a pipe with a sign for each piece: who reads a sign does that piece, and nobody else can.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable, Sequence
from multiprocessing.connection import Connection

from site_build.errors import Problem

Work = Callable[[], list[Problem]]


class Meanwhile:
    """Finds problems in a copy of this process, begun at once, and here; where there can be no copy, here, when the outcome is asked for."""

    def __init__(self, works: Sequence[Work]) -> None:
        """Begin with the first; at most 255 pieces of work."""
        self._works = works
        self._found: Connection | None = None
        if works and _may_copy():
            copies = multiprocessing.get_context("fork")
            self._next, signs = os.pipe()
            os.write(signs, bytes(range(len(works))))
            os.close(signs)  # so that the last sign is the end of the pipe
            self._found, there = copies.Pipe(duplex=False)
            self._process = copies.Process(target=_do, args=(works, self._next, there), daemon=True)
            self._process.start()
            there.close()  # so that the end of the copy is the end of this pipe

    def outcome(self) -> list[Problem]:
        """Do what nobody began, and wait for what the copy found; return it in the order of the work."""
        if self._found is None:
            return [problem for work in self._works for problem in work()]
        here = _found(self._works, self._next)
        os.close(self._next)
        try:
            there: dict[int, list[Problem]] = self._found.recv()
        except EOFError:  # the copy ended without a word, perhaps for want of memory
            there = {}
        finally:
            self._process.join()
        done = {**here, **there}
        return [problem for number, work in enumerate(self._works) for problem in (done[number] if number in done else work())]

    def drop(self) -> None:
        """Stop: nobody asks for the outcome any more."""
        if self._found is not None:
            os.close(self._next)
            self._process.kill()
            self._process.join()


def _found(works: Sequence[Work], signs: int) -> dict[int, list[Problem]]:
    """Do work after work, as long as there is some that nobody began."""
    found = {}
    while sign := os.read(signs, 1):
        found[sign[0]] = works[sign[0]]()
    return found


def _may_copy() -> bool:
    """A process with threads cannot be copied safely, macOS advises against it, and with one core nothing is gained."""
    return sys.platform == "linux" and threading.active_count() == 1 and len(os.sched_getaffinity(0)) > 1


def _do(works: Sequence[Work], signs: int, there: Connection) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # who stops the first process stops this one: it is its daemon
    with contextlib.suppress(OSError):  # the first process has gone
        there.send(_found(works, signs))
