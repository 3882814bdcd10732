"""The command `diff`: what a change of the content does to pages, as a rendered difference, for the situations that it touches."""

from __future__ import annotations

import base64
import datetime as dt
import mimetypes
import re
import tempfile
from dataclasses import dataclass
from html import escape
from pathlib import Path
from urllib.parse import unquote

from site_build.commands.report import Report
from site_build.commands.roots import need_root
from site_build.desk.beside import NoChecker
from site_build.desk.comparing import difference, unpack
from site_build.desk.workbench import Workbench
from site_build.disk import write_text

_STYLE = ("body{font:1rem/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}ins{background:#d7f0d7}del{background:#f7d7d7}"
          ".whole{display:block}.differs{border-left:5px solid #8a5a00;padding-left:.6rem}"
          "section{border-top:2px solid #667;margin-top:2rem}table{border-collapse:collapse}img{max-width:100%}td,th{border:1px solid #667;padding:.25rem .5rem}")


@dataclass(frozen=True)
class DiffWish:
    """Compare the content under `root` with revision `since` of git, and write the difference to `target`."""

    root: Path | None
    since: str
    target: Path
    today: dt.date


def run(wish: DiffWish) -> Report:
    """Write the rendered difference. Raises UsageError without a guide or for a revision that does not exist, ContentError for wrong content."""
    root = need_root(wish.root, "vergelijken")
    with tempfile.TemporaryDirectory() as folder:
        before = Path(folder)
        unpack(root, wish.since, before)
        old, new = Workbench(before, wish.today, NoChecker()), Workbench(root, wish.today, NoChecker())
        old.refresh()
        new.refresh()
        files = sorted({file for file, _, _ in (*old.pages(), *new.pages()) })
        parts, touched = [], set()
        for situation, words in new.situations().items():
            if situation not in old.situations() or situation.startswith("tests/"):
                continue  # the cases of the tests are many, and say little more than the examples
            for file in files:
                if old.written(file, situation) != new.written(file, situation):
                    touched.add(file)
                    one, other = (bench.preview(file, situation, {}).html for bench in (old, new))
                    parts.append(f"<section><h2>{escape(file)}</h2><p>{escape(words)}</p>{difference(one, other)}</section>")
        body = _whole("".join(parts), (new, old)) or "<p>Geen enkele bladzijde is anders.</p>"
    write_text(wish.target, f'<!doctype html><html lang="nl"><head><meta charset="utf-8"><title>Verschil sinds {escape(wish.since)}</title>'
                            f"<style>{_STYLE}</style></head><body><h1>Verschil sinds {escape(wish.since)}</h1>{body}</body></html>\n")
    return Report((f"Bestanden die anders worden: {len(touched)}. Keer getoond, per situatie: {len(parts)}. Bekijk {wish.target}.",))


_PICTURE, _ATTACHMENT = re.compile(r'src="beeld/([^"?]+)(?:\?v=(\w+))?"'), re.compile(r' href="beeld/[^"]*"')


def _whole(html: str, benches: tuple[Workbench, ...]) -> str:
    """Put the pictures in the text itself, so that the file can be sent; attachments are only named."""

    def inside(match: re.Match[str]) -> str:
        data = next((found for bench in benches if (found := bench.picture(unquote(match[1]), match[2] or "")) is not None), None)
        kind = mimetypes.guess_type(match[1])[0] or "application/octet-stream"
        return match[0] if data is None else f'src="data:{kind};base64,{base64.b64encode(data).decode()}"'

    return _PICTURE.sub(inside, _ATTACHMENT.sub("", html))
