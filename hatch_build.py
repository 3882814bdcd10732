"""Puts the content into the wheel, compiled, so that nobody waits for YAML and `handreiking` works anywhere."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

_TARGET = "site_build/_content"
_BESIDE = ("mkdocs.yml", "examples")  # what a checkout keeps beside the package


class ContentHook(BuildHookInterface[Any]):
    """Reads guide/, templates/ and checklists/ and adds them to the wheel as one JSON file."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Add the files; raises ContentError with all problems when the content is not right."""
        if version == "editable":
            return  # a checkout reads its own folders, so that an editor's change counts at once
        root = Path(self.root)
        sys.path.insert(0, str(root))
        from site_build.content.assets import BESIDE_COMPILED
        from site_build.content.loading import encode, load

        self._work = tempfile.TemporaryDirectory()
        compiled = Path(self._work.name) / "content.json"
        content = load(root)
        compiled.write_text(encode(content), encoding="utf-8")
        included = build_data["force_include"]
        included[str(compiled)] = f"{_TARGET}/content.json"
        for asset in content.assets:
            included[str(root / asset.path)] = f"{_TARGET}/{BESIDE_COMPILED}/{asset.path}"
        for name in _BESIDE:
            included[str(root / name)] = f"{_TARGET}/{name}"
