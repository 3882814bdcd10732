"""Build the dataclasses of `model` from YAML mappings, and from plain JSON, by their types."""

from __future__ import annotations

import dataclasses
import functools
import re
import sys
import types
import typing
from collections.abc import Callable
from typing import TypeAlias, TypeVar

from site_build.content.conditions import Condition
from site_build.content.documents import Json, Mapping, Sequence
from site_build.content.model import Choice
from site_build.errors import Place, Problem

_Built = TypeVar("_Built")
Kind: TypeAlias = type | types.GenericAlias
"""What a field is declared as: a class, or a tuple of a class."""


@dataclasses.dataclass(frozen=True)
class FieldSpec:
    """How one field reads: its YAML key, type and limits."""

    name: str
    key: str
    type: Kind
    required: bool
    optional: bool  # None allowed
    values: tuple[str, ...]
    ref: str
    fixed: bool = False  # a name and no text
    pairs: bool = False  # written as `id: text`, a line for each


@functools.lru_cache(maxsize=None)
def fields_of(cls: type) -> tuple[FieldSpec, ...]:
    """Return the specs of the fields that editors write."""
    hints = _hints(cls)
    specs = []
    for item in dataclasses.fields(cls) if dataclasses.is_dataclass(cls) else ():
        if item.metadata.get("skip"):
            continue
        kind, optional = _strip_optional(hints[item.name])
        required = item.default is dataclasses.MISSING and item.default_factory is dataclasses.MISSING
        specs.append(FieldSpec(item.name, item.metadata.get("key", item.name), kind, required, optional,
                               tuple(item.metadata.get("values", ())), item.metadata.get("ref", ""), bool(item.metadata.get("fixed")), bool(item.metadata.get("pairs"))))
    return tuple(specs)


@functools.lru_cache(maxsize=None)
def _names(cls: type) -> tuple[str, ...]:
    """Return the names of the fields of a dataclass."""
    return tuple(field.name for field in dataclasses.fields(cls)) if dataclasses.is_dataclass(cls) else ()


def _strip_optional(kind: Kind | types.UnionType) -> tuple[Kind, bool]:
    if isinstance(kind, types.UnionType) or typing.get_origin(kind) is typing.Union:
        inner = [arg for arg in typing.get_args(kind) if arg is not type(None)]
        return inner[0], True
    return kind, False


_NAMES = {str: "tekst", int: "een heel getal", float: "een getal", bool: "true of false"}


