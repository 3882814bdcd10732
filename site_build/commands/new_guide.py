"""The command `new-guide`: begin a guide of one's own, small and right, that makes a handbook at once."""

from __future__ import annotations

import datetime as dt
import json
import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from site_build.commands.report import Report
from site_build.content.model import Content
from site_build.disk import write_text
from site_build.errors import UsageError

_STARTER = Path(__file__).resolve().parents[1] / "starter"


@dataclass(frozen=True)
class NewGuideWish:
    """Begin a guide in `folder`; `title` is how its handbooks are called, by default after the folder."""

    folder: Path
    title: str = ""
    today: dt.date | None = None


def run(wish: NewGuideWish, content: Content) -> Report:
    """Write the files; `content` is our own guide, whose id is taken. Raises UsageError for a folder with something in it."""
    folder = wish.folder
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise UsageError(f"{folder} is niet leeg. Kies een nieuwe map voor uw handreiking.")
    id = _id(folder.absolute().name)
    if id == content.edition.id:
        raise UsageError(f"'{id}' is de naam van de handreiking die bij het programma hoort. Kies een andere naam voor de map.")
    title = " ".join(wish.title.split()) or f"Handboek {folder.absolute().name}"
    told = {"ID": id, "TITLE": json.dumps(title, ensure_ascii=False), "DATE": (wish.today or dt.date.today()).isoformat()}
    files = {path.relative_to(_STARTER).as_posix(): _filled(path.read_text(encoding="utf-8"), told)
             for path in sorted(_STARTER.rglob("*")) if path.is_file() and path.suffix in (".yml", ".md", ".svg")}
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        write_text(folder / name, text)
    return Report((f"Uw handreiking staat in {folder}.",
                   f"Controleer de handreiking met: handreiking check --guide {folder}",
                   f"Probeer uit met: handreiking new PROEF --guide {folder} --answers {folder / 'examples' / 'voorbeeld.yml'}"),
                  files=tuple(folder / path for path in files))


def _id(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "handreiking"


def _filled(text: str, told: dict[str, str]) -> str:
    return re.sub(r"(?m)(?<=: )(ID|TITLE|DATE)$", lambda match: told[match[1]], text)
