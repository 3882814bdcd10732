"""Compare what two revisions of the program make of the examples and the complete edition.

    .venv/bin/python -m tools.compare_output                 # where this branch left main, against the working tree
    .venv/bin/python -m tools.compare_output v1.0 main --show 40

Each of the five examples is made twice (internal and shared), the complete edition once; nothing is built into a website.
Prints `same bytes`, or each difference in short: files that came, went or changed, and every changed line once, with how often it stands there.
Exit status 0 for the same bytes, 1 for differences.
"""

from __future__ import annotations

import argparse
import difflib
import io
import os
import shutil
import subprocess
import sys
import tarfile
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
CACHE = ROOT / "build" / "compare"
HERE = "."
_DATE = "2026-11-24"


def main() -> int:
    """Compare and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("old", nargs="?", default="", help="a revision; by default where this branch left main")
    parser.add_argument("new", nargs="?", default=HERE, help="a revision, or the working tree")
    parser.add_argument("--show", type=int, default=6, help="how many different lines to print per edition")
    wanted = parser.parse_args()
    old, new = output_of(wanted.old or _git("merge-base", "HEAD", "main")), output_of(wanted.new)
    editions = sorted({path.name for made in (old, new) for path in made.iterdir() if path.is_dir()})
    differs = [edition for edition in editions if report(edition, _files(old / edition), _files(new / edition), wanted.show)]
    print(f"{len(editions) - len(differs)} of {len(editions)} editions have the same bytes." if differs else f"same bytes ({len(editions)} editions)")
    return 1 if differs else 0


def output_of(revision: str) -> Path:
    """Return the folder with everything that a revision makes; what a commit makes is kept in build/compare."""
    if revision == HERE:
        target = CACHE / "working-tree"
        shutil.rmtree(target, ignore_errors=True)
        _make(ROOT, target)
        return target
    commit = _git("rev-parse", f"{revision}^{{commit}}")
    target = CACHE / commit
    if not (target / "done").is_file():
        source = CACHE / f"source-{commit}"
        shutil.rmtree(target, ignore_errors=True)
        archive = subprocess.run(["git", "archive", commit], cwd=ROOT, capture_output=True, check=True).stdout
        with tarfile.open(fileobj=io.BytesIO(archive)) as packed:
            packed.extractall(source, filter="data")
        _make(source, target)
        shutil.rmtree(source)
        (target / "done").touch()
    return target


def _git(*arguments: str) -> str:
    return subprocess.run(["git", *arguments], cwd=ROOT, capture_output=True, text=True, check=True).stdout.strip()


def _make(source: Path, target: Path) -> None:
    target.mkdir(parents=True)
    steps = [["new", str(target / "complete"), "--complete", "--date", _DATE]]
    for example in sorted((source / "examples").glob("*.yml")):
        own = str(target / f"{example.stem}-internal")
        steps += [["new", own, "--answers", str(example)], ["share", own, str(target / f"{example.stem}-shared")]]
    environment = {**os.environ, "PYTHONPATH": str(source)}
    for step in steps:
        subprocess.run([sys.executable, "-c", "import sys; from site_build.cli import main; sys.exit(main())", *step, "--no-build"],
                       cwd=source, env=environment, check=True, stdout=subprocess.DEVNULL)


def _files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()} if folder.is_dir() else {}


def report(edition: str, old: dict[str, bytes], new: dict[str, bytes], show: int) -> bool:
    """Print how one edition differs; False when it does not. Digests and zips follow from the rest and are only counted."""
    came, went = sorted(set(new) - set(old)), sorted(set(old) - set(new))
    changed = [name for name in sorted(set(old) & set(new)) if old[name] != new[name]]
    if not (came or went or changed):
        return False
    print(f"{edition}: {len(changed)} files changed, {len(came)} came, {len(went)} went")
    for sign, names in (("came", came), ("went", went)):
        for name in names[:show]:
            print(f"  {sign}: {name}")
    lines: Counter[str] = Counter()
    where: dict[str, str] = {}
    for name in changed:
        for line in _changes(name, old[name], new[name]):
            lines[line] += 1
            where.setdefault(line, name)
    for line, count in lines.most_common(show):
        print(f"  {count:4} x {line[:200]}   [{where[line]}]")
    if len(lines) > show:
        print(f"  and {len(lines) - show} more different lines in {', '.join(sorted(set(where.values()))[:12])}")
    return True


def _changes(name: str, old: bytes, new: bytes) -> list[str]:
    if name.startswith(".handreiking/"):
        return [f"({name} follows from the rest)"]
    try:
        before, after = old.decode().splitlines(), new.decode().splitlines()
    except UnicodeDecodeError:
        return [f"({name}: {len(old)} -> {len(new)} bytes)"]
    diff = difflib.unified_diff(before, after, lineterm="", n=0)
    return [line for line in diff if line[:1] in "+-" and line[:3] not in ("+++", "---")]


if __name__ == "__main__":
    sys.exit(main())
