"""What is worth a look: a loose address, a condition that is always true, an abbreviation that nobody explains, *je*, a figure without
a source, the same passage twice, TODO. Each is a *let op*, never an error: an editor may have a reason.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from site_build.content.conditions import Condition
from site_build.content.model import Content, Document, Page
from site_build.content.walking import Text, bodies, pieces, texts_of, uses_of
from site_build.content.worked import StoryPage
from site_build.desk.checking_bodies import body_lines
from site_build.desk.checking_conditions import Soundness
from site_build.desk.searching import Searcher
from site_build.errors import WARNING, Place, Problem

_ADDRESS = re.compile(r"(?<![(<\"'=/\w\[])(?:https?://|www\.)[^\s)>]+")
_ABBREVIATION = re.compile(r"(?<![\w-])[A-Z]{2,}(?!\w|-[A-Z])")
_EXPLAINED = re.compile(r"\(([A-Z]{2,})\)|\b([A-Z]{2,})(?= \([^)]*[a-z]| betekent)")
_YOU = re.compile(r"(?<![\w’'-])(je|jij|jou|jouw|jullie|jezelf)(?![\w-])", re.I)
_MAYBE_YOU = re.compile(r"(?<!\w)j(?:e|ij|ou|ouw|ullie|ezelf)(?![\w-])", re.I)  # most lines do not have it: the quotations need not be cut out of those
_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"|‘[^’]*’|(?<!\w)'[^']*'(?!\w)|\*[^*\n]+\*|\[\[.*?\]\]|\]\([^)]*\)|\[@[^\]]*\]")
_FIGURE = re.compile(r"€ ?\d[\d.,]*\d|€ ?\d|\d[\d.,]*(?: ?%| procent)(?!\w)|\b\d[\d.,]* (?:miljoen|miljard|euro)\b")
_OWN = re.compile(r"\[@|\{\{|\[\[|\bstel\b|voorbeeld|ons advies|wij raden|onze schatting|wij schatten", re.I)
_TODO = re.compile(r"(?<!\w)(TODO|FIXME|XXX)(?!\w)")
_PASSAGE = 120  # signs from which the same text twice is no coincidence
_SPOKEN_TO = ("question", "choice", "item", "checklist", "action", "risk", "page", "document", "role", "term", "moment", "section", "dimension", "statement")
_NOT_PROSE = ("words", "synonyms", "parts", "author")
_KNOWN = frozenset({"OK", "TV", "PDF", "USB", "PC", "A", "AA", "AAA", "NL", "EU", "CSV", "QR", "TODO", "FIXME", "XXX"})  # nobody asks what these are


@dataclass(frozen=True)
class _Paragraph:
    """A paragraph with the line where it begins; `above` is the paragraph before it, when it is a list or a table that belongs to that."""

    text: str
    line: int
    heading: str
    above: str


def check_lint(content: Content, searcher: Searcher) -> list[Problem]:
    """Return everything that is worth a look, one message for each abbreviation and passage."""
    return [*_lines(content), *_texts(content), *_abbreviations(content), *_figures(content), *_passages(content), *_always(content, searcher.within(2000))]


def _remark(place: Place, code: str, message: str, remedy: str) -> Problem:
    return Problem(place, code, message, remedy, WARNING)


def _lines(content: Content) -> Iterator[Problem]:
    for file, number, line in body_lines(content):
        for match in _ADDRESS.finditer(line):
            yield _remark(Place(file, number, match.start() + 1), "adres-los", f"Dit adres staat los in de tekst: {match[0][:60]}",
                          "Schrijf: [wat er te lezen is](https://…), of noem de bron met [@…].")
        if _MAYBE_YOU.search(line) and not line.lstrip().startswith(">") and (you := _YOU.search(_QUOTED.sub(lambda match: " " * len(match[0]), line))):
            yield _je(Place(file, number, you.start() + 1), you[1])
        if todo := _TODO.search(line):
            yield _todo(Place(file, number, todo.start() + 1), todo[1])


def _texts(content: Content) -> Iterator[Problem]:
    for text in texts_of(content):
        if _is_spoken(text) and _MAYBE_YOU.search(text.text) and (you := _YOU.search(_QUOTED.sub("", text.text))):
            yield _je(text.place, you[1], f" in '{text.field}' van {text.named.words}")
        if todo := _TODO.search(text.text):
            yield _todo(text.place, todo[1], f" in '{text.field}' van {text.named.words}")


def _is_spoken(text: Text) -> bool:
    return text.named.kind in _SPOKEN_TO and text.field not in _NOT_PROSE


def _je(place: Place, word: str, where: str = "") -> Problem:
    return _remark(place, "je", f"Hier staat '{word}'{where}; wij schrijven u.", "Maak er u of uw van. Is het een citaat? Zet het tussen aanhalingstekens.")


def _todo(place: Place, word: str, where: str = "") -> Problem:
    return _remark(place, "nog-te-doen", f"Hier staat nog '{word}'{where}.", "Doe wat er staat, of maak er een open punt van in guide/knowledge/open-points.yml.")


def _abbreviations(content: Content) -> Iterator[Problem]:
    """An abbreviation is explained by the glossary, or by a text that has it between brackets or brackets after it."""
    written = "\n".join([*(line for _, _, line in body_lines(content)), *(text.text for text in texts_of(content))])
    known = {word.casefold() for term in content.terms for name in (term.term, *term.synonyms) for word in name.split()}
    known |= {word.casefold() for word in _KNOWN} | {word.casefold() for found in _EXPLAINED.findall(written) for word in found}
    told: set[str] = set()
    for file, number, line in body_lines(content):
        if not _ABBREVIATION.search(line):
            continue  # most lines; what is cut out below can only make it fewer
        for match in _ABBREVIATION.finditer(re.sub(r"\[\[.*?\]\]|\]\([^)]*\)|\[@[^\]]*\]", lambda m: " " * len(m[0]), line)):
            if match[0].casefold() not in known and match[0] not in told:
                told.add(match[0])
                yield _remark(Place(file, number, match.start() + 1), "afkorting", f"Nergens staat wat '{match[0]}' betekent.",
                              f"Schrijf het één keer voluit: de volledige naam ({match[0]}). Of zet het in guide/knowledge/glossary.yml.")


def _paragraphs(thing: Page | Document | StoryPage) -> Iterator[_Paragraph]:
    above = ""
    for piece in pieces(thing.body):
        number, heading = piece.line, piece.heading
        for text in re.split(r"(\n[ \t]*\n)", piece.text):
            if text.strip():
                start = number + len(text) - len(text.lstrip("\n"))
                follows = text.lstrip().startswith(("-", "*", "|", "1.", "2."))
                yield _Paragraph(text.strip("\n"), start, heading, above if follows else "")
                heading = text.strip()[3:].strip() if text.strip().startswith("## ") else heading
                above = text if not follows else above
            number += text.count("\n")


def _figures(content: Content) -> Iterator[Problem]:
    """An amount or a percentage on a page needs a source in its own paragraph (or above its list), unless it is an example or our own."""
    for page in content.pages:
        if page.retired:
            continue
        for paragraph in _paragraphs(page):
            if _OWN.search(paragraph.text) or _OWN.search(paragraph.above) or paragraph.heading == "Voorbeeld":
                continue
            for offset, line in enumerate(paragraph.text.split("\n")):
                if not _FIGURE.search(line):
                    continue  # most lines; what is cut out below can only make it fewer
                bare = re.sub(r"[^.?!]*\?", lambda m: " " * len(m[0]), _QUOTED.sub(lambda m: " " * len(m[0]), line))  # a question states nothing
                if match := _FIGURE.search(bare):
                    yield _remark(Place(page.place.file, paragraph.line + offset, match.start() + 1), "cijfer-zonder-bron", f"Bij '{match[0]}' staat geen bron.",
                                  "Noem de bron in deze alinea: [@…]. Is het ons voorbeeld? Schrijf dan: Stel, of Rekenvoorbeeld.")
                    break


def _passages(content: Content) -> Iterator[Problem]:
    seen: dict[str, tuple[str, int]] = {}
    for thing in bodies(content):
        for paragraph in _paragraphs(thing):
            text = " ".join(paragraph.text.split())
            if len(text) < _PASSAGE or text.startswith("|"):
                continue
            file, line = seen.setdefault(text, (thing.place.file, paragraph.line))
            if file != thing.place.file:
                yield _remark(Place(thing.place.file, paragraph.line, 1), "tekst-dubbel", f"Deze alinea staat ook in {file}:{line}.",
                              "Laat de tekst op één plek staan, en verwijs ernaar.")


def _always(content: Content, searcher: Searcher) -> Iterator[Problem]:
    """A condition that no answers make no decides nothing."""
    found: dict[tuple[str, ...], bool] = {}
    sound = Soundness(content)
    readable = {text: sound(Condition(text)) for text in {use.condition.text for use in uses_of(content)}}
    for use in uses_of(content):
        if use.field != "when" or not all(readable[condition.text] for condition in (*use.given, use.condition)):
            continue
        key = (use.condition.text, *(condition.text for condition in use.given))
        if key not in found:
            found[key] = searcher.never(use.condition, use.given)
        if found[key]:
            within = " binnen de voorwaarde eromheen" if use.given else ""
            yield _remark(use.condition.place, "altijd-waar", f"Deze voorwaarde is bij elk antwoord waar{within}.", "Haal de voorwaarde weg, of maak de voorwaarde strenger.")
