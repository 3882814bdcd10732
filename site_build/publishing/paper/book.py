"""A handbook on disk as a book: its pages in reading order, as they are now (edited by hand too)."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import yaml

from site_build.assembly.marks import KINDS, PLAN, REFERENCE
from site_build.content.loading import shipped_phrases
from site_build.content.phrases import Phrases
from site_build.disk import read_file, reason
from site_build.errors import HandbookError, UsageError
from site_build.store.colour import accessible_colour
from site_build.store.manifest import pages_of, read_manifest

DEFAULT_COLOUR = "#17505f"  # --brand in theme/assets/css/tokens.css
SHARED = "delen"

# Pages that only lead to other pages of the website; a book has its table of contents for that.
_NAVIGATION = {kind.id for kind in KINDS.values() if kind.leads or kind.example}
_GROUPS = (
    ("Uw plan", ("home", *(kind.id for kind in KINDS.values() if kind.menu == PLAN))),
    ("Lijsten", ("list", "cards")),
    ("Modelstukken", ("document",)),
    ("Rollen", ("role",)),
    ("Naslag", tuple(kind.id for kind in KINDS.values() if kind.menu == REFERENCE and not kind.leads)),
)
_FIRST = ("home", "glance", "situation", "plan", "route")
_KIND_GROUP = {kind: title for title, kinds in _GROUPS for kind in kinds}
_LATER, _OWN = "Later", "Eigen bladzijden"


@dataclass(frozen=True)
class BookPage:
    """One page: `file` is its path in docs/, `text` its Markdown without front matter, `group` its part of the book."""

    file: str
    title: str
    kind: str
    group: str
    roles: tuple[str, ...]
    text: str

    @property
    def slug(self) -> str:
        """The page's id, unique in the book."""
        return slug_of(self.file)

    @property
    def stem(self) -> str:
        """The file's name without folder and extension."""
        return Path(self.file).stem


@dataclass(frozen=True)
class Book:
    """What every export prints: names, edition, the plan's date, and the pages in reading order."""

    folder: Path
    title: str
    municipality: str
    edition: str
    notice: str
    colour: str
    date: dt.date
    handbook: str
    extensions: tuple[object, ...]
    pages: tuple[BookPage, ...]
    invented: bool = False  # of an example: a document that is sent says so too
    letterhead: tuple[str, ...] = ()  # lines at the top of every model document
    logo: Path | None = None
    phrases: Phrases = Phrases(())  # our own sentences around the pages
    shown: Mapping[str, bytes] = field(default_factory=dict)  # pictures that may not stand in docs/: path in docs/ -> bytes

    @property
    def timestamp(self) -> int:
        """Seconds since 1970 of the plan's date, in UTC: the date inside every file."""
        return int(dt.datetime(self.date.year, self.date.month, self.date.day, tzinfo=dt.UTC).timestamp())


def slug_of(file: str) -> str:
    """Return the id of a page's file."""
    return re.sub(r"[^\w-]+", "-", file.removesuffix(".md"))


def read_book(folder: Path, phrases: Phrases | None = None) -> Book:
    """Read a handbook's manifest, mkdocs.yml and docs/; `phrases` are those of its guide, else of the program.

    Raises UsageError when it is no handbook, HandbookError when a file cannot be read.
    """
    manifest = read_manifest(folder)
    if "date" not in manifest:
        raise HandbookError(f"In {folder} staat niet voor welke dag het handboek geldt. Maak het opnieuw met: handreiking build {folder}")
    config = _config(folder / "mkdocs.yml")
    extra = _named(config.get("extra"))
    title = str(config.get("site_name") or "Handboek")
    return Book(
        folder, title, str(extra.get("municipality") or "uw gemeente"), str(manifest.get("edition", "")), str(extra.get("notice") or ""),
        _colour(extra.get("colour"), folder), dt.date.fromisoformat(str(manifest["date"])), str(manifest.get("handbook", "")),
        tuple(_listed(config.get("markdown_extensions"))), tuple(_in_order(_pages(folder / "docs", pages_of(manifest)))),
        bool(extra.get("invented")), tuple(str(line) for line in _listed(extra.get("letterhead"))),
        folder / "docs" / str(extra["logo"]) if extra.get("logo") else None, phrases or Phrases(shipped_phrases()),
    )


def whole(book: Book) -> list[BookPage]:
    """Return the pages of the whole handbook."""
    return [page for page in book.pages if page.kind not in _NAVIGATION]


def first_layer(book: Book) -> list[BookPage]:
    """Return what is read first, and printed: the start, the summary, the situation, the plan and the routes; empty without a plan."""
    found = [page for page in book.pages if page.kind in _FIRST]
    return found if any(page.kind == "plan" for page in found) else []


def for_role(book: Book, role: str) -> list[BookPage]:
    """Return one role's pages, its own page first; raises UsageError with the roles there are."""
    own = [page for page in book.pages if page.kind == "role" and page.stem == role]
    if not own:
        known = ", ".join(page.stem for page in book.pages if page.kind == "role")
        raise UsageError(f"De rol '{role}' staat niet in dit handboek. Kies uit: {known}.")
    return own + [page for page in whole(book) if role in page.roles and page.kind != "role"]


