"""The checks that editors rely on, and how they are shown.

`check_content` is the one entry; each group of checks has its own module.
"""

from __future__ import annotations

import collections
import datetime as dt
import functools
import json
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from pathlib import Path

from site_build.content.conditions import ConditionError, Constant, parse
from site_build.content.documents import Json
from site_build.content.model import NO, YES, Content, Question
from site_build.content.names import nearest
from site_build.content.needs import MONEY_DECISION
from site_build.content.walking import KINDS, Named, bodies, named, pieces, references, texts_of, uses_of
from site_build.desk.checking_advice import check_advice
from site_build.desk.checking_assets import check_assets, check_attachments
from site_build.desk.checking_bodies import check_bodies
from site_build.desk.checking_conditions import check_conditions, comparisons
from site_build.desk.checking_dates import check_dates
from site_build.desk.checking_lint import check_lint
from site_build.desk.checking_markdown import check_markdown
from site_build.desk.checking_needs import check_needs
from site_build.desk.checking_reach import check_reach
from site_build.desk.checking_spelling import check_spelling
from site_build.desk.checking_style import check_style
from site_build.desk.checking_templates import CITATION, check_templates
from site_build.desk.checking_values import check_values
from site_build.desk.due import MAX_AGE
from site_build.desk.memory import Memory
from site_build.desk.places import Places
from site_build.desk.published import check_published
from site_build.desk.readability import check_sentences
from site_build.desk.searching import Searcher
from site_build.desk.worlds import World
from site_build.errors import ERROR, WARNING, ContentError, Place, Problem
from site_build.tailoring.planning_jobs import check_cycles


def check_content(content: Content, files: Path | Collection[str], *, today: dt.date, world: World,
                  published: Mapping[str, Iterable[str]] | None = None, memory: Memory | None = None,
                  far: Callable[[int, int], None] = lambda done, total: None) -> list[Problem]:
    """Return every problem with the content, of both grades, sorted by place.

    `files` are the paths (from the root) that links may lead to, or the root itself. `today` decides
    how old a source is. `world` says what names stand for under supposed answers
    (`worlds.world_of`). `published` are the ids that must not vanish. `memory` is what was found before.
    `far` hears after each check how many are done, of how many.
    """
    paths = list_files(files) if isinstance(files, Path) else files
    places = Places(files if isinstance(files, Path) else None)
    searcher = functools.cache(lambda: Searcher(content, world, today, memory=memory))
    checks: tuple[Callable[[], list[Problem]], ...] = (
        lambda: _check_ids(content),
        lambda: _check_references(content, places),
        lambda: check_published(content, published),
        lambda: check_conditions(content),
        lambda: check_needs(content),
        lambda: check_bodies(content, paths),
        lambda: check_assets(content, files if isinstance(files, Path) else None),
        lambda: list(check_attachments(content, frozenset(paths))),
        lambda: check_templates(content.templates, [source.id for source in content.sources if not source.retired], memory),
        lambda: _check_questions(content),
        lambda: _check_circles(content),
        lambda: check_reach(content, searcher()),
        lambda: check_advice(content, searcher()),
        lambda: _check_unused(content),
        lambda: _check_age(content, today, places),
        lambda: check_dates(content, files if isinstance(files, Path) else None, today),
        lambda: check_sentences(content, memory),
        lambda: check_style(content, memory),
        lambda: check_values(content, today, places),
        lambda: check_markdown(content),
        lambda: check_lint(content, searcher()),
        lambda: check_spelling(content, files if isinstance(files, Path) else None, memory=memory),
    )
    found: set[Problem] = set()
    for done, check in enumerate(checks, start=1):
        found.update(guarded(check))
        far(done, len(checks))
    return sorted(found)


def _check_circles(content: Content) -> list[Problem]:
    try:
        check_cycles(content.actions)
    except ContentError as error:
        return list(error.problems)
    return []


