"""Check the files as they were typed: signs that nobody sees, leftovers of a merge, and what a word processor puts in.

`read_signs` looks at lines only, so that it also works on a file that cannot be read. What has one right answer carries its
new line: `check --fix` puts it in place.
"""

from __future__ import annotations

import dataclasses
import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from site_build.content import model
from site_build.content.conditions import Condition
from site_build.content.reading import fields_of
from site_build.desk.memory import Memory, problems
from site_build.errors import ERROR, Place, Problem

_INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2064\u00ad\ufeff]")
_HARD = re.compile("[\u00a0\u202f\u2007]")
_CURLY = {"“": '"', "”": '"', "„": '"', "‘": '"', "’": '"', "«": '"', "»": '"'}
_CURLY_SIGN = re.compile("[" + "".join(_CURLY) + "]")
_CONFLICT = re.compile(r"(<{7}|>{7})( |$)")
_LIST = re.compile(r"(?:[-*+]|\d+[.)])\s+\S")
_WHEN = re.compile(r"\{%-?\s*when\b(.*?)-?%\}")
_COMMENT = re.compile(r"^[\s-]*[\w-]+:\s+[^\"'\s#|>\[{][^\"'#]*?(\s#[^\s#].*)$")
_KEY = re.compile(r"^\s*(?:- )?([\w-]+):(\s|$)")
# What a line has of anything that can be wrong with it: most have nothing, and are not looked at further.
_HAS_DATA = re.compile(f"[#\t{''.join(_CURLY)}]|\\d,\\d|\\b(?:AND|OR|NOT|IN)\\b|{_INVISIBLE.pattern}|{_HARD.pattern}")
_HAS_TEXT = re.compile(f"^(?:[-*+]|\\d+[.)])\\s|\\{{%|{_INVISIBLE.pattern}|{_HARD.pattern}")


def _keys(kinds: tuple[type, ...]) -> frozenset[str]:
    """The names of the fields of these types, in every format."""
    found = set()
    for cls in (getattr(model, name) for name in dir(model)):
        if dataclasses.is_dataclass(cls) and isinstance(cls, type):
            found |= {spec.key for spec in fields_of(cls) if spec.type in kinds}
    return frozenset(found)


_CONDITIONS, _WHOLE, _DECIMAL = _keys((Condition,)), _keys((int,)), _keys((float,))
_NUMBER = re.compile(rf"(?<![\w-])({'|'.join(sorted(_WHOLE | _DECIMAL))}):\s*(-?\d+),(\d+)(?!\w)")
_CONDITION_FIELD = re.compile(rf"(?<![\w-])(?:{'|'.join(sorted(_CONDITIONS))}):\s*(.*)$")


@dataclass(frozen=True)
class Sign:
    """One thing that is wrong with a line; `fixed` is the line as it should be, None where a person must choose.

    `before` says that an empty line goes before it.
    """

    problem: Problem
    fixed: str | None = None
    before: bool = False


def text_files(root: Path) -> list[Path]:
    """Return the editors' text files under a root."""
    return sorted(path for folder in ("guide", "templates/documents", "checklists") for path in (root / folder).rglob("*")
                  if path.suffix in (".yml", ".md") and path.is_file())


def check_signs(root: Path, memory: Memory | None = None) -> list[Problem]:
    """Return every problem with the signs in the editors' files."""
    memory, found = memory or Memory(), list[Problem]()
    for path in text_files(root):
        try:
            text = path.read_bytes().decode("utf-8")
        except (UnicodeDecodeError, OSError):
            continue  # said where the file is read
        found.extend(problems(memory, functools.partial(_problems, text, file := path.relative_to(root).as_posix()), "signs", file, text))
    return found


def _problems(text: str, file: str) -> list[Problem]:
    return [sign.problem for sign in read_signs(text, file)]


def read_signs(text: str, file: str) -> Iterator[Sign]:
    """Yield what is wrong with the lines of one file."""
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    conflict = next((n for n, line in enumerate(lines, start=1) if _CONFLICT.match(line)), 0)
    if conflict:
        yield Sign(Problem(Place(file, conflict, 1), "samenvoegen", "Hier staan twee versies van de tekst door elkaar: git kon ze niet samenvoegen.",
                           "Kies één van de twee, en verwijder de regels die met <<<<<<<, ======= en >>>>>>> beginnen."))
        return
    yaml, fenced, head = file.endswith(".yml"), False, file.endswith(".md") and lines[0].startswith("---")
    for number, line in enumerate(lines, start=1):
        if head and number > 1 and line.rstrip() == "---":
            head = False
            continue
        if not yaml and not head and line.lstrip().startswith("```"):
            fenced = not fenced
        if not fenced and (_HAS_DATA if yaml or head else _HAS_TEXT).search(line):
            yield from _line(line, lines[number - 2] if number > 1 else "", file, number, data=yaml or head)


