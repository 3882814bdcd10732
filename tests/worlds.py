"""Random answer sets of the real questionnaire, from a seed: fast to make, valid, and the same on every machine."""

from __future__ import annotations

import datetime as dt
import itertools
import random
from collections.abc import Iterator
from typing import Any

from site_build.content.model import DONT_KNOW, Content, Question
from site_build.interview.answers import STATUSES, Answers, PlanEntry, Sheet, validate

SIZES = {"klein": 12_000, "midden": 60_000, "groot": 400_000}
TODAY = "2026-11-24"
WORDS = ("Stichting De Brug", "het dorpshuis", "ggz-team Noord", "eigen raming 2026", "Jansen & Zn.")


def value_of(question: Question, content: Content, chance: random.Random) -> Any:
    """Return a valid answer, as a person would give it."""
    if question.unknown and chance.random() < 0.12:
        return DONT_KNOW
    ids = [choice.id for choice in question.choices if not choice.retired]
    match question.type:
        case "choice":
            return chance.choice(ids)
        case "yes_no":
            return chance.choice(("ja", "nee"))
        case "choices":
            return [question.none] if question.none and chance.random() < 0.2 else \
                chance.sample(several := [id for id in ids if id != question.none], chance.randint(1, min(3, len(several))))
        case "number":
            return chance.randint(int(question.min or 0), int(min(question.max or 200_000, 200_000)))
        case "scale":
            return chance.randint(1, 5)
        case "date":
            return (dt.date(2026, 6, 1) + dt.timedelta(days=chance.randint(0, 1500))).isoformat()
        case "municipality":
            return chance.choice(content.municipalities).code
        case "list":
            return [_entry(question, content, chance) for _ in range(chance.randint(1, 3))]
    return chance.choice(WORDS)


def _entry(question: Question, content: Content, chance: random.Random) -> dict[str, Any]:
    """Return one entry of a list; no low estimate is above its high one."""
    entry = {part.id: value_of(part, content, chance) for part in question.parts if chance.random() < 0.8}
    for low in [id for id in entry if id.endswith("laag")]:
        high = low.removesuffix("laag") + "hoog"
        if isinstance(entry[low], int) and isinstance(entry.get(high), int):
            entry[low], entry[high] = sorted((entry[low], entry[high]))
    return entry


def world(content: Content, seed: int, **fixed: Any) -> Answers:
    """Return one set of answers: some questions answered, the fixed ones as given, some statements and some of the plan."""
    chance = random.Random(seed)
    share = chance.choice((0.0, 0.4, 0.8, 1.0))
    raw = {id: value_of(question, content, chance) for id, question in content.questions.items() if chance.random() < share} | fixed
    values = {id: validate(content.questions[id], value, content) for id, value in raw.items() if value != []}
    plan = {action.id: PlanEntry("", "", chance.choice(STATUSES)) for action in content.actions if chance.random() < 0.1}
    role = content.roles[0].id
    sheets = tuple(Sheet(role, {s.id: chance.randint(1, 5) for s in content.statements if chance.random() < 0.8}) for _ in range(chance.randint(0, 2)))
    return Answers(f"hb-wereld{seed:04}", TODAY, values, content.edition.version, sheets, plan)


def every_kind(content: Content, times: int) -> Iterator[Answers]:
    """Return `times` random answer sets for every size, stage and form of execution."""
    forms = [choice.id for choice in content.questions["uitvoering"].choices if not choice.retired]
    for seed, (size, phase, form, _) in enumerate(itertools.product(SIZES, content.live_phases, forms, range(times))):
        yield world(content, seed, inwoners=SIZES[size], fase=phase, uitvoering=form)