def guarded(check: Callable[[], Iterable[Problem]]) -> list[Problem]:
    """Run a check; content on which it breaks down is a problem with its file, never a crash."""
    try:
        return list(check())
    except ContentError as error:
        return list(error.problems)
    except Exception as error:
        return [Problem(_where(error), BROKE_DOWN, f"De controle liep hier vast ({type(error).__name__}: {str(error)[:80]}).",
                        "Kijk naar wat u hier het laatst veranderde. Blijft het zo? Meld het dan.")]


BROKE_DOWN = "vastgelopen"


def _where(error: Exception) -> Place:
    """Return the place of what the program was looking at when it broke down."""
    best, trace = Place("guide", 0, 0), error.__traceback__
    while trace is not None:
        for value in trace.tb_frame.f_locals.values():
            place = getattr(value, "place", None)
            if isinstance(place, Place) and place.file:
                best = place
        trace = trace.tb_next
    return best


def list_files(root: Path) -> frozenset[str]:
    """Return the editors' files under the root, as paths from it."""
    return frozenset(path.relative_to(root).as_posix() for folder in ("guide", "templates", "checklists")
                     for path in (root / folder).rglob("*") if path.is_file())


def render_problems(problems: Iterable[Problem], *, as_json: bool = False, held: int = 0, everything: bool = False) -> str:
    """Return the problems as lines with a count below, or as JSON, in the order given.

    Of one kind (code) at most `_MOST` are shown, unless `everything`; of very many only a few, and what is wrong before what asks attention.
    `held` is how many were held back because they only follow.
    """
    ordered = list(problems)
    if as_json:
        return json.dumps([{"file": p.place.file, "line": p.place.line, "column": p.place.column, "code": p.code, "grade": p.grade,
                            "message": p.message, "remedy": p.remedy} for p in ordered], ensure_ascii=False, indent=1)
    wrong = sum(problem.grade == ERROR for problem in ordered)
    warned = len(ordered) - wrong
    total = f"{wrong} {'fout' if wrong == 1 else 'fouten'}, {warned} keer let op." if ordered else "Geen fouten gevonden."
    most = _MOST
    if len(ordered) > _MANY and not everything:
        ordered.sort(key=lambda problem: problem.grade != ERROR)
        most = _FEW
    lines, shown = [], collections.Counter[str]()
    for problem in ordered:
        shown[problem.code] += 1
        if everything or shown[problem.code] <= most:
            lines.append(str(problem))
    more = {code: count - most for code, count in shown.most_common() if count > most and not everything}
    lines.extend(f"… en nog {count} keer {code}. Toon alles met --all." for code, count in more.items())
    if held:
        lines.append(f"{held} {'melding volgt' if held == 1 else 'meldingen volgen'} waarschijnlijk hieruit. Los het bovenstaande op, en controleer opnieuw.")
    return "\n".join([*lines, total])


_MOST = 20  # of one kind
_MANY, _FEW = 200, 5  # of a handbook that is brought over: so few of each kind that the kinds themselves can be seen


# --- ids and references -------------------------------------------------------------------


def _check_ids(content: Content) -> list[Problem]:
    """The same id twice in its kind, an earlier id that lives on, and a page in no part."""
    problems = []
    seen: dict[tuple[str, str], Named] = {}
    for item in named(content):
        first = seen.setdefault((item.kind, item.key), item)
        if first is not item:
            problems.append(Problem(item.thing.place, "dubbele-id", f"De id van {item.words} bestaat al ({first.thing.place}).", "Geef een van de twee een andere id."))
    for item in named(content):
        prefix = item.key[: len(item.key) - len(item.thing.id)]
        problems.extend(
            Problem(item.thing.place, "dubbele-id", f"De vroegere id '{old}' van {item.words} is nu van iets anders.", "Kies één van de twee.")
            for old in getattr(item.thing, "was", ()) if (item.kind, prefix + old) in seen)
    parts = {part.id for part in content.parts}
    problems.extend(Problem(page.place, "pagina-zonder-deel", f"De bladzijde '{page.id}' hoort bij geen deel.", "Zet de map in guide/chapters/parts.yml.")
                    for page in content.pages if page.part not in parts)
    return problems


