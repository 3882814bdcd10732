"""Mistakes that editors really make, one at a time, on a small guide that has no problem: what changes, and what check must say.

A row is: what it is, the file, the text that stands there (or None: the whole file), what is typed instead, and the first message:
line, code and its first words. A file may be another than the one that was changed (`said_in`).
"""

from __future__ import annotations

from typing import NamedTuple

from tests.builders import page, png

Q, SOURCES, ACTIONS, MOMENTS = "guide/questionnaire/10-aanpak.yml", "guide/knowledge/sources.yml", "guide/knowledge/actions.yml", "guide/knowledge/moments.yml"
PAGE, LIST, FREE, EDITION = "guide/chapters/10-doen/mandaat.md", "checklists/start.yml", "guide/knowledge/free-days.yml", "guide/edition.yml"
DIMENSIONS, ROLES, TOWNS, TERMS = ("guide/knowledge/dimensions.yml", "guide/knowledge/roles.yml", "guide/knowledge/municipalities.csv", "guide/knowledge/glossary.yml")
LAW = "guide/knowledge/law-checks.yml"
PARTS, OTHER, DOCUMENT = "guide/chapters/parts.yml", "guide/chapters/10-doen/ander.md", "templates/documents/brief.md"

GUIDE = {
    Q: """\
section: aanpak
title: De aanpak
questions:
  - id: gemeente
    ask: Welke gemeente?
    why: Voor de naam.
    type: municipality
    placeholder: uw gemeente
  - id: fase
    ask: Welke fase?
    why: Voor de volgorde.
    type: choice
    choices: {verkennen: Verkennen, voorbereiden: Voorbereiden, starten: Starten, uitvoeren: Uitvoeren, borgen: Borgen, opschalen: Opschalen}
  - id: mandaat
    ask: Is het mandaat vastgelegd?
    why: Voor het mandaat.
    type: choice
    choices:
      vastgelegd: Op papier
      informeel: Informeel
      geen: Geen
  - id: steun
    ask: Is er steun?
    why: Voor de toon.
    type: yes_no
    when: mandaat != "geen"
  - id: uren
    ask: Hoeveel uren?
    why: Voor het plan.
    type: number
    min: 1
    max: 40
    example: "12"
    neutral: true
""",
    SOURCES: """\
- id: isd-mandaat
  type: webpage
  title: Mandaat
  URL: https://example.nl/mandaat
  issued: 2012-12
  checked: 2026-11-01
  certainty: read
""",
    ACTIONS: """\
- id: kaart
  do: Maak een kaart.
  phase: voorbereiden
  dimension: ruimte
  owner: leider
  effort: {lead: 2, others: 2}
  weeks: 6
  when: mandaat == "geen"
  sources: [isd-mandaat]
""",
    MOMENTS: """\
- id: begroting
  title: Begroting
  explain: De raad stelt vast.
  default: {month: 11, day: 1, year: next}
  who: leider
  decides: raad
""",
    FREE: """\
holidays:
  - {date: 2027-01-01, name: Nieuwjaarsdag}
recess:
  - {from: 2027-07-12, to: 2027-08-22, name: Zomerreces}
""",
    DIMENSIONS: """\
labels: []
dimensions:
  - {id: ruimte, code: D1, title: Ruimte, definition: Ruimte., advice: {kwetsbaar: a, in_opbouw: b, stevig: c}}
  - {id: geld, code: D2, title: Geld, definition: Geld., advice: {kwetsbaar: a, in_opbouw: b, stevig: c}}
""",
    ROLES: "- {id: leider, name: Leider, who: Wie leidt., know: [iets]}\n",
    TERMS: "- id: mandaat\n  term: Mandaat\n  definition: Wat u mag beslissen.\n  see: [mandaat]\n",
    LIST: """\
id: start
title: Start
intro: Kort.
pages: [mandaat]
items:
  - id: kaart-klaar
    text: Er is een kaart.
    why: Dan weet u het.
    for: leider
    when: steun == "ja"
""",
    EDITION: "version: 1\ndate: 2026-11-24\nchanges: Eerste uitgave.\n",
    PAGE: page("""
## Waar gaat het om

Tekst over ruimte in {{ gemeente }} [@isd-mandaat].

- een
- twee

{% when mandaat == "geen" %}
Er is nog niets.
{% endwhen %}

{% when steun == "ja" %}
Er is steun.
{% endwhen %}

!!! advies "Let op dit"
    Doe dit eerst.

| een | twee |
|---|---|
| a | b |

Zie [het andere](ander.md).""", sources="[isd-mandaat]", when='fase != "verkennen"'),
    OTHER: page("Tekst.\n\n![Een plein met bomen](foto.png)\n\nVul [het formulier](formulier.csv) in.\n\nBekeken op {{ nagekeken.awb_mandaat }}.", id="ander", title="Ander"),
    LAW: "- id: awb_mandaat\n  what: De regels over mandaat\n  checked: 2026-11-24\n  sources: [isd-mandaat]\n",
    DOCUMENT: "---\nid: brief\ntitle: Brief\nsummary: Een brief.\nkind: brief\ndecides: college\npages: [mandaat]\nroles: [leider]\n---\n"
              "## Onderwerp\n\nBeste [[naam]],\n",
}


