"""Handbook -> the files of an ordinary MkDocs project. Pure: nothing is written here."""

from __future__ import annotations

import functools
import json
import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import yaml

from site_build.assembly import advice
from site_build.assembly.chapters import Writer, check_section
from site_build.assembly.links import Targets
from site_build.assembly.outputs import Present, document_output, list_output, page_output, present
from site_build.assembly.rendering import Templates, xml
from site_build.assembly.search_words import SEARCH_WORDS_FILE, search_words_js
from site_build.assembly.text import front_matter
from site_build.assembly.views import PHASE_TITLES, Views
from site_build.content.model import Content
from site_build.interview.answers import dutch_date
from site_build.tailoring.handbook import Handbook

# Pages that name every subject come after the page about the subject, when somebody searches.
_SEARCH_BOOST = {"answers": 0.5, "sources": 0.5, "omitted": 0.4, "glossary": 0.8, "game": 0.7, "risks": 0.8, "accessibility": 0.5}
NOTICE = "Intern, niet publiceren; de Woo kan van toepassing zijn"


@dataclass(frozen=True)
class Download:
    """A file that was exported: path in export/, and bytes."""

    path: str
    size: int


@dataclass(frozen=True)
class Look:
    """How every edition looks: the base mkdocs.yml and the theme's files (path -> bytes)."""

    config: str
    files: Mapping[str, bytes] = field(default_factory=dict)
    colour: str = ""
    logo: str = ""
    downloads: tuple[Download, ...] = ()


@dataclass(frozen=True)
class PageFile:
    """One page of the project, for navigation and export."""

    file: str  # in docs/
    title: str
    kind: str
    part: str = ""
    later: bool = False
    roles: tuple[str, ...] = ()


@dataclass(frozen=True)
class Project:
    """The files (path in the project -> content) and the pages in reading order."""

    files: dict[str, str | bytes]
    pages: tuple[PageFile, ...]
    decisions: dict[str, Any]


def assemble(handbook: Handbook, look: Look) -> Project:
    """Return every generated file of the project; antwoorden.yml is not one of them."""
    return _Assembler(handbook, look).run()


@functools.lru_cache(maxsize=4)
def _templates(key: tuple[tuple[str, str], ...]) -> Templates:
    return Templates(dict(key))


def templates_of(content: Content) -> Templates:
    """Return the compiled templates of this content."""
    return _templates(tuple(sorted(content.templates.items())))


