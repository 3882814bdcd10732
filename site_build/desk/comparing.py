"""Two versions of the content: which pages a change touches, and the difference as a reader sees it."""

from __future__ import annotations

import difflib
import io
import re
import tarfile
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path

from site_build.desk.git import git
from site_build.desk.published import FILE
from site_build.errors import UsageError

_FOLDERS = ("guide", "templates", "checklists", "examples", "tests", "situaties")
_VOID = {"br", "hr", "img", "input", "col", "wbr", "source"}


@dataclass(frozen=True)
class Version:
    """A version in git: its full id, the day, and the first line of its message."""

    id: str
    day: str
    words: str


def versions(root: Path, most: int = 30) -> list[Version]:
    """Return the latest versions in git that changed the content; none where there is no git."""
    lines = git(root, "log", f"-{most}", "--format=%H%x09%cs%x09%s", "--", "guide", "templates", "checklists")
    return [Version(*line.split("\t", 2)) for line in (lines or b"").decode(errors="replace").splitlines()]


def published_version(root: Path) -> Version | None:
    """Return the version in git in which the latest edition was published, or None."""
    line = (git(root, "log", "-1", "--format=%H%x09%cs%x09%s", "--", FILE) or b"").decode(errors="replace").strip()
    return Version(*line.split("\t", 2)) if line else None


def full_id(root: Path, name: str) -> str:
    """Return the id of a version by any name that git knows. Raises UsageError for another name."""
    found = git(root, "rev-parse", "--verify", "--quiet", f"{name}^{{commit}}") if not name.startswith("-") else None
    if not found:
        raise UsageError(f"De versie '{name}' is in git niet te vinden. Probeer bijvoorbeeld: main")
    return found.decode().strip()


def unpack(root: Path, since: str, target: Path) -> None:
    """Write the content of a version in `target`. Raises UsageError when git does not know it."""
    made = git(root, "archive", "--format=tar", full_id(root, since))
    if made is None:
        raise UsageError(f"De versie '{since}' is in git niet te vinden. Probeer bijvoorbeeld: main")
    with tarfile.open(fileobj=io.BytesIO(made)) as archive:
        archive.extractall(target, members=[each for each in archive.getmembers() if each.name.split("/")[0] in _FOLDERS], filter="data")


class _Top(HTMLParser):
    """Finds where each element at the top of a piece of HTML begins and ends."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.depth, self.starts = 0, [0]
        self.lines: list[int] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note where it begins, when it stands at the top."""
        if self.depth == 0:
            self.starts.append(self._at())
        if tag not in _VOID:
            self.depth += 1

    def handle_endtag(self, tag: str) -> None:
        """Go up."""
        if tag not in _VOID:
            self.depth = max(0, self.depth - 1)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element without content begins and ends at once (SVG has them)."""
        if self.depth == 0:
            self.starts.append(self._at())

    def _at(self) -> int:
        line, column = self.getpos()
        return self.lines[line - 1] + column

    def split(self, html: str) -> list[str]:
        """Return the elements at the top, each whole."""
        self.lines = [0, *(match.end() for match in re.finditer("\n", html))]
        self.feed(html)
        bounds = [*dict.fromkeys(self.starts), len(html)]
        return [part for one, other in zip(bounds, bounds[1:], strict=False) if (part := html[one:other].strip())]


def elements(html: str) -> list[str]:
    """Return the elements at the top of a piece of HTML, each whole: what is put around one breaks nothing."""
    return _Top().split(html)


def mark_other(html: str, other: str) -> str:
    """Return the HTML with a frame around each element that `other` does not have."""
    known = set(elements(other))
    return "\n".join(part if part in known else f'<div class="differs">{part}</div>' for part in elements(html))


def difference(old: str, new: str) -> str:
    """Return both versions in one text: what went between <del>, what came between <ins>, as a reader sees it."""
    try:
        from lxml.html.diff import htmldiff  # type: ignore[import-untyped,unused-ignore]
    except ImportError:  # whole elements, then
        htmldiff = None
    before, after = elements(old), elements(new)
    parts = []
    for kind, a, b, c, d in difflib.SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        one, two = "\n".join(before[a:b]), "\n".join(after[c:d])
        if kind == "equal":
            parts.append(two)
        elif kind == "replace" and htmldiff is not None:
            parts.append(f'<div class="differs">{htmldiff(one, two)}</div>')
        else:
            parts.extend(f'<div class="differs"><{tag} class="whole">{text}</{tag}></div>' for tag, text in (("del", one), ("ins", two)) if text)
    return "\n".join(parts)
