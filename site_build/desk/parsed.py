"""What the YAML of a guide says, remembered from one check to the next: only what changed is parsed again.

Half of the time before anything can be checked went into YAML. A value is kept as JSON, under a digest of its text, with the line and
column of every part; a text in which something is wrong is parsed again every time.
"""

from __future__ import annotations

from pathlib import Path

from site_build.content.documents import Json, Kept, Mapping, Sequence, list_of, number_of
from site_build.desk.memory import read_memory, write_memory
from site_build.errors import Place, Problem

FILE = "build/yaml-cache.json"
_LIST, _MAPPING = 0, 1  # with which a list in what is kept begins, before its place; a mapping has a name before the place of each value


class Remembered(Kept):
    """Reads YAML as `read_yaml` does, and knows what the last check read."""

    def __init__(self, root: Path) -> None:
        super().__init__()
        self._root, self._memory = root, read_memory(root, FILE)
        self._new: list[tuple[Json, tuple[str, str, str]]] = []

    def parsed(self, text: str, file: str, line_offset: int) -> tuple[Json, list[Problem]]:
        """Return what a text says, as it was read before or now."""
        key = ("yaml", str(line_offset), text)
        before = list_of(self._memory.known(*key))
        if before:
            return decoded(before[0], file), []
        data, problems = super().parsed(text, file, line_offset)
        if not problems:
            self._new.append((data, key))
        return data, problems

    def write(self) -> None:
        """Keep what was read, for the next check."""
        for data, key in self._new:
            self._memory.keep([encoded(data)], *key)
        self._new.clear()
        write_memory(self._root, self._memory, FILE)


def encoded(value: Json) -> Json:
    """Return a value of YAML as JSON, with its places; what a reader of the content put in without a place is left out."""
    if isinstance(value, Mapping):
        return [_MAPPING, *_at(value.place), *(part for key, place in value.places.items() for part in (key, *_at(place), encoded(value[key])))]
    if isinstance(value, Sequence):
        return [_LIST, *_at(value.place), *(part for item, place in zip(value, value.places, strict=True) for part in (*_at(place), encoded(item)))]
    return value


def _at(place: Place) -> tuple[int, int]:
    return place.line, place.column


def decoded(kept: Json, file: str) -> Json:
    """Return the value that `encoded` made this of."""
    if not isinstance(kept, list):
        return kept
    kind, line, column = (int(number_of(number)) for number in kept[:3])
    parts = iter(kept[3:])
    if kind == _MAPPING:
        mapping = Mapping()
        mapping.place, mapping.places = Place(file, line, column), {}
        for key, at, behind, value in zip(parts, parts, parts, parts, strict=True):
            mapping[key] = decoded(value, file) if isinstance(value, list) else value
            mapping.places[key] = Place(file, at, behind)
        return mapping
    sequence = Sequence()
    sequence.place, sequence.places = Place(file, line, column), []
    for at, behind, value in zip(parts, parts, parts, strict=True):
        sequence.append(decoded(value, file))
        sequence.places.append(Place(file, at, behind))
    return sequence
