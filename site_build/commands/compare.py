"""`handreiking compare`: what changed since an earlier file with answers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from site_build.commands.report import Report
from site_build.content.model import Content
from site_build.interview.files import load_answers
from site_build.store.projects import open_handbook
from site_build.tailoring.changes import ChangeGroup, find_changes
from site_build.tailoring.compare import compare, describe
from site_build.tailoring.handbook import tailor


@dataclass(frozen=True)
class CompareWish:
    """A handbook, and the file with answers of an earlier day."""

    folder: Path
    since: Path


def run(wish: CompareWish, content: Content) -> Report:
    """Say which answers changed, and what that changed in meaning."""
    now, earlier = open_handbook(wish.folder, content), load_answers(wish.since, content)
    return Report((*describe(compare(content, earlier, now.answers)), *_meaning(find_changes(tailor(content, earlier), now, {}, None))))


def _meaning(groups: Sequence[ChangeGroup]) -> Iterator[str]:
    """What differs in meaning: which answers, and what came, went or moved by them."""
    for group in groups:
        yield ""
        yield f"{group.title} ({len(group.lines)})"
        yield from (f"  {line.plain}" for line in group.lines)
