"""Strict YAML and front matter that remember on which line everything stood.

YAML 1.2 core scalars: `no` and `0363` are text, dates are text, duplicate keys, aliases and
tags are refused. libyaml is used where present, with the same result. The parser comes in when there is YAML to read:
an interview that begins reads none.
"""

from __future__ import annotations

import functools
import math
import re
from collections import abc
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from site_build.errors import Place, Problem

if TYPE_CHECKING:
    import yaml

_INTEGER = re.compile(r"[-+]?(0|[1-9][0-9]*)\Z")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|(0|[1-9][0-9]*)\.[0-9]*)([eE][-+]?[0-9]+)?\Z")
_BRACKETS = re.compile(r"[\[\]{}]")
_MAX_DEPTH, _MAX_DIGITS = 60, 300
_DEEP_INDENT = re.compile(rf"^[ \t?:-]{{{_MAX_DEPTH},}}", re.M)
_QUESTION_MARK = re.compile(r"(?<=\S)\?")
_CONSTANTS = {"true": True, "false": False, "null": None, "~": None, "": None}
_TAGS = "tag:yaml.org,2002:"
_NUMERIC = frozenset("+-.0123456789")  # with which a number begins
_NOT_ALLOWED = ("!", f"{_TAGS}python")
_FRONT_MATTER = re.compile(r"---[ \t]*\n(.*?\n|)---[ \t]*(?:\n|\Z)", re.S)


Json: TypeAlias = "None | bool | int | float | str | abc.Sequence[Json] | abc.Mapping[str, Json]"
"""What a document, an answer or a name in a condition holds. In YAML as in JSON: the YAML that we accept has no dates, and names are text."""


class Mapping(dict[str, Json]):
    """A YAML mapping that knows the place of itself and of each value."""

    place: Place = Place()
    places: dict[str, Place]

    def place_of(self, key: str) -> Place:
        """Return where the value of `key` stands, or where the mapping begins."""
        return self.places.get(key, self.place)


class Sequence(list[Json]):
    """A YAML sequence that knows the place of itself and of each item."""

    place: Place = Place()
    places: list[Place]

    def place_of(self, index: int) -> Place:
        """Return where item `index` stands."""
        return self.places[index]


def mapping_of(value: Json) -> dict[str, Json]:
    """Return a mapping as it is, and an empty one in place of anything else."""
    return value if isinstance(value, dict) else {}


def list_of(value: Json) -> abc.Sequence[Json]:
    """Return a list as it is, and an empty one in place of anything else."""
    return value if isinstance(value, (list, tuple)) else ()


def text_of(value: Json) -> str:
    """Return a text as it is, and an empty one in place of anything else."""
    return value if isinstance(value, str) else ""


def number_of(value: Json) -> int | float:
    """Return a number as it is, and nought in place of anything else."""
    return value if isinstance(value, (int, float)) else 0


@dataclass(frozen=True)
class FrontMatter:
    """A Markdown file in its two halves; `first_line` is the line on which `body` begins."""

    data: Mapping
    body: str
    first_line: int


def read_yaml(text: str, file: str, *, line_offset: int = 0) -> tuple[Json, list[Problem]]:
    """Parse one YAML document.

    Returns the value (Mapping, Sequence or scalar) and every problem found in it; with a syntax
    error the value is None. `line_offset` is added to each line number (for front matter).
    """
    if "\0" in text:
        line = text[: text.index("\0")].count("\n") + 1 + line_offset
        return None, [
            Problem(Place(file, line, 1), "yaml-teken", "Er staat een onzichtbaar teken (nul-byte) in dit bestand.",
                    "Verwijder het teken of maak het bestand opnieuw.")
        ]
    import yaml

    reader = _Reader(file, line_offset)
    try:
        if _too_deep(text):
            return None, [_syntax_problem(Place(file, 1 + line_offset, 1))]
        node = yaml.compose(text, Loader=_loader())
    except yaml.MarkedYAMLError:
        return None, [_syntax_error(text, file, line_offset)]
    except (yaml.YAMLError, ValueError):
        return None, [_syntax_problem(Place(file, 1 + line_offset, 1))]
    if node is None:
        return None, []
    return reader.read(node), reader.problems


class Kept:
    """Reads YAML as `read_yaml` does, and remembers what each file said last: for a program that reads a guide again at every save."""

    def __init__(self) -> None:
        self._last: dict[str, tuple[str, Json, list[Problem]]] = {}

    def read(self, text: str, file: str, *, line_offset: int = 0) -> tuple[Json, list[Problem]]:
        """Return what `read_yaml` says of this text; nobody changes the value that it returns, but for a choice that gets its id."""
        last = self._last.get(file)
        if last is None or last[0] != text:
            last = self._last[file] = (text, *self.parsed(text, file, line_offset))
        return last[1], last[2]

    def parsed(self, text: str, file: str, line_offset: int) -> tuple[Json, list[Problem]]:
        """Return what `read_yaml` says of a text that this does not remember."""
        return read_yaml(text, file, line_offset=line_offset)


