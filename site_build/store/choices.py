"""What a person still has to choose between their own text and the new one: kept, told, and remembered.

A choice stays open through any number of builds, until somebody takes it (`handreiking choose`) or writes the
page so that it is gone. What was once decided about a text is not asked again.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import Literal

from site_build.content.documents import Json
from site_build.disk import digest
from site_build.store.merge import Clash, Edit, holds

FILE = "Nog te kiezen.md"
Kind = Literal["block", "file", "page"]
_TAGS = re.compile(r"</?[a-z][^>\n]*>|\{ ?[.#:][^}\n]*\}")  # HTML, and lists of attributes
_KINDS: tuple[Kind, ...] = ("block", "file", "page")


@dataclass(frozen=True)
class Choice:
    """One open choice. `block`: two texts for one block; `file`: two versions of a file; `page`: it no longer applies."""

    kind: Kind
    path: str
    heading: str = ""
    old: str = ""  # as it was when the person changed it
    mine: str = ""
    new: str = ""

    @property
    def id(self) -> str:
        """A short name that is the same as long as the place and the new text are."""
        return hashlib.sha256(f"{self.kind}\0{self.path}\0{self.new or self.mine}".encode()).hexdigest()[:8]


@dataclass(frozen=True)
class Choices:
    """The open choices, and per path the digests of the texts that were decided about."""

    open: tuple[Choice, ...] = ()
    decided: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def at(self, path: str) -> tuple[Choice, ...]:
        """The open choices of one file."""
        return tuple(choice for choice in self.open if choice.path == path)

    def is_whole(self, path: str) -> bool:
        """True while somebody still has to choose between their whole file and ours."""
        return any(choice.kind == "file" for choice in self.at(path))

    def is_decided(self, path: str, text: str) -> bool:
        """True when somebody already said what to do with this text."""
        return digest(text.encode()) in self.decided.get(path, ())

    def with_open(self, choices: Iterable[Choice]) -> Choices:
        """Return a copy with other open choices: page by page, in the order of the page."""
        return replace(self, open=tuple(sorted(dict.fromkeys(choices), key=lambda choice: choice.path)))

    def after(self, choice: Choice) -> Choices:
        """Return a copy in which a choice was taken, whatever it was."""
        seen = (*self.decided.get(choice.path, ()), *(digest(text.encode()) for text in (choice.new, choice.old)))
        return Choices(tuple(c for c in self.open if c != choice), {**self.decided, choice.path: tuple(dict.fromkeys(seen))})


def carry(choices: Choices, path: str, mine: str, clashes: Sequence[Clash], edits: Sequence[Edit]) -> list[Choice]:
    """Return the open choices of a page after a merge: the new ones, and the earlier ones that still stand."""
    earlier, found = [c for c in choices.at(path) if c.kind == "block"], []
    for clash in clashes:
        before = next((c for c in earlier if c.new == clash.old), None)
        if not choices.is_decided(path, clash.new):
            found.append(Choice("block", path, clash.heading, before.old if before else clash.old, clash.mine, clash.new))
    for choice in earlier:
        if any(clash.old == choice.new for clash in clashes):
            continue
        if choice.new:
            edit = next((edit for edit in edits if edit.base == choice.new and edit.new != edit.mine), None)  # else ours became what theirs is
            if edit:  # what stands beside it may pair off otherwise now: their text is the one that was shown, as long as it is there
                found.append(replace(choice, heading=edit.heading, mine=choice.mine if choice.mine and holds(mine, choice.mine) else edit.mine))
        elif holds(mine, choice.mine):
            found.append(choice)
    return found


def read_choices(data: bytes | None) -> Choices:
    """Return the choices from their file; what has another form is no choice."""
    try:
        raw = json.loads(data or b"{}")
        opened = tuple(choice for item in raw.get("open", []) if (choice := _choice(item)))
        decided = {str(path): tuple(str(text) for text in texts) for path, texts in raw.get("decided", {}).items() if isinstance(texts, list)}
    except (ValueError, AttributeError, TypeError, RecursionError):
        return Choices()
    return Choices(opened, decided)


def _choice(item: Json) -> Choice | None:
    if not isinstance(item, dict) or item.get("kind") not in _KINDS or not isinstance(item.get("path"), str):
        return None
    texts = {name: item[name] for name in ("heading", "old", "mine", "new") if isinstance(item.get(name), str)}
    return Choice(item["kind"], item["path"], **texts)


def write_choices(choices: Choices) -> bytes:
    """Return the file of choices."""
    raw = {"open": [asdict(choice) for choice in choices.open], "decided": {path: list(seen) for path, seen in sorted(choices.decided.items())}}
    return (json.dumps(raw, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


def choices_text(choices: Choices, folder: str) -> str:
    """Return `Nog te kiezen.md`: every open choice with the old text, theirs and the new one, in words."""
    count = len(choices.open)
    lines = [
        "# Nog te kiezen", "",
        f"Op {count} {'plaats' if count == 1 else 'plaatsen'} hebt u iets zelf veranderd, en is er ook een nieuwe tekst. Uw tekst staat in het handboek. "
        "De nieuwe tekst staat alleen hier. Er gaat niets verloren als u wacht.", "",
        f"Kiezen kan met `handreiking choose {folder}`. U kunt ook de bladzijde zelf aanpassen: dan verdwijnt de keuze hier bij de volgende keer maken. "
        "Dit bestand wordt elke keer opnieuw gemaakt en staat niet in de website.", "",
        f"Met collega's overleggen? `handreiking choose {folder} --word keuzes.docx` zet alle keuzes in een Word-bestand.", "",
    ]
    for number, choice in enumerate(choices.open, 1):
        lines += [f"## {number}. {title_of(choice)}", "", *_body(choice), ""]
    return "\n".join(lines).rstrip() + "\n"


def title_of(choice: Choice) -> str:
    """Return where the choice is, in words."""
    return f"{choice.path}, bij '{choice.heading}'" if choice.heading else choice.path


def explain(choice: Choice) -> list[tuple[str, str]]:
    """Return the texts side by side: what it is, and the text, without the marks that only say how it looks."""
    if choice.kind == "page":
        return [("Uw bladzijde", choice.mine)]
    texts = (choice.old, choice.mine, choice.new)
    bare = tuple(_TAGS.sub("", text).strip() for text in texts)
    old, mine, new = bare if len(set(bare)) == len(set(texts)) else texts
    return [("Zo was het", old or "(er stond niets)"), ("Uw tekst, die nu in het handboek staat", mine or "(u hebt dit weggehaald)"),
            ("De nieuwe tekst", new or "(dit vervalt in de nieuwe versie)")]


def question_of(choice: Choice) -> str:
    """Return what there is to choose, in one sentence."""
    if choice.kind == "page":
        return "Deze bladzijde geldt niet meer voor u, maar u hebt er zelf in geschreven. De bladzijde staat niet meer in de website."
    if choice.kind == "file":
        return "U hebt dit bestand zelf veranderd, en er is een nieuwe versie."
    return "U hebt dit stuk zelf veranderd, en er is een nieuwe tekst."


def options_of(choice: Choice) -> list[tuple[str, str]]:
    """Return the answers: a short name and the words."""
    if choice.kind == "page":
        return [("mijne", "Houd de bladzijde, als eigen bladzijde"), ("nieuwe", "Haal de bladzijde weg")]
    if choice.kind == "file":
        return [("mijne", "Houd de mijne"), ("nieuwe", "Neem de nieuwe")]
    return [("mijne", "Houd de mijne"), ("nieuwe", "Neem de nieuwe"), *([("allebei", "Allebei: de nieuwe onder de mijne")] if choice.new and choice.mine else [])]


def _body(choice: Choice) -> list[str]:
    lines = [question_of(choice), ""]
    if choice.kind == "file":
        return [*lines, f"De nieuwe versie staat in `.handreiking/nieuw/{choice.path}`."]
    if choice.kind == "page":
        return [*lines, f"Uw tekst staat nog in `{choice.path}`."]
    for name, text in explain(choice):
        lines += [f"**{name}:**", "", *(f"> {line}".rstrip() for line in text.split("\n")), ""]
    return lines
