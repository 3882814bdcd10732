"""Links: one table of what exists, and everything that the program writes is resolved through it.

A maker of a page writes a link from the top of docs/, with a slash: `[tekst](/plan.md#het-geld)`, in HTML
`<a href="/plan.md">tekst</a>`. When every page is there, `Targets.resolve` makes each of them relative to its page.
What another step decided away (an action that is merged, a page that does not apply) is not in the table: then
the text stays and the link goes. So no maker needs to know what other makers left out.
"""

from __future__ import annotations

import html
import posixpath
import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping

from site_build.assembly.text import relative

_OURS = re.compile(r'\]\(([/#][^)\s"]*)\)')
_OURS_IN_HTML = re.compile(r'<a href="([/#][^\s"]*)"')
_GONE = "\0"
_GONE_LINK = re.compile(rf"\[((?:[^\[\]\n]|\[[^\[\]\n]*\])*)\]\({_GONE}\)(?:\{{[^}}\n]*\}})?")
_GONE_ANCHOR = re.compile(rf'<a href="{_GONE}"[^>]*>(.*?)</a>', re.S)
_ANY = re.compile(r'(?<!\\)\]\(([^)\s]+)[^)]*\)|<(?:a|area)\b[^>]*?\bhref="([^"]*)"')
_FENCE = re.compile(r"^( *)(```+|~~~+)[^\n]*\n.*?(?:^\1\2[ \t]*$|\Z)", re.M | re.S)
_HEADING = re.compile(r"#{1,6}[ \t]+(.+?)[ \t]*#*$")  # of one line
_ATTRIBUTES = re.compile(r"\s*\{:?([^{}\n]*)\}\s*$")
_OWN_ID = re.compile(r"#([^\s}]+)")
_HTML_ID = re.compile(r'<[a-z][^>]*?\bid="([^"]+)"')


class Targets:
    """What exists in one handbook: files in docs/ and the anchors in them (found when first asked for)."""

    def __init__(self, texts: Mapping[str, str], copies: Collection[str] = ()) -> None:
        """`texts` maps each page's file in docs/ to its Markdown; `copies` are files that are copied when a page names them."""
        self._texts, self._copies = texts, copies
        self.used: set[str] = set()  # of `copies`: what a page named
        self._anchors: dict[str, frozenset[str]] = {}
        self._made: dict[str, dict[str, str]] = {}  # folder -> target -> link in Markdown; the same few stand on every page

    def exists(self, target: str) -> bool:
        """True when a target (`plan.md#het-geld`, from the top of docs/) is there."""
        path, _, anchor = target.partition("#")
        file = path.partition("?")[0]
        if file in self._copies:
            self.used.add(file)
            return True
        if file not in self._texts:
            return False
        if not anchor:
            return True
        if file not in self._anchors:
            self._anchors[file] = anchors(self._texts[file])
        return anchor in self._anchors[file]

    def resolve(self, text: str, file: str) -> str:
        """Return a page's text with every link of ours made relative to `file`, or turned into its text."""
        made = self._made.setdefault(posixpath.dirname(file), {})

        def markdown(match: re.Match[str]) -> str:
            target = match[1]
            link = made.get(target)
            if link is None:
                link = f"]({self._link(target, file)})"
                if target[0] != "#":
                    made[target] = link
            return link

        def in_html(match: re.Match[str]) -> str:
            link = self._link(match[1], file)
            return f'<a href="{link if match[1][0] == "#" else _as_html(link)}"'

        result = _OURS.sub(markdown, text)
        if '<a href="' in text:
            result = _OURS_IN_HTML.sub(in_html, result)
        if _GONE in result:
            result = _GONE_ANCHOR.sub(r"\1", _GONE_LINK.sub(r"\1", result))
        return result

    def _link(self, target: str, file: str) -> str:
        """Return a target of ours as it stands on a page, or a mark where it leads nowhere."""
        inside = target[0] == "#"
        full = f"{file}{target}" if inside else target[1:]
        if not self.exists(full):
            return _GONE
        return target if inside else relative(full, file)


def anchors(text: str) -> frozenset[str]:
    """Return every anchor of a page: ids that were given, and the ones that headings get by themselves."""
    text = _without_fences(text)
    found = set(_HTML_ID.findall(text))
    taken: set[str] = set()
    plain = []
    for match in filter(None, (_HEADING.match(line) for line in text.split("\n") if line.startswith("#"))):
        attributes = _ATTRIBUTES.search(match[1])
        own = _OWN_ID.search(attributes[1]) if attributes else None
        if own:
            taken.add(own[1])
        else:
            plain.append(match[1][:attributes.start()] if attributes else match[1])
    for heading in plain:
        taken.add(_unique(_slug(heading), taken))
    return frozenset(found | taken)


def broken_links(texts: Mapping[str, str]) -> list[tuple[str, str]]:
    """Return (file, target) of each link within a handbook that leads nowhere; pure, so it is fast.

    `texts` maps files in docs/ to their finished Markdown. Addresses outside and files that are no page are not looked at.
    """
    targets = Targets(texts)
    return [(file, target) for file, text in texts.items() for target, full in _links(text, file) if not targets.exists(full)]


def _links(text: str, file: str) -> Iterator[tuple[str, str]]:
    folder = posixpath.dirname(file)
    for match in _ANY.finditer(_without_fences(text)):
        target = match[1] or match[2] or ""
        path, mark, anchor = target.partition("#")
        path = path.partition("?")[0]
        if re.match(r"[a-z][a-z0-9+.-]*:|//", target) or path and not path.endswith((".md", ".html")):
            continue
        full = posixpath.normpath(posixpath.join(folder, path)) if path else file
        yield target, re.sub(r"\.html$", ".md", full) + mark + html.unescape(anchor)


def _without_head(text: str) -> str:
    return text.split("\n---\n", 1)[1] if text.startswith("---\n") and "\n---\n" in text else text


def _without_fences(text: str) -> str:
    """Return the body of a page without what stands between fences."""
    body = _without_head(text)
    return _FENCE.sub("", body) if "```" in body or "~~~" in body else body


def _as_html(link: str) -> str:
    """Return the address of a page on the site: raw HTML is not translated by MkDocs."""
    return re.sub(r"\.md(?=$|[?#])", ".html", link)


def _slug(heading: str) -> str:
    """Return the id that Python-Markdown's toc gives to a heading."""
    plain = re.sub(r"\[\^[^\]]*\]|<[^>]*>", "", heading)
    plain = html.unescape(re.sub(r"!?\[([^\[\]]*)\]\([^()]*\)(?:\{[^{}]*\})?", r"\1", plain))
    plain = re.sub(r"[*`]|(?<!\w)_|_(?!\w)|==", "", plain)
    ascii_ = unicodedata.normalize("NFKD", plain).encode("ascii", "ignore").decode()
    return re.sub(r"[-\s]+", "-", re.sub(r"[^\w\s-]", "", ascii_).strip().lower())


def _unique(id: str, taken: set[str]) -> str:
    """Number an id as the toc does when it is taken (or empty)."""
    while id in taken or not id:
        match = re.match(r"^(.*)_(\d+)$", id)
        id = f"{match[1]}_{int(match[2]) + 1}" if match else f"{id}_1"
    return id
