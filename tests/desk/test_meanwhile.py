"""Work in a second process: the same outcome as here, whatever becomes of that process."""

from __future__ import annotations

import multiprocessing
import os
import threading
import time

import pytest

from site_build.desk import meanwhile
from site_build.desk.meanwhile import Meanwhile
from site_build.errors import Place, Problem

FOUND = [Problem(Place("guide/x.md", 3, 1), "code", "Er is iets.", "Doe iets.")]
HERE = os.getpid()


def in_the_copy_only(act: object) -> list[Problem]:
    if os.getpid() != HERE and callable(act):
        act()
    return FOUND


@pytest.mark.parametrize("copy", [True, False])
def test_the_outcome_is_the_same_with_and_without_a_copy(copy: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(meanwhile, "_may_copy", lambda: copy)
    assert Meanwhile(lambda: FOUND).outcome() == FOUND


@pytest.mark.parametrize("act", [lambda: os._exit(3), lambda: os.kill(os.getpid(), 9)])
def test_a_copy_that_ends_without_a_word_is_made_good_here(act: object, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(meanwhile, "_may_copy", lambda: True)
    assert Meanwhile(lambda: in_the_copy_only(act)).outcome() == FOUND


def test_what_nobody_asks_for_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(meanwhile, "_may_copy", lambda: True)
    trial = Meanwhile(lambda: in_the_copy_only(lambda: time.sleep(60)))
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