def _check_references(content: Content, places: Places) -> list[Problem]:
    """Every field that names an id of something else names one that exists."""
    ids: dict[str, set[str]] = {kind: set() for kind in (*KINDS, "approach")}
    approaches = content.questions.get(content.meanings.get("approaches", ""))
    ids["approach"] = {choice.id for choice in approaches.choices if not choice.retired} if approaches else set()
    for item in named(content):
        if not getattr(item.thing, "retired", ""):
            ids[item.kind].add(item.thing.id)
    problems = []

    def check(item: Named, kind: str, id: str, field: str) -> None:
        if id in ids[kind] or kind == "moment" and field == "needed_for" and id == MONEY_DECISION:
            return
        close, words = nearest(id, ids[kind]), KINDS.get(kind, "keuze")
        code = "bron-onbekend" if kind == "source" else "verwijzing"
        problems.append(Problem(places.of(item.thing.place, field, id), code, f"'{field}' van {item.words} noemt {words} '{id}', en die bestaat niet.",
                                f"Bedoelt u '{close}'?" if close else f"Voeg '{id}' toe of haal de verwijzing weg."))

    for item in named(content):
        if getattr(item.thing, "retired", ""):
            continue
        for kind, field, id in references(item.thing):
            check(item, kind, id, field)
        if item.kind == "moment" and item.thing.answer and item.thing.answer not in content.questions:
            check(item, "question", item.thing.answer, "answer")
    return problems


# --- questions ----------------------------------------------------------------------------


def _check_questions(content: Content) -> list[Problem]:
    problems = []
    for question in content.questions.values():
        if not question.why.strip():
            problems.append(Problem(question.place, "waarom", f"De vraag '{question.id}' zegt niet waarom wij dit vragen.",
                                    "Voeg toe: why: wat het antwoord in het handboek verandert."))
        for each in (question, *question.parts):
            live = [choice.id for choice in each.choices if not choice.retired]
            if each.type in ("choice", "choices") and len(live) < 2:
                problems.append(Problem(each.place, "keuzes", f"De vraag '{each.id}' heeft minder dan twee keuzes.", "Voeg keuzes toe onder choices."))
            if each.none and each.none not in live:
                problems.append(Problem(each.place, "keuze-onbekend", f"'none' noemt de keuze '{each.none}', en die bestaat niet.", f"Kies uit: {', '.join(live)}."))
        moments = {f"moment.{moment.id}" for moment in content.moments if not moment.retired and moment.default}
        if question.suggest and question.suggest not in content.known_facts.keys() | moments:
            problems.append(Problem(question.place, "voorstel", f"'suggest' van de vraag '{question.id}' noemt '{question.suggest}', en dat bestaat niet.",
                                    "Noem een feit, of moment. met de id van een beslismoment dat een default heeft."))
        for number, part in enumerate(question.parts):
            before = [other.id for other in question.parts[:number] if other.type == "number"]
            if part.not_below and (part.type != "number" or part.not_below not in before):
                problems.append(Problem(part.place, "ondergrens", f"'not_below' van '{question.id}.{part.id}' noemt geen getal dat ervoor wordt gevraagd.",
                                        f"Kies uit: {', '.join(before)}." if before else "Haal not_below weg."))
    return problems


