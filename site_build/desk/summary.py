"""Counts and reading ease of the content (`check --summary`)."""

from __future__ import annotations

import collections
import statistics
from collections.abc import Sequence

from site_build.content.model import Content
from site_build.content.walking import pieces
from site_build.desk.readability import FLOOR, LAW_FLOOR, MEDIAN, Ease, measure

_SEEN = {"read": "helemaal gelezen", "excerpt": "deels gezien", "background": "nu niet ingezien", "own-advice": "eigen advies"}


def summary(content: Content) -> str:
    """Return a table with how much of everything there is, and how readable it is."""
    return "\n".join([*_table(counts(content)), "", *_ease_lines(measure(content))])


def counts(content: Content) -> list[tuple[str, str]]:
    """Return what there is, with its number, in the order of the table; retired things are not counted."""
    pages = [page for page in content.pages if not page.retired]
    same = [page for page in pages if page.for_all]
    lists = [c for c in content.checklists if not c.retired]
    sources = [source for source in content.sources if not source.retired]
    questions = content.questions.values()
    seen = collections.Counter(source.certainty for source in sources)
    rows: list[tuple[str, int | str]] = [
        ("vragen", len(questions)), ("  in de korte route", sum(q.quick for q in questions)), ("onderdelen van de vragenlijst", len(content.sections)),
        ("stellingen", len(content.statements)),
        ("bladzijden", len(pages)),
        *((f"  {part.title}", sum(page.part == part.id for page in pages)) for part in content.parts),
        ("  voor iedereen gelijk", f"{len(same)} ({_percentage(len(same), len(pages))})"),
        ("blokken", sum(piece.condition is not None for page in pages for piece in pieces(page.body))),
        ("lijsten", sum(c.kind == "list" for c in lists)), ("gesprekskaarten", sum(c.kind == "card" for c in lists)),
        ("punten", sum(not item.retired for c in lists for item in c.items)),
        ("acties", sum(not a.retired for a in content.actions)), ("risico's", sum(not r.retired for r in content.risks)),
        ("kaarten van het reflectiespel", sum(not c.retired for c in content.game.cards)),
        ("modelstukken", sum(not d.retired for d in content.documents)), ("begrippen", sum(not t.retired for t in content.terms)),
        ("bronnen", len(sources)),
        *((f"  {words}", seen[certainty]) for certainty, words in _SEEN.items()),
        ("open punten", sum(not point.retired for point in content.open_points)),
        ("gemeenten", len(content.municipalities)),
    ]
    return [(label, str(value)) for label, value in rows]


def _percentage(part: int, whole: int) -> str:
    return f"{round(100 * part / whole)}%" if whole else "0%"


def _table(rows: Sequence[tuple[str, str]]) -> list[str]:
    width = max(len(label) for label, _ in rows) + 2
    return [f"{label:<{width}}{value:>8}" for label, value in rows]


def _ease_lines(eases: Sequence[Ease]) -> list[str]:
    figures = [ease.ease for ease in eases if ease.ease is not None]
    if not figures:
        return ["Leesbaarheid (Flesch-Douma): niet gemeten (textstat is niet geïnstalleerd)." if eases else "Leesbaarheid: geen bladzijden."]
    middle = statistics.median(figures)
    lines = [(f"Leesbaarheid (Flesch-Douma): mediaan {_dutch(middle)} (doel: minstens {MEDIAN}), laagste {_dutch(min(figures))} "
             f"(doel: minstens {FLOOR}, rechtsbladzijden {LAW_FLOOR}).")]
    low = sorted((ease for ease in eases if ease.ease is not None and ease.ease < ease.floor), key=lambda ease: ease.ease or 0)
    lines += [f"  te moeilijk: {_dutch(ease.ease or 0)}  {ease.page.place.file}" for ease in low]
    return lines


def _dutch(value: float) -> str:
    return f"{value:.1f}".replace(".", ",")
