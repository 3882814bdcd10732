"""The front door: `handreiking COMMAND`. Thin: one function per command, imports where used.

Exit statuses: 0 done; 1 something is wrong in content or answers; 2 wrong use (argument, folder,
terminal); 130 stopped with Ctrl+C.
"""

from __future__ import annotations

import argparse
import sys

from site_build.commands.arguments import make_parser

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
    from site_build.commands.speaking import explain_failure, speak

    speak()
    given = sys.argv[1:] if argv is None else list(argv)
    if any("\0" in part for part in given):
        print("In de opdracht staat een teken dat niet kan. Typ de opdracht opnieuw.", file=sys.stderr)
        return USAGE
    arguments = make_parser(_COMMANDS, VERSION).parse_args(given)
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
        return explain_failure(error)


# --- commands -----------------------------------------------------------------------------


def _new(a: argparse.Namespace) -> int:
    from site_build.interview.files import ANSWERS
    from site_build.store import projects
    from site_build.store.tree import check_new_folder

    content, folder = _content(a), a.dir
    if a.complete:
        projects.create_complete(folder, content, _today(a))
        return _publish(folder, a)
    source = None
    if a.answers:
        filled = _read_any_answers(a.answers, content)
        answers = filled.answers
        if not filled.spreadsheet and not a.with_answers:
            from site_build.interview.files import read_text

            source = projects.with_date(read_text(a.answers), a.date) if a.date else read_text(a.answers)
    else:
        from site_build.interview.session import run_interview

        check_new_folder(folder, begun=ANSWERS)
        answers = run_interview(folder / ANSWERS, content, plain=a.plain, quick=a.quick, today=_today(a),
                                resume=f"handreiking new {folder}{' --quick' if a.quick else ''}{' --plain' if a.plain else ''}")
    answers = projects.add_answers(answers, [_read_any_answers(p, content).answers for p in a.with_answers])
    if a.date:
        answers = answers.with_date(a.date)
    from site_build.interview.migrating import ask_again_report

    handbook, report = projects.create(folder, answers, content, source=source)
    _say(ask_again_report(answers, content, str(folder)))
    _say(report.lines())
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
    run_interview(path, _content(a, a.file), plain=a.plain, quick=a.quick, today=_today(a))
    print(f"Uw antwoorden staan in {path}. Maak het handboek met: handreiking new MAP --answers {path}")
    return 0


def _statements(a: argparse.Namespace) -> int:
    from site_build.interview.files import ANSWERS
    from site_build.interview.session import run_statements

    path = a.file
    run_statements(path / ANSWERS if path.is_dir() else path, _content(a, a.file), plain=a.plain, role=a.role, today=_today(a))
    return 0


def _build(a: argparse.Namespace) -> int:
    from site_build.interview.migrating import ask_again_report
    from site_build.store import projects

    content = _content(a, a.dir)
    handbook, report = projects.rebuild(a.dir, content, date=a.date, restore=a.restore, dry=a.dry_run)
    _say(ask_again_report(handbook.answers, content, str(a.dir)))
    _say(report.lines())
    if a.dry_run:
        print("Er is niets geschreven." if report.changes else "Er zou niets veranderen.")
        return int(bool(report.changes))
    return _publish(a.dir, a)


def _choose(a: argparse.Namespace) -> int:
    from site_build.commands.choose import ChooseWish, run
    from site_build.interview.session import open_front

    return _done(run(ChooseWish(a.dir, a.word), open_front(plain=a.plain)))


def _undo(a: argparse.Namespace) -> int:
    from site_build.commands.undo import UndoWish, run

    return _done(run(UndoWish(a.dir, a.redo)))


def _editions(a: argparse.Namespace) -> int:
    from site_build.commands.editions import EditionsWish, run

    return _done(run(EditionsWish(a.dir), _content(a, a.dir) if a.dir else _content(a)))


def _share(a: argparse.Namespace) -> int:
    from site_build.commands import share

    wish = share.Wish(a.dir, a.target, a.audience, True if a.amounts else None, tuple(a.own))
    _say(share.run(wish, _content(a, a.dir), say=print, ask=_yes if sys.stdin and sys.stdin.isatty() else None))
    return _publish(a.target, a)


def _yes(question: str) -> bool:
    try:
        return input(f"{question} (ja/nee) ").strip().lower() in ("ja", "j")
    except EOFError:
        return False


