"""The HTML of the workbench, made on the server: one function per part, from the templates in workbench_html/."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping, Sequence
from html import escape
from pathlib import Path
from urllib.parse import urlencode

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from site_build.content.model import DONT_KNOW, NO, YES, Question
from site_build.content.walking import named
from site_build.desk.comparing import difference, mark_other, published_version, versions
from site_build.desk.due import law, old_sources, open_points
from site_build.desk.opened import Framed, put_frames
from site_build.desk.using import uses_anywhere
from site_build.desk.workbench import COMPUTED, EVERYTHING, Preview, Workbench
from site_build.desk.workbench_views import (
    Around,
    Ask,
    Checked,
    Compared,
    Failure,
    Look,
    Mistakes,
    Option,
    ProblemList,
    ShownRow,
    Side,
    Source,
    Used,
    View,
    Where,
)
from site_build.errors import ERROR, HandbookError, Problem, UsageError
from site_build.tailoring.explaining import answer_words

HTML = Path(__file__).parent / "workbench_html"
VIEWS = (("", "Bekijken"), ("waar", "Waar staat het"), ("gebruik", "Gebruikt in"), ("vergelijk", "Vergelijken"), ("nakijken", "Na te kijken"), ("fouten", "Fouten"))
_OTHER_FILES = (("guide/knowledge/actions.yml", "Acties"), ("guide/knowledge/risks.yml", "Risico's"))
_STATES = {"ja": "Staat er", "nee": "Staat er niet", "onbekend": "Onbeslist"}


@functools.lru_cache(maxsize=1)
def _environment() -> Environment:
    return Environment(loader=FileSystemLoader(HTML), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)


class Asked:
    """What the address asks for: file, situations, answers set by hand; with what every part of the workbench shows around it."""

    def __init__(self, bench: Workbench, base: str, asked: Mapping[str, str], here: str) -> None:
        self.bench, self.base, self.asked, self.here = bench, base, asked, here
        self.pages = sorted(bench.pages(), key=lambda each: (_KINDS.index(each[1]), each[2]))
        if here == "waar":
            self.pages = [*(page for page in self.pages if page[1] != "Berekende bladzijden"), *((file, "Kennis", title) for file, title in _OTHER_FILES)]
        self.situations = bench.situations()
        self.file = asked.get("file") or (self.pages[0][0] if self.pages else "")
        self.a, self.b = asked.get("a") or EVERYTHING, asked.get("b", "")
        self.typed = {key[2:]: value for key, value in asked.items() if key.startswith("q.") and value}

    def link(self, view: str, **changed: str) -> str:
        """Return an address in the workbench."""
        kept = {"file": self.file, "a": self.a, **changed}
        return f"{self.base}{view}?{urlencode({key: value for key, value in kept.items() if value})}"

    @property
    def title(self) -> str:
        """What the chosen file is called."""
        return next((title for file, _, title in self.pages if file == self.file), self.file or "Werkbank")

    def render(self, view: View, *, title: str = "", wide: bool = False, versions: Sequence[Option] = (), since: str = "") -> str:
        """Return one part as a whole page; without `title` it is called as the chosen file."""
        groups = [(kind, [(file, title) for file, each, title in self.pages if each == kind]) for kind in dict.fromkeys(kind for _, kind, _ in self.pages)]
        query = urlencode({"file": self.file, "a": self.a})
        around = Around(
            base=self.base, here=self.here, views=VIEWS, query=query, stamp=self.bench.refresh(), groups=groups, file=self.file,
            situations=list(self.situations.items()), a=self.a, b=self.b, typed=self.typed, title=title or self.title, editor=self._editor,
            questions=[_question(question, self.typed.get(question.id, "")) for question in self.bench.questions_of(self.file)],
            opened=bool(self.asked.get("alles")), unread=self.bench.unread(), wide=wide, versions=versions, since=since)
        return _environment().get_template(f"{view.TEMPLATE}.html.j2").render({**vars(around), **vars(view)})

    def _editor(self, file: str, line: int) -> str:
        return f"vscode://file/{(self.bench.root / file).resolve().as_posix().lstrip('/')}:{line or 1}"


_KINDS = ("Bladzijden", "Lijsten", "Modelstukken", "Vragen", "Berekende bladzijden")


def look(ask: Asked) -> str:
    """*Bekijken*: a page in one situation, or in two with the differences marked."""
    opened = bool(ask.asked.get("alles"))
    made = [(ask.a, ask.bench.preview(ask.file, ask.a, ask.typed, opened=opened))]
    if ask.b:
        made.append((ask.b, ask.bench.preview(ask.file, ask.b, {}, opened=opened)))
    texts = [_framed(preview, ask) for _, preview in made]
    if len(texts) == 2:
        texts = [mark_other(texts[0], texts[1]), mark_other(texts[1], texts[0])]
    sides = [Side(_side_title(ask, situation, first=number == 0), Markup(text), preview.why_not)
             for number, ((situation, preview), text) in enumerate(zip(made, texts, strict=True))]
    return ask.render(Look(sides=sides, source="" if ask.file.startswith(COMPUTED) else ask.file), wide=len(sides) == 2)


def where(ask: Asked) -> str:
    """*Waar staat het*: for every piece with a condition how often it shows, and the smallest change that shows it."""
    sets, cases, shown = ask.bench.shows(ask.file, ask.a, ask.typed)
    questions = ask.bench.content.questions
    rows = []
    for each in shown:
        change = [(questions[id].label, answer_words(questions[id], value, ask.bench.content).plain) for id, value in (each.change or {}).items()]
        typed = {f"q.{id}": ",".join(value) if isinstance(value, list) and all(isinstance(v, str) for v in value) else str(value) for id, value in (each.change or {}).items()}
        rows.append(ShownRow(each.text, each.line, each.words, each.state, each.sets, change,
                             [ask.situations.get(id, id).partition(": ")[2] for id in each.situations], ask.link("", **typed, alles="1")))
    return ask.render(Where(sets=sets, cases=cases, shown=rows))


def used(ask: Asked) -> str:
    """*Gebruikt in*: everything that names an id, a figure, a date or a word."""
    id, wrong, found = ask.asked.get("id", "").strip(), "", []
    if id:
        try:
            found = uses_anywhere(ask.bench.content, ask.bench.root, id)
        except HandbookError as error:
            wrong = str(error)
    ids = sorted({item.key if item.kind in ("choice", "question", "fact_value") else item.thing.id for item in named(ask.bench.content)})
    return ask.render(Used(id=id, wrong=wrong, found=found, ids=ids), title="Gebruikt in")


def compare(ask: Asked) -> str:
    """*Vergelijken*: the difference with an earlier version, as a reader sees it."""
    published, latest = published_version(ask.bench.root), versions(ask.bench.root)
    options = [(v.id, _short(f"laatst vastgelegd: {v.day} {v.words}")) for v in latest[:1]]
    options += [(v.id, f"laatst uitgegeven: {v.day}") for v in ([published] if published and published not in latest[:1] else [])]
    options += [(v.id, _short(f"{v.day} {v.words}")) for v in latest[1:] if v != published]
    since = ask.asked.get("since") or (options[0][0] if options else "")
    if not since:
        return ask.render(Compared(wrong="Hier is geen git, dus er zijn geen eerdere versies om mee te vergelijken."))
    try:
        old = ask.bench.before(since)
        situation = ask.a if ask.a in old.situations() else EVERYTHING
        old.preview("", situation, {})
    except UsageError as error:
        return ask.render(Compared(wrong=str(error)), versions=options, since=since)
    except HandbookError as error:
        return ask.render(Compared(wrong=f"De inhoud van toen past niet bij dit programma. Kies een latere versie.\n{error}"), versions=options, since=since)
    touched, html = [], ""
    for file, _, title in ask.pages:
        changed = old.written(file, situation) != ask.bench.written(file, situation)
        if changed and file == ask.file:
            html = difference(old.preview(file, situation, {}).html, ask.bench.preview(file, situation, {}).html)
        elif changed:
            touched.append((ask.link("vergelijk", file=file, since=since), title, file))
    found = Compared(since_words=dict(options).get(since, since), html=Markup(html), touched=touched, situation=ask.situations.get(situation, situation))
    return ask.render(found, versions=options, since=since)


def _short(words: str) -> str:
    return words if len(words) <= _WIDE else f"{words[:_WIDE].rsplit(' ', 1)[0]} …"


_WIDE = 70  # signs that a list to choose from can show


def due(ask: Asked) -> str:
    """*Na te kijken*: sources that are old, law with its day, open points."""
    content, today = ask.bench.content, ask.bench.today
    lists = (("bronnen", "Bronnen om opnieuw te bekijken", "Geen bron is ouder dan een jaar.", old_sources(content, today)),
             ("recht", "Bladzijden en momenten over recht", "Er zijn er geen.", law(content)), ("open", "Open punten", "Er zijn er geen.", open_points(content)))
    return ask.render(Checked(lists=lists), title="Na te kijken", wide=True)


def mistakes(ask: Asked) -> str:
    """*Fouten*: everything that `check` finds; the list itself comes after, when it is ready."""
    return ask.render(Mistakes(), title="Fouten")


def problems_html(ask: Asked, problems: Iterable[Problem]) -> str:
    """Return the list of problems, those of the chosen file first, each with a link that opens it at its line."""
    found = sorted(problems, key=lambda p: (p.place.file != ask.file, p.grade != ERROR))
    return ask.render(ProblemList(found=found, wrong=sum(p.grade == ERROR for p in found)))


def source(ask: Asked) -> str:
    """The text of a file with one line marked, for who has no VS Code. Raises HandbookError for a file that is not the editors'."""
    line = int(ask.asked.get("line") or 1) if (ask.asked.get("line") or "1").isdigit() else 1
    lines = ask.bench.text_of(ask.file).split("\n")
    messages = [f"{p.message} {p.remedy}" for p in ask.bench.known_problems() if p.place.file == ask.file and p.place.line == line]
    return ask.render(Source(lines=lines, line=line, messages=messages), title=ask.file)


