"""The ids that were ever published: none of them may vanish without a word.

An id stays in the content, or is named in `was:` of what took its place, or stays as `retired:`.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import itertools
import json
import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from site_build.content.documents import Mapping as YamlMapping
from site_build.content.documents import Sequence, list_of, read_yaml
from site_build.content.model import Content, Question
from site_build.content.walking import KINDS, all_names, named
from site_build.errors import Place, Problem, UsageError

FILE, EDITION = "guide/published-ids.yml", "guide/edition.yml"
PUBLISHED_KINDS = ("question", "choice", "page", "checklist", "item", "action", "risk", "document", "card", "term", "source",
                   "statement", "moment", "advice")
_HEAD = "# Alle ids die ooit zijn uitgegeven. Gemaakt door: handreiking check --publish. Wijzig dit niet met de hand.\n"


def read_published(text: str) -> tuple[dict[str, list[str]] | None, list[Problem]]:
    """Read the file with published ids: kind -> keys."""
    data, problems = read_yaml(text, FILE)
    if problems:
        return None, problems
    if not isinstance(data, YamlMapping) or not all(k in PUBLISHED_KINDS and isinstance(v, Sequence) for k, v in data.items()):
        return None, [Problem(Place(FILE, 1, 1), "uitgegeven-vorm", "Dit bestand is niet te lezen.", "Haal de vorige versie terug uit git.")]
    return {kind: [str(key) for key in list_of(keys)] for kind, keys in data.items()}, []


def known_keys(content: Content) -> dict[str, set[str]]:
    """Return per kind every key that the content can still explain: live, retired or earlier."""
    known: dict[str, set[str]] = {kind: set() for kind in PUBLISHED_KINDS}
    for item in named(content):
        if item.kind in ("question", "choice", "item"):
            continue
        if item.kind in known:
            known[item.kind].update(all_names(item.thing))
    for section in content.sections:
        for question in section.questions:
            _add_question(known, question, ("",))
    for checklist in content.checklists:
        known["item"].update(f"{a}/{b}" for item in checklist.items for a, b in itertools.product(all_names(checklist), all_names(item)))
    return known


def _add_question(known: dict[str, set[str]], question: Question, prefixes: Iterable[str]) -> None:
    keys = [prefix + name for prefix, name in itertools.product(prefixes, all_names(question))]
    known["question"].update(keys)
    known["choice"].update(f"{key}.{name}" for key in keys for choice in question.choices for name in all_names(choice))
    for part in question.parts:
        _add_question(known, part, [f"{key}." for key in keys])


def check_published(content: Content, published: Mapping[str, Iterable[str]] | None) -> list[Problem]:
    """Return a problem for every published id that vanished."""
    known = known_keys(content)
    return [
        Problem(Place(FILE, 1, 1), "id-verdwenen", f"De uitgegeven id '{key}' ({KINDS[kind]}) bestaat niet meer.",
                f"Zet de id terug met retired: jaar-maand, of noem de oude id bij de opvolger: was: [{re.split('[./]', key)[-1]}].")
        for kind, keys in (published or {}).items() for key in keys if key not in known.get(kind, set())
    ]


def content_digest(root: Path) -> str:
    """Return a digest of everything that editors write, without the two files that publishing itself changes."""
    total = hashlib.sha256()
    for folder in ("guide", "templates", "checklists"):
        for path in sorted((root / folder).rglob("*")):
            name = path.relative_to(root).as_posix()
            if path.is_file() and name not in (FILE, EDITION):
                total.update(name.encode() + b"\0" + path.read_bytes().replace(b"\r\n", b"\n") + b"\0")
    return total.hexdigest()[:32]


def published_digest(root: Path) -> str:
    """Return the digest of the content as it was last published, or '' where nobody noted it."""
    path = root / FILE
    match = _DIGEST.search(path.read_text(encoding="utf-8")) if path.exists() else None
    return match[1] if match else ""


_DIGEST = re.compile(r"(?m)^# Inhoud: ([0-9a-f]+)$")


def publish(content: Content, published: Mapping[str, Iterable[str]] | None, edition: str, today: dt.date, *, digest: str = "", last: str = "") -> tuple[str, str]:
    """Return the new texts of published-ids.yml and edition.yml.

    `digest` is of the content now, `last` of the content as it was last published: when they are the same there is nothing to publish.

    `edition` is the present text of guide/edition.yml; its version goes up by one, except when nothing was
    published before. What is new moves from `next` to `changes`, and the edition of until now to `earlier`.
    Ids that were published stay in the file for ever. Raises UsageError when nothing changed, or when `next` does not
    say what is new.
    """
    present = content.edition
    if published and digest and digest == last:
        raise UsageError(f"Er is niets veranderd sinds versie {present.version}. Er is niets uitgegeven.")
    if published and not present.next.strip():
        raise UsageError("Schrijf eerst in guide/edition.yml in één zin wat er nieuw is, bij next. Gemeenten lezen dat als zij hun handboek vernieuwen.")
    keys: dict[str, set[str]] = {kind: set((published or {}).get(kind, ())) for kind in PUBLISHED_KINDS}
    for item in named(content):
        if item.kind in keys:
            keys[item.kind].add(item.key)
    lines = [_HEAD.rstrip("\n"), *([f"# Inhoud: {digest}"] if digest else [])]
    for kind in PUBLISHED_KINDS:
        lines.append(f"{kind}:" if keys[kind] else f"{kind}: []")
        lines.extend(f"  - {_quoted(key)}" for key in sorted(keys[kind]))
    if published:
        edition = _released(edition, content)
    edition = re.sub(r"(?m)^version:.*$", f"version: {present.version + (1 if published else 0)}", edition)
    edition = re.sub(r"(?m)^date:.*$", f"date: {today.isoformat()}", edition)
    return "\n".join(lines) + "\n", edition


def _released(text: str, content: Content) -> str:
    """Return edition.yml with what is new as `changes`, and the edition of until now in `earlier`."""
    present = content.edition
    text = _key("next").sub("", text)
    text = _key("changes").sub(lambda _: f"changes: {_yaml(present.next)}\n", text)
    entry = f"  - version: {present.version}\n    date: {present.date}\n    changes: {_yaml(present.changes)}\n"
    if _key("earlier").search(text):
        return re.sub(r"(?m)^earlier:.*\n", lambda _: f"earlier:\n{entry}", text)
    return f"{text.rstrip()}\nearlier:\n{entry}"


def _key(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?m)^{name}:.*\n(?:[ \t]+.*\n|\n(?=[ \t]))*")


def _yaml(text: str) -> str:
    return json.dumps(" ".join(text.split()), ensure_ascii=False)


def _quoted(key: str) -> str:
    return key if re.fullmatch(r"[a-z_][\w./-]*", key) and key not in ("true", "false", "null") else f'"{key}"'
