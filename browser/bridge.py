"""What the page calls: a name and JSON in, JSON and files out. Everything is decided by the program itself.

The page keeps the state (the text of `antwoorden.yml` and a place in a walk); nothing here is remembered but caches and the
handbook that is being looked at, so that a worker that is started again loses nothing.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import functools
import json
import re
from collections.abc import Callable
from typing import Any

import making

from site_build.content.loading import load
from site_build.content.model import DONT_KNOW, Content
from site_build.errors import ContentError, HandbookError, UsageError
from site_build.interview import statements, steps
from site_build.interview.answers import Answers, answer_text, new_answers, read_answers, shown_name, write_answers
from site_build.interview.entries import Cursor
from site_build.interview.flow import Trail, asked, section_of
from site_build.interview.prompts import Menu, Prompt, Signal
from site_build.interview.sharing import PUBLIC, Sharing, outlook
from site_build.interview.validation import InvalidAnswer

Files = dict[str, bytes]
MAX_FILE = 30_000_000  # bytes of a file that is opened
MAX_TEXT_FILE, MAX_LINES = 300_000, 4_000  # of answers as text: thirty sheets of statements and a whole plan take 2,000 lines
BLANK = "hb-00000000"  # the id in the empty workbook that is in the page; tools/make_browser.py writes it
_MOST_PROBLEMS = 12  # shown at once
_FOR_ROLE = re.compile(r"\A(?:#[^\n]*\n){0,5}?# rol: ([a-z][a-z0-9_-]*)\n")


def handle(call: str, text: str, files: Files) -> tuple[str, Files]:
    """Carry out one call; the answer is JSON and files by name. What the program refuses comes back as `refused`."""
    try:
        result, out = _CALLS[call](json.loads(text), files)
    except ContentError as error:
        more = len(error.problems) - _MOST_PROBLEMS
        shown = "\n".join(str(problem) for problem in error.problems[:_MOST_PROBLEMS])
        result, out = {"refused": f"{shown}\nEn nog {more} fouten in dit bestand." if more > 0 else shown}, {}
    except HandbookError as error:
        result, out = {"refused": str(error).replace(f"{making.HOME}/", "").replace(str(making.HOME), "Deze zip")}, {}
    return json.dumps(result, ensure_ascii=False), out


def warm() -> None:
    """Do what the first question needs, while the person still reads."""
    steps.begin(_content(), new_answers(dt.date(2026, 1, 1), _content()), quick=True)


# --- the interview --------------------------------------------------------------------------


def _begin(given: dict[str, Any], files: Files) -> tuple[Any, Files]:
    """{text?, today, quick?, walk?, role?, who?} -> state; with `who`, a role, only the questions for that role."""
    content = _content()
    answers = _answers(given["text"]) if given.get("text") else new_answers(dt.date.fromisoformat(given["today"]), content)
    if given.get("walk") == "statements":
        step = statements.begin(content, answers, str(given.get("role") or ""))
        return _state(step.place, step.answers), {}
    return _state(steps.begin(content, answers, quick=bool(given.get("quick")), who=str(given.get("who") or "")), answers), {}


def _jump(given: dict[str, Any], files: Files) -> tuple[Any, Files]:
    """{text, id, quick?} -> state at one question."""
    return _state(steps.at_question(given["id"], quick=bool(given.get("quick"))), _answers(given["text"])), {}


def _show(given: dict[str, Any], files: Files) -> tuple[Any, Files]:
    """{text, place} -> state, as after opening the page again."""
    return _state(_place(given["place"]), _answers(given["text"])), {}


def _give(given: dict[str, Any], files: Files) -> tuple[Any, Files]:
    """{text, place, value | signal} -> the next state, or the same with `error`."""
    content, answers, place = _content(), _answers(given["text"]), _place(given["place"])
    screen = place.screen(content, answers)
    if "signal" in given:
        outcome: Any = Signal(given["signal"])
    elif isinstance(screen, Menu):
        outcome = str(given["value"])
    else:
        try:
            outcome = screen.check(given["value"])
        except InvalidAnswer as error:
            return {**_state(place, answers), "error": str(error)}, {}
    step = place.give(content, answers, outcome)
    return {**_state(step.place, step.answers), "said": list(step.said)}, {}


def _section(given: dict[str, Any], files: Files) -> tuple[Any, Files]:
    """{text, section, answers?} -> every question of a section that is asked now; with answers: those that fit are kept, the others come back as errors.

    A list keeps its own screens.
    """
    content, answers = _content(), _answers(given["text"])
    errors: dict[str, str] = {}
    for id, raw in (given.get("answers") or {}).items():
        screen = steps.at_question(id).screen(content, answers)
        assert isinstance(screen, Prompt)
        try:
            answers = answers.with_value(id, screen.check(raw))
        except InvalidAnswer as error:
            errors[id] = str(error)
    section = next(one for one in content.sections if one.id == given["section"])
    ids = [question.id for question in asked(content, answers) if question in section.questions and question.type != "list"]
    screens = [_screen(steps.at_question(id).screen(content, answers), answers) for id in ids]
    order = [one.id for one in content.sections]
    after = next((one.id for one in content.sections[order.index(section.id) + 1:]
                  if any(q.id in {a.id for a in asked(content, answers)} for q in one.questions)), "")
    return {"text": _write(answers), "title": section.title, "intro": section.intro, "screens": screens, "errors": errors, "next": after,
            "lists": [q.id for q in section.questions if q.type == "list" and q in asked(content, answers)]}, {}


def _state(place: steps.Place | None, answers: Answers) -> dict[str, Any]:
    content = _content()
    screen = place.screen(content, answers) if place else None
    return {"text": _write(answers), "place": _place_out(place), "screen": _screen(screen, answers) if screen else None, "done": place is None}


def _place_out(place: steps.Place | None) -> dict[str, Any] | None:
    if isinstance(place, steps.Questions):
        return {"walk": "questions", "trail": dataclasses.asdict(place.trail), "quick": place.quick, "entry": dataclasses.asdict(place.entry), "who": place.who}
    if isinstance(place, statements.Statements):
        return {"walk": "statements", "trail": dataclasses.asdict(place.trail), "sheet": place.sheet, "agreeing": place.agreeing}
    if isinstance(place, statements.Whose):
        return {"walk": "whose", "role": place.role, "new": place.new}
    return None


def _place(given: dict[str, Any]) -> steps.Place:
    if given["walk"] == "questions":
        return steps.Questions(Trail(**given["trail"]), bool(given["quick"]), Cursor(**given["entry"]), str(given.get("who") or ""))
    if given["walk"] == "statements":
        return statements.Statements(int(given["sheet"]), Trail(**given["trail"]), bool(given["agreeing"]))
    return statements.Whose(str(given["role"]), bool(given["new"]))


def _screen(screen: Prompt | Menu, answers: Answers) -> dict[str, Any]:
    if isinstance(screen, Menu):
        return {"kind": "menu", "title": screen.title, "text": screen.text, "default": screen.default, "back": screen.back,
                "options": [{"key": key, "label": label} for key, label in screen.options]}
    question = screen.question
    return {
        "kind": "question", "id": question.id, "type": question.type, "ask": question.ask, "title": screen.title, "intro": screen.intro, "before": question.intro,
        "progress": str(screen.progress) if screen.progress else "", "why": screen.why, "help": screen.help, "confidential": screen.confidential,
        "note": screen.note, "choices": [{"id": c.id, "label": c.label} for c in screen.choices], "none": question.none,
        "current": screen.current, "typed": screen.typed, "unit": question.unit, "example": question.example, "unknown": question.unknown,
        "suggestion": screen.suggestion.source if screen.suggestion else "", "silent": screen.silent,
        "options": [{"code": o.code, "label": o.label, "keys": list(o.keys)} for o in screen.options],
        "section": section_of(_content(), question.id).id if question.id in _content().questions else "",
    }


# --- opening, and together -------------------------------------------------------------------


def _open(given: dict[str, Any], files: Files) -> tuple[Any, Files]:
    """{name, text?}, file -> what was in it: answers, a whole handbook, or what a colleague filled in beside `text`.

    Answers that were made for one colleague say for which role.
    """
    name, data = str(given["name"]), bytes(files["file"])
    if len(data) > MAX_FILE:
        raise UsageError(f"{name} is te groot om hier te openen.")
    if making.is_handbook(name, data):
        text, edited = making.unpack(data)
        return {"kind": "handbook", "text": text, "name": _name(text), "edited": edited}, {}
    if making.is_yaml(data) and (len(data) > MAX_TEXT_FILE or data.count(b"\n") > MAX_LINES):
        raise UsageError(f"{name} is te groot voor een bestand met antwoorden.")
    other = making.read_answers_file(name, data, _content())
    if other.handbook == BLANK:
        new = new_answers(dt.date.fromisoformat(given["today"]), _content())
        other = dataclasses.replace(other, handbook=new.handbook, date=new.date)
    mine = given.get("text")
    if mine and _answers(mine) != other and (_answers(mine).values or _answers(mine).statements):
        return {"kind": "together", "other": _write(other), **_differences(_answers(mine), other)}, {}
    text = data.decode("utf-8").lstrip("\ufeff").replace("\r\n", "\n") if making.is_yaml(data) else _write(other)
    role = _FOR_ROLE.match(text)
    names = {one.id: one.name for one in _content().roles}
    given_role = {"role": role[1], "role_name": names[role[1]]} if role and role[1] in names else {}
    return {"kind": "answers", "text": text, "name": _name(text), **given_role}, {}


def _differences(mine: Answers, other: Answers) -> dict[str, Any]:
    content, found = _content(), []
    for id, value in other.values.items():
        question = content.questions.get(id)
        if question is not None and value != mine.values.get(id):
            found.append({"id": id, "ask": question.ask, "open": mine.values.get(id, DONT_KNOW) == DONT_KNOW,
                          "mine": answer_text(question, mine.values.get(id), content), "theirs": answer_text(question, value, content)})
    return {"differences": found, "sheets": sum(sheet not in mine.statements for sheet in other.statements)}


def _same(given: dict[str, Any], files: Files) -> tuple[Any, Files]:
    """{text, other} -> whether both hold the same answers, however they are written."""
    return {"same": _answers(given["text"]) == _answers(given["other"])}, {}


def _take_over(given: dict[str, Any], files: Files) -> tuple[Any, Files]:
    """{text, other, ids} -> text with the chosen answers and all statements of the other file."""
    mine, other = _answers(given["text"]), _answers(given["other"])
    values = {**mine.values, **{id: other.values[id] for id in given["ids"]}}
    new = tuple(sheet for sheet in other.statements if sheet not in mine.statements)
    return {"text": _write(dataclasses.replace(mine, values=values, statements=(*mine.statements, *new)))}, {}


def _open_for(given: dict[str, Any], files: Files) -> tuple[Any, Files]:
    """{text} -> per role that can know answers: what is open, and a file with only what that colleague needs to see."""
    content, answers = _content(), _answers(given["text"])
    roles = []
    names = {role.id: role.name for role in content.roles}
    for who in dict.fromkeys(question.who for question in content.questions.values()):
        open_ = [q for q in asked(content, answers) if q.who == who and answers.values.get(q.id, DONT_KNOW) == DONT_KNOW]
        shown = {id: value for id, value in answers.values.items() if not content.questions[id].private or content.questions[id].who == who}
        text = _write(dataclasses.replace(answers, values=shown, statements=(), plan={}, kept={}))
        roles.append({"id": who, "name": names.get(who, who), "open": len(open_), "text": text})
    return {"roles": roles}, {}


# --- what it makes --------------------------------------------------------------------------


def _preview(given: dict[str, Any], files: Files) -> tuple[Any, Files]:
    """{text, before?} -> counts, the first advice, and what changed since `before`."""
    after = making.decide(_answers(given["text"]), _content())
    before = making.decide(_answers(given["before"]), _content()) if given.get("before") else None
    return {**making.counts(after), "name": _name(given["text"]), "advice": making.advice(after), "hangs": making.hangs(after),
            "changes": making.changes(before, after) if before else []}, {}


def _make(given: dict[str, Any], files: Files) -> tuple[Any, Files]:
    return making.make(given["text"], _answers(given["text"]), _content())


def _remake(given: dict[str, Any], files: Files) -> tuple[Any, Files]:
    return making.remake(given["text"], _answers(given["text"]), _content())


def _sharing(given: dict[str, Any], files: Files) -> tuple[Any, Files]:
    """What would go along in an edition to share, before it is made."""
    found = outlook(_answers(given["text"]), _content())
    return {"goes": found.goes, "amounts": found.amounts, "stays": found.stays}, {}


def _share(given: dict[str, Any], files: Files) -> tuple[Any, Files]:
    sharing = Sharing(str(given.get("audience") or PUBLIC), bool(given.get("amounts")))
    return making.share(given["text"], _answers(given["text"]), _content(), sharing)


def _workbook(given: dict[str, Any], files: Files) -> tuple[Any, Files]:
    return {}, {"plan.xlsx": making.workbook(_answers(given["text"]), _content())}


def _calendar(given: dict[str, Any], files: Files) -> tuple[Any, Files]:
    return {}, {"plan.ics": making.calendar(_answers(given["text"]), _content())}


def _page(given: dict[str, Any], files: Files) -> tuple[Any, Files]:
    return making.page(str(given["file"])), {}


def _licence(given: dict[str, Any], files: Files) -> tuple[Any, Files]:
    """{name} -> the text of a part's licence."""
    return {"text": making.licence(str(given["name"]))}, {}


_CALLS: dict[str, Callable[[Any, Files], tuple[Any, Files]]] = {
    "begin": _begin, "jump": _jump, "show": _show, "give": _give, "section": _section,
    "open": _open, "same": _same, "take_over": _take_over, "open_for": _open_for,
    "preview": _preview, "make": _make, "remake": _remake, "sharing": _sharing, "share": _share, "workbook": _workbook, "calendar": _calendar,
    "page": _page, "licence": _licence,
}


# --- helpers --------------------------------------------------------------------------------


@functools.lru_cache(maxsize=1)
def _content() -> Content:
    return load()


@functools.lru_cache(maxsize=8)
def _answers(text: str) -> Answers:
    return read_answers(text, "antwoorden.yml", _content())


def _write(answers: Answers) -> str:
    return write_answers(answers, _content())


def _name(text: str) -> str:
    municipality = _content().municipality(str(_answers(text).values.get("gemeente")))
    return shown_name(municipality.name) if municipality else ""
