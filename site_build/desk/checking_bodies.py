"""Check the texts of pages and model documents: links, printed answers, headings, pictures, citations."""

from __future__ import annotations

import functools
import posixpath
import re
import unicodedata
from collections.abc import Callable, Collection, Iterator, Sequence

from site_build.content.assets import led_to
from site_build.content.keeping import kept_all
from site_build.content.model import Block, Content, Document, Page
from site_build.content.names import name_types, nearest
from site_build.content.walking import CHECK_HEADING, Piece, bodies, named, pieces, texts_of
from site_build.content.worked import StoryPage
from site_build.desk.checking_assets import TARGET, check_kind, check_words
from site_build.errors import Place, Problem

_PRINT = re.compile(r"\{\{(.*?)\}\}")
_NAME = re.compile(r"[a-z_][a-z0-9_]*(\.[a-z_][a-z0-9_]*)?\Z")
_HEADING = re.compile(r"(#{1,6})\s+(.*?)\s*#*\Z")
_IMAGE = re.compile(r"!\[([^\]]*)\]\(([^)]*)\)")
_LINK = re.compile(r"(?<!!)\[[^\]\n]*\]\(([^)]*)\)")
_CITATION = re.compile(r"\[@([^\]]*)\]")
_HTML = re.compile(r"<(?!https?:|mailto:)[/!]?(--|[a-zA-Z][\w-]*|)[^>]*>?")
_INSTEAD = {  # what to write, per tag
    "!--": "Haal dit commentaar weg: het komt in de bladzijde. Iets om later te doen zet u in guide/knowledge/open-points.yml.",
    "a": "Schrijf een link zo: [tekst](adres).", "img": "Schrijf een afbeelding zo: ![wat er te zien is](bestand.png).",
    "b": "Schrijf vette tekst zo: **tekst**.", "strong": "Schrijf vette tekst zo: **tekst**.", "i": "Schrijf schuine tekst zo: *tekst*.",
    "em": "Schrijf schuine tekst zo: *tekst*.",
    "br": "Begin een nieuwe alinea met een lege regel.", "ul": "Schrijf een lijst met streepjes (- tekst).", "ol": "Schrijf een lijst met nummers (1. tekst).",
    "li": "Schrijf een lijst met streepjes (- tekst) of nummers (1. tekst).", "details": "Maak er een kop van (###) of een kader (!!!).",
    "summary": "Maak er een kop van (###) of een kader (!!!).",
    "table": "Schrijf een tabel met streepjes: | kop | kop |.", "span": "Haal het weg; de tekst blijft staan.", "div": "Haal het weg; de tekst blijft staan.",
}
_CODE = re.compile(r"`[^`]*`")


def check_bodies(content: Content, files: Collection[str]) -> list[Problem]:
    """Return every problem in the bodies of pages and documents, and in the texts of YAML files."""
    checker = _Checker(content, files)
    for page in content.pages:
        if not page.retired:
            checker.body(page)
            checker.structure(page)
    for document in content.documents:
        if not document.retired:
            checker.body(document)
    for story in content.worked.story if content.worked else ():
        checker.body(story)
    checker.other_texts()
    return checker.problems


def slug(heading: str) -> str:
    """Return the anchor of a heading, as Markdown's table of contents makes it."""
    plain = unicodedata.normalize("NFKD", heading).encode("ascii", "ignore").decode()
    return re.sub(r"[-\s]+", "-", re.sub(r"[^\w\s-]", "", plain).strip().lower())


def plain_lines(piece: Piece) -> list[tuple[int, str]]:
    """Return the numbered lines of a text outside code."""
    lines, fenced = [], False
    for number, line in enumerate(piece.text.split("\n"), start=piece.line):
        if line.lstrip().startswith("```"):
            fenced = not fenced
        elif not fenced:
            lines.append((number, _CODE.sub(lambda match: " " * len(match[0]), line)))
    return lines


def body_lines(content: Content) -> tuple[tuple[str, int, str], ...]:
    """Return file, number and text of every line outside code in all pages, documents and stories."""
    return kept_all(content, _every_line)


def _every_line(content: Content) -> Iterator[tuple[str, int, str]]:
    for thing in bodies(content):
        for piece in pieces(thing.body):
            for number, line in plain_lines(piece):
                yield thing.place.file, number, line