class Reader:
    """Builds objects from mappings and collects every problem on the way."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []

    def build(self, cls: type[_Built], data: Json, place: Place) -> _Built | None:
        """Return an object of `cls`, or None when a required part is missing or wrong."""
        if not isinstance(data, Mapping):
            self._add(place, "vorm", "Hier hoort een lijst van namen met waarden.", "Schrijf per regel: naam: waarde.")
            return None
        owner: type = cls
        specs = fields_of(owner)
        known = {spec.key for spec in specs}
        for key in data:
            if key not in known:
                self._add(data.place_of(key), "onbekende-naam", f"De naam '{key}' bestaat hier niet.",
                          f"Kies uit: {', '.join(sorted(known))}.")
        values: dict[str, object] = {}
        complete = True
        for spec in specs:
            if spec.key not in data or data[spec.key] is None:
                if spec.required:
                    self._add(data.place, "ontbreekt", f"'{spec.key}' ontbreekt.", f"Voeg '{spec.key}: …' toe.")
                    complete = False
                continue
            value = self._value(spec, data[spec.key], data.place_of(spec.key))
            if value is None:
                complete = complete and not spec.required
            else:
                values[spec.name] = value
        if not complete:
            return None
        if "place" in _names(owner):
            values["place"] = data.place
        return made(cls, values)

    def build_list(self, cls: type[_Built], data: Json, place: Place) -> tuple[_Built, ...]:
        """Return the objects of a YAML list; wrong ones are reported and left out."""
        if not isinstance(data, Sequence):
            if data is not None:
                self._add(place, "vorm", "Hier hoort een lijst (regels met een streepje).", "")
            return ()
        built = (self.build(cls, item, data.place_of(index)) for index, item in enumerate(data))
        return tuple(item for item in built if item is not None)

    def _value(self, spec: FieldSpec, raw: Json, place: Place) -> object | None:
        kind = spec.type
        if kind is Condition:
            if not isinstance(raw, str):
                self._add(place, "voorwaarde", f"'{spec.key}' is geen voorwaarde.", 'Schrijf bijvoorbeeld: fase != "verkennen".')
                return None
            return Condition(raw, place)
        if spec.name == "choices":
            return self._choices(raw, place)
        if spec.pairs:
            return self._pairs(spec, typing.get_args(kind)[0], raw, place)
        if typing.get_origin(kind) is tuple:
            return self._tuple(spec, typing.get_args(kind)[0], raw, place)
        assert isinstance(kind, type)
        if dataclasses.is_dataclass(kind):
            return self.build(kind, raw, place)
        return self._scalar(spec, kind, raw, place)

    def _tuple(self, spec: FieldSpec, inner: type, raw: Json, place: Place) -> tuple[object, ...] | None:
        if dataclasses.is_dataclass(inner):
            return self.build_list(inner, raw, place)
        if not isinstance(raw, Sequence):
            self._add(place, "vorm", f"'{spec.key}' hoort een lijst te zijn.", f"Schrijf: {spec.key}: [eerste, tweede].")
            return None
        items = [self._scalar(spec, inner, item, raw.place_of(index)) for index, item in enumerate(raw)]
        return tuple(item for item in items if item is not None)

    def _scalar(self, spec: FieldSpec, kind: type, raw: Json, place: Place) -> Json:
        if kind is str and isinstance(raw, (int, float)) and not isinstance(raw, bool):
            raw = str(raw)
        if kind is float and isinstance(raw, int) and not isinstance(raw, bool):
            raw = float(raw) if raw != int(raw) else raw
        elif not isinstance(raw, kind) or (isinstance(raw, bool) and kind is not bool):
            self._add(place, "soort", f"'{spec.key}' hoort {_NAMES.get(kind, 'iets anders')} te zijn.", "")
            return None
        if spec.values and raw not in spec.values:
            self._add(place, "waarde", f"'{raw}' is geen geldige waarde voor '{spec.key}'.", f"Kies uit: {', '.join(spec.values)}.")
            return None
        return raw

    def _pairs(self, spec: FieldSpec, cls: type[_Built], raw: Json, place: Place) -> tuple[_Built, ...] | None:
        """Read `id: text` lines as objects of a class with two fields."""
        if not isinstance(raw, Mapping):
            self._add(place, "vorm", f"'{spec.key}' hoort per regel een id en een tekst te hebben.", f"Schrijf onder {spec.key}, ingesprongen: id: de tekst.")
            return None
        owner: type = cls
        key, text = _names(owner)
        found = []
        for id, value in raw.items():
            if isinstance(value, str):
                found.append(made(cls, {key: id, text: value}))
            else:
                self._add(raw.place_of(id), "soort", f"De tekst bij '{id}' ontbreekt.", "Zet de tekst tussen aanhalingstekens.")
        return tuple(found)

    def _choices(self, raw: Json, place: Place) -> tuple[Choice, ...] | None:
        if not isinstance(raw, Mapping):
            self._add(place, "vorm", "'choices' hoort per regel een id en een tekst te hebben.", "Schrijf: eigen: De gemeente zelf.")
            return None
        choices = []
        for id, value in raw.items():
            where = raw.place_of(id)
            if isinstance(value, Mapping):
                value["id"] = id
                built = self.build(Choice, value, where)
                if built is not None:
                    choices.append(built)
            elif isinstance(value, str):
                choices.append(Choice(id=id, label=value, place=where))
            else:
                self._add(where, "soort", f"De tekst van keuze '{id}' ontbreekt.", 'Zet de tekst tussen aanhalingstekens.')
        return tuple(choices)

    def _add(self, place: Place, code: str, message: str, remedy: str) -> None:
        self.problems.append(Problem(place, code, message, remedy))


def made(cls: Callable[..., _Built], values: dict[str, object]) -> _Built:
    """Call a constructor with the values that its declaration asks for."""
    return cls(**values)


def to_json(value: object) -> Json:
    """Return plain data for JSON; defaults are left out. Raises TypeError for what is no data."""
    if value is None or isinstance(value, (str, int, float)):
        return value
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        result = {}
        for item in dataclasses.fields(value):
            current = getattr(value, item.name)
            if item.default is not dataclasses.MISSING and current == item.default:
                continue
            result[item.name] = to_json(current)
        return result
    if isinstance(value, (tuple, list)):
        return [to_json(item) for item in value]
    if isinstance(value, dict):
        return {key: to_json(item) for key, item in value.items()}
    raise TypeError(f"{type(value).__name__} cannot be written as JSON")


def from_json(cls: type[_Built], data: dict[str, Json]) -> _Built:
    """Rebuild an object of a dataclass as `to_json` wrote it."""
    return _object(cls)(data)


def field_from_json(cls: type, field: dataclasses.Field[object]) -> _Rebuild:
    """Return what rebuilds one field of a dataclass from what `to_json` wrote of it; the classes that other fields name stay away."""
    alone = type(field.name, (), {"__annotations__": {field.name: field.type}})
    return _rebuilder(_hints(alone, cls.__module__)[field.name]) or (lambda data: data)


def _hints(cls: type, module: str = "") -> dict[str, Kind | types.UnionType]:
    """Return the types of the fields of a class; what they name is brought in first, which `model` does when it is asked for."""
    space = sys.modules[module or cls.__module__]
    for written in vars(cls).get("__annotations__", {}).values():
        for name in re.findall(r"\w+", str(written)):
            getattr(space, name, None)
    return typing.get_type_hints(cls, vars(space) if module else None)


_Rebuild = Callable[[typing.Any], object]  # each takes the plain data that `to_json` made of its own type


@functools.lru_cache(maxsize=None)
def _rebuilder(cls: Kind | types.UnionType) -> _Rebuild | None:
    """Return what makes a value of this type from plain data; None where the plain data is the value.

    Worked out once per type: the whole content is read at every start of the program.
    """
    kind, _ = _strip_optional(cls)
    if kind in (str, int, float, bool):
        return None
    if typing.get_origin(kind) is tuple:
        inner = _rebuilder(typing.get_args(kind)[0])
        return tuple if inner is None else lambda data: tuple([None if item is None else inner(item) for item in data])
    return _object(kind) if isinstance(kind, type) and dataclasses.is_dataclass(kind) else dict


def _object(kind: type[_Built]) -> Callable[[dict[str, Json]], _Built]:
    fields: dict[str, _Rebuild | None] = {}

    def build(data: dict[str, Json]) -> _Built:
        if not fields:  # at the first object: a class may hold itself
            fields.update({name: _rebuilder(hint) for name, hint in _hints(kind).items()})
        return made(kind, {name: value if value is None or (rebuild := fields[name]) is None else rebuild(value) for name, value in data.items()})

    return build
