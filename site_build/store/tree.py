"""Put a project on disk, and make it again without touching what somebody changed.

A file whose digest is still the manifest's is replaced; one that somebody changed is left, and its
new text goes to `.handreiking/nieuw/`; a file that no longer applies is removed only if nobody
changed it. Everything is written beside first and then renamed: a full disk leaves the old
handbook whole.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import shutil
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from site_build.assembly.project import Project
from site_build.errors import HandbookError, UsageError

STATE = ".handreiking"
MANIFEST_VERSION = 1
_EPOCH = (1980, 1, 1, 0, 0, 0)


@dataclass
class Report:
    """What a build did with each file (paths in the project)."""

    written: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)  # changed by hand: left as it is
    removed: list[str] = field(default_factory=list)
    orphaned: list[str] = field(default_factory=list)  # no longer applies, but changed by hand: left
    messages: list[str] = field(default_factory=list)  # what else the maker should know

    def lines(self) -> list[str]:
        """Return the report in Dutch."""
        lines = [f"{len(self.written)} bestanden geschreven, {len(self.unchanged)} waren al goed."]
        if self.removed:
            lines.append(f"{len(self.removed)} bestanden gelden niet meer en zijn verwijderd.")
        lines += [f"{path} hebt u zelf veranderd en is niet vervangen. De nieuwe tekst staat in {STATE}/nieuw/{path}." for path in self.kept]
        lines += [f"{path} geldt niet meer, maar u hebt het zelf veranderd. Het staat er nog." for path in self.orphaned]
        return lines + self.messages


def read_manifest(folder: Path) -> dict[str, Any]:
    """Return the manifest of a handbook; raises UsageError when this is no handbook."""
    path = folder / STATE / "manifest.json"
    try:
        manifest: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise UsageError(f"{folder} is geen handboek: {STATE}/manifest.json ontbreekt. Maak het met: handreiking new {folder}") from None
    except (json.JSONDecodeError, UnicodeDecodeError):
        raise UsageError(f"{path} is beschadigd. Maak het handboek opnieuw in een lege map met: handreiking new MAP --answers {folder / 'antwoorden.yml'}") from None
    return manifest


def write_project(folder: Path, project: Project, facts: Mapping[str, Any]) -> Report:
    """Write the project into `folder`; `facts` are extra values for the manifest.

    Raises HandbookError when the disk refuses; the old handbook is then still whole.
    """
    old = _old_digests(folder)
    report = Report()
    staged: dict[str, bytes] = {}
    for path, content in project.files.items():
        data = content.encode() if isinstance(content, str) else content
        _plan_file(folder, path, data, old, staged, report)
    gone = [path for path in old if path not in project.files and (folder / path).is_file()]
    for path in gone:
        (report.orphaned if is_changed(folder / path, old[path]) else report.removed).append(path)
    manifest = {
        "version": MANIFEST_VERSION, **facts,
        "files": {path: _digest(content.encode() if isinstance(content, str) else content) for path, content in project.files.items()},
        "pages": [{"file": p.file, "title": p.title, "kind": p.kind, "part": p.part, "later": p.later, "roles": list(p.roles)} for p in project.pages],
        "decisions": project.decisions,
    }
    staged[f"{STATE}/base.zip"] = _zip(project.files)
    staged[f"{STATE}/manifest.json"] = (json.dumps(manifest, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()
    try:
        _replace(folder, staged)
        for path in report.removed:
            (folder / path).unlink()
            _prune(folder, (folder / path).parent)
    except OSError as error:
        raise HandbookError(f"Het schrijven in {folder} lukt niet ({_reason(error)}). Het oude handboek is niet veranderd.") from error
    return report


def _plan_file(folder: Path, path: str, data: bytes, old: Mapping[str, str], staged: dict[str, bytes], report: Report) -> None:
    target = folder / path
    aside = f"{STATE}/nieuw/{path}"
    if target.is_file():
        current = target.read_bytes()
        if current == data:
            report.unchanged.append(path)
            return
        if _digest(current) != old.get(path):
            report.kept.append(path)
            staged[aside] = data
            return
    report.written.append(path)
    staged[path] = data


def _old_digests(folder: Path) -> dict[str, str]:
    try:
        return dict(json.loads((folder / STATE / "manifest.json").read_text(encoding="utf-8"))["files"])
    except (OSError, ValueError, KeyError):
        return {}


def _replace(folder: Path, staged: Mapping[str, bytes]) -> None:
    """Write all files beside their places, then rename them; the manifest comes last."""
    area = folder / STATE / f"schrijven-{os.getpid()}"
    try:
        for path, data in staged.items():
            beside = area / path
            beside.parent.mkdir(parents=True, exist_ok=True)
            beside.write_bytes(data)
    except OSError:
        shutil.rmtree(area, ignore_errors=True)
        raise
    old_aside = folder / STATE / "nieuw"
    shutil.rmtree(old_aside, ignore_errors=True)
    for path in sorted(staged, key=lambda p: (p == f"{STATE}/manifest.json", p)):
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        os.replace(area / path, target)
    shutil.rmtree(area, ignore_errors=True)


def write_file(path: Path, text: str) -> None:
    """Write one file beside its place and rename it; raises HandbookError."""
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        beside.write_text(text, encoding="utf-8", newline="\n")
        os.replace(beside, path)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise HandbookError(f"{path} kan niet worden geschreven ({_reason(error)}).") from error


def check_new_folder(folder: Path, *, begun: str = "") -> None:
    """Raise UsageError when a new handbook cannot go here; a folder with only the file `begun` is fine."""
    if folder.is_file():
        raise UsageError(f"{folder} is een bestand. Kies een map die nog niet bestaat.")
    if folder.is_dir() and any(path.name != begun for path in folder.iterdir()):
        if (folder / STATE / "manifest.json").is_file():
            raise UsageError(f"In {folder} staat al een handboek. Maak het opnieuw met: handreiking build {folder}")
        raise UsageError(f"De map {folder} is niet leeg. Kies een lege map of een map die nog niet bestaat.")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        probe = folder / f".schrijftest-{os.getpid()}"
        probe.write_bytes(b"")
        probe.unlink()
    except OSError as error:
        raise UsageError(f"In {folder} kunt u niet schrijven ({_reason(error)}). Kies een andere map.") from None


_REASONS = {13: "geen toegang", 28: "de schijf is vol", 30: "de schijf is alleen-lezen", 20: "een deel van het pad is geen map", 1: "geen toegang"}


def _reason(error: OSError) -> str:
    return _REASONS.get(error.errno or 0, "de schijf weigert")


def is_changed(path: Path, digest: str) -> bool:
    """Return True when a file is there and is no longer what the manifest says."""
    return path.is_file() and _digest(path.read_bytes()) != digest


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _zip(files: Mapping[str, str | bytes]) -> bytes:
    """Return a zip with the same bytes for the same files."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(files):
            content = files[path]
            info = zipfile.ZipInfo(path, _EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            archive.writestr(info, content.encode() if isinstance(content, str) else content)
    return buffer.getvalue()


def _prune(folder: Path, directory: Path) -> None:
    while directory != folder and not any(directory.iterdir()):
        directory.rmdir()
        directory = directory.parent
