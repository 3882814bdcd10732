"""What the page calls: a name and JSON in, JSON and files out. Everything is decided by the program itself.

The page keeps the state (the text of `antwoorden.yml` and a place in a walk); nothing here is remembered but caches and the
handbook that is being looked at, so that a worker that is started again loses nothing.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import functools
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

from site_build.content.loading import load
from site_build.content.model import Content
from site_build.errors import HandbookError
from site_build.interview import statements, steps
from site_build.interview.answers import Answers, new_answers, read_answers, write_answers
from site_build.interview.entries import Cursor
from site_build.interview.flow import Trail, progress, section_of
from site_build.interview.prompts import Menu, Prompt, Signal
from site_build.interview.validation import InvalidAnswer

Files = dict[str, bytes]
HOME = Path("handboek")
progress_of_work: Callable[[str], None] = lambda text: None  # noqa: E731  the worker puts the real one here
MAX_FILE = 30_000_000  # bytes of a file that is opened


def handle(call: str, text: str, files: Files) -> tuple[str, Files]:
    """Carry out one call; the answer is JSON and files by name. What the program refuses comes back as `refused`."""
    try:
        result, out = _CALLS[call](json.loads(text), files)
    except HandbookError as error:
        result, out = {"refused": str(error)}, {}
    return json.dumps(result, ensure_ascii=False), out


# --- the interview --------------------------------------------------------------------------


def _begin(given: dict[str, Any], files: Files) -> tuple[Any, Files]:
    """{text?, today, quick?, walk?, role?} -> state."""
    content = _content()
    answers = _answers(given["text"]) if given.get("text") else new_answers(dt.date.fromisoformat(given["today"]), content)
    if given.get("walk") == "statements":
        step = statements.begin(content, answers, str(given.get("role") or ""))
        return _state(step.place, step.answers), {}
    return _state(steps.begin(content, answers, quick=bool(given.get("quick"))), answers), {}


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


def _state(place: steps.Place | None, answers: Answers) -> dict[str, Any]:
    content = _content()
    screen = place.screen(content, answers) if place else None
    return {"text": _write(answers), "place": _place_out(place), "screen": _screen(screen, answers) if screen else None, "done": place is None}


def _place_out(place: steps.Place | None) -> dict[str, Any] | None:
    if isinstance(place, steps.Questions):
        return {"walk": "questions", "trail": dataclasses.asdict(place.trail), "quick": place.quick, "entry": dataclasses.asdict(place.entry)}
    if isinstance(place, statements.Statements):
        return {"walk": "statements", "trail": dataclasses.asdict(place.trail), "sheet": place.sheet, "agreeing": place.agreeing}
    if isinstance(place, statements.Whose):
        return {"walk": "whose", "role": place.role, "new": place.new}
    return None


def _place(given: dict[str, Any]) -> steps.Place:
    if given["walk"] == "questions":
        return steps.Questions(Trail(**given["trail"]), bool(given["quick"]), Cursor(**given["entry"]))
    if given["walk"] == "statements":
        return statements.Statements(int(given["sheet"]), Trail(**given["trail"]), bool(given["agreeing"]))
    return statements.Whose(str(given["role"]), bool(given["new"]))


def _screen(screen: Prompt | Menu, answers: Answers) -> dict[str, Any]:
    if isinstance(screen, Menu):
        return {"kind": "menu", "title": screen.title, "text": screen.text, "default": screen.default, "back": screen.back,
                "options": [{"key": key, "label": label} for key, label in screen.options]}
    question = screen.question
    return {
        "kind": "question", "id": question.id, "type": question.type, "ask": question.ask, "title": screen.title, "intro": screen.intro,
        "progress": str(screen.progress) if screen.progress else "", "why": screen.why, "help": screen.help, "confidential": screen.confidential,
        "note": screen.note, "choices": [{"id": c.id, "label": c.label} for c in screen.choices], "none": question.none,
        "current": screen.current, "typed": screen.typed, "unit": question.unit, "example": question.example, "unknown": question.unknown,
        "suggestion": screen.suggestion.source if screen.suggestion else "", "silent": screen.silent,
        "options": [{"code": o.code, "label": o.label, "keys": list(o.keys)} for o in screen.options],
        "section": section_of(_content(), question.id).id if question.id in _content().questions else "",
    }


# --- what it makes --------------------------------------------------------------------------


def _make(given: dict[str, Any], files: Files) -> tuple[Any, Files]:
    """{text} -> the handbook on the disk in memory, as a zip; its site is built too unless `site` is false."""
    from site_build.publishing.archives import pack_folder
    from site_build.store import projects

    answers = _answers(given["text"])
    shutil.rmtree(HOME, ignore_errors=True)
    progress_of_work("De bladzijden worden gemaakt.")
    _, report = projects.create(HOME, answers, _content(), source=given["text"])
    if given.get("site", True):
        _site(HOME)
    progress_of_work("Alles wordt ingepakt.")
    return {"lines": report.lines()}, {"handboek.zip": pack_folder(HOME, answers.today, inside="handboek")}


def _site(folder: Path) -> None:
    from site_build.publishing.web.site import build_site

    progress_of_work("De website wordt gemaakt.")
    build_site(folder)


def _read(given: dict[str, Any], files: Files) -> tuple[Any, Files]:
    return (HOME / given["path"]).read_text(encoding="utf-8"), {}


_CALLS: dict[str, Callable[[Any, Files], tuple[Any, Files]]] = {"begin": _begin, "jump": _jump, "show": _show, "give": _give, "make": _make, "read": _read}


# --- helpers --------------------------------------------------------------------------------


@functools.lru_cache(maxsize=1)
def _content() -> Content:
    return load()


@functools.lru_cache(maxsize=8)
def _answers(text: str) -> Answers:
    return read_answers(text, "antwoorden.yml", _content())


def _write(answers: Answers) -> str:
    text = write_answers(answers, _content())
    return text
