"""Give something another id: in the file where it is made (with `was:`), and everywhere it is named. Only the id changes, no other sign.

Places come from the content as it was read: a field by its line and column, a condition by its tree, a citation, link or printed
answer by its form. Whether everything was found is not believed but checked: `check` must say the same before and after.
"""

from __future__ import annotations

import ast
import json
import posixpath
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from site_build.content.assets import led_to
from site_build.content.conditions import Condition
from site_build.content.model import Choice, Content, Question, Thing
from site_build.content.names import nearest, statement_name
from site_build.content.walking import KINDS, Named, bodies, conditions_of, named, pieces, references, specs
from site_build.desk.places import Places
from site_build.errors import Place, UsageError

_SNAKE = ("question", "choice", "dimension", "fact", "fact_value", "phase", "label", "law_check")
_FILES = {"page": ".md", "document": ".md", "checklist": ".yml", "story": ".md"}
_MOMENTS = "guide/example/moments"  # of the worked case: a file of answers for each moment
_FIXED = ("ja", "nee", "onbekend")


@dataclass
class Change:
    """The new text of each file that changes, and where a file goes when its name is the id."""

    texts: dict[str, str]
    moved: dict[str, str] = field(default_factory=dict)


def find_one(content: Content, old: str, kind: str = "") -> Named:
    """Return what has this id (or key, such as `vraag.keuze` or `lijst/punt`). Raises UsageError when there is none, or more than one."""
    everything = [item for item in named(content) if hasattr(item.thing, "was") and not getattr(item.thing, "retired", "")]
    found = [item for item in everything if item.key == old] or [item for item in everything if item.thing.id == old]
    found = [item for item in found if not kind or kind in (item.kind, KINDS[item.kind])]
    stage = content.meaning("phase")
    found = [item for item in found if item.kind != "phase"] if any(item.kind == "choice" and item.key.startswith(f"{stage}.") for item in found) else found
    if not found:
        close = nearest(old, {item.key for item in everything})
        raise UsageError(f"Niets heeft de id '{old}'." + (f" Bedoelt u '{close}'?" if close else ""))
    if len(found) > 1:
        what = ", ".join(f"{KINDS[item.kind]} {item.key}" for item in found)
        raise UsageError(f"De id '{old}' hoort bij meer dan één ding: {what}. Noem de hele naam, of kies met --kind, zoals: --kind \"{KINDS[found[0].kind]}\"")
    return found[0]


def rename(content: Content, root: Path, item: Named, new: str) -> Change:
    """Return what changes on disk when `item` gets the id `new`. Raises UsageError for an id that cannot be."""
    _allowed(content, item, new)
    work = _Work(content, root, item, new)
    work.define()
    for other in named(content):
        work.fields(other)
    work.running_texts()
    return work.change()


def _allowed(content: Content, item: Named, new: str) -> None:
    word = r"[a-z][a-z0-9]*(?:_[a-z0-9]+)*(?:\.[a-z][a-z0-9_]*)?" if item.kind in _SNAKE else r"[a-z0-9]+(?:-[a-z0-9]+)*"
    if not re.fullmatch(word, new):
        signs = "kleine letters, cijfers en lage streepjes" if item.kind in _SNAKE else "kleine letters, cijfers en streepjes"
        raise UsageError(f"'{new}' kan geen id van {KINDS[item.kind]} zijn. Gebruik {signs}.")
    if item.thing.id in _FIXED:
        raise UsageError(f"'{item.thing.id}' is een vast woord en kan geen andere id krijgen.")
    prefix = item.key[: len(item.key) - len(item.thing.id)]
    if any(other.kind == item.kind and (other.key == prefix + new or prefix + new in [prefix + old for old in getattr(other.thing, "was", ())] and other.key.startswith(prefix))
           for other in named(content)):
        raise UsageError(f"De id '{new}' is al van iets anders.")


