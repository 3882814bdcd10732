"""What names stand for under supposed answers: how the checks try answers out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping

from site_build.content.conditions import Lookup, Value
from site_build.content.documents import Json
from site_build.content.model import Content
from site_build.interview.answers import Answers
from site_build.interview.facts import Values

World = Callable[[Mapping[str, Json], Mapping[str, Value]], Lookup]
"""Answers by question, and values of names without a question -> what every name stands for."""


def world_of(content: Content, today: dt.date) -> World:
    """Return the world of this content on a day: answers, and values of names without a question -> lookup."""

    def world(answers: Mapping[str, Json], extra: Mapping[str, Value]) -> Lookup:
        return Values(content, Answers("hb-proef", today.isoformat(), dict(answers)), extra=extra).lookup

    return world
