"""What a handbook from somebody else may not do: run code, read outside its folder.

`mkdocs.yml` can name programs (hooks, plugins, Python names) and files elsewhere. Those keys are refused,
with a word on why, unless somebody says that the handbook is trusted (--trust). Links in docs/ and export/
that lead outside are left out of the site and named.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

import yaml

from site_build.content.documents import Json, mapping_of
from site_build.disk import read_utf8
from site_build.errors import UsageError

_PLUGINS = {"search", "offline", "tags", "meta", "material/search", "material/offline", "material/tags", "material/meta"}
_EXTENSIONS = re.compile(r"(markdown\.extensions\.[a-z_]+|pymdownx\.[a-z]+|abbr|admonition|attr_list|def_list|extra|fenced_code|footnotes|legacy_attrs|legacy_em"
                         r"|md_in_html|meta|nl2br|sane_lists|smarty|tables|toc|wikilinks|codehilite)(:[A-Za-z]+)?\Z")
_READS_FILES = {"pymdownx.snippets", "pymdownx.b64", "pymdownx.pathconverter", "pymdownx.extra.snippets"}
_THEMES = {"material", "mkdocs", "readthedocs"}
_TAG = re.compile(r"tag:yaml\.org,2002:(?!python)")


def read_config_text(folder: Path) -> str:
    """Return the text of mkdocs.yml; raises UsageError when it cannot be read as text."""
    path = folder / "mkdocs.yml"
    if not path.exists():
        raise UsageError(f"In {folder} staat geen mkdocs.yml. Maak het handboek opnieuw met: handreiking build {folder}")
    return read_utf8(path)


def check_config(folder: Path, *, trust: bool = False) -> None:
    """Raise UsageError when mkdocs.yml cannot be read, or holds what can run code and `trust` is not given."""
    text = read_config_text(folder)
    try:
        node = yaml.compose(text, Loader=yaml.SafeLoader)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        where = f", regel {mark.line + 1}" if mark else ""
        raise UsageError(f"{folder / 'mkdocs.yml'}{where}: dit is geen geldige YAML. Herstel die regel, of haal het bestand weg en geef de opdracht opnieuw.") from None
    if not isinstance(node, yaml.MappingNode):
        raise UsageError(f"{folder / 'mkdocs.yml'} is geen lijst van namen met waarden. Haal het bestand weg en geef de opdracht opnieuw.")
    if trust:
        return
    found = [*_tags(node), *_keys(folder, mapping_of(_plain(node)))]
    if found:
        listed = "".join(f"\n- {line}" for line in found)
        raise UsageError(f"In {folder / 'mkdocs.yml'} staat iets wat programma's kan starten of bestanden van buiten het handboek kan lezen:{listed}\n"
                         "Kent en vertrouwt u wie dit schreef? Geef de opdracht dan opnieuw met --trust. Haal het anders weg.")


def links_outside(folder: Path, place: str) -> list[str]:
    """Return the paths in `folder/place` (relative to it) that are links to somewhere outside `folder`, or to nowhere."""
    root, found = folder.resolve(), []
    top = folder / place
    if top.is_symlink() and not _stays(top, root):
        return ["."]
    for base, folders, names in os.walk(top):
        for name in sorted([*folders, *names]):
            path = Path(base) / name
            if path.is_symlink() and not _stays(path, root):
                found.append(path.relative_to(top).as_posix())
    return sorted(found)


def _stays(path: Path, root: Path) -> bool:
    try:
        return path.resolve(strict=True).is_relative_to(root)
    except (OSError, RuntimeError):
        return False


def _tags(node: yaml.Node) -> Iterator[str]:
    seen, waiting = set(), [node]
    while waiting:
        item = waiting.pop()
        if id(item) in seen:
            continue
        seen.add(id(item))
        if not _TAG.match(item.tag):
            short = item.tag.replace("tag:yaml.org,2002:", "!!")
            yield f"{short} op regel {item.start_mark.line + 1}"
        if isinstance(item, yaml.MappingNode):
            waiting.extend(part for pair in item.value for part in pair)
        elif isinstance(item, yaml.SequenceNode):
            waiting.extend(item.value)


def _keys(folder: Path, config: dict[str, Json]) -> Iterator[str]:
    if config.get("hooks"):
        yield "hooks: voert Python-bestanden uit"
    if config.get("INHERIT"):
        yield "INHERIT: leest een ander bestand"
    for name in _names(config.get("plugins")):
        if name not in _PLUGINS:
            yield f"plugins: {name} is niet van handreiking en voert programmacode uit"
    for name in _names(config.get("markdown_extensions")):
        if not _EXTENSIONS.match(name):
            yield f"markdown_extensions: {name} is onbekend en voert programmacode uit"
        elif name in _READS_FILES:
            yield f"markdown_extensions: {name} kan bestanden van buiten het handboek lezen"
    theme = config.get("theme")
    look = theme.get("name") if isinstance(theme, dict) else theme
    if isinstance(look, str) and look not in _THEMES:
        yield f"theme: {look} is onbekend en voert programmacode uit"
    for key, place in (("docs_dir", config.get("docs_dir")), ("theme.custom_dir", theme.get("custom_dir") if isinstance(theme, dict) else None)):
        if place is not None and not _lies_in(folder, place):
            yield f"{key}: {place} ligt buiten het handboek"


def _names(entries: Json) -> Iterator[str]:
    if isinstance(entries, dict):
        yield from (str(key) for key in entries)
    elif isinstance(entries, list):
        for entry in entries:
            yield from (str(key) for key in entry) if isinstance(entry, dict) else (str(entry),)
    elif entries is not None:
        yield str(entries)


def _lies_in(folder: Path, value: Json) -> bool:
    try:
        return isinstance(value, str) and (folder / value).resolve().is_relative_to(folder.resolve())
    except (OSError, RuntimeError, ValueError):
        return False


def _plain(node: yaml.Node, depth: int = 0) -> Json:
    """The values without tags: what the keys say, whoever would construct them. Merge keys (<<) are followed."""
    if depth > 50:
        return None
    if isinstance(node, yaml.MappingNode):
        found: dict[str, Json] = {}
        for key, value in node.value:
            if isinstance(key, yaml.ScalarNode) and key.value == "<<":
                for part in value.value if isinstance(value, yaml.SequenceNode) else [value]:
                    merged = _plain(part, depth + 1)
                    found = {**merged, **found} if isinstance(merged, dict) else found
            else:
                found[key.value if isinstance(key, yaml.ScalarNode) else ""] = _plain(value, depth + 1)
        return found
    if isinstance(node, yaml.SequenceNode):
        return [_plain(item, depth + 1) for item in node.value]
    assert isinstance(node, yaml.ScalarNode)
    return None if node.tag.endswith(":null") else node.value
