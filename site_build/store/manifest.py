"""What a handbook knows about itself: `.handreiking/manifest.json`, read without trust.

A handbook can come from somebody else. So every path in the manifest stays inside the folder, and what has
another form than we write is damaged, not believed.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from pathlib import Path

from site_build.content.documents import Json, list_of, mapping_of
from site_build.disk import read_file, reason
from site_build.errors import UsageError
from site_build.store.folders import MANIFEST as MANIFEST
from site_build.store.folders import STATE
from site_build.store.journal import inside, recover

MANIFEST_VERSION = 1
AREA = f"{STATE}/schrijven"  # where a build works aside
_TEXTS = ("handbook", "edition", "date")


def read_manifest(folder: Path) -> dict[str, Json]:
    """Return the manifest of a handbook; what an earlier run left half done is finished first.

    Raises UsageError when this is no handbook, or its manifest is damaged or newer than this program.
    """
    recover(folder, AREA)
    path = folder / MANIFEST
    try:
        data = json.loads(read_file(path).decode("utf-8"))
    except (FileNotFoundError, NotADirectoryError):
        if folder.is_file():
            raise UsageError(f"{folder} is een bestand. Noem de map van een handboek.") from None
        raise UsageError(f"{folder} is geen handboek: {STATE}/manifest.json ontbreekt. Maak het met: handreiking new {folder}") from None
    except OSError as error:
        raise UsageError(f"{path} is niet te lezen ({reason(error)}).") from None
    except (ValueError, RecursionError):
        raise _damaged(folder) from None
    return _checked(folder, data)


def files_of(manifest: Mapping[str, Json]) -> dict[str, str]:
    """Return every file that a manifest names, with its digest."""
    return {path: digest for path, digest in mapping_of(manifest.get("files")).items() if isinstance(digest, str)}


def pages_of(manifest: Mapping[str, Json]) -> list[dict[str, Json]]:
    """Return what a manifest says of each page; at least its file, title and kind."""
    return [mapping_of(page) for page in list_of(manifest.get("pages"))]


def _checked(folder: Path, data: Json) -> dict[str, Json]:
    """Return the manifest when it has our form; paths that lead outside are left out."""
    if not isinstance(data, dict) or not isinstance(data.get("files"), dict):
        raise _damaged(folder)
    version = data.get("version", MANIFEST_VERSION)
    if isinstance(version, bool) or not isinstance(version, int):
        raise _damaged(folder)
    if version > MANIFEST_VERSION:
        raise UsageError(f"{folder} is gemaakt met een nieuwere versie van handreiking. Werk handreiking bij en probeer het opnieuw.")
    if any(not isinstance(data.get(name, ""), str) for name in _TEXTS) or not isinstance(data.get("decisions", {}), dict):
        raise _damaged(folder)
    pages = data.get("pages", [])
    if not isinstance(pages, list) or any(not isinstance(page, dict) or not isinstance(page.get("file"), str) or not isinstance(page.get("kind", ""), str)
                                          for page in pages):
        raise _damaged(folder)
    if "date" in data and not _is_day(data["date"]):
        raise _damaged(folder)
    files = {path: digest for path, digest in data["files"].items() if isinstance(digest, str) and inside(folder, path) and not path.startswith(f"{STATE}/")}
    return {**data, "files": files, "pages": [{"title": page["file"], "kind": "", **page} for page in pages if inside(folder, f"docs/{page['file']}")]}


def _is_day(text: str) -> bool:
    try:
        return dt.date.fromisoformat(text).year >= 1900
    except ValueError:
        return False


def _damaged(folder: Path) -> UsageError:
    return UsageError(f"{folder / MANIFEST} is beschadigd. Maak het handboek opnieuw in een lege map met: "
                      f"handreiking new MAP --answers {folder / 'antwoorden.yml'}")
