"""The order of the risks: those behind what comes first stand first, so that one page names three things and not six."""

from __future__ import annotations

from collections import Counter

from site_build.content.conditions import Tri
from site_build.content.model import Risk
from site_build.tailoring.handbook import Handbook
from site_build.tailoring.score_advice import by_score
from site_build.tailoring.selection import Chosen

MOST = 3


def ordered(handbook: Handbook) -> list[Chosen[Risk]]:
    """Return the risks that apply: of now before later, known before perhaps, then in the order of the advice about the same page.

    Of several about one piece of advice the first stands with it, the others behind what the other advice is about. Then what follows
    from an answer comes before what everybody has, the lowest score first.
    """
    chosen = [risk for risk in handbook.selection.risks if risk.included]
    by_id = {risk.thing.id: risk for risk in chosen}
    scored = [by_id[risk.id] for risk in by_score([risk.thing for risk in chosen], handbook.scores)]
    place = {page: given.place for given in reversed(handbook.advice.items) for page in given.advice.pages[:1]}
    seen: Counter[str] = Counter()
    turns: dict[str, int] = {}
    for risk in scored:
        if not risk.later and is_known(risk):
            turns[risk.thing.id] = seen[risk.thing.page]
            seen[risk.thing.page] += 1
    last = len(handbook.advice.items) + 1

    def key(risk: Chosen[Risk]) -> tuple[bool, bool, int, int, bool]:
        advised = place.get(risk.thing.page, last)
        return (risk.later, not is_known(risk), turns.get(risk.thing.id, 0) if advised < last else 0, advised, risk.thing.when is None)

    return sorted(scored, key=key)


def is_known(risk: Chosen[Risk]) -> bool:
    """True where the answers say that this risk is there; else it is there perhaps."""
    return risk.outcome.tri is Tri.YES
