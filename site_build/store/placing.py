"""Where the pages of a handbook are, when a person renamed, moved, deleted or added some.

A page that we made and that is not there any more was moved when its text stands in another file, and else was
deleted on purpose: then it stays away. Pages of the municipality itself get a place in the menu by the folder
they stand in.
"""

from __future__ import annotations

import os
import posixpath
import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote

from site_build.assembly.text import relative
from site_build.content.documents import Json, list_of
from site_build.disk import read_file
from site_build.errors import UsageError
from site_build.store import configuration
from site_build.store.manifest import files_of
from site_build.store.merge import alike

OWN_SECTION, OWN_FOLDER, LAST_SECTION = "Eigen bladzijden", "eigen", "Naslag"
_MOVED = 0.5  # share of its blocks that a page must still have to count as the same page, moved
_LINK = re.compile(r"(!?)\[((?:[^\[\]\n]|\[[^\[\]\n]*\])*)\]\(([^)\s]+)((?:\s+\"[^\"]*\")?)\)(\{[^}\n]*\})?")
_HREF = re.compile(r'<a\b([^>]*?)href="([^"]+)"([^>]*)>(.*?)</a>', re.S)
_SRC = re.compile(r'<img\b[^>]*?\bsrc="([^"]+)"')
_CONFLICT = re.compile(r"[ _-]*(?:\((?:[^()]*conflict[^()]*|\d+)\)|- (?:kopie|copy)(?: \(\d+\))?)$", re.I)
_MACHINE = re.compile(r"-[A-Z][A-Z0-9]+(-[A-Z0-9]+)+$")  # -LAPTOP-JAN; capitals: mandaat-bij-ons is a page of their own
_COPIED = 0.3  # share of its blocks that a copy has in common with what it was copied from
_TITLE = re.compile(r"^# +(.+?)(?:\s*\{[^}]*\})?\s*$", re.M)
_HEAD_TITLE = re.compile(r"\A---\n(?:.*\n)*?title: *(.+?)\n(?:.*\n)*?---\n")

Where = Callable[[str, str], tuple[str, str] | None]  # (page, anchor) -> where that is now; None: it is gone


@dataclass(frozen=True)
class Placing:
    """What a person did with whole pages; all paths are in the project (docs/…)."""

    moved: Mapping[str, str] = field(default_factory=dict)  # as we make it -> where it stands now
    deleted: tuple[str, ...] = ()
    own: tuple[str, ...] = ()  # pages of the municipality itself
    copies: tuple[str, ...] = ()  # what OneDrive made when two people wrote at once
    newly_deleted: tuple[str, ...] = ()
    newly_moved: tuple[str, ...] = ()
    restored: tuple[str, ...] = ()  # what they asked back
    returned: tuple[str, ...] = ()  # everything was gone, so everything is made again


def pages_on_disk(folder: Path) -> list[str]:
    """Return every Markdown page in docs/; links are not followed: they may lead elsewhere."""
    found = []
    for base, _, names in os.walk(folder / "docs"):
        pages = (Path(base) / name for name in names if name.endswith(".md") and not name.startswith("."))
        found += [page.relative_to(folder).as_posix() for page in pages if not page.is_symlink()]
    return sorted(found)