def _check_unused(content: Content) -> list[Problem]:
    """Sources that nothing cites, and choices that steer nothing."""
    cited = cited_sources(content)
    problems = [Problem(source.place, "bron-ongebruikt", f"De bron '{source.id}' wordt nergens genoemd.", "Noem de bron waar die iets steunt, of haal de bron weg.", WARNING)
                for source in content.sources if source.id not in cited and not source.retired]
    steering = steering_values(content)
    for question in content.questions.values():
        problems.extend(_idle_choices(question.id, question, steering))
        for part in question.parts if not question.neutral else ():
            problems.extend(_idle_choices(f"{question.id}.{part.id}", part, steering))
    return problems


def cited_sources(content: Content) -> set[str]:
    """Return the sources that a text or a `sources` field names."""
    found: set[str] = set()
    running = [piece.text for thing in bodies(content) for piece in pieces(thing.body)]
    for text in (*running, *(text.text for text in texts_of(content))):
        found.update(re.findall(r"\[@([\w-]+)\]", text))
    for item in named(content):
        found.update(getattr(item.thing, "sources", ()))
    for template in content.templates.values():
        found.update(CITATION.findall(template))
    return found


def steering_values(content: Content) -> dict[str, set[Json]]:
    """Return per name the values that conditions, facts or stages tell apart; None stands for all of them."""
    steering: dict[str, set[Json]] = collections.defaultdict(set)
    facts = set()
    for use in uses_of(content):
        try:
            found = list(comparisons(parse(use.condition.text)))
        except ConditionError:
            continue
        for comparison in found:
            sides = (comparison.left, comparison.right)
            values = [v for side in sides if isinstance(side, Constant) for v in (side.value if isinstance(side.value, tuple) else (side.value,))]
            for name in comparison.names():
                steering[name].update(values)
                facts.update({name} & content.known_facts.keys())
    for name in facts:
        for question in content.known_facts[name].questions:
            steering[question].add(None)
    steering[content.meaning("phase")].update(phase for item in named(content) for phase in getattr(item.thing, "phases", ()) or (getattr(item.thing, "phase", ""),))
    return steering


def _idle_choices(key: str, question: Question, steering: Mapping[str, set[Json]]) -> Iterator[Problem]:
    used = steering.get(key, set())
    if question.neutral or None in used:
        return
    if question.type == "yes_no":
        if not used & {YES, NO}:
            yield Problem(question.place, "stuurt-niets", f"Het antwoord op '{key}' stuurt niets.", "Gebruik het in een voorwaarde, of schrijf neutral: true.", WARNING)
        return
    live = [choice for choice in question.choices if not choice.retired]
    idle = [choice for choice in live if choice.id not in used and not choice.neutral and choice.id != question.none]
    if not idle:
        return
    if len(idle) == len(live) and not used:
        yield Problem(question.place, "stuurt-niets", f"Geen enkele keuze van '{key}' stuurt iets.", "Gebruik ze in een voorwaarde, of schrijf neutral: true.", WARNING)
    elif question.type == "choices" or len([c for c in live if c.id not in used]) > 1:
        # of a single choice, the one that is left over still tells itself apart from those that are named
        for choice in idle:
            yield Problem(choice.place, "stuurt-niets", f"De keuze '{choice.id}' van '{key}' stuurt niets.", "Gebruik de keuze in een voorwaarde, of schrijf neutral: true.",
                          WARNING)


# --- sources ------------------------------------------------------------------------------


def _check_age(content: Content, today: dt.date, places: Places) -> list[Problem]:
    problems = []
    for source in content.sources:
        if source.retired:
            continue
        place = places.of(source.place, "checked")
        try:
            checked = dt.date.fromisoformat(source.checked)
        except ValueError:
            problems.append(Problem(place, "datum", f"'checked' van de bron '{source.id}' is geen datum.", "Schrijf bijvoorbeeld: checked: 2026-11-24."))
            continue
        if (today - checked).days > MAX_AGE:
            problems.append(Problem(place, "bron-oud", f"De bron '{source.id}' is meer dan een jaar geleden nagekeken ({source.checked}).",
                                    "Kijk de bron na en zet de datum van vandaag bij checked.", WARNING))
    return problems


