"""Handbooks on disk: make one, make it again, share it."""

from __future__ import annotations

import contextlib
import dataclasses
import datetime as dt
import hashlib
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path

from site_build.assembly.project import Download, assemble
from site_build.content.assets import MOST_BYTES, ending
from site_build.content.documents import Json
from site_build.content.model import Content
from site_build.disk import read_file, write_text
from site_build.errors import UsageError
from site_build.interview.answers import Answers, Sheet, write_answers
from site_build.interview.files import ANSWERS, load_answers, read_text
from site_build.interview.sharing import Sharing
from site_build.store.folders import check_apart, check_new_folder
from site_build.store.guides import check_guide, place_file
from site_build.store.house_style import with_house_style
from site_build.store.journal import inside
from site_build.store.locking import only_one
from site_build.store.manifest import MANIFEST, files_of, read_manifest
from site_build.store.placing import check_restore, named_files, pages_on_disk
from site_build.store.remembering import PAGE, Memory, remember
from site_build.store.resources import read_look, with_copies
from site_build.store.tree import Report, is_changed
from site_build.store.writing import write_project
from site_build.tailoring.handbook import COMPLETE, INTERN, SHARED, Handbook, tailor

WHAT_IS_SHARED = "de uitgave om te delen"


def create(folder: Path, answers: Answers, content: Content, *, edition: str = INTERN, source: str | None = None,
           inputs: str = "") -> tuple[Handbook, Report]:
    """Make a new handbook in a folder that is empty or holds only its answers; `source` is the text of the answers to keep as it is."""
    kept = source is None or (folder / ANSWERS).is_file() and read_text(folder / ANSWERS) == source
    check_new_folder(folder, begun=ANSWERS if kept else "")
    text = _dated(source, answers) if source is not None else write_answers(answers, content)
    return _write(folder, answers, content, edition, inputs=inputs, text=text if edition == INTERN else None)


def rebuild(folder: Path, content: Content, *, date: dt.date | None = None, inputs: str = "", restore: Sequence[str] = (),
            dry: bool = False) -> tuple[Handbook, Report]:
    """Make a handbook again from its antwoorden.yml; a new date is written into that file, `inputs` is kept in the manifest.

    `restore` names pages that somebody deleted and that must come back; with `dry` nothing is written.
    """
    with contextlib.nullcontext() if dry else only_one(folder):
        manifest = read_manifest(folder)
        edition = str(manifest.get("edition", INTERN))
        if edition == SHARED:
            raise UsageError("Dit is een gedeelde uitgave. Maak een nieuwe vanuit uw eigen handboek met: handreiking share DIR DOEL")
        check_guide(folder, manifest, content)
        check_restore(folder, manifest, restore)
        answers = load_answers(folder / ANSWERS, content) if edition == INTERN else _no_answers(date or dt.date.today(), content)
        text = None
        if date is not None and edition == INTERN:
            answers = dataclasses.replace(answers, date=date.isoformat())
            text = with_date(read_text(folder / ANSWERS), date)
        return _write(folder, answers, content, edition, inputs=inputs, text=text, restore=restore, dry=dry)


def write(folder: Path, answers: Answers, content: Content) -> Report:
    """Write a handbook with these answers: a new one, or the one that is there again, with its answers replaced."""
    if not (folder / MANIFEST).is_file():
        return create(folder, answers, content)[1]
    if str(read_manifest(folder).get("edition", INTERN)) != INTERN:
        raise UsageError(f"In {folder} staat een uitgave zonder eigen antwoorden. Kies een andere map.")
    write_text(folder / ANSWERS, write_answers(answers, content))
    return rebuild(folder, content)[1]


def can_rebuild(folder: Path) -> bool:
    """True when the folder holds what `rebuild` needs: a shared edition does not, nor one whose answers somebody took away."""
    edition = str(read_manifest(folder).get("edition", INTERN))
    return edition != SHARED and (edition != INTERN or (folder / ANSWERS).is_file())


def _dated(text: str, answers: Answers) -> str:
    """The text of an answers file, with a date that somebody typed in another way (1-3-27) as ours."""
    return text if re.search(rf"""(?m)^["']?date["']?:[ ]+["']?{re.escape(answers.date)}["']?""", text) else with_date(text, dt.date.fromisoformat(answers.date))


def with_date(text: str, date: dt.date) -> str:
    """Return the text of an answers file with another date; everything else stays, comments too."""
    changed, count = re.subn(r"^date:.*?(?=[ ]+#|$)", f"date: {date.isoformat()}", text, count=1, flags=re.M)
    if not count:  # written as JSON, which is YAML too
        changed, count = re.subn(r"""((?:^\s*|[{,]\s*)["']?date["']?\s*:\s*)(["']?)[^,"'}\n]*\2""", rf'\g<1>"{date.isoformat()}"', text, count=1, flags=re.M)
    if not count:
        raise UsageError("In dit antwoordenbestand staat geen regel met date. Zet die erin, bijvoorbeeld: date: 2026-11-24.")
    return changed


def open_handbook(folder: Path, content: Content) -> Handbook:
    """Tailor again what is in a handbook's antwoorden.yml, without writing."""
    check_guide(folder, read_manifest(folder), content)
    return tailor(content, load_answers(folder / ANSWERS, content))


