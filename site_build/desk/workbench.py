"""What the workbench shows: the guide as it is on disk now, a page of it in a situation, and what is wrong; no HTTP here."""

from __future__ import annotations

import contextlib
import dataclasses
import datetime as dt
import functools
import re
import textwrap
import threading
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any

from site_build.assembly.project import Project, assemble
from site_build.content.conditions import ConditionError, Tri
from site_build.content.loading import read_content
from site_build.content.model import Block, Content, Document, Page, Question, Section
from site_build.content.walking import bodies, pieces
from site_build.errors import HandbookError, Problem
from site_build.interview.answers import Answers, read_answers
from site_build.interview.validation import InvalidAnswer, validate
from site_build.store.resources import read_look
from site_build.tailoring.explaining import in_words
from site_build.tailoring.handbook import COMPLETE, INTERN, Handbook, tailor

EVERYTHING, NOBODY = "compleet", "niets-ingevuld"
_FOLDERS = ("guide", "checklists", "templates", "examples", "tests/cases", "situaties")


@dataclass(frozen=True)
class Hidden:
    """A block with its condition: whether it shows here, in words, and where it stands."""

    state: str  # ja, nee, onbekend
    words: str
    line: int
    text: str


@dataclass(frozen=True)
class Preview:
    """A page in one situation: HTML of its text, or why it is not there."""

    html: str
    why_not: str
    blocks: tuple[Hidden, ...]


class Workbench:
    """Reads the guide again when a file changed; everything that it returns belongs to one moment."""

    def __init__(self, root: Path, today: dt.date, check: Callable[[], tuple[Problem, ...]]) -> None:
        self.root, self.today, self._check = root, today, check
        self._lock = threading.Lock()
        self._stamp: object = None
        self._content = Content()
        self._unread: list[Problem] = []
        self._made: dict[tuple[str, tuple[tuple[str, str], ...]], tuple[Handbook, Project]] = {}
        self._problems: tuple[object, tuple[Problem, ...]] = (None, ())

    def stamp(self) -> object:
        """Return what changes when a file changes: names and times (network drives give no events)."""
        found = []
        for folder in _FOLDERS:
            for path in sorted((self.root / folder).rglob("*.*")):
                with contextlib.suppress(OSError):  # gone between the two looks
                    found.append((path.as_posix(), path.stat().st_mtime_ns, path.stat().st_size))
        return hash(tuple(found))

    def refresh(self) -> object:
        """Read the content again if something changed; return the stamp of what is in memory now."""
        with self._lock:
            now = self.stamp()
            if now != self._stamp:
                self._content, self._unread = read_content(self.root)
                self._made.clear()
                self._stamp = now
            return self._stamp

    @property
    def content(self) -> Content:
        """The content as last read."""
        return self._content

    def situations(self) -> dict[str, str]:
        """Return the ids and names of the situations: two that always exist, then the files of answers."""
        names = {EVERYTHING: "Volledige uitgave: alles, met labels", NOBODY: "Niets ingevuld"}
        for folder, word in (("examples", "voorbeeld"), ("tests/cases", "geval"), ("situaties", "situatie")):
            names |= {f"{folder}/{path.name}": f"{word}: {path.stem}" for path in sorted((self.root / folder).glob("*.yml"))}
        return names

    def pages(self) -> Iterator[tuple[str, str, str]]:
        """Yield file, kind and title of everything that can be shown."""
        for page in self._content.pages:
            yield page.place.file, "Bladzijden", page.title
        for checklist in self._content.checklists:
            yield checklist.place.file, "Lijsten", checklist.title
        for document in self._content.documents:
            yield document.place.file, "Modelstukken", document.title
        for section in self._content.sections:
            yield section.place.file, "Vragen", section.title

    def questions_of(self, file: str) -> tuple[Question, ...]:
        """Return the questions on which the page in this file depends, with few enough answers to choose from."""
        names: dict[str, None] = {}
        thing = self._thing(file)
        conditions = [getattr(thing, field, None) for field in ("when", "now", "settled")] if thing else []
        conditions += [piece.condition for piece in pieces(thing.body)] if isinstance(thing, (Page, Document)) else []
        conditions += [item.when for item in getattr(thing, "items", ())]
        for condition in filter(None, conditions):
            with contextlib.suppress(ConditionError):
                names.update(dict.fromkeys(condition.names()))
        facts = self._content.known_facts
        asked = [q for name in names for q in (facts[name].questions if name in facts else (name.partition(".")[0],))]
        return tuple(self._content.questions[id] for id in dict.fromkeys(asked)
                     if id in self._content.questions and self._content.questions[id].type in ("choice", "yes_no", "choices", "number"))

    def preview(self, file: str, situation: str, typed: Mapping[str, str]) -> Preview:
        """Return a page as it looks in a situation, with answers typed over it. Raises HandbookError with what is wrong."""
        with self._lock:
            handbook, project = self._make(situation, tuple(sorted(typed.items())))
        thing = self._thing(file)
        blocks = tuple(_blocks(thing.body, handbook)) if isinstance(thing, (Page, Document)) else ()
        name = thing.id if thing is not None else ""
        shown = next((each.file for each in project.pages if Path(each.file).stem == name), "")
        if not shown:
            if isinstance(thing, Section):
                return Preview(_questionnaire(thing, handbook), "", ())
            why = in_words(thing.when, self._content) if getattr(thing, "when", None) else ""
            return Preview("", f"Dit staat niet in het handboek in deze situatie. Het geldt als: {why}" if why else "Dit is geen eigen bladzijde.", blocks)
        text = project.files[f"docs/{shown}"]
        return Preview(to_html(text if isinstance(text, str) else text.decode()), "", blocks)

    def problems(self) -> tuple[Problem, ...]:
        """Return what `check` finds; kept until a file changes."""
        stamp = self.refresh()
        if self._problems[0] != stamp:
            self._problems = (stamp, self._check())
        return self._problems[1]

    def _thing(self, file: str) -> Any:
        things = (*bodies(self._content), *self._content.checklists, *self._content.sections)
        return next((thing for thing in things if thing.place.file == file), None)

    def _make(self, situation: str, typed: tuple[tuple[str, str], ...]) -> tuple[Handbook, Project]:
        key = (situation, typed)
        if key not in self._made:
            answers = self._answers(situation)
            values = dict(answers.values)
            for id, raw in typed:
                question = self._content.questions.get(id)
                if question is not None and raw:
                    with contextlib.suppress(InvalidAnswer):
                        values[id] = validate(question, [raw] if question.type == "choices" else raw, self._content)
            answers = dataclasses.replace(answers, values=values)
            handbook = tailor(self._content, answers, edition=COMPLETE if situation == EVERYTHING and not typed else INTERN)
            self._made[key] = (handbook, assemble(handbook, read_look()))
        return self._made[key]

    def _answers(self, situation: str) -> Answers:
        if situation in (EVERYTHING, NOBODY) or situation not in self.situations():
            return Answers("hb-werkbank", self.today.isoformat())
        text = (self.root / situation).read_text(encoding="utf-8")
        if situation.startswith("tests/cases/"):  # the answers stand one level deeper, after what must come out
            inner = text.split("\nanswers:\n", 1)[1]
            kept = []
            for line in inner.split("\n"):
                if line and not line.startswith((" ", "#")):
                    break
                kept.append(line)
            text = textwrap.dedent("\n".join(kept))
        return read_answers(text, situation, self._content)


