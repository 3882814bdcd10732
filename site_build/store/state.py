"""What a handbook remembers between two builds, read without trust: digests, the texts as they were made, choices."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from site_build.content.documents import Json
from site_build.disk import read_file
from site_build.store.choices import Choices, read_choices
from site_build.store.folders import STATE
from site_build.store.journal import inside
from site_build.store.manifest import MANIFEST, files_of, read_manifest
from site_build.store.placing import change_links
from site_build.store.zips import read_zip

BASE = f"{STATE}/base.zip"  # every file as it was made: what a later build compares with
CHOICES = f"{STATE}/keuzes.json"
ASIDE = f"{STATE}/nieuw"
LAST_ANSWERS = f"{STATE}/antwoorden.yml"  # the answers of the last build, to say what changed
LOG = f"{STATE}/veranderd.json"  # what changed in meaning, build by build


@dataclass(frozen=True)
class State:
    """The memory of a handbook; empty for a new one."""

    manifest: Mapping[str, Json] = field(default_factory=dict)
    bases: Mapping[str, bytes] = field(default_factory=dict)  # by where the file stands
    choices: Choices = field(default_factory=Choices)
    came_from: Mapping[str, str] = field(default_factory=dict)  # of pages that have another place just now: where they stood
    stands: Mapping[str, str] = field(default_factory=dict)  # of pages that this edition makes under another name: where they still stand

    @property
    def is_new(self) -> bool:
        """True when there is no handbook yet."""
        return not self.manifest

    @property
    def previous(self) -> dict[str, str]:
        """Path -> digest of everything that we once made and that may still be there."""
        return {**self._paths("deleted"), **self._paths("left"), **files_of(self.manifest)}

    @property
    def moved(self) -> dict[str, str]:
        """As we make a page -> where a person put it."""
        return self._paths("moved")

    @property
    def deleted(self) -> dict[str, str]:
        """Pages that a person deleted on purpose, with their digest."""
        return self._paths("deleted")

    @property
    def left(self) -> dict[str, str]:
        """Pages that no longer apply and that a person changed, with their digest."""
        return self._paths("left")

    @property
    def told(self) -> str:
        """The digest of the list of choices as we wrote it."""
        return str(self.manifest.get("told", ""))

    def after_moves(self, came_from: Mapping[str, str]) -> State:
        """Return the memory with pages that a person moved just now under the place where they stand."""
        files, left, bases = files_of(self.manifest), self.left, dict(self.bases)
        for stands, stood in came_from.items():
            for known in (files, left):
                if stood in known:
                    known[stands] = known.pop(stood)
            if stood in bases:
                bases[stands] = change_links(bases.pop(stood).decode("utf-8", "replace"), stood, stands, lambda page, anchor: (page, anchor)).encode()
        names = {stood: stands for stands, stood in came_from.items()}
        opened = tuple(replace(c, path=names.get(c.path, c.path)) for c in self.choices.open)
        decided = {names.get(path, path): texts for path, texts in self.choices.decided.items()}
        chain = {new: old for new, old in self.came_from.items() if new not in names} | {new: self.came_from.get(old, old) for new, old in came_from.items()}
        manifest = {**self.manifest, "files": files, "left": left} if self.manifest else self.manifest
        return replace(self, manifest=manifest, bases=bases, choices=Choices(opened, decided), came_from=chain)

    def after_renames(self, names: Mapping[str, str], here: Collection[str]) -> State:
        """Return the memory with pages that this edition makes under another name (old -> new, as we make them) under that name.

        `here` are the pages on disk: one that stands under its old name is written under the new one; one that a person
        put elsewhere stays there, and one that they deleted stays away.
        """
        manifest = dict(self.manifest)
        for key in ("moved", "deleted", "left"):
            manifest[key] = {names.get(path, path): value for path, value in self._paths(key).items()}
        came_from = {new: old for old, new in names.items() if old not in self.moved}
        state = replace(self, manifest=manifest).after_moves(came_from) if names else self
        return replace(state, stands={new: old for new, old in came_from.items() if old in here})

    def base_text(self, path: str) -> str | None:
        """Return a file as we made it last time, when it is text."""
        data = self.bases.get(path)
        return None if data is None else as_text(data)

    def _paths(self, key: str) -> dict[str, str]:
        found = self.manifest.get(key)
        return {k: v for k, v in found.items() if isinstance(v, str)} if isinstance(found, dict) else {}


def read_state(folder: Path) -> State:
    """Return what a handbook remembers. Raises UsageError when its manifest is damaged; a damaged memory is an empty one."""
    if not (folder / MANIFEST).is_file():
        return State()
    manifest = read_manifest(folder)
    for key in ("deleted", "left", "moved"):
        paths = manifest.get(key)
        manifest[key] = {k: v for k, v in paths.items() if isinstance(v, str) and inside(folder, k) and (key != "moved" or inside(folder, v))} \
            if isinstance(paths, dict) else {}
    try:
        bases = read_zip(read_file(folder / BASE))
    except (OSError, ValueError):
        bases = {}
    return State(manifest, bases, read_choices(read_bytes(folder / CHOICES)))


def read_log(folder: Path) -> list[dict[str, Json]]:
    """Return what changed in earlier builds, the newest first; what has another form is left out."""
    try:
        raw = json.loads(read_bytes(folder / LOG) or b"[]")
    except (ValueError, RecursionError):
        return []
    return [entry for entry in raw if isinstance(entry, dict)] if isinstance(raw, list) else []


def read_bytes(path: Path) -> bytes | None:
    """Return a file's bytes, or None when it is not there or cannot be read."""
    try:
        return read_file(path)
    except OSError:
        return None


def as_text(data: bytes) -> str | None:
    """Return bytes as text, or None when they are no text."""
    if b"\0" in data:
        return None
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return None