def _serve(a: argparse.Namespace) -> int:
    from site_build.publishing.web.serving import serve

    return serve(a.dir, a.port, trust=a.trust)


def _edit(a: argparse.Namespace) -> int:
    from site_build.commands.edit import run_edit

    return run_edit(a.dir or a.guide, _today(a), a.port)


def _diff(a: argparse.Namespace) -> int:
    from site_build.commands.diff import DiffWish, run

    return _done(run(DiffWish(a.dir or a.guide, a.since, a.html, _today(a))))


def _rename(a: argparse.Namespace) -> int:
    from site_build.commands.rename import RenameWish, run

    return _done(run(RenameWish(a.guide, a.old, a.new, a.kind, _today(a))))


def _check(a: argparse.Namespace) -> int:
    from site_build.commands.check import run_check

    return run_check(a.dir or a.guide, a)


def _explain(a: argparse.Namespace) -> int:
    from site_build.commands.explain import explain_lines

    _say(explain_lines(a.dir, _content(a, a.dir), page=a.page, score=a.score, advice=a.advice))
    return 0


def _export(a: argparse.Namespace) -> int:
    from pathlib import Path

    from site_build.commands.export import KINDS, ExportWish, run
    from site_build.publishing.paper.models import FORMS

    kinds = frozenset(kind for kind in KINDS if a.all or getattr(a, kind))
    wish = ExportWish(a.dir, kinds, a.page or "", a.role or "", a.whole, Path(a.share) if a.share else None, a.trust,
                      () if not a.documents else FORMS if a.documents == "alle" else (a.documents,))
    return _done(run(wish, _content(a, a.dir), say=lambda line: print(line, flush=True)))


def _form(a: argparse.Namespace) -> int:
    from pathlib import Path

    from site_build.commands.form import FormWish, run

    kinds = tuple(kind for kind in ("excel", "word") if getattr(a, kind))
    return _done(run(FormWish(Path(a.target), kinds, a.role, a.statements), _content(a)))


def _plan(a: argparse.Namespace) -> int:
    from pathlib import Path

    from site_build.commands.plan import PlanWish, run

    content, wish = _content(a, a.dir), PlanWish(a.dir, Path(a.source), a.yes)
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

    report = batch.run(batch.Wish(tuple(a.dirs), a.site, a.processes, VERSION), _content(a, a.dirs[0]), tell=tell)
    _say(report.lines())
    return report.exit_status


def _compare(a: argparse.Namespace) -> int:
    from site_build.commands.explain import compare_lines

    _say(compare_lines(a.dir, a.since, _content(a, a.dir)))
    return 0


def _new_guide(a: argparse.Namespace) -> int:
    from site_build.commands.new_guide import NewGuideWish, run

    return _done(run(NewGuideWish(a.dir, a.title), _content(a)))


def _free_days(a: argparse.Namespace) -> int:
    import datetime as dt

    from site_build.commands.free_days import FreeDaysWish, run

    return _done(run(FreeDaysWish(dt.date.today().year, a.write, a.guide)))


# --- helpers ------------------------------------------------------------------------------


def _content(a: argparse.Namespace, folder: Path | None = None) -> Any:
    """The content of the guide that was named, else of the one that the handbook in `folder` was made from, else our own."""
    if folder is not None:
        from site_build.store.guides import content_for

        return content_for(folder, a.guide)
    from site_build.content.loading import load

    return load(a.guide)


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


def _today(a: argparse.Namespace) -> dt.date:
    import datetime as dt

    given: dt.date | None = a.date
    return given or dt.date.today()


_COMMANDS: dict[str, Callable[[argparse.Namespace], int]] = {
    "new": _new,
    "ask": _ask,
    "statements": _statements,
    "build": _build,
    "choose": _choose,
    "undo": _undo,
    "editions": _editions,
    "share": _share,
    "serve": _serve,
    "edit": _edit,
    "diff": _diff,
    "rename": _rename,
    "check": _check,
    "explain": _explain,
    "export": _export,
    "form": _form,
    "plan": _plan,
    "batch": _batch,
    "compare": _compare,
    "new-guide": _new_guide,
    "free-days": _free_days,
}


if __name__ == "__main__":
    sys.exit(main())