class _Checker:
    def __init__(self, content: Content, files: Collection[str]) -> None:
        self.content, self.files = content, frozenset(files)
        self.problems: list[Problem] = []
        self.sources = {source.id for source in content.sources if not source.retired}
        self.names = name_types(content)
        self.pages = {page.place.file: page for page in content.pages}
        self.retired = {n.thing.place.file for n in named(content) if n.kind in ("page", "document", "checklist") and n.thing.retired}
        self.ids: dict[str, set[str]] = {}
        for item in named(content):
            self.ids.setdefault(item.thing.place.file, set()).add(item.thing.id)
        self.file = ""

    # --- one body -------------------------------------------------------------------------

    def body(self, thing: Page | Document | StoryPage) -> None:
        """Check the lines of one body."""
        self.file = thing.place.file
        for piece in pieces(thing.body):
            for number, line in plain_lines(piece):
                self._line(thing, piece, number, line)
        self._levels(thing.body, {1})

    def _line(self, thing: Page | Document | StoryPage, piece: Piece, number: int, line: str) -> None:
        def add(at: int, code: str, message: str, remedy: str) -> None:
            self._add(Place(self.file, number, at + 1), code, message, remedy)

        if "{#" in line:
            add(line.index("{#"), "blok-woord", "De tekens {# mogen hier niet.", "Verwijder ze; een kop krijgt vanzelf een anker.")
        self._printed(line, add)
        self._citations(line, add)
        for match in _IMAGE.finditer(line) if "](" in line else ():
            target = TARGET.match(match[2].strip())
            check_words(match[1], target[1] if target else "", functools.partial(add, match.start()))
            self._link(thing, piece, match[2], match.start(), add, picture=True)
        for match in _LINK.finditer(line) if "](" in line else ():
            self._link(thing, piece, match[1], match.start(), add)
        opened: set[str] = set()
        for match in _HTML.finditer(line) if "<" in line else ():
            name = "!--" if match[0].startswith("<!--") else match[1].lower()
            if not match[0].startswith("</") or name not in opened:  # what closes on the same line was said where it opened
                add(match.start(), "html", f"HTML is niet toegestaan: {match[0][:40]}", _INSTEAD.get(name, "Gebruik Markdown: een kader (!!!), een lijst of een tabel."))
            opened.add(name)

    def _printed(self, line: str, add: Callable[[int, str, str, str], None]) -> None:
        if "{{" not in line:
            return
        for match in _PRINT.finditer(line):
            inner = match[1].strip()
            if "__" in inner:
                add(match.start(), "naam-verboden", f"'{inner}' is niet toegestaan.", "Schrijf alleen een naam, zoals {{ gemeente.naam }}.")
            elif "|" in inner:
                add(match.start(), "naam-filter", f"Een filter is niet toegestaan: '{inner}'.", f"Schrijf: {{{{ {inner.split('|')[0].strip()} }}}}")
            elif not _NAME.match(inner):
                add(match.start(), "naam-vorm", f"Tussen {{{{ en }}}} mag alleen een naam staan, geen '{inner[:60]}'.", "Schrijf bijvoorbeeld {{ gemeente.naam }}.")
            else:
                self._printed_name(inner, match.start(), add)
        rest = _PRINT.sub("", line)
        if "{{" in rest:
            add(line.index("{{"), "naam-open", "Na {{ ontbreekt }}.", "Schrijf bijvoorbeeld {{ gemeente.naam }}, op één regel.")

    def _printed_name(self, name: str, at: int, add: Callable[[int, str, str, str], None]) -> None:
        question, fact = self.content.questions.get(name), self.content.known_facts.get(name)
        if question and not question.placeholder:
            add(at, "placeholder", f"De vraag '{name}' heeft geen placeholder en kan niet worden geprint.",
                "Geef de vraag een placeholder: de tekst die er staat als het antwoord onbekend is.")
        elif fact and not fact.prints or not question and not fact and name in self.names:
            add(at, "placeholder", f"'{name}' kan niet worden geprint.", "Gebruik een vraag met een placeholder.")
        elif not question and not fact:
            printable = [q.id for q in self.content.questions.values() if q.placeholder] + [f.name for f in self.content.known_facts.values() if f.prints]
            close = nearest(name, printable)
            add(at, "naam-onbekend", f"De naam '{name}' bestaat niet.", f"Bedoelt u '{close}'?" if close else f"Kies uit: {', '.join(printable)}.")

    def _citations(self, line: str, add: Callable[[int, str, str, str], None]) -> None:
        for match in _CITATION.finditer(line) if "[@" in line else ():
            if not re.fullmatch(r"[\w-]+", match[1]):
                add(match.start(), "bron-vorm", f"Deze verwijzing is niet te lezen: [@{match[1]}].", "Schrijf elke bron apart: [@een] [@twee].")
            elif match[1] not in self.sources:
                close = nearest(match[1], self.sources)
                add(match.start(), "bron-onbekend", f"De bron '{match[1]}' staat niet in sources.yml.",
                    f"Bedoelt u '{close}'?" if close else "Voeg de bron toe aan guide/knowledge/sources.yml.")

    # --- links ----------------------------------------------------------------------------

    def _link(self, thing: Page | Document | StoryPage, piece: Piece, target: str, at: int, add: Callable[[int, str, str, str], None], *,
              picture: bool = False) -> None:
        found = TARGET.match(target.strip())
        if not found and target.strip():
            add(at, "link-spatie", f"In de link '{target[:60]}' staat een spatie.", "Geef het bestand een naam zonder spaties, met streepjes.")
            return
        target = found[1] if found else ""
        if not picture and re.match(r"[a-z][a-z0-9+.-]+:", target):
            if not re.match(r"(https?|mailto):", target):
                add(at, "link-soort", f"De link '{target}' is niet toegestaan.", "Gebruik https://… of een bestand.")
            return
        path, _, anchor = target.partition("#")
        resolved = led_to(path, self.file) if path else self.file
        if not check_kind(path, resolved, self.files, picture, functools.partial(add, at)):
            return
        if resolved in self.retired:
            add(at, "link-vervallen", f"De link gaat naar '{path}', en dat is vervallen.", "Kies een ander bestand of haal de link weg.")
        elif resolved not in self.files and resolved != self.file:
            stem, suffix = posixpath.splitext(posixpath.basename(resolved))  # the stem alone: every page ends in .md, and that says nothing
            close = nearest(stem, {posixpath.splitext(posixpath.basename(file))[0] for file in self.files if not suffix or file.endswith(suffix)})
            where = next((f for f in sorted(self.files) if posixpath.splitext(posixpath.basename(f))[0] == close), "") if close else ""
            hint = posixpath.relpath(where, posixpath.dirname(self.file)) if where else ""
            add(at, "link-kapot", f"De link '{target}' gaat naar een bestand dat niet bestaat.", f"Bedoelt u '{hint}'?" if hint else "Kijk naar de map en de naam.")
        elif anchor and resolved not in self.content.asset_at:
            self._anchor(thing, piece, resolved, anchor, at, add)

    def _anchor(self, thing: Page | Document | StoryPage, piece: Piece, target: str, anchor: str, at: int,
                add: Callable[[int, str, str, str], None]) -> None:
        goal: Page | Document | StoryPage | None = thing if target == self.file else self.pages.get(target)
        if goal is None:
            if anchor not in self.ids.get(target, set()):
                add(at, "anker-kapot", f"In '{target}' staat niets met de id '{anchor}'.", "Kijk welke ids er in dat bestand staan.")
            return
        found = [(other, heading) for other in pieces(goal.body) for heading in _headings(other) if slug(heading) == anchor]
        if not found:
            add(at, "anker-kapot", f"Er is geen kop met het anker '#{anchor}'.", "Schrijf de kop in kleine letters met streepjes, zonder leestekens.")
            return
        around = piece.given if goal is thing else ()
        if not any(set(other.given) <= set(around) for other, _ in found):
            add(at, "anker-wisselt", f"De kop '#{anchor}' staat in een blok dat kan wegvallen.", "Verwijs naar een kop die altijd blijft staan, of naar de hele bladzijde.")
        elif getattr(goal, "settled", None) and not _stays(goal, found) and (goal is not thing or piece.heading == CHECK_HEADING):
            add(at, "anker-wisselt", f"De kop '#{anchor}' valt weg als de bladzijde al geregeld is.", f"Verwijs naar '{CHECK_HEADING}' of naar de hele bladzijde.")

    # --- headings -------------------------------------------------------------------------

    def _levels(self, body: Sequence[Block], before: set[int]) -> set[int]:
        """Check heading levels with every block there, and with every block gone; return the possible last levels."""
        levels = set(before)
        for block in body:
            if block.condition is not None:
                levels |= self._levels(block.body, levels)
                continue
            for number, line in plain_lines(Piece(block.text, block.line, None, (), "")):
                match = _HEADING.match(line)
                if not match:
                    continue
                level = len(match[1])
                if level == 1:
                    self._add(Place(self.file, number, 1), "kop-een", "Een tekst heeft geen kop met één #; de titel staat al bovenaan.", "Begin met ##.")
                elif level > min(levels) + 1:
                    self._add(Place(self.file, number, 1), "kop-niveau", f"Deze kop slaat een niveau over: '{line.strip()[:60]}'.",
                              f"Gebruik {'#' * (min(levels) + 1)}; ook als het blok ervoor wegvalt.")
                levels = {max(level, 2)}
        return levels

    def structure(self, page: Page) -> None:
        """Check the headings and blocks that a theme page, project sheet or settled page must have."""
        body = pieces(page.body)
        headings = [heading for piece in body for heading in _headings(piece, level=2)]
        place = page.place
        if page.settled and not any(CHECK_HEADING in _headings(piece, level=2) and not piece.given for piece in body):
            self._add(page.settled.place, "kop-controle", f"Een bladzijde met settled heeft de kop '{CHECK_HEADING}' nodig.",
                      f"Voeg toe, buiten een blok: ## {CHECK_HEADING}")
        if page.for_all or page.law:
            return
        part = next((part for part in self.content.parts if part.id == page.part), None)
        if part is None:
            return
        wanted = part.sheet_headings if page.approach else part.headings
        if wanted and page.settled:
            wanted += (CHECK_HEADING,)
        if sum(piece.condition is not None for piece in body) < part.blocks:
            least = {1: "één blok", 2: "twee blokken"}.get(part.blocks, f"{part.blocks} blokken")
            self._add(place, "te-weinig-blokken", f"Deze bladzijde heeft minder dan {least} met when.", "Voeg een blok toe, of schrijf for_all: true.")
        if wanted and [_spaced(h) for h in headings] != [_spaced(h) for h in wanted]:
            missing = [h for h in wanted if _spaced(h) not in {_spaced(x) for x in headings}]
            extra = [h for h in headings if _spaced(h) not in {_spaced(x) for x in wanted}]
            said = [f"ontbreekt: {', '.join(missing)}" if missing else "", f"te veel: {', '.join(extra)}" if extra else ""]
            self._add(place, "koppen", f"De koppen zijn niet die van dit soort bladzijde ({'; '.join(s for s in said if s) or 'andere volgorde'}).",
                      f"Gebruik: {' · '.join(wanted)}.")

    # --- texts outside bodies -------------------------------------------------------------

    def other_texts(self) -> None:
        """Check the texts in YAML: nothing is filled in there, and citations must exist."""
        for text in texts_of(self.content):
            place = text.place

            def add(at: int, code: str, message: str, remedy: str, place: Place = place) -> None:
                self._add(place, code, message, remedy)

            self._citations(text.text, add)
            if "{{" in text.text or "{%" in text.text:
                add(0, "naam-plaats", f"In '{text.field}' van {text.named.words} worden geen antwoorden ingevuld.", "Schrijf de tekst voluit.")

    def _add(self, place: Place, code: str, message: str, remedy: str) -> None:
        self.problems.append(Problem(place, code, message, remedy))


def _headings(piece: Piece, level: int = 0) -> list[str]:
    matches = [_HEADING.match(line) for _, line in plain_lines(piece)]
    return [match[2] for match in matches if match and (not level or len(match[1]) == level)]


def _stays(goal: Page | Document | StoryPage, found: list[tuple[Piece, str]]) -> bool:
    """True when one of these headings remains on the settled page."""
    inside = False
    for piece in pieces(goal.body):
        for _, line in plain_lines(piece):
            match = _HEADING.match(line)
            if match and len(match[1]) == 2:
                inside = match[2] == CHECK_HEADING
            if match and inside and any(piece is not None and piece == other and match[2] == heading for other, heading in found):
                return True
    return False


def _spaced(heading: str) -> str:
    return re.sub(r"\s+", " ", heading.replace("{{", "{{ ").replace("}}", " }}")).strip()
