"""mkdocs.yml: our keys are renewed, what somebody set or added stays; also in the menu."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

import yaml

from site_build.content.documents import Json, list_of

_KEY = re.compile(r"([A-Za-z_][\w-]*):")
Nav = list[Json]


def merge_config(base: str, mine: str, new: str) -> tuple[str, list[str]]:
    """Return mkdocs.yml with both, and the keys that are as somebody set them."""
    olds, ours, news = (_keys(text) for text in (base, mine, new))
    out, kept = [], []
    for key in [*ours, *(key for key in news if key not in ours)]:
        old, my, fresh = olds.get(key), ours.get(key), news.get(key)
        if my is None and old is not None:
            kept.append(key)  # somebody took it out
            continue
        chosen = _settle(key, old, my, fresh)
        if chosen is None:
            continue
        if my is not None and _bare(my) not in (_bare(old), _bare(fresh)):
            kept.append(key)
        out.append(chosen)
    text = "\n".join(out).rstrip("\n") + "\n"
    return (text.replace("\n", "\r\n") if "\r\n" in mine else text), kept


def set_key(text: str, key: str, value: Json) -> str:
    """Return the configuration with one key set (or taken out, with None); all else stays as it is written."""
    keys = _keys(text)
    if value is None:
        keys.pop(key, None)
    else:
        keys[key] = _dump(key, value)
    return "\n".join(keys.values()).rstrip("\n") + "\n"


def with_names(text: str, came_from: Mapping[str, str]) -> str:
    """Return the configuration with pages in the menu under their new name (new -> old, paths in the project)."""
    names = {old.removeprefix("docs/"): new.removeprefix("docs/") for new, old in came_from.items()}
    try:
        nav = value_of(text, "nav")
    except yaml.YAMLError:
        return text
    if not isinstance(nav, list) or not names.keys() & set(paths_in(nav)):
        return text
    fresh = set_key(text, "nav", renamed(nav, names, ()))
    return fresh.replace("\n", "\r\n") if "\r\n" in text else fresh


def value_of(text: str, key: str) -> Json:
    """Return the value of one key, or None."""
    return _load(key, _keys(text).get(key))


def paths_in(nav: Json) -> Iterator[str]:
    """Yield every address in a menu."""
    for entry in nav if isinstance(nav, list) else []:
        for _, value in _pairs(entry):
            if isinstance(value, list):
                yield from paths_in(value)
            elif isinstance(value, str):
                yield value


def merge_nav(base: Nav, mine: Nav, new: Nav) -> Nav:
    """Return somebody's own menu with our new pages put in and our old ones taken out."""
    olds, news, ours = set(paths_in(base)), list(paths_in(new)), set(paths_in(mine))
    titles, old_titles = _titles(new), _titles(base)
    result = _without(mine, (olds - set(news)), titles, old_titles)
    for path in news:
        if path not in olds and path not in ours:
            _put(result, new, path)
    return result


def place_in_nav(nav: Nav, section: str, entry: dict[str, str], last: str = "") -> None:
    """Put an entry at the end of a section (made when it is not there, before the section `last`)."""
    found = next((value for item in nav for title, value in _pairs(item) if title == section and isinstance(value, list)), None)
    if found is not None:
        found.append(entry)
        return
    at = next((number for number, item in enumerate(nav) if any(title == last for title, _ in _pairs(item))), len(nav))
    nav.insert(at, {section: [entry]})


def section_of(nav: Nav, folder: str) -> str | None:
    """Return the title of the first top section with a page in a folder of docs/."""
    for item in nav:
        for title, value in _pairs(item):
            if isinstance(value, list) and any(path.startswith(f"{folder}/") for path in paths_in(value)):
                return title
    return None


def _bare(text: str | None) -> str | None:
    """The text of a key without the comments and blank lines around it: who puts a line above it did not change it."""
    return None if text is None else "\n".join(line for line in text.split("\n") if line.strip() and not line.lstrip().startswith("#"))


def _settle(key: str, old: str | None, my: str | None, fresh: str | None) -> str | None:
    if my in (old, fresh):
        return fresh
    if fresh == old or my is None:
        return my if my is not None else fresh
    if fresh is None:
        return my
    try:
        values = [_load(key, text) for text in (old, my, fresh)]
    except yaml.YAMLError:
        return my
    merged = merge_nav(*(list(list_of(value)) for value in values)) if key == "nav" and all(isinstance(v, list | None) for v in values) else _combine(*values)
    return _dump(key, merged) if merged != values[1] else my