def find_placing(folder: Path, made: Mapping[str, str], bases: Mapping[str, str], moved: Mapping[str, str], deleted: Sequence[str],
                 restore: Sequence[str] = (), present: Sequence[str] | None = None) -> Placing:
    """Compare what is on disk with what we made.

    `made`: the pages as we make them now; `bases`: path on disk -> text as we made it last time; `moved` and
    `deleted` are what an earlier run found; `restore` names pages that must come back; `present` are the pages on
    disk, those that get another name in this edition already under that name.
    """
    present = pages_on_disk(folder) if present is None else present
    here = set(present)
    back = {page for page in (*made, *deleted, *moved) if "alles" in restore or any(_is_named(page, name) for name in restore)}
    at = {page: moved.get(page, page) for page in {*made, *moved}}
    missing = [page for page in made if at[page] in bases and at[page] not in here and page not in back and page != "docs/index.md"
               and not (folder / at[page]).is_dir()]
    standing = {path: page for page, path in at.items()}
    unmade = [standing.get(path, path) for path in bases if path.startswith("docs/") and path not in here and standing.get(path, path) not in made]
    gone = [page for page in deleted if page not in here and page not in back]
    fresh = [page for page in missing if page not in gone]
    ours = {path for page, path in at.items() if page not in back} | set(made)
    loose = [page for page in present if page not in ours and page not in bases]
    new_moves: dict[str, str] = {}
    for page in [*fresh, *(page for page in unmade if page not in deleted)]:
        scores = sorted(((alike(bases[at.get(page, page)], _text(folder / other)), other) for other in loose if other not in new_moves.values()), reverse=True)
        if scores and scores[0][0] >= _MOVED:
            new_moves[page] = scores[0][1]
    lost = [page for page in fresh if page not in new_moves]
    known = sum(1 for page in made if at[page] in bases)
    returned: list[str] = []
    if len(lost) > 3 and len(lost) * 2 > known:  # nobody deletes half a handbook page by page: docs/ was emptied to make it anew
        lost, returned = [], lost
    places = {page: path for page, path in {**moved, **new_moves}.items()
              if page not in back and path in here and page not in lost and (page in made or page in new_moves or path in bases)}  # else it became their own
    taken = {*made, *places.values(), *bases}
    own = [page for page in present if page not in taken]
    copies = [page for page in own if (original := copied_from(page, here)) and alike(_text(folder / page), _text(folder / original)) >= _COPIED]
    away = {*gone, *lost, *(page for page in unmade if page not in back and page not in new_moves)}
    return Placing(places, tuple(sorted(away)), tuple(page for page in own if page not in copies), tuple(copies), tuple(sorted(lost)),
                   tuple(sorted(new_moves)), tuple(sorted(page for page in back if page in made and page not in here and at[page] in {*bases, *deleted})), tuple(returned))


def check_restore(folder: Path, manifest: Mapping[str, Json], restore: Sequence[str]) -> None:
    """Raise UsageError when somebody asks a page back that was not taken away."""
    deleted, moved = (found if isinstance(found := manifest.get(key), dict) else {} for key in ("deleted", "moved"))
    gone = {page for page in files_of(manifest) if page.startswith("docs/") and not (folder / page).exists()}
    known = sorted({*deleted, *moved, *gone})
    for name in restore:
        if name != "alles" and not any(_is_named(page, name) for page in known):
            there = f" Weggehaald of verplaatst zijn: {', '.join(page.removeprefix('docs/').removesuffix('.md') for page in known)}." if known else ""
            raise UsageError(f"U hebt geen bladzijde '{name}' weggehaald of verplaatst.{there}")


def _is_named(page: str, name: str) -> bool:
    return page in (name, f"docs/{name}", f"docs/{name}.md")


def find_renames(was: Mapping[str, Sequence[str]], known: Collection[str], here: Collection[str]) -> dict[str, str]:
    """Return old path -> new path of the pages that this edition makes under another name or in another part.

    `was`: page -> where earlier editions may have made it; `known` are the pages that we made last time, `here` what is
    on disk: where something of their own stands in the new place, the old page stays what it was.
    """
    found: dict[str, str] = {}
    for new, earlier in was.items():
        old = next((path for path in earlier if path in known and path not in found), None)
        if old is not None and new not in known and new not in here:
            found[old] = new
    return found


def copied_from(page: str, here: set[str]) -> str:
    """Return the page beside it of which a synchronising program may have made this copy, by its name; "" for no copy."""
    stem = page.removesuffix(".md")
    short = _MACHINE.sub("", _CONFLICT.sub("", stem))
    return f"{short}.md" if short != stem and f"{short}.md" in here else ""


def title_of(text: str, path: str) -> str:
    """Return the title of somebody's own page: from its head, its first heading, or its name."""
    head = _HEAD_TITLE.match(text.replace("\r\n", "\n"))
    found = head or _TITLE.search(text.replace("\r\n", "\n"))
    if found:
        return found[1].strip().strip("\"'")
    return re.sub(r"^\d+[-_ ]+", "", posixpath.basename(path).removesuffix(".md")).replace("-", " ").capitalize()


