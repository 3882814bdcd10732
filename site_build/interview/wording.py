"""Answers in Dutch words: numbers, dates, names of municipalities, and any answer as text."""

from __future__ import annotations

import datetime as dt
import re

from site_build.content.documents import Json, list_of, mapping_of, number_of, text_of
from site_build.content.law_checks import MONTHS as MONTHS
from site_build.content.model import DONT_KNOW, NO, YES, Content, Question

SHORT_MONTHS = tuple("mrt" if name == "maart" else name[:3] for name in MONTHS)


def dutch_number(value: float) -> str:
    """Return a number as the Dutch write it: 31.850 or 4,5."""
    whole = f"{value:,.0f}" if value == int(value) else f"{value:,.6f}".rstrip("0")
    return whole.replace(",", "\0").replace(".", ",").replace("\0", ".")


def dutch_date(iso: str) -> str:
    """Return an ISO date as '1 februari 2027'."""
    date = dt.date.fromisoformat(iso)
    return f"{date.day} {MONTHS[date.month - 1]} {date.year}"


def in_sentence(text: str) -> str:
    """Return a text with a small first letter, to stand inside a sentence."""
    return f"{text[:1].lower()}{text[1:]}"


def shown_name(name: str) -> str:
    """Return a municipality's name without CBS's addition, as in 'Hengelo (O.)'."""
    return re.sub(r" \([^)]*\)$", "", name)


def answer_text(question: Question, value: Json, content: Content) -> str:
    """Return a canonical answer as one line of Dutch; None is 'nog niet beantwoord'."""
    if value is None:
        return "nog niet beantwoord"
    if value == DONT_KNOW:
        return "weet ik niet"
    if question.type == "yes_no":
        return {YES: "ja", NO: "nee"}[text_of(value)]
    if question.type == "choice":
        return _label(question, text_of(value))
    if question.type == "choices":
        return "; ".join(_label(question, text_of(item)) for item in list_of(value))
    if question.type in ("number", "scale"):
        return _number(question, number_of(value))
    if question.type == "date":
        return dutch_date(text_of(value))
    if question.type == "municipality":
        municipality = content.municipality(text_of(value))
        return shown_name(municipality.name) if municipality else str(value)
    if question.type == "list":
        return _list(question, [mapping_of(entry) for entry in list_of(value)], content)
    return " ".join(str(value).split())


def entry_text(question: Question, entry: dict[str, Json], content: Content) -> str:
    """Return one entry of a list answer in short: its first two parts that are known."""
    known = [answer_text(part, entry[part.id], content) for part in question.parts if entry.get(part.id, DONT_KNOW) != DONT_KNOW]
    return ", ".join(known[:2]) or "nog niets bekend"


def _label(question: Question, id: str) -> str:
    choice = question.choice(id)
    return choice.label if choice else id


def _number(question: Question, value: float) -> str:
    if question.unit == "euro":
        return f"€ {dutch_number(value)}"
    return f"{dutch_number(value)} {unit_of(question, value)}".strip()


def unit_of(question: Question, value: float) -> str:
    """Return the word behind a number: of one, or less, it may have another."""
    return question.unit_one if 0 < value <= 1 and question.unit_one else question.unit


def _list(question: Question, entries: list[dict[str, Json]], content: Content) -> str:
    if not entries:
        return f"geen {question.item or 'regel'}"
    first = "; ".join(entry_text(question, entry, content) for entry in entries[:3])
    more = f" (en nog {len(entries) - 3})" if len(entries) > 3 else ""
    return f"{first}{more}"
