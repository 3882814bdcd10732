"""The front door: `handreiking COMMAND`. Thin: one function per command, imports where used.

Exit statuses: 0 done; 1 something is wrong in content or answers; 2 wrong use (argument, folder,
terminal); 130 stopped with Ctrl+C.
"""

from __future__ import annotations

import argparse
import sys

TYPE_CHECKING = False  # as typing's, without the price of importing it: a bare start must be quick
if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Sequence
    from pathlib import Path
    from typing import Any

VERSION = "1.0.0"
USAGE = 2  # exit status of wrong use, as errors.UsageError has it


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status; no traceback reaches a user."""
    _speak()
    arguments = _parser().parse_args(argv)
    try:
        return int(arguments.run(arguments) or 0)
    except KeyboardInterrupt:
        print("Gestopt.", file=sys.stderr)
        return 130
    except BrokenPipeError:
        sys.stderr.close()
        return 0
    except Exception as error:
        if arguments.debug:
            raise
        return _explain_failure(error)


def _speak() -> None:
    """Let every console and redirect take our words: what it has no sign for becomes one that looks like it."""
    import codecs

    codecs.register_error("handreiking", _look_alike)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # not where a test or a notebook put its own stream
            stream.reconfigure(errors="handreiking")


def _look_alike(error: UnicodeError) -> tuple[str, int]:
    import unicodedata

    if not isinstance(error, UnicodeEncodeError):
        raise error
    signs = {"→": "->", "…": "...", "€": "EUR", "‘": "'", "’": "'", "“": '"', "”": '"', "–": "-", "—": "-", "×": "x", "☐": "[ ]", "ﬁ": "fi"}
    plain = (signs.get(sign) or unicodedata.normalize("NFKD", sign).encode("ascii", "ignore").decode() or "?" for sign in error.object[error.start:error.end])
    return "".join(plain), error.end


def _explain_failure(error: Exception) -> int:
    from site_build.errors import HandbookError

    if isinstance(error, HandbookError):
        print(error, file=sys.stderr)
        return error.exit_status
    if isinstance(error, OSError):  # a disk can refuse at any moment, and that is nobody's bug
        from site_build.disk import reason

        what = f"{error.filename}: " if error.filename else ""
        print(f"De schijf werkt niet mee: {what}{reason(error)}.", file=sys.stderr)
        return 1
    print(f"Er ging iets mis dat niet had mogen gebeuren ({type(error).__name__}). "
          "Probeer het met --debug en meld wat u ziet.", file=sys.stderr)
    return 1


# --- commands -----------------------------------------------------------------------------


def _new(a: argparse.Namespace) -> int:
    from site_build.interview.files import ANSWERS
    from site_build.store import projects
    from site_build.store.tree import check_new_folder

    content, folder = _content(), a.dir
    if a.complete:
        projects.create_complete(folder, content, _today(a))
        return _publish(folder, a)
    source = None
    if a.answers:
        path = a.answers
        filled = _read_any_answers(path, content)
        answers = filled.answers
        if not filled.spreadsheet and not a.with_answers:
            from site_build.interview.files import read_text

            text = read_text(path)
            source = projects.with_date(text, a.date) if a.date else text
    else:
        from site_build.interview.session import run_interview

        check_new_folder(folder, begun=ANSWERS)
        answers = run_interview(folder / ANSWERS, content, plain=a.plain, quick=a.quick, today=_today(a),
                                resume=f"handreiking new {folder}{' --quick' if a.quick else ''}{' --plain' if a.plain else ''}")
    answers = projects.add_answers(answers, [_read_any_answers(p, content).answers for p in a.with_answers])
    if a.date:
        answers = answers.with_date(a.date)
    from site_build.interview.answers import ask_again

    handbook, report = projects.create(folder, answers, content, source=source)
    _say(ask_again(answers, content))
    _say_report(report)
    return _publish(folder, a)


def _read_any_answers(path: Path, content: Any) -> Any:
    from site_build.publishing.forms.form import read_filled

    filled = read_filled(path, content)
    _say(filled.notices)
    return filled


def _ask(a: argparse.Namespace) -> int:
    from site_build.interview.files import ANSWERS
    from site_build.interview.session import run_interview

    path = a.file
    path = path / ANSWERS if path.is_dir() else path
    run_interview(path, _content(), plain=a.plain, quick=a.quick, today=_today(a))
    print(f"Uw antwoorden staan in {path}. Maak het handboek met: handreiking new MAP --answers {path}")
    return 0


def _statements(a: argparse.Namespace) -> int:
    from site_build.interview.files import ANSWERS
    from site_build.interview.session import run_statements

    path = a.file
    run_statements(path / ANSWERS if path.is_dir() else path, _content(), plain=a.plain, role=a.role, today=_today(a))
    return 0


def _build(a: argparse.Namespace) -> int:
    from site_build.interview.answers import ask_again
    from site_build.store import projects

    content = _content()
    handbook, report = projects.rebuild(a.dir, content, date=a.date)
    _say(ask_again(handbook.answers, content))
    _say_report(report)
    return _publish(a.dir, a)


def _share(a: argparse.Namespace) -> int:
    from site_build.store import projects

    report, changed = projects.share(a.dir, a.target, _content())
    _say_report(report)
    if changed:
        print("Deze bladzijden hebt u zelf veranderd. Zij zijn niet gekopieerd; kijk zelf wat u wilt delen:")
        _say([f"- {path}" for path in changed])
    return _publish(a.target, a)


def _serve(a: argparse.Namespace) -> int:
    from site_build.publishing.web.serving import serve

    return serve(a.dir, a.port, trust=a.trust)


def _check(a: argparse.Namespace) -> int:
    from site_build.commands.check import run_check

    return run_check(a.dir, a)


def _explain(a: argparse.Namespace) -> int:
    from site_build.commands.explain import explain_lines

    _say(explain_lines(a.dir, _content(), page=a.page, score=a.score, advice=a.advice))
    return 0


def _export(a: argparse.Namespace) -> int:
    from pathlib import Path

    from site_build.commands.export import KINDS, ExportWish, run

    kinds = frozenset(kind for kind in KINDS if a.all or getattr(a, kind))
    wish = ExportWish(a.dir, kinds, a.page or "", a.role or "", a.whole, Path(a.share) if a.share else None, a.trust)
    return _done(run(wish, _content(), say=lambda line: print(line, flush=True)))


def _form(a: argparse.Namespace) -> int:
    from pathlib import Path

    from site_build.commands.form import FormWish, run

    kinds = tuple(kind for kind in ("excel", "word") if getattr(a, kind))
    return _done(run(FormWish(Path(a.target), kinds, a.role, a.statements), _content()))


def _plan(a: argparse.Namespace) -> int:
    from pathlib import Path

    from site_build.commands.plan import PlanWish, run

    content, wish = _content(), PlanWish(a.dir, Path(a.source), a.yes)
    shown = run(wish, content)
    _say(shown.lines)
    if not shown.waiting:
        return shown.status
    if not _agreed(shown.waiting):
        print("Er is niets overgenomen.")
        return 0
    print(run(PlanWish(a.dir, wish.source, True), content).lines[-1])
    return 0


def _agreed(count: int) -> bool:
    """Ask in a terminal; elsewhere say how to agree."""
    if not (sys.stdin and sys.stdin.isatty()):
        print("Neem ze over met: --yes")
        return False
    what = "dit verschil" if count == 1 else f"deze {count} verschillen"
    try:
        return input(f"Neemt u {what} over? (ja of nee) ").strip().lower() in ("ja", "j")
    except EOFError:
        return False


def _batch(a: argparse.Namespace) -> int:
    from site_build.commands import batch

    def tell(done: int, total: int, outcome: batch.Outcome) -> None:
        print(f"{done} van {total}: {outcome.folder} {outcome.kind}", flush=True)

    report = batch.run(batch.Wish(tuple(a.dirs), a.site, a.processes, VERSION), _content(), tell=tell)
    _say(report.lines())
    return report.exit_status


def _compare(a: argparse.Namespace) -> int:
    from site_build.commands.explain import compare_lines

    _say(compare_lines(a.dir, a.since, _content()))
    return 0


def _free_days(a: argparse.Namespace) -> int:
    import datetime as dt

    from site_build.commands.free_days import FreeDaysWish, run

    return _done(run(FreeDaysWish(dt.date.today().year, a.write)))


# --- helpers ------------------------------------------------------------------------------


def _content() -> Any:
    from site_build.content.loading import load

    return load()


def _publish(folder: Path, a: argparse.Namespace) -> int:
    if a.no_build:
        print(f"Het handboek staat in {folder}. Maak de website met: handreiking build {folder}")
        return 0
    from site_build.publishing.web.site import build_site

    site = build_site(folder, trust=getattr(a, "trust", False))
    print(f"Klaar. Open {site / 'index.html'} in uw browser.")
    return 0


def _say(lines: Sequence[str]) -> None:
    for line in lines:
        print(line)


def _done(report: Any) -> int:
    """Show a command's report and return its exit status."""
    _say(report.lines)
    return int(report.status)


