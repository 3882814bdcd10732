"""Work in a second process: the same outcome as here, whatever becomes of that process."""

from __future__ import annotations

import functools
import multiprocessing
import os
import threading
import time
from pathlib import Path

import pytest

from site_build.desk import meanwhile
from site_build.desk.meanwhile import Meanwhile
from site_build.errors import Place, Problem

FOUND = [Problem(Place("guide/x.md", 3, 1), "code", "Er is iets.", "Doe iets.")]
HERE = os.getpid()


def found_at(line: int) -> list[Problem]:
    time.sleep(0.002)
    return [Problem(Place("guide/x.md", line, 1), "code", "Er is iets.", "Doe iets.")] * (line % 3)


def in_the_copy_only(act: object) -> list[Problem]:
    if os.getpid() != HERE and callable(act):
        act()
    return FOUND


@pytest.mark.parametrize("copy", [True, False])
def test_the_outcome_is_the_same_with_and_without_a_copy(copy: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(meanwhile, "_may_copy", lambda: copy)
    works = [functools.partial(found_at, number) for number in range(20)]
    assert Meanwhile(works).outcome() == [problem for work in works for problem in work()]


@pytest.mark.parametrize("act", [lambda: os._exit(3), lambda: os.kill(os.getpid(), 9)])
def test_a_copy_that_ends_without_a_word_is_made_good_here(act: object, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(meanwhile, "_may_copy", lambda: True)
    assert Meanwhile([lambda: in_the_copy_only(act), lambda: FOUND]).outcome() == [*FOUND, *FOUND]


def test_what_nobody_asks_for_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(meanwhile, "_may_copy", lambda: True)
    trial = Meanwhile([lambda: in_the_copy_only(lambda: time.sleep(60))])
    trial.drop()
    assert not multiprocessing.active_children()


def test_a_process_with_threads_is_not_copied() -> None:
    go = threading.Event()
    other = threading.Thread(target=go.wait, args=(60,))
    other.start()
    try:
        assert not meanwhile._may_copy()
    finally:
        go.set()
        other.join()


def test_each_piece_is_done_once_and_both_processes_do_some(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(meanwhile, "_may_copy", lambda: True)

    def mark(number: int) -> list[Problem]:
        (tmp_path / f"{number}-{os.getpid()}").touch(exist_ok=False)
        deadline = time.monotonic() + 10
        while number < 2 and len({path.name.split("-")[1] for path in tmp_path.iterdir()}) < 2 and time.monotonic() < deadline:
            time.sleep(0.005)  # the first two wait for each other: they are done in two processes
        return []

    Meanwhile([functools.partial(mark, number) for number in range(9)]).outcome()
    done = sorted(path.name.split("-") for path in tmp_path.iterdir())
    assert [number for number, _ in done] == [str(number) for number in range(9)] and len({process for _, process in done}) == 2
