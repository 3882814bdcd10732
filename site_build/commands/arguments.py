"""What can be typed after `handreiking`: every command with its arguments, in Dutch. Imports argparse and nothing else."""

from __future__ import annotations

import argparse
import sys

TYPE_CHECKING = False  # as typing's, without the price of importing it: a bare start must be quick
if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path
    from typing import NoReturn

USAGE = 2  # exit status of wrong use, as errors.UsageError has it


def _path(text: str) -> Path:
    from pathlib import Path

    if "\0" in text:
        raise argparse.ArgumentTypeError("in deze naam staat een teken dat niet kan")
    return Path(text)


def _date(text: str) -> dt.date:
    import datetime as dt

    if text == "vandaag":
        return dt.date.today()
    from site_build.interview.typed import InvalidAnswer, read_date

    try:
        return read_date(text)
    except InvalidAnswer:
        raise argparse.ArgumentTypeError(f"'{text}' is geen datum; schrijf bijvoorbeeld 2026-11-24 of vandaag") from None


def _whole(least: int, most: int) -> Callable[[str], int]:
    """Return a reader of whole numbers between these two."""
    def read(text: str) -> int:
        if not (text.isascii() and text.isdigit()) or not least <= int(text[:9]) <= most:
            raise argparse.ArgumentTypeError(f"'{text}' is geen heel getal van {least} tot {most}")
        return int(text)
    return read


class _Parser(argparse.ArgumentParser):
    """argparse with Dutch headings and errors."""

    def error(self, message: str) -> NoReturn:
        for english, dutch in _MESSAGES:
            message = message.replace(english, dutch)
        print(f"{self.prog}: {message}\nHulp: {self.prog} --help", file=sys.stderr)
        raise SystemExit(USAGE)

    def format_help(self) -> str:
        text = super().format_help()
        for english, dutch in (("usage:", "gebruik:"), ("positional arguments:", "onderdelen:"), ("options:", "opties:")):
            text = text.replace(english, dutch)
        return text


class _Unused:
    """Stands for a command that was not typed."""

    def add_argument(self, *names: str, **how: object) -> None:
        """Leave it out."""


_MESSAGES = (("the following arguments are required:", "dit ontbreekt:"), ("unrecognized arguments:", "dit is onbekend:"),
             ("invalid choice:", "dit kan niet:"), ("choose from", "kies uit"), ("expected one argument", "hier hoort een waarde"),
             ("ambiguous option:", "dit kan meer betekenen:"), ("could match", "is het begin van"), ("ignored explicit argument ", "hier hoort geen waarde, dus niet "),
             ("argument ", "bij "))


