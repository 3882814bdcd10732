"""Check pictures and attachments: what a link to one may say, and the files themselves."""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree

from site_build.content.assets import FOLDERS, MOST_BYTES, PICTURES, Asset, ending, led_to
from site_build.content.model import Content
from site_build.content.walking import bodies, pieces
from site_build.errors import WARNING, Place, Problem

TARGET = re.compile(r'(\S+)(?:\s+"[^"]*")?\Z')  # of a link or picture: the file, and a title that nobody needs
_ANY = re.compile(r"\]\(([^)]*)\)")
_TEXTS = (".md", ".yml")  # what a link may lead to besides pictures and attachments; .csv of our own tables among the latter
_KINDS = ", ".join(kind[1:] for kind in MOST_BYTES)
_DRAWING = re.compile(r"[\w .,()-]+\.(?:png|jpe?g|gif|webp|svg)", re.I)

Add = Callable[[str, str, str], None]  # code, message, remedy


def check_words(alt: str, target: str, add: Add) -> None:
    """Say what is wrong with the words of a picture."""
    if not alt.strip():
        add("beeld-zonder-tekst", "Deze afbeelding heeft geen vervangende tekst.", f"Schrijf: ![wat er te zien is]({target or 'bestand.svg'})")
    elif _DRAWING.fullmatch(alt.strip()) or alt.strip().lower() == posixpath.splitext(posixpath.basename(target))[0].lower():
        add("beeld-zonder-tekst", f"De vervangende tekst '{alt.strip()[:40]}' is een bestandsnaam.", f"Schrijf wat er te zien is: ![wat er te zien is]({target})")


def check_kind(target: str, resolved: str, files: frozenset[str], picture: bool, add: Add) -> bool:
    """Say what is wrong with a link or picture as a file to copy; return False when nothing else needs to be looked at."""
    end = ending(resolved)
    if picture and re.match(r"[A-Za-z][A-Za-z0-9+.-]+:|//", target):
        add("beeld-elders", "Deze afbeelding komt van een andere website. Een handboek haalt niets van elders.", "Zet het bestand naast de bladzijde, en noem het hier.")
        return False
    if "\\" in target:
        add("link-kapot", f"In de link '{target}' staat een schuine streep naar achteren.", f"Schrijf: {target.replace(chr(92), '/')}")
        return False
    if end not in _TEXTS and (re.match(r"[A-Za-z]:|/", target) or not resolved.startswith(tuple(f"{folder}/" for folder in ("guide", "checklists", "templates")))):
        add("link-buiten", f"De link '{target}' gaat naar een plek buiten de handreiking.", "Zet het bestand naast de bladzijde, en noem het hier.")
        return False
    if resolved not in files:
        other = next((file for file in sorted(files) if file.lower() == resolved.lower()), "")
        if not other:
            return True
        right = posixpath.join(posixpath.dirname(target), posixpath.basename(other)) if posixpath.dirname(other) == posixpath.dirname(resolved) else other
        add("link-hoofdletters", f"De link '{target}' heeft andere hoofdletters dan het bestand.", f"Schrijf: {right}")
        return False
    if picture and end not in PICTURES:
        add("beeld-soort", f"'{posixpath.basename(resolved)}' is geen afbeelding.", f"Schrijf een link, zonder uitroepteken: [wat het is]({target})")
        return False
    if end not in _TEXTS and end not in MOST_BYTES:
        add("bestand-soort", f"Bestanden als '{posixpath.basename(resolved)}' gaan niet mee in een handboek.", f"Sla het op als een van: {_KINDS}.")
        return False
    return True


def check_assets(content: Content, root: Path | None) -> list[Problem]:
    """Return every problem with the files themselves; without a root only what their names and sizes tell."""
    used = {file for thing in bodies(content) for piece in pieces(thing.body) for file in _targets(piece.text, thing.place.file)}
    used |= {one.path for checklist in content.checklists if not checklist.retired for one in checklist.attachments}
    problems: list[Problem] = []
    for asset in content.assets:
        problems.extend(_file(asset, root))
        if asset.path not in used:
            problems.append(Problem(Place(asset.path, 1, 1), "bestand-ongebruikt", "Geen tekst noemt dit bestand. Het gaat niet mee in een handboek.",
                                    "Verwijs ernaar in een tekst, of haal het weg. Is het een bladzijde? Sla die dan op als .md.", WARNING))
    problems.extend(_led_outside(root) if root else ())
    return problems


def check_attachments(content: Content, files: frozenset[str]) -> Iterator[Problem]:
    """Yield what is wrong with the attachments of lists."""
    for checklist in content.checklists:
        for attachment in checklist.attachments:
            found: list[Problem] = []

            def add(code: str, message: str, remedy: str, found: list[Problem] = found, place: Place = attachment.place) -> None:
                found.append(Problem(place, code, message, remedy))

            if check_kind(attachment.file, attachment.path, files, False, add) and attachment.path not in content.asset_at:
                add("link-kapot", f"De bijlage '{attachment.file}' bestaat niet.", "Kijk naar de map en de naam.")
            yield from found


def _targets(text: str, file: str) -> Iterator[str]:
    for match in _ANY.finditer(text):
        if target := TARGET.match(match[1].strip()):
            yield led_to(target[1].partition("#")[0], file)


