"""Language of the page: no *haar* or *zij* for a thing, and no sentence that ends on ', niet …'. A *let op*, never a mistake.

*Haar* and *zij* are right for a woman, and *zij* for several people. So a sentence counts only where *zij* has a verb in the
singular, and where nobody is mentioned in its paragraph of whom *haar* may be said.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from site_build.content.model import Content
from site_build.desk.readability import plain_text, running, sentences
from site_build.errors import WARNING, Place, Problem

_VERBS = ("is heeft wordt was had kan mag wil zal moet gaat staat komt krijgt doet ziet geeft maakt werkt blijft zegt vraagt merkt laat sluit helpt "
          "kost telt past hoort loopt begint eindigt werd ingaat").split()
_ONE = "|".join(_VERBS)
_THING = re.compile(rf"\b(haar|zij)\b(?=\s+(?:{_ONE})\b)|\b(?:{_ONE})\s+(zij)\b|\b(haar)\b", re.IGNORECASE)
_PEOPLE = re.compile(
    r"\b(?:moeder|vrouw|dochter|buurvrouw|bewoonster|mevrouw|zus|oma|meisje|wethouder|raadslid|collega|uitvoerder|medewerker|medewerkster|teamleider|"
    r"projectleider|opdrachtgever|controller|jurist|inwoner|coach|consulent|begeleider|directeur|hem|iemand|hij|nichtje|vriendin|cliënt|klant|"
    r"ervaringsdeskundige|leraar|mensen|partners|gemeenten|organisaties|teams|kinderen|ouders|Samira|Froukje)\w*\b", re.IGNORECASE)
_OF_PEOPLE = ("guide/knowledge/cards.yml", "guide/example/")  # situations and a story: one piece goes on about somebody of another
_TAIL = re.compile(r", niet (?!omdat|alleen dat)[^,;:.!?]{1,60}[.!?]?$")


def check_style(content: Content) -> list[Problem]:
    """Return a *let op* per sentence that says *haar* or *zij* of a thing, and per sentence that ends on ', niet …'."""
    return [problem for place, text in running(content) for paragraph in text.split("\n\n") for problem in _paragraph(paragraph, text, place)]


def _paragraph(paragraph: str, text: str, place: Place) -> Iterator[Problem]:
    plain = plain_text(paragraph)
    people = _PEOPLE.search(plain)
    for sentence in sentences(plain):
        found = None if people or place.file.startswith(_OF_PEOPLE) else _THING.search(sentence)
        if found:
            word = next(group for group in found.groups() if group).lower()
            yield _problem(sentence, text, place, "woord-voor-ding", f"'{word}' staat hier voor een ding of een organisatie: '{sentence[:60]}'.",
                           "Herhaal het woord, of schrijf die, deze of dat.")
        if _TAIL.search(sentence):
            yield _problem(sentence, text, place, "niet-staart", f"Deze zin eindigt op ', niet …': '{sentence[-60:]}'.", "Zeg wat wel zo is, of maak er twee zinnen van.")


def _problem(sentence: str, text: str, place: Place, code: str, message: str, remedy: str) -> Problem:
    line = place.line
    if place.column == 0:
        words = sentence.split()[:3]
        at = re.search(r"\W+".join(re.escape(word) for word in words), text)
        line += text[: at.start()].count("\n") if at else 0
    return Problem(Place(place.file, line, 1), code, message, remedy, WARNING)
