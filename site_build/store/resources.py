"""The files that travel with the program: base configuration, theme and examples."""

from __future__ import annotations

from pathlib import Path

from site_build.assembly.project import Look
from site_build.content.loading import find_root
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
