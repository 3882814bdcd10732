"""Language of the page: no *haar* or *zij* for a thing, no sentence that ends on ', niet …', no paragraph that closes with an aphorism.
Each is a *let op*, never a mistake.

*Haar* and *zij* are right for a woman, and *zij* for several people. So a sentence counts only where *zij* has a verb in the
singular, and where nobody is mentioned in its paragraph of whom *haar* may be said.

An aphorism is the short last sentence of a paragraph that holds for everybody: it speaks to nobody (no *u*, no *wij*), names no figure
and no source, and has one of a few shapes. That is a guess with little noise; an aphorism of another shape is not found.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from site_build.content.model import Content
from site_build.desk.memory import Memory, by_file
from site_build.desk.readability import plain_text, running, sentences
from site_build.errors import WARNING, Place, Problem

_VERBS = ("is heeft wordt was had kan mag wil zal moet gaat staat komt krijgt doet ziet geeft maakt werkt blijft zegt vraagt merkt laat sluit helpt "
          "kost telt past hoort loopt begint eindigt werd ingaat").split()
_ONE = "|".join(_VERBS)
_THING = re.compile(rf"\b(haar|zij)\b(?=\s+(?:{_ONE})\b)|\b(?:{_ONE})\s+(zij)\b|\b(haar)\b", re.IGNORECASE)
_PEOPLE = re.compile(
    r"\b(?:moeder|vrouw|dochter|buurvrouw|bewoonster|mevrouw|zus|oma|meisje|wethouder|raadslid|collega|uitvoerder|medewerker|medewerkster|teamleider|"
    r"projectleider|opdrachtgever|controller|jurist|inwoner|coach|consulent|begeleider|directeur|hem|iemand|hij|nichtje|vriendin|cliënt|klant|"
    r"ervaringsdeskundige|leraar|Samira|Froukje)\w*\b", re.IGNORECASE)
_OF_PEOPLE = ("guide/knowledge/cards.yml", "guide/example/")  # situations and a story: one piece goes on about somebody of another
_STORY = "guide/example/"  # tells of one person what happened
_TAIL = re.compile(r", (?:en )?niet (?!omdat|alleen\b|meer\b|eerder\b)[^,;:.!?]{1,60}[.!?]?$")
_LONGEST_APHORISM = 12  # words
_SPOKEN = re.compile(r"\b(?:u|uw|wij|ons|onze|hem|hij|ik|je|jij)\b|\d|[\"'‘’“”{}\[\]]", re.IGNORECASE)
_APHORISM = re.compile("|".join((
    r"(?:juist )?wie (?!wil weten)[^,:?]{3,60}, [^,:?]{3,50}",  # Wie te veel belooft, verliest later het vertrouwen.
    r"wat [^,:?]{3,60}, (?!en |met |is bekend)[^,:?]{3,45}",  # Wat niemand noemt, verdwijnt.
    r"geen [\w-]+ zonder .+",  # Geen ruimte zonder rand.
    r"zonder [^,?]{3,30} (?:is er|wacht|weet|verdwijnt|geen) .+",  # Zonder taak is er geen grondslag.
    r"(?!dat|dit|het|er|die|deze|daar|zij|hier)(?:een |de )?[\w-]+ (?:is|zijn|wordt) (?:nog )?(?:geen|niet) (?:[\w-]+ ){0,2}[\w-]+",  # Waardering is nog geen eigenaar.
    r"(?:een|de|het) [\w-]+ (?:kan|doet|weet|telt|wacht|ziet|zegt) (?:dat |het )?(?:niet|niets)",  # Een dossier kan dat niet.
    r"eerst [^,]+, dan [^,]+",  # Eerst de mens, dan de regel.
    r"hoe \w+er [^,]+, hoe \w+er [^,]+",  # Hoe smaller het mandaat, hoe langer de wachttijd.
    r"[^,]+, (?:een|de|het) [\w-]+ (?:niet|wel)",  # Een principe vergeet men, een verhaal niet.
    r"(?:een|de|het) [\w-]+ telt",  # De actie telt.
)), re.IGNORECASE)


def check_style(content: Content, memory: Memory | None = None) -> list[Problem]:
    """Return a *let op* per sentence that says *haar* or *zij* of a thing or ends on ', niet …', and per paragraph that closes with an aphorism."""
    return by_file(memory or Memory(), "style", running(content), _in_paragraphs)


def _in_paragraphs(texts: Iterable[tuple[Place, str]]) -> list[Problem]:
    return [problem for place, text in texts for paragraph in text.split("\n\n") for problem in _paragraph(paragraph, text, place)]


def _paragraph(paragraph: str, text: str, place: Place) -> Iterator[Problem]:
    plain = plain_text(paragraph)
    every = sentences(plain)
    low = plain.lower()
    thing = ("haar" in low or "zij" in low) and not place.file.startswith(_OF_PEOPLE) and not _PEOPLE.search(plain)
    if len(every) > 1 and not place.file.startswith(_STORY) and _closes_with_an_aphorism(every[-1], paragraph):
        yield _problem(every[-1], text, place, "spreuk", f"Deze alinea sluit met een spreuk: '{every[-1][:60]}'.", "Zeg wat iemand hier moet weten of doen, of laat de zin weg.")
    for sentence in every:
        if thing and (found := _THING.search(sentence)):
            word = next(group for group in found.groups() if group).lower()
            yield _problem(sentence, text, place, "woord-voor-ding", f"'{word}' staat hier voor een ding of een organisatie: '{sentence[:60]}'.",
                           "Herhaal het woord, of schrijf die, deze of dat.")
        if "niet " in sentence and _TAIL.search(sentence):
            yield _problem(sentence, text, place, "niet-staart", f"Deze zin eindigt op ', niet …': '{sentence[-60:]}'.", "Zeg wat wel zo is, of maak er twee zinnen van.")


def _closes_with_an_aphorism(sentence: str, paragraph: str) -> bool:
    bare = sentence.rstrip(".! ")
    last = paragraph.rstrip(". \n").rpartition("\n")[2].lstrip()
    closes = not last.endswith("]") and not re.match(r"[-*|]|\d+\.", last)  # no source behind it, and no item of a list
    return closes and len(bare.split()) <= _LONGEST_APHORISM and not _SPOKEN.search(bare) and _APHORISM.fullmatch(bare) is not None


def _problem(sentence: str, text: str, place: Place, code: str, message: str, remedy: str) -> Problem:
    line = place.line
    if place.column == 0:
        words = sentence.split()[:3]
        at = re.search(r"\W+".join(re.escape(word) for word in words), text)
        line += text[: at.start()].count("\n") if at else 0
    return Problem(Place(place.file, line, 1), code, message, remedy, WARNING)
