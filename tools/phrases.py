"""Write site_build/content/phrase_list.py: the sentences of templates/words.yml that the program uses, with their places.

    .venv/bin/python -m tools.phrases            # write it
    .venv/bin/python -m tools.phrases --check    # say whether it is right (a test does the same)

Read from the code: every `phrases("group.key", place=…)` and `phrases.said("group.key", place=…)`. The key stands there as it is
(or as one of two, `phrases("a.b" if … else "a.c")`), so that it can be found, and the places by name.
"""

from __future__ import annotations

import ast
import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path

from site_build.content.phrases import CHOICES

ROOT = Path(__file__).resolve().parents[1]
TARGET = ROOT / "site_build" / "content" / "phrase_list.py"
_HEAD = '''"""The sentences that the program uses, with their places. Written by `python -m tools.phrases`: change the code, not this list."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

_NEEDED = """
'''
_TAIL = '''"""


def _read(lines: Iterable[str]) -> Iterator[tuple[str, tuple[str, ...]]]:
    for line in lines:
        group, *sentences = line.split()
        for key, _, places in (sentence.partition(":") for sentence in sentences):
            yield f"{group}.{key}", tuple(places.split(",")) if places else ()


NEEDED: dict[str, tuple[str, ...]] = dict(_read(_NEEDED.strip().split("\\n")))
"""Group and key of each sentence -> the names of its places."""
'''


def used() -> dict[str, tuple[str, ...]]:
    """Return every sentence in the code with its places; raises ValueError for one whose key or places cannot be read."""
    found: dict[str, tuple[str, ...]] = {f"{group}.{key}": () for group, keys in CHOICES.items() for key in keys}
    for path in sorted((ROOT / "site_build").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or not _is_phrases(node.func):
                continue
            where = f"{path.relative_to(ROOT).as_posix()}:{node.lineno}"
            places = tuple(sorted(keyword.arg or "**" for keyword in node.keywords))
            for key in _keys(node.args[0], where):
                if "**" in places or found.get(key, places) != places:
                    raise ValueError(f"{where}: {key} takes {places}, and elsewhere {found.get(key)}")
                found[key] = places
    return dict(sorted(found.items()))


def _is_phrases(function: ast.expr) -> bool:
    """`phrases(…)`, `self.phrases(…)`, `content.phrases(…)`, and the same with `.said`."""
    if isinstance(function, ast.Attribute) and function.attr == "said":
        function = function.value
    name = function.id if isinstance(function, ast.Name) else function.attr if isinstance(function, ast.Attribute) else ""
    return name in ("phrases",)


def _keys(argument: ast.expr, where: str) -> Iterator[str]:
    if isinstance(argument, ast.IfExp):
        yield from _keys(argument.body, where)
        yield from _keys(argument.orelse, where)
    elif isinstance(argument, ast.Constant) and isinstance(argument.value, str):
        yield argument.value
    else:
        raise ValueError(f"{where}: write the key of a sentence as it is")


def text() -> str:
    """Return the text of phrase_list.py: lines with a group, and its sentences as key:place,place."""
    groups: dict[str, list[str]] = {}
    for key, places in used().items():
        group, _, name = key.partition(".")
        groups.setdefault(group, []).append(f"{name}:{','.join(places)}" if places else name)
    return _HEAD + "".join(textwrap.fill(" ".join(names), 160, initial_indent=f"{group} ", subsequent_indent=f"{group} ", break_long_words=False,
                                         break_on_hyphens=False) + "\n" for group, names in groups.items()) + _TAIL


def main() -> int:
    """Write or check."""
    if "--check" not in sys.argv:
        TARGET.write_text(text(), encoding="utf-8")
    return 0 if TARGET.read_text(encoding="utf-8") == text() else 1


if __name__ == "__main__":
    raise SystemExit(main())
