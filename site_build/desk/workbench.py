"""What the workbench shows: the guide as it is on disk now, a page of it in a situation, and what is wrong; no HTTP here."""

from __future__ import annotations

import contextlib
import dataclasses
import datetime as dt
import re
import shutil
import tempfile
import textwrap
import threading
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from site_build.assembly.project import Project, assemble
from site_build.content.conditions import ConditionError, Tri, Value
from site_build.content.documents import Json, Kept
from site_build.content.loading import read_content
from site_build.content.model import DONT_KNOW, Checklist, Content, Document, Page, Question, Section
from site_build.content.names import from_statements
from site_build.content.walking import bodies, pieces
from site_build.content.worked import StoryPage
from site_build.desk.beside import Checker, NoChecker
from site_build.desk.comparing import full_id, unpack
from site_build.desk.coverage import worlds_of
from site_build.desk.drawing import first_words, own_pictures, questionnaire, to_html
from site_build.desk.opened import Framed, open_up
from site_build.desk.showing import count, goals_of, smallest_change
from site_build.disk import write_text
from site_build.errors import ERROR, HandbookError, Problem, UsageError
from site_build.interview.answers import Answers, read_answers, write_answers
from site_build.interview.facts import Values
from site_build.interview.validation import InvalidAnswer, validate
from site_build.store.resources import read_copy, read_look
from site_build.tailoring.explaining import in_words
from site_build.tailoring.handbook import COMPLETE, INTERN, Handbook, tailor

EVERYTHING, NOBODY = "compleet", "niets-ingevuld"
COMPUTED = "docs/"  # begins the name of a page that has no file of its own
SITUATIONS = "situaties"
_FOLDERS = ("guide", "checklists", "templates", "examples", "tests/cases", SITUATIONS)
_OPEN_TYPES = ("choice", "yes_no", "choices", "number", "date")


@dataclass(frozen=True)
class Preview:
    """A page in one situation: HTML of its text, or why it is not there; `opened` says that what stays away is in it, framed."""

    html: str
    why_not: str = ""
    frames: tuple[Framed, ...] = ()


@dataclass(frozen=True)
class Shown:
    """Where something shows: its condition in words, here (ja, nee, onbekend), in how many sets and situations, and what shows it."""

    kind: str
    text: str
    line: int
    words: str
    state: str
    sets: int
    situations: tuple[str, ...]
    change: dict[str, Json] | None  # question -> answer; None where no change of answers was found