class _Assembler:
    def __init__(self, handbook: Handbook, look: Look) -> None:
        self.handbook, self.look = handbook, look
        self.content = handbook.content
        self.here: Present = present(handbook)
        self.writer = Writer(handbook, self.here.outputs, self.here.omitted)
        self.views = Views(handbook, self.here, self.writer)
        self.templates = templates_of(handbook.content)
        self.base = self.views.base()
        self.files: dict[str, str | bytes] = {}
        self.pages: list[PageFile] = []
        self.advice = advice.context(handbook, self.views, self.templates)
        self._links = _Related(self.here, self.views, handbook)

    def run(self) -> Project:
        self._home()
        for chosen in self.here.pages:
            self._chapter(chosen)
        self._lists()
        self._documents()
        self._roles()
        self._reference()
        self._resolve_links()
        for path, data in self.look.files.items():
            self.files[path] = data
        self.files[SEARCH_WORDS_FILE] = search_words_js(self.content.terms)
        self.files["mkdocs.yml"] = self._config()
        return Project(dict(sorted(self.files.items())), tuple(self.pages), self._decisions())

    def _resolve_links(self) -> None:
        texts = {path.removeprefix("docs/"): str(text) for path, text in self.files.items()}
        targets = Targets(texts)
        self.files = {f"docs/{file}": targets.resolve(text, file) for file, text in texts.items()}

    # --- pages ---

    def _page(self, file: str, title: str, kind: str, body: str, *, summary: str = "", part: str = "", later: bool = False,
              roles: tuple[str, ...] = (), **fields: Any) -> None:
        if kind in _SEARCH_BOOST:
            fields.setdefault("search", {"boost": _SEARCH_BOOST[kind]})
        part_title = next((p.title for p in self.content.parts if p.id == part), "")
        head = front_matter({"title": title, "description": summary, "kind": kind, "part": part, "part_title": part_title,
                             "later": later or "", "roles": list(roles), **fields})
        self.files[f"docs/{file}"] = f"{head}\n# {title}\n\n{_tidy(body)}"
        self.pages.append(PageFile(file, title, kind, part, later, roles))

    def _render(self, template: str, file: str, **context: Any) -> str:
        return self.templates.render(f"pages/{template}.md.j2", link=_from_top, term=self.writer.term_link, **self.base, **context)

    def _computed(self, template: str, file: str, title: str, kind: str, *, summary: str = "", **context: Any) -> None:
        body = re.sub(r"\[\^([\w-]+)\]", lambda match: match[0] if match[1] in self.writer.sources else "", self._render(template, file, **context))
        if "[^" in body:
            body += "\n" + self.writer.footnotes(body)
        self._page(file, title, kind, body, summary=summary)

    def _home(self) -> None:
        now = [self.views.page(p) for p in self.here.pages if not p.later]
        parts = [{"title": part.title, "summary": part.summary, "pages": [p for p in now if p["part"] == part.id]} for part in self.content.parts]
        title = "Handboek brede uitvoeringskaders" if self.handbook.complete else f"Handboek van {self.handbook.municipality}"
        phases = [{"id": id, "title": name, "pages": [self.views.page(p) for p in self.here.pages if id in p.thing.phases]}
                  for id, name in PHASE_TITLES.items()]
        sheets = [self.views.page(p) for p in self.here.pages if self.views.page(p)["approach"]]
        self._computed("home", "index.md", title, "home", summary="Waar u begint.", parts=[p for p in parts if p["pages"]],
                       phases=phases, sheets=sheets, **self.advice)
        if self.handbook.complete:
            self._computed("actions", "plan.md", "Alle acties", "plan", summary="Wat u kunt doen, per fase.",
                           phases=advice.phase_groups(self.views, self.handbook))
            return
        self._computed("glance", "in-een-oogopslag.md", "In één oogopslag", "glance", summary="Eén bladzijde voor het bestuur.", **self.advice)
        if not self.handbook.shared:
            self._computed("situation", "uw-situatie.md", "Uw situatie", "situation", summary="Hoe u ervoor staat, en wat eerst komt.", **self.advice)
            self._computed("find-out", "eerst-uitzoeken.md", "Eerst uitzoeken", "findout", summary="Wat u nog niet weet, aan wie u het vraagt, en de mail.",
                           **self.advice["find_out"])
        self._computed("plan", "plan.md", "Uw plan", "plan", summary="Wat u wanneer doet, en wanneer het geld beslist.", **self.advice)
        self._computed("costs", "kosten-en-baten.md", "Kosten en baten: eerste schatting", "costs",
                       summary="Wat de aanpak kost, en wanneer dat opweegt tegen wat u voorkomt.", **self.advice)

    def _chapter(self, chosen: Any) -> None:
        page, file = chosen.thing, page_output(chosen.thing)
        body = self.writer.body(chosen.body, page.place.file)
        if chosen.settled:
            body = "!!! geregeld \"Dit hebt u geregeld\"\n    Daarom staat hier alleen wat u controleert, en wanneer opnieuw.\n\n" + check_section(body)
        related = self._render("related", file, **self._links.of_page(page.id))
        why = self._render("why", file, reasons=self.views.reasons(chosen), for_all=page.for_all, undecided=self.views.undecided(chosen),
                           always=page.when is None, settled=self.views.reasons_of(page.settled.evaluate(self.handbook.values.lookup)) if chosen.settled else [])
        text = f"{page.summary}\n{{ .lead }}\n\n{body}\n{related}\n{why}\n"
        text += self.writer.footnotes(text, page.sources)
        self._page(file, page.title, "chapter", text, summary=page.summary, part=page.part, later=chosen.later, roles=page.roles,
                   phases=list(page.phases), theme=page.theme, approach=self.views.page(chosen)["approach"])

    def _lists(self) -> None:
        lists = [self.views.checklist(chosen) for chosen in self.here.checklists]
        self._computed("lists", "lijsten/index.md", "Lijsten", "index", summary="Voor wie iets mogelijk moet maken.", lists=lists)
        for chosen, view in zip(self.here.checklists, lists, strict=True):
            thing, file = chosen.thing, list_output(chosen.thing.id)
            pages = [ref for id in thing.pages if (ref := self.views.page_ref(id))]
            body = self._render("checklist", file, lijst=view, pages=pages)
            body += self._render("why", file, reasons=self.views.reasons(chosen), for_all=False, undecided=self.views.undecided(chosen),
                                 always=thing.when is None, settled=[])
            cited = dict.fromkeys(source for item in view["items"] for source in item["sources"])
            body += "\n" + self.writer.footnotes(body, cited)
            self._page(file, thing.title, "list" if thing.kind == "list" else "cards", body, summary=thing.intro, part="lijsten", later=chosen.later,
                       roles=thing.roles, phases=list(thing.phases))

    def _documents(self) -> None:
        models = [self.writer.model(chosen.body, chosen.thing.place.file) for chosen in self.here.documents]
        documents = [self.views.document(chosen) | {"left": len(model.gaps)} for chosen, model in zip(self.here.documents, models, strict=True)]
        self._computed("documents", "documenten/index.md", "Modelstukken", "index", summary="Stukken die u invult en verstuurt.", documents=documents)
        for chosen, view, model in zip(self.here.documents, documents, models, strict=True):
            thing, file = chosen.thing, document_output(chosen.thing.id)
            pages = [ref for id in thing.pages if (ref := self.views.page_ref(id))]
            text = self._render("document", file, document=view, pages=pages, **model.context())
            text += "\n" + self.writer.footnotes(text, thing.sources)
            self._page(file, thing.title, "document", text, summary=thing.summary, part="documenten", later=chosen.later, roles=thing.roles,
                       phases=list(thing.phases), decides=view["decides"])

    def _roles(self) -> None:
        self._computed("roles", "rollen/index.md", "Voor uw rol", "index", summary="Wat u moet weten, beslissen en doen.")
        for role in self.base["rollen"]:
            file = role["file"]
            body = self._render("role", file, rol=role, **advice.for_role(self.advice, role["id"]))
            self._page(file, role["name"], "role", body, summary=role["who"], part="rollen", roles=(role["id"],))

    def _reference(self) -> None:
        content, selection = self.content, self.handbook.selection
        risks = [self.views.risk(chosen) for chosen in advice.sorted_risks(self.handbook)]
        self._computed("risks", "risicos.md", "Risico's", "risks", summary="Wat er mis kan gaan, hoe u het merkt en wat u doet.", risks=risks)
        if content.game.cards:
            self._computed("game", "reflectiespel.md", "Reflectiespel", "game", summary="Samen nadenken over lastige situaties, in een uur.", game=content.game)
        self._computed("glossary", "begrippen.md", "Begrippen", "glossary", summary="Wat een woord hier betekent.",
                       terms=[{"term": t, "see": [ref for id in t.see if (ref := self.views.page_ref(id))]}
                              for t in sorted(content.terms, key=lambda t: t.term.casefold())])
        self._computed("overview", "overzicht.md", "Alle bladzijden", "overview", summary="Zoek een bladzijde op fase, rol, aanpak of thema.",
                       pages=[self.views.page(p) for p in self.here.pages], parts=content.parts,
                       labels={"phases": PHASE_TITLES, "roles": self.views.role_names, "themes": {t.id: t.title for t in content.themes}})
        self._computed("answers", "antwoorden.md", "De vragenlijst" if self.handbook.complete else "Uw antwoorden", "answers",
                       summary="Waarop dit handboek is gebouwd.", sections=self.views.answers())
        omitted = {
            "pages": [{"id": f"pagina-{c.thing.id}", "title": c.thing.title, "reasons": self.views.reasons(c)} for c in selection.pages if not c.included],
            "lists": [{"id": f"lijst-{c.thing.id}", "title": c.thing.title, "reasons": self.views.reasons(c)}
                      for c in selection.checklists if not c.included or not c.live_items],
            "documents": [{"id": f"document-{c.thing.id}", "title": c.thing.title, "reasons": self.views.reasons(c)}
                          for c in selection.documents if not c.included],
        }
        if not self.handbook.complete:
            self._computed("omitted", "weggelaten.md", "Wat niet in uw handboek staat", "omitted", summary="En waarom niet.", **omitted)
        self._computed("sources", "bronnen.md", "Bronnen en open punten", "sources", summary="Waar dit handboek op steunt, en wat niemand kon vinden.",
                       sources=[{"id": s.id, "line": self.writer.source_line(s)} for s in sorted(content.sources, key=lambda s: (s.author.casefold(), s.title))],
                       open_points=[{"point": p, "page": self.views.page_ref(p.page)} for p in content.open_points])
        self._computed("accessibility", "toegankelijkheid.md", "Toegankelijkheid", "accessibility", summary="Wat is getest, en wat niet.")
        if not self.handbook.complete:
            self._computed("downloads", "downloads.md", "Downloads", "downloads", summary="Word, PDF, Excel en agenda.",
                           bestanden=[_download(file) for file in self.look.downloads])
        self._page("alles-op-een-pagina.md", "Alles op één pagina", "book", self._book(), summary="Om te printen of door te zoeken.",
                   search={"exclude": True})

    def _book(self) -> str:
        """All chapter pages that are now, headings one level down, footnotes at the end."""
        pieces = []
        for chosen in self.here.pages:
            if chosen.later:
                continue
            text = str(self.files[f"docs/{page_output(chosen.thing)}"]).split("\n# ", 1)[1]
            title, _, text = text.partition("\n")
            text = re.split(r"^## (?:Bronnen|Verder met dit onderwerp)$|^<details class=.why", text, maxsplit=1, flags=re.M)[0]
            text = re.sub(r"^(#{2,5}) ", r"#\1 ", text, flags=re.M)
            text = re.sub(r"(\]\([^)]*\))\{ \.term data-tip=\"[^\"]*\" \}", r"\1", text)
            pieces.append(f"## {title}\n{text.rstrip()}\n")
        text = "\n".join(pieces)
        return text + "\n" + self.writer.footnotes(text)

    # --- configuration ---

    def _config(self) -> str:
        title = "Handboek brede uitvoeringskaders" if self.handbook.complete else f"Handboek {self.handbook.municipality}"
        labels = {"phases": PHASE_TITLES, "roles": self.views.role_names, "themes": {t.id: t.title for t in self.content.themes},
                  "approaches": self._approach_titles()}
        extra: dict[str, Any] = {"handbook": self.handbook.answers.handbook, "municipality": self.handbook.municipality, "edition_kind": self.handbook.edition,
                 "notice": NOTICE if self.handbook.edition == "intern" else "", "labels": labels}
        extra["edition_line"] = f"Uitgave {self.content.edition.version}, berekend voor {dutch_date(self.handbook.answers.date)}"
        extra["footer_links"] = [{"title": "Toegankelijkheid", "url": "toegankelijkheid.html"}, {"title": "Bronnen", "url": "bronnen.html"}]
        extra |= {name: value for name, value in (("colour", self.look.colour), ("logo", self.look.logo)) if value}
        own = {"site_name": title, "nav": self._nav()}
        base = self.look.config.rstrip("\n")
        merged = _merge_extra(base, extra)
        return f"{merged}\n\n{yaml.safe_dump(own, allow_unicode=True, sort_keys=False, width=120)}"

    def _approach_titles(self) -> dict[str, str]:
        question = self.content.questions.get("voorbeelden")
        return {choice.id: choice.label for choice in question.choices} if question else {}

    def _nav(self) -> list[Any]:
        by_file = {page.file: page for page in self.pages}

        def entry(file: str) -> list[dict[str, str]]:
            return [{by_file[file].title: file}] if file in by_file else []

        nav: list[Any] = [{"Voorpagina": "index.md"}]
        own = [e for f in ("in-een-oogopslag.md", "uw-situatie.md", "eerst-uitzoeken.md", "plan.md", "kosten-en-baten.md", "risicos.md") for e in entry(f)]
        nav.append({"Acties en risico's" if self.handbook.complete else "Uw plan": own})
        later: list[Any] = []
        for part in self.content.parts:
            now = [{c.thing.title: page_output(c.thing)} for c in self.here.pages if c.thing.part == part.id and not c.later]
            after = [{c.thing.title: page_output(c.thing)} for c in self.here.pages if c.thing.part == part.id and c.later]
            if now:
                nav.append({part.title: now})
            if after:
                later.append({part.title: after})
        nav.append({"Lijsten": entry("lijsten/index.md") + [{c.thing.title: list_output(c.thing.id)} for c in self.here.checklists if not c.later]})
        nav.append({"Modelstukken": entry("documenten/index.md") + [{c.thing.title: document_output(c.thing.id)} for c in self.here.documents if not c.later]})
        nav.append({"Rollen": entry("rollen/index.md") + [{r["name"]: r["file"]} for r in self.base["rollen"]]})
        for title, things, output in (("Lijsten", self.here.checklists, list_output), ("Modelstukken", self.here.documents, document_output)):
            after = [{c.thing.title: output(c.thing.id)} for c in things if c.later]
            if after:
                later.append({title: after})
        if later:
            nav.append({"Later": later})
        tail = ("reflectiespel.md", "overzicht.md", "begrippen.md", "bronnen.md", "antwoorden.md", "weggelaten.md", "downloads.md", "alles-op-een-pagina.md",
                "toegankelijkheid.md")
        nav.append({"Naslag": [e for f in tail for e in entry(f)]})
        return nav

    def _decisions(self) -> dict[str, Any]:
        selection = self.handbook.selection
        return {
            "pages": {c.thing.id: c.outcome.tri.value for c in selection.pages},
            "checklists": {c.thing.id: {i.thing.id: i.outcome.tri.value for i in c.items} for c in selection.checklists if c.included},
            "documents": {c.thing.id: c.outcome.tri.value for c in selection.documents},
        }


