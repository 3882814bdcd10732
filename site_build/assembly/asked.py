"""Who is asked, as an editor wrote it: "de jurist en de functionaris gegevensbescherming" is a question to the jurist too."""

from __future__ import annotations

import re

from site_build.content.model import Content, Role

_BETWEEN = re.compile(r", | en | of ")


def roles_asked(to: str, content: Content) -> tuple[str, ...]:
    """Return the roles that are named among who is asked, in the order in which they are named."""
    parts = _BETWEEN.split(to)
    found = [role.id for part in parts for role in content.roles if not role.retired and part in _names(role, content)]
    return tuple(dict.fromkeys(found))


def is_one(to: str) -> bool:
    """True where one role is asked and nobody else."""
    return not _BETWEEN.search(to)


def _names(role: Role, content: Content) -> frozenset[str]:
    return frozenset(content.phrases("findout.the", who=name) for name in (content.called(role.id), role.name.split()[0].lower()))