PHOTO, FORM = "guide/chapters/10-doen/foto.png", "guide/chapters/10-doen/formulier.csv"
BESIDE = {PHOTO: png(), FORM: b"naam,uren\n"}
"""A picture and an attachment beside the pages."""


class Mistake(NamedTuple):
    """One row."""

    what: str
    file: str
    old: str | None
    new: str | bytes | None  # None: the file is gone
    line: int
    code: str
    message: str = ""
    said_in: str = ""


M = Mistake
MISTAKES = (
    # --- signs and saving -------------------------------------------------------------------
    M("samenvoegen in een bladzijde", PAGE, "- een\n", "<<<<<<< HEAD\n- een\n=======\n- één\n>>>>>>> ander\n", 14, "samenvoegen"),
    M("samenvoegen in de vragen", Q, "    ask: Is er steun?\n", "<<<<<<< HEAD\n    ask: Is er steun?\n=======\n    ask: Steunt u?\n>>>>>>> x\n", 22 + 1, "samenvoegen"),
    M("samenvoegen in een lijst", LIST, "intro: Kort.\n", "<<<<<<< HEAD\nintro: Kort.\n=======\nintro: Lang.\n>>>>>>> x\n", 3, "samenvoegen"),
    M("samenvoegen in de bronnen", SOURCES, "  title: Mandaat\n", "<<<<<<< HEAD\n  title: Mandaat\n=======\n  title: M\n>>>>>>> x\n", 3, "samenvoegen"),
    M("nulbreed in een bronverwijzing", PAGE, "[@isd-mandaat]", "[@isd\u200b-mandaat]", 12, "teken-onzichtbaar"),
    M("nulbreed in een voorwaarde", PAGE, 'steun == "ja"', 'steun\u200b == "ja"', 21, "teken-onzichtbaar"),
    M("nulbreed in een id", Q, "id: steun", "id: steun\u200b", 22, "teken-onzichtbaar"),
    M("zacht afbreekteken", PAGE, "Tekst over", "Tekst o\u00adver", 12, "teken-onzichtbaar"),
    M("leesrichting", LIST, "Er is een kaart.", "Er is\u200e een kaart.", 7, "teken-onzichtbaar"),
    M("harde spatie in een voorwaarde", PAGE, 'steun == "ja"', 'steun\u00a0== "ja"', 21, "spatie-hard"),
    M("harde spatie in when van een vraag", Q, 'mandaat != "geen"', 'mandaat\u00a0!= "geen"', 26, "spatie-hard"),
    M("harde spatie inspringen", Q, "    ask: Is er steun?", "\u00a0   ask: Is er steun?", 23, "spatie-hard"),
    M("harde spatie na de dubbele punt", SOURCES, "  title: Mandaat", "  title:\u00a0Mandaat", 3, "spatie-hard"),
    M("harde spatie na de hekjes", PAGE, "## Waar", "##\u00a0Waar", 10, "spatie-hard"),
    M("tab voor ask", Q, "    ask: Is er steun?", "\task: Is er steun?", 23, "tab"),
    M("tab in bronnen", SOURCES, "  title: Mandaat", "\ttitle: Mandaat", 3, "tab"),
    M("tab in front matter", PAGE, "title: Mandaat", "\ttitle: Mandaat", 3, "tab"),
    M("kromme aanhalingstekens in een blok", PAGE, 'steun == "ja"', "steun == “ja”", 21, "aanhalingstekens"),
    M("kromme aanhalingstekens in een actie", ACTIONS, 'mandaat == "geen"', "mandaat == “geen”", 8, "aanhalingstekens"),
    M("lage aanhalingstekens", LIST, 'steun == "ja"', "steun == „ja”", 10, "aanhalingstekens"),
    M("AND", PAGE, 'steun == "ja" %}', 'steun == "ja" AND mandaat == "geen" %}', 21, "hoofdletters"),
    M("OR", ACTIONS, 'mandaat == "geen"', 'mandaat == "geen" OR mandaat == "informeel"', 8, "hoofdletters"),
    M("NOT", PAGE, 'steun == "ja" %}', 'NOT steun == "ja" %}', 21, "hoofdletters"),
    M("IN", PAGE, 'mandaat == "geen" %}', 'mandaat IN ["geen"] %}', 17, "hoofdletters"),
    M("decimale komma in effort", ACTIONS, "lead: 2,", "lead: 2,5,", 6, "komma-getal"),
    M("decimale komma in weken", ACTIONS, "weeks: 6", "weeks: 6,5", 7, "komma-getal", "'weeks' hoort een heel getal te zijn"),
    M("decimale komma in max", Q, "max: 40", "max: 40,5", 32, "komma-getal"),
    M("hekje in een vraag", Q, "Is er steun?", "Is steun #1 er?", 23, "tekst-afgekapt"),
    M("hekje in een punt", LIST, "Er is een kaart.", "Er is kaart #2.", 7, "tekst-afgekapt"),
    M("hekje in een actie", ACTIONS, "Maak een kaart.", "Maak kaart #3.", 2, "tekst-afgekapt"),
    M("lijst zonder lege regel", PAGE, "[@isd-mandaat].\n\n- een", "[@isd-mandaat].\n- een", 13, "lijst-witregel"),
    M("genummerde lijst zonder lege regel", PAGE, "Doe dit eerst.\n", "Doe dit eerst.\n\nDoe:\n1. een\n2. twee\n", 29, "lijst-witregel"),
    M("latin-1 in de bronnen", SOURCES, None, GUIDE[SOURCES].replace("Mandaat", "Café").encode("latin-1"), 1, "tekens"),
    M("latin-1 in een bladzijde", PAGE, None, GUIDE[PAGE].replace("Tekst", "Café").encode("latin-1"), 1, "tekens"),
    M("latin-1 in de vragen", Q, None, GUIDE[Q].replace("Welke", "Wélke").encode("latin-1"), 1, "tekens"),
    M("utf-16 in een lijst", LIST, None, GUIDE[LIST].encode("utf-16"), 1, "tekens"),
    # --- yaml -------------------------------------------------------------------------------
    M("een spatie te weinig voor ask", Q, "    ask: Is er steun?", "   ask: Is er steun?", 23, "yaml-vorm", "Deze regel springt niet gelijk in"),
    M("een spatie te veel voor ask", Q, "    ask: Is er steun?", "     ask: Is er steun?", 23, "yaml-vorm", "Deze regel springt niet gelijk in"),
    M("een spatie te veel in bronnen", SOURCES, "  title: Mandaat", "   title: Mandaat", 3, "yaml-vorm", "Deze regel springt niet gelijk in"),
    M("een spatie te weinig in bronnen", SOURCES, "  title: Mandaat", " title: Mandaat", 3, "yaml-vorm", "Deze regel springt niet gelijk in"),
    M("let op in een tekst", Q, "ask: Is er steun?", "ask: Let op: is er steun?", 23, "yaml-vorm", "In deze tekst staat een dubbele punt"),
    M("dubbele punt in een punt", LIST, "text: Er is een kaart.", "text: Let op: er is een kaart.", 7, "yaml-vorm", "In deze tekst staat een dubbele punt"),
    M("dubbele punt in een titel", PAGE, "title: Mandaat", "title: Mandaat: hoe", 3, "yaml-vorm", "In deze tekst staat een dubbele punt"),
    M("dubbele punt in een bron", SOURCES, "title: Mandaat", "title: Mandaat: een studie", 3, "yaml-vorm", "In deze tekst staat een dubbele punt"),
    M("aanhalingsteken open", Q, "ask: Is er steun?", 'ask: "Is er steun?', 23, "yaml-vorm"),
    M("aanhalingsteken open in een lijst", LIST, "text: Er is een kaart.", 'text: "Er is een kaart.', 7, "yaml-vorm"),
    M("blokhaak open", PAGE, "sources: [isd-mandaat]", "sources: [isd-mandaat", 6, "yaml-vorm"),
    M("blokhaak open in een actie", ACTIONS, "sources: [isd-mandaat]", "sources: [isd-mandaat", 9, "yaml-vorm"),
    M("accolade open", ACTIONS, "others: 2}", "others: 2", 6, "yaml-vorm"),
    M("sterretje vooraan", LIST, "text: Er is een kaart.", "text: *Er is een kaart.", 7, "yaml-vorm"),
    M("apenstaartje vooraan", LIST, "text: Er is een kaart.", "text: @kaart is er.", 7, "yaml-vorm", "Deze tekst begint met een teken"),
    M("geen dubbele punt", Q, "    why: Voor de toon.", "    why Voor de toon.", 24, "yaml-vorm"),
    M("naam twee keer", Q, "    type: yes_no\n", "    type: yes_no\n    type: choice\n", 26, "dubbele-naam"),
    M("leeg bestand", LIST, None, "", 1, "leeg"),
    M("lijst wordt tekst", SOURCES, None, "isd-mandaat\n", 1, "vorm"),
    M("geen front matter", PAGE, None, "## Kop\n\nTekst.\n", 1, "kop-ontbreekt"),
    M("front matter niet gesloten", OTHER, "---\nTekst.", "Tekst.", 1, "kop-ontbreekt"),
    # --- names and kinds ----------------------------------------------------------------------
    M("onbekende naam", Q, "    why: Voor de toon.", "    waarom: Voor de toon.", 24, "onbekende-naam"),
    M("onbekende naam in een bron", SOURCES, "  URL:", "  url:", 4, "onbekende-naam"),
    M("onbekende naam in een bladzijde", PAGE, "summary:", "samenvatting:", 4, "onbekende-naam"),
    M("ask ontbreekt", Q, "    ask: Is er steun?\n", "", 22, "ontbreekt"),
    M("for ontbreekt", LIST, "    for: leider\n", "", 6, "ontbreekt"),
    M("checked ontbreekt", SOURCES, "  checked: 2026-11-01\n", "", 1, "ontbreekt"),
    M("soort vraag", Q, "type: yes_no", "type: ja_nee", 25, "waarde"),
    M("soort zekerheid", SOURCES, "certainty: read", "certainty: gelezen", 7, "waarde"),
    M("fase van een actie", ACTIONS, "phase: voorbereiden", "phase: later", 3, "verwijzing"),
    M("fasen als tekst", PAGE, "phases: [voorbereiden]", "phases: voorbereiden", 5, "vorm"),
    M("weken als tekst", ACTIONS, "weeks: 6", "weeks: zes", 7, "soort"),
    M("min als tekst", Q, "min: 1", "min: één", 31, "soort"),
    M("negatieve weken", ACTIONS, "weeks: 6", "weeks: -6", 7, "waarde"),
    M("negatieve dagdelen", ACTIONS, "lead: 2,", "lead: -2,", 6, "waarde"),
    M("min groter dan max", Q, "min: 1", "min: 100", 31, "waarde"),
    M("voorbeeld is geen getal", Q, 'example: "12"', 'example: "een paar"', 33, "waarde"),
    M("lege tekst", LIST, "text: Er is een kaart.", 'text: " "', 7, "leeg"),
    M("lege changes", EDITION, "changes: Eerste uitgave.", 'changes: ""', 3, "waarde"),
    M("changes ontbreekt", EDITION, "changes: Eerste uitgave.\n", "", 1, "waarde"),
    M("een keuze", Q, "    type: yes_no\n", "    type: choice\n    choices: {ja: Ja}\n", 22, "keuzes"),
    M("none die niet bestaat", Q, "    choices:\n", "    none: niets\n    choices:\n", 14, "keuze-onbekend"),
    M("waarom leeg", Q, "    why: Voor de toon.\n", "", 22, "waarom"),
    # --- dates ---------------------------------------------------------------------------------
    M("31 februari", FREE, "2027-01-01", "2027-02-31", 2, "datum", "'date' van 'Nieuwjaarsdag' is geen dag"),
    M("datum in woorden", FREE, "2027-01-01", "1 januari 2027", 2, "datum"),
    M("reces in woorden", FREE, "to: 2027-08-22", "to: eind augustus", 4, "datum"),
    M("reces achterstevoren", FREE, "to: 2027-08-22", "to: 2027-06-22", 4, "datum"),
    M("maand 13", MOMENTS, "month: 11", "month: 13", 4, "datum"),
    M("maand 0", MOMENTS, "month: 11", "month: 0", 4, "datum"),
    M("31 november", MOMENTS, "day: 1,", "day: 31,", 4, "datum"),
    M("jaar volgend", MOMENTS, "year: next", "year: volgend", 4, "datum"),
    M("moment van zichzelf", MOMENTS, "  who: leider", "  relative_to: begroting\n  who: leider", 5, "kring"),
    M("nagekeken in de toekomst", SOURCES, "2026-11-01", "2028-11-01", 6, "datum", "'checked' van de bron 'isd-mandaat' ligt in de toekomst"),
    M("nagekeken in woorden", SOURCES, "2026-11-01", "november 2026", 6, "datum"),
    M("nagekeken op 31 november", SOURCES, "2026-11-01", "2026-11-31", 6, "datum"),
    M("nagekeken andersom", SOURCES, "2026-11-01", "01-11-2026", 6, "datum"),
    M("uitgegeven in woorden", SOURCES, "issued: 2012-12", "issued: december 2012", 5, "datum"),
    M("vervallen in woorden", LIST, "    text: Er", "    retired: maart 2027\n    text: Er", 7, "datum"),
    M("vervallen met een dag", ACTIONS, "  do: Maak", "  retired: 2027-3\n  do: Maak", 2, "datum"),
    M("opvolger bestaat niet", ACTIONS, "  do: Maak", "  retired: 2027-03\n  instead: kaartje\n  do: Maak", 3, "verwijzing"),
    M("opvolger zonder vervallen", ACTIONS, "  do: Maak", "  instead: Doe iets anders.\n  do: Maak", 2, "waarde"),
    # --- addresses and codes ------------------------------------------------------------------
    M("adres zonder https", SOURCES, "https://example.nl/mandaat", "www.example.nl", 4, "adres"),
    M("adres in woorden", SOURCES, "https://example.nl/mandaat", "op te vragen", 4, "adres"),
    M("adres met een spatie", SOURCES, "https://example.nl/mandaat", "https://example.nl/het mandaat", 4, "adres"),
    M("twee dimensies met een code", DIMENSIONS, "code: D2", "code: D1", 4, "dubbele-code"),
    M("id met een spatie", LIST, "id: kaart-klaar", "id: kaart klaar", 6, "id-vorm"),
    M("id met hoofdletters", ACTIONS, "id: kaart", "id: Kaart", 1, "id-vorm"),
    # --- ids and references -------------------------------------------------------------------
    M("vraag twee keer", Q, "  - id: uren\n", "  - id: steun\n", 27, "dubbele-id"),
    M("vraag twee keer, waar veel van afhangt", Q, "  - id: uren\n", "  - id: mandaat\n", 27, "dubbele-id"),
    M("bron twee keer", SOURCES, None, GUIDE[SOURCES] * 2, 8, "dubbele-id"),
    M("punt twee keer", LIST, None, GUIDE[LIST] + GUIDE[LIST][GUIDE[LIST].index("  - id"):], 11, "dubbele-id"),
    M("id is niet de bestandsnaam", OTHER, "id: ander", "id: anders", 2, "id-bestand"),
    M("rol bestaat niet", ACTIONS, "owner: leider", "owner: lijder", 5, "verwijzing"),
    M("dimensie bestaat niet", ACTIONS, "dimension: ruimte", "dimension: ruimt", 4, "verwijzing"),
    M("bron bestaat niet in een actie", ACTIONS, "sources: [isd-mandaat]", "sources: [isd-mandat]", 9, "bron-onbekend"),
    M("bron bestaat niet bovenaan", PAGE, "sources: [isd-mandaat]", "sources: [isd-mandat]", 6, "bron-onbekend"),
    M("bladzijde bestaat niet", TERMS, "see: [mandaat]", "see: [mandat]", 4, "verwijzing"),
    M("bladzijde bestaat niet in een lijst", LIST, "pages: [mandaat]", "pages: [mandat]", 4, "verwijzing"),
    M("rol bestaat niet in een lijst", LIST, "for: leider", "for: lijder", 9, "verwijzing"),
    M("rol bestaat niet in een modelstuk", DOCUMENT, "roles: [leider]", "roles: [lijder]", 8, "verwijzing"),
    M("rol van een moment", MOMENTS, "who: leider", "who: lijder", 5, "verwijzing"),
    M("map zonder deel", PARTS, "folder: 10-doen", "folder: 10-doe", 1, "pagina-zonder-deel", said_in=OTHER),
    # --- conditions ------------------------------------------------------------------------------
    M("vraag bestaat niet", PAGE, 'steun == "ja"', 'stuen == "ja"', 21, "naam-onbekend", "De vraag of het feit 'stuen' bestaat niet."),
    M("keuze bestaat niet", PAGE, 'mandaat == "geen"', 'mandaat == "gen"', 17, "keuze-onbekend"),
    M("keuze bestaat niet in een actie", ACTIONS, 'mandaat == "geen"', 'mandaat == "gen"', 8, "keuze-onbekend"),
    M("een =-teken", PAGE, 'steun == "ja"', 'steun = "ja"', 21, "voorwaarde"),
    M("geen aanhalingstekens", PAGE, 'mandaat == "geen"', "mandaat == geen", 17, "aanhalingstekens"),
    M("true", PAGE, 'steun == "ja"', "steun == true", 21, "soort-vergelijking"),
    M("True", PAGE, 'steun == "ja"', "steun == True", 21, "voorwaarde"),
    M("ja zonder tekens", PAGE, 'steun == "ja"', "steun == ja", 21, "aanhalingstekens"),
    M("alleen een naam", PAGE, 'steun == "ja"', "steun", 21, "voorwaarde"),
    M("en in plaats van and", PAGE, 'steun == "ja" %}', 'steun == "ja" en mandaat == "geen" %}', 21, "voorwaarde"),
    M("ongelijk als <>", PAGE, 'steun == "ja"', 'steun <> "ja"', 21, "voorwaarde", "De voorwaarde is niet te lezen: 'is niet' schrijft u als !="),
    M("&&", PAGE, 'steun == "ja" %}', 'steun == "ja" && mandaat == "geen" %}', 21, "voorwaarde"),
    M("haakje te weinig", PAGE, 'steun == "ja" %}', '(steun == "ja" %}', 21, "voorwaarde", "De voorwaarde is niet te lezen: een haakje ontbreekt"),
    M("blokhaak te weinig", PAGE, 'mandaat == "geen" %}', 'mandaat in ["geen" %}', 17, "voorwaarde"),
    M("aanhalingsteken te weinig", PAGE, 'steun == "ja" %}', 'steun == "ja %}', 21, "voorwaarde", "De voorwaarde is niet te lezen: een aanhalingsteken ontbreekt"),
    M("lijst zonder blokhaken", PAGE, 'mandaat == "geen"', 'mandaat in "geen"', 17, "soort-vergelijking"),
    M("getal als tekst", PAGE, 'steun == "ja"', 'uren > "12"', 21, "soort-vergelijking"),
    M("komma in een voorwaarde", PAGE, 'steun == "ja"', "uren > 1,5", 21, "voorwaarde"),
    M("te lang", ACTIONS, 'mandaat == "geen"', " or ".join(['mandaat == "geen"'] * 110), 8, "voorwaarde", "De voorwaarde is te lang: "),
    M("onbereikbaar", PAGE, 'steun == "ja"', 'steun == "ja" and mandaat == "geen"', 21, "onbereikbaar"),
    M("vraag hangt af van een latere", Q, "    when: mandaat", "    when: uren > 1 and mandaat", 26, "vraag-later"),
    M("vraag hangt af van zichzelf", Q, 'when: mandaat != "geen"', 'when: steun == "ja"', 26, "kring"),
    # --- blocks and text ---------------------------------------------------------------------------
    M("endwhen ontbreekt", PAGE, "Er is steun.\n{% endwhen %}\n", "Er is steun.\n", 21, "blok-open"),
    M("endwhen te veel", PAGE, "[@isd-mandaat].\n", "[@isd-mandaat].\n\n{% endwhen %}\n", 14, "blok-einde"),
    M("blok met spatie ervoor", PAGE, "{% when steun", "  {% when steun", 21, "blok-plaats"),
    M("if", PAGE, "{% when steun", "{% if steun", 21, "blok-woord"),
    M("wen", PAGE, "{% when steun", "{% wen steun", 21, "blok-woord"),
    M("when zonder voorwaarde", PAGE, '{% when steun == "ja" %}', "{% when %}", 21, "voorwaarde"),
    M("blok midden in een lijst", PAGE, "- twee\n\n{% when", "- twee\n{% when", 16, "blok-plaats"),
    M("blok in een lijst ingesprongen", PAGE, "- twee\n", '- twee\n  {% when steun == "ja" %}\n', 16, "blok-plaats"),
    M("naam tussen enkele haakjes", PAGE, "{{ gemeente }}", "{ gemeente }", 12, "naam-haakjes"),
    M("naam bestaat niet", PAGE, "{{ gemeente }}", "{{ gemeent }}", 12, "naam-onbekend"),
    M("naam niet gesloten", PAGE, "{{ gemeente }}", "{{ gemeente", 12, "naam-open"),
    M("naam zonder placeholder", PAGE, "{{ gemeente }}", "{{ mandaat }}", 12, "placeholder"),
    M("filter", PAGE, "{{ gemeente }}", "{{ gemeente|upper }}", 12, "naam-filter"),
    M("bron zonder apenstaart", PAGE, "[@isd-mandaat]", "[isd-mandaat]", 12, "bron-vorm"),
    M("bron bestaat niet", PAGE, "[@isd-mandaat]", "[@isd-mandat]", 12, "bron-onbekend"),
    M("twee bronnen in een", PAGE, "[@isd-mandaat]", "[@isd-mandaat, @x]", 12, "bron-vorm"),
    M("invulplek niet gesloten", DOCUMENT, "[[naam]]", "[[naam", 12, "invulplek-open"),
    M("invulplek half gesloten", DOCUMENT, "[[naam]]", "[[naam]", 12, "invulplek-open"),
    M("invulplek niet begonnen", DOCUMENT, "[[naam]]", "naam]]", 12, "invulplek-open"),
    M("onbekend kader", PAGE, "!!! advies", "!!! tip", 25, "kader-soort", "Het kader 'tip' bestaat niet.  Bedoelt u 'advies'?"),
    M("kader dat dichtgeklapt begint", PAGE, "!!! advies", "??? advies", 25, "kader-dicht", "Een kader dat dichtgeklapt begint, kan niet.  Begin het kader met !!!"),
    M("kader met een typefout", PAGE, "!!! advies", "!!! advise", 25, "kader-soort", "Het kader 'advise' bestaat niet."),
    M("leeg kader", PAGE, "    Doe dit eerst.", "\n## Kop", 25, "kader-leeg", "Onder dit kader staat niets."),
    M("kader zonder inspringen", PAGE, "    Doe dit eerst.", "Doe dit eerst.", 25, "kader-leeg"),
    M("kader met twee spaties", PAGE, "    Doe dit eerst.", "  Doe dit eerst.", 25, "kader-leeg"),
    M("tabel met te weinig cellen", PAGE, "| a | b |", "| a |", 30, "tabel-cellen"),
    M("tabel met te veel cellen", PAGE, "| a | b |", "| a | b | c |", 30, "tabel-cellen"),
    M("tabel met vijf kolommen", PAGE, "| een | twee |\n|---|---|\n| a | b |", "| a | b | c | d | e |\n|---|---|---|---|---|\n| 1 | 2 | 3 | 4 | 5 |", 28, "tabel-breed"),
    M("tabel zonder streepjes", PAGE, "|---|---|\n", "", 28, "tabel-kop"),
    M("kop met een hekje", PAGE, "## Waar", "# Waar", 10, "kop-een"),
    M("kop slaat over", PAGE, "## Waar", "### Waar", 10, "kop-niveau"),
    M("link naar niets", PAGE, "(ander.md)", "(anders.md)", 32, "link-kapot"),
    M("anker naar niets", PAGE, "(ander.md)", "(ander.md#kop)", 32, "anker-kapot"),
    M("html", PAGE, "Tekst over", "<b>Tekst</b> over", 12, "html", "HTML is niet toegestaan: <b>  Schrijf vette tekst zo: **tekst**."),
    M("commentaar in html", PAGE, "Tekst over", "Tekst <!-- nog doen --> over", 12, "html", "HTML is niet toegestaan: <!-- nog doen -->  Haal dit commentaar weg"),
    M("html dat alleen sluit", PAGE, "Tekst over", "Tekst</div> over", 12, "html", "HTML is niet toegestaan: </div>  Haal het weg; de tekst blijft staan."),
    M("{# in een tekst", PAGE, "om\n", "om {#anker}\n", 10, "blok-woord"),
    M("antwoord in een lijst", LIST, "intro: Kort.", 'intro: "Voor {{ gemeente }}."', 1, "naam-plaats"),
    # --- tables that a spreadsheet saved --------------------------------------------------------
    M("puntkomma's", TOWNS, None, "code;naam;provincie;inwoners;stedelijkheid;jaar\nGM0080;Leeuwarden;Fryslân;125504;2 sterk;2022\n", 1, "tabel-vorm", "De kolommen zijn met puntkomma"),
    M("cp1252", TOWNS, None, "code,naam,provincie,inwoners,stedelijkheid,jaar\nGM0080,Leeuwarden,Fryslân,125504,2 sterk,2022\n".encode("cp1252"), 1, "tekens"),
    M("kolom hernoemd", TOWNS, None, "code,gemeente,provincie,inwoners,stedelijkheid,jaar\nGM0080,Leeuwarden,Fryslân,125504,2,2022\n", 1, "tabel-vorm", "De kolom 'naam' ontbreekt."),
    M("inwoners met een punt", TOWNS, None, "code,naam,provincie,inwoners,stedelijkheid,jaar\nGM0080,Leeuwarden,Fryslân,125.504,2,2022\n", 2, "tabel-vorm"),
    M("komma te veel", TOWNS, None, "code,naam,provincie,inwoners,stedelijkheid,jaar\nGM0080,Leeuwarden,Fryslân,125,504,2,2022\n", 2, "tabel-vorm"),
    # --- pictures and attachments ---------------------------------------------------------------
    M("afbeelding zonder woorden", OTHER, "![Een plein met bomen]", "![]", 9, "beeld-zonder-tekst", "Deze afbeelding heeft geen vervangende tekst."),
    M("afbeelding met haar bestandsnaam als woorden", OTHER, "![Een plein met bomen]", "![foto.png]", 9, "beeld-zonder-tekst", "De vervangende tekst 'foto.png' is een bestandsnaam."),
    M("afbeelding is er niet", OTHER, "(foto.png)", "(foto-plein.png)", 9, "link-kapot", "De link 'foto-plein.png' gaat naar een bestand dat niet bestaat."),
    M("afbeelding verwijderd", PHOTO, None, None, 9, "link-kapot", said_in=OTHER),
    M("afbeelding met andere hoofdletters", OTHER, "(foto.png)", "(Foto.PNG)", 9, "link-hoofdletters", "De link 'Foto.PNG' heeft andere hoofdletters dan het bestand."),
    M("afbeelding van een andere website", OTHER, "(foto.png)", "(https://example.nl/foto.png)", 9, "beeld-elders"),
    M("afbeelding op een eigen computer", OTHER, "(foto.png)", "(C:/Users/foto.png)", 9, "link-buiten"),
    M("afbeelding buiten de handreiking", OTHER, "(foto.png)", "(../../../../foto.png)", 9, "link-buiten"),
    M("schuine streep naar achteren", OTHER, "(foto.png)", "(..\\10-doen\\foto.png)", 9, "link-kapot", "In de link '..\\10-doen\\foto.png' staat een schuine streep naar achteren."),
    M("spatie in een link", OTHER, "(formulier.csv)", "(formulier van ons.csv)", 11, "link-spatie"),
    M("bijlage als afbeelding", OTHER, "Vul [het", "Vul ![het", 11, "beeld-soort", "'formulier.csv' is geen afbeelding."),
    M("bijlage is er niet", OTHER, "(formulier.csv)", "(formulier.pdf)", 11, "link-kapot"),
    M("jpg met de naam van een png", PHOTO, None, b"\xff\xd8\xff\xe0 jpeg", 1, "bestand-inhoud", "Dit bestand heet .png, maar is een jpg-bestand."),
    M("lege afbeelding", PHOTO, None, b"", 1, "bestand-inhoud"),
    M("webpagina met de naam van een csv", FORM, None, b"<html>niet gevonden</html>", 1, "bestand-inhoud"),
    M("afbeelding te groot", PHOTO, None, png() + bytes(1_100_000), 1, "bestand-groot", "Dit bestand is 1,1 MB; een afbeelding mag 1 MB zijn."),
    M("naam met spaties", "guide/chapters/10-doen/Foto van ons.png", None, png(), 1, "bestand-naam", "De naam 'Foto van ons.png' heeft hoofdletters"),
    M("tekening met een script", "guide/pictures/boom.svg", None, '<svg xmlns="http://www.w3.org/2000/svg"><script>x()</script></svg>', 1, "svg-onveilig", "Deze tekening heeft een script"),
    M("tekening met een klik", "guide/pictures/boom.svg", None, '<svg xmlns="http://www.w3.org/2000/svg" onload="x()"/>', 1, "svg-onveilig", "Deze tekening heeft een script"),
    M("tekening haalt iets op", "guide/pictures/boom.svg", None, '<svg xmlns="http://www.w3.org/2000/svg"><style>@import url(https://x.nl/a.css)</style></svg>', 1, "svg-onveilig",
      "Deze tekening heeft een verwijzing naar buiten"),
    M("tekening niet gesloten", "guide/pictures/boom.svg", None, '<svg xmlns="http://www.w3.org/2000/svg"><g></svg>', 1, "svg-onveilig", "Deze tekening heeft een fout in de code"),
    M("bijlage van een lijst is er niet", LIST, "items:", "attachments:\n  - {file: weg.pdf, text: Een blad}\nitems:", 6, "link-kapot"),
    # --- days of law checks ---------------------------------------------------------------------
    M("dag van een controle los in de tekst", OTHER, "{{ nagekeken.awb_mandaat }}", "24 november 2026", 13, "datum-los", "De dag van een controle staat los in de tekst: 24 november 2026."),
    M("dag van een controle los in een tabel", PAGE, "| een | twee |\n|---|---|\n| a | b |", "| een | bekeken |\n|---|---|\n| a | 3 maart 2026 |", 30, "datum-los"),
    M("dag van een controle los in een lijst", LIST, "why: Dan weet u het.", "why: Dan weet u het (laatst nagekeken op 1 mei 2026).", 8, "datum-los"),
    M("controle die niet bestaat", OTHER, "nagekeken.awb_mandaat", "nagekeken.awb_mandat", 13, "nagekeken-onbekend", "'awb_mandat' staat niet als controle van een wet"),
    M("controle op een dag die niet bestaat", LAW, "2026-11-24", "2026-11-31", 13, "nagekeken-onbekend", said_in=OTHER),
    M("controles weg", LAW, None, None, 1, "bestand-weg", "'guide/knowledge/law-checks.yml' is er niet, en één keer wordt iets genoemd"),
    M("controle in de toekomst", LAW, "2026-11-24", "2027-11-24", 3, "datum", "'checked' van de controle 'awb_mandaat' ligt in de toekomst"),
    M("controle met een bron die niet bestaat", LAW, "[isd-mandaat]", "[isd-mandat]", 4, "bron-onbekend"),
    # --- files ----------------------------------------------------------------------------------
    M("yaml in plaats van yml", "checklists/nieuw.yaml", None, GUIDE[LIST], 1, "bestand-naam"),
    M("MD met hoofdletters", "guide/chapters/10-doen/nieuw.MD", None, GUIDE[OTHER], 1, "bestand-naam"),
    M("txt", "guide/chapters/10-doen/nieuw.txt", None, GUIDE[OTHER], 1, "bestand-naam"),
    M("kopie", "guide/chapters/10-doen/Mandaat kopie.md", None, GUIDE[PAGE].replace("id: mandaat", "id: Mandaat kopie"), 1, "bestand-naam"),
    M("kopie tussen haakjes", "checklists/start (1).yml", None, GUIDE[LIST], 1, "bestand-naam"),
    M("bladzijde buiten een deel", "guide/chapters/nieuw.md", None, page("Tekst.", id="nieuw"), 1, "bestand-plaats"),
    M("map met de naam van een bestand", "guide/chapters/10-doen/mandaat2.md/x.txt", None, "x", 1, "bestand-map", said_in="guide/chapters/10-doen/mandaat2.md"),
    M("bronnen weg", SOURCES, None, None, 1, "bestand-weg", f"'{SOURCES}' is er niet, en 4 keer wordt iets genoemd dat erin hoort te staan."),
    M("rollen weg", ROLES, None, None, 1, "bestand-weg"),
    M("dimensies weg", DIMENSIONS, None, None, 1, "bestand-weg"),
    M("delen weg", PARTS, None, None, 1, "bestand-weg"),
    M("alle vragen weg", Q, None, None, 1, "bestand-weg", "'guide/questionnaire' is er niet, en 6 keer", said_in="guide/questionnaire"),
    M("31 april", FREE, "2027-01-01", "2027-04-31", 2, "datum", "'date' van 'Nieuwjaarsdag' is geen dag"),
    M("acties wachten op elkaar", ACTIONS, None, GUIDE[ACTIONS].replace("weeks: 6", "weeks: 6\n  after: [map]")
      + GUIDE[ACTIONS].replace("id: kaart", "id: map").replace("weeks: 6", "weeks: 6\n  after: [kaart]"), 1, "acties-kring"),
    M("bron van een punt bestaat niet", LIST, "    for: leider\n", "    for: leider\n    sources: [isd-mandat]\n", 10, "bron-onbekend"),
    M("voorwaarde van een bladzijde", PAGE, 'fase != "verkennen"', 'fase != "verkenen"', 7, "keuze-onbekend"),
    M("feit bestaat niet", ACTIONS, 'mandaat == "geen"', 'gemeente.groote == "klein"', 8, "naam-onbekend"),
)