class Workbench:
    """Reads the guide again when a file changed; everything that it returns belongs to one moment."""

    def __init__(self, root: Path, today: dt.date, check: Checker) -> None:
        self.root, self.today, self._check = root, today, check
        self._lock, self._checking = threading.RLock(), threading.Lock()
        self._kept = Kept()
        self._checked: object = None  # the stamp of what is being checked
        self._computed: tuple[object, tuple[tuple[str, str, str], ...]] = (None, ())
        self._stamp: object = None
        self._content = Content()
        self._unread: list[Problem] = []
        self._made: dict[tuple[str, tuple[tuple[str, str], ...]], tuple[Handbook, Project]] = {}
        self._opened: dict[object, tuple[Project, list[Framed]]] = {}
        self._worlds: list[Values] = []
        self._answered: dict[str, Values | None] = {}
        self._problems: tuple[object, tuple[Problem, ...]] = (None, ())
        self._older: dict[str, tuple[tempfile.TemporaryDirectory[str], Workbench]] = {}

    def stamp(self) -> object:
        """Return what changes when a file changes: names and times (network drives give no events)."""
        return hash(tuple(self._times()))

    def _times(self) -> Iterator[tuple[str, int, int]]:
        for folder in _FOLDERS:
            for path in sorted((self.root / folder).rglob("*.*")):
                with contextlib.suppress(OSError):  # gone between the two looks
                    yield path.as_posix(), path.stat().st_mtime_ns, path.stat().st_size

    def refresh(self) -> object:
        """Read the content again if something changed; return the stamp of what is in memory now."""
        with self._lock:
            now = self.stamp()
            if now != self._stamp:
                self._content, self._unread = read_content(self.root, self._kept)
                self._made.clear()
                self._opened.clear()
                self._worlds.clear()
                self._answered.clear()
                self._stamp = now
            return self._stamp

    @property
    def content(self) -> Content:
        """The content as last read."""
        return self._content

    def unread(self) -> tuple[Problem, ...]:
        """Return what could not be read: known at once, before the other checks."""
        return tuple(sorted(problem for problem in self._unread if problem.grade == ERROR))

    def situations(self) -> dict[str, str]:
        """Return the ids and names of the situations: two that always exist, then the files of answers."""
        names = {EVERYTHING: "Volledige uitgave: alles, met labels", NOBODY: "Niets ingevuld"}
        for folder, word in (("examples", "voorbeeld"), ("tests/cases", "geval"), (SITUATIONS, "bewaard")):
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
        yield from self._computed_pages()

    def _computed_pages(self) -> tuple[tuple[str, str, str], ...]:
        """The pages without a file of their own; made again only when something else than a text changed, because that takes a whole handbook."""
        written = {thing.id for thing in (*self._content.pages, *self._content.checklists, *self._content.documents)}
        key = (frozenset(written), hash(tuple(each for each in self._times() if not each[0].endswith(".md"))))
        if self._computed[0] != key:
            with contextlib.suppress(HandbookError):
                self._computed = (key, tuple((COMPUTED + page.file, "Berekende bladzijden", page.title) for page in self._make(EVERYTHING, ())[1].pages
                                             if Path(page.file).stem not in written and page.file != "alles-op-een-pagina.md"))
        return self._computed[1]

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
                     if id in self._content.questions and self._content.questions[id].type in _OPEN_TYPES)

    def preview(self, file: str, situation: str, typed: Mapping[str, str], *, opened: bool = False) -> Preview:
        """Return a page as it looks in a situation, with answers typed over it; `opened`: with what stays away.

        Raises HandbookError with what is wrong.
        """
        with self._lock:
            handbook, project = self._make(situation, tuple(sorted(typed.items())))
            thing = self._thing(file)
            frames: list[Framed] = []
            if opened and isinstance(thing, (Page, Document)):
                project, frames = self._make_opened(thing, handbook, (file, situation, tuple(sorted(typed.items()))))
        shown = self._page_of(file, project)
        if not shown:
            if isinstance(thing, Section):
                return Preview(questionnaire(thing, handbook))
            condition = thing.when if isinstance(thing, (Page, Document, Checklist)) else None
            why = in_words(condition, self._content) if condition else ""
            return Preview("", f"Dit staat niet in het handboek in deze situatie. Het geldt als {why}." if why else "Dit staat niet in het handboek in deze situatie.")
        text = project.files[f"docs/{shown}"]
        return Preview(own_pictures(to_html(text if isinstance(text, str) else text.decode()), shown, self._digests(project)), frames=tuple(frames))

    def written(self, file: str, situation: str) -> str:
        """Return the Markdown of a page in a situation with which pictures are in it, '' where it is not there: to see quickly whether it changed."""
        with self._lock:
            _, project = self._make(situation, ())
        text = project.files.get(f"docs/{self._page_of(file, project)}", "")
        text = text if isinstance(text, str) else text.decode()
        return text + "".join(f"\n{path} {digest}" for path, digest in self._digests(project).items() if path in text)

    def _digests(self, project: Project) -> dict[str, str]:
        return {target.removeprefix("docs/"): self._content.asset_at[path].digest for target, path in project.copies.items()}

    def _page_of(self, file: str, project: Project) -> str:
        """Return the page in docs/ that comes from a file of the editors, or is computed; '' where it is not there."""
        thing, name = self._thing(file), file.removeprefix(COMPUTED) if file.startswith(COMPUTED) else ""
        return next((each.file for each in project.pages if each.file == name or thing is not None and Path(each.file).stem == thing.id), "")

    def picture(self, path: str, version: str = "") -> bytes | None:
        """Return a picture or attachment of the handbook, by its path in docs/; `version`: with this digest, of now or of an earlier version."""
        with self._lock:
            made = [*(project for _, project in self._made.values()), *(project for project, _ in self._opened.values())]
            found = next((project.files[f"docs/{path}"] for project in made if f"docs/{path}" in project.files), None)
            copied = next((project.copies[f"docs/{path}"] for project in made if f"docs/{path}" in project.copies), "")
            if copied and self._content.asset_at[copied].digest.startswith(version):
                with contextlib.suppress(HandbookError):  # changed a moment ago: the page is drawn again anyway
                    return read_copy(copied, self._content)
            if version:
                return next((data for _, old in self._older.values() if (data := old.picture(path, version)) is not None), None)
        return found.encode() if isinstance(found, str) else found

    def shows(self, file: str, situation: str, typed: Mapping[str, str]) -> tuple[int, int, tuple[Shown, ...]]:
        """Return over how many sets of answers and how many situations is counted, and for everything in a file with a condition where it shows."""
        with self._lock:
            handbook, _ = self._make(situation, tuple(sorted(typed.items())))
            if not self._worlds:
                self._worlds.extend(worlds_of(self._content, self.today))
            lines = self._lines(file)
            if not self._answered:
                self._answered |= {id: self._values(id) for id in self.situations() if id not in (EVERYTHING, NOBODY)}
            answered = self._answered
            scores: dict[str, Value] = {}
            found = []
            for use, goal in goals_of(self._content, file):
                scores |= {name: handbook.values[name] for condition in goal.conditions for name in condition.names() if from_statements(name)}
                there = tuple(id for id, values in answered.items() if values is not None and goal.shows(values.lookup))
                change = None if goal.state(handbook.values.lookup) is Tri.YES else smallest_change(self._content, goal, handbook.answers.values, handbook.answers.today, scores)
                line = use.condition.place.line
                found.append(Shown(use.kind, first_words(lines, line, use.kind, use.key), line, in_words(use.condition, self._content),
                                   goal.state(handbook.values.lookup).value, count(goal, self._worlds), there, change))
        return len(self._worlds), len(answered), tuple(found)

    def save_situation(self, name: str, situation: str, typed: Mapping[str, str]) -> str:
        """Keep the answers of a situation, with those set by hand, under a name; return its id. Raises UsageError for an impossible name."""
        stem = re.sub(r"[^a-z0-9]+", "-", unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()).strip("-")[:60]
        if not stem:
            raise UsageError("Geef de situatie een naam met letters of cijfers.")
        with self._lock:
            handbook, _ = self._make(situation, tuple(sorted(typed.items())))
            answers = dataclasses.replace(handbook.answers, handbook=f"hb-{stem}")
            path = self.root / SITUATIONS / f"{stem}.yml"
            path.parent.mkdir(exist_ok=True)
            write_text(path, write_answers(answers, self._content))
        return f"{SITUATIONS}/{path.name}"

    def before(self, version: str) -> Workbench:
        """Return a workbench on an earlier version of the content. Raises UsageError where git does not know it."""
        id = full_id(self.root, version)
        with self._lock:
            if id not in self._older:
                folder = tempfile.TemporaryDirectory()
                unpack(self.root, id, Path(folder.name))
                old = Workbench(Path(folder.name), self.today, NoChecker())
                old.refresh()
                try:
                    old.preview("", EVERYTHING, {})
                except HandbookError:  # templates of an older program: those of now, with the words of then
                    for name in ("pages", "pictures"):
                        shutil.rmtree(old.root / "templates" / name, ignore_errors=True)
                        shutil.copytree(self.root / "templates" / name, old.root / "templates" / name)
                    old.refresh()
                self._older[id] = (folder, old)
            return self._older[id][1]

    def _values(self, situation: str) -> Values | None:
        try:
            return Values(self._content, self._answers(situation))
        except HandbookError:
            return None

    def _lines(self, file: str) -> list[str]:
        try:
            return (self.root / file).read_text(encoding="utf-8").split("\n")
        except (OSError, UnicodeDecodeError):
            return []

    def problems(self) -> tuple[Problem, ...]:
        """Return what `check` finds; kept until a file changes."""
        stamp = self.refresh()
        if self._checked not in (None, stamp):
            self._check.stop()
        with self._checking:
            if self._problems[0] != stamp and stamp == self._stamp:  # else somebody else found it meanwhile, or the files are others again
                self._checked = stamp
                found = self._check.run()
                self._checked = None
                if found is not None:
                    self._problems = (stamp, found)
        return self._problems[1]

    def known_problems(self) -> tuple[Problem, ...]:
        """Return what `check` found last, without waiting for a new one."""
        return self._problems[1]

    def text_of(self, file: str) -> str:
        """Return the text of one of the editors' files. Raises UsageError for any other file."""
        path = (self.root / file).resolve()
        root = self.root.resolve()
        if not path.is_file() or not any(path.is_relative_to(root / folder) for folder in _FOLDERS):
            raise UsageError(f"'{file}' is geen bestand van de inhoud.")
        return path.read_text(encoding="utf-8", errors="replace")

    def _thing(self, file: str) -> Page | Document | StoryPage | Checklist | Section | None:
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
                        several = question.type == "choices" and raw != DONT_KNOW
                        values[id] = validate(question, raw.split(",") if several else raw, self._content)
            answers = dataclasses.replace(answers, values=values)
            handbook = tailor(self._content, answers, edition=COMPLETE if situation == EVERYTHING and not typed else INTERN)
            self._made[key] = (handbook, assemble(handbook, read_look()))
        return self._made[key]

    def _make_opened(self, thing: Page | Document, handbook: Handbook, key: object) -> tuple[Project, list[Framed]]:
        if key not in self._opened:
            content, frames = open_up(self._content, thing, handbook)
            self._opened[key] = (assemble(tailor(content, handbook.answers, edition=handbook.edition), read_look()), frames)
        return self._opened[key]

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