def _line(line: str, above: str, file: str, number: int, *, data: bool) -> Iterator[Sign]:
    def sign(at: int, code: str, message: str, remedy: str, fixed: str | None = None, before: bool = False, grade: str = ERROR) -> Sign:
        return Sign(Problem(Place(file, number, at + 1), code, message, remedy, grade), fixed, before)

    if match := _INVISIBLE.search(line):
        yield sign(match.start(), "teken-onzichtbaar", f"Hier staat een teken dat niemand ziet (U+{ord(match[0]):04X}).", _FIX, _INVISIBLE.sub("", line))
        return
    condition = _condition(line, data)
    for hard in _HARD.finditer(line):
        inside = condition and condition[0] <= hard.start() < condition[1]
        begins = not line[:hard.start()].strip(" \t#-*>.0123456789\u00a0") and (data or hard.start() == 0 or line[0] in "#-*>!")
        named = data and (key := _KEY.match(line.replace(hard[0], " "))) and hard.start() <= key.end()
        if inside or begins or named:
            yield sign(hard.start(), "spatie-hard", "Hier staat een harde spatie in plaats van een gewone.", _FIX, _HARD.sub(" ", line))
            return
    if data and "\t" in line[: len(line) - len(line.lstrip())]:
        yield sign(line.index("\t"), "tab", "Deze regel springt in met een tab.", f"Gebruik spaties. {_FIX}", line.replace("\t", "  "))
        return
    if condition and (curly := _CURLY_SIGN.search(line, *condition)):
        start, end = condition
        yield sign(curly.start(), "aanhalingstekens", f"In een voorwaarde horen rechte aanhalingstekens, geen {curly[0]}.", _FIX,
                   line[:start] + _CURLY_SIGN.sub('"', line[start:end]) + line[end:])
        return
    if condition and (words := re.sub(r'("[^"]*")|\b(AND|OR|NOT|IN)\b', lambda m: m[1] or m[2].lower(), line[slice(*condition)])) != line[slice(*condition)]:
        start, end = condition
        at = next(i for i, (one, other) in enumerate(zip(line[start:end], words, strict=True)) if one != other)
        yield sign(start + at, "hoofdletters", "AND, OR, NOT en IN horen in kleine letters.", _FIX, line[:start] + words + line[end:])
        return
    if data:
        if match := _NUMBER.search(line):
            whole = match[1] in _WHOLE and match[1] not in _DECIMAL
            yield sign(match.start(2), "komma-getal", f"'{match[1]}' hoort {'een heel getal' if whole else 'een getal met een punt'} te zijn, niet {match[2]},{match[3]}.",
                       f"Schrijf {match[2]} of {int(match[2]) + 1}." if whole else f"Schrijf {match[2]}.{match[3]}. {_FIX}",
                       None if whole else line[:match.start(2)] + f"{match[2]}.{match[3]}" + line[match.end():])
        elif match := _COMMENT.match(line):
            yield sign(match.start(1) + 1, "tekst-afgekapt", f"Vanaf het hekje telt deze tekst niet mee: '{match[1].strip()[:40]}'.", "Zet de hele tekst tussen aanhalingstekens.")
    elif _LIST.match(line) and above.strip() and not _LIST.match(above.lstrip()) and not above.startswith((" ", "\t", "|", "#", "{%", "!!!", "<!--", "---")):
        yield sign(0, "lijst-witregel", "Voor deze lijst ontbreekt een lege regel; zo wordt de lijst gewone tekst.", f"Zet een lege regel voor de lijst. {_FIX}", line, before=True)


_FIX = "Typ: handreiking check --fix"


def _condition(line: str, data: bool) -> tuple[int, int] | None:
    """Return where in the line a condition stands."""
    match = _CONDITION_FIELD.search(_HARD.sub(" ", line)) if data else _WHEN.search(_HARD.sub(" ", line))
    return match.span(1) if match else None


def fix(root: Path) -> list[Problem]:
    """Put right what has one right answer, in every file; return what was put right."""
    from site_build.disk import write_text

    done: list[Problem] = []
    for path in text_files(root):
        file = path.relative_to(root).as_posix()
        try:
            text = path.read_bytes().decode("utf-8")
        except (UnicodeDecodeError, OSError):
            continue
        for _ in range(20):  # a line may hold more than one thing
            signs = [sign for sign in read_signs(text, file) if sign.fixed is not None]
            if not signs:
                break
            ends = "\r\n" if "\r\n" in text else "\n"
            lines = text.split(ends)
            for sign in reversed(signs):
                at = sign.problem.place.line - 1
                lines[at] = sign.fixed or ""
                if sign.before:
                    lines.insert(at, "")
            text = ends.join(lines)
            done.extend(sign.problem for sign in signs)
        else:
            continue
        if any(problem.place.file == file for problem in done):
            write_text(path, text)
    return sorted(done)

