"""Give one thing in the content another id, with `was:`, as an editor does: everything that names it follows."""

from __future__ import annotations

import ast
import dataclasses
import functools
import operator
import re
from collections.abc import Iterator
from typing import Any

from site_build.content.conditions import Condition
from site_build.content.model import Content, Question
from site_build.content.names import statement_name
from site_build.content.reading import fields_of
from site_build.content.walking import Named, named

MARK = "zzq"
NOT_BY_ITSELF = ("phase", "twin", "phrase")
"""A stage is renamed as a choice of its question, a filled-in document with its model; sentences are of the program."""
_SNAKE = ("question", "choice", "dimension", "fact", "fact_value", "phase", "label", "law_check")


def renameable(content: Content) -> tuple[Named, ...]:
    """Return every thing with an id of its own that editors may rename."""
    found: Iterator[Named] = (item for item in named(content) if not getattr(item.thing, "retired", "") and hasattr(item.thing, "was"))
    return tuple(item for item in found if item.kind not in NOT_BY_ITSELF and item.thing.id not in ("ja", "nee", "onbekend"))


def renamed(content: Content, item: Named) -> Content:
    """Return the content with another id for one thing."""
    old = item.thing.id
    new = f"{old}{'_' if item.kind in _SNAKE else '-'}{MARK}"
    owner = item.key.rpartition(".")[0] if item.kind == "choice" or item.kind == "question" and "." in item.key else ""
    stage = item.kind == "choice" and owner == content.meaning("phase")

    def refers(kind: str) -> bool:
        return kind == item.kind or kind == "phase" and stage or kind == "approach" and item.kind == "choice" and owner == content.meaning("approaches")

    names = _names(item, old, new, owner)

    def walk(value: Any, within: tuple[str, ...] = ()) -> Any:
        if isinstance(value, str):
            return _text(value, item, old, new)
        if isinstance(value, Condition):
            text = _condition(value.text, names, _compared(item, owner, old, new))
            return value if text == value.text else dataclasses.replace(value, text=text)
        if isinstance(value, tuple):
            walked = tuple([walk(inner, within) for inner in value])
            return value if all(map(operator.is_, walked, value)) else walked
        if not dataclasses.is_dataclass(value) or isinstance(value, type) or type(value).__name__ == "Place":
            return value
        return _thing(value, within)

    def _thing(value: Any, within: tuple[str, ...]) -> Any:
        changed: dict[str, Any] = {}
        specs = {spec.name: spec for spec in fields_of(type(value))}
        inside = (*within, value.id) if isinstance(value, Question) else within
        for field in _fields(type(value)):
            current = getattr(value, field.name)
            spec = specs.get(field.name)
            if spec and spec.ref and refers(spec.ref):
                changed[field.name] = tuple(new if i == old else i for i in current) if isinstance(current, tuple) else new if current == old else current
            elif field.name not in ("id", "was", "place", "means", "retired"):
                changed[field.name] = walk(current, inside)
        changed.update(_untyped(value, item, old, new, within))
        if value is item.thing or stage and type(value).__name__ == "Phase" and value.id == old:
            changed.update(id=new, was=(*value.was, old))
        # What did not change stays the same object: most of the content, each time.
        return value if all(thing is getattr(value, name) for name, thing in changed.items()) else dataclasses.replace(value, **changed)

    fields = {field.name: walk(getattr(content, field.name)) for field in dataclasses.fields(content) if field.name not in ("municipalities", "templates")}
    if item.kind == "source":
        fields["templates"] = {name: text.replace(f"[@{old}]", f"[@{new}]").replace(f"[^{old}]", f"[^{new}]") for name, text in content.templates.items()}
    return dataclasses.replace(content, **fields)


@functools.cache
def _fields(of: type) -> tuple[dataclasses.Field[Any], ...]:
    return dataclasses.fields(of)


def _compared(item: Named, owner: str, old: str, new: str) -> tuple[str, str, str] | None:
    """The value that conditions compare with: beside which name (of a label: any score), the old one and the new one."""
    if item.kind == "choice":
        return owner, old, new
    return ("score.", old, new) if item.kind == "label" else (item.key.rpartition(".")[0], old, new) if item.kind == "fact_value" else None


def _names(item: Named, old: str, new: str, owner: str) -> dict[str, str]:
    """How a condition names it."""
    if item.kind == "dimension":
        return {f"score.{old}": f"score.{new}"}
    if item.kind == "statement":
        return {statement_name(old): statement_name(new)}
    if item.kind == "question":
        return {f"{owner}.{old}": f"{owner}.{new}", **({} if owner else {old: new})} if owner else {old: new, **{
            f"{old}.{part.id}": f"{new}.{part.id}" for part in item.thing.parts}}
    return {old: new} if item.kind == "fact" else {}


