"""What the page makes of the answers, on the disk in memory, through the same functions as the commands."""

from __future__ import annotations

import base64
import dataclasses
import io
import mimetypes
import re
import shutil
import stat
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import unquote

from site_build.assembly.find_out import hanging
from site_build.content import assets
from site_build.content.model import Content
from site_build.errors import ContentError, Place, Problem, UsageError
from site_build.interview.answers import Answers, dutch_date, read_answers
from site_build.interview.files import ANSWERS
from site_build.interview.sharing import Sharing
from site_build.store import projects
from site_build.store.tree import Report
from site_build.tailoring.advised import done_by, who_does
from site_build.tailoring.handbook import Handbook, tailor

HOME = Path(tempfile.gettempdir()) / "handboek"  # the one handbook that is looked at
MOST_FILES, MOST_BYTES = 5000, 100_000_000  # of a zip that is opened, unpacked; a handbook with its site takes 15 million
MANIFEST = ".handreiking/manifest.json"
_SHOWN = 6  # changes named one by one


def tell(text: str) -> None:
    """Say what is being done; the worker puts the real one here."""


# --- deciding -------------------------------------------------------------------------------


def decide(answers: Answers, content: Content) -> Handbook:
    """Return everything that was decided; the two last ones are kept, since each is the other's `before`."""
    for known, handbook in _DECIDED:
        if known is answers:
            return handbook
    handbook = tailor(content, answers)
    _DECIDED[:] = [*_DECIDED[-1:], (answers, handbook)]
    return handbook


_DECIDED: list[tuple[Answers, Handbook]] = []


def counts(handbook: Handbook) -> dict[str, int]:
    """Return how many pages, lists, documents and actions there are."""
    return {kind: len(names) for kind, names in _included(handbook).items()}


def _included(handbook: Handbook) -> dict[str, dict[str, str]]:
    selection = handbook.selection
    return {
        "pages": {c.thing.id: c.thing.title for c in selection.pages if c.included},
        "lists": {c.thing.id: c.thing.title for c in selection.checklists if c.included and c.live_items},
        "documents": {c.thing.id: c.thing.title for c in selection.documents if c.included},
        "actions": {c.thing.id: c.thing.do for c in selection.actions if c.included},
    }


_ONE = {"pages": "Bladzijde", "lists": "Lijst", "documents": "Modelstuk", "actions": "Actie"}
_MANY = {"pages": "bladzijden", "lists": "lijsten", "documents": "modelstukken", "actions": "acties"}


def changes(before: Handbook, after: Handbook) -> list[str]:
    """Return in Dutch what came and went, at most a handful by name and the rest counted."""
    old, new = _included(before), _included(after)
    lines, rest = [], []
    for kind in old:
        for verb, here, there in (("erbij", new[kind], old[kind]), ("niet meer nodig", old[kind], new[kind])):
            names = [title for id, title in here.items() if id not in there]
            if len(names) > 2:
                rest.append(f"{len(names)} {_MANY[kind]} {verb}.")
            else:
                lines += [f"{_ONE[kind]} {verb}: {title}" for title in names]
    return (lines + rest)[:_SHOWN] or ["Dit antwoord verandert nu geen bladzijden of acties."]


def hangs(handbook: Handbook) -> dict[str, str]:
    """Return, per question without an answer, what its answer decides, in Dutch."""
    found = {}
    for open_ in handbook.open_questions:
        if parts := hanging(open_, handbook.content.phrases):
            found[open_.question.id] = f"Van dit antwoord hangt af: {', '.join(parts)}."
    return found


def advice(handbook: Handbook) -> list[dict[str, str]]:
    """Return the first pieces of advice."""
    roles = {role.id: role.name for role in handbook.content.roles}
    plan = handbook.plan
    return [{"title": given.advice.say, "text": given.advice.why,
             "why": f"{roles[who_does(given, plan)]}, uiterlijk {dutch_date(done_by(given, plan).isoformat())}."} for given in handbook.advice.first]


# --- making ---------------------------------------------------------------------------------


def make(text: str, answers: Answers, content: Content) -> tuple[Any, dict[str, bytes]]:
    """Make a new handbook with its site, and return it as a zip."""
    shutil.rmtree(HOME, ignore_errors=True)
    tell("De bladzijden worden gemaakt")
    _, report = projects.create(HOME, answers, content, source=text)
    return _finish(_said(report), answers)


def remake(text: str, answers: Answers, content: Content) -> tuple[Any, dict[str, bytes]]:
    """Make the handbook that was opened again with these answers; what somebody changed stays."""
    if not HOME.is_dir():
        return make(text, answers, content)
    tell("De bladzijden worden opnieuw gemaakt")
    (HOME / ANSWERS).write_text(text, encoding="utf-8", newline="\n")
    _, report = projects.rebuild(HOME, content)
    return _finish(_said(report), answers)