def _say_report(report: Any) -> None:
    _say(report.lines())


def _today(a: argparse.Namespace) -> dt.date:
    import datetime as dt

    given: dt.date | None = a.date
    return given or dt.date.today()


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


class _Parser(argparse.ArgumentParser):
    """argparse with Dutch headings and errors."""

    def error(self, message: str) -> Any:
        for english, dutch in _MESSAGES:
            message = message.replace(english, dutch)
        print(f"{self.prog}: {message}\nHulp: {self.prog} --help", file=sys.stderr)
        raise SystemExit(USAGE)

    def format_help(self) -> str:
        text = super().format_help()
        for english, dutch in (("usage:", "gebruik:"), ("positional arguments:", "onderdelen:"), ("options:", "opties:")):
            text = text.replace(english, dutch)
        return text


_MESSAGES = (("the following arguments are required:", "dit ontbreekt:"), ("unrecognized arguments:", "dit is onbekend:"),
             ("invalid choice:", "dit kan niet:"), ("choose from", "kies uit"), ("argument ", "bij "), ("expected one argument", "hier hoort een waarde"))


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="handreiking", description="Maakt van de antwoorden van een gemeente haar eigen handboek.", add_help=False,
                     epilog="Uitkomst: 0 gelukt, 1 er klopt iets niet in de inhoud of antwoorden, 2 verkeerd gebruik, 130 gestopt met Ctrl+C.")
    parser.add_argument("-h", "--help", action="help", help="toon deze hulp")
    parser.add_argument("--version", action="version", version=f"handreiking {VERSION}", help="toon de versie")
    parser.add_argument("--debug", action="store_true", help="toon de technische fout als er iets misgaat")
    commands = parser.add_subparsers(title="opdrachten", metavar="OPDRACHT", required=True, parser_class=_Parser)

    def command(name: str, run: Callable[[argparse.Namespace], int], text: str) -> argparse.ArgumentParser:
        sub = commands.add_parser(name, help=text, description=text, add_help=False)
        sub.add_argument("-h", "--help", action="help", help="toon deze hulp")
        sub.add_argument("--debug", action="store_true", help=argparse.SUPPRESS, default=argparse.SUPPRESS)
        sub.set_defaults(run=run)
        return sub

    def dated(sub: argparse.ArgumentParser) -> None:
        sub.add_argument("--date", type=_date, metavar="DATUM", help="de dag waarvoor alles wordt berekend (2026-11-24 of vandaag)")

    def built(sub: argparse.ArgumentParser) -> None:
        sub.add_argument("--no-build", action="store_true", help="maak de bestanden, maar niet de website")

    def trusted(sub: argparse.ArgumentParser) -> None:
        sub.add_argument("--trust", action="store_true", help="vertrouw mkdocs.yml, ook waar het programma's kan starten")

    new = command("new", _new, "maak een nieuw handboek in een lege map")
    new.add_argument("dir", type=_path, metavar="MAP")
    new.add_argument("--answers", type=_path, metavar="BESTAND", help="antwoorden uit een bestand (.yml, of een ingevuld werkboek) in plaats van vragen")
    new.add_argument("--with", dest="with_answers", type=_path, action="append", default=[], metavar="BESTAND",
                     help="wat iemand anders invulde (stellingen, of antwoorden die nog ontbreken); mag vaker")
    new.add_argument("--complete", action="store_true", help="de volledige uitgave: alles, met labels")
    new.add_argument("--plain", action="store_true", help="stel de vragen als genummerde regels")
    new.add_argument("--quick", action="store_true", help="stel alleen de belangrijkste vragen")
    dated(new)
    built(new)

    ask = command("ask", _ask, "beantwoord de vragen, of verander antwoorden")
    ask.add_argument("file", type=_path, metavar="BESTAND", help="een antwoordenbestand of de map van een handboek")
    ask.add_argument("--plain", action="store_true", help="stel de vragen als genummerde regels")
    ask.add_argument("--quick", action="store_true", help="stel alleen de belangrijkste vragen")
    dated(ask)

    statements = command("statements", _statements, "vul de stellingen in")
    statements.add_argument("file", type=_path, metavar="BESTAND")
    statements.add_argument("--role", default="", help="de rol van wie invult")
    statements.add_argument("--plain", action="store_true", help="stel de vragen als genummerde regels")
    dated(statements)

    build = command("build", _build, "maak een handboek opnieuw uit antwoorden.yml")
    build.add_argument("dir", type=_path, metavar="MAP")
    dated(build)
    built(build)
    trusted(build)

    share = command("share", _share, "maak de uitgave om te delen, zonder vertrouwelijke antwoorden")
    share.add_argument("dir", type=_path, metavar="MAP")
    share.add_argument("target", type=_path, metavar="DOEL")
    built(share)

    serve = command("serve", _serve, "toon een handboek in de browser")
    serve.add_argument("dir", type=_path, metavar="MAP")
    serve.add_argument("--port", type=int, default=8000, metavar="POORT", help="standaard 8000")
    trusted(serve)

    check = command("check", _check, "controleer de inhoud (guide, templates, checklists)")
    check.add_argument("dir", type=_path, nargs="?", metavar="MAP")
    check.add_argument("--json", action="store_true", help="als JSON, voor andere programma's")
    check.add_argument("--strict", action="store_true", help="ook bij 'let op' is de uitkomst 1")
    check.add_argument("--summary", action="store_true", help="toon de aantallen en de leesbaarheid")
    check.add_argument("--coverage", action="store_true", help="toon wat bij welke antwoorden verschijnt")
    check.add_argument("--uses", metavar="ID", help="toon wat van een vraag of keuze afhangt")
    check.add_argument("--publish", action="store_true", help="leg alle id's vast en verhoog de versie")
    dated(check)

    explain = command("explain", _explain, "waarom een bladzijde erin staat, of niet")
    explain.add_argument("dir", type=_path, metavar="MAP")
    explain.add_argument("page", nargs="?", metavar="BLADZIJDE")
    explain.add_argument("--score", metavar="DIMENSIE", help="toon de som van een score, zoals D3")
    explain.add_argument("--advice", action="store_true", help="toon waarom elk advies staat waar het staat, en wat er net na kwam")

    export = command("export", _export, "maak PDF, Word, Excel, kalender of zip")
    export.add_argument("dir", type=_path, metavar="MAP")
    for name, text in (("pdf", "het handboek als PDF"), ("word", "de modelstukken en het handboek als Word"), ("excel", "plan, risico's, lijsten en kosten als werkboek"),
                       ("calendar", "het plan als agenda (.ics)"), ("zip", "de website als zip"), ("all", "alles")):
        export.add_argument(f"--{name}", action="store_true", help=text)
    export.add_argument("--whole", action="store_true", help="ook het hele handboek als PDF; anders het overzicht en het plan")
    export.add_argument("--page", metavar="BLADZIJDE", help="alleen deze bladzijde")
    export.add_argument("--role", metavar="ROL", help="alleen wat bij deze rol hoort")
    export.add_argument("--share", metavar="DOEL", help="exporteer de uitgave om te delen, in deze map")
    trusted(export)

    form = command("form", _form, "schrijf de vragenlijst als werkboek of Word")
    form.add_argument("target", nargs="?", default="vragenlijst", metavar="BESTAND")
    form.add_argument("--excel", action="store_true", help="als Excel-werkboek (standaard)")
    form.add_argument("--word", action="store_true", help="als Word-bestand")
    form.add_argument("--role", metavar="ROL", help="alleen vragen die deze rol kan weten")
    form.add_argument("--statements", action="store_true", help="met de stellingen")

    plan = command("plan", _plan, "lees een bewerkt plan terug")
    plan.add_argument("dir", type=_path, metavar="MAP")
    plan.add_argument("--from", dest="source", metavar="BESTAND", required=True, help="het bewerkte werkboek (.xlsx)")
    plan.add_argument("--yes", action="store_true", help="neem de verschillen over zonder te vragen")

    batch = command("batch", _batch, "maak veel handboeken achter elkaar")
    batch.add_argument("dirs", type=_path, nargs="+", metavar="MAP", help="een handboek, een map met antwoorden.yml, of een map met zulke mappen")
    batch.add_argument("--site", action="store_true", help="maak ook de websites")
    batch.add_argument("--processes", type=int, default=0, metavar="AANTAL", help="standaard één per rekenkern")

    compare = command("compare", _compare, "vergelijk met antwoorden van een eerder moment")
    compare.add_argument("dir", type=_path, metavar="MAP")
    compare.add_argument("--since", type=_path, metavar="BESTAND", required=True, help="het eerdere antwoordenbestand")

    free = command("free-days", _free_days, "vernieuw de vrije dagen in guide/knowledge/free-days.yml")
    free.add_argument("--write", action="store_true", help="schrijf het bestand; anders alleen tonen")
    return parser


if __name__ == "__main__":
    sys.exit(main())
