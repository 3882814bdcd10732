"""How far a command is: on a terminal, after two seconds, and gone at the end."""

from __future__ import annotations

import io

import pytest

from site_build.commands.progress import Progress


class Terminal(io.StringIO):
    """A stream at which somebody looks."""

    def isatty(self) -> bool:
        return True


def said(stream: io.StringIO, seconds: list[float], calls: list[tuple[int, int]]) -> str:
    clock = iter([0.0, *seconds])
    far = Progress(stream, "Bezig: {done} van {total}.", lambda: next(clock))
    for done, total in calls:
        far(done, total)
    return stream.getvalue()


CALLS = [(1, 10), (9, 10), (10, 10)]


@pytest.mark.parametrize(("stream", "seconds", "expected"), [
    (Terminal(), [1.0, 1.5, 1.9], ""),
    (Terminal(), [1.0, 2.5, 3.0], "\rBezig: 9 van 10.\r                \r"),
    (Terminal(), [2.0, 2.5, 3.0], "\rBezig: 1 van 10.\rBezig: 9 van 10.\r                \r"),
    (io.StringIO(), [5.0, 6.0, 7.0], ""),
])
def test_it_speaks_after_two_seconds_on_a_terminal_and_leaves_nothing(stream: io.StringIO, seconds: list[float], expected: str) -> None:
    assert said(stream, seconds, CALLS) == expected