def _blocks(body: tuple[Block, ...], handbook: Handbook) -> Iterator[Hidden]:
    for block in body:
        if block.condition is None:
            continue
        try:
            outcome = block.condition.evaluate(handbook.values.lookup)
            words = in_words(block.condition, handbook.content)
        except HandbookError:
            continue
        first = next((inner.text.strip() for inner in block.body if inner.text.strip()), "")
        yield Hidden(outcome.tri.value if isinstance(outcome.tri, Tri) else "", words, block.line, first)
        if outcome.tri is not Tri.NO:
            yield from _blocks(block.body, handbook)


def _questionnaire(section: Section, handbook: Handbook) -> str:
    """The questions of a section, each with its choices and whether it is asked here."""
    parts = [f"<h1>{escape(section.title)}</h1>", f"<p>{escape(section.intro)}</p>"]
    for question in section.questions:
        tri = question.when.evaluate(handbook.values.lookup).tri if question.when else Tri.YES
        asked = "" if tri is not Tri.NO else f"<p><em>Wordt hier niet gesteld; wel als {escape(in_words(question.when, handbook.content))}.</em></p>" if question.when else ""
        choices = "".join(f"<li>{escape(choice.label)}</li>" for choice in question.choices if not choice.retired)
        parts.append(f"<h2>{escape(question.ask)}</h2>{asked}<p>{escape(question.why)}</p>" + (f"<ul>{choices}</ul>" if choices else ""))
    return "\n".join(parts)


@functools.lru_cache(maxsize=1)
def _markdown() -> Any:
    import markdown

    return markdown.Markdown(extensions=["admonition", "attr_list", "def_list", "footnotes", "md_in_html", "tables", "toc", "pymdownx.mark", "pymdownx.superfences"])


def to_html(text: str) -> str:
    """Return the HTML of a page of the handbook, without its front matter."""
    reader = _markdown()
    reader.reset()
    return str(reader.convert(re.sub(r"\A---\n.*?\n---\n", "", text, flags=re.S)))
