"""The tree of one page, made fit for paper: controls and pop-ups out, boxes, notes, lists and links as the writers know them."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from site_build.assembly.marks import FOLDED, LEAD, NOTE_ON_SOURCES, RELATED, SOURCES, TERM, WHEN, WHEN_LABEL, WHY
from site_build.assembly.outputs import COPIES
from site_build.publishing.paper.book import BookPage, slug_of
from site_build.publishing.paper.columns import set_widths
from site_build.publishing.paper.tree import Element, swap, words

# Controls of the website, and what it hides: no use on paper.
_DROP = ("script", "style", "button", "input", "select", "textarea", "label", "form", "template", "dialog", "noscript")
_DROP_CLASSES = (WHY, FOLDED, "js-only", "screen-only", "no-export", "footnote-backref", "headerlink")
_MAKER = "maker"


@dataclass(frozen=True)
class Mode:
    """How the HTML is wanted: `shift` for headings, `links` to pages in the same file, `groups` with a heading per part.

    `alone` is one page whose first heading is the title of the file; `document` is a model document to send out.
    """

    shift: int = 0
    links: bool = True
    document: bool = False
    alone: bool = False
    groups: bool = True


class Cleaner:
    """Makes one page's tree fit for a file on its own."""

    def __init__(self, root: Element, page: BookPage, mode: Mode, present: Mapping[str, str]) -> None:
        self.root, self.page, self.mode, self.present = root, page, mode, present

    def run(self) -> None:
        self._drop()
        self._notes()
        self._sources()
        self._boxes()
        self._lists()
        self._ids_and_links()
        self._headings()
        self._tables()

    def _all(self, xpath: str) -> list[Element]:
        return list(self.root.xpath(xpath))

    def _with_class(self, name: str) -> list[Element]:
        return self._all(f".//*[contains(concat(' ', normalize-space(@class), ' '), ' {name} ')]")

    def _element(self, tag: str, **attributes: str) -> Element:
        element = self.root.makeelement(tag, {})
        for name, value in attributes.items():
            element.set({"cls": "class"}.get(name, name.replace("_", "-")), value)
        return element

    def _wrap(self, element: Element, cls: str) -> Element:
        div = self._element("div", cls=cls)
        element.addprevious(div)
        tail, element.tail = element.tail, None
        div.append(element)
        div.tail = tail
        return div

    def _drop(self) -> None:
        gone = [e for tag in _DROP for e in self.root.iter(tag)] + [e for name in _DROP_CLASSES for e in self._with_class(name)]
        gone += self._all(".//*[@hidden]") + self._all(".//comment()")
        for element in gone:
            _remove(element)
        if self.mode.alone:
            for heading in self._all("(.//h1)[1]"):
                _remove(heading)
        if self.mode.document:
            for element in self._with_class(LEAD):
                _remove(element)

    # --- notes and sources ---

    def _notes(self) -> None:
        slug, seen = self.page.slug, dict[str, None]()
        for sup in self._all(".//sup[a[contains(@class, 'footnote-ref')]]"):
            name = slug_of(sup[0].get("href", "").removeprefix("#fn:"))
            first = name not in seen
            seen[name] = None
            span = self._element("span", cls="noot" if first else "noot-weer")
            if first:
                span.set("id", f"{slug}--noot-{name}")
                ref = self._element("a", data_epub_type="noteref", href=f"#{slug}--n-{name}")
                ref.text = "1"
                span.append(ref)
            else:
                span.set("data-noot", f"{slug}--noot-{name}")
                span.text = "1"
            span.tail = sup.tail
            _trim_before(sup, self._element)
            swap(sup, span)
        for section in self._with_class("footnote"):
            for item in section.iter("li"):
                name = slug_of(str(item.get("id", "")).removeprefix("fn:"))
                aside = self._element("aside", data_epub_type="footnote", id=f"{slug}--n-{name}")
                if name in seen:
                    for child in list(item):
                        aside.append(child)
                    _strip_end(aside)
                    self.root.append(aside)
            _remove(section)

    def _sources(self) -> None:
        """Drop the heading of the sources when all of them became notes; keep further reading."""
        for heading in self._all("./h2"):
            marks = heading.get("class", "").split()
            if RELATED in marks and self.mode.document:
                for element in [heading, *_section(heading)]:
                    _remove(element)
            if SOURCES not in marks:
                continue
            section = [element for element in _section(heading) if element.tag != "aside"]
            rest = [element for element in section if NOTE_ON_SOURCES not in element.get("class", "").split()]
            for element in section:
                if element not in rest:  # a note says for itself that it is a source
                    _remove(element)
            if not rest:
                _remove(heading)
            elif self.mode.document:
                box = self._box(f"kader {_MAKER}", "Bronnen bij dit model")
                heading.addprevious(box)
                _remove(heading)
                for element in rest:
                    box.append(element)

    # --- boxes and lists ---

    def _box(self, cls: str, title: str) -> Element:
        box = self._element("div", cls=cls)
        head = self._element("div", cls="kader-titel")
        head.append(self._element("p"))
        head[0].text = title
        box.append(head)
        return box

    def _boxes(self) -> None:
        for box in self._with_class("admonition"):
            kinds = [kind for kind in box.get("class", "").split() if kind != "admonition"]
            box.set("class", " ".join(["kader", *([_MAKER] if self.mode.document else kinds)]))
        for title in self._with_class("admonition-title"):
            self._wrap(title, "kader-titel")
        for details in self._all(".//details"):
            summary = details.find("summary")
            box = self._box("kader meer", words(summary) if summary is not None else "Meer")
            for child in list(details):
                if child is not summary:
                    box.append(child)
            box.tail = details.tail
            swap(details, box)
        for element in self._with_class(WHEN):
            element.set("class", "geldt")
        for name, cls in ((WHEN_LABEL, "geldt-label"), (LEAD, "inleiding"), ("home-hero", "inleiding"), ("item-why", "toelichting"),
                          ("item-for", "toelichting")):
            for element in self._with_class(name):
                if element.tag == "p" and element.getparent() is not None:
                    self._wrap(element, cls)
        for card in self._all(".//article"):
            card.tag = "div"
            card.set("class", "kaart")
        for element in self._all(".//section") + self._all(".//header") + self._all(".//footer") + self._all(".//nav"):
            element.tag = "div"
            element.attrib.pop("class", None)

    def _lists(self) -> None:
        """Checklists become lists that start with an empty box; other lists stay. What goes along with an item begins on a line of its own."""
        for text in self._with_class("along"):
            text.tag = "p"
        for item in self._with_class("item"):
            if item.tag != "li":
                continue
            around = item.getparent()
            if around is not None:
                around.tag = "ul"
            for text in item.iterdescendants("p"):
                if "item-text" in text.get("class", ""):
                    text.text = f"☐ {(text.text or '').lstrip()}"
                    break

    def _tables(self) -> None:
        """A table without words in its head gets none: its first column says what a row is."""
        for table in self.root.iter("table"):
            head = table.find("thead")
            if head is not None and not words(head):
                table.remove(head)
                for row in table.iter("tr"):
                    if len(row):
                        _wrap_inside(row[0], row[0].makeelement("strong", {}))
            set_widths(table)

    # --- ids, links, headings ---

    def _ids_and_links(self) -> None:
        slug = self.page.slug
        ids = {element.get("id") for element in self.root.iter() if isinstance(element.tag, str) and element.get("id")}
        for element in self.root.iter():
            id = element.get("id") if isinstance(element.tag, str) else None
            if id and not id.startswith(f"{slug}--"):
                element.set("id", f"{slug}--{slug_of(id)}")
        for link in self._all(".//a[@href]"):
            target = link.get("href", "")
            if link.get("data-epub-type") or re.match(r"(?i)(https?|mailto):", target):
                continue
            path, _, anchor = target.partition("#")
            file = posixpath.normpath(posixpath.join(posixpath.dirname(self.page.file), path.partition("?")[0])) if path else self.page.file
            known = self.mode.links and file in self.present and (bool(path) or anchor in ids)
            if not known and file.startswith(f"{COPIES}/"):
                link.tail = f" ({posixpath.basename(file)}){link.tail or ''}"  # it lies beside the website: paper says how it is called
            if not known or TERM in link.get("class", "").split():
                link.drop_tag()
            elif path and self.page.file != file:
                link.set("href", f"#{self.present[file]}")  # an anchor may be gone after editing; the page is there
                link.set("class", "verwijzing")
            else:
                link.set("href", f"#{slug}--{slug_of(anchor)}")

    def _headings(self) -> None:
        level = 1 if self.mode.alone else 0
        for heading in self.root.iter("h1", "h2", "h3", "h4", "h5", "h6"):
            wanted = int(heading.tag[1])
            wanted = level = min(wanted, level + 1)  # no level is skipped: PDF/UA and screen readers count on it
            heading.tag = f"h{min(6, max(1, wanted + self.mode.shift))}"
            if wanted == 1 and not self.mode.alone:
                heading.set("id", self.page.slug)


