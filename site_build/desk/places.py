"""Where a single field stands: read again from the file, only when something is wrong there."""

from __future__ import annotations

import functools
from pathlib import Path

from site_build.content.documents import Json, Mapping, Sequence, read_front_matter, read_yaml
from site_build.errors import Place


class Places:
    """Finds the place of a field of something in the files under `root` (None: there are no files)."""

    def __init__(self, root: Path | None) -> None:
        self.root = root
        self._read = functools.lru_cache(maxsize=None)(self._mappings)

    def of(self, place: Place, key: str, value: str = "") -> Place:
        """Return where `key` of what begins at `place` stands (and `value` in its list), or `place` itself; `pause.roles`: within another."""
        mapping = self._read(place.file).get((place.line, place.column))
        *outer, key = key.split(".")
        for name in outer:
            part = mapping.get(name) if mapping is not None else None
            mapping = part if isinstance(part, Mapping) else None
        if mapping is None or key not in mapping:
            return place
        inner = mapping[key]
        if value and isinstance(inner, Sequence):
            return next((inner.place_of(i) for i, item in enumerate(inner) if str(item) == value), mapping.place_of(key))
        return mapping.place_of(key)

    def in_file(self, file: str, key: str) -> Place:
        """Return where a name at the top of a file has its value."""
        return self.of(Place(file, *next(iter(self._read(file)), (1, 1))), key)

    def line_with(self, file: str, text: str) -> Place:
        """Return the first place in a file where this text stands."""
        for number, line in enumerate(self._lines(file), start=1):
            if text in line:
                return Place(file, number, line.index(text) + 1)
        return Place(file, 1, 1)

    def _lines(self, file: str) -> list[str]:
        try:
            return (self.root / file).read_text(encoding="utf-8").split("\n") if self.root else []
        except (OSError, UnicodeDecodeError):
            return []

    def _mappings(self, file: str) -> dict[tuple[int, int], Mapping]:
        text = "\n".join(self._lines(file))
        found: dict[tuple[int, int], Mapping] = {}

        def visit(value: Json) -> None:
            if isinstance(value, Mapping):
                found.setdefault((value.place.line, value.place.column), value)
                for place_key, inner in value.items():
                    visit(inner)
                    if isinstance(inner, Mapping):  # a choice is placed at its value
                        spot = value.place_of(place_key)
                        found.setdefault((spot.line, spot.column), inner)
            elif isinstance(value, Sequence):
                for inner in value:
                    visit(inner)

        if file.endswith(".md"):
            front, _ = read_front_matter(text, file)
            if front:
                found[(1, 1)] = front.data
                visit(front.data)
        elif text:
            visit(read_yaml(text, file)[0])
        return found