def _combine(old: Json, my: Json, fresh: Json) -> Json:
    """Return two changed values as one: mappings by key, lists by item, and else what somebody set."""
    if my == old:
        return fresh
    if isinstance(my, dict) and isinstance(fresh, dict):
        before = old if isinstance(old, dict) else {}
        found = {}
        for key in [*my, *(key for key in fresh if key not in my)]:
            if key not in my and key in before or key not in fresh and key in before and my[key] == before[key]:
                continue  # taken out on one side, and not changed on the other
            found[key] = _combine(before.get(key), my[key], fresh[key]) if key in my and key in fresh else my.get(key, fresh.get(key))
        return found
    if isinstance(my, list) and isinstance(fresh, list):
        known = old if isinstance(old, list) else []
        kept = [item for item in fresh if item in my or item not in known]
        return kept + [item for item in my if item not in known and item not in kept]
    return my


def _keys(text: str) -> dict[str, str]:
    """The text of each key at the margin, with the comments above it; what stands before the first is its comment too."""
    found: dict[str, str] = {}
    waiting: list[str] = []
    current = ""
    for line in text.removeprefix("\ufeff").replace("\r\n", "\n").rstrip("\n").split("\n"):
        match = _KEY.match(line)
        if match:
            current = match[1]
            found[current] = "\n".join([*waiting, line])
            waiting = []
        elif current and line[:1] in (" ", "\t", "-"):
            found[current] = "\n".join([found[current], *waiting, line])
            waiting = []
        else:
            waiting.append(line.rstrip())
    if current and any(waiting):
        found[current] = "\n".join([found[current], *waiting])
    return found


def _load(key: str, text: str | None) -> Json:
    if text is None:
        return None
    data = yaml.safe_load(text)
    return data.get(key) if isinstance(data, Mapping) else None


def _dump(key: str, value: Json) -> str:
    return str(yaml.safe_dump({key: value}, allow_unicode=True, sort_keys=False, width=120)).rstrip("\n")


def _pairs(entry: Json) -> list[tuple[str, Json]]:
    return [(str(title), value) for title, value in entry.items()] if isinstance(entry, dict) else [("", entry)]


def _titles(nav: Nav) -> dict[str, str]:
    """Path -> title in a menu."""
    found: dict[str, str] = {}
    for entry in nav:
        for title, value in _pairs(entry):
            if isinstance(value, list):
                found |= _titles(value)
            elif isinstance(value, str):
                found[value] = title
    return found


def _without(nav: Nav, gone: set[str], titles: Mapping[str, str], before: Mapping[str, str]) -> Nav:
    """The menu without what is gone, and with our new title where nobody changed the old one."""
    result: Nav = []
    for entry in nav:
        if not isinstance(entry, dict):
            if entry not in gone:
                result.append(entry)
            continue
        fresh: dict[str, Json] = {}
        for title, value in entry.items():
            if isinstance(value, list):
                rest = _without(value, gone, titles, before)
                if rest or not value:
                    fresh[title] = rest
            elif value not in gone:
                fresh[titles.get(value, title) if before.get(value) == title else title] = value
        if fresh:
            result.append(fresh)
    return result


def _put(nav: Nav, new: Nav, path: str) -> None:
    """Put one of our new pages in a menu: after its neighbour, else in its section, else at the end."""
    trail = _trail(new, path)
    if trail is None:
        return
    sections, siblings, entry = trail
    before = siblings[: siblings.index(entry)]
    for neighbour in reversed(before):
        wanted = next(iter(paths_in([neighbour])), "")
        home = _home(nav, wanted) if wanted and not isinstance(next(iter(_pairs(neighbour)))[1], list) else None
        if home is not None:
            home[0].insert(home[1] + 1, entry)
            return
    target = nav
    for section in sections:
        found = next((value for item in target for title, value in _pairs(item) if title == section and isinstance(value, list)), None)
        if found is None:
            found = []
            target.append({section: found})
        target = found
    target.append(entry)


def _trail(nav: Nav, path: str) -> tuple[list[str], Nav, Json] | None:
    for entry in nav:
        for title, value in _pairs(entry):
            if value == path:
                return [], nav, entry
            if isinstance(value, list) and (deeper := _trail(value, path)):
                return [title, *deeper[0]], deeper[1], deeper[2]
    return None


def _home(nav: Nav, path: str) -> tuple[Nav, int] | None:
    for number, entry in enumerate(nav):
        for _, value in _pairs(entry):
            if value == path:
                return nav, number
            if isinstance(value, list) and (deeper := _home(value, path)):
                return deeper
    return None


def renamed(nav: Nav, names: Mapping[str, str], gone: Sequence[str]) -> Nav:
    """Return our menu with pages under another name, and without those that are gone."""
    result: Nav = []
    for entry in nav:
        if not isinstance(entry, dict):
            if entry not in gone:
                result.append(names.get(entry, entry) if isinstance(entry, str) else entry)
            continue
        fresh: dict[str, Json] = {}
        for title, value in entry.items():
            if isinstance(value, list):
                if rest := renamed(value, names, gone):
                    fresh[title] = rest
            elif value not in gone:
                fresh[title] = names.get(value, value)
        if fresh:
            result.append(fresh)
    return result
