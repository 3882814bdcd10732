"""The last step of commands that make a handbook: its website, or how to make that."""

from __future__ import annotations

from pathlib import Path


def website(folder: Path, *, build: bool, trust: bool = False) -> str:
    """Build the website of the handbook in `folder` unless `build` is False; return what to tell. Raises as `build_site` does."""
    if not build:
        return f"Het handboek staat in {folder}. Maak de website met: handreiking build {folder}"
    from site_build.publishing.web.site import build_site

    return f"Klaar. Open {build_site(folder, trust=trust) / 'index.html'} in uw browser."