class _Work:
    """Gathers the edits: file -> line -> (column, old, new), then carries them out."""

    def __init__(self, content: Content, root: Path, item: Named, new: str) -> None:
        self.content, self.root, self.item, self.old, self.new = content, root, item, item.thing.id, new
        self.places = Places(root)
        self.edits: dict[str, set[tuple[int, int, str, str]]] = defaultdict(set)
        self.after: dict[tuple[str, int], str] = {}  # a line to put below another
        self.lines: dict[str, list[str]] = {}
        self.owner = item.key.rpartition(".")[0] if item.kind in ("choice", "fact_value") or item.kind == "question" and "." in item.key else ""
        escaped = re.escape(self.old)
        self.printed = re.compile(rf"(?<=\[[@^]){escaped}(?=\])") if item.kind == "source" else \
            re.compile(rf"(?<=\{{\{{)\s*{escaped}\s*(?=\}}\}})") if item.kind in ("question", "fact") and not self.owner else None
        self.named_as, self.named_new = self.old, new  # as conditions write it
        if item.kind == "statement":
            self.named_as, self.named_new = (statement_name(id).removeprefix("statement.") for id in (self.old, new))
        self.full = {"dimension": f"score.{self.old}", "statement": statement_name(self.old)}.get(item.kind, item.key)
        self.stage = item.kind == "choice" and self.owner == content.meaning("phase")
        self.approach = item.kind == "choice" and self.owner == content.meaning("approaches")

    # --- where it is made ---------------------------------------------------------------------

    def define(self) -> None:
        """Change the id itself, and keep the old one as `was:`."""
        thing = self.item.thing
        if isinstance(thing, Choice):
            self._choice(thing)
        else:
            self._id(thing)
        if self.stage:
            self._id(next(phase for phase in self.content.phases if phase.id == self.old))

    def _id(self, thing: Thing) -> None:
        place = self.places.of(thing.place, "section" if self.item.kind == "section" else "id")
        line = self._line(place.file, place.line)
        at = self._word(line, place.column - 1)
        self.edits[place.file].add((place.line, at, self.old, self.new))
        if thing.was:
            spot = self.places.of(thing.place, "was")
            opens = self._line(spot.file, spot.line).find("[", spot.column - 1)
            if opens < 0:
                raise UsageError(f"{spot}: zet de oude id zelf bij was, en hernoem daarna opnieuw.")
            self.edits[spot.file].add((spot.line, opens, "[", f"[{self.old}, "))
        elif line[at + len(self.old):].lstrip("\"' ").startswith((",", "}")):
            self.edits[place.file].add((place.line, at, self.old, f"{self.new}, was: [{self.old}]"))
            self.edits[place.file].discard((place.line, at, self.old, self.new))
        else:
            key = re.search(r"\b(?:id|section):", line)
            self.after[place.file, place.line] = " " * (key.start() if key else 0) + f"was: [{self.old}]"

    def _choice(self, choice: Choice) -> None:
        file, pattern = choice.place.file, re.compile(rf"(?<![\w-]){re.escape(self.old)}(?=\s*:)")
        number, match = next((number, match) for number in range(choice.place.line, max(choice.place.line - 3, 0), -1)
                             if (match := pattern.search(self._line(file, number))))
        line = self._line(file, number)
        rest = line[match.end():]
        colon = match.end() + rest.index(":") + 1
        value = line[colon:].strip()
        if choice.was:
            self.edits[file].add((number, match.start(), self.old, self.new))
            spot = next(n for n in range(number, number + 8) if "was:" in self._line(file, n))
            at = self._line(file, spot).index("[", self._line(file, spot).index("was:"))
            self.edits[file].add((spot, at, "[", f"[{self.old}, "))
        elif value.startswith("{"):
            self.edits[file].add((number, match.start(), line[match.start():line.index("{", colon) + 1], f"{self.new}: {{was: [{self.old}], "))
        elif not value:
            self.edits[file].add((number, match.start(), self.old, self.new))
            self.after[file, number] = " " * (match.start() + 2) + f"was: [{self.old}]"
        elif line[:match.start()].strip():  # within { … } on one line
            end = min((at for at in (line.find(sign, colon) for sign in ",}") if at >= 0), default=len(line))
            if value[0] in "\"'":
                end = line.index(value[0], line.index(value[0], colon) + 1) + 1
            self.edits[file].add((number, match.start(), line[match.start():end], f"{self.new}: {{label: {line[colon:end].strip()}, was: [{self.old}]}}"))
        else:
            indent = " " * (match.start() + 2)
            self.edits[file].add((number, match.start(), line[match.start():], f"{self.new}:"))
            self.after[file, number] = f"{indent}label: {value if value[0] not in '>|' else json.dumps(choice.label, ensure_ascii=False)}\n{indent}was: [{self.old}]"

    # --- where it is named --------------------------------------------------------------------

    def fields(self, other: Named) -> None:
        """Change the fields of one thing that name it, its conditions among them."""
        for kind, key, id in references(other.thing):
            if id == self.old and self._refers(kind):
                self._field(other.thing.place, key)
        for _, condition in conditions_of(other.thing):
            self._condition(condition, other)
        for spec in specs(other.thing):
            value = getattr(other.thing, spec.name)
            texts = value if isinstance(value, tuple) else (value,)
            if self.printed and any(isinstance(text, str) and self.printed.search(text) for text in texts):
                self._printed_near(other.thing.place)
        self._untyped(other)

    def _refers(self, kind: str) -> bool:
        return kind == self.item.kind or kind == "phase" and self.stage or kind == "approach" and self.approach

    def _field(self, place: Place, key: str) -> None:
        spot = self.places.of(place, key, self.old)
        at = self._word(self._line(spot.file, spot.line), spot.column - 1)
        if at >= 0:
            self.edits[spot.file].add((spot.line, at, self.old, self.new))

    def _untyped(self, other: Named) -> None:
        """References that the formats do not declare."""
        thing, kind = other.thing, self.item.kind
        if isinstance(thing, Question):
            if kind == "choice" and thing.none == self.old and self.item.key == f"{other.key}.{self.old}":
                self._field(thing.place, "none")
            if kind == "question" and thing.not_below == self.old and self.owner and other.key.startswith(f"{self.owner}."):
                self._field(thing.place, "not_below")
            if kind in ("fact", "moment") and thing.suggest in (self.old, f"moment.{self.old}"):
                self._field(thing.place, "suggest")
        if other.kind == "fact" and thing.of and self.item.key == f"{thing.of}.{self.old}":
            for name in ("part", "low", "high"):
                if getattr(thing, name) == self.old:
                    self._field(thing.place, name)
        if other.kind == "moment" and kind == "question" and thing.answer == self.old:
            self._field(thing.place, "answer")
        if other.kind == "card" and kind == "card_theme" and thing.theme == self.old:
            self._field(thing.place, "theme")
        if other.kind == "advice":
            for name in thing.find_out:
                if self.item.kind in ("question", "fact", "statement") and (name == self.full or name.startswith(f"{self.full}.") and self.item.kind == "question"):
                    self._named(self.places.of(thing.place, "find_out", name))
        if other.kind == "dimension" and kind == "label":  # the advice is written under the label
            for number in range(thing.place.line, min(thing.place.line + 30, len(self._all(thing.place.file)) + 1)):
                for match in re.finditer(rf"(?<![\w-]){re.escape(self.old)}(?=:)", self._line(thing.place.file, number)):
                    self.edits[thing.place.file].add((number, match.start(), self.old, self.new))
        if kind == other.kind and getattr(thing, "instead", "") == self.old:
            self._field(thing.place, "instead")

    def _named(self, spot: Place) -> None:
        line = self._line(spot.file, spot.line)
        match = re.compile(rf"(?<![\w-]){re.escape(self.named_as)}(?![\w-])").search(line, spot.column - 1)
        if match:
            self.edits[spot.file].add((spot.line, match.start(), self.named_as, self.named_new))

    def _condition(self, condition: Condition, other: Named) -> None:
        chosen = set(self._spots(condition.text, other))
        if not chosen:
            return
        word = re.compile(rf"(?<![\w-]){re.escape(self.named_as)}(?![\w-])")
        numbers = [number for number, match in enumerate(word.finditer(condition.text)) if match.start() in chosen]
        seen, line, column = 0, condition.place.line, condition.place.column - 1
        while numbers and line <= len(self._all(condition.place.file)):
            for match in word.finditer(self._line(condition.place.file, line), max(column, 0)):
                if seen in numbers:
                    self.edits[condition.place.file].add((line, match.start(), self.named_as, self.named_new))
                seen += 1
            if seen > numbers[-1]:
                break
            line, column = line + 1, 0

    def _spots(self, text: str, other: Named) -> Iterator[int]:
        """Where in a condition (signs from its begin) it is named."""
        try:
            tree = ast.parse(text.strip(), mode="eval")
        except SyntaxError:
            return
        raw, shift = text.strip(), len(text) - len(text.lstrip())
        within = other.key.rpartition(".")[0] if other.kind == "question" else other.thing.of if other.kind == "fact" else ""
        parts = {f"{self.full}.{part.id}" for part in getattr(self.item.thing, "parts", ())} if self.item.kind == "question" else set()
        chains = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
        for node in ast.walk(tree):
            if isinstance(node, (ast.Name, ast.Attribute)) and id(node) not in chains:
                name, begin = ast.unparse(node), len(raw.encode()[:node.col_offset].decode())
                if self.item.kind in ("question", "fact", "dimension", "statement"):
                    if name == self.full or name in parts:
                        yield shift + begin + len(self.full) - len(self.named_as)
                    elif self.owner and within == self.owner and name == self.old:  # a part names its neighbours without the list
                        yield shift + begin
            if isinstance(node, ast.Compare) and self.item.kind in ("choice", "fact_value", "label"):
                names = {ast.unparse(inner) for inner in ast.walk(node) if isinstance(inner, (ast.Name, ast.Attribute))}
                local = self.owner.rpartition(".")[2] if within and self.owner.startswith(f"{within}.") else self.owner
                if self.owner in names or local in names or self.item.kind == "label" and any(name.startswith("score.") for name in names):
                    for inner in ast.walk(node):
                        if isinstance(inner, ast.Constant) and inner.value == self.old:
                            yield shift + len(raw.encode()[:inner.col_offset].decode()) + 1

    def _printed_near(self, place: Place) -> None:
        """What a text of YAML cites or prints stands within the lines of its thing."""
        for number in range(place.line, min(place.line + 80, len(self._all(place.file)) + 1)):
            self._all_in(place.file, number, self._line(place.file, number))

    def running_texts(self) -> None:
        """Change citations, links and printed answers in pages, documents and templates."""
        kind, suffix = self.item.kind, _FILES.get(self.item.kind)
        for place in self.item.thing.uses if kind == "law_check" else ():
            for match in re.finditer(rf"(?<=nagekeken\.){re.escape(self.old)}(?=\s*\}}\}})", self._line(place.file, place.line)):
                self.edits[place.file].add((place.line, match.start(), self.old, self.new))
        file = self.item.thing.place.file
        for thing in bodies(self.content):
            for piece in pieces(thing.body):
                if piece.condition is not None:
                    self._condition(piece.condition, Named("block", thing.id, thing))
                for number, _ in enumerate(piece.text.split("\n"), start=piece.line):
                    line = self._line(thing.place.file, number)  # as it was typed: a mark for the day of a law check is filled in
                    self._all_in(thing.place.file, number, line)
                    if suffix:
                        for match in re.finditer(r"\]\(([^)#\s]+)", line):
                            if led_to(match[1], thing.place.file) == file:
                                self.edits[thing.place.file].add((number, match.end() - len(self.old + suffix), self.old, self.new))
                    elif kind not in ("source", "question", "fact"):
                        for match in re.finditer(rf"\]\(([^)#\s]+)#{re.escape(self.old)}(?=\))", line):
                            if led_to(match[1], thing.place.file) == file:
                                self.edits[thing.place.file].add((number, match.end() - len(self.old), self.old, self.new))
        if kind == "source":
            for path in sorted((self.root / "templates").rglob("*.j2")):
                name = path.relative_to(self.root).as_posix()
                for number, line in enumerate(self._all(name), start=1):
                    self._all_in(name, number, line)

    def _all_in(self, file: str, number: int, line: str) -> None:
        for match in self.printed.finditer(line) if self.printed else ():
            self.edits[file].add((number, match.start() + match[0].index(self.old), self.old, self.new))

    # --- carrying out ---------------------------------------------------------------------------

    def change(self) -> Change:
        """Return the new texts."""
        texts = {}
        for file in sorted({*self.edits, *(file for file, _ in self.after)}):
            lines = list(self._all(file))
            for number, at, old, new in sorted(self.edits[file], reverse=True):
                line = lines[number - 1]
                if line[at:at + len(old)] == old:
                    lines[number - 1] = line[:at] + new + line[at + len(old):]
            for (_, number), text in sorted(((key, text) for key, text in self.after.items() if key[0] == file), reverse=True):
                lines[number:number] = text.split("\n")
            texts[file] = "\n".join(lines)
        suffix = _FILES.get(self.item.kind)
        file = self.item.thing.place.file
        if self.item.kind == "worked_moment":
            return Change(texts, {f"{_MOMENTS}/{self.old}.yml": f"{_MOMENTS}/{self.new}.yml"})
        return Change(texts, {file: posixpath.join(posixpath.dirname(file), self.new + suffix)} if suffix else {})

    def _all(self, file: str) -> list[str]:
        if file not in self.lines:
            self.lines[file] = (self.root / file).read_text(encoding="utf-8").split("\n")
        return self.lines[file]

    def _line(self, file: str, number: int) -> str:
        return self._all(file)[number - 1]

    def _word(self, line: str, start: int) -> int:
        match = re.compile(rf"(?<![\w-]){re.escape(self.old)}(?![\w-])").search(line, max(start, 0))
        return match.start() if match else -1
