"""A choice that somebody took between their own text and the new one, carried out in the handbook and remembered."""

from __future__ import annotations

import json
from pathlib import Path

from site_build.disk import DISK, OWNER_ONLY, Disk, digest, read_file
from site_build.errors import UsageError
from site_build.store import choices as choosing
from site_build.store import history
from site_build.store.choices import Choice, Choices, read_choices
from site_build.store.journal import Change, commit, inside
from site_build.store.locking import only_one
from site_build.store.manifest import AREA, MANIFEST, read_manifest
from site_build.store.merge import block_above, insert_after, replace_block
from site_build.store.state import ASIDE, CHOICES, as_text, read_bytes, read_state


def open_choices(folder: Path) -> tuple[Choice, ...]:
    """Return what there is to choose. Raises UsageError when this is no handbook."""
    read_manifest(folder)
    return read_choices(read_bytes(folder / CHOICES)).open


def decide(folder: Path, choice: Choice, answer: str, *, disk: Disk = DISK) -> str:
    """Carry out one choice; `answer` is one of its options. Return in Dutch what happened.

    Raises UsageError when the choice is not open or does not have that option, or its text is not there any more.
    """
    with only_one(folder):
        known = read_choices(read_bytes(folder / CHOICES))
        if choice not in known.open or answer not in dict(choosing.options_of(choice)):
            raise UsageError("Deze keuze is er niet meer. Geef de opdracht opnieuw.")
        if not inside(folder, choice.path):
            raise UsageError(f"{choice.path} ligt niet in het handboek.")
        changes, told = _carried_out(folder, choice, answer)
        rest = known.after(choice)
        changes += _written(folder, rest, choice, drop=choice.kind == "page")
        commit(folder, AREA, changes, keep=history.next_name(folder), disk=disk)
        history.tidy(folder, disk)
    return told


def _carried_out(folder: Path, choice: Choice, answer: str) -> tuple[list[Change], str]:
    if answer == "mijne":
        return [], f"{choice.path}: uw tekst blijft."
    if choice.kind == "page":
        return [Change(choice.path, None)], f"{choice.path} is weggehaald. Terughalen kan met: handreiking undo {folder}"
    if choice.kind == "file":
        data = read_bytes(folder / ASIDE / choice.path)
        if data is None:
            raise UsageError(f"De nieuwe versie van {choice.path} is er niet meer. Maak het handboek opnieuw met: handreiking build {folder}")
        return [Change(choice.path, data)], f"{choice.path}: de nieuwe versie staat er."
    text = as_text(read_bytes(folder / choice.path) or b"")
    if text is None:
        raise UsageError(f"{choice.path} is niet te lezen als tekst.")
    if choice.mine:
        parts = [choice.mine, choice.new] if answer == "allebei" else [choice.new] if choice.new else []
        found = replace_block(text, choice.mine, parts)
        if found is None:
            raise UsageError(f"Het stuk in {choice.path} is intussen veranderd. Maak het handboek opnieuw met: handreiking build {folder}")
    else:
        found = insert_after(text, block_above(read_state(folder).base_text(choice.path) or "", choice.new), choice.new)
    return [Change(choice.path, found.encode())], f"{choice.path}: {'beide teksten staan er' if answer == 'allebei' else 'de nieuwe tekst staat er'}."


def _written(folder: Path, rest: Choices, choice: Choice, *, drop: bool) -> list[Change]:
    """The memory after the choice: the list of choices, and the manifest that knows it."""
    told = choosing.choices_text(rest, folder.name).encode() if rest.open else None
    manifest = json.loads(read_file(folder / MANIFEST).decode("utf-8"))
    manifest["told"] = digest(told) if told else ""
    if drop and isinstance(manifest.get("left"), dict):
        manifest["left"].pop(choice.path, None)
    changes = [Change(choosing.FILE, told)] if told or (folder / choosing.FILE).is_file() else []
    if choice.kind == "file" and (folder / ASIDE / choice.path).is_file():
        changes.append(Change(f"{ASIDE}/{choice.path}", None))
    text = json.dumps(manifest, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    return [*changes, Change(CHOICES, choosing.write_choices(rest), OWNER_ONLY), Change(MANIFEST, text.encode(), OWNER_ONLY)]
