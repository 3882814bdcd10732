"""Who employs the people who do the work: what only an employer can do is of that role, in every list, page and calendar."""

from __future__ import annotations

import dataclasses

from site_build.content.conditions import Tri, evaluate
from site_build.content.keeping import kept
from site_build.content.model import Content
from site_build.interview.facts import Values


def employer(content: Content, values: Values) -> str:
    """Return the role that is known to employ them; nothing where it is the owner that editors wrote down. Not knowing is no reason."""
    return next((role.id for role in content.roles if role.employs is not None and not role.retired
                 and evaluate(role.employs, values.lookup).tri is Tri.YES), "")


def employed_by(content: Content, role: str) -> Content:
    """Return the content in which actions of the employer, and the advice that names them, are of this role; the same words give the same content."""
    made = kept(content, _made)
    if role not in made:
        theirs = {action.id for action in content.actions if action.by_employer}
        made[role] = dataclasses.replace(
            content,
            actions=tuple(dataclasses.replace(action, owner=role) if action.id in theirs else action for action in content.actions),
            advice=tuple(dataclasses.replace(piece, who=role) if piece.action in theirs else piece for piece in content.advice))
    return made[role]


def _made(content: Content) -> dict[str, Content]:
    return {}
