"""A project on disk: which files, what is kept beside them, and the manifest that comes last."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from site_build.assembly.project import Project
from site_build.disk import DISK, Disk
from site_build.store.folders import STATE
from site_build.store.manifest import MANIFEST, MANIFEST_VERSION, known_digests
from site_build.store.tree import Report, apply
from site_build.store.zips import zip_bytes

BASE = f"{STATE}/base.zip"  # every file as it was made: what a later build compares with
ASIDE = f"{STATE}/nieuw"
# Git for Windows turns line ends around when it is not told otherwise.
GIT_ATTRIBUTES = "* text=auto eol=lf\nexport/** -text\n*.png binary\n*.jpg binary\n*.woff2 binary\n*.zip binary\n"


def write_project(folder: Path, project: Project, facts: Mapping[str, object], *, disk: Disk = DISK) -> Report:
    """Write the project into `folder`; raises HandbookError when the disk refuses."""
    files = {path: content.encode() if isinstance(content, str) else content for path, content in project.files.items()}
    previous = known_digests(folder)
    if ".gitattributes" in previous or not (folder / ".gitattributes").exists():
        files[".gitattributes"] = GIT_ATTRIBUTES.encode()
    beside: dict[str, bytes] = {}

    def settle(path: str, current: bytes, new: bytes) -> Mapping[str, bytes]:
        beside[f"{ASIDE}/{path}"] = new
        return {}

    def describe(digests: Mapping[str, str]) -> Mapping[str, bytes]:
        manifest = {
            "version": MANIFEST_VERSION, **facts, "files": dict(digests), "decisions": project.decisions,
            "pages": [{"file": p.file, "title": p.title, "kind": p.kind, "part": p.part, "later": p.later, "roles": list(p.roles)} for p in project.pages],
        }
        text = json.dumps(manifest, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
        return {**beside, BASE: zip_bytes(files), MANIFEST: text.encode()}

    return apply(folder, files, previous, settle=settle, describe=describe, disk=disk)
