"""The front door: `handreiking COMMAND`. Thin: one function per command, imports where used.

Exit statuses: 0 done; 1 something is wrong in content or answers; 2 wrong use (argument, folder,
terminal); 130 stopped with Ctrl+C.
"""

from __future__ import annotations

import argparse
import gc
import sys

from site_build.commands.arguments import make_parser

TYPE_CHECKING = False  # as typing's, without the price of importing it: a bare start must be quick
if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from site_build.commands.batch import Batch
    from site_build.commands.report import Report
    from site_build.content.model import Content

VERSION = "1.0.0"
USAGE = 2  # exit status of wrong use, as errors.UsageError has it
_COLLECT = 100_000  # new objects before Python looks for circles: a command makes much that stays, and in vain looking costs a tenth of its start


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status; no traceback reaches a user."""
    from site_build.commands.speaking import explain_failure, speak

    gc.set_threshold(_COLLECT)
    speak()
    given = sys.argv[1:] if argv is None else list(argv)
    if any("\0" in part for part in given):
        print("In de opdracht staat een teken dat niet kan. Typ de opdracht opnieuw.", file=sys.stderr)
        return USAGE
    arguments = make_parser(_COMMANDS, VERSION, given).parse_args(given)
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
    from site_build.commands.new import NewWish, run

    wish = NewWish(a.dir, _today(a), a.answers, tuple(a.with_answers), a.date, a.complete, a.plain, a.quick, not a.no_build)
    return _done(run(wish, _content(a), say=print))


def _ask(a: argparse.Namespace) -> int:
    from site_build.commands.ask import AskWish, run

    return _done(run(AskWish(a.file, _today(a), a.plain, a.quick), _content(a, a.file)))


def _statements(a: argparse.Namespace) -> int:
    from site_build.commands.ask import StatementsWish, run

    return _done(run(StatementsWish(a.file, _today(a), a.plain, role=a.role), _content(a)))


def _build(a: argparse.Namespace) -> int:
    from site_build.commands.build import BuildWish, run

    return _done(run(BuildWish(a.dir, a.date, tuple(a.restore), a.dry_run, not a.no_build, a.trust), _content(a, a.dir), say=print))


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

    wish = share.Wish(a.dir, a.target, a.audience, True if a.amounts else None, tuple(a.own), not a.no_build)
    return _done(share.run(wish, _content(a, a.dir), say=print, ask=_yes if sys.stdin and sys.stdin.isatty() else None))


def _yes(question: str) -> bool:
    try:
        return input(f"{question} (ja of nee, Enter is nee) ").strip().lower() in ("ja", "j")
    except EOFError:
        return False


def _serve(a: argparse.Namespace) -> int:
    from site_build.commands.serve import ServeWish, run

    return _done(run(ServeWish(a.dir, a.port, a.trust), say=_now))


def _edit(a: argparse.Namespace) -> int:
    from site_build.commands.edit import EditWish, run

    return _done(run(EditWish(a.dir or a.guide, _today(a), a.port), say=_now))


def _diff(a: argparse.Namespace) -> int:
    from site_build.commands.diff import DiffWish, run

    return _done(run(DiffWish(a.dir or a.guide, a.since, a.html, _today(a))))


def _rename(a: argparse.Namespace) -> int:
    from site_build.commands.rename import RenameWish, run

    return _done(run(RenameWish(a.guide, a.old, a.new, a.kind, _today(a))))


def _check(a: argparse.Namespace) -> int:
    from site_build.commands.check import CheckWish, run
    from site_build.commands.progress import Progress

    wish = CheckWish(a.dir or a.guide, _today(a), a.json, a.all, a.strict, a.fix, a.summary, a.coverage, a.uses or "", a.publish)
    far = Progress(sys.stderr, "Bezig: {done} van {total} controles.")
    return _done(run(wish, tell=lambda line: print(line, file=sys.stderr, flush=True), far=far))  # beside what is asked for: that may be JSON


def _explain(a: argparse.Namespace) -> int:
    from site_build.commands.explain import ExplainWish, run

    return _done(run(ExplainWish(a.dir, a.page or "", a.score or "", a.advice), _content(a, a.dir)))


def _export(a: argparse.Namespace) -> int:
    from pathlib import Path

    from site_build.commands.export import KINDS, ExportWish, run
    from site_build.publishing.paper.models import FORMS

    kinds = frozenset(kind for kind in KINDS if a.all or getattr(a, kind))
    wish = ExportWish(a.dir, kinds, a.page or "", a.role or "", a.whole, Path(a.share) if a.share else None, a.trust,
                      () if not a.documents else FORMS if a.documents == "alle" else (a.documents,))
    return _done(run(wish, _content(a, a.dir), say=_now))


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

    return _done(batch.run(batch.Wish(tuple(a.dirs), a.site, a.processes, VERSION), _content(a, a.dirs[0]), tell=tell))


def _compare(a: argparse.Namespace) -> int:
    from site_build.commands.compare import CompareWish, run

    return _done(run(CompareWish(a.dir, a.since), _content(a, a.dir)))


def _new_guide(a: argparse.Namespace) -> int:
    from site_build.commands.new_guide import NewGuideWish, run

    return _done(run(NewGuideWish(a.dir, a.title), _content(a)))


def _free_days(a: argparse.Namespace) -> int:
    import datetime as dt

    from site_build.commands.free_days import FreeDaysWish, run

    return _done(run(FreeDaysWish(dt.date.today().year, a.write, a.guide)))


# --- helpers ------------------------------------------------------------------------------


def _content(a: argparse.Namespace, folder: Path | None = None) -> Content:
    """The content of the guide that was named, else of the one that the handbook in `folder` was made from, else our own."""
    if folder is not None:
        from site_build.store.guides import content_for

        return content_for(folder, a.guide)
    from site_build.content.loading import load

    return load(a.guide)


def _now(line: str) -> None:
    """Show a line at once: what comes after it takes long."""
    print(line, flush=True)


def _say(lines: Sequence[str]) -> None:
    for line in lines:
        print(line)


def _done(report: Report | Batch) -> int:
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
