"""Where every page of a handbook goes, and the pages in reading order."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from site_build.assembly.writer import knowledge_outputs
from site_build.content.model import Page, Part, Thing
from site_build.tailoring.changes import ChangeEntry
from site_build.tailoring.handbook import Handbook
from site_build.tailoring.selection import ChosenChecklist, ChosenDocument, ChosenPage, is_hidden


def page_output(page: Page) -> str:
    """Return the file of a chapter page in docs/."""
    return f"{page.part}/{page.id}.md"


def list_output(id: str) -> str:
    """Return the file of a checklist in docs/."""
    return f"lijsten/{id}.md"


def document_output(id: str) -> str:
    """Return the file of a model document in docs/."""
    return f"documenten/{id}.md"


COPIES = "bestanden"  # where pictures and attachments of the guide stand in docs/


def copy_output(path: str, parts: Sequence[Part]) -> str:
    """Return where a picture or attachment goes in docs/: under the name of the part, or of the folder that it stands in."""
    for folder, name in (*((f"guide/chapters/{part.folder}", part.id) for part in parts), ("guide/pictures", "tekeningen"), ("guide/example", "voorbeeld"),
                         ("guide", ""), ("checklists", "lijsten"), ("templates/documents", "documenten")):
        if path.startswith(f"{folder}/"):
            return posixpath.join(COPIES, name, path.removeprefix(f"{folder}/"))
    return posixpath.join(COPIES, path)


def earlier_outputs(here: Present, parts: Sequence[Part]) -> dict[str, tuple[str, ...]]:
    """Return, per file in docs/, where earlier editions made the same page: under an earlier id (`was`) or in another part."""
    folders = [name for part in parts for name in (part.id, *part.was)]
    found = {page_output(chosen.thing): [f"{folder}/{name}.md" for name in _names(chosen.thing) for folder in folders] for chosen in here.pages}
    found |= {list_output(chosen.thing.id): [list_output(name) for name in _names(chosen.thing)] for chosen in here.checklists}
    found |= {document_output(chosen.thing.id): [document_output(name) for name in _names(chosen.thing)] for chosen in here.documents}
    return {file: earlier for file, names in found.items() if (earlier := tuple(name for name in names if name not in found))}


def _names(thing: Thing) -> tuple[str, ...]:
    return (thing.id, *thing.was)


def worked_outputs(handbook: Handbook) -> dict[str, str]:
    """Return where the pages of the worked case go; none where it is itself the handbook, or in an edition to share."""
    case = handbook.content.worked
    if case is None or handbook.shared or handbook.invented:
        return {}
    return {
        **{page.place.file: f"voorbeeld/{page.id}.md" for page in case.story},
        **{twin.place.file: f"voorbeeld/stukken/{twin.id}.md" for twin in case.twins},
    }


@dataclass(frozen=True)
class Download:
    """A file that was exported: path in export/, and its size in bytes."""

    path: str
    size: int


@dataclass(frozen=True)
class Look:
    """How every edition looks: the base mkdocs.yml and the theme's files (path -> bytes)."""

    config: str
    files: Mapping[str, bytes] = field(default_factory=dict)
    colour: str = ""
    logo: str = ""
    contact: str = ""  # an e-mail or web address to react to
    letterhead: tuple[str, ...] = ()  # lines at the top of every model document in Word
    texts: Mapping[str, str] = field(default_factory=dict)  # a gap of model documents -> what the municipality always writes there
    downloads: tuple[Download, ...] = ()
    changes: tuple[ChangeEntry, ...] = ()  # what changed at the last builds, the newest first


@dataclass(frozen=True)
class Present:
    """What is in this handbook, and where links go."""

    pages: tuple[ChosenPage, ...]
    checklists: tuple[ChosenChecklist, ...]
    documents: tuple[ChosenDocument, ...]
    outputs: dict[str, str]  # source file -> file in docs/
    omitted: dict[str, str]  # source file -> anchor on the page with what was left out
    copies: dict[str, str]  # picture or attachment -> file in docs/, when a text names it


def present(handbook: Handbook) -> Present:
    """Work out what is present; a list without items that apply is left out too."""
    selection = handbook.selection
    pages = tuple(chosen for chosen in selection.pages if chosen.included)
    lists = tuple(chosen for chosen in selection.checklists if chosen.included and chosen.live_items)
    documents = tuple(chosen for chosen in selection.documents if chosen.included)
    outputs = knowledge_outputs()
    outputs |= {chosen.thing.place.file: page_output(chosen.thing) for chosen in pages}
    outputs |= {chosen.thing.place.file: list_output(chosen.thing.id) for chosen in lists}
    outputs |= {chosen.thing.place.file: document_output(chosen.thing.id) for chosen in documents}
    outputs |= worked_outputs(handbook)
    omitted = {chosen.thing.place.file: f"pagina-{chosen.thing.id}" for chosen in selection.pages}
    omitted |= {chosen.thing.place.file: f"lijst-{chosen.thing.id}" for chosen in selection.checklists}
    omitted |= {chosen.thing.place.file: f"document-{chosen.thing.id}" for chosen in selection.documents}
    for thing in (*selection.pages, *selection.checklists, *selection.documents):
        if is_hidden(thing.outcome, handbook.values):  # what hangs on an answer that does not leave is not announced either
            omitted.pop(thing.thing.place.file)
    return Present(pages, lists, documents, outputs, {file: anchor for file, anchor in omitted.items() if file not in outputs},
                   {asset.path: copy_output(asset.path, handbook.content.parts) for asset in handbook.content.assets})
