"""mkdocs.yml of one handbook: the base that every edition shares, its own settings, and the menu."""

from __future__ import annotations

import dataclasses
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from site_build.assembly.doc import PageDoc
from site_build.assembly.marks import KINDS, PLAN, REFERENCE
from site_build.assembly.outputs import Look
from site_build.assembly.views import Views
from site_build.interview.answers import dutch_date
from site_build.tailoring.handbook import INTERN, Handbook

_PLAIN = re.compile(r"[^\W\d_](?:[\w ,.()/?!'’‘-]*[\w.)?!/])?")
_WORDS = frozenset({"true", "false", "yes", "no", "on", "off", "null", "y", "n"})
Menu = Sequence[Mapping[str, "str | Menu"]]


@dataclass(frozen=True, kw_only=True)
class Extra:
    """What a handbook tells its theme, under `extra:` of mkdocs.yml; people may add `overview`, the address of the list of all pages.

    `labels` are the words of each group (stages, roles, themes, approaches) by their id.
    """

    handbook: str
    municipality: str
    edition_kind: str
    notice: str
    labels: Mapping[str, Mapping[str, str]]
    edition_line: str
    footer_links: Sequence[Mapping[str, str]]
    invented: bool = False
    colour: str = ""
    logo: str = ""
    contact: str = ""
    letterhead: tuple[str, ...] = ()
    overview: str = ""

    def written(self) -> dict[str, object]:
        """Return what is written: what has a default only where it says something."""
        values = ((item, getattr(self, item.name)) for item in dataclasses.fields(self))
        return {item.name: value for item, value in values if value or item.default is dataclasses.MISSING}


def config(handbook: Handbook, views: Views, docs: Sequence[PageDoc], look: Look) -> str:
    """Return the text of mkdocs.yml."""
    phrases = handbook.content.phrases
    title = handbook.content.edition.title if handbook.complete else phrases("names.site", municipality=handbook.municipality)
    labels = {"phases": views.phase_titles, "roles": views.role_names, "themes": {t.id: t.title for t in handbook.content.themes},
              "approaches": _approach_titles(handbook)}
    extra = Extra(
        handbook=handbook.answers.handbook, municipality=handbook.municipality, edition_kind=handbook.edition, notice=notice(handbook), labels=labels,
        edition_line=phrases("names.edition_line", version=handbook.content.edition.version, day=dutch_date(handbook.answers.date)),
        footer_links=[{"title": phrases("heads.accessibility"), "url": "toegankelijkheid.html"}, {"title": phrases("menu.sources"), "url": "bronnen.html"}],
        invented=handbook.invented or bool(handbook.answers.notice), colour=look.colour, logo=look.logo, contact=look.contact, letterhead=look.letterhead)
    base = _merge_extra(look.config.rstrip("\n"), extra.written())
    return f"{base}\n\nsite_name: {_scalar(title)}\nnav:\n{_menu_text(menu(handbook, docs))}"


def notice(handbook: Handbook) -> str:
    """Return what stands above every page: that it is invented or another example, or that the edition is not to be published."""
    if handbook.invented and handbook.content.worked:
        return handbook.content.worked.notice
    if handbook.answers.notice:
        return handbook.answers.notice
    return handbook.content.phrases("names.notice") if handbook.edition == INTERN else ""


def menu(handbook: Handbook, docs: Sequence[PageDoc]) -> Menu:
    """Return the menu: what is of now by its part, then what comes later, then what people look up."""
    parted: dict[tuple[str, bool], list[Mapping[str, str | Menu]]] = {}
    for doc in docs:
        parted.setdefault((doc.head.part, doc.head.later), []).append({doc.head.title: doc.file})

    def entries(part: str, *, later: bool = False) -> Menu:
        return parted.get((part, later), [])

    def index(folder: str) -> Menu:
        return [{doc.head.title: doc.file} for doc in docs if doc.file == f"{folder}/index.md"]

    def in_order(part: str) -> Menu:
        found = [doc for doc in docs if _menu_of(doc) == part]
        return [{doc.head.title: doc.file} for doc in sorted(found, key=lambda doc: list(KINDS).index(doc.kind))]

    def worked() -> Menu:
        case = handbook.content.worked
        found: Menu = [{KINDS["index"].label if doc.kind == "worked" else doc.head.title: doc.file} for doc in docs if KINDS[doc.kind].example]
        return [{case.title: found}] if case and found else []

    phrases = handbook.content.phrases
    parts = [(part.id, part.title) for part in handbook.content.parts]
    own = [("lijsten", phrases("heads.lists")), ("documenten", phrases("heads.documents")), ("rollen", phrases("menu.roles"))]
    plan = phrases("menu.actions" if handbook.complete else "menu.plan_shared" if handbook.shared else "menu.plan")
    result: list[Mapping[str, str | Menu]] = [{phrases("menu.home"): "index.md"}, {plan: in_order(PLAN)}]
    result += [{title: pages} for id, title in parts if (pages := entries(id))]
    result += [{title: [*index(folder), *entries(folder)]} for folder, title in own]
    later: Menu = [{title: pages} for id, title in [*parts, *own] if (pages := entries(id, later=True))]
    return [*result, *([{phrases("menu.later"): later}] if later else []), {phrases("menu.reference"): [*in_order(REFERENCE), *worked()]}]


def _menu_of(doc: PageDoc) -> str:
    return KINDS[doc.kind].menu


def _approach_titles(handbook: Handbook) -> dict[str, str]:
    question = handbook.content.questions.get(handbook.content.meaning("approaches"))
    return {choice.id: choice.label for choice in question.choices} if question else {}


def _merge_extra(base: str, extra: Mapping[str, object]) -> str:
    """Put our keys under the base file's `extra:`, as JSON (which is YAML); the base file holds none of them."""
    if re.search(r"^extra:\s*$", base, re.M):
        lines = "\n".join(f"  {key}: {json.dumps(value, ensure_ascii=False)}" for key, value in extra.items())
        return re.sub(r"^extra:\s*$", lambda match: f"extra:\n{lines}", base, count=1, flags=re.M)
    return f"{base}\n\nextra: {json.dumps(extra, ensure_ascii=False)}"


def _menu_text(entries: Menu, indent: str = "") -> str:
    """Return the menu as YAML, by hand: a library takes twenty times as long, and its C twin breaks other lines."""
    lines = []
    for entry in entries:
        for title, goal in entry.items():
            lines.append(f"{indent}- {_scalar(title)}: {_scalar(goal)}\n" if isinstance(goal, str) else f"{indent}- {_scalar(title)}:\n{_menu_text(goal, indent + '  ')}"
                         if goal else f"{indent}- {_scalar(title)}: []\n")
    return "".join(lines)


def _scalar(text: str) -> str:
    """Return a text as YAML: plain where nothing in it means something to YAML, else as JSON."""
    return text if _PLAIN.fullmatch(text) and text.casefold() not in _WORDS else json.dumps(text, ensure_ascii=False)
