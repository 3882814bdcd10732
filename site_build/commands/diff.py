"""The command `diff`: what a change of the content does to pages, as a rendered difference, for the situations that it touches."""

from __future__ import annotations

import datetime as dt
import io
import subprocess
import tarfile
import tempfile
from dataclasses import dataclass
from html import escape
from pathlib import Path

from site_build.content.loading import find_root
from site_build.desk.workbench import Workbench
from site_build.disk import write_text
from site_build.errors import MissingExtraError, UsageError

_STYLE = ("body{font:1rem/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}ins{background:#d7f0d7}del{background:#f7d7d7}"
          "section{border-top:2px solid #667;margin-top:2rem}table{border-collapse:collapse}td,th{border:1px solid #667;padding:.25rem .5rem}")


@dataclass(frozen=True)
class DiffWish:
    """Compare the content under `root` with revision `since` of git, and write the difference to `target`."""

    root: Path | None
    since: str
    target: Path
    today: dt.date


@dataclass(frozen=True)
class DiffReport:
    """What was written, in Dutch; `status` is the exit status."""

    lines: tuple[str, ...]
    status: int = 0


def run(wish: DiffWish) -> DiffReport:
    """Write the rendered difference. Raises UsageError without a guide or for a revision that does not exist, ContentError for wrong content."""
    try:
        from lxml.html.diff import htmldiff  # type: ignore[import-untyped,unused-ignore]
    except ImportError as error:
        raise MissingExtraError('Voor dit commando is lxml nodig. Typ: pip install "handreiking[export]"') from error
    root = wish.root or find_root()
    if root is None or not (root / "guide").is_dir():
        raise UsageError("Hier is geen inhoud om te vergelijken: de map guide/ ontbreekt.")
    with tempfile.TemporaryDirectory() as folder:
        before = Path(folder)
        _unpack(root, wish.since, before)
        old, new = Workbench(before, wish.today, tuple), Workbench(root, wish.today, tuple)
        old.refresh()
        new.refresh()
        files = sorted({file for file, _, _ in (*old.pages(), *new.pages()) })
        parts, touched = [], set()
        for situation, words in new.situations().items():
            if situation not in old.situations():
                continue
            for file in files:
                one, other = (bench.preview(file, situation, {}).html for bench in (old, new))
                if one != other:
                    touched.add(file)
                    parts.append(f"<section><h2>{escape(file)}</h2><p>{escape(words)}</p>{htmldiff(one or '<p></p>', other or '<p></p>')}</section>")
    body = "".join(parts) or "<p>Geen enkele bladzijde is anders.</p>"
    write_text(wish.target, f'<!doctype html><html lang="nl"><head><meta charset="utf-8"><title>Verschil sinds {escape(wish.since)}</title>'
                            f"<style>{_STYLE}</style></head><body><h1>Verschil sinds {escape(wish.since)}</h1>{body}</body></html>\n")
    return DiffReport((f"Bestanden die anders worden: {len(touched)}. Keer getoond, per situatie: {len(parts)}. Bekijk {wish.target}.",))


def _unpack(root: Path, since: str, target: Path) -> None:
    """Write the content of a revision in `target`."""
    if since.startswith("-"):
        raise UsageError(f"'{since}' is geen versie van git.")
    made = subprocess.run(["git", "-C", str(root), "archive", "--format=tar", since], capture_output=True, check=False)
    if made.returncode:
        raise UsageError(f"De versie '{since}' is in git niet te vinden. Probeer bijvoorbeeld: --since main")
    with tarfile.open(fileobj=io.BytesIO(made.stdout)) as archive:
        wanted = [each for each in archive.getmembers() if each.name.split("/")[0] in ("guide", "templates", "checklists", "examples")]
        archive.extractall(target, members=wanted, filter="data")
