"""The worked case: one invented municipality through all stages, as editors write it (`guide/example/`).

Its answers at a few moments are ordinary files of answers. What a person would write in the gaps of a model document stands per
document in a file of its own, so that the program makes the filled document from the same model as everybody's.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from site_build.content.base import Block, Thing, meta, opt


@dataclass(frozen=True, kw_only=True)
class WorkedMoment(Thing):
    """A moment in time; `answers` is the text of its file of answers, `guide/example/moments/ID.yml`."""

    title: str
    summary: str
    phase: str = meta(ref="phase")
    answers: str = field(default="", metadata={"skip": True})


@dataclass(frozen=True, kw_only=True)
class Fill:
    """What stands in a gap. The same gap again takes the next fill of that gap; the last one goes for the rest."""

    gap: str
    text: str


@dataclass(frozen=True, kw_only=True)
class Twin(Thing):
    """What the invented municipality wrote in the model document with the same id, at one of the moments."""

    moment: str = meta(ref="worked_moment")
    fills: tuple[Fill, ...] = ()

    def filler(self) -> _Filler:
        """Return a fresh reader of the fills: call it with each gap in the order of the document."""
        return _Filler(self.fills)


class _Filler:
    """Gives the text of each gap in turn, and nothing for a gap that nobody filled."""

    def __init__(self, fills: tuple[Fill, ...]) -> None:
        self._left: dict[str, list[str]] = {}
        for fill in fills:
            self._left.setdefault(fill.gap, []).append(fill.text)

    def __call__(self, gap: str) -> str:
        texts = self._left.get(gap)
        if not texts:
            return ""
        return texts.pop(0) if len(texts) > 1 else texts[0]


@dataclass(frozen=True, kw_only=True)
class StoryPage(Thing):
    """A page of the story."""

    title: str
    summary: str
    moment: str = opt("", ref="worked_moment")
    body: tuple[Block, ...] = field(default=(), metadata={"skip": True})


@dataclass(frozen=True, kw_only=True)
class InventedMunicipality:
    """The municipality of the worked case; nobody can choose it from the list, its code alone is taken."""

    code: str
    name: str
    province: str
    inhabitants: int
    urbanity: str


@dataclass(frozen=True, kw_only=True)
class Worked:
    """The worked case."""

    title: str
    summary: str
    notice: str  # on every page and in every file
    municipality: InventedMunicipality
    moments: tuple[WorkedMoment, ...] = ()
    twins: tuple[Twin, ...] = field(default=(), metadata={"skip": True})
    story: tuple[StoryPage, ...] = field(default=(), metadata={"skip": True})

    def moment(self, id: str) -> WorkedMoment | None:
        """Return the moment with this id."""
        return next((moment for moment in self.moments if moment.id == id), None)

    def things(self) -> Iterator[tuple[str, Thing]]:
        """Yield everything with an id, with its kind."""
        yield from (("worked_moment", moment) for moment in self.moments)
        yield from (("twin", twin) for twin in self.twins)
        yield from (("story", page) for page in self.story)
