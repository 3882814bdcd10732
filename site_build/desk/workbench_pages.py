"""The HTML of the workbench: one page, made on the server, with one small script that looks for changes."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from urllib.parse import urlencode

from site_build.content.model import NO, YES, Question
from site_build.desk.workbench import Preview, Workbench
from site_build.errors import ERROR, Problem

_STYLE = """
body{font:1rem/1.5 system-ui,sans-serif;margin:0;color:#1a1a1a;background:#fff}header,main,nav,section.p{padding:.75rem 1.25rem}
header{background:#eef2f7;border-bottom:1px solid #667}h1{font-size:1.2rem;margin:0}form{display:flex;flex-wrap:wrap;gap:.75rem 1.25rem;align-items:end}
label{display:block;font-size:.9rem}select,button{font:inherit;max-width:22rem;padding:.25rem}.two{display:grid;grid-template-columns:repeat(auto-fit,minmax(20rem,1fr));gap:1.5rem}
.side{border:1px solid #667;padding:0 1rem;overflow-wrap:anywhere}.side h1{font-size:1.4rem}.differs{border-left:5px solid #8a5a00;padding-left:.5rem;background:#fff6e0}
.b{border-left:5px solid #667;padding:.25rem .75rem;margin:.5rem 0}.b.nee{border-style:dotted}.b.onbekend{border-style:dashed}a{color:#0b4f8a}
.admonition{border:1px solid #667;padding:0 1rem;margin:1rem 0}table{border-collapse:collapse}td,th{border:1px solid #667;padding:.25rem .5rem}
:focus-visible{outline:3px solid #0b4f8a;outline-offset:2px}
"""
SCRIPT = """
var seen=document.body.dataset.stamp,events=new EventSource(document.body.dataset.events);
events.onmessage=function(e){if(e.data===seen)return;seen=e.data;fetch(location.href).then(function(r){return r.text()}).then(function(t){
var d=new DOMParser().parseFromString(t,'text/html');document.querySelector('main').replaceWith(d.querySelector('main'));checks()})};
function checks(){fetch(document.body.dataset.problems).then(function(r){return r.text()}).then(function(t){document.getElementById('problems').innerHTML=t})}
checks();document.getElementById('choose').addEventListener('change',function(e){e.target.form.requestSubmit()});
"""


def page(bench: Workbench, base: str, asked: Mapping[str, str], stamp: object) -> str:
    """Return the whole page for what was asked: file, one or two situations (a, b), answers by hand (q.<question>)."""
    pages = sorted(bench.pages(), key=lambda each: (each[1], each[2]))
    file = asked.get("file") or (pages[0][0] if pages else "")
    situations = bench.situations()
    first, second = asked.get("a") or next(iter(situations)), asked.get("b", "")
    typed = {key[2:]: value for key, value in asked.items() if key.startswith("q.") and value}
    sides = [_shown(bench, file, first, typed)]
    if second:
        sides.append(_shown(bench, file, second, {}))
    marked = _mark(sides)
    columns = "".join(_side(situations.get(situation, situation), made, text, bench, file) for situation, (made, text) in zip((first, second), marked, strict=False))
    query = urlencode({"file": file})
    groups = "".join(f'<optgroup label="{kind}">{"".join(_option(f, title, file) for f, k, title in pages if k == kind)}</optgroup>'
                     for kind in dict.fromkeys(kind for _, kind, _ in pages))
    choices = "".join(_option(id, words, first) for id, words in situations.items())
    others = _option("", "geen", second) + "".join(_option(id, words, second) for id, words in situations.items())
    answers = "".join(_question(question, typed.get(question.id, "")) for question in bench.questions_of(file))
    return f"""<!doctype html><html lang="nl"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Werkbank</title><link rel="stylesheet" href="{base}stijl.css"></head>
<body data-stamp="{stamp}" data-events="{base}events" data-problems="{base}problems?{query}"><header><h1>Werkbank</h1>
<form id="choose" method="get" action="{base}"><label>Wat <select name="file">{groups}</select></label>
<label>Situatie <select name="a">{choices}</select></label><label>Ernaast <select name="b">{others}</select></label>{answers}<button>Toon</button></form>
</header><main aria-live="polite"><div class="two">{columns}</div></main>
<section class="p" aria-labelledby="pk"><h2 id="pk">Wat er mis is</h2><div id="problems">Wordt nagekeken…</div></section><script src="{base}script.js"></script></body></html>"""


def style() -> str:
    """Return the style sheet."""
    return _STYLE


def problems_html(problems: Sequence[Problem], file: str, root: Path) -> str:
    """Return the list of problems, those of this file first, each with a link that opens it at its line."""
    if not problems:
        return "<p>Geen fouten gevonden.</p>"
    ordered = sorted(problems, key=lambda p: p.place.file != file)
    items = "".join(f'<li>{_opens(root, p.place.file, p.place.line)} {"" if p.grade == ERROR else "<em>let op:</em> "}{html.escape(p.message)} '
                    f"{html.escape(p.remedy)}</li>" for p in ordered[:50])
    more = f"<p>En nog {len(ordered) - 50}.</p>" if len(ordered) > 50 else ""
    return f"<ol>{items}</ol>{more}"


def _opens(root: Path, file: str, line: int) -> str:
    return f'<a href="vscode://file/{html.escape((root / file).resolve().as_posix().lstrip("/"))}:{line or 1}">{html.escape(file)}:{line or 1}</a>'


def _shown(bench: Workbench, file: str, situation: str, typed: Mapping[str, str]) -> tuple[Preview, list[str]]:
    made = bench.preview(file, situation, typed)
    return made, re.split(r"\n(?=<(?:p|h\d|ul|ol|div|table|section|dl)\b)", made.html)


def _mark(sides: list[tuple[Preview, list[str]]]) -> list[tuple[Preview, str]]:
    """Mark the pieces of each side that the other does not have."""
    if len(sides) < 2:
        return [(made, "\n".join(parts)) for made, parts in sides]
    marked = []
    for (made, parts), (_, other) in zip(sides, reversed(sides), strict=True):
        known = set(other)
        marked.append((made, "\n".join(part if part in known or not _whole(part) else f'<div class="differs">{part}</div>' for part in parts)))
    return marked


def _whole(part: str) -> bool:
    """True when every element that begins in this piece also ends in it."""
    names = set(re.findall(r"<(\w+)", part)) | set(re.findall(r"</(\w+)", part))
    return all(len(re.findall(rf"<{name}\b", part)) == part.count(f"</{name}>") for name in names - {"br", "hr", "img", "input"})


def _side(title: str, made: Preview, text: str, bench: Workbench, file: str) -> str:
    words = {"ja": "Staat er", "nee": "Staat er niet", "onbekend": "Onbeslist"}
    blocks = "".join(f'<li class="b {block.state}"><strong>{words.get(block.state, "")}</strong>, als {html.escape(block.words)} '
                     f'({_opens(bench.root, file, block.line)})<br>{html.escape(block.text[:160])}</li>' for block in made.blocks)
    shown = f"<details open><summary>Blokken ({len(made.blocks)})</summary><ul>{blocks}</ul></details>" if made.blocks else ""
    why = f"<p>{html.escape(made.why_not)}</p>" if made.why_not else ""
    return f'<div><h2>{html.escape(title)}</h2><div class="side">{why}{text}</div>{shown}</div>'


def _option(value: str, words: str, chosen: str) -> str:
    return f'<option value="{html.escape(value)}"{" selected" if value == chosen else ""}>{html.escape(words)}</option>'


def _question(question: Question, chosen: str) -> str:
    name, label = f"q.{question.id}", html.escape(question.label)
    if question.type == "number":
        return f'<label>{label} <input name="{name}" value="{html.escape(chosen)}" size="8"></label>'
    values = [(YES, "ja"), (NO, "nee")] if question.type == "yes_no" else [(c.id, c.label) for c in question.choices if not c.retired]
    options = [("", "zoals in de situatie"), *values, ("onbekend", "weet ik niet")]
    return f'<label>{label} <select name="{name}">{"".join(_option(id, words, chosen) for id, words in options)}</select></label>'
