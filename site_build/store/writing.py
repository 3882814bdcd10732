"""A project on disk, made again: what a person did is found, put together with the new text, and written as one change.

The steps: read what the handbook remembers; find what a person did with whole pages (`placing`); put changed
files and new text together (`merging`); write everything with the manifest last (`tree`), keeping what was
replaced for undo (`history`).
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from site_build.assembly.outputs import COPIES
from site_build.assembly.project import Project
from site_build.disk import DISK, Disk, digest, is_same
from site_build.store import choices as choosing
from site_build.store import configuration, history, merging
from site_build.store.journal import inside
from site_build.store.manifest import MANIFEST, MANIFEST_VERSION
from site_build.store.placing import Placing, find_placing, find_renames, move_links, named_files, pages_on_disk, place_own
from site_build.store.remembering import PAGE as CHANGES
from site_build.store.state import ASIDE, BASE, CHOICES, State, as_text, read_bytes, read_state
from site_build.store.tree import Report, apply
from site_build.store.zips import zip_bytes

# Git for Windows turns line ends around when it is not told otherwise.
GIT_ATTRIBUTES = "* text=auto eol=lf\nexport/** -text\n*.png binary\n*.jpg binary\n*.woff2 binary\n*.zip binary\n" + "".join(
    f"*.{kind} binary\n" for kind in ("jpeg", "gif", "webp", "pdf", "docx", "xlsx", "odt", "ods"))
YOUR_VERSION = "Nog te kiezen (uw versie).md"
_CONFIG = "mkdocs.yml"


def write_project(folder: Path, project: Project, facts: Mapping[str, object], *, also: Mapping[str, bytes] | None = None,
                  restore: Sequence[str] = (), dry: bool = False, disk: Disk = DISK) -> Report:
    """Write the project into `folder` and say what happened; `facts` go into the manifest, `also` are files to write with it.

    `restore` names pages that were deleted on purpose and must come back ("alles": all). With `dry` nothing is
    written. Raises HandbookError when the disk refuses; then nothing has changed, or it says what is true.
    """
    state = read_state(folder)
    made = {path: content.encode() if isinstance(content, str) else content for path, content in project.files.items()}
    pages = {path: data.decode() for path, data in made.items() if path.startswith("docs/") and path.endswith(".md")}
    here = pages_on_disk(folder)
    names = find_renames({f"docs/{p.file}": [f"docs/{file}" for file in p.was] for p in project.pages if p.was},
                         {*state.moved, *(path for path in state.previous if path not in state.moved.values())}, here)
    state = state.after_renames(names, here)
    present = [names.get(page, page) if names.get(page) in state.stands else page for page in here]
    bases = {path: text for path in state.bases if path.endswith(".md") and path in state.previous and (text := state.base_text(path)) is not None}
    placing = find_placing(folder, pages, bases, state.moved, tuple(state.deleted), restore, present)
    state = state.after_moves({placing.moved[page]: state.moved.get(page, page) for page in placing.newly_moved})
    files = _placed(made, pages, placing)
    if ".gitattributes" in state.previous or not (folder / ".gitattributes").exists():
        files[".gitattributes"] = GIT_ATTRIBUTES.encode()
    left = _left(folder, state, files)
    if _CONFIG in files:
        files[_CONFIG] = _config(folder, state, files[_CONFIG].decode(), placing, left)
    files |= _still_shown(folder, state, files, placing, left)
    found = merging.merge_files(folder, state, files, placing, left)
    told = choosing.choices_text(found.choices, folder.name).encode() if found.choices.open else b""

    def describe(digests: Mapping[str, str]) -> Mapping[str, bytes | None]:
        away = {page: state.previous.get(state.moved.get(page, page), "") for page in placing.deleted}
        manifest = {
            "version": MANIFEST_VERSION, **facts, "files": dict(digests), "decisions": project.decisions,
            "moved": {page: path for page, path in sorted(placing.moved.items()) if path in files or path in left},
            "deleted": away, "left": left, "told": digest(told) if told else "",
            "pages": [{"file": placing.moved.get(f"docs/{p.file}", f"docs/{p.file}").removeprefix("docs/"), "title": p.title, "kind": p.kind,
                       "part": p.part, "later": p.later, "roles": list(p.roles)} for p in project.pages if f"docs/{p.file}" not in placing.deleted],
        }
        keep = {path: state.bases[path] for path in [*left, *(state.moved.get(page, page) for page in away)] if path in state.bases}
        return {
            **found.own, **_aside(folder, found.aside), **_told(folder, state, told), CHOICES: choosing.write_choices(found.choices), **(also or {}),
            BASE: zip_bytes({**keep, **files}), MANIFEST: (json.dumps(manifest, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode(),
        }

    report = apply(folder, files, state.previous, settle=lambda path, current, new: found.settled.get(path, {}), describe=describe, stands=state.stands,
                   keep="" if state.is_new else history.next_name(folder), dry=dry, disk=disk)
    if report.changes and not dry:
        history.forget_undone(folder, disk)
        history.tidy(folder, disk)
    _tell(report, placing, found, state)
    return report


def _placed(made: Mapping[str, bytes], pages: Mapping[str, str], placing: Placing) -> dict[str, bytes]:
    """Our files by where they stand, with their links renewed; what a person deleted is left out."""
    files = {}
    for path, data in made.items():
        if path in placing.deleted:
            continue
        files[placing.moved.get(path, path)] = move_links(pages[path], path, placing).encode() if path in pages else data
    return files


def _left(folder: Path, state: State, files: Mapping[str, bytes]) -> dict[str, str]:
    """Pages that no longer apply but that a person changed: they stay, out of the site, until somebody chooses."""
    found = {}
    for path, known in state.previous.items():
        if path in files or not path.endswith(".md") or not path.startswith("docs/") or not inside(folder, path):
            continue
        data = read_bytes(folder / path)
        if data is not None and not is_same(data, known):
            found[path] = known
    return found


def _still_shown(folder: Path, state: State, files: Mapping[str, bytes], placing: Placing, left: Mapping[str, str]) -> dict[str, bytes]:
    """Pictures and attachments of ours that no page of ours names any more, but a page does that a person wrote in: they stay."""
    gone = {path for path in state.previous if path.startswith(f"docs/{COPIES}/") and path not in files and inside(folder, path)}
    found: dict[str, bytes] = {}
    for page in (*placing.own, *left, *(path for path in files if path.startswith("docs/") and path.endswith(".md"))) if gone else ():
        data = read_bytes(folder / state.stands.get(page, page))
        if data is None or page in state.previous and is_same(data, state.previous[page]):
            continue
        for path in gone & named_files(as_text(data) or "", page):
            if (copy := read_bytes(folder / path)) is not None and is_same(copy, state.previous[path]):
                found[path] = copy
    return found


def _config(folder: Path, state: State, config: str, placing: Placing, left: Mapping[str, str]) -> bytes:
    """Our mkdocs.yml, with a place in the menu for pages of their own that their own menu does not name."""
    theirs = as_text(read_bytes(folder / _CONFIG) or b"")
    named = _named(theirs or "") - _named(state.base_text(_CONFIG) or "")
    return place_own(config, folder, placing, named, tuple(left)).encode()


def _named(config: str) -> set[str]:
    import yaml

    try:
        return set(configuration.paths_in(configuration.value_of(config, "nav")))
    except yaml.YAMLError:
        return set()


def _aside(folder: Path, wanted: Mapping[str, bytes]) -> dict[str, bytes | None]:
    """The new versions that wait for a choice; what nobody waits for any more is removed."""
    there = [path.relative_to(folder).as_posix() for path in (folder / ASIDE).rglob("*") if path.is_file() and not path.is_symlink()]
    return {**dict.fromkeys(there), **{f"{ASIDE}/{path}": data for path, data in wanted.items()}}


def _told(folder: Path, state: State, told: bytes) -> dict[str, bytes | None]:
    """The list of choices; when somebody wrote in the old one, their version is kept beside it."""
    target, found = folder / choosing.FILE, dict[str, bytes | None]()
    current = read_bytes(target)
    if current is not None and not (state.told and is_same(current, state.told)) and digest(current) != digest(told):
        found[YOUR_VERSION] = current
    if told or current is not None and inside(folder, choosing.FILE):
        found[choosing.FILE] = told or None
    return found


def _tell(report: Report, placing: Placing, found: merging.Found, state: State) -> None:
    report.merged, report.edited = list(found.merged), list(found.edited)
    report.open = len(found.choices.open)
    folder, say = report.folder, report.notes.append
    if placing.returned:
        say(f"{len(placing.returned)} bladzijden waren weg. Wij hebben ze opnieuw gemaakt.")
    for page, stood in state.stands.items():
        if page in found.merged or page in found.edited:
            say(f"{stood} heet in deze uitgave {page}. Wat u schreef, is meegegaan.")
    for page in placing.newly_moved:
        follows = "" if placing.moved[page] in report.orphaned else " Het menu en de links wijzen daarheen."
        say(f"{page} staat nu in {placing.moved[page]}.{follows}")
    for page in placing.restored:
        if page != CHANGES:  # that one comes back by itself when something changes again
            say(f"{page} is teruggehaald.")
    for page in placing.newly_deleted:
        say(f"{page} hebt u weggehaald. Dat blijft zo. Terughalen: handreiking build {folder} --restore {page.removeprefix('docs/').removesuffix('.md')}")
    for page in placing.copies:
        say(f"{page} lijkt een kopie die OneDrive of Teams maakte toen twee mensen tegelijk schreven. Die kopie staat niet in de website. "
            "Neem over wat u nodig hebt en haal de kopie weg.")
    for page, target in found.unlinked:
        say(f"In {page} wees een link naar {target}. Die is er niet meer; de link is nu gewone tekst.")
    if found.config_kept:
        say(f"In mkdocs.yml blijft wat u zelf hebt ingesteld: {', '.join('nav (het menu)' if key == 'nav' else key for key in found.config_kept)}.")
