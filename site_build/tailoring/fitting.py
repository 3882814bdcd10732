"""Actions in the form that fits the answers: of who employs the people, and in the words for what is already there.

What only an employer can do is of that role, in every list, page and calendar. An action with `wordings` says only what is still to
be done: who has one client is asked for the other one.
"""

from __future__ import annotations

import dataclasses

from site_build.content.conditions import first_yes
from site_build.content.keeping import kept
from site_build.content.model import Action, Content
from site_build.interview.facts import Values

_Key = tuple[str, tuple[tuple[str, int], ...]]


def fitted(content: Content, values: Values) -> Content:
    """Return the content with the actions, and the advice that names them, as they fit; the same content where all stays as written."""
    who, words = employer(content, values), _words(content, values)
    if not who and not words:
        return content
    made = kept(content, _made)
    if (who, words) not in made:
        made[who, words] = _fitted(content, who, dict(words))
    return made[who, words]


def employer(content: Content, values: Values) -> str:
    """Return the role that is known to employ them; nothing where it is the owner that editors wrote down. Not knowing is no reason."""
    return next((role.id for role in content.roles if not role.retired and first_yes((role.employs,), values.lookup)), "")


def _words(content: Content, values: Values) -> tuple[tuple[str, int], ...]:
    """Return per action the number of the first wording that is known to fit."""
    found = ((action.id, next((number for number, one in enumerate(action.wordings) if first_yes((one.when,), values.lookup)), None)) for action in content.actions)
    return tuple((id, number) for id, number in found if number is not None)


def _fitted(content: Content, who: str, words: dict[str, int]) -> Content:
    theirs = {action.id for action in content.actions if who and action.by_employer}

    def fit(action: Action) -> Action:
        if action.id in words:
            action = dataclasses.replace(action, do=action.wordings[words[action.id]].do)
        return dataclasses.replace(action, owner=who) if action.id in theirs else action

    return dataclasses.replace(content, actions=tuple(map(fit, content.actions)),
                               advice=tuple(dataclasses.replace(piece, who=who) if piece.action in theirs else piece for piece in content.advice))


def _made(content: Content) -> dict[_Key, Content]:
    return {}
