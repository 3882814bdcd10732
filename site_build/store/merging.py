"""Every file that a person changed, put together with the new one; and the links in their text that would lead nowhere."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from site_build.assembly.links import anchors
from site_build.disk import digest, is_same
from site_build.store import configuration
from site_build.store.choices import Choice, Choices, carry
from site_build.store.journal import inside
from site_build.store.merge import merge
from site_build.store.placing import Placing, change_links, mend_moved
from site_build.store.state import State, as_text, read_bytes


@dataclass
class Found:
    """What comes out: files to write, what waits for a choice, and what to say."""

    settled: dict[str, dict[str, bytes]] = field(default_factory=dict)  # of files that we made: path -> what to write
    own: dict[str, bytes] = field(default_factory=dict)  # pages of their own, with links that lead somewhere
    aside: dict[str, bytes] = field(default_factory=dict)  # new versions that wait
    choices: Choices = field(default_factory=Choices)
    merged: list[str] = field(default_factory=list)  # theirs and ours, together
    edited: list[str] = field(default_factory=list)  # theirs, and nothing new
    unlinked: list[tuple[str, str]] = field(default_factory=list)
    config_kept: list[str] = field(default_factory=list)


def merge_files(folder: Path, state: State, files: Mapping[str, bytes], placing: Placing, left: Mapping[str, str]) -> Found:
    """Return every changed file put together with its new version; nothing is written."""
    found, opened = Found(), list[Choice]()
    stood = set(state.came_from.values())

    def known_page(name: str) -> bool:
        return name in files or name in stood or (folder / name).exists()

    texts: dict[str, str] = {}  # the pages that a person wrote in, as they will be
    before: dict[str, bytes] = {}
    renewed: set[str] = set()  # of those: where there is something new
    for path, new in files.items():
        place = state.stands.get(path, path)
        current = _read(folder, place)
        if current is None or digest(current) == digest(new) or is_same(current, state.previous.get(path, "")):
            continue
        mine, base, fresh = as_text(current), state.base_text(path), as_text(new)
        if mine is not None and path in state.came_from:
            mine = mend_moved(mine, state.came_from[path], path, known_page)
        if path == "mkdocs.yml" and mine is not None and fresh is not None:
            base, mine = (configuration.with_names(text or "", state.came_from) for text in (base, mine))
            text, found.config_kept = configuration.merge_config(base, mine, fresh)
            found.settled[path] = {path: text.encode()}
        elif path.endswith(".md") and mine is not None and base is not None and fresh is not None and not state.choices.is_whole(path):
            outcome = merge(base, mine, fresh, every_edit=bool(state.choices.at(path)))
            texts[path], before[path] = outcome.text, current
            if digest(base.encode()) != digest(new):
                renewed.add(path)
            opened += carry(state.choices, path, outcome.text, outcome.clashes, outcome.edits)
        elif path != ".gitattributes":
            opened += _whole(found, state, path, current, new)
    for path in placing.own:
        if (current := _read(folder, path)) is not None and (own := as_text(current)) is not None:
            texts[path], before[path] = own, current
    for path in left:
        theirs = as_text(read_bytes(folder / path) or b"") or ""
        if path in state.came_from:
            mended = mend_moved(theirs, state.came_from[path], path, known_page)
            if mended != theirs:
                theirs, found.own[path] = mended, mended.encode()
        opened.append(Choice("page", path, mine=theirs))
    _mend_links(found, state, files, texts, opened, placing, left)
    for path, text in texts.items():
        data = text.encode()
        if path not in files:
            if digest(data) != digest(before[path]):
                found.own[path] = data
            continue
        same = digest(data) == digest(before[path])
        (found.merged if path in renewed and not same else found.edited).append(path)
        if not same:
            found.settled[path] = {path: data}
    found.choices = state.choices.with_open(choice for choice in opened if choice.kind != "block" or choice.mine != choice.new)  # links alone
    return found


def _read(folder: Path, path: str) -> bytes | None:
    return read_bytes(folder / path) if inside(folder, path) else None


def _whole(found: Found, state: State, path: str, current: bytes, new: bytes) -> list[Choice]:
    """A file that is not merged by block: theirs stays, and the new one waits when it is really new."""
    base = state.bases.get(path)
    waits = state.choices.is_whole(path) or base is None or digest(base) != digest(new)
    choice = Choice("file", path, mine=digest(current), new=digest(new))
    found.edited.append(path)
    if not waits or state.choices.is_decided(path, choice.new):
        return []
    found.aside[path] = new
    return [choice]


def _mend_links(found: Found, state: State, files: Mapping[str, bytes], texts: dict[str, str], opened: list[Choice], placing: Placing,
                left: Mapping[str, str]) -> None:
    """Turn links in a person's text that we took the target away from into text; a heading that is gone is left off.

    Their text in a choice (`opened`) stays the text that stands in the page.
    """
    now = {path for path in files if path.endswith(".md")} | set(placing.own)
    ever = {path for path in state.bases if path.endswith(".md")} | set(placing.deleted) | set(placing.moved) | set(left)
    went = {**{stood: stands for stands, stood in state.came_from.items()}, **placing.moved}

    @functools.cache
    def taken_away(path: str) -> frozenset[str]:
        """The headings that we made in a page and that do not stand in it any more."""
        text = texts[path] if path in texts else as_text(files.get(path, b""))
        return anchors(state.base_text(path) or "") - anchors(text or "")

    for page, text in list(texts.items()):
        def where(target: str, anchor: str, page: str = page) -> tuple[str, str] | None:
            full = target if target in now else went.get(target, target)
            if full not in now:
                if full in ever or full in placing.copies:
                    found.unlinked.append((page, full))
                    return None
                return full, anchor
            if anchor in taken_away(full):
                if full == page:
                    found.unlinked.append((page, f"#{anchor}"))
                    return None
                return full, ""
            return full, anchor

        texts[page] = change_links(text, page, page, where)
        opened[:] = [replace(choice, mine=change_links(choice.mine, page, page, where)) if choice.path == page else choice for choice in opened]
    found.unlinked = list(dict.fromkeys(found.unlinked))
