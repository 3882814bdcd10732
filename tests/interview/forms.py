"""A small questionnaire with every type of question, and a front end that answers from a script."""

from __future__ import annotations

import functools
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from site_build.content.model import Content
from site_build.interview.prompts import Menu, Prompt, Signal
from site_build.interview.validation import InvalidAnswer
from tests.builders import make_content

MUNICIPALITIES = """\
code,naam,provincie,inwoners,stedelijkheid,jaar
GM0080,Leeuwarden,Fryslân,125504,2 sterk stedelijk,2022
GM0373,Bergen (NH.),Noord-Holland,29723,4 weinig stedelijk,2022
GM0893,Bergen (L.),Limburg,13106,5 niet stedelijk,2022
GM0748,Bergen op Zoom,Noord-Brabant,67894,2 sterk stedelijk,2022
GM0164,Hengelo (O.),Overijssel,81476,2 sterk stedelijk,2022
GM0518,'s-Gravenhage,Zuid-Holland,553417,1 zeer sterk stedelijk,2022
GM1900,Súdwest-Fryslân,Fryslân,90172,4 weinig stedelijk,2022
GM9999,Nieuwdorp,Utrecht,,,2022
"""
FIRST = """\
section: gemeente
title: Uw gemeente
intro: Voor wie is dit?
questions:
  - {id: gemeente, means: municipality, ask: Welke gemeente?, why: Voor de naam., type: municipality, quick: true, unknown: false}
  - {id: inwoners, ask: Hoeveel inwoners?, why: Voor het plan., type: number, unit: inwoners, suggest: gemeente.inwoners,
     min: 100, max: 2000000, example: "31850", quick: true, help: Neem het cijfer over.}
  - id: fase
    means: phase
    ask: Welke fase?
    why: Voor de volgorde.
    type: choice
    quick: true
    choices: {verkennen: Verkennen, voorbereiden: Voorbereiden, starten: Starten}
"""
SECOND = """\
section: aanpak
title: De aanpak
questions:
  - {id: partner, ask: Hoe heet de partner?, why: Voor de naam., type: text, placeholder: uw partner, when: fase != "verkennen"}
  - {id: geld_tot, ask: Tot wanneer is er geld?, why: Voor het besluit., type: date, example: 31-12-2027, who: controller}
  - id: steun
    ask: Steunt het college?
    why: Voor de toon.
    type: yes_no
    confidential: true
    when: partner != "niemand"
  - id: doelgroep
    ask: Voor wie?
    why: Voor de keuze.
    type: choices
    none: geen
    choices: {schulden: Schulden, jeugd: Jeugd, geen: Niemand}
  - {id: zorg, ask: Hoe groot is de zorg?, why: Voor de toon., type: scale}
  - id: partners
    ask: Met wie?
    why: Voor afspraken.
    type: list
    item: partner
    parts:
      - {id: naam, ask: Hoe heet deze partner?, type: text, placeholder: een partner}
      - {id: soort, ask: Welke soort?, type: choice, choices: {ggz: Ggz, welzijn: Welzijn}}
      - {id: fte, ask: Hoeveel fte?, type: number, decimals: 1, min: 0, max: 100, example: "4,5"}
"""
STATEMENTS = """\
- {id: d1-1, code: D1.1, dimension: opgave, kind: G, text: Wij kennen de opgave., show: Omschrijving}
- {id: d1-2, code: D1.2, dimension: opgave, kind: B, text: De opgave staat op papier.}
- {id: d2-1, code: D2.1, dimension: bestuur, kind: G, text: Er is een opdrachtgever.}
"""


@functools.cache
def form(first: str = FIRST, second: str = SECOND, version: int = 1) -> Content:
    """Return the questionnaire as content; read once."""
    with tempfile.TemporaryDirectory() as folder:
        return make_content(Path(folder), {
            "guide/edition.yml": f"version: {version}\n",
            "guide/questionnaire/10-aanpak.yml": first,  # the name that builders use: it takes the place of theirs
            "guide/questionnaire/20-aanpak.yml": second,
            "guide/knowledge/municipalities.csv": MUNICIPALITIES,
            "guide/knowledge/municipality-names.csv": "naam,codes,opgegaan\nDen Haag,GM0518,\n",
            "guide/knowledge/statements.yml": STATEMENTS,
        })


class Script:
    """Answers each question from a list: a value, a Signal, or text to be checked as typed."""

    def __init__(self, replies: Iterable[Any]) -> None:
        self.replies = list(replies)
        self.seen: list[Prompt | Menu] = []
        self.said: list[str] = []

    def say(self, text: str) -> None:
        self.said.append(text)

    def ask(self, prompt: Prompt) -> Any:
        self.seen.append(prompt)
        reply = self._next()
        if isinstance(reply, Signal):
            return reply
        try:
            return prompt.check(reply)
        except InvalidAnswer as error:
            raise AssertionError(f"{prompt.question.id}: {error}") from error

    def pick(self, menu: Menu) -> Any:
        self.seen.append(menu)
        reply = self._next()
        assert isinstance(reply, Signal) or reply in dict(menu.options), (reply, menu.options)
        return reply

    @property
    def asked(self) -> list[str]:
        """The ids of the questions, and the titles of the menus, in order."""
        return [seen.title if isinstance(seen, Menu) else seen.question.id for seen in self.seen]

    def _next(self) -> Any:
        if not self.replies:
            return Signal.END
        reply = self.replies.pop(0)
        if reply is KeyboardInterrupt:
            raise KeyboardInterrupt
        return reply