def _said(report: Report) -> list[str]:
    """Return what somebody has to know of a build; where both changed a paragraph, the file in the zip and not a command."""
    lines = dataclasses.replace(report, open=0)
    if not report.open:
        return lines.meaning + lines.remarks()
    places = "Op 1 plaats" if report.open == 1 else f"Op {report.open} plaatsen"
    return [*lines.meaning, *lines.remarks(), f"{places} kunt u kiezen tussen uw tekst en de nieuwe. U leest ze in het bestand ‘Nog te kiezen.md’ in de zip."]


def _finish(lines: list[str], answers: Answers) -> tuple[Any, dict[str, bytes]]:
    from site_build.publishing.archives import pack_folder

    _site(HOME)
    tell("Alles wordt ingepakt")
    return {"lines": lines, "pages": list(_pages(HOME))}, {"handboek.zip": pack_folder(HOME, answers.today, inside="handboek")}


def _site(folder: Path) -> None:
    from site_build.publishing.web.site import build_site

    tell("De website wordt gemaakt")
    build_site(folder)


def share(text: str, answers: Answers, content: Content, sharing: Sharing) -> tuple[Any, dict[str, bytes]]:
    """Make the edition to share as a zip; what goes along was shown before."""
    from site_build.publishing.archives import pack_folder

    with _place() as place:
        own = HOME
        if not HOME.is_dir() or (HOME / ANSWERS).read_text(encoding="utf-8") != text:
            own = place / "eigen"
            projects.create(own, answers, content, source=text)
        report, changed = projects.share(own, place / "delen", content, sharing=sharing)
        _site(place / "delen")
        return {"lines": report.lines(), "changed": changed}, {"delen.zip": pack_folder(place / "delen", answers.today, inside="handboek-delen")}


def workbook(answers: Answers, content: Content) -> bytes:
    """Return the plan as a workbook."""
    from site_build.publishing.workbooks.spreadsheet import write_workbook

    with _place() as place:
        write_workbook(decide(answers, content), place / "plan.xlsx")
        return (place / "plan.xlsx").read_bytes()


def calendar(answers: Answers, content: Content) -> bytes:
    """Return the plan as a calendar; raises UsageError when there is nothing to put in it."""
    from site_build.publishing.calendar import write_calendar

    with _place() as place:
        if not write_calendar(decide(answers, content), place / "plan.ics"):
            raise UsageError("Er staan nog geen datums in het plan. Daarom is er geen agenda.")
        return (place / "plan.ics").read_bytes()


@contextmanager
def _place() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as name:
        yield Path(name)


# --- looking --------------------------------------------------------------------------------


def _pages(folder: Path) -> Iterator[dict[str, Any]]:
    """Yield the menu's groups with their pages, as the site has them."""
    config = _config(folder)
    entries = [next(iter(entry.items())) for entry in config["nav"]]
    bare = [{"title": title, "file": inside} for title, inside in entries if isinstance(inside, str)]
    if bare:
        yield {"title": "Voorpagina", "pages": bare}
    for title, inside in entries:
        if inside and not isinstance(inside, str):
            yield {"title": title, "pages": list(_leaves(inside))}


def _leaves(entries: list[Any]) -> Iterator[dict[str, str]]:
    for entry in entries:
        (title, inside), = entry.items()
        if isinstance(inside, str):
            yield {"title": title, "file": inside}
        else:
            yield from _leaves(inside)


def _config(folder: Path) -> dict[str, Any]:
    from mkdocs.utils.yaml import yaml_load

    loaded: dict[str, Any] = yaml_load((folder / "mkdocs.yml").read_text(encoding="utf-8"))
    return loaded


def page(file: str) -> dict[str, Any]:
    """Return a page of the handbook as HTML, for looking and printing; raises UsageError when it is not there."""
    import markdown
    from mkdocs.utils.meta import get_data

    path = (HOME / "docs" / file).resolve()
    if not path.is_relative_to((HOME / "docs").resolve()) or not path.is_file():
        raise UsageError("Deze bladzijde staat niet in uw handboek.")
    text, meta = get_data(path.read_text(encoding="utf-8"))
    options = _config(HOME)["markdown_extensions"]
    settings = {name: one[name] or {} for one in options if isinstance(one, dict) for name in one}
    html = markdown.markdown(text, extensions=[next(iter(one)) if isinstance(one, dict) else one for one in options], extension_configs=settings)
    title = str(meta.get("title") or "")
    return {"title": title, "html": _CARRIED.sub(lambda match: _carried(match, path.parent), html if "<h1" in html else f"<h1>{title}</h1>{html}")}


_CARRIED = re.compile(r'(<(img|a)\b[^>]*?\b(?:src|href)=")(?![a-z]+:)([^"#?]+)[^"]*"')


