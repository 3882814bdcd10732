"""Folders before anything is written in them: is there room for a handbook, may we write, does it lie apart."""

from __future__ import annotations

import os
from pathlib import Path

from site_build.disk import reason
from site_build.errors import UsageError

STATE = ".handreiking"
MANIFEST = f"{STATE}/manifest.json"


def check_new_folder(folder: Path, *, begun: str = "") -> None:
    """Raise UsageError when a new handbook cannot go here; a folder with only the file `begun` is fine."""
    try:
        if folder.is_file():
            raise UsageError(f"{folder} is een bestand. Kies een map die nog niet bestaat.")
        if folder.is_dir() and any(path.name != begun for path in folder.iterdir()):
            if (folder / MANIFEST).is_file():
                raise UsageError(f"In {folder} staat al een handboek. Maak het opnieuw met: handreiking build {folder}")
            raise UsageError(f"De map {folder} is niet leeg. Kies een lege map of een map die nog niet bestaat.")
        folder.mkdir(parents=True, exist_ok=True)
        probe = folder / f".schrijftest-{os.getpid()}"
        probe.write_bytes(b"")
        probe.unlink()
    except OSError as error:
        raise UsageError(f"In {folder} kunt u niet schrijven ({reason(error)}). Kies een andere map.") from None


def check_apart(folder: Path, target: Path, what: str) -> None:
    """Raise UsageError when `target` is the handbook's folder, lies in it, or has it inside; `what` names what goes there."""
    ours, theirs = Path(os.path.realpath(folder)), Path(os.path.realpath(target))
    if theirs == ours:
        raise UsageError(f"{target} is uw handboek zelf. Kies een andere map, naast het handboek.")
    if theirs.is_relative_to(ours):
        raise UsageError(f"{target} ligt in uw handboek. Dan komt {what} zelf in het handboek te staan. Kies een map ernaast.")
    if ours.is_relative_to(theirs) and theirs.is_dir() and any(theirs.iterdir()):
        raise UsageError(f"Uw handboek ligt in {target}. Kies een andere map, naast het handboek.")
