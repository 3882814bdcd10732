"""Find what no answers can reach: every page, question, block, item and action, with the conditions around it."""

from __future__ import annotations

from site_build.content.conditions import Condition
from site_build.content.model import Content
from site_build.content.walking import Use, uses_of
from site_build.desk.checking_conditions import Soundness
from site_build.desk.searching import Reach, Searcher
from site_build.errors import WARNING, Problem

_REMEDY = "Verander de voorwaarde, of haal dit weg."
_WORDS = {"block": "Dit blok", "page": "Deze bladzijde", "question": "Deze vraag", "item": "Dit punt", "checklist": "Deze lijst",
          "document": "Dit modelstuk", "action": "Deze actie", "risk": "Dit risico", "advice": "Dit advies"}


def check_reach(content: Content, searcher: Searcher) -> list[Problem]:
    """Return a problem for every page, question, block, item, action … that no answers can reach."""
    problems, sound = [], Soundness(content)
    known_bad = {text for text in {use.condition.text for use in uses_of(content)} if not sound(Condition(text))}
    for use in uses_of(content):
        conditions = (*use.given, use.condition)
        if use.field != "when" or known_bad.intersection(c.text for c in (*conditions, *([use.unless] if use.unless else []))):
            continue
        found = searcher.reach(conditions, use.unless)
        what = _WORDS.get(use.kind, "Dit")
        if found is Reach.NO:
            problems.append(Problem(use.condition.place, "onbereikbaar", f"{what} is met geen enkel antwoord te bereiken.", _why(use)))
        elif found is Reach.TOO_LARGE:
            problems.append(Problem(use.condition.place, "bereik-onbekend", f"{what} hangt van te veel antwoorden af om te doorzoeken.",
                                    "Maak de voorwaarde eenvoudiger.", WARNING))
    return problems


def _why(use: Use) -> str:
    around = " en ".join(f"'{condition.text}'" for condition in use.given)
    parts = [f"Dit staat binnen {around}." if around else "", f"De bladzijde vervalt bij '{use.unless.text}'." if use.unless else "", _REMEDY]
    return " ".join(part for part in parts if part)
