"""Which guide a handbook was made from: its name in the manifest, and where it stands on this computer.

The name travels along; the place does not: `.handreiking/gids` is read here and nowhere else, and holds a path from the
folder of the handbook, so that both can move together.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from site_build.content.documents import Json
from site_build.content.loading import load
from site_build.content.model import Content
from site_build.disk import read_file
from site_build.errors import UsageError
from site_build.store.folders import MANIFEST, STATE

PLACE = f"{STATE}/gids"


def remembered(folder: Path) -> Path | None:
    """Return the folder of the guide that a handbook was made from; None for the guide that comes with the program, or where it is gone."""
    try:
        text = read_file(folder / PLACE).decode().strip()
    except (OSError, UnicodeDecodeError):
        return None
    place = folder / text if text and "\0" not in text else folder
    return Path(os.path.normpath(place.absolute())) if (place / "guide").is_dir() else None


def content_for(folder: Path, guide: Path | None = None) -> Content:
    """Return the content to work with in a folder: of `guide`, else of the guide that its handbook was made from, else ours.

    Raises UsageError when the handbook was made from another one, ContentError with every problem in the content.
    """
    content = load(guide or remembered(folder))
    if (folder / MANIFEST).is_file():
        from site_build.store.manifest import read_manifest  # here: where there is no handbook yet, nobody waits for it

        check_guide(folder, read_manifest(folder), content)
    return content


def place_file(folder: Path, content: Content) -> dict[str, bytes]:
    """Return the file that remembers where the guide stands; nothing for the guide that comes with the program."""
    if not content.home:
        return {}
    try:
        path = Path(os.path.relpath(content.home, folder.absolute())).as_posix()
    except ValueError:  # another drive
        path = Path(content.home).as_posix()
    return {PLACE: f"{path}\n".encode()}


def check_guide(folder: Path, manifest: Mapping[str, Json], content: Content) -> None:
    """Raise UsageError when a handbook was made from another guide than this content, or from a later edition of it."""
    made = manifest.get("guide")
    if isinstance(made, str) and made != content.edition.id:
        other = f" '{made}'" if made else ""
        raise UsageError(f"{folder} is gemaakt met een andere handreiking{other}, en die staat niet op de plek van toen. Geef de map van die handreiking met: --guide MAP")
    version = edition_of(manifest)
    if version is not None and version > content.edition.version:
        raise UsageError(f"{folder} is gemaakt met uitgave {version} van de handreiking; u hebt uitgave {content.edition.version}. "
                         "Werk handreiking bij. Anders verdwijnt uit het handboek wat in die uitgave nieuw was.")


def edition_of(manifest: Mapping[str, Json]) -> int | None:
    """Return the number of the edition that a handbook was made from; None where it does not say."""
    version = manifest.get("content")
    return version if isinstance(version, int) and not isinstance(version, bool) else None
