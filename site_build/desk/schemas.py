"""JSON Schemas of the YAML files that editors write, made from the dataclasses.

`python -m site_build.desk.schemas --write` writes them to schemas/; without --write it says
which ones differ. Editors name them in the first line of a file.
"""

from __future__ import annotations

import dataclasses
import json
import sys
import typing
from pathlib import Path

from site_build.content import model
from site_build.content.conditions import Condition
from site_build.content.documents import Json, list_of
from site_build.content.facts import Fact
from site_build.content.model import NO, YES, Content
from site_build.content.phrase_list import NEEDED
from site_build.content.reading import FieldSpec, Kind, fields_of
from site_build.content.registers import Register
from site_build.content.walking import KINDS, named
from site_build.content.worked import Twin, Worked
from site_build.disk import write_text

_LIST, _ONE = "list", "one"
FORMATS: dict[str, tuple[type, str]] = {
    "section": (model.Section, _ONE), "checklist": (model.Checklist, _ONE), "edition": (model.Edition, _ONE),
    "cards": (model.Game, _ONE), "dimensions": (model.Scoring, _ONE), "free-days": (model.FreeDays, _ONE),
    "parts": (model.Part, _LIST), "actions": (model.Action, _LIST), "risks": (model.Risk, _LIST), "sources": (model.Source, _LIST),
    "glossary": (model.Term, _LIST), "open-points": (model.OpenPoint, _LIST), "law-checks": (model.LawCheck, _LIST), "roles": (model.Role, _LIST),
    "themes": (model.Titled, _LIST), "moments": (model.Moment, _LIST), "statements": (model.Statement, _LIST),
    "advice": (model.Advice, _LIST), "advice-groups": (model.AdviceGroup, _LIST), "phases": (model.Phase, _LIST), "facts": (Fact, _LIST), "ways-left": (model.Way, _LIST),
    "search-words": (model.SearchWords, _LIST), "registers": (Register, _LIST),
    "worked-case": (Worked, _ONE), "filled-document": (Twin, _ONE),
    "deciders": (model.Decider, _LIST),
}
"""The name of each schema, with its class and whether a file holds one or a list of them."""

IDS = "ids"
"""The schema with every id there is, so that an editor's program completes them. It refuses nothing: `check` does that, in words."""
_CONDITION = {"type": "string", "description": 'Een voorwaarde, zoals: mandaat in ["informeel", "geen"]'}


WORDS = "words"
"""The schema of the sentences: its fields are not a class, but what the program uses."""


def schema(name: str) -> dict[str, Json]:
    """Return the JSON Schema of one format."""
    if name == WORDS:
        return _words()
    cls, shape = FORMATS[name]
    definitions: dict[str, dict[str, Json]] = {}
    root = _reference(cls, definitions)
    body: dict[str, Json] = {"type": "array", "items": root} if shape == _LIST else root
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": name, **body, "$defs": dict(sorted(definitions.items()))}


def _words() -> dict[str, Json]:
    groups: dict[str, dict[str, Json]] = {}
    for key, places in NEEDED.items():
        group, _, sentence = key.partition(".")
        about = {"description": f"Plekken: {', '.join(f'{{{place}}}' for place in places)}"} if places else {}
        groups.setdefault(group, {})[sentence] = {"type": "string", **about}
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": WORDS, "type": "object", "additionalProperties": False,
            "properties": {group: {"type": "object", "additionalProperties": False, "properties": sentences} for group, sentences in groups.items()}}


def schema_text(name: str) -> str:
    """Return the JSON Schema of one format as the text of its file."""
    return json.dumps(schema(name), ensure_ascii=False, indent=2) + "\n"


def _reference(cls: type, definitions: dict[str, dict[str, Json]]) -> dict[str, Json]:
    if cls.__name__ not in definitions:
        definitions[cls.__name__] = {}  # stands in while a class refers to itself
        specs = fields_of(cls)
        definitions[cls.__name__] = {
            "type": "object",
            "description": (cls.__doc__ or "").strip().split("\n")[0],
            "properties": {spec.key: _field(spec, definitions) for spec in specs},
            "required": [spec.key for spec in specs if spec.required],
            "additionalProperties": False,
        }
    return {"$ref": f"#/$defs/{cls.__name__}"}


