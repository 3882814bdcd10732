"""Tiny content for tests: a folder with the three editors' folders, written from a dict."""

from __future__ import annotations

import datetime as dt
import json
import re
import struct
import zlib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import yaml

from site_build.content.loading import read_content
from site_build.content.model import Content
from site_build.interview.answers import Answers

PARTS = "- {id: doen, folder: 10-doen, title: Doen}\n"
QUESTIONS = """\
section: aanpak
title: De aanpak
questions:
  - {id: gemeente, means: municipality, ask: Welke gemeente?, why: Voor de naam., type: municipality, placeholder: uw gemeente}
  - {id: fase,
     means: phase,
     ask: Welke fase?, why: Voor de volgorde.,
     type: choice,
     choices: {verkennen: Verkennen, voorbereiden: Voorbereiden, starten: Starten, uitvoeren: Uitvoeren, borgen: Borgen, opschalen: Opschalen}}
  - id: mandaat
    ask: Is het mandaat vastgelegd?
    why: Voor het mandaat.
    type: choice
    choices: {vastgelegd: "Ja, op papier", informeel: Informeel, geen: Geen}
  - {id: steun, ask: Is er steun?, why: Voor de toon., type: yes_no, confidential: true}
  - {id: partner, ask: Hoe heet de partner?, why: Voor de naam., type: text, placeholder: uw partner, when: mandaat != "geen"}
"""
MUNICIPALITIES = (
    "code,naam,provincie,inwoners,stedelijkheid,jaar\n"
    "GM0080,Leeuwarden,Fryslân,125504,2 sterk stedelijk,2022\n"
    "GM0796,'s-Hertogenbosch,Noord-Brabant,157486,2 sterk stedelijk,2022\n"
    "GM1900,Súdwest-Fryslân,Fryslân,90172,4 weinig stedelijk,2022\n"
)


DIMENSIONS = """\
labels:
  - {id: kwetsbaar, title: Kwetsbaar, from: 0, to: 39}
  - {id: in_opbouw, title: In opbouw, from: 40, to: 69}
  - {id: stevig, title: Stevig, from: 70, to: 100}
dimensions:
  - {id: ruimte, code: D1, title: Ruimte, definition: Iets., advice: {kwetsbaar: A., in_opbouw: B., stevig: C.}}
"""
"""One dimension with three labels, for guide/knowledge/dimensions.yml."""


def png(width: int = 4, height: int = 3) -> bytes:
    """Return a picture in one colour."""
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = b"".join(b"\0" + b"\x33\x66\x99" * width for _ in range(height))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def page(body: str, **head: Any) -> str:
    """Return a chapter page with this body."""
    fields = {"id": "mandaat", "title": "Mandaat", "summary": "Over mandaat.", "phases": "[voorbereiden]", **head}
    return "---\n" + "".join(f"{key}: {value}\n" for key, value in fields.items()) + f"---\n{body}\n"


def write_content(root: Path, files: Mapping[str, str | bytes] | None = None) -> Path:
    """Write tiny content under `root` and return it; the real page templates are used."""
    templates = Path(__file__).resolve().parents[1] / "templates" / "pages"
    everything: dict[str, str | bytes] = {
        "guide/chapters/parts.yml": PARTS,
        "guide/questionnaire/10-aanpak.yml": QUESTIONS,
        "guide/knowledge/municipalities.csv": MUNICIPALITIES,
        "guide/chapters/10-doen/mandaat.md": page("## Waar gaat het om\n\nTekst over ruimte."),
        **{f"templates/pages/{path.name}": path.read_text(encoding="utf-8") for path in templates.glob("*.j2")},
        "guide/knowledge/phases.yml": _real("phases"),
        "guide/knowledge/deciders.yml": re.sub(r", roles: \[[\w, ]+\]", "", _real("deciders")),
        **(files or {}),
    }
    everything.setdefault("guide/knowledge/facts.yml", _facts(str(text) for name, text in everything.items() if name.startswith("guide/questionnaire/")))
    for name, text in everything.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return root


def _real(name: str) -> str:
    return (Path(__file__).resolve().parents[1] / "guide" / "knowledge" / f"{name}.yml").read_text(encoding="utf-8")


def _facts(questionnaire: Iterable[str]) -> str:
    """The real facts, as far as the questions and facts that they come from are there."""
    asked = set(re.findall(r"\bid: (\w+)", "\n".join(questionnaire)))
    blocks = {block.split("\n", 1)[0].removeprefix("- id: "): block for block in re.split(r"(?m)^(?=- id: )", _real("facts"))[1:]}
    kept = dict(blocks)
    while missing := [id for id, block in kept.items() if any(name not in kept if name in blocks else name.partition(".")[0] not in asked for name in _behind(block))]:
        for id in missing:
            del kept[id]
    return "".join(re.sub(r"(?m)^  moment: .*\n", "", block) for block in kept.values())  # moments are no part of tiny content


def _behind(block: str) -> set[str]:
    """The questions, parts and facts that a fact names, in its conditions too."""
    (fact,) = yaml.safe_load(block)
    values = fact.get("values", ())
    conditions = " ".join(re.sub(r'"[^"]*"', "", value.get("when", "")) for value in values)
    named = [*(fact.get(key) for key in ("of", "part", "low", "high", "lowest", "highest")), *(value.get("fact") for value in values)]
    return {name for name in named if name} | set(re.findall(r"[a-z_]\w*(?:\.\w+)?", conditions)) - {"and", "or", "not", "in"}


def make_content(root: Path, files: Mapping[str, str | bytes] | None = None) -> Content:
    """Write tiny content and read it; it must be without problems of form."""
    content, problems = read_content(write_content(root, files))
    assert not problems, [str(problem) for problem in problems]
    return content


def made_folder(place: Path, handbook: str, answers: str) -> Path:
    """Return the folder of a handbook as far as reading something back needs it: its answers and its manifest."""
    (place / ".handreiking").mkdir(parents=True)
    (place / ".handreiking/manifest.json").write_text(json.dumps({"handbook": handbook, "edition": "intern", "content": 1, "date": "2026-11-24", "files": {}}))
    (place / "antwoorden.yml").write_text(answers, encoding="utf-8")
    return place


def make_answers(**values: Any) -> Answers:
    """Return answers of a fixed handbook and date."""
    return Answers(handbook="hb-test0001", date=dt.date(2026, 11, 24).isoformat(), values=values)