def find_page(book: Book, name: str) -> BookPage:
    """Return the page with this name (`mandaat`, `voorbereiden/mandaat`, with or without .md); raises UsageError."""
    wanted = name.removeprefix("docs/").removesuffix(".md").removesuffix(".html")
    exact = [page for page in book.pages if page.file.removesuffix(".md") == wanted]
    found = exact or [page for page in book.pages if page.stem == wanted and page.kind not in _NAVIGATION]
    if len(found) == 1:
        return found[0]
    if found:
        raise UsageError(f"Er zijn meer bladzijden met de naam '{name}'. Kies uit: {', '.join(page.file.removesuffix('.md') for page in found)}.")
    raise UsageError(f"De bladzijde '{name}' staat niet in dit handboek. De namen staan in docs/, bijvoorbeeld {book.pages[0].file}.")


def _pages(docs: Path, entries: Iterable[Mapping[str, object]]) -> Iterable[BookPage]:
    seen: set[str] = set()
    parts: dict[str, str] = {}
    for entry in entries:
        file, part = str(entry["file"]), str(entry.get("part", ""))
        seen.add(file)
        path = docs / file
        if path.is_file():  # a page that somebody removed is simply gone
            head, text = _read(path)
            roles = tuple(str(role) for role in _listed(entry.get("roles")))
            parts.setdefault(part, str(head.get("part_title") or "Hoofdstukken"))  # a page may have lost its head in editing
            group = _LATER if entry.get("later") else _KIND_GROUP.get(str(entry["kind"]), str(head.get("part_title") or parts[part]))
            yield BookPage(file, _title(text) or str(entry["title"]), str(entry["kind"]), group, roles, text)
    for path in sorted(docs.rglob("*.md")):  # pages that somebody added
        file = path.relative_to(docs).as_posix()
        if file not in seen and file != "downloads.md":
            head, text = _read(path)
            yield BookPage(file, _title(text) or str(head.get("title") or path.stem), "own", _OWN, (), text)


def _in_order(pages: Iterable[BookPage]) -> Iterable[BookPage]:
    """Own plan first, then chapters, lists, documents, roles, own pages, later, reference."""
    everything = list(pages)
    chapters = list(dict.fromkeys(page.group for page in everything if page.kind == "chapter" and page.group != _LATER))
    order = ["Uw plan", *chapters, "Lijsten", "Modelstukken", "Rollen", _OWN, _LATER, "Naslag"]
    return sorted(everything, key=lambda page: (order.index(page.group) if page.group in order else len(order),
                                                _kind_order(page.kind) if page.group in ("Uw plan", "Naslag") else 0))


def _kind_order(kind: str) -> int:
    kinds = [kind for _, kinds in _GROUPS for kind in kinds]
    return kinds.index(kind) if kind in kinds else len(kinds)


def _read(path: Path) -> tuple[Mapping[str, object], str]:
    try:
        text = read_file(path).decode("utf-8-sig").replace("\r\n", "\n")
    except (OSError, UnicodeDecodeError):
        raise HandbookError(f"{path} kan niet worden gelezen als tekst in UTF-8. Sla het bestand opnieuw op.") from None
    match = re.match(r"---\r?\n(.*?)\r?\n---\r?\n(.*)", text, re.S)
    if not match:
        return {}, text
    try:
        head = yaml.load(match[1], Loader=_Loader)  # noqa: S506  (a SafeLoader)
    except yaml.YAMLError as error:
        raise HandbookError(f"{path}: de regels tussen --- en --- kloppen niet ({_why(error, above=1)}).") from None
    return _named(head), match[2]


def _title(text: str) -> str:
    match = re.search(r"^# +(.+?)\s*#*$", text, re.M)
    if not match:
        return ""
    import html

    return html.unescape(re.sub(r"\s*\{[^}]*\}$", "", match[1]))


if TYPE_CHECKING:
    _Safe = yaml.SafeLoader
else:
    _Safe = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # libyaml where present: a handbook has a hundred heads to read


class _Loader(_Safe):
    """Reads a mkdocs.yml that somebody extended with MkDocs' own tags; their values are not needed here."""


_Loader.add_multi_constructor("", lambda loader, suffix, node: None)


def _config(path: Path) -> Mapping[str, object]:
    try:
        config = yaml.load(read_file(path).decode("utf-8"), Loader=_Loader)  # noqa: S506  (a SafeLoader)
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise HandbookError(f"{path} kan niet worden gelezen ({_why(error)}). Maak het handboek opnieuw met handreiking build.") from None
    return _named(config)


def _named(value: object) -> Mapping[str, object]:
    return {str(key): found for key, found in value.items()} if isinstance(value, dict) else {}


def _listed(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def _why(error: Exception, above: int = 0) -> str:
    """Say in Dutch what is wrong with a file: what the system said, or at which line the YAML ends to be YAML."""
    if isinstance(error, OSError):
        return reason(error)
    mark = getattr(error, "problem_mark", None)
    return f"regel {mark.line + 1 + above} is geen YAML" if mark else "het is geen YAML in UTF-8"


def _colour(value: object, folder: Path) -> str:
    """The municipality's colour, dark enough for text; from mkdocs.yml, or from the style sheet that sets it."""
    text = str(value or "")
    sheet = folder / "docs" / "assets" / "css" / "kleur.css"
    if not text and sheet.is_file():
        match = re.search(r"--brand:\s*(#[0-9a-fA-F]{3,6})", read_file(sheet).decode("utf-8", "replace"))
        text = match[1] if match else ""
    try:
        return accessible_colour(text)[0] if text else DEFAULT_COLOUR
    except UsageError:
        return DEFAULT_COLOUR
