"""The files that travel with the program, or with its guide: base configuration, theme, pictures and attachments."""

from __future__ import annotations

import dataclasses
import hashlib
from pathlib import Path

from site_build.assembly.project import Look, Project
from site_build.content.assets import BESIDE_COMPILED
from site_build.content.loading import find_root
from site_build.content.model import Content
from site_build.disk import read_file
from site_build.errors import HandbookError

_PACKAGE = Path(__file__).resolve().parents[1]


def read_look() -> Look:
    """Read the base mkdocs.yml and the theme's files, as they go into a handbook."""
    root = find_root()
    config = (root or _PACKAGE / "_content") / "mkdocs.yml"
    theme = _PACKAGE / "theme"
    if not config.is_file() or not theme.is_dir():
        raise HandbookError("De bestanden van het thema ontbreken. Installeer handreiking opnieuw.")
    files = {}
    for folder, target in (("overrides", "theme"), ("assets", "docs/assets")):
        for path in sorted((theme / folder).rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts:
                files[f"{target}/{path.relative_to(theme / folder).as_posix()}"] = path.read_bytes()
    return Look(config.read_text(encoding="utf-8"), files)


def read_copy(path: str, content: Content) -> bytes:
    """Return the bytes of a picture or attachment of the guide. Raises HandbookError when it is gone, or another file since the guide was read."""
    root = Path(content.home) if content.home else find_root() or _PACKAGE / "_content" / BESIDE_COMPILED
    try:
        data = read_file(root / path)
    except OSError:
        raise HandbookError(f"{path} is niet te lezen. Zet het terug in de handreiking, of haal de verwijzing weg.") from None
    if hashlib.sha256(data).hexdigest() != content.asset_at[path].digest:
        raise HandbookError(f"{path} veranderde terwijl de handreiking werd gelezen. Probeer het opnieuw.")
    return data


def with_copies(project: Project, content: Content) -> Project:
    """Return the project with the bytes of its pictures and attachments among its files."""
    copied = {target: read_copy(path, content) for target, path in project.copies.items()}
    return dataclasses.replace(project, files=dict(sorted({**project.files, **copied}.items()))) if copied else project
