"""What the page calls: a name and JSON in, JSON and files out. Everything is decided by the program itself."""

from __future__ import annotations

import hashlib
import json
import shutil
import time
from pathlib import Path
from typing import Any

progress = print
_HOME = Path("/home/handreiking/handboek")


def handle(call: str, text: str, files: dict[str, Any]) -> tuple[str, dict[str, bytes]]:
    """Carry out one call; the answer is JSON and files by name."""
    result, out = _CALLS[call](json.loads(text), files)
    return json.dumps(result), out


def _make(given: Any, files: dict[str, Any]) -> tuple[Any, dict[str, bytes]]:
    from site_build.content.loading import load
    from site_build.interview.answers_reading import read_answers
    from site_build.store import projects

    times = {}
    t = time.time()
    content = load()
    times["content"] = time.time() - t
    t = time.time()
    answers = read_answers(given["answers"], "antwoorden.yml", content)
    shutil.rmtree(_HOME, ignore_errors=True)
    projects.create(_HOME, answers, content, source=given["answers"])
    times["assemble"] = time.time() - t
    t = time.time()
    from site_build.publishing.web.site import build_site

    build_site(_HOME)
    times["site"] = time.time() - t
    digests = {p.relative_to(_HOME).as_posix(): hashlib.sha256(p.read_bytes()).hexdigest() for p in sorted(_HOME.rglob("*")) if p.is_file()}
    return {"digests": digests, "times": times}, {}


def _read(given: Any, files: dict[str, Any]) -> tuple[Any, dict[str, bytes]]:
    return (_HOME / given["path"]).read_text(encoding="utf-8"), {}


_CALLS = {"make": _make, "read": _read}