def share(folder: Path, target: Path, content: Content, *, sharing: Sharing | None = None, own: Collection[str] = ()) -> tuple[Report, list[str]]:
    """Write the edition to share; return the report and the pages that were changed by hand and did not go along.

    `own` are pages (in docs/) that go along as somebody changed them. Raises UsageError for one that is not there.
    """
    sharing = sharing or Sharing()
    manifest = read_manifest(folder)
    if str(manifest.get("edition", INTERN)) != INTERN:
        raise UsageError("Een uitgave om te delen maakt u vanuit uw eigen handboek, niet vanuit een andere uitgave.")
    check_guide(folder, manifest, content)
    check_apart(folder, target, WHAT_IS_SHARED)
    answers = without_confidential(load_answers(folder / ANSWERS, content), content, sharing)
    changed = changed_pages(folder)
    wanted = page_paths(own)
    if missing := sorted(wanted - set(changed)):
        raise UsageError(f"{missing[0].removeprefix('docs/')} is geen bladzijde die u zelf hebt veranderd.")
    check_new_folder(target, begun="export")  # files that were made of it before may lie there: the page with downloads names them
    texts = {path: read_text(folder / path) for path in wanted}
    beside = {path: read_file(folder / path) for path in sorted({file for page, text in texts.items() for file in named_files(text, page)})
              if ending(path) in MOST_BYTES and path.startswith("docs/") and inside(folder, path) and (folder / path).is_file()}
    _, report = _write(target, answers, content, SHARED, style=folder, sharing=sharing, own={**texts, **beside})
    if beside:
        report.notes.append(f"Met uw bladzijden gaan mee: {', '.join(path.removeprefix('docs/') for path in beside)}.")
    added = [page.removeprefix("docs/") for page in pages_on_disk(folder) if page not in files_of(manifest)]
    if added:
        report.notes.append(f"Uw eigen bladzijden gaan niet mee: {', '.join(added)}.")
    return report, [path for path in changed if path not in wanted]


def page_paths(names: Iterable[str]) -> set[str]:
    """Return where pages stand that somebody names with or without docs/."""
    return {name if name.startswith("docs/") else f"docs/{name}" for name in names}


def changed_pages(folder: Path) -> list[str]:
    """Return the pages of a handbook (paths in it) that somebody changed."""
    files = files_of(read_manifest(folder))
    return [path for path, digest in files.items() if path.startswith("docs/") and is_changed(folder / path, digest)]


def without_confidential(answers: Answers, content: Content, sharing: Sharing | None = None) -> Answers:
    """Return answers as the shared edition may know them, under another id: no statements, names, kept answers or what `sharing` hides."""
    sharing = sharing or Sharing()
    shown = {id: sharing.shared(content.questions[id], value) for id, value in answers.values.items()}
    values: dict[str, Json] = {id: value for id, value in shown.items() if value is not None}
    plan = {id: dataclasses.replace(entry, owner="", priority="", note="") for id, entry in answers.plan.items() if _shareable(id, content)}
    return dataclasses.replace(answers, handbook=shared_id(answers.handbook), values=values, statements=(), plan=plan, own=(), kept={}, registers={})


def shared_id(handbook: str) -> str:
    """Return the id of a handbook's edition to share: always the same, and not the one inside."""
    return f"hb-{hashlib.sha256(f'delen:{handbook}'.encode()).hexdigest()[:8]}"


def _shareable(action: str, content: Content) -> bool:
    return any(a.id == action and a.share for a in content.actions)


def create_complete(folder: Path, content: Content, date: dt.date) -> Report:
    """Make the complete edition: everything, with labelled blocks."""
    check_new_folder(folder)
    _, report = _write(folder, _no_answers(date, content), content, COMPLETE)
    return report


def _no_answers(date: dt.date, content: Content) -> Answers:
    return Answers(handbook="hb-compleet", date=date.isoformat(), version=content.edition.version)


def _write(folder: Path, answers: Answers, content: Content, edition: str, *, style: Path | None = None, inputs: str = "", text: str | None = None,
           restore: Sequence[str] = (), dry: bool = False, sharing: Sharing | None = None, own: Mapping[str, str | bytes] | None = None) -> tuple[Handbook, Report]:
    handbook = tailor(content, answers, edition=edition, sharing=sharing)
    look, messages = with_house_style(dataclasses.replace(read_look(), downloads=exported(folder)), style or folder)
    memory = remember(folder, handbook) if edition == INTERN else Memory()
    project = with_copies(assemble(handbook, dataclasses.replace(look, changes=memory.entries)), content)
    project.files.update(own or {})
    facts = {"handbook": answers.handbook, "edition": edition, "guide": content.edition.id, "content": content.edition.version, "date": answers.date,
             "questions": sorted(content.questions)}
    if inputs:
        facts["inputs"] = inputs
    also: dict[str, bytes] = {**(memory.files or {}), **(place_file(folder, content) if edition != SHARED else {})}
    if memory.fresh:
        restore = (*restore, PAGE)  # something changed again
    if text is not None and (folder / ANSWERS).is_symlink():
        write_text(folder / ANSWERS, text)  # the file that the link leads to is not ours to move
    elif text is not None:
        also[ANSWERS] = text.encode()
    report = write_project(folder, project, facts, also=also, restore=restore, dry=dry)
    report.messages.extend(messages)
    report.meaning.extend(memory.lines())
    return handbook, report


def exported(folder: Path) -> tuple[Download, ...]:
    """Return the files in export/, the handbook's own before the model documents."""
    export = folder / "export"
    found = (path for path in export.rglob("*") if path.is_file() and not any(part.startswith(".") for part in path.relative_to(export).parts))
    files = sorted(found, key=lambda path: (len(path.relative_to(export).parts), path.name))
    return tuple(Download(path.relative_to(export).as_posix(), path.stat().st_size) for path in files)


def add_answers(answers: Answers, others: list[Answers]) -> Answers:
    """Return answers with what other people filled in: their statements, and answers that were still absent."""
    sheets: tuple[Sheet, ...] = answers.statements
    values = dict(answers.values)
    for other in others:
        sheets += other.statements
        values = {**other.values, **values}
    return dataclasses.replace(answers, statements=sheets, values=values)
