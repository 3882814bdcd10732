"""The editors' three folders, file by file: what stands where, and every problem of form in it."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TypeVar

from site_build.content import model, worked
from site_build.content.assets import read_assets
from site_build.content.bodies import read_body
from site_build.content.documents import FrontMatter, Json, Kept, read_front_matter
from site_build.content.facts import Fact
from site_build.content.law_checks import FILE as LAW_CHECKS
from site_build.content.law_checks import LawDays
from site_build.content.own_texts import with_own_texts
from site_build.content.phrases import Phrase
from site_build.content.phrases_reading import OF_GUIDE, OURS, read_phrases
from site_build.content.reading import Reader, made
from site_build.content.registers import Register
from site_build.content.tables import read_table
from site_build.errors import Place, Problem

_LISTS: tuple[tuple[str, str, type], ...] = (
    ("guide/chapters/parts.yml", "parts", model.Part),
    ("guide/knowledge/actions.yml", "actions", model.Action),
    ("guide/knowledge/risks.yml", "risks", model.Risk),
    ("guide/knowledge/sources.yml", "sources", model.Source),
    ("guide/knowledge/glossary.yml", "terms", model.Term),
    ("guide/knowledge/search-words.yml", "search_words", model.SearchWords),
    ("guide/knowledge/open-points.yml", "open_points", model.OpenPoint),
    ("guide/knowledge/roles.yml", "roles", model.Role),
    ("guide/knowledge/themes.yml", "themes", model.Titled),
    ("guide/knowledge/moments.yml", "moments", model.Moment),
    ("guide/knowledge/statements.yml", "statements", model.Statement),
    ("guide/knowledge/advice.yml", "advice", model.Advice),
    ("guide/knowledge/advice-groups.yml", "advice_groups", model.AdviceGroup),
    ("guide/knowledge/deciders.yml", "deciders", model.Decider),
    ("guide/knowledge/ways-left.yml", "ways_left", model.Way),
    ("guide/knowledge/phases.yml", "phases", model.Phase),
    ("guide/knowledge/facts.yml", "facts", Fact),
    ("guide/knowledge/registers.yml", "registers", Register),
)
_SINGLES: tuple[tuple[str, str, type], ...] = (
    ("guide/edition.yml", "edition", model.Edition),
    ("guide/knowledge/cards.yml", "game", model.Game),
    ("guide/knowledge/dimensions.yml", "scoring", model.Scoring),
    ("guide/knowledge/free-days.yml", "free_days", model.FreeDays),
)
_UNREADABLE = ("niet-te-lezen", "Dit bestand is niet te lezen.", "Kijk of het een gewoon bestand is, en niet geopend in een ander programma.")
_Built = TypeVar("_Built")
_Headed = TypeVar("_Headed", model.Page, model.Document, worked.StoryPage)
_WORKED = "guide/example"
TWINS = f"{_WORKED}/documents"  # where the filled documents of the worked case stand


class Gatherer:
    """Reads a guide; `problems` is what was wrong. `kept`: what files said the last time; `shipped` says the sentences of a guide that brings none."""

    def __init__(self, root: Path, kept: Kept, shipped: Callable[[], tuple[Phrase, ...]]) -> None:
        self.root, self.kept, self.shipped = root, kept, shipped
        self.reader = Reader()
        self.days = LawDays(())

    @property
    def problems(self) -> list[Problem]:
        """Every problem so far."""
        return self.reader.problems

    def read(self) -> model.Content:
        """Return everything that could be read."""
        values: dict[str, object] = {}
        self.days = LawDays(self.reader.build_list(model.LawCheck, self._yaml(LAW_CHECKS), Place(LAW_CHECKS, 1, 1)))  # every text may print one
        for path, name, cls in _LISTS:
            data = self._yaml(path)
            values[name] = self.reader.build_list(cls, data, Place(path, 1, 1))
        for path, name, cls in _SINGLES:
            data = self._yaml(path)
            if data is not None:
                built = self.reader.build(cls, data, Place(path, 1, 1))
                if built is not None:
                    values[name] = built
        content = made(model.Content, values)
        leader = next((role.id for role in content.roles if role.means == "project_leader" and not role.retired), "")
        sections = with_own_texts(self._built(self._files("guide/questionnaire", "*.yml"), model.Section))
        assets, unread = read_assets(self.root)
        self.problems.extend(Problem(Place(path, 1, 1), *_UNREADABLE) for path in unread)
        ours, own = ((path, self._text(path) or "") if (self.root / path).exists() else None for path in (OURS, OF_GUIDE))
        sentences, problems = read_phrases(ours, own, () if ours else self.shipped(), self.kept)
        self.problems.extend(problems)
        return dataclasses.replace(
            content,
            sections=tuple(dataclasses.replace(section, questions=tuple(
                question if question.who else dataclasses.replace(question, who=leader) for question in section.questions)) for section in sections),
            checklists=self._built(self._files("checklists", "*.yml"), model.Checklist),
            pages=_in_reading_order(self._pages(content.parts), content.parts),
            documents=tuple(self._documents()),
            municipalities=tuple(self._municipalities()),
            municipality_names=tuple(self._municipality_names()),
            worked=self._worked(),
            pictures={path: self._text(path) or "" for path in self._files("guide/pictures", "*.svg")},
            assets=tuple(assets),
            templates={path.removeprefix("templates/"): self._text(path) or ""
                       for folder in ("templates/pages", "templates/pictures") for path in self._files(folder, "*.j2")},
            sentences=sentences,
            law_checks=self.days.with_uses())  # last: every text has been read

    def _files(self, folder: str, pattern: str) -> list[str]:
        return sorted(path.relative_to(self.root).as_posix() for path in (self.root / folder).glob(pattern) if path.is_file())

    def _text(self, path: str) -> str | None:
        """Return the text of a file, or None (with a problem) when it cannot be read."""
        try:
            text, problems = self.days.fill((self.root / path).read_text(encoding="utf-8").replace("\r\n", "\n"), path)
            self.problems.extend(problems)
            return text
        except UnicodeDecodeError:
            self.problems.append(Problem(Place(path, 1, 1), "tekens", "Dit bestand is niet in UTF-8 opgeslagen.",
                                         "Sla het opnieuw op met de codering UTF-8."))
        except OSError:
            self.problems.append(Problem(Place(path, 1, 1), *_UNREADABLE))
        return None

    def _yaml(self, path: str) -> Json:
        text = self._text(path) if (self.root / path).exists() else None
        if text is None:
            return None
        data, problems = self.kept.read(text, path)
        self.problems.extend(problems)
        return data

    def _built(self, paths: list[str], cls: type[_Built]) -> tuple[_Built, ...]:
        return tuple(item for item in (self._one(path, cls) for path in paths) if item is not None)

    def _one(self, path: str, cls: type[_Built]) -> _Built | None:
        before = len(self.problems)
        data = self._yaml(path)
        if data is None:
            if len(self.problems) == before:
                self.problems.append(Problem(Place(path, 1, 1), "leeg", "Dit bestand is leeg.", "Vul het, of verwijder het."))
            return None
        return self.reader.build(cls, data, Place(path, 1, 1))

    def _body(self, front: FrontMatter, path: str) -> tuple[model.Block, ...]:
        body, problems = read_body(front.body, path, front.first_line)
        self.problems.extend(problems)
        return body

    def _markdown(self, path: str, cls: type[_Headed]) -> tuple[_Headed, FrontMatter] | None:
        text = self._text(path)
        if text is None:
            return None
        front, problems = read_front_matter(text, path, self.kept)
        self.problems.extend(problems)
        if front is None:
            return None
        item = self.reader.build(cls, front.data, front.data.place)
        if item is None:
            return None
        if item.id != Path(path).stem:
            self.problems.append(Problem(front.data.place_of("id"), "id-bestand",
                                         f"De id '{item.id}' is niet gelijk aan de bestandsnaam.",
                                         f"Schrijf: id: {Path(path).stem}."))
        return item, front

    def _pages(self, parts: tuple[model.Part, ...]) -> Iterator[model.Page]:
        by_folder = {part.folder: part for part in parts}
        for path in self._files("guide/chapters", "*/*.md"):
            read = self._markdown(path, model.Page)
            if read is None:
                continue
            page, front = read
            part = by_folder.get(Path(path).parent.name)
            if part is None:
                self.problems.append(Problem(Place(path, 1, 1), "pagina-zonder-deel",
                                             f"De map '{Path(path).parent.name}' hoort bij geen deel.",
                                             "Zet de map in guide/chapters/parts.yml of verplaats de pagina."))
                continue
            yield dataclasses.replace(page, part=part.id, body=self._body(front, path), place=Place(path, 1, 1))

    def _documents(self) -> Iterator[model.Document]:
        for path in self._files("templates/documents", "*.md"):
            read = self._markdown(path, model.Document)
            if read is None:
                continue
            document, front = read
            yield dataclasses.replace(document, body=self._body(front, path), place=Place(path, 1, 1))

    def _worked(self) -> worked.Worked | None:
        """Read the worked case, with the answers of its moments as text."""
        path = f"{_WORKED}/case.yml"
        data = self._yaml(path)
        case = self.reader.build(worked.Worked, data, Place(path, 1, 1)) if data is not None else None
        if case is None:
            return None
        moments = tuple(dataclasses.replace(moment, answers=self._text(f"{_WORKED}/moments/{moment.id}.yml") or "") for moment in case.moments)
        return dataclasses.replace(case, moments=moments, twins=self._built(self._files(TWINS, "*.yml"), worked.Twin), story=tuple(self._story()))

    def _story(self) -> Iterator[worked.StoryPage]:
        for path in self._files(f"{_WORKED}/story", "*.md"):
            read = self._markdown(path, worked.StoryPage)
            if read is None:
                continue
            page, front = read
            yield dataclasses.replace(page, body=self._body(front, path), place=Place(path, 1, 1))

    def _municipalities(self) -> Iterator[model.Municipality]:
        file = "guide/knowledge/municipalities.csv"
        for line, row in read_table(self.root / file, file, ("code", "naam", "provincie", "inwoners", "stedelijkheid", "jaar"), self.problems):
            inhabitants = row["inwoners"].strip()
            if inhabitants and not inhabitants.isdecimal():
                self.problems.append(Problem(Place(file, line, 1), "tabel-vorm", f"'{inhabitants}' is geen aantal inwoners.", "Schrijf alleen cijfers, zonder punten."))
                continue
            yield model.Municipality(code=row["code"], name=row["naam"], province=row["provincie"],
                                     inhabitants=int(inhabitants) if inhabitants else None,
                                     urbanity=row["stedelijkheid"][:1], year=row["jaar"])

    def _municipality_names(self) -> Iterator[model.MunicipalityName]:
        file = "guide/knowledge/municipality-names.csv"
        for _, row in read_table(self.root / file, file, ("naam", "codes", "opgegaan"), self.problems):
            yield model.MunicipalityName(name=row["naam"], codes=tuple(row["codes"].split()), merged=row["opgegaan"])


def _in_reading_order(pages: Iterable[model.Page], parts: tuple[model.Part, ...]) -> tuple[model.Page, ...]:
    """Order pages by part, then as the part names them, then by id."""
    place = {(part.id, id): (number, position) for number, part in enumerate(parts) for position, id in enumerate(part.pages)}
    last = {part.id: (number, len(part.pages)) for number, part in enumerate(parts)}
    return tuple(sorted(pages, key=lambda page: (*place.get((page.part, page.id), last[page.part]), page.id)))