def _condition(text: str, names: dict[str, str], choice: tuple[str, str, str] | None) -> str:
    if not any(name in text for name in names) and not (choice and choice[1] in text):
        return text.strip()
    tree = ast.parse(text.strip(), mode="eval")
    edits: list[tuple[int, int, str]] = []
    inner = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    for node in ast.walk(tree):
        if isinstance(node, (ast.Name, ast.Attribute)) and id(node) not in inner and ast.unparse(node) in names:
            edits.append((node.col_offset, node.end_col_offset or 0, names[ast.unparse(node)]))
        if choice and isinstance(node, ast.Compare) and any(name == choice[0] or choice[0] == "score." and name.startswith(choice[0]) for name in
                                                            (ast.unparse(n) for n in ast.walk(node) if isinstance(n, (ast.Name, ast.Attribute)))):
            edits.extend((n.col_offset, n.end_col_offset or 0, f'"{choice[2]}"') for n in ast.walk(node) if isinstance(n, ast.Constant) and n.value == choice[1])
    raw = text.strip().encode()
    for start, end, put in sorted(set(edits), reverse=True):
        raw = raw[:start] + put.encode() + raw[end:]
    return raw.decode()


def _text(text: str, item: Named, old: str, new: str) -> str:
    if item.kind == "source":
        return text.replace(f"[@{old}]", f"[@{new}]")
    if item.kind in ("question", "fact") and "." not in item.key.replace(old, ""):
        return text if "{{" not in text else re.sub(rf"\{{\{{\s*{re.escape(old)}\s*\}}\}}", f"{{{{ {new} }}}}", text)
    return text


def _untyped(value: Any, item: Named, old: str, new: str, within: tuple[str, ...]) -> dict[str, Any]:
    """References that are no field with `ref`: within one question, a proposal, a moment's answer, a page's part."""
    kind, changed = type(value).__name__, {}
    if kind == "Question":
        if item.kind == "choice" and value.none == old and any(choice is item.thing for choice in value.choices):
            changed["none"] = new
        if item.kind == "question" and value.not_below == old:
            changed["not_below"] = new
        if value.suggest in (old, f"moment.{old}") and item.kind in ("fact", "moment"):
            changed["suggest"] = value.suggest.replace(old, new)
        if value.when is not None and within and item.kind == "question" and item.key.startswith(f"{within[-1]}."):
            changed["when"] = dataclasses.replace(value.when, text=_condition(value.when.text, {old: new}, None))
    if kind == "Question" and within and item.kind == "choice" and item.key.startswith(f"{within[-1]}.") and value.when is not None:
        changed["when"] = dataclasses.replace(value.when, text=_condition(value.when.text, {}, (item.key.split(".")[1], old, new)))
    if kind == "Fact" and value.of and item.key.startswith(f"{value.of}."):
        changed.update({name: new for name in ("part", "low", "high") if getattr(value, name) == old and item.kind == "question"})
        for name in ("where", "counted"):
            condition = getattr(value, name)
            if condition is not None:
                part = item.key.split(".")[1]
                changed[name] = dataclasses.replace(condition, text=_condition(
                    condition.text, {old: new} if item.kind == "question" else {}, (part, old, new) if item.kind == "choice" else None))
    if kind == "Moment" and item.kind == "question" and value.answer == old:
        changed["answer"] = new
    if kind == "Advice" and (item.kind, old) in (("question", item.key), ("statement", old)):
        before, after = (statement_name(old), statement_name(new)) if item.kind == "statement" else (old, new)
        changed["find_out"] = tuple(after if name == before else name for name in value.find_out)
    if kind == "Twin" and item.kind == "document" and value.id == old:
        changed.update(id=new, was=(*value.was, old))
    if kind in ("Page", "Document") and item.kind == "part" and getattr(value, "part", "") == old:
        changed["part"] = new
    return changed


Output = dict[str, str]


def difference(before: Output, after: Output) -> list[str]:
    """Return the files that differ once the mark is taken out of what came after."""
    def bare(text: str) -> str:
        return re.sub(rf"[-_]{MARK}", "", text)

    tidied = {bare(path): bare(text) for path, text in after.items()}
    return sorted(path for path in before.keys() | tidied.keys() if before.get(path) != tidied.get(path))