def read_front_matter(text: str, file: str, kept: Kept | None = None) -> tuple[FrontMatter | None, list[Problem]]:
    """Split a Markdown file into its front matter and its body."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n")
    match = _FRONT_MATTER.match(text)
    if not match:
        return None, [
            Problem(Place(file, 1, 1), "kop-ontbreekt", "Dit bestand begint niet met gegevens tussen twee regels met ---.",
                    "Begin het bestand met ---, dan de gegevens (title, summary, …), dan weer ---.")
        ]
    data, problems = (kept or Kept()).read(match[1], file, line_offset=1)
    if data is None and not problems:
        data = _empty_mapping(file)
    if not isinstance(data, Mapping):
        problems = problems or [
            Problem(Place(file, 2, 1), "kop-vorm", "De gegevens bovenaan zijn geen lijst van namen met waarden.",
                    "Schrijf per regel: naam: waarde.")
        ]
        return None, problems
    return FrontMatter(data, text[match.end():], match[0].count("\n") + 1), problems


def _empty_mapping(file: str) -> Mapping:
    mapping = Mapping()
    mapping.place, mapping.places = Place(file, 1, 1), {}
    return mapping


def _syntax_problem(place: Place) -> Problem:
    return Problem(place, "yaml-vorm", "Dit is geen geldige YAML.",
                   "Kijk of de regel goed inspringt en zet tekst met een dubbele punt tussen aanhalingstekens.")


_INDENT = "Deze regel springt niet gelijk in met de regels erboven."
_INDENT_REMEDY = "Zet evenveel spaties ervoor als bij de andere regels van hetzelfde stuk."


class _Reader:
    """Turns YAML nodes into values and collects problems."""

    def __init__(self, file: str, line_offset: int) -> None:
        import yaml

        self._yaml = yaml
        self.file = file
        self.offset = line_offset
        self.problems: list[Problem] = []
        self._seen: set[int] = set()

    def read(self, node: yaml.Node) -> Json:
        if id(node) in self._seen:
            self._add(self._place(node), "yaml-verwijzing", "Een verwijzing (*naam) binnen het bestand is niet toegestaan.",
                      "Schrijf de waarde hier voluit.")
            return None
        self._seen.add(id(node))
        if node.tag.startswith(_NOT_ALLOWED):
            self._add(self._place(node), "yaml-label", f"Het label {node.tag} is niet toegestaan.", "Verwijder het label.")
            return None
        if isinstance(node, self._yaml.ScalarNode):
            return str(node.value) if node.style else _scalar(node.value)
        if isinstance(node, self._yaml.MappingNode):
            return self._mapping(node, self._place(node))
        assert isinstance(node, self._yaml.SequenceNode)
        return self._sequence(node, self._place(node))

    def _mapping(self, node: yaml.MappingNode, place: Place) -> Mapping:
        result = Mapping()
        result.place, result.places = place, {}
        for key_node, value_node in node.value:
            if not isinstance(key_node, self._yaml.ScalarNode):
                self._add(self._place(key_node), "yaml-naam", "Een naam moet gewone tekst zijn.", "")
                continue
            key = key_node.value
            if key in result:
                self._add(self._place(key_node), "dubbele-naam", f"De naam '{key}' staat hier twee keer.",
                          "Laat één van de twee staan.")
                continue
            result[key] = self.read(value_node)
            result.places[key] = self._place(value_node)
        return result

    def _sequence(self, node: yaml.SequenceNode, place: Place) -> Sequence:
        result = Sequence(self.read(item) for item in node.value)
        result.place, result.places = place, [self._place(item) for item in node.value]
        return result

    def _place(self, node: yaml.Node) -> Place:
        mark = node.start_mark
        return Place(self.file, mark.line + 1 + self.offset, mark.column + 1)

    def _add(self, place: Place, code: str, message: str, remedy: str) -> None:
        self.problems.append(Problem(place, code, message, remedy))


_CAUSES = (  # what the reader says, whether it begins at the context, what we say, and what to do
    ("that cannot start any token", False, "Deze tekst begint met een teken dat in YAML iets anders betekent.", "Zet de tekst tussen aanhalingstekens."),
    ("found unexpected end of stream", True, "Een aanhalingsteken wordt niet gesloten.", "Zet het tweede aanhalingsteken achter de tekst."),
    ("could not find expected ':'", True, "Op deze regel ontbreekt een dubbele punt na de naam, of een aanhalingsteken.", "Schrijf: naam: waarde."),
    ("expected ',' or", True, "Een lijst of rij tussen haakjes wordt niet gesloten.", "Kijk of elke [ een ] heeft en elke { een }."),
    ("undefined alias", False, "Deze tekst begint met een sterretje.", "Zet de tekst tussen aanhalingstekens."),
    ("expected <block end>", False, _INDENT, _INDENT_REMEDY),
)


def _syntax_error(text: str, file: str, line_offset: int) -> Problem:
    """Return what stops the reader: where the pure reader stops, because libyaml points elsewhere, and why."""
    import yaml

    try:
        yaml.compose(_QUESTION_MARK.sub("x", text), Loader=yaml.SafeLoader)  # it wrongly stops at a question mark between brackets
    except yaml.MarkedYAMLError as error:
        return _cause(error, text, file, line_offset)
    except (yaml.YAMLError, ValueError):
        pass
    return _syntax_problem(Place(file, 1 + line_offset, 1))


def _cause(error: yaml.MarkedYAMLError, text: str, file: str, line_offset: int) -> Problem:
    def place(mark: yaml.Mark | None) -> Place:
        return Place(file, mark.line + 1 + line_offset, mark.column + 1) if mark else Place(file, 1 + line_offset, 1)

    said, mark = str(error.problem), error.problem_mark or error.context_mark
    unclosed = next((n for n, line in enumerate(text.split("\n")[: mark.line + 1]) if re.search(r": +\"[^\"]*$", line)), None) if mark else None
    if unclosed is not None and mark:
        return Problem(Place(file, unclosed + 1 + line_offset, 1), "yaml-vorm", "Een aanhalingsteken wordt niet gesloten.",
                       "Zet het tweede aanhalingsteken achter de tekst.")
    if "mapping values are not allowed" in said and mark:
        line = text.split("\n")[mark.line]
        if len(re.findall(r":(?:\s|$)", line[: mark.column + 1])) > 1:
            return Problem(place(mark), "yaml-vorm", "In deze tekst staat een dubbele punt met een spatie erachter.", "Zet de hele tekst tussen aanhalingstekens.")
        crooked = crooked_line(text, mark.line)
        return Problem(Place(file, crooked + 1 + line_offset, 1) if crooked is not None else place(mark), "yaml-vorm", _INDENT, _INDENT_REMEDY)
    if "\\t" in said or "'\t'" in said:
        return Problem(place(mark), "yaml-vorm", "Deze regel springt in met een tab.", "Gebruik spaties.")
    for words, at_context, message, remedy in _CAUSES:
        if words in said:
            if message is _INDENT and mark and (crooked := crooked_line(text, mark.line)) is not None:
                return Problem(Place(file, crooked + 1 + line_offset, 1), "yaml-vorm", message, remedy)
            return Problem(place(error.context_mark if at_context and error.context_mark else mark), "yaml-vorm", message, remedy)
    return _syntax_problem(place(mark))


def crooked_line(text: str, last: int) -> int | None:
    """Return the first line (from 0) of the item of a list around line `last` that stands one or two spaces off; None when none does."""
    lines = text.split("\n")
    first = next((n for n in range(min(last, len(lines) - 1), -1, -1) if lines[n].lstrip().startswith("- ")), None)
    if first is None:
        return None
    wanted = len(lines[first]) - len(lines[first].lstrip()) + 2
    for number in range(first + 1, last + 1):
        line = lines[number]
        indent = len(line) - len(line.lstrip())
        opens = number > 0 and lines[number - 1].rstrip().endswith((":", "|", ">"))
        if line.strip() and indent != wanted and abs(indent - wanted) <= 2 and not opens and wanted >= 2 and re.match(r"\s*[\w-]+:(\s|$)", line):
            return number
    return None


def _too_deep(text: str) -> bool:
    """True for text nested so deep that composing it would crash the interpreter (libyaml recurses)."""
    import yaml

    brackets = depth = 0
    for bracket in _BRACKETS.findall(text):
        depth = depth + 1 if bracket in "[{" else max(0, depth - 1)
        brackets = max(brackets, depth)
    if brackets <= _MAX_DEPTH and not _DEEP_INDENT.search(text):
        return False
    depth = 0  # perhaps only brackets inside a text: count exactly, without recursion
    for event in yaml.parse(text, Loader=_loader()):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > _MAX_DEPTH:
            return True
    return False


@functools.cache
def _loader() -> type[yaml.SafeLoader]:
    """Return a loader that does not work out what a plain text stands for: `_scalar` does, and a guide has forty thousand of them."""
    import yaml

    base: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

    class Loader(base):  # type: ignore[misc, valid-type]
        def resolve(self, kind: type[yaml.Node], value: str | None, implicit: tuple[bool, bool] | bool) -> str:
            return _TAGS + "str"

        def descend_resolver(self, current_node: yaml.Node | None, current_index: object) -> None:
            return

        def ascend_resolver(self) -> None:
            return

    return Loader


def _scalar(text: str) -> Json:
    if text in _CONSTANTS:
        return _CONSTANTS[text]
    if text[:1] not in _NUMERIC or len(text) > _MAX_DIGITS:  # Python refuses to read longer numbers, and a float would be infinite
        return text
    if _INTEGER.match(text):
        return int(text)
    if _FLOAT.match(text):
        number = float(text)
        return text if math.isinf(number) else number
    return text
