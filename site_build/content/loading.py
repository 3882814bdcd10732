"""The content, from where it stands: compiled where that is possible, else read from the editors' three folders.

Compiled is one JSON object with a field on each line. A field is read, and its objects are made, when somebody asks for
it: the first question needs the questionnaire and the municipalities, and does not wait for the pages. What reads the
folders (`gathering`) comes in when that is needed.
"""

from __future__ import annotations

import contextlib
import dataclasses
import functools
import hashlib
import json
import os
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from site_build.content import model
from site_build.content.reading import field_from_json, to_json
from site_build.errors import ContentError, Problem, UsageError

if TYPE_CHECKING:
    from site_build.content.documents import Kept
    from site_build.content.phrases import Phrase


def find_root() -> Path | None:
    """Return the folder with guide/, templates/ and checklists/ of a source checkout, if this is one."""
    root = Path(__file__).resolve().parents[2]
    return root if (root / "guide").is_dir() else None


def load(root: Path | None = None) -> model.Content:
    """Load the content; from `root`, else from this checkout, else as compiled in the wheel.

    Raises ContentError with all problems.
    """
    root = root or find_root()
    if root is None:
        compiled = Path(__file__).resolve().parents[1] / "_content" / "content.json"
        return decode(compiled.read_bytes())
    if not (root / "guide").is_dir():
        raise UsageError(f"In {root} staat geen handreiking: de map guide/ ontbreekt. Begin er een met: handreiking new-guide {root}")
    cache, stamp = root / "build" / "content-cache.json", _stamp(root)
    cached = _read_cache(cache, stamp)
    if cached is not None:
        return cached
    content, problems = read_content(root)
    if problems:
        raise ContentError(problems)
    if stamp:
        _write_cache(cache, stamp, content)
    return content


def _stamp(root: Path) -> str:
    """Return what changes when a file of the content changes; nothing outside a checkout of this program."""
    if root != find_root():
        return ""
    folders = [root / folder for folder in ("guide", "checklists", "templates", "site_build/content")]
    files = sorted(entry for folder in folders if folder.is_dir() for entry in below(str(folder)))
    return hashlib.sha256(repr(files).encode()).hexdigest()


def below(folder: str) -> Iterator[tuple[str, int, int]]:
    """Yield path, size and time of change of every file under a folder with a name in two parts, except what Python compiled."""
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir():
                if entry.name != "__pycache__":
                    yield from below(entry.path)
            elif "." in entry.name:
                found = entry.stat()
                yield entry.path, found.st_size, found.st_mtime_ns


def _read_cache(cache: Path, stamp: str) -> model.Content | None:
    """Return the content that was kept with this stamp; None where there is none, or where it is not whole any more."""
    try:
        first, _, data = cache.read_bytes().partition(b"\n")
    except OSError:
        return None
    return decode(data) if stamp and first == seal(stamp, data) else None


def _write_cache(cache: Path, stamp: str, content: model.Content) -> None:
    """Keep the content compiled, so that nobody waits for YAML; a cache that cannot be kept is no problem."""
    beside, data = cache.with_name(f"{cache.name}.{os.getpid()}"), encode(content).encode()
    with contextlib.suppress(OSError):
        cache.parent.mkdir(exist_ok=True)
        beside.write_bytes(seal(stamp, data) + b"\n" + data)
        os.replace(beside, cache)


def seal(stamp: str, data: bytes) -> bytes:
    """Return the first line of what is kept: what it was made from, and what its data add up to, so that it must be whole."""
    return f"{stamp} {zlib.crc32(data)}".encode()


def read_content(root: Path, kept: Kept | None = None) -> tuple[model.Content, list[Problem]]:
    """Read the three folders under `root`; return what could be read and every problem of form.

    A guide with an id of its own takes what it does not have itself from the guide that comes with the program.
    `kept`: what files said the last time; what did not change since is not parsed again.
    """
    from site_build.content.documents import Kept
    from site_build.content.gathering import Gatherer

    reader = Gatherer(root, kept or Kept(), shipped_phrases)
    content = reader.read()
    if _is_own(root):
        return content, reader.problems
    content = dataclasses.replace(content, home=str(root.resolve()))
    if not content.edition.id or content.edition.id == _own().edition.id:  # tiny content of a test, or a copy of our own guide
        return content, reader.problems
    return _completed(content, _own()), reader.problems


def _is_own(root: Path) -> bool:
    own = find_root()
    return own is not None and own == root.resolve()


@functools.lru_cache(maxsize=1)
def _own() -> model.Content:
    return load()


def _completed(content: model.Content, own: model.Content) -> model.Content:
    """What says nothing about a subject: how pages look, the country's municipalities, its free days."""
    return dataclasses.replace(
        content, templates={**own.templates, **content.templates}, municipalities=content.municipalities or own.municipalities,
        municipality_names=content.municipality_names or own.municipality_names,
        free_days=content.free_days if content.free_days != model.FreeDays() else own.free_days)


@functools.lru_cache(maxsize=1)
def shipped_phrases() -> tuple[Phrase, ...]:
    """Return the sentences that come with the program: for a guide that does not bring templates/words.yml."""
    root = find_root()
    if root is None:
        return load().sentences
    from site_build.content.phrases_reading import OURS, read_phrases

    return read_phrases((OURS, (root / OURS).read_text(encoding="utf-8")), None, ())[0]


def encode(content: model.Content) -> str:
    """Return the content as JSON, each of its fields on a line of its own: `decode` finds one without reading the others."""
    plain = to_json(dataclasses.replace(content, home=""))
    assert isinstance(plain, dict)
    return "{" + ",\n".join(f'"{name}":{_JSON.encode(value)}' for name, value in sorted(plain.items())) + "\n}"


def decode(data: str | bytes) -> model.Content:
    """Return the content that `encode` wrote; each of its fields is made when somebody asks for it."""
    lines = (data.encode() if isinstance(data, str) else data)[1:].split(b"\n")
    kept = {name[1:].decode(): value.removesuffix(b",") for name, _, value in (line.partition(b'":') for line in lines)}
    fields = {field.name: field for field in dataclasses.fields(model.Content)}

    def unpack(name: str) -> object:
        field = fields[name]
        if name in kept:
            return field_from_json(model.Content, field)(json.loads(kept[name]))
        return field.default if field.default_factory is dataclasses.MISSING else field.default_factory()

    return model.unpacked(unpack)


_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), sort_keys=True)