def _field(spec: FieldSpec, definitions: dict[str, dict[str, Json]]) -> dict[str, Json]:
    if spec.name == "choices":
        return {"type": "object", "additionalProperties": {"anyOf": [{"type": "string"}, _choice(definitions)]}}
    if spec.pairs:
        return {"type": "object", "additionalProperties": {"type": "string"}}
    if typing.get_origin(spec.type) is tuple:
        return {"type": "array", "items": _value(typing.get_args(spec.type)[0], spec, definitions)}
    return _value(spec.type, spec, definitions)


def _choice(definitions: dict[str, dict[str, Json]]) -> dict[str, Json]:
    """A choice written out: its id is the key under `choices`."""
    reference = _reference(model.Choice, definitions)
    definitions["Choice"]["required"] = [key for key in list_of(definitions["Choice"]["required"]) if key != "id"]
    return reference


def _value(kind: Kind, spec: FieldSpec, definitions: dict[str, dict[str, Json]]) -> dict[str, Json]:
    if kind is Condition:
        return {"description": _CONDITION["description"], "anyOf": [{"$ref": f"{IDS}.json#/$defs/condition"}, {"type": "string"}]}
    if isinstance(kind, type) and dataclasses.is_dataclass(kind):
        return _reference(kind, definitions)
    if spec.values:
        return {"enum": list(spec.values)}
    if spec.ref:
        return {"anyOf": [{"$ref": f"{IDS}.json#/$defs/{spec.ref}"}, {"type": ["string", "number"]}]}
    if kind is str:
        return {"type": ["string", "number"]}  # a year or a code may stand there without quotes
    return {"type": "boolean" if kind is bool else "integer" if kind is int else "number"}


def ids_text(content: Content) -> str:
    """Return the text of the schema with the ids of this content, and with a condition for every answer that can be chosen."""
    ids: dict[str, set[str]] = {kind: set() for kind in (*KINDS, "approach")}
    for item in named(content):
        if not getattr(item.thing, "retired", ""):
            ids[item.kind].add(item.thing.id)
    approaches = content.questions.get(content.meanings.get("approaches", ""))
    ids["approach"] = {choice.id for choice in approaches.choices} if approaches else set()
    conditions = [f'{question.id} == "{value}"' for question in content.questions.values()
                  for value in ((YES, NO) if question.type == "yes_no" else [choice.id for choice in question.choices if not choice.retired])]
    definitions = {"condition": {"enum": conditions}, **{kind: {"enum": sorted(found)} for kind, found in sorted(ids.items())}}
    return json.dumps({"$schema": "https://json-schema.org/draft/2020-12/schema", "title": IDS, "$defs": definitions}, ensure_ascii=False, indent=1) + "\n"


def renew_ids(root: Path, content: Content) -> bool:
    """Write the schema with ids beside the content where there are schemas and an id changed; return whether it was written."""
    path = root / "schemas" / f"{IDS}.json"
    if not path.parent.is_dir() or _same(path, ids_text(content)):
        return False
    write_text(path, ids_text(content))
    return True


def differing(folder: Path) -> list[str]:
    """Return the names of the schemas whose file in `folder` is not what the dataclasses say."""
    return [name for name in (*FORMATS, WORDS) if not _same(folder / f"{name}.json", schema_text(name))]


def _same(path: Path, text: str) -> bool:
    return path.exists() and path.read_text(encoding="utf-8") == text


def main(arguments: list[str], folder: Path) -> int:
    """Write the schemas, or say which differ; return the exit status."""
    names = differing(folder)
    if "--write" in arguments:
        folder.mkdir(exist_ok=True)
        for name in names:
            write_text(folder / f"{name}.json", schema_text(name))
        from site_build.content.loading import load

        renew_ids(folder.parent, load(folder.parent))
        print(f"{len(names)} schema's geschreven in {folder}.")
        return 0
    for name in names:
        print(f"schemas/{name}.json klopt niet meer. Doe: python -m site_build.desk.schemas --write")
    return 1 if names else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:], Path(__file__).resolve().parents[2] / "schemas"))
