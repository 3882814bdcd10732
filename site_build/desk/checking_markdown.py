"""Check what a text means to Markdown: boxes, tables, lists, gaps and citations that a reader would see as loose signs."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator

from site_build.content.model import Content, Document, Page
from site_build.content.names import name_types, nearest
from site_build.content.walking import Piece, bodies, pieces
from site_build.content.worked import StoryPage
from site_build.desk.checking_bodies import plain_lines
from site_build.errors import Place, Problem

BOXES = ("advies", "let-op", "recht", "voorbeeld", "open", "geregeld")
_OF_MATERIAL = {  # what boxes are called in other handbooks
    "tip": "advies", "hint": "advies", "success": "geregeld", "warning": "let-op", "attention": "let-op", "caution": "let-op", "danger": "let-op", "important": "let-op",
    "note": "let-op", "info": "let-op", "example": "voorbeeld", "quote": "voorbeeld", "question": "open", "faq": "open"}
_COLUMNS = 4  # more do not fit a phone
_BOX = re.compile(r"(\s*)(!!!|\?\?\?\+?)\s*(.*)$")
_LIST = re.compile(r"(?:[-*+]|\d+[.)])\s+\S")
_SINGLE = re.compile(r"(?<!\{)\{ *([a-z_][\w.]*) *\}(?!\})")
_BARE_CITATION = re.compile(r"(?<![\]!])\[([a-z0-9][\w-]*)\](?![(\[:])")


def check_markdown(content: Content) -> list[Problem]:
    """Return every problem with the form of the texts of pages and documents."""
    sources = {source.id for source in content.sources}
    names = set(name_types(content))
    problems: list[Problem] = []
    for thing in bodies(content):
        found = pieces(thing.body)
        for number, piece in enumerate(found):
            problems.extend(_piece(thing, piece, sources, names))
            if piece.condition is not None:
                problems.extend(_in_list(thing, piece, found[:number]))
    return problems


def _in_list(thing: Page | Document | StoryPage, block: Piece, before: list[Piece]) -> Iterator[Problem]:
    """A block right under an item of a list breaks the list in two."""
    above = next((piece for piece in reversed(before) if piece.text), None)
    if above is None:
        return
    lines = above.text.split("\n")
    if above.line + len(lines) == block.line and lines[-1].strip() and (_LIST.match(lines[-1].lstrip()) or lines[-1].startswith(("  ", "|"))):
        yield Problem(Place(thing.place.file, block.line, 1), "blok-plaats", "Dit blok staat midden in een lijst of tabel.",
                      "Zet een lege regel voor {% when … %}, of zet het blok voor of na de lijst.")


def _piece(thing: Page | Document | StoryPage, piece: Piece, sources: Collection[str], names: Collection[str]) -> Iterator[Problem]:
    def problem(number: int, at: int, code: str, message: str, remedy: str) -> Problem:
        return Problem(Place(thing.place.file, number, at + 1), code, message, remedy)

    lines = plain_lines(piece)
    by_number = dict(lines)
    columns = 0
    for number, line in lines:
        for match in _SINGLE.finditer(line):
            if match[1] in names:
                yield problem(number, match.start(), "naam-haakjes", f"{match[0]} wordt zo afgedrukt; een antwoord staat tussen dubbele haakjes.", f"Schrijf: {{{{ {match[1]} }}}}")
        for match in _BARE_CITATION.finditer(line):
            if match[1] in sources:
                yield problem(number, match.start(), "bron-vorm", f"[{match[1]}] wordt zo afgedrukt; een bron begint met @.", f"Schrijf: [@{match[1]}]")
        rest = re.sub(r"\[\[[^\[\]]*\]\]", "", line)
        if "[[" in rest:
            yield problem(number, line.rindex("[["), "invulplek-open", "Deze invulplek wordt niet gesloten.", "Schrijf: [[wat hier moet komen]]")
        elif "]]" in rest and not re.search(r"\[[^\[\]]*\[[^\]]*\]\]", rest):
            yield problem(number, line.rindex("]]"), "invulplek-open", "Deze invulplek begint niet.", "Schrijf: [[wat hier moet komen]]")
        if box := _BOX.match(line):
            yield from _box(box, number, by_number, problem)
        if line.lstrip().startswith("|"):
            cells = _cells(line)
            if not columns:
                columns = cells
                if cells > _COLUMNS:
                    yield problem(number, 0, "tabel-breed", f"Deze tabel heeft {cells} kolommen; dat past niet op een telefoon.", f"Gebruik hooguit {_COLUMNS} kolommen.")
                if not re.match(r"\s*\|[\s|:-]+\|?\s*$", by_number.get(number + 1, "")):
                    yield problem(number, 0, "tabel-kop", "Onder de eerste regel van deze tabel ontbreekt de regel met streepjes.", f"Schrijf eronder: {'|---' * cells}|")
            elif cells != columns:
                yield problem(number, 0, "tabel-cellen", f"Aantal cellen in deze regel van de tabel: {cells}; de kop heeft er {columns}.", "Maak het aantal cellen gelijk.")
        else:
            columns = 0


def _box(match: re.Match[str], number: int, lines: dict[int, str], problem_at: Callable[[int, int, str, str, str], Problem]) -> Iterator[Problem]:
    if match[2] != "!!!":  # Markdown itself does not know it: in the browser and on paper it would be printed as it stands
        yield problem_at(number, 0, "kader-dicht", "Een kader dat dichtgeklapt begint, kan niet.", "Begin het kader met !!!")
        return
    word = match[3].split(" ")[0].strip('"')
    if word not in BOXES:
        close = _OF_MATERIAL.get(word) or nearest(word, BOXES)
        yield problem_at(number, 0, "kader-soort", f"Het kader '{word}' bestaat niet.", (f"Bedoelt u '{close}'? " if close else "") + f"Kies uit: {', '.join(BOXES)}.")
        return
    directly, below = lines.get(number + 1, ""), next((lines[n] for n in range(number + 1, number + 6) if lines.get(n, "").strip()), "")
    if not directly.strip() and not below.startswith(match[1] + "    "):
        yield problem_at(number, 0, "kader-leeg", "Onder dit kader staat niets.", "Zet er tekst onder, met vier spaties ervoor, of haal het kader weg.")
    elif directly.strip() and not directly.startswith(match[1] + "    "):
        yield problem_at(number, 0, "kader-leeg", "De tekst onder dit kader springt niet in en komt zo buiten het kader te staan.",
                         "Zet vier spaties voor elke regel van het kader.")


def _cells(line: str) -> int:
    return len(re.findall(r"(?<!\\)\|", line.strip().removeprefix("|").removesuffix("|"))) + 1
