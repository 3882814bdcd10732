"""A municipality's own colour, logo and head of letters: `huisstijl.yml` in the folder of its handbook.

Each may be left out: colour (#rrggbb), logo (a file in the same folder), contact (an e-mail or web address), letterhead (lines at the
top of model documents in Word) and texts (what always stands in a gap of model documents, such as the objection clause).
"""

from __future__ import annotations

import dataclasses
import re
from pathlib import Path

from site_build.assembly.project import Look
from site_build.content.documents import Mapping, Sequence, read_yaml
from site_build.disk import read_file, read_utf8
from site_build.errors import ContentError, UsageError
from site_build.store.colour import accessible_colour, colour_css

FILE = "huisstijl.yml"
_CONTACT = re.compile(r"[^\s@<>\"']+@[^\s@<>\"']+\.[a-z]{2,}|https?://[^\s<>\"']+", re.I)
_LOGOS = (".svg", ".png", ".jpg", ".jpeg")
_MAX_LOGO = 200_000  # bytes; the home page must stay small


_KEYS = {"colour", "logo", "contact", "letterhead", "texts"}


def with_house_style(look: Look, folder: Path) -> tuple[Look, list[str]]:
    """Return the look with the colour and logo of this folder, and what was adjusted, in Dutch.

    Raises ContentError or UsageError when the file is wrong.
    """
    path = folder / FILE
    if not path.is_file():
        return look, []
    data, problems = read_yaml(read_utf8(path), FILE)
    if problems:
        raise ContentError(problems)
    if not isinstance(data, Mapping) or set(data) - _KEYS:
        raise UsageError(f"In {path} mogen alleen colour, logo, contact, letterhead en texts staan. Schrijf bijvoorbeeld: colour: \"#005f73\".")
    files, messages = dict(look.files), []
    if data.get("colour"):
        colour = str(data["colour"])
        light, _, adjusted = accessible_colour(colour)
        files["docs/assets/css/kleur.css"] = colour_css(colour).encode()
        look = dataclasses.replace(look, colour=light)
        if adjusted:
            messages.append(f"Uw kleur {colour} heeft te weinig contrast om goed te lezen. Wij gebruiken {light}.")
    if data.get("contact"):
        contact = str(data["contact"]).strip()
        if not _CONTACT.fullmatch(contact):
            raise UsageError(f"De contact '{contact}' in {path} is geen e-mailadres en geen webadres. Schrijf bijvoorbeeld: contact: handboek@gemeente.nl.")
        look = dataclasses.replace(look, contact=contact)
    if "letterhead" in data:
        look = dataclasses.replace(look, letterhead=_lines(data["letterhead"], path))
    if "texts" in data:
        look = dataclasses.replace(look, texts=_texts(data["texts"], path))
    if data.get("logo"):
        logo = folder / str(data["logo"])
        if not logo.resolve().is_relative_to(folder.resolve()) or not logo.is_file() or logo.suffix.lower() not in _LOGOS:
            raise UsageError(f"Het logo '{data['logo']}' staat niet in {folder}, of is geen svg, png of jpg.")
        if logo.stat().st_size > _MAX_LOGO:
            raise UsageError(f"Het logo is te groot. Gebruik een bestand van hooguit {_MAX_LOGO // 1000} kB.")
        target = f"assets/img/logo{logo.suffix.lower()}"
        files[f"docs/{target}"] = read_file(logo)
        look = dataclasses.replace(look, logo=target)
    return dataclasses.replace(look, files=files), messages


def _lines(data: object, path: Path) -> tuple[str, ...]:
    if not isinstance(data, Sequence) or not all(isinstance(line, (str, int)) for line in data):
        raise UsageError(f"De letterhead in {path} is geen lijst van regels. Schrijf bijvoorbeeld: letterhead: [Gemeente Leeuwarden, Postbus 1].")
    return tuple(" ".join(str(line).split()) for line in data)


def _texts(data: object, path: Path) -> dict[str, str]:
    if not isinstance(data, Mapping) or not all(isinstance(text, (str, int)) for text in data.values()):
        raise UsageError(f"De texts in {path} zijn geen lijst van plekken met een tekst. Schrijf bijvoorbeeld: naam en telefoon: Jan de Vries, 058 123 45 67.")
    return {str(gap): str(text) for gap, text in data.items() if str(text).strip()}