def failure(ask: Asked, error: HandbookError) -> str:
    """What is shown where a page cannot be made now."""
    return ask.render(Failure(message=str(error)))


def _framed(preview: Preview, ask: Asked) -> str:
    def frame(each: Framed) -> str:
        words = f"<strong>{_STATES[each.state]}</strong>, {'want' if each.state == 'ja' else 'wel'} als {escape(each.words)}." if each.state != "onbekend" \
            else f"<strong>Onbeslist</strong>: geldt als {escape(each.words)}."
        link = f'<a class="look" href="{escape(ask.link("bron", line=str(each.line)))}#r{each.line}">regel {each.line}</a>'
        return f'<div class="frame {each.state}"><p class="if">{words} {link}</p>'

    return put_frames(preview.html, list(preview.frames), frame).replace('src="beeld/', f'src="{ask.base}beeld/')


def _side_title(ask: Asked, situation: str, *, first: bool) -> str:
    words = ask.situations.get(situation, situation)
    return f"{words}, met uw eigen antwoorden ({len(ask.typed)})" if first and ask.typed else words


def _question(question: Question, chosen: str) -> Ask:
    if question.type in ("number", "date"):
        return Ask(question.id, question.label, chosen)
    values = [(YES, "ja"), (NO, "nee")] if question.type == "yes_no" else [(c.id, c.label) for c in question.choices if not c.retired]
    several = [(chosen, ", ".join(dict(values).get(id, id) for id in chosen.split(",")))] if "," in chosen else []
    return Ask(question.id, question.label, chosen, [("", "zoals in de situatie"), *values, *several, (DONT_KNOW, "weet ik niet")])
