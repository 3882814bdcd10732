"""What is made once of a content goes with it."""

from __future__ import annotations

import dataclasses
import gc
import pickle
import weakref
from pathlib import Path

from site_build.content.keeping import kept
from site_build.content.model import Content
from tests.builders import make_content


def holding(content: Content) -> list[Content]:
    return [content]


def test_it_is_made_once_for_each_content(tmp_path: Path) -> None:
    content = make_content(tmp_path)
    other = dataclasses.replace(content, home="elders")
    assert kept(content, holding) is kept(content, holding)
    assert kept(other, holding)[0] is other
    assert other == dataclasses.replace(content)


def test_it_does_not_keep_the_content_from_going_though_it_holds_it(tmp_path: Path) -> None:
    content = make_content(tmp_path)
    kept(content, holding)
    gone = weakref.ref(content)
    del content
    gc.collect()
    assert gone() is None


def test_it_stays_behind_when_the_content_goes_to_another_process(tmp_path: Path) -> None:
    content = make_content(tmp_path)
    kept(content, unpicklable)
    there = pickle.loads(pickle.dumps(content))
    assert there == content and there.questions == content.questions
    assert kept(there, holding)[0] is there


def unpicklable(content: Content) -> object:
    return lambda: content
