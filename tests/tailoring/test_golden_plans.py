"""The plans of the five examples, day by day, as somebody looked at them: what moves one of them is seen.

A change that is meant: `python -m tests.tailoring.test_golden_plans` writes them again. Read what changed before you keep it.
"""

from __future__ import annotations

import difflib
from pathlib import Path

import pytest

from site_build.interview.files import load_answers
from site_build.tailoring.handbook import tailor
from tests.handbooks import content

ROOT = Path(__file__).resolve().parents[2]
GOLDEN = Path(__file__).with_name("golden")
EXAMPLES = sorted(path.stem for path in (ROOT / "examples").glob("*.yml"))


def plan_text(name: str) -> str:
    """Return the plan of an example: a line per action with its days, then what does not fit and what is later."""
    plan = tailor(content(), load_answers(ROOT / "examples" / f"{name}.yml", content())).plan
    assert plan is not None
    lines = [f"{plan.start} to {plan.end}", ""]
    lines += [f"{item.start} {item.worked} {item.end}  {item.action.id}{'' if item.in_time else '  too late'}" for item in plan.items]
    for title, actions in (("does not fit", [left.action for left in plan.not_fitting]), ("later", plan.later), ("done", plan.done), ("skipped", plan.skipped)):
        lines += ["", f"{title}: {', '.join(sorted(action.id for action in actions)) or 'nothing'}"]
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_plan_of_an_example_is_what_it_was(name: str) -> None:
    golden, now = (GOLDEN / f"{name}.txt").read_text(encoding="utf-8"), plan_text(name)
    changed = list(difflib.unified_diff(golden.splitlines(), now.splitlines(), "as it was", "now", lineterm="", n=0))
    assert changed == [], "meant? python -m tests.tailoring.test_golden_plans"


def main() -> None:
    """Write the plans again."""
    GOLDEN.mkdir(exist_ok=True)
    for name in EXAMPLES:
        (GOLDEN / f"{name}.txt").write_text(plan_text(name), encoding="utf-8")


if __name__ == "__main__":
    main()
