"""Count the Dutch sentences that stand in Python, by room: what editors cannot reach.

    .venv/bin/python -m tools.dutch_in_python              # a table
    .venv/bin/python -m tools.dutch_in_python --list       # each sentence with its place

A sentence is a string (pieces of an f-string or of adjoining strings count as one) with at least three of Dutch's small words.
Left out: docstrings, what is raised, and what says what is wrong or what a command did (`Problem(…)`, `*Error(…)`, `print`, help of
arguments): those are messages, and stand beside their code (decision 13).
"""

from __future__ import annotations

import argparse
import ast
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SMALL = frozenset("""de het een en of van in op voor met bij uit door naar om te aan als dat die dit deze wat wie waar hoe
is zijn was wordt worden heeft hebt hebben kan kunt kunnen moet zou niet geen nog al ook maar dan er u uw zij ze hij hun
over na tot uit tegen onder tussen zonder per meer elke elk alle""".split())
LEAST = 3
# Calls whose text is a message to whoever runs a command or mends the content.
_MESSAGES = re.compile(r"(Problem|Error|Fault|Stop|Warning|Remark|NotUsable)$")
_MESSAGE_CALLS = frozenset({"print", "problem", "fault", "say", "tell", "warn", "add_argument", "add_parser", "ArgumentParser", "exit", "fail", "refuse"})
# Rooms and modules where every string is a message: what commands, questions in a terminal and `check` say, and what reading back found.
_MESSAGE_ROOMS = (
    "commands/", "desk/", "cli.py", "errors.py", "interview/", "content/", "disk.py",
    "store/",  # what happened to files, and what `choose` asks (Nog te kiezen.md)
    "publishing/web/",  # what MkDocs said, in Dutch
    "publishing/forms/form_reading.py", "publishing/workbooks/plan_reading.py", "publishing/workbooks/plan_sheets.py", "publishing/workbooks/grid.py",
    "publishing/workbooks/register_reading.py",
    "tailoring/compare.py", "tailoring/score_advice.py",  # what `compare` and `explain --score` print
)
_MESSAGE_FUNCTIONS = {("publishing/paper/book.py", "_why"), ("publishing/paper/pdf.py", "_first_line"),
                      ("assembly/rendering.py", "_template_error")}  # what is raised, in two steps


@dataclass(frozen=True, slots=True)
class Sentence:
    """A Dutch sentence in a Python file: path under site_build/, line, text."""

    file: str
    line: int
    text: str

    @property
    def room(self) -> str:
        """Return the folder under site_build/ it stands in."""
        parts = self.file.split("/")
        return "/".join(parts[:-1]) if len(parts) > 1 else self.file


def sentences(root: Path = ROOT / "site_build") -> list[Sentence]:
    """Return every Dutch sentence under a folder that is no message, in order of place."""
    found = []
    for path in sorted(root.rglob("*.py")):
        name = path.relative_to(root).as_posix()
        if not name.startswith(_MESSAGE_ROOMS):
            found += [Sentence(name, line, text) for line, text in _strings(ast.parse(path.read_text(encoding="utf-8")), name) if is_sentence(text)]
    return found


def is_sentence(text: str) -> bool:
    """Return whether a text reads as Dutch: at least three of the small words."""
    return sum(word in SMALL for word in re.findall(r"[a-zà-ÿ]+", text.lower())) >= LEAST


def _strings(tree: ast.AST, file: str) -> Iterator[tuple[int, str]]:
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.FunctionDef) and (file, node.name) in _MESSAGE_FUNCTIONS or isinstance(node, ast.Raise) or isinstance(node, ast.Call) and _is_message(node):
            continue
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            continue  # a docstring
        if isinstance(node, ast.Constant):
            if isinstance(node.value, str):
                yield node.lineno, node.value
        elif isinstance(node, ast.JoinedStr):
            yield node.lineno, "".join(str(part.value) if isinstance(part, ast.Constant) else "{}" for part in node.values)
            for part in node.values:
                if isinstance(part, ast.FormattedValue):
                    yield from _strings(part, file)
        else:
            yield from _strings(node, file)


def _is_message(call: ast.Call) -> bool:
    name = call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")
    return bool(_MESSAGES.search(name)) or name.lstrip("_") in _MESSAGE_CALLS


def main() -> int:
    """Print the table or the list."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--list", action="store_true")
    found = sentences()
    if parser.parse_args().list:
        for sentence in found:
            print(f"{sentence.file}:{sentence.line}: {sentence.text!r}")
    for room, count in Counter(sentence.room for sentence in found).most_common():
        print(f"{count:5}  {room}")
    print(f"{len(found):5}  in all")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