class _Related:
    """Which lists, documents, actions and risks name a page."""

    def __init__(self, here: Present, views: Views, handbook: Handbook) -> None:
        self.here, self.views, self.handbook = here, views, handbook

    def of_page(self, id: str) -> dict[str, Any]:
        selection = self.handbook.selection
        shared = self.handbook.shared
        return {
            "lists": [self.views.checklist(c) for c in self.here.checklists if id in c.thing.pages],
            "documents": [self.views.document(c) for c in self.here.documents if id in c.thing.pages],
            "actions": [self.views.action(c) for c in selection.actions if c.included and c.thing.page == id and (c.thing.share or not shared)],
            "risks": [self.views.risk(c) for c in selection.risks if c.included and c.thing.page == id],
        }


def _merge_extra(config: str, extra: dict[str, Any]) -> str:
    """Append `extra:` as JSON (which is YAML); the base file holds none of its keys."""
    text = json.dumps(extra, ensure_ascii=False)
    if re.search(r"^extra:\s*$", config, re.M):
        lines = "\n".join(f"  {key}: {json.dumps(value, ensure_ascii=False)}" for key, value in extra.items())
        return re.sub(r"^extra:\s*$", lambda m: f"extra:\n{lines}", config, count=1, flags=re.M)
    return f"{config}\n\nextra: {text}"


_FILE_KINDS = {".pdf": "PDF", ".docx": "Word", ".xlsx": "Excel", ".csv": "tabel", ".ics": "agenda", ".zip": "zip"}


def _download(file: Download) -> dict[str, str]:
    stem, dot, ending = posixpath.basename(file.path).rpartition(".")
    size = f"{file.size / 1e6:.1f} MB".replace(".", ",") if file.size >= 1e5 else f"{max(1, round(file.size / 1000))} kB"
    return {"path": xml(file.path), "title": xml((stem or ending).replace("-", " ").capitalize()), "kind": _FILE_KINDS.get(dot + ending, ending), "size": size}


def _from_top(target: str) -> str:
    """Write a link from the top of docs/; it is resolved when every page is there."""
    return f"/{target}"


def _tidy(text: str) -> str:
    """Collapse runs of blank lines outside fences."""
    return re.sub(r"\n{3,}", "\n\n", text).strip() + "\n"
