"""Check the names and kinds of the files themselves: what would never be read."""

from __future__ import annotations

import re
from pathlib import Path

from site_build.errors import Place, Problem

_READ = {  # where files are read, with how they must end
    "guide/questionnaire": (".yml",), "guide/chapters": (".md", ".yml"), "guide/knowledge": (".yml", ".csv", ".md"), "checklists": (".yml",),
    "templates/documents": (".md",),
}
_NEARLY = {".yaml": ".yml", ".yml": ".yml", ".md": ".md", ".markdown": ".md", ".mdown": ".md", ".txt": ".md", ".csv": ".csv"}
_COPY = re.compile(r"(.*?)[ _-]*(?:\(\d+\)|kopie(?: \(?\d+\)?)?|copy(?: \d+)?|- Copy)$", re.I)


def check_files(root: Path) -> list[Problem]:
    """Return a problem for every file or folder that the program does not read as its maker expects."""
    problems = []
    for folder, ends in _READ.items():
        for path in sorted((root / folder).rglob("*")):
            file = path.relative_to(root).as_posix()
            place = Place(file, 1, 1)
            if path.name.startswith((".", "~$")):
                continue
            if path.is_dir():
                if path.suffix in (".md", ".yml", ".csv"):
                    problems.append(Problem(place, "bestand-map", f"'{path.name}' is een map, en heet als een bestand.", "Geef de map een andere naam, of verwijder de map."))
                continue
            if path.suffix not in ends and (meant := _NEARLY.get(path.suffix.lower())) in ends:
                problems.append(Problem(place, "bestand-naam", f"Dit bestand wordt niet gelezen: de naam eindigt op {path.suffix}.", f"Noem het {path.stem}{meant}."))
            elif path.suffix in (".md", ".yml") and folder != "guide/knowledge" and not re.fullmatch(r"[a-z0-9-]+", path.stem):
                copy = _COPY.match(path.stem)
                problems.append(Problem(place, "bestand-naam", f"De naam '{path.name}' heeft hoofdletters, spaties of leestekens"
                                        + (", en lijkt een kopie." if copy and copy[1] else "."),
                                        "Verwijder de kopie, of geef het bestand een eigen naam in kleine letters met streepjes." if copy and copy[1]
                                        else f"Noem het {_plain(path.stem)}{path.suffix}."))
            elif folder == "guide/chapters" and path.suffix == ".md" and len(path.relative_to(root / folder).parts) != 2:
                problems.append(Problem(place, "bestand-plaats", "Dit bestand wordt niet gelezen: een bladzijde staat in de map van een deel.",
                                        "Zet het in een map van guide/chapters/, niet hoger en niet dieper."))
    return problems


def _plain(stem: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", stem.lower()).strip("-") or "naam"