def _file(asset: Asset, root: Path | None) -> Iterator[Problem]:
    place, end = Place(asset.path, 1, 1), ending(asset.path)
    name = posixpath.basename(asset.path)
    if not re.fullmatch(r"[a-z0-9-]+\.[a-z]+", name):
        plain = re.sub(r"[^a-z0-9]+", "-", name.lower()[: -len(end)]).strip("-") or "naam"
        yield Problem(place, "bestand-naam", f"De naam '{name}' heeft hoofdletters, spaties of leestekens.", f"Noem het {plain}{end}.")
    if asset.size > MOST_BYTES[end]:
        yield Problem(place, "bestand-groot", f"Dit bestand is {_size(asset.size)}; een {'afbeelding' if asset.is_picture else 'bijlage'} mag {_size(MOST_BYTES[end])} zijn.",
                      "Maak de afbeelding kleiner, bijvoorbeeld 1600 punten breed." if asset.is_picture else "Maak het kleiner, of verwijs naar een adres op internet.")
    elif root is not None:
        try:
            data = (root / asset.path).read_bytes()
        except OSError:
            return  # said where it is read
        found = kind_of(data)
        if found not in ((".jpg", ".jpeg") if end in (".jpg", ".jpeg") else (end,)):
            yield Problem(place, "bestand-inhoud", f"Dit bestand heet {end}, maar {f'is een {found[1:]}-bestand' if found else 'de inhoud is dat niet, of is beschadigd'}.",
                          f"Noem het {name[: -len(end)]}{found}." if found else "Sla het opnieuw op, in de goede soort.")
        elif end == ".svg" and (why := unsafe_svg(data)):
            yield Problem(place, "svg-onveilig", f"Deze tekening heeft {why}, en dat mag niet.", "Sla de tekening op als gewone svg, of als png.")


def _size(count: int) -> str:
    return f"{count / 1_000_000:.1f} MB".replace(".", ",").replace(",0 ", " ")


def _led_outside(root: Path) -> Iterator[Problem]:
    top = root.resolve()
    for folder in FOLDERS:
        for path in sorted((root / folder).rglob("*")):
            if ending(path.name) in MOST_BYTES and path.is_symlink() and not path.resolve().is_relative_to(top):
                yield Problem(Place(path.relative_to(root).as_posix(), 1, 1), "link-buiten", "Dit is een snelkoppeling naar een bestand buiten de handreiking.",
                              "Zet het bestand zelf hier.")


# --- what a file is ------------------------------------------------------------------------

_MAGIC = ((b"\x89PNG\r\n\x1a\n", ".png"), (b"\xff\xd8\xff", ".jpg"), (b"GIF87a", ".gif"), (b"GIF89a", ".gif"), (b"%PDF-", ".pdf"))
_OPEN_DOCUMENT = {b"application/vnd.oasis.opendocument.text": ".odt", b"application/vnd.oasis.opendocument.spreadsheet": ".ods"}


def kind_of(data: bytes) -> str:
    """Return the ending that belongs to what is in a file; '' where it is none of ours, is damaged or holds macros."""
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return ".webp"
    for begin, kind in _MAGIC:
        if data.startswith(begin):
            return kind
    if data.startswith(b"PK\x03\x04"):
        return _office(data)
    if b"\0" in data or not data.strip():
        return ""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return ""
    if "<svg" in text[:5000] and text.lstrip().startswith("<"):
        return ".svg"
    return "" if text.lstrip().startswith("<") else ".csv"


def _office(data: bytes) -> str:
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            names = set(archive.namelist())
            if any(name.endswith("vbaProject.bin") for name in names):
                return ""
            if "mimetype" in names and archive.getinfo("mimetype").file_size < 200:
                return _OPEN_DOCUMENT.get(archive.read("mimetype").strip(), "")
    except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError):
        return ""
    return ".docx" if "word/document.xml" in names else ".xlsx" if "xl/workbook.xml" in names else ""


_REFUSED = {"script": "een script", "foreignobject": "HTML (foreignObject)", "iframe": "een venster (iframe)", "object": "een ander bestand (object)",
            "embed": "een ander bestand (embed)", "audio": "geluid", "video": "beeld dat beweegt", "handler": "een script", "set": "beweging", "animate": "beweging"}
_OUTSIDE = re.compile(r"url\(\s*['\"]?(?!#|data:image/)[^)]|@import", re.I)


def unsafe_svg(data: bytes) -> str:
    """Return what in a drawing could run or fetch something, in words; '' for nothing."""
    if re.search(rb"<!ENTITY|<!DOCTYPE[^>]*\[", data):
        return "een DOCTYPE met eigen namen"
    try:
        root = ElementTree.fromstring(data)
    except ElementTree.ParseError:
        return "een fout in de code"
    if re.search(rb"<\?xml-stylesheet", data):
        return "een opmaakbestand van elders"
    for element in root.iter():
        name = str(element.tag).rpartition("}")[2].lower()
        if name in _REFUSED:
            return _REFUSED[name]
        if name == "style" and _OUTSIDE.search(element.text or ""):
            return "een verwijzing naar buiten"
        for key, value in element.attrib.items():
            key = key.rpartition("}")[2].lower()
            if key.startswith("on"):
                return "een script"
            if key in ("href", "src") and not value.strip().startswith(("#", "data:image/")) or _OUTSIDE.search(value):
                return "een verwijzing naar buiten"
    return ""
