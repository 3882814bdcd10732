"""Planning 140 actions, scores and costs together. Prints milliseconds of processor time; never fails on time.

Run: .venv/bin/python tests/benchmarks/bench_advice.py (the goal is at most 50 ms on one core)
"""

from __future__ import annotations

import dataclasses
import statistics
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from site_build.content.conditions import Tri, evaluate  # noqa: E402
from site_build.content.loading import read_content  # noqa: E402
from site_build.content.model import Action, Content  # noqa: E402
from site_build.interview.answers import Answers, Sheet  # noqa: E402
from site_build.interview.facts import Values  # noqa: E402
from site_build.tailoring.costs import compute_costs  # noqa: E402
from site_build.tailoring.moments import compute_moments  # noqa: E402
from site_build.tailoring.money import money_warning  # noqa: E402
from site_build.tailoring.planning import Plan, make_plan  # noqa: E402
from site_build.tailoring.scores import compute_scores, score_values  # noqa: E402

COUNT, RUNS, PEOPLE = 140, 15, 6


def main() -> None:
    content, _ = read_content(ROOT)
    content = dataclasses.replace(content, actions=_actions(content))
    for title, values in _CASES.items():
        answers = _answers(content, values)
        times = []
        for _ in range(RUNS):
            start = time.process_time()
            plan = _advise(content, answers)
            times.append((time.process_time() - start) * 1000)
        print(f"{title}: {len(plan.items)} gepland, {len(plan.not_fitting)} past niet, {len(plan.later)} later: "
              f"{statistics.median(times):.1f} ms (mediaan van {RUNS}), hoogste {max(times):.1f} ms")


def _advise(content: Content, answers: Answers) -> Plan:
    values = Values(content, answers)
    scores = compute_scores(content, answers.statements, answers.values["fase"])
    values = values.with_extra(score_values(scores))
    moments = compute_moments(content, values, answers)
    money_warning(content, values, answers, moments)
    compute_costs(content, values)
    actions = [action for action in content.actions if evaluate(action.when, values.lookup).tri is not Tri.NO]
    return make_plan(content, actions, values, answers, scores, moments)


def _actions(content: Content) -> tuple[Action, ...]:
    """The editors' actions without conditions, repeated under new ids until there are 140."""
    bare = [dataclasses.replace(action, when=None) for action in content.actions]
    copies = []
    for number, action in enumerate((bare * (COUNT // len(bare) + 1))[:COUNT]):
        tail = f"-{number // len(bare)}" if number >= len(bare) else ""
        copies.append(dataclasses.replace(action, id=action.id + tail, after=tuple(id + tail for id in action.after)))
    known = {action.id for action in copies}
    return tuple(dataclasses.replace(a, after=tuple(id for id in a.after if id in known)) for a in copies)


def _answers(content: Content, values: dict[str, object]) -> Answers:
    roles = ("projectleider", "teamleider", "professional", "partner", "opdrachtgever", "controller")
    sheets = tuple(Sheet(role, {s.id: (n * 7 + i * 3) % 5 + 1 for i, s in enumerate(content.statements)}, True)
                   for n, role in enumerate(roles[:PEOPLE]))
    costs = [{"post": "team", "laag": 300000, "hoog": 360000, "betaler": "gemeente"}, {"post": "werkbudget", "laag": 20000, "hoog": 30000}]
    events = [{"soort": "uithuiszetting", "aantal": 40, "daling_laag": 5, "daling_hoog": 20, "toeschrijving_laag": 20,
               "toeschrijving_hoog": 50, "prijs_laag": 6000, "prijs_hoog": 10000, "baat": "corporatie", "in_kas": "nee"}]
    given = {"kosten": costs, "gebeurtenissen": events, "financiering": ["subsidie"], "uitvoering": "eigen", **values}
    return Answers("hb-bench", "2026-11-24", given, statements=sheets)


_CASES: dict[str, dict[str, object]] = {
    "ruim, twee jaar": {"fase": "opschalen", "inwoners": 60000, "geld_tot": "2028-12-31", "dagdelen_projectleider": 6, "dagdelen_anderen": 10},
    "krap, een jaar": {"fase": "opschalen", "inwoners": 200000, "geld_tot": "2027-12-31", "dagdelen_projectleider": 3, "dagdelen_anderen": 4},
    "klein, twee dagdelen": {"fase": "borgen", "inwoners": 20000, "geld_tot": "2028-12-31", "dagdelen_projectleider": 2, "dagdelen_anderen": 2},
}

if __name__ == "__main__":
    main()