def make_parser(commands: Mapping[str, Callable[[argparse.Namespace], int]], version: str, given: Sequence[str] = ()) -> argparse.ArgumentParser:
    """Return the parser; each command gets its function from `commands`.

    `given` is what was typed: where that begins with a command, the arguments of the others are left out, which nobody sees and saves time.
    """
    typed = given[0] if given and given[0] in commands else ""
    parser = _Parser(prog="handreiking", description="Maakt van de antwoorden van een gemeente haar eigen handboek.", add_help=False,
                     epilog="Uitkomst: 0 gelukt, 1 er klopt iets niet in de inhoud of antwoorden, 2 verkeerd gebruik, 130 gestopt met Ctrl+C.")
    parser.add_argument("-h", "--help", action="help", help="toon deze hulp")
    parser.add_argument("--version", action="version", version=f"handreiking {version}", help="toon de versie")
    parser.add_argument("--debug", action="store_true", help="toon de technische fout als er iets misgaat")
    found = parser.add_subparsers(title="opdrachten", metavar="OPDRACHT", required=True, parser_class=_Parser)

    def command(name: str, text: str) -> argparse.ArgumentParser | _Unused:
        sub = found.add_parser(name, help=text, description=text, add_help=False)
        if typed not in ("", name):
            return _Unused()
        sub.add_argument("-h", "--help", action="help", help="toon deze hulp")
        sub.add_argument("--debug", action="store_true", help=argparse.SUPPRESS, default=argparse.SUPPRESS)
        sub.add_argument("--guide", type=_path, metavar="GIDS", help="een andere handreiking: de map met guide/, templates/ en checklists/")
        sub.set_defaults(run=commands[name])
        return sub

    def dated(sub: argparse.ArgumentParser | _Unused) -> None:
        sub.add_argument("--date", type=_date, metavar="DATUM", help="de dag waarvoor alles wordt berekend (2026-11-24 of vandaag)")

    def built(sub: argparse.ArgumentParser | _Unused) -> None:
        sub.add_argument("--no-build", action="store_true", help="maak de bestanden, maar niet de website")

    def trusted(sub: argparse.ArgumentParser | _Unused) -> None:
        sub.add_argument("--trust", action="store_true", help="vertrouw mkdocs.yml, ook waar het programma's kan starten")

    new = command("new", "maak een nieuw handboek in een lege map")
    new.add_argument("dir", type=_path, metavar="MAP")
    new.add_argument("--answers", type=_path, metavar="BESTAND", help="antwoorden uit een bestand (.yml, of een ingevuld werkboek) in plaats van vragen")
    new.add_argument("--with", dest="with_answers", type=_path, action="append", default=[], metavar="BESTAND",
                     help="wat iemand anders invulde (stellingen, of antwoorden die nog ontbreken); mag vaker")
    new.add_argument("--complete", action="store_true", help="de volledige uitgave: alles, met labels")
    new.add_argument("--plain", action="store_true", help="stel de vragen als genummerde regels")
    new.add_argument("--quick", action="store_true", help="stel alleen de belangrijkste vragen")
    dated(new)
    built(new)

    ask = command("ask", "beantwoord de vragen, of verander antwoorden")
    ask.add_argument("file", type=_path, metavar="BESTAND", help="een antwoordenbestand of de map van een handboek")
    ask.add_argument("--plain", action="store_true", help="stel de vragen als genummerde regels")
    ask.add_argument("--quick", action="store_true", help="stel alleen de belangrijkste vragen")
    dated(ask)

    statements = command("statements", "vul de stellingen in")
    statements.add_argument("file", type=_path, metavar="BESTAND")
    statements.add_argument("--role", default="", help="de rol van wie invult")
    statements.add_argument("--plain", action="store_true", help="stel de vragen als genummerde regels")
    dated(statements)

    build = command("build", "maak een handboek opnieuw uit antwoorden.yml")
    build.add_argument("dir", type=_path, metavar="MAP")
    dated(build)
    built(build)
    trusted(build)
    build.add_argument("--dry-run", action="store_true", help="toon wat er zou veranderen en schrijf niets; de uitkomst is 1 als er iets verandert")
    build.add_argument("--restore", action="append", default=[], metavar="BLADZIJDE",
                       help="haal een bladzijde terug die u hebt weggehaald (of: alles); mag vaker")

    choose = command("choose", "kies tussen uw tekst en de nieuwe, waar beide zijn veranderd")
    choose.add_argument("dir", type=_path, metavar="MAP")
    choose.add_argument("--plain", action="store_true", help="stel de vragen als genummerde regels")
    choose.add_argument("--word", type=_path, metavar="BESTAND", help="zet de keuzes in een Word-bestand om met anderen te bespreken")

    undo = command("undo", "ga terug naar hoe het handboek was voor u het de laatste keer maakte")
    undo.add_argument("dir", type=_path, metavar="MAP")
    undo.add_argument("--redo", action="store_true", help="draai het teruggaan zelf terug")

    editions = command("editions", "toon de uitgaven van de handreiking, en welke een handboek heeft")
    editions.add_argument("dir", type=_path, nargs="?", metavar="MAP")

    share = command("share", "maak de uitgave om te delen, zonder vertrouwelijke antwoorden")
    share.add_argument("dir", type=_path, metavar="MAP")
    share.add_argument("target", type=_path, metavar="DOEL")
    share.add_argument("--voor", dest="audience", choices=("openbaar", "partner", "raad"), default="openbaar", help="voor wie deze uitgave is; die begint met wat hen aangaat")
    share.add_argument("--bedragen", dest="amounts", action="store_true", help="deel ook bedragen en aantallen (aantallen onder de tien nooit)")
    share.add_argument("--met", dest="own", action="append", default=[], metavar="BLADZIJDE", help="een bladzijde die u zelf veranderde gaat mee zoals u die schreef; mag vaker")
    built(share)

    serve = command("serve", "toon een handboek in de browser")
    serve.add_argument("dir", type=_path, metavar="MAP")
    serve.add_argument("--port", type=_whole(0, 65535), default=8000, metavar="POORT", help="standaard 8000")
    trusted(serve)

    edit = command("edit", "bekijk de inhoud terwijl u schrijft: een pagina op deze computer")
    edit.add_argument("dir", type=_path, nargs="?", metavar="MAP")
    edit.add_argument("--port", type=_whole(0, 65535), default=0, metavar="POORT", help="standaard een vrije")
    dated(edit)

    rename = command("rename", "geef iets in de inhoud een andere id, overal waar die staat")
    rename.add_argument("old", metavar="OUD", help="de id, of de hele naam: vraag.keuze, lijst/punt")
    rename.add_argument("new", metavar="NIEUW", help="de nieuwe id")
    rename.add_argument("--kind", default="", metavar="SOORT", help="welke, als meer dingen zo heten: vraag, keuze, bladzijde, bron …")
    dated(rename)

    diff = command("diff", "toon wat een verandering van de inhoud met de bladzijden doet")
    diff.add_argument("dir", type=_path, nargs="?", metavar="MAP")
    diff.add_argument("--since", required=True, metavar="VERSIE", help="een versie van git, zoals main")
    diff.add_argument("--html", type=_path, required=True, metavar="BESTAND", help="waar het verschil komt te staan")
    dated(diff)

    check = command("check", "controleer de inhoud (guide, templates, checklists)")
    check.add_argument("dir", type=_path, nargs="?", metavar="MAP")
    check.add_argument("--json", action="store_true", help="als JSON, voor andere programma's")
    check.add_argument("--all", action="store_true", help="toon alles, ook waar er veel van één soort is")
    check.add_argument("--fix", action="store_true", help="herstel wat maar op één manier goed kan: tekens, spaties, hoofdletters in voorwaarden")
    check.add_argument("--strict", action="store_true", help="ook bij 'let op' is de uitkomst 1")
    check.add_argument("--summary", action="store_true", help="toon de aantallen en de leesbaarheid")
    check.add_argument("--coverage", action="store_true", help="toon wat bij welke antwoorden verschijnt")
    check.add_argument("--uses", metavar="ID", help="toon wat van een vraag of keuze afhangt")
    check.add_argument("--publish", action="store_true", help="leg alle id's vast en verhoog de versie")
    dated(check)

    explain = command("explain", "waarom een bladzijde erin staat, of niet")
    explain.add_argument("dir", type=_path, metavar="MAP")
    explain.add_argument("page", nargs="?", metavar="BLADZIJDE")
    explain.add_argument("--score", metavar="DIMENSIE", help="toon de som van een score, zoals D3")
    explain.add_argument("--advice", action="store_true", help="toon waarom elk advies staat waar het staat, en wat er net na kwam")

    export = command("export", "maak PDF, Word, Excel, kalender of zip")
    export.add_argument("dir", type=_path, metavar="MAP")
    for name, text in (("pdf", "het handboek als PDF"), ("word", "de modelstukken en het handboek als Word"), ("excel", "plan, risico's, lijsten en kosten als werkboek"),
                       ("calendar", "het plan als agenda (.ics)"), ("zip", "de website als zip"), ("all", "alles")):
        export.add_argument(f"--{name}", action="store_true", help=text)
    export.add_argument("--whole", action="store_true", help="ook het hele handboek als PDF; anders het overzicht en het plan")
    export.add_argument("--documents", choices=("leeg", "eigen", "voorbeeld", "alle"),
                        help="de modelstukken als Word: leeg, met uw antwoorden (eigen), ingevuld door een verzonnen gemeente (voorbeeld), of alle drie")
    export.add_argument("--page", metavar="BLADZIJDE", help="alleen deze bladzijde")
    export.add_argument("--role", metavar="ROL", help="alleen wat bij deze rol hoort")
    export.add_argument("--share", metavar="DOEL", help="exporteer de uitgave om te delen, in deze map")
    trusted(export)

    form = command("form", "schrijf de vragenlijst als werkboek of Word")
    form.add_argument("target", nargs="?", default="vragenlijst", metavar="BESTAND")
    form.add_argument("--excel", action="store_true", help="als Excel-werkboek (standaard)")
    form.add_argument("--word", action="store_true", help="als Word-bestand")
    form.add_argument("--role", metavar="ROL", help="alleen vragen die deze rol kan weten")
    form.add_argument("--statements", action="store_true", help="met de stellingen")

    plan = command("plan", "lees een bewerkt plan terug")
    plan.add_argument("dir", type=_path, metavar="MAP")
    plan.add_argument("--from", dest="source", metavar="BESTAND", required=True, help="het bewerkte werkboek (.xlsx)")
    plan.add_argument("--yes", action="store_true", help="neem de verschillen over zonder te vragen")

    batch = command("batch", "maak veel handboeken achter elkaar")
    batch.add_argument("dirs", type=_path, nargs="+", metavar="MAP", help="een handboek, een map met antwoorden.yml, of een map met zulke mappen")
    batch.add_argument("--site", action="store_true", help="maak ook de websites")
    batch.add_argument("--processes", type=_whole(0, 999), default=0, metavar="AANTAL", help="standaard één per rekenkern")

    compare = command("compare", "vergelijk met antwoorden van een eerder moment")
    compare.add_argument("dir", type=_path, metavar="MAP")
    compare.add_argument("--since", type=_path, metavar="BESTAND", required=True, help="het eerdere antwoordenbestand")

    own = command("new-guide", "begin een eigen handreiking, over een ander onderwerp")
    own.add_argument("dir", type=_path, metavar="MAP")
    own.add_argument("--title", default="", metavar="TITEL", help="hoe de handboeken heten, zoals: Handboek wijkbibliotheek")

    free = command("free-days", "vernieuw de vrije dagen in guide/knowledge/free-days.yml")
    free.add_argument("--write", action="store_true", help="schrijf het bestand; anders alleen tonen")
    return parser