def place_own(config: str, folder: Path, placing: Placing, named: set[str], left: Sequence[str]) -> str:
    """Return our mkdocs.yml with the menu as the pages are placed, and what must not be published left out.

    `named` are the addresses that somebody's own menu already holds.
    """
    names = {page.removeprefix("docs/"): path.removeprefix("docs/") for page, path in placing.moved.items()}
    nav = configuration.renamed(list(list_of(configuration.value_of(config, "nav"))), names, [page.removeprefix("docs/") for page in placing.deleted])
    for page in placing.own:
        file = page.removeprefix("docs/")
        top = file.partition("/")[0] if "/" in file else ""
        if file in named or not (folder / page).is_file():
            continue
        section = None if top == OWN_FOLDER else configuration.section_of(nav, top) if top else None
        configuration.place_in_nav(nav, section or OWN_SECTION, {title_of(_text(folder / page), page): file}, LAST_SECTION)
    config = configuration.set_key(config, "nav", nav)
    hidden = [f"/{page.removeprefix('docs/')}" for page in sorted({*placing.copies, *left})]
    return configuration.set_key(config, "exclude_docs", "\n".join(hidden) + "\n") if hidden else config


def move_links(text: str, made_as: str, placing: Placing) -> str:
    """Return one of our pages with links to moved pages renewed, and links to deleted pages as text.

    `made_as` is the page as we make it; its links are relative to that, and become relative to where it stands.
    """
    stands = placing.moved.get(made_as, made_as)
    if stands == made_as and not placing.moved and not placing.deleted:
        return text
    return change_links(text, made_as, stands, lambda target, anchor: None if target in placing.deleted else (placing.moved.get(target, target), anchor))


def mend_moved(text: str, old_place: str, new_place: str, exists: Callable[[str], bool]) -> str:
    """Return a page that a person moved, with the links that only worked in its old place made to work in the new one."""
    def mended(target: str) -> str:
        path, mark, anchor = target.partition("#")
        if re.match(r"[a-z][a-z0-9+.-]*:|//|/", target) or not path:
            return target
        there, here = (posixpath.normpath(posixpath.join(posixpath.dirname(place), path)) for place in (old_place, new_place))
        return relative(there, new_place) + mark + anchor if exists(there) and not exists(here) else target

    text = _LINK.sub(lambda m: f"{m[1]}[{m[2]}]({mended(m[3])}{m[4]}){m[5] or ''}", text)
    return _HREF.sub(lambda m: f'<a{m[1]}href="{mended(m[2])}"{m[3]}>{m[4]}</a>', text)


def change_links(text: str, old_place: str, new_place: str, where: Where) -> str:
    """Return a page whose links to pages are looked up by `where` (path -> new path, or None: becomes text)."""

    def resolved(target: str) -> str | None:
        path, mark, anchor = target.partition("#")
        if re.match(r"[a-z][a-z0-9+.-]*:|//|/", target):
            return target
        if not path:
            same = where(old_place, anchor)
            return None if same is None else target
        suffix = next((s for s in (".md", ".html") if path.endswith(s)), "")
        full = posixpath.normpath(posixpath.join(posixpath.dirname(old_place), path))
        if not suffix:
            return target if old_place == new_place else relative(full, new_place) + mark + anchor
        found = where(full.removesuffix(suffix) + ".md", anchor)
        if found is None:
            return None
        place, fragment = found
        if place.removesuffix(".md") == full.removesuffix(suffix) and old_place == new_place and fragment == anchor:
            return target
        return relative(place, new_place).removesuffix(".md") + suffix + (mark + fragment if fragment else "")

    def markdown(match: re.Match[str]) -> str:
        found = resolved(match[3])
        if found is None:
            return match[2]
        return match[0] if found == match[3] else f"{match[1]}[{match[2]}]({found}{match[4]}){match[5] or ''}"

    def html(match: re.Match[str]) -> str:
        found = resolved(match[2])
        return match[4] if found is None else match[0] if found == match[2] else f'<a{match[1]}href="{found}"{match[3]}>{match[4]}</a>'

    return _HREF.sub(html, _LINK.sub(markdown, text))


def named_files(text: str, page: str) -> set[str]:
    """Return the files (paths in the project) that a page shows or links to."""
    targets = [match[3] for match in _LINK.finditer(text)] + [match[2] for match in _HREF.finditer(text)] + _SRC.findall(text)
    inside = (unquote(target.partition("#")[0].partition("?")[0]) for target in targets if not re.match(r"[a-z][a-z0-9+.-]*:|/", target))
    return {posixpath.normpath(posixpath.join(posixpath.dirname(page), path)) for path in inside if path}


def _text(path: Path) -> str:
    try:
        return read_file(path).decode("utf-8-sig", "replace")
    except OSError:
        return ""
