"""Who: the roles that read and do, and who decides."""

from __future__ import annotations

from dataclasses import dataclass

from site_build.content.base import Meant
from site_build.content.base import opt as _opt
from site_build.content.conditions import Condition


@dataclass(frozen=True, kw_only=True)
class RoleCase:
    """What a role knows, decides or does besides, where this is so; unknown shows it with `so`: the condition in words, to stand in brackets."""

    when: Condition
    so: str = ""
    know: tuple[str, ...] = ()
    decide: tuple[str, ...] = ()
    do: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Role(Meant):
    """A kind of reader, with what that role must know, decide and do.

    Where `missing_when` is yes nobody has this role yet: `until_then` does its work, until one of `from_actions` has been done or
    `from_moment` has come. So an action never has an owner who does not exist.
    """

    name: str
    plural: str = ""
    group: str = ""  # roles with the same words here are one group in the scores
    called: str = ""  # in a sentence, without its article; nothing: its name
    audience: str = _opt("", values=("", "partner", "raad"))  # whose page comes first in an edition for a partner or the council
    who: str
    know: tuple[str, ...]
    decide: tuple[str, ...] = ()
    do: tuple[str, ...] = ()
    cases: tuple[RoleCase, ...] = ()
    when: Condition | None = None
    employs: Condition | None = None  # yes: the people who do the work are in this role's service, so `by_employer` actions are of this role
    missing_when: Condition | None = None
    until_then: str = _opt("", ref="role")
    from_actions: tuple[str, ...] = _opt(ref="action")
    from_moment: str = _opt("", ref="moment")
    with_actions: tuple[str, ...] = _opt(ref="action")  # of another role, in which this one takes part
    with_moments: tuple[str, ...] = _opt(ref="moment")  # days that this role must know, also where it decides nothing then
    pages: tuple[str, ...] = _opt(ref="page")
    checklists: tuple[str, ...] = _opt(ref="checklist")
    documents: tuple[str, ...] = _opt(ref="document")


@dataclass(frozen=True, kw_only=True)
class Decider(Meant):
    """Who decides, as a sentence names it ("de gemeenteraad"; nothing where nobody decides), and the roles that see these dates."""

    name: str = ""
    roles: tuple[str, ...] = _opt(ref="role")