TOGETHER: tuple[tuple[tuple[tuple[str, str, str], ...], set[tuple[str, int, str]]], ...] = (
    (((ACTIONS, "weeks: 6", "weeks: 6,5"), (LIST, "for: leider", "for: lijder")), {(ACTIONS, 7, "komma-getal"), (LIST, 9, "verwijzing")}),
    (((ACTIONS, "weeks: 6", "weeks: 6,5"), (LIST, "for: leider", "for: lijder"), (PAGE, 'steun == "ja"', 'stuen == "ja"'), (SOURCES, "2026-11-01", "2028-11-01")),
     {(ACTIONS, 7, "komma-getal"), (LIST, 9, "verwijzing"), (PAGE, 21, "naam-onbekend"), (SOURCES, 6, "datum")}),
    (((SOURCES, "  title: Mandaat", "   title: Mandaat"), (LIST, "for: leider", "for: lijder"), (OTHER, "Tekst.", "# Kop")),
     {(SOURCES, 3, "yaml-vorm"), (LIST, 9, "verwijzing"), (OTHER, 7, "kop-een")}),
)
"""Several mistakes at once, and what must be said in one run."""

RIGHT = (
    ("BOM", PAGE, "\ufeff" + GUIDE[PAGE]),
    ("CRLF in een bladzijde", PAGE, GUIDE[PAGE].replace("\n", "\r\n")),
    ("CRLF in de vragen", Q, GUIDE[Q].replace("\n", "\r\n")),
    ("CR", PAGE, GUIDE[PAGE].replace("\n", "\r")),
    ("streepjes", PAGE, GUIDE[PAGE].replace("Tekst over", "Tekst – en — over")),
    ("###Kop", PAGE, GUIDE[PAGE].replace("Tekst over", "###Kop\n\nTekst over")),
)
"""Right as they are: nothing is said of these."""
