"""A small handbook on disk, with everything that occurs in a page, for the tests of PDF and Word."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

NOTICE = "Intern, niet publiceren; de Woo kan van toepassing zijn"

CHAPTER = """---
title: "Mandaat"
kind: "chapter"
part_title: "Voorbereiden"
---

# Mandaat

Wat uitvoerders zelf mogen beslissen.
{ .lead }

## Waar gaat het om

[Mandaat](../begrippen.md#term-mandaat){ .term data-tip="Toestemming (kort) om te besluiten." } is nodig [^awb]. En nog eens [^awb] [^gw].

!!! recht "Controleer de wettekst"
    Lees artikel *tien* en `regel`.

    - Eerste punt
    - Tweede punt

<div class="when" markdown="1">

<p class="when-label">Geldt als een partner uitvoert. U weet dit nog niet.</p>

### Een partner voert uit

Vraag [de lijst](../lijsten/start.md) en [buiten](https://example.org/x) en [weg](../weg.md).

</div>

| Wet | Beslissen? |
|---|---|
| Wmo | Ja, met mandaat |
| Jeugdwet | Vraag uw jurist |

<svg class="pic" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 40" width="100" role="img"><title>Tijdlijn</title>
<desc>Twee acties.</desc><rect width="50" height="20" fill="#17505f"/><text x="2" y="35" font-size="11">maart</text></svg>

<details class="why" markdown="1">
<summary>Waarom staat dit in uw handboek?</summary>

Omdat u dat antwoordde.

</details>

## Waar dit op steunt { .sources }

Wat een nummer betekent, in andere woorden.
{ .sources-note }

[^awb]: Rijksoverheid. [Algemene wet bestuursrecht](https://wetten.overheid.nl/BWBR0005537). Gezien.
[^gw]: Rijksoverheid. Gemeentewet. Gezien.
"""

CHECKLIST = """# Voor de start

<section class="checklist" data-list="start" markdown="1">
<ol class="items" markdown="1">
<li class="item" id="item-a" data-item="a" markdown="1">
<p class="item-text" markdown="span">Eén opdrachtgever is benoemd.</p>
<p class="item-why" markdown="span">Anders loopt het vast.[^awb]</p>
<p class="item-for" markdown="span">Voor: wethouder</p>
</li>
</ol>
</section>
<button class="js-only">Wis alles</button>

[^awb]: Rijksoverheid. Awb.
"""

DOCUMENT = """# Mandaatbesluit

Hiermee geeft het college de bevoegdheid.
{ .lead }

!!! let-op "Voor de maker van dit stuk"
    Dit is een model. Vul de gemarkeerde plekken in.

## Onderwerp

Mandaat voor uitvoerders van ==[naam van de aanpak]==, volgens de Awb [^awb].

!!! recht "Controleer de actuele wettekst"
    Haal dit kader weg.

### Wie beslist

1. Het college.
2. De raad, zie [het hoofdstuk](../voorbereiden/mandaat.md).

| Onderwerp | Grens |
|---|---|
| Wmo | ==[bedrag]== |

## Lees verder { .related }

- [Mandaat](../voorbereiden/mandaat.md)

## Waar dit op steunt { .sources }

Wat een nummer betekent, in andere woorden.
{ .sources-note }

[^awb]: Rijksoverheid. Algemene wet bestuursrecht.
"""

GLANCE = """# In één oogopslag

## Waar gaat het om

Leeuwarden geeft ruimte.

| | |
|---|---|
| Fase | Borgen |
"""

PAGES = {
    "index.md": ("home", "Handboek van Leeuwarden", "# Handboek van Leeuwarden\n\n## Dit komt eerst\n\nBegin. [Verderop](voorbereiden/mandaat.md){ .go }\n\n[Naar de knop](voorbereiden/mandaat.md){ .button }\n", []),
    "in-een-oogopslag.md": ("glance", "In één oogopslag", GLANCE, []),
    "voorbereiden/mandaat.md": ("chapter", "Mandaat", CHAPTER, ["jurist"]),
    "lijsten/index.md": ("index", "Lijsten", "# Lijsten\n\n- [Voor de start](start.md)\n", []),
    "lijsten/start.md": ("list", "Voor de start", CHECKLIST, ["wethouder"]),
    "documenten/mandaatbesluit.md": ("document", "Mandaatbesluit", DOCUMENT, ["jurist"]),
    "rollen/jurist.md": ("role", "Jurist", "# Jurist\n\n## Wat u doet\n\nMeelezen.\n", ["jurist"]),
    "begrippen.md": ("glossary", "Begrippen", '# Begrippen\n\n<h2 id="term-mandaat">Mandaat</h2>\n\nToestemming.\n', []),
}

_CONFIG = """site_name: Handboek Leeuwarden
markdown_extensions: [admonition, attr_list, def_list, footnotes, md_in_html, tables, toc, pymdownx.mark, pymdownx.superfences]
extra: %s
"""


def small_book(folder: Path, *, notice: str = NOTICE, edition: str = "intern", colour: str = "", **changed: str) -> Path:
    """Write the handbook; `changed` replaces the text of a page by its stem."""
    extra = {"municipality": "Leeuwarden", "notice": notice} | ({"colour": colour} if colour else {})
    (folder / "docs").mkdir(parents=True)
    (folder / "mkdocs.yml").write_text(_CONFIG % json.dumps(extra), encoding="utf-8")
    entries = []
    for file, (kind, title, text, roles) in PAGES.items():
        path = folder / "docs" / file
        path.parent.mkdir(exist_ok=True)
        path.write_text(changed.get(path.stem, text), encoding="utf-8")
        entries.append({"file": file, "title": title, "kind": kind, "part": "", "later": False, "roles": roles})
    manifest = {"version": 1, "date": "2026-11-24", "edition": edition, "handbook": "hb-proef", "pages": entries, "files": {}}
    (folder / ".handreiking").mkdir()
    (folder / ".handreiking" / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    return folder


def run(*command: str) -> str:
    """Run another program and return what it prints; skips the test, by name, where it is not installed."""
    if shutil.which(command[0]) is None:
        pytest.skip(f"{command[0]} is not installed")
    return subprocess.run(command, check=True, capture_output=True, text=True, timeout=180).stdout


def flat(text: str) -> str:
    """Text with single spaces, hyphens of broken lines taken out."""
    return " ".join(text.replace("\u00ad", "").replace("-\n", "").split())
