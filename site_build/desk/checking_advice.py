"""Check the advice and its actions: each has a condition, can be given, has one thing to do, and none contradicts another."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator

from site_build.content.conditions import Condition
from site_build.content.model import STEP, Action, Advice, Content
from site_build.content.names import name_types
from site_build.desk.checking_conditions import Soundness
from site_build.desk.searching import Reach, Searcher
from site_build.errors import Problem

_QUICK = 20_000  # combinations: to prove that a page is always there may take long in another guide; where it is not, that shows at once


def check_advice(content: Content, searcher: Searcher) -> list[Problem]:
    """Return every problem with actions without a condition and with advice."""
    actions = {action.id: action for action in content.actions if not action.retired}
    live = [piece for piece in content.advice if not piece.retired]
    problems = [*_unconditional(actions.values()), *itertools.chain.from_iterable(_form(piece, content) for piece in live)]
    sound = Soundness(content)
    sure = [piece for piece in live if all(sound(c) for c in _conditions(piece, actions.get(piece.action)))]
    quick = searcher.within(_QUICK)
    for piece in sure:
        problems.extend(_with_its_action(piece, actions.get(piece.action), searcher))
        problems.extend(_with_its_ways(piece, content, quick, sound))
    return [*problems, *_groups(content, live), *_stand_ins(content), *_contradictions(sure, searcher)]


def _groups(content: Content, live: list[Advice]) -> Iterator[Problem]:
    """A subject stands in one group, and in none unless there is advice about it."""
    used, in_group = {piece.subject for piece in live}, dict[str, str]()
    for group in (group for group in content.advice_groups if not group.retired):
        for subject in (*group.subjects, *group.along):
            if subject not in used:
                yield Problem(group.place, "onderwerp-onbekend", f"De groep '{group.id}' noemt '{subject}', en daar gaat geen advies over.",
                              "Kijk in advice.yml hoe het onderwerp heet, of haal het weg.")
        for subject in group.subjects:
            other = in_group.setdefault(subject, group.id)
            if other != group.id:
                yield Problem(group.place, "onderwerp-dubbel", f"Het onderwerp '{subject}' staat in de groepen '{other}' en '{group.id}'.",
                              "Laat het in één groep staan; bij een andere mag het onder along.")


def _stand_ins(content: Content) -> Iterator[Problem]:
    """A role that may be missing has somebody who does its work until then, and that is not the role itself, not even by a detour."""
    instead = {role.id: role.until_then for role in content.roles if not role.retired}
    for role in (role for role in content.roles if not role.retired):
        if not role.until_then and (role.missing_when or role.from_actions or role.from_moment):
            yield Problem(role.place, "rol-zonder-vervanger", f"Van de rol '{role.id}' staat er niet wie het werk zolang doet.", "Voeg until_then toe, met een andere rol.")
        seen, next_ = [role.id], role.until_then
        while next_ and next_ not in seen:
            seen.append(next_)
            next_ = instead.get(next_, "")
        if next_ == role.id:
            yield Problem(role.place, "rol-vervangt-zichzelf", f"Voor de rol '{role.id}' doet {' en daarna '.join(seen[1:]) or 'zij zelf'} het werk, en dan weer '{role.id}'.",
                          "Kies bij until_then een rol die er altijd is.")


def _unconditional(actions: Iterable[Action]) -> Iterator[Problem]:
    for action in actions:
        if action.id.startswith(STEP):
            yield Problem(action.place, "actie-naam", f"De actie '{action.id}' heet als een advies in het plan.", f"Kies een id die niet met {STEP} begint.")
        if action.when is None and action.done_when is None and not action.for_all:
            yield Problem(action.place, "actie-zonder-voorwaarde", f"De actie '{action.id}' zegt niet voor wie die geldt, en niet wanneer die gedaan is.",
                          "Voeg when of done_when toe, of for_all met de reden waarom dit voor iedereen geldt.")


def _form(piece: Advice, content: Content) -> Iterator[Problem]:
    given = [name for name, value in (("action", piece.action), ("document", piece.document), ("ask", piece.ask)) if value]
    if len(given) != 1 and not (piece.kind == "uitzoeken" and given == ["action", "ask"]):
        yield Problem(piece.place, "advies-vorm", f"Het advies '{piece.id}' heeft {len(given)} dingen om te doen.",
                      "Kies er precies één: action, document of ask. Alleen kind: uitzoeken mag een action hebben, en ask met de mail daarvoor.")
    if piece.kind == "uitzoeken" and piece.ask is None:
        yield Problem(piece.place, "advies-vorm", f"Het advies '{piece.id}' zegt uit te zoeken zonder vraag.", "Voeg ask toe, met question, to, subject en mail.")
    if piece.find_out and piece.kind != "uitzoeken":
        yield Problem(piece.place, "advies-vorm", f"Het advies '{piece.id}' hangt van iets onbekends af.", "Alleen kind: uitzoeken mag find_out hebben.")
    if piece.kind == "stop" and piece.when is None:
        yield Problem(piece.place, "advies-vorm", f"Het advies '{piece.id}' zegt altijd te stoppen.", "Voeg when toe.")
    if piece.within.in_days <= 0:
        yield Problem(piece.place, "advies-vorm", f"Het advies '{piece.id}' heeft geen termijn.", "Schrijf bijvoorbeeld: within: {weeks: 2}.")
    types = name_types(content)
    for name in piece.find_out:
        if name not in types:
            yield Problem(piece.place, "naam-onbekend", f"'find_out' van het advies '{piece.id}' noemt '{name}', en dat bestaat niet.",
                          "Gebruik de id van een vraag, of statement.d3_1 voor een stelling.")


def _conditions(piece: Advice, action: Action | None) -> Iterator[Condition]:
    for condition in (piece.when, piece.unless, *((action.when, action.done_when, action.unless) if action else ())):
        if condition is not None:
            yield condition


def _with_its_action(piece: Advice, action: Action | None, searcher: Searcher) -> Iterator[Problem]:
    """The advice can be given, and where it is given its action applies."""
    when = [piece.when] if piece.when else []
    applies = [action.when] if action and action.when else []
    prevents = _any(piece.unless, *((action.done_when, action.unless) if action else ()))
    if searcher.reach([*when, *applies], prevents) is Reach.NO:
        yield Problem(piece.place, "advies-onbereikbaar", f"Het advies '{piece.id}' is met geen enkel antwoord te krijgen.",
                      "Verander when of unless, of kies een actie die dan geldt en nog niet gedaan is.")
    elif action and action.when and searcher.reach(when, _any(action.when, piece.unless)) is Reach.YES:
        yield Problem(piece.place, "advies-zonder-actie", f"Het advies '{piece.id}' geldt soms terwijl zijn actie '{action.id}' niet geldt.",
                      "Maak when van het advies nauwer, of die van de actie ruimer.")


def _with_its_ways(piece: Advice, content: Content, searcher: Searcher, sound: Soundness) -> Iterator[Problem]:
    """Where advice opens with the choice between ways, the page about them is there."""
    if not piece.triage:
        return
    choice = next((action for action in content.actions if action.id == content.meaning("triage_choice")), None)
    if choice is not None and choice.when is not None and sound(choice.when) \
            and searcher.reach([piece.when] if piece.when else [], _any(choice.when, piece.unless)) is Reach.YES:
        yield Problem(piece.place, "advies-zonder-keuze", f"Het advies '{piece.id}' opent met de drie wegen, en de actie '{choice.id}' om te kiezen geldt dan soms niet.",
                      "Maak when van de actie ruimer.")
    page = next((page for page in content.pages if page.id == content.meaning("triage_page")), None)
    if page is None or page.when is None or not sound(page.when):
        return
    if searcher.reach([piece.when] if piece.when else [], _any(page.when, piece.unless)) is Reach.YES:
        yield Problem(piece.place, "advies-zonder-bladzijde", f"Het advies '{piece.id}' opent met de drie wegen, en de bladzijde '{page.id}' daarover geldt dan soms niet.",
                      "Maak when van de bladzijde ruimer.")


def _contradictions(pieces: list[Advice], searcher: Searcher) -> Iterator[Problem]:
    """Two pieces about one subject of which one says stop and the other do, in the same world."""
    for one, other in itertools.combinations(pieces, 2):
        if one.subject != other.subject or {one.kind, other.kind} != {"stop", "doen"}:
            continue
        both = [condition for condition in (one.when, other.when) if condition]
        if searcher.reach(both, _any(one.unless, other.unless)) is Reach.YES:
            yield Problem(other.place, "advies-botst", f"De adviezen '{one.id}' en '{other.id}' gaan over hetzelfde; één zegt stop en één zegt doen.",
                          "Zorg dat ze nooit samen gelden, met when of unless.")


def _any(*conditions: Condition | None) -> Condition | None:
    """Return the condition that is yes where one of these is."""
    given = [condition for condition in conditions if condition is not None]
    if len(given) < 2:
        return given[0] if given else None
    return Condition(" or ".join(f"({condition.text})" for condition in given), given[0].place)
