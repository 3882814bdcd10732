"""What MkDocs reports, in Dutch: on which page, what is wrong, and what to do."""

from __future__ import annotations

import re
from collections.abc import Iterable

_KNOWN: tuple[tuple[str, str], ...] = (
    (r"Doc file '(?P<a>.+?)' contains a(?:n absolute)? link '(?P<b>.+?)', but the target (?:'.+?' )?is not found among documentation files",
     "docs/{a}: de link '{b}' wijst naar iets wat er niet is. Verander de link of haal haar weg."),
    (r"Doc file '(?P<a>.+?)' contains a link '(?P<b>.+?)', but there is no such anchor on this page",
     "docs/{a}: de link '{b}' wijst naar een kop die niet op deze bladzijde staat. Verander de link of haal haar weg."),
    (r"Doc file '(?P<a>.+?)' contains a link '(?P<b>.+?)', but the doc '(?P<c>.+?)' does not contain an anchor",
     "docs/{a}: de link '{b}' wijst naar een kop die niet in docs/{c} staat. Verander de link of haal haar weg."),
    (r"Doc file '(?P<a>.+?)' contains a link to '(?P<b>.+?)' which is excluded from the built site",
     "docs/{a}: de link wijst naar docs/{b}, en die bladzijde staat niet in de website. Haal de link weg."),
    (r"Doc file '(?P<a>.+?)' contains an unrecognized relative link '(?P<b>.+?)'",
     "docs/{a}: de link '{b}' is geen bestand in het handboek. Schrijf het hele adres, of haal de link weg."),
    (r"A (?:relative path|reference) to '(?P<a>.+?)' is included in the 'nav' configuration, (?:which is not found|but this file is excluded)",
     "mkdocs.yml: het menu (nav) noemt docs/{a}, maar die bladzijde is er niet. Haal de regel weg, of zet de bladzijde terug."),
    (r"Config value '(?P<a>.+?)':", "mkdocs.yml: de waarde bij '{a}' klopt niet."),
    (r"Template skipped: '(?P<a>.+?)'", "mkdocs.yml: het bestand '{a}' is er niet."),
    (r"Excluding '(?P<a>.+?)' from the site because it conflicts with '(?P<b>.+?)'",
     "docs/{a} staat niet in de website, want docs/{b} krijgt hetzelfde adres. Geef een van de twee een andere naam."),
    (r"Error reading page '(?P<a>.+?)'", "docs/{a} kon niet worden gelezen."),
    (r"Encoding error reading file: (?P<a>\S+)", "docs/{a} is niet in UTF-8 opgeslagen. Sla het opnieuw op met de codering UTF-8."),
    (r"Aborted with .*", ""),
    (r"Config file '.*' does not exist", "mkdocs.yml is er niet."),
)
_QUOTED = re.compile(r"'([^']{1,120})'")


def in_dutch(lines: Iterable[str]) -> list[str]:
    """Return each report once; what we do not know is named by the things that it is about."""
    found = dict.fromkeys(_one(line) for text in lines for line in text.splitlines() or [""])
    return [line for line in found if line] or ["Er klopt iets niet in mkdocs.yml of in een bladzijde. Met --debug ziet u de technische melding."]


def _one(line: str) -> str:
    for pattern, words in _KNOWN:
        match = re.search(pattern, line)
        if match:
            return words.format(**match.groupdict())
    names = _QUOTED.findall(line)
    return f"Er klopt iets niet bij: {', '.join(names)}. Met --debug ziet u de technische melding." if names else ""
