"""What the last build was made of, so that the next one can say what changed in meaning."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from site_build.content.documents import Json, list_of, mapping_of
from site_build.content.model import Content
from site_build.errors import HandbookError
from site_build.interview.answers import Answers, read_answers, write_answers
from site_build.said import Said
from site_build.store.guides import edition_of
from site_build.store.state import LAST_ANSWERS, LOG, State, as_text, read_bytes, read_log, read_state
from site_build.tailoring.changes import ChangeEntry, ChangeGroup, find_changes
from site_build.tailoring.handbook import Handbook, tailor

PAGE = "docs/wat-is-veranderd.md"
_KEEP = 10  # builds on the page
_SHOWN = 8  # lines of one group in the report


@dataclass(frozen=True)
class Memory:
    """The changes for the page, the files to keep, and whether the page must come back after somebody took it away."""

    entries: tuple[ChangeEntry, ...] = ()
    files: dict[str, bytes] | None = None
    fresh: ChangeEntry | None = None

    def lines(self) -> list[str]:
        """Return, in Dutch, what changed at this build."""
        if self.fresh is None:
            return []
        found = [f"Wat er veranderde ({self.fresh.count}):"]
        for group in self.fresh.groups:
            found += [f"  {group.title}: {line.plain}" for line in group.lines[:_SHOWN]]
            if len(group.lines) > _SHOWN:
                found.append(f"  {group.title}: en nog {len(group.lines) - _SHOWN}. Alles staat in {PAGE}.")
        return found


def remember(folder: Path, handbook: Handbook) -> Memory:
    """Compare with the last build of this handbook; nothing is written."""
    state = read_state(folder)
    answers, content = handbook.answers, handbook.content
    kept = {LAST_ANSWERS: write_answers(answers, content).encode()}
    log = _read(folder)
    before = _last_answers(folder, content)
    was_edition = edition_of(state.manifest)
    asked = state.manifest.get("questions")
    groups: tuple[ChangeGroup, ...] = ()
    if before is not None and not (write_answers(before, content).encode() == kept[LAST_ANSWERS] and was_edition == content.edition.version):
        groups = find_changes(tailor(content, before), handbook, mapping_of(state.manifest.get("decisions")), was_edition,
                              frozenset(map(str, asked)) if isinstance(asked, list) else None)
    fresh = ChangeEntry(answers.date, groups) if groups else None
    if fresh:
        log = (fresh, *log)[:_KEEP]
    elif log and _taken_away(folder, state):
        log = ()
    return Memory(log, {**kept, LOG: _written(log)} if log or (folder / LOG).is_file() else kept, fresh)


def _taken_away(folder: Path, state: State) -> bool:
    """True when the page with the changes was there and somebody removed it: read, and done with."""
    return PAGE in state.previous and not (folder / PAGE).exists()


def _last_answers(folder: Path, content: Content) -> Answers | None:
    text = as_text(read_bytes(folder / LAST_ANSWERS) or b"")
    if not text:
        return None
    try:
        return read_answers(text, LAST_ANSWERS, content)
    except HandbookError:
        return None


def _read(folder: Path) -> tuple[ChangeEntry, ...]:
    return tuple(entry for raw in read_log(folder) if (entry := _entry(raw)))[:_KEEP]


def _entry(raw: dict[str, Json]) -> ChangeEntry | None:
    date, groups = raw.get("date"), raw.get("groups")
    if not isinstance(date, str) or not isinstance(groups, list):
        return None
    found = [ChangeGroup(str(group.get("title", "")), tuple(Said(str(line)) for line in list_of(group.get("lines")))) for group in groups
             if isinstance(group, dict) and isinstance(group.get("lines"), list)]
    return ChangeEntry(date, tuple(found)) if found else None


def _written(log: Sequence[ChangeEntry]) -> bytes:
    raw = [{"date": entry.date, "groups": [{"title": group.title, "lines": [line.plain for line in group.lines]} for group in entry.groups]} for entry in log]
    return (json.dumps(raw, ensure_ascii=False, indent=1) + "\n").encode()
