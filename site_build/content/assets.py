"""Pictures and attachments that editors put beside their texts: which files count, and what a file says it is.

Only name, size and digest are kept in the content; the bytes are read where they are needed (`store.resources.read_asset`).
"""

from __future__ import annotations

import functools
import hashlib
import posixpath
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg")
ATTACHMENTS = (".pdf", ".docx", ".xlsx", ".odt", ".ods", ".csv")
MOST_BYTES = {**dict.fromkeys(PICTURES, 1_000_000), **dict.fromkeys(ATTACHMENTS, 10_000_000)}  # of one file; it goes along in every handbook
BESIDE_COMPILED = "assets"  # their folder beside the compiled content, where there is no checkout
FOLDERS = ("guide", "checklists", "templates/documents")
_DATA = "guide/knowledge"  # its tables are read, not copied


@dataclass(frozen=True)
class Asset:
    """A file beside the texts: its path from the root of the guide, its size in bytes, and the SHA-256 of its bytes."""

    path: str
    size: int
    digest: str

    @property
    def is_picture(self) -> bool:
        """True for what a page shows; another file is only linked to."""
        return ending(self.path) in PICTURES


def ending(path: str) -> str:
    """Return how a file name ends, with its dot and in small letters."""
    return Path(path).suffix.lower()


@functools.lru_cache(maxsize=4096)
def led_to(target: str, file: str) -> str:
    """Return the path, from the root of the guide, of what a link in `file` leads to."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(file), target))


def paths_of(root: Path) -> Iterator[Path]:
    """Yield the files under `root` that can be pictures or attachments, in order; a link that leads out of the guide is none."""
    top = root.resolve()
    for folder in FOLDERS:
        for path in sorted((root / folder).rglob("*")):
            if ending(path.name) not in MOST_BYTES or path.name.startswith((".", "~$")) or path.relative_to(root).as_posix().startswith(f"{_DATA}/"):
                continue
            if path.is_file() and path.resolve().is_relative_to(top):
                yield path


def read_assets(root: Path) -> tuple[list[Asset], list[str]]:
    """Return the pictures and attachments under `root`, and the paths of those that cannot be read."""
    found, unread = [], []
    for path in paths_of(root):
        name = path.relative_to(root).as_posix()
        try:
            with path.open("rb") as file:
                found.append(Asset(name, path.stat().st_size, hashlib.file_digest(file, "sha256").hexdigest()))
        except OSError:
            unread.append(name)
    return found, unread
