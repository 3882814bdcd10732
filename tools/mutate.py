"""Break the code a little, one place at a time, and see whether its tests notice. Run: make mutate [ONLY=conditions] [MOST=20].

A library would break every line of a package and run all tests each time, which takes hours here; this takes a fixed sample
(the same each time) of the places where a sign, a comparison, a number or a word of logic decides something, and runs only
the tests that come by it (tools/mutating.py). What survives is listed with its line: write a test, or say in
tools/survivors.yml why it cannot matter. A line of that file of which the fault is noticed now is named too.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

import yaml

from tools.faults import Fault, find_faults

ROOT = Path(__file__).resolve().parents[1]
GOAL = 90  # percent noticed
_SEED = 7
_SURVIVORS = Path(__file__).with_name("survivors.yml")
_NOT_COPIED = shutil.ignore_patterns(".git", ".venv", "build", "__pycache__", ".hypothesis", ".mypy_cache", ".ruff_cache", "node_modules")
_STORE = (*(f"tests/store/test_{name}.py" for name in ("tree", "manifest", "outputs", "blocks", "merge", "merging", "choosing", "copies", "what_changed", "made_again")),
          "tests/commands/test_share.py")
_PLAN = tuple(f"tests/tailoring/test_{name}.py"
              for name in ("urgency", "planning", "scheduling", "plan_by_hand", "page_one", "ranks", "opening", "left_over", "standing_in", "advice", "golden_plans"))
_PAGES = ("tests/assembly", "tests/commands/test_share.py")
_ADVICE = ("tests/tailoring/test_advice.py", "tests/test_cases.py", "tests/tailoring/test_route.py", "tests/tailoring/test_urgency.py", "tests/test_money_gap.py")
_START = ("tests/test_plan_of_a_start.py",)  # with the guide itself: seconds, so only where it decides
_ANSWERS = tuple(f"tests/interview/test_{name}.py" for name in ("validation", "answers", "typed", "parts"))
_SEARCH = ("tests/desk/test_narrowing.py", "tests/desk/test_searching.py")
_SCORES = tuple(f"tests/tailoring/test_{name}.py" for name in ("scores", "score_stages", "score_sums"))

# Module -> the tests that are about it.
MODULES: dict[str, tuple[str, ...]] = {
    "content/conditions.py": ("tests/content/test_conditions.py",),
    "content/phrases_reading.py": ("tests/content/test_phrases.py",),
    "tailoring/selection.py": ("tests/tailoring/test_selection.py", "tests/assembly/test_project.py", "tests/assembly/test_folding.py", "tests/commands/test_share.py"),
    "tailoring/scheduling.py": _PLAN,
    "tailoring/scheduling_board.py": _PLAN,
    "tailoring/planning.py": (*_PLAN, *_START),
    "tailoring/planning_held.py": ("tests/tailoring/test_held.py", *_PLAN),
    "tailoring/planning_jobs.py": _PLAN,
    "tailoring/planning_ranks.py": (*_PLAN, *_START),
    "tailoring/planning_left.py": _PLAN,
    "tailoring/planning_loose.py": ("tests/tailoring/test_loose.py",),
    "tailoring/planning_urgent.py": _PLAN,
    "tailoring/planning_calendar.py": _PLAN,
    "tailoring/planning_reasons.py": (*_PLAN, "tests/tailoring/test_reasons.py"),
    "tailoring/fitting.py": ("tests/tailoring/test_fitting.py",),
    "tailoring/scores.py": _SCORES,
    "tailoring/score_advice.py": _SCORES,
    "tailoring/score_indexes.py": _SCORES,
    "tailoring/advice.py": _ADVICE,
    "tailoring/route.py": ("tests/tailoring/test_route.py",),
    "tailoring/standing_in.py": ("tests/tailoring/test_standing_in.py",),
    "tailoring/moments.py": ("tests/tailoring/test_moments.py", "tests/test_money_gap.py"),
    "tailoring/unknowns.py": ("tests/tailoring/test_unknowns.py",),
    "interview/validation.py": (*_ANSWERS, "tests/interview/test_municipalities.py"),
    "interview/typed.py": _ANSWERS,
    "interview/flow.py": ("tests/interview/test_flow.py",),
    "interview/steps.py": ("tests/interview/test_flow.py", "tests/interview/test_plain.py"),
    "interview/sharing.py": ("tests/interview/test_sharing.py", "tests/commands/test_share.py"),
    "assembly/doc.py": _PAGES,
    "assembly/serialise.py": _PAGES,
    "store/tree.py": _STORE,
    "store/journal.py": ("tests/store/test_journal.py", "tests/store/test_tree.py"),
    "store/outputs.py": _STORE,
    "store/merge.py": _STORE,
    "store/merging.py": _STORE,
    "store/blocks.py": _STORE,
    "desk/narrowing.py": _SEARCH,
    "desk/memory.py": ("tests/desk/test_memory.py",),
    "desk/parsed.py": ("tests/desk/test_parsed.py",),
    "desk/trying.py": ("tests/desk/test_memory.py",),
}


@dataclass(frozen=True)
class Survivor:
    """A fault that no test notices, and why it need not: module, a part of its line, what changes, the reason."""

    module: str
    line: str
    what: str
    why: str


def read_survivors() -> tuple[Survivor, ...]:
    """Return what tools/survivors.yml lists."""
    listed = yaml.safe_load(_SURVIVORS.read_text(encoding="utf-8")) or []
    return tuple(Survivor(module=str(entry["module"]), line=str(entry["line"]), what=str(entry["what"]), why=str(entry["why"])) for entry in listed)


def reason(module: str, fault: Fault, lines: list[str], listed: tuple[Survivor, ...]) -> Survivor | None:
    """Return the entry that says why this fault need not be noticed."""
    line = lines[fault.line - 1] if fault.line else ""
    return next((one for one in listed if one.module == module and one.line in line and one.what == fault.what), None)


def sample(source: str, most: int, seed: int = _SEED) -> list[Fault]:
    """Return the faults that are tried, by line: always the same ones of the same text and seed."""
    found = find_faults(source)
    return sorted(random.Random(seed).sample(found, min(most, len(found))), key=lambda fault: (fault.line, fault.node))


def try_all(module: str, faults: list[Fault], tests: list[str], place: Path) -> list[bool]:
    """Return which faults are noticed. Raises RuntimeError where the tests fail without any."""
    report = place.parent / "report.json"
    report.unlink(missing_ok=True)
    wish = {"module": module, "faults": [fault.node for fault in faults], "tests": tests, "report": str(report), "temp": str(place.parent / "temp")}
    done = subprocess.run([sys.executable, "-m", "tools.mutating", json.dumps(wish)], cwd=place, check=False, stdout=subprocess.PIPE, text=True,
                          env={**os.environ, "PYTHONPATH": str(place), "PYTHONDONTWRITEBYTECODE": "1", "CI": "1"})
    if not report.exists():
        raise RuntimeError(done.stdout)
    told = json.loads(report.read_text(encoding="utf-8"))
    if told["broken"] or len(told["noticed"]) != len(faults):
        raise RuntimeError(f"the tests fail without a fault: {told['broken']}\n{done.stdout[-3000:]}")
    in_order = dict(zip(sorted(fault.node for fault in faults), told["noticed"], strict=True))
    return [in_order[fault.node] for fault in faults]


def main(arguments: list[str]) -> int:
    """Run the sample and print a line per module and per survivor; the status says whether the goal was met and every survivor has a reason."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", default="", help="parts of modules' names, with commas between them")
    parser.add_argument("--most", type=int, default=20, help="faults per module")
    parser.add_argument("--seed", type=int, default=_SEED, help="another number, another sample")
    wish = parser.parse_args(arguments)
    listed = read_survivors()
    total = seen = nameless = 0
    with tempfile.TemporaryDirectory() as name:
        place = Path(name) / "copy"
        shutil.copytree(ROOT, place, ignore=_NOT_COPIED)
        for module, tests in MODULES.items():
            if not any(part in module for part in wish.only.split(",")):
                continue
            source = (place / "site_build" / module).read_text(encoding="utf-8")
            faults, lines = sample(source, wish.most, wish.seed), source.splitlines()
            outcomes = try_all(module, faults, [test for test in tests if (place / test).exists()], place)
            total, seen = total + len(faults), seen + sum(outcomes)
            print(f"{module}: {sum(outcomes)} of {len(faults)} noticed (of {len(find_faults(source))} possible)", flush=True)
            for fault, noticed in zip(faults, outcomes, strict=True):
                why = reason(module, fault, lines, listed)
                if noticed and why:
                    print(f"  noticed now, take it out of survivors.yml: line {fault.line}, {fault.what}", flush=True)
                elif not noticed:
                    nameless += why is None
                    print(f"  survived: line {fault.line}, {fault.what}: {why.why if why else 'NO REASON'}    {lines[fault.line - 1].strip()[:100]}", flush=True)
    share = 100 * seen // max(1, total)
    print(f"together: {seen} of {total} noticed ({share}%), goal {GOAL}%; {nameless} without a reason")
    return int(share < GOAL or nameless > 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
