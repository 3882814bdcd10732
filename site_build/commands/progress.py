"""How far a command is: a line on a terminal, for who waits longer than two seconds."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TextIO

PATIENCE = 2.0  # seconds without a word


class Progress:
    """Call it with how much is done and how much there is. It says nothing where nobody looks: in a file, in another program."""

    def __init__(self, stream: TextIO, words: str, clock: Callable[[], float] = time.monotonic) -> None:
        """`words` has places for both numbers: `Bezig: {done} van {total} controles.`"""
        self._stream, self._words, self._clock = stream, words, clock
        self._begun, self._wide = clock(), 0

    def __call__(self, done: int, total: int) -> None:
        """Say how far it is, on the same line as before; at the end the line goes."""
        if not self._stream.isatty() or self._clock() - self._begun < PATIENCE:
            return
        line = "" if done == total else self._words.format(done=done, total=total)
        self._stream.write("\r" + line.ljust(self._wide) + ("" if line else "\r"))
        self._stream.flush()
        self._wide = len(line)
