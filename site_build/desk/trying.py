"""Try the templates out: assemble the complete edition, a handbook without answers and the examples. Names in templates must exist."""

from __future__ import annotations

import base64
import datetime as dt
import functools
from pathlib import Path

from jinja2.bccache import Bucket, BytecodeCache

from site_build.assembly.project import assemble, templates_of
from site_build.content.model import Content
from site_build.desk.memory import Memory, read_memory, write_memory
from site_build.errors import ContentError, Problem
from site_build.interview.answers import Answers, read_answers
from site_build.store.resources import read_look
from site_build.tailoring.handbook import COMPLETE, INTERN, tailor

FILE = "build/template-cache.json"  # apart from what the checks found: it is written by whichever process compiles


class _Compiled(BytecodeCache):
    """The templates as Jinja compiled them, kept with the text that they come from."""

    def __init__(self, memory: Memory) -> None:
        self.memory = memory

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill the bucket with what was compiled before."""
        kept = self.memory.known("compiled", bucket.key, bucket.checksum)
        if isinstance(kept, str):
            bucket.bytecode_from_string(base64.b64decode(kept))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Remember what was compiled."""
        self.memory.keep(base64.b64encode(bucket.bytecode_to_string()).decode(), "compiled", bucket.key, bucket.checksum)


def try_out(content: Content, root: Path, today: dt.date, example: str, *, complete: bool) -> list[Problem]:
    """Return what goes wrong when a handbook is made from an example (a path from `root`), or from no answers."""
    compiled = _compiled(root)
    templates_of(content).environment.bytecode_cache = compiled
    try:
        answers = read_answers((root / example).read_text(encoding="utf-8"), example, content) if example else Answers("hb-proef", today.isoformat())
        assemble(tailor(content, answers, edition=COMPLETE if complete else INTERN), read_look())
    except ContentError as error:
        return list(error.problems)
    finally:
        write_memory(root, compiled.memory, FILE)
    return []


@functools.cache
def _compiled(root: Path) -> _Compiled:
    return _Compiled(read_memory(root, FILE, grows=True))