def _carried(match: re.Match[str], folder: Path) -> str:
    """Put a picture or attachment in the page itself: there is no disk to bring it from."""
    path = (folder / unquote(match[3])).resolve()
    if assets.ending(path.name) not in assets.MOST_BYTES or not path.is_relative_to((HOME / "docs").resolve()) or not path.is_file():
        return match[0]
    data = f"data:{mimetypes.guess_type(path.name)[0] or 'application/octet-stream'};base64,{base64.b64encode(path.read_bytes()).decode()}"
    return f'{match[1]}{data}"' + (f' download="{path.name}"' if match[2] == "a" else "")


def licence(name: str) -> str:
    """Return the text of the licence of a part; raises UsageError when it is not in this file."""
    folder = Path(__file__).parent / "licences"
    found = {path.stem: path for path in folder.glob("*.txt")}
    if name not in found:
        raise UsageError(f"De licentie van {name} zit niet in dit bestand.")
    return found[name].read_text(encoding="utf-8")


# --- opening --------------------------------------------------------------------------------


def is_yaml(data: bytes) -> bool:
    """True when the content is text, whatever the name says."""
    return not data.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")) and b"\0" not in data[:4096]


def is_handbook(name: str, data: bytes) -> bool:
    """True for a zip that holds a handbook; a workbook is a zip too."""
    if not data.startswith(b"PK\x03\x04"):
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return any(PurePosixPath(member).name == ANSWERS for member in archive.namelist())
    except zipfile.BadZipFile:
        raise UsageError(f"{name} is beschadigd: het is geen goed zip-bestand.") from None


def read_answers_file(name: str, data: bytes, content: Content) -> Answers:
    """Read answers from a text file or a workbook; raises ContentError or UsageError in words."""
    if is_yaml(data):
        try:
            return read_answers(data.decode("utf-8-sig").replace("\r\n", "\n"), name, content)
        except UnicodeDecodeError:
            raise ContentError([Problem(Place(name, 1, 1), "tekens", "Dit bestand is niet in UTF-8 opgeslagen.", "Sla het opnieuw op met de codering UTF-8.")]) from None
    from site_build.publishing.forms.form import read_form

    with _place() as place:
        path = place / "vragenlijst.xlsx"
        path.write_bytes(data)
        return read_form(path, content)


def unpack(data: bytes) -> tuple[str, list[str]]:
    """Put a handbook's zip on the disk in memory; return its answers and the files that somebody changed.

    Raises UsageError for what does not belong in a handbook: links, paths that leave it, far too much.
    """
    from site_build.store.manifest import files_of, read_manifest
    from site_build.store.tree import is_changed

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _unpack(archive)
        text = (HOME / ANSWERS).read_text(encoding="utf-8")
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError, UnicodeDecodeError):
        shutil.rmtree(HOME, ignore_errors=True)  # half a handbook is none
        raise UsageError("Deze zip is beschadigd of gebruikt iets wat een handboek niet gebruikt. Hij is niet uitgepakt.") from None
    files = files_of(read_manifest(HOME))
    edited = [path for path, digest in files.items() if is_changed(HOME / path, digest)]
    return text, edited


def _unpack(archive: zipfile.ZipFile) -> None:
    members = [info for info in archive.infolist() if not info.is_dir()]
    if len(members) > MOST_FILES or sum(info.file_size for info in members) > MOST_BYTES:
        raise UsageError("Deze zip is te groot voor een handboek. Hij is niet uitgepakt.")
    top = _top([info.filename for info in members])
    kept = []
    for info in members:  # every name is looked at before anything is written
        name = info.filename.removeprefix(top)
        parts = PurePosixPath(name).parts
        if stat.S_ISLNK(info.external_attr >> 16) or not parts or ".." in parts or name.startswith("/") or "\\" in name or ":" in name or "\0" in name:
            raise UsageError(f"In deze zip staat een bestand dat niet in een handboek hoort: {info.filename[:80]}. Hij is niet uitgepakt.")
        if parts[0] != "site":  # made again anyway
            kept.append((parts, info))
    if not any("/".join(parts) == MANIFEST for parts, _ in kept):
        raise UsageError(f"In deze zip ontbreekt {MANIFEST}. Zonder dat bestand weten wij niet wat u zelf schreef. Haal antwoorden.yml uit de zip en open dat.")
    shutil.rmtree(HOME, ignore_errors=True)
    for parts, info in kept:
        target = HOME.joinpath(*parts)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(_limited(archive, info))


def _limited(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
    with archive.open(info) as file:
        data = file.read(info.file_size + 1)
    if len(data) > info.file_size:
        raise UsageError("Deze zip klopt niet: een bestand is groter dan hij zegt. Hij is niet uitgepakt.")
    return data


def _top(names: list[str]) -> str:
    """Return the folder around the handbook, with its slash; empty where the zip holds it bare."""
    answers = min((name for name in names if PurePosixPath(name).name == ANSWERS), key=len)
    return answers.removesuffix(ANSWERS)