def _section(heading: Element) -> list[Element]:
    """Return what stands under a heading, up to the next of the same level or higher."""
    found = []
    for element in heading.itersiblings():
        if isinstance(element.tag, str) and re.fullmatch(r"h[1-6]", element.tag) and element.tag <= heading.tag:
            break
        found.append(element)
    return found


def _remove(element: Element) -> None:
    """Take an element out; the text after it stays."""
    parent = element.getparent()
    if parent is None:
        return
    if element.tail and element.tail.strip():
        before = element.getprevious()
        if before is None:
            parent.text = (parent.text or "") + element.tail
        else:
            before.tail = (before.tail or "") + element.tail
    parent.remove(element)


def _trim_before(element: Element, make: Callable[[str], Element]) -> None:
    """Set a note tight to its word, and a comma between two notes."""
    before, parent = element.getprevious(), element.getparent()
    if before is None:
        if parent is not None:
            parent.text = (parent.text or "").rstrip()
    elif (before.tail or "").strip():
        before.tail = (before.tail or "").rstrip()
    elif "noot" in before.get("class", ""):
        comma = make("sup")
        comma.text = ","
        before.tail = None
        before.addnext(comma)
    else:
        before.tail = None


def _wrap_inside(element: Element, wrapper: Element) -> None:
    wrapper.text, element.text = element.text, None
    for child in list(element):
        wrapper.append(child)
    element.append(wrapper)


def _strip_end(aside: Element) -> None:
    if len(aside) and len(aside[-1]):
        last = aside[-1][-1]
        last.tail = (last.tail or "").rstrip("\xa0 \n")
    elif len(aside):
        aside[-1].text = (aside[-1].text or "").rstrip("\xa0 \n")
